"""Aggregates as PostgreSQL has them: `array_agg()` with its type, ORDER BY inside of a call."""

from __future__ import annotations

from typing import Any

from ...sql import coercions, roles
from ...sql.column_element import ColumnElement
from ...sql.expressions import ClauseList
from ...sql.fields import child
from ...sql.functions import func
from .array import ARRAY

__all__ = ["aggregate_order_by", "array_agg"]


def array_agg(*arg: Any, **kw: Any) -> Any:
    """`array_agg(expr)`, with a PostgreSQL ARRAY as its type."""
    kw["_default_array_type"] = ARRAY
    return func.array_agg(*arg, **kw)


class aggregate_order_by(ColumnElement):
    """An argument of an aggregate with its order: `array_agg(x ORDER BY y)`."""

    __visit_name__ = "aggregate_order_by"
    stringify_dialect = "postgresql"
    _fields = (child("target"), child("order_by"))

    def __init__(self, target: Any, *order_by: Any) -> None:
        self.target = coercions.expect(roles.ExpressionElementRole, target)
        self.type = self.target.type
        if not order_by:
            raise TypeError("at least one ORDER BY element is required")
        if len(order_by) == 1:
            self.order_by = coercions.expect(roles.ExpressionElementRole, order_by[0])
        else:
            self.order_by = ClauseList(*order_by, _literal_as_text_role=roles.ExpressionElementRole)

    def self_group(self, against: Any = None) -> Any:
        return self

    @property
    def _from_objects(self) -> list[Any]:
        return [*self.target._from_objects, *self.order_by._from_objects]
