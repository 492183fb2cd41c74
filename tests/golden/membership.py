"""IN: lists, empty lists, tuples, subqueries."""

from golden.registry import Case
from golden.tables import orders, users
from ormolu import bindparam, literal, select, tuple_

id_ = select(users.c.id)
pair = tuple_(users.c.id, users.c.age)

ENTRIES = {
    "IN a list": id_.where(users.c.id.in_([1, 2, 3])),
    "NOT IN a list": id_.where(users.c.id.not_in([1, 2])),
    "NOT of IN": id_.where(~users.c.name.in_(["x"])),
    "IN an empty list is false": id_.where(users.c.id.in_([])),
    "NOT IN an empty list is true": id_.where(users.c.id.not_in([])),
    "IN a list with NULL, and with expressions": id_.where(users.c.id.in_([1, None, users.c.age, literal(5) + 1])),
    "IN a parameter": Case(id_.where(users.c.id.in_(bindparam("ids", expanding=True, value=[4, 5])))),
    "IN a subquery": id_.where(users.c.id.in_(select(orders.c.user_id)), users.c.id.not_in(select(orders.c.id))),
    "A tuple IN a list": id_.where(pair.in_([(1, 20), (2, 30)])),
    "A tuple NOT IN a list": id_.where(pair.not_in([(1, 20)])),
    "A tuple IN an empty list": id_.where(pair.in_([])),
    "A tuple IN a subquery": id_.where(pair.in_(select(orders.c.user_id, orders.c.id))),
    "A tuple compared": id_.where(pair == (1, 20), pair > tuple_(literal(1), users.c.boss_id)),
    "IN as a column": select(users.c.id.in_([1, 2])),
    "A value IN columns": id_.where(literal(5).in_([users.c.id, users.c.age])),
    "IN a list, written into the SQL": Case(
        id_.where(users.c.id.in_([1, 2]), users.c.name.in_(["O'Hara"])), compile={"literal_binds": True}
    ),
}
