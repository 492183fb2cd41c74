"""DISTINCT ON. Rule: https://www.postgresql.org/docs/current/sql-select.html#SQL-DISTINCT."""

from __future__ import annotations

from typing import Any

from ...sql import coercions, roles
from ...sql.extension import SyntaxExtension
from ...sql.fields import children
from ...sql.node import ClauseElement

__all__ = ["DistinctOnClause", "distinct_on"]


class DistinctOnClause(SyntaxExtension, ClauseElement):
    """DISTINCT ON of a SELECT. Made by `distinct_on()`."""

    __visit_name__ = "postgresql_distinct_on"
    stringify_dialect = "postgresql"
    _fields = (children("_distinct_on"),)

    def __init__(self, distinct_on: Any) -> None:
        self._distinct_on = tuple(
            coercions.expect(roles.ByOfRole, expr, apply_propagate_attrs=self) for expr in distinct_on
        )

    def apply_to_select(self, select_stmt: Any) -> None:
        """Put it before the columns."""
        if select_stmt._distinct_on:
            select_stmt._distinct_on = ()
        select_stmt.apply_syntax_extension_point(self.append_replacing_same_type, "pre_columns")


def distinct_on(*expr: Any) -> DistinctOnClause:
    """The first row of each group with equal `expr`: `select(...).ext(distinct_on(t.c.x))`."""
    return DistinctOnClause(expr)
