"""The dialects that golden SQL is written for: as they are once connected, and with named parameters.

Names (`:name_1`) instead of each driver's placeholders, so that a reader sees which value goes where, and so that texts
differ only where the databases do.
"""

from __future__ import annotations

import functools
from typing import Any

from ormolu import create_engine

_ANSWERS = {"@@sql_mode": "", "DATABASE()": "test", "isolation": "REPEATABLE-READ", "lower_case_table_names": "0"}


class _ServerOfVersion:
    """A driver connection to a MySQL or MariaDB that can only say which version it is."""

    description = (("answer", 253, None, None, None, None, None),)
    arraysize, lastrowid, rowcount = 1, 0, 1

    def __init__(self, version: str) -> None:
        self._answers = {"VERSION()": version, **_ANSWERS}
        self._row: Any = None

    def cursor(self, *_: Any) -> _ServerOfVersion:
        return self

    def execute(self, sql: str, parameters: object = ()) -> None:
        self._row = next(((answer,) for part, answer in self._answers.items() if part.lower() in sql.lower()), ("",))

    def fetchone(self) -> Any:
        return self._row

    def fetchall(self) -> list[Any]:
        return [self._row]

    def commit(self, *_: Any) -> None:
        """Nothing to commit."""

    close = rollback = autocommit = ping = begin = commit

    def character_set_name(self) -> str:
        return "utf8mb4"


def _once_connected(url: str, version: str) -> Any:
    engine = create_engine(url, paramstyle="named", creator=lambda: _ServerOfVersion(version))
    engine.connect().close()
    return engine.dialect


@functools.cache
def dialect(name: str) -> Any:
    """The dialect of one database; None means `str(statement)`."""
    match name:
        case "sqlite":
            return create_engine("sqlite://", paramstyle="named").dialect
        case "postgresql":
            return create_engine("postgresql+psycopg://", paramstyle="named").dialect
        case "mysql":
            return _once_connected("mysql+pymysql://", "8.4.3")
        case "mariadb":
            return _once_connected("mariadb+pymysql://", "10.11.19-MariaDB")
    return None
