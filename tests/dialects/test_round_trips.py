"""Values of each type come back as they went in: table-driven, then generated, on each database and driver."""

from __future__ import annotations

import asyncio
import datetime as dt
import decimal
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from type_values import CASES, Case

import ormolu as sa
from conftest import _url_for
from ormolu.ext.asyncio import create_async_engine
from ormolu.pool import NullPool

DATABASES = ("sqlite", "postgresql", "mysql")
ASYNC_DRIVERS = {
    "aiosqlite": "sqlite",
    "psycopg_async": "postgresql",
    "asyncpg": "postgresql",
    "aiomysql": "mysql",
    "asyncmy": "mysql",
}
EXAMPLES = int(os.environ.get("ORMOLU_VALUE_EXAMPLES", "8"))


class Values:
    """A table with a column for each type."""

    def __init__(self, database: str) -> None:
        self.cases = CASES[database]
        columns = [sa.Column(f"{position} {case.name}", case.type) for position, case in enumerate(self.cases)]
        self.column_of = dict(zip([id(case) for case in self.cases], columns, strict=True))
        self.named = {case.name: self.column_of[id(case)] for case in reversed(self.cases)}
        self.metadata = sa.MetaData()
        self.table = sa.Table("values", self.metadata, sa.Column("id", sa.Integer, primary_key=True), *columns)

    def create(self, connection: Any) -> None:
        if connection.dialect.name == "postgresql":
            for extension in ("hstore", "citext"):
                connection.exec_driver_sql(f"CREATE EXTENSION IF NOT EXISTS {extension}")
        self.metadata.drop_all(connection)
        self.metadata.create_all(connection)
        connection.commit()

    def drop(self, connection: Any) -> None:
        self.metadata.drop_all(connection)
        connection.commit()

    def round_trip(self, connection: Any, column: sa.Column[Any], values: list[Any]) -> list[Any]:
        """Write values, a NULL after them; give back what the database has."""
        rows = [{"id": number, column.name: value} for number, value in enumerate(values, 1)]
        try:
            connection.execute(self.table.insert(), rows)
            connection.execute(self.table.insert().values({"id": len(values) + 1, column.name: sa.null()}))
            found = list(connection.scalars(sa.select(column).order_by(self.table.c.id)))
        finally:
            connection.rollback()
        assert found.pop() is None
        return found


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, _worker_urls: dict[str, str]) -> Any:
    """`filled(database)`: the table, made once for all types, and a connection."""
    folder = tmp_path_factory.mktemp("values")
    made: dict[str, tuple[Values, Any]] = {}

    def values_of(database: str) -> tuple[Values, Any]:
        if database not in made:
            connection = sa.create_engine(_url_for(database, folder, _worker_urls), poolclass=NullPool).connect()
            made[database] = Values(database), connection
            made[database][0].create(connection)
        return made[database]

    yield values_of
    for values, connection in made.values():
        values.drop(connection)
        connection.close()


def assert_same(found: list[Any], wanted: tuple[Any, ...]) -> None:
    """Equal, of the same types (or a driver's own subclass), and decimals to the last digit."""
    assert found == list(wanted)
    for one, other in zip(found, wanted, strict=True):
        assert isinstance(one, type(other)) and isinstance(one, bool) == isinstance(other, bool)
        assert not isinstance(other, decimal.Decimal) or str(one) == str(other)


@pytest.mark.parametrize(
    ("database", "case"),
    [pytest.param(name, case, id=f"{name}-{case.name}") for name in DATABASES for case in CASES[name]],
)
def test_values_come_back(filled: Any, database: str, case: Case) -> None:
    values, connection = filled(database)
    assert_same(values.round_trip(connection, values.column_of[id(case)], list(case.values)), case.values)


def _is_binary(case: Case) -> bool:
    return isinstance(case.type, sa.PickleType) or isinstance(case.values[0], bytes)


@pytest.mark.parametrize("driver", ASYNC_DRIVERS)
def test_values_come_back_through_async_drivers(driver: str, tmp_path: Path, _worker_urls: dict[str, str]) -> None:
    database = ASYNC_DRIVERS[driver]
    url = sa.make_url(_url_for(database, tmp_path, _worker_urls)).set(drivername=f"{database}+{driver}")
    values = Values(database)
    values.table.name = f"values_{driver}"

    def work(connection: Any) -> dict[str, str]:
        values.create(connection)
        wrong = {}
        for case in values.cases:
            if driver == "aiomysql" and _is_binary(case):
                continue  # aiomysql 0.3 cannot send bytes since PyMySQL 1.2 has hidden what it imports for that
            try:
                assert_same(values.round_trip(connection, values.column_of[id(case)], list(case.values)), case.values)
            except (AssertionError, sa.exc.DBAPIError) as error:
                wrong[case.name] = str(error)
        values.drop(connection)
        return wrong

    async def run() -> dict[str, str]:
        async with create_async_engine(url, poolclass=NullPool).connect() as connection:
            found: dict[str, str] = await connection.run_sync(work)
            return found

    assert asyncio.run(run()) == {}


# -- generated values ------------------------------------------------------------------------------------------------

_no_surrogates = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
_documents = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False, width=32)
    | _no_surrogates,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_no_surrogates, inner, max_size=3),
    max_leaves=6,
)
GENERATED: dict[str, st.SearchStrategy[Any]] = {
    "whole": st.integers(-(2**31), 2**31 - 1),
    "big": st.integers(-(2**63), 2**63 - 1),
    "words": _no_surrogates,
    "long text": _no_surrogates,
    "bytes": st.binary(max_size=60),
    "decimal": st.decimals(-99999999, 99999999, places=2),
    "double": st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False),
    "date": st.dates(),
    "moment": st.datetimes().map(lambda moment: moment.replace(microsecond=0)),
    "time": st.times().map(lambda time: time.replace(microsecond=0)),
    "span": st.integers(-(10**9), 10**9).map(lambda seconds: dt.timedelta(seconds=seconds)),
    "uuid": st.uuids(version=4),  # MariaDB refuses what RFC 9562 does not know
    "document": _documents.filter(lambda document: document is not None),
}


@pytest.mark.parametrize("kind", GENERATED)
@pytest.mark.parametrize("database", DATABASES)
@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
@given(data=st.data())
def test_generated_values_come_back(filled: Any, database: str, kind: str, data: Any) -> None:
    drawn = data.draw(st.lists(GENERATED[kind], min_size=1, max_size=20))
    values, connection = filled(database)
    assert values.round_trip(connection, values.named[kind], drawn) == drawn


# -- two kinds of null in JSON ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DATABASES)
@pytest.mark.parametrize(
    ("none_as_null", "value", "is_sql_null"),
    [
        (False, None, False),
        (True, None, True),
        (False, sa.JSON.NULL, False),
        (True, sa.JSON.NULL, False),
        (False, sa.null(), True),
    ],
)
def test_null_in_json(
    name: str, none_as_null: bool, value: Any, is_sql_null: bool, tmp_path: Path, _worker_urls: dict[str, str]
) -> None:
    table = sa.Table("documents", sa.MetaData(), sa.Column("document", sa.JSON(none_as_null=none_as_null)))
    engine = sa.create_engine(_url_for(name, tmp_path, _worker_urls), poolclass=NullPool)
    with engine.connect() as connection:
        table.create(connection)
        try:
            connection.execute(table.insert().values(document=value))
            document, is_null = connection.execute(sa.select(table.c.document, table.c.document.is_(sa.null()))).one()
        finally:
            connection.rollback()
            table.drop(connection, checkfirst=True)
            connection.commit()
    assert document is None
    assert bool(is_null) is is_sql_null
