"""CREATE INDEX and DROP INDEX, with what each database can add."""

from golden.registry import Case
from ormolu import Column, Index, Integer, MetaData, String, Table, func, text
from ormolu.dialects.postgresql import JSONB
from ormolu.schema import CreateIndex, CreateTable, DropIndex


def fresh() -> Table:
    document = JSONB().with_variant(String(50), "sqlite", "mysql", "mariadb")
    return Table("t", MetaData(), Column("a", Integer), Column("b", String(50)), Column("j", document))


before = [CreateTable(fresh())]


def t(index: Index, **more: object) -> Case:
    """CREATE INDEX on a fresh table."""
    fresh().append_constraint(index)
    return Case(CreateIndex(index), before=before, **more)


def drop(index: Index, **options: object) -> Case:
    """DROP INDEX of one that is there."""
    fresh().append_constraint(index)
    return Case(DropIndex(index, **options), before=[*before, CreateIndex(index)])


def of_columns(name: str, expression: object) -> Index:
    return Index(name, expression(fresh().c))


pg = ("postgresql",)
my = ("mysql", "mariadb")

ENTRIES = {
    "An index": t(Index("i", "a")),
    "UNIQUE": t(Index("i", "a", unique=True)),
    "Several columns": t(Index("i", "a", "b")),
    "A name of its own making": t(Index(None, "a")),
    "IF NOT EXISTS": Case(CreateIndex(of_columns("i", lambda c: c.a), if_not_exists=True), before=before),
    "A function": t(Index("i", func.lower(text("b"))), refused={"mariadb": "no functions in an index"}),
    "An expression": Case(
        CreateIndex(of_columns("i", lambda c: c.a + 1)),
        before=before,
        refused={"mariadb": "no expressions in an index"},
    ),
    "A direction, NULLs": Case(
        CreateIndex(of_columns("i", lambda c: c.a.desc().nulls_last())),
        before=before,
        only=("str()", "sqlite", "postgresql"),
        refused={"sqlite": "no NULLS LAST in an index"},
    ),
    "A direction": t(Index("i", text("a DESC"))),
    "DROP INDEX": drop(Index("i", "a")),
    "DROP INDEX IF EXISTS": drop(Index("i", "a"), if_exists=True),
    "PostgreSQL: DROP INDEX CONCURRENTLY": Case(
        DropIndex(Index("i", fresh().c.a, postgresql_concurrently=True)),
        only=("postgresql",),
        untried={"postgresql": "only outside a transaction"},
    ),
    "SQLite and PostgreSQL: some rows": t(Index("i", "a", sqlite_where=text("a > 5"), postgresql_where=text("a > 5"))),
    "PostgreSQL: USING, WITH, TABLESPACE": t(
        Index(
            "i", "a", postgresql_using="btree", postgresql_with={"fillfactor": 50}, postgresql_tablespace="pg_default"
        ),
        only=pg,
    ),
    "PostgreSQL: operator classes": t(
        Index("i", "b", "j", postgresql_using="gin", postgresql_ops={"j": "jsonb_path_ops"}),
        only=pg,
        refused={"postgresql": "gin has no class for varchar"},
    ),
    "PostgreSQL: operator class": t(
        Index("i", "j", postgresql_using="gin", postgresql_ops={"j": "jsonb_path_ops"}), only=pg
    ),
    "PostgreSQL: INCLUDE": t(Index("i", "a", postgresql_include=["b"]), only=pg),
    "PostgreSQL: NULLS NOT DISTINCT": t(Index("i", "a", unique=True, postgresql_nulls_not_distinct=True), only=pg),
    "PostgreSQL: NULLS DISTINCT": t(Index("i", "a", unique=True, postgresql_nulls_not_distinct=False), only=pg),
    "PostgreSQL: CONCURRENTLY": t(
        Index("i", "a", postgresql_concurrently=True), only=pg, untried={"postgresql": "only outside a transaction"}
    ),
    "MySQL and MariaDB: the first characters": t(Index("i", "b", mysql_length=10, mariadb_length=10), only=my),
    "MySQL and MariaDB: the first characters of each": t(
        Index("i", "a", "b", mysql_length={"b": 10}, mariadb_length={"b": 10}), only=my
    ),
    "MySQL and MariaDB: USING": t(Index("i", "b", mysql_using="btree", mariadb_using="btree"), only=my),
    "MySQL and MariaDB: FULLTEXT": t(Index("i", "b", mysql_prefix="FULLTEXT", mariadb_prefix="FULLTEXT"), only=my),
    "MySQL and MariaDB: FULLTEXT with a parser": t(
        Index(
            "i",
            "b",
            mysql_prefix="FULLTEXT",
            mysql_with_parser="ngram",
            mariadb_prefix="FULLTEXT",
            mariadb_with_parser="ngram",
        ),
        only=my,
        refused={"mariadb": "no parser of this name"},
    ),
}
