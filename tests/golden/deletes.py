"""DELETE: conditions, other tables, limit, RETURNING."""

from golden.registry import Case
from golden.tables import orders, organisations, users
from ormolu import delete, select
from ormolu.dialects import mysql

drop = delete(orders)

ENTRIES = {
    "All rows": drop,
    "Some rows": drop.where(orders.c.id == 3, orders.c.note != "x"),
    "Some rows, found by filter_by": drop.filter_by(id=3),
    "Another table decides": Case(
        drop.where(orders.c.user_id == users.c.id, users.c.age < 3), refused={"sqlite": "DELETE has one table"}
    ),
    "Another table is named": Case(
        drop.using(users).where(orders.c.user_id == users.c.id), refused={"sqlite": "DELETE has one table"}
    ),
    "A join decides": Case(
        drop.using(users.join(organisations)).where(orders.c.user_id == users.c.id),
        refused={"sqlite": "DELETE has one table"},
    ),
    "A subquery decides": drop.where(orders.c.user_id.in_(select(users.c.id).where(users.c.age < 3))),
    "With a LIMIT": Case(drop.with_dialect_options(mysql_limit=5, mariadb_limit=5), only=("mysql", "mariadb")),
    "With a LIMIT, as an extension": Case(drop.ext(mysql.limit(3)), only=("mysql", "mariadb")),
    "RETURNING": Case(drop.where(orders.c.id == 3).returning(orders.c.id, orders.c.note)),
    "RETURNING the row": drop.where(orders.c.id == 3).returning(orders),
}
