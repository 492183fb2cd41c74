"""Joined loading: an attribute from the same row, through a join that the statement gets for it.

`plan_joined` adds the join, with an alias of its own, and plans the far entity from its columns;
`plan_contains_eager` plans the far entity from columns that the user's own joins provide.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ... import exc
from ...inspection import inspect
from ...sql.expression import Join, and_
from ..query.adapt import ColumnAdapter
from ..query.aliased import AliasedClass, AliasedInsp, with_polymorphic
from ..query.criteria import criteria_for
from ..query.relationship_join import Conditions, lateral_beside, relationship_conditions
from .narrowing import narrowed_target
from .options import Entry
from .plan import EntityPlan, JoinedChild


class EagerJoinNode:
    """One eager join: what is joined, on what, and inner joins that belong inside its right side."""

    __slots__ = ("right", "conditions", "isouter", "nested", "host")

    def __init__(self, right: Any, conditions: Conditions, isouter: bool) -> None:
        self.right = right
        self.conditions = conditions
        self.isouter = isouter
        self.nested: list[EagerJoinNode] = []
        self.host: EagerJoinNode = self

    def attach(self, left: Any, adapt: Callable[[Any], Any] | None = None) -> Any:
        """Return `left` joined to this node's right side."""
        primary, secondary_on, secondary = self.conditions
        beside = self.right
        if adapt is not None:
            primary = adapt(primary)
            beside = lateral_beside(beside, adapt)
        if secondary_on is None:
            return Join(left, self._inside(beside), primary, isouter=self.isouter)
        if self.isouter:
            right = self._inside(Join(secondary, self.right, secondary_on))
            return Join(left, right, primary, isouter=True)
        return Join(Join(left, secondary, primary), self._inside(self.right), secondary_on)

    def _inside(self, right: Any) -> Any:
        for node in self.nested:
            right = node.attach(right)
        return right


def plan_joined(scope: Any, plan: EntityPlan, prop: Any, entry: Entry | None, mapper: Any = None) -> bool:
    """Add an eager join for a relationship; False when the path has gone round in a circle (it loads lazily then)."""
    if _is_circle(scope, prop, entry):
        return False
    lowering = scope.lowering
    option_entity, loaded = _target(prop, entry)
    left = scope.loaded_entity
    right = lateral_beside(loaded.selectable, left._adapter if left.is_aliased_class else scope.adapter)
    conditions = _conditions(scope, prop, entry, loaded, right)
    node = _place(scope, prop, entry, EagerJoinNode(right, conditions, True))
    if not scope.parents:
        lowering.at_end.append(lambda: _keep_join_columns(scope, prop))
    if prop.uselist:
        lowering.multi_row = lowering.needs_unique = True
    if prop.order_by:
        lowering.eager_order_by.extend(_ordering(prop, loaded, conditions))
    child = scope.__class__(
        scope.planner,
        lowering,
        lowering.secondary,
        option_entity,
        loaded._adapter,
        scope.view.child(scope.entity, prop.key, mapper),
        parents=(*scope.parents, prop),
        root=scope.root,
        join=node,
        mapper=loaded.mapper,
        loaded_entity=loaded,
    )
    slot = (mapper or scope.mapper)._slots[prop.key]
    owner = prop.parent if mapper is not None else None
    plan.children.append(JoinedChild(prop.key, slot, prop.uselist, child.plan(), owner=owner))
    return True


def _is_circle(scope: Any, prop: Any, entry: Entry | None) -> bool:
    if entry is not None and entry.last.key != "*" and entry.strategy is not None:
        return False
    if prop.join_depth:
        return len(scope.parents) + 1 > int(prop.join_depth)
    seen = [scope.root.mapper, *(parent.mapper for parent in scope.parents)]
    return any(prop.mapper is mapper or mapper.isa(prop.mapper) for mapper in seen) or any(
        p is prop for p in scope.parents
    )


def _target(prop: Any, entry: Entry | None) -> tuple[Any, AliasedInsp]:
    """Return the entity that options speak of and the alias whose columns are loaded."""
    narrowed = narrowed_target(prop, entry)
    if narrowed is not None:
        if narrowed._is_with_polymorphic and not _is_aliased(narrowed):
            raise exc.InvalidRequestError(
                "Detected unaliased columns when generating joined load.  Make sure to use aliased=True or flat=True "
                "when using joined loading with with_polymorphic()."
            )
        return narrowed, narrowed
    entity = prop.entity
    if entity.is_aliased_class:
        alias = entity.selectable._anonymous_fromclause(flat=True)
        return entity, inspect(AliasedClass(entity.entity, alias))
    alias = prop.mapper._with_polymorphic_selectable._anonymous_fromclause(flat=True)
    return prop.mapper, inspect(AliasedClass(prop.mapper.class_, alias, flat=True))


def _is_aliased(entity: AliasedInsp) -> bool:
    tables = set(entity.mapper.tables)
    return not any(table in tables for table in entity.selectable._from_objects)


def _conditions(scope: Any, prop: Any, entry: Entry | None, loaded: AliasedInsp, right: Any) -> Conditions:
    extra = () if entry is None else entry.last.criteria
    left = scope.loaded_entity
    found = relationship_conditions(
        prop, left, loaded, right, extra=extra, left_adapter=None if left.is_aliased_class else scope.adapter
    )
    more = []
    single = prop.mapper._single_table_criterion
    if single is not None:
        more.append(loaded._adapter(single))
    more.extend(criteria_for(loaded, scope.view.criteria, for_loader=True))
    if scope.lowering._adapts:
        found = found._replace(primary=scope.lowering.adapt(found.primary))
    if not more:
        return found
    if found.secondary_on is not None:
        return found._replace(secondary_on=and_(found.secondary_on, *more))
    return found._replace(primary=and_(found.primary, *more))


def _place(scope: Any, prop: Any, entry: Entry | None, node: EagerJoinNode) -> EagerJoinNode:
    """Decide between outer, inner and nested inner join, and put the node there."""
    inner = prop.innerjoin if entry is None else entry.opts.get("innerjoin", prop.innerjoin)
    parent: EagerJoinNode | None = scope.join
    joins = scope.lowering.eager_joins.setdefault(scope.root, [])
    if not inner:
        joins.append(node)
    elif parent is None or not parent.host.isouter:
        node.isouter = False
        joins.append(node)
    elif inner == "unnested":
        joins.append(node)
    else:
        node.isouter = False
        node.host = parent.host
        parent.host.nested.append(node)
    return node


def _keep_join_columns(scope: Any, prop: Any) -> None:
    """The join may have to be made to a subquery of the statement: it needs the near columns."""
    for column in sorted(prop.local_columns, key=_column_order):
        expr = scope.expr(column)
        if expr is not None and scope.mapper.persist_selectable.c.contains_column(column):
            scope.add(expr)


def _column_order(column: Any) -> Any:
    return getattr(column, "_creation_order", 0)


def _ordering(prop: Any, loaded: AliasedInsp, conditions: Conditions) -> list[Any]:
    found = [loaded._adapter(clause) for clause in prop.order_by]
    if conditions.secondary is not None:
        from_secondary = _secondary_adapter(conditions.secondary)
        found = [from_secondary(clause) for clause in found]
    return found


def _secondary_adapter(secondary: Any) -> Any:
    return ColumnAdapter(secondary)


def plan_contains_eager(scope: Any, plan: EntityPlan, prop: Any, entry: Entry | None, mapper: Any = None) -> None:
    """Plan the far entity of a relationship from columns that the statement's own FROM provides."""
    assert entry is not None
    entity, adapter = _given_target(scope, prop, entry)
    option_entity = entity
    if prop.uselist:
        scope.lowering.needs_unique = True
    child = scope.__class__(
        scope.planner,
        scope.lowering,
        scope.add,
        option_entity,
        adapter,
        scope.view.child(scope.entity, prop.key, mapper),
        parents=(*scope.parents, prop),
        root=scope.root,
        mapper=entity.mapper,
        loaded_entity=entity,
    )
    slot = (mapper or scope.mapper)._slots[prop.key]
    owner = prop.parent if mapper is not None else None
    plan.children.append(JoinedChild(prop.key, slot, prop.uselist, child.plan(), owner=owner))


def _given_target(scope: Any, prop: Any, entry: Entry) -> tuple[Any, Any]:
    """Return the entity and the adapter for the alias that the user joined to."""
    alias = entry.opts.get("alias")
    of_type = entry.last.of_type
    if alias is not None:
        found = inspect(alias, raiseerr=False)
        if found is None or not getattr(found, "is_aliased_class", False):
            found = inspect(AliasedClass(prop.mapper.class_, found.selectable if found is not None else alias))
        return (found if of_type is None else of_type), found._adapter
    if isinstance(of_type, tuple):
        of_type = inspect(with_polymorphic(prop.mapper, [each.class_ for each in of_type], _use_mapper_path=True))
    if of_type is not None:
        adapter = of_type._adapter if of_type.is_aliased_class else scope.lowering.adapter_for(of_type)
        return of_type, adapter
    entity = prop.entity
    adapter = entity._adapter if entity.is_aliased_class else scope.lowering.adapter_for(prop.mapper)
    return entity, adapter
