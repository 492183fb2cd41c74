"""Expressions inside schema objects: how they move to a copy of their table, and come in from upper layers."""

from __future__ import annotations

from typing import Any

from ..sql.columns import ColumnClause

__all__ = ["copy_expression", "without_annotations"]


def copy_expression(expression: Any, source_table: Any, target_table: Any) -> Any:
    """Return the expression with the columns of source_table replaced by their namesakes of target_table.

    Strings, and everything when there is no target table, come back as they are.
    """
    if source_table is None or target_table is None or isinstance(expression, str):
        return expression

    def counterpart(column: Any) -> Any:
        if column.table is source_table and column.key in target_table._columns:
            return target_table._columns[column.key]
        return column

    return _replace_columns(expression, counterpart)


def without_annotations(expression: Any) -> Any:
    """Return the expression as Core sees it: what an upper layer noted on its columns must not get into the schema."""
    if isinstance(expression, str):
        return expression
    return _replace_columns(expression, lambda column: column._deannotate())


def _replace_columns(expression: Any, replace: Any) -> Any:
    def clone(node: Any, **kw: Any) -> Any:
        if isinstance(node, ColumnClause):
            return replace(node)
        copied = node._deannotate()._clone(**kw)
        if copied is not node:
            copied._copy_internals(clone=clone, **kw)
        return copied

    return clone(expression)
