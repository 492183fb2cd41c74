"""Loader options that contradict each other or their attribute are refused, when the statement is planned."""

from __future__ import annotations

from typing import Any

import pytest

from ormolu import LABEL_STYLE_TABLENAME_PLUS_COL, ForeignKey, create_engine, select
from ormolu.exc import InvalidRequestError, ObjectNotExecutableError
from ormolu.orm import (
    DeclarativeBase,
    DynamicMapped,
    Mapped,
    Session,
    aliased,
    defer,
    joinedload,
    load_only,
    mapped_column,
    relationship,
    selectinload,
    undefer,
)


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None]
    age: Mapped[int | None]
    addresses: Mapped[list[Address]] = relationship(back_populates="user")
    notes: DynamicMapped[Note] = relationship()


class Address(Base):
    __tablename__ = "address"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    kind: Mapped[str | None]
    user: Mapped[User | None] = relationship(back_populates="addresses")
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "plain"}


class Home(Address):
    __mapper_args__ = {"polymorphic_identity": "home"}


class Office(Address):
    __mapper_args__ = {"polymorphic_identity": "office"}


class Note(Base):
    __tablename__ = "note"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))


def _compile(*options: Any) -> None:
    select(User).options(*options).compile()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((defer(User.name), undefer(User.name)), r"undefer\(User.name\) is in conflict .* defer\(User.name\)"),
        ((joinedload(User.addresses), selectinload(User.addresses)), r"selectinload\(User.addresses\) is in conflict"),
        ((load_only(User.name), defer(User.name)), r"defer\(User.name\) is in conflict .* undefer\(User.name\)"),
        ((selectinload(User.addresses, recursion_depth=-1),), "recursion_depth option on relationship User.addresses"),
        ((selectinload(User.notes),), "'User.notes' does not support object population"),
    ],
)
def test_contradictions_are_refused(options: tuple[Any, ...], message: str) -> None:
    with pytest.raises(InvalidRequestError, match=message):
        _compile(*options)


def test_two_targets_of_one_relationship_are_refused() -> None:
    home, office = aliased(Home), aliased(Office)
    with pytest.raises(InvalidRequestError, match=r"aliased\(Home\) and aliased\(Office\) along .* User.addresses"):
        _compile(joinedload(User.addresses.of_type(home)), joinedload(User.addresses.of_type(office)))


def test_saying_the_same_twice_is_no_contradiction() -> None:
    _compile(defer(User.name), defer(User.name), load_only(User.age), load_only(User.id))


def test_a_dynamic_many_to_one_is_refused() -> None:
    class OwnBase(DeclarativeBase):
        pass

    class Parent(OwnBase):
        __tablename__ = "parent"
        id: Mapped[int] = mapped_column(primary_key=True)

    class Child(OwnBase):
        __tablename__ = "child"
        id: Mapped[int] = mapped_column(primary_key=True)
        parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
        parent = relationship(Parent, lazy="dynamic", uselist=True)

    with pytest.raises(InvalidRequestError, match="'dynamic' loaders cannot be used with many-to-one"):
        OwnBase.registry.configure()
    OwnBase.registry.dispose()


def test_a_query_is_no_statement_and_labels_name_the_values_of_a_select() -> None:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(User(id=1, name="ada"))
        session.flush()
        with pytest.raises(ObjectNotExecutableError):
            session.execute(session.query(User))
        statement = select(User.id, User.name).set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
        assert session.execute(statement).one()._mapping == {"user_id": 1, "user_name": "ada"}
        assert session.query(User.id, User.name).one()._mapping == {"id": 1, "name": "ada"}
        with pytest.warns(match=r"Query.instances\(\) method is deprecated"):
            found = session.query(User).instances(session.connection().execute(select(User.__table__)))
        assert [user.name for user in found] == ["ada"]
    engine.dispose()
