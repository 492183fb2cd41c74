"""Collections that tell their attribute of every change: instrumentation of container classes.

`instrument_class()` replaces the mutators of a list-, set- or dict-like class (or the methods its author decorated with
`collection`) by ones that fire append and remove events through the collection's adapter. A collection that belongs to
no object has no adapter, and behaves like any other container.

The ready-made classes are in `collection_types.py` and `keyed_dicts.py`; the bulk operation at the end of this module
replaces the members of one collection by those of another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from inspect import signature
from typing import Any, TypeVar

from ormolu import exc
from ormolu.orm.state.adapter import CollectionAdapter, duck_type
from ormolu.orm.state.mutators import MUTATORS, ROLES

_F = TypeVar("_F", bound=Callable[..., Any])


class collection:
    """Decorators that tell what the methods of a custom collection class do.

    `appender`, `remover`, `iterator` name the three basic operations; `adds`, `replaces`, `removes`, `removes_return`
    tell which argument or result of another method enters or leaves the collection.
    """

    @staticmethod
    def appender(fn: _F) -> _F:
        """The method that adds one member."""
        fn._sa_instrument_role = "appender"  # type: ignore[attr-defined]  # marks the function
        return fn

    @staticmethod
    def remover(fn: _F) -> _F:
        """The method that removes one member."""
        fn._sa_instrument_role = "remover"  # type: ignore[attr-defined]  # as above
        return fn

    @staticmethod
    def iterator(fn: _F) -> _F:
        """The method that returns an iterator over all members."""
        fn._sa_instrument_role = "iterator"  # type: ignore[attr-defined]  # as above
        return fn

    @staticmethod
    def converter(fn: _F) -> _F:
        """The method that turns a value assigned to the attribute into members."""
        fn._sa_instrument_role = "converter"  # type: ignore[attr-defined]  # as above
        return fn

    @staticmethod
    def internally_instrumented(fn: _F) -> _F:
        """A method that needs no instrumentation: it calls others that have it."""
        fn._sa_instrumented = True  # type: ignore[attr-defined]  # as above
        return fn

    @staticmethod
    def adds(arg: int | str) -> Callable[[_F], _F]:
        """The argument, by position (self is 0) or name, is added."""
        return _declare(before=("fire_append_event", arg))

    @staticmethod
    def replaces(arg: int | str) -> Callable[[_F], _F]:
        """The argument is added, and what the method returns was removed."""
        return _declare(before=("fire_append_event", arg), after="fire_remove_event")

    @staticmethod
    def removes(arg: int | str) -> Callable[[_F], _F]:
        """The argument is removed."""
        return _declare(before=("fire_remove_event", arg))

    @staticmethod
    def removes_return() -> Callable[[_F], _F]:
        """What the method returns was removed."""
        return _declare(after="fire_remove_event")


def _declare(before: tuple[str, int | str] | None = None, after: str | None = None) -> Callable[[_F], _F]:
    def mark(fn: _F) -> _F:
        if before is not None:
            fn._sa_instrument_before = before  # type: ignore[attr-defined]  # marks the function
        if after is not None:
            fn._sa_instrument_after = after  # type: ignore[attr-defined]  # as above
        return fn

    return mark


# -- instrumenting a class


def prepare_instrumentation(factory: Callable[[], Any] | type[Any]) -> Callable[[], Any]:
    """Return a factory of instrumented collections for a `collection_class` argument.

    Raises ArgumentError when what it makes cannot be a collection.
    """
    from_builtin = _ready_made(factory)
    if from_builtin is not None:
        return from_builtin
    made = factory()
    cls = type(made)
    ready = _ready_made(cls)
    if ready is not None:
        cls = ready
        factory = _converting(factory, ready)
    instrument_class(cls)
    return factory


_ready: dict[type, type] = {}


def set_ready_made(kind: type, cls: type) -> None:
    """Say which instrumented class stands for a builtin container."""
    _ready[kind] = cls


def _ready_made(kind: Any) -> type | None:
    return _ready.get(kind) if isinstance(kind, type) else None


def _converting(factory: Callable[[], Any], cls: type) -> Callable[[], Any]:
    def make() -> Any:
        return cls(factory())

    return make


def instrument_class(cls: type) -> None:
    """Make the mutators of a collection class fire events; does nothing if they do already."""
    if "_sa_instrumented_class" in cls.__dict__:
        return
    if cls.__module__ == "builtins":
        raise exc.ArgumentError("Can not instrument a built-in type. Use a subclass, even a trivial one.")
    roles, declared = _declared(cls)
    _add_standard(cls, roles, declared)
    _check_roles(cls, roles, declared)
    for name, (before, argument, after) in declared.items():
        setattr(cls, name, _instrumented(getattr(cls, name), before, argument, after))
    for role, name in roles.items():
        setattr(cls, f"_sa_{role}", getattr(cls, name))
    cls._sa_adapter = None  # type: ignore[attr-defined]  # until it belongs to an attribute
    if "_sa_converter" not in roles and not hasattr(cls, "_sa_converter"):
        cls._sa_converter = None  # type: ignore[attr-defined]  # none was declared
    cls._sa_instrumented_class = True  # type: ignore[attr-defined]  # done once


_Declared = dict[str, tuple[str | None, int | str | None, str | None]]


def _declared(cls: type) -> tuple[dict[str, str], _Declared]:
    """Roles and declared methods, the nearest class's word first."""
    roles: dict[str, str] = {}
    methods: _Declared = {}
    seen: set[str] = set()
    for each in cls.__mro__:
        for name, method in list(vars(each).items()):
            if name in seen or not callable(method):
                continue
            seen.add(name)
            role = getattr(method, "_sa_instrument_role", None)
            if role is not None:
                roles.setdefault(role, name)
            before, argument = getattr(method, "_sa_instrument_before", (None, None))
            after = getattr(method, "_sa_instrument_after", None)
            if before is not None or after is not None:
                methods[name] = (before, argument, after)
    return roles, methods


def _add_standard(cls: type, roles: dict[str, str], declared: _Declared) -> None:
    """Give a list-, set- or dict-like class the standard mutators that its author did not declare."""
    kind = duck_type(cls)
    if kind not in MUTATORS:
        return
    for role, name in ROLES[kind].items():
        if hasattr(cls, name):
            roles.setdefault(role, name)
    for name, wrap in MUTATORS[kind].items():
        method = getattr(cls, name, None)
        if method is not None and name not in declared and not hasattr(method, "_sa_instrumented"):
            setattr(cls, name, _marked(wrap(method), method))


def _marked(wrapper: Any, method: Any) -> Any:
    wrapper._sa_instrumented = True
    wrapper.__name__ = method.__name__
    wrapper.__doc__ = method.__doc__
    if hasattr(method, "_sa_instrument_role"):
        wrapper._sa_instrument_role = method._sa_instrument_role
    return wrapper


def _check_roles(cls: type, roles: dict[str, str], declared: _Declared) -> None:
    for role, meaning in (("appender", "an appender"), ("remover", "a remover"), ("iterator", "an iterator")):
        name = roles.get(role)
        if name is None or not hasattr(cls, name):
            raise exc.ArgumentError(f"Type {cls.__name__} must elect {meaning} method to be a collection class")
    for role, event in (("appender", "fire_append_event"), ("remover", "fire_remove_event")):
        name = roles[role]
        if name not in declared and not hasattr(getattr(cls, name), "_sa_instrumented"):
            declared[name] = (event, 1, None)


def _instrumented(method: Any, before: str | None, argument: int | str | None, after: str | None) -> Any:
    """A declared method that fires its events."""
    if hasattr(method, "_sa_instrumented"):
        return method
    names = list(signature(method).parameters)
    position, name = _argument(names, argument) if before is not None else (0, "")

    @wraps(method)
    def instrumented(*args: Any, **kw: Any) -> Any:
        initiator = kw.pop("_sa_initiator", None)
        adapter = args[0]._sa_adapter
        if initiator is False:
            adapter = None
        if before is not None:
            args, kw = _told(adapter, before, args, kw, position, name, initiator, method)
        answer = method(*args, **kw)
        if after is not None and answer is not None and adapter is not None:
            getattr(adapter, after)(answer, initiator)
        return answer

    instrumented._sa_instrumented = True  # type: ignore[attr-defined]  # marks the function
    return instrumented


def _argument(names: list[str], argument: int | str | None) -> tuple[int, str]:
    if isinstance(argument, int):
        return argument, names[argument] if argument < len(names) else ""
    assert argument is not None
    return (names.index(argument) if argument in names else -1), argument


def _told(
    adapter: CollectionAdapter | None,
    event: str,
    args: tuple[Any, ...],
    kw: dict[str, Any],
    position: int,
    name: str,
    initiator: Any,
    method: Any,
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Fire the event for an argument; put the listener's answer in its place."""
    if 0 <= position < len(args):
        value = args[position]
    elif name in kw:
        value = kw[name]
    else:
        raise exc.ArgumentError(f"Missing argument {name or position}")
    if adapter is None:
        return args, kw
    answer = getattr(adapter, event)(value, initiator)
    if event != "fire_append_event":
        return args, kw
    if 0 <= position < len(args):
        return (*args[:position], answer, *args[position + 1 :]), kw
    return args, {**kw, name: answer}


# -- replacing all members


def bulk_replace(
    values: Iterable[Any], existing: CollectionAdapter, replacement: CollectionAdapter, initiator: Any = None
) -> None:
    """Fill `replacement` with values, firing append events for new members and remove events for those left out."""
    values = list(values)
    before = {id(member) for member in existing}
    wanted = {id(member) for member in values}
    for member in values:
        if id(member) in before:
            replacement.append_without_event(member)
        else:
            replacement.append_with_event(member, initiator)
    for member in list(existing):
        if id(member) in before and id(member) not in wanted:
            existing.fire_remove_event(member, initiator)
