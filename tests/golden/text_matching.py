"""Text: LIKE and its family, without regard to case, regular expressions, MATCH, COLLATE."""

from golden.registry import Case, each
from golden.tables import users
from ormolu import collate, select

name = users.c.name
id_ = select(users.c.id)
no_regexp = {"sqlite": "REGEXP is a function that the driver brings; here without flags"}

ENTRIES = {
    "LIKE": id_.where(name.like("a%"), name.not_like("b%")),
    "LIKE with an escape character": id_.where(name.like("50/%%", escape="/"), ~name.like("a", escape="#")),
    "LIKE without regard to case": id_.where(name.ilike("a%"), name.not_ilike("b%"), name.ilike("c", escape="/")),
    "Begins, ends, contains": id_.where(name.startswith("a"), name.endswith("b"), name.contains("c")),
    "Begins, ends, contains: not": id_.where(~name.startswith("a"), ~name.endswith("b"), ~name.contains("c")),
    "Begins, ends, contains: another column": id_.where(
        name.startswith(users.c.email), name.endswith(users.c.email), name.contains(users.c.email)
    ),
    "Begins, ends, contains, without regard to case": id_.where(
        name.istartswith("a"), name.iendswith("b"), name.icontains("c")
    ),
    "Begins, ends, contains, without regard to case: not": id_.where(
        ~name.istartswith("a"), ~name.iendswith("b"), ~name.icontains("c")
    ),
    "% and _ that mean themselves": id_.where(
        name.contains("50%_/", autoescape=True), name.startswith("#", autoescape=True, escape="#")
    ),
    "MATCH": Case(
        id_.where(name.match("word"), ~name.match("word")),
        refused={"sqlite": "needs a full text table", "mariadb": "needs a FULLTEXT index"},
    ),
    "Regular expression": id_.where(name.regexp_match("^a+"), ~name.regexp_match("b$")),
    "Regular expression with flags": Case(
        id_.where(name.regexp_match("^a+", flags="i"), ~name.regexp_match("b$", flags="i")),
    ),
    "Replace by regular expression": Case(
        select(name.regexp_replace("a+", "b")), refused={"sqlite": "no such function"}
    ),
    "Replace by regular expression, with flags": Case(
        select(name.regexp_replace("a+", "b", flags="ig")),
        refused={"sqlite": "no such function", "mariadb": "no flag g: all are replaced"},
    ),
    "COLLATE": each(
        sqlite=id_.where(name.collate("NOCASE") == "ADA").order_by(collate(name, "BINARY")),
        postgresql=id_.where(name.collate("C") == "ADA").order_by(collate(name, "POSIX")),
        mysql=id_.where(name.collate("utf8mb4_bin") == "ADA").order_by(collate(name, "utf8mb4_general_ci")),
    ),
    "COLLATE and a direction": each(
        sqlite=id_.order_by(name.collate("NOCASE").desc()),
        postgresql=id_.order_by(name.collate("de_DE.utf8").desc()),
        mysql=id_.order_by(name.collate("utf8mb4_bin").desc()),
        untried={"postgresql": "the server may not know this language"},
    ),
}
