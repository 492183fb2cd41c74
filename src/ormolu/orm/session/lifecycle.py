"""The life of an object in a session: transient, pending, persistent, deleted, detached.

Theory of operation: every transition, and the event that tells of it.

    from         by                                to           event
    transient    add, cascade                      pending      transient_to_pending
    pending      flush                             persistent   pending_to_persistent
    pending      expunge, rollback                 transient    pending_to_transient
    -            load                              persistent   loaded_as_persistent
    persistent   flush of a delete                 deleted      persistent_to_deleted
    persistent   rollback of its INSERT            transient    persistent_to_transient
    persistent   expunge, close                    detached     persistent_to_detached
    deleted      commit, expunge                   detached     deleted_to_detached
    deleted      rollback of its DELETE            persistent   deleted_to_persistent
    detached     add                               persistent   detached_to_persistent

The session holds pending, modified and to-be-deleted objects strongly (`_new`, `_modified`, `_deleted`, by `id`: a
mapped class may be unhashable), all other persistent ones weakly through the identity map.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ... import exc
from ...event import fired_hook
from ..state import PASSIVE_NO_INITIALIZE, IdentityMap, LoaderCallableStatus, Owner, core_of, describe
from .transaction import Ledger, SessionTransaction


class Lifecycle:
    """The part of a Session that moves objects between their states."""

    dispatch: Any
    _autobegin: Any
    identity_map: IdentityMap
    hash_key: int
    _owner: Owner
    _new: dict[int, Any]
    _modified: dict[int, Any]
    _deleted: dict[int, Any]
    _transaction: SessionTransaction | None
    _nested_transaction: SessionTransaction | None
    _flushing: bool
    _in_flush_event: str | None

    # -- attaching ---------------------------------------------------------------------------------

    def _attach(self, core: Any, obj: object) -> bool:
        """Make `core` ours; True when it was not. Refuses an object of another session."""
        owner = core.owner
        if owner is self._owner:
            return False
        if owner is not None and (other := owner.session) is not None and other is not self:
            raise exc.InvalidRequestError(
                f"Object '{describe(core)}' is already attached to session '{other.hash_key}' "
                f"(this is '{self.hash_key}')"
            )
        self._fire("before_attach", obj)
        core.owner = self._owner
        return True

    def _save_or_update(self, core: Any) -> None:
        """`add` without its cascades."""
        if core.key is None:
            self._save(core)
        else:
            self._update(core)

    def _save(self, core: Any) -> None:
        if id(core) in self._new:
            return
        self._begin_with_change()
        obj = core.obj()
        attached = self._attach(core, obj)
        _forget_removals(core)
        core.strong = obj
        core.insert_order = len(self._new)
        self._new[id(core)] = core
        if attached:
            self._fire("after_attach", obj)
            self._fire("transient_to_pending", obj)

    def _update(self, core: Any) -> None:
        self._begin_with_change()
        obj = core.obj()
        if core.is_deleted_state:
            if core.owner is self._owner:
                raise exc.InvalidRequestError(
                    f"Instance '{describe(core)}' has been deleted.  Use the make_transient() function to send this "
                    "object back to the transient state."
                )
            raise exc.InvalidRequestError(
                f"Instance '{describe(core)}' has been deleted.  Use the make_transient() function to send this "
                "object back to the transient state."
            )
        if id(core) in self._deleted:
            del self._deleted[id(core)]
            return
        known = self.identity_map.core_at(core.key)
        if known is not None and known is not core:
            raise exc.InvalidRequestError(
                f"Can't attach instance {describe(core)}; another instance with key {core.key} is already present in "
                "this session."
            )
        attached = self._attach(core, obj)
        if known is None:
            self.identity_map.add(core)
        if attached:
            self._fire("after_attach", obj)
            self._fire("detached_to_persistent", obj)
            if core.is_modified:
                self._note_modified(core)

    def _begin_with_change(self) -> None:
        """A change of an object belongs to a transaction: one is begun when there is none."""
        if self._transaction is None:
            self._autobegin()

    def _note_modified(self, core: Any) -> None:
        """Called when a persistent object is first changed: it is held strongly until the next flush or expiry."""
        if core.is_deleted_state:
            return  # a mirrored change reaches what an earlier flush has deleted
        self._begin_with_change()
        self._modified[id(core)] = core
        core.strong = core.obj()

    # -- flush reports ---------------------------------------------------------------------------------

    def _register_persistent(self, cores: Sequence[Any]) -> None:
        """A flush has written these: pending ones become persistent, switched keys are followed."""
        became: list[Any] = []
        transaction = self._transaction
        assert transaction is not None
        ledger = transaction.ledger
        new, modified, identity_map = self._new, self._modified, self.identity_map
        in_savepoint = self._nested_transaction is not None
        ledger.note_dirty(core for core in cores if core.key is not None and (in_savepoint or core._parents))
        for core in cores:
            key = core.mapper._identity_key_of(core)
            if None in key[1] and (not core.mapper.allow_partial_pks or all(part is None for part in key[1])):
                raise exc.FlushError(
                    f"Instance {describe(core)} has a NULL identity key.  If this is an auto-generated value, check "
                    "that the database table allows generation of new primary key values, and that the mapped Column "
                    "object is configured to expect these generated values.  Ensure also that this flush() is not "
                    "occurring at an inappropriate time, such as within a load() event."
                )
            if core.key is None:
                core.key = key
            elif core.key == key and identity_map.holds(core):
                modified.pop(id(core), None)
                core.strong = None
                continue
            elif core.key != key:
                identity_map.discard(core)
                first = ledger.key_switches.get(id(core), (core, core.key, None))[1]
                ledger.key_switches[id(core)] = (core, first, key)
                core.key = key
            replaced = identity_map.replace(core)
            if replaced is not None and not replaced.is_deleted_state and replaced is not core:
                if id(replaced) not in self._deleted and core.mapper._identity_key_of(replaced) == key:
                    exc.warn(
                        f"Identity map already had an identity for {core.key}, replacing it with newly flushed object."
                        "   Are there load operations occurring inside of an event handler within the flush?"
                    )
                replaced.owner = None
            if new.pop(id(core), None) is not None:
                became.append(core)
            modified.pop(id(core), None)
            core.strong = None
        ledger.note_new(became)
        if hook := fired_hook(self, "pending_to_persistent"):
            for core in became:
                hook(self, core.obj())

    def _remove_newly_deleted(self, cores: Iterable[Any]) -> None:
        """A flush or bulk statement has deleted these rows: persistent objects become deleted."""
        transaction = self._transaction
        tell = fired_hook(self, "persistent_to_deleted") is not None
        for core in cores:
            obj = core.obj() if tell else None
            if transaction is not None:
                transaction.ledger.deleted[id(core)] = core
                core.strong = core.obj()
            self.identity_map.discard(core)
            self._deleted.pop(id(core), None)
            self._modified.pop(id(core), None)
            core.is_deleted_state = True
            if tell:
                self._fire("persistent_to_deleted", obj)

    # -- leaving ---------------------------------------------------------------------------------

    def _expunge_cores(self, cores: list[Any], *, to_transient: bool = False) -> None:
        for core in cores:
            obj = core.obj()
            if self._new.pop(id(core), None) is not None:
                self._let_go(core)
                self._tell("pending_to_transient", obj)
            elif self.identity_map.holds(core):
                self.identity_map.discard(core)
                self._deleted.pop(id(core), None)
                self._modified.pop(id(core), None)
                if self._transaction is not None:
                    self._transaction.ledger.forget(core)
                self._let_go(core)
                if to_transient:
                    core.forget_key()
                    self._tell("persistent_to_transient", obj)
                else:
                    self._tell("persistent_to_detached", obj)
            elif self._transaction is not None:
                was_deleted = self._transaction.ledger.deleted.pop(id(core), None) is not None
                self._let_go(core)
                if was_deleted:
                    self._tell("deleted_to_detached", obj)

    def _let_go(self, core: Any) -> None:
        core.detach()
        core.strong = None

    def _tell(self, event: str, obj: object) -> None:
        if obj is not None:
            self._fire(event, obj)

    def _fire(self, name: str, *args: Any) -> None:
        """Tell the listeners of this session, if there are any."""
        if (hook := fired_hook(self, name)) is not None:
            hook(self, *args)

    def _detach_deleted(self, cores: list[Any]) -> None:
        """After COMMIT: rows that were deleted are gone for good."""
        for core in cores:
            obj = core.obj()
            self._let_go(core)
            self._tell("deleted_to_detached", obj)

    def _detach_everything(self) -> None:
        """`close` and `expunge_all`: the identity map becomes empty; O(changed objects), not O(loaded ones)."""
        pending = list(self._new.values())
        deleted: list[Any] = []
        transaction = self._transaction
        while transaction is not None:
            deleted.extend(transaction.ledger.deleted.values())
            transaction = transaction._parent
        persistent = list(self.identity_map.cores()) if fired_hook(self, "persistent_to_detached") else []
        touched = list(self._modified.values()) + list(self._deleted.values())
        self._forget_everything()
        for core in touched:
            core.strong = None
        for core in pending:
            self._let_go(core)
            self._tell("pending_to_transient", core.obj())
        for core in persistent:
            self._tell("persistent_to_detached", core.obj())
        for core in deleted:
            obj = core.obj()
            self._let_go(core)
            self._tell("deleted_to_detached", obj)

    def _forget_everything(self) -> None:
        self._owner.close()
        self._owner = Owner(self)
        self.identity_map = IdentityMap(self._owner)
        self._new, self._modified, self._deleted = {}, {}, {}

    # -- expiry and restoration ---------------------------------------------------------------------------------

    def _expire_everything(self) -> None:
        """All persistent objects give up their values; O(1) for those that were not touched."""
        modified = list(self._modified.values())
        self._modified.clear()
        for core in modified:
            core.expire()
            core.strong = None
        self._owner.expire_all()
        if self.dispatch_instances_expire():
            state: Any
            for state in self.identity_map.cores():
                state.fire_expire(None)

    def dispatch_instances_expire(self) -> bool:
        """Whether any mapped class listens to `expire`."""
        return self.identity_map.any_listens_to_expire()

    def _restore(self, ledger: Ledger, *, only_dirty: bool) -> None:
        """Play a ledger back after ROLLBACK; `only_dirty` for a savepoint: the rest is as it was before."""
        made = list(ledger.live_new())
        for core in self._modified.values():
            _take_back_removals(core)
        self._expunge_cores([core for core in self._new.values()], to_transient=True)
        self._expunge_cores(made, to_transient=True)
        for core, first, _latest in ledger.key_switches.values():
            if core.key != first:
                self.identity_map.discard(core)
                core.key = first
                if not ledger.has_new(core):
                    self.identity_map.replace(core)
        for core in list(ledger.deleted.values()) + list(self._deleted.values()):
            self._revive(core)
        self._deleted.clear()
        changed = [*self._modified.values(), *ledger.live_dirty()]
        for core in changed:
            core._parents = None  # the parent on record may be gone; what the database has, has its parent
        if only_dirty:
            for core in changed:
                core.expire()
                core.reset()
                core.strong = None
            self._modified.clear()
        else:
            self._expire_everything()

    def _revive(self, core: Any) -> None:
        """A rolled back DELETE: the object is persistent again."""
        was_deleted = core.is_deleted_state
        core.is_deleted_state = False
        obj = core.obj()
        if core.key is None or core.owner is not self._owner or obj is None:
            return
        core.strong = None
        self.identity_map.replace(core)
        core.expire()
        _forget_removals(core)
        if was_deleted:
            self._tell("deleted_to_persistent", obj)

    # -- iteration ---------------------------------------------------------------------------------

    def _dirty_cores(self) -> list[Any]:
        deleted = self._deleted
        return [core for core in self._modified.values() if id(core) not in deleted]

    def _is_clean(self) -> bool:
        return not (self._new or self._deleted or self._modified)

    def _contains(self, core: Any) -> bool:
        return id(core) in self._new or self.identity_map.holds(core)


def _take_back_removals(parent: Any) -> None:
    """What a rollback finds removed from a parent, but not flushed, was never an orphan."""
    for prop in parent.mapper._cascading("delete-orphan"):
        impl = parent.manager[prop.key].impl
        for child in impl.get_history(parent, PASSIVE_NO_INITIALIZE).deleted or ():
            if child is not None and not isinstance(child, LoaderCallableStatus):
                _forget_removals(core_of(child))


def _forget_removals(core: Any) -> None:
    """An object that is added after it was taken from a parent, or whose removal was rolled back, is meant to stay."""
    if not core._parents:
        return
    for token in [token for token, parent in core._parents.items() if parent is False]:
        del core._parents[token]
