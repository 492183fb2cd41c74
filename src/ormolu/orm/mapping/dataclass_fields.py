"""Which attributes of a mapped dataclass become fields, in order, and with which options."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Collection
from typing import Any

from ... import exc
from ...kernel.status import DONT_SET
from ...schema import Column, SchemaItem
from . import annotations as anno
from .dataclass_setup import Field
from .interfaces import NO_ARG, NO_OPTIONS, AttributeOptions, MapperProperty, MapsColumns
from .mapped import DynamicMapped, Unmapped, WriteOnlyMapped
from .mapped_column import UnmappedColumn
from .relationship import RelationshipProperty
from .synonym import SynonymProperty


def fields_of(scan: Any) -> list[Field]:
    """Return the fields of the class being scanned: its own attributes, then those of plain mixins.

    Raises ArgumentError for a mapped attribute without annotation that has dataclass options.
    """
    _check_mapping_in_fields(scan)
    _check_superclasses(scan)
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
    if isinstance(value, UnmappedColumn) or (found.annotation is not None and found.annotation.container is Unmapped):
        return None
    if found.origin is not scan.cls and key in found.origin.__dict__.get("__dataclass_fields__", ()):
        return None
    if found.annotation is None:
        if options is not None and options != NO_OPTIONS and _wants_init(options):
            _check_annotated(scan, key, value)
        return None
    written = found.annotation.raw if found.raw is None else found.raw
    if isinstance(value, Column) or (
        isinstance(value, MapperProperty)
        and not hasattr(value, "declarative_scan")
        and options == NO_OPTIONS
        and not getattr(value, "_dataclass_init", True)
    ):
        return Field(key, written, AttributeOptions(init=False), value)
    if options is None:
        return Field(key, written, None, value)
    if getattr(value, "_read_only_in_dataclasses", False):
        _warn_read_only(options)
    merged = _with_annotated(options, found.annotation.argument)
    if scan.descriptor_defaults:
        merged = _left_unset(scan, key, value, merged, found.annotation)
    if getattr(value, "_read_only_default", False) and merged.init is NO_ARG:
        merged = merged._replace(init=False)
    return Field(key, written, merged, value)


def _left_unset(
    scan: Any, key: str, construct: Any, options: AttributeOptions, annotation: anno.MappedAnnotation
) -> AttributeOptions:
    """Return options whose default leaves the attribute alone; the attribute itself then reads as the default."""
    if isinstance(construct, RelationshipProperty):
        if options.default is None or (options.default_factory is not NO_ARG and _is_collection(annotation)):
            return options._replace(default=DONT_SET, default_factory=NO_ARG)
        return options
    default = options.default
    if default is NO_ARG:
        return options
    if callable(default):
        exc.warn_deprecated(
            f"Callable object passed to the ``default`` parameter for attribute '{key}' in a ORM-mapped Dataclasses "
            "context is ambiguous, and this use will raise an error in a future release.  If this callable is intended "
            "to produce Core level INSERT default values for an underlying ``Column``, use the "
            "``mapped_column.insert_default`` parameter instead.  To establish this callable as providing a default "
            "value for instances of the dataclass itself, use the ``default_factory`` dataclasses parameter.",
            "2.0",
        )
        return options
    if isinstance(construct, SynonymProperty):
        _check_synonym_default(scan, key, construct.name, default)
    elif not isinstance(default, SchemaItem):
        scan.dataclass_defaults[key] = default
    return options._replace(default=DONT_SET)


def _check_synonym_default(scan: Any, key: str, target: str, default: Any) -> None:
    """Both names read as one default, which the attribute behind the synonym has."""
    found = scan.found.get(target)
    options = getattr(found.value, "_attribute_options", None) if found is not None else None
    theirs = scan.dataclass_defaults.get(target, NO_ARG) if options is None else options.default
    if theirs != default:
        shown = "not set" if theirs is NO_ARG else repr(theirs)
        raise exc.ArgumentError(
            f"Synonym {key!r} default argument {default!r} must match the dataclasses default value of proxied object "
            f"{target!r}, currently {shown}"
        )


def _warn_read_only(options: AttributeOptions) -> None:
    for name in ("default", "default_factory", "kw_only"):
        if getattr(options, name) is not NO_ARG:
            exc.warn_deprecated(
                f"The column_property.{name} parameter is deprecated for column_property().  This parameter applies to a "
                "writeable-attribute in a Declarative Dataclasses configuration only, and column_property() is treated "
                "as a read-only attribute in this context.",
                "2.1",
            )


def _is_collection(annotation: anno.MappedAnnotation) -> bool:
    if annotation.container in (DynamicMapped, WriteOnlyMapped):
        return True
    origin = typing.get_origin(anno.without_none(annotation.argument))
    return isinstance(origin, type) and issubclass(origin, Collection)


def _check_mapping_in_fields(scan: Any) -> None:
    metadata_key = getattr(scan.cls, "__sa_dataclass_metadata_key__", None)
    for value in scan.cls.__dict__.values() if metadata_key else ():
        if isinstance(value, dataclasses.Field) and metadata_key in value.metadata:
            raise exc.InvalidRequestError(
                "SQLAlchemy mapped dataclasses can't consume mapping information from dataclass.Field() objects if the "
                "immediate class is not already a dataclass."
            )


def _check_superclasses(scan: Any) -> None:
    """Attributes of a mixin that is no dataclass would be missing from the constructor of what is derived from it."""
    for base in scan.cls.__mro__[1:]:
        names = [
            repr(found.key)
            for found in scan.found.values()
            if found.origin is base and found.raw is not None and _is_mapped(found)
        ]
        if names and "__dataclass_fields__" not in base.__dict__:
            raise exc.InvalidRequestError(
                f"When transforming {scan.cls} to a dataclass, attribute(s) {', '.join(names)} originates from superclass "
                f"{base}, which is not a dataclass.  When declaring SQLAlchemy Declarative Dataclasses, ensure that all "
                "mixin classes and other superclasses which include attributes are also a subclass of MappedAsDataclass or "
                "make use of the @unmapped_dataclass decorator.",
                code="dcmx",
            )


def _is_mapped(found: Any) -> bool:
    if isinstance(found.value, (MapperProperty, MapsColumns)):
        return True
    return found.value is NO_ARG and found.annotation is not None and found.annotation.container is not None


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
