"""Promises of relationship(): what it refuses, what a viewonly one records, and how its sides are told apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ormolu import Column, ForeignKey, Integer, String, and_, inspect, select
from ormolu.exc import ArgumentError
from ormolu.orm import Session, backref, declarative_base, relationship
from ormolu.orm.exc import FlushError


@pytest.fixture
def base() -> Iterator[Any]:
    made: Any = declarative_base()
    yield made
    made.registry.dispose()


def family(base: Any, polymorphic: bool, **relation: Any) -> tuple[Any, Any, Any, Any]:
    class Parent(base):
        __tablename__ = "parent"
        id = Column(Integer, primary_key=True)
        children = relationship("Child", **relation)

    class Child(base):
        __tablename__ = "child"
        id = Column(Integer, primary_key=True)
        type = Column(String(20))
        parent_id = Column(ForeignKey("parent.id"))
        if polymorphic:
            __mapper_args__ = {"polymorphic_on": type, "polymorphic_identity": "child"}

    class Pupil(Child):
        __tablename__ = "pupil"
        id = Column(ForeignKey("child.id"), primary_key=True)
        if polymorphic:
            __mapper_args__ = {"polymorphic_identity": "pupil"}

    class Stranger(base):
        __tablename__ = "stranger"
        id = Column(Integer, primary_key=True)

    return Parent, Child, Pupil, Stranger


def test_a_viewonly_relationship_records_no_changes(base: Any) -> None:
    parent_class, child_class, _, _ = family(base, True, viewonly=True, backref=backref("parent", viewonly=True))
    base.registry.configure()
    parent, child = parent_class(), child_class()
    parent.children.append(child)
    child.parent = parent
    assert parent.children == [child] and child.parent is parent
    assert not inspect(parent).attrs.children.history.has_changes()
    assert not inspect(child).attrs.parent.history.has_changes()
    parent.children = []
    assert parent.children == [] and not inspect(parent).attrs.children.history.has_changes()


def test_a_member_of_another_class_is_refused_when_it_cascades(base: Any) -> None:
    parent_class, _, _, stranger = family(base, True)
    with pytest.raises(AssertionError, match="Attribute 'children' on class .* doesn't handle objects of type"):
        Session().add(parent_class(children=[stranger()]))


def test_a_member_that_could_not_be_loaded_again_is_refused_by_the_flush(base: Any, sqlite_engine: Any) -> None:
    parent_class, _, pupil, _ = family(base, False)
    base.metadata.create_all(sqlite_engine)
    with Session(sqlite_engine) as session:
        session.add(parent_class(children=[pupil()]))
        with pytest.raises(FlushError, match="load this subtype polymorphically"):
            session.flush()


@pytest.mark.parametrize(("polymorphic", "options"), [(True, {}), (False, {"enable_typechecks": False})])
def test_a_subclass_is_a_member_where_it_can_be_loaded(
    base: Any, sqlite_engine: Any, polymorphic: bool, options: Any
) -> None:
    parent_class, child_class, pupil, _ = family(base, polymorphic, **options)
    base.metadata.create_all(sqlite_engine)
    with Session(sqlite_engine) as session:
        session.add(parent_class(id=7, children=[pupil()]))
        session.flush()
        assert session.scalars(select(child_class.parent_id)).all() == [7]


def test_strings_in_a_list_of_columns_are_refused(base: Any) -> None:
    family(base, True, remote_side=["Child.parent_id"])
    with pytest.raises(ArgumentError, match="argument 'remote_side'; got 'Child.parent_id'"):
        base.registry.configure()


def test_a_table_that_refers_to_itself_asks_which_side_is_far(base: Any) -> None:
    class Node(base):
        __tablename__ = "node"
        id = Column(Integer, primary_key=True)
        parent_id = Column(ForeignKey("node.id"))
        children = relationship("Node", backref="parent")

    with pytest.raises(ArgumentError, match="Node.children and back-reference Node.parent are both .*ONETOMANY"):
        base.registry.configure()


def test_what_a_joined_association_shares_with_the_target_belongs_to_the_target(base: Any) -> None:
    class Town(base):
        __tablename__ = "town"
        id = Column(Integer, primary_key=True)

    class Street(base):
        __tablename__ = "street"
        id = Column(Integer, primary_key=True)
        town_id = Column(ForeignKey("town.id"))

    class Person(base):
        __tablename__ = "person"
        id = Column(Integer, primary_key=True)
        street_id = Column(ForeignKey("street.id"))
        town = relationship(
            Town,
            secondary=Street.__table__.join(Town.__table__),
            primaryjoin=and_(street_id == Street.id),
            secondaryjoin=Street.town_id == Town.id,
            viewonly=True,
            uselist=False,
        )

    assert str(select(Person.id).join(Person.town)).endswith("JOIN town ON street_1.town_id = town.id")
