"""The identity map: one object per row and session generation, held weakly.

Entries are filed per inheritance hierarchy under the bare primary key value (a tuple only where the key is composite),
so that the row loop looks a row's object up with what it finds in the row. A native object takes its entry out itself
when it dies; a foreign one does it through its weak reference.

To the outside it is the documented mapping `session.identity_map`: identity keys to objects.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ormolu import exc
from ormolu.kernel.instance import Core, core_of
from ormolu.kernel.layout import ClassLayout, Owner
from ormolu.kernel.status import NO_VALUE


class IdentityMap:
    """The persistent objects of one session generation.

    Mapping access (`in`, `[]`, `get`, `keys`, `values`, `items`, `len`) is by identity key:
    `(class, primary key tuple, identity token)`. It cannot be changed from outside.
    """

    __slots__ = ("owner", "__weakref__")

    def __init__(self, owner: Owner) -> None:
        self.owner = owner

    # -- as the session uses it

    def core_at(self, key: Any) -> Core | None:
        """The core filed under an identity key, or None."""
        obj = self.get(key)
        return None if obj is None else core_of(obj)

    def core_for(self, mapper: Any, primary_key: tuple[Any, ...], identity_token: Any = None) -> Core | None:
        """The core of a mapper's object with this primary key, or None."""
        key = mapper.identity_key_from_primary_key(primary_key, identity_token=identity_token)
        return self.core_at(key)

    def object_at(self, layout: ClassLayout, primary_key: tuple[Any, ...], token: Any = None) -> Any:
        """The object of a hierarchy with this primary key, or None."""
        reference = self.owner.refs(layout.identity_class).get(layout.map_key(primary_key, token))
        return None if reference is None else reference()

    def holds(self, core: Core) -> bool:
        """Whether `core` is persistent here."""
        return core.in_map and core.owner is self.owner

    def add(self, core: Core) -> None:
        """File a core under its key. Raises InvalidRequestError when another live object is there."""
        replaced = self.replace(core)
        if replaced is not None:
            self.replace(replaced)
            raise exc.InvalidRequestError(
                f"Can't attach instance <{core.class_.__name__} at {id(core.obj()):#x}>; another instance with key "
                f"{core.key} is already present in this session."
            )

    def replace(self, core: Core) -> Core | None:
        """File a core under its key and return the core of another object that was there, which leaves the map."""
        layout = core.layout
        refs = self.owner.refs(layout.identity_class)
        map_key = layout.map_key(core.key[1], core.key[2])
        obj = core.obj()
        reference = refs.get(map_key)
        other = None if reference is None else reference()
        refs[map_key] = core.map_reference()
        core.move_to(self.owner, True)
        if other is None or other is obj:
            return None
        replaced = core_of(other)
        replaced.move_to(self.owner, False)
        return replaced

    def discard(self, core: Core) -> bool:
        """Take a core's entry out; the object stays with its owner. False when it had none."""
        if not self.holds(core):
            return False
        layout = core.layout
        refs = self.owner.refs(layout.identity_class)
        map_key = layout.map_key(core.key[1], core.key[2])
        reference = refs.get(map_key)
        if reference is not None and reference() in (None, core.obj()):
            del refs[map_key]
        core.move_to(self.owner, False)
        return True

    def cores(self) -> list[Core]:
        """The cores of all live persistent objects."""
        return [core_of(obj) for obj in self.values()]

    def all_states(self) -> list[Core]:
        """The `InstanceState` of every persistent object."""
        return self.cores()

    def expire_all(self) -> None:
        """Expire every persistent object."""
        self.owner.expire_all()

    def any_listens_to_expire(self) -> bool:
        """Whether a class that has objects here listens to its `expire` event."""
        return any(
            home.layout.manager is not None and bool(home.layout.manager.dispatch.expire)
            for home in self.owner.homes.values()
        )

    def close(self) -> None:
        """End the generation: all objects are detached."""
        self.owner.close()

    # -- as a mapping

    def _entry(self, key: Any) -> Any:
        try:
            identity_class, primary_key, token = key
        except (TypeError, ValueError):
            return None
        refs = self.owner._refs.get(identity_class)
        if not refs:
            return None
        if token is not None:
            map_key: Any = (NO_VALUE, token, primary_key)
        else:
            map_key = primary_key[0] if len(primary_key) == 1 else primary_key
        reference = refs.get(map_key)
        return None if reference is None else reference()

    def get(self, key: Any, default: Any = None) -> Any:
        """The object with this identity key, or `default`."""
        obj = self._entry(key)
        return default if obj is None else obj

    def __getitem__(self, key: Any) -> Any:
        obj = self._entry(key)
        if obj is None:
            raise KeyError(key)
        return obj

    def __contains__(self, key: Any) -> bool:
        return self._entry(key) is not None

    def has_key(self, key: Any) -> bool:
        """Whether an object with this identity key is here."""
        return key in self

    def values(self) -> list[Any]:
        """All live persistent objects."""
        objects = [reference() for refs in self.owner.all_refs() for reference in list(refs.values())]
        return [obj for obj in objects if obj is not None]

    def keys(self) -> list[Any]:
        """The identity keys of all live persistent objects."""
        return [core.key for core in self.cores()]

    def items(self) -> list[tuple[Any, Any]]:
        """Pairs of identity key and object."""
        return [(core_of(obj).key, obj) for obj in self.values()]

    def contains_state(self, state: Core) -> bool:
        """Whether this very object is filed here."""
        return self.holds(state)

    def check_modified(self) -> bool:
        """Whether any object here was changed and not flushed."""
        session = self.owner.session
        return session is not None and bool(session._modified)

    @property
    def _modified(self) -> set[Any]:
        session = self.owner.session
        return set() if session is None else set(session._modified.values())

    def __iter__(self) -> Iterator[Any]:
        return iter(self.keys())

    def __len__(self) -> int:
        return len(self.values())

    def __bool__(self) -> bool:
        return True

    def _immutable(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError("IdentityMap uses add() to insert data")

    __setitem__ = __delitem__ = pop = popitem = update = clear = setdefault = _immutable
