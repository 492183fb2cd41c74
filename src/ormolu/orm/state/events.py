"""Hooks of mapped objects and of their attributes.

They are fired with cores; a listener that was not declared `raw=True` is wrapped so that it gets the object.
Listeners for a class that is not mapped yet wait in `_waiting` until its manager is made.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any, ClassVar

from ormolu.event import Events
from ormolu.kernel.attribute import Attribute
from ormolu.orm.state.symbols import NO_KEY


class InstanceEvents(Events):
    """Hooks in the life of objects of a mapped class.

    Targets: a mapped class, a class that will be mapped (or whose subclasses will, with propagate=True), or the
    mapper of a class. `raw=True` passes the InstanceState instead of the object. `restore_load_context=True` is
    accepted: `load` and `refresh` are told when all rows are done, so listeners disturb no load.
    """

    _target_class_doc: ClassVar[str] = "SomeClass"

    def first_init(self, manager: Any, cls: Any) -> None:
        """The first object of a class is about to be made."""

    def init(self, target: Any, args: Any, kwargs: Any) -> None:
        """The constructor was called; its keyword arguments may be changed in place."""

    def init_failure(self, target: Any, args: Any, kwargs: Any) -> None:
        """The constructor raised."""

    def load(self, target: Any, context: Any) -> None:
        """The object was made from a row, and its attributes are filled."""

    def refresh(self, target: Any, context: Any, attrs: Any) -> None:
        """Attributes were loaded again; attrs: their names, or None for all."""

    def refresh_flush(self, target: Any, flush_context: Any, attrs: Any) -> None:
        """A flush has stored values that the database or a default made."""

    def merge_without_load(self, target: Any, context: Any) -> None:
        """The object took the state of another in `Session.merge(load=False)`."""

    def expire(self, target: Any, attrs: Any) -> None:
        """Attributes were expired; attrs: their names, or None for all."""

    def pickle(self, target: Any, state_dict: Any) -> None:
        """The object is being pickled; state_dict may be extended."""

    def unpickle(self, target: Any, state_dict: Any) -> None:
        """The object was unpickled."""

    @classmethod
    def _accept_with(cls, target: Any, identifier: str) -> Any:
        if getattr(target, "_is_class_manager", False):
            return target
        if getattr(target, "is_mapper", False) and not isinstance(target, type):
            return target.class_manager
        if isinstance(target, type):
            if any(issubclass(target, mapper_class) for mapper_class in _mapper_classes):
                return _Everywhere
            manager = target.__dict__.get("_sa_class_manager")
            return manager if manager is not None else _Waiting(target)
        return None

    @classmethod
    def _listen(
        cls,
        event_key: Any,
        *,
        raw: bool = False,
        propagate: bool = False,
        restore_load_context: bool = False,
        **kw: Any,
    ) -> None:
        target, identifier = event_key.dispatch_target, event_key.identifier
        if identifier != "first_init" and not raw:
            event_key = event_key.with_wrapper(_with_object(event_key._listen_fn))
        if isinstance(target, _Waiting):
            target.hold(event_key, propagate, kw)
            return
        if target is _Everywhere:
            event_key.with_dispatch_target(_Everywhere).base_listen(propagate=True, **kw)
            _refresh_managers(identifier)
            return
        targets = [target, *target.subclass_managers()] if propagate else [target]
        for manager in targets:
            event_key.with_dispatch_target(manager).base_listen(propagate=propagate, **kw)
            manager.listeners_changed(identifier)

    @classmethod
    def _clear(cls) -> None:
        super()._clear()
        _waiting.clear()

    @classmethod
    def _adopt_waiting(cls, manager: Any) -> None:
        """Give a new manager the listeners that waited for its class."""
        for base in manager.class_.__mro__:
            for event_key, propagate, kw in _waiting.get(base, ()):
                if base is manager.class_ or propagate:
                    event_key.with_dispatch_target(manager).base_listen(propagate=propagate, **kw)
                    manager.listeners_changed(event_key.identifier)


def _with_object(fn: Callable[..., Any]) -> Callable[..., Any]:
    def with_object(state: Any, *args: Any, **kw: Any) -> Any:
        return fn(state.obj(), *args, **kw)

    return with_object


class _Everywhere:
    """The place of listeners for all mapped classes (`event.listen(Mapper, "load", fn)`)."""

    dispatch: Any = None


_Everywhere.dispatch = InstanceEvents.dispatch
_mapper_classes: list[type] = []
_managers: weakref.WeakSet[Any] = weakref.WeakSet()


def accept_mapper_class(cls: type) -> None:
    """Let `cls` stand for "all mapped classes" as an event target."""
    _mapper_classes.append(cls)


def note_manager(manager: Any) -> None:
    """Remember a class manager, so that listeners for all classes reach it."""
    _managers.add(manager)


def _refresh_managers(identifier: str) -> None:
    for manager in list(_managers):
        manager.listeners_changed(identifier)


_waiting: weakref.WeakKeyDictionary[type, list[tuple[Any, bool, dict[str, Any]]]] = weakref.WeakKeyDictionary()


class _Waiting:
    """The place of listeners for a class that has no manager yet."""

    dispatch: Any = None

    def __init__(self, class_: type) -> None:
        self.class_ = class_
        self.dispatch = InstanceEvents.dispatch

    def hold(self, event_key: Any, propagate: bool, kw: dict[str, Any]) -> None:
        event_key.hold(_waiting.setdefault(self.class_, []), (event_key, propagate, kw))
        if not propagate:
            return
        waiting: list[type[Any]] = list(self.class_.__subclasses__())
        while waiting:
            each = waiting.pop()
            waiting.extend(each.__subclasses__())
            manager = each.__dict__.get("_sa_class_manager")
            if manager is not None:
                event_key.with_dispatch_target(manager).base_listen(propagate=True, **kw)
                manager.listeners_changed(event_key.identifier)


class AttributeEvents(Events):
    """Hooks of changes to one attribute. Target: the attribute of a mapped class.

    active_history=True loads the old value before a change. `raw=True` passes the InstanceState instead of the object,
    `retval=True` lets the listener's answer replace the value, `propagate=True` listens on subclasses as well,
    `include_key=True` passes the key of dictionary collections.
    """

    _target_class_doc: ClassVar[str] = "SomeClass.some_attribute"

    def append(self, target: Any, value: Any, initiator: Any, *, key: Any = NO_KEY) -> Any:
        """A value is about to be added to a collection."""

    def append_wo_mutation(self, target: Any, value: Any, initiator: Any, *, key: Any = NO_KEY) -> None:
        """A value was to be added to a collection that has it already."""

    def bulk_replace(self, target: Any, values: Any, initiator: Any, *, keys: Any = None) -> None:
        """A collection is about to be replaced; `values` may be changed in place."""

    def remove(self, target: Any, value: Any, initiator: Any, *, key: Any = NO_KEY) -> None:
        """A value is about to be removed from a collection."""

    def set(self, target: Any, value: Any, oldvalue: Any, initiator: Any) -> Any:
        """A scalar value is about to be set."""

    def init_scalar(self, target: Any, value: Any, dict_: Any) -> Any:
        """An unset scalar attribute is read for the first time."""

    def init_collection(self, target: Any, collection: Any, collection_adapter: Any) -> None:
        """An empty collection is made for an attribute."""

    def dispose_collection(self, target: Any, collection: Any, collection_adapter: Any) -> None:
        """A collection was replaced by another."""

    def modified(self, target: Any, initiator: Any) -> None:
        """`flag_modified()` was called for the attribute."""

    @classmethod
    def _accept_with(cls, target: Any, identifier: str) -> Any:
        if isinstance(target, Attribute) or getattr(target, "is_attribute", False):
            return target.impl
        return target if getattr(target, "is_attribute_impl", False) else None

    @classmethod
    def _listen(
        cls,
        event_key: Any,
        *,
        active_history: bool = False,
        raw: bool = False,
        retval: bool = False,
        propagate: bool = False,
        include_key: bool = False,
        **kw: Any,
    ) -> None:
        impl, identifier = event_key.dispatch_target, event_key.identifier
        if identifier == "bulk_replace" and kw.get("named"):
            include_key = True
        event_key = event_key.with_wrapper(_fitted(identifier, event_key._listen_fn, raw, retval, include_key))
        for each in [impl, *impl.in_subclasses()] if propagate else [impl]:
            if active_history:
                each.active_history = True
            event_key.with_dispatch_target(each).base_listen(propagate=propagate, **kw)
            each.listeners_changed()


_KEYED = {"append": "key", "append_wo_mutation": "key", "remove": "key", "bulk_replace": "keys"}


def _fitted(identifier: str, fn: Callable[..., Any], raw: bool, retval: bool, include_key: bool) -> Callable[..., Any]:
    keyword = None if include_key else _KEYED.get(identifier)
    if raw and retval and keyword is None:
        return fn
    answers = retval or identifier == "init_scalar"

    def fitted(target: Any, *args: Any, **kw: Any) -> Any:
        if keyword is not None:
            kw.pop(keyword, None)
        answer = fn(target if raw else target.obj(), *args, **kw)
        if answers:
            return answer
        return args[0] if args else None

    return fitted
