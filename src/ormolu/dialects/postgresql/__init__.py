"""PostgreSQL: its own types, functions, `insert()` with ON CONFLICT, and the dialect. Start at `traits.py`."""

from ...types import BIGINT as BIGINT
from ...types import BOOLEAN as BOOLEAN
from ...types import CHAR as CHAR
from ...types import DATE as DATE
from ...types import DOUBLE_PRECISION as DOUBLE_PRECISION
from ...types import FLOAT as FLOAT
from ...types import INTEGER as INTEGER
from ...types import NUMERIC as NUMERIC
from ...types import REAL as REAL
from ...types import SMALLINT as SMALLINT
from ...types import TEXT as TEXT
from ...types import UUID as UUID
from ...types import VARCHAR as VARCHAR
from .aggregates import aggregate_order_by as aggregate_order_by
from .aggregates import array_agg as array_agg
from .array import ARRAY as ARRAY
from .array import All as All
from .array import Any as Any
from .array import array as array
from .bitstring import BitString as BitString
from .distinct import distinct_on as distinct_on
from .dml import Insert as Insert
from .dml import insert as insert
from .drivers.psycopg import PGDialect_psycopg as dialect
from .exclude import ExcludeConstraint as ExcludeConstraint
from .full_text import phraseto_tsquery as phraseto_tsquery
from .full_text import plainto_tsquery as plainto_tsquery
from .full_text import to_tsquery as to_tsquery
from .full_text import to_tsvector as to_tsvector
from .full_text import ts_headline as ts_headline
from .full_text import websearch_to_tsquery as websearch_to_tsquery
from .hstore import HSTORE as HSTORE
from .hstore import hstore as hstore
from .json import JSON as JSON
from .json import JSONB as JSONB
from .json import JSONPATH as JSONPATH
from .named_types import DOMAIN as DOMAIN
from .named_types import ENUM as ENUM
from .named_types import CreateDomainType as CreateDomainType
from .named_types import CreateEnumType as CreateEnumType
from .named_types import DropDomainType as DropDomainType
from .named_types import DropEnumType as DropEnumType
from .named_types import NamedType as NamedType
from .ranges import DATEMULTIRANGE as DATEMULTIRANGE
from .ranges import DATERANGE as DATERANGE
from .ranges import INT4MULTIRANGE as INT4MULTIRANGE
from .ranges import INT4RANGE as INT4RANGE
from .ranges import INT8MULTIRANGE as INT8MULTIRANGE
from .ranges import INT8RANGE as INT8RANGE
from .ranges import NUMMULTIRANGE as NUMMULTIRANGE
from .ranges import NUMRANGE as NUMRANGE
from .ranges import TSMULTIRANGE as TSMULTIRANGE
from .ranges import TSRANGE as TSRANGE
from .ranges import TSTZMULTIRANGE as TSTZMULTIRANGE
from .ranges import TSTZRANGE as TSTZRANGE
from .ranges import MultiRange as MultiRange
from .ranges import Range as Range
from .traits import PGDialect as PGDialect
from .types import BIT as BIT
from .types import BYTEA as BYTEA
from .types import CIDR as CIDR
from .types import CITEXT as CITEXT
from .types import INET as INET
from .types import INTERVAL as INTERVAL
from .types import MACADDR as MACADDR
from .types import MACADDR8 as MACADDR8
from .types import MONEY as MONEY
from .types import OID as OID
from .types import REGCLASS as REGCLASS
from .types import REGCONFIG as REGCONFIG
from .types import TIME as TIME
from .types import TIMESTAMP as TIMESTAMP
from .types import TSQUERY as TSQUERY
from .types import TSVECTOR as TSVECTOR

__all__ = [
    "ARRAY",
    "All",
    "Any",
    "BIGINT",
    "BIT",
    "BOOLEAN",
    "BYTEA",
    "BitString",
    "CHAR",
    "CIDR",
    "CITEXT",
    "CreateDomainType",
    "CreateEnumType",
    "DATE",
    "DATEMULTIRANGE",
    "DATERANGE",
    "DOMAIN",
    "DOUBLE_PRECISION",
    "DropDomainType",
    "DropEnumType",
    "ENUM",
    "ExcludeConstraint",
    "FLOAT",
    "HSTORE",
    "INET",
    "INT4MULTIRANGE",
    "INT4RANGE",
    "INT8MULTIRANGE",
    "INT8RANGE",
    "INTEGER",
    "INTERVAL",
    "Insert",
    "JSON",
    "JSONB",
    "JSONPATH",
    "MACADDR",
    "MACADDR8",
    "MONEY",
    "NUMERIC",
    "NUMMULTIRANGE",
    "NUMRANGE",
    "NamedType",
    "OID",
    "REAL",
    "REGCLASS",
    "REGCONFIG",
    "Range",
    "SMALLINT",
    "TEXT",
    "TIME",
    "TIMESTAMP",
    "TSMULTIRANGE",
    "TSQUERY",
    "TSRANGE",
    "TSTZMULTIRANGE",
    "TSTZRANGE",
    "TSVECTOR",
    "UUID",
    "VARCHAR",
    "aggregate_order_by",
    "array",
    "array_agg",
    "dialect",
    "distinct_on",
    "hstore",
    "insert",
]
