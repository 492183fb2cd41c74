"""Deletes: rows of deleted objects, from derived tables to base tables, counted where the driver can count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ... import exc
from ...sql import and_, bindparam
from ..state import NO_VALUE
from .facts import TableFacts
from .rows import Row


def delete_rows(members: Iterable[tuple[TableFacts, Any]]) -> list[Row]:
    """Return the rows to delete from one table, for (facts, object) pairs.

    Raises FlushError when a key is not known.
    """
    rows = []
    for facts, core in members:
        if core.key is None:
            continue
        params: dict[str, Any] = {}
        for fact in facts.primary_key:
            value = _key_value(core, fact.slot)
            if value is None:
                raise exc.FlushError(
                    f"Can't delete from table {facts.table} using NULL for primary key value on column {fact.column}"
                )
            params[fact.key] = value
        if facts.version is not None:
            known = core.committed(facts.version.slot)
            params[facts.version.key] = None if known is NO_VALUE else known
        rows.append(Row(facts, core, params))
    return rows


def _key_value(core: Any, slot: int) -> Any:
    value = core.committed(slot)
    if value is NO_VALUE:
        slots = tuple(core.layout.pk_slots)
        return core.key[1][slots.index(slot)] if slot in slots else None
    return value


async def delete_steps(connection: Any, rows: Sequence[Row]) -> None:
    """Delete rows from one table. Raises StaleDataError, or warns, when a row is not there."""
    dialect = connection.dialect
    for group in _groups(rows):
        facts = group[0].facts
        statement = _statement(facts)
        checks = facts.mapper.confirm_deleted_rows
        versioned = facts.version is not None
        params = [row.params for row in group]
        if versioned and not dialect.supports_sane_multi_rowcount and dialect.supports_sane_rowcount:
            matched = 0
            for one in params:
                matched += (await connection._execute_steps(statement, [one])).rowcount
            counted = True
        else:
            result = await connection._execute_steps(statement, params)
            matched = result.rowcount
            counted = dialect.supports_sane_rowcount and (len(params) == 1 or dialect.supports_sane_multi_rowcount)
            if versioned and not counted:
                exc.warn(
                    f"Dialect {dialect.dialect_description} does not support deleted rowcount - versioning cannot be "
                    "verified."
                )
        if checks and counted and -1 < matched != len(params):
            _complain(facts, len(params), matched, versioned)


def _complain(facts: TableFacts, expected: int, matched: int, versioned: bool) -> None:
    start = (
        f"DELETE statement on table '{facts.table.description}' expected to delete {expected} row(s); "
        f"{matched} were matched."
    )
    if versioned:
        raise exc.StaleDataError(start)
    exc.warn(f"{start}  Please set confirm_deleted_rows=False within the mapper configuration to prevent this warning.")


def _groups(rows: Sequence[Row]) -> Iterator[list[Row]]:
    group: list[Row] = []
    for row in rows:
        if group and not row.core.mapper.batch:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _statement(facts: TableFacts) -> Any:
    known = facts.statements.get("delete")
    if known is None:
        conditions = [fact.column == bindparam(fact.key, type_=fact.column.type) for fact in facts.primary_key]
        if facts.version is not None:
            version = facts.version
            conditions.append(version.column == bindparam(version.key, type_=version.column.type))
        known = facts.statements["delete"] = facts.table.delete().where(and_(*conditions))
    return known
