"""Updates: changed columns of persistent objects, in few statements, with versions checked.

Only columns whose value differs from the committed one are written; a row is found by its committed key. Rows with the
same changed columns that follow each other become one executemany; where the number of matched rows must be known and
the driver cannot tell it for many, each row is updated by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ... import exc
from ...sql import and_, bindparam
from ..state import NO_VALUE, PASSIVE_NO_RESULT
from .facts import TableFacts
from .rows import Row, expire_after, is_sql, store_prefetched
from .unit import UnitOfWork


def update_rows(unit: UnitOfWork, members: Iterable[tuple[TableFacts, Any]]) -> list[Row]:
    """Return the rows to update in one table, for (facts, object) pairs; unchanged objects have none."""
    rows = (_row(unit, facts, core) for facts, core in members)
    return [row for row in rows if row is not None]


def _row(unit: UnitOfWork, facts: TableFacts, core: Any) -> Row | None:
    switched = core in unit.row_switches
    for source, target in facts.inherit_pairs:
        if core.has_change(source) and core.get(target) is not core.get(source):
            _follow_parent_table(unit, facts, core, source, target)
    changed = range(core.layout.column_count) if switched else core.changed()
    params: dict[str, Any] = {}
    expressions: dict[Any, Any] | None = None
    by_slot = facts.by_slot
    for slot in changed:
        for _slot, column, key, _label, _none in by_slot.get(slot, ()):
            value = core.get(slot)
            if value is NO_VALUE:
                if switched:
                    continue
                value = None
            if switched and not core.has_change(slot):
                continue
            if is_sql(value):
                expressions = expressions or {}
                expressions[column] = value.__clause_element__() if hasattr(value, "__clause_element__") else value
            elif slot not in facts.pk_slots or _key_differs(unit, core, slot, column, value):
                params[key] = value
    if not _version(unit, facts, core, params, expressions):
        return None
    _add_key(unit, facts, core, params)
    return Row(facts, core, params, expressions)


def _follow_parent_table(unit: UnitOfWork, facts: TableFacts, core: Any, source: int, target: int) -> None:
    """Carry a changed key of a parent table to the foreign key of this one; the database does it by itself where
    the mapper has `passive_updates`."""
    if not all(each.passive_updates for each in facts.mapper.iterate_to_root()):
        unit.note_assignment(core, target)
        core.assign(target, core.get(source))
        return
    if target in facts.pk_slots:
        unit.pk_cascaded.update((core, fact.column) for fact in facts.by_slot[target])
    unit.put(core, target, core.get(source))


def _key_differs(unit: UnitOfWork, core: Any, slot: int, column: Any, value: Any) -> bool:
    if (core, column) in unit.pk_cascaded:
        return False
    old = _committed_key(unit, core, slot)
    return bool(old != value)


def _committed_key(unit: UnitOfWork, core: Any, slot: int) -> Any:
    """The value under which the database has the row now."""
    core = unit.row_switches.get(core, core)
    value = core.committed(slot)
    if value is NO_VALUE or value is PASSIVE_NO_RESULT:
        slots = core.layout.pk_slots
        if core.key is not None and slot in slots:
            return core.key[1][tuple(slots).index(slot)]
        return core.get(slot)
    return value


def _version(
    unit: UnitOfWork, facts: TableFacts, core: Any, params: dict[str, Any], expressions: dict[Any, Any] | None
) -> bool:
    """Add old and new version to the parameters; False when there is nothing to write."""
    version, mapper = facts.version, facts.mapper
    if version is None:
        return bool(params or expressions)
    if not (params or expressions) and (mapper.version_id_generator is False or not _changed_elsewhere(core)):
        return False
    source = unit.row_switches.get(core, core)
    known = source.committed(version.slot)
    if known is NO_VALUE or known is PASSIVE_NO_RESULT:
        known = source.get(version.slot)
    params[version.label] = None if known is NO_VALUE else known
    given = version.key in params or (expressions is not None and version.column in expressions)
    if mapper.version_id_generator is not False and not given:
        params[version.key] = mapper.version_id_generator(params[version.label])
    return True


def _changed_elsewhere(core: Any) -> bool:
    """Whether other tables of a joined hierarchy will be updated, so that the version goes up as well."""
    return any(slot < core.layout.column_count for slot in core.changed())


def _add_key(unit: UnitOfWork, facts: TableFacts, core: Any, params: dict[str, Any]) -> None:
    for fact in facts.primary_key:
        if (core, fact.column) in unit.pk_cascaded:
            value = core.get(fact.slot)
        else:
            value = _committed_key(unit, core, fact.slot)
        if value is None or value is NO_VALUE:
            raise exc.FlushError(
                f"Can't update table {facts.table} using NULL for primary key value on column {fact.column}"
            )
        params[fact.label] = value


async def update_steps(unit: UnitOfWork, connection: Any, rows: Sequence[Row]) -> None:
    """Update rows of one table. Raises StaleDataError when a row with that key and version is not there."""
    dialect = connection.dialect
    for group in _groups(rows):
        facts = group[0].facts
        checks_version = facts.version is not None
        many = not checks_version or (dialect.supports_sane_rowcount and dialect.supports_sane_multi_rowcount)
        statement = update_statement(facts, checks_version)
        columns = _returned_columns(facts, group[0], dialect)
        if columns:
            statement = statement.return_defaults(*columns)
        if group[0].expressions is not None or columns or not many or not facts.mapper.batch:
            await _singly_steps(unit, facts, connection, statement, group)
        else:
            await _together_steps(unit, facts, connection, statement, group)


def _returned_columns(facts: TableFacts, row: Row, dialect: Any) -> list[Any]:
    """The columns that RETURNING is to bring: `eager_defaults`, a version or key that the database makes."""
    columns: list[Any] = []
    if not (facts.table.implicit_returning and dialect.update_returning):
        return columns
    if facts.eager is True:
        columns += [column for column in facts.server_onupdates if column.key not in row.params]
        columns += [column for column in row.expressions or () if column not in columns]
    if row.expressions is not None:
        columns += [
            fact.column for fact in facts.primary_key if fact.column in row.expressions and fact.column not in columns
        ]
    version = facts.version
    if version is not None and facts.mapper.version_id_generator is False and version.column not in columns:
        columns.append(version.column)
    return columns


def _groups(rows: Sequence[Row]) -> Iterator[list[Row]]:
    group: list[Row] = []
    for row in rows:
        if group and (
            row.params.keys() != group[0].params.keys()
            or (row.expressions is None) is not (group[0].expressions is None)
        ):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def update_statement(facts: TableFacts, versioned: bool) -> Any:
    """Return `UPDATE table WHERE key = :table_key [AND version = :table_version]`; the parameters say what is SET."""
    known = facts.statements.get(("update", versioned))
    if known is None:
        conditions = [fact.column == bindparam(fact.label, type_=fact.column.type) for fact in facts.primary_key]
        if versioned and facts.version is not None:
            conditions.append(facts.version.column == bindparam(facts.version.label, type_=facts.version.column.type))
        known = facts.statements["update", versioned] = facts.table.update().where(and_(*conditions))
    return known


async def _singly_steps(unit: UnitOfWork, facts: TableFacts, connection: Any, statement: Any, rows: list[Row]) -> None:
    matched = 0
    for row in rows:
        one = statement if row.expressions is None else statement.values(row.expressions)
        result = await connection._execute_steps(one, [row.params])
        matched += result.rowcount
        _finish(unit, result, row, result.context.compiled_parameters[0], result.returned_defaults)
    _check(facts, connection, "update", matched, len(rows), connection.dialect.supports_sane_rowcount)


async def _together_steps(
    unit: UnitOfWork, facts: TableFacts, connection: Any, statement: Any, rows: list[Row]
) -> None:
    result = await connection._execute_steps(statement, [row.params for row in rows])
    matched = result.rowcount
    for row, sent in zip(rows, result.context.compiled_parameters, strict=True):
        _finish(unit, result, row, sent, ())
    dialect = connection.dialect
    counts = dialect.supports_sane_rowcount and (len(rows) == 1 or dialect.supports_sane_multi_rowcount)
    _check(facts, connection, "update", matched, len(rows), counts)


def _check(facts: TableFacts, connection: Any, verb: str, matched: int, expected: int, counts: bool) -> None:
    if counts:
        if matched != expected:
            raise exc.StaleDataError(
                f"{verb.upper()} statement on table '{facts.table.description}' expected to {verb} {expected} row(s); "
                f"{matched} were matched."
            )
    elif facts.version is not None and not connection.dialect.supports_sane_rowcount:
        exc.warn(
            f"Dialect {connection.dialect.dialect_description} does not support updated rowcount - versioning cannot "
            "be verified."
        )


def _finish(unit: UnitOfWork, result: Any, row: Row, sent: Any, defaults: Any) -> None:
    core, facts = row.core, row.facts
    compiled = result.context.compiled
    if unit.is_deleted(core):
        # what a default has made for the last UPDATE of a row is of no interest to its object
        if facts.version is not None and facts.version.key in row.params:
            unit.put(core, facts.version.slot, row.params[facts.version.key])
        return
    if compiled.update_prefetch:
        store_prefetched(unit, facts, core, compiled.update_prefetch, sent)
    version = facts.version
    if version is not None and version.key in row.params:
        unit.put(core, version.slot, row.params[version.key])
    fetched: set[Any] = set()
    if defaults:
        values = defaults._mapping
        for fact in facts.columns:
            if fact.column in values and fact.slot >= 0:
                fetched.add(fact.column)
                unit.put_new(core, fact.slot, values[fact.column])
    unknown = [column for column in compiled.postfetch if column not in fetched]
    if row.expressions is not None:
        unknown += [column for column in row.expressions if column not in fetched]
        for fact in facts.primary_key:
            if fact.column in row.expressions and fact.column not in fetched:
                unit.put(core, fact.slot, _committed_key(unit, core, fact.slot))  # the only key that is known
    if version is not None and facts.mapper.version_id_generator is False and version.column not in fetched:
        unknown.append(version.column)
    expire_after(unit, facts, core, unknown)


# -- foreign keys written in an UPDATE of their own ----------------------------------------------------------------


async def post_update_steps(unit: UnitOfWork, base_mapper: Any, is_delete: bool) -> None:
    """Write the foreign keys that `post_update` relationships have put off.

    is_delete: only those of objects that are about to be deleted; otherwise only the others'.
    """
    waiting = unit.post_updates.get(base_mapper, {})
    chosen = {core: columns for core, columns in waiting.items() if unit.is_deleted(core) is is_delete}
    if not chosen:
        return
    for core in chosen:
        del waiting[core]
    connection = await unit.connection_steps(base_mapper)
    for table in dict.fromkeys(table for core in chosen for table in unit.facts(core).by_table):
        groups: dict[Any, list[tuple[Any, TableFacts]]] = {}
        for core in chosen:
            facts = unit.facts(core).by_table.get(table)
            if facts is not None:
                groups.setdefault(facts, []).append((core, facts))
        for facts, members in groups.items():
            rows = [row for core, _ in members if (row := _post_row(unit, facts, core, chosen[core])) is not None]
            await _post_rows_steps(unit, facts, connection, rows)
    for core in chosen:
        unit.tell_refreshed(core)
        if unknown := unit.to_expire.pop(core, None):
            unit.expire(core, unknown)


def _post_row(unit: UnitOfWork, facts: TableFacts, core: Any, columns: set[Any]) -> Row | None:
    params: dict[str, Any] = {}
    deleted = unit.is_deleted(core)
    for fact in facts.columns:
        if fact.column in columns and fact.slot >= 0:
            value = core.get(fact.slot)
            params[fact.key] = None if value is NO_VALUE or (deleted and fact.column in columns) else value
    if not params:
        return None
    for fact in facts.columns:
        has_default = fact.column.onupdate is not None and fact.slot >= 0
        if has_default and fact.key not in params and core.has_change(fact.slot):
            value = core.get(fact.slot)
            if value is not None:  # given by the user: the default must not replace it
                params[fact.key] = value
    for fact in facts.primary_key:
        value = core.get(fact.slot) if core.key is None else _committed_key(unit, core, fact.slot)
        params[fact.label] = value
    version = facts.version
    inserted_now = id(core) in unit.session._new
    if version is not None and facts.mapper.version_id_generator is not False and not inserted_now:
        known = core.get(version.slot)
        params[version.label] = known
        params[version.key] = facts.mapper.version_id_generator(known)
    return Row(facts, core, params)


async def _post_rows_steps(unit: UnitOfWork, facts: TableFacts, connection: Any, rows: list[Row]) -> None:
    for group in _groups(rows):
        versioned = facts.version is not None and facts.version.label in group[0].params
        statement = update_statement(facts, versioned)
        if (versioned and not connection.dialect.supports_sane_multi_rowcount) or not facts.mapper.batch:
            await _singly_steps(unit, facts, connection, statement, group)
        else:
            await _together_steps(unit, facts, connection, statement, group)
