"""What is created is reflected as it was declared, and what was reflected creates the same again."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from described import Describer, canonical_type, differences
from generated_schemas import OTHER_SCHEMA, schemas
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import ormolu as sa
from conftest import _url_for
from ormolu.dialects.mysql.create_sql import TableText
from ormolu.dialects.mysql.information_schema import read_tables
from ormolu.pool import StaticPool

EXAMPLES = int(os.environ.get("ORMOLU_SCHEMA_EXAMPLES", "8"))


class Emptied:
    """An engine on a database that can be emptied as a whole."""

    def __init__(self, engine: Any) -> None:
        self.engine = engine

    def empty(self) -> None:
        name = self.engine.dialect.name
        if name == "sqlite":
            self.engine.dispose()
            return
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for schema in (self.engine.dialect.default_schema_name, OTHER_SCHEMA):
                connection.execute(sa.schema.DropSchema(schema, if_exists=True, cascade=name == "postgresql"))
                connection.execute(sa.schema.CreateSchema(schema))
        self.engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql", "mysql"])
def emptied(request: pytest.FixtureRequest, tmp_path: Path, _worker_urls: dict[str, str]) -> Iterator[Emptied]:
    if request.param == "sqlite":
        engine = sa.create_engine("sqlite://", poolclass=StaticPool)

        @sa.event.listens_for(engine, "connect")
        def attach(connection: Any, record: Any) -> None:
            quoted = OTHER_SCHEMA.replace('"', '""')
            connection.execute(f"ATTACH DATABASE ':memory:' AS \"{quoted}\"")
    else:
        engine = sa.create_engine(_url_for(request.param, tmp_path, _worker_urls))
        with engine.connect():
            pass
    found = Emptied(engine)
    yield found
    if request.param != "sqlite":
        found.empty()
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(sa.schema.DropSchema(OTHER_SCHEMA))
    engine.dispose()


def reflected(engine: Any) -> sa.MetaData:
    metadata = sa.MetaData()
    for schema in (None, OTHER_SCHEMA):
        metadata.reflect(engine, schema=schema)
    return metadata


_with_examples = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],  # shrinking would create and drop hundreds of schemas
)


@_with_examples
@given(data=st.data())
def test_create_reflect_create(emptied: Emptied, data: Any) -> None:
    engine = emptied.engine
    declared = data.draw(schemas(engine.dialect.name))
    emptied.empty()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Can't sort tables|Cannot correctly sort", sa.exc.SAWarning)
        declared.create_all(engine)
        first = reflected(engine)
        describe = Describer(engine.dialect)
        assert_says(describe, declared, first)
        first.drop_all(engine)
        assert not reflected(engine).tables
        first.create_all(engine)
        assert differences(describe.metadata(reflected(engine)), describe.metadata(first)) == []


@pytest.mark.parametrize("emptied", ["mysql"], indirect=True)
@_with_examples
@given(data=st.data())
def test_information_schema_says_what_show_create_says(emptied: Emptied, data: Any) -> None:
    declared = data.draw(schemas("mysql"))
    emptied.empty()
    declared.create_all(emptied.engine)
    dialect = emptied.engine.dialect
    with emptied.engine.connect() as connection:
        for schema in (dialect.default_schema_name, OTHER_SCHEMA):
            for name, table in read_tables(connection, schema, None).items():
                shown = dialect._table_text(connection, name, schema)
                assert differences(_in_order(table), _in_order(shown)) == []


def _in_order(table: TableText) -> dict[str, Any]:
    facts = asdict(table)
    for of_kind in (facts["keys"], facts["foreign_keys"], facts["checks"]):
        of_kind.sort(key=str)
    for column in facts["columns"]:
        column["flags"] &= {"AUTO_INCREMENT", "UNSIGNED", "ZEROFILL"}  # which are asked for
    for key in facts["keys"]:
        del key["using"]  # not told, and not asked for
    return facts


def assert_says(describe: Describer, declared: sa.MetaData, found: sa.MetaData) -> None:
    """Assert that reflected tables say what was declared, with the names and spellings the database chose."""
    assert set(found.tables) == set(declared.tables)
    for key, table in declared.tables.items():
        assert_says_table(describe, describe.table(table), describe.table(found.tables[key]))


def assert_says_table(describe: Describer, declared: dict[str, Any], found: dict[str, Any]) -> None:
    database = describe.database
    assert found["comment"] == declared["comment"]
    assert [column["name"] for column in found["columns"]] == [column["name"] for column in declared["columns"]]
    for wanted, column in zip(declared["columns"], found["columns"], strict=True):
        assert column["type"] == canonical_type(database, wanted["type"])
        for fact in ("nullable", "comment", "autoincrement"):
            assert (column["name"], fact, column[fact]) == (wanted["name"], fact, wanted[fact])
        assert ("computed" in column) == ("computed" in wanted)
        if "default" in wanted:
            assert column["default"]
        if "identity" in wanted:
            given_options = {option: value for option, value in wanted["identity"].items() if value is not None}
            assert given_options.items() <= column["identity"].items()
    of_kind: dict[str, list[Any]] = {}
    for constraint in found["constraints"]:
        of_kind.setdefault(constraint["kind"], []).append(constraint)
    for constraint in declared["constraints"]:
        assert_says_constraint(database, constraint, of_kind, found["indexes"])
    assert not [left for constraints in of_kind.values() for left in constraints]
    for index in declared["indexes"]:
        (same,) = [each for each in found["indexes"] if each["name"] == index["name"]]
        assert same["unique"] == index["unique"]
        assert len(same["elements"]) == len(index["elements"])
        assert [element.endswith(" DESC") for element in same["elements"]] == [
            element.endswith(" DESC") for element in index["elements"]
        ]
        assert set(same["options"]) == set(index["options"]) - {"postgresql_using"}


def assert_says_constraint(
    database: str, wanted: dict[str, Any], of_kind: dict[str, list[Any]], indexes: list[Any]
) -> None:
    """Assert that the reflected constraints have one like `wanted`, and take it away."""
    kind = wanted["kind"]
    if kind == "unique_constraint" and database == "mysql":
        assert [index for index in indexes if index["unique"] and wanted["name"] in (None, index["name"])]
        return
    same = [
        found
        for found in of_kind.get(kind, [])
        if (wanted["name"] is None or found["name"] == wanted["name"])
        and all(
            found[fact] == wanted[fact]
            for fact in ("columns", "target", "ondelete", "onupdate", "match")
            if fact in wanted
        )
        and (bool(found["deferrable"]), found["initially"] == "DEFERRED")
        == (bool(wanted["deferrable"]), wanted["initially"] == "DEFERRED")
    ]
    assert same, f"{wanted} is not among {of_kind.get(kind)}"
    of_kind[kind].remove(same[0])
