"""ORM INSERT, UPDATE and DELETE: rows by dictionaries, RETURNING, and the session's objects afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ormolu import (
    Engine,
    ForeignKey,
    String,
    bindparam,
    create_engine,
    delete,
    event,
    func,
    insert,
    lambda_stmt,
    select,
    update,
)
from ormolu.exc import ArgumentError, InvalidRequestError, SADeprecationWarning
from ormolu.ext.hybrid import hybrid_property
from ormolu.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    aliased,
    immediateload,
    joinedload,
    load_only,
    mapped_column,
    orm_insert_sentinel,
    relationship,
    synonym,
)


class Base(DeclarativeBase):
    type_annotation_map = {str: String(30)}


class Employee(Base):
    __tablename__ = "employee"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column("type_", default="employee")
    name: Mapped[str | None] = mapped_column("full_name")
    age: Mapped[int | None]
    title = synonym("name")
    cars: Mapped[list[Car]] = relationship()
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "employee"}


class Manager(Employee):
    __tablename__ = "manager"
    id: Mapped[int] = mapped_column(ForeignKey("employee.id"), primary_key=True)
    level: Mapped[int | None]
    __mapper_args__ = {"polymorphic_identity": "manager"}


class Car(Base):
    __tablename__ = "car"
    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    owner: Mapped[Employee | None] = relationship(viewonly=True)


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all([Employee(name="ada", age=30), Employee(name="ben", age=40)])
        session.flush()
        yield session


@pytest.fixture
def statements(session: Session) -> list[str]:
    found: list[str] = []

    @event.listens_for(session.get_bind(), "before_cursor_execute")
    def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        found.append(" ".join(statement.split()))

    return found


def _returns(session: Session) -> bool:
    return bool(session.get_bind().dialect.insert_executemany_returning)


ROWS = [{"name": "cy", "age": 1, "level": 3}, {"name": "di", "age": 2, "level": 4}]


def test_returning_puts_the_rows_of_joined_tables_together(session: Session) -> None:
    if not _returns(session):
        pytest.skip("no RETURNING with many rows")
    statement = insert(Manager).returning(
        Manager, Manager.level + 1, func.upper(Manager.name), sort_by_parameter_order=True
    )
    found = session.execute(statement, ROWS).all()
    assert [(m.name, m.age, m.level, m.kind, more, upper) for m, more, upper in found] == [
        ("cy", 1, 3, "manager", 4, "CY"),
        ("di", 2, 4, "manager", 5, "DI"),
    ]
    assert "id" not in ROWS[0], "the user's dictionaries stay as they are"


def test_rows_of_joined_tables_without_returning(session: Session) -> None:
    session.execute(insert(Manager), ROWS)
    assert session.execute(select(Manager.name, Manager.level).order_by(Manager.level)).all() == [("cy", 3), ("di", 4)]


def test_returning_one_column_of_the_subclass_finds_the_keys_of_the_base(session: Session) -> None:
    if not _returns(session):
        pytest.skip("no RETURNING with many rows")
    assert session.scalars(insert(Manager).returning(Manager.level), ROWS).all() == [3, 4]
    assert session.scalar(select(func.count()).select_from(Manager)) == 2


def test_values_that_all_rows_share_go_to_their_tables(session: Session) -> None:
    session.execute(insert(Manager).values(name=func.lower("EVE"), level=7), [{"age": 5}, {"age": 6}])
    found = session.execute(select(Manager.name, Manager.age, Manager.level).order_by(Manager.age)).all()
    assert found == [("eve", 5, 7), ("eve", 6, 7)]


def test_rows_with_other_keys_get_other_statements_and_none_is_left_out(
    session: Session, statements: list[str]
) -> None:
    session.execute(insert(Employee), [{"name": "x", "age": 1}, {"name": "y", "age": None}, {"nobody": 1}])
    inserts = [text for text in statements if text.startswith("INSERT")]
    assert ["age" in text for text in inserts] == [True, False, False]
    session.execute(insert(Employee), [{"age": 1}, {"age": None}], execution_options={"render_nulls": True})
    assert len([text for text in statements if text.startswith("INSERT")]) == 4


def test_load_only_keeps_other_columns_out_of_returning(session: Session, statements: list[str]) -> None:
    if not _returns(session):
        pytest.skip("no RETURNING with many rows")
    found = session.scalars(insert(Manager).returning(Manager).options(load_only(Manager.level)), ROWS).all()
    assert {"level", "name"} & found[0].__dict__.keys() == {"level"}
    assert all("full_name" not in text.split("RETURNING")[1] for text in statements if "RETURNING" in text)


def test_a_joined_load_of_returning_rows_is_refused_and_an_immediate_one_keeps_the_options(session: Session) -> None:
    if not _returns(session):
        pytest.skip("no RETURNING with many rows")
    with pytest.warns(SADeprecationWarning, match="joinedload loader option is not compatible with DML"):
        session.execute(insert(Car).returning(Car).options(joinedload(Car.owner)), [{"employee_id": 1}])
    seen: list[Any] = []

    @event.listens_for(session, "do_orm_execute")
    def note(state: Any) -> None:
        seen.append(state.execution_options.get("mine"))

    statement = insert(Car).returning(Car).options(immediateload(Car.owner)).execution_options(mine=1)
    car = session.scalars(statement, [{"employee_id": 2}]).one()
    assert "owner" in car.__dict__ and set(seen) == {1}


def test_strategies_of_insert(session: Session) -> None:
    with pytest.raises(ArgumentError, match="Valid strategies for ORM insert"):
        session.execute(insert(Employee), [{}], execution_options={"dml_strategy": "other"})
    with pytest.raises(InvalidRequestError, match="without passing separate parameters"):
        session.execute(insert(Employee).values(name="x"), execution_options={"dml_strategy": "bulk"})
    session.execute(insert(Employee), [{"full_name": "raw"}], execution_options={"dml_strategy": "raw"})
    assert session.scalar(select(func.count()).where(Employee.name == "raw")) == 1


class Marked(Base):
    __tablename__ = "marked"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    _sentinel: Mapped[int] = orm_insert_sentinel()


def test_a_sentinel_column_is_null_and_not_selected(session: Session, statements: list[str]) -> None:
    session.execute(insert(Marked), [{"name": "a"}])
    assert session.scalars(select(Marked)).one().name == "a"
    assert not any("_sentinel" in text for text in statements)
    assert Marked.__table__.c._sentinel.nullable


# -- UPDATE by primary key -----------------------------------------------------------------------------------------


def test_update_by_primary_key_with_shared_values_and_criteria(session: Session) -> None:
    statement = (
        update(Employee)
        .where(Employee.age > bindparam("limit"))
        .values(name=func.upper(bindparam("new")))
        .execution_options(synchronize_session=False)
    )
    session.execute(statement, [{"id": 1, "limit": 35, "new": "x"}, {"id": 2, "limit": 35, "new": "y"}])
    assert session.scalars(select(Employee.__table__.c.full_name).order_by(Employee.id)).all() == ["ada", "Y"]


def test_update_by_primary_key_of_joined_tables(session: Session) -> None:
    session.execute(insert(Manager), [{"id": 8000, "name": "m", "level": 1}])
    manager = session.get_one(Manager, 8000)
    session.execute(update(Manager).values(age=func.abs(-4)), [{"id": 8000, "level": 2, "name": "n"}])
    assert (manager.level, manager.name) == (2, "n")
    session.expire_all()
    assert (manager.level, manager.name, manager.age) == (2, "n", 4)


def test_update_by_primary_key_leaves_objects_alone_when_told_to(session: Session) -> None:
    ada = session.get_one(Employee, 1)
    session.execute(update(Employee), [{"id": 1, "age": 99}], execution_options={"synchronize_session": False})
    assert ada.age == 30


@pytest.mark.parametrize(
    ("statement", "options", "message"),
    [
        (update(Employee).ordered_values(("age", 1)), {}, "ordered_values"),
        (update(Employee), {"synchronize_session": "fetch"}, "'fetch' synchronization strategy"),
        (update(Employee).where(Employee.age > 1), {}, "additional WHERE criteria"),
        (update(Employee).returning(Employee), {}, "RETURNING"),
        (delete(Employee), {}, "Bulk ORM DELETE not supported"),
    ],
)
def test_what_rows_can_not_do_is_refused(statement: Any, options: Any, message: str) -> None:
    engine = create_engine("sqlite://")
    with Session(engine) as session, pytest.raises(InvalidRequestError, match=message):
        session.execute(statement, [{"id": 1, "age": 2}], execution_options=options)


def test_upsert_of_joined_tables_is_refused() -> None:
    from ormolu.dialects.sqlite import insert as upsert

    with Session(create_engine("sqlite://")) as session, pytest.raises(InvalidRequestError, match="post values"):
        session.execute(upsert(Manager).on_conflict_do_nothing(), [{"id": 1, "level": 2}])


# -- UPDATE and DELETE with criteria -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["auto", "evaluate", "fetch"])
def test_objects_follow_an_update(session: Session, kind: str) -> None:
    ada, ben = session.get_one(Employee, 1), session.get_one(Employee, 2)
    statement = update(Employee).where(Employee.age > 35).values({"title": "old", Employee.age: Employee.age + 1})
    result = session.execute(statement, execution_options={"synchronize_session": kind})
    assert result.rowcount == 1
    assert (ada.age, ben.age, ben.name, session.is_modified(ben)) == (30, 41, "old", False)


@pytest.mark.parametrize("kind", ["auto", "fetch"])
def test_objects_follow_a_delete_of_an_alias(engine: Engine, kind: str) -> None:
    if engine.dialect.name == "mysql":
        pytest.skip("no alias in a DELETE of one table")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all([Car(id=1), Car(id=2)])
        session.flush()
        car = session.get_one(Car, 2)
        other = aliased(Car)
        session.execute(delete(other).where(other.id == 2), execution_options={"synchronize_session": kind})
        assert car not in session


def test_fetch_combines_with_returning(session: Session) -> None:
    if not session.get_bind().dialect.update_returning:
        pytest.skip("no UPDATE..RETURNING")
    ben = session.get_one(Employee, 2)
    statement = update(Employee).where(Employee.age > 35).values(age=50).returning(Employee.name)
    assert session.scalars(statement, execution_options={"synchronize_session": "fetch"}).all() == ["ben"]
    assert ben.age == 50


def test_an_unflushed_change_does_not_survive_an_update_of_its_row(session: Session) -> None:
    ben = session.get_one(Employee, 2)
    with session.no_autoflush:
        ben.age = 77
        session.execute(update(Employee).where(Employee.id == 2).values(age=Employee.age + 1))
        assert ben.age == 41
        assert not session.is_modified(ben)


def test_objects_follow_criteria_about_a_related_object(session: Session) -> None:
    ada = session.get_one(Employee, 1)
    car = Car(id=5, employee_id=1)
    session.add(car)
    session.flush()
    session.execute(delete(Car).where(Car.owner == ada), execution_options={"synchronize_session": "evaluate"})
    assert car not in session


def test_an_unknown_name_is_refused_when_objects_are_to_follow(session: Session) -> None:
    with pytest.raises(InvalidRequestError, match="Attribute name not found, can't be synchronized"):
        session.execute(update(Employee).values(full_name="x").where(Employee.id == 1))


def test_a_hybrid_can_spread_a_value_over_the_columns_of_a_row(session: Session) -> None:
    session.execute(insert(Tile), [{"size": (2, 3)}])
    session.execute(update(Tile), [{"id": session.scalars(select(Tile.id)).one(), "size": (4, 5)}])
    assert session.execute(select(Tile.width, Tile.height)).one() == (4, 5)


class Tile(Base):
    __tablename__ = "tile"
    id: Mapped[int] = mapped_column(primary_key=True)
    width: Mapped[int]
    height: Mapped[int]

    @hybrid_property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    @size.inplace.bulk_dml
    @classmethod
    def _spread(cls, row: dict[str, Any], value: tuple[int, int]) -> None:
        row["width"], row["height"] = value


def test_a_lambda_statement_updates(session: Session) -> None:
    ben = session.get_one(Employee, 2)
    session.execute(lambda_stmt(lambda: update(Employee).where(Employee.id == 2).values(age=3)))
    assert ben.age == 3


def test_a_class_in_the_criteria_does_not_make_the_statement_its_own() -> None:
    statement = update(Car.__table__).where(Employee.id == 1, Car.__table__.c.employee_id == Employee.id).values(id=3)
    assert str(statement).startswith("UPDATE car SET id=")


def test_listeners_see_the_result_of_query_update_and_delete(session: Session) -> None:
    seen: list[int] = []
    event.listen(session, "after_bulk_update", lambda context: seen.append(context.result.rowcount))
    event.listen(session, "after_bulk_delete", lambda context: seen.append(context.result.rowcount))
    query = session.query(Employee).filter(Employee.id < 3)
    assert (query.update({"age": 1}), query.delete()) == (2, 2)
    assert seen == [2, 2]
