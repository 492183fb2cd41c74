"""The legacy bulk operations: rows from objects or dictionaries, without relationships, cascades or ordering."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from ..state import NO_VALUE
from .facts import TableFacts, facts_of
from .inserts import _statement
from .rows import is_sql
from .unit import writing_connection_steps
from .updates import _check, update_statement


async def bulk_insert_steps(
    session: Any, mapper: Any, items: Sequence[Any], *, return_defaults: bool, render_nulls: bool, are_objects: bool
) -> None:
    """Insert one row per item into each table of a mapper.

    items: objects' cores, or dictionaries by attribute name. return_defaults: give new keys back to the items.
    """
    facts = facts_of(mapper)
    connection = await writing_connection_steps(session, mapper.base_mapper)
    several = len(facts.tables) > 1
    values = [_values(facts, item, are_objects) for item in items]
    if facts.tables and facts.tables[0].constant is not None:
        key = mapper._columntoproperty.get(mapper.polymorphic_on)
        if key is not None:
            for each in values:
                each.setdefault(key.key, mapper.polymorphic_identity)
    for number, table in enumerate(facts.tables):
        await _insert_table_steps(
            table, connection, items, values, return_defaults or (several and number == 0), render_nulls, are_objects
        )
    if are_objects and return_defaults:
        for item in items:
            item.key = mapper._identity_key_of(item) if hasattr(mapper, "_identity_key_of") else item.key


def _values(facts: Any, item: Any, are_objects: bool) -> dict[str, Any]:
    if not are_objects:
        return dict(facts.mapper._bulk_row(item))
    keys = item.layout.keys
    return {keys[slot]: value for slot, value in enumerate(item.column_values()) if value is not NO_VALUE}


async def _insert_table_steps(
    facts: TableFacts, connection: Any, items: Sequence[Any], values: list[dict[str, Any]], returns: bool,
    render_nulls: bool, are_objects: bool,
) -> None:  # fmt: skip
    rows = [(number, *_insert_params(facts, each, render_nulls)) for number, each in enumerate(values)]
    for (_keys, has_expressions), group in groupby(rows, key=lambda row: (tuple(row[1]), bool(row[2]))):
        batch = list(group)
        complete = all(fact.key in batch[0][1] for fact in facts.primary_key)
        if has_expressions or (returns and not complete):
            await _insert_returning_steps(facts, connection, items, values, batch, are_objects)
        else:
            await connection._execute_steps(_statement(facts, ()), [params for _, params, _ in batch])


async def _insert_returning_steps(
    facts: TableFacts, connection: Any, items: Sequence[Any], values: list[dict[str, Any]], batch: list[Any],
    are_objects: bool,
) -> None:  # fmt: skip
    dialect = connection.dialect
    together = len(batch) > 1 and not batch[0][2] and dialect.insert_executemany_returning_sort_by_parameter_order
    if together:
        statement = _statement(facts, tuple(facts.table.primary_key), True)
        result = await connection._execute_steps(statement, [params for _, params, _ in batch])
        keys = list(result.inserted_primary_key_rows)
    else:
        keys = []
        for _, params, expressions in batch:
            statement = _statement(facts, ())
            if expressions:
                statement = statement.values(expressions)
            keys.append((await connection._execute_steps(statement, [params])).inserted_primary_key)
    names = facts.mapper._columntoproperty
    for (number, _, _), key in zip(batch, keys, strict=True):
        for column, value in zip(facts.table.primary_key, key, strict=False):
            prop = names.get(column)
            if prop is not None and value is not None:
                values[number][prop.key] = value
                if are_objects:
                    items[number].put(items[number].layout.index[prop.key], value)
                else:
                    items[number][prop.key] = value


def _insert_params(
    facts: TableFacts, values: Mapping[str, Any], render_nulls: bool
) -> tuple[dict[str, Any], dict[Any, Any]]:
    params: dict[str, Any] = {}
    expressions: dict[Any, Any] = {}
    names = facts.mapper._columntoproperty
    for fact in facts.columns:
        key = names[fact.column].key
        if key not in values:
            continue
        value = values[key]
        if value is None and not fact.evaluates_none and not render_nulls:
            continue
        if is_sql(value):
            expressions[fact.column] = value
        else:
            params[fact.key] = value
    version = facts.version
    if version is not None and facts.mapper.version_id_generator is not False and params.get(version.key) is None:
        params[version.key] = facts.mapper.version_id_generator(None)
    return params, expressions


async def bulk_update_steps(
    session: Any, mapper: Any, items: Sequence[Any], *, changed_only: bool, are_objects: bool
) -> None:
    """Update one row per item in each table of a mapper. items: cores, or dictionaries that have the primary key."""
    facts = facts_of(mapper)
    connection = await writing_connection_steps(session, mapper.base_mapper)
    if not are_objects:
        items = [mapper._bulk_row(item) for item in items]
    for table in facts.tables:
        rows = [_update_params(table, item, changed_only, are_objects) for item in items]
        written = [row for row in rows if len(row[0]) > len(table.primary_key) or row[1]]
        for (_keys, has_expressions), group in groupby(written, key=lambda row: (tuple(row[0]), bool(row[1]))):
            batch = list(group)
            statement = update_statement(table, table.version is not None)
            if has_expressions:
                for params, expressions in batch:
                    result = await connection._execute_steps(statement.values(expressions), [params])
                    _check(table, connection, "update", result.rowcount, 1, connection.dialect.supports_sane_rowcount)
                continue
            result = await connection._execute_steps(statement, [params for params, _ in batch])
            dialect = connection.dialect
            counts = dialect.supports_sane_rowcount and (len(batch) == 1 or dialect.supports_sane_multi_rowcount)
            _check(table, connection, "update", result.rowcount, len(batch), counts)


def _update_params(
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
