"""Polymorphic select-in loading: the columns of subclasses, with one more statement for each subclass.

Asked for by `selectin_polymorphic()` or mapped with `polymorphic_load="selectin"`.
"""

from __future__ import annotations

from typing import Any

from ...kernel.status import NO_VALUE
from ...sql.expression import select
from .key_lists import CHUNK, chunks, in_keys, parameter
from .load_options import KEY, LoadOptions
from .plan import EntityPlan
from .view import EntityOptions, ViewOption


class PolymorphicLoad:
    """Loads what the objects of one subclass have beyond their base class."""

    slot = -1
    key = None

    __slots__ = ("mapper", "base", "statement", "slots", "width")

    def __init__(self, mapper: Any, base: Any, view: Any) -> None:
        self.mapper = mapper
        self.base = base
        own = [prop for prop in mapper._props.values() if _is_extra(prop, base)]
        self.slots = tuple(mapper._slots[prop.key] for prop in own if prop.key in mapper._slots)
        pk = list(mapper.primary_key)
        self.width = len(pk)
        statement: Any = select(mapper.class_).where(in_keys(pk)).order_by(*pk)
        if not view.is_empty:
            statement = statement.options(ViewOption(view), *view.criteria)
        self.statement = statement

    async def run_steps(self, context: Any, cores: list[Any]) -> None:
        """Load the missing columns of those objects that belong to the subclass."""
        wanted = [
            core
            for core in cores
            if core.mapper.isa(self.mapper) and any(core.get(slot) is NO_VALUE for slot in self._slots_of(core))
        ]
        keys = [core.key[1] for core in wanted]
        for chunk in chunks(keys, CHUNK):
            options = {KEY: LoadOptions(populate_existing=context.populate_existing, autoflush=False)}
            result = await context.session._execute_steps(
                self.statement, parameter(chunk, self.width), execution_options=options
            )
            result.unique().all()

    def _slots_of(self, core: Any) -> list[int]:
        keys = [self.mapper.class_manager.layout.keys[slot] for slot in self.slots]
        return [core.layout.index[key] for key in keys]


def _is_extra(prop: Any, base: Any) -> bool:
    if not prop._stored or getattr(prop, "_is_relationship", False) or prop.deferred:
        return False
    return prop.key not in base._props


def polymorphic_post_loads(scope: Any, plan: EntityPlan, options: EntityOptions) -> list[Any]:
    """Return the select-in loads for the subclasses of a plan's entity."""
    if plan.base is not None or (scope.loaded_entity.is_aliased_class and scope.loaded_entity._is_with_polymorphic):
        return []
    mapper = plan.mapper
    wanted = list(options.polymorphic)
    for below in mapper.self_and_descendants:
        if below is not mapper and below.polymorphic_load == "selectin" and below not in wanted:
            wanted.append(below)
    return [PolymorphicLoad(each, mapper, scope.view) for each in wanted if each is not mapper]
