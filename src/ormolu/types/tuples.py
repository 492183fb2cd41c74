"""Types of what is no column: tuples of several values, and rows of table-valued functions."""

from __future__ import annotations

from typing import Any

from ormolu.operators import OperatorClass

from .base import Processor, TypeEngine, to_instance
from .literals import NULLTYPE, resolve_value_to_type


class TupleType(TypeEngine["tuple[Any, ...]"]):
    """The type of `tuple_(a, b)`; types: of the elements."""

    _is_tuple_type = True
    operator_classes = OperatorClass.TUPLE

    types: list[TypeEngine[Any]]

    def __init__(self, *types: Any) -> None:
        self._fully_typed = NULLTYPE not in types
        self.types = [to_instance(type_) for type_ in types]

    def coerce_compared_value(self, op: Any, value: Any) -> Any:
        if value is NULLTYPE or not isinstance(value, (tuple, list)):
            return super().coerce_compared_value(op, value)
        pairs = zip(self.types, value, strict=False)
        return TupleType(*(type_.coerce_compared_value(op, element) for type_, element in pairs))

    def _resolve_values_to_types(self, value: Any) -> TupleType:
        """Return this type with the elements of unknown type filled from a tuple of values."""
        if self._fully_typed:
            return self
        return TupleType(
            *(
                resolve_value_to_type(element) if type_ is NULLTYPE else type_
                for type_, element in zip(self.types, value, strict=False)
            )
        )

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        raise NotImplementedError("The tuple type does not support being fetched as a column in a result row.")

    def _make_cache_key(self) -> Any:
        return (TupleType, tuple(type_._static_cache_key for type_ in self.types))

    def adapt(self, cls: Any, **kw: Any) -> Any:
        return cls(*self.types)


class TableValueType(TypeEngine[Any]):
    """The type of a table-valued function: a row of the given columns."""

    _is_table_value = True
    operator_classes = OperatorClass.ANY

    def __init__(self, *elements: Any) -> None:
        self._elements = list(elements)

    def _make_cache_key(self) -> Any:
        return (
            TableValueType,
            tuple(
                (element.name, element.type._static_cache_key) for element in self._elements if hasattr(element, "name")
            ),
        )

    def adapt(self, cls: Any, **kw: Any) -> Any:
        return cls(*self._elements)


TABLEVALUE = TableValueType()
