"""Hooks of mappers and registries.

Flush and configuration fire them with cores (`InstanceState`) where the documentation says `target`; a listener
that was not declared `raw=True` is wrapped so that it gets the object. Listeners for a class that is not mapped yet
wait in `_waiting` until its mapper is made.
"""

from __future__ import annotations

import weakref
from typing import Any, ClassVar

from ... import exc
from ...event import Events
from .interfaces import EventResult

EXT_CONTINUE, EXT_STOP, EXT_SKIP, NO_KEY = EventResult
_WITH_TARGET = frozenset(
    {"before_insert", "after_insert", "before_update", "after_update", "before_delete", "after_delete"}
)
_FOR_ALL_MAPPERS = frozenset({"before_configured", "after_configured"})


def mapper_of(cls: Any) -> Any:
    """Return the mapper of exactly this class, or None; nothing is configured."""
    return cls.__dict__.get("__mapper__") if isinstance(cls, type) else None


class MapperEvents(Events):
    """Hooks of mapper construction, configuration and of writing rows.

    Targets: a mapped class, a class that will be mapped (or whose subclasses will, with propagate=True), a Mapper,
    or the `Mapper` class for all. `raw=True` passes the InstanceState, `retval=True` lets the listener's answer count.
    """

    _target_class_doc: ClassVar[str] = "SomeClass"

    def instrument_class(self, mapper: Any, class_: Any) -> None:
        """The class gets its instrumentation; the mapper knows its tables but no properties yet."""

    def after_mapper_constructed(self, mapper: Any, class_: Any) -> None:
        """The mapper has its properties; relationships are not yet configured."""

    def before_mapper_configured(self, mapper: Any, class_: Any) -> None:
        """The mapper is about to be configured; a retval listener may return EXT_SKIP."""

    def mapper_configured(self, mapper: Any, class_: Any) -> None:
        """The mapper has been configured; others may still wait."""

    def before_configured(self) -> None:
        """A series of mappers is about to be configured. Target: the Mapper class."""

    def after_configured(self) -> None:
        """A series of mappers has been configured. Target: the Mapper class."""

    def before_insert(self, mapper: Any, connection: Any, target: Any) -> None:
        """The row of an object is about to be inserted."""

    def after_insert(self, mapper: Any, connection: Any, target: Any) -> None:
        """The row of an object has been inserted."""

    def before_update(self, mapper: Any, connection: Any, target: Any) -> None:
        """The row of an object is about to be updated, or was found to need no update."""

    def after_update(self, mapper: Any, connection: Any, target: Any) -> None:
        """The row of an object has been updated."""

    def before_delete(self, mapper: Any, connection: Any, target: Any) -> None:
        """The row of an object is about to be deleted."""

    def after_delete(self, mapper: Any, connection: Any, target: Any) -> None:
        """The row of an object has been deleted."""

    # -- from what the user named to the mapper ------------------------------------------------------------------

    @classmethod
    def _accept_with(cls, target: Any, identifier: str) -> Any:
        if getattr(target, "is_mapper", False) and not isinstance(target, type):
            return target
        if isinstance(target, type):
            if issubclass(target, _mapper_class()):
                return target
            mapper = mapper_of(target)
            return mapper if mapper is not None else _Waiting(target)
        return None

    @classmethod
    def _listen(
        cls, event_key: Any, *, raw: bool = False, retval: bool = False, propagate: bool = False, **kw: Any
    ) -> None:
        target, identifier = event_key.dispatch_target, event_key.identifier
        if identifier in _FOR_ALL_MAPPERS and not isinstance(target, type):
            exc.warn(
                f"'{identifier}' and 'after_configured' ORM events only invoke with the Mapper class as the target."
                if identifier == "before_configured"
                else "'before_configured' and 'after_configured' ORM events only invoke with the Mapper class as "
                "the target."
            )
        event_key = event_key.with_wrapper(_fitted(identifier, event_key._listen_fn, raw, retval))
        if isinstance(target, _Waiting):
            target.hold(event_key, propagate, kw)
            return
        targets = target.self_and_descendants if propagate and not isinstance(target, type) else (target,)
        for each in targets:
            event_key.with_dispatch_target(each).base_listen(propagate=propagate, **kw)

    @classmethod
    def _clear(cls) -> None:
        super()._clear()
        _waiting.clear()

    @classmethod
    def _for(cls, mapper: Any) -> MapperNotices:
        """Return the notices of a new mapper, after giving it the listeners that waited for its class."""
        for base in mapper.class_.__mro__:
            for event_key, propagate, kw in _waiting.get(base, ()):
                if base is mapper.class_ or propagate:
                    event_key.with_dispatch_target(mapper).base_listen(propagate=propagate, **kw)
        return MapperNotices(mapper)


class MapperNotices:
    """Fires the hooks of a mapper's construction."""

    def __init__(self, mapper: Any) -> None:
        self._mapper = mapper

    def _notify_instrumented(self, mapper: Any) -> None:
        mapper.dispatch.instrument_class(mapper, mapper.class_)

    def _notify_constructed(self, mapper: Any) -> None:
        mapper.dispatch.after_mapper_constructed(mapper, mapper.class_)


_waiting: weakref.WeakKeyDictionary[type, list[tuple[Any, bool, dict[str, Any]]]] = weakref.WeakKeyDictionary()


class _Waiting:
    """The place of listeners for a class that has no mapper yet."""

    dispatch: Any = None

    def __init__(self, class_: type) -> None:
        self.class_ = class_
        self.dispatch = MapperEvents.dispatch

    def hold(self, event_key: Any, propagate: bool, kw: dict[str, Any]) -> None:
        event_key.hold(_waiting.setdefault(self.class_, []), (event_key, propagate, kw))
        if propagate:
            for below in _mapped_below(self.class_):
                event_key.with_dispatch_target(below).base_listen(propagate=propagate, **kw)


def _mapped_below(class_: type) -> list[Any]:
    found = []
    waiting: list[type] = list(class_.__subclasses__())
    while waiting:
        each = waiting.pop()
        mapper = mapper_of(each)
        if mapper is not None:
            found.append(mapper)
        waiting.extend(each.__subclasses__())
    return found


def _fitted(identifier: str, fn: Any, raw: bool, retval: bool) -> Any:
    wants_object = identifier in _WITH_TARGET and not raw
    if not wants_object and (retval or identifier not in _WITH_TARGET):
        return fn

    def fitted(*args: Any, **kw: Any) -> Any:
        if wants_object:
            args = (*args[:2], args[2].obj(), *args[3:])
        answer = fn(*args, **kw)
        return answer if retval else EXT_CONTINUE

    return fitted


_mapper_classes: list[type] = []


def _mapper_class() -> Any:
    return tuple(_mapper_classes)


def set_mapper_class(cls: type) -> None:
    """Tell this module the Mapper class, which it cannot import."""
    _mapper_classes[:] = [cls]


class RegistryEvents(Events):
    """Hooks of a `registry`."""

    _target_class_doc: ClassVar[str] = "SomeRegistry"

    def resolve_type_annotation(self, resolve_type: Any) -> Any:
        """A Python type in `Mapped[...]` needs an SQL type; return one, or None to leave it to others."""

    def before_configured(self, registry: Any) -> None:
        """The mappers of this registry are about to be configured."""

    def after_configured(self, registry: Any) -> None:
        """The mappers of this registry have been configured."""

    @classmethod
    def _listen(cls, event_key: Any, **kw: Any) -> None:
        kw.pop("retval", None)
        event_key.base_listen(**kw)
