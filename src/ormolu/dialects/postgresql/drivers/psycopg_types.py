"""How values go to and come from psycopg 3, where the general types do not say."""

from __future__ import annotations

from typing import Any

from .... import types as sqltypes
from ....types.number import to_decimal, to_float
from ..array import ARRAY
from ..hstore import HSTORE
from ..json import JSON, JSONB, JSONPathType
from ..range_value import MultiRange, Range
from ..ranges import AbstractMultiRange, AbstractMultiRangeImpl, AbstractSingleRange, AbstractSingleRangeImpl
from ..registry import COLSPECS as GENERAL
from ..types import CITEXT, INTERVAL, REGCONFIG
from .cast_types import (
    CastArray,
    CastBigInteger,
    CastDate,
    CastInteger,
    CastInterval,
    CastRegConfig,
    CastSmallInteger,
    CastString,
    CastTime,
    CastTimestamp,
)

# REAL, DOUBLE PRECISION, and arrays of them
_FLOAT_OIDS = frozenset({700, 701, 1021, 1022})


class _Json(JSON):
    def bind_processor(self, dialect: Any) -> Any:
        return self._make_bind_processor(None, dialect._psycopg_json)

    def result_processor(self, dialect: Any, coltype: Any) -> None:
        return None


class _Jsonb(JSONB):
    def bind_processor(self, dialect: Any) -> Any:
        return self._make_bind_processor(None, dialect._psycopg_jsonb)

    def result_processor(self, dialect: Any, coltype: Any) -> None:
        return None


class _JsonIntIndex(sqltypes.JSON.JSONIntIndexType):
    __visit_name__ = "json_int_index"
    render_bind_cast = True


class _JsonStrIndex(sqltypes.JSON.JSONStrIndexType):
    __visit_name__ = "json_str_index"
    render_bind_cast = True


class _JsonPath(JSONPathType):
    """The steps as text."""


class _HStore(HSTORE):
    """The connection converts, once it knows the extension's type."""


class _Numeric(sqltypes.Numeric[Any]):
    def bind_processor(self, dialect: Any) -> None:
        return None

    def result_processor(self, dialect: Any, coltype: Any) -> Any:
        return _number_processor(self, coltype)


class _Float(sqltypes.Float[Any]):
    def bind_processor(self, dialect: Any) -> None:
        return None

    def result_processor(self, dialect: Any, coltype: Any) -> Any:
        return _number_processor(self, coltype)


def _number_processor(type_: Any, coltype: Any) -> Any:
    """Floating-point columns come as float, all other numbers exact: convert where the type wants the other."""
    if type_.asdecimal:
        return to_decimal(type_._effective_decimal_return_scale) if coltype in _FLOAT_OIDS else None
    return None if coltype in _FLOAT_OIDS else to_float


class _SingleRange(AbstractSingleRangeImpl):
    def bind_processor(self, dialect: Any) -> Any:
        make = dialect._psycopg_range

        def process(value: Any) -> Any:
            if isinstance(value, Range):
                return make(value.lower, value.upper, value.bounds, value.empty)
            return value

        return process

    def result_processor(self, dialect: Any, coltype: Any) -> Any:
        return _own_range


class _MultiRange(AbstractMultiRangeImpl):
    def bind_processor(self, dialect: Any) -> Any:
        make, make_all = dialect._psycopg_range, dialect._psycopg_multirange

        def process(value: Any) -> Any:
            if value is None or isinstance(value, (str, make_all)):
                return value
            return make_all([make(each.lower, each.upper, each.bounds, each.empty) for each in value])

        return process

    def result_processor(self, dialect: Any, coltype: Any) -> Any:
        return lambda value: value if value is None else MultiRange([_own_range(each) for each in value])


def _own_range(value: Any) -> Any:
    if value is None:
        return None
    # the driver's empty range has no bounds
    return Range(value._lower, value._upper, bounds=value._bounds or "[)", empty=not value._bounds)


COLSPECS: dict[type[Any], type[Any]] = {
    **GENERAL,
    sqltypes.String: CastString,
    CITEXT: CITEXT,
    REGCONFIG: CastRegConfig,
    sqltypes.JSON: _Json,
    JSON: _Json,
    JSONB: _Jsonb,
    sqltypes.JSON.JSONPathType: _JsonPath,
    sqltypes.JSON.JSONIntIndexType: _JsonIntIndex,
    sqltypes.JSON.JSONStrIndexType: _JsonStrIndex,
    INTERVAL: CastInterval,
    sqltypes.Date: CastDate,
    sqltypes.DateTime: CastTimestamp,
    sqltypes.Time: CastTime,
    sqltypes.Integer: CastInteger,
    sqltypes.SmallInteger: CastSmallInteger,
    sqltypes.BigInteger: CastBigInteger,
    sqltypes.Numeric: _Numeric,
    sqltypes.Float: _Float,
    sqltypes.ARRAY: CastArray,
    ARRAY: CastArray,
    HSTORE: _HStore,
    AbstractSingleRange: _SingleRange,
    AbstractMultiRange: _MultiRange,
}
