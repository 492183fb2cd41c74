"""The tutorial runs: every cell, on three databases, through `import sqlalchemy`, with the results it shows.

SELECTs and UPDATEs are compared with those the tutorial logged: text for text on MariaDB through mysqlclient (the
tutorial's driver; `./dev` installs it where it can be built), elsewhere up to the spelling of placeholders (and of what
`_spelt_today` lists). INSERTs may be batched, and the chatter of a new connection may differ.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import notebook
import pytest

from conftest import DATABASES, _server_url
from ormolu.engine import make_url

HERE = Path(__file__).parent
CELLS = {cell.number: cell for cell in notebook.cells()}
NAME = "sqlalchemy_levelup"

_BY_KEY = re.compile(r"^SELECT .* WHERE (\w+\.id = %s|%s = \w+\.\w+_id)$")

_played: dict[str, dict[Any, Any]] = {}


def _mysql_home(url: str, home: Path) -> str:
    """The tutorial's two shell lines, and the option file it reads."""
    import pymysql

    parsed = make_url(url)
    address = {"host": parsed.host, "port": parsed.port or 3306, "user": parsed.username}
    connection = pymysql.connect(**address, password=parsed.password or "")
    with connection, connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {NAME}")
        cursor.execute(f"CREATE DATABASE IF NOT EXISTS {NAME}")
    options = "".join(f"{key} = {value}\n" for key, value in {**address, "password": parsed.password or ""}.items())
    (home / ".my.cnf").write_text(f"[client]\n{options}")
    return url


def _postgresql_database(url: str) -> str:
    import psycopg

    plain = make_url(url).set(drivername="postgresql")
    with psycopg.connect(plain.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {NAME}")
    return make_url(url).set(database=NAME).render_as_string(hide_password=False)


@pytest.fixture(params=DATABASES)
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[Any, Any]:
    """What each cell gave on a database.

    The tutorial names its database itself, so one of pytest's workers plays it and leaves the outcome for all.
    """
    database: str = request.param
    if database not in _played:
        own = tmp_path_factory.getbasetemp()
        shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
        outcome = shared / f"levelup-{database}.json"
        with (shared / "levelup.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not outcome.exists():
                outcome.write_text(json.dumps(_play(database, tmp_path_factory.mktemp(database))))
        told = json.loads(outcome.read_text())
        _played[database] = {
            "database": database,
            "failure": told["failure"],
            **{cell["number"]: cell for cell in told["cells"]},
        }
    assert "final" in _played[database], _played[database]["failure"]
    return _played[database]


def _play(database: str, home: Path) -> dict[str, Any]:
    """Run the program in a process of its own; its cells, or why it failed."""
    if database == "sqlite":
        url = f"sqlite:///{home / 'levelup.db'}"
    elif database == "postgresql":
        url = _postgresql_database(_server_url(database))
    else:
        url = _mysql_home(_server_url(database), home)
    done = subprocess.run(
        [sys.executable, HERE / "play.py", database, url],
        env={**os.environ, "HOME": str(home), "PYTHONPATH": os.pathsep.join([str(HERE), *filter(None, sys.path)])},
        capture_output=True,
        text=True,
    )
    cells = json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 else []
    return {"cells": cells, "failure": done.stderr}


def _spelt_today(text: str) -> str:
    """A result of 2017 in today's spelling.

    The names of two containers, a quoted path in a URL, Python 2's long integers, and columns without labels where
    objects are refreshed or loaded lazily: since version 2.1 only `Query` labels every column.
    """
    text = text.replace("MetaData(bind=None)", "MetaData()").replace("immutabledict({", "FacadeDict({")
    text = text.replace("=~/.my.cnf", "=~%2F.my.cnf")
    if _BY_KEY.search(text):
        text = re.sub(r"(\w+)\.(\w+) AS \1_\2", r"\1.\2", text)
    return re.sub(r"\b(\d+)L\b", r"\1", text)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _statements(messages: list[str], paramstyle: str = "format") -> list[str]:
    """The SELECTs on the tutorial's tables, and the UPDATEs, each followed by its parameters."""
    found: list[str] = []
    wanted = False
    for message in map(_folded, messages):
        if wanted and message.startswith(("[", "(", "{")):
            found.append(_values(re.sub(r"^\[[^\]]*\] ", "", message), paramstyle))
            wanted = False
        elif wanted := bool(re.match(r"(SELECT (users|organisations|roles)\.|UPDATE)", message)):
            found.append(message if paramstyle == "format" else _plain_placeholders(message))
    return found


def _plain_placeholders(statement: str) -> str:
    return re.sub(r"\?|%\(\w+\)s(::\w+)?", "%s", statement)


def _values(parameters: str, paramstyle: str) -> str:
    """Parameters as a tuple; psycopg and PyMySQL take them by name."""
    if paramstyle != "pyformat":
        return parameters
    import ast

    return repr(tuple(ast.literal_eval(parameters).values()))


@pytest.mark.parametrize("number", list(CELLS))
def test_a_cell_gives_what_the_tutorial_shows(played: dict[Any, Any], number: int) -> None:
    cell, got = CELLS[number], played[number]
    if cell.result and cell.number != 13:
        assert _folded(got["result"]) == _spelt_today(cell.result)
    if number == 13:
        assert got["printed"] == [cell.result]


@pytest.mark.parametrize("number", [number for number, cell in CELLS.items() if _statements(list(cell.logged))])
def test_a_cell_emits_the_statements_that_the_tutorial_logged(played: dict[Any, Any], number: int) -> None:
    expected = [_spelt_today(entry) for entry in _statements(list(CELLS[number].logged))]
    assert _statements(played[number]["logged"], played["final"]["paramstyle"]) == expected


@pytest.mark.parametrize(
    ("number", "entry"), [(15, "BEGIN (implicit)"), (16, "COMMIT"), (19, "COMMIT"), (32, "ROLLBACK")]
)
def test_transactions_are_logged_where_the_tutorial_has_them(played: dict[Any, Any], number: int, entry: str) -> None:
    assert entry in played[number]["logged"]


def test_the_tutorial_ends_with_its_roles(played: dict[Any, Any]) -> None:
    assert played["final"]["roles"] == {
        "ben@example.com": ["admin", "can_export"],
        "ellie@example.com": [],
        "jerry@example.com": ["test_user"],
    }


def test_every_cell_of_the_text_is_run() -> None:
    headings = re.findall(r"^In \[(\d+)\]:$", notebook.TEXT.read_text(), re.MULTILINE)
    assert [str(number) for number in CELLS] == headings
    assert all(cell.code.strip() for cell in CELLS.values() if cell.number != 2)
