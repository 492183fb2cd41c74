"""Columns are converted when they are read first; nobody sees a value as the driver gave it."""

from __future__ import annotations

import datetime as dt
import enum
import pickle
from decimal import Decimal
from typing import Any

import pytest

from ormolu import JSON, Column, Integer, MetaData, Numeric, String, Table, create_engine, event, inspect, select, text
from ormolu.ext.mutable import MutableDict
from ormolu.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    attributes,
    make_transient,
    mapped_column,
    registry,
)
from ormolu.types import TypeDecorator


class Colour(enum.Enum):
    red = 1
    blue = 2


class Base(DeclarativeBase):
    pass


class Thing(Base):
    __tablename__ = "late_thing"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20))
    price: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    made: Mapped[dt.datetime]
    tags: Mapped[Any] = mapped_column(JSON)
    colour: Mapped[Colour]
    good: Mapped[bool]


VALUES: dict[str, Any] = {
    "id": 1,
    "name": "one",
    "price": Decimal("1.50"),
    "made": dt.datetime(2024, 1, 2, 3, 4, 5),
    "tags": {"a": [1]},
    "colour": Colour.blue,
    "good": True,
}


@pytest.fixture
def thing(engine: Any) -> Any:
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(Thing(**VALUES))
        session.commit()
    with Session(engine) as session:
        yield session.scalars(select(Thing)).one()


def values_of(thing: Any) -> dict[str, Any]:
    return {key: getattr(thing, key) for key in VALUES}


def test_reading_gives_the_types_of_the_mapping(thing: Any) -> None:
    assert values_of(thing) == VALUES
    assert [type(value) for value in values_of(thing).values()] == [type(value) for value in VALUES.values()]


def test_reading_twice_gives_the_same_object(thing: Any) -> None:
    assert thing.tags is thing.tags


def test_reading_is_no_change(thing: Any) -> None:
    values_of(thing)
    session = inspect(thing).session
    assert thing not in session.dirty
    assert not session.is_modified(thing)


def test_a_change_beside_unread_columns_writes_only_itself(thing: Any, engine: Any) -> None:
    sent: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda c, cur, sql, *rest: sent.append(sql))
    session = inspect(thing).session
    thing.name = "two"
    assert thing.price == Decimal("1.50")
    session.commit()
    assert next(sql for sql in sent if sql.startswith("UPDATE")).count("=") == 2
    assert values_of(thing) == {**VALUES, "name": "two"}


def test_setting_the_value_that_was_there_writes_nothing(thing: Any, engine: Any) -> None:
    sent: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda c, cur, sql, *rest: sent.append(sql))
    thing.made, thing.price, thing.tags = VALUES["made"], VALUES["price"], {"a": [1]}
    inspect(thing).session.flush()
    assert sent == []


def test_history_of_an_unread_column_has_the_converted_value(thing: Any) -> None:
    thing.made = dt.datetime(2025, 1, 1)
    assert attributes.get_history(thing, "made").deleted == [VALUES["made"]]
    assert attributes.get_history(thing, "price").unchanged == [VALUES["price"]]


def test_the_dict_has_converted_values(thing: Any) -> None:
    assert {key: vars(thing)[key] for key in VALUES} == VALUES
    assert inspect(thing).dict["made"] == VALUES["made"]
    assert thing.good is True


def test_committed_state_has_converted_values(thing: Any) -> None:
    thing.price = Decimal(3)
    assert inspect(thing).committed_state == {"price": VALUES["price"]}


def test_a_pickle_has_converted_values(thing: Any) -> None:
    assert values_of(pickle.loads(pickle.dumps(thing))) == VALUES


def test_merge_copies_converted_values(thing: Any, engine: Any) -> None:
    assert thing.name == "one"  # only this one is read
    inspect(thing).session.expunge(thing)
    with Session(engine) as session:
        assert values_of(session.merge(thing, load=False)) == VALUES


def test_an_object_keeps_its_values_without_its_session(thing: Any) -> None:
    inspect(thing).session.close()
    assert values_of(thing) == VALUES


def test_a_transient_object_is_inserted_with_its_values(thing: Any) -> None:
    session = inspect(thing).session
    make_transient(thing)
    thing.id = 2
    session.add(thing)
    session.commit()
    assert values_of(thing) == {**VALUES, "id": 2}


def test_expired_and_refreshed_columns_are_converted(thing: Any) -> None:
    session = inspect(thing).session
    session.expire(thing, ["made", "tags"])
    assert values_of(thing) == VALUES
    session.refresh(thing)
    assert values_of(thing) == VALUES
    session.commit()
    assert values_of(thing) == VALUES


def test_populate_existing_converts(thing: Any) -> None:
    session = inspect(thing).session
    session.scalars(select(Thing).execution_options(populate_existing=True)).one()
    assert values_of(thing) == VALUES


def test_columns_beside_an_object_are_converted(thing: Any) -> None:
    session = inspect(thing).session
    session.expunge_all()
    row = session.execute(select(Thing.made, Thing, Thing.price)).one()
    assert (row[0], row[2]) == (VALUES["made"], VALUES["price"])
    assert values_of(row[1]) == VALUES


def test_rows_of_tables_are_converted_at_once(thing: Any, engine: Any) -> None:
    with engine.connect() as connection:
        row = connection.execute(select(Thing.__table__)).one()
    assert dict(row._mapping) == VALUES


def test_load_listeners_see_converted_values(thing: Any) -> None:
    seen: list[Any] = []

    def listen(target: Any, context: Any) -> None:
        seen.append(target.made)

    event.listen(Thing, "load", listen)
    try:
        session = inspect(thing).session
        session.expunge_all()
        session.scalars(select(Thing)).one()
    finally:
        event.remove(Thing, "load", listen)
    assert seen == [VALUES["made"]]


# ---- what is not left for later


@pytest.fixture
def lite() -> Any:
    return create_engine("sqlite://")


def test_an_unreadable_value_is_an_error_of_its_reader(lite: Any) -> None:
    Base.metadata.create_all(lite)
    with Session(lite) as session:
        session.execute(text("INSERT INTO late_thing VALUES (7, 'n', 1, 'never', 'null', 'red', 1)"))
        thing = session.scalars(select(Thing)).one()
        assert thing.name == "n"
        with pytest.raises(ValueError, match="never") as caught:
            thing.made
    assert caught.value.__notes__ == ["while reading Thing.made: the database gave 'never'"]


def test_the_users_own_types_are_converted_when_rows_are_fetched(lite: Any) -> None:
    fetched: list[Any] = []

    class Shouted(TypeDecorator[str]):
        impl = String
        cache_ok = True

        def process_result_value(self, value: Any, dialect: Any) -> Any:
            fetched.append(value)
            return None if value is None else value.upper()

    class Own(DeclarativeBase):
        pass

    class Word(Own):
        __tablename__ = "word"
        id: Mapped[int] = mapped_column(primary_key=True)
        word: Mapped[str] = mapped_column(Shouted)

    Own.metadata.create_all(lite)
    with Session(lite) as session:
        session.execute(text("INSERT INTO word VALUES (1, 'a')"))
        word = session.scalars(select(Word)).one()
        assert fetched == ["a"]
        assert word.word == "A"


def test_a_json_deserializer_of_the_user_runs_when_rows_are_fetched() -> None:
    fetched: list[Any] = []
    engine = create_engine("sqlite://", json_deserializer=lambda value: fetched.append(value) or value)
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.execute(text("INSERT INTO late_thing VALUES (7, 'n', 1, '2024-01-01 00:00:00', '[]', 'red', 1)"))
        session.scalars(select(Thing)).one()
        assert fetched == ["[]"]


def test_mutable_values_tell_their_parent(lite: Any) -> None:
    class Own(DeclarativeBase):
        pass

    class Document(Own):
        __tablename__ = "document"
        id: Mapped[int] = mapped_column(primary_key=True)
        body: Mapped[Any] = mapped_column(MutableDict.as_mutable(JSON))

    Own.metadata.create_all(lite)
    with Session(lite) as session:
        session.add(Document(id=1, body={}))
        session.commit()
        session.expunge_all()
        document = session.scalars(select(Document)).one()
        document.body["a"] = 1
        session.commit()
        assert document.body == {"a": 1}


def test_foreign_classes_have_their_values_at_once(lite: Any) -> None:
    class Plain:
        pass

    table = Table("plain", MetaData(), Column("id", Integer, primary_key=True), Column("price", Numeric(10, 2)))
    registry().map_imperatively(Plain, table)
    table.metadata.create_all(lite)
    with Session(lite) as session:
        session.execute(table.insert(), {"id": 1, "price": Decimal(2)})
        plain = session.scalars(select(Plain)).one()
        assert plain.__dict__["price"] == Decimal(2)


def test_more_than_64_columns_are_converted(lite: Any) -> None:
    table = Table(
        "wide",
        MetaData(),
        Column("id", Integer, primary_key=True),
        *[Column(f"c{n}", Numeric(4, 1)) for n in range(70)],
    )

    class Wide(registry().generate_base()):  # type: ignore[misc]
        __table__ = table

    table.metadata.create_all(lite)
    with Session(lite) as session:
        session.execute(table.insert(), {"id": 1, **{f"c{n}": Decimal(n) for n in range(70)}})
        wide = session.scalars(select(Wide)).one()
        assert [getattr(wide, f"c{n}") for n in range(70)] == [Decimal(n) for n in range(70)]


def test_keys_are_converted_at_once(lite: Any) -> None:
    class Own(DeclarativeBase):
        pass

    class Day(Own):
        __tablename__ = "day"
        day: Mapped[dt.date] = mapped_column(primary_key=True)
        note: Mapped[str]

    Own.metadata.create_all(lite)
    with Session(lite) as session:
        session.add(Day(day=dt.date(2024, 1, 1), note="x"))
        session.commit()
        session.expunge_all()
        day = session.scalars(select(Day)).one()
        assert inspect(day).identity == (dt.date(2024, 1, 1),)
        assert session.get(Day, dt.date(2024, 1, 1)) is day
