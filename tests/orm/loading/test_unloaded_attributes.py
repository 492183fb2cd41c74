"""What reading an attribute that is not loaded brings, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ormolu import ForeignKey, create_engine, delete, event, select
from ormolu.exc import ObjectDeletedError
from ormolu.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    contains_eager,
    joinedload,
    mapped_column,
    query_expression,
    relationship,
    with_expression,
)


class Base(DeclarativeBase):
    pass


class Writer(Base):
    __tablename__ = "writer"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None]
    life: Mapped[str | None] = mapped_column(deferred=True)
    length: Mapped[int | None] = query_expression()
    books: Mapped[list[Book]] = relationship(back_populates="writer", lazy="joined")


class Book(Base):
    __tablename__ = "book"
    id: Mapped[int] = mapped_column(primary_key=True)
    pages: Mapped[int] = mapped_column(default=1)
    doubled: Mapped[int | None] = query_expression()
    writer_id: Mapped[int | None] = mapped_column(ForeignKey("writer.id"))
    writer: Mapped[Writer | None] = relationship(back_populates="books")


@pytest.fixture
def session() -> Iterator[Session]:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(Writer(id=1, name="ada", life="long", books=[Book(id=1), Book(id=2)]))
        session.commit()
        session.close()
        yield session
    engine.dispose()


@pytest.fixture
def statements(session: Session) -> list[str]:
    found: list[str] = []

    @event.listens_for(session.get_bind(), "before_cursor_execute")
    def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        found.append(" ".join(statement.split()))

    return found


def test_an_expression_attribute_has_a_value_by_a_statement_only(session: Session, statements: list[str]) -> None:
    writer = session.scalars(select(Writer).options(with_expression(Writer.length, Writer.id + 4))).unique().one()
    assert writer.length == 5
    session.expire(writer, ["length"])
    statements.clear()
    assert writer.length is None
    assert not statements


def test_an_expression_is_about_the_joined_row(session: Session) -> None:
    option = joinedload(Writer.books).with_expression(Book.doubled, Book.id * 2)
    writer = session.scalars(select(Writer).options(option)).unique().one()
    assert [book.doubled for book in writer.books] == [2, 4]


def test_a_deferred_column_is_not_refreshed_with_the_others(session: Session, statements: list[str]) -> None:
    writer = session.get_one(Writer, 1)
    assert writer.life == "long"
    session.expire(writer, ["name", "life"])
    statements.clear()
    assert writer.name == "ada"
    assert len(statements) == 1 and "life" not in statements[0]
    assert writer.life == "long"
    assert len(statements) == 2


def test_a_deferred_column_of_a_row_that_is_gone(session: Session) -> None:
    writer = session.get_one(Writer, 1)
    session.execute(delete(Book.__table__))
    session.execute(delete(Writer.__table__))
    with pytest.raises(ObjectDeletedError):
        writer.life


def test_a_refresh_that_brings_the_relationship_needs_no_lazy_load(session: Session, statements: list[str]) -> None:
    writer = session.get_one(Writer, 1)
    session.expire(writer)
    statements.clear()
    assert [book.id for book in writer.books] == [1, 2]
    assert len(statements) == 1


def test_pending_changes_are_flushed_before_an_expired_column_is_read(session: Session) -> None:
    book, other = session.get_one(Book, 1), Writer(id=2)
    session.add(other)
    book.writer = other
    session.expire(book, ["writer_id"])
    assert book.writer_id == 2


def test_what_a_statement_joined_itself_is_loaded_lazily_later(session: Session, statements: list[str]) -> None:
    statement = select(Book).join(Book.writer).options(contains_eager(Book.writer)).where(Book.id == 1)
    book = session.scalars(statement).one()
    assert "writer" in book.__dict__
    session.expire(book)
    statements.clear()
    assert book.writer is not None
    assert all("JOIN writer" not in text for text in statements)


class Animal(Base):
    __tablename__ = "animal"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "kind"}


class Cat(Animal):
    __tablename__ = "cat"
    id: Mapped[int] = mapped_column(ForeignKey("animal.id"), primary_key=True)
    prey_id: Mapped[int | None] = mapped_column(ForeignKey("mouse.id"))
    prey: Mapped[Mouse | None] = relationship(primaryjoin=lambda: Cat.prey_id == Animal.id, foreign_keys=prey_id)
    __mapper_args__ = {"polymorphic_identity": "cat"}


class Mouse(Animal):
    __tablename__ = "mouse"
    id: Mapped[int] = mapped_column(ForeignKey("animal.id"), primary_key=True)
    __mapper_args__ = {"polymorphic_identity": "mouse"}


def test_a_sibling_class_joined_by_the_column_of_their_base_is_the_far_side() -> None:
    Animal.registry.configure()
    prop = Cat.__mapper__.relationships["prey"]
    assert prop.direction.name == "MANYTOONE"
    assert prop.remote_side == {Animal.__table__.c.id}
