"""INSERT that finds its row there: ON CONFLICT (SQLite, PostgreSQL), ON DUPLICATE KEY (MySQL, MariaDB)."""

from golden.registry import each
from golden.tables import orders, users
from ormolu import delete, func, select, text
from ormolu.dialects import mysql, postgresql, sqlite

row = {"id": 1, "name": "Ada", "email": "ada@example.com"}
lite = sqlite.insert(users).values(row)
pg = postgresql.insert(users).values(row)
my = mysql.insert(users).values(row)

no_row = [delete(orders), delete(users)]

ENTRIES = {
    "Do nothing": each(
        sqlite=lite.on_conflict_do_nothing(), postgresql=pg.on_conflict_do_nothing(), mysql=my.prefix_with("IGNORE")
    ),
    "Do nothing if this key is there": each(
        sqlite=lite.on_conflict_do_nothing(index_elements=["id"]),
        postgresql=pg.on_conflict_do_nothing(index_elements=[users.c.id]),
    ),
    "Take the new values": each(
        sqlite=lite.on_conflict_do_update(
            index_elements=["id"], set_={"name": lite.excluded.name, "email": lite.excluded.email}
        ),
        postgresql=pg.on_conflict_do_update(
            index_elements=["id"], set_={"name": pg.excluded.name, "email": pg.excluded.email}
        ),
        mysql=my.on_duplicate_key_update(name=my.inserted.name, email=my.inserted.email),
    ),
    "Take all new values": each(
        sqlite=lite.on_conflict_do_update(index_elements=["id"], set_=lite.excluded),
        postgresql=pg.on_conflict_do_update(index_elements=["id"], set_=pg.excluded),
        mysql=my.on_duplicate_key_update(my.inserted),
    ),
    "Compute from old and new": each(
        sqlite=lite.on_conflict_do_update(
            index_elements=["id"], set_={"age": users.c.age + 1, "name": lite.excluded.name + "!"}
        ),
        postgresql=pg.on_conflict_do_update(
            index_elements=["id"], set_={"age": users.c.age + 1, "name": pg.excluded.name + "!"}
        ),
        mysql=my.on_duplicate_key_update(age=users.c.age + 1, name=my.inserted.name + "!"),
    ),
    "Only if": each(
        sqlite=lite.on_conflict_do_update(index_elements=["id"], set_={"name": "x"}, where=users.c.age > 5),
        postgresql=pg.on_conflict_do_update(index_elements=["id"], set_={"name": "x"}, where=users.c.age > 5),
    ),
    "A partial index": each(
        sqlite=lite.on_conflict_do_update(index_elements=["email"], index_where=users.c.age > 5, set_={"name": "x"}),
        postgresql=pg.on_conflict_do_update(index_elements=["email"], index_where=users.c.age > 5, set_={"name": "x"}),
        before=no_row,
    ),
    "A constraint by name": each(
        postgresql=(n := postgresql.insert(users).values(name="Ada")).on_conflict_do_update(
            constraint="users_email_key", set_={"name": n.excluded.name}
        ),
    ),
    "A constraint": each(postgresql=pg.on_conflict_do_nothing(constraint=users.primary_key)),
    "The order of the assignments": each(
        mysql=my.on_duplicate_key_update([("name", func.concat(users.c.name, "x")), ("age", 5)]),
    ),
    "Several clauses": each(
        sqlite=lite.on_conflict_do_nothing(index_elements=["email"]).on_conflict_do_update(
            index_elements=["id"], set_={"name": "x"}
        ),
    ),
    "An expression as a value": each(
        sqlite=lite.on_conflict_do_update(index_elements=["id"], set_={"name": func.lower("X")}),
        postgresql=pg.on_conflict_do_update(
            index_elements=["id"], set_={"name": select(func.max(users.c.name)).scalar_subquery()}
        ),
        mysql=my.on_duplicate_key_update(name=func.lower("X"), age=text("age + 1")),
    ),
    "Several rows": each(
        sqlite=(m := sqlite.insert(users).values([row, {**row, "id": 2, "email": "b"}])).on_conflict_do_update(
            index_elements=["id"], set_={"name": m.excluded.name}
        ),
        postgresql=(p := postgresql.insert(users).values([row, {**row, "id": 2, "email": "b"}])).on_conflict_do_update(
            index_elements=["id"], set_={"name": p.excluded.name}
        ),
        mysql=(y := mysql.insert(users).values([row, {**row, "id": 2, "email": "b"}])).on_duplicate_key_update(
            name=y.inserted.name
        ),
    ),
    "With RETURNING": each(
        sqlite=lite.on_conflict_do_update(index_elements=["id"], set_={"name": "x"}).returning(users.c.id),
        postgresql=pg.on_conflict_do_update(index_elements=["id"], set_={"name": "x"}).returning(users.c.id),
        mariadb=my.on_duplicate_key_update(name="x").returning(users.c.id),
    ),
}
