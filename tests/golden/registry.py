"""What a golden entry is, and which families of entries there are.

A family is a module of this folder with `ENTRIES`: title -> statement. The file of the same name with the suffix
`.sql` has what each database is sent. A statement that says more about itself is wrapped in a `Case`.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

FOLDER = Path(__file__).parent
DATABASES = ("str()", "sqlite", "postgresql", "mysql", "mariadb")
"""`str()` is the text that `str(statement)` gives: SQL for no database in particular."""

FAMILIES = (
    "selects", "joins", "compounds", "ctes", "subqueries", "froms", "windows", "functions", "comparisons",
    "arithmetic", "text_matching", "membership", "conditionals", "json_paths", "dates", "locks", "hints", "limits",
    "labels", "textual", "binds", "literals", "inserts", "upserts", "updates", "deletes", "savepoints",
    "create_table", "create_columns", "constraints", "indexes", "sequences", "schemas", "comments", "views",
    "type_names", "type_names_of_one_database", "naming", "extending", "postgresql_only", "mysql_only",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A statement, or one per database, and what else must be known to compile and to run it.

    only:     databases it is for; the others have no such construct.
    params:   parameters it is executed with, as given to `Connection.execute`.
    before:   statements that make what it needs; not part of the golden text.
    compile:  `compile_kwargs`.
    refused:  database -> why the server takes this text as an error.
    untried:  database -> why the test cannot run it there.
    differs:  why SQLAlchemy's text is another one; a row of docs/differences.md.
    """

    statement: Any
    only: Sequence[str] = DATABASES
    params: Mapping[str, Any] | None = None
    before: Sequence[Any] = ()
    compile: Mapping[str, Any] = field(default_factory=dict)
    translate: Mapping[str | None, str | None] | None = None
    refused: Mapping[str, str] = field(default_factory=dict)
    untried: Mapping[str, str] = field(default_factory=dict)
    differs: str = ""

    def on(self, database: str) -> Any:
        """The statement for `database`."""
        return self.statement[database] if isinstance(self.statement, dict) else self.statement


def each(*, sqlite: Any = None, postgresql: Any = None, mysql: Any = None, mariadb: Any = None, **more: Any) -> Case:
    """One intention that is spelled per database; `mariadb` follows `mysql` where it is not given."""
    mariadb = mysql if mariadb is None else mariadb
    spelled = {"sqlite": sqlite, "postgresql": postgresql, "mysql": mysql, "mariadb": mariadb}
    given = {name: statement for name, statement in spelled.items() if statement is not None}
    return Case(given, only=tuple(given), **more)


@dataclass(frozen=True)
class Family:
    """One file of golden SQL."""

    name: str
    about: str
    entries: dict[str, Case]

    @property
    def file(self) -> Path:
        return FOLDER / f"{self.name}.sql"

    @property
    def source(self) -> Path:
        return FOLDER / f"{self.name}.py"


def families() -> Iterator[Family]:
    """All families, in the order in which they are listed."""
    for name in FAMILIES:
        yield family(name)


def family(name: str) -> Family:
    module: ModuleType = importlib.import_module(f"golden.{name}")
    entries = {title: e if isinstance(e, Case) else Case(e) for title, e in module.ENTRIES.items()}
    return Family(name, (module.__doc__ or "").strip(), entries)
