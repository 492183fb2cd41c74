"""Dataclasses: mapped attributes as fields of a dataclass.

In: a class being mapped, its attributes with their dataclass options. Out: the same class after `dataclasses.dataclass`, with an
`__init__` that knows the mapped attributes. The mapped constructs leave the class while the decorator looks at it.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from ... import exc
from .interfaces import NO_ARG, AttributeOptions


class DataclassArguments(NamedTuple):
    """The keywords of `dataclasses.dataclass`; NO_ARG where the user said nothing."""

    init: Any = NO_ARG
    repr: Any = NO_ARG
    eq: Any = NO_ARG
    order: Any = NO_ARG
    unsafe_hash: Any = NO_ARG
    match_args: Any = NO_ARG
    kw_only: Any = NO_ARG
    dataclass_callable: Any = NO_ARG


_DEFAULTS = DataclassArguments(False, False, False, False, False, False, False, NO_ARG)


def arguments_of(given: DataclassArguments, inherited: Any = None) -> dict[str, Any]:
    """Return the effective keywords: given ones over those of a base class."""
    start = dict(inherited) if inherited else {}
    start.update({name: value for name, value in zip(given._fields, given, strict=True) if value is not NO_ARG})
    return start


class Field(NamedTuple):
    """One attribute that takes part: its annotation and its options, or the plain value of a class variable."""

    key: str
    annotation: Any
    options: AttributeOptions | None
    construct: Any


def apply(cls: type, arguments: dict[str, Any], fields: list[Field]) -> None:
    """Make `cls` a dataclass. Raises ArgumentError or InvalidRequestError for options that cannot be used together."""
    keywords = {name: value for name, value in arguments.items() if name != "dataclass_callable"}
    callable_ = arguments.get("dataclass_callable", dataclasses.dataclass)
    annotations = {field.key: field.annotation for field in fields if field.annotation is not None}
    values = {field.key: field_value(field) for field in fields}
    with _for_decorator(cls, annotations, values):
        call(callable_, cls, keywords)


def call(dataclass_callable: Callable[..., Any], cls: type, keywords: dict[str, Any]) -> None:
    """Run the decorator on the class in place; its errors become InvalidRequestError with the class named."""
    try:
        dataclass_callable(cls, **keywords)
    except (TypeError, ValueError) as error:
        raise exc.InvalidRequestError(
            f"Python dataclasses error encountered when creating dataclass for {cls.__name__!r}: {error!r}. Please "
            "refer to Python dataclasses documentation for additional information.",
            code="dcte",
        ) from error


def field_value(field: Field) -> Any:
    """Return what stands in the class body for the decorator: a default, a dataclasses.field, or nothing."""
    options = field.options
    if options is None:
        return field.construct
    given = options.named()
    if not given:
        return NO_ARG
    if set(given) == {"default"}:
        return given["default"]
    if given.get("init") is False and "default" in given and not callable(given["default"]):
        # such a default is not assigned by the constructor, its factory is
        default = given.pop("default")
        given["default_factory"] = lambda: default
    return dataclasses.field(**given)


@contextlib.contextmanager
def _for_decorator(cls: type, annotations: dict[str, Any], values: dict[str, Any]) -> Iterator[None]:
    """Show the decorator a class with plain annotations and defaults, then put the mapped constructs back."""
    missing = object()
    order = [key for key in cls.__dict__ if not key.startswith("__")]
    kept = {key: cls.__dict__.get(key, missing) for key in values}
    old = cls.__dict__.get("__annotations__", missing)
    try:
        for key, value in values.items():
            if value is NO_ARG and any(key in base.__dict__ for base in cls.__mro__[1:]):
                # what a superclass has under the name is no default
                setattr(cls, key, dataclasses.field())
            elif value is NO_ARG:
                if key in cls.__dict__:
                    delattr(cls, key)
            else:
                setattr(cls, key, value)
        cls.__annotations__ = annotations
        yield
    finally:
        for key, value in kept.items():
            if isinstance(value, dataclasses.Field):
                continue  # the decorator has put the default in its place
            if value is not missing:
                setattr(cls, key, value)
            elif key in cls.__dict__:
                delattr(cls, key)
        for key in order:
            # taken off and put back, attributes keep their place: columns are in the order of the class body
            if key in cls.__dict__:
                value = cls.__dict__[key]
                type.__delattr__(cls, key)
                type.__setattr__(cls, key, value)
        if old is missing:
            del cls.__annotations__
        else:
            cls.__annotations__ = old
