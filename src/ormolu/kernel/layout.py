"""The shape of mapped classes, and where their objects live: what all objects of one class share.

`ClassLayout` numbers the slots of a class. `Owner` is one generation of a session; `Home` is the place of one class in
it: its `epoch` says, for all objects there at once, what is expired, its `refs` are the identity map's entries.
The objects themselves are `instance.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING, Any
from weakref import ref as weak_reference

from ormolu.kernel.status import NO_VALUE

if TYPE_CHECKING:
    from ormolu.kernel import _cyshim as cython
else:
    try:
        import cython
    except ModuleNotFoundError:
        from ormolu.kernel import _cyshim as cython

_serials = count(1)


@cython.cclass
class ClassLayout:
    """The slots of one mapped class: columns in canonical order, then every other attribute.

    keys: attribute names by slot. column_count: how many of them are columns. pk_slots: where the primary key is.
    identity_class: the class that stands in identity keys (the root of an inheritance hierarchy).
    equals: per column slot None for `==`, or the type's own comparison. expirable: slots to be loaded again together
    when an expired object is read (deferred columns are not among them). initial: what columns of a new object have.
    A layout never changes; when a class gets another attribute, its manager makes a new layout and retires this one.
    """

    __slots__ = (
        "class_", "manager", "mapper", "identity_class", "keys", "index", "pk_slots", "equals", "expirable",
        "column_count", "native", "serial", "blank", "initial", "holes", "plain", "nobody", "retired", "atomic",
    )  # fmt: skip
    if not cython.compiled:
        class_: type[Any]
        manager: Any
        mapper: Any
        identity_class: type[Any]
        keys: tuple[str, ...]
        index: dict[str, int]
        pk_slots: tuple[int, ...]
        equals: tuple[Callable[[Any, Any], bool] | None, ...] | None
        expirable: frozenset[int]
        column_count: int
        native: bool
        serial: int
        blank: list[Any]
        initial: list[Any]
        holes: tuple[Any, ...]
        plain: dict[str, int]
        nobody: Home
        retired: bool
        atomic: bool

    def __init__(
        self,
        class_: type[Any],
        keys: Sequence[str],
        column_count: int = 0,
        pk_slots: Sequence[int] = (),
        *,
        manager: Any = None,
        mapper: Any = None,
        identity_class: type[Any] | None = None,
        equals: Sequence[Callable[[Any, Any], bool] | None] = (),
        expirable: Iterable[int] | None = None,
        native: bool | None = None,
        initial: Mapping[int, Any] | None = None,
    ) -> None:
        self.class_ = class_
        self.manager = manager
        self.mapper = mapper
        self.identity_class = identity_class or class_
        self.keys = tuple(keys)
        self.index = {key: slot for slot, key in enumerate(self.keys)}
        self.column_count = column_count
        self.pk_slots = tuple(pk_slots)
        self.equals = tuple(equals) if any(equals) else None
        self.expirable = frozenset(range(column_count) if expirable is None else expirable)
        self.native = hasattr(class_, "_sa_native") if native is None else native
        self.serial = next(_serials)
        self.blank = [NO_VALUE] * column_count
        self.initial = self.blank.copy()
        for slot, value in (initial or {}).items():
            self.initial[slot] = value
        self.holes = (NO_VALUE,) * column_count
        self.plain = {}
        self.retired = False
        self.atomic = True
        self.nobody = Home(self)

    def identity_of(self, values: Sequence[Any]) -> tuple[Any, ...]:
        """The primary key tuple within canonical column values."""
        return tuple([values[slot] for slot in self.pk_slots])

    def identity_key(self, values: Sequence[Any], token: Any = None) -> tuple[Any, tuple[Any, ...], Any]:
        """The identity key for canonical column values."""
        return (self.identity_class, self.identity_of(values), token)

    def map_key(self, identity: tuple[Any, ...], token: Any = None) -> Any:
        """The key under which an identity is filed in `Home.refs`: the bare value for one-column keys."""
        if token is not None:
            return (NO_VALUE, token, identity)
        return identity[0] if len(identity) == 1 else identity

    def __repr__(self) -> str:
        return f"<ClassLayout {self.class_.__name__}: {', '.join(self.keys)}>"


@cython.cclass
class Home:
    """Where the objects of one class live in one generation of a session.

    epoch: objects that carry another epoch are expired. refs: map key -> weak reference of the object, shared by all
    classes of an inheritance hierarchy. owner: the session's token, None for objects of nobody.
    Must never refer strongly to a session or to an object: untracked objects refer to it, and a cycle through
    them would be invisible to the garbage collector.
    """

    __slots__ = ("layout", "epoch", "refs", "owner")
    if not cython.compiled:
        layout: ClassLayout
        epoch: int
        refs: dict[Any, Any]
        owner: Owner | None

    def __init__(self, layout: ClassLayout, owner: Owner | None = None, refs: dict[Any, Any] | None = None) -> None:
        self.layout = layout
        self.epoch = 0 if owner is None else owner.epoch
        self.refs = {} if refs is None else refs
        self.owner = owner


@cython.cclass
class Source:
    """What the objects of one class that one result has brought have in common.

    convert: per column slot the function that makes a value of what the driver gave, None where that is the value.
    options: the loader options that the objects keep. Neither may refer to an object, for the reason told above.
    """

    __slots__ = ("convert", "options")
    if not cython.compiled:
        convert: tuple[Callable[[Any], Any] | None, ...] | None
        options: Any

    def __init__(self, convert: tuple[Callable[[Any], Any] | None, ...] | None = None, options: Any = None) -> None:
        self.convert = convert
        self.options = options


class Owner:
    """One generation of a session, from its start to `close()`: what its objects know of it.

    Refers to the session weakly. `epoch` counts commits and rollbacks; raising it expires every native object.
    """

    __slots__ = ("_session_ref", "epoch", "homes", "_refs", "marks", "__weakref__")

    def __init__(self, session: Any) -> None:
        self._session_ref = None if session is None else weak_reference(session)
        self.epoch = 0
        self.homes: dict[int, Home] = {}
        self._refs: dict[type[Any], dict[Any, Any]] = {}
        # where results end in the map of a class, for loads of siblings: id of the map -> their marks
        self.marks: dict[int, Any] = {}

    @property
    def session(self) -> Any:
        """The session, or None when this generation has ended or the session is gone."""
        ref = self._session_ref
        return None if ref is None else ref()

    def home(self, layout: ClassLayout) -> Home:
        """The place of a class in this generation."""
        home = self.homes.get(layout.serial)
        if home is None:
            home = self.homes[layout.serial] = Home(layout, self, self.refs(layout.identity_class))
        return home

    def refs(self, identity_class: type[Any]) -> dict[Any, Any]:
        """Map key -> weak reference, for all objects of an inheritance hierarchy."""
        refs = self._refs.get(identity_class)
        if refs is None:
            refs = self._refs[identity_class] = {}
        return refs

    def all_refs(self) -> list[dict[Any, Any]]:
        """The reference dicts of every hierarchy."""
        return list(self._refs.values())

    def expire_all(self) -> None:
        """Expire every object: native ones all at once, O(number of classes), foreign ones one by one."""
        self.epoch += 1
        for home in self.homes.values():
            home.epoch = self.epoch
        for core in self.foreign_cores():
            core.expire()

    def foreign_cores(self) -> list[Any]:
        """The cores of persistent objects whose values live in their own `__dict__`."""
        found: list[Any] = []
        for home in list(self.homes.values()):
            if not home.layout.native:
                cls = home.layout.class_
                objects = [reference() for reference in list(home.refs.values())]
                found.extend([obj._sa_instance_state for obj in objects if type(obj) is cls])
        return found

    def close(self) -> None:
        """End this generation: its objects are detached from now on. O(1)."""
        self._session_ref = None
        for refs in self._refs.values():
            refs.clear()
        self.homes.clear()  # they refer to this generation, which should not wait for the garbage collector


class EntryReference(weak_reference[Any]):
    """An identity map entry that takes itself out when its object dies; only needed uncompiled."""

    __slots__ = ("refs", "map_key")

    refs: dict[Any, Any]
    map_key: Any

    def __new__(cls, obj: Any, home: Home, map_key: Any) -> Any:
        return super().__new__(cls, obj, _drop_entry)

    def __init__(self, obj: Any, home: Home, map_key: Any) -> None:
        super().__init__(obj, _drop_entry)  # type: ignore[call-arg]  # typeshed knows only __new__
        self.refs = home.refs
        self.map_key = map_key


def _drop_entry(reference: Any) -> None:
    if reference.refs.get(reference.map_key) is reference:
        del reference.refs[reference.map_key]
