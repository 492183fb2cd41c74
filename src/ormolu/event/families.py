"""Families of named hooks, and what happens between `listen()` and a listener in a hook.

A family is a class deriving from `Events`; its public methods are the hooks, and their arguments are what listeners
receive:

    class PoolEvents(Events):
        _dispatch_target = Pool
        def checkout(self, dbapi_connection, connection_record, connection_proxy): ...

`_accept_with` turns what the user named as target into the object that carries the hooks; `_listen` may wrap the
listener (`event_key.with_wrapper`) before `event_key.base_listen()` stores it.
"""

from __future__ import annotations

import inspect
import weakref
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, NamedTuple

from .. import exc
from .hooks import ClassHook, Dispatch, Hook, Listener


class LegacySignature(NamedTuple):
    """An older argument list of a hook that listeners may still have."""

    since: str
    argnames: Sequence[str]
    converter: Callable[..., Any] | None


def _legacy_signature(
    since: str, argnames: Sequence[str], converter: Callable[..., Any] | None = None
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare that listeners written for `argnames` (before version `since`) are still called as they expect."""

    def declare(method: Any) -> Any:
        if not hasattr(method, "_legacy_signatures"):
            method._legacy_signatures = []
        method._legacy_signatures.append(LegacySignature(since, argnames, converter))
        return method

    return declare


class Dispatcher:
    """The attribute `dispatch` of a class whose objects have hooks."""

    def __init__(self, family: type[Events]):
        self.family = family

    def __get__(self, obj: Any, cls: type) -> Dispatch:
        if obj is None:
            return Dispatch(self.family, cls)
        made = Dispatch(self.family, cls)
        try:
            kept = obj.__dict__
        except AttributeError:
            return self._in_slot(obj, made)
        found: Dispatch = kept.setdefault("dispatch", made)
        return found

    @staticmethod
    def _in_slot(obj: Any, made: Dispatch) -> Dispatch:
        found: Dispatch | None = getattr(obj, "_slots_dispatch", None)
        if found is None:
            try:
                obj._slots_dispatch = made
            except AttributeError:
                raise TypeError(
                    f"target {obj!r} doesn't have __dict__, should it be defining _slots_dispatch?"
                ) from None
            found = made
        return found


def fired_hook(obj: Any, name: str) -> Hook | None:
    """`obj.dispatch.<name>` for firing it, None if there is no listener.

    For objects that are made often: nothing is made for one that nobody has ever listened to.
    """
    if "dispatch" not in obj.__dict__ and not obj._hook_levels[name].version:
        return None
    hook: Hook = getattr(obj.dispatch, name)
    return hook if hook else None


def dispatcher(family: type[Events]) -> Dispatcher:
    """What to assign to `dispatch` in a class that has the hooks of `family`."""
    return Dispatcher(family)


_families: dict[str, list[type[Events]]] = {}


class Events:
    """Base of all families: declare hooks as methods."""

    _dispatch_target: ClassVar[type | None] = None
    _target_class_doc: ClassVar[str] = ""
    _levels: ClassVar[dict[str, ClassHook]] = {}
    dispatch: ClassVar[Any] = None

    def __init_subclass__(cls, **kw: Any) -> None:
        super().__init_subclass__(**kw)
        levels = dict(cls._levels)
        for name, method in list(vars(cls).items()):
            if name.startswith("_") or not inspect.isfunction(method):
                continue
            levels[name] = ClassHook(name)
            _families.setdefault(name, []).append(cls)
        inherited = levels.keys() - vars(cls).keys()
        for name in inherited:
            _families[name].append(cls)
        cls._levels = levels
        cls.dispatch = Dispatch(cls, cls)
        if cls._dispatch_target is not None:
            target: Any = cls._dispatch_target
            target.dispatch, target._hook_levels = Dispatcher(cls), levels

    @classmethod
    def _accept_with(cls, target: Any, identifier: str) -> Any:
        """The object (or class) whose hooks are meant by `target`, or None if this family has nothing to do with it."""
        owner = target if isinstance(target, type) else type(target)
        for base in owner.__mro__:
            found = vars(base).get("dispatch")
            if isinstance(found, Dispatcher):
                return target if issubclass(found.family, cls) else None
        return None

    @classmethod
    def _listen(
        cls,
        event_key: EventKey,
        *,
        propagate: bool = False,
        insert: bool = False,
        named: bool = False,
        asyncio: bool = False,
    ) -> None:
        event_key.base_listen(propagate=propagate, insert=insert, named=named)

    @classmethod
    def _remove(cls, event_key: EventKey) -> None:
        event_key.remove()

    @classmethod
    def _clear(cls) -> None:
        """Forget all listeners that classes have for hooks of this family."""
        for level in cls._levels.values():
            level.clear()


class _Stored(NamedTuple):
    """Where a listener went: a hook of one object, or the class level."""

    hook: Hook | None
    level: ClassHook
    cls: type | None
    fn: Listener

    def discard(self) -> None:
        if self.cls is not None:
            self.level.discard(self.cls, self.fn)
        elif self.hook is not None:
            self.hook.discard(self.fn)


class _Held(NamedTuple):
    """A listener in the list of those that wait for an object which can carry them."""

    waiting: list[Any]
    entry: Any
    hook: Hook | None = None
    cls: type | None = None

    def discard(self) -> None:
        self.waiting.remove(self.entry)


_Key = tuple[int, str, Any]
_stored: dict[_Key, list[_Stored | _Held]] = {}
_watched: dict[int, Any] = {}


def _fn_key(fn: Any) -> Any:
    if inspect.ismethod(fn):
        return id(fn.__func__), id(fn.__self__)
    return id(fn)


def _watch(target: Any) -> None:
    """Forget what is stored for `target` when it goes away: its id may come back as another object's."""
    number = id(target)
    if number in _watched:
        return

    def gone(_: Any) -> None:
        _watched.pop(number, None)
        for key in [key for key in _stored if key[0] == number]:
            del _stored[key]

    try:
        _watched[number] = weakref.ref(target, gone)
    except TypeError:
        _watched[number] = target


class EventKey:
    """One pair of hook and listener: the target as the user named it, and the object that carries the hook."""

    __slots__ = ("target", "identifier", "fn", "_listen_fn", "dispatch_target", "family", "_takes_all")

    def __init__(
        self,
        target: Any,
        identifier: str,
        fn: Listener,
        dispatch_target: Any,
        family: type[Events],
        _listen_fn: Listener | None = None,
    ):
        self.target = target
        self.identifier = identifier
        self.fn = fn
        self._listen_fn = fn if _listen_fn is None else _listen_fn
        self.dispatch_target = dispatch_target
        self.family = family
        self._takes_all = False

    @property
    def fn_wrap(self) -> Listener:
        return self._listen_fn

    @property
    def _key(self) -> _Key:
        return id(self.target), self.identifier, _fn_key(self.fn)

    def with_wrapper(self, fn_wrap: Listener, takes_all: bool = False) -> EventKey:
        """The same pair, with `fn_wrap` called in place of the user's function.

        takes_all: it takes the arguments with which the hook fires, whatever those of the user's function are.
        """
        if fn_wrap is self._listen_fn:
            return self
        key = EventKey(self.target, self.identifier, self.fn, self.dispatch_target, self.family, fn_wrap)
        key._takes_all = takes_all
        return key

    def with_dispatch_target(self, dispatch_target: Any) -> EventKey:
        """The same pair, stored at another object."""
        return EventKey(self.target, self.identifier, self.fn, dispatch_target, self.family, self._listen_fn)

    def listen(self, *args: Any, once: bool = False, once_unless_exception: bool = False, **kw: Any) -> None:
        """Hand this pair to its family."""
        key = self
        if once or once_unless_exception:
            key = self.with_wrapper(_only_once(self._listen_fn, retry_on_exception=once_unless_exception))
        self.family._listen(key, *args, **kw)

    def fitted(self, named: bool = False) -> Listener:
        """The listener as a function that takes the arguments with which the hook fires; for wrappers around it."""
        return _fitted(self.family, self.identifier, self._listen_fn, self.fn, named)

    def base_listen(
        self,
        propagate: bool = False,
        insert: bool = False,
        named: bool = False,
        retval: bool | None = None,
        asyncio: bool = False,
    ) -> None:
        """Store the listener where the hook fires."""
        fn = self._listen_fn if self._takes_all else self.fitted(named)
        target = self.dispatch_target
        level = self.family_of_target()._levels[self.identifier]
        places = _stored.setdefault(self._key, [])
        if isinstance(target, type):
            if any(isinstance(place, _Stored) and place.cls is target and place.level is level for place in places):
                return
            level.add(target, fn, insert)
            places.append(_Stored(None, level, target, fn))
        else:
            hook = getattr(target.dispatch, self.identifier)
            if any(place.hook is hook for place in places):
                return
            hook.add(fn, insert, propagate)
            places.append(_Stored(hook, level, None, fn))
        _watch(self.target)

    def hold(self, waiting: list[Any], entry: Any) -> None:
        """Put `entry` into a list of listeners that wait for their object; removing the listener takes it out again."""
        waiting.append(entry)
        _stored.setdefault(self._key, []).append(_Held(waiting, entry))
        _watch(self.target)

    def family_of_target(self) -> type[Events]:
        """The family whose hooks the carrying object really has: ours, or one derived from it."""
        family: type[Events] = self.dispatch_target.dispatch._family
        return family

    def contains(self) -> bool:
        """Whether this pair is listening."""
        return bool(_stored.get(self._key))

    def remove(self) -> None:
        """Take the listener out of everything it was stored in; InvalidRequestError if it is in nothing."""
        places = _stored.pop(self._key, None)
        if not places:
            raise exc.InvalidRequestError(
                f"No listeners found for event {self.target} / {self.identifier!r} / {self.fn} "
            )
        for place in places:
            place.discard()


def _only_once(fn: Listener, *, retry_on_exception: bool) -> Listener:
    calls_left = [fn]

    def once(*args: Any, **kw: Any) -> Any:
        if not calls_left:
            return None
        calls_left.pop()
        try:
            return fn(*args, **kw)
        except BaseException:
            if retry_on_exception:
                calls_left.append(fn)
            raise

    return once


def _fitted(family: type[Events], identifier: str, fn: Listener, users_fn: Listener, named: bool) -> Listener:
    """`fn` as a function that takes the arguments of the hook as they are fired."""
    declaration = getattr(family, identifier)
    signature = inspect.signature(declaration)
    names = [
        name
        for name, parameter in signature.parameters.items()
        if parameter.kind in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD)
    ][1:]
    legacy: list[LegacySignature] = getattr(declaration, "_legacy_signatures", [])
    if named:
        return _by_name(fn, names, legacy)
    if legacy:
        return _legacy_fitted(family, identifier, signature, names, legacy, fn, users_fn)
    return fn


def _by_name(fn: Listener, names: list[str], legacy: list[LegacySignature]) -> Listener:
    def named(*args: Any, **kw: Any) -> Any:
        arguments = dict(zip(names, args, strict=False))
        arguments.update(kw)
        for old in legacy:
            values = _legacy_values(old, names, args)
            arguments.update(
                (name, value)
                for name, value in zip(old.argnames, values, strict=False)
                if name != "**kw" and name not in arguments
            )
        return fn(**arguments)

    return named


def _legacy_values(old: LegacySignature, names: list[str], args: tuple[Any, ...]) -> Sequence[Any]:
    if old.converter is not None:
        converted = old.converter(*args)
        return converted if isinstance(converted, (tuple, list)) else (converted,)
    current = dict(zip(names, args, strict=False))
    return [current[name] for name in old.argnames if name != "**kw"]


def _legacy_fitted(
    family: type[Events],
    identifier: str,
    signature: inspect.Signature,
    names: list[str],
    legacy: list[LegacySignature],
    fn: Listener,
    users_fn: Listener,
) -> Listener:
    try:
        spec = inspect.getfullargspec(users_fn)
    except TypeError:
        return fn
    count = len(spec.args) - (1 if inspect.ismethod(users_fn) or not inspect.isroutine(users_fn) else 0)
    if count == len(names) or spec.varargs:
        return fn
    for old in legacy:
        wanted = [name for name in old.argnames if name != "**kw"]
        if count != len(wanted) or ("**kw" in old.argnames) != bool(spec.varkw):
            continue
        arguments = ", ".join(names)
        keyword = ", **kw" if any(p.kind is p.VAR_KEYWORD for p in signature.parameters.values()) else ""
        warning = (
            f'The argument signature for the "{family.__name__}.{identifier}" event listener has changed as of '
            f"version {old.since}, and conversion for the old argument signature will be removed in a future "
            f'release.  The new signature is "def {identifier}({arguments}{keyword})"'
        )

        def converted(*args: Any, _old: LegacySignature = old, _warning: str = warning, **kw: Any) -> Any:
            exc.warn_deprecated(_warning, _old.since)
            return fn(*_legacy_values(_old, names, args), **kw)

        return converted
    return fn
