"""INSERT: values, many rows, defaults, from SELECT, RETURNING."""

import uuid

from golden.registry import Case
from golden.tables import orders, organisations, tokens, users
from ormolu import Column, Integer, MetaData, String, Table, bindparam, from_dml_column, func, insert, literal, select
from ormolu.schema import CreateTable

defaults = Table(
    "defaults", MetaData(),
    Column("id", Integer, primary_key=True),
    Column("plain", Integer, default=5),
    Column("computed", Integer, default=lambda: 6),
    Column("sql", String(20), default=func.lower("X")),
    Column("server", Integer, server_default="7"),
)  # fmt: skip
made = [CreateTable(defaults)]

ENTRIES = {
    "All columns": Case(insert(organisations), params={"id": 80, "name": "x"}),
    "Some columns, by values()": insert(users).values(name="Ada", age=36),
    "Some columns, by the parameters of execute()": Case(insert(users), params={"name": "Ada"}),
    "Some columns, by columns and by position": insert(organisations).values((81, "x")),
    "Some columns, by Column objects": insert(users).values({users.c.name: "Ada"}),
    "No columns": Case(insert(defaults.to_metadata(MetaData())).values(), before=made),
    "No columns and no defaults": insert(users).values(),
    "Several rows in one statement": insert(users).values([{"name": "Ada", "age": 1}, {"name": "Bob", "age": 2}]),
    "Expressions as values": insert(users).values(
        name=func.lower("ADA"), age=literal(1) + 2, boss_id=select(func.max(organisations.c.id)).scalar_subquery()
    ),
    "A parameter with another name": Case(insert(users).values(name=bindparam("who")), params={"who": "Ada"}),
    "Defaults of columns": Case(insert(defaults), params={}, before=made),
    "Defaults of columns, not the one that is given": Case(insert(defaults).values(plain=1, sql="y"), before=made),
    "Inline: nothing is asked back": insert(users).inline().values(name="Ada"),
    "FROM SELECT": insert(organisations).from_select(["name"], select(users.c.name).where(users.c.name != None)),
    "FROM SELECT, with the defaults of columns": Case(
        insert(defaults).from_select(["server"], select(users.c.age)), before=made
    ),
    "FROM SELECT, without the defaults of columns": Case(
        insert(defaults).from_select(["server"], select(users.c.age), include_defaults=False), before=made
    ),
    "FROM a UNION": insert(organisations).from_select(
        [organisations.c.name],
        select(users.c.email).where(users.c.id < 0).union(select(orders.c.note).where(orders.c.id < 0)),
    ),
    "RETURNING": Case(insert(users).values(name="Ada").returning(users.c.id, users.c.name)),
    "RETURNING the row": Case(insert(organisations).values(name="Ada").returning(organisations)),
    "RETURNING expressions": Case(
        insert(users)
        .values(name="Ada")
        .returning(func.lower(users.c.name), users.c.age.label("years"), users.c.age + 1)
    ),
    "RETURNING in the order of the parameters": Case(
        insert(organisations).returning(organisations.c.id, sort_by_parameter_order=True), params={"name": "x"}
    ),
    "Defaults asked back": Case(insert(defaults).values(plain=1).return_defaults(), before=made),
    "A value that is the value of another column": Case(
        insert(users).values(name=func.lower("X"), email=from_dml_column(users.c.name))
    ),
    "A row with a UUID and JSON": insert(users).values(settings={"a": 1}, active=True),
    "A key that the caller makes": insert(tokens).values(key=uuid.UUID(int=5), user_id=1),
}
