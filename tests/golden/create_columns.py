"""Columns within CREATE TABLE: NULL, defaults, keys that count up, computed and identity columns."""

from golden.registry import Case
from ormolu import (
    Boolean,
    Column,
    Computed,
    DateTime,
    FetchedValue,
    Identity,
    Integer,
    MetaData,
    String,
    Table,
    false,
    func,
    text,
)
from ormolu.schema import CreateColumn, CreateTable
from ormolu.types import BigInteger, SmallInteger


def table(*columns: object, **options: object) -> CreateTable:
    return CreateTable(Table("t", MetaData(), *columns, **options))


column_alone = {name: "a part of CREATE TABLE" for name in ("sqlite", "postgresql", "mariadb")}

ENTRIES = {
    "NULL and NOT NULL": table(Column("a", Integer, nullable=False), Column("b", Integer, nullable=True)),
    "Defaults of the server": table(
        Column("a", Integer, server_default="5"),
        Column("b", String(20), server_default="it's"),
        Column("c", Integer, server_default=text("7")),
        Column("d", Boolean, server_default=false()),
    ),
    "Defaults of the server: functions": table(
        Column("made", DateTime, server_default=func.now()),
        Column("day", DateTime, server_default=text("CURRENT_TIMESTAMP")),
    ),
    "Defaults of the server: expressions": table(
        Column("a", Integer, server_default=func.abs(-5)), Column("b", Integer, server_default=text("(1 + 2)"))
    ),
    "Defaults that Python makes are no DDL": table(Column("a", Integer, default=5), Column("b", Integer, onupdate=6)),
    "Values that something else on the server makes": table(
        Column("a", Integer, server_default=FetchedValue()), Column("b", Integer, server_onupdate=FetchedValue())
    ),
    "A key that counts up": table(Column("id", Integer, primary_key=True)),
    "A key that counts up: large": table(Column("id", BigInteger, primary_key=True)),
    "A key that counts up: small": table(Column("id", SmallInteger, primary_key=True)),
    "A key that does not count up": table(Column("id", Integer, primary_key=True, autoincrement=False)),
    "A key that is a text": table(Column("id", String(20), primary_key=True)),
    "A key of two columns": table(Column("a", Integer, primary_key=True), Column("b", Integer, primary_key=True)),
    "A key of two columns, one counts up": Case(
        table(Column("a", Integer, primary_key=True, autoincrement=True), Column("b", Integer, primary_key=True)),
    ),
    "GENERATED AS IDENTITY": table(Column("id", Integer, Identity(), primary_key=True), Column("x", Integer)),
    "GENERATED ALWAYS AS IDENTITY, with options": table(
        Column(
            "id",
            Integer,
            Identity(always=True, start=10, increment=5, minvalue=10, maxvalue=1000, cycle=True, cache=3),
            primary_key=True,
        ),
    ),
    "GENERATED AS IDENTITY, no bounds": table(
        Column("id", Integer, Identity(nominvalue=True, nomaxvalue=True), primary_key=True)
    ),
    "IDENTITY beside another key": Case(
        table(
            Column("id", Integer, primary_key=True, autoincrement=False),
            Column("nr", Integer, Identity(), nullable=False),
        ),
    ),
    "Computed": Case(
        table(Column("a", Integer), Column("b", Integer, Computed("a + 1"))),
        refused={"postgresql": "since version 18; without STORED"},
    ),
    "Computed and stored": table(Column("a", Integer), Column("b", Integer, Computed("a + 1", persisted=True))),
    "Computed and not stored": Case(
        table(Column("a", Integer), Column("b", Integer, Computed("a + 1", persisted=False))),
        refused={"postgresql": "since version 18"},
    ),
    "Quoted and not quoted": table(
        Column("Mixed", Integer), Column("select", Integer), Column("plain", Integer, quote=True)
    ),
    "A column that the database makes": table(Column("a", Integer), Column("xmin", Integer, system=True)),
    "A column alone": Case(
        CreateColumn(Table("t", MetaData(), Column("x", String(20), nullable=False)).c.x), untried=column_alone
    ),
    "SQLite: ON CONFLICT": Case(
        table(
            Column("a", Integer, primary_key=True, sqlite_on_conflict_primary_key="FAIL"),
            Column("b", Integer, nullable=False, sqlite_on_conflict_not_null="IGNORE"),
            Column("c", Integer, unique=True, sqlite_on_conflict_unique="REPLACE"),
        ),
        only=("sqlite",),
    ),
}
