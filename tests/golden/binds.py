"""Bind parameters: names, values, lists, values written into the SQL."""

import decimal

from golden.registry import Case
from golden.tables import orders, users
from ormolu import Integer, String, bindparam, literal, outparam, select

id_ = select(users.c.id)

ENTRIES = {
    "A value": id_.where(users.c.name == "Ada"),
    "Two values for the same column": id_.where((users.c.name == "Ada") | (users.c.name == "Bob")),
    "A parameter": Case(id_.where(users.c.name == bindparam("name")), params={"name": "Ada"}),
    "A parameter twice": Case(
        id_.where((users.c.name == bindparam("x", type_=String)) | (users.c.email == bindparam("x", type_=String))),
        params={"x": "Ada"},
    ),
    "A parameter with a value": id_.where(users.c.name == bindparam("name", "Ada")),
    "A parameter with a unique name": id_.where(
        users.c.name == bindparam("name", "Ada", unique=True), users.c.age == bindparam("name", 5, unique=True)
    ),
    "A parameter whose value is called for": id_.where(
        users.c.age == bindparam("age", callable_=lambda: 5, type_=Integer)
    ),
    "A parameter that may be missing": id_.where(users.c.age == bindparam("age", None, required=False)),
    "A list": id_.where(users.c.id.in_(bindparam("ids", [1, 2]))),
    "A value written into the SQL at execution": Case(id_.limit(bindparam("n", 5, literal_execute=True))),
    "A name with characters of its own": id_.where(users.c.age == bindparam("my age (years)", 5)),
    "params() gives values": id_.where(users.c.name == bindparam("name")).params(name="Ada"),
    "Typed values": select(
        literal(5), literal(decimal.Decimal("1.50")), literal(True), literal(b"x"), literal(None)
    ).select_from(orders),
    "An OUT parameter": Case(
        select(outparam("x", Integer)),
        untried={name: "for stored procedures" for name in ("sqlite", "postgresql", "mariadb")},
    ),
}
