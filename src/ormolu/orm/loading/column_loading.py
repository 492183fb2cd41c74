"""Column loading: which columns a statement brings, and which wait until they are asked for."""

from __future__ import annotations

from typing import Any

from ... import exc
from .view import EntityOptions


def is_loaded(prop: Any, options: EntityOptions, only: frozenset[str] | None, mapper: Any) -> bool:
    """Say whether the columns of a property belong into the statement.

    only: the attributes being refreshed; they are loaded whatever the options say.
    """
    if only is not None:
        return prop.key in only
    if is_bare_expression(prop) or getattr(prop.columns[0], "_omit_from_statements", False):
        return False
    entry = options.exact.get(prop.key)
    if entry is not None:
        if entry.kind != "column":
            raise wrong_kind(prop, entry.strategy or "", "column property", "relationship property")
        return entry.strategy != "defer"
    if prop.deferred and prop.group is not None and prop.group in options.groups:
        return True
    wildcard = options.wildcards.get("column")
    if wildcard is not None:
        return wildcard.strategy != "defer" or always_loaded(prop, mapper)
    return not prop.deferred


def always_loaded(prop: Any, mapper: Any) -> bool:
    """Say whether a wildcard must not leave the property out: primary key and discriminator."""
    return any(column in mapper.primary_key or column is mapper.polymorphic_on for column in prop.columns)


def is_bare_expression(prop: Any) -> bool:
    """Say whether this is a `query_expression()` without a default expression."""
    return ("query_expression", True) in prop.strategy_key and _is_null(prop.columns[0])


def _is_null(column: Any) -> bool:
    element = getattr(column, "element", column)
    return bool(element.__visit_name__ == "null")


def raises_on_load(prop: Any, options: EntityOptions) -> bool:
    """Say whether asking for the unloaded column is an error rather than a load."""
    entry = options.exact.get(prop.key) or options.wildcards.get("column")
    if entry is not None and entry.kind == "column":
        return entry.strategy == "defer" and bool(entry.opts.get("raiseload"))
    return bool(prop.raiseload)


def wrong_kind(prop: Any, strategy: str, found: str, wanted: str) -> exc.LoaderStrategyException:
    """Return the error for an option that can't apply to this kind of attribute."""
    error = exc.LoaderStrategyException.__new__(exc.LoaderStrategyException)
    exc.InvalidRequestError.__init__(
        error,
        f'Can\'t apply "{_LOADER_NAMES.get(strategy, strategy)} loader" strategy to property "{prop}", which is a '
        f'"{found}"; this loader strategy is intended to be used with a "{wanted}".',
    )
    return error


_LOADER_NAMES = {"undefer": "column", "defer": "deferred column", "select": "lazy"}
