"""The SQL of the golden files is valid: each database takes it, or refuses it for the reason that the file gives.

Each entry runs on tables of its own (`golden.tables`, or what the entry makes `before`) and leaves nothing behind.
MySQL is not among the databases of the tests; its texts are compared, not run.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from golden.databases import dialect
from golden.registry import Case, families
from golden.render import compile_case, rendered
from golden.tables import metadata, orders, organisations, users
from ormolu import create_engine, exc, insert, make_url, text
from ormolu.engine import Connection, Engine
from ormolu.schema import BaseDDLElement, DropSchema


def is_ddl(case: Case, database: str) -> bool:
    return isinstance(case.on(database), BaseDDLElement)


def fill(connection: Connection) -> None:
    metadata.create_all(connection)
    connection.execute(insert(organisations).values(name="ours"))
    connection.execute(insert(users), [{"org_id": 1, "name": f"user {number}"} for number in (1, 2, 3)])
    connection.execute(insert(orders).values(user_id=1))


class Places:
    """Where entries run: those that change no schema on tables that stay, the others on a ground of their own."""

    def __init__(self, engine: Engine, database: str) -> None:
        self.database = database
        self.connection = engine.connect()
        self.main, self.other = engine.url.database, f"{engine.url.database}_golden"
        fill(self.connection)
        if database != "postgresql":
            self.connection.commit()

    def close(self) -> None:
        self.connection.rollback()
        if self.database == "mariadb":
            metadata.drop_all(self.connection)
            self.connection.execute(DropSchema("shop2", if_exists=True))
            self.connection.invalidate()
        self.connection.close()

    @contextmanager
    def of(self, case: Case) -> Iterator[Connection]:
        """A connection for one entry, which may do as it likes."""
        makes_tables = is_ddl(case, self.database) or bool(case.before)
        if self.database == "sqlite" and makes_tables:
            with create_engine("sqlite://").connect() as connection:
                if not is_ddl(case, self.database):
                    fill(connection)
                yield connection
        elif self.database == "mariadb" and makes_tables:
            self.connection.execute(text(f"CREATE DATABASE {self.other}"))
            self.connection.execute(text(f"USE {self.other}"))
            if not is_ddl(case, self.database):
                fill(self.connection)
            yield self.connection
            self.connection.rollback()
            self.connection.execute(text(f"DROP DATABASE {self.other}"))
            self.connection.execute(text(f"USE {self.main}"))
            self.connection.commit()
        else:
            with self.connection.begin_nested() as savepoint:
                if is_ddl(case, self.database):
                    self.connection.execute(text("CREATE SCHEMA golden"))
                    self.connection.execute(text("SET LOCAL search_path TO golden"))
                yield self.connection
                savepoint.rollback()


def run(connection: Connection, case: Case, database: str) -> None:
    for needed in case.before:
        connection.execute(needed)
    if case.compile:
        written = str(compile_case(case, database, dialect(database))).replace(":", r"\:")
        connection.execute(text(written)).close()
    else:
        connection.execute(case.on(database), case.params or {}).close()


def problem_with(places: Places, case: Case) -> str | None:
    """What the database says about an entry that it should take, or that it took one that it should refuse."""
    refused = case.refused.get(places.database)
    with places.of(case) as connection:
        try:
            run(connection, case, places.database)
        except (exc.DBAPIError, exc.CompileError) as error:
            return None if refused else str(error)[:300]
    if refused and not refused.startswith("since"):
        return f"was expected to be refused: {refused}"
    return None


@pytest.mark.filterwarnings("ignore")
def test_databases_take_the_sql(url: str) -> None:
    database = {"mysql": "mariadb"}.get(name := make_url(url).get_backend_name(), name)
    engine = create_engine(url)
    places = Places(engine, database)
    problems = {}
    for each in families():
        for title, case in each.entries.items():
            if database not in case.only or database in case.untried:
                continue
            if "Error: " in rendered(case, database, dialect(database)).split("\n")[0]:
                continue
            if problem := problem_with(places, case):
                problems[f"{each.name}: {title}"] = problem
    places.close()
    engine.dispose()
    assert not problems, "\n".join(f"{where}: {what}" for where, what in problems.items())
