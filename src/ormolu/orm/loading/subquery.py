"""Subquery loading: an attribute of all parents with one statement that embeds the parents' own statement."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from ...inspection import inspect
from ...kernel.instance import core_of
from ...sql.expression import LABEL_STYLE_TABLENAME_PLUS_COL, select
from ..query.aliased import AliasedClass
from .key_lists import in_layout, values_at
from .narrowing import narrowed_target
from .options import Entry
from .plan import EntityPlan
from .selectin import _next_level, warn_many
from .store import store_collection, store_scalar
from .view import OptionView, ViewOption


class SubqueryLoad:
    """The subquery load of one relationship in one plan.

    The embedded statement is the original one, reduced to the columns that the relationship starts from.
    """

    shares_objects = True

    __slots__ = ("prop", "key", "slot", "mapper", "statement", "slots", "width", "local")

    @classmethod
    def plan(cls, scope: Any, plan: EntityPlan, prop: Any, entry: Entry | None, mapper: Any) -> SubqueryLoad | None:
        """Return the load for a relationship, or None when the path has gone round in a circle."""
        view = scope.view.child(scope.entity, prop.key, mapper if mapper is not scope.mapper else None)
        view = _next_level(view, scope, prop, entry)
        return None if view is None else cls(scope, prop, entry, mapper, view)

    def __init__(self, scope: Any, prop: Any, entry: Entry | None, mapper: Any, view: OptionView) -> None:
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
        self.statement = self._build(scope, entry, view)

    def _build(self, scope: Any, entry: Entry | None, view: OptionView) -> Any:
        prop = self.prop
        entity = narrowed_target(prop, entry) or prop.entity
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
        if not view.is_empty:
            statement = statement.options(ViewOption(view), *view.criteria)
        return statement.set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)

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
        if self._needs_distinct():
            inner = inner.distinct()
        return inner.set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL).subquery()

    def _needs_distinct(self) -> bool:
        """Whether rows of the parents' statement may repeat the key: always unless it holds a whole primary key."""
        wanted = self.prop.distinct_target_key
        if wanted is not None:
            return bool(wanted)
        local = set(self.local)
        return any(not set(table.primary_key) <= local for table in {column.table for column in local})

    async def run_steps(self, context: Any, objects: list[Any]) -> None:
        """Load the attribute for `objects`."""
        result = await context.follow_up_steps(self.statement, context.parameters, self)
        found: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
        for row in result.unique():
            found[tuple(row[1:])].append(row[0])
        for core in map(core_of, objects):
            related = found.get(values_at(core, in_layout(core, self.mapper, self.slots)), [])
            slot = core.layout.index[self.key]
            if self.prop.uselist:
                store_collection(core, slot, related)
            else:
                if len({id(obj) for obj in related}) > 1:
                    warn_many(self.prop)
                store_scalar(core, slot, related[0] if related else None)
