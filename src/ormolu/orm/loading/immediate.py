"""Immediate loading: a lazy load for each object, right after the rows."""

from __future__ import annotations

from typing import Any

from ...kernel.instance import core_of
from ...kernel.status import NO_VALUE
from .lazy import load_relationship_steps
from .options import Entry
from .plan import EntityPlan
from .selectin import _next_level


class ImmediateLoad:
    """The immediate load of one relationship in one plan."""

    __slots__ = ("prop", "key", "slot", "mapper", "view", "entry")

    def __init__(self, prop: Any, slot: int, mapper: Any, view: Any, entry: Entry | None) -> None:
        self.prop = prop
        self.key = prop.key
        self.slot = slot
        self.mapper = mapper
        self.view = view
        self.entry = entry

    @classmethod
    def plan(cls, scope: Any, plan: EntityPlan, prop: Any, entry: Entry | None, mapper: Any) -> ImmediateLoad | None:
        """Return the load for a relationship, or None when the path has gone round in a circle."""
        view = scope.view.child(scope.entity, prop.key, mapper if mapper is not scope.mapper else None)
        view = _next_level(view, scope, prop, entry)
        return None if view is None else cls(prop, mapper._slots[prop.key], mapper, view, entry)

    async def run_steps(self, context: Any, objects: list[Any]) -> None:
        """Load the attribute for `objects` that do not have it."""
        for core in map(core_of, objects):
            if core.get(self.slot) is NO_VALUE or context.populate_existing:
                await load_relationship_steps(
                    context.session,
                    core,
                    self.prop,
                    self.slot,
                    view=self.view,
                    entry=self.entry,
                    store=True,
                    execution_options=context.inherited_options,
                )
