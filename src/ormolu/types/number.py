"""Numbers: the Integer family, Numeric (Decimal) and Float (binary floating point)."""

from __future__ import annotations

import decimal
import math
from collections.abc import Callable
from typing import Any, TypeVar

from ormolu import operators
from ormolu.operators import OperatorClass

from .adaptation import Adaptations, HasExpressionLookup
from .base import Processor, TypeEngine, TypeEngineMixin
from .literals import register_literal
from .temporal import Date, Interval, _numbers

_N = TypeVar("_N", bound="decimal.Decimal | float")

_INT32_MAX = 2**31 - 1
_INT32_MIN = -(2**31)


class Integer(HasExpressionLookup, TypeEngine[int]):
    """Whole numbers; INTEGER in DDL."""

    __visit_name__ = "integer"
    _is_generic = True
    operator_classes = OperatorClass.INTEGER

    def get_dbapi_type(self, dbapi: Any) -> Any:
        return dbapi.NUMBER

    @property
    def python_type(self) -> type[int]:
        return int

    def _resolve_for_literal(self, value: Any) -> Any:
        return INTEGERTYPE if _INT32_MIN <= value <= _INT32_MAX else BIGINTEGERTYPE

    def literal_processor(self, dialect: Any) -> Callable[[Any], str] | None:
        return lambda value: str(int(value))

    @property
    def _expression_adaptations(self) -> Adaptations:
        own = type(self)
        return {
            operators.add: {Date: Date, Integer: own, Numeric: Numeric, Float: Float},
            operators.mul: {Interval: Interval, Integer: own, Numeric: Numeric, Float: Float},
            operators.truediv: {Integer: Numeric, Numeric: Numeric, Float: Float},
            operators.floordiv: {Integer: own, Numeric: Numeric},
            operators.sub: {Integer: own, Numeric: Numeric, Float: Float},
        }


class SmallInteger(Integer):
    """Whole numbers of 16 bits; SMALLINT in DDL."""

    __visit_name__ = "small_integer"
    _is_generic = True


class BigInteger(Integer):
    """Whole numbers of 64 bits; BIGINT in DDL."""

    __visit_name__ = "big_integer"
    _is_generic = True


class NumericCommon(HasExpressionLookup, TypeEngineMixin):
    """What Numeric and Float have in common: precision, scale and conversion to Decimal."""

    _default_decimal_return_scale = 10
    _is_late = True

    precision: int | None
    scale: int | None
    decimal_return_scale: int | None
    asdecimal: bool

    def __init__(
        self, *, precision: int | None, scale: int | None, decimal_return_scale: int | None, asdecimal: bool
    ) -> None:
        self.precision = precision
        self.scale = scale
        self.decimal_return_scale = decimal_return_scale
        self.asdecimal = asdecimal

    @property
    def _effective_decimal_return_scale(self) -> int:
        if self.decimal_return_scale is not None:
            return self.decimal_return_scale
        return self.scale if self.scale is not None else self._default_decimal_return_scale

    def get_dbapi_type(self, dbapi: Any) -> Any:
        return dbapi.NUMBER

    def literal_processor(self, dialect: Any) -> Callable[[Any], str] | None:
        def process(value: Any) -> str:
            # text is accepted only when it is a number
            number = value if isinstance(value, (int, float, decimal.Decimal)) else decimal.Decimal(value)
            return str(number) if _is_finite(number) else str(dialect.not_finite_literal(float(number)))

        return process

    def bind_processor(self, dialect: Any) -> Processor | None:
        if dialect.supports_native_decimal:
            return None
        return _to_kept_float if dialect.refuses_nan else to_float

    @property
    def python_type(self) -> type[Any]:
        return decimal.Decimal if self.asdecimal else float

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        if self.asdecimal:
            # a driver that knows Decimal returns it
            return None if dialect.supports_native_decimal else to_decimal(self._effective_decimal_return_scale)
        return to_float if dialect.supports_native_decimal else None

    @property
    def _expression_adaptations(self) -> Adaptations:
        own = type(self)
        same: dict[Any, Any] = {Numeric: own, Float: own, Integer: own}
        return {
            operators.mul: {Interval: Interval, **same},
            operators.truediv: same,
            operators.add: same,
            operators.sub: same,
        }


def to_float(value: Any) -> float | None:
    return None if value is None else float(value)


def _is_finite(number: Any) -> bool:
    return bool(number.is_finite()) if isinstance(number, decimal.Decimal) else math.isfinite(number)


def _to_kept_float(value: Any) -> float | None:
    """As a float that the database gives back; for one that makes NULL of NaN."""
    if value is None:
        return None
    number = float(value)
    if number - number != 0:  # NaN, infinite
        if number != number:
            raise ValueError("NaN cannot be kept: this database makes NULL of it. Pass None if NULL is meant")
        if _is_finite(value):
            raise OverflowError(f"{value!r} is out of the range of a floating-point number")
    return number


def to_decimal(scale: int) -> Processor:
    """Return a function that makes a Decimal with `scale` places of a float."""
    make = decimal.Decimal
    pattern = f"%.{scale}f"
    return lambda value: None if value is None else make(pattern % value)


class Numeric(NumericCommon, TypeEngine[_N]):
    """Fixed-point numbers, as Decimal; NUMERIC in DDL.

    precision: digits in all.  scale: digits after the point.  decimal_return_scale: places of Decimals made of floats,
    where the driver has no Decimal.  asdecimal: False for float values.
    """

    __visit_name__ = "numeric"
    _is_generic = True
    operator_classes = OperatorClass.NUMERIC

    def __init__(
        self,
        precision: int | None = None,
        scale: int | None = None,
        decimal_return_scale: int | None = None,
        asdecimal: bool = True,
    ) -> None:
        super().__init__(
            precision=precision, scale=scale, decimal_return_scale=decimal_return_scale, asdecimal=asdecimal
        )


class Float(NumericCommon, TypeEngine[_N]):
    """Floating-point numbers; FLOAT in DDL.

    precision: in the database's terms.  asdecimal: return Decimals made of the floats.
    """

    __visit_name__ = "float"
    _is_generic = True
    operator_classes = OperatorClass.NUMERIC
    scale = None

    def __init__(
        self, precision: int | None = None, asdecimal: bool = False, decimal_return_scale: int | None = None
    ) -> None:
        self.precision = precision
        self.asdecimal = asdecimal
        self.decimal_return_scale = decimal_return_scale

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        if self.asdecimal:
            return to_decimal(self._effective_decimal_return_scale)
        return to_float if dialect.supports_native_decimal else None


class Double(Float[_N]):
    """Floating-point numbers of double precision; DOUBLE or DOUBLE PRECISION in DDL."""

    __visit_name__ = "double"
    _is_generic = True


class REAL(Float[_N]):
    """The SQL REAL type."""

    __visit_name__ = "REAL"


class FLOAT(Float[_N]):
    """The SQL FLOAT type."""

    __visit_name__ = "FLOAT"


class DOUBLE(Double[_N]):
    """The SQL DOUBLE type."""

    __visit_name__ = "DOUBLE"


class DOUBLE_PRECISION(Double[_N]):
    """The SQL DOUBLE PRECISION type."""

    __visit_name__ = "DOUBLE_PRECISION"


class NUMERIC(Numeric[_N]):
    """The SQL NUMERIC type."""

    __visit_name__ = "NUMERIC"


class DECIMAL(Numeric[_N]):
    """The SQL DECIMAL type."""

    __visit_name__ = "DECIMAL"


class INTEGER(Integer):
    """The SQL INT or INTEGER type."""

    __visit_name__ = "INTEGER"


INT = INTEGER


class SMALLINT(SmallInteger):
    """The SQL SMALLINT type."""

    __visit_name__ = "SMALLINT"


class BIGINT(BigInteger):
    """The SQL BIGINT type."""

    __visit_name__ = "BIGINT"


_numbers += [Integer, Numeric, Float]

INTEGERTYPE = Integer()
BIGINTEGERTYPE = BigInteger()
NUMERICTYPE: Numeric[decimal.Decimal] = Numeric()
register_literal(int, INTEGERTYPE)
register_literal(float, Double())
register_literal(decimal.Decimal, NUMERICTYPE)
