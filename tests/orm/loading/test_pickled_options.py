"""Loader options, and objects that keep them, come back from pickle."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from typing import Any

import pytest

from ormolu import ForeignKey, create_engine, select
from ormolu.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    aliased,
    defaultload,
    defer,
    joinedload,
    lazyload,
    mapped_column,
    relationship,
    with_loader_criteria,
)


class Base(DeclarativeBase):
    pass


class Shelf(Base):
    __tablename__ = "shelf"
    id: Mapped[int] = mapped_column(primary_key=True)
    boxes: Mapped[list[Box]] = relationship(lazy="raise")


class Box(Base):
    __tablename__ = "box"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None]
    shelf_id: Mapped[int | None] = mapped_column(ForeignKey("shelf.id"))


def only_first(box: Any) -> Any:
    """A criterion that pickle finds again by its name."""
    return box.id == 1


@pytest.fixture
def session() -> Iterator[Session]:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(Shelf(id=1, boxes=[Box(id=1), Box(id=2)]))
        session.commit()
        session.close()
        yield session
    engine.dispose()


def _back(session: Session, *options: Any) -> Shelf:
    """Load with options, pickle, and put the copy into the session."""
    shelf = session.scalars(select(Shelf).options(*options)).unique().one()
    session.close()
    copy: Shelf = pickle.loads(pickle.dumps(shelf))
    session.add(copy)
    return copy


def test_lazy_loads_follow_the_options_of_the_object(session: Session) -> None:
    shelf = _back(session, lazyload(Shelf.boxes), defaultload(Shelf.boxes).defer(Box.name))
    assert "name" not in shelf.boxes[0].__dict__


def test_a_function_is_kept_as_criterion(session: Session) -> None:
    shelf = _back(session, lazyload(Shelf.boxes), with_loader_criteria(Box, only_first))
    assert [box.id for box in shelf.boxes] == [1]


def test_criteria_of_a_path_are_dropped_with_a_warning(session: Session) -> None:
    with pytest.warns(match=r"Can't reliably serialize a lazyload\(\) option"):
        shelf = _back(session, lazyload(Shelf.boxes.and_(Box.id == 1)))
    assert [box.id for box in shelf.boxes] == [1, 2]


@pytest.mark.parametrize("option", [joinedload(Shelf.boxes), defer(Box.name), lazyload("*")])
def test_an_option_is_about_the_same_path(option: Any) -> None:
    assert pickle.loads(pickle.dumps(option)).path == option.path


def test_an_alias_becomes_its_class() -> None:
    copy = pickle.loads(pickle.dumps(joinedload(Shelf.boxes.of_type(aliased(Box)))))
    assert copy.path == joinedload(Shelf.boxes).path
