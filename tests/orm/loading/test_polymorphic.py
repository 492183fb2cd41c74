"""Loading class hierarchies: which statements bring what subclasses have beyond their base."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ormolu import Column, ForeignKey, String, Table, create_engine, event, inspect, select
from ormolu.exc import InvalidRequestError
from ormolu.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    aliased,
    joinedload,
    lazyload,
    load_only,
    mapped_column,
    relationship,
    selectin_polymorphic,
    selectinload,
    subqueryload,
)


class Base(DeclarativeBase):
    pass


membership = Table(
    "membership",
    Base.metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("club_id", ForeignKey("club.id"), primary_key=True),
)


class Person(Base):
    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(20), default="")
    club_id: Mapped[int | None] = mapped_column(ForeignKey("club.id"))
    __mapper_args__ = {"polymorphic_on": "type", "polymorphic_identity": "person"}


class Engineer(Person):
    __tablename__ = "engineer"
    id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(20))
    machines: Mapped[list[Machine]] = relationship()
    __mapper_args__ = {"polymorphic_identity": "engineer", "polymorphic_load": "selectin"}


class Chief(Engineer):
    __tablename__ = "chief"
    id: Mapped[int] = mapped_column(ForeignKey("engineer.id"), primary_key=True)
    hat: Mapped[str] = mapped_column(String(20))
    __mapper_args__ = {"polymorphic_identity": "chief"}


class Manager(Person):
    __tablename__ = "manager"
    id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    golf: Mapped[str] = mapped_column(String(20))
    office: Mapped[str] = mapped_column(String(20))
    __mapper_args__ = {"polymorphic_identity": "manager"}


class Machine(Base):
    __tablename__ = "machine"
    id: Mapped[int] = mapped_column(primary_key=True)
    engineer_id: Mapped[int] = mapped_column(ForeignKey("engineer.id"))


class Club(Base):
    __tablename__ = "club"
    id: Mapped[int] = mapped_column(primary_key=True)
    people: Mapped[list[Person]] = relationship(order_by=Person.id)
    members: Mapped[list[Person]] = relationship(secondary=membership, order_by=Person.id)


@pytest.fixture
def engine() -> Iterator[Any]:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        people = [
            Person(id=1),
            Engineer(id=2, language="c", machines=[Machine()]),
            Chief(id=3, language="c", hat="white"),
            Manager(id=4, golf="yes", office="no"),
        ]
        session.add(Club(id=1, people=people, members=people))
        session.commit()
    yield engine
    engine.dispose()


@pytest.fixture
def statements(engine: Any) -> list[str]:
    found: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *args: Any) -> None:
        found.append(" ".join(statement.split()))

    event.listen(engine, "before_cursor_execute", note)
    return found


def unloaded(obj: Any) -> set[str]:
    return {key for key in inspect(obj).unloaded if not key.endswith("s")}


def test_a_class_mapped_for_it_loads_itself_and_what_is_below(engine: Any, statements: list[str]) -> None:
    with Session(engine) as session:
        found = session.scalars(select(Person).order_by(Person.id)).all()
        assert [unloaded(each) for each in found] == [set(), set(), {"hat"}, {"golf", "office"}]
    assert statements[1:] == [
        "SELECT engineer.id AS engineer_id, person.id AS person_id, person.type AS person_type, engineer.language AS "
        "engineer_language FROM person JOIN engineer ON person.id = engineer.id WHERE person.id IN (?, ?)"
    ]


def test_all_objects_of_a_subclass_are_loaded_at_once(engine: Any, statements: list[str]) -> None:
    with Session(engine) as session:
        session.add_all([Engineer(language="c") for _ in range(5)])
        session.flush()
        session.expunge_all()
        statements.clear()
        found = session.scalars(select(Person)).all()
        assert [unloaded(each) for each in found if type(each) is Engineer] == [set()] * 6
    assert len(statements) == 2


def test_an_option_loads_further_classes(engine: Any, statements: list[str]) -> None:
    with Session(engine) as session:
        option = selectin_polymorphic(Person, [Chief, Manager])
        found = session.scalars(select(Person).order_by(Person.id).options(option)).all()
        assert [unloaded(each) for each in found] == [set()] * 4
    assert len(statements) == 4


def test_aliases_joined_and_selected_collections_load_subclasses_too(engine: Any, statements: list[str]) -> None:
    for statement in (
        select(aliased(Person)),
        select(Club).options(joinedload(Club.people)),
        select(Club).options(selectinload(Club.people)),
    ):
        statements.clear()
        with Session(engine) as session:
            session.execute(statement).unique().all()
        assert "JOIN engineer" in statements[-1]


def test_options_for_the_subclass_go_with_its_load(engine: Any, statements: list[str]) -> None:
    with Session(engine) as session:
        found = session.scalars(select(Person).options(selectinload(Engineer.machines)).where(Person.id == 2)).one()
        assert len(statements) == 3
        assert [machine.id for machine in found.machines] == [1]
        assert len(statements) == 3


def test_load_only_of_the_base_leaves_the_subclass_alone(engine: Any) -> None:
    with Session(engine) as session:
        found = session.scalars(select(Person).options(load_only(Person.type)).where(Person.id == 2)).one()
        assert unloaded(found) == {"name", "club_id"}


def test_what_the_statement_left_out_of_a_subclass_is_loaded_together(engine: Any, statements: list[str]) -> None:
    with Session(engine) as session:
        found = session.scalars(select(Person).where(Person.id == 4)).one()
        assert (found.golf, found.office) == ("yes", "no")
    assert len(statements) == 2


# -- of_type() -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("load", [joinedload, selectinload, subqueryload])
def test_of_type_brings_all_objects_and_the_columns_of_the_subclass(engine: Any, load: Any) -> None:
    with Session(engine) as session:
        club = session.scalars(select(Club).options(load(Club.people.of_type(Manager)))).unique().one()
        assert [type(each) for each in club.people] == [Person, Engineer, Chief, Manager]
        assert unloaded(club.people[3]) == set()


@pytest.mark.parametrize("load", [joinedload, selectinload, subqueryload])
def test_of_type_of_two_subclasses_reads_both(engine: Any, statements: list[str], load: Any) -> None:
    options = (load(Club.people.of_type(Manager)), load(Club.people.of_type(Chief)))
    with Session(engine) as session:
        club = session.scalars(select(Club).options(*options)).unique().one()
        assert [unloaded(each) for each in club.people] == [set()] * 4


def test_a_lazy_load_takes_no_notice_of_of_type(engine: Any) -> None:
    with Session(engine) as session:
        club = session.scalars(select(Club).options(lazyload(Club.people.of_type(Manager)))).one()
        assert len(club.people) == 4


def test_aliases_that_no_single_load_can_serve_are_refused() -> None:
    options = (joinedload(Club.people.of_type(Manager)), joinedload(Club.people.of_type(aliased(Engineer, flat=True))))
    with pytest.raises(InvalidRequestError, match=r"of_type\(\) targets with_polymorphic\(Person, \[Manager\]\) and"):
        select(Club).options(*options).compile()


# -- select-in loading ---------------------------------------------------------------------------------------------


def test_a_many_to_many_reads_the_association_table_without_the_parents(engine: Any, statements: list[str]) -> None:
    with Session(engine) as session:
        club = session.scalars(select(Club).options(selectinload(Club.members.and_(Person.id > 1)))).one()
        assert [each.id for each in club.members] == [2, 3, 4]
    assert statements[1] == (
        "SELECT membership.club_id, person.id, person.type, person.name, person.club_id FROM membership JOIN person ON "
        "person.id = membership.person_id AND person.id > ? WHERE membership.club_id IN (?) ORDER BY person.id"
    )
