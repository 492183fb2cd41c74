"""Inserts: rows of new objects, in few statements, and the values that the database makes for them.

Rows with the same columns that follow each other go into one statement. Where a key or a default has to come back,
RETURNING brings it for all rows of the statement (`return_defaults`), where the dialect can; otherwise each row is
inserted by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from ... import exc
from ...kernel.changes import fill_params
from ..state import NO_VALUE, describe
from .facts import TableFacts
from .rows import Row, expire_after, is_sql, store_prefetched
from .unit import UnitOfWork


class _Kind(NamedTuple):
    """What rows of one INSERT have in common."""

    keys: tuple[str, ...]
    has_keys: bool
    has_defaults: bool


def insert_rows(unit: UnitOfWork, members: Iterable[tuple[TableFacts, Any]]) -> list[Row]:
    """Return the rows to insert into one table, for (facts, object) pairs."""
    return [_row(unit, facts, core) for facts, core in members]


def _row(unit: UnitOfWork, facts: TableFacts, core: Any) -> Row:
    for source, target in facts.inherit_pairs:
        value = core.get(source)
        if value is not NO_VALUE and core.get(target) is not value:
            unit.put(core, target, value)
    for slot, value in facts.fallbacks:
        known = core.get(slot)
        if known is None or known is NO_VALUE:
            unit.put_new(core, slot, value)
    values = core.column_values()
    params: dict[str, Any] = {}
    expressions: dict[Any, Any] | None = None
    if not facts.has_slotless:
        missing = fill_params(values, facts.insert_plan, params)
        if missing is not None:
            for slot in missing:
                unit.put(core, slot, None)
            _add_version(facts, params)
            return Row(facts, core, params)
        params = {}
    for slot, column, key, _label, evaluates_none in facts.columns:
        if slot < 0:
            if facts.constant is not None and column is facts.mapper.polymorphic_on:
                params[key] = facts.constant
            continue
        value = values[slot]
        if value is None:
            if evaluates_none:
                params[key] = None
        elif value is not NO_VALUE:
            if is_sql(value):
                if expressions is None:
                    expressions = {}
                expressions[column] = value.__clause_element__() if hasattr(value, "__clause_element__") else value
            else:
                params[key] = value
    for key, slot in facts.null_keys.items():
        if key not in params and (expressions is None or not _names(expressions, key)):
            params[key] = None
            if slot >= 0 and values[slot] is NO_VALUE:
                unit.put(core, slot, None)
    _add_version(facts, params)
    return Row(facts, core, params, expressions)


def _add_version(facts: TableFacts, params: dict[str, Any]) -> None:
    version = facts.version
    if version is not None and facts.mapper.version_id_generator is not False:
        params[version.key] = facts.mapper.version_id_generator(None)


def _names(expressions: dict[Any, Any], key: str) -> bool:
    return any(column.key == key for column in expressions)


def _kind(facts: TableFacts, row: Row) -> _Kind:
    params = row.params
    return _Kind(
        tuple(sorted(params)),
        all(params.get(fact.key) is not None for fact in facts.primary_key),
        facts.server_default_keys <= params.keys(),
    )


async def insert_steps(unit: UnitOfWork, connection: Any, rows: Sequence[Row]) -> None:
    """Insert rows into one table and give the objects what the database made."""
    for kind, group in _groups(rows):
        await _insert_group_steps(unit, group[0].facts, connection, kind, group)


def _groups(rows: Sequence[Row]) -> Iterator[tuple[_Kind, list[Row]]]:
    group: list[Row] = []
    shape: Any = None
    for row in rows:
        # rows of one class mostly have the same keys in the same order: compare before sorting anything
        same = (
            shape is not None
            and row.expressions is None
            and group[-1].expressions is None
            and row.params.keys() == shape
        )
        if same and _alike(group[0], row):
            group.append(row)
            continue
        if group:
            yield _kind(group[0].facts, group[0]), group
        group, shape = [row], row.params.keys()
    if group:
        yield _kind(group[0].facts, group[0]), group


def _alike(one: Row, other: Row) -> bool:
    """Whether rows with the same columns can share a statement: both have keys or both lack them."""
    facts = one.facts
    if facts is not other.facts and facts.server_default_keys != other.facts.server_default_keys:
        return False
    return all((one.params.get(fact.key) is None) is (other.params.get(fact.key) is None) for fact in facts.primary_key)


async def _insert_group_steps(
    unit: UnitOfWork, facts: TableFacts, connection: Any, kind: _Kind, rows: list[Row]
) -> None:
    dialect = connection.dialect
    fetches = not kind.has_defaults and facts.fetches_defaults(dialect)
    has_expressions = rows[0].expressions is not None
    if kind.has_keys and not has_expressions and not fetches:
        result = await connection._execute_steps(_statement(facts, ()), [row.params for row in rows])
        for row, sent in zip(rows, result.context.compiled_parameters, strict=True):
            _finish(unit, result, row, sent, ())
        return
    together = (
        len(rows) > 1
        and not has_expressions
        and facts.table.implicit_returning
        and dialect.insert_executemany_returning_sort_by_parameter_order
        and dialect.use_insertmanyvalues
        and facts.mapper.batch
    )
    columns: list[Any] = []
    if fetches:
        columns += facts.server_defaults
    if facts.version is not None:
        columns.append(facts.version.column)
    if together:
        if not kind.has_keys:
            columns += [column for column in facts.table.primary_key if column not in columns]
        await _together_steps(unit, facts, connection, rows, tuple(columns))
    else:
        for row in rows:
            await _one_steps(unit, facts, connection, row, tuple(columns))


async def _together_steps(
    unit: UnitOfWork, facts: TableFacts, connection: Any, rows: list[Row], columns: tuple[Any, ...]
) -> None:
    result = await connection._execute_steps(_statement(facts, columns, True), [row.params for row in rows])
    returned = result.returned_defaults_rows
    if returned and len(returned) == len(rows) and not _needs_finish(facts, result.context.compiled):
        _take_returned(unit, facts, rows, result.context.compiled.effective_returning, returned)
        return
    keys_of_rows = result.inserted_primary_key_rows
    returned = returned or (None,) * len(rows)
    sent_rows = result.context.compiled_parameters
    for row, key, defaults, sent in zip(rows, keys_of_rows, returned, sent_rows, strict=True):
        _store_key(unit, row, key)
        _finish(unit, result, row, sent, defaults)


def _needs_finish(facts: TableFacts, compiled: Any) -> bool:
    """Whether more is to be taken over than what RETURNING brought."""
    return bool(compiled.insert_prefetch or compiled.postfetch or facts.version is not None)


def _take_returned(
    unit: UnitOfWork, facts: TableFacts, rows: list[Row], columns: Sequence[Any], returned: Sequence[Any]
) -> None:
    """Give many objects what RETURNING brought; where it is in a row is found once."""
    where = {column: place for place, column in reversed(tuple(enumerate(columns)))}
    places = [
        (where[fact.column], fact.slot, fact.slot in facts.pk_slots)
        for fact in facts.columns
        if fact.column in where and fact.slot >= 0
    ]
    put = unit.put
    for row, values in zip(rows, returned, strict=True):
        core = row.core
        for place, slot, is_key in places:
            value = values[place]
            if not is_key or (value is not None and core.get(slot) in (None, NO_VALUE)):
                put(core, slot, value)


async def _one_steps(unit: UnitOfWork, facts: TableFacts, connection: Any, row: Row, columns: tuple[Any, ...]) -> None:
    statement = _statement(facts, columns)
    if row.expressions is not None:
        statement = statement.values(row.expressions)
    result = await connection._execute_steps(statement, [row.params] if row.params else None)
    key = result.inserted_primary_key
    if key is not None:
        _store_key(unit, row, key)
    sent = result.context.compiled_parameters[0]
    _finish(unit, result, row, sent, result.returned_defaults)


def _statement(facts: TableFacts, columns: tuple[Any, ...], ordered: bool = False) -> Any:
    known = facts.statements.get((columns, ordered))
    if known is None:
        known = facts.table.insert()
        if columns:
            known = known.return_defaults(*columns, sort_by_parameter_order=ordered)
        facts.statements[columns, ordered] = known
    return known


def _store_key(unit: UnitOfWork, row: Row, key: Any) -> None:
    core = row.core
    for fact, value in zip(_table_key(row.facts), key, strict=False):
        if fact is not None and value is not None and core.get(fact.slot) in (None, NO_VALUE):
            unit.put(core, fact.slot, value)


def _table_key(facts: TableFacts) -> list[Any]:
    """The mapped attributes for the columns of the table's own primary key, in its order."""
    known = facts.statements.get("key")
    if known is None:
        by_column = {fact.column: fact for fact in facts.columns if fact.slot >= 0}
        known = facts.statements["key"] = [by_column.get(column) for column in facts.table.primary_key]
    return known


def _finish(unit: UnitOfWork, result: Any, row: Row, sent: Any, defaults: Any) -> None:
    """Take over defaults of either side; what nobody knows is expired."""
    core, facts = row.core, row.facts
    context = result.context
    compiled = context.compiled
    if compiled.insert_prefetch:
        store_prefetched(unit, facts, core, compiled.insert_prefetch, sent)
    version = facts.version
    if version is not None and version.key in row.params and facts.mapper.version_id_generator is not False:
        unit.put(core, version.slot, row.params[version.key])
    fetched = _store_returned(unit, facts, core, defaults)
    unknown = [column for column in compiled.postfetch if column not in fetched]
    if row.expressions is not None:
        unknown += [column for column in row.expressions if column not in fetched]
    expire_after(unit, facts, core, unknown)


def _store_returned(unit: UnitOfWork, facts: TableFacts, core: Any, defaults: Any) -> set[Any]:
    fetched: set[Any] = set()
    if not defaults:
        return fetched
    values = defaults._mapping
    for slot, column, *_ in facts.columns:
        if column in values:
            fetched.add(column)
            if slot >= 0 and (slot not in facts.pk_slots or core.get(slot) in (None, NO_VALUE)):
                (unit.put if slot in facts.pk_slots else unit.put_new)(core, slot, values[column])
    return fetched


def check_keys(core: Any, slots: Sequence[int]) -> None:
    """Raise FlushError when a new row ended up without a key."""
    if all(core.get(slot) in (None, NO_VALUE) for slot in slots):
        raise exc.FlushError(
            f"Instance {describe(core)} has a NULL identity key.  If this is an auto-generated value, check that the "
            "database table allows generation of new primary key values, and that the mapped Column object is "
            "configured to expect these generated values.  Ensure also that this flush() is not occurring at an "
            "inappropriate time, such as within a load() event."
        )
