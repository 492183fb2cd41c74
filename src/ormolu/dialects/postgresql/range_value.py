"""Range: an interval of numbers, dates or times as a Python value, with PostgreSQL's rules for comparing and combining.

Rule: https://www.postgresql.org/docs/current/functions-range.html. An edge is worked with as a pair (value, side):
`side` is -1 just below the value, 0 never, +1 just above it; so "[1" and "1)" lie below 1, "(1" and "1]" above it,
and all questions become comparisons of edges.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar, cast

__all__ = ["MultiRange", "Range", "set_range_types"]

_T = TypeVar("_T", bound=Any)
Bounds = Literal["()", "[)", "(]", "[]"]

_Edge = tuple[int, Any, int]  # -1, 0, 1 for below everything, at a value, above everything; the value; the side


@dataclasses.dataclass(frozen=True, slots=True)
class Range(Generic[_T]):
    """A range of values.

    lower, upper: the bounds, None for none; bounds: "[" and "]" where the bound itself belongs to the range;
    empty: the range that holds nothing.
    """

    lower: _T | None = None
    upper: _T | None = None
    bounds: Bounds = dataclasses.field(default="[)", kw_only=True)
    empty: bool = dataclasses.field(default=False, kw_only=True)

    def __bool__(self) -> bool:
        return not self.empty

    @property
    def isempty(self) -> bool:
        """Whether it holds nothing; synonym of `empty`."""
        return self.empty

    @property
    def is_empty(self) -> bool:
        """Whether it holds nothing; synonym of `empty`."""
        return self.empty

    @property
    def lower_inc(self) -> bool:
        """Whether the lower bound belongs to the range."""
        return self.bounds[0] == "["

    @property
    def lower_inf(self) -> bool:
        """Whether there is no lower bound."""
        return not self.empty and self.lower is None

    @property
    def upper_inc(self) -> bool:
        """Whether the upper bound belongs to the range."""
        return self.bounds[1] == "]"

    @property
    def upper_inf(self) -> bool:
        """Whether there is no upper bound."""
        return not self.empty and self.upper is None

    @property
    def __sa_type_engine__(self) -> Any:
        return _types[0]()

    # -- edges

    def _lower_edge(self) -> _Edge:
        if self.lower is None:
            return (-1, None, 0)
        step = _step_of(self.lower)
        if step is not None and self.bounds[0] == "(":
            # of whole numbers and days, "(1" is "[2"
            return (0, self.lower + step, -1)
        return (0, self.lower, -1 if self.bounds[0] == "[" else 1)

    def _upper_edge(self) -> _Edge:
        if self.upper is None:
            return (1, None, 0)
        step = _step_of(self.upper)
        if step is not None and self.bounds[1] == "]":
            return (0, self.upper + step, -1)
        return (0, self.upper, 1 if self.bounds[1] == "]" else -1)

    def _holds_nothing(self) -> bool:
        return self.empty or (
            self.lower is not None and self.upper is not None and not _before(self._lower_edge(), self._upper_edge())
        )

    def __eq__(self, other: object) -> bool:
        """Whether both hold the same values, however their bounds are written."""
        if not isinstance(other, Range):
            return NotImplemented
        if self.empty or other.empty:
            return self._holds_nothing() and other._holds_nothing()
        if self._holds_nothing() and other._holds_nothing():
            return True
        return self._lower_edge() == other._lower_edge() and self._upper_edge() == other._upper_edge()

    def __hash__(self) -> int:
        if self._holds_nothing():
            return hash("empty")
        return hash((self._lower_edge(), self._upper_edge()))

    # -- questions

    def contains(self, value: Any) -> bool:
        """Whether a value, or each value of another range, belongs to this one."""
        if isinstance(value, Range):
            if value._holds_nothing():
                return True
            if self._holds_nothing():
                return False
            return not _before(value._lower_edge(), self._lower_edge()) and not _before(
                self._upper_edge(), value._upper_edge()
            )
        if self._holds_nothing():
            return False
        return _before(self._lower_edge(), (0, value, 0)) and _before((0, value, 0), self._upper_edge())

    __contains__ = contains

    def contained_by(self, other: Range[_T]) -> bool:
        """Whether each value of this range belongs to `other`."""
        return other.contains(self)

    def overlaps(self, other: Range[_T]) -> bool:
        """Whether some value belongs to both."""
        if self._holds_nothing() or other._holds_nothing():
            return False
        return _before(self._lower_edge(), other._upper_edge()) and _before(other._lower_edge(), self._upper_edge())

    def strictly_left_of(self, other: Range[_T]) -> bool:
        """Whether this range ends before `other` begins."""
        if self._holds_nothing() or other._holds_nothing():
            return False
        return not _before(other._lower_edge(), self._upper_edge())

    __lshift__ = strictly_left_of

    def strictly_right_of(self, other: Range[_T]) -> bool:
        """Whether this range begins after `other` ends."""
        return other.strictly_left_of(self)

    __rshift__ = strictly_right_of

    def not_extend_left_of(self, other: Range[_T]) -> bool:
        """Whether this range does not begin before `other` does."""
        if self._holds_nothing() or other._holds_nothing():
            return False
        return not _before(self._lower_edge(), other._lower_edge())

    def not_extend_right_of(self, other: Range[_T]) -> bool:
        """Whether this range does not end after `other` does."""
        if self._holds_nothing() or other._holds_nothing():
            return False
        return not _before(other._upper_edge(), self._upper_edge())

    def adjacent_to(self, other: Range[_T]) -> bool:
        """Whether one range begins exactly where the other ends."""
        if self._holds_nothing() or other._holds_nothing():
            return False
        return _touch(self._upper_edge(), other._lower_edge()) or _touch(other._upper_edge(), self._lower_edge())

    # -- combinations

    def _between(self, lower: Range[_T], upper: Range[_T]) -> Range[_T]:
        """The range from the lower bound of one range to the upper bound of another."""
        return Range(lower.lower, upper.upper, bounds=cast(Bounds, lower.bounds[0] + upper.bounds[1]))

    def union(self, other: Range[_T]) -> Range[_T]:
        """The range of the values of both. Raises ValueError when there would be a gap."""
        if self._holds_nothing():
            return other
        if other._holds_nothing():
            return self
        if not self.overlaps(other) and not self.adjacent_to(other):
            raise ValueError("Adding non-overlapping and non-adjacent ranges is not implemented")
        lower = self if _before(self._lower_edge(), other._lower_edge()) else other
        upper = self if _before(other._upper_edge(), self._upper_edge()) else other
        return self._between(lower, upper)

    __add__ = union

    def difference(self, other: Range[_T]) -> Range[_T]:
        """The range of the values that are not in `other`. Raises ValueError when `other` would split it."""
        if not self.overlaps(other):
            return self
        rest_below = _before(self._lower_edge(), other._lower_edge())
        rest_above = _before(other._upper_edge(), self._upper_edge())
        if rest_below and rest_above:
            raise ValueError("Subtracting a strictly inner range is not implemented")
        if rest_below:
            end = ")" if other.bounds[0] == "[" else "]"
            return self._unless_nothing(Range(self.lower, other.lower, bounds=cast(Bounds, self.bounds[0] + end)))
        if rest_above:
            start = "(" if other.bounds[1] == "]" else "["
            return self._unless_nothing(Range(other.upper, self.upper, bounds=cast(Bounds, start + self.bounds[1])))
        return Range(empty=True)

    @staticmethod
    def _unless_nothing(made: Range[_T]) -> Range[_T]:
        return Range(empty=True) if made._holds_nothing() else made

    __sub__ = difference

    def intersection(self, other: Range[_T]) -> Range[_T]:
        """The range of the values that are in both."""
        if not self.overlaps(other):
            return Range(empty=True)
        lower = other if _before(self._lower_edge(), other._lower_edge()) else self
        upper = other if _before(other._upper_edge(), self._upper_edge()) else self
        return self._between(lower, upper)

    __mul__ = intersection

    # -- text

    def __str__(self) -> str:
        return self._stringify()

    def _stringify(self) -> str:
        if self.empty:
            return "empty"
        lower = "" if self.lower is None else self.lower
        upper = "" if self.upper is None else self.upper
        return f"{self.bounds[0]}{lower},{upper}{self.bounds[1]}"


class MultiRange(list[Range[_T]]):
    """A list of ranges that is a value of a multirange type, where a plain list might be an array."""

    @property
    def __sa_type_engine__(self) -> Any:
        return _types[1]()


_DAY = timedelta(days=1)


def _step_of(value: Any) -> Any:
    """The distance to the next value, None for values that lie densely."""
    if isinstance(value, int):
        return 1
    if isinstance(value, Decimal):
        return None
    if isinstance(value, date) and not isinstance(value, datetime):
        return _DAY
    return None


def _before(left: _Edge, right: _Edge) -> bool:
    """Whether `left` lies below `right`."""
    if left[0] != right[0]:
        return left[0] < right[0]
    if left[0] != 0:
        return False
    if left[1] == right[1]:
        return left[2] < right[2]
    return bool(left[1] < right[1])


def _touch(upper: _Edge, lower: _Edge) -> bool:
    return upper[0] == 0 == lower[0] and bool(upper[1] == lower[1]) and upper[2] == lower[2]


_types: list[Callable[[], Any]] = []


def set_range_types(single: Callable[[], Any], multiple: Callable[[], Any]) -> None:
    """Say which SQL types ranges and lists of ranges have; the module of these types does."""
    _types[:] = [single, multiple]
