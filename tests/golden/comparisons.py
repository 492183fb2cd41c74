"""Comparisons: =, <>, <, BETWEEN, IS, IS DISTINCT FROM, NULL and booleans."""

from golden.registry import Case
from golden.tables import orders, users
from ormolu import (
    ARRAY,
    Integer,
    UnaryExpression,
    between,
    bindparam,
    column,
    custom_op,
    false,
    literal,
    not_,
    null,
    select,
    true,
)

id_ = select(users.c.id)

ENTRIES = {
    "=, <>, <, <=, >, >=": id_.where(
        users.c.age == 1, users.c.age != 2, users.c.age < 3, users.c.age <= 4, users.c.age > 5, users.c.age >= 6
    ),
    "Two columns": id_.where(users.c.age == users.c.boss_id, users.c.age != users.c.id),
    "A value on the left": id_.where(users.c.age == 1, users.c.age > 2),
    "None means NULL": id_.where(users.c.name == None, users.c.age != None),
    "IS and IS NOT": id_.where(users.c.name.is_(None), users.c.age.is_not(None), users.c.age.is_not(null())),
    "IS DISTINCT FROM": id_.where(users.c.age.is_distinct_from(5), users.c.age.is_not_distinct_from(None)),
    "BETWEEN": id_.where(users.c.age.between(1, 2), between(users.c.id, 3, 4)),
    "NOT BETWEEN": id_.where(~users.c.age.between(1, 2)),
    "BETWEEN SYMMETRIC": Case(
        id_.where(users.c.age.between(2, 1, symmetric=True), ~users.c.age.between(4, 3, symmetric=True)),
        refused={"sqlite": "no SYMMETRIC", "mariadb": "no SYMMETRIC"},
    ),
    "A boolean column": id_.where(users.c.active),
    "A boolean column, negated": id_.where(~users.c.active),
    "A boolean column, compared": id_.where(
        users.c.active == True, users.c.active == false(), users.c.active.is_(True), users.c.active.is_not(false())
    ),
    "true() and false() as columns": select(true(), false(), null()),
    "NOT of a comparison is the opposite comparison": id_.where(
        not_(users.c.age == 1),
        not_(users.c.age < 2),
        not_(users.c.name.is_(None)),
        not_(users.c.name.is_distinct_from("x")),
    ),
    "NOT of AND and OR": id_.where(
        ~((users.c.age == 1) & (users.c.id == 2)), ~((users.c.age == 3) | (users.c.id == 4))
    ),
    "Comparisons as columns": select(users.c.age > 3, (users.c.age > 3).label("old"), not_(users.c.active)),
    "A comparison of comparisons": id_.where((users.c.age > 3) == (users.c.id > 4)),
    "An operator of one's own": Case(
        id_.where(users.c.name.op("~")("^A"), users.c.name.bool_op("~*")("b$")),
        refused={"sqlite": "an operator of PostgreSQL", "mariadb": "an operator of PostgreSQL"},
    ),
    "An operator of one's own, before and after": Case(
        select(
            UnaryExpression(users.c.age, operator=custom_op("@")), UnaryExpression(users.c.age, modifier=custom_op("!"))
        ),
        refused={
            "sqlite": "no such operators",
            "postgresql": "! was dropped in version 14",
            "mariadb": "no such operators",
        },
    ),
    "An operator of one's own, with precedence": select(
        users.c.age.op("%", precedence=8)(3) + 1, users.c.age.op("%")(3) + 1
    ),
    "Elements of an array": Case(
        select(
            column("tags", ARRAY(Integer))[1],
            column("tags", ARRAY(Integer))[1:2],
            column("tags", ARRAY(Integer)).any(5),
            column("tags", ARRAY(Integer)).all(5),
        ).select_from(users),
        only=("postgresql",),
        untried={"postgresql": "there is no such column"},
    ),
    "A literal on both sides": select(literal(1) == literal(2), bindparam("x", 3) == 4).select_from(orders),
}
