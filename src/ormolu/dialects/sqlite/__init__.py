"""SQLite: types, `insert()` with ON CONFLICT, and the dialect. Start at `traits.py`."""

from ...types import BLOB as BLOB
from ...types import BOOLEAN as BOOLEAN
from ...types import CHAR as CHAR
from ...types import DECIMAL as DECIMAL
from ...types import FLOAT as FLOAT
from ...types import INTEGER as INTEGER
from ...types import NUMERIC as NUMERIC
from ...types import REAL as REAL
from ...types import SMALLINT as SMALLINT
from ...types import TEXT as TEXT
from ...types import TIMESTAMP as TIMESTAMP
from ...types import VARCHAR as VARCHAR
from .dml import Insert as Insert
from .dml import insert as insert
from .drivers.pysqlite import SQLiteDialect_pysqlite as dialect
from .traits import SQLiteDialect as SQLiteDialect
from .types import DATE as DATE
from .types import DATETIME as DATETIME
from .types import JSON as JSON
from .types import JSONB as JSONB
from .types import TIME as TIME

__all__ = [
    "BLOB",
    "BOOLEAN",
    "CHAR",
    "DATE",
    "DATETIME",
    "DECIMAL",
    "FLOAT",
    "INTEGER",
    "Insert",
    "JSON",
    "JSONB",
    "NUMERIC",
    "REAL",
    "SMALLINT",
    "TEXT",
    "TIME",
    "TIMESTAMP",
    "VARCHAR",
    "dialect",
    "insert",
]
