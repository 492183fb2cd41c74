"""Inspection: `inspect(subject)` finds the object that tells more about a subject.

Upper layers register, per type, a function from subject to inspection object; nothing is known about them here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, TypeVar, overload

from ormolu import exc

_F = TypeVar("_F", bound=Callable[..., Any])
_C = TypeVar("_C", bound=type)

# True: the subject is its own inspection object
_registrars: dict[type, Callable[[Any], Any] | Literal[True]] = {}


@overload
def inspect(subject: Any, raiseerr: Literal[True] = ...) -> Any: ...
@overload
def inspect(subject: Any, raiseerr: bool = ...) -> Any | None: ...
def inspect(subject: Any, raiseerr: bool = True) -> Any:
    """Return the inspection object for `subject`.

    An engine gives an `Inspector`, a mapped class its `Mapper`, a mapped object its `InstanceState`, a mapped attribute
    itself; see the documentation of `inspect()`.
    Raises NoInspectionAvailable when nothing is registered for the type; with raiseerr=False returns None instead.
    """
    type_ = type(subject)
    for cls in type_.__mro__:
        registrar = _registrars.get(cls)
        if registrar is None:
            continue
        if registrar is True:
            return subject
        answer = registrar(subject)
        if answer is not None:
            return answer
    if raiseerr:
        raise exc.NoInspectionAvailable(f"No inspection system is available for object of type {type_}")
    return None


def _inspects(*types: type) -> Callable[[_F], _F]:
    """Return a decorator that registers a function (or class) as the inspection of subjects of `types`.

    The function may return None: subject is of the type, yet there is nothing to tell; bases are asked then.
    """

    def register(registrar: _F) -> _F:
        for type_ in types:
            if type_ in _registrars:
                raise AssertionError(f"Type {type_} is already registered")
            _registrars[type_] = registrar
        return registrar

    return register


def _self_inspects(cls: _C) -> _C:
    """Class decorator: instances are their own inspection objects."""
    if cls in _registrars:
        raise AssertionError(f"Type {cls} is already registered")
    _registrars[cls] = True
    return cls
