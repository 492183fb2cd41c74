"""Views, and tables made from a SELECT."""

from golden.registry import Case
from ormolu import Column, Integer, MetaData, String, Table, select
from ormolu.schema import CreateTable, CreateTableAs, CreateView, DropView

t = Table("t", MetaData(), Column("id", Integer, primary_key=True), Column("name", String(50)))
made = [CreateTable(t)]
query = select(t.c.id, t.c.name).where(t.c.name.like("a%"))
view = CreateView(query, "v")


def on_t(statement: object, **more: object) -> Case:
    return Case(statement, before=[*made, *more.pop("also", ())], **more)


ENTRIES = {
    "CREATE VIEW": on_t(view),
    "CREATE OR REPLACE VIEW": on_t(CreateView(query, "v", or_replace=True), refused={"sqlite": "no OR REPLACE"}),
    "CREATE TEMPORARY VIEW": on_t(CreateView(query, "v", temporary=True), refused={"mariadb": "no TEMPORARY views"}),
    "CREATE MATERIALIZED VIEW": on_t(
        CreateView(query, "v", materialized=True), refused={"sqlite": "none", "mariadb": "none"}
    ),
    "SQLite: CREATE VIEW IF NOT EXISTS": on_t(CreateView(query, "v", sqlite_if_not_exists=True), only=("sqlite",)),
    "PostgreSQL: CREATE VIEW WITH": on_t(
        CreateView(query, "v", postgresql_with={"security_barrier": True, "check_option": "local"}),
        only=("postgresql",),
    ),
    "DROP VIEW": on_t(DropView(view.table), also=[view]),
    "DROP VIEW IF EXISTS": on_t(DropView(view.table, if_exists=True)),
    "DROP MATERIALIZED VIEW": on_t(
        DropView(view.table, materialized=True),
        also=[CreateView(query, "v", materialized=True)],
        only=("str()", "postgresql"),
    ),
    "SELECT from a view": on_t(select(view.table.c.name), also=[view]),
    "CREATE TABLE AS": on_t(CreateTableAs(query, "copied")),
    "CREATE TABLE AS, by into()": on_t(query.into("copied")),
    "CREATE TEMPORARY TABLE IF NOT EXISTS AS": on_t(query.into("copied", temporary=True, if_not_exists=True)),
    "CREATE TABLE AS a UNION": on_t(select(t.c.id).union(select(t.c.id + 1)).into("copied")),
}
