"""CASE, CAST, and types in expressions."""

import uuid

from golden.registry import Case
from golden.tables import orders, users
from ormolu import (
    JSON,
    Boolean,
    Date,
    DateTime,
    Enum,
    Float,
    Integer,
    LargeBinary,
    Numeric,
    String,
    Text,
    Time,
    Uuid,
    case,
    cast,
    exists,
    func,
    literal,
    literal_column,
    null,
    select,
    try_cast,
    type_coerce,
)  # fmt: skip

ENTRIES = {
    "CASE WHEN": select(case((users.c.age < 18, "young"), (users.c.age > 70, "old"), else_="grown")),
    "CASE WHEN EXISTS": select(
        case((exists().where(orders.c.user_id == users.c.id), 1), (~users.c.active, 2), else_=-users.c.age)
    ),
    "CASE of a value": select(case({1: "one", 2: "two"}, value=users.c.id, else_=users.c.name)),
    "CASE without ELSE": select(case((users.c.active, users.c.id))),
    "CASE with NULL": select(case((users.c.age == 1, null()), else_=literal_column("2"))),
    "CASE in ORDER BY": select(users.c.id).order_by(case({"root": 0}, value=users.c.name, else_=1)),
    "CAST": select(
        cast(users.c.age, String),
        cast(users.c.age, String(20)),
        cast(users.c.email, Integer),
        cast(users.c.age, Numeric(10, 2)),
    ),
    "CAST to further types": select(
        cast(users.c.age, Text),
        cast(users.c.email, Date),
        cast(users.c.email, DateTime),
        cast(users.c.email, Time),
        cast(users.c.age, Float),
    ),
    "CAST to types that not every database casts to": Case(
        select(cast(users.c.age, Boolean)), untried={"mariadb": "warns"}
    ),
    "CAST of documents and bytes": Case(
        select(
            cast('{"a": 1}', JSON), cast(b"x", LargeBinary), cast("abc", Enum("abc", "d", name="e", native_enum=False))
        ),
        refused={"mariadb": "no CAST to JSON"},
    ),
    "CAST to UUID": select(cast(uuid.UUID(int=5), Uuid)),
    "CAST as a method": select(users.c.age.cast(String) + "!"),
    "CAST of NULL": select(cast(None, Integer)),
    "TRY_CAST": Case(
        select(try_cast(users.c.email, Integer)), only=("str()", "sqlite", "postgresql", "mysql", "mariadb")
    ),
    "A type for Python's eyes only": select(type_coerce(users.c.age, Numeric(10, 2)) + 1, type_coerce("x", String)),
    "COALESCE and NULLIF": select(func.coalesce(users.c.name, "?"), func.nullif(users.c.age, 0)).select_from(orders),
    "A literal with a type": select(literal(5, String), literal("x"), literal(1.5)),
}
