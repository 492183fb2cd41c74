"""Values written into the SQL (`literal_binds`), each type in each database's spelling."""

import datetime as dt
import decimal
import enum
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
    Interval,
    LargeBinary,
    Numeric,
    String,
    Time,
    Unicode,
    Uuid,
    insert,
    literal,
    null,
    select,
    text,
    update,
)  # fmt: skip


class Colour(enum.Enum):
    red = 1
    green = 2


def written(*expressions: object, **more: object) -> Case:
    return Case(select(*expressions), compile={"literal_binds": True}, **more)


ENTRIES = {
    "Numbers": written(literal(5), literal(-5), literal(1.5, Float), literal(decimal.Decimal("1.50"), Numeric(10, 2))),
    "A minus before a negative number": Case(
        select(users.c.age - literal(-5), -literal(-5, Integer)), compile={"literal_binds": True}, differs="parentheses"
    ),
    "Text": written(
        literal("plain"), literal("O'Hara"), literal("100%"), literal("back\\slash"), literal("ü", Unicode)
    ),
    "Booleans and NULL": written(literal(True), literal(False, Boolean), null(), literal(None, String)),
    "Dates and times": written(
        literal(dt.date(2024, 5, 6), Date),
        literal(dt.datetime(2024, 5, 6, 7, 8, 9), DateTime),
        literal(dt.time(7, 8), Time),
    ),
    "Bytes": written(literal(b"bytes'x", LargeBinary)),
    "An interval": written(literal(dt.timedelta(days=1, seconds=3), Interval)),
    "A UUID": written(literal(uuid.UUID(int=5), Uuid), literal(uuid.UUID(int=5).hex, Uuid(as_uuid=False))),
    "An enum": written(
        literal(Colour.red, Enum(Colour, native_enum=False)), literal("a", Enum("a", "b", name="ab", native_enum=False))
    ),
    "JSON": written(literal({"a": [1, "x'y"]}, JSON)),
    "A condition": Case(
        select(users.c.id).where(
            users.c.name == "x", users.c.age.in_([1, 2]), users.c.settings["a"].as_string() == "b"
        ),
        compile={"literal_binds": True},
    ),
    "INSERT": Case(
        insert(orders).values(id=90, user_id=1, note="it's", total=decimal.Decimal("1.5"), placed=dt.date(2024, 1, 2)),
        compile={"literal_binds": True},
    ),
    "UPDATE": Case(update(users).values(name="x", active=True, age=None), compile={"literal_binds": True}),
    "A text": Case(text("SELECT :a + 1").bindparams(a=5), compile={"literal_binds": True}),
}
