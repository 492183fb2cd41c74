"""What loads that follow the rows ask of many objects at once: who lacks an attribute, by which key, and storing it.

Native objects answer without a core; any others through theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ormolu.kernel.instance import core_of
from ormolu.kernel.status import NO_VALUE

if TYPE_CHECKING:
    from ormolu.kernel import _cyshim as cython
else:
    try:
        import cython
    except ModuleNotFoundError:
        from ormolu.kernel import _cyshim as cython

if not cython.compiled:
    from ormolu.kernel.instance import IN_DICT, Instance, _native_store, native_get
    from ormolu.kernel.layout import ClassLayout, Home

_NONE = cython.declare(object, NO_VALUE)


@cython.cfunc
def _is_at_hand(inst: Instance) -> cython.bint:
    """Whether the values are where the layout says, not expired and not in the object's `__dict__`."""
    home: Home | None = inst._sa_home
    if home is None or home.layout.retired or inst._sa_flags & IN_DICT:
        return False
    return inst._sa_epoch == home.epoch


def without_value(objects: Sequence[Any], key: str) -> list[Any]:
    """Return those objects whose attribute has no value."""
    found: list[Any] = []
    for obj in objects:
        if isinstance(obj, Instance):
            inst: Instance = obj
            if _is_at_hand(inst):
                layout: ClassLayout = inst._sa_home.layout
                slot: cython.Py_ssize_t = layout.index[key]
                if (slot >= layout.column_count and inst._sa_rels is None) or native_get(inst, slot) is _NONE:
                    found.append(obj)
                continue
        core = core_of(obj)
        if core.get(core.layout.index[key]) is NO_VALUE:
            found.append(obj)
    return found


def values_of(objects: Sequence[Any], keys: tuple[str, ...]) -> list[Any]:
    """Return each object's values of some attributes: a tuple, or the value itself if `keys` is one.

    A tuple with a None is None, one with a value that is not loaded is NO_VALUE.
    """
    found: list[Any] = []
    single: cython.bint = len(keys) == 1
    first = keys[0]
    for obj in objects:
        if single:
            value = _value(obj, first)
        else:
            value = tuple([_value(obj, key) for key in keys])
            if any([part is _NONE for part in value]):
                value = _NONE
            elif None in value:
                value = None
        found.append(value)
    return found


def _value(obj: Any, key: str) -> Any:
    if isinstance(obj, Instance):
        inst: Instance = obj
        if _is_at_hand(inst):
            return native_get(inst, inst._sa_home.layout.index[key])
    core = core_of(obj)
    return core.get(core.layout.index[key])


def put_references(objects: Sequence[Any], values: Sequence[Any], key: str) -> None:
    """Store a related object, or None, in each of the objects as loaded."""
    for obj, value in zip(objects, values, strict=True):
        if isinstance(obj, Instance):
            inst: Instance = obj
            if inst._sa_core is None and _is_at_hand(inst):
                _native_store(inst, inst._sa_home.layout.index[key], value)
                continue
        core = core_of(obj)
        core.put(core.layout.index[key], value)


def members_by_key(rows: Iterable[Any], width: int) -> dict[Any, list[Any]]:
    """Group rows of key columns and an object, without repetition; a key of `width` 1 is the bare value."""
    found: dict[Any, dict[int, Any]] = {}
    single: cython.bint = width == 1
    bag: dict[int, Any] | None
    for row in rows:
        key = row[0] if single else row[:width]
        bag = found.get(key)
        if bag is None:
            bag = found[key] = {}
        member = row[width]
        bag[id(member)] = member
    return {key: list(bag.values()) for key, bag in found.items()}
