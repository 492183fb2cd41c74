"""Autoincrement: which column of a primary key the database numbers by itself.

In: the columns of a key, with their types, defaults and `autoincrement` settings. Out: one column or None.
Rule: `Column.autoincrement` in SQLAlchemy's documentation, with the changes of version 2.1 for Float and Numeric.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .. import exc
from ..types import Integer, Numeric

__all__ = ["autoincrement_column"]


def autoincrement_column(columns: Sequence[Any]) -> Any:
    """Return the auto-incrementing column of a primary key, or None.

    Raises ArgumentError for two columns with autoincrement=True, and for one whose type cannot count.
    """
    if len(columns) == 1:
        column = columns[0]
        setting = column.autoincrement
        if setting is True:
            return column if _can_count(column, demanded=True) else None
        if setting in ("auto", "ignore_fk") and _can_count(column, demanded=False):
            return column
        return None
    found = None
    for column in columns:
        if column.autoincrement is True:
            _can_count(column, demanded=True)
            if found is not None:
                raise exc.ArgumentError(
                    f"Only one Column may be marked autoincrement=True, found both {column.name} and {found.name}."
                )
            found = column
    return found


def _can_count(column: Any, *, demanded: bool) -> bool:
    if not _type_can_count(column, demanded=demanded):
        return False
    if demanded:
        return True
    default = column.default
    if default is not None and not default.is_sequence:
        return False
    server_default = column.server_default
    if server_default is not None and not server_default.is_identity:
        return False
    return not column.foreign_keys or column.autoincrement == "ignore_fk"


def _type_can_count(column: Any, *, demanded: bool) -> bool:
    affinity = column.type._type_affinity
    if affinity is not None and issubclass(affinity, Integer):
        return True
    if not demanded:
        return False
    if affinity is not None and issubclass(affinity, Numeric):
        if column.type.scale:
            raise exc.ArgumentError(
                f"Column type {column.type} with non-zero scale {column.type.scale} on column '{column}' "
                "is not compatible with autoincrement=True"
            )
        return True
    raise exc.ArgumentError(f"Column type {column.type} on column '{column}' is not compatible with autoincrement=True")
