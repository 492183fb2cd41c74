"""`QueuePool`: a limited number of connections, kept open and handed out in turn.

Decisions are made under one lock and are only these: an idle record, permission to open one, or a place in the line
of waiters. What comes back goes to the first in line. Connecting, pinging and closing happen outside the lock.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ... import exc, steps
from .base import Pool
from .record import ConnectionRecord

if TYPE_CHECKING:
    import asyncio

_MAY_OPEN: Any = object()


class _Waiter:
    """One caller in line, blocking its thread."""

    __slots__ = ("gift", "_called")

    def __init__(self) -> None:
        self.gift: Any = None
        self._called = threading.Event()

    def give(self, gift: Any) -> None:
        self.gift = gift
        self._called.set()

    async def wait_steps(self, timeout: float | None) -> None:
        self._called.wait(timeout)


class _AsyncWaiter(_Waiter):
    """One caller in line, waiting in its event loop."""

    __slots__ = ("_loop", "_event")

    def __init__(self) -> None:
        super().__init__()
        self._loop: asyncio.AbstractEventLoop | None = None

    def give(self, gift: Any) -> None:
        super().give(gift)
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._event.set)

    async def wait_steps(self, timeout: float | None) -> None:
        await steps.io(self._wait(timeout))

    async def _wait(self, timeout: float | None) -> None:
        import asyncio

        self._event = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        if self._called.is_set():
            return
        try:
            await asyncio.wait_for(self._event.wait(), timeout)
        except TimeoutError:
            return


class QueuePool(Pool):
    """Keeps up to `pool_size` connections open and allows `max_overflow` more while they are all in use.

    pool_size: 0 means no limit. max_overflow: -1 means no limit. timeout: how many seconds to wait for a connection.
    use_lifo: hand out the connection that came back last, so that surplus ones grow old and can be dropped.
    """

    _waiter_class: type[_Waiter] = _Waiter

    def __init__(
        self,
        creator: Callable[..., Any],
        pool_size: int = 5,
        max_overflow: int = 10,
        timeout: float = 30.0,
        use_lifo: bool = False,
        **kw: Any,
    ):
        super().__init__(creator, **kw)
        self._size = pool_size
        self._max_overflow = max_overflow if pool_size else -1
        self._timeout = timeout
        self._use_lifo = use_lifo
        self._start_empty()

    def _start_empty(self) -> None:
        self._lock = threading.Lock()
        self._idle: deque[ConnectionRecord] = deque()
        self._waiters: deque[_Waiter] = deque()
        self._overflow = -self._size

    # ---- decisions

    def _take_ready(self) -> ConnectionRecord | None:
        with self._lock:
            if not self._idle:
                return None
            return self._idle.pop() if self._use_lifo else self._idle.popleft()

    def _decide(self) -> Any:
        """An idle record, _MAY_OPEN (the place is taken by this call), or a waiter that stands in line."""
        with self._lock:
            if self._idle:
                return self._idle.pop() if self._use_lifo else self._idle.popleft()
            if self._max_overflow == -1 or self._overflow < self._max_overflow:
                self._overflow += 1
                return _MAY_OPEN
            waiter = self._waiter_class()
            self._waiters.append(waiter)
            return waiter

    def _leave_line(self, waiter: _Waiter) -> Any:
        """What the waiter was given after all, or None; it is out of the line either way."""
        with self._lock:
            if waiter.gift is None:
                self._waiters.remove(waiter)
            return waiter.gift

    def _give_up_place(self) -> None:
        """A connection was not opened or is gone: the first in line may open one."""
        with self._lock:
            if self._waiters:
                self._waiters.popleft().give(_MAY_OPEN)
            else:
                self._overflow -= 1

    def _do_return_conn(self, record: ConnectionRecord) -> ConnectionRecord | None:
        with self._lock:
            if self._waiters:
                self._waiters.popleft().give(record)
                return None
            if self._size and len(self._idle) >= self._size:
                self._overflow -= 1
                return record
            self._idle.append(record)
            return None

    def _is_overfull(self) -> bool:
        """Whether a connection that came back now would have to be closed."""
        return self._size != 0 and len(self._idle) >= self._size

    # ---- acting on them

    async def _do_get_steps(self) -> ConnectionRecord:
        decision = self._decide()
        if isinstance(decision, _Waiter):
            decision = await self._wait_in_line_steps(decision)
        if decision is not _MAY_OPEN:
            return decision  # type: ignore[no-any-return]  # a record
        try:
            return await self._create_connection_steps()
        except BaseException:
            self._give_up_place()
            raise

    async def _wait_in_line_steps(self, waiter: _Waiter) -> Any:
        try:
            await waiter.wait_steps(self._timeout)
        except BaseException:
            self._hand_back(self._leave_line(waiter))
            raise
        gift = self._leave_line(waiter)
        if gift is None:
            raise exc.TimeoutError(
                f"QueuePool limit of size {self.size()} overflow {self._max_overflow} reached, connection timed out, "
                f"timeout {self._timeout:0.2f}",
                code="3o7r",
            )
        return gift

    def _hand_back(self, gift: Any) -> None:
        if gift is _MAY_OPEN:
            self._give_up_place()
        elif gift is not None:
            self._do_return_conn(gift)

    # ---- life and numbers

    def _recreate_arguments(self) -> dict[str, Any]:
        return super()._recreate_arguments() | {
            "pool_size": self._size,
            "max_overflow": self._max_overflow,
            "timeout": self._timeout,
            "use_lifo": self._use_lifo,
        }

    async def _dispose_steps(self) -> None:
        while (record := self._take_ready()) is not None:
            await record._close_steps()
        with self._lock:
            self._overflow = 0 - self._size
        self.logger.info("Pool disposed. %s", self.status())

    def _forget_connections(self) -> list[Any]:
        forgotten = [record.dbapi_connection for record in self._idle]
        for record in self._idle:
            record.dbapi_connection = None
        self._start_empty()
        return forgotten

    def size(self) -> int:
        """How many connections are kept open at most."""
        return self._size

    def checkedin(self) -> int:
        """How many connections are idle."""
        return len(self._idle)

    def overflow(self) -> int:
        """Connections beyond `size()`; negative while fewer are open."""
        return self._overflow if self._size else 0

    def checkedout(self) -> int:
        """How many connections are in use."""
        return self._size - len(self._idle) + self._overflow

    def timeout(self) -> float:
        """Seconds to wait for a connection."""
        return self._timeout

    def status(self) -> str:
        """What this pool holds, as text."""
        return (
            f"Pool size: {self.size()}  Connections in pool: {self.checkedin()} "
            f"Current Overflow: {self.overflow()} Current Checked out connections: {self.checkedout()}"
        )


class AsyncAdaptedQueuePool(QueuePool):
    """The QueuePool of async engines: callers wait in their event loop."""

    _is_asyncio = True
    _waiter_class = _AsyncWaiter


class FallbackAsyncAdaptedQueuePool(AsyncAdaptedQueuePool):
    """Same as AsyncAdaptedQueuePool."""
