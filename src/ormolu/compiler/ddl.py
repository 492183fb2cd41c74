"""DDL: CREATE, DROP, ALTER and COMMENT for the objects of a schema.

In: DDL nodes of `schema/ddl.py` and the constraints of a table. Out: SQL text, without bind parameters: all values
are written as literals. A dialect overrides `get_column_specification`, `post_create_table` and single
`visit_*` methods.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from ormolu import exc
from ormolu.compiler.base import EMPTY, Compiled
from ormolu.compiler.names import FK_INITIALLY, FK_ON_DELETE, FK_ON_UPDATE
from ormolu.types import String

_STRING = String()


class DDLCompiler(Compiled):
    """A compiled DDL statement."""

    is_ddl = True

    def __init__(
        self,
        dialect: Any,
        statement: Any,
        schema_translate_map: Mapping[str | None, str | None] | None = None,
        render_schema_translate: bool = False,
        compile_kwargs: Mapping[str, Any] = EMPTY,
        **kw: Any,
    ) -> None:
        super().__init__(dialect, statement, schema_translate_map, render_schema_translate, compile_kwargs)

    @cached_property
    def sql_compiler(self) -> Any:
        """The statement compiler for the expressions inside."""
        return self.dialect.statement_compiler(self.dialect, None, schema_translate_map=self.schema_translate_map)

    @property
    def type_compiler(self) -> Any:
        """The compiler for type names."""
        return self.dialect.type_compiler_instance

    def construct_params(self, params: Any = None, extracted_parameters: Any = None, escape_names: bool = True) -> Any:
        """None: DDL has no parameters."""
        return None

    def visit_unsupported_compilation(self, element: Any, err: Exception, **kw: Any) -> str:
        raise exc.UnsupportedCompilationError(self, element.__class__) from err

    def _expression(self, element: Any) -> str:
        """An expression inside DDL: no table names before columns, values as literals."""
        text: str = self.sql_compiler.process(element, include_table=False, literal_binds=True)
        return text

    def _literal(self, value: str) -> str:
        text: str = self.sql_compiler.render_literal_value(value, _STRING)
        return text

    # -- custom text and schemas --------------------------------------------------------------------

    def visit_ddl(self, ddl: Any, **kwargs: Any) -> str:
        """`DDL("... %(table)s ...")`: fill in the target's quoted names."""
        context = ddl.context
        target = ddl.target
        if target is not None and hasattr(target, "columns"):
            context = dict(context)
            path = self.preparer.format_table_seq(target)
            table, schema = (path[0], "") if len(path) == 1 else (path[-1], path[0])
            context.setdefault("table", table)
            context.setdefault("schema", schema)
            context.setdefault("fullname", self.preparer.format_table(target))
        return self.sql_compiler.post_process_text(ddl.statement % context)  # type: ignore[no-any-return]

    def visit_create_schema(self, create: Any, **kw: Any) -> str:
        exists = "IF NOT EXISTS " if create.if_not_exists else ""
        return f"CREATE SCHEMA {exists}{self.preparer.format_schema(create.element)}"

    def visit_drop_schema(self, drop: Any, **kw: Any) -> str:
        exists = "IF EXISTS " if drop.if_exists else ""
        cascade = " CASCADE" if drop.cascade else ""
        return f"DROP SCHEMA {exists}{self.preparer.format_schema(drop.element)}{cascade}"

    # -- tables -------------------------------------------------------------------------------------

    def visit_create_table(self, create: Any, **kw: Any) -> str:
        table = create.element
        text = "\nCREATE "
        if table._prefixes:
            text += " ".join(table._prefixes) + " "
        text += "TABLE "
        if create.if_not_exists:
            text += "IF NOT EXISTS "
        text += self.preparer.format_table(table) + " "
        suffix = self.create_table_suffix(table)
        if suffix:
            text += suffix + " "
        lines = self._column_lines(create, table)
        constraints = self.create_table_constraints(
            table, _include_foreign_key_constraints=create.include_foreign_key_constraints
        )
        if constraints:
            lines.append(constraints)
        body = "\n\t" + ", \n\t".join(lines) if lines else ""
        return f"{text}({body}\n){self.post_create_table(table)}\n\n"

    def _column_lines(self, create: Any, table: Any) -> list[str]:
        lines = []
        has_key = False
        for create_column in create.columns:
            column = create_column.element
            try:
                line = self.process(create_column, first_pk=column.primary_key and not has_key)
            except exc.CompileError as err:
                raise exc.CompileError(
                    f"(in table '{table.description}', column '{column.name}'): {err.args[0]}"
                ) from err
            if line is not None:
                lines.append(line)
            has_key = has_key or column.primary_key
        return lines

    def visit_create_column(self, create: Any, first_pk: bool = False, **kw: Any) -> str | None:
        column = create.element
        if column.system:
            return None
        parts = [self.get_column_specification(column, first_pk=first_pk)]
        parts += [text for text in (self.process(constraint) for constraint in column.constraints) if text]
        return " ".join(parts)

    def create_table_constraints(self, table: Any, _include_foreign_key_constraints: Any = None, **kw: Any) -> str:
        """Return the table-level constraints, primary key first, as lines."""
        left_out: Any = ()
        if _include_foreign_key_constraints is not None:
            left_out = table.foreign_key_constraints.difference(_include_foreign_key_constraints)
        constraints = [table.primary_key] if table.primary_key is not None else []
        constraints += [c for c in table._sorted_constraints if c is not table.primary_key and c not in left_out]
        texts = [
            self.process(constraint)
            for constraint in constraints
            if constraint._should_create_for_compiler(self)
            and not (self.dialect.supports_alter and getattr(constraint, "use_alter", False))
        ]
        return ", \n\t".join([text for text in texts if text])

    def visit_drop_table(self, drop: Any, **kw: Any) -> str:
        exists = "IF EXISTS " if drop.if_exists else ""
        return f"\nDROP TABLE {exists}{self.preparer.format_table(drop.element)}"

    def create_table_suffix(self, table: Any) -> str:
        """Return what stands between a table's name and its columns."""
        return ""

    def post_create_table(self, table: Any) -> str:
        """Return what follows the closing parenthesis of CREATE TABLE."""
        return ""

    # -- views and tables from queries ----------------------------------------------------------------

    def visit_create_view(self, element: Any, **kw: Any) -> str:
        words = ["CREATE"]
        if element.or_replace:
            words.append("OR REPLACE")
        if element.temporary:
            words.append("TEMPORARY")
        if element.materialized:
            words.append("MATERIALIZED")
        words.append("VIEW")
        if element.if_not_exists or self.view_may_exist(element):
            words.append("IF NOT EXISTS")
        return self._generate_table_select(element, words, **kw)

    def view_may_exist(self, element: Any) -> bool:
        """Whether an option of the dialect asks for CREATE VIEW IF NOT EXISTS."""
        return False

    def visit_create_table_as(self, element: Any, **kw: Any) -> str:
        words = ["CREATE"]
        if element.temporary:
            words.append("TEMPORARY")
        words.append("TABLE")
        if element.if_not_exists:
            words.append("IF NOT EXISTS")
        return self._generate_table_select(element, words, **kw)

    def _generate_table_select(self, element: Any, words: list[str], **kw: Any) -> str:
        words.append(self.preparer.format_table(element.table))
        suffix = self.create_table_select_suffixes(element)
        if suffix:
            words.append(suffix)
        inner = self.sql_compiler.process(element.selectable, literal_binds=True)
        return f"{' '.join(words)} AS {inner}"

    def create_table_select_suffixes(self, element: Any, type_: str = "", **kw: Any) -> str:
        """Return what stands between the name of a view or table and AS."""
        return ""

    def visit_drop_view(self, drop: Any, **kw: Any) -> str:
        materialized = "MATERIALIZED " if drop.materialized else ""
        exists = "IF EXISTS " if drop.if_exists else ""
        return f"\nDROP {materialized}VIEW {exists}{self.preparer.format_table(drop.element)}"

    # -- indexes --------------------------------------------------------------------------------------

    def _verify_index_table(self, index: Any) -> None:
        if index.table is None:
            raise exc.CompileError(f"Index '{index.name}' is not associated with any table.")

    def visit_create_index(
        self, create: Any, include_schema: bool = False, include_table_schema: bool = True, **kw: Any
    ) -> str:
        index = create.element
        self._verify_index_table(index)
        if index.name is None:
            raise exc.CompileError("CREATE INDEX requires that the index have a name")
        unique = "UNIQUE " if index.unique else ""
        exists = "IF NOT EXISTS " if create.if_not_exists else ""
        name = self._prepared_index_name(index, include_schema=include_schema)
        table = self.preparer.format_table(index.table, use_schema=include_table_schema)
        columns = ", ".join([self._expression(expression) for expression in index.expressions])
        return f"CREATE {unique}INDEX {exists}{name} ON {table} ({columns})"

    def visit_drop_index(self, drop: Any, **kw: Any) -> str:
        index = drop.element
        if index.name is None:
            raise exc.CompileError("DROP INDEX requires that the index have a name")
        exists = "IF EXISTS " if drop.if_exists else ""
        return f"\nDROP INDEX {exists}{self._prepared_index_name(index, include_schema=True)}"

    def _prepared_index_name(self, index: Any, include_schema: bool = False) -> str:
        name: str = self.preparer.format_index(index)
        if include_schema and index.table is not None:
            schema = self.preparer.schema_for_object(index.table)
            if schema:
                return f"{self.preparer.quote_schema(schema)}.{name}"
        return name

    # -- constraints ----------------------------------------------------------------------------------

    def visit_add_constraint(self, create: Any, **kw: Any) -> str:
        table = self.preparer.format_table(create.element.table)
        return f"ALTER TABLE {table} ADD {self.process(create.element)}"

    def visit_drop_constraint(self, drop: Any, **kw: Any) -> str:
        constraint = drop.element
        name = self.preparer.format_constraint(constraint) if constraint.name is not None else None
        if name is None:
            raise exc.CompileError(f"Can't emit DROP CONSTRAINT for constraint {constraint!r}; it has no name")
        exists = "IF EXISTS " if drop.if_exists else ""
        cascade = " CASCADE" if drop.cascade else ""
        table = self.preparer.format_table(constraint.table)
        return f"ALTER TABLE {table} DROP CONSTRAINT {exists}{name}{cascade}"

    def define_constraint_preamble(self, constraint: Any, **kw: Any) -> str:
        """Return `CONSTRAINT name `, or nothing for a constraint without a name."""
        if constraint.name is None:
            return ""
        name = self.preparer.format_constraint(constraint)
        return "" if name is None else f"CONSTRAINT {name} "

    def visit_check_constraint(self, constraint: Any, **kw: Any) -> str:
        text = self.define_constraint_preamble(constraint, **kw)
        text += self.define_check_body(constraint, **kw)
        return text + self.define_constraint_deferrability(constraint)

    def visit_column_check_constraint(self, constraint: Any, **kw: Any) -> str:
        return self.visit_check_constraint(constraint, **kw)

    def visit_table_or_column_check_constraint(self, constraint: Any, **kw: Any) -> str:
        if constraint.is_column_level:
            return self.visit_column_check_constraint(constraint, **kw)
        return self.visit_check_constraint(constraint, **kw)

    def define_check_body(self, constraint: Any, **kw: Any) -> str:
        return f"CHECK ({self._expression(constraint.sqltext)})"

    def visit_primary_key_constraint(self, constraint: Any, **kw: Any) -> str:
        if len(constraint) == 0:
            return ""
        text = self.define_constraint_preamble(constraint, **kw)
        text += self.define_primary_key_body(constraint, **kw)
        return text + self.define_constraint_deferrability(constraint)

    def define_primary_key_body(self, constraint: Any, **kw: Any) -> str:
        columns = constraint.columns_autoinc_first if constraint._implicit_generated else constraint.columns
        return f"PRIMARY KEY ({self._column_names(columns)})"

    def _column_names(self, columns: Any) -> str:
        return ", ".join([self.preparer.quote(column.name) for column in columns])

    def visit_foreign_key_constraint(self, constraint: Any, **kw: Any) -> str:
        text = self.define_constraint_preamble(constraint, **kw)
        text += self.define_foreign_key_body(constraint, **kw)
        text += self.define_constraint_match(constraint)
        text += self.define_constraint_cascades(constraint)
        return text + self.define_constraint_deferrability(constraint)

    def define_foreign_key_body(self, constraint: Any, **kw: Any) -> str:
        elements = constraint.elements
        local = ", ".join([self.preparer.quote(element.parent.name) for element in elements])
        remote_table = self.define_constraint_remote_table(constraint, elements[0].column.table, self.preparer)
        remote = ", ".join([self.preparer.quote(element.column.name) for element in elements])
        return f"FOREIGN KEY({local}) REFERENCES {remote_table} ({remote})"

    def define_constraint_remote_table(self, constraint: Any, table: Any, preparer: Any) -> str:
        """Return the name of the table a foreign key refers to."""
        name: str = preparer.format_table(table)
        return name

    def visit_unique_constraint(self, constraint: Any, **kw: Any) -> str:
        if len(constraint) == 0:
            return ""
        text = self.define_constraint_preamble(constraint, **kw)
        text += self.define_unique_body(constraint, **kw)
        return text + self.define_constraint_deferrability(constraint)

    def define_unique_body(self, constraint: Any, **kw: Any) -> str:
        distinct = self.define_unique_constraint_distinct(constraint, **kw)
        return f"UNIQUE {distinct}({self._column_names(constraint)})"

    def define_unique_constraint_distinct(self, constraint: Any, **kw: Any) -> str:
        """Return `NULLS NOT DISTINCT ` or nothing."""
        return ""

    def define_constraint_cascades(self, constraint: Any) -> str:
        text = ""
        if constraint.ondelete is not None:
            text += self.define_constraint_ondelete_cascade(constraint)
        if constraint.onupdate is not None:
            text += self.define_constraint_onupdate_cascade(constraint)
        return text

    def define_constraint_ondelete_cascade(self, constraint: Any) -> str:
        return f" ON DELETE {self.preparer.validate_sql_phrase(constraint.ondelete, FK_ON_DELETE)}"

    def define_constraint_onupdate_cascade(self, constraint: Any) -> str:
        return f" ON UPDATE {self.preparer.validate_sql_phrase(constraint.onupdate, FK_ON_UPDATE)}"

    def define_constraint_deferrability(self, constraint: Any) -> str:
        text = ""
        if constraint.deferrable is not None:
            text += " DEFERRABLE" if constraint.deferrable else " NOT DEFERRABLE"
        if constraint.initially is not None:
            text += f" INITIALLY {self.preparer.validate_sql_phrase(constraint.initially, FK_INITIALLY)}"
        return text

    def define_constraint_match(self, constraint: Any) -> str:
        return f" MATCH {constraint.match}" if constraint.match is not None else ""

    # -- columns --------------------------------------------------------------------------------------

    def get_column_specification(self, column: Any, **kwargs: Any) -> str:
        """Return name, type, default and nullability of a column. Dialects override this as a whole."""
        text: str = self.preparer.format_column(column)
        text += " " + self.type_compiler.process(column.type, type_expression=column)
        default = self.get_column_default_string(column)
        if default is not None:
            text += " DEFAULT " + default
        if column.computed is not None:
            text += " " + self.process(column.computed)
        with_identity = column.identity is not None and self.dialect.supports_identity_columns
        if with_identity:
            text += " " + self.process(column.identity)
        if not column.nullable and not with_identity:
            text += " NOT NULL"
        return text

    def get_column_default_string(self, column: Any) -> str | None:
        """Return what stands after DEFAULT, or None for a column without a server default."""
        default = column.server_default
        if default is None or not hasattr(default, "arg"):
            return None
        return self.render_default_string(default.arg)

    def render_default_string(self, default: Any) -> str:
        """Return a server default: a string as a literal, an expression as SQL."""
        if isinstance(default, str):
            return self._literal(default)
        text: str = self.sql_compiler.process(default, literal_binds=True)
        return text

    def visit_computed_column(self, generated: Any, **kw: Any) -> str:
        text = f"GENERATED ALWAYS AS ({self._expression(generated.sqltext)})"
        if generated.persisted is True:
            return text + " STORED"
        return text + " VIRTUAL" if generated.persisted is False else text

    def visit_identity_column(self, identity: Any, **kw: Any) -> str:
        text = f"GENERATED {'ALWAYS' if identity.always else 'BY DEFAULT'} AS IDENTITY"
        options = self.get_identity_options(identity)
        return f"{text} ({options})" if options else text

    # -- sequences ------------------------------------------------------------------------------------

    def get_identity_options(self, identity_options: Any) -> str:
        """Return the options that sequences and identity columns share."""
        text = []
        for phrase, value in (
            ("INCREMENT BY", identity_options.increment),
            ("START WITH", identity_options.start),
            ("MINVALUE", identity_options.minvalue),
            ("MAXVALUE", identity_options.maxvalue),
        ):
            if value is not None:
                text.append(f"{phrase} {int(value)}")
        if identity_options.nominvalue is not None:
            text.append("NO MINVALUE")
        if identity_options.nomaxvalue is not None:
            text.append("NO MAXVALUE")
        if identity_options.cache is not None:
            text.append(f"CACHE {int(identity_options.cache)}")
        if identity_options.cycle is not None:
            text.append("CYCLE" if identity_options.cycle else "NO CYCLE")
        return " ".join(text)

    def visit_create_sequence(self, create: Any, prefix: str | None = None, **kw: Any) -> str:
        exists = "IF NOT EXISTS " if create.if_not_exists else ""
        text = f"CREATE SEQUENCE {exists}{self.preparer.format_sequence(create.element)}"
        if prefix:
            text += prefix
        options = self.get_identity_options(create.element)
        return f"{text} {options}" if options else text

    def visit_drop_sequence(self, drop: Any, **kw: Any) -> str:
        exists = "IF EXISTS " if drop.if_exists else ""
        return f"DROP SEQUENCE {exists}{self.preparer.format_sequence(drop.element)}"

    # -- comments -------------------------------------------------------------------------------------

    def visit_set_table_comment(self, create: Any, **kw: Any) -> str:
        comment = self._literal(create.element.comment)
        return f"COMMENT ON TABLE {self.preparer.format_table(create.element)} IS {comment}"

    def visit_drop_table_comment(self, drop: Any, **kw: Any) -> str:
        return f"COMMENT ON TABLE {self.preparer.format_table(drop.element)} IS NULL"

    def visit_set_column_comment(self, create: Any, **kw: Any) -> str:
        return f"COMMENT ON COLUMN {self._full_column(create.element)} IS {self._literal(create.element.comment)}"

    def visit_drop_column_comment(self, drop: Any, **kw: Any) -> str:
        return f"COMMENT ON COLUMN {self._full_column(drop.element)} IS NULL"

    def _full_column(self, column: Any) -> str:
        text: str = self.preparer.format_column(column, use_table=True, use_schema=True)
        return text

    def visit_set_constraint_comment(self, create: Any, **kw: Any) -> str:
        raise exc.UnsupportedCompilationError(self, type(create))

    def visit_drop_constraint_comment(self, drop: Any, **kw: Any) -> str:
        raise exc.UnsupportedCompilationError(self, type(drop))
