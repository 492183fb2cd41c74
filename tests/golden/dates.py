"""Dates and times: EXTRACT, literals, intervals."""

import datetime as dt

from golden.registry import Case
from golden.tables import orders, users
from ormolu import Date, DateTime, Interval, Time, cast, extract, func, literal, select

ENTRIES = {
    "EXTRACT": select(
        extract("year", users.c.joined), extract("month", orders.c.placed), extract("day", users.c.joined)
    ).join(orders),
    "EXTRACT: the other fields": select(
        extract("hour", users.c.joined),
        extract("minute", users.c.joined),
        extract("second", users.c.joined),
    ),
    "EXTRACT: day of the week, of the year, seconds since 1970": Case(
        select(extract("dow", users.c.joined), extract("doy", users.c.joined), extract("epoch", users.c.joined)),
        refused={"mariadb": "fields of PostgreSQL, which SQLite can compute"},
    ),
    "Compared with a value": select(users.c.id).where(users.c.joined > dt.datetime(2024, 5, 6, 7, 8, 9, 10)),
    "A date, a time": select(literal(dt.date(2024, 5, 6)), literal(dt.time(7, 8, 9))),
    "Written into the SQL": Case(
        select(
            literal(dt.date(2024, 5, 6), Date),
            literal(dt.datetime(2024, 5, 6, 7, 8, 9, 10), DateTime),
            literal(dt.time(7, 8, 9), Time),
        ),
        compile={"literal_binds": True},
    ),
    "A difference, and a time later by it": select(
        users.c.joined + dt.timedelta(days=1), users.c.joined - users.c.joined, users.c.joined - dt.timedelta(hours=2)
    ),
    "A day of a moment": select(cast(users.c.joined, Date), func.date(users.c.joined)),
    "An interval": select(literal(dt.timedelta(minutes=90), Interval)),
}
