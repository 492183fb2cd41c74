"""Sentinels: which columns can tell which returned row belongs to which inserted one.

When many rows are inserted by one statement with RETURNING, the database may return them in any order. A column whose
value is known on our side, or rises with the rows, restores it. Rule: "Configuring Sentinel Columns" in
SQLAlchemy's documentation of insertmanyvalues.
"""

from __future__ import annotations

from enum import Enum
from typing import Any, NamedTuple

from .. import exc

__all__ = ["SentinelColumns", "SentinelDefault", "sentinel_columns"]


class SentinelDefault(Enum):
    """Where the value of a sentinel column comes from."""

    NONE = "none"
    UNKNOWN = "unknown"
    CLIENTSIDE = "clientside"
    SENTINEL_DEFAULT = "sentinel_default"
    SERVERSIDE = "serverside"
    IDENTITY = "identity"
    SEQUENCE = "sequence"
    MONOTONIC_FUNCTION = "monotonic"


class SentinelColumns(NamedTuple):
    """The sentinel columns of a table, None when it has none, and what is known about them."""

    columns: tuple[Any, ...] | None = None
    is_explicit: bool = False
    is_autoinc: bool = False
    default_characterization: SentinelDefault = SentinelDefault.UNKNOWN


def sentinel_columns(table: Any) -> SentinelColumns:
    """Return the sentinel columns of a table.

    Raises InvalidRequestError for a column marked insert_sentinel=True that cannot serve.
    """
    explicit = table._sentinel_column
    autoincrement = table._autoincrement_column
    if explicit is not None:
        origin = _origin_of(explicit)
        _check_explicit(explicit, origin, explicit is autoincrement)
        if explicit is not autoincrement and origin is SentinelDefault.NONE:
            origin = SentinelDefault.CLIENTSIDE
        return SentinelColumns((explicit,), True, explicit is autoincrement, origin)
    if autoincrement is not None:
        return SentinelColumns((autoincrement,), False, True, _origin_of(autoincrement))
    key = tuple(table.primary_key)
    if not key:
        return SentinelColumns()
    origins = [_origin_of(column) for column in key]
    if all(origin is SentinelDefault.NONE for origin in origins):
        return SentinelColumns(key, False, False, SentinelDefault.CLIENTSIDE)
    if len(key) == 1 and origins[0] in (SentinelDefault.MONOTONIC_FUNCTION, SentinelDefault.CLIENTSIDE):
        return SentinelColumns(key, False, False, origins[0])
    return SentinelColumns()


def _origin_of(column: Any) -> SentinelDefault:
    default = column.default
    if default is not None:
        if default.is_sentinel:
            return SentinelDefault.SENTINEL_DEFAULT
        if default.is_sequence:
            return SentinelDefault.SEQUENCE
        if default.is_clause_element:
            return SentinelDefault.MONOTONIC_FUNCTION if default._is_monotonic_fn else SentinelDefault.SERVERSIDE
        return SentinelDefault.CLIENTSIDE
    server_default = column.server_default
    if server_default is None:
        return SentinelDefault.NONE
    if server_default.is_identity:
        return SentinelDefault.IDENTITY
    if server_default._is_monotonic_fn:
        return SentinelDefault.MONOTONIC_FUNCTION
    return SentinelDefault.SERVERSIDE


def _check_explicit(column: Any, origin: SentinelDefault, is_autoincrement: bool) -> None:
    if origin is SentinelDefault.SERVERSIDE and column.server_default is not None:
        raise exc.InvalidRequestError(
            f"Column {column} can't be a sentinel column because it uses an explicit server side default "
            "that's not the Identity() default."
        )
    if origin is SentinelDefault.SERVERSIDE:
        raise exc.InvalidRequestError(
            f"Column {column} has been marked as a sentinel column but its default is a SQL expression, "
            "whose value is not known here; use a Python-side default."
        )
    if origin is SentinelDefault.NONE and not is_autoincrement and column.nullable:
        raise exc.InvalidRequestError(
            f"Column {column} has been marked as a sentinel column with no default generation function; it at "
            "least needs to be marked nullable=False assuming user-populated sentinel values will be used."
        )
