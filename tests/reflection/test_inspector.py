"""What is created can be read back, on the three databases."""

from typing import Any

import pytest

from ormolu import event, exc
from ormolu.inspection import inspect
from ormolu.reflection import ObjectKind, ObjectScope
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


# -- every question, on what each database has ----------------------------------------------------------------------


@pytest.fixture
def furnished(engine: Any) -> Any:
    """A connection to a database with tables, a view, temporary tables and what else the database has."""
    metadata = MetaData()
    schema(metadata)
    name = engine.dialect.name
    with engine.connect() as connection:
        metadata.create_all(connection)
        connection.exec_driver_sql("CREATE VIEW prices AS SELECT id, price FROM children")
        connection.exec_driver_sql("CREATE TEMPORARY TABLE scratch (a INTEGER PRIMARY KEY)")
        if name != "mysql":
            connection.exec_driver_sql("CREATE TEMPORARY VIEW scratches AS SELECT a FROM scratch")
        if name != "sqlite":
            connection.exec_driver_sql("CREATE SEQUENCE numbers")
        if name == "postgresql":
            connection.exec_driver_sql("CREATE MATERIALIZED VIEW kept AS SELECT id FROM children")
        connection.commit()
        yield connection
        connection.rollback()
        if name == "postgresql":
            connection.exec_driver_sql("DROP MATERIALIZED VIEW kept")
        if name != "sqlite":
            connection.exec_driver_sql("DROP SEQUENCE numbers")
        connection.exec_driver_sql("DROP VIEW prices")
        connection.commit()


def test_names(furnished: Any):
    inspector, database = inspect(furnished), furnished.dialect.name
    assert sorted(inspector.get_table_names()) == ["children", "parents"]
    assert inspector.get_view_names() == ["prices"]
    assert inspector.default_schema_name in inspector.get_schema_names()
    if database == "mysql":
        for question in (inspector.get_temp_table_names, inspector.get_temp_view_names):
            with pytest.raises(NotImplementedError):
                question()
    else:
        assert inspector.get_temp_table_names() == ["scratch"]
        assert inspector.get_temp_view_names() == ["scratches"]
    if database == "sqlite":
        with pytest.raises(NotImplementedError):
            inspector.get_sequence_names()
    else:
        assert "numbers" in inspector.get_sequence_names()
    if database == "postgresql":
        assert inspector.get_materialized_view_names() == ["kept"]
    else:
        with pytest.raises(NotImplementedError):
            inspector.get_materialized_view_names()


def test_names_of_the_default_schema_by_its_name(furnished: Any):
    inspector = inspect(furnished)
    default = inspector.default_schema_name
    assert sorted(inspector.get_table_names(default)) == ["children", "parents"]
    assert inspector.get_view_names(default) == ["prices"]
    assert inspector.get_pk_constraint("parents", schema=default)["constrained_columns"] == ["a", "b"]
    assert inspector.get_foreign_keys("children", schema=default)[0]["referred_schema"] == default


def test_existence(furnished: Any):
    inspector, database = inspect(furnished), furnished.dialect.name
    assert [inspector.has_table(name) for name in ("parents", "prices", "scratch", "nope")] == [True, True, True, False]
    assert inspector.has_multi_table(["parents", "prices", "scratch", "nope", "no", "none"]) == {
        (None, "parents"): True,
        (None, "prices"): True,
        (None, "scratch"): True,
        (None, "nope"): False,
        (None, "no"): False,
        (None, "none"): False,
    }
    assert not inspector.has_table("parents", schema="no_such_schema")
    assert set(inspector.has_multi_table(["parents", "a", "b", "c", "d"], schema="no_such_schema").values()) == {False}
    assert inspector.has_schema(inspector.default_schema_name)
    assert not inspector.has_schema("no_such_schema")
    assert inspector.has_index("children", "ix_name")
    assert not inspector.has_index("children", "nope")
    assert not inspector.has_index("nope", "ix_name")
    if database != "sqlite":
        assert inspector.has_sequence("numbers")
        assert not inspector.has_sequence("nope")


def test_views(furnished: Any):
    inspector = inspect(furnished)
    assert "price" in inspector.get_view_definition("prices")
    assert [column["name"] for column in inspector.get_columns("prices")] == ["id", "price"]
    assert inspector.get_columns("prices")[1]["type"].scale == 2
    assert inspector.get_pk_constraint("prices")["constrained_columns"] == []
    with pytest.raises(exc.NoSuchTableError):
        inspector.get_view_definition("parents")
    metadata = MetaData()
    metadata.reflect(furnished, views=True)
    expected = {"parents", "children", "prices"} | ({"kept"} if furnished.dialect.name == "postgresql" else set())
    assert set(metadata.tables) == expected


def test_kinds_and_scopes(furnished: Any):
    inspector, database = inspect(furnished), furnished.dialect.name

    def names(kind: ObjectKind, scope: ObjectScope = ObjectScope.DEFAULT) -> set[str]:
        return {name for _, name in inspector.get_multi_columns(kind=kind, scope=scope)}

    kept = {"kept"} if database == "postgresql" else set()
    temporary = set() if database == "mysql" else {"scratch"}
    assert names(ObjectKind.TABLE) == {"parents", "children"}
    assert names(ObjectKind.VIEW) == {"prices"}
    assert names(ObjectKind.ANY_VIEW) == {"prices"} | kept
    assert names(ObjectKind.ANY) == {"parents", "children", "prices"} | kept
    assert names(ObjectKind.TABLE, ObjectScope.TEMPORARY) == temporary
    assert names(ObjectKind.TABLE, ObjectScope.ANY) == {"parents", "children"} | temporary


def test_one_table_and_many_give_the_same_answers(furnished: Any):
    for kind in ("columns", "pk_constraint", "foreign_keys", "indexes", "unique_constraints", "check_constraints",
                 "table_comment", "table_options"):  # fmt: skip
        many, one = inspect(furnished), inspect(furnished)
        try:
            answers = getattr(many, f"get_multi_{kind}")()
        except NotImplementedError:
            with pytest.raises(NotImplementedError):
                getattr(one, f"get_{kind}")("children")
            continue
        for (_, name), answer in answers.items():
            assert repr(answer) == repr(getattr(one, f"get_{kind}")(name))


def test_comments(engine: Any):
    if engine.dialect.name == "sqlite":
        with pytest.raises(NotImplementedError):
            inspect(engine).get_table_comment("t")
        return
    table = Table("t", MetaData(), Column("a", Integer, comment="it's % of \\ a:b"), comment="über 'alles'")
    table.create(engine)
    inspector = inspect(engine)
    assert inspector.get_table_comment("t") == {"text": "über 'alles'"}
    assert inspector.get_columns("t")[0]["comment"] == "it's % of \\ a:b"
    with pytest.raises(exc.NoSuchTableError):
        inspector.get_table_comment("nope")


def test_table_options(engine: Any):
    database = engine.dialect.name
    given = {
        "sqlite": {"sqlite_with_rowid": False, "sqlite_strict": True},
        "postgresql": {"postgresql_with": {"fillfactor": "50"}},
        "mysql": {"mysql_engine": "MyISAM"},
    }[database]
    Table("t", MetaData(), Column("a", Integer, primary_key=True), **given).create(engine)
    assert given.items() <= inspect(engine).get_table_options("t").items()


def test_questions_of_postgresql(furnished: Any):
    if furnished.dialect.name != "postgresql":
        pytest.skip("PostgreSQL's own questions")
    furnished.exec_driver_sql("CREATE TYPE mood AS ENUM ('sad', 'it''s')")
    furnished.exec_driver_sql("CREATE DOMAIN positive AS integer DEFAULT 1 NOT NULL CONSTRAINT ck CHECK (VALUE > 0)")
    inspector = inspect(furnished)
    assert inspector.get_enums() == [{"name": "mood", "schema": "public", "visible": True, "labels": ["sad", "it's"]}]
    (domain,) = inspector.get_domains()
    assert (domain["name"], domain["type"], domain["nullable"], domain["default"], domain["constraints"]) == (
        "positive", "integer", False, "1", [{"name": "ck", "check": "VALUE > 0"}],
    )  # fmt: skip
    assert inspector.has_type("mood") and inspector.has_type("positive") and not inspector.has_type("nope")
    assert inspector.get_foreign_table_names() == []
    assert isinstance(inspector.get_table_oid("parents"), int)
    with pytest.raises(exc.NoSuchTableError):
        inspector.get_table_oid("nope")


def test_tables_of_several_schemas_in_the_order_of_their_keys(filled: Any):
    inspector = inspect(filled)
    default = inspector.default_schema_name
    ordered = [key for key, _ in inspector.sort_tables_on_foreign_key_dependency((default,))]
    assert ordered == [(default, "parents"), (default, "children"), None]


@pytest.mark.filterwarnings("ignore:Can't sort tables for DROP")
def test_keys_in_a_circle_come_last(engine: Any):
    metadata = MetaData()
    for name, other in (("a", "b"), ("b", "a")):
        Table(
            name,
            metadata,
            Column("id", Integer, primary_key=True),
            Column("other", Integer),
            ForeignKeyConstraint(["other"], [f"{other}.id"], name=f"fk_{name}"),
        )
    metadata.create_all(engine)
    *tables, (last, keys) = inspect(engine).get_sorted_table_and_fkc_names()
    assert {name for name, _ in tables} == {"a", "b"}
    assert last is None and sorted(keys) == [("a", "fk_a"), ("b", "fk_b")]
