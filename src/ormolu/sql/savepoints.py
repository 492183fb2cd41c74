"""The three savepoint statements, as nodes that compilers render (`visit_savepoint` ...)."""

from __future__ import annotations

from .executable import Executable
from .node import ClauseElement


class _IdentifiedClause(Executable, ClauseElement):
    __visit_name__ = "identified"
    inherit_cache = False

    def __init__(self, ident: str):
        self.ident = ident


class SavepointClause(_IdentifiedClause):
    """Make a savepoint."""

    __visit_name__ = "savepoint"
    inherit_cache = False


class RollbackToSavepointClause(_IdentifiedClause):
    """Roll back to a savepoint."""

    __visit_name__ = "rollback_to_savepoint"
    inherit_cache = False


class ReleaseSavepointClause(_IdentifiedClause):
    """Release a savepoint."""

    __visit_name__ = "release_savepoint"
    inherit_cache = False
