"""Rows to objects: the loop that runs once for every row of an ORM query.

A row whose object is in the identity map already gives that object, untouched. A new native object keeps the driver's
tuple as it is when the row has exactly the columns of its class, and a slice of it in canonical order otherwise.
Measured (6 columns, SQLite, over the driver's own cost): about 0.2 us a row compiled, 70 % of which would be the
garbage collector's if the objects were not untracked.

Rows with several entities, discriminators or refreshes are taken apart by orm/loading, through `new_object`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from ormolu.kernel.instance import Core, _core_class, core_of
from ormolu.kernel.layout import EntryReference
from ormolu.kernel.status import NO_VALUE

if TYPE_CHECKING:
    from ormolu.kernel import _cyshim as cython
else:
    try:
        import cython
    except ModuleNotFoundError:
        from ormolu.kernel import _cyshim as cython

if not cython.compiled:
    from ormolu.kernel.instance import MAPPED, PERSISTENT, Instance
    from ormolu.kernel.layout import ClassLayout, Home
    from ormolu.kernel.tracking import can_cycle, new_reference, track, untrack

_NONE = cython.declare(object, NO_VALUE)


class EntityLoader(Protocol):
    """Who wants the objects. fresh, existing: where new and known objects are noted."""

    fresh: list[Any]
    existing: list[Any]

    def load(self, row: Any) -> Any:
        """Make or complete the object of one row in the general way; None for a row without one."""


def hydrate_entities(
    rows: Sequence[Any], pk_places: tuple[int, ...], places: tuple[int, ...] | None, home: Home, loader: EntityLoader
) -> list[Any]:
    """Return the object of each row, None for rows whose primary key is NULL.

    pk_places: where in the row the primary key is. places: where the value of each column slot is (-1: not in the row),
    or None when the row is exactly the class's columns in order.
    Rows that need more than this loop can do (a partly NULL key, an object that is expired, has unloaded columns or
    is of another class) go through `loader.load(row)`.
    """
    layout = home.layout
    if not layout.native:
        load = loader.load
        return [load(row) for row in rows]
    refs: dict[Any, Any] = home.refs
    result: list[Any] = []
    fresh: list[Any] = loader.fresh
    single: cython.bint = len(pk_places) == 1
    pk: cython.Py_ssize_t = pk_places[0]
    for row in rows:
        if single:
            key = row[pk]
            if key is None:
                result.append(None)
                continue
        else:
            key = tuple([row[place] for place in pk_places])
            if None in key:
                result.append(loader.load(row))
                continue
        reference = refs.get(key)
        obj = None if reference is None else reference()
        if obj is None:
            obj = _fresh(home, row, places, key)
            fresh.append(obj)
        elif not _is_complete(obj, home):
            obj = loader.load(row)
        result.append(obj)
    return result


def _is_complete(obj: Any, home: Home) -> bool:
    """Whether an object needs nothing from another row of its own."""
    inst: Instance = obj
    if inst._sa_home is not home or inst._sa_epoch != home.epoch:
        return False
    values = inst._sa_vals if inst._sa_vals is not None else inst._sa_row
    for value in values:  # noqa: SIM110  # a generator would cost more than the whole test
        if value is _NONE:
            return False
    return True


def known_object(layout: ClassLayout, refs: dict[Any, Any], key: Any) -> Any:
    """Return the native object of exactly this class that is filed under a key and not expired; None otherwise.

    None may also mean "ask in the general way".
    """
    reference = refs.get(key)
    if reference is None:
        return None
    obj = reference()
    if not isinstance(obj, Instance):
        return None
    inst: Instance = obj
    home: Home | None = inst._sa_home
    if home is not None and home.layout is layout and not layout.retired and inst._sa_epoch == home.epoch:
        return obj
    return None


@cython.cfunc
def _fresh(home: Home, row: Any, places: Any, key: Any) -> Any:
    """A new native object from a row, filed under its key."""
    layout = home.layout
    kind = cython.cast(type, layout.class_)
    inst: Instance = cython.cast(Instance, kind.__new__(kind))
    values: tuple[Any, ...]
    if places is None:
        values = row if row.__class__ is tuple else tuple(row)
    else:
        values = tuple([_NONE if place < 0 else row[place] for place in places])
    inst._sa_row = values
    inst._sa_home = home
    inst._sa_epoch = home.epoch
    inst._sa_flags = PERSISTENT | MAPPED
    if cython.compiled:
        home.refs[key] = new_reference(inst)
    else:
        home.refs[key] = EntryReference(inst, home, key)
    for value in values:
        if can_cycle(value):
            return inst
    untrack(values)
    untrack(inst)
    return inst


def fill_slot(objects: Sequence[Any], values: Sequence[Any], slot: int) -> None:
    """Store a loaded reference in each of many new native objects of one class; a slot behind the columns."""
    if not objects:
        return
    first: Instance = objects[0]
    layout = first._sa_home.layout
    place: cython.Py_ssize_t = slot - layout.column_count
    empty = [_NONE] * (len(layout.keys) - layout.column_count)
    for obj, value in zip(objects, values, strict=True):
        inst: Instance = obj
        if inst._sa_rels is None:
            inst._sa_rels = empty.copy()
        inst._sa_rels[place] = value
        if value is not None:
            track(inst)


def new_object(home: Home, values: tuple[Any, ...], identity: tuple[Any, ...], token: Any = None) -> Any:
    """Return a new persistent object of either layout, with canonical column values, filed under its identity."""
    layout = home.layout
    if layout.native and token is None:
        return _fresh(home, values, None, identity[0] if len(identity) == 1 else identity)
    cls: Any = layout.class_
    obj = cls.__new__(cls)
    core: Core = _core_class[0](obj, layout)
    core.key = (layout.identity_class, identity, token)
    if not layout.native:
        obj.__dict__["_sa_instance_state"] = core
    core.row_put(values)
    core.move_to(home.owner, True)
    home.refs[layout.map_key(identity, token)] = core.map_reference()
    return obj


def complete(obj: Any, values: tuple[Any, ...]) -> bool:
    """Fill the unloaded columns of an object that was there already; True when it was expired as a whole.

    values: canonical column values. What is loaded or was changed stays as it is.
    """
    core = core_of(obj)
    if core.is_all_expired:
        core.row_put(values)
        return True
    for slot, value in enumerate(values):
        if value is not NO_VALUE and core.get(slot) is NO_VALUE and not core.has_change(slot):
            core.put(slot, value)
    return False
