"""Python types to SQL types: what `Mapped[str]` means as a column type.

A registry has a `type_annotation_map`; where it says nothing the defaults here apply. A type is looked up as it stands
(Annotated, PEP 695 alias, NewType, union), then without its wrapping; enumerations and Literal also by their kind.

Start at `resolve`.
"""

from __future__ import annotations

import datetime
import decimal
import enum
import typing
import uuid
from collections.abc import Iterator, Mapping
from typing import Any, Literal, Union, get_args

from ... import types as sqltypes
from . import annotations as anno

DEFAULT_TYPES: dict[Any, Any] = {
    bool: sqltypes.Boolean(),
    bytes: sqltypes.LargeBinary(),
    datetime.date: sqltypes.Date(),
    datetime.datetime: sqltypes.DateTime(),
    datetime.time: sqltypes.Time(),
    datetime.timedelta: sqltypes.Interval(),
    decimal.Decimal: sqltypes.Numeric(),
    enum.Enum: sqltypes.Enum(enum.Enum),
    float: sqltypes.Double(),
    int: sqltypes.Integer(),
    str: sqltypes.String(),
    uuid.UUID: sqltypes.Uuid(),
    Literal: sqltypes.Enum(enum.Enum),
    type(None): sqltypes.NULLTYPE,
}


class TypeResolve:
    """What a `resolve_type_annotation` listener is told: the attribute, its type, and ways to resolve other types.

    registry, cls, key: the attribute. raw_type: as written. resolved_type: without None, Annotated and alias.
    raw_pep_593_type, pep_593_resolved_argument: the Annotated and its first argument.
    raw_pep_695_type, pep_695_resolved_value: the `type` alias and its value.
    """

    __slots__ = (
        "registry", "cls", "key", "raw_type", "resolved_type", "raw_pep_593_type", "pep_593_resolved_argument",
        "raw_pep_695_type", "pep_695_resolved_value",
    )  # fmt: skip

    def __init__(self, registry: Any, cls: type, key: str, hint: Any) -> None:
        self.registry = registry
        self.cls = cls
        self.key = key
        self.raw_type = hint
        bare = anno.without_none(hint)
        self.raw_pep_695_type = bare if _alias_of(bare) is not None else None
        value = _alias_value(bare) if self.raw_pep_695_type is not None else None
        self.pep_695_resolved_value = value
        inner = anno.without_none(bare if value is None else value)
        self.raw_pep_593_type = inner if anno.is_annotated(inner) else None
        self.pep_593_resolved_argument = None if self.raw_pep_593_type is None else inner.__origin__
        resolved = inner if self.raw_pep_593_type is None else inner.__origin__
        self.resolved_type = anno.without_none(resolved)

    def resolve(self, python_type: Any) -> Any:
        """Return the SQL type that the registry's map has for `python_type`, or None."""
        return lookup(self.registry.type_annotation_map, python_type)


def resolve(registry: Any, cls: type, key: str, hint: Any) -> Any:
    """Return the SQL type for an annotation, or None if nobody knows one."""
    listeners = registry.dispatch.resolve_type_annotation
    if listeners:
        question = TypeResolve(registry, cls, key, hint)
        for listener in listeners:
            answer = listener(question)
            if answer is not None:
                return sqltypes.to_instance(answer)
    for candidate in candidates(hint):
        found = lookup(registry.type_annotation_map, candidate)
        if found is not None:
            return found
    return None


def candidates(hint: Any) -> Iterator[Any]:
    """Yield the types to look up for an annotation, the most specific first."""
    yield hint
    bare = anno.without_none(hint)
    if bare is not hint:
        yield bare
    if _alias_of(bare) is not None:
        bare = _alias_value(bare)
        yield bare
        inner = anno.without_none(bare)
        if inner is not bare:
            bare = inner
            yield bare
    if anno.is_annotated(bare):
        argument = bare.__origin__
        yield argument
        yield anno.without_none(argument)
        if _alias_of(argument) is not None:
            yield anno.without_none(_alias_value(argument))


def _alias_of(hint: Any) -> Any:
    if anno.is_alias(hint):
        return hint
    origin = typing.get_origin(hint)
    return origin if anno.is_alias(origin) else None


def _alias_value(hint: Any) -> Any:
    return hint.__value__ if anno.is_alias(hint) else anno.substitute_alias(hint)


def tried(hint: Any) -> list[Any]:
    """Return the distinct types a failed look-up tried, for its message."""
    bare = anno.without_none(hint)
    found = [bare]
    for each in candidates(hint):
        if each not in found and each != hint:
            found.append(each)
    return found


def lookup(type_map: Mapping[Any, Any], python_type: Any) -> Any:
    """Return the SQL type for exactly this Python type, or None."""
    if python_type is None:
        python_type = type(None)
    try:
        found = type_map.get(python_type)
    except TypeError:  # an unhashable argument inside Annotated
        return None
    if found is not None:
        return _for_type(found, python_type, python_type)
    if anno.is_literal(python_type):
        return _literal(type_map, python_type)
    if isinstance(python_type, type) and issubclass(python_type, enum.Enum):
        return _enumeration(type_map, python_type)
    if python_type in DEFAULT_TYPES and python_type not in anno.LITERALS:
        return DEFAULT_TYPES[python_type]
    return None


def _for_type(found: Any, python_type: Any, matched: Any) -> Any:
    made = sqltypes.to_instance(found)
    answer = made._resolve_for_python_type(python_type, matched, matched)
    return made if answer is None and matched is python_type else answer


def _literal(type_map: Mapping[Any, Any], python_type: Any) -> Any:
    for kind in anno.LITERALS:
        if kind in type_map:
            return _for_kind(type_map[kind], python_type, kind)
    return _for_kind(DEFAULT_TYPES[Literal], python_type, Literal)


def _enumeration(type_map: Mapping[Any, Any], python_type: type) -> Any:
    for base in python_type.__mro__[1:]:
        if base in type_map and issubclass(base, enum.Enum):
            return _for_kind(type_map[base], python_type, base)
    return _for_kind(DEFAULT_TYPES[enum.Enum], python_type, enum.Enum)


def _for_kind(found: Any, python_type: Any, kind: Any) -> Any:
    return sqltypes.to_instance(found)._resolve_for_python_type(python_type, kind, kind)


def normalized_keys(python_type: Any) -> tuple[Any, ...]:
    """Return the keys under which an entry of a user's map is kept: a union also counts without None."""
    if anno.is_union(python_type):
        without = anno.without_none(python_type)
        if without != python_type and not anno.is_union(without):
            return (python_type,)
        return (python_type, without, Union[(*get_args(without), None)])
    return (python_type,)
