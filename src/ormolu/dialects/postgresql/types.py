"""PostgreSQL's own types: values to and from the driver where the generic types do not fit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from ... import types as sqltypes
from ...operators import OperatorClass
from ...types.named import NativeForEmulated
from ...types.temporal import _AbstractInterval
from .bitstring import BitString


class BYTEA(sqltypes.LargeBinary):
    """Bytes."""

    __visit_name__ = "BYTEA"


_ORDERED = OperatorClass.BASE | OperatorClass.COMPARISON


class _NetworkAddress(sqltypes.TypeEngine[str]):
    """Base of addresses: text for the driver."""

    operator_classes = _ORDERED

    def coerce_compared_value(self, op: Any, value: Any) -> Any:
        return self if isinstance(value, str) else super().coerce_compared_value(op, value)

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        return lambda value: "'" + str(value).replace("'", "''") + "'"


class INET(_NetworkAddress):
    """An IP address, perhaps with a network."""

    __visit_name__ = "INET"


class CIDR(_NetworkAddress):
    """A network."""

    __visit_name__ = "CIDR"


class MACADDR(_NetworkAddress):
    """A MAC address."""

    __visit_name__ = "MACADDR"


class MACADDR8(_NetworkAddress):
    """A MAC address of 8 bytes."""

    __visit_name__ = "MACADDR8"


class MONEY(sqltypes.TypeEngine[str]):
    """An amount of money, as text with its sign."""

    __visit_name__ = "MONEY"
    operator_classes = OperatorClass.NUMERIC


class OID(sqltypes.TypeEngine[int]):
    """An object identifier."""

    __visit_name__ = "OID"
    operator_classes = _ORDERED


class REGCONFIG(sqltypes.TypeEngine[str]):
    """A text search configuration."""

    __visit_name__ = "REGCONFIG"
    operator_classes = _ORDERED


class REGCLASS(sqltypes.TypeEngine[str]):
    """The name of a relation."""

    __visit_name__ = "REGCLASS"
    operator_classes = _ORDERED


class TSQUERY(sqltypes.TypeEngine[str]):
    """A text search query."""

    __visit_name__ = "TSQUERY"
    operator_classes = OperatorClass.STRING


class TSVECTOR(sqltypes.TypeEngine[str]):
    """A text search document."""

    __visit_name__ = "TSVECTOR"
    operator_classes = OperatorClass.STRING


class CITEXT(sqltypes.TEXT):
    """Text that compares without regard to case."""

    __visit_name__ = "CITEXT"


class TIMESTAMP(sqltypes.TIMESTAMP):
    """Date and time. precision: digits of a second."""

    __visit_name__ = "TIMESTAMP"

    def __init__(self, timezone: bool = False, precision: int | None = None):
        super().__init__(timezone=timezone)
        self.precision = precision


class TIME(sqltypes.TIME):
    """A time of day. precision: digits of a second."""

    __visit_name__ = "TIME"

    def __init__(self, timezone: bool = False, precision: int | None = None):
        super().__init__(timezone=timezone)
        self.precision = precision


class INTERVAL(NativeForEmulated, _AbstractInterval):
    """A span of time. fields: which parts are kept, such as "DAY TO MINUTE"."""

    __visit_name__ = "INTERVAL"
    native = True

    def __init__(self, precision: int | None = None, fields: str | None = None):
        self.precision = precision
        self.fields = fields

    @classmethod
    def adapt_emulated_to_native(cls, impl: Any, **kw: Any) -> INTERVAL:
        return cls(precision=impl.second_precision)

    @property
    def _type_affinity(self) -> Any:
        return sqltypes.Interval

    def as_generic(self, allow_nulltype: bool = False) -> Any:
        return sqltypes.Interval(native=True, second_precision=self.precision)

    @property
    def python_type(self) -> type[dt.timedelta]:
        return dt.timedelta

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        return lambda value: f"make_interval(secs=>{value.total_seconds()})"


class BIT(sqltypes.TypeEngine[str]):
    """A string of bits, given and returned as `BitString`. length: of it; varying: length is the largest one."""

    render_bind_cast = True
    __visit_name__ = "BIT"
    operator_classes = OperatorClass.BASE | OperatorClass.COMPARISON | OperatorClass.BITWISE

    def __init__(self, length: int | None = None, varying: bool = False):
        # BIT without a length is BIT(1)
        self.length = length if varying else (length or 1)
        self.varying = varying

    def bind_processor(self, dialect: Any) -> Callable[[Any], Any]:
        return lambda value: None if value is None else str(BitString(value))

    def result_processor(self, dialect: Any, coltype: Any) -> Callable[[Any], Any]:
        return lambda value: None if value is None else BitString(value)

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        return lambda value: f"B'{BitString(value)}'"

    def coerce_compared_value(self, op: Any, value: Any) -> Any:
        return self if isinstance(value, str) else super().coerce_compared_value(op, value)

    class Comparator(sqltypes.TypeEngine.Comparator[str]):
        """Python's operators for bits are those of the database."""

        __slots__ = ()

        def __lshift__(self, other: Any) -> Any:
            return self.bitwise_lshift(other)

        def __rshift__(self, other: Any) -> Any:
            return self.bitwise_rshift(other)

        def __and__(self, other: Any) -> Any:
            return self.bitwise_and(other)

        def __or__(self, other: Any) -> Any:
            return self.bitwise_or(other)

        def __invert__(self) -> Any:
            return self.bitwise_not()

        def __xor__(self, other: Any) -> Any:
            return self.bitwise_xor(other)

    comparator_factory = Comparator

    @property
    def python_type(self) -> type[Any]:
        return BitString


class PGUuid(sqltypes.UUID[Any]):
    """UUID with a cast around parameters and literals."""

    render_bind_cast = True
    render_literal_cast = True
