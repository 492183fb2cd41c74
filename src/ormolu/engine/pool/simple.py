"""The pools that need no queue: NullPool, StaticPool, SingletonThreadPool and AssertionPool."""

from __future__ import annotations

import threading
import traceback
import weakref
from collections.abc import Callable
from typing import Any

from .base import Pool
from .record import ConnectionRecord


class _NeverOverfull(Pool):
    def _is_overfull(self) -> bool:
        return False


class NullPool(Pool):
    """Keeps nothing: opens a connection for each checkout and closes it on return."""

    def _is_overfull(self) -> bool:
        return True

    async def _do_get_steps(self) -> ConnectionRecord:
        return await self._create_connection_steps()

    def _do_return_conn(self, record: ConnectionRecord) -> ConnectionRecord:
        return record

    async def _dispose_steps(self) -> None:
        """There is nothing to close."""

    def status(self) -> str:
        """What this pool holds, as text."""
        return "NullPool"


class StaticPool(_NeverOverfull):
    """One connection for everybody, also at the same time."""

    def __init__(self, creator: Callable[..., Any], **kw: Any):
        super().__init__(creator, **kw)
        self._only: ConnectionRecord | None = None
        self._deciding = threading.Lock()

    async def _do_get_steps(self) -> ConnectionRecord:
        record = self._only
        if record is not None and not self._is_dead(record):
            return record
        fresh = await self._create_connection_steps()
        with self._deciding:
            # the lock is not held while connecting: another task of this thread would wait for itself
            if self._only is record:
                self._only = fresh
                return fresh
            winner = self._only
        if winner is None:
            return fresh
        await fresh._close_steps()
        return winner

    def _is_dead(self, record: ConnectionRecord) -> bool:
        return record.dbapi_connection is not None and not record._is_ready() and self._recycle == -1

    def _do_return_conn(self, record: ConnectionRecord) -> None:
        return None

    def _forget_connections(self) -> list[Any]:
        if self._only is None:
            return []
        forgotten = [self._only.dbapi_connection]
        self._only.dbapi_connection = None
        self._only = None
        return forgotten

    async def _dispose_steps(self) -> None:
        record, self._only = self._only, None
        if record is not None:
            await record._close_steps()

    def status(self) -> str:
        """What this pool holds, as text."""
        return "StaticPool"


class SingletonThreadPool(_NeverOverfull):
    """One connection per thread; for in-memory SQLite.

    pool_size: how many threads' connections are kept; beyond that the connections of some other threads are closed.
    """

    def __init__(self, creator: Callable[..., Any], pool_size: int = 5, **kw: Any):
        super().__init__(creator, **kw)
        self.size = pool_size
        self._of_thread = threading.local()
        self._all_conns: set[ConnectionRecord] = set()

    def _recreate_arguments(self) -> dict[str, Any]:
        return super()._recreate_arguments() | {"pool_size": self.size}

    def _take_ready(self) -> ConnectionRecord | None:
        of_thread = getattr(self._of_thread, "record", None)
        record = of_thread() if of_thread is not None else None
        return record if record is not None and record.dbapi_connection is not None else None

    async def _do_get_steps(self) -> ConnectionRecord:
        of_thread = getattr(self._of_thread, "record", None)
        record = of_thread() if of_thread is not None else None
        if record is not None:
            return record  # type: ignore[no-any-return]  # threading.local is untyped
        fresh = await self._create_connection_steps()
        self._of_thread.record = weakref.ref(fresh)
        if len(self._all_conns) >= self.size:
            await self._cleanup_steps()
        self._all_conns.add(fresh)
        return fresh

    async def _cleanup_steps(self) -> None:
        while len(self._all_conns) >= self.size:
            await self._all_conns.pop()._close_steps()

    def _do_return_conn(self, record: ConnectionRecord) -> None:
        return None

    def _forget_connections(self) -> list[Any]:
        forgotten = [record.dbapi_connection for record in self._all_conns]
        for record in self._all_conns:
            record.dbapi_connection = None
        self._all_conns.clear()
        self._of_thread = threading.local()
        return forgotten

    async def _dispose_steps(self) -> None:
        for record in list(self._all_conns):
            await record._close_steps()
        self._all_conns.clear()

    def status(self) -> str:
        """What this pool holds, as text."""
        return f"SingletonThreadPool id:{id(self)} size: {len(self._all_conns)}"


class AssertionPool(_NeverOverfull):
    """Allows one checkout at a time; a second one raises AssertionError and says where the first was."""

    def __init__(self, *args: Any, store_traceback: bool = True, **kw: Any):
        self._only: ConnectionRecord | None = None
        self._checked_out = False
        self._store_traceback = store_traceback
        self._checkout_traceback: list[str] | None = None
        super().__init__(*args, **kw)

    def _recreate_arguments(self) -> dict[str, Any]:
        return super()._recreate_arguments() | {"store_traceback": self._store_traceback}

    async def _do_get_steps(self) -> ConnectionRecord:
        if self._checked_out:
            where = f" at:\n{''.join(self._checkout_traceback)}" if self._checkout_traceback else ""
            raise AssertionError("connection is already checked out" + where)
        if self._only is None:
            self._only = await self._create_connection_steps()
        self._checked_out = True
        if self._store_traceback:
            self._checkout_traceback = traceback.format_list(traceback.extract_stack())
        return self._only

    def _do_return_conn(self, record: ConnectionRecord) -> None:
        if not self._checked_out:
            raise AssertionError("connection is not checked out")
        self._checked_out = False

    async def _dispose_steps(self) -> None:
        self._checked_out = False
        record, self._only = self._only, None
        if record is not None:
            await record._close_steps()

    def status(self) -> str:
        """What this pool holds, as text."""
        return "AssertionPool"
