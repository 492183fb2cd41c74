"""Hints, prefixes and suffixes: text for one database or for all."""

from golden.registry import Case
from golden.tables import orders, users
from ormolu import delete, insert, select, update

id_ = select(users.c.id)

ENTRIES = {
    "Prefix for all": id_.prefix_with("ALL"),
    "Prefix for one database": id_.prefix_with("STRAIGHT_JOIN", dialect="mysql").prefix_with(
        "SQL_NO_CACHE", dialect="mariadb"
    ),
    "Suffix for one database": id_.suffix_with("PROCEDURE ANALYSE(5)", dialect="mariadb"),
    "Index hint": Case(
        id_.with_hint(users, "USE INDEX (email)", "mysql")
        .with_hint(users, "USE INDEX (email)", "mariadb")
        .with_hint(users, "INDEXED BY sqlite_autoindex_users_1", "sqlite"),
    ),
    "Hint for the statement": id_.with_statement_hint("/* from the report */"),
    "Hint for the statement, for one database": Case(
        id_.with_statement_hint("FOR SYSTEM_TIME ALL", "oracle").with_statement_hint(
            "LIMIT ROWS EXAMINED 100", "mariadb"
        ),
    ),
    "Hints of two tables": id_.join(orders)
    .with_hint(users, "IGNORE INDEX (email)", "mysql")
    .with_hint(orders, "FORCE INDEX FOR JOIN (PRIMARY)", "mysql"),
    "INSERT with a prefix": insert(users)
    .prefix_with("OR IGNORE", dialect="sqlite")
    .prefix_with("IGNORE", dialect="mysql")
    .values(id=9),
    "UPDATE with a prefix and a hint": update(users)
    .prefix_with("LOW_PRIORITY", dialect="mysql")
    .with_hint("USE INDEX (email)", dialect_name="mysql")
    .values(age=1),
    "DELETE with a prefix and a hint": delete(orders)
    .prefix_with("QUICK", dialect="mysql")
    .with_hint("/* all */", dialect_name="mysql"),
    "Prefix of an EXISTS": select(select(orders.c.id).prefix_with("SQL_SMALL_RESULT", dialect="mysql").exists()),
}
