"""Values of each type come back as they went in, on the databases that have the type."""

from __future__ import annotations

import datetime as dt
import decimal
import enum
import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ormolu as sa
from conftest import _url_for
from ormolu.dialects import mysql, postgresql, sqlite


class Colour(enum.Enum):
    RED = "r"
    GREEN = "g"


NOON = dt.datetime(2024, 2, 29, 12, 30, 15, 123456)

EVERYWHERE: list[tuple[str, Any, Any]] = [
    ("whole", sa.Integer(), -5),
    ("big", sa.BigInteger(), 2**40),
    ("text", sa.String(50), "Grüße, 'quoted' \\ 100%"),
    ("long text", sa.Text(), "x" * 5000),
    ("decimal", sa.Numeric(10, 2), decimal.Decimal("12345.67")),
    ("floating", sa.Double(), 0.1),
    ("truth", sa.Boolean(), True),
    ("date", sa.Date(), NOON.date()),
    ("moment", sa.DateTime(), NOON.replace(microsecond=0)),
    ("time", sa.Time(), dt.time(23, 59, 1)),
    ("span", sa.Interval(), dt.timedelta(days=3, hours=2)),
    ("bytes", sa.LargeBinary(), b"\x00\xff'\\"),
    ("uuid", sa.Uuid(), uuid.UUID("12345678-1234-5678-1234-567812345678")),
    ("uuid as text", sa.Uuid(as_uuid=False), "12345678-1234-5678-1234-567812345678"),
    ("document", sa.JSON(), {"a": [1, 2.5, None, True, "x'y"], "b": {}}),
    ("member", sa.Enum(Colour, name="colour"), Colour.GREEN),
    ("plain member", sa.Enum(Colour, native_enum=False), Colour.RED),
    ("pickle", sa.PickleType(), {"any": (1, 2)}),
]

POSTGRESQL: list[tuple[str, Any, Any]] = [
    ("array", postgresql.ARRAY(sa.Integer), [1, 2, None]),
    ("matrix", postgresql.ARRAY(sa.String, dimensions=2), [["a", "b,c"], ['"', "NULL"]]),
    ("array of members", postgresql.ARRAY(sa.Enum(Colour, name="colour")), [Colour.RED, Colour.GREEN]),
    ("jsonb", postgresql.JSONB(), [{"a": None}]),
    ("hstore", postgresql.HSTORE(), {"a": '"1"', "b": None}),
    ("int4range", postgresql.INT4RANGE(), postgresql.Range(1, 5)),
    ("empty range", postgresql.INT8RANGE(), postgresql.Range(empty=True)),
    ("numrange", postgresql.NUMRANGE(), postgresql.Range(decimal.Decimal("1.5"), None, bounds="()")),
    ("daterange", postgresql.DATERANGE(), postgresql.Range(NOON.date(), None)),
    ("tsrange", postgresql.TSRANGE(), postgresql.Range(NOON, None, bounds="[)")),
    ("multirange", postgresql.INT4MULTIRANGE(), [postgresql.Range(1, 3), postgresql.Range(7, 9)]),
    ("bits", postgresql.BIT(4), postgresql.BitString("0101")),
    ("bits of any length", postgresql.BIT(varying=True), postgresql.BitString("1")),
    ("interval", postgresql.INTERVAL(), dt.timedelta(seconds=1.5)),
    ("oid", postgresql.OID(), 42),
    ("mac", postgresql.MACADDR(), "08:00:2b:01:02:03"),
    ("money", postgresql.MONEY(), "$5.00"),
    ("bytea", postgresql.BYTEA(), b"\x00\x01"),
    ("citext", postgresql.CITEXT(), "MiXed"),
]

MARIADB: list[tuple[str, Any, Any]] = [
    ("enum", mysql.ENUM("a", "b'c"), "b'c"),
    ("set", mysql.SET("a", "b", "c"), {"a", "c"}),
    ("set with the empty string", mysql.SET("", "a", retrieve_as_bitwise=True), {"", "a"}),
    ("bit", mysql.BIT(12), 0b101010101010),
    ("year", mysql.YEAR(), 2024),
    ("tinyint", mysql.TINYINT(unsigned=True), 255),
    ("mediumint", mysql.MEDIUMINT(), -8388608),
    ("microseconds", mysql.DATETIME(fsp=6), NOON),
    ("time with microseconds", mysql.TIME(fsp=6), NOON.time()),
    ("long text", mysql.LONGTEXT(), "x" * 70000),
    ("blob", mysql.MEDIUMBLOB(), b"\x00" * 70000),
    ("address", mysql.INET6(), "2001:db8::ff00:42:8329"),
    ("json", mysql.JSON(), {"k": [1]}),
]

SQLITE: list[tuple[str, Any, Any]] = [
    ("datetime", sqlite.DATETIME(), NOON),
    ("datetime without microseconds", sqlite.DATETIME(truncate_microseconds=True), NOON.replace(microsecond=0)),
    (
        "own format",
        sqlite.DATE(storage_format="%(year)04d%(month)02d%(day)02d", regexp=r"(\d{4})(\d{2})(\d{2})"),
        NOON.date(),
    ),
    ("time", sqlite.TIME(), NOON.time()),
]
if sqlite3.sqlite_version_info >= (3, 45):
    SQLITE.append(("jsonb", sqlite.JSONB(), {"a": [1, None]}))


def _round_trip(engine: Any, type_: Any, value: Any) -> Any:
    """Write a value, and NULL; give back what the database has."""
    metadata = sa.MetaData()
    table = sa.Table("things", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("value", type_))
    metadata.create_all(engine)
    try:
        with engine.begin() as connection:
            connection.execute(table.insert(), {"id": 1, "value": value})
            connection.execute(table.insert().values(id=2, value=sa.null()))
            rows = connection.execute(sa.select(table.c.value).order_by(table.c.id)).all()
    finally:
        metadata.drop_all(engine)
    assert rows[1] == (None,)
    return rows[0][0]


@pytest.mark.parametrize(("type_", "value"), [case[1:] for case in EVERYWHERE], ids=[case[0] for case in EVERYWHERE])
def test_value_comes_back(engine: Any, type_: Any, value: Any) -> None:
    assert _round_trip(engine, type_, value) == value


@pytest.fixture
def native_engine(request: pytest.FixtureRequest, tmp_path: Path, _worker_urls: dict[str, str]) -> Iterator[Any]:
    """An engine on the one database whose own types a test is about."""
    url = _url_for(request.param, tmp_path, _worker_urls)
    if request.param == "postgresql":
        preparing = sa.create_engine(url)
        with preparing.begin() as connection:
            for extension in ("hstore", "citext"):
                connection.exec_driver_sql(f"CREATE EXTENSION IF NOT EXISTS {extension}")
        preparing.dispose()
    engine = sa.create_engine(url)
    yield engine
    engine.dispose()


@pytest.mark.parametrize("native_engine", ["postgresql"], indirect=True)
@pytest.mark.parametrize(("type_", "value"), [case[1:] for case in POSTGRESQL], ids=[case[0] for case in POSTGRESQL])
def test_value_of_postgresql_comes_back(native_engine: Any, type_: Any, value: Any) -> None:
    assert _round_trip(native_engine, type_, value) == value


@pytest.mark.parametrize("native_engine", ["mysql"], indirect=True)
@pytest.mark.parametrize(("type_", "value"), [case[1:] for case in MARIADB], ids=[case[0] for case in MARIADB])
def test_value_of_mariadb_comes_back(native_engine: Any, type_: Any, value: Any) -> None:
    assert _round_trip(native_engine, type_, value) == value


@pytest.mark.parametrize("native_engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("type_", "value"), [case[1:] for case in SQLITE], ids=[case[0] for case in SQLITE])
def test_value_of_sqlite_comes_back(native_engine: Any, type_: Any, value: Any) -> None:
    assert _round_trip(native_engine, type_, value) == value
