"""Run every cell of the tutorial through the import alias, in a process of its own.

Arguments: a database (sqlite, postgresql, mysql) and its URL. On MySQL the tutorial's own URL is used, with
`~/.my.cnf` in the process's HOME; elsewhere `database_url` is replaced after the cell that shows it.
Prints one JSON list: per cell its number, the repr of its last expression, what it printed, what was logged.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import logging
import sys
from typing import Any

import notebook

import ormolu

SHOWS_THE_URL = 8


class Recorder(logging.Handler):
    """Keeps the messages of the engine's log."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def run_cell(code: str, namespace: dict[str, Any]) -> Any:
    """Execute a cell as IPython does: the value of a final expression is the cell's result."""
    tree = ast.parse(code)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<cell>", "exec"), namespace)
    if last is None:
        return None
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), namespace)


def play(database: str, url: str) -> list[dict[str, Any]]:
    ormolu.install_as_sqlalchemy()
    recorder = Recorder()
    logging.getLogger("sqlalchemy.engine").addHandler(recorder)
    namespace: dict[str, Any] = {}
    played = []
    for cell in notebook.cells():
        recorder.messages.clear()
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            result = run_cell(cell.code, namespace)
        shown = "" if result is None else repr(result)
        lines = [line for line in printed.getvalue().splitlines() if " INFO sqlalchemy.engine" not in line]
        played.append({"number": cell.number, "result": shown, "printed": lines, "logged": list(recorder.messages)})
        if cell.number == SHOWS_THE_URL and database != "mysql":
            namespace["database_url"] = url
    style = namespace["engine"].dialect.paramstyle
    played.append({"number": "final", "roles": final_state(namespace), "paramstyle": style})
    return played


def final_state(namespace: dict[str, Any]) -> dict[str, list[str]]:
    """Who has which role when the tutorial ends, read anew."""
    session = namespace["Session"]()
    users = session.query(namespace["User"]).order_by(namespace["User"].email).all()
    found = {user.email: sorted(role.name for role in user.roles) for user in users}
    session.close()
    namespace["session"].close()
    namespace["Base"].metadata.drop_all(namespace["engine"])
    namespace["engine"].dispose()
    return found


if __name__ == "__main__":
    print(json.dumps(play(*sys.argv[1:])))
