"""Mistakes that everybody makes once: each is answered by the documented exception, naming the object and the way out."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

import ormolu
from ormolu import Column, ForeignKey, Integer, String, create_engine, exc, func, select
from ormolu.ext.asyncio import AsyncSession, create_async_engine
from ormolu.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    configure_mappers,
    declarative_base,
    mapped_column,
    relationship,
)


class Base(DeclarativeBase):
    pass


class Firm(Base):
    __tablename__ = "firms"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(50), unique=True)
    people: Mapped[list[Person]] = relationship(back_populates="firm")


class Person(Base):
    __tablename__ = "people"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(50), unique=True)
    firm_id: Mapped[int | None] = mapped_column(ForeignKey("firms.id"))
    firm: Mapped[Firm | None] = relationship(back_populates="people")


@pytest.fixture
def session(engine: Any) -> Any:
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        yield session


def test_unknown_keyword_to_a_constructor() -> None:
    with pytest.raises(TypeError, match="'nmae' is an invalid keyword argument for Person"):
        Person(nmae="ben")


def test_unknown_relationship_target() -> None:
    base: Any = declarative_base()

    class A(base):
        __tablename__ = "a"
        id = Column(Integer, primary_key=True)
        other = relationship("Nowhere")

    with pytest.raises(exc.InvalidRequestError, match=r"(?s)A.*'Nowhere'.*failed to locate a name"):
        configure_mappers()
    base.registry.dispose()


def test_missing_back_populates_side() -> None:
    base: Any = declarative_base()

    class A(base):
        __tablename__ = "a"
        id = Column(Integer, primary_key=True)
        bs = relationship("B", back_populates="a")

    class B(base):
        __tablename__ = "b"
        id = Column(Integer, primary_key=True)
        a_id = Column(ForeignKey("a.id"))

    with pytest.raises(exc.InvalidRequestError, match=r"Mapper 'Mapper\[B\(b\)\]' has no property 'a'"):
        configure_mappers()
    base.registry.dispose()


def test_ambiguous_foreign_key() -> None:
    base: Any = declarative_base()

    class A(base):
        __tablename__ = "a"
        id = Column(Integer, primary_key=True)
        bs = relationship("B")

    class B(base):
        __tablename__ = "b"
        id = Column(Integer, primary_key=True)
        one_id = Column(ForeignKey("a.id"))
        two_id = Column(ForeignKey("a.id"))

    with pytest.raises(exc.AmbiguousForeignKeysError, match=r"A\.bs.*multiple foreign key paths"):
        configure_mappers()
    base.registry.dispose()


def test_missing_foreign_key() -> None:
    base: Any = declarative_base()

    class A(base):
        __tablename__ = "a"
        id = Column(Integer, primary_key=True)
        bs = relationship("B")

    class B(base):
        __tablename__ = "b"
        id = Column(Integer, primary_key=True)

    with pytest.raises(exc.NoForeignKeysError, match=r"A\.bs.*no foreign keys linking"):
        configure_mappers()
    base.registry.dispose()


def test_not_null_violation_leaves_nothing_half_written(session: Any) -> None:
    session.add_all([Firm(name="good"), Person(name=None)])
    with pytest.raises(exc.IntegrityError):
        session.commit()
    with pytest.raises(exc.PendingRollbackError, match=r"(?s)first issue Session.rollback\(\)"):
        session.scalar(select(func.count()).select_from(Firm))
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Firm)) == 0


def test_unique_violation_and_a_second_try(session: Any) -> None:
    session.add(Person(name="ben"))
    session.commit()
    double = Person(name="ben")
    session.add(double)
    with pytest.raises(exc.IntegrityError) as caught:
        session.flush()
    assert "INSERT INTO people" in caught.value.statement
    session.rollback()
    assert double not in session
    double.name = "jerry"
    session.add(double)
    session.commit()
    assert session.scalars(select(Person.name).order_by(Person.name)).all() == ["ben", "jerry"]


def test_bad_url() -> None:
    with pytest.raises(exc.ArgumentError, match="Could not parse SQLAlchemy URL from given URL string"):
        create_engine("not a url")


def test_unknown_dialect() -> None:
    with pytest.raises(exc.NoSuchModuleError, match="nosuchdb"):
        create_engine("nosuchdb://localhost/x")


def test_missing_driver_says_what_to_install() -> None:
    with pytest.raises(ModuleNotFoundError, match="pip install"):
        create_engine("postgresql+pg8000://localhost/x")


@pytest.mark.parametrize("driver", ["postgresql+psycopg", "mysql+pymysql"])
def test_unreachable_server_is_named_without_the_password(driver: str) -> None:
    engine = create_engine(f"{driver}://ben:s3cret-canary@127.0.0.1:1/x")
    with pytest.raises(exc.OperationalError) as caught:
        engine.connect()
    text = f"{caught.value} {caught.value!r} {engine!r}"
    assert "127.0.0.1" in text
    assert "1" in text
    assert "s3cret-canary" not in text


@pytest.mark.parametrize("criterion", ["name = 'ben'", 5, object()])
def test_wrong_type_in_filter(criterion: Any) -> None:
    with pytest.raises(exc.ArgumentError):
        select(Person).where(criterion)


def test_closed_session(sqlite_engine: Any) -> None:
    session = Session(sqlite_engine, close_resets_only=False)
    session.close()
    with pytest.raises(exc.InvalidRequestError, match="permanently closed"):
        session.execute(select(1))


def test_detached_object_names_the_way_out(session: Any) -> None:
    person = Person(name="ben", firm=Firm(name="acme"))
    session.add(person)
    session.commit()
    session.expunge_all()
    with pytest.raises(exc.DetachedInstanceError, match=r"Person.*is not bound to a Session"):
        _ = person.name


def test_unloaded_relationship_of_a_detached_object(session: Any) -> None:
    session.add(Person(name="ben", firm=Firm(name="acme")))
    session.commit()
    session.expunge_all()
    person = session.scalars(select(Person)).one()
    session.expunge_all()
    with pytest.raises(exc.DetachedInstanceError, match=r"lazy load operation of attribute 'firm' cannot proceed"):
        _ = person.firm


def test_deleted_row_is_named(session: Any) -> None:
    person = Person(name="ben")
    session.add(person)
    session.commit()
    session.connection().exec_driver_sql("DELETE FROM people")
    with pytest.raises(exc.ObjectDeletedError, match="Person"):
        _ = person.name


def test_deleted_object_cannot_be_added_again(session: Any) -> None:
    person = Person(name="ben")
    session.add(person)
    session.commit()
    session.delete(person)
    session.flush()
    with pytest.raises(exc.InvalidRequestError, match="has been deleted"):
        session.add(person)


def test_unloaded_attribute_under_async_names_both_fixes(tmp_path: Any) -> None:
    async def program() -> None:
        engine = create_async_engine(f"sqlite+aiosqlite:///{tmp_path}/a.db")
        async with engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
        async with AsyncSession(engine) as session:
            session.add(Person(name="ben", firm=Firm(name="acme")))
            await session.commit()
            session.expunge_all()
            person = (await session.scalars(select(Person))).one()
            with pytest.raises(exc.MissingGreenlet, match=r"(?s)Person\.firm.*awaitable_attrs.*selectinload"):
                _ = person.firm
        await engine.dispose()

    asyncio.run(program())


def test_an_object_of_no_mapped_class(session: Any) -> None:
    with pytest.raises(exc.UnmappedInstanceError, match=r"builtins\.dict"):
        session.add({})


def test_public_names_are_there() -> None:
    assert ormolu.Table is not None
