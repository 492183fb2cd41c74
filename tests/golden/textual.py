"""SQL written by hand: text(), literal_column(), textual columns."""

from golden.registry import Case
from golden.tables import orders, users
from ormolu import Integer, String, bindparam, column, literal_column, select, table, text

by_hand = text("SELECT id, name FROM users WHERE age > :age").bindparams(age=17)

ENTRIES = {
    "A text": text("SELECT 1"),
    "A text with parameters": by_hand,
    "A text with typed parameters": text("SELECT id FROM users WHERE name = :name").bindparams(
        bindparam("name", "Ada", String)
    ),
    "A text with columns": by_hand.columns(users.c.id, users.c.name),
    "A text with columns, as a subquery": select(
        by_hand.columns(column("id", Integer), column("name", String)).subquery("t")
    ),
    "A text with columns, by name": by_hand.columns(id=Integer, name=String),
    "A text IN": text("SELECT id FROM users WHERE id IN :ids").bindparams(bindparam("ids", [1, 2], expanding=True)),
    "A colon that is none of ours": Case(text(r"SELECT 'a\:b'")),
    "Percent signs": text("SELECT '100%'"),
    "Texts within a SELECT": select(text("name"))
    .select_from(text("users"))
    .where(text("age > 5"))
    .order_by(text("name DESC")),
    "A column written by hand": select(literal_column("age * 2").label("twice"))
    .select_from(users)
    .where(literal_column("age") > 1),
    "Tables and columns known by name": select(column("name")).select_from(table("users")).where(column("age") > 3),
    "A text in a condition": select(users.c.id).join(orders, text("users.id = orders.user_id")),
    "A text in GROUP BY and HAVING": select(users.c.org_id).group_by(text("org_id")).having(text("count(*) > 1")),
}
