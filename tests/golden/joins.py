"""JOIN: the ON clause from foreign keys or given, outer and full joins, joins of joins."""

from golden.registry import Case
from golden.tables import orders, organisations, users
from ormolu import join, outerjoin, select, true

boss = users.alias("boss")

ENTRIES = {
    "ON from the foreign key": select(users.c.name, organisations.c.name).join(organisations),
    "ON from the foreign key, left side named": select(orders.c.id).join_from(users, orders),
    "ON given": select(users.c.name).join(boss, users.c.boss_id == boss.c.id),
    "LEFT OUTER JOIN": select(users.c.name, orders.c.id).outerjoin(orders),
    "LEFT OUTER JOIN, left side named": select(orders.c.id).outerjoin_from(users, orders),
    "LEFT OUTER JOIN by a flag": select(users.c.name).join(orders, isouter=True),
    "FULL OUTER JOIN": Case(
        select(users.c.name, orders.c.id).join(orders, full=True), refused={"mariadb": "no FULL OUTER JOIN"}
    ),
    "Several joins": select(orders.c.id).join(users).join(organisations),
    "A join as a FROM": select(users.c.id).select_from(join(users, organisations)),
    "An outer join as a FROM": select(users.c.id).select_from(outerjoin(users, orders, users.c.id == orders.c.user_id)),
    "Methods of a table": select(users.c.id).select_from(users.join(orders).outerjoin(organisations)),
    "A join on the right of a join": select(organisations.c.id).select_from(
        organisations.outerjoin(users.join(orders), organisations.c.id == users.c.org_id)
    ),
    "CROSS JOIN, spelled as a condition that is always true": select(users.c.id).join(organisations, true()),
    "Two FROMs, one of them with a join": select(users.c.id, boss.c.name)
    .join_from(users, organisations)
    .where(boss.c.id == users.c.boss_id),
}
