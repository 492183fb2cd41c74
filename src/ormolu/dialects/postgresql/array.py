"""Arrays: the type, the literal `array([...])`, and comparison with any or all elements.

Rule: chapters 8.15 and 9.19 of PostgreSQL's manual.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any as _Any

from ... import operators
from ... import types as sqltypes
from ...sql import coercions, roles
from ...sql.binds import BindParameter
from ...sql.expressions import ExpressionClauseList, Grouping
from ...sql.fields import children, operator, typed
from .operators import CONTAINED_BY, CONTAINS, OVERLAP

__all__ = ["ARRAY", "All", "Any", "array"]


def Any(other: _Any, arrexpr: _Any, operator: _Any = operators.eq) -> _Any:
    """`other <operator> ANY (arrexpr)`; deprecated, use `any_()`."""
    return arrexpr.any(other, operator)


def All(other: _Any, arrexpr: _Any, operator: _Any = operators.eq) -> _Any:
    """`other <operator> ALL (arrexpr)`; deprecated, use `all_()`."""
    return arrexpr.all(other, operator)


class array(ExpressionClauseList):
    """`ARRAY[...]` of the given expressions and values; arrays inside of it are further dimensions.

    type_: of the elements; default: that of the first one.
    """

    __visit_name__ = "array"
    stringify_dialect = "postgresql"
    _fields = (children("clauses"), operator("operator"), typed("type"))

    def __init__(self, clauses: Iterable[_Any], *, type_: _Any = None, **kw: _Any) -> None:
        nodes = [coercions.expect(roles.ExpressionElementRole, clause, **kw) for clause in clauses]
        if type_ is not None:
            main: _Any = sqltypes.to_instance(type_)
        else:
            main = nodes[0].type if nodes else sqltypes.NULLTYPE
        super().__init__(operators.comma_op, *nodes)
        if isinstance(main, sqltypes.ARRAY):
            # elements that are arrays: one dimension more
            self.type = ARRAY(main.item_type, dimensions=main.dimensions + 1 if main.dimensions is not None else 2)
        else:
            self.type = ARRAY(main)

    @property
    def _select_iterable(self) -> _Any:
        return (self,)

    def _bind_param(
        self, operator: _Any, obj: _Any, type_: _Any = None, expanding: bool = False, _assume_scalar: bool = False
    ) -> _Any:
        if _assume_scalar or operator is operators.getitem:
            return BindParameter(
                None, obj, _compared_to_operator=operator, type_=type_, _compared_to_type=self.type, unique=True
            )
        return array([self._bind_param(operator, each, _assume_scalar=True, type_=type_) for each in obj])

    def self_group(self, against: _Any = None) -> _Any:
        return Grouping(self) if against in (operators.any_op, operators.all_op, operators.getitem) else self


class ARRAY(sqltypes.ARRAY):
    """Arrays of PostgreSQL: as `ormolu.types.ARRAY`, and with containment and overlap.

    item_type: of the elements, never an ARRAY; as_tuple: values are tuples; dimensions: fixed number of them;
    zero_indexes: count from 0 in Python, where SQL counts from 1.
    """

    class Comparator(sqltypes.ARRAY.Comparator):
        """Operators of arrays."""

        __slots__ = ()

        def contains(self, other: _Any, **kwargs: _Any) -> _Any:
            """Whether all elements of `other` are in the array: `@>`."""
            return self.operate(CONTAINS, other)

        def contained_by(self, other: _Any) -> _Any:
            """Whether all elements of the array are in `other`: `<@`."""
            return self.operate(CONTAINED_BY, other)

        def overlap(self, other: _Any) -> _Any:
            """Whether both have an element in common: `&&`."""
            return self.operate(OVERLAP, other)

    comparator_factory = Comparator

    def bind_processor(self, dialect: _Any) -> Callable[[_Any], _Any]:
        item = self.item_type.dialect_impl(dialect).bind_processor(dialect)
        dimensions = self.dimensions

        def process(value: _Any) -> _Any:
            return value if value is None else self._apply_item_processor(value, item, dimensions, list)

        return process

    def literal_processor(self, dialect: _Any) -> Callable[[_Any], str] | None:
        item = self.item_type.dialect_impl(dialect).literal_processor(dialect)
        if item is None:
            return None
        dimensions = self.dimensions

        def write(elements: _Any) -> str:
            return f"ARRAY[{', '.join(elements)}]"

        def process(value: _Any) -> str:
            text: str = self._apply_item_processor(value, item, dimensions, write)
            return text

        return process

    def result_processor(self, dialect: _Any, coltype: _Any) -> Callable[[_Any], _Any]:
        item = self.item_type.dialect_impl(dialect).result_processor(dialect, coltype)
        collection: _Any = tuple if self.as_tuple else list
        dimensions = self.dimensions
        is_enum = isinstance(self.item_type.dialect_impl(dialect), sqltypes.Enum)

        def process(value: _Any) -> _Any:
            if value is None:
                return None
            if is_enum and isinstance(value, str):
                # the driver does not know the type: the array's text
                value = elements_of(value)
            return self._apply_item_processor(value, item, dimensions, collection)

        return process


_ELEMENT = re.compile(r'"((?:[^"\\]|\\.)*)"|([^",{}]+)|([{}])')


def elements_of(text: str) -> list[_Any]:
    """The elements of an array's text, `{a,"b c",NULL}`; inner arrays as lists."""
    stack: list[list[_Any]] = [[]]
    for quoted, plain, brace in _ELEMENT.findall(text):
        if brace == "{":
            stack.append([])
        elif brace == "}":
            inner = stack.pop()
            stack[-1].append(inner)
        elif plain:
            stack[-1].append(None if plain == "NULL" else plain)
        else:
            stack[-1].append(re.sub(r"\\(.)", r"\1", quoted))
    found: list[_Any] = stack[0][0]
    return found
