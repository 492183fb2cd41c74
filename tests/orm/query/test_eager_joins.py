"""Eager joins beside what the statement does to its rows, and to a LATERAL."""

from __future__ import annotations

from typing import Any

from ormolu import Column, ForeignKey, Integer, func, select
from ormolu.dialects import postgresql
from ormolu.orm import Session, aliased, declarative_base, joinedload, relationship

Base: Any = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    home_id = Column(ForeignKey("home.id"))
    home = relationship("Home")
    children = relationship("Child")


class Home(Base):
    __tablename__ = "home"
    id = Column(Integer, primary_key=True)


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent_id = Column(ForeignKey("parent.id"))


_latest = select(Child).where(Child.parent_id == Parent.id).correlate(Parent).limit(1).lateral()
_child = aliased(Child, _latest)
Parent.latest = relationship(_child, primaryjoin=_child.parent_id == Parent.id, viewonly=True, uselist=False)


def compiled(statement: Any) -> str:
    return " ".join(str(statement.compile(dialect=postgresql.dialect())).split())


def test_a_row_that_stands_for_several_has_no_columns_of_eager_joins(engine: Any) -> None:
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(Parent(home=Home(), children=[Child(), Child()]))
        session.flush()
        session.expunge_all()
        statement = select(Parent, func.count(Child.id)).join(Parent.children).group_by(Parent.id)
        parent, count = session.execute(statement.options(joinedload(Parent.home))).one()
        assert (count, parent.__dict__["home"].id) == (2, parent.home_id)


def test_distinct_is_about_the_rows_of_the_class() -> None:
    text = compiled(select(Parent).distinct().options(joinedload(Parent.home)))
    assert "FROM (SELECT DISTINCT parent.id AS id" in text and text.endswith("ON home_1.id = anon_1.home_id")


def test_a_lateral_refers_to_the_alias_on_its_left() -> None:
    parent = aliased(Parent)
    for statement in (select(parent).join(parent.latest), select(parent).options(joinedload(parent.latest))):
        text = compiled(statement)
        assert "FROM child WHERE child.parent_id = parent_1.id" in text and "parent, " not in text


def test_a_lateral_refers_to_the_subquery_on_its_left() -> None:
    text = compiled(select(Parent).distinct().options(joinedload(Parent.latest)))
    assert "FROM child WHERE child.parent_id = anon_1.id" in text
