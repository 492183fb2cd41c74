"""Relationships that are never loaded whole: `lazy="write_only"`, and the ground for `lazy="dynamic"`.

The attribute keeps no collection; it gives a handle, `WriteOnlyCollection`, that builds statements for the members and
queues additions and removals for the next flush.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, TypeVar

from ... import exc
from ...kernel.instance import core_of
from ...kernel.status import NO_VALUE
from ...sql.expression import BindParameter, delete, insert, select, update
from ..mapping.relationship_comparator import optimized_compare
from ..state.adapter import like_to_iterable
from ..state.collection_impl import CollectionAttribute, PendingChanges
from ..state.flags import INIT_OK, PASSIVE_OFF, AttributeEventToken, PassiveFlag
from ..state.history import History
from ..state.symbols import NO_KEY

_T = TypeVar("_T")


class QueuedChanges(PendingChanges):
    """What was added and removed since the last flush; `known`: the members, where something had to load them."""

    __slots__ = ("known",)

    def __init__(self) -> None:
        super().__init__()
        self.known: list[Any] | None = None

    def history(self, read: list[Any] | None = None) -> History:
        """Return the changes as a history.

        read: the members in the database; without them unchanged ones are those that a flush happens to know.
        """
        known = self.known if read is None else read
        if known is None:
            return History(self.added_items, [], self.deleted_items)
        touched = {*self.added, *self.removed}
        before = {id(member) for member in known}
        return History(
            self.added_items,
            [member for member in known if id(member) not in touched],
            [member for member in self.deleted_items if id(member) in before],
        )


class WriteOnlyAttribute(CollectionAttribute):
    """The implementation of a write-only relationship.

    Its slot stays empty: reading the attribute makes a handle each time, so that a handle keeps its object alive.
    """

    dynamic = True
    loads_whole = False

    def __init__(self, prop: Any, attribute: Any, manager: Any, options: dict[str, Any]) -> None:
        super().__init__(attribute, manager, collection_factory=list, **options)
        self.prop = prop

    # -- reading

    def get(self, core: Any, passive: PassiveFlag = PASSIVE_OFF) -> Any:
        """Return a handle; where nothing may be fetched, what was added so far."""
        if not passive & PassiveFlag.SQL_OK:
            return self._changes(core).added_items
        return self.handle(core)

    def handle(self, core: Any) -> Any:
        """Return what the user works with."""
        return WriteOnlyCollection(self, core)

    def _changes(self, core: Any) -> QueuedChanges:
        found = core._pending_changes(self.key)
        return QueuedChanges() if found is None else found

    def _changing(self, core: Any) -> QueuedChanges:
        if core._pendings is None:
            core._pendings = {}
        found = core._pendings.get(self.key)
        if found is None:
            found = core._pendings[self.key] = QueuedChanges()
        core.remember(self.slot(core), NO_VALUE)
        core.mark_modified()
        return found  # type: ignore[no-any-return]  # cores are Any here

    def get_history(self, core: Any, passive: PassiveFlag = PASSIVE_OFF) -> History:
        known = self._known(core) if passive & PassiveFlag.SQL_OK and passive & INIT_OK else None
        return self._changes(core).history(known)

    def _known(self, core: Any) -> list[Any] | None:
        """Read the members that a change is compared with. Raises InvalidRequestError: this kind never reads them."""
        if core.key is not None:
            raise self._no_iteration()
        return None

    def note_loaded(self, core: Any, values: Iterable[Any]) -> None:
        """Keep members that a flush has loaded, without making that a change."""
        if not self.loads_whole:
            raise self._cannot_load()
        if core._pendings is None:
            core._pendings = {}
        core._pendings.setdefault(self.key, QueuedChanges()).known = list(values)

    def check_loadable(self) -> None:
        """Raise InvalidRequestError if an operation may not read all members."""
        if not self.loads_whole:
            raise self._cannot_load()

    def _cannot_load(self) -> exc.InvalidRequestError:
        return exc.InvalidRequestError(
            f"Attribute {self.prop} can't load the existing state from the database for this operation; full iteration "
            "is not permitted.  If this is a delete operation, configure passive_deletes=True on the write-only "
            "relationship() in order to resolve this error."
        )

    def _no_iteration(self) -> exc.InvalidRequestError:
        return exc.InvalidRequestError(
            f'Collection "{self.prop}" does not support implicit iteration; collection replacement operations can\'t '
            "be used"
        )

    def get_all_pending(self, core: Any, passive: PassiveFlag = PASSIVE_OFF) -> list[tuple[Any, Any]]:
        changes = self._changes(core)
        members = (*changes.added_items, *(changes.known or ()), *changes.deleted_items)
        return [(core_of(member), member) for member in members]

    # -- changing

    def fire_append_event(self, core: Any, value: Any, initiator: Any, key: Any = NO_KEY) -> Any:
        for listener in self.dispatch.append:
            value = listener(core, value, initiator or self._append_token, key=key)
        self._changing(core).append(value)
        if self.trackparent and value is not None:
            self.sethasparent(core_of(value), core, True)
        return value

    def fire_remove_event(self, core: Any, value: Any, initiator: Any, key: Any = NO_KEY) -> None:
        if self.trackparent and value is not None:
            self.sethasparent(core_of(value), core, False)
        self._changing(core).remove(value)
        for listener in self.dispatch.remove:
            listener(core, value, initiator or self._remove_token, key=key)

    def append(
        self, core: Any, value: Any, initiator: AttributeEventToken | None, passive: PassiveFlag = PASSIVE_OFF
    ) -> None:
        if initiator is not self._append_token:
            self.fire_append_event(core, value, initiator)

    def remove(
        self, core: Any, value: Any, initiator: AttributeEventToken | None, passive: PassiveFlag = PASSIVE_OFF
    ) -> None:
        if initiator is not self._remove_token:
            self.fire_remove_event(core, value, initiator)

    def pop(
        self, core: Any, value: Any, initiator: AttributeEventToken | None, passive: PassiveFlag = PASSIVE_OFF
    ) -> None:
        self.remove(core, value, initiator, passive)

    def set(
        self,
        core: Any,
        value: Any,
        initiator: AttributeEventToken | None = None,
        passive: PassiveFlag = PASSIVE_OFF,
        check_old: Any = None,
        pop: bool = False,
        _adapt: bool = True,
    ) -> None:
        """Replace the members: allowed as long as there are none in the database, or where they may be read."""
        if initiator is not None and initiator.parent_token is self.parent_token:
            return
        values = list(like_to_iterable([], value)) if _adapt else list(value)
        known = self._known(core) or ()
        token = self._bulk_token
        if self.dispatch.bulk_replace:
            self.dispatch.bulk_replace(core, values, token, keys=None)
        changes = self._changing(core)
        present = {id(m): m for m in (*known, *changes.added_items)}
        for gone in changes.deleted_items:
            present.pop(id(gone), None)
        wanted = {id(member): member for member in values}
        for number, member in wanted.items():
            if number not in present:
                self.fire_append_event(core, member, token)
        for number, member in present.items():
            if number not in wanted:
                self.fire_remove_event(core, member, token)

    def delete(self, core: Any) -> None:
        raise exc.InvalidRequestError(f"{self.prop} can't be deleted: remove members through its handle")

    def set_committed_value(self, core: Any, value: Any) -> Any:
        raise NotImplementedError("Dynamic attributes don't support collection population.")


class CollectionHandle:
    """What handles share: the object, the attribute, and queueing of changes."""

    instance: Any
    attr: WriteOnlyAttribute

    def _add_all(self, items: Iterable[Any]) -> None:
        core = core_of(self.instance)
        for item in items:
            self.attr.append(core, item, None)

    def _remove(self, item: Any) -> None:
        self.attr.remove(core_of(self.instance), item, None)

    def _criterion(self) -> Any:
        prop = self.attr.prop
        target = prop.entity
        adapt = target._adapter if target.is_aliased_class else None
        return optimized_compare(prop, self.instance, value_is_parent=True, adapt_source=adapt, alias_secondary=False)


class WriteOnlyCollection(CollectionHandle, Generic[_T]):
    """The handle of a write-only relationship: builds statements for the members, queues changes.

    It can't be iterated; execute `select()` with the session to read members.
    """

    __slots__ = ("instance", "attr")

    def __init__(self, attr: WriteOnlyAttribute, core: Any) -> None:
        self.instance = core.obj()
        self.attr = attr

    def __iter__(self) -> Iterator[_T]:
        raise TypeError(
            "WriteOnly collections don't support iteration in-place; to query for collection items, use the select() "
            "method to produce a SQL statement and execute it with session.scalars()."
        )

    def select(self) -> Any:
        """Return a SELECT of the members, in the relationship's order; refine and execute it like any other."""
        prop = self.attr.prop
        statement: Any = select(prop.entity.entity).where(self._criterion())
        if prop.secondary is not None:
            statement = statement.select_from(prop.entity, prop.secondary)
        if prop.order_by:
            statement = statement.order_by(*prop.order_by)
        return statement

    def insert(self) -> Any:
        """Return an INSERT of new members, for one-to-many: their reference to this object is filled in.

        Raises InvalidRequestError for a relationship through an association table.
        """
        prop = self.attr.prop
        if prop.secondary is not None or not prop.synchronize_pairs:
            raise exc.InvalidRequestError(
                "Write only INSERT only supports one-to-many relationships: insert related objects first, then use "
                "add_all()."
            )
        values = {far.key: BindParameter(None, None, callable_=self._reader(near), type_=near.type, unique=True)
                  for near, far in prop.synchronize_pairs}  # fmt: skip
        return insert(prop.mapper.class_).values(values)

    def update(self) -> Any:
        """Return an UPDATE of the members."""
        return update(self.attr.prop.mapper.class_).where(self._members())

    def delete(self) -> Any:
        """Return a DELETE of the members."""
        return delete(self.attr.prop.mapper.class_).where(self._members())

    def _members(self) -> Any:
        """Return the criterion for a statement on the members' table alone."""
        prop = self.attr.prop
        if prop.secondary is None:
            return self._criterion()
        key = list(prop.mapper.primary_key)
        if len(key) != 1:
            raise exc.InvalidRequestError(f"{prop}: members with a composite primary key can't be chosen by a subquery")
        return key[0].in_(select(*key).select_from(prop.mapper, prop.secondary).where(self._criterion()))

    def _reader(self, column: Any) -> Callable[[], Any]:
        """Return a function that reads the value of a column when the statement is executed, after autoflush."""
        instance = self.instance
        key = core_of(instance).mapper._columntoproperty[column].key
        return lambda: getattr(instance, key)

    def add(self, item: _T) -> None:
        """Add a member; it is written by the next flush."""
        self._add_all((item,))

    def add_all(self, iterator: Iterable[_T]) -> None:
        """Add several members."""
        self._add_all(iterator)

    def remove(self, item: _T) -> None:
        """Take a member out; written by the next flush."""
        self._remove(item)
