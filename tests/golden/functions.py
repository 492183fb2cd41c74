"""Functions: known ones with their spelling per database, and any other by its name."""

from golden.registry import Case
from golden.tables import orders, users
from ormolu import Integer, Sequence, cast, func, literal_column, select, type_coerce
from ormolu.sql.functions import GenericFunction


class as_utc(GenericFunction):
    """A function of the user's own, with a type."""

    type = Integer()
    inherit_cache = True


ENTRIES = {
    "Any function": select(func.lower(users.c.name), func.coalesce(users.c.age, 3)),
    "Any function of a schema": Case(
        select(func.pg_catalog.upper(users.c.name)),
        refused={"sqlite": "no schemas of functions", "mariadb": "no such function"},
    ),
    "A name that needs quotes": Case(
        select(getattr(func, "Mixed Case")(1)),
        untried={name: "there is no such function" for name in ("sqlite", "postgresql", "mariadb")},
    ),
    "A function of one's own class": Case(
        select(func.as_utc(users.c.age)),
        untried={name: "there is no such function" for name in ("sqlite", "postgresql", "mariadb")},
    ),
    "What day and time is it": Case(
        select(
            func.now(),
            func.current_date(),
            func.current_time(),
            func.current_timestamp(),
            func.localtime(),
            func.localtimestamp(),
        ),
        refused={"sqlite": "no LOCALTIME"},
    ),
    "SYSDATE": Case(select(func.sysdate()), refused={"postgresql": "no such function", "sqlite": "no such function"}),
    "Who am I": Case(
        select(func.current_user(), func.session_user(), func.user()),
        refused={"sqlite": "has no users", "mariadb": "SESSION_USER wants parentheses"},
    ),
    "count, sum, min, max, avg": select(
        func.count(),
        func.count(users.c.id),
        func.sum(users.c.age),
        func.min(users.c.age),
        func.max(users.c.age),
        func.avg(users.c.age),
    ),
    "Length of a text": select(func.char_length(users.c.name), func.length(users.c.name)),
    "Strings put together": Case(
        select(func.concat(users.c.name, "!"), users.c.name + "!", users.c.name.concat("?")),
        refused={"sqlite": "since 3.44: concat()"},
    ),
    "A random number": select(func.random()),
    "substring and pow": Case(
        select(func.substring(users.c.name, 1, 2), func.pow(users.c.age, 2)),
        refused={"sqlite": "since 3.35, where built with it"},
    ),
    "Strings of many rows": select(func.aggregate_strings(users.c.name, ", ")),
    "CUBE and GROUPING SETS": Case(
        select(func.count(users.c.id)).group_by(
            func.cube(users.c.org_id, users.c.age), func.grouping_sets(users.c.org_id, users.c.age)
        ),
        refused={"sqlite": "no CUBE", "mariadb": "no CUBE"},
    ),
    "A function over a cast": select(func.abs(cast(users.c.email, Integer))),
    "A type for a function's result": select(
        func.abs(users.c.age, type_=Integer) + 1, type_coerce(func.abs(users.c.age), Integer) + 1
    ),
    "A function as a comparison": Case(
        select(users.c.id).where(func.instr(users.c.name, "x").as_comparison(1, 2)),
        refused={"postgresql": "no such function"},
    ),
    "A function as an alias": Case(
        select(func.lower("X").alias("l").column),
        refused={"sqlite": "not a function of rows", "mariadb": "no functions in FROM"},
    ),
    "A function as the whole statement": func.lower("X"),
    "Next value of a sequence": Case(
        select(func.next_value(Sequence("numbers"))),
        untried={"postgresql": "see sequences.sql", "mariadb": "see sequences.sql"},
    ),
    "A function of a literal column": select(func.abs(literal_column("-1"))).select_from(orders),
}
