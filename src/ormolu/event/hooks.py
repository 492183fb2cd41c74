"""Which listeners a target has for its named hooks, and how they are fired.

A *family* (`Events`) names hooks, says which objects accept them, and makes a dispatch class with one `Hook` per
name. Every target class has one *class level*; each instance has a `Dispatch` that adds its own listeners, created
when `target.dispatch` is first read. Firing is `target.dispatch.before_execute(args)`; asking first is
`if target.dispatch.before_execute:`, which is false while nobody listens.

Listeners given to a class reach its instances at once, also those that exist already.
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Iterator
from typing import Any

Listener = Callable[..., Any]

_lock = threading.RLock()
_NOBODY: frozenset[Any] = frozenset()


class ClassHook:
    """The listeners that classes have for one hook of a family; subclasses inherit them."""

    __slots__ = ("name", "by_class", "version")

    def __init__(self, name: str):
        self.name = name
        self.by_class: weakref.WeakKeyDictionary[type, list[Listener]] = weakref.WeakKeyDictionary()
        self.version = 0

    def add(self, cls: type, fn: Listener, insert: bool) -> None:
        listeners = list(self.by_class.get(cls, ()))
        if insert:
            listeners.insert(0, fn)
        else:
            listeners.append(fn)
        self.by_class[cls] = listeners
        self.version += 1

    def discard(self, cls: type, fn: Listener) -> None:
        self.by_class[cls] = [each for each in self.by_class.get(cls, ()) if each is not fn]
        self.version += 1

    def clear(self) -> None:
        self.by_class.clear()
        self.version += 1

    def for_class(self, cls: type) -> tuple[Listener, ...]:
        """Listeners of `cls` and its bases, those of the most general class first."""
        if not self.version:  # no class ever had one: what nearly every new session asks
            return ()
        found: list[Listener] = []
        for base in reversed(cls.__mro__):
            found.extend(self.by_class.get(base, ()))
        return tuple(found)


class Hook:
    """The listeners of one object for one hook: those of its class, of its parent, and its own, called in order.

    It is true if there is any, iterates over them, and calling it calls all of them.
    """

    __slots__ = ("level", "cls", "own", "parent", "_all", "_seen", "_once_lock", "_once_done", "propagated")

    def __init__(self, level: ClassHook, cls: type, parent: Hook | None = None):
        self.level = level
        self.cls = cls
        self.parent = parent
        self.own: tuple[Listener, ...] = ()
        self.propagated: frozenset[Listener] = _NOBODY
        self._all: tuple[Listener, ...] = ()
        self._seen: int | None = 0  # the version of `level` that `_all` is of; version 0 has no listeners
        self._once_lock: threading.RLock | None = None
        self._once_done = False

    @property
    def name(self) -> str:
        return self.level.name

    def listeners(self) -> tuple[Listener, ...]:
        """All listeners in the order in which they are called."""
        parent = self.parent
        if parent is None:
            if self._seen != self.level.version:
                version = self.level.version
                self._all = self.level.for_class(self.cls) + self.own
                self._seen = version
            return self._all
        return parent.listeners() + self.own

    def add(self, fn: Listener, insert: bool, propagate: bool) -> None:
        self.own = (fn, *self.own) if insert else (*self.own, fn)
        if propagate:
            self.propagated |= {fn}
        self._seen = None

    def discard(self, fn: Listener) -> None:
        self.own = tuple(each for each in self.own if each is not fn)
        self.propagated -= {fn}
        self._seen = None

    def clear(self) -> None:
        self.own = ()
        self.propagated = _NOBODY
        self._seen = None

    # the interface that documentation and third parties know

    def append(self, fn: Listener, propagate: bool = False) -> None:
        """Add a plain listener at the end."""
        self.add(fn, False, propagate)

    def insert(self, fn: Listener, propagate: bool = False) -> None:
        """Add a plain listener at the front."""
        self.add(fn, True, propagate)

    def remove(self, fn: Listener) -> None:
        """Take a plain listener away."""
        self.discard(fn)

    def exec_once(self, *args: Any, **kw: Any) -> None:
        """Fire once in the life of this object, even if that raises; others wait until it is done."""
        self._exec_once(args, kw, retry_on_exception=False)

    def exec_once_unless_exception(self, *args: Any, **kw: Any) -> None:
        """Fire until it has once succeeded."""
        self._exec_once(args, kw, retry_on_exception=True)

    def _exec_once(self, args: tuple[Any, ...], kw: dict[str, Any], retry_on_exception: bool) -> None:
        if self._once_done:
            return
        with _lock:
            if self._once_lock is None:
                self._once_lock = threading.RLock()
        with self._once_lock:
            if self._once_done:
                return
            succeeded = False
            try:
                self(*args, **kw)
                succeeded = True
            finally:
                if succeeded or not retry_on_exception:
                    self._once_done = True

    def __call__(self, *args: Any, **kw: Any) -> None:
        for fn in self.listeners():
            fn(*args, **kw)

    def __iter__(self) -> Iterator[Listener]:
        return iter(self.listeners())

    def __len__(self) -> int:
        return len(self.listeners())

    def __bool__(self) -> bool:
        parent = self.parent
        if parent is None and self._seen == self.level.version:
            return bool(self._all)
        return bool(self.listeners())

    def __repr__(self) -> str:
        return f"<Hook {self.name}, {len(self)} listeners>"


class Dispatch:
    """The hooks of one object, as attributes; made on first use.

    A dispatch made with `_join` fires the listeners of its parent too, later ones included.
    """

    __slots__ = ("_family", "_cls", "_parent", "__dict__")

    def __init__(self, family: Any, cls: type, parent: Dispatch | None = None):
        self._family = family
        self._cls = cls
        self._parent = parent

    def __getattr__(self, name: str) -> Hook:
        level = self._family._levels.get(name)
        if level is None:
            raise AttributeError(name)
        parent = getattr(self._parent, name) if self._parent is not None else None
        with _lock:
            hook: Hook = self.__dict__.setdefault(name, Hook(level, self._cls, parent))
        return hook

    @property
    def _has_events(self) -> bool:
        """Whether any listener was ever attached to this object itself."""
        return any(hook.own for hook in self.__dict__.values())

    def _clear(self) -> None:
        """Forget the listeners of this object, and those that classes have for hooks of its family."""
        for hook in self.__dict__.values():
            hook.clear()
        self._family._clear()

    def _join(self, parent: Dispatch) -> Dispatch:
        """A new dispatch that fires the listeners of `parent`, then its own."""
        return Dispatch(self._family, self._cls, parent)

    def _update(self, other: Dispatch, only_propagate: bool = True) -> None:
        """Take over the listeners of another object of the same family."""
        for name, hook in list(other.__dict__.items()):
            mine = getattr(self, name)
            for fn in hook.own:
                if (fn in hook.propagated or not only_propagate) and fn not in mine.own:
                    mine.add(fn, False, fn in hook.propagated)

    def __reduce__(self) -> Any:
        return _restore_dispatch, (self._family, self._cls)


def _restore_dispatch(family: Any, cls: type) -> Dispatch:
    """Listeners are not pickled: a restored object starts with those of its class."""
    return Dispatch(family, cls)
