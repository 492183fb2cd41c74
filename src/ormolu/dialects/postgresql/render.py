"""PostgreSQL's SQL: casts of parameters, arrays, JSON, full text, DISTINCT ON, row locks, upsert.

Rule: https://www.postgresql.org/docs/current/sql.html.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ormolu import exc
from ormolu.compiler import SQLCompiler
from ormolu.compiler.base import CompilerState
from ormolu.compiler.upsert import conflict_assignments, conflict_target
from ormolu.sql.columns import ColumnClause
from ormolu.sql.expressions import BinaryExpression, Grouping
from ormolu.structures import OrderedSet
from ormolu.types import JSON, VARCHAR, Enum, String

_STRING = String()
_REGCONFIG_FUNCTIONS = (
    "to_tsvector", "to_tsquery", "plainto_tsquery", "phraseto_tsquery", "websearch_to_tsquery", "ts_headline",
)  # fmt: skip


_STRING_LITERAL = re.compile(r"'(?:[^']|'')*'")


class PGCompiler(SQLCompiler):
    """Statements for PostgreSQL."""

    def render_bind_cast(self, type_: Any, dbapi_type: Any, sqltext: str) -> str:
        if (
            dbapi_type._type_affinity is String
            and dbapi_type.length
            and not (isinstance(dbapi_type, Enum) and dbapi_type.native_enum)
        ):
            # VARCHAR(30) would cut a longer value short without a word
            dbapi_type = VARCHAR()
        name = self.dialect.type_compiler_instance.process(dbapi_type, identifier_preparer=self.preparer)
        return f"{sqltext}::{name}"

    def render_literal_value(self, value: Any, type_: Any) -> str:
        text = super().render_literal_value(value, type_)
        if self.state is CompilerState.STRING_APPLIED and "\\" in text:
            # whether backslashes escape can differ from connection to connection, but not in E''
            return _STRING_LITERAL.sub(lambda found: "E" + found.group().replace("\\", "\\\\"), text)
        if getattr(self.dialect, "_backslash_escapes", False):
            text = text.replace("\\", "\\\\")
        return text

    # -- arrays -------------------------------------------------------------------------------------------

    def visit_array(self, element: Any, **kw: Any) -> str:
        if not element.clauses and not element.type.item_type._isnull:
            return f"ARRAY[]::{self.dialect.type_compiler_instance.process(element.type)}"
        return f"ARRAY[{self.visit_clauselist(element, **kw)}]"

    def visit_slice(self, element: Any, **kw: Any) -> str:
        return f"{self.process(element.start, **kw)}:{self.process(element.stop, **kw)}"

    def visit_getitem_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return f"{self.process(binary.left, **kw)}[{self.process(binary.right, **kw)}]"

    def visit_aggregate_order_by(self, element: Any, **kw: Any) -> str:
        return f"{self.process(element.target, **kw)} ORDER BY {self.process(element.order_by, **kw)}"

    # -- JSON and HSTORE ------------------------------------------------------------------------------------

    def visit_json_getitem_op_binary(self, binary: Any, operator: Any, _cast_applied: bool = False, **kw: Any) -> str:
        if not _cast_applied and not _is_json(binary.type) and not binary.type._isnull:
            return self._json_as_text(binary, " ->> ", kw)
        kw["eager_grouping"] = True
        if self._subscriptable(binary.left):
            return self._subscript(binary, kw)
        return self._generate_generic_binary(binary, " -> " if not _cast_applied else " ->> ", **kw)

    def visit_json_path_getitem_op_binary(
        self, binary: Any, operator: Any, _cast_applied: bool = False, **kw: Any
    ) -> str:
        if not _cast_applied and not _is_json(binary.type) and not binary.type._isnull:
            return self._json_as_text(binary, " #>> ", kw)
        kw["eager_grouping"] = True
        return self._generate_generic_binary(binary, " #> " if not _cast_applied else " #>> ", **kw)

    def _json_as_text(self, binary: Any, operator: str, kw: dict[str, Any]) -> str:
        """An element of a document as a number, string ...: taken out as text, then cast."""
        inner = self._generate_generic_binary(binary, operator, **{**kw, "eager_grouping": True})
        type_name = self.dialect.type_compiler_instance.process(binary.type, identifier_preparer=self.preparer)
        return f"CAST({inner} AS {type_name})"

    def _subscriptable(self, left: Any) -> bool:
        return bool(left.type.__visit_name__ == "JSONB" and self.dialect._supports_jsonb_subscripting)

    def visit_hstore_getitem_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        kw["eager_grouping"] = True
        if self.dialect._supports_jsonb_subscripting:
            return self._subscript(binary, kw)
        return self._generate_generic_binary(binary, " -> ", **kw)

    def _subscript(self, binary: Any, kw: dict[str, Any]) -> str:
        """`document[key]`; what is no column stands in parentheses."""
        left = self.process(binary.left, **kw)
        if not isinstance(binary.left, (ColumnClause, BinaryExpression, Grouping)):
            left = f"({left})"
        return f"{left}[{self.process(binary.right, **kw)}]"

    # -- text -----------------------------------------------------------------------------------------------

    def visit_match_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        config = binary.modifiers.get("postgresql_regconfig")
        left, right = self.process(binary.left, **kw), self.process(binary.right, **kw)
        if config:
            return f"{left} @@ plainto_tsquery({self.render_literal_value(config, _STRING)}, {right})"
        return f"{left} @@ plainto_tsquery({right})"

    def visit_ilike_case_insensitive_operand(self, element: Any, **kw: Any) -> str:
        return self.process(element.element, **kw)

    def visit_ilike_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self._like(binary, "ILIKE", kw)

    def visit_not_ilike_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self._like(binary, "NOT ILIKE", kw)

    def _regexp_match(self, base_op: str, binary: Any, operator: Any, kw: dict[str, Any]) -> str:
        flags = binary.modifiers.get("flags")
        if flags is None:
            return self._generate_generic_binary(binary, f" {base_op} ", **kw)
        if flags == "i":
            return self._generate_generic_binary(binary, f" {base_op}* ", **kw)
        return (
            f"{self.process(binary.left, **kw)} {base_op} "
            f"CONCAT('(?', {self.render_literal_value(flags, _STRING)}, ')', {self.process(binary.right, **kw)})"
        )

    def visit_regexp_match_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self._regexp_match("~", binary, operator, kw)

    def visit_not_regexp_match_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self._regexp_match("!~", binary, operator, kw)

    def visit_regexp_replace_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        parts = [self.process(binary.left, **kw), self.process(binary.right, **kw)]
        flags = binary.modifiers.get("flags")
        if flags is not None:
            parts.append(self.render_literal_value(flags, _STRING))
        return f"REGEXP_REPLACE({', '.join(parts)})"

    def visit_bitwise_xor_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self._generate_generic_binary(binary, " # ", **kw)

    # -- functions --------------------------------------------------------------------------------------------

    def visit_aggregate_strings_func(self, fn: Any, **kw: Any) -> str:
        return "string_agg" + self.function_argspec(fn, **kw)

    def visit_pow_func(self, fn: Any, **kw: Any) -> str:
        return "power" + self.function_argspec(fn, **kw)

    def visit_substring_func(self, func: Any, **kw: Any) -> str:
        parts = [self.process(clause, **kw) for clause in func.clauses]
        if len(parts) > 2:
            return f"SUBSTRING({parts[0]} FROM {parts[1]} FOR {parts[2]})"
        return f"SUBSTRING({parts[0]} FROM {parts[1]})"

    def _assert_pg_ts_ext(self, element: Any, **kw: Any) -> str:
        """Full text functions convert their arguments; the generic function object would bind them wrongly."""
        if not getattr(element, "_takes_configuration", False):
            name = element.name
            raise exc.CompileError(
                f'Can\'t compile "{name}()" full text search function construct that does not originate from the '
                f'"sqlalchemy.dialects.postgresql" package.  Please ensure "import sqlalchemy.dialects.postgresql" '
                f'is called before constructing "sqlalchemy.func.{name}()" to ensure registration of the correct '
                "argument and return types."
            )
        return f"{element.name}{self.function_argspec(element, **kw)}"

    def visit_sequence(self, sequence: Any, **kw: Any) -> str:
        return f"nextval('{self.preparer._format_sequence_string_literal(sequence)}')"

    def visit_empty_set_expr(self, element_types: Sequence[Any], **kw: Any) -> str:
        names = [
            self.dialect.type_compiler_instance.process(type_, identifier_preparer=self.preparer)
            if not type_._isnull
            else "INTEGER"
            for type_ in element_types or []
        ] or ["INTEGER"]
        return f"SELECT {', '.join([f'CAST(NULL AS {name})' for name in names])} WHERE 1!=1"

    # -- SELECT -------------------------------------------------------------------------------------------------

    def limit_clause(self, select: Any, **kw: Any) -> str:
        text = ""
        if select._limit_clause is not None:
            text += " \n LIMIT " + self.process(select._limit_clause, **kw)
        if select._offset_clause is not None:
            if select._limit_clause is None:
                text += "\n LIMIT ALL"
            text += " OFFSET " + self.process(select._offset_clause, **kw)
        return text

    def fetch_clause(
        self,
        select: Any,
        fetch_clause: Any = None,
        require_offset: bool = False,
        use_literal_execute_for_simple_int: bool = False,
        **kw: Any,
    ) -> str:
        # A cast parameter is only taken here within parentheses.
        text = ""
        if select._offset_clause is not None:
            text += f"\n OFFSET ({self.process(select._offset_clause, **kw)}) ROWS"
        if select._fetch_clause is not None:
            options = select._fetch_clause_options
            percent = " PERCENT" if options["percent"] else ""
            tail = "WITH TIES" if options["with_ties"] else "ONLY"
            text += f"\n FETCH FIRST ({self.process(select._fetch_clause, **kw)}){percent} ROWS {tail}"
        return text

    def format_from_hint_text(self, sqltext: str, table: Any, hint: str, iscrud: bool) -> str:
        if hint.upper() != "ONLY":
            raise exc.CompileError(f"Unrecognized hint: {hint!r}")
        return "ONLY " + sqltext

    def get_select_precolumns(self, select: Any, **kw: Any) -> str:
        if not (select._distinct or select._distinct_on):
            return ""
        if not select._distinct_on:
            return "DISTINCT "
        columns = ", ".join([self.process(column, **kw) for column in select._distinct_on])
        return f"DISTINCT ON ({columns}) "

    def visit_postgresql_distinct_on(self, element: Any, **kw: Any) -> str:
        if self.stack[-1]["selectable"]._distinct_on:
            raise exc.CompileError("Cannot mix ``select.ext(distinct_on(...))`` and ``select.distinct(...)``")
        columns = ", ".join([self.process(column, **kw) for column in element._distinct_on])
        return f"DISTINCT ON ({columns})"

    def for_update_clause(self, select: Any, **kw: Any) -> str:
        lock = select._for_update_arg
        if lock.read:
            text = " FOR KEY SHARE" if lock.key_share else " FOR SHARE"
        else:
            text = " FOR NO KEY UPDATE" if lock.key_share else " FOR UPDATE"
        if lock.of:
            tables: Any = OrderedSet()
            for element in lock.of:
                tables.update(_tables_of(element))
            kw = {**kw, "asfrom": False, "ashint": True, "use_schema": False}
            text += " OF " + ", ".join([self.process(table, **kw) for table in tables])
        if lock.nowait:
            text += " NOWAIT"
        if lock.skip_locked:
            text += " SKIP LOCKED"
        return text

    # -- INSERT, UPDATE, DELETE -----------------------------------------------------------------------------------

    def _on_conflict_target(self, clause: Any, **kw: Any) -> str:
        return conflict_target(self, clause, **kw)

    def visit_on_conflict_do_nothing(self, on_conflict: Any, **kw: Any) -> str:
        target = self._on_conflict_target(on_conflict, **kw)
        return f"ON CONFLICT {target} DO NOTHING" if target else "ON CONFLICT DO NOTHING"

    def visit_on_conflict_do_update(self, on_conflict: Any, **kw: Any) -> str:
        target = self._on_conflict_target(on_conflict, **kw)
        return f"ON CONFLICT {target} DO UPDATE SET {conflict_assignments(self, on_conflict, **kw)}"

    def update_from_clause(
        self, update_stmt: Any, from_table: Any, extra_froms: list[Any], from_hints: Any, **kw: Any
    ) -> str:
        kw["asfrom"] = True
        return "FROM " + ", ".join([self.process(from_, fromhints=from_hints, **kw) for from_ in extra_froms])

    def delete_extra_from_clause(
        self, delete_stmt: Any, from_table: Any, extra_froms: list[Any], from_hints: Any, **kw: Any
    ) -> str:
        kw["asfrom"] = True
        return "USING " + ", ".join([self.process(from_, fromhints=from_hints, **kw) for from_ in extra_froms])


def _full_text_function(self: PGCompiler, element: Any, **kw: Any) -> str:
    return self._assert_pg_ts_ext(element, **kw)


for _name in _REGCONFIG_FUNCTIONS:
    setattr(PGCompiler, f"visit_{_name}_func", _full_text_function)


def _is_json(type_: Any) -> bool:
    affinity = type_._type_affinity
    return affinity is not None and issubclass(affinity, JSON)


def _tables_of(element: Any) -> list[Any]:
    """The tables that FOR UPDATE OF names, given as tables, aliases, joins (the right side first) or columns."""
    if getattr(element, "table", None) is not None:
        return [element.table]
    if element.__visit_name__ == "join":
        return [*_tables_of(element.right), *_tables_of(element.left)]
    if hasattr(element, "named_with_column"):
        return [element]
    # text and literal columns name a table by themselves
    return list(element._from_objects) or [element]
