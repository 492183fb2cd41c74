"""Upserts of many rows that return them in the order of their parameters."""

from __future__ import annotations

from typing import Any

import pytest

import ormolu as sa
from ormolu.dialects.postgresql import insert


@pytest.fixture
def users(on_postgresql: Any) -> sa.Table:
    """A table in which "b" is there before "a" and "c"."""
    users = sa.Table(
        "users",
        sa.MetaData(),
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(10), unique=True),
        sa.Column("city", sa.String(10)),
    )
    users.create(on_postgresql)
    with on_postgresql.begin() as connection:
        connection.execute(insert(users), {"name": "b", "city": "old"})
    return users


def _upserted(engine: Any, statement: Any, rows: list[dict[str, str]]) -> list[Any]:
    statements = []

    def note(*args: Any) -> None:
        statements.append(args[2])

    with engine.begin() as connection:
        sa.event.listen(connection, "before_cursor_execute", note)
        found = connection.execute(statement, rows).all()
    return [len(statements), [tuple(row) for row in found]]


ROWS = [{"name": "a", "city": "A"}, {"name": "b", "city": "B"}, {"name": "c", "city": "C"}]


def test_updated_rows_keep_their_place_among_new_ones_in_one_statement(on_postgresql: Any, users: sa.Table) -> None:
    statement = insert(users)
    statement = statement.on_conflict_do_update(index_elements=["name"], set_={"city": statement.excluded.city})
    ordered = statement.returning(users.c.name, users.c.city, sort_by_parameter_order=True)
    assert _upserted(on_postgresql, ordered, ROWS) == [1, [("a", "A"), ("b", "B"), ("c", "C")]]


def test_values_outside_the_rows_differ_per_row_so_each_has_its_statement(on_postgresql: Any, users: sa.Table) -> None:
    statement = insert(users).on_conflict_do_update(index_elements=["name"], set_={"city": sa.bindparam("instead")})
    ordered = statement.returning(users.c.name, users.c.city, sort_by_parameter_order=True)
    rows = [{**row, "instead": row["city"] * 2} for row in ROWS]
    assert _upserted(on_postgresql, ordered, rows) == [3, [("a", "A"), ("b", "BB"), ("c", "C")]]


def test_rows_that_were_there_are_left_out_when_nothing_is_done_to_them(on_postgresql: Any, users: sa.Table) -> None:
    statement = insert(users).on_conflict_do_nothing().returning(users.c.name, sort_by_parameter_order=True)
    assert _upserted(on_postgresql, statement, ROWS) == [1, [("a",), ("c",)]]
