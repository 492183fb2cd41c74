"""QueuePool: who gets which connection, decided value by value; and what happens when sockets go away."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from typing import Any

import pytest

from ormolu import create_engine, event, exc, text
from ormolu.ext.asyncio import create_async_engine
from ormolu.pool import AsyncAdaptedQueuePool, NullPool, QueuePool, StaticPool


class Wire:
    """A driver connection that only remembers what was done to it."""

    made: list[Wire]

    def __init__(self) -> None:
        self.done: list[str] = []

    def rollback(self) -> None:
        self.done.append("rollback")

    def close(self) -> None:
        self.done.append("close")


def pool_of(wires: list[Wire], **kw: Any) -> QueuePool:
    def connect() -> Wire:
        wires.append(Wire())
        return wires[-1]

    return QueuePool(connect, **kw)


def test_a_returned_connection_is_rolled_back_and_handed_out_again() -> None:
    wires: list[Wire] = []
    pool = pool_of(wires)
    pool.connect().close()
    pool.connect().close()
    assert [wire.done for wire in wires] == [["rollback", "rollback"]]


def test_the_oldest_idle_connection_comes_first_and_with_lifo_the_youngest() -> None:
    for use_lifo, expected in ((False, 0), (True, 1)):
        wires: list[Wire] = []
        pool = pool_of(wires, use_lifo=use_lifo)
        both = pool.connect(), pool.connect()
        for proxy in both:
            proxy.close()
        assert pool.connect().dbapi_connection is wires[expected]


def test_connections_beyond_the_size_are_closed_on_return() -> None:
    wires: list[Wire] = []
    pool = pool_of(wires, pool_size=1, max_overflow=1)
    both = pool.connect(), pool.connect()
    assert (pool.checkedout(), pool.overflow()) == (2, 1)
    for proxy in both:
        proxy.close()
    assert [wire.done[-1] for wire in wires] == ["rollback", "close"]
    assert (pool.checkedin(), pool.checkedout(), pool.overflow()) == (1, 0, 0)


def test_a_full_pool_gives_up_after_its_timeout_and_says_how_full_it_is() -> None:
    pool = pool_of([], pool_size=1, max_overflow=1, timeout=0.05)
    held = pool.connect(), pool.connect()
    with pytest.raises(exc.TimeoutError, match=r"limit of size 1 overflow 1 reached, .* timeout 0\.05"):
        pool.connect()
    assert len(held) == 2


def test_waiters_are_served_in_the_order_in_which_they_came() -> None:
    pool = pool_of([], pool_size=1, max_overflow=0, timeout=5)
    held = pool.connect()
    served: list[int] = []

    def wait(number: int) -> None:
        proxy = pool.connect()
        served.append(number)
        proxy.close()

    threads = []
    for number in range(4):
        threads.append(threading.Thread(target=wait, args=(number,)))
        threads[-1].start()
        while len(pool._waiters) <= number:
            time.sleep(0.001)
    held.close()
    for thread in threads:
        thread.join()
    assert served == [0, 1, 2, 3]


def test_a_failed_connect_gives_its_place_back() -> None:
    failing = True

    def connect() -> Wire:
        if failing:
            raise OSError("refused")
        return Wire()

    pool = QueuePool(connect, pool_size=1, max_overflow=0, timeout=0.05)
    with pytest.raises(OSError):
        pool.connect()
    failing = False
    proxy = pool.connect()
    assert proxy.is_valid
    assert pool.checkedout() == 1


def test_many_threads_never_open_more_than_the_limit() -> None:
    wires: list[Wire] = []
    pool = pool_of(wires, pool_size=3, max_overflow=0, timeout=10)

    def work() -> None:
        for _ in range(50):
            pool.connect().close()

    threads = [threading.Thread(target=work) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(wires) <= 3
    assert pool.checkedout() == 0


def test_an_invalidated_connection_is_closed_and_replaced_at_the_next_checkout() -> None:
    wires: list[Wire] = []
    pool = pool_of(wires, pool_size=1, max_overflow=0)
    proxy = pool.connect()
    proxy.invalidate()
    assert wires[0].done == ["close"]
    assert pool.connect().dbapi_connection is wires[1]


def test_invalidating_the_pool_replaces_every_connection_made_before() -> None:
    wires: list[Wire] = []
    pool = pool_of(wires)
    first, second = pool.connect(), pool.connect()
    time.sleep(0.01)
    pool._invalidate(first)
    second.close()
    assert pool.connect().dbapi_connection not in wires[:2]


def test_a_connection_collected_without_close_returns_to_the_pool() -> None:
    wires: list[Wire] = []
    pool = pool_of(wires, pool_size=1, max_overflow=0, timeout=0.05)
    proxy = pool.connect()
    del proxy
    assert pool.connect().dbapi_connection is wires[0]


def test_a_failing_reset_discards_the_connection() -> None:
    class Broken(Wire):
        def rollback(self) -> None:
            raise OSError("gone")

    made: list[Wire] = []
    pool = QueuePool(lambda: made.append(Broken()) or made[-1], pool_size=1, max_overflow=0)  # type: ignore[func-returns-value]
    pool.connect().close()
    assert made[0].done == ["close"]
    assert pool.checkedout() == 0


def test_disposing_closes_the_idle_connections_only() -> None:
    wires: list[Wire] = []
    pool = pool_of(wires)
    held, idle = pool.connect(), pool.connect()
    idle.close()
    pool.dispose()
    assert [("close" in wire.done) for wire in wires] == [False, True]
    held.close()


def test_a_null_pool_closes_on_return() -> None:
    wire = Wire()
    pool = NullPool(lambda: wire)
    pool.connect().close()
    assert wire.done == ["rollback", "close"]


def test_the_reset_listener_learns_whether_the_transaction_was_ended() -> None:
    engine = create_engine("sqlite://")
    states: list[bool] = []
    event.listen(engine, "reset", lambda dbapi, record, state: states.append(state.transaction_was_reset))
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        connection.commit()
    assert states == [True, False]


def test_a_checkout_listener_may_have_the_connection_replaced() -> None:
    wires: list[Wire] = []
    pool = pool_of(wires)

    def refuse_first(dbapi: Any, record: Any, proxy: Any) -> None:
        if dbapi is wires[0]:
            raise exc.DisconnectionError

    event.listen(pool, "checkout", refuse_first)
    assert pool.connect().dbapi_connection is wires[1]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
def test_a_forked_child_opens_its_own_connections_and_leaves_the_parents_alone(url: str) -> None:
    if url.startswith("sqlite"):
        pytest.skip("a file has no sockets")
    which = "SELECT pg_backend_pid()" if url.startswith("postgresql") else "SELECT CONNECTION_ID()"
    engine = create_engine(url)
    with engine.connect() as connection:
        parents = connection.scalar(text(which))
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with engine.connect() as connection:
                os.write(write, str(connection.scalar(text(which))).encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    childs = int(os.read(read, 100))
    os.close(read), os.close(write)
    with engine.connect() as connection:
        assert connection.scalar(text(which)) == parents
    assert childs != parents
    engine.dispose()


def test_tasks_that_connect_at_once_share_a_static_pools_connection() -> None:
    async def program() -> set[int]:
        engine = create_async_engine("sqlite+aiosqlite://", poolclass=StaticPool)

        async def one() -> int:
            async with engine.connect() as connection:
                return id((await connection.get_raw_connection()).dbapi_connection)

        found = set(await asyncio.gather(one(), one(), one()))
        await engine.dispose()
        return found

    assert len(asyncio.run(asyncio.wait_for(program(), 10))) == 1


def test_a_cancelled_waiter_leaves_the_line() -> None:
    async def program() -> None:
        engine = create_async_engine(
            "sqlite+aiosqlite://", poolclass=AsyncAdaptedQueuePool, pool_size=1, max_overflow=0
        )
        async with engine.connect():
            waiting = asyncio.ensure_future(engine.connect().start())
            await asyncio.sleep(0.05)
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting
        async with engine.connect() as connection:
            assert await connection.scalar(text("SELECT 1")) == 1
        await engine.dispose()

    asyncio.run(asyncio.wait_for(program(), 10))
