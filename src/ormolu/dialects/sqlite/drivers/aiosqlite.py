"""SQLite from asyncio: the `aiosqlite` package, which runs `sqlite3` on a thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from ....engine import pool as poollib
from ....engine.adapted import AsyncAdaptedConnection, AsyncAdaptedCursor, AsyncDialectMixin
from ....engine.url import URL
from ....steps import wait
from .pysqlite import SQLiteDialect_pysqlite, _floor, _regexp


class _Cursor(AsyncAdaptedCursor):
    __slots__ = ()

    async def execute_awaitable(self, statement: str, parameters: Any = None) -> None:
        cursor = await self._connection.cursor()
        try:
            if parameters is None:
                await cursor.execute(statement)
            else:
                await cursor.execute(statement, parameters)
            if cursor.description:
                self.description = cursor.description
                self._rows = deque(await cursor.fetchall())
                self.rowcount = -1
            else:
                self.description = None
                self.rowcount = cursor.rowcount
            self.lastrowid = cursor.lastrowid
        finally:
            await cursor.close()

    async def executemany_awaitable(self, statement: str, parameters: Sequence[Any]) -> None:
        cursor = await self._connection.cursor()
        try:
            await cursor.executemany(statement, parameters)
            self.description = None
            self.rowcount = cursor.rowcount
            self.lastrowid = cursor.lastrowid
        finally:
            await cursor.close()


class _StreamingCursor(AsyncAdaptedCursor):
    __slots__ = ()

    server_side = True

    async def execute_awaitable(self, statement: str, parameters: Any = None) -> None:
        self._cursor = await self._connection.cursor()
        await self._cursor.execute(statement, () if parameters is None else parameters)
        self.description = self._cursor.description
        self.rowcount = self._cursor.rowcount

    async def fetchmany_awaitable(self, size: int) -> Sequence[Any]:
        return list(await self._cursor.fetchmany(size))

    def fetchone(self) -> Any:
        return wait(self._cursor.fetchone())

    def fetchmany(self, size: int | None = None) -> Sequence[Any]:
        return list(wait(self._cursor.fetchmany(size or self.arraysize)))

    def fetchall(self) -> Sequence[Any]:
        return list(wait(self._cursor.fetchall()))


class AsyncAdapt_aiosqlite_connection(AsyncAdaptedConnection):
    """An aiosqlite connection behind blocking methods."""

    __slots__ = ()
    cursor_class = _Cursor
    streaming_cursor_class = _StreamingCursor

    @property
    def isolation_level(self) -> str | None:
        return self._connection._conn.isolation_level  # type: ignore[no-any-return]  # aiosqlite has no other way

    @isolation_level.setter
    def isolation_level(self, value: str | None) -> None:
        async def set_it() -> None:
            connection = self._connection
            await connection._execute(partial(setattr, connection._conn, "isolation_level", value))

        wait(set_it())

    @property
    def in_transaction(self) -> bool:
        return bool(self._connection.in_transaction)

    def create_function(self, *args: Any, **kw: Any) -> None:
        wait(self._connection.create_function(*args, **kw))


class SQLiteDialect_aiosqlite(AsyncDialectMixin, SQLiteDialect_pysqlite):
    """SQLite through aiosqlite."""

    driver = "aiosqlite"
    supports_statement_cache = True
    supports_server_side_cursors = True

    @classmethod
    def import_dbapi(cls) -> Any:
        import aiosqlite  # the only place that needs the driver: importing a dialect must not

        return aiosqlite

    def __init__(self, **kw: Any):
        super().__init__(**kw)

    @classmethod
    def get_pool_class(cls, url: URL) -> type[poollib.Pool]:
        if cls._is_url_file_db(url):
            return poollib.AsyncAdaptedQueuePool
        cls._warn_of_memory_mode(url, poollib.StaticPool, poollib.AsyncAdaptedQueuePool)
        return poollib.StaticPool

    def connect(self, *cargs: Any, **cparams: Any) -> Any:
        creator: Callable[..., Any] | None = cparams.pop("async_creator_fn", None)
        return self._connect(creator, cargs, cparams)

    async def _connect(self, creator: Callable[..., Any] | None, cargs: Any, cparams: Any) -> Any:
        if creator is not None:
            connection = await creator(*cargs, **cparams)
        else:
            starting = self.loaded_dbapi.connect(*cargs, **cparams)
            # the thread must not keep the interpreter alive
            thread = getattr(starting, "_thread", starting)
            if hasattr(thread, "daemon"):
                thread.daemon = True
            connection = await starting
        return AsyncAdapt_aiosqlite_connection(self.loaded_dbapi, connection)

    def _add_functions(self, dbapi_connection: Any) -> None:
        dbapi_connection.create_function("regexp", 2, _regexp, deterministic=True)
        dbapi_connection.create_function("floor", 1, _floor, deterministic=True)

    async def do_begin(self, dbapi_connection: Any) -> None:  # type: ignore[override]  # awaitable as documented
        connection = dbapi_connection._connection
        level = dbapi_connection.isolation_level
        if level is not None and not connection.in_transaction:
            await connection.execute(f"BEGIN {level}")

    def terminate_without_waiting(self, dbapi_connection: Any) -> None:
        stop = getattr(dbapi_connection._connection, "stop", None)
        if stop is not None:
            stop()

    def is_disconnect(self, e: BaseException, connection: Any, cursor: Any) -> bool:
        if isinstance(e, ValueError) and "no active connection" in str(e):
            return True
        return super().is_disconnect(e, connection, cursor)


dialect = SQLiteDialect_aiosqlite
