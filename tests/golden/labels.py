"""Names of columns: labels, label styles, names made up for expressions."""

from golden.registry import Case
from golden.tables import organisations, users
from ormolu import (
    LABEL_STYLE_DEFAULT,
    LABEL_STYLE_DISAMBIGUATE_ONLY,
    LABEL_STYLE_NONE,
    LABEL_STYLE_TABLENAME_PLUS_COL,
    Boolean,
    Integer,
    String,
    cast,
    column,
    func,
    label,
    literal,
    literal_column,
    not_,
    select,
    table,
)  # fmt: skip

both = select(users.c.id, organisations.c.id).join(organisations)
total = users.c.age + 1

ENTRIES = {
    "AS": select(users.c.id.label("user_id"), label("n", users.c.age + 1)),
    "AS, without a name": select(users.c.id.label(None)),
    "The same name from two tables": both,
    "The same name from two tables, each with its table": both.set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL),
    "The same name from two tables, left as it is": both.set_label_style(LABEL_STYLE_NONE),
    "The same name from two tables, by default": both.set_label_style(LABEL_STYLE_DEFAULT).set_label_style(
        LABEL_STYLE_DISAMBIGUATE_ONLY
    ),
    "The same column twice": select(users.c.id, organisations.c.id, users.c.id).join(organisations),
    "The same column twice in a subquery": select(both.subquery()),
    "Expressions": select(
        users.c.age + 1, func.lower(users.c.name), cast(users.c.age, String), -users.c.age, not_(users.c.active)
    ),
    "The same expression twice": select(total, total),
    "NOT keeps the name of what it denies": select(
        ~users.c.active, not_(cast(users.c.age, Boolean)), ~func.coalesce(users.c.active, True)
    ),
    "CAST of CAST keeps the name": select(
        cast(cast(users.c.age, String), Integer), cast(cast(func.lower("5"), String), Integer)
    ),
    "SQL text from two subqueries": (lambda s: select(s, s.alias()))(
        select(literal_column("1 + 1").label("n"), literal_column("age")).select_from(users).subquery()
    ),
    "The same function twice": select(func.lower(users.c.name), func.lower(users.c.email)),
    "Values": select(literal("x"), literal("y"), literal_column("1")),
    "A cast of a column beside the column": select(cast(users.c.age, String), users.c.age),
    "A text column beside the column": select(literal_column("age"), users.c.age, literal_column("age")),
    "A label in ORDER BY and GROUP BY": (lambda x: select(x).group_by(x).order_by(x.desc()))(
        (users.c.age + 1).label("next")
    ),
    "A label in WHERE is its expression": (lambda x: select(x).where(x > 5))((users.c.age + 1).label("next")),
    "The same table name in two schemas": Case(
        (lambda other: select(users.c.id, other.c.id).where(users.c.id == other.c.id))(
            table("users", column("id"), schema="other")
        ),
        untried={name: "there is no other schema" for name in ("sqlite", "postgresql", "mariadb")},
    ),
}
