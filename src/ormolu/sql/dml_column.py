"""`from_dml_column()`: the value that an INSERT or UPDATE gives to a column, for use in other expressions of it."""

from __future__ import annotations

from typing import Any

from . import coercions, roles
from .column_element import ColumnElement
from .fields import child


class DMLTargetCopy(roles.InElementRole, ColumnElement):
    """Stands for the value of a column in the same statement. Made by `from_dml_column()`."""

    __visit_name__ = "dmltargetcopy"
    _fields = (child("column"),)

    def __init__(self, column: Any) -> None:
        self.column = coercions.expect(roles.ColumnArgumentRole, column)
        self.type = self.column.type

    @property
    def _from_objects(self) -> list[Any]:
        return []


def from_dml_column(column: Any) -> DMLTargetCopy:
    """The expression or bound value which the enclosing INSERT or UPDATE sets `column` to."""
    return DMLTargetCopy(column)
