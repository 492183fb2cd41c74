"""MySQL's and MariaDB's DDL: AUTO_INCREMENT, table options, index prefixes, comments inside CREATE.

Rule: https://dev.mysql.com/doc/refman/8.4/en/create-table.html, https://mariadb.com/kb/en/create-table/.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ormolu import exc
from ormolu.compiler import DDLCompiler
from ormolu.sql.columns import ColumnClause
from ormolu.sql.expressions import BinaryExpression, UnaryExpression
from ormolu.sql.functions import FunctionElement

# COLLATE follows a character set, partitions follow everything else in this order.
_CHARACTER_SETS = frozenset({"CHARSET", "CHARACTER_SET", "DEFAULT_CHARSET", "DEFAULT_CHARACTER_SET"})
_PARTITION_OPTIONS = ("PARTITION_BY", "PARTITIONS", "SUBPARTITION_BY", "SUBPARTITIONS")
_STRING_OPTIONS = frozenset({"COMMENT", "DATA_DIRECTORY", "INDEX_DIRECTORY", "PASSWORD", "CONNECTION"})
_TWO_WORD_OPTIONS = frozenset(
    {"DEFAULT_CHARSET", "DEFAULT_CHARACTER_SET", "CHARACTER_SET", "DEFAULT_COLLATE", "DATA_DIRECTORY",
     "INDEX_DIRECTORY", "PARTITION_BY", "SUBPARTITION_BY"}
)  # fmt: skip
_OPTIONS_WITHOUT_EQUALS = frozenset(
    {"TABLESPACE", "DEFAULT CHARACTER SET", "CHARACTER SET", "COLLATE", "PARTITION BY", "PARTITIONS",
     "SUBPARTITIONS", "SUBPARTITION BY"}
)  # fmt: skip
_BARE_DEFAULT = re.compile(r"\A(?:CURRENT_TIMESTAMP(?:\(\d+\))?|NOW\(\d+\))\Z|\A['\"]", re.IGNORECASE)


_ON_UPDATE = re.compile(r"\bON\s+UPDATE\b", re.IGNORECASE)


class MySQLDDLCompiler(DDLCompiler):
    """DDL for MySQL and MariaDB."""

    # -- columns --------------------------------------------------------------------------------------

    def get_column_specification(self, column: Any, **kw: Any) -> str:
        preparer, dialect = self.preparer, self.dialect
        parts = [
            preparer.format_column(column),
            dialect.type_compiler_instance.process(column.type, type_expression=column),
        ]
        if column.computed is not None:
            parts.append(self.process(column.computed))
        is_timestamp = _is_timestamp(column, dialect)
        if not column.nullable:
            parts.append("NOT NULL")
        elif is_timestamp:
            # A TIMESTAMP is NOT NULL unless told otherwise.
            parts.append("NULL")
        if column.comment is not None:
            parts.append("COMMENT " + self._literal(column.comment))
        default = column.server_default
        table = column.table
        if (
            table is not None
            and column is table._autoincrement_column
            and (default is None or getattr(default, "is_identity", False))
            and not (
                dialect.supports_sequences
                and column.default is not None
                and column.default.is_sequence
                and not column.default.optional
            )
        ):
            parts.append("AUTO_INCREMENT")
        else:
            text = self.get_column_default_string(column)
            if text is not None:
                parts.append("DEFAULT " + self._default(text))
        return " ".join(parts)

    def _default(self, text: str) -> str:
        """Expressions need parentheses; single words, strings, times as documented and ON UPDATE must not have them."""
        if _ON_UPDATE.search(text) or not self.dialect._support_default_function:
            return text
        if text.startswith("(") or _BARE_DEFAULT.match(text) or not re.search(r"\W", text):
            return text
        return f"({text})"

    # -- table options ----------------------------------------------------------------------------------

    def post_create_table(self, table: Any) -> str:
        name = self.dialect.name
        options = {
            key[len(name) + 1 :].upper(): value for key, value in table.kwargs.items() if key.startswith(f"{name}_")
        }
        if table.comment is not None:
            options["COMMENT"] = table.comment
        late = [option for option in ("COLLATE",) if option in options and not _CHARACTER_SETS.isdisjoint(options)]
        late += [option for option in _PARTITION_OPTIONS if option in options]
        ordered = [*(option for option in options if option not in late), *late]
        return " ".join([self._table_option(option, options[option]) for option in ordered])

    def _table_option(self, option: str, value: Any) -> str:
        value = str(value) if not isinstance(value, str) else value
        if option in _STRING_OPTIONS and not (option.endswith("DIRECTORY") and value.startswith("'")):
            value = self._literal(value)
        if option in _TWO_WORD_OPTIONS or option == "DEFAULT_CHARSET":
            option = option.replace("_", " ")
        joiner = " " if option in _OPTIONS_WITHOUT_EQUALS else "="
        return f"{option}{joiner}{value}"

    # -- indexes ------------------------------------------------------------------------------------------

    def visit_create_index(
        self, create: Any, include_schema: bool = False, include_table_schema: bool = True, **kw: Any
    ) -> str:
        index = create.element
        self._verify_index_table(index)
        if index.name is None:
            raise exc.CompileError("CREATE INDEX requires that the index have a name")
        columns = [self._index_column(expression) for expression in index.expressions]
        name = self._prepared_index_name(index)
        text = "CREATE "
        if index.unique:
            text += "UNIQUE "
        prefix = self._option_of(index, "prefix")
        if prefix:
            text += prefix + " "
        text += "INDEX "
        if create.if_not_exists:
            text += "IF NOT EXISTS "
        text += f"{name} ON {self.preparer.format_table(index.table)} "
        text += f"({', '.join(self._with_lengths(index, columns, self._option_of(index, 'length')))})"
        parser = self._option_of(index, "with_parser")
        if parser is not None:
            text += f" WITH PARSER {parser}"
        using = self._option_of(index, "using")
        if using is not None:
            text += f" USING {self.preparer.quote(using)}"
        return text

    def _option_of(self, element: Any, option: str) -> Any:
        """The value of `<dialect>_<option>`; for MariaDB, `mysql_<option>` still counts."""
        name = self.dialect.name
        value = element.kwargs.get(f"{name}_{option}")
        if value is None and name == "mariadb":
            value = element.kwargs.get(f"mysql_{option}")
            if value is not None:
                exc.warn_deprecated(
                    f"Using 'mysql_{option}' with the 'mariadb' dialect is deprecated; please additionally specify "
                    f"'mariadb_{option}'.",
                    "2.1",
                )
        return value

    def _index_column(self, expression: Any) -> str:
        """An expression of an index: functions and calculations stand in parentheses."""
        inner = expression
        if isinstance(inner, UnaryExpression) and inner.modifier is not None:
            return self._expression(inner)
        if isinstance(inner, (BinaryExpression, UnaryExpression, FunctionElement)) and not isinstance(
            inner, ColumnClause
        ):
            if getattr(getattr(inner, "operator", None), "__name__", "") == "collate":
                return self._expression(inner)
            return f"({self._expression(inner)})"
        return self._expression(inner)

    def _with_lengths(self, index: Any, columns: list[str], length: Any) -> Iterable[str]:
        if length is None:
            return columns
        if isinstance(length, dict):
            return [
                f"{text}({length[column.name]:d})"
                if getattr(column, "name", None) in length
                else f"{text}({length[text]:d})"
                if text in length
                else text
                for column, text in zip(index.expressions, columns, strict=True)
            ]
        return [f"{text}({length:d})" for text in columns]

    def visit_primary_key_constraint(self, constraint: Any, **kw: Any) -> str:
        text = super().visit_primary_key_constraint(constraint, **kw)
        using = self._option_of(constraint, "using")
        return f"{text} USING {self.preparer.quote(using)}" if using else text

    def visit_drop_index(self, drop: Any, **kw: Any) -> str:
        index = drop.element
        exists = "IF EXISTS " if drop.if_exists else ""
        name = self._prepared_index_name(index, include_schema=False)
        return f"\nDROP INDEX {exists}{name} ON {self.preparer.format_table(index.table)}"

    def get_identity_options(self, identity_options: Any) -> str:
        # one word, other than in the standard
        return super().get_identity_options(identity_options).replace("NO CYCLE", "NOCYCLE")

    # -- constraints ----------------------------------------------------------------------------------------

    def visit_drop_constraint(self, drop: Any, **kw: Any) -> str:
        constraint = drop.element
        kind = constraint.__visit_name__
        name = self.preparer.format_constraint(constraint) if kind != "primary_key_constraint" else ""
        if kind == "foreign_key_constraint":
            what = "FOREIGN KEY "
        elif kind == "primary_key_constraint":
            what = "PRIMARY KEY "
        elif kind == "unique_constraint":
            what = "INDEX "
        elif kind in ("check_constraint", "table_or_column_check_constraint", "column_check_constraint"):
            what = "CONSTRAINT " if self.dialect.is_mariadb else "CHECK "
        else:
            what = ""
        if name is None:
            raise exc.CompileError(f"Can't emit DROP CONSTRAINT for constraint {constraint!r}; it has no name")
        return f"ALTER TABLE {self.preparer.format_table(constraint.table)} DROP {what}{name}"

    def define_constraint_match(self, constraint: Any) -> str:
        if constraint.match is not None:
            raise exc.CompileError(
                "MySQL ignores the 'MATCH' keyword while at the same time causes ON UPDATE/ON DELETE clauses to be "
                "ignored."
            )
        return ""

    # -- comments -------------------------------------------------------------------------------------------

    def visit_set_table_comment(self, create: Any, **kw: Any) -> str:
        comment = self._literal(create.element.comment)
        return f"ALTER TABLE {self.preparer.format_table(create.element)} COMMENT {comment}"

    def visit_drop_table_comment(self, drop: Any, **kw: Any) -> str:
        return f"ALTER TABLE {self.preparer.format_table(drop.element)} COMMENT ''"

    def visit_set_column_comment(self, create: Any, **kw: Any) -> str:
        column = create.element
        table, name = self.preparer.format_table(column.table), self.preparer.format_column(column)
        return f"ALTER TABLE {table} CHANGE {name} {self.get_column_specification(column)}"


def _is_timestamp(column: Any, dialect: Any) -> bool:
    impl = column.type._unwrapped_dialect_impl(dialect)
    return str(getattr(impl, "__visit_name__", "")) == "TIMESTAMP"
