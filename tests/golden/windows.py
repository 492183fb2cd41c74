"""Window functions and aggregates: OVER, frames, FILTER, WITHIN GROUP, ORDER BY inside."""

from golden.registry import Case
from golden.tables import orders, users
from ormolu import (
    FrameClause,
    FrameClauseType,
    aggregate_order_by,
    func,
    funcfilter,
    over,
    select,
    within_group,
)
from ormolu.dialects import postgresql

total = func.sum(users.c.age)
no_groups = {"mariadb": "no GROUPS"}
no_filter = {"mariadb": "no FILTER"}
no_within = {"sqlite": "no WITHIN GROUP", "mariadb": "no WITHIN GROUP but with OVER"}

ENTRIES = {
    "OVER everything": select(func.row_number().over()),
    "PARTITION BY and ORDER BY": select(
        total.over(partition_by=users.c.org_id, order_by=[users.c.age, users.c.id.desc()])
    ),
    "The function over()": select(over(func.rank(), order_by=users.c.age)),
    "ROWS": select(total.over(order_by=users.c.id, rows=(None, 0))),
    "ROWS from before to after": select(total.over(order_by=users.c.id, rows=(-5, 10))),
    "ROWS that all lie before": select(total.over(order_by=users.c.id, rows=(-5, -1))),
    "RANGE": select(total.over(order_by=users.c.id, range_=(-5, 10))),
    "RANGE to the end": select(total.over(order_by=users.c.id, range_=(0, None))),
    "GROUPS": Case(select(total.over(order_by=users.c.id, groups=(None, 1))), refused=no_groups),
    "EXCLUDE": Case(
        select(
            total.over(order_by=users.c.id, rows=(-1, 1), exclude="CURRENT ROW"),
            total.over(order_by=users.c.id, groups=(-1, 1), exclude="TIES"),
        ),
        refused={"mariadb": "no EXCLUDE"},
    ),
    "A frame whose bounds are values of their own": select(
        total.over(order_by=users.c.id, range_=FrameClause(3, None, FrameClauseType.PRECEDING, FrameClauseType.CURRENT))
    ),
    "FILTER": Case(select(func.count(users.c.id).filter(users.c.active)), refused=no_filter),
    "The function funcfilter()": Case(select(funcfilter(func.count(users.c.id), users.c.age > 5)), refused=no_filter),
    "FILTER and OVER": Case(select(total.filter(users.c.age > 5).over(order_by=users.c.id)), refused=no_filter),
    "WITHIN GROUP": Case(select(func.mode().within_group(users.c.age)), refused=no_within),
    "WITHIN GROUP: percentiles": Case(
        select(
            func.percentile_cont(0.5).within_group(users.c.age.desc()),
            within_group(func.percentile_disc(0.5), users.c.age),
            func.rank(5).within_group(users.c.age),
            func.dense_rank(5).within_group(users.c.age),
            func.percent_rank(5).within_group(users.c.age),
            func.cume_dist(5).within_group(users.c.age),
        ),
        refused=no_within,
    ),
    "WITHIN GROUP and FILTER": Case(
        select(func.mode().within_group(users.c.age).filter(users.c.active)), refused=no_within
    ),
    "ORDER BY inside an aggregate": Case(
        select(func.group_concat(users.c.name).aggregate_order_by(users.c.name)),
        refused={"sqlite": "since 3.44", "postgresql": "is called string_agg there"},
    ),
    "Strings put together, in order": Case(
        select(func.aggregate_strings(users.c.name, ", ").aggregate_order_by(users.c.name.desc())),
        refused={"sqlite": "ORDER BY inside an aggregate since 3.44"},
    ),
    "The function aggregate_order_by()": Case(
        select(aggregate_order_by(func.count(users.c.name), users.c.name, users.c.id)),
        refused={"sqlite": "since 3.44", "mariadb": "only in GROUP_CONCAT"},
    ),
    "ORDER BY as an argument of an aggregate (PostgreSQL)": Case(
        select(
            func.array_agg(postgresql.aggregate_order_by(users.c.id, users.c.age.desc())),
            postgresql.array_agg(orders.c.id),
        ).join(orders),
        only=("postgresql",),
    ),
}
