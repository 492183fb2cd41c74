"""Expressions inside schema objects: which columns they mention, and how they move to a copy of their table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..sql.columns import ColumnClause

__all__ = ["columns_in", "copy_expression", "without_annotations"]


def columns_in(expression: Any) -> Iterator[Any]:
    """Yield the columns which an expression mentions, in the order in which they are written."""
    if isinstance(expression, ColumnClause):
        yield expression
        return
    for child in expression.get_children():
        yield from columns_in(child)


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
