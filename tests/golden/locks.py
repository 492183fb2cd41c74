"""FOR UPDATE and FOR SHARE: row locks, where a database has them."""

from golden.registry import Case
from golden.tables import orders, users
from ormolu import select

id_ = select(users.c.id)
mysql_of = {"mariadb": "no OF"}

ENTRIES = {
    "FOR UPDATE": id_.with_for_update(),
    "FOR SHARE": id_.with_for_update(read=True),
    "NOWAIT": id_.with_for_update(nowait=True),
    "SKIP LOCKED": id_.with_for_update(skip_locked=True),
    "FOR SHARE with SKIP LOCKED": Case(id_.with_for_update(read=True, skip_locked=True), refused={"mariadb": ""}),
    "Rows of one table": id_.join(orders).with_for_update(of=orders),
    "Rows of one table, named by a column": id_.join(orders).with_for_update(of=[users.c.id, orders.c.id]),
    "Only the key": id_.with_for_update(key_share=True),
    "Only the key, shared, of one table": id_.with_for_update(read=True, key_share=True, nowait=True, of=users),
    "After LIMIT": id_.order_by(users.c.id).limit(1).with_for_update(),
}
