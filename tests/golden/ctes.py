"""WITH: common table expressions, recursive, nested, materialised, with INSERT, UPDATE and DELETE inside."""

from golden.registry import Case
from golden.tables import orders, organisations, users
from ormolu import Integer, column, cte, delete, exists, func, insert, literal, select, text, update

totals = select(orders.c.user_id, func.sum(orders.c.total).label("total")).group_by(orders.c.user_id).cte("totals")
rich = select(totals.c.user_id).where(totals.c.total > 100).cte("rich")
_numbers = select(literal(1).label("n")).cte("numbers", recursive=True)
numbers = _numbers.union_all(select(_numbers.c.n + 1).where(_numbers.c.n < 10))
_chain = select(users.c.id, users.c.boss_id).where(users.c.id == 1).cte("chain", recursive=True)
chain = _chain.union(select(users.c.id, users.c.boss_id).join(_chain, users.c.boss_id == _chain.c.id))
inner = select(users.c.id).where(users.c.active).cte("inner_", nesting=True)
outer = select(inner.c.id).where(inner.c.id > 5).cte("outer_")
only_postgresql = {"sqlite": "only SELECT inside WITH", "mariadb": "only SELECT inside WITH"}

ENTRIES = {
    "A common table expression": select(users.c.name, totals.c.total).join(totals, totals.c.user_id == users.c.id),
    "One that uses another one": select(users.c.name).join(rich, rich.c.user_id == users.c.id),
    "The same one twice, under another name": select(totals.c.total, (t2 := totals.alias("t2")).c.total).where(
        totals.c.user_id == t2.c.user_id
    ),
    "Without a name": select(select(users.c.id).cte()),
    "Recursive: counting": select(numbers.c.n),
    "Recursive: everybody below a boss": select(chain),
    "Nested: the inner WITH stays inside": select(outer),
    "Nested by add_cte": select(literal(1)).add_cte(select(users.c.id).cte("a"), nest_here=True),
    "MATERIALIZED": Case(
        select(select(users.c.id).cte("a").prefix_with("MATERIALIZED", dialect="postgresql")),
    ),
    "The function cte()": select(cte(select(users.c.id), "a")),
    "SEARCH DEPTH FIRST, as a suffix": Case(
        select(chain.suffix_with("SEARCH DEPTH FIRST BY id SET nr", dialect="postgresql").c.id),
    ),
    "A text inside WITH": select(text("SELECT 1 AS one").columns(column("one", Integer)).cte("t")),
    "INSERT inside WITH": Case(
        select(insert(organisations).values(id=70, name="new").returning(organisations.c.id).cte("added")),
        refused=only_postgresql,
    ),
    "UPDATE inside WITH": Case(
        select(update(users).values(age=1).where(users.c.id == 3).returning(users.c.id, users.c.age).cte("changed")),
        refused=only_postgresql,
        only=("str()", "sqlite", "postgresql"),
    ),
    "DELETE inside WITH, read by an INSERT": Case(
        insert(organisations).from_select(
            ["id", "name"],
            select(delete(users).where(users.c.id == 3).returning(users.c.id, users.c.name).cte("gone")),
        ),
        refused=only_postgresql,
    ),
    "A WITH that nothing reads": Case(
        select(literal(1)).add_cte(insert(organisations).values(id=71, name="x").cte("added")), refused=only_postgresql
    ),
    "WITH and INSERT .. SELECT": insert(organisations).from_select(["name"], select(select(users.c.name).cte("c"))),
    "WITH and UPDATE": Case(
        update(users).values(age=1).where(exists(select(rich.c.user_id).where(rich.c.user_id == users.c.id))),
        refused={"mariadb": "WITH before SELECT only"},
    ),
    "WITH and DELETE": Case(
        delete(orders).where(orders.c.user_id.in_(select(rich.c.user_id))),
        refused={"mariadb": "WITH before SELECT only"},
    ),
}
