"""The implementation of collection attributes: one-to-many and many-to-many in memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ormolu.kernel.instance import Core, core_of
from ormolu.kernel.status import NO_VALUE, PASSIVE_NO_RESULT
from ormolu.orm.state.adapter import CollectionAdapter, like_to_iterable
from ormolu.orm.state.collections import bulk_replace
from ormolu.orm.state.flags import (
    INCLUDE_PENDING_MUTATIONS,
    OP_BULK_REPLACE,
    PASSIVE_NO_FETCH,
    PASSIVE_OFF,
    PASSIVE_ONLY_PERSISTENT,
    AttributeEventToken,
    PassiveFlag,
)
from ormolu.orm.state.history import HISTORY_BLANK, History, collection_history
from ormolu.orm.state.impl import AttributeImpl
from ormolu.orm.state.symbols import NO_KEY


class PendingChanges:
    """What was added to and removed from a collection that is not loaded."""

    __slots__ = ("added", "removed")

    def __init__(self) -> None:
        self.added: dict[int, Any] = {}
        self.removed: dict[int, Any] = {}

    def append(self, value: Any) -> None:
        """Queue an addition."""
        if self.removed.pop(id(value), None) is None:
            self.added[id(value)] = value

    def remove(self, value: Any) -> None:
        """Queue a removal."""
        if self.added.pop(id(value), None) is None:
            self.removed[id(value)] = value

    @property
    def added_items(self) -> list[Any]:
        """Queued additions, in order."""
        return list(self.added.values())

    @property
    def deleted_items(self) -> list[Any]:
        """Queued removals, in order."""
        return list(self.removed.values())


class CollectionAttribute(AttributeImpl):
    """A collection of objects.

    collection_factory: makes an empty instrumented collection.
    """

    collection = True
    uses_objects = True

    def __init__(self, attribute: Any, manager: Any, *, collection_factory: Callable[[], Any], **options: Any) -> None:
        super().__init__(attribute, manager, **options)
        self.collection_factory = collection_factory
        self._bulk_token = AttributeEventToken(self, OP_BULK_REPLACE)

    # -- making collections

    def default_value(self, core: Core) -> Any:
        """An empty collection, which is stored in the object when it gets its first member."""
        empties = core._empty_collections  # type: ignore[attr-defined]  # cores are InstanceStates
        known = empties.get(self.key)
        if known is not None:
            return known
        adapter, collection = self._new_collection(core)
        adapter.empty = True
        empties[self.key] = collection
        return collection

    def _new_collection(self, core: Core) -> tuple[CollectionAdapter, Any]:
        """A collection and its adapter, which holds it weakly."""
        collection = self.collection_factory()
        adapter = CollectionAdapter(self, core, collection)
        if self.dispatch.init_collection:
            self.dispatch.init_collection(core, collection, adapter)
        return adapter, collection

    def store_empty(self, core: Core, collection: Any) -> None:
        """The stand-in gets its first member."""
        core._empty_collections.pop(self.key, None)  # type: ignore[attr-defined]  # cores are InstanceStates
        slot = self.slot(core)
        if not self.send_modified_events:
            core.put(slot, collection)
            return
        core.remember(slot, NO_VALUE if core.key is None and not self._loads(core) else self.snapshot(collection))
        core.assign(slot, collection)

    def _loads(self, core: Core) -> bool:
        return self.load_callable is not None and core.key is not None

    def initialize(self, core: Core) -> tuple[CollectionAdapter, Any]:
        """Store a new empty collection as loaded; returns its adapter and itself."""
        core._empty_collections.pop(self.key, None)  # type: ignore[attr-defined]  # cores are InstanceStates
        adapter, collection = self._new_collection(core)
        core.put(self.slot(core), collection)
        return adapter, collection

    @staticmethod
    def snapshot(collection: Any) -> list[Any]:
        """The members, as a list that stays as it is."""
        return list(collection._sa_adapter)

    def _record(self, core: Core) -> None:
        """Remember the members before the first change, and mark the object as changed."""
        if not self.send_modified_events:
            return
        slot = self.slot(core)
        if not core.has_change(slot):
            collection = core.get(slot)
            core.remember(slot, NO_VALUE if collection is NO_VALUE else self.snapshot(collection))
        core.mark_modified()

    # -- events, as collections fire them

    def fire_append_event(self, core: Core, value: Any, initiator: Any, key: Any = NO_KEY) -> Any:
        """Tell listeners of an addition; returns the value to add."""
        for listener in self.dispatch.append:
            value = listener(core, value, initiator or self._append_token, key=key)
        self._record(core)
        if self.trackparent and value is not None:
            self.sethasparent(core_of(value), core, True)
        return value

    def fire_append_wo_mutation_event(self, core: Core, value: Any, initiator: Any, key: Any = NO_KEY) -> Any:
        """Tell listeners of an addition of what is there already."""
        for listener in self.dispatch.append_wo_mutation:
            listener(core, value, initiator or self._append_token, key=key)
        return value

    def fire_pre_remove_event(self, core: Core, initiator: Any, key: Any = NO_KEY) -> None:
        """Something is about to be removed: remember the members."""
        self._record(core)

    def fire_remove_event(self, core: Core, value: Any, initiator: Any, key: Any = NO_KEY) -> None:
        """Tell listeners of a removal."""
        if self.trackparent and value is not None:
            self.sethasparent(core_of(value), core, False)
        for listener in self.dispatch.remove:
            listener(core, value, initiator or self._remove_token, key=key)
        self._record(core)

    # -- changes

    def append(
        self, core: Core, value: Any, initiator: AttributeEventToken | None, passive: PassiveFlag = PASSIVE_OFF
    ) -> None:
        collection = self.get(core, passive)
        if collection is PASSIVE_NO_RESULT or collection is NO_VALUE:
            value = self.fire_append_event(core, value, initiator)
            core._pending(self.key).append(value)  # type: ignore[attr-defined]  # cores are InstanceStates
        else:
            collection._sa_adapter.append_with_event(value, initiator)

    def remove(
        self, core: Core, value: Any, initiator: AttributeEventToken | None, passive: PassiveFlag = PASSIVE_OFF
    ) -> None:
        collection = self.get(core, passive)
        if collection is PASSIVE_NO_RESULT or collection is NO_VALUE:
            self.fire_remove_event(core, value, initiator)
            core._pending(self.key).remove(value)  # type: ignore[attr-defined]  # cores are InstanceStates
        else:
            collection._sa_adapter.remove_with_event(value, initiator)

    def pop(
        self, core: Core, value: Any, initiator: AttributeEventToken | None, passive: PassiveFlag = PASSIVE_OFF
    ) -> None:
        try:
            self.remove(core, value, initiator, passive=passive)
        except (ValueError, KeyError, IndexError):
            return  # it was not a member: nothing to take out

    def set(
        self,
        core: Core,
        value: Any,
        initiator: AttributeEventToken | None = None,
        passive: PassiveFlag = PASSIVE_OFF,
        check_old: Any = None,
        pop: bool = False,
        _adapt: bool = True,
    ) -> None:
        slot = self.slot(core)
        core.settle()
        fresh, collection = self._new_collection(core)
        keys = None
        if _adapt:
            values, keys = self._members_of(fresh, value)
        else:
            values = list(value)
        token = self._bulk_token
        old = self.get(core, PASSIVE_ONLY_PERSISTENT)
        if old is PASSIVE_NO_RESULT or old is NO_VALUE:
            old = self.default_value(core)
        elif value is old:
            return
        existing: CollectionAdapter = old._sa_adapter
        if self.send_modified_events:
            core.remember(slot, NO_VALUE if existing.empty and core.key is None else self.snapshot(old))
        if self.dispatch.bulk_replace:
            self.dispatch.bulk_replace(core, values, token, keys=keys)
        core._empty_collections.pop(self.key, None)  # type: ignore[attr-defined]  # cores are InstanceStates
        if self.send_modified_events:
            core.assign(slot, collection)
        else:
            core.put(slot, collection)
        existing.empty = False
        bulk_replace(values, existing, fresh, initiator=token)
        self._dispose(core, old)

    def _members_of(self, fresh: CollectionAdapter, value: Any) -> tuple[list[Any], list[Any] | None]:
        """The members in a value that the user assigned, and their keys if it is a dict."""
        if fresh._converter is not None:
            return list(fresh._converter(value)), None
        values = list(like_to_iterable(fresh.data, value))
        keys = list(value) if hasattr(value, "keys") and hasattr(value, "values") else None
        return values, keys

    def _dispose(self, core: Core, collection: Any) -> None:
        adapter = collection._sa_adapter
        collection._sa_adapter = None
        adapter.invalidated = True
        if self.dispatch.dispose_collection:
            self.dispatch.dispose_collection(core, collection, adapter)

    def delete(self, core: Core) -> None:
        slot = self.slot(core)
        collection = core.get(slot)
        if collection is NO_VALUE:
            return
        self._record(core)
        collection._sa_adapter.clear_with_event()
        core.remove(slot)

    def set_committed_value(self, core: Core, value: Any) -> Any:
        slot = self.slot(core)
        record = core._committed
        was_changed = core.has_change(slot)
        adapter, collection = self._fresh_for_load(core)
        if value is not None and value is not NO_VALUE:
            adapter.append_multiple_without_event(value.values() if isinstance(value, dict) else value)
        pending = core._take_pending(self.key)  # type: ignore[attr-defined]  # cores are InstanceStates
        core.put(slot, collection)
        if pending is None:
            return collection
        if was_changed or record is not None or pending.added or pending.removed:
            core.remember(slot, self.snapshot(collection))
        for member in pending.added_items:
            if not any(member is each for each in adapter):
                adapter.append_without_event(member)
        for member in pending.deleted_items:
            if any(member is each for each in adapter):
                adapter.remove_without_event(member)
        core.mark_modified()
        return collection

    def _fresh_for_load(self, core: Core) -> tuple[CollectionAdapter, Any]:
        """An empty collection to be filled by a load; a stand-in that the user may hold already is used up first."""
        known = core._empty_collections.pop(self.key, None)  # type: ignore[attr-defined]  # cores are InstanceStates
        if known is not None:
            adapter = known._sa_adapter
            adapter.empty = False
            return adapter, known
        return self._new_collection(core)

    # -- history

    def get_history(self, core: Core, passive: PassiveFlag = PASSIVE_OFF) -> History:
        slot = self.slot(core)
        current = self.get(core, passive)
        if current is PASSIVE_NO_RESULT:
            pending = core._pending_changes(self.key)  # type: ignore[attr-defined]  # cores are InstanceStates
            if pending is not None and passive & INCLUDE_PENDING_MUTATIONS:
                return History(pending.added_items, (), pending.deleted_items)
            return HISTORY_BLANK
        return collection_history(core, slot, None if current is NO_VALUE else current._sa_adapter)

    def get_all_pending(self, core: Core, passive: PassiveFlag = PASSIVE_OFF) -> list[tuple[Core | None, Any]]:
        slot = self.slot(core)
        members: dict[int, Any] = {}
        collection = core.get(slot)
        if collection is NO_VALUE and passive != PASSIVE_NO_FETCH and passive & 1:
            collection = self.get(core, passive)
        if collection is not NO_VALUE and collection is not PASSIVE_NO_RESULT:
            members.update((id(member), member) for member in collection._sa_adapter)
        if core.has_change(slot):
            original = core.committed(slot)
            if isinstance(original, list):
                members.update((id(member), member) for member in original)
        pending = core._pending_changes(self.key)  # type: ignore[attr-defined]  # cores are InstanceStates
        if pending is not None:
            members.update(pending.added)
        return [(None if member is None else core_of(member), member) for member in members.values()]
