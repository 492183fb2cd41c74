"""ON CONFLICT as SQLite and PostgreSQL have it: what `insert().on_conflict_do_*()` was told, as clauses.

The text is made by the compilers of both databases (`compiler/upsert.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from ..sql import coercions, roles
from ..sql.collection import ColumnCollection
from ..sql.fields import Kind, child, children, dml_values, plain
from ..sql.node import ClauseElement
from ..types import NULLTYPE


class OnConflictClause(ClauseElement):
    """Which conflict is meant: of some columns or expressions, of a constraint by name, or any."""

    _fields: ClassVar[tuple[Kind, ...]] = (
        plain("constraint_target"),
        children("_target_nodes"),
        child("inferred_target_whereclause"),
    )

    stringify_dialect = "default"
    constraint_target: Any = None
    _target_nodes: tuple[Any, ...] | None = None
    inferred_target_whereclause: Any = None

    def _infer(self, index_elements: Iterable[Any] | None, index_where: Any) -> None:
        if index_elements is None:
            return
        self._target_nodes = tuple(
            _index_name(element)
            if isinstance(element, str)
            else coercions.expect(roles.DDLConstraintColumnRole, element)
            for element in index_elements
        )
        self.inferred_target_whereclause = _criterion(index_where)

    @property
    def inferred_target_elements(self) -> list[Any] | None:
        """The columns or expressions of the unique index, names as strings; None when any conflict is meant."""
        if self._target_nodes is None:
            return None
        return [node.name if node.__visit_name__ == "conflict_name" else node for node in self._target_nodes]


class _ConflictName(ClauseElement):
    """A column of the conflict target given by its name."""

    __visit_name__ = "conflict_name"
    _fields = (plain("name"),)

    def __init__(self, name: str) -> None:
        self.name = name


def _index_name(name: str) -> _ConflictName:
    return _ConflictName(name)


def _criterion(where: Any) -> Any:
    if where is None:
        return None
    return coercions.expect(roles.StatementOptionRole if isinstance(where, str) else roles.WhereHavingRole, where)


class OnConflictDoNothing(OnConflictClause):
    """ON CONFLICT DO NOTHING."""

    __visit_name__ = "on_conflict_do_nothing"


class OnConflictDoUpdate(OnConflictClause):
    """ON CONFLICT DO UPDATE. set_: columns or their names with values; where: which rows to update."""

    __visit_name__ = "on_conflict_do_update"
    _fields = (*OnConflictClause._fields, dml_values("update_values_to_set"), child("update_whereclause"))

    def _assign(self, set_: Any, where: Any) -> None:
        self.update_values_to_set = {_column(key): _value(value) for key, value in _pairs(set_)}
        self.update_whereclause = _criterion(where)


def _pairs(set_: Any) -> list[tuple[Any, Any]]:
    if isinstance(set_, Mapping):
        if not set_:
            raise ValueError("set parameter dictionary must not be empty")
        return list(set_.items())
    if isinstance(set_, ColumnCollection):
        return list(dict(set_).items())
    raise ValueError(
        "set parameter must be a non-empty dictionary or a ColumnCollection such as the `.c.` collection of a Table "
        "object"
    )


def _column(key: Any) -> Any:
    return coercions.expect(roles.DMLColumnRole, key)


def _value(value: Any) -> Any:
    return coercions.expect(roles.ExpressionElementRole, value, type_=NULLTYPE, is_crud=True)
