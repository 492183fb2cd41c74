"""What an attribute does beyond storing a value: loading, events, backrefs, parents, history.

The kernel's descriptor (`kernel.attribute.Attribute`) serves plain reads and writes itself and hands everything else to
the `impl` of the attribute: `ScalarAttribute` for columns and other plain values, `ObjectAttribute` for a reference to
one object; collections are in `collection_impl.py`. All of them speak to the object through its core.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ormolu import exc
from ormolu.event import dispatcher
from ormolu.kernel.instance import Core, core_of
from ormolu.kernel.status import ATTR_EMPTY, ATTR_WAS_SET, NO_VALUE, PASSIVE_NO_RESULT
from ormolu.orm.state.describe import describe, state_str
from ormolu.orm.state.events import AttributeEvents
from ormolu.orm.state.flags import (
    CALLABLES_OK,
    INIT_OK,
    LOAD_AGAINST_COMMITTED,
    NO_AUTOFLUSH,
    NO_RAISE,
    OP_APPEND,
    OP_MODIFIED,
    OP_REMOVE,
    OP_REPLACE,
    PASSIVE_NO_FETCH,
    PASSIVE_OFF,
    PASSIVE_ONLY_PERSISTENT,
    PASSIVE_RETURN_NO_VALUE,
    SQL_OK,
    AttributeEventToken,
    PassiveFlag,
)
from ormolu.orm.state.history import HISTORY_BLANK, History, object_history, scalar_history

_ABSENT = (None, NO_VALUE, PASSIVE_NO_RESULT)
# combinations that are needed for every change of a reference, made once: an IntFlag is slow at it
_FETCH_OLD = PASSIVE_ONLY_PERSISTENT | NO_AUTOFLUSH | LOAD_AGAINST_COMMITTED
_KNOWN_OLD = PASSIVE_NO_FETCH ^ INIT_OK | LOAD_AGAINST_COMMITTED | NO_RAISE
_NOT_INIT = ~INIT_OK


def _without_init(passive: PassiveFlag) -> PassiveFlag:
    """The same request, which may not initialise the attribute."""
    return passive & _NOT_INIT  # type: ignore[return-value]  # an int that stands for the flag


class AttributeImpl:
    """Base of the implementations.

    key: the attribute's name. attribute: its descriptor on the class. load_callable: `(core, passive) -> value or
    status`, installed by orm/loading for values that need a query of their own. parent_token: what identifies the
    attribute in the parent records of its members; shared by subclasses. is_equal: comparison of plain values.
    active_history: load the old value before a change. trackparent: members know whether they have a parent here.
    """

    is_attribute_impl = True
    collection = False
    uses_objects = False
    dynamic = False

    dispatch = dispatcher(AttributeEvents)

    def __init__(
        self,
        attribute: Any,
        manager: Any,
        *,
        load_callable: Callable[[Core, PassiveFlag], Any] | None = None,
        active_history: bool = False,
        trackparent: bool = False,
        parent_token: Any = None,
        is_equal: Callable[[Any, Any], Any] | None = None,
        send_modified_events: bool = True,
        load_on_pending: bool = False,
        expire_missing: bool = True,
    ) -> None:
        self.attribute = attribute
        self.key: str = attribute.key
        self.manager = manager
        self.class_ = manager.class_
        self.load_callable = load_callable
        self._active_history = active_history
        self.trackparent = trackparent
        self.parent_token = parent_token or (self.class_, self.key)
        self.is_equal = is_equal or _same_value
        self.send_modified_events = send_modified_events
        self.load_on_pending = load_on_pending
        self.expire_missing = expire_missing
        self._init_token = AttributeEventToken(self, OP_REPLACE)
        self._append_token = AttributeEventToken(self, OP_APPEND)
        self._remove_token = AttributeEventToken(self, OP_REMOVE)
        self._modified_token = AttributeEventToken(self, OP_MODIFIED)

    # -- listeners

    @property
    def active_history(self) -> bool:
        """Whether the old value is loaded before a change."""
        return self._active_history

    @active_history.setter
    def active_history(self, value: bool) -> None:
        self._active_history = value
        self.listeners_changed()

    def listeners_changed(self) -> None:
        """Open or close the descriptor's short way for writes."""
        self.attribute.set_plain(self._is_plain(), self._is_silent())

    def _is_plain(self) -> bool:
        return False

    def _is_silent(self) -> bool:
        return False

    def in_subclasses(self) -> list[AttributeImpl]:
        """The implementations of the same attribute in mapped subclasses."""
        managers = self.manager.subclass_managers()
        return [manager[self.key].impl for manager in managers if self.key in manager]

    # -- where the value is

    def slot(self, core: Core) -> int:
        """The number of this attribute in the layout of the object's class."""
        return core.layout.index[self.key]

    def loaded(self, core: Core) -> Any:
        """The value that is there, or NO_VALUE."""
        return core.get(self.slot(core))

    def get(self, core: Core, passive: PassiveFlag = PASSIVE_OFF) -> Any:
        """The value, loaded or initialised as far as `passive` allows; NO_VALUE or PASSIVE_NO_RESULT otherwise."""
        slot = self.slot(core)
        value = core.get(slot)
        if value is not NO_VALUE:
            return value
        if not passive & CALLABLES_OK:
            return PASSIVE_NO_RESULT
        value = self._load(core, slot, passive)
        if value is PASSIVE_NO_RESULT or value is NO_VALUE:
            return value
        if value is ATTR_WAS_SET:
            value = core.get(slot)
            if value is NO_VALUE:
                raise KeyError(f"Deferred loader for attribute {self.key!r} failed to populate correctly")
            return value
        if value is not ATTR_EMPTY:
            return self.set_committed_value(core, value)
        return self.default_value(core) if passive & INIT_OK else NO_VALUE

    def _load(self, core: Core, slot: int, passive: PassiveFlag) -> Any:
        """Ask whoever can load this attribute. A value, or a status."""
        callables = core.callables
        if callables and self.key in callables:
            return callables[self.key](core, passive)
        if core.is_expired(slot):
            return self.manager.load_expired(core, slot, passive)
        if self.load_callable is not None:
            return self.load_callable(core, passive)
        if core.key is not None and self._comes_from_row(core, slot):
            return self.manager.load_expired(core, slot, passive)
        return ATTR_EMPTY

    def _comes_from_row(self, core: Core, slot: int) -> bool:
        return slot < core.layout.column_count and self.manager.loads_columns

    def default_value(self, core: Core) -> Any:
        """What an attribute without value reads as."""
        raise TypeError(f"{type(self).__name__} is abstract")

    # -- changes

    def set(
        self,
        core: Core,
        value: Any,
        initiator: AttributeEventToken | None = None,
        passive: PassiveFlag = PASSIVE_OFF,
        check_old: Any = None,
        pop: bool = False,
    ) -> None:
        """Set the value as the user does."""
        raise TypeError(f"{type(self).__name__} is abstract")

    def delete(self, core: Core) -> None:
        """`del obj.name`."""
        raise TypeError(f"{type(self).__name__} is abstract")

    def append(
        self, core: Core, value: Any, initiator: AttributeEventToken | None, passive: PassiveFlag = PASSIVE_OFF
    ) -> None:
        """Add a member; for a scalar: set it."""
        self.set(core, value, initiator, passive=passive)

    def remove(
        self, core: Core, value: Any, initiator: AttributeEventToken | None, passive: PassiveFlag = PASSIVE_OFF
    ) -> None:
        """Remove a member; for a scalar: set None, if this is the value."""
        self.set(core, None, initiator, passive=passive, check_old=value)

    def pop(
        self, core: Core, value: Any, initiator: AttributeEventToken | None, passive: PassiveFlag = PASSIVE_OFF
    ) -> None:
        """As `remove`, silent where the value is another."""
        self.set(core, None, initiator, passive=passive, check_old=value, pop=True)

    def set_committed_value(self, core: Core, value: Any) -> Any:
        """Store a value as loaded: no event, no history."""
        core.put(self.slot(core), value)
        return value

    # -- history

    def get_history(self, core: Core, passive: PassiveFlag = PASSIVE_OFF) -> History:
        """Added, unchanged and deleted values."""
        raise TypeError(f"{type(self).__name__} is abstract")

    def get_committed_value(self, core: Core, passive: PassiveFlag = PASSIVE_OFF) -> Any:
        """The value the database has, or None."""
        slot = self.slot(core)
        if core.has_change(slot):
            value = core.committed(slot)
            if value is NO_VALUE or value is PASSIVE_NO_RESULT:
                return None
            return value
        return self.get(core, passive)

    def get_all_pending(self, core: Core, passive: PassiveFlag = PASSIVE_OFF) -> list[tuple[Core | None, Any]]:
        """Every object that is or was a member since the last commit, with its state."""
        return []

    # -- parents of members

    def hasparent(self, core: Core, optimistic: bool = False) -> bool:
        """Whether an object is a member of some parent's attribute. optimistic: the answer when nothing is known."""
        if not self.trackparent:
            raise AssertionError("This AttributeImpl is not configured to track parents.")
        parents = core._parents
        return parents.get(self.parent_token, optimistic) is not False if parents else optimistic

    def sethasparent(self, core: Core, parent: Core, value: bool) -> None:
        """Record that `core`'s object is (not) a member of `parent`'s attribute."""
        parents = core.parents  # type: ignore[attr-defined]  # cores are InstanceStates
        if value:
            parents[self.parent_token] = parent
            return
        known = parents.get(self.parent_token, False)
        if not isinstance(known, bool) and known is not parent and known.key != parent.key:
            if known.obj() is None:
                raise exc.StaleDataError(
                    f"Object {describe(core)} not associated with {describe(parent)} on attribute '{self.key}': the "
                    "parent on record has been garbage collected."
                )
            return
        parents[self.parent_token] = False

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.class_.__name__}.{self.key}>"


def _same_value(one: Any, other: Any) -> Any:
    return one == other


class ScalarAttribute(AttributeImpl):
    """A column's value, or any other plain value. fallback: what it reads as while it has none."""

    fallback: Any = None

    def _is_plain(self) -> bool:
        return not self._active_history and self._is_silent()

    def _is_silent(self) -> bool:
        return not self.dispatch.set

    def default_value(self, core: Core) -> Any:
        value: Any = self.fallback
        for listener in self.dispatch.init_scalar:
            answer = listener(core, value, _LazyDict(core))
            if answer is not ATTR_EMPTY:
                value = answer
        return value

    def set(
        self,
        core: Core,
        value: Any,
        initiator: AttributeEventToken | None = None,
        passive: PassiveFlag = PASSIVE_OFF,
        check_old: Any = None,
        pop: bool = False,
    ) -> None:
        slot = self.slot(core)
        core.settle()
        old = self.get(core, PASSIVE_RETURN_NO_VALUE) if self._active_history else core.get(slot)
        for listener in self.dispatch.set:
            value = listener(core, value, old, initiator or self._init_token)
        core.assign(slot, value)

    def delete(self, core: Core) -> None:
        slot = self.slot(core)
        old = self.get(core, PASSIVE_RETURN_NO_VALUE) if self._active_history else core.get(slot)
        for listener in self.dispatch.remove:
            listener(core, old, self._remove_token)
        had_value = core.get(slot) is not NO_VALUE
        expired = core.is_expired(slot)
        core.remove(slot)
        if not had_value and not expired and core.key is None:
            raise AttributeError(f"{self.class_.__name__}.{self.key} object does not have a value")

    def get_history(self, core: Core, passive: PassiveFlag = PASSIVE_OFF) -> History:
        slot = self.slot(core)
        current = core.get(slot)
        if current is NO_VALUE and not core.has_change(slot):
            current = self.get(core, _without_init(passive))
            if current is PASSIVE_NO_RESULT:
                return HISTORY_BLANK
        return scalar_history(core, slot, current, self.is_equal)


class _LazyDict:
    """The object's `__dict__` as `init_scalar` listeners use it: writing stores a committed value."""

    __slots__ = ("_core",)

    def __init__(self, core: Core) -> None:
        self._core = core

    def __setitem__(self, key: str, value: Any) -> None:
        core = self._core
        core.assign(core.layout.index[key], value)

    def __getitem__(self, key: str) -> Any:
        value = self.get(key, NO_VALUE)
        if value is NO_VALUE:
            raise KeyError(key)
        return value

    def get(self, key: str, default: Any = None) -> Any:
        """The loaded value of another attribute."""
        core = self._core
        value = core.get(core.layout.index[key]) if key in core.layout.index else NO_VALUE
        return default if value is NO_VALUE else value

    def __contains__(self, key: str) -> bool:
        return self.get(key, NO_VALUE) is not NO_VALUE


class ObjectAttribute(AttributeImpl):
    """A reference to one object: many-to-one, or the scalar side of a one-to-one.

    finds_original: an old value that was replaced unseen is loaded when the history is asked for. The foreign key of a
    one-to-one is in the old object's row; that of a many-to-one in our own.
    """

    uses_objects = True
    finds_original = False

    def default_value(self, core: Core) -> Any:
        return None

    def _old_value(self, core: Core) -> Any:
        if self._active_history:
            return self.get(core, _FETCH_OLD)
        if core.key is None and core.owner is None and core.callables is None and core.expired_slots is None:
            return core.get(self.slot(core))  # of nobody, from nowhere: there is no more to know
        return self.get(core, _KNOWN_OLD)

    def set(
        self,
        core: Core,
        value: Any,
        initiator: AttributeEventToken | None = None,
        passive: PassiveFlag = PASSIVE_OFF,
        check_old: Any = None,
        pop: bool = False,
    ) -> None:
        core.settle()
        old = self._old_value(core)
        if check_old is not None and old is not PASSIVE_NO_RESULT and check_old is not old:
            if pop:
                return
            raise ValueError(
                f"Object {state_str(check_old)} not associated with {describe(core)} on attribute '{self.key}'"
            )
        self._replace(core, value, old, initiator)

    def _replace(self, core: Core, value: Any, old: Any, initiator: AttributeEventToken | None) -> None:
        slot = self.slot(core)
        if self.trackparent and old is not value and not any(old is absent for absent in _ABSENT):
            self.sethasparent(core_of(old), core, False)
        for listener in self.dispatch.set:
            value = listener(core, value, old, initiator or self._init_token)
        if self.trackparent and value is not None:
            self.sethasparent(core_of(value), core, True)
        if self.send_modified_events:
            core.remember(slot, old)
            core.assign(slot, value)
        else:
            core.put(slot, value)

    def delete(self, core: Core) -> None:
        slot = self.slot(core)
        old = self._old_value(core)
        had_value = core.get(slot) is not NO_VALUE
        if self.trackparent and not any(old is absent for absent in _ABSENT):
            self.sethasparent(core_of(old), core, False)
        for listener in self.dispatch.remove:
            listener(core, old, self._remove_token)
        core.remember(slot, old)
        core.remove(slot)
        if not had_value and old is not PASSIVE_NO_RESULT and (old is NO_VALUE or old is None) and core.key is None:
            raise AttributeError(f"{self.class_.__name__}.{self.key} object does not have a value")

    def get_history(self, core: Core, passive: PassiveFlag = PASSIVE_OFF) -> History:
        slot = self.slot(core)
        current = core.get(slot)
        if current is NO_VALUE and not core.has_change(slot):
            current = self.get(core, _without_init(passive))
            if current is PASSIVE_NO_RESULT:
                return HISTORY_BLANK
        original = core.committed(slot) if core.has_change(slot) else NO_VALUE
        if original is PASSIVE_NO_RESULT and (
            passive & LOAD_AGAINST_COMMITTED or (self.finds_original and passive & SQL_OK and passive & CALLABLES_OK)
        ):
            original = self._load_original(core, slot, passive)
        return object_history(core, slot, current, original)

    def _load_original(self, core: Core, slot: int, passive: PassiveFlag) -> Any:
        """Load the old value that was not fetched when the attribute was set."""
        if self.load_callable is None:
            return PASSIVE_NO_RESULT
        value = self.load_callable(core, passive | LOAD_AGAINST_COMMITTED | NO_RAISE | NO_AUTOFLUSH)
        if value in (PASSIVE_NO_RESULT, ATTR_EMPTY, NO_VALUE):
            return PASSIVE_NO_RESULT if value is PASSIVE_NO_RESULT else NO_VALUE
        record = core._committed
        if record is not None:
            record[slot] = value
        return value

    def get_all_pending(self, core: Core, passive: PassiveFlag = PASSIVE_OFF) -> list[tuple[Core | None, Any]]:
        slot = self.slot(core)
        current = core.get(slot)
        if current is NO_VALUE and passive & CALLABLES_OK:
            current = self.get(core, passive)
        found: list[tuple[Core | None, Any]] = []
        if current is NO_VALUE or current is PASSIVE_NO_RESULT:
            return found
        found.append((None if current is None else core_of(current), current))
        if core.has_change(slot):
            original = core.committed(slot)
            if not any(original is absent for absent in _ABSENT) and original is not current:
                found.append((core_of(original), original))
        return found
