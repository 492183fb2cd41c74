"""CREATE TABLE and DROP TABLE: tables as a whole and their options."""

from golden.registry import Case
from golden.tables import orders, organisations, users
from ormolu import Column, ForeignKey, Integer, MetaData, String, Table
from ormolu.schema import DDL, CreateTable, DropTable

metadata = MetaData()


def plain(name: str = "t", *more: object, **options: object) -> Table:
    return Table(name, MetaData(), Column("id", Integer, primary_key=True), Column("x", String(20)), *more, **options)


def made(name: str = "t", *more: object, **options: object) -> CreateTable:
    return CreateTable(plain(name, *more, **options))


orgs, others = [CreateTable(organisations)], [CreateTable(organisations), CreateTable(users)]

ENTRIES = {
    "A table": CreateTable(organisations),
    "A table with foreign keys": Case(CreateTable(users), before=orgs),
    "A table with columns of further types": Case(CreateTable(orders), before=others),
    "IF NOT EXISTS": CreateTable(organisations, if_not_exists=True),
    "Without foreign keys, which come later": CreateTable(orders, include_foreign_key_constraints=[]),
    "No columns": Case(
        CreateTable(Table("empty", MetaData())),
        refused={"sqlite": "a table has columns", "mariadb": "a table has columns"},
    ),
    "TEMPORARY": made("scratch", prefixes=["TEMPORARY"]),
    "DROP TABLE": Case(DropTable(organisations), before=orgs),
    "DROP TABLE IF EXISTS": DropTable(organisations, if_exists=True),
    "SQLite: AUTOINCREMENT": Case(made(sqlite_autoincrement=True), only=("sqlite",)),
    "SQLite: WITHOUT ROWID, STRICT": Case(
        CreateTable(
            Table("t", MetaData(), Column("id", Integer, primary_key=True), sqlite_with_rowid=False, sqlite_strict=True)
        ),
        only=("sqlite",),
    ),
    "PostgreSQL: INHERITS": Case(made(postgresql_inherits="base"), before=[made("base")], only=("postgresql",)),
    "PostgreSQL: PARTITION BY": Case(made(postgresql_partition_by="HASH (id)"), only=("postgresql",)),
    "PostgreSQL: USING, WITH, ON COMMIT, TABLESPACE": Case(
        made(
            prefixes=["TEMPORARY"],
            postgresql_using="heap",
            postgresql_with={"fillfactor": 70},
            postgresql_on_commit="PRESERVE ROWS",
            postgresql_tablespace="pg_default",
        ),
        only=("postgresql",),
    ),
    "PostgreSQL: WITH OIDS": Case(made(postgresql_with_oids=False), only=("postgresql",)),
    "MySQL and MariaDB: engine, character set, comment, first number": Case(
        made(
            mysql_engine="InnoDB",
            mysql_charset="utf8mb4",
            mysql_collate="utf8mb4_bin",
            mysql_auto_increment="5",
            mariadb_engine="InnoDB",
            mariadb_charset="utf8mb4",
            mariadb_collate="utf8mb4_bin",
            mariadb_auto_increment="5",
        ),
        only=("mysql", "mariadb"),
    ),
    "MySQL and MariaDB: partitions": Case(
        made(
            mysql_partition_by="HASH (id)",
            mysql_partitions="4",
            mariadb_partition_by="HASH (id)",
            mariadb_partitions="4",
        ),
        only=("mysql", "mariadb"),
    ),
    "DDL by hand": Case(DDL("CREATE TABLE by_hand (x INTEGER)")),
    "DDL by hand, with the names of a table": Case(DDL("DROP TABLE %(fullname)s").against(organisations), before=orgs),
    "A table copied to another MetaData": CreateTable(organisations.to_metadata(MetaData(), name="copied")),
    "A table that others refer to by key": Case(
        CreateTable(
            Table(
                "t",
                (m := MetaData()),
                Column("org", ForeignKey(Table("orgs", m, Column("nr", Integer, primary_key=True, key="id")).c.id)),
            )
        ),
        before=[CreateTable(Table("orgs", MetaData(), Column("nr", Integer, primary_key=True)))],
    ),
}
