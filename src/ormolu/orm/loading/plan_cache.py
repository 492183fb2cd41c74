"""Finding the plan of a statement: by its cache key, together with what it was compiled to.

A plan that has to be made anew for each execution (options with literal values inside) is never kept: its options would
go on to lazy loads with the values of the first execution.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ...compiler.depth import with_room
from .load_options import LoadOptions
from .plan import LoadPlan
from .planner import plan_select

_KIND = "orm"


def planned(
    statement: Any, connection: Any, load: LoadOptions, options: Mapping[str, Any], params: Any
) -> tuple[LoadPlan, Any, Any]:
    """Return (plan, compiled, extracted parameters) of a statement on a connection."""
    try:
        return _found_or_planned(statement, connection, load, options, params)
    except RecursionError:
        # too deep for a key: not cached
        return with_room(lambda: _planned_anew(statement, connection.dialect, load, options, params))


def _planned_anew(
    statement: Any, dialect: Any, load: LoadOptions, options: Mapping[str, Any], params: Any
) -> tuple[LoadPlan, Any, Any]:
    plan = make_plan(statement, load)
    return plan, _compiled(plan, dialect, None, options, params), None


def _found_or_planned(
    statement: Any, connection: Any, load: LoadOptions, options: Mapping[str, Any], params: Any
) -> tuple[LoadPlan, Any, Any]:
    dialect = connection.dialect
    cache = options.get("compiled_cache", connection.engine._compiled_cache)
    cache_key = statement._cache_key() if cache is not None else None
    if cache_key is None:
        return _planned_anew(statement, dialect, load, options, params)
    refresh = load._refresh
    translate = options.get("schema_translate_map")
    key = (
        _KIND,
        dialect,
        cache_key.key,
        load._only if refresh is None else (refresh.only, refresh.with_identity),
        bool(translate),
        tuple(sorted(params)) if params else None,
    )
    found = cache.get(key)
    if found is None:
        plan = make_plan(statement, load)
        found = (plan, _compiled(plan, dialect, cache_key, options, params))
        if not plan.dynamic:
            cache[key] = found
    return found[0], found[1], cache_key.bindparams


def make_plan(statement: Any, load: LoadOptions) -> LoadPlan:
    """Return the plan of a SELECT or of `from_statement()`."""
    if statement.is_from_statement:
        return _from_statement_planner[0](statement, load)
    plan = plan_select(statement, refresh=load._refresh, only=load._only)
    plan.statement = statement
    return plan


_from_statement_planner: list[Callable[[Any, LoadOptions], LoadPlan]] = []


def set_from_statement_planner(plan: Callable[[Any, LoadOptions], LoadPlan]) -> None:
    """Install what plans `select().from_statement()`."""
    _from_statement_planner[:] = [plan]


def _compiled(plan: LoadPlan, dialect: Any, cache_key: Any, options: Mapping[str, Any], params: Any) -> Any:
    compiled = dialect.statement_compiler(
        dialect,
        plan.core,
        cache_key=cache_key,
        column_keys=sorted(params) if params else None,
        schema_translate_map=options.get("schema_translate_map"),
    )
    compiled.load_plan = plan
    return compiled
