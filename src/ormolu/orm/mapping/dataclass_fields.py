"""Which attributes of a mapped dataclass become fields, in order, and with which options."""

from __future__ import annotations

import dataclasses
from typing import Any

from ... import exc
from ...schema import Column
from . import annotations as anno
from .dataclass_setup import Field
from .interfaces import NO_ARG, NO_OPTIONS, AttributeOptions, MapperProperty


def fields_of(scan: Any) -> list[Field]:
    """Return the fields of the class being scanned: its own attributes, then those of plain mixins.

    Raises ArgumentError for a mapped attribute without annotation that has dataclass options.
    """
    fields: list[Field] = []
    own = [found for found in scan.found.values() if found.origin is scan.cls]
    mixed = [found for found in scan.found.values() if found.origin is not scan.cls]
    for found in (*mixed, *own):
        field = _field(scan, found)
        if field is not None:
            fields.append(field)
    return fields


def _field(scan: Any, found: Any) -> Field | None:
    value = found.value
    key = found.key
    if key.startswith("__") and key.endswith("__"):
        return None
    options = getattr(value, "_attribute_options", None)
    if found.origin is not scan.cls and dataclasses.is_dataclass(found.origin):
        return None
    if found.annotation is None:
        if options is not None and options != NO_OPTIONS and _wants_init(options):
            _check_annotated(scan, key, value)
        return None
    if isinstance(value, Column) or (isinstance(value, MapperProperty) and not hasattr(value, "declarative_scan")
                                     and options == NO_OPTIONS and not getattr(value, "_dataclass_init", True)):
        return Field(key, found.annotation.argument, AttributeOptions(init=False), value)
    if options is None:
        return Field(key, found.annotation.argument if found.annotation.container else found.annotation.raw,
                     None, value)
    merged = _with_annotated(options, found.annotation.argument)
    if getattr(value, "_read_only_default", False) and merged.init is NO_ARG:
        merged = merged._replace(init=False)
    return Field(key, found.annotation.argument, merged, value)


def _wants_init(options: AttributeOptions) -> bool:
    return options.init is not False


def _check_annotated(scan: Any, key: str, value: Any) -> None:
    if not getattr(value, "_has_dataclass_arguments", False):
        return
    raise exc.ArgumentError(
        f"Attribute '{key}' on class {scan.cls} includes dataclasses argument(s): "
        f"{', '.join(sorted(repr(name) for name in value._attribute_options.named()))} but class does not specify "
        "SQLAlchemy native dataclass configuration."
    )


def _with_annotated(options: AttributeOptions, hint: Any) -> AttributeOptions:
    """Return options completed by those of a construct inside Annotated[...]."""
    for each in (anno.annotated_arguments(hint) or ())[1:]:
        inner = getattr(each, "_attribute_options", None)
        if inner is not None:
            return AttributeOptions(*(b if a is NO_ARG else a for a, b in zip(options, inner, strict=True)))
    return options
