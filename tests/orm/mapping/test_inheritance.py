"""Promises of mapped class hierarchies: what new objects know of their class, and what queries read."""

from __future__ import annotations

from typing import Any

import pytest

from ormolu import Column, ForeignKey, Integer, String, Table, event, func, select
from ormolu.exc import InvalidRequestError
from ormolu.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    aliased,
    column_property,
    declarative_base,
    mapped_column,
    polymorphic_union,
    registry,
    relationship,
    with_polymorphic,
)


class Base(DeclarativeBase):
    pass


class Person(Base):
    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(String(20))
    papers: Mapped[list[Paper]] = relationship(back_populates="person")
    __mapper_args__ = {"polymorphic_on": "type", "polymorphic_identity": "person"}


class Engineer(Person):
    __tablename__ = "engineer"
    id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    language: Mapped[str | None] = mapped_column(String(20))
    __mapper_args__ = {"polymorphic_identity": "engineer"}

    def __init__(self, **kw: Any) -> None:
        self.language = "java"
        super().__init__(**kw)


class Worker(Person):
    __mapper_args__ = {"polymorphic_abstract": True}


class Paper(Base):
    __tablename__ = "paper"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    person: Mapped[Person] = relationship(back_populates="papers")


def test_a_new_object_has_its_discriminator_before_the_flush() -> None:
    assert (Person().type, Engineer().type) == ("person", "engineer")
    assert Person(type="other").type == "other"


def test_a_new_object_of_a_plain_class_has_its_discriminator_too() -> None:
    class Thing:
        type: Any

    mappings = registry()
    table = Table("thing", mappings.metadata, Column("id", Integer, primary_key=True), Column("type", Integer))
    mappings.map_imperatively(Thing, table, polymorphic_on="type", polymorphic_identity=7)
    assert Thing().type == 7


def test_what_a_constructor_sets_before_calling_the_inherited_one_stays() -> None:
    assert (Engineer().language, Engineer(language="c").language) == ("java", "c")


def test_an_object_is_initialised_once_however_many_constructors_its_bases_have() -> None:
    seen: list[Any] = []

    def note(target: Any, args: Any, kwargs: Any) -> None:
        seen.append(target)

    event.listen(Person, "init", note, propagate=True)
    try:
        made = Engineer()
    finally:
        event.remove(Person, "init", note)
    assert seen == [made]


def test_an_abstract_class_of_a_hierarchy_refuses_objects() -> None:
    with pytest.raises(InvalidRequestError, match="polymorphic_abstract=True"):
        Worker(type="engineer")


def test_polymorphic_abstract_wants_a_discriminator() -> None:
    with pytest.raises(InvalidRequestError, match="Mapper.polymorphic_on"):

        class Alone(declarative_base()):  # type: ignore[misc]  # a base of its own
            __tablename__ = "alone"
            id: Mapped[int] = mapped_column(primary_key=True)
            __mapper_args__ = {"polymorphic_abstract": True}


def test_unnamed_aliases_have_no_key_in_rows(engine: Any) -> None:
    Base.metadata.create_all(engine)
    everybody = with_polymorphic(Person, Engineer)
    other = aliased(Person, name="other")
    with Session(engine) as session:
        session.add(Engineer(language="c"))
        session.flush()
        row = session.execute(
            select(Person.id, everybody, other, aliased(Person)).where(
                Person.id == everybody.id, other.id == everybody.id
            )
        ).one()
        assert row._fields == ("id", "other")
        assert row._mapping[everybody] is row.other
    Base.metadata.drop_all(engine)


def test_a_join_from_an_inherited_relationship_starts_at_the_selected_subclass(engine: Any) -> None:
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all([Paper(person=Person()), Paper(person=Engineer(language="c"))])
        session.flush()
        found = session.scalars(select(Engineer).join(Person.papers)).all()
        assert [each.language for each in found] == ["c"]
    Base.metadata.drop_all(engine)


def test_a_union_of_joins_has_the_columns_of_all_their_tables() -> None:
    people, engineers = Person.__table__, Engineer.__table__
    union = polymorphic_union({"engineer": people.join(engineers), "person": people}, "kind")
    assert union.c.keys() == ["id", "type", "language", "kind"]
    first = str(select(union)).split("UNION ALL")[0]
    assert "engineer.language AS language" in first and "CAST(NULL" not in first


# -- one table for several classes ---------------------------------------------------------------------------------


class Staff(Base):
    __tablename__ = "staff"
    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(String(20))
    __mapper_args__ = {"polymorphic_on": "type", "polymorphic_identity": "staff"}


class Cook(Staff):
    dish: Mapped[str | None] = mapped_column(String(20))
    __mapper_args__ = {"polymorphic_identity": "cook"}


class Kitchen(Base):
    __tablename__ = "kitchen"
    id: Mapped[int] = mapped_column(primary_key=True)
    cooks: Mapped[int] = column_property(select(func.count(Cook.id)).scalar_subquery())


def test_subclasses_of_a_polymorphic_alias_stand_for_columns_not_for_rows() -> None:
    everybody = with_polymorphic(Staff, "*")
    assert str(select(everybody.id, everybody.Cook.dish)) == "SELECT staff.id, staff.dish \nFROM staff"
    cooks = with_polymorphic(Cook, "*")
    assert str(select(cooks.id)).count("staff.type IN") == 1


def test_an_expression_without_the_class_s_own_columns_reads_only_what_it_names() -> None:
    assert str(select(Kitchen.cooks)).startswith("SELECT (SELECT count(staff.id)")
    assert "kitchen" not in str(select(Kitchen.cooks))


def test_comparisons_keep_the_side_on_which_an_alias_was_written() -> None:
    cook = aliased(Cook)
    assert str(cook.id == Staff.id) == "staff_1.id = staff.id"
    assert str(cook.id < Staff.id) == "staff_1.id < staff.id"
