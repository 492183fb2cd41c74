"""What a type's constructor says about it: from the parameter names follow copies, reprs and cache keys.

A type keeps every constructor argument in an attribute of the same name; so `adapt()` to another class is "call that
class with the arguments it knows", and the repr is the call that would make an equal type.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple


class Parameter(NamedTuple):
    """One constructor parameter; positional: required by position; star: name of a `*args` parameter."""

    name: str
    default: Any
    positional: bool
    star: bool


@cache
def init_parameters(cls: Any) -> tuple[Parameter, ...]:
    """Return the parameters of `cls()`, own ones first.

    As long as a constructor takes `**kw`, those of its bases too.
    """
    found: dict[str, Parameter] = {}
    for base in cls.__mro__:
        init = base.__dict__.get("__init__")
        if init is None:
            continue
        try:
            signature = inspect.signature(init)
        except (TypeError, ValueError):  # a C function, as of `object`
            break
        passes_on = False
        for parameter in list(signature.parameters.values())[1:]:
            if parameter.kind is parameter.VAR_KEYWORD:
                passes_on = True
            elif parameter.kind is parameter.VAR_POSITIONAL:
                found.setdefault(parameter.name, Parameter(parameter.name, None, False, True))
            else:
                required = parameter.default is parameter.empty
                found.setdefault(
                    parameter.name,
                    Parameter(parameter.name, None if required else parameter.default, required, False),
                )
        if not passes_on:
            break
    return tuple(found.values())


def rebuild(source: Any, cls: type, *args: Any, **overrides: Any) -> Any:
    """Return `cls(...)` called with those attributes of `source` that its constructor has parameters for.

    overrides: arguments that take the place of the attributes.
    """
    attributes = source.__dict__
    for parameter in init_parameters(cls):
        if not parameter.star and parameter.name in attributes:
            overrides.setdefault(parameter.name, attributes[parameter.name])
    return cls(*args, **overrides)


class GenericRepr:
    """The repr of an object as the constructor call that makes an equal one; changed piece by piece, then `str()`.

    additional_kw: (name, default) pairs to show besides the constructor's own.  to_inspect: objects or classes whose
    constructor is asked; default: the object.  omit_kwarg: names not to show.
    """

    __slots__ = ("_obj", "_class_name", "_additional", "_to_inspect", "_omit")

    def __init__(
        self,
        obj: Any,
        additional_kw: Sequence[tuple[str, Any]] = (),
        to_inspect: Any = None,
        omit_kwarg: Sequence[str] = (),
    ) -> None:
        self._obj = obj
        self._class_name = type(obj).__name__
        self._additional = tuple(additional_kw)
        if to_inspect is None:
            self._to_inspect: list[Any] = [obj]
        else:
            self._to_inspect = list(to_inspect) if isinstance(to_inspect, (list, tuple)) else [to_inspect]
        self._omit = set(omit_kwarg)

    def set_class_name(self, class_name: str) -> GenericRepr:
        """Show `class_name` instead of the object's own. Returns itself."""
        self._class_name = class_name
        return self

    def _values(self) -> Iterable[str]:
        subject = self._obj
        seen = set(self._omit)
        named: list[str] = []
        for inspected in self._to_inspect:
            if not isinstance(inspected, type):
                subject = inspected
            for parameter in init_parameters(inspected if isinstance(inspected, type) else type(inspected)):
                name = parameter.name
                if name in seen or name.startswith("_"):
                    continue
                seen.add(name)
                missing = None if parameter.positional else parameter.default
                if parameter.star:
                    yield from (repr(value) for value in getattr(subject, name, ()) or ())
                elif parameter.positional:
                    yield repr(getattr(subject, name, None))
                else:
                    named += self._named(subject, name, missing)
        for name, default in self._additional:
            if name not in seen:
                seen.add(name)
                named += self._named(subject, name, default)
        yield from named

    @staticmethod
    def _named(subject: Any, name: str, default: Any) -> list[str]:
        value = getattr(subject, name, default)
        if value is default:
            return []
        try:
            if value == default and isinstance(value, type(default)):
                return []
        except Exception as error:  # an expression has no truth value, hence differs
            if not isinstance(error, TypeError):
                raise
        return [f"{name}={value!r}"]

    def __str__(self) -> str:
        return f"{self._class_name}({', '.join(self._values())})"

    __repr__ = __str__


def static_key(type_: Any) -> tuple[Any, ...] | None:
    """Return what tells `type_` apart from others in statement cache keys; None when an argument has no such value."""
    cls: Any = type(type_)
    attributes = type_.__dict__
    parts: list[Any] = [cls, "sensitive"] if type_._is_sensitive else [cls]
    for parameter in init_parameters(cls):
        name = parameter.name
        if name.startswith("_"):
            continue
        value = attributes.get(name)
        if value is None:
            continue
        part = _key_of(value)
        if part is None:
            return None
        parts.append((name, part[0]))
    return tuple(parts)


def _key_of(value: Any) -> tuple[Any] | None:
    key = getattr(value, "_static_cache_key", None)
    if key is not None:
        return (key,) if isinstance(key, tuple) else None
    if isinstance(value, (list, tuple)):
        items = [_key_of(item) for item in value]
        return None if None in items else (tuple(item[0] for item in items if item is not None),)
    if isinstance(value, dict):
        pairs = [(key, _key_of(item)) for key, item in value.items()]
        return None if any(item is None for _, item in pairs) else (tuple((key, item) for key, item in pairs),)
    try:
        hash(value)
    except TypeError:
        return None
    return (value,)
