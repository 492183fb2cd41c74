"""Bulk UPDATE by primary key: one row per dictionary or object, without relationships or cascades.

Rows that set the same columns and follow each other share a statement; a mapper of several tables gets statements for
those tables that a row has values for. Start at `bulk_update_steps`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

from ..state import NO_VALUE
from .facts import TableFacts, facts_of
from .rows import is_sql
from .unit import writing_connection_steps
from .updates import _check, update_statement


class UpdateTemplate(NamedTuple):
    """An ORM UPDATE statement that is given rows: values (by column) and criteria that all of them share.

    bind_names: parameters of the statement itself.
    """

    values: dict[Any, Any]
    criteria: tuple[Any, ...]
    bind_names: frozenset[str]


_NOTHING = UpdateTemplate({}, (), frozenset())


async def bulk_update_steps(
    session: Any, mapper: Any, items: Sequence[Any], *, changed_only: bool, are_objects: bool
) -> None:
    """Update one row per item in each table of a mapper. items: cores, or dictionaries that have the primary key."""
    connection = await writing_connection_steps(session, mapper.base_mapper)
    if not are_objects:
        items = [mapper._bulk_row(item) for item in items]
    for table in facts_of(mapper).tables:
        rows = [_params(table, item, changed_only, are_objects) for item in items]
        await _table_steps(connection, table, rows, _NOTHING)


async def update_rows_steps(connection: Any, mapper: Any, items: Sequence[Any], template: UpdateTemplate) -> None:
    """Execute an ORM UPDATE for many rows, given by attribute name with their primary keys."""
    rows_of_all = [mapper._bulk_row(item) for item in items]
    for table in facts_of(mapper).tables:
        rows = [_params(table, item, False, False) for item in rows_of_all]
        for (params, _), item in zip(rows, rows_of_all, strict=True):
            params.update((name, item[name]) for name in template.bind_names if name in item)
        own = {column: value for column, value in template.values.items() if column.table is table.table}
        await _table_steps(connection, table, rows, template._replace(values=own))


async def _table_steps(
    connection: Any, table: TableFacts, rows: Sequence[tuple[dict[str, Any], dict[Any, Any]]], template: UpdateTemplate
) -> None:
    fixed = len(table.primary_key) + (0 if template.values else sum(name in rows[0][0] for name in template.bind_names))
    written = [row for row in rows if len(row[0]) > fixed or row[1] or template.values]
    statement = update_statement(table, table.version is not None)
    if template.criteria:
        statement = statement.where(*template.criteria)
    if template.values:
        statement = statement.values(template.values)
    for _, group in groupby(enumerate(written), key=lambda row: (tuple(row[1][0]), row[0] if row[1][1] else -1)):
        batch = [row for _, row in group]
        made = statement.values(batch[0][1]) if batch[0][1] else statement
        result = await connection._execute_steps(made, [params for params, _ in batch])
        if template.criteria:
            continue  # how many rows have the key and fulfil the criteria is not known
        dialect = connection.dialect
        counts = dialect.supports_sane_rowcount and (len(batch) == 1 or dialect.supports_sane_multi_rowcount)
        _check(table, connection, "update", result.rowcount, len(batch), counts)


def _params(
    facts: TableFacts, item: Any, changed_only: bool, are_objects: bool
) -> tuple[dict[str, Any], dict[Any, Any]]:
    names = facts.mapper._columntoproperty
    if are_objects:
        slots = item.changed() if changed_only else range(item.layout.column_count)
        keys = item.layout.keys
        values = {keys[slot]: item.get(slot) for slot in slots if item.get(slot) is not NO_VALUE}
        key_values = {fact.label: item.committed(fact.slot) for fact in facts.primary_key}
    else:
        values = dict(item)
        key_values = {fact.label: item[names[fact.column].key] for fact in facts.primary_key}
    params: dict[str, Any] = {}
    expressions: dict[Any, Any] = {}
    for fact in facts.columns:
        name = names[fact.column].key
        if name not in values or fact.slot in facts.pk_slots:
            continue
        value = values[name]
        if is_sql(value):
            expressions[fact.column] = value
        else:
            params[fact.key] = value
    version = facts.version
    if version is not None:
        known = values.get(names[version.column].key, item.get(version.slot) if are_objects else None)
        key_values[version.label] = known
        if facts.mapper.version_id_generator is not False:
            params[version.key] = facts.mapper.version_id_generator(known)
    return {**params, **key_values}, expressions
