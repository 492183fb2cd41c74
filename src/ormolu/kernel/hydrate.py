"""Rows to objects: the loops that run once for every row of an ORM query.

A row whose object is in the identity map already gives that object, untouched. A new native object keeps the driver's
tuple as it is when the row has exactly the columns of its class, and a slice of it in canonical order otherwise.
Measured (6 columns, SQLite, over the driver's own cost): about 0.2 us a row compiled, 70 % of which would be the
garbage collector's if the objects were not untracked.

What can be known before the rows is in a `Recipe`. Rows that need more than the loop can do (refreshes, objects that
are expired or of another class) are taken apart by orm/loading, through `new_object`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    from ormolu.kernel.instance import MAPPED, PERSISTENT, STALE, Instance
    from ormolu.kernel.layout import ClassLayout, Home, Source
    from ormolu.kernel.tracking import can_cycle, is_tracked, new_reference, track, untrack
    from ormolu.kernel.tuples import picked

_NONE = cython.declare(object, NO_VALUE)


@cython.cclass
class Recipe:
    """How the rows of one execution become new objects of one class.

    pk: where in the row the primary key is. places: where the value of each column slot is (-1: not in the row), or
    None when the row is exactly the class's columns in order. convert: per slot the function that makes the value of
    what the driver gave, None where that is the value; such slots are converted when they are read first, in native
    objects of at most 64 columns only. options: what the objects keep for later loads.
    discriminator: where the row says which subclass it is of, or -1; variants: discriminator value -> that recipe.
    fresh: the objects that were made, in order.
    """

    __slots__ = (
        "home", "pk", "places", "source", "fresh", "raw", "first", "end", "discriminator", "variants",
    )  # fmt: skip
    if not cython.compiled:
        home: Home
        pk: tuple[int, ...]
        places: tuple[int, ...] | None
        source: Source | None
        fresh: list[Any]
        raw: int
        first: int
        end: int
        discriminator: int
        variants: dict[Any, Recipe]

    def __init__(
        self,
        home: Home,
        pk: tuple[int, ...],
        places: tuple[int, ...] | None,
        convert: tuple[Callable[[Any], Any] | None, ...] | None = None,
        options: Any = None,
        discriminator: int = -1,
    ) -> None:
        self.home = home
        self.pk = pk
        self.places = places
        self.fresh = []
        self.raw = 0
        self.first = self.end = -1
        self.discriminator = discriminator
        self.variants = {}
        if places and places[0] >= 0 and places == tuple(range(places[0], places[0] + len(places))):
            self.first = places[0]
            self.end = self.first + len(places)
        self.source = None
        if convert is not None:
            for slot, function in enumerate(convert):
                if function is not None:
                    self.raw |= 1 << slot
        if convert is not None or options is not None:
            self.source = Source(convert, options)


class EntityLoader(Protocol):
    """Who wants the objects."""

    def load(self, row: Any) -> Any:
        """Make or complete the object of one row in the general way; None for a row without one."""


def hydrate_entities(
    rows: Sequence[Any], recipe: Recipe, loader: EntityLoader, found: dict[Any, Any] | None
) -> list[Any]:
    """Return the object of each row, None for rows whose primary key is NULL.

    found: where to note key -> object, None when nobody wants to know and rows are not expected to repeat.
    Rows that need more than this loop can do (a partly NULL key, an object that is expired, has unloaded columns or
    is of another class) go through `loader.load(row)`.
    """
    refs: dict[Any, Any] = recipe.home.refs
    result: list[Any] = []
    single: cython.bint = len(recipe.pk) == 1
    pk: cython.Py_ssize_t = recipe.pk[0]
    tells_class: cython.bint = recipe.discriminator >= 0
    made: Recipe | None = recipe
    for row in rows:
        if single:
            key = row[pk]
            if key is None:
                result.append(None)
                continue
        else:
            key = picked(row, recipe.pk, None)
            if None in key:
                result.append(loader.load(row))
                continue
        if found is not None:
            obj = found.get(key)
            if obj is not None:
                result.append(obj)
                continue
        if tells_class:
            made = recipe.variants.get(row[recipe.discriminator])
        reference = refs.get(key)
        obj = None if reference is None else reference()
        if made is None or (obj is not None and not _is_complete(obj, made)):
            obj = loader.load(row)
        elif obj is None:
            obj = _fresh(made, row, key)
        if found is not None and obj is not None:
            found[key] = obj
        result.append(obj)
    return result


@cython.cfunc
def _is_complete(obj: Any, recipe: Recipe) -> cython.bint:
    """Whether an object needs nothing that another row of its own could bring."""
    home: Home = recipe.home
    if not home.layout.native:
        return _has_all(obj, recipe)
    inst: Instance = obj
    if inst._sa_home is not home or inst._sa_epoch != home.epoch:
        return False
    values: Any = inst._sa_vals if inst._sa_vals is not None else inst._sa_row
    for slot, value in enumerate(values):  # noqa: SIM110  # a generator would cost more than the whole test
        if value is _NONE and (recipe.places is None or recipe.places[slot] >= 0):
            return False
    return True


@cython.cfunc
def _has_all(obj: Any, recipe: Recipe) -> cython.bint:
    """The same for a foreign object."""
    core: Core = core_of(obj)
    layout: ClassLayout = recipe.home.layout
    if core.layout is not layout or core._epoch == STALE:
        return False
    values: dict[str, Any] = obj.__dict__
    for slot in range(layout.column_count):
        if layout.keys[slot] not in values and (recipe.places is None or recipe.places[slot] >= 0):
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
def _fresh(recipe: Recipe, row: Any, key: Any) -> Any:
    """A new object from a row, filed under its key."""
    home: Home = recipe.home
    values: tuple[Any, ...]
    if recipe.places is None:
        values = row if row.__class__ is tuple else tuple(row)
    elif recipe.first >= 0 and row.__class__ is tuple:
        values = row[recipe.first : recipe.end]
    else:
        values = picked(row, recipe.places, _NONE)
    inst = _filed(recipe, values, key) if home.layout.native else _foreign(recipe, values, key)
    recipe.fresh.append(inst)
    return inst


@cython.cfunc
def _foreign(recipe: Recipe, values: tuple[Any, ...], key: Any) -> Any:
    """A new object of a class that is not ours: its values are in its `__dict__`, its bookkeeping beside them."""
    home: Home = recipe.home
    layout: ClassLayout = home.layout
    cls: Any = layout.class_
    obj = cls.__new__(cls)
    kind = cython.cast(type, _core_class[0])
    core: Core = cython.cast(Core, kind.__new__(kind))
    core.layout = layout
    identity: tuple[Any, ...] = (key,) if len(recipe.pk) == 1 else key
    identity_key: tuple[Any, ...] = (layout.identity_class, identity, None)
    if not can_cycle(key):
        untrack(identity)
        untrack(identity_key)
    core.key = identity_key
    core._bind(obj)
    core._home = home
    core._flags = MAPPED
    if recipe.source is not None:
        core.load_options = recipe.source.options
    attributes: dict[str, Any] = obj.__dict__
    attributes["_sa_instance_state"] = core
    slot: cython.Py_ssize_t = 0
    for value in values:
        if value is not _NONE:
            attributes[layout.keys[slot]] = value
        slot += 1  # noqa: SIM113  # `enumerate` is a tuple each time
    home.refs[key] = core.map_reference()
    return obj


@cython.cfunc
def _filed(recipe: Recipe, values: tuple[Any, ...], key: Any) -> Any:
    """A new native object with these column values."""
    home: Home = recipe.home
    layout: ClassLayout = home.layout
    kind = cython.cast(type, layout.class_)
    inst: Instance = cython.cast(Instance, kind.__new__(kind))
    inst._sa_row = values
    inst._sa_home = home
    inst._sa_epoch = home.epoch
    inst._sa_flags = PERSISTENT | MAPPED
    inst._sa_source = recipe.source
    inst._sa_raw = recipe.raw
    if cython.compiled:
        home.refs[key] = new_reference(inst)
    else:
        home.refs[key] = EntryReference(inst, home, key)
    for value in values:
        if can_cycle(value) and value is not _NONE:
            return inst
    untrack(values)
    untrack(inst)
    return inst


def fill_slot(objects: Sequence[Any], values: Sequence[Any], slot: int, layout: ClassLayout) -> None:
    """Store a loaded reference in each of many new objects of one class; a slot behind the columns."""
    if not layout.native:
        for obj, value in zip(objects, values, strict=True):
            obj.__dict__[layout.keys[slot]] = value
        return
    place: cython.Py_ssize_t = slot - layout.column_count
    empty: list[Any] = [_NONE] * (len(layout.keys) - layout.column_count)
    for obj, value in zip(objects, values, strict=True):
        inst: Instance = obj
        if inst._sa_rels is None:
            inst._sa_rels = empty.copy()
        inst._sa_rels[place] = value
        if value is None:
            if not is_tracked(inst):
                untrack(inst._sa_rels)
        else:
            track(inst._sa_rels)
            track(inst)


def gather(
    owners: Sequence[Any],
    members: Sequence[Any],
    bags: dict[int, dict[int, Any] | None],
    open_bag: Callable[[Any], Any],
) -> None:
    """Put each member into the bag of its owner, once; None is no member.

    bags: id of the owner -> its bag (id of a member -> the member), or None for an owner that wants none. open_bag: makes
    the bag of an owner that is met first. Rows of one owner mostly follow each other.
    """
    last: Any = None
    bag: dict[int, Any] | None = None
    for owner, member in zip(owners, members, strict=True):
        if owner is not last:
            last = owner
            key = id(owner)
            if key in bags:
                bag = bags[key]
            else:
                bag = bags[key] = open_bag(owner)
        if bag is not None and member is not None:
            bag[id(member)] = member


def new_object(recipe: Recipe, values: tuple[Any, ...], identity: tuple[Any, ...], token: Any = None) -> Any:
    """Return a new persistent object of either layout, with canonical column values, filed under its identity."""
    home: Home = recipe.home
    layout: ClassLayout = home.layout
    if token is None:
        key = identity[0] if len(identity) == 1 else identity
        obj = _filed(recipe, values, key) if layout.native else _foreign(recipe, values, key)
    else:
        obj = _with_core(recipe, values, identity, token)
    recipe.fresh.append(obj)
    return obj


def _with_core(recipe: Recipe, values: tuple[Any, ...], identity: tuple[Any, ...], token: Any) -> Any:
    home: Home = recipe.home
    layout: ClassLayout = home.layout
    cls: Any = layout.class_
    obj = cls.__new__(cls)
    core: Core = _core_class[0](obj, layout)
    core.key = (layout.identity_class, identity, token)
    if not layout.native:
        obj.__dict__["_sa_instance_state"] = core
    core.row_put(values)
    if recipe.source is not None:
        core.load_options = recipe.source.options
    if recipe.raw:
        inst: Instance = obj
        inst._sa_source = recipe.source
        inst._sa_raw = recipe.raw
    core.move_to(home.owner, True)
    home.refs[layout.map_key(identity, token)] = core.map_reference()
    return obj
