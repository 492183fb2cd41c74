"""The statement compiler: SQL text of one statement for one dialect, with everything the engine needs to run it.

`SQLCompiler` is the sum of the layers `binds`, `expressions`, `ctes`, `froms`, `selects`, `dml` and `insertmany`;
here it is constructed and finished. Dialects derive from it and override `visit_*` and clause methods.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ormolu.compiler.base import EMPTY, NO_LINTING, Compiled, CompilerState, Linting
from ormolu.compiler.insertmany import InsertManyCompiler


class SQLCompiler(InsertManyCompiler):
    """A compiled SELECT, INSERT, UPDATE, DELETE or expression.

    dialect: whose SQL. statement: what to compile; None for a compiler that only renders parts with `process()`.
    cache_key: of the statement, so that values of an equal one can be found later. column_keys: names of the
    parameters that will be executed, for INSERT and UPDATE. for_executemany: several parameter sets will follow.
    linting: whether to warn about cartesian products. schema_translate_map, render_schema_translate: schema names
    become marks, or their replacements. compile_kwargs: `literal_binds`, `render_postcompile` and what dialects know.

    Raises CompileError for what the dialect cannot say.
    """

    def __init__(
        self,
        dialect: Any,
        statement: Any,
        cache_key: Any = None,
        column_keys: Sequence[str] | None = None,
        for_executemany: bool = False,
        linting: Linting = NO_LINTING,
        schema_translate_map: Mapping[str | None, str | None] | None = None,
        render_schema_translate: bool = False,
        compile_kwargs: Mapping[str, Any] = EMPTY,
        **kwargs: Any,
    ) -> None:
        self.column_keys = column_keys
        self.cache_key = cache_key
        self.for_executemany = for_executemany
        self.linting = linting
        self.stack = []
        self._result_columns = []
        self.dialect = dialect
        self._init_binds()
        self._init_ctes()
        if column_keys is None and getattr(statement, "is_dml", False) and statement is not None:
            keys = getattr(statement, "_compile_column_keys", None)
            if keys is not None:
                self.column_keys = keys
        Compiled.__init__(self, dialect, statement, schema_translate_map, render_schema_translate, compile_kwargs)
        if statement is None:
            return
        self._note_values_binds()
        self._finish_binds()
        self._finish_insertmanyvalues()

    @property
    def sql_compiler(self) -> SQLCompiler:
        """This compiler itself; a DDL compiler answers the one at its side."""
        return self

    @property
    def current_executable(self) -> Any:
        """The statement that is being rendered: the innermost one.

        Raises IndexError when nothing is being rendered.
        """
        try:
            return self.stack[-1]["selectable"]
        except IndexError as err:
            raise IndexError("Compiler does not have a stack entry") from err

    def _note_values_binds(self) -> None:
        plan = self._insert_crud
        if plan is not None and plan.use_insertmanyvalues:
            self._values_binds = frozenset(key for written in plan.single for key in written.keys)

    @property
    def is_subquery(self) -> bool:
        return len(self.stack) > 1

    @property
    def inline(self) -> bool:
        """Does the statement leave its defaults to the database and want nothing back?"""
        return bool(self.statement is not None and getattr(self.statement, "_inline", False))

    def _create_result_map(self) -> dict[str, Any]:
        """Result column name -> (name, objects, type); as the engine looks columns up."""
        found: dict[str, Any] = {}
        for at, entry in enumerate(self._result_columns):
            found.setdefault(entry.keyname, (entry.name, entry.objects, entry.type, at))
        return found

    def _nested_result(self) -> Any:
        """For a CTE's INSERT: a context in which result columns are collected anew."""
        return _NestedResult(self)

    def __repr__(self) -> str:
        first = self.string.split("\n", 1)[0] if self.state is CompilerState.STRING_APPLIED else "compiling"
        return f"<{type(self).__name__} {self.dialect.name}: {first[:60]}>"


class _NestedResult:
    """Keeps the outer result columns while inner ones are collected."""

    def __init__(self, compiler: SQLCompiler) -> None:
        self.compiler = compiler

    def __enter__(self) -> tuple[list[Any], bool]:
        compiler = self.compiler
        self.kept = (compiler._result_columns, compiler._ordered_columns)
        compiler._result_columns, compiler._ordered_columns = [], False
        if compiler.stack:
            compiler.stack[-1]["need_result_map_for_nested"] = True
        return compiler._result_columns, compiler._ordered_columns

    def __exit__(self, *error: object) -> None:
        compiler = self.compiler
        if compiler.stack:
            compiler.stack[-1].pop("need_result_map_for_nested", None)
        compiler._result_columns, compiler._ordered_columns = self.kept


class StrSQLCompiler(SQLCompiler):
    """For reading: `str(statement)` without a dialect. Renders what standard SQL has no word for in some way."""

    def _fallback_column_name(self, column: Any) -> str:
        return "<name unknown>"

    def visit_unsupported_compilation(self, element: Any, err: Exception, **kw: Any) -> str:
        name = getattr(element, "stringify_dialect", "default")
        if name != "default":
            dialect = self.dialect.dialect_for_strings(name)
            compiler = dialect.statement_compiler(dialect, None, _supporting_against=self)
            if not isinstance(compiler, StrSQLCompiler):
                return compiler.process(element, **kw)  # type: ignore[no-any-return]
        return super().visit_unsupported_compilation(element, err, **kw)

    def visit_getitem_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return f"{self.process(binary.left, **kw)}[{self.process(binary.right, **kw)}]"

    def visit_json_getitem_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self.visit_getitem_binary(binary, operator, **kw)

    def visit_json_path_getitem_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self.visit_getitem_binary(binary, operator, **kw)

    def visit_slice(self, element: Any, **kw: Any) -> str:
        return f"{self.process(element.start, **kw)}:{self.process(element.stop, **kw)}"

    def visit_sequence(self, sequence: Any, **kw: Any) -> str:
        return f"<next sequence value: {self.preparer.format_sequence(sequence)}>"

    def visit_try_cast(self, cast: Any, **kw: Any) -> str:
        return f"TRY_CAST({self.process(cast.clause, **kw)} AS {self.process(cast.typeclause, **kw)})"

    def update_from_clause(
        self, update_stmt: Any, from_table: Any, extra_froms: list[Any], from_hints: Any, **kw: Any
    ) -> str:
        kw["asfrom"] = True
        return "FROM " + ", ".join([self.process(from_, fromhints=from_hints, **kw) for from_ in extra_froms])

    def _refuse_joined_target(self) -> None:
        """Reading it does no harm."""

    def delete_extra_from_clause(
        self, delete_stmt: Any, from_table: Any, extra_froms: list[Any], from_hints: Any, **kw: Any
    ) -> str:
        kw["asfrom"] = True
        return ", " + ", ".join([self.process(from_, fromhints=from_hints, **kw) for from_ in extra_froms])

    def visit_empty_set_expr(self, element_types: Sequence[Any], **kw: Any) -> str:
        return "SELECT 1 WHERE 1!=1"

    def get_from_hint_text(self, table: Any, text: str | None) -> str | None:
        return f"[{text}]"

    def visit_regexp_match_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self._generate_generic_binary(binary, " <regexp> ", **kw)

    def visit_not_regexp_match_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self._generate_generic_binary(binary, " <not regexp> ", **kw)

    def visit_regexp_replace_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return f"<regexp replace>({self.process(binary.left, **kw)}, {self.process(binary.right, **kw)})"

    def visit_aggregate_strings_func(self, fn: Any, **kw: Any) -> str:
        return f"aggregate_strings{self.function_argspec(fn, **kw)}"
