"""A streamed result takes the memory of one portion of rows, however many rows there are."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ormolu as sa
from ormolu.engine.result import ChunkedIteratorResult, SimpleResultMetaData
from ormolu.ext.asyncio import create_async_engine

ROWS = int(os.environ.get("ORMOLU_STREAM_ROWS", "100000"))
MOST_MIB = 12  # for portions, statements and the driver's own buffers; all 100,000 rows take more than 20
PROGRAM = Path(__file__).with_name("stream_program.py")
ASYNC_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "mysql": "mysql+aiomysql"}


def read(url: str, *ways: str) -> dict[str, tuple[int, float]]:
    """For each way of reading the number of rows, and by how many MiB memory grew."""
    command = [sys.executable, PROGRAM, url, ",".join(ways), str(ROWS)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=1200)
    assert done.returncode == 0, done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    return {way: (int(rows), float(mib)) for way, (rows, mib, _) in zip(ways, lines, strict=True)}


def too_much(found: dict[str, tuple[int, float]]) -> dict[str, float]:
    return {way: mib for way, (_, mib) in found.items() if mib > MOST_MIB}


def test_rows_are_read_in_constant_memory(url: str) -> None:
    found = read(url, "stream_results", "yield_per", "partitions", "orm")
    assert {rows for rows, _ in found.values()} == {ROWS}
    assert too_much(found) == {}


def test_rows_are_awaited_in_constant_memory(url: str) -> None:
    parsed = sa.make_url(url)
    parsed = parsed.set(drivername=ASYNC_DRIVERS[parsed.get_backend_name()])
    found = read(parsed.render_as_string(hide_password=False), "async", "async partitions", "async unique", "async orm")
    assert [rows for rows, _ in found.values()] == [ROWS, ROWS, 10, ROWS]
    assert too_much(found) == {}


def test_the_measure_sees_a_buffered_result() -> None:
    assert too_much(read("sqlite://", "buffered"))


def async_rows(work: Any) -> Any:
    async def run() -> Any:
        engine = create_async_engine("sqlite+aiosqlite://")
        numbers = sa.text(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20) SELECT i % 7 FROM n"
        )
        async with engine.connect() as connection, connection.stream(numbers) as result:
            found = await work(result)
        await engine.dispose()
        return found

    return asyncio.run(run())


def test_unique_rows_are_awaited_in_every_way() -> None:
    async def by_iterating(result: Any) -> Any:
        return [number async for number in result.scalars().unique()]

    async def by_many(result: Any) -> Any:
        scalars = result.scalars().unique()
        return [
            await scalars.fetchmany(3),
            await scalars.fetchmany(2),
            await scalars.fetchmany(9),
            await scalars.fetchmany(1),
        ]

    async def by_partitions(result: Any) -> Any:
        return [list(part) async for part in result.scalars().unique().partitions(5)]

    async def one_by_one(result: Any) -> Any:
        rows = result.unique()
        return [(await rows.fetchone())[0] for _ in range(7)] + [await rows.fetchone()]

    assert async_rows(by_iterating) == [1, 2, 3, 4, 5, 6, 0]
    assert async_rows(by_many) == [[1, 2, 3], [4, 5], [6, 0], []]
    assert async_rows(by_partitions) == [[1, 2, 3, 4, 5], [6, 0]]
    assert async_rows(one_by_one) == [1, 2, 3, 4, 5, 6, 0, None]


def test_rows_of_a_portion_are_not_lost_when_the_size_changes() -> None:
    def chunks(size: int | None) -> Iterator[Any]:
        while rows := remaining[: size or 4]:
            del remaining[: len(rows)]
            yield rows

    remaining = [(number,) for number in range(10)]
    result: Any = ChunkedIteratorResult(SimpleResultMetaData(["number"]), chunks, dynamic_yield_per=True)
    result.yield_per(4)
    assert next(iter(result)) == (0,)
    assert result.fetchmany(2) == [(1,), (2,)]
    assert result.fetchmany(3) == [(3,), (4,), (5,)]
    assert result.all() == [(6,), (7,), (8,), (9,)]
