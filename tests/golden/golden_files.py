"""Golden SQL: files which a database administrator can read, one per construct.

Each entry is `-- input: <Python expression>`, maybe `-- options: <compile options>`, then for each database
`-- <name>` and the expected SQL up to the `;`. The tables are those of `TABLES`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ormolu import schema, types
from ormolu.sql import expression, functions

FOLDER = Path(__file__).parent


class Entry(NamedTuple):
    """One expectation: this input, compiled for this database with these options, is this text."""

    file: str
    line: int
    source: str
    options: dict[str, bool]
    database: str
    text: str


def tables() -> dict[str, Any]:
    """The names that inputs use."""
    names: dict[str, Any] = {"func": functions.func}
    for module in (types, schema, expression):
        names.update({name: value for name, value in vars(module).items() if not name.startswith("_")})
    c, metadata = names["Column"], names["MetaData"]()
    names["t"] = names["Table"](
        "t", metadata, c("id", names["Integer"], primary_key=True), c("a", names["Integer"]),
        c("s", names["String"](20)), c("j", names["JSON"]), c("d", names["DateTime"]), c("b", names["Boolean"]),
    )  # fmt: skip
    names["u"] = names["Table"](
        "u", metadata, c("id", names["Integer"], primary_key=True), c("tid", names["ForeignKey"]("t.id")),
        c("name", names["String"](50)),
    )  # fmt: skip
    return names


def entries() -> Iterator[Entry]:
    """All expectations of all files."""
    for path in sorted(FOLDER.glob("*.sql")):
        yield from _entries_of(path)


def _entries_of(path: Path) -> Iterator[Entry]:
    source, options, database, start, text = "", {}, "", 0, []
    for number, line in enumerate(path.read_text().split("\n"), 1):
        if line.startswith("-- input: "):
            source, options = line.removeprefix("-- input: "), {}
        elif line.startswith("-- options: "):
            options = {name: True for name in line.removeprefix("-- options: ").split(", ")}
        elif line.startswith("-- "):
            database, start, text = line.removeprefix("-- "), number, []
        elif database:
            text.append(line)
            if line.endswith(";"):
                yield Entry(path.name, start, source, options, database, "\n".join(text)[:-1])
                database = ""
