"""UPDATE: values, expressions, several tables, order and limit, RETURNING."""

from golden.registry import Case
from golden.tables import orders, organisations, users
from ormolu import bindparam, from_dml_column, func, select, update
from ormolu.dialects import mysql

change = update(users)

ENTRIES = {
    "All rows": change.values(age=1),
    "Some rows": change.where(users.c.id == 3).values(name="x", age=None),
    "Some rows, found by filter_by": change.filter_by(id=3).values(name="x"),
    "Expressions as values": change.values(age=users.c.age + 1, name=func.lower(users.c.name)),
    "Columns by the parameters of execute()": Case(
        change.where(users.c.id == bindparam("which")), params={"which": 3, "name": "x"}
    ),
    "A minus sign and NOT as values": change.values(age=-users.c.age, active=~users.c.active),
    "A subquery as a value": change.values(
        age=select(func.count(orders.c.id)).where(orders.c.user_id == users.c.id).scalar_subquery()
    ),
    "Values in a given order": change.ordered_values((users.c.name, "x"), ("age", 5)),
    "Another table decides": change.values(name=organisations.c.name).where(users.c.org_id == organisations.c.id),
    "Several other tables": change.values(age=orders.c.id)
    .where(users.c.org_id == organisations.c.id)
    .where(orders.c.user_id == users.c.id),
    "Another table by a join": Case(
        change.values(age=1).where(users.c.id == users.alias("boss").c.boss_id),
    ),
    "Two tables are changed": Case(
        change.values({users.c.age: 1, organisations.c.name: "z"}).where(users.c.org_id == organisations.c.id),
        only=("str()", "mysql", "mariadb"),
    ),
    "With a LIMIT": Case(
        change.values(age=1).with_dialect_options(mysql_limit=5, mariadb_limit=5), only=("mysql", "mariadb")
    ),
    "With ORDER BY and LIMIT": Case(change.values(age=1).ext(mysql.limit(3)), only=("mysql", "mariadb")),
    "A value that is the value of another column": change.values(
        name=users.c.email + "!", email=from_dml_column(users.c.name)
    ),
    "A value that is the old value of another column": change.values(boss_id=from_dml_column(users.c.id)),
    "RETURNING": Case(
        change.values(age=users.c.age + 1).returning(users.c.id, users.c.age),
        refused={"mysql": "no RETURNING", "mariadb": "no RETURNING for UPDATE"},
    ),
    "Inline": change.inline().values(name="x"),
    "New values asked back": change.values(age=5).return_defaults(users.c.age),
}
