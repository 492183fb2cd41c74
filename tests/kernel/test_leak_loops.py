"""Loading and letting go, a thousand times, leaves nothing behind: neither with the collector's help nor without."""

from __future__ import annotations

import datetime as dt
import gc
import pickle
import sys
import weakref
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest

from ormolu import JSON, ForeignKey, Numeric, create_engine, select
from ormolu.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    joinedload,
    mapped_column,
    relationship,
    selectinload,
)
from ormolu.orm.attributes import flag_modified

ROUNDS = 1000
FEWER_ROUNDS = 300  # where a round is slow


class Base(DeclarativeBase):
    pass


class Owner(Base):
    __tablename__ = "loop_owner"
    id: Mapped[int] = mapped_column(primary_key=True)
    things: Mapped[list[Thing]] = relationship("Thing", back_populates="owner", order_by="Thing.id")


class Thing(Base):
    __tablename__ = "loop_thing"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    price: Mapped[Decimal] = mapped_column(Numeric(10, 2))
    made: Mapped[dt.datetime]
    tags: Mapped[Any] = mapped_column(JSON)
    owner_id: Mapped[int] = mapped_column(ForeignKey("loop_owner.id"))
    owner: Mapped[Owner] = relationship("Owner", back_populates="things")
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "thing"}


class Tool(Thing):
    __mapper_args__ = {"polymorphic_identity": "tool"}


@pytest.fixture(scope="module")
def engine() -> Iterator[Any]:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        common = {"price": Decimal("1.5"), "made": dt.datetime(2024, 1, 1), "tags": {"a": [1]}}
        session.add(Owner(id=1, things=[Thing(id=1, **common), Tool(id=2, **common), Thing(id=3, **common)]))
        session.commit()
    yield engine
    engine.dispose()


def _nothing(session: Session, things: Any) -> None:
    pass


def _read(session: Session, things: Any) -> None:
    for thing in things:
        thing.price, thing.made, thing.tags


def _read_and_write(session: Session, things: Any) -> None:
    _read(session, things)
    for thing in things:
        thing.price = thing.price + 1
        thing.tags["b"] = thing.id
        flag_modified(thing, "tags")
    session.flush()
    session.rollback()


def _inflate(session: Session, things: Any) -> None:
    for thing in things:
        vars(thing)["extra"] = things


def _knot(session: Session, things: Any) -> None:
    for thing in things:
        thing.tags["me"] = thing


def _pickle(session: Session, things: Any) -> None:
    pickle.loads(pickle.dumps(things))


def _expire_and_read(session: Session, things: Any) -> None:
    session.expire_all()
    _read(session, things)


def _abandon(session: Session, things: Any) -> None:
    for thing in things:
        thing.price = Decimal(7)


STATEMENTS = {
    "plain": select(Thing),
    "joined": select(Thing).options(joinedload(Thing.owner)),
    "collection": select(Thing).options(joinedload(Thing.owner).selectinload(Owner.things)),
    "select-in": select(Thing).options(selectinload(Thing.owner)),
}


def _is_flat(act: Callable[[], None], rounds: int = ROUNDS) -> bool:
    """Whether half of the rounds leave less than a block of memory each: a cache may grow once, but not twice."""
    for _ in range(30):
        act()
    left = []
    for _ in range(2):
        gc.collect()
        before = sys.getallocatedblocks()
        for _ in range(rounds // 2):
            act()
        gc.collect()
        left.append(sys.getallocatedblocks() - before)
    return min(left) < rounds // 4


@pytest.mark.parametrize(
    ("use", "rounds"),
    [
        (_nothing, ROUNDS),
        (_read, ROUNDS),
        (_knot, ROUNDS),
        (_read_and_write, FEWER_ROUNDS),
        (_inflate, FEWER_ROUNDS),
        (_pickle, FEWER_ROUNDS),
        (_expire_and_read, FEWER_ROUNDS),
        (_abandon, FEWER_ROUNDS),
    ],
)
def test_loads_leave_nothing(engine: Any, use: Any, rounds: int) -> None:
    def act() -> None:
        session = Session(engine)
        things = session.scalars(STATEMENTS["plain"]).all()
        use(session, things)
        session.rollback()

    assert _is_flat(act, rounds)


@pytest.mark.parametrize("name", list(STATEMENTS))
def test_eager_loads_leave_nothing(engine: Any, name: str) -> None:
    def act() -> None:
        with Session(engine) as session:
            _read(session, session.scalars(STATEMENTS[name]).unique().all())

    assert _is_flat(act, FEWER_ROUNDS)


def test_results_of_rows_leave_nothing(engine: Any) -> None:
    def act() -> None:
        with Session(engine) as session:
            for row in session.execute(select(Thing.id, Thing.tags, Thing)).all():
                row.tags["me"] = row

    assert _is_flat(act, FEWER_ROUNDS)


def test_unread_objects_need_no_collector(engine: Any) -> None:
    session = Session(engine)
    things = session.scalars(STATEMENTS["plain"]).all()
    _ = things[0].price
    gone = [weakref.ref(thing) for thing in things]
    gc.disable()
    try:
        del things
        assert [each() for each in gone] == [None, None, None]
    finally:
        gc.enable()
        session.close()


def test_a_value_that_was_converted_late_may_hold_its_object(engine: Any) -> None:
    with Session(engine) as session:
        thing = session.get(Thing, 1)
        assert thing is not None
        thing.tags["me"] = thing
        gone = weakref.ref(thing)
        session.expunge(thing)
        del thing
        gc.collect()
        assert gone() is None


def test_a_row_that_holds_itself_is_collected(engine: Any) -> None:
    class Marked(dict[str, Any]):
        pass

    with Session(engine) as session:
        row = session.execute(select(Thing.id, Thing.tags)).first()
        assert row is not None
        mark = row.tags["mark"] = Marked()
        mark["row"] = row
        gone = weakref.ref(mark)
        del row, mark
        gc.collect()
        assert gone() is None
