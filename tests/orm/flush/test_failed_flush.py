"""After a flush that fails, objects are as they were before it, and after a rollback the next flush works."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from ormolu import Column, ForeignKey, Integer, String, Table, UniqueConstraint, exc, inspect, select
from ormolu.orm import DeclarativeBase, Session, registry, relationship


def _columns() -> tuple[Any, Any]:
    parent = (Column("id", Integer, primary_key=True), Column("name", String(20), unique=True))
    child = (
        Column("id", Integer, primary_key=True),
        Column("parent_id", ForeignKey("parent.id")),
        Column("name", String(20)),
        UniqueConstraint("name", name="child_name"),
    )
    return parent, child


def _native() -> SimpleNamespace:
    class Base(DeclarativeBase):
        pass

    parent, child = _columns()

    class Child(Base):
        __table__ = Table("child", Base.metadata, *child)

    class Parent(Base):
        __table__ = Table("parent", Base.metadata, *parent)
        children = relationship(Child, backref="parent", order_by=Child.id)

    return SimpleNamespace(Parent=Parent, Child=Child, metadata=Base.metadata)


def _plain() -> SimpleNamespace:
    mapped = registry()
    parent, child = _columns()

    class Thing:
        def __init__(self, **values: Any) -> None:
            for key, value in values.items():
                setattr(self, key, value)

    class Child(Thing):
        pass

    class Parent(Thing):
        pass

    mapped.map_imperatively(Child, Table("child", mapped.metadata, *child))
    mapped.map_imperatively(
        Parent,
        Table("parent", mapped.metadata, *parent),
        properties={"children": relationship(Child, backref="parent", order_by="Child.id")},
    )
    return SimpleNamespace(Parent=Parent, Child=Child, metadata=mapped.metadata)


@pytest.fixture(params=[_native, _plain], ids=["native", "plain"])
def model(request: pytest.FixtureRequest, engine: Any) -> SimpleNamespace:
    made = request.param()
    made.metadata.create_all(engine)
    return made


def _values(obj: object) -> dict[str, Any]:
    state = inspect(obj)
    return {key: state.attrs[key].loaded_value for key in ("id", "name", "parent_id") if key in state.mapper.attrs}


def test_new_objects_are_as_before(model: SimpleNamespace, engine: Any) -> None:
    with Session(engine) as session:
        session.add(model.Child(name="taken"))
        session.commit()
        parent = model.Parent(name="p", children=[model.Child(name="a"), model.Child(name="taken")])
        session.add(parent)
        objects = [parent, *parent.children]
        before = [_values(each) for each in objects]
        with pytest.raises(exc.IntegrityError):
            session.flush()
        assert [_values(each) for each in objects] == before
        assert all(inspect(each).key is None for each in objects)
        session.rollback()
        assert [_values(each) for each in objects] == before
        parent.children[1].name = "free"
        session.add(parent)
        session.commit()
        assert [child.name for child in parent.children] == ["a", "free"]


def test_changed_objects_can_be_flushed_again(model: SimpleNamespace, engine: Any) -> None:
    with Session(engine) as session:
        parent = model.Parent(name="p", children=[model.Child(name="a"), model.Child(name="b")])
        session.add(parent)
        session.commit()
        first, second = parent.children
        first.name = "x"
        second.name = "x"
        with pytest.raises(exc.IntegrityError):
            session.flush()
        with pytest.raises(exc.PendingRollbackError):
            session.execute(select(model.Parent))
        session.rollback()
        assert (first.name, second.name) == ("a", "b")
        first.name = "x"
        session.delete(second)
        session.commit()
        assert session.scalars(select(model.Child.name)).all() == ["x"]
        assert parent.children == [first]


def test_a_savepoint_keeps_what_was_before_it(model: SimpleNamespace, engine: Any) -> None:
    with Session(engine) as session:
        parent = model.Parent(name="p")
        session.add(parent)
        session.flush()
        with pytest.raises(exc.IntegrityError), session.begin_nested():
            session.add_all([model.Child(name="same"), model.Child(name="same")])
            session.flush()
        assert parent in session and not session.new
        session.add(model.Child(name="same", parent=parent))
        session.commit()
        assert [child.name for child in parent.children] == ["same"]


def test_a_deleted_object_is_back(model: SimpleNamespace, engine: Any) -> None:
    with Session(engine) as session:
        child = model.Child(name="a", parent=model.Parent(name="p"))
        session.add(child)
        session.commit()
        session.delete(child)
        session.flush()
        assert inspect(child).deleted
        session.rollback()
        assert inspect(child).persistent and child.name == "a"
        session.delete(child)
        session.commit()
        assert inspect(child).detached and session.scalars(select(model.Child)).all() == []
