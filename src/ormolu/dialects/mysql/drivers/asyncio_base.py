"""What the asyncio drivers, both descendants of PyMySQL, have in common."""

from __future__ import annotations

import importlib
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from ....engine import pool as poollib
from ....engine.adapted import AsyncAdaptedConnection, AsyncAdaptedCursor, AsyncDialectMixin
from ....engine.url import URL
from ....steps import wait
from .mysqldb import with_place
from .pymysql import MySQLDialect_pymysql


class Cursor(AsyncAdaptedCursor):
    """A cursor that has all rows once it is executed."""

    __slots__ = ()

    async def _open(self) -> Any:
        adapted: Any = self._adapted
        await adapted.finish_streams()
        return await self._connection.cursor().__aenter__()

    def _take_over(self, cursor: Any) -> None:
        self.description = cursor.description
        self.rowcount = cursor.rowcount
        self.lastrowid = cursor.lastrowid

    async def execute_awaitable(self, statement: str, parameters: Any = None) -> None:
        cursor = await self._open()
        try:
            await cursor.execute(statement, parameters)
            self._take_over(cursor)
            if cursor.description:
                self._rows = deque(await cursor.fetchall())
        finally:
            await cursor.close()

    async def executemany_awaitable(self, statement: str, parameters: Sequence[Any]) -> None:
        cursor = await self._open()
        try:
            await cursor.executemany(statement, parameters)
            self._take_over(cursor)
        finally:
            await cursor.close()


class StreamingCursor(AsyncAdaptedCursor):
    """A cursor of the server, whose rows come in parts."""

    __slots__ = ()
    server_side = True

    async def execute_awaitable(self, statement: str, parameters: Any = None) -> None:
        adapted: Any = self._adapted
        await adapted.finish_streams()
        self._cursor = await self._connection.cursor(adapted.dbapi.cursors.SSCursor).__aenter__()
        await self._cursor.execute(statement, parameters)
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

    def close(self) -> None:
        if self._cursor is not None:
            adapted: Any = self._adapted
            adapted.unfinished.append(self._cursor)
            self._cursor = None


class AsyncConnection(AsyncAdaptedConnection):
    """A driver's connection behind blocking methods."""

    __slots__ = ("unfinished",)
    cursor_class = Cursor
    streaming_cursor_class = StreamingCursor

    def __init__(self, dbapi: Any, connection: Any):
        super().__init__(dbapi, connection)
        self.unfinished: list[Any] = []

    async def finish_streams(self) -> None:
        """Close streaming cursors that nobody reads any more: their rows must be out of the way of the next ones."""
        while self.unfinished:
            await self.unfinished.pop().close()

    async def commit_awaitable(self) -> None:
        await self.finish_streams()
        await super().commit_awaitable()

    async def rollback_awaitable(self) -> None:
        await self.finish_streams()
        await super().rollback_awaitable()

    def autocommit(self, value: bool) -> None:
        """Commit by itself, or not."""
        wait(self._connection.autocommit(value))

    def get_autocommit(self) -> bool:
        """Whether the connection commits by itself."""
        return bool(self._connection.get_autocommit())

    def character_set_name(self) -> str:
        """The character set of the connection."""
        return str(self._connection.character_set_name())

    def terminate(self) -> None:
        """Close without telling the server."""
        self._connection.close()

    async def close_awaitable(self) -> None:
        await self._connection.ensure_closed()


class AsyncMySQLDialect(AsyncDialectMixin, MySQLDialect_pymysql):
    """Base of the dialects with asyncio drivers."""

    supports_statement_cache = True
    connection_class: type[AsyncConnection] = AsyncConnection
    module_name: str
    missing: str

    @classmethod
    def import_dbapi(cls) -> Any:
        try:
            module = importlib.import_module(cls.module_name)
            importlib.import_module(f"{cls.module_name}.cursors")
        except ImportError as error:
            raise ModuleNotFoundError(cls.missing, name=cls.module_name) from error
        return module

    @classmethod
    def get_pool_class(cls, url: URL) -> type[poollib.Pool]:
        return poollib.AsyncAdaptedQueuePool

    def _set_paramstyle(self, paramstyle: str | None) -> None:
        # aiomysql does not say
        self.paramstyle = paramstyle or self.default_paramstyle

    def _found_rows(self) -> int:
        return 2

    def connect(self, *cargs: Any, **cparams: Any) -> Any:
        creator: Callable[..., Any] | None = cparams.pop("async_creator_fn", None)
        return self._connect(creator, cargs, cparams)

    async def _connect(self, creator: Callable[..., Any] | None, cargs: Any, cparams: Any) -> Any:
        connect = creator or self.loaded_dbapi.connect
        try:
            driver = await connect(*cargs, **cparams)
        except self.loaded_dbapi.OperationalError as error:
            raise with_place(error, cparams) from error
        return self.connection_class(self.loaded_dbapi, driver)

    async def do_ping(self, dbapi_connection: Any) -> bool:  # type: ignore[override]  # awaitable as documented
        await dbapi_connection._connection.ping(reconnect=False)
        return True

    def terminate_without_waiting(self, dbapi_connection: Any) -> None:
        dbapi_connection.terminate()

    def is_disconnect(self, e: BaseException, connection: Any, cursor: Any) -> bool:
        if super().is_disconnect(e, connection, cursor):
            return True
        text = str(e).lower()
        return isinstance(e, (self.loaded_dbapi.Error, RuntimeError)) and (
            "not connected" in text or "network operation failed" in text or "event loop is closed" in text
        )
