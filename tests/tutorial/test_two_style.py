"""The tutorial's program in 2.0 style: annotated models, `select()`, blocks; blocking and async, on three databases.

Both programs end in the same state, which is read back with a new session.
"""

from __future__ import annotations

import asyncio
from typing import Any

import models
import pytest
from models import Base, Organisation, Role, User

from conftest import DATABASES, _url_for
from ormolu import create_engine, select
from ormolu.engine import make_url
from ormolu.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from ormolu.orm import Session, selectinload

EXPECTED = [
    ("ben@example.com", None, ["admin", "can_export"]),
    ("ellie@example.com", "example.com", []),
    ("jerry@example.com", "example.com", ["test_user"]),
    ("rosie@example.com", "example.com", []),
]


def people() -> tuple[Organisation, User, User, User]:
    organisation = Organisation(name="example.com")
    users = [
        User(email=f"{name}@example.com", password=f"password{number}", organisation=organisation)
        for number, name in enumerate(("ben", "jerry", "ellie"), start=1)
    ]
    return organisation, users[0], users[1], users[2]


def summary(users: Any) -> list[tuple[str, str | None, list[str]]]:
    return [
        (user.email, user.organisation and user.organisation.name, sorted(role.name for role in user.roles))
        for user in users
    ]


def test_blocking(engine: Any) -> None:
    Base.metadata.create_all(engine)
    with Session(engine) as session, session.begin():
        organisation, ben, jerry, ellie = people()
        session.add_all([organisation, ben, jerry, ellie])
    with Session(engine) as session:
        organisation = session.scalars(select(Organisation)).one()
        ben = session.scalars(select(User).where(User.email == "ben@example.com")).one()
        assert [user.email for user in organisation.users] == [
            "ben@example.com",
            "jerry@example.com",
            "ellie@example.com",
        ]
        organisation.users.remove(ben)
        organisation.users.append(User(email="rosie@example.com", password="password4"))
        ben.roles.extend([Role(name="admin"), Role(name="can_export")])
        session.scalars(select(User).filter_by(email="jerry@example.com")).one().roles.append(Role(name="test_user"))
        session.commit()
        ben.password = "changed my mind"
        session.flush()
        session.rollback()
        assert ben.password == "password1"
    with Session(engine) as session:
        assert summary(session.scalars(select(User).order_by(User.email))) == EXPECTED


ASYNC_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg", "mysql": "mysql+asyncmy"}


@pytest.fixture(params=DATABASES)
def async_url(request: pytest.FixtureRequest, tmp_path: Any, _worker_urls: dict[str, str]) -> Any:
    url = make_url(_url_for(request.param, tmp_path, _worker_urls))
    yield url.set(drivername=ASYNC_DRIVERS[request.param])
    engine = create_engine(url)
    Base.metadata.drop_all(engine)
    engine.dispose()


def test_async(async_url: Any) -> None:
    asyncio.run(async_program(async_url))


async def async_program(url: Any) -> None:
    engine = create_async_engine(url)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
        maker = async_sessionmaker(engine)
        async with maker.begin() as session:
            organisation, ben, jerry, ellie = people()
            session.add_all([organisation, ben, jerry, ellie])
        async with maker() as session:
            await change(session)
        async with maker() as session:
            wanted = (
                select(User).order_by(User.email).options(selectinload(User.organisation), selectinload(User.roles))
            )
            assert summary(await session.scalars(wanted)) == EXPECTED
    finally:
        await engine.dispose()


async def change(session: AsyncSession) -> None:
    query = select(Organisation).options(selectinload(Organisation.users).selectinload(User.roles))
    organisation = (await session.scalars(query)).one()
    ben, jerry, _ellie = organisation.users
    organisation.users.remove(ben)
    organisation.users.append(User(email="rosie@example.com", password="password4"))
    ben.roles.extend([Role(name="admin"), Role(name="can_export")])
    jerry.roles.append(Role(name="test_user"))
    await session.commit()
    await session.refresh(ben)
    ben.password = "changed my mind"
    await session.flush()
    await session.rollback()
    await session.refresh(ben, ["password"])
    assert ben.password == "password1"


def test_the_models_are_the_service_s() -> None:
    assert models.__file__ is not None
    assert "examples/accounts" in models.__file__.replace("\\", "/")
