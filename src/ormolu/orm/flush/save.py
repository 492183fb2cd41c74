"""Save and delete: the writes for the objects of one mapper hierarchy, table by table, with their events.

All objects of a hierarchy are written together: first every row of the base table, then the tables of subclasses;
deletes go the other way. Pending objects keep the order in which they were added, persistent ones are sorted by key,
so that two sessions that write the same rows lock them in the same order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any

from ... import exc
from ..loading import load_attribute_steps, refresh_steps
from ..state import NO_VALUE, SQL_OK, describe
from .deletes import delete_rows, delete_steps
from .facts import TableFacts, facts_of, sorted_tables
from .inserts import insert_rows, insert_steps
from .unit import UnitOfWork, real_connection
from .updates import update_rows, update_steps


async def save_steps(unit: UnitOfWork, base_mapper: Any, cores: Sequence[Any]) -> None:
    """Insert or update the rows of objects of one hierarchy."""
    if not cores:
        return
    ordered = _sorted(base_mapper, cores)
    if not base_mapper.batch and len(ordered) > 1:
        for core in ordered:
            await save_steps(unit, base_mapper, [core])
        return
    connection = await unit.connection_steps(base_mapper)
    await _drop_vanished_steps(unit, ordered)
    new, existing = _divide(unit, ordered, real_connection(connection))
    await _load_expired_steps(unit, existing)
    for table in sorted_tables(base_mapper):
        if existing:
            await update_steps(unit, connection, update_rows(unit, _members(table, existing)))
        if new:
            await insert_steps(unit, connection, insert_rows(unit, _members(table, new)))
    await _finish_steps(unit, real_connection(connection), new, existing)


async def _drop_vanished_steps(unit: UnitOfWork, cores: Sequence[Any]) -> None:
    """An expired object in the place of a new one may have lost its row (to a rollback, say): ask, and let it go."""
    session = unit.session
    for core in cores:
        other = None if core.key is not None else _holder_of_key(unit, core)
        if other is not None and other is not core and other.is_all_expired and not await refresh_steps(session, other):
            session._remove_newly_deleted([other])


def _holder_of_key(unit: UnitOfWork, core: Any) -> Any:
    """The object of the session that has the key which a new object will have, or None."""
    slots = core.layout.pk_slots
    first = core.get(slots[0])  # most new objects get their key from the database: one look says so
    if first is None or first is NO_VALUE:
        return None
    values = [core.get(slot) for slot in slots]
    if None in values or NO_VALUE in values:
        return None
    return unit.session.identity_map.core_at(core.mapper.identity_key_from_primary_key(values, core.identity_token))


async def _load_expired_steps(unit: UnitOfWork, cores: Sequence[Any]) -> None:
    """Load the key and version of expired objects: a row is found by them, and a vanished row is noticed here."""
    for core in cores:
        mapper = core.mapper
        if any(core.get(slot) is NO_VALUE for slot in core.layout.pk_slots):
            await unit.ready_steps(core, mapper.primary_key)
        if mapper.version_id_col is not None:
            await unit.ready_steps(core, (mapper.version_id_col,))


def _sorted(base_mapper: Any, cores: Sequence[Any]) -> list[Any]:
    pending = [core for core in cores if core.key is None]
    pending.sort(key=attrgetter("insert_order"))
    persistent = [core for core in cores if core.key is not None]
    if len(persistent) > 1:
        try:
            persistent.sort(key=_sort_key(base_mapper))
        except TypeError as error:
            raise exc.InvalidRequestError(
                f"Could not sort objects by primary key; primary key values must be sortable in Python (was: {error})"
            ) from error
    return pending + persistent


def _sort_key(base_mapper: Any) -> Any:
    functions = [column.type.sort_key_function for column in base_mapper.primary_key]
    if not any(functions):
        return lambda core: core.key[1]
    return lambda core: tuple(
        value if function is None else function(value) for function, value in zip(functions, core.key[1], strict=True)
    )


def _divide(unit: UnitOfWork, cores: Sequence[Any], connection: Any) -> tuple[list[Any], list[Any]]:
    """Fire the `before_` events; return objects to insert and objects to update."""
    new: list[Any] = []
    existing: list[Any] = []
    for core in cores:
        mapper = core.mapper
        if core.key is not None:
            if mapper.dispatch.before_update:
                mapper.dispatch.before_update(mapper, connection, core)
            _check_polymorphic(core, mapper)
            existing.append(core)
            continue
        if mapper.dispatch.before_insert:
            mapper.dispatch.before_insert(mapper, connection, core)
        _check_polymorphic(core, mapper)
        if _switch_row(unit, core, mapper):
            existing.append(core)
        else:
            new.append(core)
    return new, existing


def _check_polymorphic(core: Any, mapper: Any) -> None:
    key = getattr(mapper, "_discriminator_key", None)
    if key is None or mapper.polymorphic_identity is None or key not in core.layout.index:
        return
    slot = core.layout.index[key]
    value = core.get(slot)
    if value is NO_VALUE:
        core.assign(slot, mapper.polymorphic_identity)
        return
    allowed = {each.polymorphic_identity for each in mapper.self_and_descendants}
    if value not in allowed and not hasattr(value, "__clause_element__"):
        exc.warn(
            f"Flushing object {describe(core)} with incompatible polymorphic identity {value!r}; the object may not "
            "refresh and/or load correctly"
        )


def _switch_row(unit: UnitOfWork, core: Any, mapper: Any) -> bool:
    """Whether a new object takes over the row of one that is to be deleted: its INSERT becomes an UPDATE."""
    other = _holder_of_key(unit, core)
    if other is None or other is core:
        return False
    key = other.key
    if other.is_deleted_state:
        return False
    if not unit.is_deleted(other):
        exc.warn(
            f"New instance {describe(core)} with identity key {key} conflicts with persistent instance "
            f"{describe(other)}"
        )
        return False
    unit.row_switches[core] = other
    unit.works[other].listonly = True
    return True


def _members(table: Any, cores: Sequence[Any]) -> Iterator[tuple[TableFacts, Any]]:
    """Yield the objects whose mapper has this table, with their facts about it."""
    last: Any = None
    facts: TableFacts | None = None
    for core in cores:
        mapper = core.mapper
        if mapper is not last:
            last = mapper
            facts = facts_of(mapper).by_table.get(table)
        if facts is not None:
            yield facts, core


async def _finish_steps(unit: UnitOfWork, connection: Any, new: Sequence[Any], existing: Sequence[Any]) -> None:
    """Expire what is not known any more, fire the `after_` events."""
    for cores, is_insert in ((new, True), (existing, False)):
        for core in cores:
            mapper = core.mapper
            facts = facts_of(mapper)
            unknown = unit.to_expire.pop(core, None)
            unit.tell_refreshed(core)
            _check_version(core, mapper, facts)
            read_only = [slot for slot in facts.read_only if core.get(slot) is not NO_VALUE]
            if read_only:
                unknown = {*(unknown or ()), *read_only}
            if unknown:
                if mapper.eager_defaults is True and not read_only:
                    await _fetch_steps(unit, core, unknown)
                elif mapper.version_id_generator is False and (slot := facts.slot_of(mapper.version_id_col)) in unknown:
                    # the next UPDATE must name the version, and nobody may see another one before
                    await _fetch_steps(unit, core, {slot})
                    unit.expire(core, unknown - {slot})
                else:
                    unit.expire(core, unknown)
            if core in unit.row_switches:
                is_insert_event = False
            else:
                is_insert_event = is_insert
            if is_insert_event:
                if mapper.dispatch.after_insert:
                    mapper.dispatch.after_insert(mapper, connection, core)
            elif mapper.dispatch.after_update:
                mapper.dispatch.after_update(mapper, connection, core)


def _check_version(core: Any, mapper: Any, facts: Any) -> None:
    if mapper.version_id_col is None:
        return
    slot = facts.slot_of(mapper.version_id_col)
    if slot >= 0 and core.get(slot) is None:
        raise exc.FlushError("Instance does not contain a non-NULL version value")


async def _fetch_steps(unit: UnitOfWork, core: Any, slots: set[int]) -> None:
    """Read values that the database made at once (`eager_defaults=True` without RETURNING)."""
    unit.give_key(core)
    core.expire(slots)
    await load_attribute_steps(unit.session, core, min(slots), SQL_OK)  # brings all that are expired


async def delete_objects_steps(unit: UnitOfWork, base_mapper: Any, cores: Sequence[Any]) -> None:
    """Delete the rows of objects of one hierarchy."""
    chosen = [core for core in cores if core.key is not None and not unit.works[core].listonly]
    if not chosen:
        return
    ordered = _sorted(base_mapper, chosen)
    connection = await unit.connection_steps(base_mapper)
    told = real_connection(connection)
    for core in ordered:
        if core.mapper.dispatch.before_delete:
            core.mapper.dispatch.before_delete(core.mapper, told, core)
    await _load_expired_steps(unit, ordered)
    for table in reversed(sorted_tables(base_mapper)):
        members = ((facts, core) for facts, core in _members(table, ordered) if not _left_to_database(facts))
        await delete_steps(connection, delete_rows(members))
    for core in ordered:
        if core.mapper.dispatch.after_delete:
            core.mapper.dispatch.after_delete(core.mapper, told, core)


def _left_to_database(facts: TableFacts) -> bool:
    """Whether rows of a derived table go with those of the base table (`passive_deletes` of the mapper)."""
    mapper = facts.mapper
    if mapper.inherits is None or facts.table in mapper.base_mapper.tables:
        return False
    return any(
        each.passive_deletes and each.local_table is facts.table and each.inherits is not None
        for each in mapper.iterate_to_root()
    )
