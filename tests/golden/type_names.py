"""Types as each database spells them in CREATE TABLE: generic ones, and SQL's own in capitals."""

import enum

from golden.registry import Case
from ormolu import (
    ARRAY,
    BIGINT,
    BINARY,
    BLOB,
    BOOLEAN,
    CHAR,
    CLOB,
    DATE,
    DATETIME,
    DECIMAL,
    DOUBLE,
    DOUBLE_PRECISION,
    FLOAT,
    INT,
    INTEGER,
    JSON,
    NCHAR,
    NUMERIC,
    NVARCHAR,
    REAL,
    SMALLINT,
    TEXT,
    TIME,
    TIMESTAMP,
    UUID,
    VARBINARY,
    VARCHAR,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    Enum,
    Float,
    Integer,
    Interval,
    LargeBinary,
    MetaData,
    Numeric,
    PickleType,
    SmallInteger,
    String,
    Table,
    Text,
    Time,
    TypeDecorator,
    Unicode,
    UnicodeText,
    Uuid,
)  # fmt: skip
from ormolu.schema import CreateTable
from ormolu.types import UserDefinedType


class Colour(enum.Enum):
    red = 1
    green = 2


class Money(TypeDecorator):
    """A type of the user's own that is stored as another one."""

    impl = Numeric(12, 2)
    cache_ok = True


class Point(UserDefinedType):
    """A type of the user's own that the database knows."""

    cache_ok = True

    def get_col_spec(self, **kw: object) -> str:
        return "POINT"


def columns(*types: object, **more: object) -> Case:
    """A table with a column of each type."""
    made = [Column(f"x{number}", type_) for number, type_ in enumerate(types, 1)]
    return Case(CreateTable(Table("t", MetaData(), *made)), **more)


my = {"mariadb": ""}

ENTRIES = {
    "Whole numbers": columns(SmallInteger, Integer, BigInteger),
    "Numbers with decimals": columns(
        Numeric, Numeric(10), Numeric(10, 2), Float, Float(24), Float(53), Double, Double(53)
    ),
    "Boolean": columns(Boolean),
    "Text": columns(
        String(20),
        Text,
        Unicode(20),
        UnicodeText,
        String(20, collation="C"),
        refused={"sqlite": "the collation is PostgreSQL's", "mariadb": "the collation is PostgreSQL's"},
    ),
    "Text without a length": columns(String),
    "Text with a length": columns(Text(1000), Unicode(5), refused={"postgresql": "TEXT has no length"}),
    "Dates and times": columns(Date, Time, DateTime, Time(timezone=True), DateTime(timezone=True), Interval),
    "Bytes": columns(LargeBinary, LargeBinary(100), PickleType),
    "Enum": columns(Enum(Colour), refused={"postgresql": "the type is made first"}),
    "Enum as a VARCHAR": columns(Enum(Colour, native_enum=False), Enum("a", "bcd", native_enum=False, length=20)),
    "JSON": columns(JSON),
    "UUID": columns(Uuid, Uuid(native_uuid=False), Uuid(as_uuid=False)),
    "ARRAY": columns(ARRAY(Integer), ARRAY(String(20), dimensions=2), only=("str()", "postgresql")),
    "A type of one's own that is another one": columns(Money),
    "A type of one's own that the database knows": columns(Point, refused={}),
    "Another type on one database": columns(
        String(50).with_variant(Text(), "mysql", "mariadb").with_variant(CHAR(50), "sqlite")
    ),
    "No type": Case(CreateTable(Table("t", MetaData(), Column("x")))),
    "SQL's own: numbers": columns(
        SMALLINT, INT, INTEGER, BIGINT, NUMERIC(10, 2), DECIMAL(10, 2), FLOAT(10), REAL, DOUBLE_PRECISION
    ),
    "SQL's own: DOUBLE": columns(DOUBLE, refused={"postgresql": "is called DOUBLE PRECISION"}),
    "SQL's own: text": columns(CHAR(5), VARCHAR(20), TEXT),
    "SQL's own: text of the nation": columns(NCHAR(5), NVARCHAR(20), refused={"postgresql": "no NVARCHAR"}),
    "SQL's own: large text": columns(CLOB, refused={"postgresql": "no CLOB", "mariadb": "no CLOB"}),
    "SQL's own: bytes": columns(BINARY(5), VARBINARY(20), BLOB, refused={"postgresql": "is called BYTEA"}),
    "SQL's own: dates and times": columns(DATE, TIME, TIMESTAMP, TIMESTAMP(timezone=True)),
    "SQL's own: DATETIME": columns(DATETIME, refused={"postgresql": "is called TIMESTAMP"}),
    "SQL's own: BOOLEAN": columns(BOOLEAN),
    "SQL's own: UUID": columns(UUID),
}
