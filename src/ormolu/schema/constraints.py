"""Constraints: rules on the columns of one table, other than foreign keys and indexes.

In: column names, columns or expressions. Out: objects that know their columns as soon as their table is known. A
constraint made of columns that belong to a table attaches itself; one made of columns without a table waits for them;
one made of names has to be given to a table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, ClassVar

from .. import exc
from ..sql import coercions, roles
from ..sql.collection import DedupeColumnCollection, WriteableColumnCollection
from ..sql.columns import columns_in
from ..sql.dialect_options import DialectKWArgs
from .autoincrement import autoincrement_column
from .expressions import copy_expression, without_annotations
from .items import (
    NULL_UNSPECIFIED,
    HasConditionalDDL,
    SchemaItem,
    _next_creation,
    is_column,
    is_table,
    repr_from_init,
)
from .naming import apply_convention

__all__ = [
    "CheckConstraint",
    "ColumnCollectionConstraint",
    "ColumnCollectionMixin",
    "Constraint",
    "PrimaryKeyConstraint",
    "UniqueConstraint",
]


class Constraint(DialectKWArgs, HasConditionalDDL, SchemaItem):
    """A table-level rule.

    name: in the database; None for unnamed or by naming convention; conv("...") to exclude it from conventions.
    deferrable: True for DEFERRABLE, False for NOT DEFERRABLE. initially: "DEFERRED" or "IMMEDIATE".
    info: the user's dictionary. comment: a comment in the database. Further keywords: `<dialect>_<argument>`.
    """

    __visit_name__ = "constraint"

    parent: Any = None

    def __init__(
        self,
        name: Any = None,
        deferrable: bool | None = None,
        initially: str | None = None,
        info: dict[Any, Any] | None = None,
        comment: str | None = None,
        _create_rule: Callable[[Any], bool] | None = None,
        _type_bound: bool = False,
        **dialect_kw: Any,
    ) -> None:
        self.name = name
        self.deferrable = deferrable
        self.initially = initially
        if info:
            self.info = info
        self._create_rule = _create_rule
        self._type_bound = _type_bound
        self._creation_order = _next_creation()
        self.comment = comment
        if dialect_kw:
            self._validate_dialect_kwargs(dialect_kw)

    @property
    def table(self) -> Any:
        """The Table of this constraint. Raises InvalidRequestError when it has none."""
        if is_table(self.parent):
            return self.parent
        raise exc.InvalidRequestError(
            "This constraint is not bound to a table.  Did you mean to call table.append_constraint(constraint) ?"
        )

    def _should_create_for_compiler(self, compiler: Any, **kw: Any) -> bool:
        if self._create_rule is not None and not self._create_rule(compiler):
            return False
        if self._ddl_if is not None:
            return bool(self._ddl_if._should_execute(self._ddl_element(), self, None, compiler=compiler, **kw))
        return True

    def _ddl_element(self) -> Any:
        """What a condition sees as the DDL element: inside CREATE TABLE there is only the constraint."""
        return self

    def _set_parent(self, parent: Any, **kw: Any) -> None:
        if not is_table(parent) and not is_column(parent):
            raise exc.ArgumentError(f"{type(self).__name__} belongs to a Table or a Column, not to {parent!r}")
        self.parent = parent
        parent.constraints.add(self)

    def _set_parent_with_dispatch(self, parent: Any, **kw: Any) -> None:
        super()._set_parent_with_dispatch(parent, **kw)
        self._name_by_convention(parent)

    def _name_by_convention(self, parent: Any) -> None:
        if is_table(parent):
            apply_convention(self, parent)
        else:
            parent._on_table_attach(self._name_on_table_attach)

    def _name_on_table_attach(self, column: Any, table: Any) -> None:
        apply_convention(self, table)

    def copy(self, **kw: Any) -> Any:
        """Deprecated: see `_copy`."""
        exc.warn_deprecated(
            f"The {type(self).__name__}.copy() method is deprecated and will be removed in a future release.",
            version="1.4",
        )
        return self._copy(**kw)

    def _copy(self, **kw: Any) -> Any:
        raise TypeError(f"{type(self).__name__} defines no _copy(), so that its table cannot be copied")

    def __repr__(self) -> str:
        return repr_from_init(self, omit_kwarg=("info",))


class ColumnCollectionMixin:
    """Columns given as names, objects or expressions; resolved when the parent is known."""

    _allow_multiple_tables: ClassVar[bool] = False
    _allow_repeated_columns: ClassVar[bool] = False

    _columns: Any
    _pending_colargs: list[Any]

    def _init_columns(
        self,
        columns: Iterable[Any],
        *,
        _autoattach: bool = True,
        _column_flag: bool = False,
        _gather_expressions: list[Any] | None = None,
    ) -> None:
        self._column_flag = _column_flag
        self._columns = WriteableColumnCollection() if self._allow_repeated_columns else DedupeColumnCollection()
        self._pending_colargs = []
        for argument in columns:
            expression = without_annotations(coercions.expect(roles.DDLConstraintColumnRole, argument))
            if _gather_expressions is not None:
                _gather_expressions.append(expression)
            self._pending_colargs.append(_column_of(expression))
        if _autoattach and any(column is not None for column in self._pending_colargs):
            self._check_attach()

    @property
    def columns(self) -> Any:
        """The columns, by key and position; empty until the constraint belongs to a table."""
        return self._columns.as_readonly()

    @property
    def c(self) -> Any:
        """Synonym of `columns`."""
        return self.columns

    def _check_attach(self, waited: bool = False) -> None:
        """Attach to the table of the given columns, or wait until they have one."""
        columns = [column for column in self._pending_colargs if is_column(column)]
        missing = [column for column in columns if not is_table(column.table)]
        if missing:
            names_given = any(isinstance(column, str) for column in self._pending_colargs)
            if not waited and not names_given:
                for column in dict.fromkeys(missing):
                    column._on_table_attach(self._on_column_attached)
            return
        tables = list(dict.fromkeys(column.table for column in columns))
        if len(tables) == 1:
            self._set_parent_with_dispatch(tables[0])  # type: ignore[attr-defined]  # mixed into schema items
        elif len(tables) > 1 and not self._allow_multiple_tables:
            table = columns[0].table
            others = ", ".join(f"'{column}'" for column in columns[1:] if column.table is not table)
            raise exc.ArgumentError(f"Column(s) {others} are not part of table '{table.description}'.")

    def _on_column_attached(self, column: Any, table: Any) -> None:
        self._check_attach(waited=True)

    def _resolved_columns(self, parent: Any) -> list[Any]:
        """The columns for the pending arguments (None for an expression without one)."""
        if is_column(parent):
            return [column for column in self._pending_colargs if not isinstance(column, str)]
        resolved = []
        for column in self._pending_colargs:
            if isinstance(column, str):
                try:
                    column = parent.c[column]
                except KeyError as error:
                    raise exc.ConstraintColumnNotFoundError(
                        f"Can't create {type(self).__name__} on table '{parent.description}': "
                        f"no column named '{column}' is present."
                    ) from error
            resolved.append(column)
        return resolved

    def _collect_columns(self, parent: Any) -> None:
        known = set(self._columns)
        for column in self._resolved_columns(parent):
            if column is not None and (self._allow_repeated_columns or column not in known):
                known.add(column)
                self._columns.add(column)


def _column_of(expression: Any) -> Any:
    """The column (or its name) which an expression stands for in a column collection, None for none."""
    if isinstance(expression, str) or is_column(expression):
        return expression
    return next(iter(columns_in(expression)), None)


class ColumnCollectionConstraint(ColumnCollectionMixin, Constraint):
    """A constraint on a list of columns; iterable, and `column in constraint` takes a name or a column."""

    def __init__(
        self,
        *columns: Any,
        name: Any = None,
        deferrable: bool | None = None,
        initially: str | None = None,
        info: dict[Any, Any] | None = None,
        _autoattach: bool = True,
        _column_flag: bool = False,
        _gather_expressions: list[Any] | None = None,
        **dialect_kw: Any,
    ) -> None:
        Constraint.__init__(self, name=name, deferrable=deferrable, initially=initially, info=info, **dialect_kw)
        self._init_columns(
            columns,
            _autoattach=_autoattach,
            _column_flag=_column_flag,
            _gather_expressions=_gather_expressions,
        )

    def _set_parent(self, parent: Any, **kw: Any) -> None:
        Constraint._set_parent(self, parent)
        self._collect_columns(parent)

    def _copy(self, *, target_table: Any = None, **kw: Any) -> Any:
        columns = [
            copy_expression(column, self.parent, target_table)
            for column in (list(self._columns) or self._pending_colargs)
        ]
        copied = type(self)(
            *columns,
            name=self.name,
            deferrable=self.deferrable,
            initially=self.initially,
            comment=self.comment,
            _autoattach=False,
            **self._copy_arguments(),
            **self._all_dialect_kwargs,
        )
        return self._schema_item_copy(copied)

    def _copy_arguments(self) -> dict[str, Any]:
        return {}

    def contains_column(self, col: Any) -> bool:
        """Return True if the column object is part of this constraint; False for a mere namesake."""
        return bool(self._columns.contains_column(col))

    def __contains__(self, x: Any) -> bool:
        return x in self._columns if isinstance(x, str) else self.contains_column(x)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def __repr__(self) -> str:
        parts = [repr(column) for column in self._columns]
        if self.name is not None:
            parts.append(f"name={self.name!r}")
        return f"{type(self).__name__}({', '.join(parts)})"


class UniqueConstraint(ColumnCollectionConstraint):
    """UNIQUE (columns)."""

    __visit_name__ = "unique_constraint"
    _naming_prefix = "uq"


class CheckConstraint(ColumnCollectionConstraint):
    """CHECK (sqltext): a condition that every row fulfils; a string is taken as SQL as it stands.

    table: the Table, where the expression does not name it. Given to a Column it is rendered within that column.
    """

    __visit_name__ = "table_or_column_check_constraint"
    _naming_prefix = "ck"
    _allow_multiple_tables = True

    def __init__(
        self,
        sqltext: Any,
        name: Any = None,
        deferrable: bool | None = None,
        initially: str | None = None,
        table: Any = None,
        info: dict[Any, Any] | None = None,
        _create_rule: Callable[[Any], bool] | None = None,
        _autoattach: bool = True,
        _type_bound: bool = False,
        **dialect_kw: Any,
    ) -> None:
        self.sqltext = without_annotations(coercions.expect(roles.DDLExpressionRole, sqltext))
        columns = list(dict.fromkeys(columns_in(self.sqltext)))
        super().__init__(
            *columns,
            name=name,
            deferrable=deferrable,
            initially=initially,
            info=info,
            _create_rule=_create_rule,
            _type_bound=_type_bound,
            _autoattach=_autoattach and table is None,
            **dialect_kw,
        )
        if table is not None:
            self._set_parent_with_dispatch(table)

    @property
    def is_column_level(self) -> bool:
        """True when the constraint belongs to a column rather than to the table."""
        return not is_table(self.parent)

    def _copy(self, *, target_table: Any = None, **kw: Any) -> CheckConstraint:
        source = self.parent if is_table(self.parent) else None
        sqltext = copy_expression(self.sqltext, source, target_table) if target_table is not None else self.sqltext
        copied = CheckConstraint(
            sqltext,
            name=self.name,
            deferrable=self.deferrable,
            initially=self.initially,
            comment=self.comment,
            table=target_table,
            _create_rule=self._create_rule,
            _autoattach=False,
            _type_bound=self._type_bound,
            **self._all_dialect_kwargs,
        )
        self._schema_item_copy(copied)
        return copied

    def __repr__(self) -> str:
        return repr_from_init(self, omit_kwarg=("info",), to_inspect=CheckConstraint)


class PrimaryKeyConstraint(ColumnCollectionConstraint):
    """PRIMARY KEY (columns). Every table has one; it is empty when no column is part of the key.

    Given without columns it only names (or otherwise decorates) the key that primary_key=True columns make up.
    """

    __visit_name__ = "primary_key_constraint"
    _naming_prefix = "pk"

    def __init__(
        self,
        *columns: Any,
        name: Any = None,
        deferrable: bool | None = None,
        initially: str | None = None,
        info: dict[Any, Any] | None = None,
        _implicit_generated: bool = False,
        **dialect_kw: Any,
    ) -> None:
        self._implicit_generated = _implicit_generated
        self._named_by_convention = False
        super().__init__(*columns, name=name, deferrable=deferrable, initially=initially, info=info, **dialect_kw)

    def _set_parent(self, parent: Any, **kw: Any) -> None:
        if parent.primary_key is not self:
            parent.constraints.discard(parent.primary_key)
            parent.primary_key = self
        super()._set_parent(parent)
        flagged = [column for column in parent._columns if column.primary_key]
        mine = list(self._columns)
        if mine and flagged and set(flagged) != set(mine):
            _warn_key_mismatch(parent, flagged, mine)
            flagged = []
        for column in mine:
            column.primary_key = True
            if column._user_defined_nullable is NULL_UNSPECIFIED:
                column.nullable = False
        if not mine:
            for column in flagged:
                self._columns.add(column)
        self._forget()

    def _name_by_convention(self, parent: Any) -> None:
        if len(self._columns):
            before = self.name
            apply_convention(self, parent)
            self._named_by_convention = before is None and self.name is not None

    def _rename(self) -> None:
        """A column came or went: make a conventional name again."""
        if self._named_by_convention:
            self.name = None
        if self.parent is not None:
            self._name_by_convention(self.parent)

    def _forget(self) -> None:
        self.__dict__.pop("_autoincrement_column", None)

    def _reload(self, columns: Iterable[Any]) -> None:
        """Add the columns that reflection found to be the key; columns that the user put into it stay."""
        for column in columns:
            column.primary_key = True
            self._columns.add(column)
        self._implicit_generated = False
        self._forget()
        self._set_parent_with_dispatch(self.parent)

    def _replace(self, column: Any) -> None:
        """Add a column that was declared with primary_key=True, in place of a namesake."""
        self._columns.replace(column)
        self._forget()
        self._rename()

    def _remove(self, column: Any) -> None:
        self._columns.remove(column)
        self._forget()
        self._rename()

    @property
    def columns_autoinc_first(self) -> list[Any]:
        """The columns of the key, the auto-incrementing one first."""
        first = self._autoincrement_column
        if first is None:
            return list(self._columns)
        return [first, *(column for column in self._columns if column is not first)]

    @property
    def _autoincrement_column(self) -> Any:
        known = self.__dict__
        if "_autoincrement_column" not in known:
            known["_autoincrement_column"] = autoincrement_column(list(self._columns))
        return known["_autoincrement_column"]


def _warn_key_mismatch(table: Any, flagged: list[Any], mine: list[Any]) -> None:
    def names(columns: list[Any]) -> str:
        return ", ".join(f"'{column.name}'" for column in columns)

    exc.warn(
        f"Table '{table.name}' specifies columns {names(flagged)} as primary_key=True, not matching locally "
        f"specified columns {names(mine)}; setting the current primary key columns to {names(mine)}. "
        "This warning may become an exception in a future release"
    )
