"""A lazy load in a loop costs few statements: from the second access on it serves all objects of the result."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ormolu import ForeignKey, create_engine, event, select
from ormolu.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "team"
    id: Mapped[int] = mapped_column(primary_key=True)
    members: Mapped[list[Member]] = relationship(back_populates="team", order_by="Member.id")


class Member(Base):
    __tablename__ = "member"
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    team: Mapped[Team | None] = relationship(back_populates="members")


class Count:
    def __init__(self) -> None:
        self.statements = 0

    def note(self, *args: Any) -> None:
        self.statements += 1


@pytest.fixture
def engine() -> Iterator[Any]:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all([Team(members=[Member(), Member()]) for _ in range(40)] + [Member()])
        session.commit()
    yield engine
    engine.dispose()


@pytest.fixture
def count(engine: Any) -> Count:
    found = Count()
    event.listen(engine, "before_cursor_execute", found.note)
    return found


def test_a_loop_over_collections_costs_three_statements(engine: Any, count: Count) -> None:
    with Session(engine, lazy_batching=True) as session:
        sizes = [len(team.members) for team in session.scalars(select(Team)).all()]
    assert sizes == [2] * 40
    assert count.statements == 3


def test_a_loop_over_references_costs_three_statements(engine: Any, count: Count) -> None:
    with Session(engine) as session:
        teams = [member.team for member in session.scalars(select(Member).order_by(Member.id)).all()]
    assert [None if team is None else team.id for team in teams] == [n for n in range(1, 41) for _ in "ab"] + [None]
    assert count.statements == 3


def test_it_can_be_turned_off(engine: Any, count: Count) -> None:
    with Session(engine, lazy_batching=False) as session:
        for team in session.scalars(select(Team)).all():
            assert len(team.members) == 2
    assert count.statements == 41


def test_objects_of_other_results_are_left_alone(engine: Any, count: Count) -> None:
    with Session(engine) as session:
        early = session.scalars(select(Team).where(Team.id <= 10)).all()
        late = session.scalars(select(Team).where(Team.id > 10)).all()
        assert early[0].members and early[1].members
        assert all("members" in team.__dict__ for team in early)
        assert not any("members" in team.__dict__ for team in late)


def test_changes_are_not_overwritten(engine: Any) -> None:
    with Session(engine, autoflush=False) as session:
        teams = session.scalars(select(Team)).all()
        teams[5].members = []
        assert teams[0].members and teams[1].members
        assert teams[5].members == []


def test_objects_loaded_one_by_one_are_no_siblings(engine: Any, count: Count) -> None:
    with Session(engine) as session:
        teams = [session.get(Team, number) for number in range(1, 11)]
        for team in teams:
            assert team is not None and len(team.members) == 2
    assert count.statements == 20
