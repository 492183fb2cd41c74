"""merge() into an AsyncSession finds what it needs without a blocking read."""

from __future__ import annotations

import asyncio
from pathlib import Path

from ormolu.ext.asyncio import AsyncSession, create_async_engine
from ormolu.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


def test_an_expired_object_takes_the_values_over(tmp_path: Path) -> None:
    async def go() -> None:
        engine = create_async_engine(f"sqlite+aiosqlite:///{tmp_path / 'merge.db'}")
        async with engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
        async with AsyncSession(engine) as session:
            user = User(id=1, name="ada")
            session.add(user)
            await session.commit()
            assert await session.merge(User(id=1, name="new")) is user
            assert user.name == "new"
        await engine.dispose()

    asyncio.run(go())
