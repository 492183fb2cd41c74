"""PostgreSQL's DDL: SERIAL and IDENTITY, index and constraint options, named types, table options.

Rule: https://www.postgresql.org/docs/current/sql-commands.html.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ormolu import exc
from ormolu.compiler import DDLCompiler
from ormolu.schema.catalog import database_sql
from ormolu.sql.columns import ColumnClause
from ormolu.sql.functions import FunctionElement
from ormolu.types import BigInteger, SmallInteger

_ON_DELETE = re.compile(r"[A-Za-z_]+(?:\s+[A-Za-z_]+)*(?:\s*\([^()]+\))?\Z")


class PGDDLCompiler(DDLCompiler):
    """DDL for PostgreSQL."""

    # -- columns --------------------------------------------------------------------------------------

    def get_column_specification(self, column: Any, **kwargs: Any) -> str:
        text: str = self.preparer.format_column(column)
        impl = column.type.dialect_impl(self.dialect)
        impl = getattr(impl, "impl", impl) if getattr(impl, "_is_type_decorator", False) else impl
        with_identity = column.identity is not None and self.dialect.supports_identity_columns
        if self._is_serial(column, with_identity):
            text += (
                " BIGSERIAL"
                if isinstance(impl, BigInteger)
                else (" SMALLSERIAL" if isinstance(impl, SmallInteger) else " SERIAL")
            )
        else:
            text += " " + self.type_compiler.process(
                column.type, type_expression=column, identifier_preparer=self.preparer
            )
            default = self.get_column_default_string(column)
            if default is not None:
                text += " DEFAULT " + default
        if column.computed is not None:
            text += " " + self.process(column.computed)
        if with_identity:
            text += " " + self.process(column.identity)
        if not column.nullable and not with_identity:
            text += " NOT NULL"
        elif column.nullable and with_identity:
            text += " NULL"
        return text

    def _is_serial(self, column: Any, with_identity: bool) -> bool:
        default = column.default
        return bool(
            column.primary_key
            and column is column.table._autoincrement_column
            and not with_identity
            and (default is None or (default.is_sequence and default.optional))
        )

    def visit_computed_column(self, generated: Any, **kw: Any) -> str:
        text = f"GENERATED ALWAYS AS ({self._expression(generated.sqltext)})"
        has_virtual = self.dialect.supports_virtual_generated_columns
        if generated.persisted is False and not has_virtual:
            raise exc.CompileError(
                "PostrgreSQL computed columns do not support 'virtual' persistence. Please set the 'persisted' flag to "
                "None or True for PostgreSQL support."
            )
        if generated.persisted is None:
            if has_virtual:
                return text
            # STORED was the only kind before version 18, and had to be said.
            exc.warn(
                f"Computed column {generated.column} is being created as 'STORED' since the current PostgreSQL version "
                "does not support VIRTUAL columns. On PostgreSQL 18+, when 'persisted' is not specified, no keyword "
                "will be rendered and VIRTUAL will be used by default. Set 'persisted=True' to ensure STORED behavior "
                "across all PostgreSQL versions."
            )
            return text + " STORED"
        return text + (" STORED" if generated.persisted else " VIRTUAL")

    # -- constraints ----------------------------------------------------------------------------------

    def _define_constraint_validity(self, constraint: Any) -> str:
        return " NOT VALID" if constraint.dialect_options["postgresql"]["not_valid"] else ""

    def _define_include(self, obj: Any) -> str:
        includes = obj.dialect_options["postgresql"]["include"]
        if not includes:
            return ""
        columns = [obj.table.c[name] if isinstance(name, str) else name for name in includes]
        return f" INCLUDE ({self._column_names(columns)})"

    def visit_check_constraint(self, constraint: Any, **kw: Any) -> str:
        if getattr(constraint, "_type_bound", False):
            type_ = next(iter(constraint.columns)).type
            if type_._is_array:
                raise exc.CompileError(
                    "PostgreSQL dialect cannot produce the CHECK constraint for ARRAY of non-native ENUM; please "
                    "specify create_constraint=False on this Enum datatype."
                )
            if (
                getattr(type_, "native_enum", False)
                and self.dialect.supports_native_enum
                and not getattr(type_, "create_constraint", True)
            ):
                return ""
        return super().visit_check_constraint(constraint, **kw) + self._define_constraint_validity(constraint)

    def visit_foreign_key_constraint(self, constraint: Any, **kw: Any) -> str:
        return super().visit_foreign_key_constraint(constraint, **kw) + self._define_constraint_validity(constraint)

    def define_primary_key_body(self, constraint: Any, **kw: Any) -> str:
        return super().define_primary_key_body(constraint, **kw) + self._define_include(constraint)

    def define_unique_body(self, constraint: Any, **kw: Any) -> str:
        return super().define_unique_body(constraint, **kw) + self._define_include(constraint)

    def define_unique_constraint_distinct(self, constraint: Any, **kw: Any) -> str:
        distinct = constraint.dialect_options["postgresql"]["nulls_not_distinct"]
        if distinct is None:
            return ""
        return "NULLS NOT DISTINCT " if distinct else "NULLS DISTINCT "

    def define_constraint_ondelete_cascade(self, constraint: Any) -> str:
        return f" ON DELETE {self.preparer.validate_sql_phrase(constraint.ondelete, _ON_DELETE)}"

    def visit_exclude_constraint(self, constraint: Any, **kw: Any) -> str:
        text = self.define_constraint_preamble(constraint)
        elements = []
        for expr, name, op in constraint._render_exprs:
            exclude = self._exclude_element(expr, kw)
            ops = constraint.ops.get(name) or constraint.ops.get(getattr(expr, "key", None))
            elements.append(f"{exclude}{' ' + ops if ops else ''} WITH {op}")
        using = self.preparer.validate_sql_phrase(constraint.using, _IDENTIFIER).lower()
        text += f"EXCLUDE USING {using} ({', '.join(elements)})"
        text += self._define_include(constraint)
        if constraint.where is not None:
            text += f" WHERE ({self.sql_compiler.process(constraint.where, literal_binds=True)})"
        return text + self.define_constraint_deferrability(constraint)

    def _exclude_element(self, expr: Any, kw: dict[str, Any]) -> str:
        return self.sql_compiler.process(expr, include_table=False, literal_binds=True, **kw)  # type: ignore[no-any-return]

    # -- indexes --------------------------------------------------------------------------------------

    def visit_create_index(
        self, create: Any, include_schema: bool = False, include_table_schema: bool = True, **kw: Any
    ) -> str:
        index = create.element
        options = index.dialect_options["postgresql"]
        self._verify_index_table(index)
        text = "CREATE "
        if index.unique:
            text += "UNIQUE "
        text += "INDEX "
        if self.dialect._supports_create_index_concurrently and options["concurrently"]:
            text += "CONCURRENTLY "
        if create.if_not_exists:
            text += "IF NOT EXISTS "
        if index.name is None:
            if create.if_not_exists:
                raise exc.CompileError("CREATE INDEX IF NOT EXISTS requires that the index have a name")
            text += "ON "
        else:
            text += f"{self._prepared_index_name(index, include_schema=False)} ON "
        text += self.preparer.format_table(index.table) + " "
        if options["using"]:
            text += f"USING {self.preparer.validate_sql_phrase(options['using'], _IDENTIFIER).lower()} "
        text += f"({', '.join([self._index_element(expr, options['ops']) for expr in index.expressions])})"
        text += self._define_include(index)
        distinct = options["nulls_not_distinct"]
        if distinct is True:
            text += " NULLS NOT DISTINCT"
        elif distinct is False:
            text += " NULLS DISTINCT"
        if options["with"]:
            text += f" WITH ({self._prepare_withclause_opts(options['with'])})"
        if options["tablespace"]:
            text += f" TABLESPACE {self.preparer.quote(options['tablespace'])}"
        where = options["where"]
        if where is not None:
            text += f" WHERE {self._expression(database_sql(where) if isinstance(where, str) else where)}"
        return str(text)

    def _index_element(self, expr: Any, ops: Mapping[str, str]) -> str:
        """One expression of an index, in parentheses unless it is a column, a call or text; with its operator class."""
        inner = expr.element if getattr(expr, "_is_label", False) else expr
        if not isinstance(inner, (ColumnClause, FunctionElement)):
            inner = inner.self_group()
        text = self._expression(inner)
        if inner.__visit_name__ in _NEEDS_PARENTHESES and not _is_collate(inner):
            text = f"({text})"
        key = getattr(expr, "key", None)
        return f"{text} {ops[key]}" if key is not None and key in ops else text

    def visit_drop_index(self, drop: Any, **kw: Any) -> str:
        index = drop.element
        text = "\nDROP INDEX "
        if self.dialect._supports_drop_index_concurrently and index.dialect_options["postgresql"]["concurrently"]:
            text += "CONCURRENTLY "
        if drop.if_exists:
            text += "IF EXISTS "
        return text + self._prepared_index_name(index, include_schema=True)

    # -- named types ----------------------------------------------------------------------------------

    def visit_create_enum_type(self, create: Any, **kw: Any) -> str:
        type_ = create.element
        values = ", ".join([self._literal(value) for value in type_.enums])
        return f"CREATE TYPE {self.preparer.format_type(type_)} AS ENUM ({values})"

    def visit_drop_enum_type(self, drop: Any, **kw: Any) -> str:
        return f"DROP TYPE {self.preparer.format_type(drop.element)}"

    def visit_create_domain_type(self, create: Any, **kw: Any) -> str:
        domain = create.element
        options: list[str] = []
        if domain.collation not in (None, getattr(domain.data_type, "collation", None)):
            collation = self.preparer.format_collation(domain.collation, getattr(domain, "collation_schema", None))
            options.append(f"COLLATE {collation}")
        if domain.default is not None:
            options.append(f"DEFAULT {self.render_default_string(domain.default)}")
        if domain.constraint_name is not None:
            options.append(f"CONSTRAINT {self.preparer.truncate_and_render_constraint_name(domain.constraint_name)}")
        if domain.not_null:
            options.append("NOT NULL")
        if domain.check is not None:
            options.append(f"CHECK ({self._expression(domain.check)})")
        name = self.preparer.format_type(domain)
        return f"CREATE DOMAIN {name} AS {self.type_compiler.process(domain.data_type)} {' '.join(options)}"

    def visit_drop_domain_type(self, drop: Any, **kw: Any) -> str:
        return f"DROP DOMAIN {self.preparer.format_type(drop.element)}"

    # -- tables, views, sequences, comments -------------------------------------------------------------

    def post_create_table(self, table: Any) -> str:
        options = table.dialect_options["postgresql"]
        lines = []
        inherits = options.get("inherits")
        if inherits is not None:
            names = inherits if isinstance(inherits, (list, tuple)) else (inherits,)
            lines.append(f"\n INHERITS ({', '.join([self.preparer.quote(name) for name in names])})")
        if options["partition_by"]:
            lines.append(f"\n PARTITION BY {options['partition_by']}")
        if options["using"]:
            lines.append(f"\n USING {options['using']}")
        if options["with"]:
            lines.append(f"\n WITH ({self._prepare_withclause_opts(options['with'])})")
        if options["with_oids"] is True:
            lines.append("\n WITH OIDS")
        elif options["with_oids"] is False:
            lines.append("\n WITHOUT OIDS")
        if options["on_commit"]:
            lines.append(f"\n ON COMMIT {options['on_commit'].replace('_', ' ').upper()}")
        if options["tablespace"]:
            lines.append(f"\n TABLESPACE {self.preparer.quote(options['tablespace'])}")
        return "".join(lines)

    def _prepare_withclause_opts(self, options: Mapping[str, Any]) -> str:
        return ", ".join(
            [name if value is None else f"{name} = {_option_value(value)}" for name, value in options.items()]
        )

    def create_table_select_suffixes(self, element: Any, type_: str = "", **kw: Any) -> str:
        options = element.dialect_options["postgresql"]
        parts = []
        if options.get("using"):
            parts.append(f"USING {self.preparer.quote(options['using'])}")
        if options.get("with"):
            parts.append(f"WITH ({self._prepare_withclause_opts(options['with'])})")
        if options.get("on_commit"):
            parts.append(f"ON COMMIT {options['on_commit'].replace('_', ' ').upper()}")
        if options.get("tablespace"):
            parts.append(f"TABLESPACE {self.preparer.quote(options['tablespace'])}")
        return " ".join(parts)

    def visit_create_sequence(self, create: Any, prefix: str | None = None, **kw: Any) -> str:
        data_type = create.element.data_type
        if data_type is not None:
            prefix = f" AS {self.type_compiler.process(data_type)}"
        return super().visit_create_sequence(create, prefix=prefix, **kw)

    def _can_comment_on_constraint(self, ddl: Any) -> None:
        constraint = ddl.element
        if constraint.name is None:
            raise exc.CompileError(f"Can't emit COMMENT ON for constraint {constraint!r}: it has no name")
        if constraint.table is None:
            raise exc.CompileError(f"Can't emit COMMENT ON for constraint {constraint!r}: it has no associated table")

    def visit_set_constraint_comment(self, create: Any, **kw: Any) -> str:
        self._can_comment_on_constraint(create)
        return f"{self._comment_on(create.element)} IS {self._literal(create.element.comment)}"

    def visit_drop_constraint_comment(self, drop: Any, **kw: Any) -> str:
        self._can_comment_on_constraint(drop)
        return f"{self._comment_on(drop.element)} IS NULL"

    def _comment_on(self, constraint: Any) -> str:
        name = self.preparer.format_constraint(constraint)
        return f"COMMENT ON CONSTRAINT {name} ON {self.preparer.format_table(constraint.table)}"


_NEEDS_PARENTHESES = frozenset({"binary", "expression_clauselist", "cast", "case", "clauselist", "bindparam"})
_IDENTIFIER = re.compile(r"[a-z_0-9.]+\Z", re.IGNORECASE)


def _option_value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _is_collate(expr: Any) -> bool:
    return getattr(getattr(expr, "operator", None), "__name__", "") == "collate"
