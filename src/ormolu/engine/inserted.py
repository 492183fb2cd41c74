"""Which parameter belongs to which column of an INSERT, and the primary keys of inserted rows.

In: a compiled INSERT. Out: functions from what the driver reported (last row id, RETURNING row) and the parameters to
a primary key. They are made once per compiled statement and kept with it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .metadata import result_tuple

FromLastRowId = Callable[[Any, dict[str, Any]], Any]
FromReturning = Callable[[Any, dict[str, Any]], Any]


def parameter_key(compiled: Any, column: Any) -> str:
    """The name of the bind parameter that writes this column."""
    extra = getattr(compiled.compile_state, "extra_froms", None)
    name = f"{column.table.name}_{column.key}" if compiled.isupdate and extra and column.table in extra else column.key
    return compiled.escaped_bind_names.get(name, name)  # type: ignore[no-any-return]  # compiled is untyped here


def _table_of(compiled: Any) -> Any:
    return compiled.statement.table if compiled.compile_state is None else compiled.compile_state.statement.table


def pk_from_lastrowid(compiled: Any, dialect: Any) -> FromLastRowId:
    """A function from last row id and parameters to the primary key as a Row."""
    made: FromLastRowId | None = compiled.__dict__.get("_pk_from_lastrowid")
    if made is None:
        made = compiled.__dict__["_pk_from_lastrowid"] = _make_from_lastrowid(compiled, dialect)
    return made


def _make_from_lastrowid(compiled: Any, dialect: Any) -> FromLastRowId:
    table = _table_of(compiled)
    columns = list(table.primary_key)
    make_row = result_tuple([column.key for column in columns])
    counter = getattr(table, "_autoincrement_column", None)
    process = None
    if counter is not None:
        process = counter.type._cached_result_processor(dialect, None)
    pairs = [(parameter_key(compiled, column), column is counter) for column in columns]

    def from_lastrowid(lastrowid: Any, values: dict[str, Any]) -> Any:
        if process is not None and lastrowid is not None:
            lastrowid = process(lastrowid)
        key = []
        for name, is_counter in pairs:
            value = values.get(name)
            key.append(lastrowid if is_counter and value is None else value)
        return make_row(key)

    return from_lastrowid


def pk_from_returning(compiled: Any) -> FromReturning:
    """A function from a RETURNING row and parameters to the primary key as a Row."""
    made: FromReturning | None = compiled.__dict__.get("_pk_from_returning")
    if made is None:
        made = compiled.__dict__["_pk_from_returning"] = _make_from_returning(compiled)
    return made


def _make_from_returning(compiled: Any) -> FromReturning:
    table = _table_of(compiled)
    columns = list(table.primary_key)
    make_row = result_tuple([column.key for column in columns])
    where: dict[Any, int] = {}
    for index, column in enumerate(compiled.effective_returning or ()):
        where.setdefault(column, index)
    pairs = [(where.get(column), parameter_key(compiled, column)) for column in columns]

    def from_returning(row: Any, values: dict[str, Any]) -> Any:
        return make_row([values.get(name) if index is None else row[index] for index, name in pairs])

    return from_returning
