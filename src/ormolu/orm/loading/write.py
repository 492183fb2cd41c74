"""Executing ORM INSERT, UPDATE and DELETE: as they are written, or row by row for lists of dictionaries.

In: an ORM statement and its parameters. Out: a Result, of RETURNING or of how many rows were matched. What becomes of
the session's objects after an UPDATE or DELETE with criteria is in `synchronize.py`.
Start at `execute_dml_steps`. Rule: SQLAlchemy documentation, "ORM-Enabled INSERT, UPDATE, and DELETE statements".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ... import exc
from ...engine.result import null_result
from ...kernel.status import NO_VALUE
from ...sql.visitors import iterate
from ..query.dml import entity_of_dml, lower_dml
from .load_options import UpdateDeleteOptions
from .returned import Returning
from .synchronize import synchronizer_steps


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
    if merged.get("autoflush", True):
        await session._autoflush()
    if entity is None:
        connection = await session._connection_steps(bind_arguments)
        return await connection._execute_steps(statement, params, merged)
    execute = _insert_steps if statement.is_insert else _update_delete_steps
    return await execute(session, statement, entity.mapper, params or None, merged, bind_arguments)


def _bind_names(statement: Any) -> frozenset[str]:
    """Return the names of the parameters that a statement itself mentions."""
    return frozenset(each.key for each in iterate(statement) if each.__visit_name__ == "bindparam")


# -- INSERT ----------------------------------------------------------------------------------------------------------


async def _insert_steps(
    session: Any, statement: Any, mapper: Any, params: Any, options: Mapping[str, Any], bind_arguments: dict[str, Any]
) -> Any:
    bulk = _is_bulk_insert(params, options.get("dml_strategy", "auto"))
    returning = Returning(session, statement, options) if statement._returning else None
    connection = await session._connection_steps(bind_arguments)
    core = lower_dml(statement)
    if returning is not None:
        core._returning = returning.columns
    if bulk:
        return await _insert_rows_steps(session, core, mapper, params, options, connection, returning)
    cursor = await connection._execute_steps(core, params, options)
    return cursor if returning is None else await returning.result_steps(cursor)


def _is_bulk_insert(params: Any, strategy: Any) -> bool:
    """Whether the parameters are rows by attribute name, rather than parameters of the statement."""
    if strategy not in ("auto", "bulk", "orm", "raw"):
        raise exc.ArgumentError("Valid strategies for ORM insert strategy are 'raw', 'orm', 'bulk', 'auto")
    if strategy == "bulk" and params is None:
        raise exc.InvalidRequestError('Can\'t use "bulk" ORM insert strategy without passing separate parameters')
    return params is not None and strategy in ("auto", "bulk")


async def _insert_rows_steps(
    session: Any, core: Any, mapper: Any, params: Any, options: Mapping[str, Any], connection: Any,
    returning: Returning | None,
) -> Any:  # fmt: skip
    rows = [params] if isinstance(params, Mapping) else params
    own_params = bool(core._values) or core._post_values_clause is not None
    columns = () if returning is None else returning.columns
    names = _bind_names(core) if own_params else frozenset()
    returned = await session._insert_rows_steps(
        connection, mapper, rows, options, core, columns, core._sort_by_parameter_order, names
    )
    if returning is not None:
        return await returning.result_steps(returned)
    return _closed_result()


def _closed_result() -> Any:
    result = null_result()
    result._soft_close()
    return result


# -- UPDATE and DELETE -----------------------------------------------------------------------------------------------


async def _update_delete_steps(
    session: Any, statement: Any, mapper: Any, params: Any, options: Mapping[str, Any], bind_arguments: dict[str, Any]
) -> Any:
    given = UpdateDeleteOptions.from_execution_options(options)
    if isinstance(params, (list, tuple)) and given._dml_strategy != "orm":
        if statement.is_delete:
            raise exc.InvalidRequestError(
                "Bulk ORM DELETE not supported right now. Statement may be invoked at the Core level using "
                "session.connection().execute(stmt, parameters)"
            )
        if given._dml_strategy != "core_only":
            return await _update_rows_steps(session, statement, mapper, params, options, given, bind_arguments)
    returning = Returning(session, statement, options) if statement._returning else None
    sync = await synchronizer_steps(session, statement, params, options, given, bind_arguments)
    connection = await session._connection_steps(bind_arguments)
    core = lower_dml(statement)
    core._returning = () if returning is None else returning.columns
    core = sync.prepared(core)
    cursor = await connection._execute_steps(core, params, options)
    rows = sync.follow(cursor, core)
    return rows if returning is None else await returning.result_steps(rows)


# -- UPDATE by primary key -------------------------------------------------------------------------------------------


async def _update_rows_steps(
    session: Any,
    statement: Any,
    mapper: Any,
    rows: Sequence[Mapping[str, Any]],
    options: Mapping[str, Any],
    given: UpdateDeleteOptions,
    bind_arguments: dict[str, Any],
) -> Any:
    """UPDATE one row per dictionary, found by the primary key in it."""
    rows = [mapper._bulk_row(row) for row in rows]
    _check_bulk_update(statement, mapper, rows, given)
    connection = await session._connection_steps(bind_arguments)
    core = lower_dml(statement)
    names = _bind_names(core) if core._values or core._where_criteria else frozenset()
    await session._update_rows_steps(connection, mapper, rows, options, core._values or {}, core._where_criteria, names)
    if given._synchronize_session:
        _put_updated(session, mapper, rows)
    return null_result()


def _check_bulk_update(
    statement: Any, mapper: Any, rows: Sequence[Mapping[str, Any]], given: UpdateDeleteOptions
) -> None:
    """Raise for what UPDATE by primary key can't do."""
    if given._synchronize_session == "fetch":
        raise exc.InvalidRequestError(
            "The 'fetch' synchronization strategy is not available for 'bulk' ORM updates (i.e. multiple parameter "
            "sets)"
        )
    if given._synchronize_session and statement._where_criteria:
        raise exc.InvalidRequestError(
            "bulk synchronize of persistent objects not supported when using bulk update with additional WHERE "
            "criteria right now.  add synchronize_session=None execution option to bypass synchronize of persistent "
            "objects."
        )
    if statement._maintain_values_ordering:
        raise exc.InvalidRequestError(
            "bulk ORM UPDATE does not support ordered_values() for custom UPDATE statements with bulk parameter sets. "
            " Use a non-bulk UPDATE statement or use values()."
        )
    keys = [mapper._columntoproperty[column].key for column in mapper.primary_key]
    if any(key not in row for row in rows for key in keys):
        raise exc.InvalidRequestError(
            f"No primary key value supplied for column(s) {', '.join(str(c) for c in mapper.primary_key)}; "
            "per-row ORM Bulk UPDATE by Primary Key requires that records contain primary key values",
            code="bupq",
        )
    if statement._returning:
        raise exc.InvalidRequestError(
            "ORM Bulk UPDATE by Primary Key does not support RETURNING; UPDATE the rows with WHERE criteria, or select "
            "them afterwards"
        )


def _put_updated(session: Any, mapper: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    """Give the session's objects the values that their rows have been given."""
    pk = [mapper._columntoproperty[column].key for column in mapper.primary_key]
    for row in rows:
        core = session.identity_map.core_for(mapper, tuple(row[key] for key in pk))
        if core is None:
            continue
        for key, value in row.items():
            slot = core.layout.index.get(key)
            if slot is not None and core.get(slot) is not NO_VALUE:
                core.put(slot, value)
