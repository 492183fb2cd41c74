"""SQL datatypes: how Python values become bound values and come back, one family of types per file.

Generic types (`String`, `Integer`, `DateTime`) fit every database; the ones in capitals (`VARCHAR`, `TIMESTAMP`) are
named so in DDL.  Start at `base.TypeEngine`.
"""

from __future__ import annotations

from ormolu.operators import OperatorClass as OperatorClass

from .adaptation import Concatenable as Concatenable, HasExpressionLookup as HasExpressionLookup, Indexable as Indexable
from .arrays import ARRAY as ARRAY
from .base import (
    NO_CACHE as NO_CACHE,
    TypeEngine as TypeEngine,
    TypeEngineMixin as TypeEngineMixin,
    adapt_type as adapt_type,
    to_instance as to_instance,
)
from .binary import (
    BINARY as BINARY,
    BLOB as BLOB,
    VARBINARY as VARBINARY,
    LargeBinary as LargeBinary,
    PickleType as PickleType,
    _Binary as _Binary,
)
from .boolean import (
    BOOLEAN as BOOLEAN,
    BOOLEANTYPE as BOOLEANTYPE,
    MATCHTYPE as MATCHTYPE,
    Boolean as Boolean,
    MatchType as MatchType,
)
from .construction import GenericRepr as GenericRepr
from .decorator import (
    ExternalType as ExternalType,
    TypeDecorator as TypeDecorator,
    UserDefinedType as UserDefinedType,
    Variant as Variant,
)
from .documents import JSON as JSON
from .enumeration import Enum as Enum
from .literals import (
    NULLTYPE as NULLTYPE,
    NullType as NullType,
    _resolve_value_to_type as _resolve_value_to_type,
    resolve_value_to_type as resolve_value_to_type,
)
from .named import Emulated as Emulated, NativeForEmulated as NativeForEmulated, SchemaType as SchemaType
from .number import (
    BIGINT as BIGINT,
    DECIMAL as DECIMAL,
    DOUBLE as DOUBLE,
    DOUBLE_PRECISION as DOUBLE_PRECISION,
    FLOAT as FLOAT,
    INT as INT,
    INTEGER as INTEGER,
    INTEGERTYPE as INTEGERTYPE,
    NUMERIC as NUMERIC,
    NUMERICTYPE as NUMERICTYPE,
    REAL as REAL,
    SMALLINT as SMALLINT,
    BigInteger as BigInteger,
    Double as Double,
    Float as Float,
    Integer as Integer,
    Numeric as Numeric,
    NumericCommon as NumericCommon,
    SmallInteger as SmallInteger,
)
from .temporal import (
    DATE as DATE,
    DATETIME as DATETIME,
    TIME as TIME,
    TIMESTAMP as TIMESTAMP,
    Date as Date,
    DateTime as DateTime,
    Interval as Interval,
    Time as Time,
    _AbstractInterval as _AbstractInterval,
)
from .text import (
    CHAR as CHAR,
    CLOB as CLOB,
    NCHAR as NCHAR,
    NVARCHAR as NVARCHAR,
    STRINGTYPE as STRINGTYPE,
    TEXT as TEXT,
    VARCHAR as VARCHAR,
    String as String,
    Text as Text,
    Unicode as Unicode,
    UnicodeText as UnicodeText,
)
from .tuples import TABLEVALUE as TABLEVALUE, TableValueType as TableValueType, TupleType as TupleType
from .uuids import UUID as UUID, Uuid as Uuid
