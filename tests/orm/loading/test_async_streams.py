"""Objects are streamed by every asyncio driver: rows are fetched as they are awaited."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from ormolu import insert, make_url, select
from ormolu.ext.asyncio import AsyncSession, create_async_engine
from ormolu.ext.asyncio.exc import AsyncContextNotStarted, AsyncMethodRequired
from ormolu.orm import DeclarativeBase, Mapped, mapped_column

DRIVERS = ["sqlite+aiosqlite", "postgresql+psycopg", "postgresql+asyncpg", "mysql+aiomysql", "mysql+asyncmy"]


class Base(DeclarativeBase):
    pass


class Number(Base):
    __tablename__ = "number"
    id: Mapped[int] = mapped_column(primary_key=True)


@pytest.mark.parametrize("driver", DRIVERS)
def test_objects_and_rows_are_streamed(request: pytest.FixtureRequest, tmp_path: Any, driver: str) -> None:
    fixture = {"postgresql": "on_postgresql", "mysql": "on_mariadb"}.get(driver.partition("+")[0])
    url = make_url("sqlite://") if fixture is None else request.getfixturevalue(fixture).url

    async def program() -> list[Any]:
        engine = create_async_engine(url.set(drivername=driver, database=url.database or str(tmp_path / "numbers")))
        async with engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
            await connection.execute(insert(Number), [{"id": number} for number in range(1, 8)])
        statement = select(Number).order_by(Number.id)
        async with AsyncSession(engine) as session:
            whole = await (await session.stream_scalars(statement)).all()
            pages = [len(page) async for page in (await session.stream(statement)).partitions(3)]
            each = [
                number.id async for number in await session.stream_scalars(statement.execution_options(yield_per=2))
            ]
        await engine.dispose()
        return [[number.id for number in whole], pages, each]

    assert asyncio.run(program()) == [[1, 2, 3, 4, 5, 6, 7], [3, 3, 1], [1, 2, 3, 4, 5, 6, 7]]


def test_a_streamed_result_is_asked_for_by_its_own_method(tmp_path: Any) -> None:
    async def program() -> None:
        engine = create_async_engine(f"sqlite+aiosqlite:///{tmp_path / 'numbers'}")
        async with engine.connect() as connection:
            with pytest.raises(AsyncMethodRequired, match="Use the AsyncConnection.stream"):
                await connection.execute(select(1).execution_options(stream_results=True))
        with pytest.raises(AsyncContextNotStarted, match="has not been started"):
            await engine.connect().execute(select(1))
        await engine.dispose()

    asyncio.run(program())
