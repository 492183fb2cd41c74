"""The loads that follow the rows, by the name of their strategy."""

from __future__ import annotations

from typing import Any

from .immediate import ImmediateLoad
from .options import Entry
from .plan import EntityPlan, PostLoad
from .selectin import SelectInLoad
from .subquery import SubqueryLoad


def post_load_for(
    scope: Any, plan: EntityPlan, prop: Any, entry: Entry | None, name: str, mapper: Any
) -> PostLoad | None:
    """Return the load that follows the rows for a relationship, or None when there is none."""
    if name == "selectin":
        return SelectInLoad.plan(scope, plan, prop, entry, mapper)
    if name == "subquery":
        scope.lowering.needs_buffer = True
        return SubqueryLoad.plan(scope, plan, prop, entry, mapper)
    if name == "immediate":
        return ImmediateLoad.plan(scope, plan, prop, entry, mapper)
    return None
