"""MATCH ... AGAINST. Rule: https://dev.mysql.com/doc/refman/8.4/en/fulltext-search.html."""

from __future__ import annotations

from typing import Any

from ... import exc, operators
from ...sql import coercions, roles
from ...sql.expressions import BinaryExpression, BooleanClauseList
from ...structures import immutabledict
from ...types import MATCHTYPE

__all__ = ["match"]

_MODES = {
    "in_boolean_mode": "boolean_mode",
    "in_natural_language_mode": "natural_language",
    "with_query_expansion": "query_expansion",
}


class match(BinaryExpression):
    """`MATCH (columns) AGAINST (expression)`: how well rows fit a search.

    cols: columns of a full text index; against: what to look for; in_boolean_mode, in_natural_language_mode,
    with_query_expansion: how. Raises ArgumentError without columns or without `against`.
    """

    __visit_name__ = "mysql_match"
    inherit_cache = True
    modifiers: Any

    def __init__(self, *cols: Any, **kw: Any) -> None:
        if not cols:
            raise exc.ArgumentError("columns are required")
        against = kw.pop("against", None)
        if against is None:
            raise exc.ArgumentError("against is required")
        right = coercions.expect(roles.ExpressionElementRole, against)
        left = BooleanClauseList._construct_raw(
            operators.comma_op, [coercions.expect(roles.ExpressionElementRole, column) for column in cols]
        )
        left.group = False
        flags = immutabledict({f"mysql_{flag}": kw.pop(mode, False) for mode, flag in _MODES.items()})
        if kw:
            raise exc.ArgumentError(f"unknown arguments: {', '.join(sorted(kw))}")
        super().__init__(left, right, operators.match_op, type_=MATCHTYPE, modifiers=flags)

    def _with(self, flag: str) -> match:
        copy: match = self._clone()
        copy.modifiers = immutabledict({**self.modifiers, f"mysql_{flag}": True})
        return copy

    def in_boolean_mode(self) -> match:
        """A copy with IN BOOLEAN MODE."""
        return self._with("boolean_mode")

    def in_natural_language_mode(self) -> match:
        """A copy with IN NATURAL LANGUAGE MODE."""
        return self._with("natural_language")

    def with_query_expansion(self) -> match:
        """A copy with WITH QUERY EXPANSION."""
        return self._with("query_expansion")
