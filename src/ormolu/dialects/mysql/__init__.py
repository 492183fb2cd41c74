"""MySQL and MariaDB: their own types and the dialects. Start at `traits.py`."""

from ...types import BINARY as BINARY
from ...types import BLOB as BLOB
from ...types import BOOLEAN as BOOLEAN
from ...types import DATE as DATE
from ...types import VARBINARY as VARBINARY
from .dml import Insert as Insert
from .dml import insert as insert
from .dml import limit as limit
from .drivers.mysqldb import MySQLDialect_mysqldb as dialect
from .expression import match as match
from .traits import MariaDBDialect as MariaDBDialect
from .traits import MySQLDialect as MySQLDialect
from .types import BIGINT as BIGINT
from .types import BIT as BIT
from .types import CHAR as CHAR
from .types import DATETIME as DATETIME
from .types import DECIMAL as DECIMAL
from .types import DOUBLE as DOUBLE
from .types import ENUM as ENUM
from .types import FLOAT as FLOAT
from .types import INET4 as INET4
from .types import INET6 as INET6
from .types import INTEGER as INTEGER
from .types import JSON as JSON
from .types import LONGBLOB as LONGBLOB
from .types import LONGTEXT as LONGTEXT
from .types import MEDIUMBLOB as MEDIUMBLOB
from .types import MEDIUMINT as MEDIUMINT
from .types import MEDIUMTEXT as MEDIUMTEXT
from .types import NCHAR as NCHAR
from .types import NUMERIC as NUMERIC
from .types import NVARCHAR as NVARCHAR
from .types import REAL as REAL
from .types import SET as SET
from .types import SMALLINT as SMALLINT
from .types import TEXT as TEXT
from .types import TIME as TIME
from .types import TIMESTAMP as TIMESTAMP
from .types import TINYBLOB as TINYBLOB
from .types import TINYINT as TINYINT
from .types import TINYTEXT as TINYTEXT
from .types import VARCHAR as VARCHAR
from .types import YEAR as YEAR

__all__ = [
    "BIGINT",
    "BINARY",
    "BIT",
    "BLOB",
    "BOOLEAN",
    "CHAR",
    "DATE",
    "DATETIME",
    "DECIMAL",
    "DOUBLE",
    "ENUM",
    "FLOAT",
    "INET4",
    "INET6",
    "INTEGER",
    "Insert",
    "JSON",
    "LONGBLOB",
    "LONGTEXT",
    "MEDIUMBLOB",
    "MEDIUMINT",
    "MEDIUMTEXT",
    "NCHAR",
    "NUMERIC",
    "NVARCHAR",
    "REAL",
    "SET",
    "SMALLINT",
    "TEXT",
    "TIME",
    "TIMESTAMP",
    "TINYBLOB",
    "TINYINT",
    "TINYTEXT",
    "VARBINARY",
    "VARCHAR",
    "YEAR",
    "dialect",
    "insert",
    "limit",
    "match",
]
