"""EXCLUDE constraints. Rule: https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-EXCLUDE."""

from __future__ import annotations

from typing import Any

from ...schema import ColumnCollectionConstraint
from ...schema.expressions import copy_expression
from ...sql import coercions, roles

__all__ = ["ExcludeConstraint"]


class ExcludeConstraint(ColumnCollectionConstraint):
    """No two rows may be alike in all of the given expressions, each compared with its operator.

    elements: pairs of a column (or its name, or an expression) and an operator such as "=" or "&&"; using: the kind of
    index; where: a criterion; ops: operator classes by column key; name, deferrable, initially: as of any constraint.
    """

    __visit_name__ = "exclude_constraint"
    inherit_cache = False
    create_drop_stringify_dialect = "postgresql"
    _allow_repeated_columns = True

    where: Any = None

    def __init__(self, *elements: Any, **kw: Any) -> None:
        expressions: list[Any] = []
        self.using = kw.pop("using", "gist")
        where = kw.pop("where", None)
        self.ops = kw.pop("ops", {})
        given = [(element, operator) for element, operator in elements]
        autoattach = kw.pop("_autoattach", True)
        super().__init__(*[element for element, _ in given], _gather_expressions=expressions, _autoattach=False, **kw)
        self._render_exprs = [
            (expression, _name_of(element, expression), operator)
            for expression, (element, operator) in zip(expressions, given, strict=True)
        ]
        self.operators = {name: operator for _, name, operator in self._render_exprs if name is not None}
        if where is not None:
            self.where = coercions.expect(roles.StatementOptionRole, where)
        if autoattach and any(column is not None for column in self._pending_colargs):
            self._check_attach()

    def _set_parent(self, parent: Any, **kw: Any) -> None:
        super()._set_parent(parent, **kw)
        self._render_exprs = [
            (parent.c[expression] if isinstance(expression, str) else expression, name, operator)
            for expression, name, operator in self._render_exprs
        ]

    def _copy(self, *, target_table: Any = None, **kw: Any) -> Any:
        elements = [
            (
                expression if isinstance(expression, str) else copy_expression(expression, self.parent, target_table),
                operator,
            )
            for expression, _, operator in self._render_exprs
        ]
        copied = type(self)(
            *elements,
            name=self.name,
            deferrable=self.deferrable,
            initially=self.initially,
            where=self.where,
            using=self.using,
            ops=self.ops,
            _autoattach=False,
            **self._all_dialect_kwargs,
        )
        return self._schema_item_copy(copied)


def _name_of(element: Any, expression: Any) -> str | None:
    if isinstance(expression, str):
        return expression
    name = getattr(expression, "name", None)
    return name if name is not None else getattr(element, "name", None)
