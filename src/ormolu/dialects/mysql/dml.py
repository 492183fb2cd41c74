"""`insert()` with ON DUPLICATE KEY UPDATE, and `limit()` for UPDATE and DELETE."""

from __future__ import annotations

from typing import Any

from ... import exc
from ...sql import coercions, roles
from ...sql.collection import ColumnCollection
from ...sql.dml import Insert as StandardInsert
from ...sql.extension import SyntaxExtension
from ...sql.fields import child, dml_values, plain
from ...sql.node import ClauseElement, _exclusive_against, _generative
from ...types import NULLTYPE

__all__ = ["DMLLimitClause", "Insert", "OnDuplicateClause", "insert", "limit"]


class OnDuplicateClause(ClauseElement):
    """ON DUPLICATE KEY UPDATE."""

    __visit_name__ = "on_duplicate_key_update"
    stringify_dialect = "mysql"
    _fields = (dml_values("update"), plain("_parameter_ordering"), child("inserted_alias"))

    def __init__(self, inserted_alias: Any, update: Any) -> None:
        self.inserted_alias = inserted_alias
        self._parameter_ordering: tuple[Any, ...] | None = None
        if isinstance(update, list) and update and isinstance(update[0], tuple):
            self._parameter_ordering = tuple(
                coercions.expect(roles.DMLColumnRole, key, as_key=True) for key, _ in update
            )
            update = dict(update)
        if isinstance(update, dict):
            if not update:
                raise ValueError("update parameter dictionary must not be empty")
        elif isinstance(update, ColumnCollection):
            update = dict(update)
        else:
            raise ValueError(
                "update parameter must be a non-empty dictionary or a ColumnCollection such as the `.c.` collection of "
                "a Table object"
            )
        self.update = {key: _value(value) for key, value in update.items()}


def _value(value: Any) -> Any:
    return coercions.expect(roles.ExpressionElementRole, value, type_=NULLTYPE, is_crud=True)


class Insert(StandardInsert):
    """An INSERT for MySQL and MariaDB. Made by `ormolu.dialects.mysql.insert()`."""

    stringify_dialect = "mysql"
    inherit_cache = True

    @property
    def inserted_alias(self) -> Any:
        """The new row as a FROM element; MySQL knows it as "new", MariaDB by VALUES()."""
        if "_inserted_alias" not in self.__dict__:
            self._inserted_alias = self.table.alias(name="inserted")
        return self._inserted_alias

    @property
    def inserted(self) -> Any:
        """The columns of the new row, for the values of `on_duplicate_key_update()`."""
        return self.inserted_alias.columns

    @_generative
    @_exclusive_against(
        "_post_values_clause",
        msgs={"_post_values_clause": "This Insert construct already has an ON DUPLICATE KEY clause present"},
    )
    def on_duplicate_key_update(self, *args: Any, **kw: Any) -> Any:
        """Update the row that is there already.

        kw: names of columns with values. args: instead of them one dictionary, or one list of (column, value) pairs
        whose order is kept. `stmt.inserted` has the values of the new row. Raises ArgumentError for both at once.
        """
        if args and kw:
            raise exc.ArgumentError("Can't pass kwargs and positional arguments simultaneously")
        if args:
            if len(args) > 1:
                raise exc.ArgumentError("Only a single dictionary or list of tuples is accepted positionally.")
            values = args[0]
        else:
            values = kw
        self._post_values_clause = OnDuplicateClause(self.inserted_alias, values)


def insert(table: Any) -> Insert:
    """An INSERT into `table` with ON DUPLICATE KEY UPDATE."""
    return Insert(table)


class DMLLimitClause(SyntaxExtension, ClauseElement):
    """LIMIT of an UPDATE or DELETE. Made by `limit()`."""

    __visit_name__ = "mysql_dml_limit_clause"
    stringify_dialect = "mysql"
    _fields = (child("_limit_clause"),)

    def __init__(self, limit: Any) -> None:
        self._limit_clause = coercions.expect(roles.LimitOffsetRole, limit)

    def apply_to_update(self, update_stmt: Any) -> None:
        """Put LIMIT behind the criteria."""
        update_stmt.apply_syntax_extension_point(self.append_replacing_same_type, "post_criteria")

    def apply_to_delete(self, delete_stmt: Any) -> None:
        """Put LIMIT behind the criteria."""
        delete_stmt.apply_syntax_extension_point(self.append_replacing_same_type, "post_criteria")


def limit(limit: Any) -> DMLLimitClause:
    """LIMIT for an UPDATE or DELETE of MySQL: `update(t).ext(limit(5))`."""
    return DMLLimitClause(limit)
