"""Dependencies: what a relationship means for a flush.

Each relationship that takes part has one `Dependency`: it lets the objects it reaches take part (`explore_steps`), says
what must come before what (`edges`, for whole mappers; `object_edges`, for single objects where mappers are in a knot),
and carries key values or association rows once both sides are there (`save_steps`, `delete_steps`).

One class per direction. A reader begins with `OneToMany`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ... import exc
from ...sql import and_, bindparam
from ..mapping import MANYTOMANY, MANYTOONE, ONETOMANY
from ..state import NO_VALUE, PASSIVE_NO_FETCH_RELATED, PASSIVE_NO_INITIALIZE, PASSIVE_OFF, History, core_of
from . import sync
from .unit import UnitOfWork, cores_of

# the kinds of steps of a plan; a node is (kind, mapper or dependency) or, for one object, (kind, ..., core)
SAVE, DELETE, AFTER_SAVE, BEFORE_DELETE, POST_UPDATE, PRE_UPDATE = range(6)

Node = tuple[Any, ...]
Edge = tuple[Node, Node]


class Dependency:
    """Base of the directions."""

    def __init__(self, prop: Any) -> None:
        self.prop = prop
        self.key: str = prop.key
        self.parent = prop.parent
        self.mapper = prop.mapper
        self.parent_base = prop.parent.base_mapper
        self.child_base = prop.mapper.base_mapper
        self.post_update: bool = prop.post_update
        self.passive_updates: bool = prop.passive_updates
        self.passive_deletes: Any = prop.passive_deletes
        self.cascade_delete: bool = prop.cascade.delete
        self.cascade_orphan: bool = prop.cascade.delete_orphan
        self.save_passive = PASSIVE_NO_INITIALIZE
        self.delete_passive = PASSIVE_NO_INITIALIZE if prop.passive_deletes else PASSIVE_OFF
        pairs = tuple(prop.synchronize_pairs)
        self.pairs = pairs
        self.foreign_keys = tuple(far for _, far in pairs)
        self.sources = tuple(near for near, _ in pairs)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.prop}>"

    # -- exploring

    async def explore_steps(self, unit: UnitOfWork, core: Any, is_delete: bool) -> bool:
        """Let the objects that this relationship reaches take part; True when it holds anything."""
        history = await unit.history_steps(core, self.prop, self.delete_passive if is_delete else self.save_passive)
        if self.prop.uselist and any(member is None for member in history.added):
            raise exc.FlushError(f"Can't flush None value found in collection {self.prop}")
        if is_delete:
            await self._explore_delete_steps(unit, core, history)
        else:
            await self._explore_save_steps(unit, core, history)
        return not unit.known_history(core, self.prop).empty()

    async def _explore_save_steps(self, unit: UnitOfWork, core: Any, history: History) -> None:
        raise NotImplementedError

    async def _explore_delete_steps(self, unit: UnitOfWork, core: Any, history: History) -> None:
        raise NotImplementedError

    def check_type(self, child: Any) -> None:
        """Refuse an object that could not be loaded as a member again. Raises FlushError."""
        if child.mapper is self.mapper:
            return
        derived = child.mapper.isa(self.mapper)
        if derived and (self.mapper.polymorphic_on is not None or not self.prop.enable_typechecks):
            return
        given, wanted = child.mapper.class_, self.mapper.class_
        message = (
            f'Attempting to flush an item of type {given} as a member of collection "{self.prop}". Expected an object of '
            f"type {wanted} or a polymorphic subclass of this type."
        )
        if derived:
            message += (
                f' If {given} is a subclass of {wanted}, configure mapper "{self.mapper}" to load this subtype '
                "polymorphically, or set enable_typechecks=False to allow any subtype to be accepted for flush."
            )
        raise exc.FlushError(message)

    def has_parent(self, child: Any) -> bool:
        """Whether an object is in some parent's attribute; one from the database is thought to be."""
        impl = self.parent.class_manager[self.key].impl
        return bool(impl.hasparent(child, optimistic=child.key is not None))

    async def _delete_with_cascade_steps(self, unit: UnitOfWork, child: Any) -> None:
        unit.register(child, is_delete=True, operation="delete", prop=self.prop)
        for related in await _reached_by_delete_steps(unit, child):
            unit.register(related, is_delete=True)

    # -- ordering

    def edges(self) -> Iterator[Edge]:
        """What must come before what, for all objects of the two mappers."""
        save_parent, delete_parent = (SAVE, self.parent_base), (DELETE, self.parent_base)
        save_child, delete_child = (SAVE, self.child_base), (DELETE, self.child_base)
        after, before = (AFTER_SAVE, self), (BEFORE_DELETE, self)
        return self._edges(save_parent, delete_parent, save_child, delete_child, after, before)

    def _edges(
        self, save_parent: Node, delete_parent: Node, save_child: Node, delete_child: Node, after: Node, before: Node
    ) -> Iterator[Edge]:
        raise NotImplementedError

    def object_edges(self, unit: UnitOfWork, core: Any, is_delete: bool, history: History) -> Iterator[Edge]:
        """What must come before what, for one parent and its children."""
        after, before = (AFTER_SAVE, self, core), (BEFORE_DELETE, self, core)
        save_parent, delete_parent = (SAVE, self.parent_base, core), (DELETE, self.parent_base, core)
        unwanted = after if is_delete else before
        nowhere = (SAVE, self.child_base, None)
        former = cores_of(history.deleted)
        if not is_delete:
            former = [child for child in former if self._awaits_former(unit, child)]
        members = cores_of(history.non_deleted()) + former
        for child in members or [None]:
            work = unit.works.get(child) if child is not None else None
            save_child = (SAVE, self.child_base, child) if work is not None and not work.is_delete else nowhere
            delete_child = (DELETE, self.child_base, child) if work is not None and work.is_delete else nowhere
            for edge in self._edges(save_parent, delete_parent, save_child, delete_child, after, before):
                if nowhere not in edge and unwanted not in edge:
                    yield edge

    def _awaits_former(self, unit: UnitOfWork, child: Any) -> bool:
        """Whether the order of things still depends on an object that is not referred to any more."""
        return True

    # -- doing

    async def save_steps(self, unit: UnitOfWork, cores: Sequence[Any]) -> None:
        """Carry keys, after the rows on the key-giving side are written."""
        raise NotImplementedError

    async def delete_steps(self, unit: UnitOfWork, cores: Sequence[Any]) -> None:
        """Take keys back, before rows are deleted."""
        raise NotImplementedError

    def _post_update(self, unit: UnitOfWork, core: Any, related: Iterable[Any]) -> None:
        for _ in related:
            unit.note_post_update(core, self.foreign_keys)
            return

    def _keys_changed(self, core: Any) -> bool:
        return sync.is_changed(core, self.parent, self.pairs)


async def _reached_by_delete_steps(unit: UnitOfWork, start: Any) -> list[Any]:
    """Return the objects that a delete of `start` is to delete too, loading what has to be known for that."""
    found: dict[Any, None] = {start: None}
    waiting = [start]
    while waiting:
        core = waiting.pop()
        for prop in unit.facts(core).relationships:
            if not prop.cascade.delete:
                continue
            passive = PASSIVE_NO_INITIALIZE if prop.passive_deletes else PASSIVE_OFF
            history = await unit.history_steps(core, prop, passive)
            for related in cores_of(history.non_deleted()):
                if related not in found:
                    found[related] = None
                    waiting.append(related)
    del found[start]
    return list(found)


class OneToMany(Dependency):
    """Children hold the foreign key; what happens to a parent is written into them."""

    async def _explore_save_steps(self, unit: UnitOfWork, core: Any, history: History) -> None:
        keys_changed = self._keys_changed(core)
        if keys_changed and not self.passive_updates:
            history = await unit.history_steps(core, self.prop, PASSIVE_OFF)
        for child in cores_of(history.added):
            unit.register(child, cancel_delete=True, operation="add", prop=self.prop)
        for child in cores_of(history.deleted):
            if not self.cascade_orphan or self.has_parent(child):
                unit.register(child, operation="delete", prop=self.prop)
            else:
                await self._delete_with_cascade_steps(unit, child)
        if keys_changed:
            for child in cores_of(history.unchanged):
                unit.register(child, listonly=self.passive_updates, operation="pk change", prop=self.prop)

    async def _explore_delete_steps(self, unit: UnitOfWork, core: Any, history: History) -> None:
        nulls_keys = not self.cascade_delete and self.passive_deletes != "all"
        if self.cascade_delete:
            for child in cores_of(history.added):
                if child.key is None:  # came after the delete was marked: it is never written
                    unit.register(child, is_delete=True)
        for child in cores_of(history.deleted):
            if not self.has_parent(child):
                if self.cascade_orphan:
                    unit.register(child, is_delete=True)
                else:
                    unit.register(child)
        if nulls_keys:
            for child in cores_of(history.unchanged):
                unit.register(child, operation="delete", prop=self.prop)

    def _edges(
        self, save_parent: Node, delete_parent: Node, save_child: Node, delete_child: Node, after: Node, before: Node
    ) -> Iterator[Edge]:
        if self.post_update:
            post, pre = (POST_UPDATE, *save_child[1:]), (PRE_UPDATE, *delete_child[1:])
            yield save_child, after
            yield save_parent, after
            yield after, post
            yield before, pre
            yield pre, delete_parent
            yield pre, delete_child
            return
        yield save_parent, after
        yield after, save_child
        yield after, delete_child
        yield save_child, delete_parent
        yield delete_child, delete_parent
        yield before, save_child
        yield before, delete_child

    def _awaits_former(self, unit: UnitOfWork, child: Any) -> bool:
        return unit.is_deleted(child) or not self.has_parent(child)  # else another parent has it now

    async def save_steps(self, unit: UnitOfWork, cores: Sequence[Any]) -> None:
        for core in cores:
            history = await unit.history_steps(core, self.prop, self.save_passive)
            if not history.empty():
                await unit.ready_steps(core, self.sources)
            for child in cores_of(history.added):
                self._synchronize(unit, core, child, clear=False)
                if self.post_update:
                    self._post_update(unit, child, [core])
            for child in cores_of(history.deleted):
                if not self.cascade_orphan and not self.has_parent(child):
                    self._synchronize(unit, core, child, clear=True)
            if self._keys_changed(core):
                for child in cores_of(history.unchanged):
                    self._synchronize(unit, core, child, clear=False, cascaded=True)

    async def delete_steps(self, unit: UnitOfWork, cores: Sequence[Any]) -> None:
        if not self.post_update and self.passive_deletes == "all":
            return
        adopted: set[Any] = set()
        for core in cores:
            history = await unit.history_steps(core, self.prop, self.delete_passive)
            adopted.update(cores_of(history.added))
            for child in cores_of(history.deleted):
                if not self.has_parent(child):
                    self._let_go(unit, core, child)
            if self.post_update or not self.cascade_delete:
                for child in cores_of(history.unchanged):
                    if child not in adopted:
                        self._let_go(unit, core, child)

    def _let_go(self, unit: UnitOfWork, core: Any, child: Any) -> None:
        self._synchronize(unit, core, child, clear=True)
        if self.post_update:
            self._post_update(unit, child, [core])

    def _synchronize(self, unit: UnitOfWork, parent: Any, child: Any, *, clear: bool, cascaded: bool = False) -> None:
        if not self.post_update and unit.is_deleted(child):
            return
        if not unit.holds(child):
            return
        if not clear:
            self.check_type(child)
        unit.note_foreign_keys(child, self.foreign_keys)
        if clear:
            sync.clear(child, self.mapper, self.pairs)
        else:
            flags = unit.pk_cascaded if cascaded and self.passive_updates else None
            sync.populate(parent, self.parent, child, self.mapper, self.pairs, flags)


class ManyToOne(Dependency):
    """The parent of the relationship holds the foreign key, and gets it from the object it refers to."""

    async def _explore_save_steps(self, unit: UnitOfWork, core: Any, history: History) -> None:
        if not self.cascade_orphan:
            return
        for child in cores_of(history.deleted):
            if not self.has_parent(child):
                await self._delete_with_cascade_steps(unit, child)

    async def _explore_delete_steps(self, unit: UnitOfWork, core: Any, history: History) -> None:
        if not (self.cascade_delete or self.cascade_orphan):
            return
        found = history.sum() if self.cascade_orphan else history.non_deleted()
        for child in cores_of(found):
            await self._delete_with_cascade_steps(unit, child)

    def _edges(
        self, save_parent: Node, delete_parent: Node, save_child: Node, delete_child: Node, after: Node, before: Node
    ) -> Iterator[Edge]:
        if self.post_update:
            post, pre = (POST_UPDATE, *save_parent[1:]), (PRE_UPDATE, *delete_parent[1:])
            yield save_child, after
            yield save_parent, after
            yield after, post
            yield after, (PRE_UPDATE, *delete_child[1:])
            yield post, delete_child  # nobody refers to it any more
            yield before, pre
            yield pre, delete_child
            yield pre, delete_parent
            return
        yield save_child, after
        yield after, save_parent
        yield save_parent, delete_child
        yield delete_parent, delete_child

    async def explore_steps(self, unit: UnitOfWork, core: Any, is_delete: bool) -> bool:
        passive = PASSIVE_NO_INITIALIZE
        if is_delete:
            # the order of deletes depends on whom the row refers to, which its own columns tell
            cascades = self.cascade_delete or self.cascade_orphan
            passive = self.delete_passive if cascades else PASSIVE_NO_FETCH_RELATED
        history = await unit.history_steps(core, self.prop, passive)
        if is_delete:
            await self._explore_delete_steps(unit, core, history)
            if not history.empty() or not self.post_update:
                return True
            return self._refers(core)
        await self._explore_save_steps(unit, core, history)
        return not history.empty()

    def _awaits_former(self, unit: UnitOfWork, child: Any) -> bool:
        return unit.is_deleted(child)

    def _refers(self, core: Any) -> bool:
        index = core.layout.index
        for column in self.foreign_keys:
            prop = core.mapper._columntoproperty.get(column)
            if prop is not None and core.get(index[prop.key]) not in (None, NO_VALUE):
                return True
        return False

    async def save_steps(self, unit: UnitOfWork, cores: Sequence[Any]) -> None:
        for core in cores:
            history = await unit.history_steps(core, self.prop, PASSIVE_NO_INITIALIZE)
            if not history.has_changes():
                continue
            if history.added:
                for obj in history.added:
                    await self._synchronize_steps(unit, core, None if obj is None else core_of(obj), "add")
            elif history.deleted:
                await self._synchronize_steps(unit, core, None, "delete")
            if self.post_update:
                self._post_update(unit, core, history.sum())

    async def delete_steps(self, unit: UnitOfWork, cores: Sequence[Any]) -> None:
        if not self.post_update or self.cascade_orphan or self.passive_deletes == "all":
            return
        for core in cores:
            history = await unit.history_steps(core, self.prop, self.delete_passive)
            unit.note_foreign_keys(core, self.foreign_keys)
            sync.clear(core, self.parent, self.pairs)
            self._post_update(unit, core, [obj for obj in history.sum() if obj is not None])

    async def _synchronize_steps(self, unit: UnitOfWork, core: Any, child: Any, operation: str) -> None:
        if not self.post_update and unit.is_deleted(core):
            return
        if child is not None and not unit.holds(child):
            exc.warn(
                f"Object of type <{child.class_.__name__}> not in session, {operation} operation along '{self.prop}' "
                "won't proceed"
            )
            return
        unit.note_foreign_keys(core, self.foreign_keys)
        if child is None or unit.is_deleted(child):
            sync.clear(core, self.parent, self.pairs)
            return
        self.check_type(child)
        await unit.ready_steps(child, self.sources)
        sync.populate(child, self.mapper, core, self.parent, self.pairs, None)


class ManyToMany(Dependency):
    """Rows of an association table."""

    def __init__(self, prop: Any) -> None:
        super().__init__(prop)
        self.secondary = prop.secondary
        self.secondary_pairs = tuple(prop.secondary_synchronize_pairs)
        self.both = frozenset((prop, *prop._reverse_property))
        self._statements: dict[Any, Any] = {}

    async def _explore_save_steps(self, unit: UnitOfWork, core: Any, history: History) -> None:
        if not self.passive_updates and self._keys_changed(core):
            await unit.history_steps(core, self.prop, PASSIVE_OFF)
        if not self.cascade_orphan:
            return
        for child in cores_of(history.deleted):
            if not self.has_parent(child):
                await self._delete_with_cascade_steps(unit, child)

    async def _explore_delete_steps(self, unit: UnitOfWork, core: Any, history: History) -> None:
        """Children that are to be deleted too were registered when the session cascaded the delete."""

    def _edges(
        self, save_parent: Node, delete_parent: Node, save_child: Node, delete_child: Node, after: Node, before: Node
    ) -> Iterator[Edge]:
        yield save_parent, after
        yield save_child, after
        yield after, delete_child
        yield after, delete_parent
        # a row that is deleted and written anew under the same key is an update: saved before
        yield save_parent, before
        yield save_child, before
        yield before, delete_parent
        yield before, delete_child

    async def save_steps(self, unit: UnitOfWork, cores: Sequence[Any]) -> None:
        rows = _Rows()
        done = unit.association_pairs.setdefault(self.both, set())
        doing: set[tuple[Any, Any]] = set()
        for core in cores:
            changed = not self.passive_updates and self._keys_changed(core)
            history = await unit.history_steps(core, self.prop, PASSIVE_OFF if changed else PASSIVE_NO_INITIALIZE)
            for child in cores_of(history.added):
                if (core, child) not in done and await self._fill_steps(unit, core, child, "add") is not None:
                    rows.insert.append(await self._row_steps(unit, core, child))
                doing.update(((core, child), (child, core)))
            for child in cores_of(history.deleted):
                if (core, child) not in done and await self._fill_steps(unit, core, child, "delete") is not None:
                    rows.delete.append(await self._row_steps(unit, core, child))
                doing.update(((core, child), (child, core)))
            if changed:
                rows.update.extend(
                    [await self._changed_row_steps(unit, core, child) for child in cores_of(history.unchanged)]
                )
        done.update(doing)
        await self._write_steps(unit, rows)

    async def delete_steps(self, unit: UnitOfWork, cores: Sequence[Any]) -> None:
        rows = _Rows()
        done = unit.association_pairs.setdefault(self.both, set())
        doing: set[tuple[Any, Any]] = set()
        for core in cores:
            history = await unit.history_steps(core, self.prop, self.delete_passive)
            for child in cores_of(history.non_added()):
                if (core, child) not in done and not child.is_deleted_state:  # its rows went with it
                    rows.delete.append(await self._row_steps(unit, core, child))
                doing.update(((core, child), (child, core)))
        done.update(doing)
        await self._write_steps(unit, rows)

    async def _fill_steps(self, unit: UnitOfWork, core: Any, child: Any, operation: str) -> Any:
        """Return the child when a row about it may be written; warn when it is not in the session."""
        if unit.holds(child):
            if operation == "add":
                self.check_type(child)
            return None if operation == "add" and unit.is_deleted(child) else child
        if not child.is_deleted_state:
            exc.warn(
                f"Object of type <{child.class_.__name__}> not in session, {operation} operation along '{self.prop}' "
                "won't proceed"
            )
        return None

    async def _row_steps(self, unit: UnitOfWork, core: Any, child: Any) -> dict[str, Any]:
        await unit.ready_steps(core, self.sources)
        await unit.ready_steps(child, [near for near, _ in self.secondary_pairs])
        row: dict[str, Any] = {}
        # what is to be deleted keeps the key that its row has
        sync.populate_row(core, self.parent, row, self.pairs, committed=unit.is_deleted(core))
        sync.populate_row(child, self.mapper, row, self.secondary_pairs, committed=unit.is_deleted(child))
        return row

    async def _changed_row_steps(self, unit: UnitOfWork, core: Any, child: Any) -> dict[str, Any]:
        row: dict[str, Any] = {}
        sync.update_row(core, self.parent, row, "old_", self.pairs)
        sync.update_row(child, self.mapper, row, "old_", self.secondary_pairs)
        return row

    # -- statements

    async def _write_steps(self, unit: UnitOfWork, rows: _Rows) -> None:
        if not (rows.insert or rows.update or rows.delete):
            return
        connection = await unit.connection_steps(self.parent)
        if rows.delete:
            statement = self._delete_statement(rows.delete[0])
            await self._checked_steps(
                connection, "DELETE", statement, rows.delete, "delete %d row(s); Only %d were matched."
            )
        if rows.update:
            statement = self._update_statement(rows.update[0])
            await self._checked_steps(
                connection, "UPDATE", statement, rows.update, "update %d row(s); Only %d were matched."
            )
        if rows.insert:
            statement = self._statements.get("insert")
            if statement is None:
                statement = self._statements["insert"] = self.secondary.insert()
            await connection._execute_steps(statement, rows.insert)

    def _delete_statement(self, row: dict[str, Any]) -> Any:
        keys = ("delete", *row)
        if keys not in self._statements:
            self._statements[keys] = self.secondary.delete().where(
                and_(
                    *(
                        column == bindparam(column.key, type_=column.type)
                        for column in self.secondary.c
                        if column.key in row
                    )
                )
            )
        return self._statements[keys]

    def _update_statement(self, row: dict[str, Any]) -> Any:
        keys = ("update", *row)
        if keys not in self._statements:
            self._statements[keys] = self.secondary.update().where(
                and_(
                    *(
                        column == bindparam("old_" + column.key, type_=column.type)
                        for column in self.secondary.c
                        if "old_" + column.key in row
                    )
                )
            )
        return self._statements[keys]

    async def _checked_steps(
        self, connection: Any, verb: str, statement: Any, rows: list[Any], expectation: str
    ) -> None:
        result = await connection._execute_steps(statement, rows)
        dialect = connection.dialect
        counts = dialect.supports_sane_rowcount if len(rows) == 1 else dialect.supports_sane_multi_rowcount
        if counts and result.rowcount != len(rows):
            raise exc.StaleDataError(
                f"{verb} statement on table '{self.secondary.description}' expected to "
                + expectation % (len(rows), result.rowcount)
            )


class _Rows:
    """Rows of an association table to write."""

    __slots__ = ("delete", "insert", "update")

    def __init__(self) -> None:
        self.insert: list[dict[str, Any]] = []
        self.update: list[dict[str, Any]] = []
        self.delete: list[dict[str, Any]] = []


_DIRECTIONS: dict[Any, type[Dependency]] = {ONETOMANY: OneToMany, MANYTOONE: ManyToOne, MANYTOMANY: ManyToMany}


def dependency_of(prop: Any) -> Dependency:
    """Return the dependency of a relationship, made once."""
    found: Dependency | None = prop.__dict__.get("_flush_dependency")
    if found is None:
        found = prop.__dict__["_flush_dependency"] = _DIRECTIONS[prop.direction](prop)
    return found
