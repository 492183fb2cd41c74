"""Switches for the whole process.

`lazy_batching`: lazy loads know their siblings (see `orm/loading/siblings.py`). On; the environment variable
ORMOLU_LAZY_BATCHING decides otherwise, and `install_as_sqlalchemy()` turns it off where the variable does not say:
programs written for SQLAlchemy, and tests that count statements, get SQLAlchemy's statements.
"""

from __future__ import annotations

import os


def _wanted(default: bool) -> bool:
    given = os.environ.get("ORMOLU_LAZY_BATCHING", "").strip().lower()
    return given not in ("0", "off", "false", "no") if given else default


lazy_batching = _wanted(True)


def like_sqlalchemy() -> None:
    """Turn off what changes the statements of a program, unless the environment asks for it."""
    global lazy_batching
    lazy_batching = _wanted(False)
