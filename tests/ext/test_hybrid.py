"""Hybrids in bulk statements: what stands for several columns is worked off row by row."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from ormolu import insert, select, update
from ormolu.exc import InvalidRequestError
from ormolu.ext.hybrid import hybrid_property
from ormolu.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


@dataclasses.dataclass
class Point:
    x: int
    y: int


class Place(Base):
    __tablename__ = "place"
    id: Mapped[int] = mapped_column(primary_key=True)
    x: Mapped[int]
    y: Mapped[int]

    @hybrid_property
    def point(self) -> Any:
        return Point(self.x, self.y)

    @point.inplace.bulk_dml
    @classmethod
    def _spread(cls, mapping: dict[str, Any], value: Point) -> None:
        mapping["x"] = value.x
        mapping["y"] = value.y

    @hybrid_property
    def plain(self) -> Any:
        return self.x


@pytest.fixture
def session(engine: Any) -> Any:
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        yield session


def test_bulk_statements_spread_a_hybrid_over_its_columns(session: Any) -> None:
    session.execute(insert(Place), [{"id": 1, "point": Point(1, 2)}, {"id": 2, "point": Point(3, 4)}])
    session.bulk_insert_mappings(Place, [{"id": 3, "point": Point(5, 6)}])
    session.execute(update(Place), [{"id": 1, "point": Point(7, 8)}])
    rows = session.execute(select(Place.x, Place.y).order_by(Place.id)).all()
    assert rows == [(7, 8), (3, 4), (5, 6)]


def test_a_hybrid_that_cannot_be_spread_is_refused(session: Any) -> None:
    with pytest.raises(InvalidRequestError, match="bulk_dml decorated function"):
        session.execute(insert(Place), [{"plain": 1}, {"plain": 2}])
