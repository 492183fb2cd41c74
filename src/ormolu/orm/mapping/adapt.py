"""Adapters: an expression over some tables -> the same expression over an alias or a subquery of them.

`replace` rebuilds an expression with some of its nodes exchanged; what did not change is shared with the original.
`ColumnAdapter` exchanges columns (and the tables behind them) for those of one selectable.
Bind parameters are never copied: the compiled statement finds their values by identity.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ...sql.cache_key import HasCacheKey

Substitute = Callable[[Any], Any]
Equivalents = Mapping[Any, Any]

# an expression with this annotation is already about the right tables
KEEP = "no_replacement_traverse"


def replace(element: Any, substitute: Substitute) -> Any:
    """Return `element` with each node exchanged for `substitute(node)`, unless that is None.

    A node that was exchanged is not looked into.
    """
    done: dict[int, Any] = {}
    kept: list[Any] = []

    def visit(node: Any, **kw: Any) -> Any:
        found = done.get(id(node))
        if found is None:
            found = done[id(node)] = rebuild(node)
            kept.append(node)  # ids in `done` stay true as long as their nodes live
        return found

    def rebuild(node: Any) -> Any:
        if KEEP in node._annotations:
            return node
        found = substitute(node)
        if found is not None:
            return found
        if getattr(node, "_is_immutable", False) or getattr(node, "_is_bind_parameter", False):
            return node
        changed = False
        for child in node.get_children():
            if visit(child) is not child:
                changed = True
        if not changed:
            return node
        copy = node._clone()
        copy._copy_internals(clone=visit)
        return copy

    if isinstance(element, (list, tuple)):
        return type(element)([visit(item) for item in element])
    return visit(element)


class ColumnAdapter:
    """Exchanges columns for the matching ones of `selectable`.

    equivalents: column -> columns that hold the same value (both sides of an inheritance join).
    adapt_on_names: match by name what is not derived from the same table.
    include: answers which columns may be exchanged at all.
    """

    __slots__ = ("selectable", "equivalents", "adapt_on_names", "include", "_columns")

    def __init__(
        self,
        selectable: Any,
        equivalents: Equivalents | None = None,
        *,
        adapt_on_names: bool = False,
        include: Callable[[Any], bool] | None = None,
    ) -> None:
        self.selectable = selectable
        self.equivalents = equivalents or {}
        self.adapt_on_names = adapt_on_names
        self.include = include
        self._columns: dict[Any, Any] = {}

    def column(self, column: Any) -> Any:
        """Return the column of the selectable that stands for `column`, or None."""
        try:
            return self._columns[column]
        except KeyError:
            found = self._columns[column] = self._find(column, set())
            return found

    def _find(self, column: Any, seen: set[Any]) -> Any:
        found = self.selectable.corresponding_column(column, require_embedded=True)
        if found is not None:
            return found
        seen.add(column)
        for equivalent in self.equivalents.get(column, ()):
            if equivalent not in seen:
                found = self._find(equivalent, seen)
                if found is not None:
                    return found
        if self.adapt_on_names and getattr(column, "name", None):
            return self.selectable.exported_columns.get(column.name)
        return None

    def substitute(self, node: Any) -> Any:
        """Return what takes the place of `node`, or None."""
        if self.include is not None and not self.include(node):
            return None
        if getattr(node, "_is_column_element", False):
            if not getattr(node, "_is_adaptable", True):
                return None
            if hasattr(node, "table") or node.__visit_name__ in _WHOLE or self.adapt_on_names:
                return self.column(node)
            return None
        if getattr(node, "_is_from_clause", False) and _derives(self.selectable, node):
            return self.selectable
        return None

    def __call__(self, element: Any) -> Any:
        return replace(element, self.substitute)

    traverse = __call__

    def adapt_clause(self, element: Any) -> Any:
        """As calling the adapter."""
        return replace(element, self.substitute)


# expressions that a subquery may export as a whole
_WHOLE = frozenset({"label", "function", "scalar_select", "grouping"})


def _derives(selectable: Any, node: Any) -> bool:
    return node is not selectable and node.__visit_name__ != "join" and bool(selectable.is_derived_from(node))


class ChainedAdapter:
    """Applies one adapter to what another one left."""

    __slots__ = ("first", "second")

    def __init__(self, first: Any, second: Any) -> None:
        self.first = first
        self.second = second

    def __call__(self, element: Any) -> Any:
        return self.second(self.first(element))

    def column(self, column: Any) -> Any:
        """Return the column after both adapters, or None when neither knows it."""
        inner = self.first.column(column)
        outer = self.second.column(column if inner is None else inner)
        return inner if outer is None else outer

    traverse = adapt_clause = __call__


def chain(first: Any, second: Any) -> Any:
    """Return an adapter that applies `first`, then `second`; either may be None."""
    if first is None:
        return second
    return first if second is None else ChainedAdapter(first, second)


def plain(element: Any) -> Any:
    """Return the expression behind an attribute or other object that stands for one."""
    while not isinstance(element, HasCacheKey) and hasattr(element, "__clause_element__"):
        element = element.__clause_element__()
    return element
