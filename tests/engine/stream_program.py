"""Reads many rows in several ways; prints for each how many there were, by how many MiB memory grew, and the seconds.

`python stream_program.py URL WAY,WAY... ROWS`, in a process of its own: the highest resident size is taken after the
first thousand rows and at the end. The database makes the rows, so there is nothing to fill.
"""

from __future__ import annotations

import asyncio
import resource
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import ormolu as sa
from ormolu.ext.asyncio import AsyncSession, create_async_engine
from ormolu.orm import DeclarativeBase, Mapped, Session, mapped_column

SOURCES = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) "
    "SELECT i, 'some text about row ' || i AS text FROM n",
    "postgresql": "SELECT i, 'some text about row ' || i AS text FROM generate_series(1, {rows}) AS i",
    "mysql": "SELECT seq AS i, concat('some text about row ', seq) AS text FROM seq_1_to_{rows}",
}
PORTION = 1000


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "items"
    i: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


def statement_for(url: str, rows: int) -> Any:
    sql = SOURCES[sa.make_url(url).get_backend_name()].format(rows=rows)
    return sa.text(sql).columns(Item.i, Item.text)


def blocking(url: str, way: str, rows: int) -> Iterator[int]:
    """The sizes of the portions as they come."""
    engine = sa.create_engine(url)
    statement = statement_for(url, rows)
    if way == "orm":
        with Session(engine) as session:
            query = sa.select(Item).from_statement(statement)
            for portion in session.scalars(query, execution_options={"yield_per": PORTION}).partitions():
                yield len(portion)
        return
    with engine.connect() as connection:
        if way == "stream_results":
            for _ in connection.execution_options(stream_results=True).execute(statement):
                yield 1
        elif way == "yield_per":
            for _ in connection.execution_options(yield_per=PORTION).execute(statement).mappings():
                yield 1
        elif way == "partitions":
            result = connection.execution_options(stream_results=True).execute(statement)
            for portion in result.partitions(PORTION):
                yield len(portion)
        elif way == "buffered":
            yield len(connection.execute(statement).all())


async def awaited(url: str, way: str, rows: int) -> AsyncIterator[int]:
    """The sizes of the portions as they come."""
    engine = create_async_engine(url)
    statement = statement_for(url, rows)
    if way == "async orm":
        async with AsyncSession(engine) as session:
            query = sa.select(Item).from_statement(statement)
            result = await session.stream_scalars(query, execution_options={"yield_per": PORTION})
            async for _ in result:
                yield 1
    else:
        async with engine.connect() as connection, connection.stream(statement) as result:
            if way == "async":
                async for _ in result:
                    yield 1
            elif way == "async partitions":
                async for portion in result.partitions(PORTION):
                    yield len(portion)
            elif way == "async unique":
                async for _ in result.scalars().unique(lambda number: number % 10):
                    yield 1
    await engine.dispose()


def highest_mib() -> float:
    """The most memory this program has had; `ru_maxrss` would count what its parent had before."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024


class Meter:
    """Counts rows, and notes memory after the first portion."""

    def __init__(self) -> None:
        self.rows = 0
        self.start = 0.0

    def count(self, portion: int) -> None:
        self.rows += portion
        if not self.start and self.rows >= PORTION:
            self.start = highest_mib()


async def count_awaited(meter: Meter, portions: AsyncIterator[int]) -> None:
    async for portion in portions:
        meter.count(portion)


def measure(url: str, way: str, rows: int) -> None:
    meter = Meter()
    begun = time.perf_counter()
    if way in ("buffered", "async unique"):  # which give no thousand rows before the end
        meter.start = highest_mib()
    if way.startswith("async"):
        asyncio.run(count_awaited(meter, awaited(url, way, rows)))
    else:
        for portion in blocking(url, way, rows):
            meter.count(portion)
    print(meter.rows, f"{highest_mib() - meter.start:.1f}", f"{time.perf_counter() - begun:.1f}")


if __name__ == "__main__":
    for way in sys.argv[2].split(","):
        measure(sys.argv[1], way, int(sys.argv[3]))
