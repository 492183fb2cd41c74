"""What a class body says: its values and annotations in the order of writing, and the fields of a dataclass.

In: a class. Out: (name, value, annotation) for everything that declarative may map; nothing is decided here.
"""

from __future__ import annotations

import dataclasses
import inspect as python_inspect
import types
import typing
from collections import deque
from collections.abc import Iterator
from typing import Any

from .interfaces import NO_ARG

try:
    import annotationlib  # type: ignore[import-not-found, unused-ignore]  # Python 3.14
except ModuleNotFoundError:
    annotationlib = None


def body(cls: type) -> Iterator[tuple[str, Any, Any]]:
    """Yield (name, value or NO_ARG, raw annotation or None) for everything in a class body, in order."""
    hints = _annotations_of(cls)
    for name in _interleaved(list(cls.__dict__), list(hints)):
        if name in ("__annotations__", "__dict__", "__weakref__", "__doc__", "__module__", "__qualname__"):
            continue
        yield name, cls.__dict__.get(name, NO_ARG), hints.get(name)


def _interleaved(values: list[str], hints: list[str]) -> list[str]:
    """Merge assigned and annotated names so that both keep their order; names in both lists are where they meet."""
    shared = set(values) & set(hints)
    here, there = deque(values), deque(hints)
    merged: list[str] = []
    stuck = False
    while here:
        name = here[0]
        if name not in shared:
            merged.append(here.popleft())
        elif there and there[0] != name and name in there and not stuck:
            here, there = there, here
            stuck = True
            continue
        else:
            merged.append(here.popleft())
            if name in there:
                there.remove(name)
            shared.discard(name)
        stuck = False
    merged.extend(name for name in there if name not in merged)
    return merged


def _annotations_of(cls: type) -> dict[str, Any]:
    if hasattr(python_inspect, "get_annotations"):
        found = cls.__dict__.get("__annotations__")
        if found is not None:
            return dict(found)
    return _lazy_annotations(cls)


def _lazy_annotations(cls: type) -> dict[str, Any]:
    """Annotations of Python 3.14 and later, which are computed on demand; unknown names stay ForwardRef."""
    if annotationlib is None:
        return {}
    if cls.__dict__.get("__annotate_func__") is None and cls.__dict__.get("__annotate__") is None:
        return {}
    return dict(annotationlib.get_annotations(cls, format=annotationlib.Format.FORWARDREF))


def type_bindings(cls: type, base: type) -> dict[Any, Any]:
    """Return what the type variables of a generic base stand for in `cls`."""
    bindings: dict[Any, Any] = {}
    for each in cls.__mro__:
        for parent in each.__dict__.get("__orig_bases__", ()):
            origin = typing.get_origin(parent)
            parameters = getattr(origin, "__parameters__", ())
            for parameter, argument in zip(parameters, typing.get_args(parent), strict=False):
                bindings.setdefault(parameter, bindings.get(argument, argument))
    return {key: value for key, value in bindings.items() if key is not value}


def mapped_fields(cls: type) -> dict[str, Any]:
    """Return what the own fields of a dataclass have under `__sa_dataclass_metadata_key__` in their metadata."""
    key = getattr(cls, "__sa_dataclass_metadata_key__", None)
    own: dict[str, dataclasses.Field[Any]] = cls.__dict__.get("__dataclass_fields__", {})
    if key is None or not own:
        return {}
    return {
        name: field.metadata[key] for name, field in own.items() if key in field.metadata and not _above(cls, field)
    }


def _above(cls: type, field: Any) -> bool:
    return any(base.__dict__.get("__dataclass_fields__", {}).get(field.name) is field for base in cls.__mro__[1:])


def is_made_for_each_class(value: Any) -> bool:
    """True for a function in a field's metadata, which makes what it stands for once for every mapped class."""
    return isinstance(value, types.FunctionType)
