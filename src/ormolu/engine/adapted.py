"""Async drivers behind the interface that event listeners and the core use.

A listener sees blocking methods, which work wherever something can wait (`run_sync`, event listeners). The core calls
the `*_awaitable` methods. Rows are buffered when a statement is executed; a streaming cursor fetches in parts.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Any

from ..steps import wait
from .interfaces import AdaptedConnection


class AsyncAdaptedConnection(AdaptedConnection):
    """An async driver connection. Drivers override how to make cursors and end transactions."""

    __slots__ = ("dbapi", "__weakref__")

    cursor_class: type[AsyncAdaptedCursor]
    streaming_cursor_class: type[AsyncAdaptedCursor]

    def __init__(self, dbapi: Any, connection: Any):
        self.dbapi = dbapi
        self._connection = connection

    def cursor(self, server_side: bool = False) -> AsyncAdaptedCursor:
        """A new cursor."""
        return (self.streaming_cursor_class if server_side else self.cursor_class)(self)

    def execute(self, statement: str, parameters: Any = None) -> AsyncAdaptedCursor:
        """Execute on a new cursor."""
        cursor = self.cursor()
        cursor.execute(statement, parameters)
        return cursor

    def commit(self) -> None:
        """Commit, waiting."""
        wait(self.commit_awaitable())

    def rollback(self) -> None:
        """Roll back, waiting."""
        wait(self.rollback_awaitable())

    def close(self) -> None:
        """Close, waiting."""
        wait(self.close_awaitable())

    async def commit_awaitable(self) -> None:
        await self._connection.commit()

    async def rollback_awaitable(self) -> None:
        await self._connection.rollback()

    async def close_awaitable(self) -> None:
        await self._connection.close()


class AsyncAdaptedCursor:
    """A cursor that has all rows once it is executed."""

    __slots__ = ("_adapted", "_connection", "_cursor", "_rows", "description", "rowcount", "lastrowid", "arraysize")

    server_side = False

    def __init__(self, adapted: AsyncAdaptedConnection):
        self._adapted = adapted
        self._connection = adapted._connection
        self._cursor: Any = None
        self._rows: deque[Any] = deque()
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: Any = None
        self.arraysize = 1

    # ---- for the core

    async def execute_awaitable(self, statement: str, parameters: Any = None) -> None:
        raise NotImplementedError

    async def executemany_awaitable(self, statement: str, parameters: Sequence[Any]) -> None:
        raise NotImplementedError

    async def fetchmany_awaitable(self, size: int) -> Sequence[Any]:
        return self._take(size)

    # ---- for listeners and results

    def execute(self, statement: str, parameters: Any = None) -> Any:
        """Execute, waiting."""
        wait(self.execute_awaitable(statement, parameters))
        return self

    def executemany(self, statement: str, parameters: Sequence[Any]) -> Any:
        """Execute for each set of parameters, waiting."""
        wait(self.executemany_awaitable(statement, parameters))
        return self

    def setinputsizes(self, *sizes: Any) -> None:
        """PEP 249 allows to ignore this."""

    def _take(self, size: int) -> list[Any]:
        return [self._rows.popleft() for _ in range(min(size, len(self._rows)))]

    def fetchone(self) -> Any:
        return self._rows.popleft() if self._rows else None

    def fetchmany(self, size: int | None = None) -> Sequence[Any]:
        return self._take(self.arraysize if size is None else size)

    def fetchall(self) -> Sequence[Any]:
        rows = list(self._rows)
        self._rows.clear()
        return rows

    def __iter__(self) -> Any:
        while self._rows:
            yield self._rows.popleft()

    def close(self) -> None:
        self._rows.clear()


class AsyncDialectMixin:
    """The driver calls of a dialect whose connections are AsyncAdaptedConnections."""

    is_async = True
    has_terminate = True

    def do_commit(self, dbapi_connection: Any) -> Any:
        return dbapi_connection.commit_awaitable()

    def do_rollback(self, dbapi_connection: Any) -> Any:
        return dbapi_connection.rollback_awaitable()

    def do_close(self, dbapi_connection: Any) -> Any:
        return dbapi_connection.close_awaitable()

    def do_terminate(self, dbapi_connection: Any) -> Any:
        return dbapi_connection.close_awaitable()

    def do_execute(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> Any:
        return cursor.execute_awaitable(statement, parameters)

    def do_executemany(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> Any:
        return cursor.executemany_awaitable(statement, parameters)

    def do_execute_no_params(self, cursor: Any, statement: str, context: Any = None) -> Any:
        return cursor.execute_awaitable(statement)

    async def do_ping(self, dbapi_connection: Any) -> bool:
        cursor = dbapi_connection.cursor()
        await cursor.execute_awaitable(self._dialect_specific_select_one)  # type: ignore[attr-defined]  # of the dialect
        cursor.close()
        return True

    def get_driver_connection(self, connection: Any) -> Any:
        return connection._connection
