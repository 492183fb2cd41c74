"""Index: an index on columns or expressions of one table."""

from __future__ import annotations

from typing import Any

from .. import exc
from ..sql.dialect_options import DialectKWArgs
from ..sql.names import quoted_name
from .constraints import ColumnCollectionMixin
from .expressions import copy_expression
from .items import HasConditionalDDL, SchemaItem, _next_creation, is_column, is_table
from .naming import apply_convention
from .runner import SchemaDropper, SchemaGenerator

__all__ = ["Index"]


class Index(DialectKWArgs, ColumnCollectionMixin, HasConditionalDDL, SchemaItem):
    """CREATE [UNIQUE] INDEX name ON table (expressions).

    name: None for a name by convention. expressions: column names, columns, or SQL expressions. unique: UNIQUE.
    quote: quote the name always (True) or never (False). Further keywords: `<dialect>_<argument>`, e.g.
    `postgresql_where`.
    The index attaches itself to the table of its columns; with names only it must be given to the Table.
    """

    __visit_name__ = "index"
    _naming_prefix = "ix"

    table: Any = None

    def __init__(
        self,
        name: str | None,
        *expressions: Any,
        unique: bool = False,
        quote: bool | None = None,
        info: dict[Any, Any] | None = None,
        _table: Any = None,
        _column_flag: bool = False,
        **dialect_kw: Any,
    ) -> None:
        self.name = quoted_name.construct(name, quote)
        self.unique = unique
        self._creation_order = _next_creation()
        if info is not None:
            self.info = info
        self.expressions: list[Any] = []
        self._validate_dialect_kwargs(dialect_kw)
        self._init_columns(
            expressions, _column_flag=_column_flag, _gather_expressions=self.expressions, _autoattach=_table is None
        )
        if _table is not None:
            self._set_parent_with_dispatch(_table)

    def _set_parent(self, parent: Any, **kw: Any) -> None:
        if not is_table(parent):
            raise exc.ArgumentError(f"Index '{self.name}' is given to a Table, not to {parent!r}")
        self._collect_columns(parent)
        if self.table is not None and parent is not self.table:
            raise exc.ArgumentError(
                f"Index '{self.name}' is against table '{self.table.description}', and "
                f"cannot be associated with table '{parent.description}'."
            )
        self.table = parent
        parent.indexes.add(self)
        self.expressions = self._resolved_expressions(parent)

    def _resolved_expressions(self, parent: Any) -> list[Any]:
        """The expressions with column names replaced by the columns; a replaced column by its successor."""
        resolved = []
        for expression, column in zip(self.expressions, self._resolved_columns(parent), strict=True):
            resolved.append(column if isinstance(expression, str) or is_column(expression) else expression)
        return resolved

    def _set_parent_with_dispatch(self, parent: Any, **kw: Any) -> None:
        super()._set_parent_with_dispatch(parent, **kw)
        apply_convention(self, parent)

    def _copy(self, *, target_table: Any = None, **kw: Any) -> Index:
        copied = Index(
            self.name,
            *(copy_expression(expression, self.table, target_table) for expression in self.expressions),
            unique=self.unique,
            _table=target_table,
            **self._all_dialect_kwargs,
        )
        self._schema_item_copy(copied)
        return copied

    def create(self, bind: Any, checkfirst: Any = False) -> None:
        """Emit CREATE INDEX. checkfirst: only if it does not exist; bool or CheckFirst."""
        bind._run_ddl_visitor(SchemaGenerator, self, checkfirst=checkfirst)

    def drop(self, bind: Any, checkfirst: Any = False) -> None:
        """Emit DROP INDEX. checkfirst: only if it exists; bool or CheckFirst."""
        bind._run_ddl_visitor(SchemaDropper, self, checkfirst=checkfirst)

    def __repr__(self) -> str:
        parts = [repr(str(self.name)) if self.name is not None else "None"]
        parts += [repr(expression) for expression in self.expressions]
        if self.unique:
            parts.append("unique=True")
        return f"Index({', '.join(parts)})"
