"""Which strategy loads a relationship: the option that applies, else what the mapping says."""

from __future__ import annotations

from typing import Any

from ... import exc
from .column_loading import wrong_kind
from .options import Entry

EAGER = frozenset({"joined", "selectin", "subquery", "immediate"})
_BY_LAZY: dict[Any, str] = {
    True: "select",
    "select": "select",
    False: "joined",
    "joined": "joined",
    "selectin": "selectin",
    "subquery": "subquery",
    "immediate": "immediate",
    "raise": "raise",
    "raise_on_sql": "raise_on_sql",
    None: "noload",
    "noload": "noload",
    "dynamic": "dynamic",
    "write_only": "write_only",
}


def default_strategy(prop: Any) -> str:
    """Return the strategy that the mapping names."""
    return _BY_LAZY.get(prop.lazy, "select")


def strategy_of(prop: Any, entry: Entry | None) -> str:
    """Return the strategy for a relationship; an option can't change those that need their own kind of attribute."""
    own = default_strategy(prop)
    if entry is None or entry.strategy is None or own in ("dynamic", "write_only"):
        return own
    return entry.strategy


def check_populates(prop: Any, entry: Entry | None) -> None:
    """Raise InvalidRequestError when an eager load was asked for an attribute that is never loaded whole."""
    if entry is None or prop.lazy not in ("dynamic", "write_only"):
        return
    if entry.strategy in EAGER or entry.strategy == "contains_eager":
        raise exc.InvalidRequestError(f"'{prop}' does not support object population - eager loading cannot be applied.")


def check_strategy(prop: Any, entry: Entry) -> None:
    """Raise LoaderStrategyException when a column option was given for a relationship."""
    if entry.kind == "column":
        raise wrong_kind(prop, entry.strategy or "", "relationship", "column property")
