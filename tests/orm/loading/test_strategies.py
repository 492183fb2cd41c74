"""Every strategy loads the same objects, each with its documented number of statements."""

from __future__ import annotations

from typing import Any

import pytest

from ormolu import ForeignKey, create_engine, event, select
from ormolu.exc import InvalidRequestError
from ormolu.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    immediateload,
    joinedload,
    lazyload,
    mapped_column,
    raiseload,
    relationship,
    selectinload,
    subqueryload,
)


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[list[Child]] = relationship("Child", back_populates="parent", order_by="Child.id")


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
    parent: Mapped[Parent] = relationship("Parent", back_populates="children")


@pytest.fixture
def engine() -> Any:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(Parent.__table__.insert(), [{"id": 1}, {"id": 2}, {"id": 3}])
        rows = [{"id": 1, "parent_id": 1}, {"id": 2, "parent_id": 1}, {"id": 3, "parent_id": 2}]
        connection.execute(Child.__table__.insert(), rows)
    return engine


@pytest.fixture
def statements(engine: Any) -> list[str]:
    seen: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda c, cur, sql, *rest: seen.append(sql))
    return seen


@pytest.mark.parametrize(
    ("option", "count"),
    [(lazyload, 3), (joinedload, 1), (selectinload, 2), (subqueryload, 2), (immediateload, 4)],
)
def test_a_collection_is_the_same_by_every_strategy(
    engine: Any, statements: list[str], option: Any, count: int
) -> None:
    with Session(engine) as session:
        statement = select(Parent).options(option(Parent.children)).order_by(Parent.id)
        parents = session.scalars(statement).unique().all()
        assert [[child.id for child in parent.children] for parent in parents] == [[1, 2], [3], []]
        assert len(statements) == count


def test_a_many_to_one_comes_from_the_identity_map(engine: Any, statements: list[str]) -> None:
    with Session(engine) as session:
        parents = session.scalars(select(Parent)).all()
        children = session.scalars(select(Child).order_by(Child.id)).all()
        assert [child.parent for child in children] == [parents[0], parents[0], parents[1]]
        assert len(statements) == 2


def test_raiseload_refuses_and_names_the_attribute(engine: Any) -> None:
    with Session(engine) as session:
        parent = session.scalars(select(Parent).options(raiseload(Parent.children))).first()
        with pytest.raises(InvalidRequestError, match="'Parent.children' is not available due to lazy='raise'"):
            parent.children


def test_joined_collections_want_unique(engine: Any) -> None:
    with Session(engine) as session:
        result = session.execute(select(Parent).options(joinedload(Parent.children)))
        with pytest.raises(InvalidRequestError, match="unique\\(\\) method must be invoked"):
            result.all()
