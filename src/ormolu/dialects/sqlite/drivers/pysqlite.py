"""Python's own `sqlite3` module.

Transactions are real: the driver's own way of beginning them (only before INSERT, UPDATE and DELETE) is replaced by a
BEGIN where the Connection begins, so that savepoints, SELECT and DDL take part. A connection whose `isolation_level`
the user sets to None in a "connect" listener keeps what that listener decided.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from typing import Any

from .... import exc
from .... import types as sqltypes
from ....engine import pool as poollib
from ....engine.url import URL
from ..traits import SQLiteDialect
from ..types import DATE, DATETIME


class _NativeDateTime(DATETIME):
    def bind_processor(self, dialect: Any) -> Any:
        return None if dialect.native_datetime else DATETIME.bind_processor(self, dialect)

    def result_processor(self, dialect: Any, coltype: Any) -> Any:
        return None if dialect.native_datetime else DATETIME.result_processor(self, dialect, coltype)


class _NativeDate(DATE):
    def bind_processor(self, dialect: Any) -> Any:
        return None if dialect.native_datetime else DATE.bind_processor(self, dialect)

    def result_processor(self, dialect: Any, coltype: Any) -> Any:
        return None if dialect.native_datetime else DATE.result_processor(self, dialect, coltype)


_DRIVER_OPTIONS: tuple[tuple[str, Callable[[Any], Any]], ...] = (
    ("timeout", float),
    ("isolation_level", str),
    ("detect_types", int),
    ("check_same_thread", lambda value: str(value).lower() in ("1", "true", "yes", "on")),
    ("cached_statements", int),
    ("uri", lambda value: str(value).lower() in ("1", "true", "yes", "on")),
    ("autocommit", lambda value: str(value).lower() in ("1", "true", "yes", "on")),
)


class SQLiteDialect_pysqlite(SQLiteDialect):
    """SQLite through Python's own driver."""

    driver = "pysqlite"
    default_paramstyle = "qmark"
    supports_statement_cache = True
    returns_native_bytes = True
    colspecs = {**SQLiteDialect.colspecs, sqltypes.Date: _NativeDate, sqltypes.TIMESTAMP: _NativeDateTime}
    description_encoding = None
    _isolation_lookup = {"READ UNCOMMITTED": 1, "SERIALIZABLE": 0, "AUTOCOMMIT": None}

    @classmethod
    def import_dbapi(cls) -> Any:
        import sqlite3  # the only place that needs the driver: importing a dialect must not

        return sqlite3

    @classmethod
    def _is_url_file_db(cls, url: URL) -> bool:
        return bool(url.database and url.database != ":memory:") and url.query.get("mode", None) != "memory"

    @classmethod
    def get_pool_class(cls, url: URL) -> type[poollib.Pool]:
        if cls._is_url_file_db(url):
            return poollib.QueuePool
        cls._warn_of_memory_mode(url, poollib.SingletonThreadPool, poollib.QueuePool)
        return poollib.SingletonThreadPool

    @classmethod
    def _warn_of_memory_mode(cls, url: URL, present: type[Any], future: type[Any]) -> None:
        """A named database in memory (`mode=memory`) can be shared by several connections."""
        if url.database and url.database != ":memory:":
            exc.warn_deprecated(
                f"Selection of the {present.__name__} pool class based on the 'mode=memory' query string argument is "
                f"deprecated; a future release will use {future.__name__} for this URL.",
                "2.1",
            )

    # ---- connecting

    def create_connect_args(self, url: URL) -> tuple[Sequence[Any], dict[str, Any]]:
        if url.username or url.password or url.host or url.port:
            raise exc.ArgumentError(
                f"Invalid SQLite URL: {url}\nValid SQLite URL forms are sqlite:///:memory: or "
                "sqlite:////absolute/path/to/file.db"
            )
        query = dict(url.query)
        options = {name: convert(query.pop(name)) for name, convert in _DRIVER_OPTIONS if name in query}
        if self._is_url_file_db(url):
            options.setdefault("check_same_thread", False)
        elif not options.get("uri"):
            options.setdefault("check_same_thread", True)
        filename = url.database or ":memory:"
        if options.get("uri"):
            filename = self._uri(filename, query)
        else:
            self._warn_ignored(query)
            if filename != ":memory:":
                filename = os.path.abspath(filename)
        return [filename], options

    @staticmethod
    def _uri(filename: str, query: dict[str, Any]) -> str:
        """SQLite reads what is left of the query itself."""
        if not query:
            return filename
        text = "&".join(f"{key}={value}" for key, value in sorted(query.items()))
        return f"{filename}?{text}"

    @staticmethod
    def _warn_ignored(query: dict[str, Any]) -> None:
        unknown = sorted(query)
        if unknown:
            names = ", ".join(repr(name) for name in unknown)
            exc.warn(
                f"Query string argument(s) {names} are not accepted by the pysqlite driver and are being ignored; "
                "SQLite URI arguments require that 'uri=true' also be present in the URL.",
                code="squa",
            )

    def on_connect(self) -> Callable[[Any], None]:
        def prepare(dbapi_connection: Any) -> None:
            self._add_functions(dbapi_connection)
            if self.foreign_keys:
                cursor = dbapi_connection.cursor()
                cursor.execute("PRAGMA foreign_keys=ON")
                cursor.close()

        return prepare

    def _add_functions(self, dbapi_connection: Any) -> None:
        dbapi_connection.create_function("regexp", 2, _regexp, deterministic=True)
        dbapi_connection.create_function("floor", 1, _floor, deterministic=True)

    # ---- transactions

    def do_begin(self, dbapi_connection: Any) -> None:
        """A real BEGIN, where the driver is left to begin by itself; see the module."""
        level = dbapi_connection.isolation_level
        if level is not None and not dbapi_connection.in_transaction:
            dbapi_connection.execute(f"BEGIN {level}" if level else "BEGIN")

    def set_isolation_level(self, dbapi_connection: Any, level: str) -> None:
        if level == "AUTOCOMMIT":
            dbapi_connection.isolation_level = None
        else:
            dbapi_connection.isolation_level = ""
            super().set_isolation_level(dbapi_connection, level)

    def detect_autocommit_setting(self, dbapi_connection: Any) -> bool:
        return dbapi_connection.isolation_level is None

    def is_disconnect(self, e: BaseException, connection: Any, cursor: Any) -> bool:
        return isinstance(e, self.loaded_dbapi.ProgrammingError) and "Cannot operate on a closed database." in str(e)


def _regexp(pattern: str, value: Any) -> bool | None:
    return None if value is None else re.search(pattern, value) is not None


def _floor(value: Any) -> Any:
    return None if value is None else int(value // 1) if isinstance(value, (int, float)) else value


dialect = SQLiteDialect_pysqlite
