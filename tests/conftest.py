"""Fixtures for all tests: the databases, and engines on them.

`url` and `engine` run a test on each of the three databases. Each pytest worker has a schema (PostgreSQL) or database
(MariaDB) of its own, emptied before each test that asks for `engine`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import servers

DATABASES = ("sqlite", "postgresql", "mysql")


def _server_url(name: str) -> str:
    """The URL of a server for `name`; skips only where `./dev test --only` left this database out."""
    variable = {"postgresql": servers.POSTGRESQL, "mysql": servers.MYSQL}[name]
    if url := os.environ.get(variable):
        return url
    if os.environ.get("ORMOLU_TEST_RUN"):
        pytest.skip(f"{name} was not asked for, or could not be had (see the last lines)")
    found = servers.find_postgresql() if name == "postgresql" else servers.find_mysql()
    if isinstance(found, servers.Missing):
        pytest.fail(f"{found.name}: {found.reason}")
    os.environ[variable] = found
    return found


def _worker_database(name: str, url: str, worker: str) -> str:
    """Make the worker's own, empty database with the bare driver, and give its URL."""
    from ormolu.engine import make_url

    own = f"ormolu_test_{worker}"
    parsed = make_url(url)
    if name == "postgresql":
        import psycopg

        plain = parsed.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {own} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {own}")
    else:
        import pymysql

        connection = pymysql.connect(
            host=parsed.host, port=parsed.port or 3306, user=parsed.username, password=parsed.password or ""
        )
        with connection, connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {own}")
            cursor.execute(f"CREATE DATABASE {own} CHARACTER SET utf8mb4")
    return parsed.set(database=own).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def _worker_urls() -> dict[str, str]:
    return {}


def _url_for(name: str, tmp_path: Path, urls: dict[str, str]) -> str:
    if name == "sqlite":
        return f"sqlite:///{tmp_path / 'test.db'}"
    if name not in urls:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        urls[name] = _worker_database(name, _server_url(name), f"{worker}_{os.getpid()}")
    return urls[name]


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, tmp_path: Path, _worker_urls: dict[str, str]) -> str:
    """The URL of an empty database, on each of the three in turn."""
    return _url_for(request.param, tmp_path, _worker_urls)


def _engine(url: str) -> Iterator[object]:
    import ormolu

    engine = ormolu.create_engine(url)
    if engine.dialect.name == "postgresql":  # some tests share the database, and leave types and extensions behind
        with engine.begin() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
        engine.dispose()
        engine = ormolu.create_engine(url)
    yield engine
    leftovers = ormolu.MetaData()
    with engine.begin() as connection:
        leftovers.reflect(connection)
        leftovers.drop_all(connection)
    engine.dispose()


@pytest.fixture
def engine(url: str) -> Iterator[object]:
    """An engine on an empty database; what the test leaves behind is dropped."""
    yield from _engine(url)


@pytest.fixture
def on_postgresql(tmp_path: Path, _worker_urls: dict[str, str]) -> Iterator[object]:
    """The same on PostgreSQL only, for what no other database does."""
    yield from _engine(_url_for("postgresql", tmp_path, _worker_urls))


@pytest.fixture
def on_mariadb(tmp_path: Path, _worker_urls: dict[str, str]) -> Iterator[object]:
    """The same on MariaDB only."""
    yield from _engine(_url_for("mysql", tmp_path, _worker_urls))


@pytest.fixture
def sqlite_engine() -> Iterator[object]:
    """An engine on an in-memory SQLite database."""
    import ormolu

    engine = ormolu.create_engine("sqlite://")
    yield engine
    engine.dispose()
