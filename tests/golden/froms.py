"""What else stands in FROM: VALUES, LATERAL, TABLESAMPLE, functions, ONLY."""

from golden.registry import Case, each
from golden.tables import orders, users
from ormolu import JSON, Integer, String, cast, column, func, lateral, select, table, tablesample, true, values

pairs = values(column("a", Integer), column("b", String), name="v").data([(1, "x"), (2, "y")])
latest = (
    select(orders.c.total).where(orders.c.user_id == users.c.id).order_by(orders.c.id.desc()).limit(1).lateral("latest")
)
series = func.generate_series(1, 3).table_valued("n").render_derived()
no_lateral = {"sqlite": "no LATERAL", "mariadb": "no LATERAL"}
no_sample = {"sqlite": "no TABLESAMPLE", "mariadb": "no TABLESAMPLE"}
no_names = {"sqlite": "no names for the columns of VALUES", "mariadb": "no names for the columns of VALUES"}
no_function = {"sqlite": "no such function", "mariadb": "no functions in FROM"}

ENTRIES = {
    "VALUES": Case(select(pairs), refused=no_names),
    "VALUES with literals": Case(
        select(values(column("a", Integer), column("b", String), name="v", literal_binds=True).data([(1, "x")])),
        refused=no_names,
    ),
    "VALUES in WITH": select(pairs.cte("v")),
    "VALUES as a scalar": Case(select(values(column("a", Integer)).data([(1,)]).scalar_values())),
    "VALUES under another name": Case(select(pairs.alias("w")), refused=no_names),
    "VALUES with LATERAL": Case(
        select(users.c.id, values(column("a", Integer), name="v").data([(users.c.age,)]).lateral()), refused=no_lateral
    ),
    "LATERAL": Case(select(users.c.name, latest.c.total).join(latest, true()), refused=no_lateral),
    "The function lateral()": Case(
        select(users.c.name, lateral(select(orders.c.id).where(orders.c.user_id == users.c.id), "o").c.id),
        refused=no_lateral,
    ),
    "TABLESAMPLE": Case(select(users.tablesample(10).c.id), refused=no_sample),
    "TABLESAMPLE with a method and a seed": Case(
        select(tablesample(users, func.bernoulli(5), name="some", seed=func.pi()).c.id), refused=no_sample
    ),
    "A function that gives rows": Case(select(series.c.n), refused=no_function),
    "A function that gives rows, with a name and an order": Case(
        select(func.generate_series(4, 6).table_valued("n", with_ordinality="nr", name="s").render_derived().c.n),
        refused=no_function | {"sqlite": "no WITH ORDINALITY"},
    ),
    "A function that gives rows, columns written out": Case(
        select(
            func.json_to_recordset(cast([{"a": 1}], JSON))
            .table_valued(column("a", Integer))
            .render_derived(name="r", with_types=True)
        ),
        refused=no_function,
    ),
    "A function that gives one column": Case(
        select(func.json_array_elements(cast([1, 2], JSON)).column_valued("x")), refused=no_function
    ),
    "A function that gives rows, per row": Case(
        select(users.c.id, func.generate_series(1, users.c.age).table_valued("n").render_derived().lateral("l").c.n),
        refused=no_function,
    ),
    "The elements of JSON": each(
        sqlite=select(func.json_each("[5, 6]").table_valued("value").c.value),
        postgresql=select(func.json_array_elements(cast([5, 6], JSON)).table_valued("value").c.value),
    ),
    "A column of a function that gives several": Case(
        select(func.json_each(cast({"a": 1}, JSON)).scalar_table_valued("key")),
        differs="quotes on SQLite",
        refused=no_function,
    ),
    "A row of a table as a value": Case(
        select(func.row_to_json(users.table_valued())), refused=no_function | {"sqlite": "no rows as values"}
    ),
    "A table known by name only": select(table("users", column("id"), column("name")).c.name),
    "ONLY, without the tables that inherit": Case(
        select(users.c.id).with_hint(users, "ONLY", "postgresql"), only=("postgresql",)
    ),
}
