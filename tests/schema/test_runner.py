"""Creating and dropping, on the three databases."""

from typing import Any

import pytest

from ormolu import event
from ormolu.inspection import inspect
from ormolu.schema import (
    DDL,
    CheckFirst,
    Column,
    CreateView,
    ForeignKey,
    Index,
    MetaData,
    Table,
)
from ormolu.sql import select
from ormolu.types import Enum, Integer, String


def cyclic(metadata: MetaData) -> None:
    Table(
        "users",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("favourite_id", ForeignKey("posts.id", name="users_favourite")),
    )
    Table(
        "posts",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("user_id", ForeignKey("users.id", name="posts_user")),
    )


def test_tables_that_refer_to_each_other_are_created_and_dropped(engine: Any):
    metadata = MetaData()
    cyclic(metadata)
    metadata.create_all(engine)
    inspector = inspect(engine)
    assert {key["name"] for name in ("users", "posts") for key in inspector.get_foreign_keys(name)} == {
        "users_favourite",
        "posts_user",
    }
    with pytest.warns() if engine.dialect.name == "sqlite" else _nothing():
        metadata.drop_all(engine)
    assert inspect(engine).get_table_names() == []


class _nothing:
    def __enter__(self) -> None: ...

    def __exit__(self, *error: object) -> None: ...


def test_creating_twice_changes_nothing(engine: Any):
    metadata = MetaData()
    Table("t", metadata, Column("id", Integer, primary_key=True), Column("x", Integer, index=True))
    metadata.create_all(engine)
    metadata.create_all(engine)
    assert inspect(engine).get_table_names() == ["t"]
    assert [index["name"] for index in inspect(engine).get_indexes("t")] == ["ix_t_x"]


def test_a_view_is_created_after_the_tables_it_reads(engine: Any):
    metadata = MetaData()
    table = Table("z_data", metadata, Column("id", Integer, primary_key=True), Column("name", String(10)))
    view = CreateView(select(table.c.name), "a_view", metadata=metadata).table
    metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(table.insert(), [{"id": 1, "name": "x"}])
        assert connection.execute(select(view)).all() == [("x",)]
    metadata.drop_all(engine)
    assert inspect(engine).get_view_names() == []


def test_a_named_type_is_created_once_and_dropped_with_the_metadata(engine: Any):
    metadata = MetaData()
    for name in ("a", "b"):
        Table(name, metadata, Column("id", Integer, primary_key=True), Column("mood", Enum("sad", "ok", name="mood")))
    metadata.create_all(engine)
    if engine.dialect.name == "postgresql":
        assert [found["name"] for found in inspect(engine).get_enums()] == ["mood"]
    metadata.drop_all(engine)
    if engine.dialect.name == "postgresql":
        assert inspect(engine).get_enums() == []


def test_events_come_in_order(engine: Any):
    metadata = MetaData()
    table = Table("t", metadata, Column("id", Integer, primary_key=True))
    seen: list[str] = []
    for target, name in ((metadata, "metadata"), (table, "table")):
        for when in ("before_create", "after_create", "before_drop", "after_drop"):
            event.listen(target, when, lambda *_, name=name, when=when, **kw: seen.append(f"{when} {name}"))
    metadata.create_all(engine)
    metadata.drop_all(engine)
    assert seen == [
        "before_create metadata", "before_create table", "after_create table", "after_create metadata",
        "before_drop metadata", "before_drop table", "after_drop table", "after_drop metadata",
    ]  # fmt: skip


def test_ddl_runs_only_on_the_named_dialect(engine: Any):
    metadata = MetaData()
    table = Table("t", metadata, Column("id", Integer, primary_key=True))
    event.listen(table, "after_create", DDL("INSERT INTO %(table)s VALUES (7)").execute_if(dialect="sqlite"))
    metadata.create_all(engine)
    with engine.connect() as connection:
        expected = [7] if engine.dialect.name == "sqlite" else []
        assert connection.scalars(select(table.c.id)).all() == expected


def test_an_index_is_looked_up_first_when_asked_for(engine: Any):
    metadata = MetaData()
    table = Table("t", metadata, Column("id", Integer, primary_key=True), Column("x", Integer))
    metadata.create_all(engine)
    index = Index("ix", table.c.x)
    index.create(engine, checkfirst=CheckFirst.INDEXES)
    index.create(engine, checkfirst=CheckFirst.INDEXES)
    assert inspect(engine).has_index("t", "ix")
    index.drop(engine)
    assert not inspect(engine).has_index("t", "ix")
