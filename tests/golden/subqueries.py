"""Subqueries: in FROM, as a value, EXISTS, ANY and ALL, correlation."""

from golden.registry import Case
from golden.tables import orders, organisations, users
from ormolu import all_, any_, exists, func, select

counts = select(orders.c.user_id, func.count().label("count")).group_by(orders.c.user_id).subquery("counts")
newest = select(func.max(orders.c.id)).where(orders.c.user_id == users.c.id).scalar_subquery()
ages = select(users.c.age).where(users.c.org_id == 1).scalar_subquery()
other = users.alias("other")
no_any = {"sqlite": "no ANY and ALL"}

ENTRIES = {
    "In FROM": select(users.c.name, counts.c.count).join(counts, counts.c.user_id == users.c.id),
    "In FROM, without a name": select(select(users.c.id).subquery()),
    "In FROM, as an alias": select(select(users.c.id).alias("s")),
    "As a column": select(users.c.name, newest.label("newest")),
    "As a value to compare with": select(users.c.id).where(
        users.c.age > select(func.avg(users.c.age)).scalar_subquery()
    ),
    "Correlated by itself": select(users.c.id).where(newest > 5),
    "Correlated by hand": select(users.c.id).where(
        users.c.age
        == select(func.max(other.c.age)).where(other.c.org_id == users.c.org_id).correlate(users).scalar_subquery()
    ),
    "Correlated with all but": select(users.c.id, organisations.c.name).where(
        select(orders.c.id)
        .where(orders.c.user_id == users.c.id, orders.c.id == organisations.c.id)
        .correlate_except(orders)
        .exists()
    ),
    "Not correlated at all": select(users.c.id).where(
        users.c.age == select(func.max(users.c.age)).correlate(None).scalar_subquery()
    ),
    "Correlated as a scalar": select(users.c.id).where(
        newest.correlate(users) > 1,
        select(func.count()).select_from(orders).scalar_subquery().correlate_except(orders) > 0,
    ),
    "EXISTS": select(users.c.id).where(exists().where(orders.c.user_id == users.c.id)),
    "NOT EXISTS": select(users.c.id).where(~exists(orders.c.id).where(orders.c.user_id == users.c.id)),
    "EXISTS of a SELECT": select(users.c.id).where(select(orders.c.id).where(orders.c.user_id == users.c.id).exists()),
    "EXISTS as a column": select(exists(select(users.c.id).where(users.c.age > 90))),
    "EXISTS of a FROM": select(users.c.id).where(exists(1).select_from(orders).where(orders.c.user_id == users.c.id)),
    "IN a subquery": select(users.c.id).where(users.c.id.in_(select(orders.c.user_id))),
    "ANY": Case(select(users.c.id).where(users.c.age == any_(ages)), refused=no_any),
    "ALL, as a method": Case(select(users.c.id).where(users.c.age >= ages.all_()), refused=no_any),
    "ALL": Case(select(users.c.id).where(users.c.age >= all_(ages), users.c.age == ages.any_()), refused=no_any),
    "A subquery of a subquery": select(select(counts.c.count).subquery("outer_")),
    "A scalar of a column twice": select(newest, newest + 1),
}
