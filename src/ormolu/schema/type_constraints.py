"""Type constraints: what a column's type wants from its table.

Boolean and Enum on a database without them are checked by the database: `CHECK (column IN (values))`. The type only
says which values it has and on which dialects the check is needed; the constraint is made here, when the column joins a
table. Named types (native enums, domains) are noted in the MetaData, which creates and drops them.
"""

from __future__ import annotations

from typing import Any

from ..sql import type_coerce
from ..types.named import SchemaType
from .constraints import CheckConstraint
from .named_types import schema_types_in
from .naming import _NONE_NAME

__all__ = ["attach_type"]


def attach_type(column: Any, table: Any) -> None:
    """Give the table what the type of its new column needs, and tell the MetaData about named types."""
    type_ = column.type
    for schema_type in schema_types_in(type_):
        if schema_type._is_named:
            schema = table.schema if schema_type._inherit_schema else table.metadata.schema
            schema_type._belong_to(table.metadata, schema)
    for declared in (type_, *type_._variant_mapping.values()):
        underlying = declared.impl_instance if declared._is_type_decorator else declared
        if underlying._is_array:
            underlying = underlying.item_type  # the dialect decides whether it can check items
        if isinstance(underlying, SchemaType):
            values = underlying._check_values()
            if values is not None:
                table.append_constraint(_check(underlying, declared, column, values))


def _check(type_: Any, declared: Any, column: Any, values: Any) -> CheckConstraint:
    name = type_.name if type_.name is not None else _NONE_NAME
    return CheckConstraint(
        # as the bare type: a decorator's processing is not for these values
        type_coerce(column, type_).in_(values),
        name=name,
        _create_rule=_NeedsCheck(type_, declared, column),
        _type_bound=True,
    )


class _NeedsCheck:
    """Decides, for the dialect that renders CREATE TABLE, whether the type needs the constraint."""

    def __init__(self, type_: Any, declared: Any, column: Any) -> None:
        self.type = type_
        self.declared = declared
        self.column = column

    def __call__(self, compiler: Any) -> bool:
        dialect = compiler.dialect
        chosen = self.column.type._variant_mapping.get(dialect.name, self.column.type)
        if chosen is not self.declared:
            return False
        return bool(self.type._should_create_constraint(dialect))
