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
