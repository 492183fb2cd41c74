"""Relationships that are never loaded whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ormolu import ForeignKey, create_engine, func, select
from ormolu.exc import InvalidRequestError
from ormolu.orm import (
    DeclarativeBase,
    DynamicMapped,
    Mapped,
    Session,
    WriteOnlyMapped,
    mapped_column,
    relationship,
)


class Base(DeclarativeBase):
    pass


class Account(Base):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    entries: WriteOnlyMapped[Entry] = relationship(passive_deletes=True, order_by="Entry.amount")
    notes: DynamicMapped[Note] = relationship(order_by="Note.id")


class Entry(Base):
    __tablename__ = "entry"
    id: Mapped[int] = mapped_column(primary_key=True)
    amount: Mapped[int]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class Note(Base):
    __tablename__ = "note"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


@pytest.fixture
def session() -> Iterator[Session]:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(Account(id=1, entries=[Entry(amount=3), Entry(amount=1)]))
        session.commit()
        yield session
    engine.dispose()


def test_select_gives_the_members_in_order(session: Session) -> None:
    account = session.get_one(Account, 1)
    assert [entry.amount for entry in session.scalars(account.entries.select())] == [1, 3]


def test_added_and_removed_members_are_written(session: Session) -> None:
    account = session.get_one(Account, 1)
    gone = session.scalars(account.entries.select()).first()
    account.entries.remove(gone)
    account.entries.add_all([Entry(amount=5), Entry(amount=7)])
    session.commit()
    assert [entry.amount for entry in session.scalars(account.entries.select())] == [3, 5, 7]


def test_members_are_not_iterated(session: Session) -> None:
    account = session.get_one(Account, 1)
    with pytest.raises(TypeError, match="select"):
        list(account.entries)
    with pytest.raises(InvalidRequestError, match="does not support implicit iteration"):
        account.entries = [Entry(amount=2)]


def test_statements_on_the_members(session: Session) -> None:
    account = session.get_one(Account, 1)
    session.execute(account.entries.insert(), [{"amount": 10}, {"amount": 20}])
    session.execute(account.entries.update().values(amount=Entry.amount + 1).where(Entry.amount >= 10))
    session.execute(account.entries.delete().where(Entry.amount < 10))
    assert [entry.amount for entry in session.scalars(account.entries.select())] == [11, 21]


def test_a_dynamic_relationship_is_a_query(session: Session) -> None:
    account = session.get_one(Account, 1)
    account.notes.append(Note())
    account.notes.extend([Note(), Note()])
    assert account.notes.count() == 3
    assert account.notes.filter(Note.id > 1).all() == list(account.notes)[1:]
    account.notes.remove(account.notes[0])
    session.commit()
    assert session.scalar(select(func.count()).where(Note.account_id == 1)) == 2
