"""The unit of work: which objects take part in a flush, and whether they are saved or deleted.

It starts with what the session reports as new, changed or deleted; relationships (`dependencies.py`) add the objects
they reach. What became of it is kept until the end: rows that were switched, keys that a database cascade changed,
and every value that was put into an object, so that a failed flush can take it back.
"""

from __future__ import annotations

from typing import Any

from ... import exc
from ..loading import load_attribute_steps
from ..state import (
    CALLABLES_OK,
    HISTORY_BLANK,
    LOAD_AGAINST_COMMITTED,
    NO_RAISE,
    NO_VALUE,
    PASSIVE_NO_INITIALIZE,
    PASSIVE_NO_RESULT,
    PASSIVE_OFF,
    SQL_OK,
    History,
    LoaderCallableStatus,
    core_of,
)
from .facts import MapperFacts, facts_of


class Work:
    """What is to become of one object.

    listonly: it takes part in the order of things, its row is not written.
    """

    __slots__ = ("core", "is_delete", "listonly", "number")

    def __init__(self, core: Any, is_delete: bool, listonly: bool, number: int) -> None:
        self.core = core
        self.is_delete = is_delete
        self.listonly = listonly
        self.number = number


class UnitOfWork:
    """One flush."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.works: dict[Any, Work] = {}
        self.by_mapper: dict[Any, list[Work]] = {}
        self.unexplored: list[Work] = []
        self.post_updates: dict[Any, dict[Any, set[Any]]] = {}
        self.pk_cascaded: set[tuple[Any, Any]] = set()
        self.row_switches: dict[Any, Any] = {}
        self.key_switches: list[Any] = []
        self.association_pairs: dict[Any, set[tuple[Any, Any]]] = {}
        self.to_expire: dict[Any, set[int]] = {}
        self.expired_now: dict[Any, set[int]] = {}
        self._histories: dict[tuple[Any, str], History] = {}
        self._loaded: set[tuple[Any, str]] = set()
        self._journal: list[tuple[Any, int, Any]] = []
        self._keyed: list[Any] = []
        self._refreshed: dict[Any, list[str]] = {}
        self._connections: dict[Any, Any] = {}

    # -- who takes part

    def register(
        self,
        core: Any,
        *,
        is_delete: bool = False,
        listonly: bool = False,
        cancel_delete: bool = False,
        operation: str | None = None,
        prop: Any = None,
    ) -> bool:
        """Let an object take part; False, with a warning, when it is not in the session."""
        work = self.works.get(core)
        if work is None:
            if core.session is not self.session or (core.key is None and id(core) not in self.session._new):
                if operation is not None and not core.is_deleted_state:
                    exc.warn(
                        f"Object of type <{core.class_.__name__}> not in session, {operation} operation along "
                        f"'{prop}' will not proceed"
                    )
                return False
            if core.is_deleted_state:
                return False
            work = self.works[core] = Work(core, is_delete, listonly, len(self.works))
            self.by_mapper.setdefault(core.mapper, []).append(work)
            self.unexplored.append(work)
        elif not listonly and (is_delete or cancel_delete):
            if work.is_delete is not is_delete:
                self.unexplored.append(work)
            work.is_delete = is_delete
            work.listonly = False
        elif not listonly and work.listonly:
            work.listonly = False
        return True

    def holds(self, core: Any) -> bool:
        """Whether an object is in the session, so that a relationship may refer to it."""
        return core.session is self.session and not core.is_deleted_state

    def is_deleted(self, core: Any) -> bool:
        """Whether an object is to be deleted in this flush."""
        work = self.works.get(core)
        return work is not None and work.is_delete

    def take(self) -> list[Work]:
        """Return the works whose relationships were not looked at yet."""
        found, self.unexplored = self.unexplored, []
        return found

    def works_of(self, base_mapper: Any, is_delete: bool) -> list[Any]:
        """Return the cores of a mapper hierarchy that are to be saved, or deleted."""
        return [
            work.core
            for mapper, works in self.by_mapper.items()
            if mapper.base_mapper is base_mapper
            for work in works
            if work.is_delete is is_delete and not work.listonly
        ]

    # -- what relationships hold

    async def history_steps(self, core: Any, prop: Any, passive: Any) -> History:
        """Return the history of a relationship; what `passive` allows to be loaded is loaded first."""
        key = (core, prop.key)
        slot = core.layout.index[prop.key]
        loads = passive & SQL_OK and passive & CALLABLES_OK and key not in self._loaded
        if (
            loads
            and core.get(slot) is NO_VALUE
            and core.key is not None
            and (prop.uselist or not core.has_change(slot))  # what was put into an unloaded collection waits for it
        ):
            # a reference to nobody may stay unstored: ask once
            self._loaded.add(key)
            # what the database has now is meant, whatever became of the keys since
            await load_attribute_steps(self.session, core, slot, passive | LOAD_AGAINST_COMMITTED, store=True)
            self._histories.pop(key, None)
        impl = core.manager[prop.key].impl
        may_lack = not prop.uselist and impl.finds_original and core.has_change(slot)
        if may_lack and core.committed(slot) is PASSIVE_NO_RESULT:
            await self._find_original_steps(core, slot)
        known = self._histories.get(key)
        if known is None:
            known = impl.get_history(core, PASSIVE_NO_INITIALIZE)
            self._histories[key] = known
        return known

    async def _find_original_steps(self, core: Any, slot: int) -> None:
        """Load the object that a one-to-one referred to before it was replaced unseen."""
        passive = PASSIVE_OFF | LOAD_AGAINST_COMMITTED | NO_RAISE
        original = await load_attribute_steps(self.session, core, slot, passive)
        found = original is not None and not isinstance(original, LoaderCallableStatus)
        core._committed[slot] = original if found else None
        impl = core.manager[core.layout.keys[slot]].impl
        if found and impl.trackparent and original is not core.get(slot):
            impl.sethasparent(core_of(original), core, False)

    def known_history(self, core: Any, prop: Any) -> History:
        """Return the history that was read when the relationship was explored."""
        return self._histories.get((core, prop.key), HISTORY_BLANK)

    async def ready_steps(self, core: Any, columns: Any) -> None:
        """Load the values of columns that a relationship copies from an expired object."""
        if core.key is None:
            return
        facts = self.facts(core)
        for column in columns:
            slot = facts.slot_of(column)
            if slot >= 0 and core.get(slot) is NO_VALUE and not core.has_change(slot):
                await load_attribute_steps(self.session, core, slot, SQL_OK)

    def facts(self, core: Any) -> MapperFacts:
        """Return the facts of an object's mapper."""
        return facts_of(core.mapper)

    def note_post_update(self, core: Any, columns: Any) -> None:
        """Remember that foreign keys are to be written in an UPDATE of their own."""
        base = core.mapper.base_mapper
        self.post_updates.setdefault(base, {}).setdefault(core, set()).update(columns)

    # -- values put into objects

    def put(self, core: Any, slot: int, value: Any) -> None:
        """Store a value that the database has given."""
        self._journal.append((core, slot, core.get(slot)))
        core.put(slot, value)

    def put_new(self, core: Any, slot: int, value: Any) -> None:
        """Store a value that a default has made, and have `refresh_flush` tell of it."""
        self.put(core, slot, value)
        if core.manager.dispatch.refresh_flush:
            self._refreshed.setdefault(core, []).append(core.layout.keys[slot])

    def tell_refreshed(self, core: Any) -> None:
        """Fire `refresh_flush` for the defaults of an object."""
        keys = self._refreshed.pop(core, None)
        if keys is not None:
            core.manager.dispatch.refresh_flush(core, self, keys)

    def expire_later(self, core: Any, slots: set[int]) -> None:
        """Remember attributes to expire when the object's rows are all written."""
        self.to_expire.setdefault(core, set()).update(slots)

    def expire(self, core: Any, slots: set[int]) -> None:
        """Expire attributes, now and again when the flush is done: committing an object would keep stale values."""
        self.expired_now.setdefault(core, set()).update(slots)

    def give_key(self, core: Any) -> None:
        """Let a new object be found by its key already, so that values can be read for it within the flush."""
        if core.key is None:
            values = [core.get(slot) for slot in core.layout.pk_slots]
            core.key = core.mapper.identity_key_from_primary_key(values, core.identity_token)
            self._keyed.append(core)

    def note_assignment(self, core: Any, slot: int) -> None:
        """Remember the value of an attribute that is about to be set."""
        self._journal.append((core, slot, core.get(slot)))

    def note_foreign_keys(self, core: Any, columns: Any) -> None:
        """Remember foreign keys that are about to be carried along a relationship."""
        facts = self.facts(core)
        for column in columns:
            slot = facts.slot_of(column)
            if slot >= 0:
                self.note_assignment(core, slot)

    def undo(self) -> None:
        """Give all objects the values they had when the flush began."""
        for core in self._keyed:
            core.key = None
        self._keyed.clear()
        for core, slot, value in reversed(self._journal):
            if value is NO_VALUE:
                core.unset(slot)
            elif core.get(slot) is not value:
                core.put(slot, value) if core.key is None and not core.is_modified else core.assign(slot, value)
        self._journal.clear()

    # -- connections

    async def connection_steps(self, mapper: Any) -> Any:
        """Return the Connection for a mapper's tables."""
        base = mapper.base_mapper
        found = self._connections.get(base)
        if found is None:
            found = await writing_connection_steps(self.session, base)
            self._connections[base] = found
        return found


class OptionedConnection:
    """A Connection that runs every statement of a flush with the execution options of the session."""

    __slots__ = ("connection", "dialect", "options")

    def __init__(self, connection: Any, options: Any) -> None:
        self.connection = connection
        self.dialect = connection.dialect
        self.options = options

    async def _execute_steps(self, statement: Any, parameters: Any) -> Any:
        return await self.connection._execute_steps(statement, parameters, self.options)


async def writing_connection_steps(session: Any, base_mapper: Any) -> Any:
    """Return what executes the writes for a mapper's tables."""
    connection = await session._connection_steps({"mapper": base_mapper})
    options = session.execution_options
    return OptionedConnection(connection, options) if options else connection


def real_connection(connection: Any) -> Any:
    """Return the Connection itself, as event listeners get it."""
    return connection.connection if isinstance(connection, OptionedConnection) else connection


def cores_of(objects: Any) -> list[Any]:
    """Return the cores of objects, in order; None and values that were never loaded have none."""
    return [core_of(obj) for obj in objects if obj is not None and not isinstance(obj, LoaderCallableStatus)]


def is_orphan(core: Any) -> bool:
    """Whether an object has lost the parents without which it must not exist (`delete-orphan`).

    By default one lost parent is enough; with `legacy_is_orphan` all must be lost.
    """
    mapper = core.mapper
    keys = facts_of(mapper).orphan_keys
    if not keys:
        return False
    for key, parent_class in keys:
        has_parent = _has_parent(core, key, parent_class)
        if mapper.legacy_is_orphan and has_parent:
            return False
        if not mapper.legacy_is_orphan and not has_parent:
            return True
    return bool(mapper.legacy_is_orphan)


def _has_parent(core: Any, key: str, parent_class: type) -> bool:
    attribute = getattr(parent_class, key)
    return bool(attribute.impl.hasparent(core, optimistic=core.key is not None))


def was_removed(core: Any) -> bool:
    """Whether a pending object was taken from a parent since it was added, rather than never having had one."""
    parents = core._parents
    return bool(parents) and any(
        parents.get(getattr(parent_class, key).impl.parent_token) is False
        for key, parent_class in facts_of(core.mapper).orphan_keys
    )
