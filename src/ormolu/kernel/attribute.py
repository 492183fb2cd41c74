"""The data descriptor under `User.name`: instance access in a few nanoseconds, everything else handed to `impl`.

A read or write takes the short way when the object is in the layout that the descriptor knows, is not expired, has a
value, and (for writes) nobody listens. In every other case `impl` (orm/state) answers: loading, events, collections.

`Attribute` is the first base of `InstrumentedAttribute`, which adds what `User.name` means in SQL.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ormolu.kernel.instance import core_of
from ormolu.kernel.status import DONT_SET, NO_VALUE

if TYPE_CHECKING:
    from ormolu.kernel import _cyshim as cython
else:
    try:
        import cython
    except ModuleNotFoundError:
        from ormolu.kernel import _cyshim as cython

if not cython.compiled:
    from ormolu.kernel.allocation import start_empty
    from ormolu.kernel.instance import CLEAN, MODIFIED, Instance, converted, is_raw, native_begin_write
    from ormolu.kernel.layout import ClassLayout
    from ormolu.kernel.tracking import can_cycle, track

_NONE = cython.declare(object, NO_VALUE)
_KEEP = cython.declare(object, DONT_SET)


@cython.cclass
class Attribute:
    """Instance access to one slot.

    impl: the slow path (`get(core)`, `set(core, value)`, `delete(core)`). layout, slot: where the value is; set by
    `place()`. plain: nothing but storing has to happen at a write. silent: nobody listens, so that this is true of the
    first write to a new object, which has no old value.
    """

    __slots__ = ("impl", "key", "class_", "layout", "slot", "native", "plain", "silent", "column", "__weakref__")
    if not cython.compiled:
        impl: Any
        key: str
        class_: Any
        layout: ClassLayout
        slot: int
        native: bool
        plain: bool
        silent: bool
        column: bool

    def place(self, layout: ClassLayout, slot: int) -> None:
        """Point this descriptor to its slot in the (new) layout of its class."""
        self.layout = layout
        self.slot = slot
        self.native = layout.native
        self.column = slot < layout.column_count
        self.set_plain(self.plain, self.silent)

    def set_plain(self, plain: bool, silent: bool) -> None:
        """Say whether a write needs no event, validator or old value, and whether one to a new object needs none."""
        self.plain = plain
        self.silent = silent
        layout = self.layout
        if layout is None or not self.column:
            return
        if silent:
            layout.plain[self.key] = self.slot
        else:
            layout.plain.pop(self.key, None)

    def __get__(self, obj: Any, owner: Any) -> Any:
        if obj is None:
            return self
        if isinstance(obj, Instance):
            inst: Instance = obj
            home = inst._sa_home
            if home is not None and home.layout is self.layout and inst._sa_epoch == home.epoch:
                if self.column:
                    if inst._sa_raw and is_raw(inst, self.slot):
                        return converted(inst, self.slot)
                    if inst._sa_vals is not None:
                        value = inst._sa_vals[self.slot]
                    elif inst._sa_row is not None:
                        value = inst._sa_row[self.slot]
                    else:
                        value = _NONE
                elif inst._sa_rels is not None:
                    value = inst._sa_rels[self.slot - self.layout.column_count]
                else:
                    value = _NONE
                if value is not _NONE:
                    return value
        else:
            value = obj.__dict__.get(self.key, _NONE)
            if value is not _NONE:
                return value
        core = core_of(obj)  # may configure the class, which exchanges `impl`
        return self.impl.get(core)

    def __set__(self, obj: Any, value: Any) -> None:
        if value is _KEEP:
            return
        if self.plain and self.column and isinstance(obj, Instance):
            inst: Instance = obj
            home = inst._sa_home
            if home is not None and home.layout is self.layout and inst._sa_epoch == home.epoch:
                if not inst._sa_flags & MODIFIED or inst._sa_flags & CLEAN or inst._sa_vals is None:
                    native_begin_write(inst)
                if inst._sa_raw and is_raw(inst, self.slot):
                    converted(inst, self.slot)
                if can_cycle(value):
                    track(inst)
                    track(inst._sa_vals)
                inst._sa_vals[self.slot] = value
                core = inst._sa_core
                if core is not None and core.expired_slots is not None:
                    core.expired_slots.discard(self.slot)
                return
        core = core_of(obj)
        self.impl.set(core, value)

    def __delete__(self, obj: Any) -> None:
        core = core_of(obj)
        self.impl.delete(core)


if not cython.compiled:
    start_empty(Attribute, slot=0, native=False, plain=False, silent=False, column=False)
