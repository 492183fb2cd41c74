"""Executing ORM INSERT, UPDATE and DELETE: rows by dictionaries, RETURNING entities, and the session kept in step.

UPDATE and DELETE with criteria follow up on the objects in the session (`synchronize_session`): by evaluating the
criteria in Python ("evaluate"), by the primary keys of the rows ("fetch"), whichever works ("auto"), or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ... import exc
from ...engine.result import IteratorResult, null_result
from ...kernel.status import NO_VALUE
from ...sql import coercions, roles
from ...sql.expression import case, select
from ..query.dml import entity_of_dml, lower_dml, plain_column
from .evaluator import EXPIRED, UnevaluatableError, compile_criterion
from .from_statement import returning_plan
from .key_lists import in_keys, parameter
from .load_options import LoadOptions, UpdateDeleteOptions
from .result import load_result_steps


async def execute_dml_steps(
    session: Any, statement: Any, params: Any, options: Mapping[str, Any], bind_arguments: dict[str, Any]
) -> Any:
    """Execute an ORM INSERT, UPDATE or DELETE; return its Result."""
    own = statement._execution_options
    merged = {**own, **options} if own else dict(options)
    entity = entity_of_dml(statement)
    bind_arguments.setdefault("clause", statement)
    if entity is not None:
        bind_arguments.setdefault("mapper", entity.mapper)
    if session.autoflush and merged.get("autoflush", True):
        await session._autoflush_steps()
    if entity is None:
        connection = await session._connection_steps(bind_arguments)
        return await connection._execute_steps(statement, params, merged)
    if statement.is_insert:
        return await _insert_steps(session, statement, entity.mapper, params, merged, bind_arguments)
    given = UpdateDeleteOptions.from_execution_options(merged)
    if statement.is_update and isinstance(params, (list, tuple)) and not statement._where_criteria:
        return await _bulk_update_steps(session, statement, entity.mapper, params, merged)
    return await _update_delete_steps(session, statement, entity.mapper, params, merged, given, bind_arguments)


# -- INSERT ----------------------------------------------------------------------------------------------------------


async def _insert_steps(
    session: Any, statement: Any, mapper: Any, params: Any, options: Mapping[str, Any], bind_arguments: dict[str, Any]
) -> Any:
    if _is_row_by_row(statement, mapper, params):
        return await _insert_rows_steps(session, statement, mapper, params, options)
    load = LoadOptions.from_execution_options(options)
    plan: Any = returning_plan(statement, load) if statement._returning else None
    connection = await session._connection_steps(bind_arguments)
    values = params
    if params is not None:
        values = (
            [_column_keys(mapper, row) for row in params]
            if isinstance(params, (list, tuple))
            else _column_keys(mapper, params)
        )
        values = _with_discriminator(mapper, values, statement)
    cursor = await connection._execute_steps(lower_dml(statement), values, options)
    if not statement._returning:
        return cursor if params is None or isinstance(params, Mapping) else _written(cursor)
    return await load_result_steps(session, plan, cursor, load, None, options)


def _is_row_by_row(statement: Any, mapper: Any, params: Any) -> bool:
    """Whether one INSERT can't take all rows: several tables, or rows with different keys."""
    if params is None or statement._values or statement._multi_values or statement.select is not None:
        return False
    if statement._post_values_clause is not None:
        return False
    if len(mapper.tables) > 1 and mapper.inherits is not None and not mapper.concrete:
        return True
    return isinstance(params, (list, tuple)) and any(row.keys() != params[0].keys() for row in params)


async def _insert_rows_steps(session: Any, statement: Any, mapper: Any, params: Any, options: Mapping[str, Any]) -> Any:
    """INSERT row by row into all tables of the class; what RETURNING names is read by the new primary keys."""
    rows = [dict(row) for row in ([params] if isinstance(params, Mapping) else params)]
    returning = bool(statement._returning)
    await session._bulk_steps(mapper, rows, False, returning, False, bool(options.get("render_nulls")), False)
    if not returning:
        return null_result()
    names = [mapper._columntoproperty[column].key for column in mapper.primary_key]
    keys = [tuple(row[name] for name in names) for row in rows]
    columns = list(mapper.primary_key)
    query: Any = select(*statement._returning).where(in_keys(columns)).options(*statement._with_options)
    if keys != sorted(keys) and len(columns) == 1:
        query = query.order_by(case({key[0]: place for place, key in enumerate(keys)}, value=columns[0]))
    else:
        query = query.order_by(*columns)
    return await session._execute_steps(query, parameter(keys, len(columns)), execution_options=options)


def _with_discriminator(mapper: Any, values: Any, statement: Any) -> Any:
    """Add the discriminator of a polymorphic class to rows that do not name it."""
    column = mapper.polymorphic_on
    if column is None or mapper.polymorphic_identity is None or not hasattr(column, "key"):
        return values
    if mapper.local_table.c.get(column.key) is not column:
        return values
    if isinstance(values, list):
        return [{column.key: mapper.polymorphic_identity, **row} for row in values]
    return {column.key: mapper.polymorphic_identity, **values}


def _column_keys(mapper: Any, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row by column keys for one by attribute names."""
    found = {}
    for key, value in mapper._bulk_row(row).items():
        prop = mapper._props.get(key)
        columns = getattr(prop, "columns", None)
        if columns:
            found[columns[0].key] = value
        elif prop is None:
            found[key] = value
    return found


def _written(cursor: Any) -> Any:
    result: Any = null_result()
    result.context = getattr(cursor, "context", None)
    return result


async def _returning_steps(session: Any, statement: Any, cursor: Any, options: Mapping[str, Any]) -> Any:
    """Return the Result of RETURNING entities and columns."""
    load = LoadOptions.from_execution_options(options)
    return await load_result_steps(session, returning_plan(statement, load), cursor, load, None, options)


# -- UPDATE and DELETE -----------------------------------------------------------------------------------------------


async def _update_delete_steps(
    session: Any,
    statement: Any,
    mapper: Any,
    params: Any,
    options: Mapping[str, Any],
    given: UpdateDeleteOptions,
    bind_arguments: dict[str, Any],
) -> Any:
    connection = await session._connection_steps(bind_arguments)
    core = lower_dml(statement)
    wanted = given._synchronize_session
    matched: list[Any] | None = None
    fetch = wanted == "fetch"
    if wanted in ("auto", "evaluate"):
        try:
            matched = _matching(session, statement, mapper, params)
        except UnevaluatableError as error:
            if wanted == "evaluate":
                raise exc.InvalidRequestError(
                    f"Could not evaluate current criteria in Python: \"{error}\". Specify 'fetch' or False for the "
                    "synchronize_session execution option."
                ) from error
            fetch = True
    if fetch:
        return await _with_fetch_steps(session, statement, core, mapper, params, options, connection)
    cursor = await connection._execute_steps(core, params, options)
    if matched is not None:
        _follow(session, statement, mapper, matched)
    if statement._returning:
        return await _returning_steps(session, statement, cursor, options)
    return cursor


def _matching(session: Any, statement: Any, mapper: Any, params: Any) -> list[Any]:
    """Return the cores of the session's objects that the criteria mean, as they are before the statement."""
    criteria = list(statement._where_criteria)
    extra = [o for o in statement._with_options if getattr(o, "_is_criteria_option", False)]
    for option in extra:
        if option.applies_to(mapper):
            criteria.append(option.criterion(mapper))
    tests = [compile_criterion(_with_params(c, params), mapper.class_) for c in criteria]
    if statement.is_update:
        _check_assignments(statement, mapper)
    found = []
    for core in session.identity_map.all_states():
        if not core.mapper.isa(mapper) or core.is_deleted_state:
            continue
        outcome: Any = True
        for test in tests:
            outcome = test(core)
            if not outcome and outcome is not EXPIRED:
                break
        if outcome is EXPIRED or outcome:
            found.append((core, outcome is EXPIRED))
    return found


def _with_params(criterion: Any, params: Any) -> Any:
    return criterion._replace_params(False, (params,), {}) if params and isinstance(params, Mapping) else criterion


def _check_assignments(statement: Any, mapper: Any) -> None:
    for key, value in _assignments(statement, mapper):
        if (key is not None and hasattr(value, "__clause_element__")) or getattr(value, "_is_node", False):
            try:
                compile_criterion(_node(value), mapper.class_)
            except UnevaluatableError:
                continue


def _node(value: Any) -> Any:
    return value.__clause_element__() if hasattr(value, "__clause_element__") else value


def _assignments(statement: Any, mapper: Any) -> list[tuple[str | None, Any]]:
    """Return (attribute name, value) for each SET of an UPDATE."""
    found: list[tuple[str | None, Any]] = []
    values = statement._values or {}
    pairs: Iterable[tuple[Any, Any]] = statement._ordered_values or values.items()
    for key, value in pairs:
        if isinstance(key, str):
            attribute = mapper._props.get(key)
            found.append((key if attribute is not None else None, value))
            continue
        column = plain_column(key, mapper)
        prop = mapper._columntoproperty.get(column)
        found.append((None if prop is None else prop.key, value))
    return found


def _follow(session: Any, statement: Any, mapper: Any, matched: list[Any]) -> None:
    """Bring the matched objects in step with what the statement did."""
    if statement.is_delete:
        session._remove_newly_deleted([core for core, _ in matched if not _])
        for core, expired in matched:
            if expired:
                core.expire()
        return
    assigned = _assignments(statement, mapper)
    evaluators: dict[str, Any] = {}
    for key, value in assigned:
        if key is None:
            continue
        try:
            evaluators[key] = compile_criterion(_value_node(value), mapper.class_)
        except UnevaluatableError:
            evaluators[key] = None
    for core, expired in matched:
        if expired:
            core.expire_keys([key for key in evaluators])
            continue
        fresh = {}
        for key, evaluate in evaluators.items():
            slot = core.layout.index[key]
            if core.get(slot) is NO_VALUE:
                continue
            value = EXPIRED if evaluate is None else evaluate(core)
            fresh[slot] = value
        for slot, value in fresh.items():
            if value is EXPIRED:
                core.expire([slot])
            else:
                core.put(slot, value)
        if core.manager.dispatch.refresh:
            core.manager.dispatch.refresh(core, None, [core.layout.keys[slot] for slot in fresh])


def _value_node(value: Any) -> Any:
    return coercions.expect(roles.ExpressionElementRole, value)


async def _with_fetch_steps(
    session: Any, statement: Any, core: Any, mapper: Any, params: Any, options: Mapping[str, Any], connection: Any
) -> Any:
    """Synchronize by the primary keys of the rows: by RETURNING where the database has it, else by a SELECT before."""
    keys: list[Any] | None = None
    if not statement._returning and _has_returning(connection.dialect, statement):
        core = _returning_keys(core, mapper)
        cursor = await connection._execute_steps(core, params, options)
        keys = [tuple(row) for row in cursor.all()]
        result: Any = _RowCount(cursor, len(keys))
    else:
        query = select(*[column for column in mapper.primary_key]).where(*core._where_criteria)
        keys = [tuple(row) for row in (await connection._execute_steps(query, params, options)).all()]
        result = await connection._execute_steps(core, params, options)
    matched = []
    for key in keys:
        known = session.identity_map.core_for(mapper, key)
        if known is not None:
            matched.append((known, False))
    _follow(session, statement, mapper, matched)
    if statement._returning:
        return await _returning_steps(session, statement, result, options)
    return result


def _returning_keys(core: Any, mapper: Any) -> Any:
    made = core._clone()
    made._returning = tuple(mapper.primary_key)
    return made


def _has_returning(dialect: Any, statement: Any) -> bool:
    return bool(dialect.update_returning if statement.is_update else dialect.delete_returning)


class _RowCount(IteratorResult):  # type: ignore[type-arg]  # rows are gone
    """A result without rows that knows how many were written."""

    def __init__(self, cursor: Any, count: int) -> None:
        empty = null_result()
        super().__init__(empty._metadata, iter([]))
        self.rowcount = count if cursor.rowcount is None or cursor.rowcount < 0 else cursor.rowcount
        self.context = getattr(cursor, "context", None)


# -- UPDATE by primary key -------------------------------------------------------------------------------------------


async def _bulk_update_steps(
    session: Any, statement: Any, mapper: Any, params: Sequence[Any], options: Mapping[str, Any]
) -> Any:
    """UPDATE one row per dictionary, found by the primary key in it."""
    for row in params:
        for column in mapper.primary_key:
            key = mapper._columntoproperty[column].key
            if key not in row:
                raise exc.InvalidRequestError(
                    f"No primary key value supplied for column(s) {', '.join(str(c) for c in mapper.primary_key)}; "
                    "per-row ORM Bulk UPDATE by Primary Key requires that records contain primary key values",
                    code="bupq",
                )
    await session._bulk_steps(mapper, list(params), True, False, False, True, False)
    _expire_updated(session, mapper, params)
    return null_result()


def _expire_updated(session: Any, mapper: Any, params: Sequence[Any]) -> None:
    pk = [mapper._columntoproperty[column].key for column in mapper.primary_key]
    for row in params:
        core = session.identity_map.core_for(mapper, tuple(row[key] for key in pk))
        if core is None:
            continue
        for key, value in row.items():
            slot = core.layout.index.get(key)
            if slot is not None and core.get(slot) is not NO_VALUE:
                core.put(slot, value)
