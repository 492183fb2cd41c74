"""What asyncpg alone has."""

from __future__ import annotations

import asyncio
from typing import Any

import ormolu as sa
from ormolu.ext.asyncio import create_async_engine


def test_prepared_statements_are_named_by_the_user(on_postgresql: Any) -> None:
    """Behind a pooler of connections the driver's names would meet those of other clients."""
    names = [f"mine_{number}" for number in range(20, 0, -1)]

    async def program() -> Any:
        engine = create_async_engine(
            on_postgresql.url.set(drivername="postgresql+asyncpg"),
            connect_args={"prepared_statement_name_func": names.pop},
        )
        async with engine.connect() as connection:
            raw = await connection.get_raw_connection()
            statement, _ = await raw.dbapi_connection.prepare("SELECT 1")
            name = statement.get_name()
            await connection.execute(sa.select(1))
        await engine.dispose()
        return name

    before = list(names)
    name = asyncio.run(program())
    assert name in before
    assert name not in names
