"""SQLite's SQL: what it spells differently from the standard, and its upsert.

Rule: https://sqlite.org/lang.html.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ormolu import exc
from ormolu.compiler import SQLCompiler
from ormolu.compiler.upsert import conflict_assignments, conflict_target
from ormolu.sql.binds import BindParameter
from ormolu.types import JSON, Integer

_INTEGER = Integer()


class SQLiteCompiler(SQLCompiler):
    """Statements for SQLite."""

    extract_map = {
        "month": "%m", "day": "%d", "year": "%Y", "second": "%S", "hour": "%H", "doy": "%j", "minute": "%M",
        "epoch": "%s", "dow": "%w", "week": "%W",
    }  # fmt: skip

    def column_alone(self, name: str) -> str:
        """A name in double quotes would be a string where there is no such column."""
        if name.startswith('"') and self.dialect.strict:
            return "`" + name[1:-1].replace('""', '"').replace("`", "``") + "`"
        return name

    def visit_truediv_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return f"{self.process(binary.left, **kw)} / ({self.process(binary.right, **kw)} + 0.0)"

    def visit_now_func(self, fn: Any, **kw: Any) -> str:
        return "CURRENT_TIMESTAMP"

    def visit_localtimestamp_func(self, func: Any, **kw: Any) -> str:
        return "DATETIME(CURRENT_TIMESTAMP, 'localtime')"

    def visit_true(self, expr: Any, **kw: Any) -> str:
        return "1"

    def visit_false(self, expr: Any, **kw: Any) -> str:
        return "0"

    def visit_char_length_func(self, fn: Any, **kw: Any) -> str:
        return "length" + self.function_argspec(fn, **kw)

    def visit_aggregate_strings_func(self, fn: Any, **kw: Any) -> str:
        return "group_concat" + self.function_argspec(fn, **kw)

    def visit_cast(self, cast: Any, **kwargs: Any) -> str:
        if getattr(self.dialect, "supports_cast", True):
            return super().visit_cast(cast, **kwargs)
        return self.process(cast.clause, **kwargs)

    def visit_extract(self, extract: Any, **kw: Any) -> str:
        try:
            code = self.extract_map[extract.field]
        except KeyError as err:
            raise exc.CompileError(f"{extract.field} is not a valid extract argument.") from err
        code = self.post_process_text(code)
        return f"CAST(STRFTIME('{code}', {self.process(extract.expr, **kw)}) AS INTEGER)"

    def returning_clause(self, stmt: Any, returning_cols: Any, *, populate_result_map: bool, **kw: Any) -> str:
        # SQLite's RETURNING does not take table names.
        kw["include_table"] = False
        return super().returning_clause(stmt, returning_cols, populate_result_map=populate_result_map, **kw)

    def limit_clause(self, select: Any, **kw: Any) -> str:
        text = ""
        if select._limit_clause is not None:
            text += "\n LIMIT " + self.process(select._limit_clause, **kw)
        if select._offset_clause is not None:
            if select._limit_clause is None:
                text += "\n LIMIT " + self.process(_integer(-1), **kw)
            return text + " OFFSET " + self.process(select._offset_clause, **kw)
        return text + " OFFSET " + self.process(_integer(0), **kw)

    def for_update_clause(self, select: Any, **kw: Any) -> str:
        # SQLite locks the whole database.
        return ""

    def update_from_clause(
        self, update_stmt: Any, from_table: Any, extra_froms: list[Any], from_hints: Any, **kw: Any
    ) -> str:
        kw["asfrom"] = True
        return "FROM " + ", ".join([self.process(from_, fromhints=from_hints, **kw) for from_ in extra_froms])

    def visit_is_distinct_from_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return f"{self.process(binary.left, **kw)} IS NOT {self.process(binary.right, **kw)}"

    def visit_is_not_distinct_from_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return f"{self.process(binary.left, **kw)} IS {self.process(binary.right, **kw)}"

    def visit_json_getitem_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        if isinstance(binary.right.type, JSON.JSONAnyKeyType):
            return self._json_value_of_any_key(binary, kw)
        text = f"JSON_EXTRACT({self.process(binary.left, **kw)}, {self.process(binary.right, **kw)})"
        if binary.type._isnull:
            return text
        if _is_json(binary.type):
            return f"JSON_QUOTE({text})"
        return f"CAST({text} AS {self.dialect.type_compiler_instance.process(binary.type)})"

    def _json_value_of_any_key(self, binary: Any, kw: dict[str, Any]) -> str:
        """By comparison with each key: paths cannot say quotes, and do not see through escapes in the document."""
        document, key = self.process(binary.left, **kw), self.process(binary.right, **kw)
        found = f"FROM (SELECT {document} AS document) AS d, json_each(d.document) AS e WHERE e.key = {key})"
        if binary.type._isnull:
            return f"(SELECT e.value {found}"
        if _is_json(binary.type):
            return (
                "(SELECT CASE e.type WHEN 'object' THEN e.value WHEN 'array' THEN e.value WHEN 'true' THEN 'true' "
                f"WHEN 'false' THEN 'false' ELSE JSON_QUOTE(e.value) END {found}"
            )
        return f"CAST((SELECT e.value {found} AS {self.dialect.type_compiler_instance.process(binary.type)})"

    def visit_json_path_getitem_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self.visit_json_getitem_op_binary(binary, operator, **kw)

    def visit_empty_set_op_expr(self, type_: Sequence[Any], expand_op: Any, **kw: Any) -> str:
        # Older versions do not take the usual `NULL) AND (1 != 1`.
        return self.visit_empty_set_expr(type_)

    def visit_empty_set_expr(self, element_types: Sequence[Any], **kw: Any) -> str:
        ones = ", ".join(["1" for _ in element_types or [_INTEGER]])
        return f"SELECT {ones} FROM (SELECT {ones}) WHERE 1!=1"

    def visit_regexp_match_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self._generate_generic_binary(binary, " REGEXP ", **kw)

    def visit_not_regexp_match_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self._generate_generic_binary(binary, " NOT REGEXP ", **kw)

    def visit_bitwise_xor_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        """SQLite has no XOR; what is in one but not in both is. Minus binds tighter than & and |."""
        left, right = self.process(binary.left, **kw), self.process(binary.right, **kw)
        return f"(({left} | {right}) - ({left} & {right}))"

    # -- upsert -----------------------------------------------------------------------------------------

    def _on_conflict_target(self, clause: Any, **kw: Any) -> str:
        return conflict_target(self, clause, literal_where=True, **kw)

    def visit_on_conflict_clauses(self, element: Any, **kw: Any) -> str:
        return " ".join([self.process(clause, **kw) for clause in element.clauses])

    def visit_on_conflict_do_nothing(self, on_conflict: Any, **kw: Any) -> str:
        target = self._on_conflict_target(on_conflict, **kw)
        return f"ON CONFLICT {target} DO NOTHING" if target else "ON CONFLICT DO NOTHING"

    def visit_on_conflict_do_update(self, on_conflict: Any, **kw: Any) -> str:
        target = self._on_conflict_target(on_conflict, **kw)
        assignments = conflict_assignments(self, on_conflict, **kw)
        return (
            f"ON CONFLICT {target} DO UPDATE SET {assignments}"
            if target
            else (f"ON CONFLICT DO UPDATE SET {assignments}")
        )


def _integer(value: int) -> Any:
    return BindParameter(None, value, type_=_INTEGER, unique=True)


def _is_json(type_: Any) -> bool:
    affinity = type_._type_affinity
    return affinity is not None and issubclass(affinity, JSON)
