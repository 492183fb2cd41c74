"""UNION, INTERSECT, EXCEPT: nesting, and what comes after them."""

from golden.registry import Case
from golden.tables import orders, organisations, users
from ormolu import except_, except_all, func, intersect, intersect_all, select, union, union_all

a = select(users.c.id)
b = select(orders.c.user_id)
c = select(organisations.c.id)
no_all = {"sqlite": "only UNION has ALL"}

ENTRIES = {
    "UNION": union(a, b),
    "UNION ALL": union_all(a, b),
    "INTERSECT": intersect(a, b),
    "EXCEPT": except_(a, b),
    "INTERSECT ALL": Case(intersect_all(a, b), refused=no_all),
    "EXCEPT ALL": Case(except_all(a, b), refused=no_all),
    "Methods of SELECT": a.union(b, c),
    "Methods of SELECT: the others": Case(
        a.union_all(b.except_(c)), refused={"sqlite": "no parentheses around a member"}
    ),
    "Methods of SELECT: INTERSECT ALL": Case(a.intersect_all(b), refused=no_all),
    "Methods of SELECT: EXCEPT ALL, INTERSECT": Case(a.except_all(b.intersect(c)), refused=no_all),
    "ORDER BY and LIMIT of the whole": union(a, b).order_by("id").limit(3).offset(1),
    "LIMIT of a member": Case(
        union(a.order_by(users.c.id).limit(1), b).limit(3), refused={"sqlite": "no parentheses around a member"}
    ),
    "LIMIT of a member, as SQLite understands it": union(a.order_by(users.c.id).limit(1).subquery().select(), b),
    "A compound inside a compound": Case(
        union_all(a, except_(b, c)), refused={"sqlite": "no parentheses around a member"}
    ),
    "GROUP BY of the last member": union_all(a, b).group_by("id"),
    "A compound as a subquery": select(func.count()).select_from(union(a, b).subquery("ids")),
    "A compound as a scalar": select(
        union(select(func.max(users.c.id)), select(func.max(orders.c.id))).limit(1).scalar_subquery()
    ),
    "A compound of one": union(a),
}
