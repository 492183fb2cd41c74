"""What can follow a function call: OVER, FILTER, WITHIN GROUP, ORDER BY inside of an aggregate."""

from __future__ import annotations

from enum import Enum
from typing import Any

from .. import exc, operators
from ..typevars import T
from . import coercions, roles
from .binds import BindParameter
from .column_element import ColumnElement, WrapsColumnExpression
from .expressions import BooleanClauseList, ClauseList, Grouping
from .fields import child, plain, typed
from .node import ClauseElement


class FrameClauseType(Enum):
    """What bounds a window frame on one side."""

    UNBOUNDED = 0
    CURRENT = 1
    PRECEDING = 2
    FOLLOWING = 3


class FrameClause(ClauseElement):
    """`ROWS|RANGE|GROUPS BETWEEN lower AND upper` of a window.

    start, end: values for bounds of the types PRECEDING and FOLLOWING, None for the other types. Raises ArgumentError
    for a value where the type takes none, for no value where it needs one, and for SQL in place of a value.
    """

    __visit_name__ = "frame_clause"
    _fields = (
        child("lower_bind"), child("upper_bind"), plain("lower_type"), plain("upper_type"),
    )  # fmt: skip

    def __init__(
        self, start: Any, end: Any, start_frame_type: FrameClauseType, end_frame_type: FrameClauseType
    ) -> None:
        self.lower_type = FrameClauseType(start_frame_type)
        self.upper_type = FrameClauseType(end_frame_type)
        self.lower_bind = _bound(start, self.lower_type, "start")
        self.upper_bind = _bound(end, self.upper_type, "end")


_WITH_VALUE = (FrameClauseType.PRECEDING, FrameClauseType.FOLLOWING)


def _bound(value: Any, kind: FrameClauseType, side: str) -> Any:
    if kind not in _WITH_VALUE:
        if value is not None:
            raise exc.ArgumentError(f"Cannot specify a value for {side} with frame type {kind.name}")
        return None
    if value is None:
        raise exc.ArgumentError(f"A value for {side} is required with frame type {kind.name}")
    if isinstance(value, BindParameter):
        return value
    if not coercions.is_literal(value):
        raise exc.ArgumentError(f"Literal Python value expected, got {value!r}.")
    return BindParameter(None, value, unique=True)


def _frame(value: Any, only_numbers: str) -> Any:
    """The frame that a pair means: None is unbounded, 0 the current row, negative numbers precede, positive follow."""
    if value is None or isinstance(value, FrameClause):
        return value
    try:
        lower, upper = value
    except (ValueError, TypeError) as error:
        raise exc.ArgumentError("2-tuple expected for range/rows/groups") from error
    start, start_type = _side(lower, only_numbers)
    end, end_type = _side(upper, only_numbers)
    return FrameClause(start, end, start_type, end_type)


_ROWS_TAKE = "Integer or None expected for values in rows/groups frame"
_RANGE_TAKES = (
    "When using a tuple to specify a range only integer or none values are allowed in the range frame. To specify a "
    "different type use the FrameClause directly."
)


def _side(value: Any, only_numbers: str) -> tuple[int | None, FrameClauseType]:
    if value is None:
        return None, FrameClauseType.UNBOUNDED
    if not isinstance(value, int):
        if only_numbers is _RANGE_TAKES:
            raise exc.ArgumentError(only_numbers)
        try:
            value = int(value)
        except (ValueError, TypeError) as error:
            raise exc.ArgumentError(only_numbers) from error
    if value == 0:
        return None, FrameClauseType.CURRENT
    return abs(value), FrameClauseType.PRECEDING if value < 0 else FrameClauseType.FOLLOWING


class Over(ColumnElement[T]):
    """`element OVER (PARTITION BY ... ORDER BY ... frame)`. Made by `over()`."""

    __visit_name__ = "over"
    _fields = (
        child("element"), child("order_by"), child("partition_by"), child("range_"), child("rows"), child("groups"),
        plain("exclude"), typed("type"),
    )  # fmt: skip

    order_by: Any = None
    partition_by: Any = None
    range_: Any = None
    rows: Any = None
    groups: Any = None
    exclude: Any = None

    def __init__(
        self,
        element: Any,
        partition_by: Any = None,
        order_by: Any = None,
        range_: Any = None,
        rows: Any = None,
        groups: Any = None,
        exclude: Any = None,
    ) -> None:
        self.element = element
        self.type = element.type
        if order_by is not None:
            self.order_by = ClauseList(*_to_list(order_by), _literal_as_text_role=roles.ByOfRole)
        if partition_by is not None:
            self.partition_by = ClauseList(*_to_list(partition_by), _literal_as_text_role=roles.ByOfRole)
        if sum(bool(frame is not None) for frame in (range_, rows, groups)) > 1:
            raise exc.ArgumentError("only one of 'rows', 'range_', or 'groups' may be provided")
        self.range_ = _frame(range_, _RANGE_TAKES)
        self.rows = _frame(rows, _ROWS_TAKE)
        self.groups = _frame(groups, _ROWS_TAKE)
        if exclude is not None:
            if self.range_ is None and self.rows is None and self.groups is None:
                raise exc.ArgumentError(
                    "'exclude' requires that one of 'rows', 'range_', or 'groups' is also specified"
                )
            self.exclude = exclude
        if element._propagate_attrs:
            self._propagate_attrs = element._propagate_attrs

    @property
    def _from_objects(self) -> list[Any]:
        return [
            found
            for part in (self.element, self.partition_by, self.order_by)
            if part is not None
            for found in part._from_objects
        ]


def _to_list(value: Any) -> list[Any]:
    if isinstance(value, (list, tuple)):
        return list(value)
    if isinstance(value, ClauseList) and not value._is_column_element:
        return list(value.clauses)
    return [value]


class WithinGroup(WrapsColumnExpression[T]):
    """`element WITHIN GROUP (ORDER BY ...)`. Made by `within_group()`."""

    __visit_name__ = "withingroup"
    _fields = (child("element"), child("order_by"))

    order_by: Any = None

    def __init__(self, element: Any, *order_by: Any) -> None:
        self.element = element
        if order_by:
            self.order_by = ClauseList(*order_by, _literal_as_text_role=roles.ByOfRole)
        if element._propagate_attrs:
            self._propagate_attrs = element._propagate_attrs

    @property
    def type(self) -> Any:
        wrapped = self.element.within_group_type(self)
        return self.element.type if wrapped is None else wrapped

    @property
    def wrapped_column_expression(self) -> Any:
        return self.element

    def over(self, **kw: Any) -> Over:
        """`... OVER (...)`."""
        return Over(self, **kw)

    def filter(self, *criterion: Any) -> Any:
        """`... FILTER (WHERE ...)`."""
        return FunctionFilter(self, *criterion) if criterion else self

    @property
    def _from_objects(self) -> list[Any]:
        return [found for part in (self.element, self.order_by) if part is not None for found in part._from_objects]


class FunctionFilter(ColumnElement[T]):
    """`func FILTER (WHERE criterion)`. Made by `funcfilter()`."""

    __visit_name__ = "funcfilter"
    _fields = (child("func"), child("criterion"), typed("type"))

    criterion: Any = None

    def __init__(self, func: Any, *criterion: Any) -> None:
        self.func = func
        self.type = func.type
        self._add(criterion)
        if func._propagate_attrs:
            self._propagate_attrs = func._propagate_attrs

    def _add(self, criterion: tuple[Any, ...]) -> None:
        for clause in criterion:
            node = coercions.expect(roles.WhereHavingRole, clause)
            self.criterion = node if self.criterion is None else BooleanClauseList.and_(self.criterion, node)

    def filter(self, *criterion: Any) -> FunctionFilter:
        """A filter with more criteria."""
        copy = self._clone()
        copy._add(criterion)
        return copy

    def over(self, **kw: Any) -> Over:
        """`... OVER (...)`."""
        return Over(self, **kw)

    def within_group(self, *order_by: Any) -> WithinGroup:
        """`... WITHIN GROUP (ORDER BY ...)`."""
        return WithinGroup(self, *order_by)

    def within_group_type(self, within_group: Any) -> Any:
        return None

    def self_group(self, against: Any = None) -> Any:
        if operators.is_precedent(operators.filter_op, against):
            return Grouping(self)
        return self

    @property
    def _from_objects(self) -> list[Any]:
        return [found for part in (self.func, self.criterion) if part is not None for found in part._from_objects]


class AggregateOrderBy(WrapsColumnExpression[T]):
    """`func(args ORDER BY ...)`. Made by `aggregate_order_by()`."""

    __visit_name__ = "aggregateorderby"
    _fields = (child("element"), child("order_by"))

    def __init__(self, element: Any, *order_by: Any) -> None:
        self.element = element
        if not order_by:
            raise TypeError("at least one ORDER BY element is required")
        self.order_by = ClauseList(*order_by, _literal_as_text_role=roles.OrderByRole)

    @property
    def type(self) -> Any:
        return self.element.type

    def over(self, **kw: Any) -> Over:
        """`... OVER (...)`."""
        return Over(self, **kw)

    def filter(self, *criterion: Any) -> Any:
        """`... FILTER (WHERE ...)`."""
        return FunctionFilter(self, *criterion) if criterion else self

    def within_group_type(self, within_group: Any) -> Any:
        return None

    @property
    def wrapped_column_expression(self) -> Any:
        return self.element

    @property
    def _from_objects(self) -> list[Any]:
        return [*self.element._from_objects, *self.order_by._from_objects]


def over(
    element: Any,
    partition_by: Any = None,
    order_by: Any = None,
    range_: Any = None,
    rows: Any = None,
    groups: Any = None,
    exclude: Any = None,
) -> Over:
    """`element OVER (...)`.

    partition_by, order_by: an expression or several; range_, rows, groups: frame bounds as a pair.
    """
    return Over(element, partition_by, order_by, range_, rows, groups, exclude)


def within_group(element: Any, *order_by: Any) -> WithinGroup:
    """`element WITHIN GROUP (ORDER BY ...)`."""
    return WithinGroup(element, *order_by)


def funcfilter(func: Any, *criterion: Any) -> FunctionFilter:
    """`func FILTER (WHERE ...)`."""
    return FunctionFilter(func, *criterion)


def aggregate_order_by(element: Any, *order_by: Any) -> AggregateOrderBy:
    """`element(... ORDER BY ...)`."""
    return AggregateOrderBy(element, *order_by)
