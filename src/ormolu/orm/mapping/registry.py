"""The registry: a set of mapped classes that know each other by name, with one MetaData and one type map.

Declarative bases own a registry; `registry.mapped`, `registry.map_imperatively` and their siblings map classes without one.
"""

from __future__ import annotations

import itertools
import weakref
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any, TypeVar

from ... import exc
from ...event import dispatcher
from ...schema import MetaData
from . import clsregistry, type_resolution
from .configuration import (
    CONFIGURE_LOCK,
    all_registries,
    check_configured,
    with_dependents,
)
from .dataclass_setup import DataclassArguments, arguments_of
from .events import RegistryEvents
from .instrument import default_constructor, detach
from .interfaces import NO_ARG
from .mapper import Mapper
from .scan import map_declaratively, map_imperatively

_T = TypeVar("_T")
_serials = itertools.count(1)

_base_maker: list[Callable[..., Any]] = []


def set_base_maker(make: Callable[..., Any]) -> None:
    """Say what `registry.generate_base()` calls; `bases.py` does, which stands above this module."""
    _base_maker[:] = [make]


class registry:
    """A set of mappings with a common MetaData, class names and Python-type map.

    metadata: the MetaData for its tables, a new one unless given. class_registry: the dictionary of class names.
    type_annotation_map: Python type -> SQL type for `Mapped[...]`. constructor: the `__init__` of mapped classes.
    """

    dispatch: Any
    _configure_lives = True

    def __init__(
        self,
        *,
        metadata: MetaData | None = None,
        class_registry: MutableMapping[str, Any] | None = None,
        type_annotation_map: Mapping[Any, Any] | None = None,
        constructor: Callable[..., None] | None = default_constructor,
    ) -> None:
        self._serial = next(_serials)
        self.metadata = metadata if metadata is not None else MetaData()
        self._class_registry: MutableMapping[str, Any] = (
            class_registry if class_registry is not None else weakref.WeakValueDictionary()
        )
        self._module_root = clsregistry.module_root(self._class_registry)  # held here: the mapping may be weak
        self.type_annotation_map: dict[Any, Any] = {}
        if type_annotation_map is not None:
            self.update_type_annotation_map(type_annotation_map)
        self.constructor = constructor
        self._mappers: weakref.WeakKeyDictionary[Any, bool] = weakref.WeakKeyDictionary()
        self._classes: weakref.WeakSet[type] = weakref.WeakSet()
        self._non_primary: list[Any] = []
        self._new_mappers = False
        self._dependencies: set[registry] = set()
        self._dependents: weakref.WeakSet[registry] = weakref.WeakSet()
        with CONFIGURE_LOCK:
            all_registries.add(self)

    # -- types -----------------------------------------------------------------------------------------------

    def update_type_annotation_map(self, type_annotation_map: Mapping[Any, Any]) -> None:
        """Add Python types and their SQL types to the map for `Mapped[...]`."""
        for python_type, sql_type in type_annotation_map.items():
            for key in type_resolution.normalized_keys(python_type):
                self.type_annotation_map[key] = sql_type

    def _resolve_annotation(self, cls: type, key: str, hint: Any) -> Any:
        return type_resolution.resolve(self, cls, key, hint)

    # -- mappers ---------------------------------------------------------------------------------------------

    @property
    def mappers(self) -> frozenset[Mapper[Any]]:
        """All mappers of this registry."""
        return frozenset(cls.__dict__["__mapper__"] for cls in list(self._classes) if "__mapper__" in cls.__dict__)

    def _flag_new_mapper(self, mapper: Mapper[Any]) -> None:
        for each in with_dependents([self]):
            each._new_mappers = True

    def _mapper_built(self, mapper: Mapper[Any]) -> None:
        self._classes.add(mapper.class_)
        self._flag_new_mapper(mapper)

    def _unconfigured(self) -> Iterator[Mapper[Any]]:
        found = [mapper for mapper in self.mappers if not mapper.configured]
        yield from sorted(found, key=lambda mapper: mapper._serial)

    def _depend_on(self, other: registry) -> None:
        if other is self:
            return
        other._dependents.add(self)
        self._dependencies.add(other)

    def configure(self, cascade: bool = False) -> None:
        """Complete all mappers of this registry and of those it depends on.

        cascade: kept for compatibility; the registries that are depended on are always configured too.
        Raises what is wrong with the first mapper that cannot be completed.
        """
        check_configured(self, cascade)

    def dispose(self, cascade: bool = False) -> None:
        """Take all mappings of this registry away; its classes become plain classes again.

        cascade: also those of registries that depend on this one; without it, raises InvalidRequestError if there are any.
        """
        dependents = set(with_dependents([self])) - {self}
        if dependents and not cascade:
            raise exc.InvalidRequestError(
                "Registry has dependent registries that are not disposed; pass cascade=True to clear these also"
            )
        for each in (self, *dependents):
            each._dispose_own()

    def _dispose_own(self) -> None:
        with CONFIGURE_LOCK:
            for cls in list(self._classes):
                mapper = cls.__dict__.get("__mapper__")
                if mapper is not None:
                    mapper._disposed = True
                    detach(mapper)
                self._forget_class(cls)
            self._classes = weakref.WeakSet()
            self._new_mappers = False
            for other in self._dependencies:
                other._dependents.discard(self)
            self._dependencies = set()
            self._dependents = weakref.WeakSet()

    def _forget_class(self, cls: type) -> None:
        if clsregistry.is_registered(cls.__name__, self._class_registry):
            clsregistry.remove_class(cls.__name__, cls, self._class_registry)

    # -- mapping classes -------------------------------------------------------------------------------------

    def generate_base(
        self,
        mapper: Callable[..., Any] | None = None,
        cls: Any = object,
        name: str = "Base",
        metaclass: Any = None,
    ) -> Any:
        """Return a new declarative base class that uses this registry.

        mapper: called in place of `Mapper`. cls: a class, or tuple of classes, to derive the base from. name: its name.
        metaclass: a subclass of `DeclarativeMeta`.
        """
        return _base_maker[0](self, mapper, cls, name, metaclass)

    def as_declarative_base(self, **kw: Any) -> Callable[[type[_T]], type[_T]]:
        """Class decorator: turn the class into a declarative base; keywords as for `generate_base()`."""

        def decorate(cls: type[_T]) -> type[_T]:
            return self.generate_base(cls=cls, name=cls.__name__, **kw)  # type: ignore[no-any-return]  # made there

        return decorate

    def mapped(self, cls: type[_T]) -> type[_T]:
        """Class decorator: map the class declaratively, without a base class."""
        map_declaratively(self, cls, cls.__dict__)
        return cls

    def mapped_as_dataclass(
        self,
        __cls: type[_T] | None = None,
        /,
        *,
        init: Any = NO_ARG,
        repr: Any = NO_ARG,
        eq: Any = NO_ARG,
        order: Any = NO_ARG,
        unsafe_hash: Any = NO_ARG,
        match_args: Any = NO_ARG,
        kw_only: Any = NO_ARG,
        dataclass_callable: Any = NO_ARG,
    ) -> Any:
        """Class decorator: map the class declaratively and make it a dataclass; arguments as for `dataclasses.dataclass`."""
        given = DataclassArguments(init, repr, eq, order, unsafe_hash, match_args, kw_only, dataclass_callable)

        def decorate(cls: type[_T]) -> type[_T]:
            cls._sa_apply_dc_transforms = arguments_of(given)  # type: ignore[attr-defined]  # read when cls is mapped
            map_declaratively(self, cls, cls.__dict__)
            return cls

        return decorate(__cls) if __cls is not None else decorate

    def map_declaratively(self, cls: type[_T]) -> Mapper[_T]:
        """Map a class declaratively; return its mapper."""
        map_declaratively(self, cls, cls.__dict__)
        return cls.__mapper__  # type: ignore[attr-defined, no-any-return]  # just mapped

    def map_imperatively(self, class_: type[_T], local_table: Any = None, **kw: Any) -> Mapper[_T]:
        """Map a plain class to a table; keywords as for `Mapper`. Return its mapper."""
        made: Mapper[_T] = map_imperatively(self, class_, local_table, kw)
        return made

    def __repr__(self) -> str:
        return f"<registry at {id(self):#x}: {len(self.mappers)} mappers>"


registry.dispatch = dispatcher(RegistryEvents)
RegistryEvents._dispatch_target = registry


def clear_mappers() -> None:
    """Take all mappings of all registries away; for tests."""
    with CONFIGURE_LOCK:
        for each in list(all_registries):
            each._dispose_own()
