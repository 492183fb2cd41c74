"""Bulk INSERT: rows from dictionaries or objects, without relationships or cascades.

In: one item per row and, for an ORM INSERT statement, what it says besides (`InsertTemplate`). Rows with the same
columns that follow each other share a statement; a mapper of several tables gets one statement per table, and the keys
that the first makes go into the rows of the others. Start at `bulk_insert_steps`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from ... import exc
from ..loading import ReturnedRows
from ..state import NO_VALUE
from .facts import TableFacts, facts_of
from .inserts import _statement
from .rows import is_sql
from .unit import writing_connection_steps


class InsertTemplate(NamedTuple):
    """An ORM INSERT statement that is given rows.

    statement: the Core INSERT with the clauses and values that all rows share. returning: what RETURNING is to bring.
    ordered: whether it comes in the order of the rows. bind_names: parameters of the statement itself.
    """

    statement: Any
    returning: Sequence[Any] = ()
    ordered: bool = False
    bind_names: frozenset[str] = frozenset()


class _Row(NamedTuple):
    number: int
    params: dict[str, Any]
    expressions: dict[Any, Any]


async def bulk_insert_steps(
    session: Any, mapper: Any, items: Sequence[Any], *, return_defaults: bool, render_nulls: bool, are_objects: bool
) -> None:
    """Insert one row per item into each table of a mapper.

    items: objects' cores, or dictionaries by attribute name. return_defaults: give new keys back to the items.
    """
    connection = await writing_connection_steps(session, mapper.base_mapper)
    values = [_object_values(item) if are_objects else dict(mapper._bulk_row(item)) for item in items]
    insert = _BulkInsert(connection, None, mapper, values, render_nulls, return_defaults)
    await insert.write_steps()
    if return_defaults:
        _give_back(mapper, items, values, are_objects)


async def insert_rows_steps(
    connection: Any, mapper: Any, items: Sequence[Mapping[str, Any]], template: InsertTemplate, render_nulls: bool
) -> ReturnedRows:
    """Execute an ORM INSERT for many rows; return what RETURNING brought. items: by attribute name, left as they are.

    connection: what executes; RETURNING of several tables is put together to one row.
    """
    values = [dict(mapper._bulk_row(item)) for item in items]
    insert = _BulkInsert(connection, template, mapper, values, render_nulls, False)
    await insert.write_steps()
    return insert.returned


def _object_values(core: Any) -> dict[str, Any]:
    keys = core.layout.keys
    return {keys[slot]: value for slot, value in enumerate(core.column_values()) if value is not NO_VALUE}


def _give_back(mapper: Any, items: Sequence[Any], values: list[dict[str, Any]], are_objects: bool) -> None:
    """Give the items the primary keys that their rows have got."""
    names = [mapper._columntoproperty[column].key for column in mapper.primary_key]
    for item, row in zip(items, values, strict=True):
        for name in names:
            if row.get(name) is None:
                continue
            if are_objects:
                item.put(item.layout.index[name], row[name])
            else:
                item[name] = row[name]
        if are_objects:
            item.key = mapper._identity_key_of(item) if hasattr(mapper, "_identity_key_of") else item.key


class _BulkInsert:
    """One bulk INSERT while it is carried out, table by table."""

    def __init__(
        self, connection: Any, template: InsertTemplate | None, mapper: Any, values: list[dict[str, Any]],
        render_nulls: bool, return_defaults: bool,
    ) -> None:  # fmt: skip
        facts = facts_of(mapper)
        self.connection = connection
        self.template = template
        self.mapper = mapper
        self.values = values
        self.render_nulls = render_nulls
        self.tables = facts.tables
        self.needs_keys = return_defaults
        self.returned = ReturnedRows(len(values) if len(facts.tables) > 1 else 0)
        self._set_discriminator()

    def _set_discriminator(self) -> None:
        mapper = self.mapper
        if not self.tables or self.tables[0].constant is None:
            return
        prop = mapper._columntoproperty.get(mapper.polymorphic_on)
        if prop is not None:
            for row in self.values:
                row.setdefault(prop.key, mapper.polymorphic_identity)

    async def write_steps(self) -> None:
        """Insert into one table after the other."""
        several = len(self.tables) > 1
        template = self.template
        if several and template is not None and template.statement._post_values_clause is not None:
            raise exc.InvalidRequestError(
                "bulk INSERT with a 'post values' clause (typically upsert) not supported for multi-table mapper "
                f"{self.mapper}"
            )
        for place, table in enumerate(self.tables):
            await self._table_steps(table, self.needs_keys or (several and place < len(self.tables) - 1))

    async def _table_steps(self, table: TableFacts, needs_keys: bool) -> None:
        statement, returning = self._statement(table)
        for batch in self._batches(table):
            made = statement.values(batch[0].expressions) if batch[0].expressions else statement
            complete = all(fact.key in batch[0].params for fact in table.primary_key)
            if returning:
                await self._returning_steps(table, made, batch, returning, needs_keys and not complete)
            elif needs_keys and not complete:
                await self._keys_steps(table, made, batch)
            else:
                await self.connection._execute_steps(made, [row.params for row in batch])

    def _statement(self, table: TableFacts) -> tuple[Any, Sequence[Any]]:
        """Return the INSERT into one table and the part of RETURNING that belongs to it."""
        if self.template is None:
            return _statement(table, ()), ()
        template = self.template.statement
        made = template._clone()
        made.table = table.table
        made._returning = ()
        if len(self.tables) == 1:
            return made, self.template.returning
        if template._values:
            made._values = {key: value for key, value in template._values.items() if self._home(key) is table}
        return made, [column for column in self.template.returning if self._home(column) is table]

    def _home(self, element: Any) -> TableFacts:
        """Return the table that an expression is about; the first one for what has no table."""
        if isinstance(element, str):
            found = [table for table in self.tables if element in table.table.c]
        else:
            froms = set(element._from_objects)
            found = [table for table in self.tables if table.table in froms]
        return found[-1] if found else self.tables[0]

    def _batches(self, table: TableFacts) -> Iterator[list[_Row]]:
        """Yield rows that can share a statement."""
        rows = [
            _Row(number, *_params(table, values, self.render_nulls, self.template))
            for number, values in enumerate(self.values)
        ]
        for _, group in groupby(rows, key=lambda row: (tuple(row.params), row.number if row.expressions else -1)):
            yield list(group)

    async def _returning_steps(
        self, table: TableFacts, statement: Any, batch: list[_Row], returning: Sequence[Any], needs_keys: bool
    ) -> None:
        assert self.template is not None
        several = len(self.tables) > 1
        columns = list(returning)
        if needs_keys:
            columns += [fact.column for fact in table.primary_key if fact.column not in columns]
        # not by returning(): that would make it an ORM statement again
        statement = statement._clone()
        statement._returning = tuple(columns)
        statement._sort_by_parameter_order = several or self.template.ordered
        result = await self.connection._execute_steps(statement, [row.params for row in batch])
        fetched = [tuple(row) for row in result.all()]
        if needs_keys:
            for row, got in zip(batch, fetched, strict=True):
                self._store_key(row, table, [got[columns.index(fact.column)] for fact in table.primary_key])
        if needs_keys:
            fetched = [row[: len(returning)] for row in fetched]
        self.returned.add(returning, result.keys(), fetched, [row.number for row in batch] if several else None)

    async def _keys_steps(self, table: TableFacts, statement: Any, batch: list[_Row]) -> None:
        """Insert rows and learn the keys that the database makes."""
        if len(batch) > 1 and self.connection.dialect.insert_executemany_returning_sort_by_parameter_order:
            statement = statement.return_defaults(*table.table.primary_key, sort_by_parameter_order=True)
            result = await self.connection._execute_steps(statement, [row.params for row in batch])
            keys = list(result.inserted_primary_key_rows)
        else:
            keys = [
                (await self.connection._execute_steps(statement, [row.params])).inserted_primary_key for row in batch
            ]
        of_column = {fact.column: place for place, fact in enumerate(table.primary_key)}
        order = [of_column.get(column, -1) for column in table.table.primary_key]
        for row, key in zip(batch, keys, strict=True):
            by_place = dict(zip(order, key, strict=False))
            self._store_key(row, table, [by_place.get(place) for place in range(len(table.primary_key))])

    def _store_key(self, row: _Row, table: TableFacts, key: Sequence[Any]) -> None:
        names = self.mapper._columntoproperty
        for fact, value in zip(table.primary_key, key, strict=True):
            if value is not None:
                self.values[row.number][names[fact.column].key] = value


def _params(
    facts: TableFacts, values: Mapping[str, Any], render_nulls: bool, template: InsertTemplate | None
) -> tuple[dict[str, Any], dict[Any, Any]]:
    """Return what a row has for one table: values by column key, and SQL expressions by column."""
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
    if template is not None:
        params.update((name, values[name]) for name in template.bind_names if name in values)
    return params, expressions
