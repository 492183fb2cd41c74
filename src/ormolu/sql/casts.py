"""CASE, CAST, EXTRACT and friends: constructs with a syntax of their own around expressions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .. import exc, operators
from ..typevars import T
from . import coercions, roles
from .binds import BindParameter
from .column_element import ColumnElement, WrapsColumnExpression
from .construct import constructs
from .datatypes import INTEGERTYPE, NULLTYPE, to_instance
from .expressions import TypeClause, UnaryExpression
from .fields import child, nested, plain, typed
from .node import memo


class Case(ColumnElement[T]):
    """`CASE [value] WHEN ... THEN ... ELSE ... END`. Made by `case()`."""

    __visit_name__ = "case"
    _fields = (child("value"), nested("whens"), child("else_"), typed("type"))

    value: Any = None
    else_: Any = None

    def __init__(self, *whens: Any, value: Any = None, else_: Any = None) -> None:
        pairs = _case_pairs(whens)
        self.value = None if value is None else coercions.expect(roles.ExpressionElementRole, value)
        self.whens = [
            (
                coercions.expect(roles.ExpressionElementRole, condition).self_group(),
                coercions.expect(roles.ExpressionElementRole, result),
            )
            for condition, result in pairs
        ]
        self.type = next((result.type for _, result in reversed(self.whens) if not result.type._isnull), None)
        if self.type is None:
            self.type = self.whens[-1][1].type if self.whens else NULLTYPE
        self.else_ = None if else_ is None else coercions.expect(roles.ExpressionElementRole, else_)
        if self.type._isnull and self.else_ is not None:
            self.type = self.else_.type
        self._propagate_attrs = next(
            (r._propagate_attrs for _, r in self.whens if r._propagate_attrs), self._propagate_attrs
        )

    @property
    def _from_objects(self) -> list[Any]:
        return [found for part in self.get_children() for found in part._from_objects]


def _case_pairs(whens: Sequence[Any]) -> list[tuple[Any, Any]]:
    if len(whens) == 1 and isinstance(whens[0], Mapping):
        return list(whens[0].items())
    if len(whens) == 1 and isinstance(whens[0], (list, set)):
        raise exc.ArgumentError(
            'The "whens" argument to case(), when referring to a sequence of items, is now passed as a series of '
            "positional elements, rather than as a list. "
        )
    try:
        return [(condition, result) for condition, result in whens]
    except (TypeError, ValueError) as error:
        raise exc.ArgumentError(f"case() takes (condition, result) pairs or one dictionary, got {whens!r}") from error


def case(*whens: Any, value: Any = None, else_: Any = None) -> Case:
    """`CASE WHEN condition THEN result ... ELSE else_ END`, or with `value`, which each condition is compared with.

    whens: (condition, result) pairs, or one dict. Strings and numbers are bound values.
    """
    return Case(*whens, value=value, else_=else_)


@constructs("cast")
class Cast(WrapsColumnExpression[T]):
    """`CAST(expr AS type)`. Made by `cast()`."""

    __visit_name__ = "cast"
    _fields = (child("clause"), child("typeclause"), typed("type"))

    def __init__(self, expression: Any, type_: Any) -> None:
        self.type = to_instance(type_)
        self.typeclause = TypeClause(self.type)
        self.clause = coercions.expect(roles.ExpressionElementRole, expression, type_=self.type)
        self._propagate_attrs = self.clause._propagate_attrs

    @property
    def _from_objects(self) -> list[Any]:
        return self.clause._from_objects  # type: ignore[no-any-return]

    @property
    def wrapped_column_expression(self) -> Any:
        return self.clause


class TryCast(Cast[T]):
    """`TRY_CAST(expr AS type)`, for databases that have it."""

    __visit_name__ = "try_cast"
    inherit_cache = True


class TypeCoerce(WrapsColumnExpression[T]):
    """An expression which Python takes to be of another type; SQL is unchanged. Made by `type_coerce()`."""

    __visit_name__ = "type_coerce"
    _fields = (typed("type"), child("clause"))

    def __init__(self, expression: Any, type_: Any) -> None:
        self.type = to_instance(type_)
        self.clause = coercions.expect(roles.ExpressionElementRole, expression, type_=self.type)
        self._propagate_attrs = self.clause._propagate_attrs

    @property
    def _from_objects(self) -> list[Any]:
        return self.clause._from_objects  # type: ignore[no-any-return]

    @memo
    def typed_expression(self) -> Any:
        if self.clause._is_bind_parameter:
            copy = self.clause._clone(maintain_key=True)
            copy.type = self.type
            return copy
        return self.clause

    @property
    def wrapped_column_expression(self) -> Any:
        return self.clause

    def self_group(self, against: Any = None) -> Any:
        grouped = self.clause.self_group(against=against)
        return TypeCoerce(grouped, self.type) if grouped is not self.clause else self


class Extract(ColumnElement[int]):
    """`EXTRACT(field FROM expr)`. Made by `extract()`."""

    __visit_name__ = "extract"
    _fields = (child("expr"), plain("field"))

    def __init__(self, field: str, expr: Any) -> None:
        self.type = INTEGERTYPE
        self.field = field
        self.expr = coercions.expect(roles.ExpressionElementRole, expr)

    @property
    def _from_objects(self) -> list[Any]:
        return self.expr._from_objects  # type: ignore[no-any-return]


def cast(expression: Any, type_: Any) -> Cast:
    """`CAST(expression AS type_)`; its result type in Python is `type_`, too."""
    return Cast(expression, type_)


def try_cast(expression: Any, type_: Any) -> TryCast:
    """As `cast()`, with NULL where the value cannot be converted."""
    return TryCast(expression, type_)


def type_coerce(expression: Any, type_: Any) -> TypeCoerce:
    """`expression`, treated as of type `type_` on the Python side only."""
    return TypeCoerce(expression, type_)


def extract(field: str, expr: Any) -> Extract:
    """`EXTRACT(field FROM expr)`: a part of a date or time, e.g. `extract("year", t.c.d)`."""
    return Extract(field, expr)


def collate(expression: Any, collation: str) -> Any:
    """`expression COLLATE collation`."""
    if isinstance(expression, str):
        expression = coercions.expect(roles.ExpressionElementRole, expression)
    return expression.collate(collation)


def between(expr: Any, lower_bound: Any, upper_bound: Any, symmetric: bool = False) -> Any:
    """`expr BETWEEN lower_bound AND upper_bound`."""
    return coercions.expect(roles.ExpressionElementRole, expr).between(lower_bound, upper_bound, symmetric=symmetric)


def _modified(column: Any, operator: Any) -> UnaryExpression:
    return UnaryExpression(coercions.expect(roles.ByOfRole, column), modifier=operator)


def asc(column: Any) -> UnaryExpression:
    """`column ASC`."""
    return _modified(column, operators.asc_op)


def desc(column: Any) -> UnaryExpression:
    """`column DESC`."""
    return _modified(column, operators.desc_op)


def nulls_first(column: Any) -> UnaryExpression:
    """`column NULLS FIRST`."""
    return _modified(column, operators.nulls_first_op)


def nulls_last(column: Any) -> UnaryExpression:
    """`column NULLS LAST`."""
    return _modified(column, operators.nulls_last_op)


def distinct(expr: Any) -> UnaryExpression:
    """`DISTINCT expr`, inside of a function as in `func.count(distinct(col))`."""
    node = coercions.expect(roles.ExpressionElementRole, expr)
    return UnaryExpression(node, operator=operators.distinct_op, type_=node.type)


def bitwise_not(expr: Any) -> Any:
    """`~expr`, bit by bit."""
    return coercions.expect(roles.ExpressionElementRole, expr).bitwise_not()


def literal(value: Any, type_: Any = None, literal_execute: bool = False) -> BindParameter:
    """A bound value of type `type_`, by default that of the Python value."""
    return BindParameter(None, value, type_=type_, unique=True, literal_execute=literal_execute)
