"""One mapped object's values: current and committed, by slot number.

In: the driver's row (or a constructor's keyword arguments). Out: values for attribute descriptors, changes for the
flush, an identity key for the session. Nothing here loads, fires events or knows what a mapper is.

Two layouts behave alike. A *native* object (`Instance` is its base class) keeps the driver's row tuple as its committed
values and copies it to a list at the first write; its `__dict__`, once asked for, is the truth from then on. A *foreign*
object (a plain class) keeps current values in its own `__dict__`, its core the committed value of each changed slot.

`Core` is the one interface to both; start there. What the objects of a class share: `layout.py`; the collector: `tracking.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, cast
from weakref import ref as weak_reference

from ormolu import exc
from ormolu.kernel.layout import EntryReference, Owner
from ormolu.kernel.status import NO_VALUE as NO_VALUE

if TYPE_CHECKING:
    from ormolu.kernel import _cyshim as cython
else:
    try:
        import cython
    except ModuleNotFoundError:
        from ormolu.kernel import _cyshim as cython

if not cython.compiled:
    from ormolu.kernel.allocation import start_empty
    from ormolu.kernel.layout import ClassLayout, Home
    from ormolu.kernel.tracking import (
        can_cycle,
        generic_dict,
        generic_setattr,
        is_tracked,
        set_slot_dict,
        track,
        untrack,
    )

    # Flags of an object; compiled, they are C constants (instance.pxd).
    MODIFIED = 1  # changed since the last commit; the session holds it strongly
    CLEAN = 2  # `_sa_vals` is also the committed value, `_sa_row` is empty (after INSERT)
    IN_DICT = 4  # values live in `__dict__`, which was handed out
    MAPPED = 8  # has an entry in its owner's `refs`
    PERSISTENT = 16  # came from a row: has an identity even before it has a core
    STALE = 0xFFFFFFFF  # an epoch that no owner reaches: expired for itself alone

Record = dict[int, Any]  # committed values by slot

_NONE = cython.declare(object, NO_VALUE)

_core_class: list[Any] = []


def set_core_class(cls: type[Any]) -> None:
    """Say which subclass of `Core` to make; `orm.state` installs its public `InstanceState`."""
    _core_class[:] = [cls]


def layout_of(cls: type[Any]) -> ClassLayout | None:
    """The layout of a mapped class, or None. A class that is about to be configured is configured first."""
    manager = getattr(cls, "_sa_class_manager", None)
    if manager is None or manager.class_ is not cls:
        return None
    layout = manager.layout
    if layout is None:
        layout = manager.make_layout()
    return cast("ClassLayout", layout)


def core_of(obj: Any) -> Core:
    """The core of a mapped object. Raises UnmappedInstanceError for anything else."""
    if isinstance(obj, Instance):
        return native_core(obj)
    try:
        state = obj._sa_instance_state
    except AttributeError:
        raise exc.UnmappedInstanceError(obj) from None
    if not isinstance(state, Core):
        raise exc.UnmappedInstanceError(obj)
    if state.layout.retired:
        layout = _ready_layout(state.layout.class_)
        if layout is not None and layout is not state.layout:
            state.relayout(layout)
    return state


@cython.cclass
class Core:
    """The bookkeeping of one mapped object. Slots are numbers of its `layout`.

    Holds its object weakly. For a native object it is made when somebody first asks, and only holds what is rare.
    """

    __slots__ = (
        "layout", "key", "strong", "_ref", "_home", "_epoch", "_flags", "_committed", "expired_slots", "callables",
        "load_options", "load_path", "insert_order", "runid", "_info", "_empties", "_pendings", "_parents",
        "is_deleted_state", "loads_while_pending", "__weakref__",
    )  # fmt: skip
    if not cython.compiled:
        layout: ClassLayout
        key: Any
        strong: Any
        _ref: weak_reference[Any] | None
        _home: Home
        _epoch: int
        _flags: int
        _committed: Record | None
        expired_slots: set[int] | None
        callables: Any
        load_options: Any
        load_path: Any
        insert_order: Any
        runid: Any
        _info: Any
        _empties: Any
        _pendings: Any
        _parents: Any
        is_deleted_state: bool
        loads_while_pending: bool

    def __init__(self, obj: Any, layout: ClassLayout) -> None:
        self.layout = layout
        self._home = layout.nobody
        if obj is not None:
            self._bind(obj)

    def _bind(self, obj: Any) -> None:
        """Become the core of `obj`."""
        if isinstance(obj, Instance):
            inst: Instance = obj
            inst._sa_core = self
            if inst._sa_home is None:
                _adopt(inst, self.layout)
            track(inst)
            self._ref = weak_reference(obj)
        else:
            self._ref = weak_reference(obj, self._object_died)

    def _object_died(self, reference: Any) -> None:
        """A foreign object is gone: take its entry out of the identity map."""
        if self._flags & MAPPED and self.key is not None:
            map_key = self.layout.map_key(self.key[1], self.key[2])
            refs = self._home.refs
            if refs.get(map_key) is reference:
                del refs[map_key]

    # -- whose core

    def obj(self) -> Any:
        """The object, or None when it has been garbage-collected."""
        ref = self._ref
        return None if ref is None else ref()

    @property
    def class_(self) -> type[Any]:
        """The mapped class."""
        return self.layout.class_

    @property
    def manager(self) -> Any:
        """The class manager."""
        return self.layout.manager

    @property
    def mapper(self) -> Any:
        """The mapper of the object's class."""
        return self.layout.manager.mapper if self.layout.manager is not None else self.layout.mapper

    @property
    def native(self) -> bool:
        """Whether the object's values are kept by its base class rather than in its `__dict__`."""
        return self.layout.native

    @property
    def dict(self) -> Any:
        """The object's `__dict__`; for a native object this moves its values there for good."""
        obj = self.obj()
        if obj is None:
            return {}
        return inflate(obj) if isinstance(obj, Instance) else obj.__dict__

    # -- whose session

    @property
    def home(self) -> Home | None:
        """The place of this object's class in a session generation; `home.owner` is None for nobody's objects."""
        if self.layout.native:
            obj = self.obj()
            return None if obj is None else _native_home(obj)
        return self._home

    @property
    def owner(self) -> Owner | None:
        """The token of the session generation this object belongs to; its `session` is None when it has ended."""
        home = self.home
        return None if home is None else home.owner

    @owner.setter
    def owner(self, owner: Owner | None) -> None:
        self.move_to(owner)

    @property
    def session(self) -> Any:
        """The session this object belongs to, or None."""
        owner = self.owner
        return None if owner is None else owner.session

    def move_to(self, owner: Owner | None, in_map: bool = False) -> None:
        """Belong to `owner` (None: to nobody) from now on; what is expired stays expired.

        in_map: whether the identity map has an entry that must go when the object dies.
        """
        home = self.layout.nobody if owner is None else owner.home(self.layout)
        obj = self.obj()
        if not self.layout.native:
            self._home = home
            self._flags = (self._flags | MAPPED) if in_map else (self._flags & ~MAPPED)
        elif obj is not None:
            _move_native(self, obj, home, in_map)

    @property
    def in_map(self) -> bool:
        """Whether an identity map has an entry for this object."""
        obj = self.obj()
        if not self.layout.native:
            return bool(self._flags & MAPPED)
        return obj is not None and _has_flag(obj, MAPPED)

    def map_reference(self) -> Any:
        """The weak reference that stands for this object in an identity map.

        Compiled, a native object takes its entry out when it is deallocated; otherwise the reference calls back.
        """
        if self.layout.native and not cython.compiled:
            return EntryReference(self.obj(), cast("Home", self.home), self.layout.map_key(self.key[1], self.key[2]))
        return self._ref

    # -- values

    def get(self, slot: int) -> Any:
        """The current value, or NO_VALUE. Never loads."""
        obj = self.obj()
        if obj is None:
            return NO_VALUE
        if self.layout.native:
            return native_get(obj, slot)
        return obj.__dict__.get(self.layout.keys[slot], NO_VALUE)

    def committed(self, slot: int) -> Any:
        """The value the database has as far as is known, or NO_VALUE."""
        if self._committed is not None and slot in self._committed:
            return self._committed[slot]
        obj = self.obj()
        if obj is None:
            return NO_VALUE
        if self.layout.native:
            return _native_committed(obj, slot)
        return obj.__dict__.get(self.layout.keys[slot], NO_VALUE)

    def put(self, slot: int, value: Any) -> None:
        """Store a value as loaded: current and committed, no history, no event."""
        self._forget(slot)
        obj = self.obj()
        if obj is None:
            return
        if self.layout.native and not _has_flag(obj, IN_DICT):
            if _native_put(obj, slot, value):
                return
            self.remember(slot, value)
        elif self.layout.native:
            _values_of(obj)[self.layout.keys[slot]] = value
        else:
            obj.__dict__[self.layout.keys[slot]] = value

    def assign(self, slot: int, value: Any) -> None:
        """Store a value as the user's change: the committed value is remembered, no event is fired."""
        obj = self.obj()
        if obj is None:
            return
        if self.expired_slots is not None:
            self.expired_slots.discard(slot)
        if self.layout.native and not _has_flag(obj, IN_DICT):
            native_begin_write(obj)
            old = native_get(obj, slot)
            if slot >= self.layout.column_count:
                self.remember(slot, old)
            _native_store(obj, slot, value)
            return
        values = _values_of(obj)
        key = self.layout.keys[slot]
        self.remember(slot, values.get(key, NO_VALUE))
        values[key] = value
        self.mark_modified()

    def remove(self, slot: int) -> None:
        """Take the current value away as the user's change (`del obj.name`)."""
        self.assign(slot, NO_VALUE)
        obj = self.obj()
        if obj is not None and (not self.layout.native or _has_flag(obj, IN_DICT)):
            _values_of(obj).pop(self.layout.keys[slot], None)

    def unset(self, slot: int) -> None:
        """Make a slot unloaded: neither a current nor a committed value."""
        self._forget(slot)
        obj = self.obj()
        if obj is None:
            return
        if self.layout.native and not _has_flag(obj, IN_DICT):
            _native_put(obj, slot, NO_VALUE)
        else:
            _values_of(obj).pop(self.layout.keys[slot], None)

    def remember(self, slot: int, value: Any) -> None:
        """Note the committed value of a slot that is about to change, unless one is noted already."""
        if self._committed is None:
            self._committed = {slot: value}
        elif slot not in self._committed:
            self._committed[slot] = value

    def has_change(self, slot: int) -> bool:
        """Whether a committed value is on record beside the current one."""
        if self._committed is not None and slot in self._committed:
            return True
        obj = self.obj()
        if obj is None or not self.layout.native or slot >= self.layout.column_count:
            return False
        return bool(_native_differs(obj, slot))

    def _forget(self, slot: int) -> None:
        if self._committed is not None:
            self._committed.pop(slot, None)
        if self.expired_slots is not None:
            self.expired_slots.discard(slot)

    def row_put(self, row: tuple[Any, ...]) -> None:
        """Take the columns from a canonical row (holes: NO_VALUE), overwriting current and committed values."""
        count = self.layout.column_count
        if self._committed is not None:
            for slot in [slot for slot in self._committed if slot < count]:
                del self._committed[slot]
        if self.expired_slots is not None:
            self.expired_slots = {slot for slot in self.expired_slots if slot >= count} or None
        obj = self.obj()
        if obj is None:
            return
        if self.layout.native and not _has_flag(obj, IN_DICT):
            _native_row_put(obj, row)
            return
        values = _values_of(obj)
        for key, value in zip(self.layout.keys, row, strict=False):
            if value is NO_VALUE:
                values.pop(key, None)
            else:
                values[key] = value

    def is_bare(self) -> bool:
        """Whether no attribute other than columns has a value, a recorded change or queued members.

        A quick answer for the many objects of a flush; False may also mean "not known".
        """
        if self._committed is not None or self._pendings is not None:
            return False
        obj = self.obj()
        if obj is None:
            return False
        if self.layout.native and not _has_flag(obj, IN_DICT):
            return _native_home(obj).layout is self.layout and not _has_relations(obj)
        values = obj.__dict__
        return not any(key in values for key in self.layout.keys[self.layout.column_count :])

    def column_values(self) -> Sequence[Any]:
        """Current values of all columns, NO_VALUE where there is none. Read only."""
        return [self.get(slot) for slot in range(self.layout.column_count)]

    # -- changes

    @property
    def is_modified(self) -> bool:
        """Whether anything was changed since the last commit of this object."""
        if not self.layout.native:
            return bool(self._flags & MODIFIED)
        obj = self.obj()
        return obj is not None and _has_flag(obj, MODIFIED)

    def changed(self) -> list[int]:
        """Slots whose current value differs from the committed one, rising.

        Columns are compared by value; other attributes are listed when a change is on record.
        """
        slots: list[int] = []
        count = self.layout.column_count
        record = self._committed
        obj = self.obj()
        if obj is None:
            return slots
        inst = self.layout.native
        for slot in range(count):
            if record is not None and slot in record:
                if self._differs(slot, record[slot], self.get(slot)):
                    slots.append(slot)
            elif (
                inst
                and _native_differs(obj, slot)
                and self._differs(slot, _native_committed(obj, slot), self.get(slot))
            ):
                slots.append(slot)
        if record is not None:
            slots.extend(sorted([slot for slot in record if slot >= count]))
        return slots

    def _differs(self, slot: int, old: Any, new: Any) -> bool:
        if old is new:
            return False
        if old is NO_VALUE or new is NO_VALUE:
            return True
        equals = self.layout.equals
        equal = None if equals is None else equals[slot]
        if equal is not None:
            return equal(old, new) is not True  # types may answer with something that has no truth value
        return bool((old != new) is not False)  # an SQL expression answers with another one: it is a change

    def mark_modified(self, slot: int | None = None) -> None:
        """Mark the object as changed; with a slot, treat that slot as changed whatever its value is."""
        obj = self.obj()
        if slot is not None and self.get(slot) is not NO_VALUE:
            if self._committed is None:
                self._committed = {}
            self._committed[slot] = NO_VALUE
        if obj is None:
            return
        if self.layout.native:
            _native_mark(obj)
        elif not self._flags & MODIFIED:
            self._flags |= MODIFIED
            _report_modified(self._home, self)

    def commit(self, slots: Iterable[int] | None = None) -> None:
        """Make current values the committed ones; without `slots` also forget that the object was changed."""
        obj = self.obj()
        if slots is not None:
            for slot in slots:
                value = self.get(slot)
                if value is NO_VALUE:
                    self._forget(slot)
                else:
                    self.put(slot, value)
            return
        self._committed = None
        if self.expired_slots is not None:
            self.expired_slots = {slot for slot in self.expired_slots if self.get(slot) is NO_VALUE} or None
        self.strong = None
        if not self.layout.native:
            self._flags &= ~MODIFIED
        elif obj is not None:
            _native_commit(obj)

    # -- expiry

    @property
    def is_all_expired(self) -> bool:
        """Whether every value waits to be loaded again."""
        if not self.layout.native:
            return self._epoch == STALE
        obj = self.obj()
        if obj is None:
            return False
        inst: Instance = obj
        home: Home = inst._sa_home
        epoch: cython.uint = self._epoch if inst._sa_flags & IN_DICT else inst._sa_epoch
        return epoch != home.epoch

    def is_expired(self, slot: int) -> bool:
        """Whether the slot was expired and not loaded or set since."""
        if self.expired_slots is not None and slot in self.expired_slots:
            return True
        return self.layout.native and self.is_all_expired and slot in self.layout.expirable

    def expired_now(self) -> set[int]:
        """Every slot that waits to be loaded again."""
        self.settle()
        return set(self.expired_slots or ())

    def settle(self) -> None:
        """Turn "everything is expired" into per-slot facts, so that single slots can be loaded or set."""
        obj = self.obj()
        if obj is None or not self.layout.native:
            return
        if self.is_all_expired:
            _native_settle(obj)

    def expire(self, slots: Iterable[int] | None = None) -> None:
        """Drop values: the named slots, or all; columns are loaded again at the next access."""
        everything = slots is None
        if everything:
            self.commit()
            slots = range(len(self.layout.keys))
        else:
            self.settle()
        obj = self.obj()
        expired = self.expired_slots if self.expired_slots is not None else set()
        if self.layout.native and everything and obj is not None and not _has_flag(obj, IN_DICT):
            _native_expire(obj)
            self.expired_slots = set(self.layout.expirable)
            return
        for slot in slots or ():
            loaded = self.get(slot) is not NO_VALUE
            self.unset(slot)
            if slot in self.layout.expirable or (loaded and slot < self.layout.column_count) or not everything:
                expired.add(slot)
        self.expired_slots = expired or None

    def become_new(self) -> None:
        """Keep the values, but count them all as set by the user and not yet in the database."""
        values = [(slot, self.get(slot)) for slot in range(self.layout.column_count)]
        self.expired_slots = None
        obj = self.obj()
        if obj is None:
            return
        if self.layout.native and not _has_flag(obj, IN_DICT):
            self._committed = None
            _native_become_new(obj, [value for _, value in values])
            return
        self._committed = {slot: NO_VALUE for slot, value in values if value is not NO_VALUE}
        if self.layout.native:
            _native_become_new(obj, None)
        else:
            self._flags |= MODIFIED
            self._epoch = 0

    def restore(self, obj: Any, committed: Record, modified: bool, expired: set[int]) -> None:
        """Take up bookkeeping that was pickled; values follow when the object itself is unpickled."""
        self._committed = committed or None
        self.expired_slots = expired or None
        if obj is not None:
            self._bind(obj)
            if self.layout.native and self.key is not None:
                set_loaded_pickle_row(obj, self.layout)
        if modified:
            self.mark_modified()

    def unloaded_slots(self) -> list[int]:
        """Slots without a current value."""
        return [slot for slot in range(len(self.layout.keys)) if self.get(slot) is NO_VALUE]

    def relayout(self, layout: ClassLayout) -> None:
        """Follow the class to its new layout after an attribute was added to it."""
        old = self.layout
        obj = self.obj()
        record = {old.keys[slot]: value for slot, value in (self._committed or {}).items()}
        expired = [old.keys[slot] for slot in self.expired_slots or ()]
        if self.layout.native and obj is not None:
            _native_relayout(obj, layout)
        elif not self.layout.native:
            self._home = _same_place(self._home, layout)
        self.layout = layout
        index = layout.index
        self._committed = {index[key]: value for key, value in record.items() if key in index} or None
        self.expired_slots = {index[key] for key in expired if key in index} or None


def _same_place(home: Home, layout: ClassLayout) -> Home:
    """The home for `layout` in the generation that `home` belongs to."""
    owner = home.owner
    return layout.nobody if owner is None else owner.home(layout)


def _report_modified(home: Home, core: Core) -> None:
    """Let the session hold a changed persistent object strongly."""
    owner = home.owner
    if owner is None or core.key is None:
        return
    session = owner.session
    if session is not None:
        session._note_modified(core)


# ---- native objects


@cython.no_gc_clear
@cython.cclass
class Instance:
    """Base class of natively mapped objects: a row, and what became of it.

    Every field has a name that starts with `_sa_`, which users know to avoid. Compiled, they are C fields.
    """

    __slots__ = (
        "_sa_row", "_sa_vals", "_sa_home", "_sa_rels", "_sa_core", "_sa_source", "_sa_raw", "_sa_epoch", "_sa_flags",
        "__weakref__", "__dict__",
    )  # fmt: skip
    _sa_native = True
    if not cython.compiled:
        _sa_row: Any  # tuple[Any, ...], or None
        _sa_vals: Any  # list[Any], or None
        _sa_home: Home
        _sa_rels: Any  # list[Any], or None
        _sa_core: Core | None
        _sa_source: Any  # Source, or None
        _sa_raw: int  # bit n: slot n is as the driver gave it
        _sa_epoch: int
        _sa_flags: int

    def __init__(self, **kwargs: Any) -> None:
        """Set the given attributes. Raises TypeError for a name that the class does not have."""
        cls = type(self)
        layout: ClassLayout | None = _ready_layout(cls)
        if layout is None:
            raise exc.UnmappedInstanceError(self)
        if self._sa_home is not None:
            # its class's own constructor has set attributes already
            _set_checked(self, cls, kwargs)
            return
        tracked: cython.bint = _any_can_cycle(kwargs)
        _adopt(self, layout)
        plain: dict[str, int] = layout.plain
        vals: list[Any] = self._sa_vals
        rest: dict[str, Any] | None = None
        for key, value in kwargs.items():
            slot = plain.get(key)
            if slot is None:
                if rest is None:
                    rest = {}
                rest[key] = value
            else:
                vals[slot] = value
        if kwargs:
            self._sa_flags |= MODIFIED
        if not tracked and layout.atomic and rest is None:
            untrack(vals)
            untrack(self)
        if rest is not None:
            _set_checked(self, cls, rest)

    def __setattr__(self, name: str, value: Any) -> None:
        if can_cycle(value):
            track(self)
        generic_setattr(self, name, value)

    @property
    def _sa_instance_state(self) -> Core:
        return native_core(self)

    def __getstate__(self) -> dict[str, Any]:
        state = {"_sa_instance_state": native_core(self)}
        state.update(_snapshot(self))
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        values = dict(state)
        core = values.pop("_sa_instance_state", None)
        adopt_pickled(self, core, values)

    def __dealloc__(self) -> None:
        if self._sa_flags & MAPPED:
            _leave_map(self)


@cython.cfunc
def _any_can_cycle(values: dict[str, Any]) -> cython.bint:
    for value in values.values():  # noqa: SIM110  # a plain loop is C when compiled
        if can_cycle(value):
            return True
    return False


def _set_checked(obj: Any, cls: type[Any], values: dict[str, Any]) -> None:
    for key, value in values.items():
        if not hasattr(cls, key):
            raise TypeError(f"{key!r} is an invalid keyword argument for {cls.__name__}{exc.nearest(key, dir(cls))}")
        setattr(obj, key, value)


def _ready_layout(cls: type[Any]) -> Any:
    """The layout for a new instance of `cls`, which may be an unmapped subclass of a mapped class."""
    manager = getattr(cls, "_sa_class_manager", None)
    if manager is None:
        return None
    layout = manager.layout
    return manager.make_layout() if layout is None else layout


@cython.cfunc
def _adopt(inst: Instance, layout: ClassLayout) -> None:
    """Start the life of a transient object."""
    inst._sa_home = layout.nobody
    inst._sa_vals = layout.initial.copy()


@cython.cfunc
def _home(inst: Instance) -> Home:
    """The object's home; brings a bare object to life and an old one to its class's present layout."""
    home: Home | None = inst._sa_home
    if home is None:
        layout = _ready_layout(type(inst))
        if layout is None:
            raise exc.UnmappedInstanceError(inst)
        _adopt(inst, layout)
        home = inst._sa_home
    elif home.layout.retired:
        layout = _ready_layout(home.layout.class_)
        if layout is not None and layout is not home.layout:
            core: Core | None = inst._sa_core
            (_new_core(inst, home) if core is None else core).relayout(layout)
            home = inst._sa_home
    return home


@cython.cfunc
def _move_native(core: Core, inst: Instance, home: Home, in_map: cython.bint) -> None:
    here: Home = inst._sa_home
    if inst._sa_flags & IN_DICT:
        core._epoch = home.epoch if core._epoch == here.epoch else STALE
    else:
        inst._sa_epoch = home.epoch if inst._sa_epoch == here.epoch else STALE
    inst._sa_home = home
    inst._sa_flags = (inst._sa_flags | MAPPED) if in_map else (inst._sa_flags & ~MAPPED)


@cython.cfunc
def native_core(inst: Instance) -> Core:
    """The core of a native object, made now if need be."""
    core: Core | None = inst._sa_core
    if core is not None:
        if core.layout.retired:
            _home(inst)
        return core
    home: Home = _home(inst)
    core = inst._sa_core
    return _new_core(inst, home) if core is None else core


@cython.cfunc
def _new_core(inst: Instance, home: Home) -> Core:
    layout: ClassLayout = home.layout
    kind = cython.cast(type, _core_class[0])
    core: Core = cython.cast(Core, kind.__new__(kind))
    core.layout = layout
    core._home = layout.nobody
    core._ref = weak_reference(inst)
    if inst._sa_flags & PERSISTENT:
        values = inst._sa_row if inst._sa_row is not None else inst._sa_vals
        if len(layout.pk_slots) == 1:
            core.key = (layout.identity_class, (values[layout.pk_slots[0]],), None)
        else:
            core.key = layout.identity_key(values)
    if inst._sa_source is not None:
        core.load_options = inst._sa_source.options
    inst._sa_core = core
    track(inst)
    return core


@cython.cfunc
def native_get(inst: Instance, slot: cython.Py_ssize_t) -> Any:
    """The current value or NO_VALUE; an expired object has none."""
    home: Home = _home(inst)
    layout: ClassLayout = home.layout
    if inst._sa_flags & IN_DICT:
        return _values_of(inst).get(layout.keys[slot], _NONE)
    if inst._sa_epoch != home.epoch:
        return _NONE
    if slot < layout.column_count:
        if inst._sa_raw and is_raw(inst, slot):
            return converted(inst, slot)
        if inst._sa_vals is not None:
            return inst._sa_vals[slot]
        return inst._sa_row[slot] if inst._sa_row is not None else _NONE
    if inst._sa_rels is None:
        return _NONE
    return inst._sa_rels[slot - layout.column_count]


# ---- values as the driver gave them
#
# A loaded object may keep columns as they came until they are read first; nobody else ever sees them so. Such a slot
# has the same value in `_sa_vals` and `_sa_row`, so it never counts as changed, and converting it is no change either.


@cython.cfunc
def is_raw(inst: Instance, slot: cython.Py_ssize_t) -> cython.bint:
    one: cython.ulonglong = 1
    return (inst._sa_raw & (one << slot)) != 0


@cython.cfunc
def converted(inst: Instance, slot: cython.Py_ssize_t) -> Any:
    """Convert a raw slot for good and return its value. Raises what the conversion raises, and says for what."""
    values = inst._sa_vals if inst._sa_vals is not None else inst._sa_row
    given = values[slot]
    try:
        value = inst._sa_source.convert[slot](given)
    except Exception as error:
        layout: ClassLayout = inst._sa_home.layout
        error.add_note(f"while reading {layout.class_.__name__}.{layout.keys[slot]}: the database gave {given!r}")
        raise
    if inst._sa_vals is None:
        _unpack(inst)
        inst._sa_row = None
        inst._sa_flags |= CLEAN
    elif inst._sa_row is not None:
        committed = list(inst._sa_row)
        committed[slot] = value
        inst._sa_row = tuple(committed)
    if can_cycle(value):
        track(inst)
        track(inst._sa_vals)
    inst._sa_vals[slot] = value
    _no_longer_raw(inst, slot)
    return value


@cython.cfunc
def _no_longer_raw(inst: Instance, slot: cython.Py_ssize_t) -> None:
    one: cython.ulonglong = 1
    inst._sa_raw &= ~(one << slot)


@cython.cfunc
def convert_all(inst: Instance) -> None:
    """Convert what is left of a loaded object that is not expired."""
    slot: cython.Py_ssize_t = 0
    while inst._sa_raw:
        if is_raw(inst, slot):
            converted(inst, slot)
        slot += 1


@cython.cfunc
def _unpack(inst: Instance) -> None:
    """Copy the row into a list; its values are hidden from the garbage collector where the object is."""
    inst._sa_vals = list(inst._sa_row)
    if not is_tracked(inst):
        untrack(inst._sa_vals)


@cython.cfunc
def _native_committed(inst: Instance, slot: cython.Py_ssize_t) -> Any:
    home: Home = _home(inst)
    if inst._sa_flags & IN_DICT or slot >= home.layout.column_count or inst._sa_flags & CLEAN:
        return native_get(inst, slot)
    if inst._sa_row is None or inst._sa_epoch != home.epoch:
        return _NONE
    if inst._sa_raw and is_raw(inst, slot):
        return converted(inst, slot)
    return inst._sa_row[slot]


@cython.cfunc
def _native_differs(inst: Instance, slot: cython.Py_ssize_t) -> Any:
    """Whether a column's current value is another object than its committed value."""
    if inst._sa_vals is None or inst._sa_flags & (CLEAN | IN_DICT):
        return False
    old = inst._sa_row[slot] if inst._sa_row is not None else _NONE
    return inst._sa_vals[slot] is not old


@cython.cfunc
def native_begin_write(inst: Instance) -> None:
    """Prepare for a user's change: unpack the row, keep it as the committed value, tell the session."""
    home: Home = _home(inst)
    if inst._sa_flags & IN_DICT:
        return
    if inst._sa_epoch != home.epoch:
        _native_settle(inst)
    if inst._sa_flags & CLEAN:
        inst._sa_row = tuple(inst._sa_vals)
        inst._sa_flags &= ~CLEAN
    elif inst._sa_vals is None:
        if inst._sa_row is not None:
            _unpack(inst)
        else:
            inst._sa_vals = home.layout.blank.copy()
    if not inst._sa_flags & MODIFIED:
        _native_mark(inst)


@cython.cfunc
def _native_mark(inst: Instance) -> None:
    if not inst._sa_flags & MODIFIED:
        inst._sa_flags |= MODIFIED
        home: Home = inst._sa_home
        if home.owner is not None:
            _report_modified(home, native_core(inst))


@cython.cfunc
def _native_store(inst: Instance, slot: cython.Py_ssize_t, value: Any) -> None:
    """Store a current value; the object must be settled."""
    layout: ClassLayout = inst._sa_home.layout
    if can_cycle(value):
        track(inst)
    if slot < layout.column_count:
        if can_cycle(value):
            track(inst._sa_vals)
        inst._sa_vals[slot] = value
        if inst._sa_raw:
            _no_longer_raw(inst, slot)
        return
    if inst._sa_rels is None:
        inst._sa_rels = [_NONE] * (len(layout.keys) - layout.column_count)
    inst._sa_rels[slot - layout.column_count] = value


@cython.cfunc
def _native_put(inst: Instance, slot: cython.Py_ssize_t, value: Any) -> Any:
    """Store a current and committed value. False where the committed value has to be noted in the core."""
    home: Home = _home(inst)
    if inst._sa_epoch != home.epoch:
        _native_settle(inst)
        native_core(inst)._forget(slot)
    if slot >= home.layout.column_count:
        _native_store(inst, slot, value)
        return True
    if inst._sa_vals is not None:
        _native_store(inst, slot, value)
        if inst._sa_row is None:
            return bool(inst._sa_flags & CLEAN) or value is _NONE
    if inst._sa_row is None:
        inst._sa_vals = home.layout.blank.copy()
        _native_store(inst, slot, value)
        return value is _NONE
    values = list(inst._sa_row)
    values[slot] = value
    if can_cycle(value):
        track(inst)
    inst._sa_row = tuple(values)
    if inst._sa_raw:
        _no_longer_raw(inst, slot)
    return True


@cython.cfunc
def _native_row_put(inst: Instance, row: tuple[Any, ...]) -> None:
    home: Home = _home(inst)
    if inst._sa_epoch != home.epoch:
        inst._sa_rels = None
        inst._sa_epoch = home.epoch
    inst._sa_row = row
    inst._sa_vals = None
    inst._sa_flags &= ~CLEAN
    inst._sa_raw = 0
    track(inst)


@cython.cfunc
def _native_settle(inst: Instance) -> None:
    """Forget the values of an expired object, so that single slots can be filled again."""
    core = native_core(inst)
    home: Home = inst._sa_home
    layout: ClassLayout = home.layout
    core.expired_slots = set(layout.expirable)
    core._committed = None
    if inst._sa_flags & IN_DICT:
        values = generic_dict(inst)
        for key in layout.keys:
            values.pop(key, None)
        core._epoch = home.epoch
        return
    inst._sa_row = layout.holes
    inst._sa_vals = None
    inst._sa_rels = None
    inst._sa_flags &= ~CLEAN
    inst._sa_epoch = home.epoch
    inst._sa_raw = 0


@cython.cfunc
def _native_expire(inst: Instance) -> None:
    native_core(inst)
    inst._sa_epoch = STALE
    inst._sa_row = None
    inst._sa_vals = None
    inst._sa_rels = None
    inst._sa_flags &= ~CLEAN
    inst._sa_raw = 0


@cython.cfunc
def _native_commit(inst: Instance) -> None:
    inst._sa_flags &= ~MODIFIED
    if inst._sa_vals is not None and not inst._sa_flags & IN_DICT:
        inst._sa_flags |= CLEAN
        inst._sa_row = None


def _native_become_new(inst: Instance, values: Any) -> None:
    home: Home = inst._sa_home
    inst._sa_flags = (inst._sa_flags | MODIFIED) & ~(CLEAN | PERSISTENT)
    if values is None:
        core: Core = native_core(inst)
        core._epoch = home.epoch
        return
    inst._sa_row = None
    inst._sa_vals = values
    inst._sa_epoch = home.epoch
    track(inst)


@cython.cfunc
def _native_relayout(inst: Instance, layout: ClassLayout) -> None:
    """Renumber an object's values for another layout of its class."""
    home: Home = inst._sa_home
    old: ClassLayout = home.layout
    expired: cython.bint = inst._sa_epoch != home.epoch
    if expired:
        inst._sa_raw = 0
    elif not inst._sa_flags & IN_DICT:
        convert_all(inst)
    inst._sa_home = _same_place(home, layout)
    if inst._sa_flags & IN_DICT:
        return
    for name in ("row", "vals"):
        values = inst._sa_row if name == "row" else inst._sa_vals
        if values is None:
            continue
        known = dict(zip(old.keys, values, strict=False))
        fresh = [known.get(key, _NONE) for key in layout.keys[: layout.column_count]]
        if name == "row":
            inst._sa_row = tuple(fresh)
        else:
            inst._sa_vals = fresh
    if inst._sa_rels is not None:
        known = dict(zip(old.keys[old.column_count :], inst._sa_rels, strict=True))
        inst._sa_rels = [known.get(key, _NONE) for key in layout.keys[layout.column_count :]]
    inst._sa_epoch = STALE if expired else inst._sa_home.epoch


@cython.cfunc
def _leave_map(inst: Instance) -> None:
    """A persistent object dies: take its entry out of the identity map, if it is still its own.

    At the end of a reference cycle, or of the interpreter, the collector may have emptied what the object refers to.
    """
    home: Home | None = inst._sa_home
    if home is None or home.layout is None or home.refs is None or home.layout.pk_slots is None:
        return
    core: Core | None = inst._sa_core
    layout: ClassLayout = home.layout
    if core is not None and core.key is not None:
        map_key = layout.map_key(core.key[1], core.key[2])
    else:
        values = inst._sa_row if inst._sa_row is not None else inst._sa_vals
        if values is None or len(values) < layout.column_count:
            return
        if len(layout.pk_slots) == 1:
            map_key = values[layout.pk_slots[0]]
        else:
            map_key = layout.identity_of(values)
    reference = home.refs.get(map_key)
    if reference is not None:
        other = reference()
        if other is None or other is inst:
            del home.refs[map_key]


# ---- the `__dict__` of native objects


def _has_flag(inst: Instance, flag: int) -> bool:
    return bool(inst._sa_flags & cython.cast(cython.uint, flag))


def _has_relations(inst: Instance) -> bool:
    return inst._sa_rels is not None


def _native_home(inst: Instance) -> Home:
    return inst._sa_home


def _values_of(obj: Any) -> dict[str, Any]:
    """The dict that holds an object's values: a foreign object's, or an inflated native one's."""
    if not isinstance(obj, Instance):
        return cast("dict[str, Any]", obj.__dict__)
    inst: Instance = obj
    core: Core = native_core(inst)
    home: Home = inst._sa_home
    if core._epoch != home.epoch:
        _native_settle(inst)
    return generic_dict(inst)


def _snapshot(inst: Instance) -> dict[str, Any]:
    """Loaded values and the user's own attributes, in a new dict."""
    values = dict(generic_dict(inst))
    values.pop("_sa_instance_state", None)
    if not inst._sa_flags & IN_DICT:
        layout = _home(inst).layout
        for slot, key in enumerate(layout.keys):
            value = native_get(inst, slot)
            if value is not NO_VALUE:
                values[key] = value
    return values


def inflate(inst: Instance) -> dict[str, Any]:
    """Move a native object's values into its `__dict__` and return that dict, which is the truth from now on."""
    if inst._sa_home is None and _ready_layout(type(inst)) is None:
        return generic_dict(inst)
    core = native_core(inst)
    if inst._sa_flags & IN_DICT:
        return _values_of(inst)
    home: Home = inst._sa_home
    layout: ClassLayout = home.layout
    values = generic_dict(inst)
    values.setdefault("_sa_instance_state", core)
    for slot in range(layout.column_count):
        if _native_differs(inst, slot):
            core.remember(slot, _native_committed(inst, slot))
    for slot, key in enumerate(layout.keys):
        value = native_get(inst, slot)
        if value is not NO_VALUE:
            values[key] = value
    core._epoch = inst._sa_epoch
    inst._sa_epoch = STALE
    inst._sa_flags = (inst._sa_flags | IN_DICT) & ~CLEAN
    inst._sa_vals = inst._sa_row = inst._sa_rels = None
    inst._sa_raw = 0
    track(inst)
    return values


def _set_dict(inst: Instance, values: dict[str, Any]) -> None:
    own = inflate(inst)
    own.clear()
    own.update(values)


native_dict = property(inflate, _set_dict, doc="Loaded values and the user's own attributes.")


def prepare_namespace(namespace: dict[str, Any]) -> None:
    """Ready the namespace of a natively mapped class: to be called by its metaclass before `type.__new__`.

    Adds the `__dict__` property. It has to stand in every mapped class itself, because an unmapped mixin brings
    a `__dict__` descriptor of its own that would come first.
    """
    namespace.setdefault("__dict__", native_dict)


def adopt_pickled(inst: Instance, core: Core | None, values: dict[str, Any]) -> None:
    """Fill an object that was just unpickled or copied.

    core: the core that came with it, or None when the pickle had none. A core that belongs to another object
    (`copy.copy`) is copied.
    """
    if core is not None and inst._sa_core is None:
        other = core.obj()
        if other is not None and other is not inst:
            state: Any = core.__getstate__()
            state["instance"] = inst
            twin: Any = type(core)(None, core.layout)
            twin.__setstate__(state)
            core = twin
        elif other is None:
            core._bind(inst)
    index = _home(inst).layout.index
    committed = None if core is None else core._committed
    loaded = core is not None and core.key is not None
    extras = generic_dict(inst)
    for key, value in values.items():
        slot = index.get(key)
        if slot is None:
            extras[key] = value
            track(inst)
        elif loaded and (committed is None or slot not in committed):
            native_core(inst).put(slot, value)
    if not loaded:
        _fill_changed(inst, index, values, None)
    elif committed is not None:
        _fill_changed(inst, index, values, committed)
        native_core(inst)._committed = committed


def _fill_changed(inst: Instance, index: dict[str, int], values: dict[str, Any], slots: Any) -> None:
    """Set what the user had set: everything, or the given slots."""
    native_begin_write(inst)
    for key, value in values.items():
        slot = index.get(key)
        if slot is not None and (slots is None or slot in slots):
            _native_store(inst, slot, value)


def set_loaded_pickle_row(inst: Instance, layout: ClassLayout) -> None:
    """Give a persistent object that is being unpickled an empty row to be filled slot by slot."""
    inst._sa_row = layout.holes
    inst._sa_vals = None
    inst._sa_flags |= PERSISTENT


if not cython.compiled:
    set_slot_dict(Instance.__dict__["__dict__"].__get__)
    start_empty(Core, _epoch=0, _flags=0, is_deleted_state=False, loads_while_pending=False)
    start_empty(Instance, _sa_raw=0, _sa_epoch=0, _sa_flags=0)
