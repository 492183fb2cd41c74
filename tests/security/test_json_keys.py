"""A JSON key is data: whatever it holds, the value of exactly this key is found, and the same on all databases."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ormolu import (
    JSON,
    Column,
    Integer,
    MetaData,
    String,
    Table,
    bindparam,
    exc,
    insert,
    literal_column,
    select,
    update,
)

SECRET = "SECRET"
KEYS = [
    'a"."b', 'a"b', '"', "a\\b", "\\", 'a\\"b', "it's", "a.b", "a[0]", "$", "a,b", "{a}", "a b", " a", "NULL", "",
    "%s", "%(x)s", ":x", "?", "é", "😀", "\n", "\t", "\u2028", "\u202e", "\x7f", "a;--", "__[POSTCOMPILE_x]",
]  # fmt: skip


@pytest.fixture
def documents(engine: Any) -> Any:
    metadata = MetaData()
    table = Table("documents", metadata, Column("id", Integer, primary_key=True), Column("doc", JSON))
    metadata.create_all(engine)
    return table


def _neighbours(key: str) -> dict[str, Any]:
    """What a key read as a path, pattern or list would lead to."""
    return {"a": {"b": SECRET, "0": SECRET}, "b": SECRET, "x": SECRET, key: {"in": [key, True, None, 5]}}


@pytest.mark.parametrize("key", KEYS)
def test_a_key_finds_its_own_value(engine: Any, documents: Any, key: str) -> None:
    doc = documents.c.doc
    with engine.begin() as connection:
        connection.execute(insert(documents), {"doc": _neighbours(key)})
        assert connection.scalar(select(doc[key])) == {"in": [key, True, None, 5]}
        assert connection.scalar(select(doc[key, "in", 0].as_string())) == key
        assert connection.scalar(select(doc[(key, "in", 3)].as_integer())) == 5
        assert connection.scalar(select(doc[key]["in"][3].as_integer())) == 5
        assert connection.scalar(select(documents.c.id).where(doc[key, "in", 0].as_string() == key)) == 1
        assert connection.scalar(select(doc[key + "!"].as_string())) is None


@pytest.mark.parametrize("value", [1, 1.5, "x", 'q"', True, False, None, [], {}, ["é"]])
def test_a_value_behind_an_awkward_key_keeps_its_type(engine: Any, documents: Any, value: Any) -> None:
    with engine.begin() as connection:
        connection.execute(insert(documents), {"doc": {'"é': value}})
        found = connection.scalar(select(documents.c.doc['"é']))
        assert (found, type(found)) == (value, type(value))


def test_a_key_is_found_however_the_document_spells_it(engine: Any, documents: Any) -> None:
    with engine.begin() as connection:
        for text in (json.dumps({"é": 1}), json.dumps({"é": 1}, ensure_ascii=False)):
            connection.execute(insert(documents), {"doc": {}})
            raw = Table("documents", MetaData(), Column("doc", String))
            if engine.dialect.name != "postgresql":
                connection.execute(update(raw).values(doc=text))
            else:
                connection.execute(update(documents).values(doc=json.loads(text)))
            assert set(connection.scalars(select(documents.c.doc["é"].as_integer()))) == {1}


def test_columns_that_are_called_like_the_parts_of_the_search(sqlite_engine: Any) -> None:
    metadata = MetaData()
    table = Table("e", metadata, *[Column(name, JSON) for name in ("key", "value", "document", "json")])
    metadata.create_all(sqlite_engine)
    with sqlite_engine.begin() as connection:
        row = {column.name: {'"': column.name} for column in table.c}
        statement = insert(table).returning(*[column['"'].as_string() for column in table.c])
        assert tuple(connection.execute(statement, row).one()) == tuple(table.c.keys())
        again = select(*[column['"'].as_string() for column in table.c])
        assert tuple(connection.execute(again).one()) == tuple(table.c.keys())


def test_a_bound_key_that_sqlite_cannot_say_is_refused(sqlite_engine: Any) -> None:
    with sqlite_engine.connect() as connection, pytest.raises(exc.StatementError, match="column\\[key\\]"):
        document = literal_column("'{}'", JSON())
        connection.execute(select(document[bindparam("key", type_=JSON.JSONStrIndexType())]), {"key": 'a"."b'})


def test_ordinary_keys_are_rendered_as_documented() -> None:
    from ormolu.dialects import sqlite

    table = Table("t", MetaData(), Column("j", JSON))
    text = str(select(table.c.j["k"], table.c.j["k", 1].as_string()).compile(dialect=sqlite.dialect()))
    assert "JSON_QUOTE(JSON_EXTRACT(t.j, ?))" in text
    assert "CAST(JSON_EXTRACT(t.j, ?) AS VARCHAR)" in text
