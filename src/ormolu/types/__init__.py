"""SQL datatypes: how Python values become bound values and come back, one family of types per file.

Generic types (`String`, `Integer`, `DateTime`) fit every database; the ones in capitals (`VARCHAR`, `TIMESTAMP`) are
named so in DDL.  Start at `base.TypeEngine`.
"""

from __future__ import annotations

from ormolu.operators import OperatorClass as OperatorClass

from .adaptation import Concatenable as Concatenable
from .adaptation import HasExpressionLookup as HasExpressionLookup
from .adaptation import Indexable as Indexable
from .arrays import ARRAY as ARRAY
from .base import (
    NO_CACHE as NO_CACHE,
)
from .base import (
    TypeEngine as TypeEngine,
)
from .base import (
    TypeEngineMixin as TypeEngineMixin,
)
from .base import (
    adapt_type as adapt_type,
)
from .base import (
    to_instance as to_instance,
)
from .binary import (
    BINARY as BINARY,
)
from .binary import (
    BLOB as BLOB,
)
from .binary import (
    VARBINARY as VARBINARY,
)
from .binary import (
    LargeBinary as LargeBinary,
)
from .binary import (
    PickleType as PickleType,
)
from .binary import (
    _Binary as _Binary,
)
from .boolean import (
    BOOLEAN as BOOLEAN,
)
from .boolean import (
    BOOLEANTYPE as BOOLEANTYPE,
)
from .boolean import (
    MATCHTYPE as MATCHTYPE,
)
from .boolean import (
    Boolean as Boolean,
)
from .boolean import (
    MatchType as MatchType,
)
from .construction import GenericRepr as GenericRepr
from .decorator import (
    ExternalType as ExternalType,
)
from .decorator import (
    TypeDecorator as TypeDecorator,
)
from .decorator import (
    UserDefinedType as UserDefinedType,
)
from .decorator import (
    Variant as Variant,
)
from .documents import JSON as JSON
from .enumeration import Enum as Enum
from .literals import (
    NULLTYPE as NULLTYPE,
)
from .literals import (
    NullType as NullType,
)
from .literals import (
    _resolve_value_to_type as _resolve_value_to_type,
)
from .literals import (
    resolve_value_to_type as resolve_value_to_type,
)
from .named import Emulated as Emulated
from .named import NativeForEmulated as NativeForEmulated
from .named import SchemaType as SchemaType
from .number import (
    BIGINT as BIGINT,
)
from .number import (
    DECIMAL as DECIMAL,
)
from .number import (
    DOUBLE as DOUBLE,
)
from .number import (
    DOUBLE_PRECISION as DOUBLE_PRECISION,
)
from .number import (
    FLOAT as FLOAT,
)
from .number import (
    INT as INT,
)
from .number import (
    INTEGER as INTEGER,
)
from .number import (
    INTEGERTYPE as INTEGERTYPE,
)
from .number import (
    NUMERIC as NUMERIC,
)
from .number import (
    NUMERICTYPE as NUMERICTYPE,
)
from .number import (
    REAL as REAL,
)
from .number import (
    SMALLINT as SMALLINT,
)
from .number import (
    BigInteger as BigInteger,
)
from .number import (
    Double as Double,
)
from .number import (
    Float as Float,
)
from .number import (
    Integer as Integer,
)
from .number import (
    Numeric as Numeric,
)
from .number import (
    NumericCommon as NumericCommon,
)
from .number import (
    SmallInteger as SmallInteger,
)
from .temporal import (
    DATE as DATE,
)
from .temporal import (
    DATETIME as DATETIME,
)
from .temporal import (
    TIME as TIME,
)
from .temporal import (
    TIMESTAMP as TIMESTAMP,
)
from .temporal import (
    Date as Date,
)
from .temporal import (
    DateTime as DateTime,
)
from .temporal import (
    Interval as Interval,
)
from .temporal import (
    Time as Time,
)
from .temporal import (
    _AbstractInterval as _AbstractInterval,
)
from .text import (
    CHAR as CHAR,
)
from .text import (
    CLOB as CLOB,
)
from .text import (
    NCHAR as NCHAR,
)
from .text import (
    NVARCHAR as NVARCHAR,
)
from .text import (
    STRINGTYPE as STRINGTYPE,
)
from .text import (
    TEXT as TEXT,
)
from .text import (
    VARCHAR as VARCHAR,
)
from .text import (
    String as String,
)
from .text import (
    Text as Text,
)
from .text import (
    Unicode as Unicode,
)
from .text import (
    UnicodeText as UnicodeText,
)
from .tuples import TABLEVALUE as TABLEVALUE
from .tuples import TableValueType as TableValueType
from .tuples import TupleType as TupleType
from .uuids import UUID as UUID
from .uuids import Uuid as Uuid
