"""Arithmetic and bits: precedence decides where parentheses stand; division follows Python."""

from golden.registry import Case
from golden.tables import orders, users
from ormolu import bitwise_not, literal, select

a, b = users.c.age, users.c.id

ENTRIES = {
    "+ - * and a minus sign": select(a + 1, a - b, a * 2, -a, 1 + a, 1 - a),
    "Precedence": select((a + 1) * 2, a + 1 * b, a - (b - 1), (a - b) - 1, -(a + 1), a * (b * 2)),
    "True division": select(a / b, a / 2, orders.c.total / 2).join(orders),
    "Floor division": select(a // b, a // 2, orders.c.total // 2).join(orders),
    "Remainder": select(a % 2, 5 % a),
    "Bits": Case(
        select(a.bitwise_and(1), a.bitwise_or(2), a.bitwise_not(), a.bitwise_lshift(3), a.bitwise_rshift(4)),
    ),
    "Bits: exclusive or": Case(select(a.bitwise_xor(5)), differs="the parentheses on SQLite"),
    "The function bitwise_not()": select(bitwise_not(a + 1)),
    "Bits: precedence": select(a.bitwise_and(b) + 1, (a + b).bitwise_or(1), a.bitwise_and(b.bitwise_or(1))),
    "Bits: Python's << and >>": Case(
        select(a.op("<<")(1), a.op("&")(3)),
    ),
    "Literals alone": select(literal(7) + 2, literal(7) / 2),
    "Text with +": select(users.c.name + " " + users.c.email),
    "Dates": select(orders.c.placed - orders.c.placed),
}
