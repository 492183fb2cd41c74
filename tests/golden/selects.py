"""SELECT: columns, WHERE, GROUP BY, HAVING, ORDER BY, DISTINCT."""

from golden.registry import Case
from golden.tables import orders, organisations, users
from ormolu import OrderByList, and_, asc, desc, distinct, false, func, not_, nulls_first, nulls_last, or_, select, true

ENTRIES = {
    "Every column of a table": select(organisations),
    "Some columns and a condition": select(users.c.id, users.c.name).where(users.c.age > 17),
    "Several conditions are joined by AND": select(users.c.id).where(users.c.age > 17, users.c.active),
    "AND, OR and NOT": select(users.c.id).where(
        or_(and_(users.c.age > 17, users.c.name == "Ada"), not_(users.c.active))
    ),
    "The same with the operators & | ~": select(users.c.id).where(
        ((users.c.age > 17) & (users.c.name == "Ada")) | ~users.c.active
    ),
    "A constant condition goes away, or decides": select(users.c.id).where(
        and_(true(), users.c.age > 17), or_(false(), users.c.name == "Ada")
    ),
    "Nothing can be true": select(users.c.id).where(and_(users.c.age > 17, false())),
    "true() and false() where there is nothing else": select(users.c.id).where(true()),
    "filter_by looks for its names in all FROMs": select(users.c.id).join(orders).filter_by(note="gift"),
    "filter is another name of where": select(users.c.id).filter(users.c.age == 3),
    "Columns added, columns exchanged": select(users.c.id)
    .add_columns(users.c.name)
    .with_only_columns(users.c.name, users.c.age),
    "A column that another one already gives goes away": select(users, organisations)
    .where(users.c.org_id == organisations.c.id, users.c.id == organisations.c.id)
    .with_only_columns(users.c.id, organisations.c.id, organisations.c.name)
    .reduce_columns(),
    "An explicit FROM": select(func.count()).select_from(users),
    "GROUP BY and HAVING": select(users.c.org_id, func.count(users.c.id))
    .group_by(users.c.org_id)
    .having(func.count(users.c.id) > 2),
    "ORDER BY": select(users.c.id).order_by(users.c.name, users.c.age.desc(), asc(users.c.id)),
    "ORDER BY: a later call adds, None takes away": select(users.c.id)
    .order_by(users.c.name)
    .order_by(None)
    .order_by("age"),
    "ORDER BY a list that is one expression": select(users.c.id).order_by(
        OrderByList([users.c.name, users.c.age]).desc()
    ),
    "NULLs first or last": Case(
        select(users.c.id).order_by(
            nulls_last(desc(users.c.age)),
            nulls_first(asc(users.c.name)),
            users.c.id.nulls_last(),
            users.c.joined.nulls_first(),
        ),
        refused={"mariadb": "no NULLS FIRST or NULLS LAST"},
    ),
    "ORDER BY and GROUP BY by the name of a label": select(users.c.org_id, func.count().label("members"))
    .group_by("org_id")
    .order_by(desc("members")),
    "DISTINCT": select(users.c.name).distinct(),
    "DISTINCT ON": Case(select(users.c.name).distinct(users.c.org_id), only=("postgresql",)),
    "DISTINCT inside a function": select(func.count(distinct(users.c.name)), func.count(users.c.age.distinct())),
    "Two tables that nothing joins": select(users.c.id, organisations.c.id),
    "GROUP BY ROLLUP, CUBE and GROUPING SETS": Case(
        select(users.c.org_id, users.c.age, func.count()).group_by(func.rollup(users.c.org_id, users.c.age)),
        refused={"sqlite": "no GROUP BY ROLLUP"},
    ),
    "An alias of a table": select(users.alias("boss").c.name),
    "An alias without a name": select(users.alias().c.name),
}
