"""Subquery loading: an attribute of all parents with one statement that embeds the parents' own statement."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from ...inspection import inspect
from ...sql.expression import select
from ..query.aliased import AliasedClass
from .options import Entry
from .plan import EntityPlan
from .selectin import _load_entity, _next_level
from .store import store_collection, store_scalar
from .view import ViewOption


class SubqueryLoad:
    """The subquery load of one relationship in one plan.

    The embedded statement is the original one, reduced to the columns that the relationship starts from.
    """

    __slots__ = ("prop", "key", "slot", "mapper", "statement", "slots", "width", "local")

    def __init__(self, scope: Any, plan: EntityPlan, prop: Any, entry: Entry | None, mapper: Any) -> None:
        self.prop = prop
        self.key = prop.key
        self.slot = mapper._slots[prop.key]
        self.mapper = mapper
        self.local = sorted(
            (near for near in prop.local_columns if near in mapper._columntoproperty),
            key=lambda column: column._creation_order,
        )
        self.slots = tuple(mapper._slots[mapper._columntoproperty[column].key] for column in self.local)
        self.width = len(self.local)
        self.statement = self._build(scope, entry)

    def _build(self, scope: Any, entry: Entry | None) -> Any:
        prop = self.prop
        view = _next_level(scope.view.child(scope.entity, prop.key), scope, prop, entry)
        entity = _load_entity(prop, entry)
        embedded = self._embedded(scope)
        parent = inspect(AliasedClass(self.mapper.class_, embedded))
        keys = [parent._adapt_element(column) for column in self.local]
        attribute = getattr(parent.entity, self.key).of_type(entity.entity)
        if entry is not None and entry.last.criteria:
            attribute = attribute.and_(*entry.last.criteria)
        statement = select(entity.entity, *keys).select_from(parent.entity).join(attribute)
        if prop.order_by:
            order_by = prop.order_by
            if entity.is_aliased_class:
                order_by = [entity._adapter(clause) for clause in order_by]
            statement = statement.order_by(*order_by)
        if view is not None and not view.is_empty:
            statement = statement.options(ViewOption(view), *view.criteria)
        return statement.set_label_style(_table_labels())

    def _embedded(self, scope: Any) -> Any:
        """Return the statement of the parents as a subquery of their key columns."""
        original = scope.lowering.statement
        entity = scope.root
        columns = [
            column._annotate({"parententity": entity, "parentmapper": entity.mapper})
            if not entity.is_aliased_class
            else entity._adapt_element(column)
            for column in self.local
        ]
        inner = original._generate()
        inner._raw_columns = columns
        inner._with_options = tuple(o for o in original._with_options if getattr(o, "_is_criteria_option", False))
        if not (original._limit_clause is not None or original._offset_clause is not None or original._distinct):
            inner._order_by_clauses = ()
        if not original._from_obj and not original._setup_joins:
            inner = inner.select_from(entity.entity)
        if self.prop.direction.name == "MANYTOONE" or self._needs_distinct():
            inner = inner.distinct()
        return inner.set_label_style(_table_labels()).subquery()

    def _needs_distinct(self) -> bool:
        wanted = self.prop.distinct_target_key
        return bool(wanted)

    async def run_steps(self, context: Any, cores: list[Any]) -> None:
        """Load the attribute for the objects of `cores`."""
        result = await context.follow_up_steps(self.statement, context.parameters, self)
        found: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
        for row in result.unique():
            found[tuple(row[1:])].append(row[0])
        for core in cores:
            related = found.get(tuple([core.get(slot) for slot in self.slots]), [])
            if self.prop.uselist:
                store_collection(core, self.slot, related)
            else:
                store_scalar(core, self.slot, related[0] if related else None)


def _table_labels() -> Any:
    from ...sql.expression import LABEL_STYLE_TABLENAME_PLUS_COL

    return LABEL_STYLE_TABLENAME_PLUS_COL
