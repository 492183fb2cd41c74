"""Errors of databases have one of few meanings, read from their codes."""

from __future__ import annotations

from typing import Any

import pytest

from ormolu import exc, text
from ormolu.dialects.mysql.errors import LOST_CODES
from ormolu.engine.failures import Failure


def _error_of(engine: Any, *statements: str) -> BaseException:
    with pytest.raises(exc.DBAPIError) as caught, engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement)).close()
        connection.rollback()
    return caught.value.orig


def test_a_statement_that_takes_too_long(engine: Any) -> None:
    if engine.dialect.name == "sqlite":
        pytest.skip("SQLite has no such limit")
    if engine.dialect.name == "postgresql":
        error = _error_of(engine, "SET LOCAL statement_timeout = 10", "SELECT pg_sleep(2)")
    else:
        slow = "SELECT count(*) FROM information_schema.columns a, information_schema.columns b, information_schema.columns c"
        error = _error_of(engine, f"SET STATEMENT max_statement_time = 0.01 FOR {slow}")
    assert engine.dialect.failure_of(error) is Failure.STATEMENT
    assert not engine.dialect.is_disconnect(error, None, None)


def test_an_ordinary_error_has_no_such_meaning(engine: Any) -> None:
    assert engine.dialect.failure_of(_error_of(engine, "SELECT nonsense FROM nowhere")) is None
    assert engine.dialect.failure_of(None) is None
    assert engine.dialect.failure_of(ValueError("x")) is None


def test_lost_races_lose_the_transaction_and_lost_connections_are_dropped() -> None:
    from ormolu.dialects.mysql import pymysql

    dialect = pymysql.dialect(dbapi=pymysql.dialect.import_dbapi())
    operational = dialect.dbapi.OperationalError
    for code, means in dialect.failures.items():
        error = operational(code, "as told by the server")
        assert dialect.is_transaction_lost(error) == (means is Failure.LOST_RACE or code == 1205)
        assert dialect.is_disconnect(error, None, None) == (code in LOST_CODES)


def test_classes_of_sqlstates_stand_for_their_codes() -> None:
    from ormolu.dialects import postgresql

    class Error(Exception):
        sqlstate = "08006"

    dialect = postgresql.dialect()
    assert dialect.failure_of(Error()) is Failure.CONNECTION_GONE
    Error.sqlstate = "08P01"
    assert dialect.failure_of(Error()) is Failure.TOO_MANY_CLIENTS
    Error.sqlstate = "40P01"
    assert dialect.failure_of(Error()) is Failure.LOST_RACE
