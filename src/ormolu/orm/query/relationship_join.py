"""The ON clause of a relationship, for the two sides as a statement names them.

The mapping says what the condition is between the plain tables, with the columns of the far side marked as
`remote`. Here each side is exchanged for its alias: marked columns for the right side, the others for the left.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ...sql.expression import and_
from .adapt import ColumnAdapter, plain, replace


class Conditions(NamedTuple):
    """The parts of a join along a relationship: `secondary_on` and `secondary` only with an association table."""

    primary: Any
    secondary_on: Any
    secondary: Any


def relationship_conditions(
    prop: Any,
    left_entity: Any,
    right_entity: Any,
    right_from: Any,
    *,
    extra: tuple[Any, ...] = (),
    left_adapter: Any = None,
    alias_secondary: bool = True,
) -> Conditions:
    """Return the conditions that join `left_entity` to `right_from` along `prop`.

    extra: criteria that `.and_()` added. left_adapter: in place of the adapter of the left entity.
    """
    if left_adapter is None:
        left_adapter = _side_adapter(left_entity, prop.parent)
    right_adapter = _side_adapter(right_entity, prop.mapper)
    if right_adapter is None and right_from is not None and _is_alias(right_from):
        right_adapter = ColumnAdapter(right_from, prop.mapper._equivalent_columns)
    secondary = prop.secondary
    secondary_adapter = None
    if secondary is not None and alias_secondary:
        secondary = secondary._anonymous_fromclause(flat=True)
        secondary_adapter = ColumnAdapter(secondary)
    primary, secondary_on = prop.primaryjoin, prop.secondaryjoin
    if secondary is None:
        primary = adapt_sides(primary, left_adapter, right_adapter)
        if extra:
            primary = and_(primary, *_adapt_all(extra, right_adapter))
    else:
        primary = adapt_sides(primary, left_adapter, secondary_adapter)
        secondary_on = adapt_sides(secondary_on, right_adapter, secondary_adapter)
        if extra:
            secondary_on = and_(secondary_on, *_adapt_all(extra, right_adapter))
    return Conditions(primary, secondary_on, secondary)


def _adapt_all(criteria: tuple[Any, ...], adapter: Any) -> list[Any]:
    return [plain(c) if adapter is None else adapter(plain(c)) for c in criteria]


def adapt_sides(condition: Any, near: Any, remote: Any) -> Any:
    """Return the condition, unmarked columns through `near`, remote ones through `remote`; None: left alone."""
    if near is None and remote is None:
        return condition

    def substitute(node: Any) -> Any:
        if not getattr(node, "_is_column_element", False):
            return None
        adapter = remote if "remote" in node._annotations else near
        return None if adapter is None or not hasattr(node, "table") else adapter.column(node)

    return replace(condition, substitute)


def lateral_beside(right_from: Any, left_adapter: Any) -> Any:
    """Return a LATERAL right side that refers to the columns the left side has in this statement.

    left_adapter: from mapped columns to those of the left side. What the LATERAL reads itself stays.
    """
    selected = _lateral_select(right_from)
    if left_adapter is None or selected is None:
        return right_from
    own = {table for column in selected._raw_columns for table in column._from_objects}
    own.update(table for element in selected._from_obj for table in element._from_objects)

    def outer(node: Any) -> Any:
        return left_adapter.column(node) if hasattr(node, "table") and node.table not in own else None

    # an annotated copy counts as the original, whose columns the rest of the statement names
    made = right_from._annotate({"lateral_beside": True})
    made.element = replace(right_from.element, outer)
    inner = _lateral_select(made)
    if inner is selected:
        return right_from
    inner._correlate = (*(inner._correlate or ()), *left_adapter.selectable._from_objects)
    return made


def _lateral_select(element: Any) -> Any:
    """Return the SELECT inside a LATERAL or an alias of one, None for anything else."""
    while element.__visit_name__ == "alias":
        element = element.element
    if element.__visit_name__ != "lateral":
        return None
    inner = element.element
    while inner.__visit_name__ in ("grouping", "subquery", "select_statement_grouping"):
        inner = inner.element
    return inner if hasattr(inner, "_correlate") else None


def _side_adapter(entity: Any, mapper: Any) -> Any:
    if entity is None:
        return None
    if entity.is_aliased_class:
        return entity._adapter
    selectable = entity.selectable
    if _is_alias(selectable):
        return ColumnAdapter(selectable, entity.mapper._equivalent_columns)
    return None


def _is_alias(selectable: Any) -> bool:
    return selectable.__visit_name__ in ("alias", "subquery", "cte", "lateral", "tablesample")
