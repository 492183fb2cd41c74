"""MySQL's and MariaDB's SQL: CONCAT, JSON functions, MATCH ... AGAINST, casts, limits, several tables, upsert.

Rule: https://dev.mysql.com/doc/refman/8.4/en/sql-statements.html, https://mariadb.com/kb/en/sql-statements/.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ormolu import exc
from ormolu.compiler.base import CompilerState
from ormolu.sql import coercions, roles, visitors
from ormolu.sql.binds import BindParameter
from ormolu.types import JSON, Float, Integer, Numeric, String
from ormolu.types.binary import _Binary

from .comparing import ComparingCompiler

_STRING = String()

# What CAST understands; see the manual, "Cast Functions and Operators".
_NO_ROW_LIMIT = "18446744073709551615"
_MATCH_FLAGS = ("mysql_boolean_mode", "mysql_natural_language", "mysql_query_expansion")


class MySQLCompiler(ComparingCompiler):
    """Statements for MySQL and MariaDB."""

    render_table_with_column_in_update_from = True
    extract_map = {**ComparingCompiler.extract_map, "milliseconds": "millisecond"}

    @property
    def _is_mariadb(self) -> bool:
        return bool(self.dialect.is_mariadb)

    def default_from(self) -> str:
        """WHERE without FROM is only understood after DUAL."""
        if self.stack:
            statement = self.stack[-1]["selectable"]
            if getattr(statement, "_where_criteria", ()):
                return " FROM DUAL"
        return ""

    def visit_random_func(self, fn: Any, **kw: Any) -> str:
        return f"rand{self.function_argspec(fn)}"

    def visit_rollup_func(self, fn: Any, **kw: Any) -> str:
        return ", ".join([self.process(element, **kw) for element in fn.clauses]) + " WITH ROLLUP"

    def visit_aggregate_strings_func(self, fn: Any, **kw: Any) -> str:
        expr, delimiter, *order = _aggregate_parts(fn)
        text = self.process(expr, **kw)
        if order:
            text += f" ORDER BY {self.process(order[0], **kw)}"
        return f"group_concat({text} SEPARATOR {self.process(delimiter, **kw)})"

    def visit_sysdate_func(self, fn: Any, **kw: Any) -> str:
        return "SYSDATE()"

    def visit_sequence(self, sequence: Any, **kw: Any) -> str:
        return f"nextval({self.preparer.format_sequence(sequence)})"

    # -- strings --------------------------------------------------------------------------------------

    def visit_concat_op_expression_clauselist(self, clauselist: Any, operator: Any, **kw: Any) -> str:
        return f"concat({', '.join([self.process(element, **kw) for element in clauselist.clauses])})"

    def visit_concat_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return f"concat({self.process(binary.left, **kw)}, {self.process(binary.right, **kw)})"

    def render_literal_value(self, value: Any, type_: Any) -> str:
        text = super().render_literal_value(value, type_)
        if "\\" not in text:
            return text
        if self.state is CompilerState.STRING_APPLIED and text.startswith("'"):
            return self._literal_in_any_mode(text)
        return text.replace("\\", "\\\\") if getattr(self.dialect, "_backslash_escapes", True) else text

    def _literal_in_any_mode(self, text: str) -> str:
        """A string with backslashes, at execution: whether they escape can differ from connection to connection."""
        value = text[1:-1].replace("''", "'")
        if self.preparer._double_percents:
            value = value.replace("%%", "%")
        return f"_utf8mb4 x'{value.encode().hex()}'"

    def visit_true(self, expr: Any, **kw: Any) -> str:
        # TRUE and FALSE are understood although there is no boolean type.
        return "true"

    def visit_false(self, expr: Any, **kw: Any) -> str:
        return "false"

    # -- JSON -----------------------------------------------------------------------------------------

    def visit_json_getitem_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self._render_json_extract_from_binary(binary, operator, **kw)

    def visit_json_path_getitem_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self._render_json_extract_from_binary(binary, operator, **kw)

    def _render_json_extract_from_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        extract = self._json_extract(self.process(binary.left, **kw), binary.right, kw)
        type_ = binary.type
        affinity = type_._type_affinity
        if (affinity is not None and affinity.__name__ == "JSON") or type_._isnull:
            return extract
        # JSON's null must become SQL's.
        case = f"CASE {extract} WHEN 'null' THEN NULL"
        if issubclass(affinity, Integer):
            return f"{case} ELSE CAST({extract} AS SIGNED INTEGER) END"
        if issubclass(affinity, Numeric) or issubclass(affinity, Float):
            return f"{case} ELSE {self._json_number(extract, type_)} END"
        if affinity.__name__ == "Boolean":
            return f"{case} WHEN true THEN true ELSE false END"
        if issubclass(affinity, String):
            return f"{case} ELSE JSON_UNQUOTE({extract}) END"
        return extract

    def _json_extract(self, document: str, index: Any, kw: dict[str, Any]) -> str:
        path = self.process(index, **kw)
        if not isinstance(index.type, JSON.JSONAnyKeyType):
            return f"JSON_EXTRACT({document}, {path})"
        # MariaDB compares the path with the text of the document, where a key may be escaped: two paths in two lines.
        paths = [f"SUBSTRING_INDEX({path}, CHAR(10), {line})" for line in (1, -1)]
        return "COALESCE(" + ", ".join([f"JSON_EXTRACT({document}, {each})" for each in paths]) + ")"

    def _json_number(self, extract: str, type_: Any) -> str:
        scale, precision = getattr(type_, "scale", None), getattr(type_, "precision", None)
        if not isinstance(type_, Float) and scale is not None and precision is not None:
            return f"CAST({extract} AS DECIMAL({precision}, {scale}))"
        # There is no CAST to a floating point number in older versions: adding zero makes one.
        return f"{extract}+0.0000000000000000000000"

    # -- full text ------------------------------------------------------------------------------------

    def visit_match_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        modifiers = {"mysql_boolean_mode": True, **binary.modifiers}
        return self._match(binary.left, binary.right, modifiers, kw)

    def visit_mysql_match(self, element: Any, **kw: Any) -> str:
        return self._match(element.left, element.right, element.modifiers, kw)

    def _match(self, target: Any, against: Any, modifiers: Any, kw: dict[str, Any]) -> str:
        boolean, natural, expansion = [bool(modifiers.get(flag)) for flag in _MATCH_FLAGS]
        if boolean and (natural or expansion):
            raise exc.CompileError(
                f"Invalid MySQL match flags: in_boolean_mode={boolean}, in_natural_language_mode={natural}, "
                f"with_query_expansion={expansion}"
            )
        right = self.process(against, **kw)
        if boolean:
            right += " IN BOOLEAN MODE"
        if natural:
            right += " IN NATURAL LANGUAGE MODE"
        if expansion:
            right += " WITH QUERY EXPANSION"
        left = self.process(target, **kw)
        return f"MATCH ({left}) AGAINST ({right})"

    # -- comparisons ------------------------------------------------------------------------------------

    def visit_is_distinct_from_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return f"NOT ({self.process(binary.left, **kw)} <=> {self.process(binary.right, **kw)})"

    def visit_is_not_distinct_from_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return f"{self.process(binary.left, **kw)} <=> {self.process(binary.right, **kw)}"

    def visit_empty_set_expr(self, element_types: Sequence[Any], **kw: Any) -> str:
        ones = ", ".join([f"1 AS _in_{at}" for at in range(len(element_types or [None]))])
        names = ", ".join([f"_in_{at}" for at in range(len(element_types or [None]))])
        return f"SELECT {names} FROM (SELECT {ones}) as _empty_set WHERE 1!=1"

    def visit_regexp_match_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self._regexp_match(" REGEXP ", binary, kw)

    def visit_not_regexp_match_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self._regexp_match(" NOT REGEXP ", binary, kw)

    def _regexp_match(self, word: str, binary: Any, kw: dict[str, Any]) -> str:
        flags = binary.modifiers.get("flags")
        if flags is None:
            return self._generate_generic_binary(binary, word, **kw)
        left, right = self.process(binary.left, **kw), self.process(binary.right, **kw)
        flag_text = self.render_literal_value(flags, _STRING)
        if self._is_mariadb:
            return f"{left}{word}CONCAT('(?', {flag_text}, ')', {right})"
        text = f"REGEXP_LIKE({left}, {right}, {flag_text})"
        return f"NOT {text}" if "NOT" in word else text

    def visit_regexp_replace_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        flags = binary.modifiers.get("flags")
        left, right = self.process(binary.left, **kw), self.process(binary.right, **kw)
        if flags is None:
            return f"REGEXP_REPLACE({left}, {right})"
        flag_text = self.render_literal_value(flags, _STRING)
        if self._is_mariadb:
            pattern, replacement = [self.process(clause, **kw) for clause in binary.right.clauses]
            return f"REGEXP_REPLACE({left}, CONCAT('(?', {flag_text}, ')', {pattern}), {replacement})"
        return f"REGEXP_REPLACE({left}, {right}, {flag_text})"

    # -- casts ------------------------------------------------------------------------------------------

    def visit_typeclause(self, typeclause: Any, type_: Any = None, **kw: Any) -> str:
        """The words that CAST understands; nothing for types which it cannot make."""
        type_ = (type_ if type_ is not None else typeclause.type).dialect_impl(self.dialect)
        if getattr(type_, "_is_type_decorator", False):
            return self.visit_typeclause(
                typeclause, type_.impl_instance if hasattr(type_, "impl_instance") else type_.impl, **kw
            )
        name = type_.__visit_name__
        affinity = type_._type_affinity
        compiler = self.dialect.type_compiler_instance
        if affinity is not None and issubclass(affinity, Integer):
            return "UNSIGNED INTEGER" if getattr(type_, "unsigned", False) else "SIGNED INTEGER"
        if name in ("TIMESTAMP", "DATETIME", "datetime", "interval"):
            fraction = getattr(type_, "fsp", None)
            return f"DATETIME({fraction})" if fraction else "DATETIME"
        if name in ("DATE", "date", "TIME", "time"):
            return compiler.process(type_)  # type: ignore[no-any-return]
        if name == "JSON":
            return "JSON"
        if name in ("ENUM", "enum", "SET"):
            return "" if getattr(type_, "native_enum", True) else self._cast_char(type_)
        if affinity is not None and issubclass(affinity, String):
            return self._cast_char(type_)
        if isinstance(type_, _Binary):
            return "BINARY"
        is_exact = affinity is not None and issubclass(affinity, Numeric) and not isinstance(type_, Float)
        if is_exact and name in ("DECIMAL", "NUMERIC", "numeric"):
            return compiler.process(type_).replace("NUMERIC", "DECIMAL")  # type: ignore[no-any-return]
        if isinstance(type_, Float) and name in ("FLOAT", "DOUBLE", "float", "double") and self._can_cast_floats():
            return compiler.process(type_)  # type: ignore[no-any-return]
        return ""

    def _can_cast_floats(self) -> bool:
        return bool(getattr(self.dialect, "_support_float_cast", False))

    def _cast_char(self, type_: Any) -> str:
        text = (
            f"CHAR({type_.length})"
            if getattr(type_, "length", None) is not None and type_.__visit_name__ != "text"
            else "CHAR"
        )
        charset = getattr(type_, "charset", None)
        return f"{text} CHARACTER SET {charset}" if charset else text

    def visit_cast(self, cast: Any, **kw: Any) -> str:
        type_text = self.process(cast.typeclause)
        if not type_text:
            exc.warn(
                f"Datatype {self.dialect.type_compiler_instance.process(cast.typeclause.type)} does not support CAST "
                "on MySQL/MariaDb; the CAST will be skipped."
            )
            return self.process(cast.clause.self_group(), **kw)
        return f"CAST({self.process(cast.clause, **kw)} AS {type_text})"

    # -- SELECT -----------------------------------------------------------------------------------------

    def get_select_precolumns(self, select: Any, **kw: Any) -> str:
        if isinstance(select._distinct, str):
            return select._distinct.upper() + " "
        return super().get_select_precolumns(select, **kw)

    def visit_join(self, join: Any, asfrom: bool = False, from_linter: Any = None, **kwargs: Any) -> str:
        if from_linter is not None:
            from_linter.join(join.left._from_objects, join.right._from_objects)
        word = " FULL OUTER JOIN " if join.full else " LEFT OUTER JOIN " if join.isouter else " INNER JOIN "
        left = self.process(join.left, asfrom=True, from_linter=from_linter, **kwargs)
        right = self.process(join.right, asfrom=True, from_linter=from_linter, **kwargs)
        return f"{left}{word}{right} ON {self.process(join.onclause, from_linter=from_linter, **kwargs)}"

    def get_from_hint_text(self, table: Any, text: str | None) -> str | None:
        return text

    def limit_clause(self, select: Any, **kw: Any) -> str:
        limit, offset = select._limit_clause, select._offset_clause
        if offset is not None:
            if limit is None:
                return f" \n LIMIT {self.process(offset, **kw)}, {_NO_ROW_LIMIT}"
            return f" \n LIMIT {self.process(offset, **kw)}, {self.process(limit, **kw)}"
        return "" if limit is None else f" \n LIMIT {self.process(limit, **kw)}"

    def for_update_clause(self, select: Any, **kw: Any) -> str:
        lock = select._for_update_arg
        supports_of = getattr(self.dialect, "supports_for_update_of", False)
        text = " FOR UPDATE"
        if lock.read:
            text = " FOR SHARE" if self.dialect.use_mysql_for_share else " LOCK IN SHARE MODE"
        if lock.of and supports_of:
            tables: dict[Any, None] = {}
            for element in lock.of:
                for table in _tables_of(element):
                    tables.setdefault(table)
            text += " OF " + ", ".join([self.process(t, ashint=True, use_schema=False, **kw) for t in tables])
        if lock.nowait:
            text += " NOWAIT"
        if lock.skip_locked:
            text += " SKIP LOCKED"
        return text

    # -- INSERT, UPDATE, DELETE -----------------------------------------------------------------------------

    def visit_on_duplicate_key_update(self, on_duplicate: Any, **kw: Any) -> str:
        statement = self.stack[-1]["selectable"]
        table = statement.table
        as_alias = bool(getattr(self.dialect, "_requires_alias_for_on_duplicate_key", False))
        alias_name: str | None = None
        if as_alias and statement.select is None:
            alias_name = "new"
        given = {coercions.expect_as_key(roles.DMLColumnRole, key): value for key, value in on_duplicate.update.items()}
        columns = [table.c[key] for key in self._update_order(on_duplicate, table, given)]
        texts = []
        for column in columns:
            value = given[column.key]
            if coercions.is_literal(value):
                text = self.process(BindParameter(None, value, type_=column.type, unique=True), use_schema=False)
            else:
                text = self.process(
                    self._inserted_values(value, on_duplicate, alias_name, column).self_group(), use_schema=False
                )
            texts.append(f"{self.preparer.quote(column.name)} = {text}")
        unknown = set(given) - {column.key for column in columns}
        if unknown:
            exc.warn(
                f"Additional column names not matching any column keys in table '{table.name}': "
                + ", ".join(f"'{key}'" for key in unknown)
            )
        head = f"AS {alias_name} " if alias_name else ""
        return f"{head}ON DUPLICATE KEY UPDATE {', '.join(texts)}"

    def _update_order(self, on_duplicate: Any, table: Any, given: Any) -> list[str]:
        order = on_duplicate._parameter_ordering
        if order:
            keys = [coercions.expect_as_key(roles.DMLColumnRole, key) for key in order]
            first = [key for key in keys if key in table.c]
            return first + [column.key for column in table.c if column.key in given and column.key not in first]
        return [column.key for column in table.c if column.key in given]

    def _inserted_values(self, value: Any, on_duplicate: Any, alias_name: str | None, target: Any) -> Any:
        """Columns of `stmt.inserted` become VALUES(column), or columns of the new row's alias."""
        inserted = on_duplicate.inserted_alias

        def replace(element: Any, **kw: Any) -> Any:
            if getattr(element, "_is_bind_parameter", False):
                if element.type._isnull:
                    return element._with_binary_element_type(target.type)
                return None
            if getattr(element, "table", None) is inserted:
                return _InsertedColumn(element, alias_name)
            return None

        return visitors.replacement_traverse(value, {}, replace)

    def visit_mysql_inserted_column(self, element: Any, **kw: Any) -> str:
        name = self.preparer.quote(element.column.name)
        return f"{element.alias_name}.{name}" if element.alias_name else f"VALUES({name})"

    def update_post_criteria_clause(self, update_stmt: Any, **kw: Any) -> str | None:
        return self._limited(update_stmt, super().update_post_criteria_clause(update_stmt, **kw))

    def delete_post_criteria_clause(self, delete_stmt: Any, **kw: Any) -> str | None:
        return self._limited(delete_stmt, super().delete_post_criteria_clause(delete_stmt, **kw))

    def _limited(self, stmt: Any, before: str | None) -> str | None:
        limit = dict(stmt._dialect_options_key or ()).get(f"{self.dialect.name}_limit")
        text = f"LIMIT {int(limit)}" if limit is not None and int(limit) >= 0 else None
        parts = [part for part in (text, before) if part]
        return " ".join(parts) if parts else None

    def visit_mysql_dml_limit_clause(self, element: Any, **kw: Any) -> str:
        return f"LIMIT {self.process(element._limit_clause, **{**kw, 'literal_execute': True})}"

    def update_tables_clause(self, update_stmt: Any, from_table: Any, extra_froms: list[Any], **kw: Any) -> str:
        kw["asfrom"] = True
        return ", ".join([self.process(table, **kw) for table in [from_table, *extra_froms]])

    def update_from_clause(
        self, update_stmt: Any, from_table: Any, extra_froms: list[Any], from_hints: Any, **kw: Any
    ) -> str:
        # All tables stand after UPDATE.
        return ""

    def delete_table_clause(self, delete_stmt: Any, from_table: Any, extra_froms: list[Any], **kw: Any) -> str:
        return self.process(from_table, asfrom=True, iscrud=True, ashint=bool(extra_froms), **kw)

    def delete_extra_from_clause(
        self, delete_stmt: Any, from_table: Any, extra_froms: list[Any], from_hints: Any, **kw: Any
    ) -> str:
        kw["asfrom"] = True
        tables = list(extra_froms)
        if not any(from_table in table._from_objects for table in tables):
            tables.insert(0, from_table)
        return "USING " + ", ".join([self.process(table, fromhints=from_hints, **kw) for table in tables])


class _InsertedColumn:
    """A column of the row that could not be inserted; made by the compiler only."""

    __visit_name__ = "mysql_inserted_column"
    __slots__ = ("column", "alias_name", "type")

    def __init__(self, column: Any, alias_name: str | None) -> None:
        self.column = column
        self.alias_name = alias_name
        self.type = column.type

    def self_group(self, against: Any = None) -> _InsertedColumn:
        return self


def _aggregate_parts(fn: Any) -> tuple[Any, ...]:
    clauses = list(fn.clauses)
    last = clauses[-1]
    if last.__visit_name__ == "aggregate_orderby_inline":
        delimiter = last.element
        return (clauses[0], delimiter, last.aggregate_order_by)
    return tuple(clauses)


def _tables_of(element: Any) -> list[Any]:
    """The tables that FOR UPDATE OF names; of a join the right one first; text says itself which."""
    table = getattr(element, "table", None)
    if table is not None:
        return [table]
    if element.__visit_name__ == "join":
        return [*_tables_of(element.right), *_tables_of(element.left)]
    return [element] if hasattr(element, "named_with_column") else list(element._from_objects) or [element]
