"""`listen`, `listens_for`, `remove`, `contains`: the functions users call."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar

from .. import exc
from .families import EventKey, _families

F = TypeVar("F", bound=Callable[..., Any])


class _Symbol(Enum):
    CANCEL = "CANCEL"
    NO_RETVAL = "NO_RETVAL"


CANCEL = _Symbol.CANCEL
"""Returned by an attribute listener: the operation is not carried out."""
NO_RETVAL = _Symbol.NO_RETVAL
"""Returned by a listener established with retval=True: the value stays as it is."""


def _event_key(target: Any, identifier: str, fn: Callable[..., Any]) -> EventKey:
    for family in _families.get(identifier, ()):
        accepted = family._accept_with(target, identifier)
        if accepted is not None:
            return EventKey(target, identifier, fn, accepted, family)
    raise exc.InvalidRequestError(f"No such event '{identifier}' for target '{target}'")


def listen(target: Any, identifier: str, fn: Callable[..., Any], *args: Any, **kw: Any) -> None:
    """Have `fn` called at each event `identifier` of `target`.

    target: an object or class that has events. Options: once=True (the first time only),
    once_unless_exception=True, insert=True (before other listeners), named=True (pass arguments by name), and where
    the event documents them propagate=True and retval=True.
    Raises InvalidRequestError if the target has no such event.
    """
    _event_key(target, identifier, fn).listen(*args, **kw)


def listens_for(target: Any, identifier: str, *args: Any, **kw: Any) -> Callable[[F], F]:
    """Decorate a function as listener; arguments as for `listen`."""

    def decorate(fn: F) -> F:
        listen(target, identifier, fn, *args, **kw)
        return fn

    return decorate


def remove(target: Any, identifier: str, fn: Callable[..., Any]) -> None:
    """Undo `listen` called with the same three arguments; InvalidRequestError if `fn` does not listen there."""
    key = _event_key(target, identifier, fn)
    key.family._remove(key)


def contains(target: Any, identifier: str, fn: Callable[..., Any]) -> bool:
    """Whether `fn` listens to `identifier` of `target`."""
    return _event_key(target, identifier, fn).contains()
