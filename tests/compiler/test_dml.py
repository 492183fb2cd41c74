"""INSERT, UPDATE and DELETE: what is refused, with which words, and what batches may not do."""

from __future__ import annotations

from typing import Any

import pytest

from ormolu import Column, Integer, MetaData, String, bindparam, create_engine, exc, insert, table, update
from ormolu import column as column_
from ormolu.dialects import mysql, sqlite
from ormolu.schema import Table, UniqueConstraint
from ormolu.sql.expression import from_dml_column, select

metadata = MetaData()
people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(50)),
    Column("data", String(50)),
    UniqueConstraint("name"),
)
others = table("others", column_("id"), column_("note"))


def test_values_that_refer_to_each_other_are_refused() -> None:
    statement = update(people).values(name=from_dml_column(people.c.data), data=from_dml_column(people.c.name))
    with pytest.raises(exc.CompileError, match="refer to each other"):
        statement.compile()


def test_an_insert_cannot_copy_a_value_it_does_not_have() -> None:
    with pytest.raises(exc.CompileError, match="Can't resolve referenced column name in INSERT statement: 'data'"):
        insert(people).values(name=from_dml_column(people.c.data)).compile()


def test_a_copied_value_has_no_place_in_criteria() -> None:
    with pytest.raises(exc.CompileError, match="VALUES or SET"):
        select(people).where(from_dml_column(people.c.name) == "x").compile()


def test_keys_of_unknown_tables_are_named() -> None:
    statement = update(people).values({others.c.note: "x"})
    with pytest.raises(exc.CompileError, match=r"cannot include columns from table\(s\) 'others' in SET clause"):
        statement.compile()
    with pytest.raises(exc.CompileError, match="Statement is not a multi-table UPDATE statement"):
        statement.compile(dialect=mysql.dialect())


def test_one_row_and_several_rows_do_not_mix() -> None:
    statement = insert(people).values(name="a").values([{"name": "b"}, {"name": "c"}])
    with pytest.raises(exc.InvalidRequestError, match="Can't mix single and multiple VALUES formats"):
        statement.compile()


def test_a_clause_for_any_conflict_is_the_last() -> None:
    statement = sqlite.insert(people).values(name="a").on_conflict_do_nothing()
    with pytest.raises(exc.InvalidRequestError, match="must be the last ON CONFLICT clause"):
        statement.on_conflict_do_nothing(index_elements=["name"])


@pytest.fixture
def connection() -> Any:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        metadata.create_all(connection)
        yield connection


def test_upserts_with_parameters_of_their_own_run_row_by_row(connection: Any) -> None:
    from_parameters = (
        sqlite.insert(people)
        .values(name=bindparam("name"))
        .on_conflict_do_update(index_elements=["name"], set_={"data": bindparam("seen")})
        .returning(people.c.name, people.c.data)
    )
    rows = [{"name": "a", "seen": "1"}, {"name": "b", "seen": "2"}]
    connection.execute(from_parameters, rows)
    assert sorted(connection.execute(from_parameters, rows).all()) == [("a", "1"), ("b", "2")]


def test_upserted_rows_come_back_in_the_order_of_the_parameters(connection: Any) -> None:
    statement = sqlite.insert(people)
    statement = statement.on_conflict_do_update(index_elements=["name"], set_={"data": statement.excluded.data})
    returning = statement.returning(people.c.name, people.c.data, sort_by_parameter_order=True)
    connection.execute(insert(people), [{"name": "c", "data": "old"}, {"name": "a", "data": "old"}])
    rows = [{"name": name, "data": f"new {name}"} for name in "dcba"]
    assert [row.name for row in connection.execute(returning, rows)] == ["d", "c", "b", "a"]
