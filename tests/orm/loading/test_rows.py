"""Rows become objects the same way for our classes and for classes of one's own."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from ormolu import Column, ForeignKey, Integer, Numeric, String, Table, create_engine, event, inspect, select
from ormolu.orm import Session, joinedload, lazyload, load_only, registry, relationship, selectinload


def _tables(metadata: Any) -> tuple[Table, Table]:
    boss = Table("boss", metadata, Column("id", Integer, primary_key=True), Column("name", String(20)))
    worker = Table(
        "worker",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("kind", String(10)),
        Column("name", String(20)),
        Column("wage", Numeric(10, 2)),
        Column("boss_id", ForeignKey("boss.id")),
    )
    return boss, worker


def _native() -> SimpleNamespace:
    base: Any = registry().generate_base()
    boss, worker = _tables(base.metadata)

    class Boss(base):  # type: ignore[misc]
        __table__ = boss
        workers = relationship("Worker", order_by="Worker.id", back_populates="boss")

    class Worker(base):  # type: ignore[misc]
        __table__ = worker
        boss = relationship(Boss, back_populates="workers")
        __mapper_args__ = {"polymorphic_on": worker.c.kind, "polymorphic_identity": "worker"}

    class Smith(Worker):
        __mapper_args__ = {"polymorphic_identity": "smith"}

    return SimpleNamespace(Boss=Boss, Worker=Worker, Smith=Smith, metadata=base.metadata, tables=(boss, worker))


def _foreign() -> SimpleNamespace:
    own = registry()
    boss, worker = _tables(own.metadata)

    class Boss:
        pass

    class Worker:
        pass

    class Smith(Worker):
        pass

    workers = relationship(Worker, order_by=worker.c.id, back_populates="boss")
    own.map_imperatively(Boss, boss, properties={"workers": workers})
    own.map_imperatively(
        Worker,
        worker,
        properties={"boss": relationship(Boss, back_populates="workers")},
        polymorphic_on=worker.c.kind,
        polymorphic_identity="worker",
    )
    own.map_imperatively(Smith, inherits=Worker, polymorphic_identity="smith")
    return SimpleNamespace(Boss=Boss, Worker=Worker, Smith=Smith, metadata=own.metadata, tables=(boss, worker))


@pytest.fixture(params=[_native, _foreign], ids=["native", "foreign"])
def model(request: Any) -> Any:
    model = request.param()
    model.engine = create_engine("sqlite://")
    model.metadata.create_all(model.engine)
    bosses, workers = model.tables
    with model.engine.begin() as connection:
        connection.execute(bosses.insert(), [{"id": 1, "name": "b1"}, {"id": 2, "name": "b2"}])
        rows = [
            {"id": 1, "kind": "worker", "name": "w1", "wage": 1, "boss_id": 1},
            {"id": 2, "kind": "smith", "name": "w2", "wage": 2, "boss_id": 1},
            {"id": 3, "kind": "worker", "name": "w3", "wage": 3, "boss_id": None},
        ]
        connection.execute(workers.insert(), rows)
    return model


@pytest.fixture
def session(model: Any) -> Any:
    with Session(model.engine) as session:
        yield session


@pytest.fixture
def statements(model: Any) -> list[str]:
    seen: list[str] = []
    event.listen(model.engine, "before_cursor_execute", lambda c, cur, sql, *rest: seen.append(sql))
    return seen


def test_a_row_becomes_an_object_of_its_subclass(model: Any, session: Session) -> None:
    workers = session.scalars(select(model.Worker).order_by(model.Worker.id)).all()
    assert [type(each) for each in workers] == [model.Worker, model.Smith, model.Worker]
    assert [each.name for each in workers] == ["w1", "w2", "w3"]


def test_the_same_row_gives_the_same_object(model: Any, session: Session, statements: list[str]) -> None:
    statement = select(model.Worker).order_by(model.Worker.id)
    workers = session.scalars(statement).all()
    workers[0].name = "mine"
    again = session.scalars(statement.execution_options(autoflush=False)).all()
    assert all(one is other for one, other in zip(workers, again, strict=True))
    assert again[0].name == "mine"
    assert len(statements) == 2


def test_another_row_completes_what_was_left_out(model: Any, session: Session, statements: list[str]) -> None:
    workers = session.scalars(select(model.Worker).options(load_only(model.Worker.name))).all()
    assert all("wage" in inspect(each).unloaded for each in workers)
    session.scalars(select(model.Worker)).all()
    del statements[:]
    assert sorted(each.wage for each in workers) == [1, 2, 3]
    assert statements == []


def test_another_row_refreshes_what_was_expired(model: Any, session: Session, statements: list[str]) -> None:
    workers = session.scalars(select(model.Worker)).all()
    session.expire_all()
    session.scalars(select(model.Worker)).all()
    del statements[:]
    assert sorted(each.name for each in workers) == ["w1", "w2", "w3"]
    assert statements == []


@pytest.mark.parametrize("strategy", [joinedload, selectinload])
def test_a_reference_is_loaded_once_for_all(model: Any, session: Session, statements: list[str], strategy: Any) -> None:
    workers = session.scalars(select(model.Worker).options(strategy(model.Worker.boss)).order_by(model.Worker.id)).all()
    del statements[:]
    assert [None if each.boss is None else each.boss.name for each in workers] == ["b1", "b1", None]
    assert workers[0].boss is workers[1].boss
    assert statements == []


@pytest.mark.parametrize("strategy", [joinedload, selectinload])
def test_a_collection_has_each_member_once(model: Any, session: Session, statements: list[str], strategy: Any) -> None:
    statement = select(model.Boss).options(strategy(model.Boss.workers)).order_by(model.Boss.id)
    bosses = session.scalars(statement).unique().all()
    del statements[:]
    assert [[each.name for each in boss.workers] for boss in bosses] == [["w1", "w2"], []]
    assert statements == []


def test_a_loaded_collection_is_left_alone_by_another_load(model: Any, session: Session) -> None:
    statement = select(model.Boss).options(joinedload(model.Boss.workers)).order_by(model.Boss.id)
    first = session.scalars(statement).unique().all()[0]
    members = first.workers
    del members[0]
    with session.no_autoflush:
        session.scalars(statement).unique().all()
    assert first.workers is members
    assert len(members) == 1


def test_rows_of_several_entities_share_their_objects(model: Any, session: Session) -> None:
    statement = select(model.Worker, model.Boss, model.Worker.wage).join(model.Worker.boss).order_by(model.Worker.id)
    rows = session.execute(statement).all()
    assert [(worker.name, boss.name, wage) for worker, boss, wage in rows] == [("w1", "b1", 1), ("w2", "b1", 2)]
    assert rows[0][1] is rows[1][1]


def test_an_entity_of_an_outer_join_without_row_is_none(model: Any, session: Session) -> None:
    statement = select(model.Worker, model.Boss).outerjoin(model.Worker.boss).order_by(model.Worker.id)
    assert [boss is None for _, boss in session.execute(statement)] == [False, False, True]


def test_options_stay_with_the_objects_for_later_loads(model: Any, session: Session, statements: list[str]) -> None:
    option = lazyload(model.Boss.workers).load_only(model.Worker.name)
    boss = session.scalars(select(model.Boss).where(model.Boss.id == 1).options(option)).one()
    del statements[:]
    assert [each.name for each in boss.workers] == ["w1", "w2"]
    assert "wage" not in statements[0]
