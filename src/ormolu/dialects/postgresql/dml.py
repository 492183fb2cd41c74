"""`insert()` with PostgreSQL's upsert. Rule: https://www.postgresql.org/docs/current/sql-insert.html#SQL-ON-CONFLICT."""

from __future__ import annotations

from typing import Any

from ...schema import Constraint, Index
from ...sql.dml import Insert as StandardInsert
from ...sql.node import _exclusive_against, _generative
from ..conflict import OnConflictClause
from ..conflict import OnConflictDoNothing as _DoNothing
from ..conflict import OnConflictDoUpdate as _DoUpdate
from .exclude import ExcludeConstraint

__all__ = ["Insert", "OnConflictDoNothing", "OnConflictDoUpdate", "insert"]

_once = _exclusive_against(
    "_post_values_clause",
    msgs={"_post_values_clause": "This Insert construct already has an ON CONFLICT clause established"},
)


def _set_target(clause: OnConflictClause, constraint: Any, index_elements: Any, index_where: Any) -> None:
    """A constraint is meant by its name where it has one, else by its columns."""
    if constraint is None:
        clause._infer(index_elements, index_where)
        return
    if index_elements is not None:
        raise ValueError("'constraint' and 'index_elements' are mutually exclusive")
    if isinstance(constraint, Constraint) and constraint.name:
        constraint = constraint.name
    if isinstance(constraint, str):
        clause.constraint_target = constraint
    elif isinstance(constraint, Index):
        clause._infer(constraint.expressions, constraint.dialect_options["postgresql"].get("where"))
    elif isinstance(constraint, ExcludeConstraint):
        clause._infer(constraint.columns, constraint.where)
    else:
        clause._infer(constraint.columns, constraint.dialect_options["postgresql"].get("where"))


class OnConflictDoNothing(_DoNothing):
    """ON CONFLICT DO NOTHING."""

    stringify_dialect = "postgresql"

    def __init__(self, constraint: Any = None, index_elements: Any = None, index_where: Any = None) -> None:
        _set_target(self, constraint, index_elements, index_where)


class OnConflictDoUpdate(_DoUpdate):
    """ON CONFLICT DO UPDATE."""

    stringify_dialect = "postgresql"

    def __init__(
        self,
        constraint: Any = None,
        index_elements: Any = None,
        index_where: Any = None,
        set_: Any = None,
        where: Any = None,
    ) -> None:
        _set_target(self, constraint, index_elements, index_where)
        if self._target_nodes is None and self.constraint_target is None:
            raise ValueError("Either constraint or index_elements, but not both, must be specified unless DO NOTHING")
        self._assign(set_, where)


class Insert(StandardInsert):
    """An INSERT for PostgreSQL. Made by `ormolu.dialects.postgresql.insert()`."""

    stringify_dialect = "postgresql"
    inherit_cache = True

    @property
    def excluded(self) -> Any:
        """The columns of the row that could not be inserted, for `set_` and `where`."""
        if "_excluded" not in self.__dict__:
            self._excluded = self.table.alias(name="excluded")
        return self._excluded.columns

    @_generative
    @_once
    def on_conflict_do_update(
        self,
        constraint: Any = None,
        index_elements: Any = None,
        index_where: Any = None,
        set_: Any = None,
        where: Any = None,
    ) -> Any:
        """Update the row that is there already.

        constraint: the unique or exclusion constraint, or its name; else index_elements: the columns (or their names)
        of the unique index, index_where: criterion of a partial index. set_: what to assign, `stmt.excluded` has the
        values of the new row; where: which rows to update. Raises ValueError without a target or without `set_`.
        """
        self._post_values_clause = OnConflictDoUpdate(constraint, index_elements, index_where, set_, where)

    @_generative
    @_once
    def on_conflict_do_nothing(
        self, constraint: Any = None, index_elements: Any = None, index_where: Any = None
    ) -> Any:
        """Leave the row that is there already as it is.

        constraint, index_elements, index_where: which conflict, default any.
        """
        self._post_values_clause = OnConflictDoNothing(constraint, index_elements, index_where)


def insert(table: Any) -> Insert:
    """An INSERT into `table` with PostgreSQL's ON CONFLICT."""
    return Insert(table)
