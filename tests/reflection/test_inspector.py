"""What is created can be read back, on the three databases."""

from typing import Any

import pytest

from ormolu import event, exc
from ormolu.inspection import inspect
from ormolu.reflection import ObjectKind
from ormolu.schema import (
    CheckConstraint,
    Column,
    CreateTable,
    ForeignKeyConstraint,
    Index,
    MetaData,
    Table,
    UniqueConstraint,
)
from ormolu.types import Integer, Numeric, String


def schema(metadata: MetaData) -> None:
    Table(
        "parents",
        metadata,
        Column("a", Integer, primary_key=True, autoincrement=False),
        Column("b", Integer, primary_key=True),
    )
    Table(
        "children",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("pa", Integer, nullable=False),
        Column("pb", Integer),
        Column("name", String(30), server_default="x"),
        Column("price", Numeric(10, 2)),
        ForeignKeyConstraint(["pa", "pb"], ["parents.a", "parents.b"], name="fk_parent", ondelete="CASCADE"),
        UniqueConstraint("pa", "pb", name="uq_pair"),
        CheckConstraint("price > 0", name="ck_price"),
        Index("ix_name", "name"),
    )


@pytest.fixture
def filled(engine: Any) -> Any:
    metadata = MetaData()
    schema(metadata)
    metadata.create_all(engine)
    return engine


def test_columns(filled: Any):
    columns = {column["name"]: column for column in inspect(filled).get_columns("children")}
    assert list(columns) == ["id", "pa", "pb", "name", "price"]
    assert (columns["pa"]["nullable"], columns["pb"]["nullable"]) == (False, True)
    assert columns["name"]["type"].length == 30
    assert (columns["price"]["type"].precision, columns["price"]["type"].scale) == (10, 2)
    assert "x" in columns["name"]["default"]


def test_keys_and_constraints(filled: Any):
    inspector = inspect(filled)
    assert inspector.get_pk_constraint("parents")["constrained_columns"] == ["a", "b"]
    (key,) = inspector.get_foreign_keys("children")
    assert (key["name"], key["constrained_columns"], key["referred_table"], key["referred_columns"]) == (
        "fk_parent",
        ["pa", "pb"],
        "parents",
        ["a", "b"],
    )
    assert key["options"]["ondelete"] == "CASCADE"
    (unique,) = inspector.get_unique_constraints("children")
    assert (unique["name"], unique["column_names"]) == ("uq_pair", ["pa", "pb"])
    (check,) = inspector.get_check_constraints("children")
    assert check["name"] == "ck_price"
    assert "price" in check["sqltext"]
    assert "ix_name" in [index["name"] for index in inspector.get_indexes("children")]


@pytest.mark.parametrize(
    "question",
    ["get_columns", "get_pk_constraint", "get_foreign_keys", "get_indexes", "get_unique_constraints",
     "get_check_constraints", "get_table_options", "get_view_definition"],
)  # fmt: skip
def test_a_missing_table_is_an_error(engine: Any, question: str):
    with pytest.raises(exc.NoSuchTableError, match="nope"):
        getattr(inspect(engine), question)("nope")


def test_many_tables_at_once(filled: Any):
    inspector = inspect(filled)
    found = inspector.get_multi_columns()
    assert {key[1] for key in found} == {"parents", "children"}
    assert inspector.get_multi_pk_constraint(filter_names=["parents"])[None, "parents"]["constrained_columns"] == [
        "a",
        "b",
    ]
    assert inspector.get_multi_columns(kind=ObjectKind.VIEW) == {}
    assert inspector.has_multi_table(["parents", "nope"]) == {(None, "parents"): True, (None, "nope"): False}


def test_answers_are_kept_until_the_cache_is_cleared(filled: Any):
    inspector = inspect(filled)
    assert not inspector.has_table("late")
    Table("late", MetaData(), Column("id", Integer)).create(filled)
    assert not inspector.has_table("late")
    inspector.clear_cache()
    assert inspector.has_table("late")


def test_create_reflect_create_is_a_fixed_point(filled: Any):
    first = MetaData()
    first.reflect(filled)
    statements = {name: str(CreateTable(table).compile(filled)) for name, table in first.tables.items()}
    first.drop_all(filled)
    first.create_all(filled)
    second = MetaData()
    second.reflect(filled)
    assert {name: str(CreateTable(table).compile(filled)) for name, table in second.tables.items()} == statements


def test_autoload_brings_the_tables_that_keys_refer_to(filled: Any):
    metadata = MetaData()
    children = Table("children", metadata, autoload_with=filled)
    assert set(metadata.tables) == {"children", "parents"}
    assert children.c.pa.references(metadata.tables["parents"].c.a)
    alone = MetaData()
    Table("children", alone, autoload_with=filled, resolve_fks=False)
    assert set(alone.tables) == {"children"}


def test_given_columns_override_reflected_ones(filled: Any):
    table = Table("parents", MetaData(), Column("b", String, key="bee"), autoload_with=filled)
    assert table.c.keys() == ["a", "bee"]
    assert isinstance(table.c.bee.type, String)


def test_include_columns_leaves_out_the_rest_and_what_needs_it(filled: Any):
    table = Table("children", MetaData(), autoload_with=filled, include_columns=["id", "name"])
    assert table.c.keys() == ["id", "name"]
    assert not table.foreign_keys


def test_column_reflect_may_change_a_column(filled: Any):
    metadata = MetaData()

    @event.listens_for(metadata, "column_reflect")
    def rename(inspector: Any, table: Any, column: dict[str, Any]) -> None:
        column["key"] = f"k_{column['name']}"

    assert Table("parents", metadata, autoload_with=filled).c.keys() == ["k_a", "k_b"]


def test_only_chooses_and_names_what_is_missing(filled: Any):
    metadata = MetaData()
    metadata.reflect(filled, only=["parents"])
    assert set(metadata.tables) == {"parents"}
    with pytest.raises(exc.InvalidRequestError, match="nope"):
        metadata.reflect(filled, only=["nope"])


def test_tables_in_the_order_of_their_keys(filled: Any):
    assert [name for name, _ in inspect(filled).get_sorted_table_and_fkc_names()] == ["parents", "children", None]
