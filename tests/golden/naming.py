"""Names: which are quoted, and how, and what becomes of those that are too long."""

from golden.registry import Case
from ormolu import (
    LABEL_STYLE_TABLENAME_PLUS_COL,
    Column,
    Integer,
    MetaData,
    String,
    Table,
    column,
    func,
    insert,
    quoted_name,
    select,
    table,
    update,
)
from ormolu.schema import CreateTable

odd = Table(
    "Odd Table", MetaData(),
    Column("select", Integer, primary_key=True),
    Column("MixedCase", Integer), Column("with space", Integer), Column('with"quote', Integer), Column("with`tick", Integer),
    Column("per%cent", Integer), Column("1st", Integer), Column("ünïcode", Integer),
    Column("$dollar", Integer), Column("_under", Integer),
)  # fmt: skip
made = [CreateTable(odd)]
long_name = "a_table_with_a_name_that_is_quite_long_but_not_too_long_for_any"
long_table = Table(
    long_name,
    MetaData(),
    Column("a_column_with_a_long_name", Integer, primary_key=True),
    Column("another_column_with_a_long_name", String(5)),
)

ENTRIES = {
    "Names that need quotes": Case(CreateTable(odd)),
    "Names that need quotes, in SELECT": Case(select(odd), before=made),
    "Names that need quotes, in a condition": Case(
        select(odd.c.select).where(odd.c["with space"] == 1, odd.c["per%cent"] == 2), before=made
    ),
    "Names that need quotes, in INSERT": Case(
        insert(odd).values({"select": 1, "with space": 2, "per%cent": 3}), before=made
    ),
    "Names that need quotes, in UPDATE": Case(
        update(odd).values({"with space": 2, "1st": odd.c.MixedCase + 1}), before=made
    ),
    "Reserved words": Case(
        select(
            *[
                column(word)
                for word in (
                    "order",
                    "user",
                    "group",
                    "table",
                    "default",
                    "check",
                    "end",
                    "key",
                    "rank",
                    "window",
                    "lateral",
                )
            ]
        ).select_from(table("t")),
        differs="quotes on SQLite",
        untried={name: "there are no such columns" for name in ("sqlite", "postgresql", "mariadb")},
    ),
    "Labels and aliases that need quotes": Case(select(odd.c.select.label("My Label")).select_from(odd), before=made),
    "Quotes asked for, and refused": Case(
        CreateTable(
            Table(
                quoted_name("plain", True),
                MetaData(),
                Column(quoted_name("x", True), Integer),
                Column("y", Integer, quote=True),
            )
        ),
    ),
    "Quotes refused": Case(
        CreateTable(Table(quoted_name("Mixed", False), MetaData(), Column("Y", Integer, quote=False))),
    ),
    "Labels that would be too long": Case(
        select(long_table).set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL), before=[CreateTable(long_table)]
    ),
    "Names of parameters that would be too long": Case(
        select(long_table.c.a_column_with_a_long_name).where(getattr(func, "f" * 70)(1) == 5),
        untried={name: "there is no such function" for name in ("sqlite", "postgresql", "mariadb")},
    ),
}
