"""SQLite's DDL: AUTOINCREMENT, ON CONFLICT clauses of constraints, WITHOUT ROWID, partial indexes.

Rule: https://sqlite.org/lang_createtable.html.
"""

from __future__ import annotations

import re
from typing import Any

from ormolu import exc
from ormolu.compiler import DDLCompiler
from ormolu.types import Integer

_CONFLICT_RESOLUTION = re.compile(r"(?:ROLLBACK|ABORT|FAIL|IGNORE|REPLACE)\Z", re.IGNORECASE)


class SQLiteDDLCompiler(DDLCompiler):
    """DDL for SQLite."""

    def get_column_specification(self, column: Any, **kwargs: Any) -> str:
        type_name = self.dialect.type_compiler_instance.process(column.type, type_expression=column)
        text: str = f"{self.preparer.format_column(column)} {type_name}"
        default = self.get_column_default_string(column)
        if default is not None:
            if not re.match(r"""\A\s*['"(]""", default) and re.search(r"\W", default):
                # Only literals and key words may follow DEFAULT without parentheses.
                default = f"({default})"
            text += " DEFAULT " + default
        if not column.nullable:
            text += " NOT NULL" + self._on_conflict(column.dialect_options["sqlite"]["on_conflict_not_null"])
        if column.primary_key:
            text += self._inline_primary_key(column)
        if column.computed is not None:
            text += " " + self.process(column.computed)
        return text

    def _inline_primary_key(self, column: Any) -> str:
        """AUTOINCREMENT can only stand at the column itself."""
        table = column.table
        if column.autoincrement is True and len(table.primary_key.columns) != 1:
            raise exc.CompileError("SQLite does not support autoincrement for composite primary keys")
        if not self._is_autoincrement(column):
            return ""
        text = " PRIMARY KEY" + self._on_conflict(column.dialect_options["sqlite"]["on_conflict_primary_key"])
        return text + " AUTOINCREMENT"

    def _is_autoincrement(self, column: Any) -> bool:
        table = column.table
        return bool(
            table.dialect_options["sqlite"]["autoincrement"]
            and len(table.primary_key.columns) == 1
            and issubclass(column.type._type_affinity, Integer)
            and not column.foreign_keys
        )

    def _on_conflict(self, resolution: str | None) -> str:
        if resolution is None:
            return ""
        return " ON CONFLICT " + self.preparer.validate_sql_phrase(resolution, _CONFLICT_RESOLUTION)  # type: ignore[no-any-return]

    def visit_primary_key_constraint(self, constraint: Any, **kw: Any) -> str:
        columns = list(constraint.columns)
        if len(columns) == 1 and columns[0].primary_key and self._is_autoincrement(columns[0]):
            return ""
        text = super().visit_primary_key_constraint(constraint, **kw)
        resolution = constraint.dialect_options["sqlite"]["on_conflict"]
        if resolution is None and len(columns) == 1:
            resolution = columns[0].dialect_options["sqlite"]["on_conflict_primary_key"]
        return text + self._on_conflict(resolution) if text else ""

    def visit_unique_constraint(self, constraint: Any, **kw: Any) -> str:
        text = super().visit_unique_constraint(constraint, **kw)
        resolution = constraint.dialect_options["sqlite"]["on_conflict"]
        columns = list(constraint.columns)
        if resolution is None and len(columns) == 1 and getattr(columns[0], "table", None) is not None:
            resolution = columns[0].dialect_options["sqlite"]["on_conflict_unique"]
        return text + self._on_conflict(resolution)

    def visit_check_constraint(self, constraint: Any, **kw: Any) -> str:
        text = super().visit_check_constraint(constraint, **kw)
        return text + self._on_conflict(constraint.dialect_options["sqlite"]["on_conflict"])

    def visit_column_check_constraint(self, constraint: Any, **kw: Any) -> str:
        if constraint.dialect_options["sqlite"]["on_conflict"] is not None:
            raise exc.CompileError("SQLite does not support on conflict clause for column check constraint")
        return super().visit_check_constraint(constraint, **kw)

    def visit_foreign_key_constraint(self, constraint: Any, **kw: Any) -> str:
        local = constraint.elements[0].parent.table
        remote = constraint.elements[0].column.table
        if local.schema != remote.schema:
            # Another attached database: SQLite cannot refer to it.
            return ""
        return super().visit_foreign_key_constraint(constraint, **kw)

    def define_constraint_remote_table(self, constraint: Any, table: Any, preparer: Any) -> str:
        name: str = preparer.format_table(table, use_schema=False)
        return name

    def visit_create_index(
        self, create: Any, include_schema: bool = True, include_table_schema: bool = False, **kw: Any
    ) -> str:
        text = super().visit_create_index(create, include_schema=True, include_table_schema=False)
        where = create.element.dialect_options["sqlite"]["where"]
        return text if where is None else f"{text} WHERE {self._expression(where)}"

    def view_may_exist(self, element: Any) -> bool:
        return bool(element.dialect_options["sqlite"]["if_not_exists"])

    def post_create_table(self, table: Any) -> str:
        options = []
        if not table.dialect_options["sqlite"]["with_rowid"]:
            options.append("WITHOUT ROWID")
        if table.dialect_options["sqlite"]["strict"]:
            options.append("STRICT")
        return "\n " + ",\n ".join(options) if options else ""
