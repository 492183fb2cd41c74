"""Named types: which database types of their own (enumerations, domains) the columns of a table use.

They have the events of schema objects, which the layer of types knows nothing about.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..event import dispatcher
from ..types.named import SchemaType
from .items import DDLEvents

__all__ = ["schema_types_in", "schema_types_of_columns"]

SchemaType.dispatch = dispatcher(DDLEvents)


def schema_types_in(type_: Any, dialect: Any = None) -> Iterator[Any]:
    """Yield the schema types that a type is or contains: variants, items of arrays, what a TypeDecorator wraps.

    dialect: only what that dialect uses; None for all.
    """
    if dialect is not None:
        candidates = [type_._variant_mapping.get(dialect.name, type_)]
    else:
        candidates = [type_, *type_._variant_mapping.values()]
    for candidate in candidates:
        if candidate._is_type_decorator:
            yield from schema_types_in(candidate.impl_instance, dialect)
        elif isinstance(candidate, SchemaType):
            yield candidate
        else:
            item_type = getattr(candidate, "item_type", None)
            if item_type is not None:
                yield from schema_types_in(item_type, dialect)


def schema_types_of_columns(columns: Any, dialect: Any) -> Iterator[Any]:
    """Yield the schema types which the columns use on a dialect, in order."""
    for column in columns:
        yield from schema_types_in(column.type, dialect)
