"""Types that only one database has, as they stand in CREATE TABLE; and how named types are made."""

import enum

from golden.registry import Case
from golden.type_names import columns
from ormolu import Column, Integer, MetaData, Table
from ormolu.dialects import mysql, postgresql, sqlite
from ormolu.dialects.postgresql import CreateDomainType, CreateEnumType, DropDomainType, DropEnumType
from ormolu.schema import CreateTable

pg, my, lite = ("postgresql",), ("mysql", "mariadb"), ("sqlite",)
mood = postgresql.ENUM("happy", "it's", name="mood")
email = postgresql.DOMAIN(
    "email",
    postgresql.VARCHAR(50),
    check="VALUE LIKE '%@%'",
    not_null=True,
    default="x@y",
    constraint_name="has_at",
    collation="C",
)
plain = postgresql.DOMAIN("positive", Integer, check="VALUE > 0")


class Size(enum.Enum):
    small = "S"
    large = "L"


ENTRIES = {
    "PostgreSQL: addresses": columns(
        postgresql.INET, postgresql.CIDR, postgresql.MACADDR, postgresql.MACADDR8, only=pg
    ),
    "PostgreSQL: bits, money, bytes": columns(
        postgresql.BIT(4),
        postgresql.BIT(4, varying=True),
        postgresql.BIT(varying=True),
        postgresql.MONEY,
        postgresql.BYTEA,
        only=pg,
    ),
    "PostgreSQL: object identifiers": columns(postgresql.OID, postgresql.REGCLASS, postgresql.REGCONFIG, only=pg),
    "PostgreSQL: dates and times": columns(
        postgresql.TIMESTAMP(precision=3),
        postgresql.TIMESTAMP(timezone=True, precision=3),
        postgresql.TIME(timezone=True, precision=0),
        postgresql.INTERVAL,
        postgresql.INTERVAL(fields="DAY TO SECOND", precision=3),
        only=pg,
    ),
    "PostgreSQL: ranges": columns(
        postgresql.INT4RANGE,
        postgresql.INT8RANGE,
        postgresql.NUMRANGE,
        postgresql.DATERANGE,
        postgresql.TSRANGE,
        postgresql.TSTZRANGE,
        only=pg,
    ),
    "PostgreSQL: several ranges": columns(
        postgresql.INT4MULTIRANGE,
        postgresql.INT8MULTIRANGE,
        postgresql.NUMMULTIRANGE,
        postgresql.DATEMULTIRANGE,
        postgresql.TSMULTIRANGE,
        postgresql.TSTZMULTIRANGE,
        only=pg,
    ),
    "PostgreSQL: documents": columns(postgresql.JSON, postgresql.JSONB, postgresql.JSONPATH, only=pg),
    "PostgreSQL: text search": columns(postgresql.TSVECTOR, postgresql.TSQUERY, only=pg),
    "PostgreSQL: types of extensions": columns(
        postgresql.HSTORE, postgresql.CITEXT, only=pg, untried={"postgresql": "needs the extensions hstore and citext"}
    ),
    "PostgreSQL: arrays": columns(postgresql.ARRAY(Integer), postgresql.ARRAY(postgresql.UUID, dimensions=2), only=pg),
    "PostgreSQL: CREATE TYPE AS ENUM": Case(CreateEnumType(mood), only=pg),
    "PostgreSQL: DROP TYPE": Case(DropEnumType(mood), before=[CreateEnumType(mood)], only=pg),
    "PostgreSQL: CREATE DOMAIN": Case(CreateDomainType(plain), only=pg),
    "PostgreSQL: CREATE DOMAIN with options": Case(CreateDomainType(email), only=pg),
    "PostgreSQL: DROP DOMAIN": Case(DropDomainType(plain), before=[CreateDomainType(plain)], only=pg),
    "PostgreSQL: columns of such types": Case(
        CreateTable(Table("t", MetaData(), Column("a", mood), Column("b", plain))),
        before=[CreateEnumType(mood), CreateDomainType(plain)],
        only=pg,
    ),
    "MySQL and MariaDB: whole numbers": columns(
        mysql.TINYINT(1),
        mysql.SMALLINT(unsigned=True),
        mysql.MEDIUMINT(5, zerofill=True),
        mysql.INTEGER(11),
        mysql.BIGINT(unsigned=True),
        only=my,
    ),
    "MySQL and MariaDB: numbers with decimals": columns(
        mysql.DECIMAL(10, 2, unsigned=True),
        mysql.NUMERIC(10, 2, zerofill=True),
        mysql.FLOAT(10, 2),
        mysql.FLOAT(20),
        mysql.DOUBLE(10, 3),
        mysql.DOUBLE,
        mysql.REAL(10, 3),
        only=my,
    ),
    "MySQL and MariaDB: text": columns(
        mysql.CHAR(5),
        mysql.VARCHAR(20, charset="utf8mb4", collation="utf8mb4_bin"),
        mysql.TEXT(500),
        mysql.TINYTEXT,
        mysql.MEDIUMTEXT(charset="latin1"),
        mysql.LONGTEXT,
        mysql.NCHAR(5),
        mysql.NVARCHAR(5),
        mysql.VARCHAR(20, ascii=True),
        mysql.VARCHAR(20, binary=True),
        only=my,
    ),
    "MySQL and MariaDB: bytes and bits": columns(
        mysql.TINYBLOB,
        mysql.BLOB,
        mysql.MEDIUMBLOB,
        mysql.LONGBLOB,
        mysql.BIT(5),
        mysql.BINARY(3),
        mysql.VARBINARY(3),
        only=my,
    ),
    "MySQL and MariaDB: ENUM and SET": columns(
        mysql.ENUM("a", "it's"),
        mysql.ENUM(Size),
        mysql.SET("a", "b"),
        mysql.ENUM("a", charset="utf8mb4", collation="utf8mb4_bin"),
        only=my,
    ),
    "MySQL and MariaDB: dates and times": columns(
        mysql.DATETIME(fsp=6), mysql.TIME(fsp=3), mysql.TIMESTAMP(fsp=3), mysql.YEAR, mysql.YEAR(4), only=my
    ),
    "MySQL and MariaDB: JSON": columns(mysql.JSON, only=my),
    "MariaDB: addresses": columns(mysql.INET4, mysql.INET6, only=my),
    "SQLite: dates, times and documents": columns(
        sqlite.DATE,
        sqlite.TIME,
        sqlite.DATETIME,
        sqlite.DATETIME(truncate_microseconds=True),
        sqlite.JSON,
        sqlite.JSONB,
        only=lite,
    ),
}
