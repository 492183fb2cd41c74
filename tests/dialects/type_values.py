"""Types and the values that must come back as they went in, for each database.

A `Case` is a type with its values; `EVERYWHERE` holds for all databases, the others for one. NULL goes in for every
type. Where a database cannot hold a value by its own documentation, the value stands with those that can.
"""

from __future__ import annotations

import datetime as dt
import decimal
import enum
import sqlite3
import uuid
from dataclasses import dataclass
from typing import Any

import ormolu as sa
from ormolu.dialects import mysql, postgresql, sqlite

Decimal = decimal.Decimal
Range = postgresql.Range
MultiRange = postgresql.ranges.MultiRange
BitString = postgresql.BitString


class Colour(enum.Enum):
    RED = "r"
    GREEN = "it's 100% \\ green"


@dataclass(frozen=True)
class Case:
    """name: also the name of the column."""

    name: str
    type: Any
    values: tuple[Any, ...]


def case(name: str, type_: Any, *values: Any) -> Case:
    return Case(name, type_, values)


NOON = dt.datetime(2024, 2, 29, 12, 30, 15)
MICROS = NOON.replace(microsecond=123456)
EVERY_BYTE = bytes(range(256))
WORDS = (
    "", " ", "a  ", "Grüße", "'quoted'", '"', "\\", "\\'", "100% %s %(a)s", ":name ?", "\n\r\t", "😀𝄞", "NULL", "中文", "\u202e",
)  # fmt: skip
DOCUMENTS = (
    {}, [], "", "text", 0, -1, 1.5, True, False, 2**53 + 1, [None], {"a": None}, {"": ""},
    {"a": [1, 2.5, None, True, "x'y\"z\\"], "ü": {"😀": []}},
)  # fmt: skip
ZONES = (dt.UTC, dt.timezone(dt.timedelta(hours=5, minutes=30)), dt.timezone(dt.timedelta(hours=-11)))

EVERYWHERE = [
    case("whole", sa.Integer(), 0, -1, 2**31 - 1, -(2**31)),
    case("small", sa.SmallInteger(), 0, 2**15 - 1, -(2**15)),
    case("big", sa.BigInteger(), 0, 2**63 - 1, -(2**63)),
    case("truth", sa.Boolean(), True, False),
    case("words", sa.String(50), *WORDS),
    case("unicode", sa.Unicode(50), *WORDS),
    case("long text", sa.Text(), *WORDS, "ü" * 20000),
    case("bytes", sa.LargeBinary(), b"", b"\x00", EVERY_BYTE, b"'\\%s"),
    case("decimal", sa.Numeric(10, 2), *map(Decimal, ("0.00", "-0.01", "0.10", "12345.67", "99999999.99"))),
    case("decimal as float", sa.Numeric(10, 2, asdecimal=False), 12345.67, -0.5),
    case("double", sa.Double(), 0.0, 0.1, -1 / 3, 1.7976931348623157e308, 2.2250738585072014e-308, 1e15),
    case("double as decimal", sa.Double(asdecimal=True, decimal_return_scale=4), Decimal("0.1000"), Decimal("-2.5000")),
    case("date", sa.Date(), NOON.date(), dt.date(1, 1, 1), dt.date.max, dt.date(1582, 10, 10)),
    case("moment", sa.DateTime(), NOON, dt.datetime(1, 1, 1), dt.datetime(9999, 12, 31, 23, 59, 59)),
    case("time", sa.Time(), dt.time(0), dt.time(23, 59, 59)),
    case(
        "span", sa.Interval(), dt.timedelta(0), dt.timedelta(days=3, hours=2), dt.timedelta(days=-1, seconds=5),
        dt.timedelta(days=20000),
    ),
    case("uuid", sa.Uuid(), uuid.UUID(int=0), uuid.UUID(int=2**128 - 1), uuid.UUID("12345678-1234-5678-1234-567812345678")),
    case("uuid as text", sa.Uuid(as_uuid=False), "12345678-1234-5678-1234-567812345678"),
    case("uuid as characters", sa.Uuid(native_uuid=False), uuid.UUID(int=5)),
    case("document", sa.JSON(), *DOCUMENTS),
    case("member", sa.Enum(Colour, name="colour"), *Colour),
    case("plain member", sa.Enum(Colour, native_enum=False), *Colour),
    case("member by value", sa.Enum(Colour, name="by value", values_callable=lambda e: [m.value for m in e]), *Colour),
    case("word of a list", sa.Enum("a", "it's", "%s", "", name="word list"), "a", "it's", "%s", ""),
    case("pickle", sa.PickleType(), {"any": (1, 2)}, (), "", 0, Colour.RED),
]  # fmt: skip

_ARRAY = postgresql.ARRAY
POSTGRESQL = [
    case("exact", sa.Numeric(), *map(Decimal, ("12345678901234567890.123456789012345678901234567890", "1E-30", "-0.5"))),
    case("wide", sa.Numeric(60, 30), Decimal("1" * 30 + "." + "9" * 30)),
    case("double", sa.Double(), float("inf"), float("-inf"), 5e-324),
    case("real", sa.REAL(), 0.5, -3.25),
    case("micros", sa.DateTime(), MICROS, dt.datetime.max),
    case("zoned", sa.DateTime(timezone=True), *(MICROS.replace(tzinfo=zone) for zone in ZONES)),
    case("zoned time", sa.Time(timezone=True), *(dt.time(23, 59, 1, 5, tzinfo=zone) for zone in ZONES)),
    case("interval", postgresql.INTERVAL(), dt.timedelta(seconds=1.5), dt.timedelta(days=-5, microseconds=1)),
    case("array", _ARRAY(sa.Integer), [], [1, 2, None], [-(2**31)]),
    case("matrix", _ARRAY(sa.String, dimensions=2), [["a", "b,c"], ['"', "NULL"]], [["{}", "\\"], ["", "ü"]]),
    case("array of words", _ARRAY(sa.Text), list(WORDS), [None, ""]),
    case("array of members", _ARRAY(sa.Enum(Colour, name="colour")), [], list(Colour), [None, Colour.RED]),
    case("array of uuids", _ARRAY(sa.Uuid()), [uuid.UUID(int=7), None]),
    case("array of decimals", _ARRAY(sa.Numeric(10, 3)), [Decimal("1.500"), None]),
    case("array of moments", _ARRAY(sa.DateTime(timezone=True)), [MICROS.replace(tzinfo=dt.UTC)]),
    case("array of bytes", _ARRAY(sa.LargeBinary()), [b"", EVERY_BYTE]),
    case("array of documents", _ARRAY(postgresql.JSONB), [{"a": 1}, [], "x"]),
    case("jsonb", postgresql.JSONB(), *DOCUMENTS),
    case("hstore", postgresql.HSTORE(), {}, {"a": '"1"', "b": None, "": "", "c=>d": "e,f\\"}),
    case("int4range", postgresql.INT4RANGE(), Range(1, 5), Range(None, 5), Range(1, None), Range(None, None), Range(empty=True)),
    case("int8range", postgresql.INT8RANGE(), Range(-(2**40), 2**40), Range(empty=True)),
    case(
        "numrange", postgresql.NUMRANGE(), Range(Decimal("1.5"), None, bounds="()"), Range(Decimal(1), Decimal(2), bounds="[]"),
        Range(Decimal(1), Decimal(2), bounds="(]"),
    ),
    case("daterange", postgresql.DATERANGE(), Range(NOON.date(), None), Range(dt.date(1, 1, 1), NOON.date())),
    case("tsrange", postgresql.TSRANGE(), Range(MICROS, None, bounds="[)"), Range(empty=True)),
    case("tstzrange", postgresql.TSTZRANGE(), Range(MICROS.replace(tzinfo=dt.UTC), None)),
    case("int4multirange", postgresql.INT4MULTIRANGE(), MultiRange(), MultiRange([Range(1, 3), Range(7, 9)])),
    case("datemultirange", postgresql.DATEMULTIRANGE(), MultiRange([Range(NOON.date(), None)])),
    case("bits", postgresql.BIT(4), BitString("0101"), BitString("0000")),
    case("bits of any length", postgresql.BIT(varying=True), BitString(""), BitString("1"), BitString("01" * 40)),
    case("oid", postgresql.OID(), 0, 2**32 - 1),
    case("mac", postgresql.MACADDR(), "08:00:2b:01:02:03"),
    case("mac of eight", postgresql.MACADDR8(), "08:00:2b:01:02:03:04:05"),
    case("money", postgresql.MONEY(), "$5.00", "-$1,000.50"),
    case("bytea", postgresql.BYTEA(), b"", EVERY_BYTE),
    case("citext", postgresql.CITEXT(), "MiXed", ""),
    case("domain", postgresql.DOMAIN("positive", sa.Integer(), check="VALUE > 0"), 1, 2**31 - 1),
    case("tsvector", postgresql.TSVECTOR(), "'a' 'it''s':3"),
]  # fmt: skip

MARIADB = [
    case("enum", mysql.ENUM("a", "b'c", "", "ü%s\\"), "a", "b'c", "", "ü%s\\"),
    case("set", mysql.SET("a", "b", "c'%"), set(), {"a"}, {"a", "b", "c'%"}),
    case("set with the empty string", mysql.SET("", "a", retrieve_as_bitwise=True), {"", "a"}, {""}, set()),
    case("bit", mysql.BIT(12), 0, 0b101010101010),
    case("bits", mysql.BIT(64), 0, 2**64 - 1),
    case("year", mysql.YEAR(), 1901, 2024, 2155),
    case("tinyint", mysql.TINYINT(unsigned=True), 0, 255),
    case("mediumint", mysql.MEDIUMINT(), -8388608, 8388607),
    case("unsigned", mysql.INTEGER(unsigned=True), 2**32 - 1),
    case("big unsigned", mysql.BIGINT(unsigned=True), 2**64 - 1),
    case("wide", mysql.DECIMAL(60, 30), Decimal("1" * 30 + "." + "9" * 30), Decimal("0." + "0" * 29 + "1")),
    case("microseconds", mysql.DATETIME(fsp=6), MICROS, dt.datetime.max),
    case("time with microseconds", mysql.TIME(fsp=6), dt.time.max, dt.time(0, 0, 0, 1)),
    case("timestamp", mysql.TIMESTAMP(fsp=3), NOON.replace(microsecond=123000)),
    case("large text", mysql.LONGTEXT(), "", "x" * 70000),
    case("blob", mysql.MEDIUMBLOB(), b"", EVERY_BYTE * 300),
    case("varbinary", mysql.VARBINARY(300), b"", EVERY_BYTE),
    case("address", mysql.INET6(), "2001:db8::ff00:42:8329", "::"),
    case("short address", mysql.INET4(), "127.0.0.1"),
    case("json", mysql.JSON(), *DOCUMENTS),
    case("latin", mysql.VARCHAR(20, charset="latin1"), "Grüße", ""),
    case("single", mysql.FLOAT(), 0.5, -3.25),
]  # fmt: skip

SQLITE = [
    case("datetime", sqlite.DATETIME(), MICROS, dt.datetime.max),
    case("datetime without microseconds", sqlite.DATETIME(truncate_microseconds=True), NOON),
    case("time", sqlite.TIME(), dt.time.max, dt.time(0, 0, 0, 1)),
    case("micro span", sa.Interval(), dt.timedelta(microseconds=1), dt.timedelta(days=-1, microseconds=-1)),
    case(
        "date format", sqlite.DATE(storage_format="%(year)04d%(month)02d%(day)02d", regexp=r"(\d{4})(\d{2})(\d{2})"),
        NOON.date(), dt.date(1, 1, 1),
    ),
    case(
        "named format",
        sqlite.DATETIME(
            storage_format="%(day)02d.%(month)02d.%(year)04d %(hour)02d-%(minute)02d-%(second)02d",
            regexp=r"(?P<day>\d+)\.(?P<month>\d+)\.(?P<year>\d+) (?P<hour>\d+)-(?P<minute>\d+)-(?P<second>\d+)",
        ),
        NOON,
    ),
    case("numbers of any size", sa.Double(), 5e-324, float("inf"), float("-inf")),
    case("decimal with ten digits after the point", sa.Numeric(15, 10), Decimal("12345.1234567891")),
]  # fmt: skip
if sqlite3.sqlite_version_info >= (3, 45):
    SQLITE.append(case("jsonb", sqlite.JSONB(), *DOCUMENTS))

CASES = {"sqlite": EVERYWHERE + SQLITE, "postgresql": EVERYWHERE + POSTGRESQL, "mysql": EVERYWHERE + MARIADB}
