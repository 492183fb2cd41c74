"""Dates, times and intervals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, ClassVar

from ormolu import operators
from ormolu.operators import OperatorClass

from .adaptation import Adaptations, HasExpressionLookup
from .base import Processor, TypeEngine
from .construction import GenericRepr
from .decorator import TypeDecorator
from .literals import register_literal
from .named import Emulated


class DateTime(HasExpressionLookup, TypeEngine[dt.datetime]):
    """Date and time; TIMESTAMP or DATETIME in DDL.  timezone: ask the database to keep time zones, where it can."""

    __visit_name__ = "datetime"
    _is_generic = True
    operator_classes = OperatorClass.DATETIME
    _is_late = True

    def __init__(self, timezone: bool = False) -> None:
        self.timezone = timezone

    def get_dbapi_type(self, dbapi: Any) -> Any:
        return dbapi.DATETIME

    def _resolve_for_literal(self, value: Any) -> Any:
        return DATETIME_TIMEZONE if value.tzinfo is not None else _DATETIME

    def literal_processor(self, dialect: Any) -> Callable[[Any], str] | None:
        return lambda value: f"'{value.isoformat().replace('T', ' ')}'"

    @property
    def python_type(self) -> type[dt.datetime]:
        return dt.datetime

    @property
    def _expression_adaptations(self) -> Adaptations:
        return {
            operators.add: {Interval: type(self)},
            operators.sub: {Interval: type(self), DateTime: Interval},
        }


class Date(HasExpressionLookup, TypeEngine[dt.date]):
    """Dates; DATE in DDL."""

    __visit_name__ = "date"
    _is_generic = True
    operator_classes = OperatorClass.DATETIME
    _is_late = True

    def get_dbapi_type(self, dbapi: Any) -> Any:
        return dbapi.DATETIME

    @property
    def python_type(self) -> type[dt.date]:
        return dt.date

    def literal_processor(self, dialect: Any) -> Callable[[Any], str] | None:
        return lambda value: f"'{value.isoformat().partition('T')[0]}'"

    @property
    def _expression_adaptations(self) -> Adaptations:
        integer = _integer_type()
        return {
            operators.add: {integer: type(self), Interval: DateTime, Time: DateTime},
            operators.sub: {integer: type(self), Date: integer, Interval: DateTime, DateTime: Interval},
        }


class Time(HasExpressionLookup, TypeEngine[dt.time]):
    """Times of day; TIME in DDL.  timezone: ask the database to keep time zones, where it can."""

    __visit_name__ = "time"
    _is_generic = True
    operator_classes = OperatorClass.DATETIME
    _is_late = True

    def __init__(self, timezone: bool = False) -> None:
        self.timezone = timezone

    def get_dbapi_type(self, dbapi: Any) -> Any:
        return dbapi.DATETIME

    @property
    def python_type(self) -> type[dt.time]:
        return dt.time

    def _resolve_for_literal(self, value: Any) -> Any:
        return TIME_TIMEZONE if value.tzinfo is not None else _TIME

    def literal_processor(self, dialect: Any) -> Callable[[Any], str] | None:
        return lambda value: f"'{value.isoformat().rpartition('T')[2]}'"

    @property
    def _expression_adaptations(self) -> Adaptations:
        return {
            operators.add: {Date: DateTime, Interval: type(self)},
            operators.sub: {Time: Interval, Interval: type(self)},
        }


class _AbstractInterval(HasExpressionLookup, TypeEngine[dt.timedelta]):
    """What all interval types share, native ones of dialects included."""

    operator_classes = OperatorClass.DATETIME

    @property
    def _expression_adaptations(self) -> Adaptations:
        number, real = _numeric_types()
        return {
            operators.add: {Date: DateTime, Interval: type(self), DateTime: DateTime, Time: Time},
            operators.sub: {Interval: type(self)},
            operators.mul: {number: type(self), real: type(self)},
            operators.truediv: {number: type(self), real: type(self)},
        }

    @property
    def _type_affinity(self) -> Any:
        return Interval


class Interval(Emulated, _AbstractInterval, TypeDecorator[dt.timedelta]):  # type: ignore[misc]
    """Lengths of time, as timedelta: an interval where the database has one, else a date counted from `epoch`.

    native: use the database's type where there is one.  second_precision, day_precision: for those that take them.
    """

    impl = DateTime
    epoch: ClassVar[dt.datetime] = dt.datetime(1970, 1, 1)
    cache_ok = True
    _is_generic = True
    operator_classes = OperatorClass.DATETIME

    def __init__(
        self, native: bool = True, second_precision: int | None = None, day_precision: int | None = None
    ) -> None:
        super().__init__()
        self.native = native
        self.second_precision = second_precision
        self.day_precision = day_precision

    # between the mixin's and the decorator's, the decorator's
    comparator_factory = TypeDecorator.comparator_factory

    @property
    def python_type(self) -> type[dt.timedelta]:
        return dt.timedelta

    def bind_processor(self, dialect: Any) -> Processor:
        inner = self.impl_instance.bind_processor(dialect)
        epoch = self.epoch

        def process(value: Any) -> Any:
            if value is not None:
                value = epoch + value
            return value if inner is None else inner(value)

        return process

    def result_processor(self, dialect: Any, coltype: Any) -> Processor:
        inner = self.impl_instance.result_processor(dialect, coltype)
        epoch = self.epoch

        def process(value: Any) -> Any:
            if inner is not None:
                value = inner(value)
            return None if value is None else value - epoch

        return process

    def coerce_compared_value(self, op: Any, value: Any) -> Any:
        return self.impl_instance.coerce_compared_value(op, value)

    def adapt_to_emulated(self, impltype: Any, **kw: Any) -> Any:
        return _AbstractInterval.adapt(self, impltype, **kw)

    def repr_struct(self) -> GenericRepr:
        return GenericRepr(self)


class TIMESTAMP(DateTime):
    """The SQL TIMESTAMP type."""

    __visit_name__ = "TIMESTAMP"


class DATETIME(DateTime):
    """The SQL DATETIME type."""

    __visit_name__ = "DATETIME"


class DATE(Date):
    """The SQL DATE type."""

    __visit_name__ = "DATE"


class TIME(Time):
    """The SQL TIME type."""

    __visit_name__ = "TIME"


# number.py is built on this module; it says here what dates and intervals need of it
_numbers: list[Any] = []


def _integer_type() -> Any:
    return _numbers[0]


def _numeric_types() -> tuple[Any, Any]:
    return _numbers[1], _numbers[2]


_DATETIME = DateTime()
DATETIME_TIMEZONE = DateTime(timezone=True)
_TIME = Time()
TIME_TIMEZONE = Time(timezone=True)
register_literal(dt.datetime, _DATETIME)
register_literal(dt.date, Date())
register_literal(dt.time, _TIME)
register_literal(dt.timedelta, Interval())
