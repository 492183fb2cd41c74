"""What MariaDB answers: keys of sequences, RETURNING without rows, types as text."""

from __future__ import annotations

from typing import Any

import pytest

import ormolu as sa
from ormolu.dialects import mysql


def test_the_key_of_a_column_with_a_sequence_is_known_after_insert(on_mariadb: Any) -> None:
    metadata = sa.MetaData()
    things = sa.Table(
        "things",
        metadata,
        sa.Column("id", sa.Integer, sa.Sequence("things_ids", start=7), primary_key=True),
        sa.Column("name", sa.String(10)),
    )
    metadata.create_all(on_mariadb)
    asked = []

    def note(*args: Any) -> None:
        asked.append(args[2])

    with on_mariadb.begin() as connection:
        sa.event.listen(connection, "before_cursor_execute", note)
        keys = [connection.execute(things.insert(), {"name": "x"}).inserted_primary_key for _ in range(2)]
    metadata.drop_all(on_mariadb)
    assert keys == [(7,), (8,)]
    assert asked[0] == "select nextval(things_ids)"


def test_the_keys_of_many_rows_come_from_the_sequence_too(on_mariadb: Any) -> None:
    metadata = sa.MetaData()
    things = sa.Table(
        "things",
        metadata,
        sa.Column("id", sa.Integer, sa.Sequence("things_ids"), primary_key=True),
        sa.Column("name", sa.String(10)),
        implicit_returning=False,
    )
    metadata.create_all(on_mariadb)
    with on_mariadb.begin() as connection:
        result = connection.execute(things.insert().return_defaults(), [{"name": "x"}, {"name": "y"}])
        keys = result.inserted_primary_key_rows
    metadata.drop_all(on_mariadb)
    assert keys == [(1,), (2,)]


def test_delete_returning_that_matches_nothing_by_its_text_has_an_empty_result(on_mariadb: Any) -> None:
    things = sa.Table("things", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True))
    things.create(on_mariadb)
    with on_mariadb.begin() as connection:
        result = connection.execute(things.delete().where(things.c.id.in_([])).returning(things.c.id))
        assert result.returns_rows
        assert (list(result.keys()), result.all()) == (["id"], [])


@pytest.mark.parametrize(
    "text",
    [
        "NUMERIC(unsigned=True, precision=10, scale=2)",
        "DOUBLE(precision=5, scale=3, asdecimal=True)",
        "SET('a', 'b', charset='utf8mb4')",
        "ENUM('a', 'b', charset='latin1', collation='latin1_bin')",
        "NCHAR(national=True, length=3)",
        "VARCHAR(charset='utf8mb4', length=5)",
    ],
)
def test_the_repr_of_a_type_makes_an_equal_one(text: str) -> None:
    assert repr(eval(text.replace("national=True, ", ""), vars(mysql))) == text


def test_for_update_of_takes_text() -> None:
    dialect = mysql.dialect()
    dialect.supports_for_update_of = True
    locked = sa.select(sa.column("a")).select_from(sa.table("t")).with_for_update(of=sa.text("t"))
    assert str(locked.compile(dialect=dialect)).endswith("FOR UPDATE OF t")
