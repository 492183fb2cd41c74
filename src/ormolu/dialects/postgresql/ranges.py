"""Range and multirange types, and their operators.

Values are `Range` objects, lists of them for multiranges. Rule: chapters 8.17 and 9.20 of PostgreSQL's manual.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ... import types as sqltypes
from ...operators import OperatorClass
from .operators import (
    ADJACENT_TO,
    CONTAINED_BY,
    CONTAINS,
    NOT_EXTEND_LEFT_OF,
    NOT_EXTEND_RIGHT_OF,
    OVERLAP,
    STRICTLY_LEFT_OF,
    STRICTLY_RIGHT_OF,
)
from .range_value import MultiRange, Range, set_range_types

__all__ = [
    "DATEMULTIRANGE", "DATERANGE", "INT4MULTIRANGE", "INT4RANGE", "INT8MULTIRANGE", "INT8RANGE", "MultiRange",
    "NUMMULTIRANGE", "NUMRANGE", "Range", "TSMULTIRANGE", "TSRANGE", "TSTZMULTIRANGE", "TSTZRANGE",
    "AbstractMultiRange", "AbstractMultiRangeImpl", "AbstractRange", "AbstractSingleRange", "AbstractSingleRangeImpl",
]  # fmt: skip


class AbstractRange(sqltypes.TypeEngine[Any]):
    """Base of the range types."""

    render_bind_cast = True
    __abstract__ = True
    operator_classes = OperatorClass.INTEGER

    def adapt(self, cls: Any, **kw: Any) -> Any:
        """A driver's form of ranges, for this one of them: a class made of both."""
        if issubclass(cls, (AbstractSingleRangeImpl, AbstractMultiRangeImpl)) and not isinstance(self, cls):
            return _driver_form(type(self), cls)()
        return super().adapt(cls, **kw)

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        name = self.__visit_name__
        return lambda value: f"'{_text_of(value)}'::{name}"

    class Comparator(sqltypes.TypeEngine.Comparator[Any]):
        """Operators of ranges."""

        __slots__ = ()

        def contains(self, other: Any, **kw: Any) -> Any:
            """Whether the range has all of `other`, a value or a range: `@>`."""
            return self.operate(CONTAINS, other)

        def contained_by(self, other: Any) -> Any:
            """Whether `other` has all of the range: `<@`."""
            return self.operate(CONTAINED_BY, other)

        def overlaps(self, other: Any) -> Any:
            """Whether both have a value in common: `&&`."""
            return self.operate(OVERLAP, other)

        def strictly_left_of(self, other: Any) -> Any:
            """Whether the range ends before `other` begins: `<<`."""
            return self.operate(STRICTLY_LEFT_OF, other)

        __lshift__ = strictly_left_of

        def strictly_right_of(self, other: Any) -> Any:
            """Whether the range begins after `other` ends: `>>`."""
            return self.operate(STRICTLY_RIGHT_OF, other)

        __rshift__ = strictly_right_of

        def not_extend_right_of(self, other: Any) -> Any:
            """Whether the range does not end after `other`: `&<`."""
            return self.operate(NOT_EXTEND_RIGHT_OF, other)

        def not_extend_left_of(self, other: Any) -> Any:
            """Whether the range does not begin before `other`: `&>`."""
            return self.operate(NOT_EXTEND_LEFT_OF, other)

        def adjacent_to(self, other: Any) -> Any:
            """Whether one begins where the other ends: `-|-`."""
            return self.operate(ADJACENT_TO, other)

        def union(self, other: Any) -> Any:
            """The range of both: `+`."""
            return self.expr.op("+")(other)

        def difference(self, other: Any) -> Any:
            """The range without `other`: `-`."""
            return self.expr.op("-")(other)

        def intersection(self, other: Any) -> Any:
            """What both have in common: `*`."""
            return self.expr.op("*")(other)

    comparator_factory: Any = Comparator


class AbstractSingleRange(AbstractRange):
    """Base of the types with a single range; used itself, it finds out which one by its values."""

    __abstract__ = True

    def _resolve_for_literal(self, value: Any) -> Any:
        bound = value.lower if value.lower is not None else value.upper
        if isinstance(bound, int):
            return INT4RANGE() if _fits_int4(value) else INT8RANGE()
        if isinstance(bound, (Decimal, float)):
            return NUMRANGE()
        if isinstance(bound, datetime):
            return TSRANGE() if not bound.tzinfo else TSTZRANGE()
        if isinstance(bound, date):
            return DATERANGE()
        # of an empty range or one without bounds nothing is known
        return sqltypes.NULLTYPE


def _fits_int4(value: Range[Any]) -> bool:
    return all(bound is None or -(2**31) <= bound < 2**31 for bound in (value.lower, value.upper))


class AbstractMultiRange(AbstractRange):
    """Base of the types with several ranges; used itself, it finds out which one by its values."""

    __abstract__ = True

    def _resolve_for_literal(self, value: Sequence[Range[Any]]) -> Any:
        found = [AbstractSingleRange._resolve_for_literal(_SINGLE, each) for each in value]
        known = [each for each in found if not each._isnull]
        if not known:
            return sqltypes.NULLTYPE
        if any(isinstance(each, INT8RANGE) for each in known):
            return INT8MULTIRANGE()
        return _MULTIRANGE_OF[type(known[0])]()


class AbstractSingleRangeImpl(AbstractSingleRange):
    """Marks a driver's form of single ranges; drivers subclass it."""


class AbstractMultiRangeImpl(AbstractMultiRange):
    """Marks a driver's form of multiranges; drivers subclass it."""


_forms: dict[tuple[type, type], type[Any]] = {}


def _driver_form(own: type[Any], driver: type[Any]) -> type[Any]:
    found = _forms.get((own, driver))
    if found is None:
        name = f"{own.__name__}RangeImpl"
        found = _forms[own, driver] = type(name, (driver, own), {"__visit_name__": own.__visit_name__})
    return found


def _text_of(value: Any) -> str:
    return str(value) if isinstance(value, Range) else "{" + ",".join([str(each) for each in value]) + "}"


class INT4RANGE(AbstractSingleRange):
    """Ranges of INTEGER."""

    __visit_name__ = "INT4RANGE"


class INT8RANGE(AbstractSingleRange):
    """Ranges of BIGINT."""

    __visit_name__ = "INT8RANGE"


class NUMRANGE(AbstractSingleRange):
    """Ranges of NUMERIC."""

    __visit_name__ = "NUMRANGE"


class DATERANGE(AbstractSingleRange):
    """Ranges of DATE."""

    __visit_name__ = "DATERANGE"


class TSRANGE(AbstractSingleRange):
    """Ranges of TIMESTAMP."""

    __visit_name__ = "TSRANGE"


class TSTZRANGE(AbstractSingleRange):
    """Ranges of TIMESTAMP WITH TIME ZONE."""

    __visit_name__ = "TSTZRANGE"


class INT4MULTIRANGE(AbstractMultiRange):
    """Multiranges of INTEGER."""

    __visit_name__ = "INT4MULTIRANGE"


class INT8MULTIRANGE(AbstractMultiRange):
    """Multiranges of BIGINT."""

    __visit_name__ = "INT8MULTIRANGE"


class NUMMULTIRANGE(AbstractMultiRange):
    """Multiranges of NUMERIC."""

    __visit_name__ = "NUMMULTIRANGE"


class DATEMULTIRANGE(AbstractMultiRange):
    """Multiranges of DATE."""

    __visit_name__ = "DATEMULTIRANGE"


class TSMULTIRANGE(AbstractMultiRange):
    """Multiranges of TIMESTAMP."""

    __visit_name__ = "TSMULTIRANGE"


class TSTZMULTIRANGE(AbstractMultiRange):
    """Multiranges of TIMESTAMP WITH TIME ZONE."""

    __visit_name__ = "TSTZMULTIRANGE"


_MULTIRANGE_OF: dict[type[Any], type[Any]] = {
    INT4RANGE: INT4MULTIRANGE,
    INT8RANGE: INT8MULTIRANGE,
    NUMRANGE: NUMMULTIRANGE,
    DATERANGE: DATEMULTIRANGE,
    TSRANGE: TSMULTIRANGE,
    TSTZRANGE: TSTZMULTIRANGE,
}
_SINGLE = AbstractSingleRange()
set_range_types(AbstractSingleRange, AbstractMultiRange)
