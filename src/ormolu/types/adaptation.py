"""Rules for the type of a binary expression's result: Integer / Integer is Numeric, Date - Date is Integer.

`HasExpressionLookup` reads them from a table per type; `Concatenable` and `Indexable` add `||` and `[]`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ormolu import operators
from ormolu.structures import EMPTY_DICT
from ormolu.typevars import T_co

from .base import TypeEngine, TypeEngineMixin, to_instance

Adaptations = Mapping[Any, Mapping[Any, Any]]


class HasExpressionLookup(TypeEngineMixin):
    """Mixin of types with a table of result types."""

    @property
    def _expression_adaptations(self) -> Adaptations:
        """operator -> affinity of the other side -> class (or type) of the result."""
        raise NotImplementedError()

    class Comparator(TypeEngine.Comparator[T_co]):
        __slots__ = ()

        def _adapt_expression(self, op: Any, other_comparator: Any) -> tuple[Any, TypeEngine[Any]]:
            this, other = self.type, other_comparator.type
            affinity = other._type_affinity
            result = this._expression_adaptations.get(op, EMPTY_DICT).get(affinity, this)
            # of two types of one kind, keep the one at hand with its arguments rather than make a plain one
            if result is affinity:
                return op, other
            if result is this._type_affinity:
                return op, this
            return op, to_instance(result)

    comparator_factory: Any = Comparator


class Concatenable(TypeEngineMixin):
    """Mixin of types that support concatenation: `+` between two of them becomes `||`."""

    class Comparator(TypeEngine.Comparator[T_co]):
        __slots__ = ()

        def _adapt_expression(self, op: Any, other_comparator: Any) -> tuple[Any, TypeEngine[Any]]:
            if op is operators.add and (
                isinstance(other_comparator, Concatenable.Comparator) or other_comparator.type._isnull
            ):
                return operators.concat_op, self.type
            return super()._adapt_expression(op, other_comparator)

    comparator_factory: Any = Comparator


class Indexable(TypeEngineMixin):
    """Mixin of types that support `expr[index]`, such as arrays and JSON."""

    class Comparator(TypeEngine.Comparator[T_co]):
        __slots__ = ()

        def _setup_getitem(self, index: Any) -> tuple[Any, Any, Any, Any]:
            """Return operator, index, type of the index as a literal (None: by value), and type of the result."""
            raise NotImplementedError()

        def __getitem__(self, index: Any) -> Any:
            return self.operate(operators.getitem, index)

    comparator_factory: Any = Comparator
