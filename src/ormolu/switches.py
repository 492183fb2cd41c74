"""Switches for the whole process; each has a finer one beside it.

`lazy_batching`: lazy loads know their siblings (see `orm/loading/siblings.py`); ORMOLU_LAZY_BATCHING,
`Session(lazy_batching=)`. `strict_databases`: SQLite and MySQL refuse what they would silently change (see
docs/differences.md); ORMOLU_STRICT_DATABASES, `create_engine(strict=)`.

Both are on. The environment variable decides otherwise, and `install_as_sqlalchemy()` turns off those whose variable
does not say: programs written for SQLAlchemy, and tests that count statements, get what they know.
"""

from __future__ import annotations

import os


def _wanted(variable: str, default: bool) -> bool:
    given = os.environ.get(variable, "").strip().lower()
    return given not in ("0", "off", "false", "no") if given else default


lazy_batching = _wanted("ORMOLU_LAZY_BATCHING", True)
strict_databases = _wanted("ORMOLU_STRICT_DATABASES", True)


def like_sqlalchemy() -> None:
    """Turn off what changes the behaviour of a program, unless the environment asks for it."""
    global lazy_batching, strict_databases
    lazy_batching = _wanted("ORMOLU_LAZY_BATCHING", False)
    strict_databases = _wanted("ORMOLU_STRICT_DATABASES", False)
