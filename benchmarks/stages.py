"""What one statement costs, stage by stage: microseconds of CPU, the minimum of many short batches.

    PYTHONPATH=src python benchmarks/stages.py                     # Ormolu
    python benchmarks/stages.py --library sqlalchemy               # the same code on SQLAlchemy
    python benchmarks/stages.py --only get --repeat 400

SQLite, a temporary file. Stages run in turn, batch by batch, so that a busy machine disturbs them alike; the minimum of batches
of about a millisecond is what is left. `over raw` subtracts what the driver alone needs for the same rows.
The peer benchmark (`bench`) has the same figures as workloads: `pk_fresh`, `pk_identity`, `filter_limit`.
"""

import argparse
import os
import sqlite3
import sys
import tempfile
import time

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--library", default="ormolu", choices=["ormolu", "sqlalchemy"])
parser.add_argument("--only", default="", help="run the stages whose name contains this")
parser.add_argument("--repeat", type=int, default=200, help="batches of each stage")
options = parser.parse_args()

if options.library == "ormolu":
    import ormolu

    ormolu.install_as_sqlalchemy()

from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine, select, text  # noqa: E402
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column  # noqa: E402

ROWS = 1000
DDL = "CREATE TABLE account (id INTEGER PRIMARY KEY, email VARCHAR, password VARCHAR, age INTEGER, bio VARCHAR, org_id INTEGER)"
SMALL = "SELECT id, email, password, age, bio, org_id FROM account WHERE org_id = ? AND age >= ? ORDER BY id LIMIT ?"
ONE = "SELECT id, email, password, age, bio, org_id FROM account WHERE id = ?"


class Base(DeclarativeBase):
    pass


class Account(Base):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    password: Mapped[str]
    age: Mapped[int]
    bio: Mapped[str | None]
    org_id: Mapped[int]


table = Table("t", MetaData(), Column("a", Integer), Column("b", Integer), Column("c", String))
account = Account.__table__
folder = tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
path = os.path.join(folder.name, "stages.db")
engine = create_engine("sqlite:///" + path)
driver = sqlite3.connect(path)
driver.execute(DDL)
driver.executemany(
    "INSERT INTO account VALUES (?, ?, ?, ?, ?, ?)",
    [(i, f"user{i}@example.org", "x" * 20, 20 + i % 50, None, i // 20) for i in range(1, ROWS + 1)],
)
driver.commit()

session = Session(engine)
connection = session.connection()
held = session.scalars(select(Account).where(Account.id <= 100)).all()
cursor = driver.cursor()


def raw_small():
    cursor.execute(SMALL, (7, 20, 20))
    return cursor.fetchall()


def raw_one():
    cursor.execute(ONE, (7,))
    return cursor.fetchone()


def raw_transaction():
    driver.execute("BEGIN")
    driver.commit()


def core_statement():
    return select(table).where(table.c.a == 5, table.c.b > 3)


def core_key():
    return core_statement()._generate_cache_key()


def core_small():
    c = account.c
    return select(account).where(c.org_id == 7, c.age >= 20).order_by(c.id).limit(20)


def core_execute():
    return connection.execute(core_small()).all()


def core_execute_one():
    return connection.execute(select(account).where(account.c.id == 7)).all()


PREPARED = select(account).where(account.c.id == 7)


def core_execute_prepared():
    return connection.execute(PREPARED).all()


def orm_statement():
    return select(Account).where(Account.org_id == 7, Account.age >= 20).order_by(Account.id).limit(20)


def orm_key():
    return orm_statement()._generate_cache_key()


def orm_small():
    return session.scalars(orm_statement()).all()


def orm_small_session():
    with Session(engine) as own:
        return own.scalars(orm_statement()).all()


def get_hit():
    return session.get(Account, 7)


def get_miss():
    with Session(engine) as own:
        return own.get(Account, 7)


def empty_session():
    with Session(engine):
        pass


def checkout():
    with engine.connect():
        pass


def transaction():
    with engine.begin():
        pass


def text_one():
    return connection.execute(text(ONE.replace("?", ":id")), {"id": 7}).all()


#: name -> (function, the raw driver's function for the same work or None)
STAGES = {
    "raw 20 rows": (raw_small, None),
    "raw 1 row": (raw_one, None),
    "raw begin + commit": (raw_transaction, None),
    "core build": (core_statement, None),
    "core build+key": (core_key, None),
    "core execute 20 rows": (core_execute, raw_small),
    "core execute 1 row": (core_execute_one, raw_one),
    "core execute 1 row, statement kept": (core_execute_prepared, raw_one),
    "text execute 1 row": (text_one, raw_one),
    "orm build": (orm_statement, None),
    "orm build+key": (orm_key, None),
    "orm 20 rows": (orm_small, raw_small),
    "session + orm 20 rows + close": (orm_small_session, raw_small),
    "get hit": (get_hit, None),
    "session + get miss + close": (get_miss, raw_one),
    "session + close": (empty_session, None),
    "connect + close": (checkout, None),
    "begin + commit + close": (transaction, raw_transaction),
}


def batch_size(function):
    """How many calls take about a millisecond, once everything is compiled and cached."""
    count = 8
    for _ in range(count):
        function()
    while True:
        start = time.process_time()
        for _ in range(count):
            function()
        if time.process_time() - start > 0.001:
            return count
        count *= 2


def measure(functions, repeat):
    """Function -> the least microseconds of one call."""
    sizes = {function: batch_size(function) for function in functions}
    best = dict.fromkeys(functions, float("inf"))
    for _ in range(repeat):
        for function, size in sizes.items():
            calls = range(size)
            start = time.process_time()
            for _ in calls:
                function()
            best[function] = min(best[function], (time.process_time() - start) / size * 1e6)
    return best


def main():
    chosen = {name: pair for name, pair in STAGES.items() if options.only in name}
    functions = {function for pair in chosen.values() for function in pair if function is not None}
    best = measure(sorted(functions, key=lambda function: function.__name__), options.repeat)
    print(f"{'microseconds':36} {'all':>8} {'over raw':>9}")
    for name, (function, raw) in chosen.items():
        over = f"{best[function] - best[raw]:9.2f}" if raw is not None else ""
        print(f"{name:36} {best[function]:8.2f} {over}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
