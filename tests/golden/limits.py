"""LIMIT, OFFSET, FETCH."""

from golden.registry import Case
from golden.tables import users
from ormolu import bindparam, literal, select

id_ = select(users.c.id).order_by(users.c.id)
no_fetch = {"sqlite": "no FETCH", "mysql": "no FETCH"}

ENTRIES = {
    "LIMIT": id_.limit(5),
    "OFFSET": id_.offset(5),
    "LIMIT and OFFSET": id_.limit(5).offset(6),
    "A slice": id_.slice(10, 15),
    "FETCH FIRST": Case(id_.fetch(5), refused=no_fetch),
    "FETCH FIRST WITH TIES, OFFSET": Case(id_.offset(3).fetch(5, with_ties=True), refused=no_fetch),
    "FETCH FIRST a percentage": Case(
        id_.fetch(10, percent=True), refused=no_fetch | {"postgresql": "no PERCENT", "mariadb": "no PERCENT"}
    ),
    "An expression": Case(id_.limit(literal(2) + 3).offset(bindparam("skip", 1)), refused={"mariadb": "numbers only"}),
    "Taken away again": id_.limit(5).limit(None),
    "None of it": id_.limit(0),
    "Written into the SQL": Case(id_.limit(5).offset(6), compile={"literal_binds": True}),
}
