"""SQLite's CREATE TABLE texts are read as SQLite reads them."""

from ormolu.dialects.sqlite.create_sql import parse_create_table


def test_table_constraints_with_names_in_every_quoting():
    text = parse_create_table(
        'CREATE TABLE t (a INT, CONSTRAINT [my pk] PRIMARY KEY (a), CONSTRAINT `u` UNIQUE ("a"),'
        " CONSTRAINT 'c' CHECK (a <> ')' -- not the end )\n), FOREIGN KEY(a) REFERENCES q)"
    )
    assert [(found.kind, found.name) for found in text.constraints] == [
        ("primary", "my pk"),
        ("unique", "u"),
        ("check", "c"),
        ("foreign", None),
    ]
    assert text.of_kind("check")[0].sqltext == "a <> ')'"


def test_column_constraints():
    text = parse_create_table(
        "CREATE TABLE t (a VARCHAR(3) DEFAULT (1 + (2)) NOT NULL CONSTRAINT x UNIQUE CHECK (a > 1),"
        " b AS (a || ',') STORED, c INT REFERENCES p (id) ON DELETE SET NULL ON UPDATE NO ACTION)"
    )
    unique, check, generated, foreign = text.constraints
    assert (unique.kind, unique.name, unique.columns, unique.inline) == ("unique", "x", ["a"], True)
    assert check.sqltext == "a > 1"
    assert (generated.sqltext, generated.stored) == ("a || ','", True)
    assert (foreign.referred_table, foreign.referred_columns) == ("p", ["id"])
    assert foreign.options == {"ondelete": "SET NULL"}


def test_table_options_and_other_statements():
    assert parse_create_table("CREATE TABLE t (a INT) WITHOUT ROWID, STRICT").options == ["WITHOUT", "ROWID", "STRICT"]
    assert parse_create_table("CREATE VIEW v AS SELECT (1)").constraints == []
    assert parse_create_table("CREATE VIRTUAL TABLE v USING fts5(a, b)").constraints == []


def test_a_long_run_of_spaces_costs_nothing():
    text = parse_create_table("CREATE TABLE t (a INTEGER" + " " * 100_000 + "UNIQUE)")
    assert text.constraints[0].columns == ["a"]
