"""`InstanceState`: what `inspect(obj)` returns. The kernel's core with the documented attributes on top.

Theory of operation, the five states of an object:

    transient    no key, no session          persistent   key, session
    pending      no key, session             deleted      key, session, its row was deleted in this transaction
    detached     key, no session
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ormolu import exc
from ormolu.inspection import _inspects
from ormolu.kernel.instance import Core, Instance, core_of, set_core_class
from ormolu.kernel.status import NO_VALUE
from ormolu.orm.state.collection_impl import PendingChanges
from ormolu.orm.state.describe import describe
from ormolu.orm.state.flags import INIT_OK, PASSIVE_NO_INITIALIZE, PASSIVE_OFF
from ormolu.orm.state.history import History

_EMPTY: tuple[Any, ...] = ()


class InstanceState(Core):
    """The state of one mapped object.

    Made by the ORM only; `inspect(obj)` returns it. Refers to its object weakly.
    """

    __slots__ = ()

    is_instance = True

    @property
    def parents(self) -> dict[Any, Any]:
        """Parent records by attribute token: the parent's state (True: not known which), or False after a removal."""
        if self._parents is None:
            self._parents = {}
        return self._parents  # type: ignore[no-any-return]  # a C field

    # -- the five states

    @property
    def transient(self) -> bool:
        """No database identity and no session."""
        return self.key is None and self.session is None

    @property
    def pending(self) -> bool:
        """In a session, not yet inserted."""
        return self.key is None and self.session is not None

    @property
    def persistent(self) -> bool:
        """In a session, with a row in the database."""
        return self.key is not None and self.session is not None and not self.is_deleted_state

    @property
    def deleted(self) -> bool:
        """Its row was deleted in the session's present transaction."""
        return self.key is not None and self.session is not None and self.is_deleted_state

    @property
    def detached(self) -> bool:
        """It has a database identity, and no session."""
        return self.key is not None and self.session is None

    @property
    def was_deleted(self) -> bool:
        """Whether its row was deleted at some time; stays so when the object is detached."""
        return self.is_deleted_state

    @property
    def changed_during_flush(self) -> bool:
        """Whether it is still marked as changed; asked after a flush, when it should not be."""
        return self.is_modified

    @property
    def _deleted(self) -> bool:
        return self.is_deleted_state

    # -- identity

    @property
    def has_identity(self) -> bool:
        """Whether it has an identity key."""
        return self.key is not None

    @property
    def identity(self) -> Any:
        """The primary key tuple, or None."""
        return None if self.key is None else self.key[1]

    @property
    def identity_key(self) -> Any:
        """(class, primary key tuple, identity token), or None."""
        return self.key

    @property
    def identity_token(self) -> Any:
        """The token that keeps equal keys of several databases apart, or None."""
        return None if self.key is None else self.key[2]

    @property
    def object(self) -> Any:
        """The object, or None when it has been garbage-collected."""
        return self.obj()

    @property
    def session_id(self) -> int | None:
        """The number of the session, or None."""
        session = self.session
        return None if session is None else session.hash_key

    @property
    def async_session(self) -> Any:
        """The AsyncSession in front of the session, or None."""
        session = self.session
        return None if session is None else getattr(session, "_async_session", None)

    @property
    def info(self) -> dict[Any, Any]:
        """A dict for the user's own notes about this object."""
        if self._info is None:
            self._info = {}
        info: dict[Any, Any] = self._info
        return info

    # -- values

    @property
    def attrs(self) -> AttributeStates:
        """An `AttributeState` for each mapped attribute, by name."""
        return AttributeStates(self)

    @property
    def modified(self) -> bool:
        """Whether anything was changed since the last flush, expiry or refresh."""
        return self.is_modified

    @property
    def expired(self) -> bool:
        """Whether the whole object is expired and waits to be loaded again."""
        if self.native:
            return self.is_all_expired
        return self.expired_slots is not None and self.layout.expirable <= self.expired_slots

    @property
    def expired_attributes(self) -> set[str]:
        """Names of the attributes that are loaded again together at the next access."""
        keys = self.layout.keys
        return {keys[slot] for slot in self.expired_now()}

    @property
    def unloaded(self) -> set[str]:
        """Names of attributes without a loaded value."""
        keys = self.layout.keys
        record = self._committed or {}
        return {keys[slot] for slot in self.unloaded_slots() if slot not in record}

    @property
    def unloaded_expirable(self) -> set[str]:
        """The same as `unloaded`."""
        return self.unloaded

    @property
    def unmodified(self) -> set[str]:
        """Names of attributes without uncommitted change."""
        keys = self.layout.keys
        return {key for slot, key in enumerate(keys) if not self.has_change(slot)}

    def unmodified_intersection(self, keys: Any) -> set[str]:
        """Those of `keys` that have no uncommitted change."""
        return set(keys) & self.unmodified

    @property
    def committed_state(self) -> dict[str, Any]:
        """Committed values of the attributes that have been changed, by name. A copy."""
        keys = self.layout.keys
        return {key: self.committed(slot) for slot, key in enumerate(keys) if self.has_change(slot)}

    def get_history(self, key: str, passive: Any) -> History:
        """The history of one attribute."""
        attribute = self.manager.get(key) or getattr(self.class_, key)
        return attribute.impl.get_history(self, passive)  # type: ignore[no-any-return]  # impl is Any

    def get_impl(self, key: str) -> Any:
        """The implementation of one attribute."""
        return self.manager[key].impl

    def slots_of(self, keys: Any) -> list[int]:
        """The slot numbers of attribute names. Raises InvalidRequestError for an unknown one."""
        index = self.layout.index
        unknown = [key for key in keys if key not in index]
        if unknown:
            raise exc.InvalidRequestError(
                f"{self.class_.__name__} has no attribute {unknown[0]!r} that could be expired or refreshed"
            )
        return [index[key] for key in keys]

    # -- expiry, as sessions ask for it

    def expire_keys(self, keys: Any = None) -> None:
        """Expire the named attributes, or all, and tell listeners."""
        self._empties = None
        self._pendings = None
        if keys is None:
            self.expire()
        else:
            known = self.layout.index
            self.expire([known[key] for key in keys if key in known])
        self.fire_expire(keys)

    def fire_expire(self, keys: Any) -> None:
        """Tell `expire` listeners."""
        if self.manager is not None and self.manager.dispatch.expire:
            self.manager.dispatch.expire(self, keys)

    def reset(self) -> None:
        """Drop what was queued for unloaded collections."""
        self._empties = None
        self._pendings = None

    # -- leaving sessions

    def detach(self) -> None:
        """Belong to no session any more."""
        self.move_to(None)
        self.strong = None

    def forget_key(self) -> None:
        """Become transient: no identity, present values count as new."""
        self.make_transient()

    def make_transient(self) -> None:
        """Lose session and identity; loaded values stay and will be inserted."""
        self.detach()
        self.key = None
        self.is_deleted_state = False
        self.callables = None
        self.become_new()

    def make_detached(self, key: Any) -> None:
        """Become detached with this identity, as if loaded earlier and expired: unset attributes load when read."""
        self.key = key
        self.commit()
        self.expired_slots = {slot for slot in self.layout.expirable if self.get(slot) is NO_VALUE} or None

    # -- unloaded collections

    @property
    def _empty_collections(self) -> dict[str, Any]:
        if self._empties is None:
            self._empties = {}
        empties: dict[str, Any] = self._empties
        return empties

    def _pending(self, key: str) -> PendingChanges:
        if self._pendings is None:
            self._pendings = {}
        pendings: dict[str, PendingChanges] = self._pendings
        return pendings.setdefault(key, PendingChanges())

    def _pending_changes(self, key: str) -> PendingChanges | None:
        return None if self._pendings is None else self._pendings.get(key)

    def _take_pending(self, key: str) -> PendingChanges | None:
        return None if self._pendings is None else self._pendings.pop(key, None)

    def commit(self, slots: Any = None) -> None:
        super().commit(slots)
        if slots is None:
            self._pendings = None

    # -- pickling

    def __getstate__(self) -> dict[str, Any]:
        keys = self.layout.keys
        state: dict[str, Any] = {
            "instance": self.obj(),
            "class_": self.class_,
            "key": self.key,
            "committed_state": {keys[slot]: value for slot, value in self._changes_to_keep().items()},
            "modified": self.is_modified,
            "expired": self.expired,
            "expired_attributes": self.expired_attributes,
            "insert_order": self.insert_order,
            "load_options": self.load_options or _EMPTY,
            "load_path": self.load_path,
            "deleted": self.is_deleted_state,
        }
        if self._parents:
            # which object the parent is would tie a knot that pickle cannot undo; that there is one is enough
            state["parents"] = [
                (token, parent is not False) for token, parent in self._parents.items() if isinstance(token, tuple)
            ]
        if self._info:
            state["info"] = self._info
        if self._empties:
            state["empty_collections"] = self._empties
        manager = self.manager
        if manager is not None and manager.dispatch.pickle:
            manager.dispatch.pickle(self, state)
        return state

    def _changes_to_keep(self) -> dict[int, Any]:
        changes = dict(self._committed or {})
        for slot in range(self.layout.column_count):
            if slot not in changes and self.has_change(slot):
                changes[slot] = self.committed(slot)
        return changes

    def __reduce__(self) -> Any:
        return _new_state, (type(self),), self.__getstate__()

    def __reduce_ex__(self, protocol: Any) -> Any:
        return self.__reduce__()

    def __setstate__(self, state: dict[str, Any]) -> None:
        from_class = state["class_"]
        manager = from_class.__dict__.get("_sa_class_manager")
        if manager is None:
            raise exc.UnmappedInstanceError(
                state["instance"],
                f"Cannot deserialize object of type {from_class!r} - no mapper() has been configured for this class "
                "within the current Python process!",
            )
        Core.__init__(self, None, manager.layout or manager.make_layout())
        index = self.layout.index
        self.key = state["key"]
        self.insert_order = state.get("insert_order")
        self.load_options = state.get("load_options", _EMPTY)
        self.load_path = state.get("load_path")
        self.is_deleted_state = state.get("deleted", False)
        self._info = state.get("info")
        self._empties = state.get("empty_collections")
        self._parents = dict(state.get("parents", ()))
        self.restore(
            state["instance"],
            {index[key]: value for key, value in state["committed_state"].items() if key in index},
            state["modified"],
            {index[key] for key in state["expired_attributes"] if key in index},
        )
        if manager.dispatch.unpickle:
            manager.dispatch.unpickle(self, state)

    def __repr__(self) -> str:
        kind = next(
            (name for name in ("transient", "pending", "persistent", "deleted", "detached") if getattr(self, name)), ""
        )
        return f"<InstanceState {describe(self)} {kind}>"


def _new_state(cls: type[InstanceState]) -> InstanceState:
    return cls.__new__(cls)


set_core_class(InstanceState)


class AttributeStates(Mapping[str, "AttributeState"]):
    """`inspect(obj).attrs`: by name, as attributes or as a mapping."""

    __slots__ = ("_state",)

    def __init__(self, state: InstanceState) -> None:
        self._state = state

    def __getattr__(self, key: str) -> AttributeState:
        try:
            return self[key]
        except KeyError:
            raise AttributeError(key) from None

    def __getitem__(self, key: str) -> AttributeState:
        if key not in self._state.layout.index:
            raise KeyError(key)
        return AttributeState(self._state, key)

    def __iter__(self) -> Iterator[Any]:
        return (AttributeState(self._state, key) for key in self._state.layout.keys)

    def __len__(self) -> int:
        return len(self._state.layout.keys)

    def __contains__(self, key: object) -> bool:
        return key in self._state.layout.index

    def keys(self) -> Any:
        """The attribute names."""
        return list(self._state.layout.keys)

    def values(self) -> Any:
        """The attribute states."""
        return [AttributeState(self._state, key) for key in self._state.layout.keys]

    def items(self) -> Any:
        """Pairs of name and attribute state."""
        return [(key, AttributeState(self._state, key)) for key in self._state.layout.keys]


class AttributeState:
    """One attribute of one object, as `inspect(obj).attrs.name`."""

    __slots__ = ("state", "key")

    def __init__(self, state: InstanceState, key: str) -> None:
        self.state = state
        self.key = key

    @property
    def loaded_value(self) -> Any:
        """The value that is there, or NO_VALUE. Never loads."""
        return self.state.get(self.state.layout.index[self.key])

    @property
    def value(self) -> Any:
        """The value; loads it if need be."""
        return self.state.manager[self.key].__get__(self.state.obj(), self.state.class_)

    @property
    def history(self) -> History:
        """What changed since the last commit; loads nothing."""
        return self.state.get_history(self.key, PASSIVE_NO_INITIALIZE)

    def load_history(self) -> History:
        """What changed since the last commit; loads the old value if that is needed."""
        return self.state.get_history(self.key, PASSIVE_OFF ^ INIT_OK)

    def __repr__(self) -> str:
        return f"<AttributeState {describe(self.state)}.{self.key}>"


@_inspects(Instance)
def _inspect_native(obj: Any) -> Any:
    manager = getattr(type(obj), "_sa_class_manager", None)
    return None if manager is None or manager.class_ is not type(obj) else core_of(obj)


@_inspects(object)
def _inspect_foreign(obj: Any) -> Any:
    if isinstance(obj, type):
        return None
    state = getattr(obj, "_sa_instance_state", None)
    return state if isinstance(state, InstanceState) else None
