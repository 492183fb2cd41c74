"""Names of `sqlalchemy.util` that libraries import and that have no room of their own here."""

from __future__ import annotations

import asyncio
import functools
import inspect
import itertools
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from ..exc import ArgumentError
from ..steps import run_sync as greenlet_spawn
from ..steps import wait as await_only
from ..structures import OrderedSet, classproperty, immutabledict, memoized_property, to_list, unique_list

inspect_getfullargspec = inspect.getfullargspec

#: sets and dicts of columns: columns hash by identity, and `==` of a column with itself is true
column_set = set
column_dict = dict
populate_column_dict = dict
partial = functools.partial
_creation_order = itertools.count(1)

_TRUE = frozenset({"true", "yes", "on", "y", "t", "1"})
_FALSE = frozenset({"false", "no", "off", "n", "f", "0"})


def asbool(obj: Any) -> bool:
    """A truth value from configuration text. Raises ValueError for text that is neither."""
    if isinstance(obj, str):
        text = obj.strip().lower()
        if text in _TRUE:
            return True
        if text in _FALSE:
            return False
        raise ValueError(f"String is not true/false: {obj!r}")
    return bool(obj)


def set_creation_order(instance: Any) -> None:
    """Number an object so that objects can be sorted in the order in which they were made."""
    instance._creation_order = next(_creation_order)


def duck_type_collection(specimen: Any, default: type[Any] | None = None) -> type[Any] | None:
    """Which of list, set and dict a class or object behaves like; `default` when none."""
    named = getattr(specimen, "__emulates__", None)
    if named is not None:
        return set if named is not None and issubclass(named, set) else named
    is_it = issubclass if isinstance(specimen, type) else isinstance
    for kind in (list, set, dict):
        if is_it(specimen, kind):
            return kind
    for method, kind in (("append", list), ("add", set), ("set", dict)):
        if hasattr(specimen, method):
            return kind
    return default


def symbol(name: str, doc: str | None = None, canonical: int | None = None) -> Any:
    """A named constant: a string, or an integer when `canonical` says so."""
    return name if canonical is None else canonical


def with_metaclass(meta: type, *bases: type) -> type:
    """A base class with a metaclass."""
    made: type = meta("NewBase", bases or (object,), {})
    return made


def is_non_string_iterable(obj: Any) -> bool:
    """Whether an object can be iterated and is no text."""
    return isinstance(obj, Iterable) and not isinstance(obj, (str, bytes))


def iscoroutine(obj: Any) -> bool:
    """Whether an object is a coroutine."""
    return asyncio.iscoroutine(obj)


__all__ = [
    "ArgumentError",
    "OrderedDict",
    "OrderedSet",
    "asbool",
    "await_only",
    "classproperty",
    "column_dict",
    "column_set",
    "duck_type_collection",
    "greenlet_spawn",
    "immutabledict",
    "inspect_getfullargspec",
    "is_non_string_iterable",
    "iscoroutine",
    "memoized_property",
    "partial",
    "populate_column_dict",
    "set_creation_order",
    "symbol",
    "to_list",
    "unique_list",
    "with_metaclass",
]
