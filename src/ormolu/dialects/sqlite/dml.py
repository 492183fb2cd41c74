"""`insert()` with SQLite's upsert. Rule: https://sqlite.org/lang_upsert.html."""

from __future__ import annotations

from typing import Any

from ... import exc
from ...sql.dml import Insert as StandardInsert
from ...sql.fields import children
from ...sql.node import ClauseElement, _generative
from ..conflict import OnConflictDoNothing as _DoNothing
from ..conflict import OnConflictDoUpdate as _DoUpdate

__all__ = ["Insert", "OnConflictDoNothing", "OnConflictDoUpdate", "insert"]


class OnConflictDoNothing(_DoNothing):
    """ON CONFLICT DO NOTHING."""

    stringify_dialect = "sqlite"

    def __init__(self, index_elements: Any = None, index_where: Any = None) -> None:
        self._infer(index_elements, index_where)


class OnConflictDoUpdate(_DoUpdate):
    """ON CONFLICT DO UPDATE."""

    stringify_dialect = "sqlite"

    def __init__(self, index_elements: Any = None, index_where: Any = None, set_: Any = None, where: Any = None):
        self._infer(index_elements, index_where)
        self._assign(set_, where)


class OnConflictClauses(ClauseElement):
    """Several ON CONFLICT clauses: the first that fits a conflict counts."""

    __visit_name__ = "on_conflict_clauses"
    _fields = (children("clauses"),)

    stringify_dialect = "sqlite"

    def __init__(self, *clauses: Any) -> None:
        self.clauses = clauses


class Insert(StandardInsert):
    """An INSERT for SQLite. Made by `ormolu.dialects.sqlite.insert()`."""

    stringify_dialect = "sqlite"
    inherit_cache = True

    @property
    def excluded(self) -> Any:
        """The columns of the row that could not be inserted, for `set_` and `where`."""
        if "_excluded" not in self.__dict__:
            self._excluded = self.table.alias(name="excluded")
        return self._excluded.columns

    @_generative
    def on_conflict_do_update(
        self, index_elements: Any = None, index_where: Any = None, set_: Any = None, where: Any = None
    ) -> Any:
        """Update the row that is there already.

        index_elements: columns (or their names) of the unique index; index_where: criterion of a partial index;
        set_: what to assign, `stmt.excluded` has the values of the new row; where: which rows to update.
        """
        self._add_conflict_clause(OnConflictDoUpdate(index_elements, index_where, set_, where))

    @_generative
    def on_conflict_do_nothing(self, index_elements: Any = None, index_where: Any = None) -> Any:
        """Leave the row that is there already as it is.

        index_elements: columns of the unique index, default any; index_where: criterion of a partial index.
        """
        self._add_conflict_clause(OnConflictDoNothing(index_elements, index_where))

    def _add_conflict_clause(self, clause: Any) -> None:
        there = self._post_values_clause
        if there is None:
            self._post_values_clause = clause
            return
        clauses = there.clauses if isinstance(there, OnConflictClauses) else (there,)
        if clauses[-1].inferred_target_elements is None:
            raise exc.InvalidRequestError(
                "This Insert construct already has an ON CONFLICT clause that omits a conflict target; such a clause "
                "must be the last ON CONFLICT clause in the statement"
            )
        self._post_values_clause = OnConflictClauses(*clauses, clause)


def insert(table: Any) -> Insert:
    """An INSERT into `table` with SQLite's ON CONFLICT."""
    return Insert(table)
