"""INSERT, UPDATE and DELETE: the frame around the columns that `crud.py` decides on.

In: DML statements. Out: their text, with RETURNING, ON CONFLICT, several tables, and WITH where the database
wants each; and for INSERT the plan for batches (`insertmany.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ormolu import exc
from ormolu.compiler import crud
from ormolu.compiler.base import COLLECT_CARTESIAN_PRODUCTS, WARN_LINTING, UnsupportedByDialect
from ormolu.compiler.dml_view import DMLView
from ormolu.compiler.linting import FromLinter
from ormolu.compiler.lowering import lowered
from ormolu.compiler.marks import COPY, mark
from ormolu.compiler.select_view import ColumnPlan, returning_columns
from ormolu.compiler.selects import SelectCompiler


class DMLCompiler(SelectCompiler):
    """The part of the statement compiler that renders INSERT, UPDATE and DELETE."""

    isinsert: bool = False
    isupdate: bool = False
    isdelete: bool = False
    column_keys: Sequence[str] | None = None
    for_executemany: bool = False
    insert_single_values_expr: str | None = None
    postfetch: Sequence[Any] | None = None
    postfetch_lastrowid: bool = False
    insert_prefetch: Sequence[Any] = ()
    update_prefetch: Sequence[Any] = ()
    implicit_returning: Sequence[Any] | None = None
    returning_precedes_values: bool = False
    render_table_with_column_in_update_from: bool = False
    _insert_from_select: Any = None
    _plans_columns: bool = False
    _insert_crud: crud.CrudPlan | None = None

    @property
    def prefetch(self) -> list[Any]:
        """Columns whose defaults the engine computes before it executes."""
        return [*self.insert_prefetch, *self.update_prefetch]

    @property
    def returning(self) -> Any:
        """The columns that RETURNING brings; None without RETURNING. `effective_returning` is the name today."""
        return self.effective_returning

    @property
    def effective_returning(self) -> Any:
        """The columns that RETURNING brings, explicit or implicit; None without RETURNING."""
        if self.implicit_returning:
            return self.implicit_returning
        if self.statement is not None and getattr(self.statement, "_returning", None):
            return [
                column
                for column in self.statement._all_selected_columns
                if getattr(column, "_is_column_element", False) or getattr(column, "_is_text_clause", False)
            ]
        return None

    # -- INSERT ---------------------------------------------------------------------------------------

    def visit_insert(
        self,
        insert_stmt: Any,
        visited_bindparam: Any = None,
        visiting_cte: Any = None,
        asfrom: bool = False,
        **kw: Any,
    ) -> str:
        toplevel = not self.stack
        insert_stmt = lowered(insert_stmt, toplevel=toplevel, compiler=self)
        view = DMLView(insert_stmt, self, "insert")
        self._enter_dml(insert_stmt, view, toplevel)
        if visiting_cte is not None:
            kw["visiting_cte"] = visiting_cte
        if insert_stmt._independent_ctes:
            self._dispatch_independent_ctes(insert_stmt, kw)
        saved = self._crud_lists()
        plan = crud.plan_columns(self, insert_stmt, view, toplevel, kw)
        dialect, preparer = self.dialect, self.preparer
        if (
            not plan.single
            and not dialect.supports_default_values
            and not dialect.supports_default_metavalue
            and (not dialect.supports_empty_insert)
        ):
            raise exc.CompileError(
                f"The '{dialect.name}' dialect with current database version settings does not support empty inserts."
            )
        if plan.multi and not dialect.supports_multivalues_insert:
            raise exc.CompileError(
                f"The '{dialect.name}' dialect with current database version settings does not support in-place "
                "multirow inserts."
            )
        text: str = "INSERT "
        if insert_stmt._prefixes:
            text += self._generate_prefixes(insert_stmt, insert_stmt._prefixes, **kw)
        text += "INTO "
        table_text = preparer.format_table(insert_stmt.table)
        if insert_stmt._hints:
            table_text = self._setup_crud_hints(insert_stmt, table_text)[1]
        text += table_text
        if plan.single or not dialect.supports_default_values:
            text += f" ({', '.join([written.text for written in plan.single])})"

        returning_text = ""
        returned = self._columns_to_return(insert_stmt)
        if returned:
            shown = [*returned, *plan.sentinel] if plan.sentinel else returned
            returning_text = self.returning_clause(insert_stmt, shown, populate_result_map=toplevel)
            if self.returning_precedes_values:
                text += " " + returning_text
        text += self._values_text(insert_stmt, plan, toplevel, kw)
        if insert_stmt._post_values_clause is not None:
            post = self.process(insert_stmt._post_values_clause, **kw)
            if post:
                text += " " + post
        if returning_text and not self.returning_precedes_values:
            text += " " + returning_text
        if self._cte_order and not dialect.cte_follows_insert:
            text = self._render_cte_clause(None if toplevel else len(self.stack)) + text
        self.stack.pop()
        if toplevel:
            self._insert_crud = plan
            if plan.use_insertmanyvalues:
                self._plan_insertmanyvalues(insert_stmt, plan)
        else:
            self._restore_crud_lists(saved)
        return text

    def _enter_dml(self, stmt: Any, view: DMLView, toplevel: bool) -> None:
        if toplevel:
            setattr(self, "is" + view.kind, True)
            self.compile_state = self.dml_compile_state = view
        elif self.dml_compile_state is None:
            self.dml_compile_state = view
        self.stack.append({"correlate_froms": set(), "asfrom_froms": set(), "selectable": stmt, "compile_state": view})

    def _crud_lists(self) -> tuple[Any, ...]:
        return (self.postfetch, self.insert_prefetch, self.update_prefetch, self.implicit_returning)

    def _restore_crud_lists(self, saved: tuple[Any, ...]) -> None:
        """A DML statement inside a CTE: its Python defaults still need values, the rest is not ours to report."""
        own_insert, own_update = self.insert_prefetch, self.update_prefetch
        self.postfetch, insert_prefetch, update_prefetch, self.implicit_returning = saved
        self.insert_prefetch = [*insert_prefetch, *own_insert]
        self.update_prefetch = [*update_prefetch, *own_update]

    def _columns_to_return(self, stmt: Any) -> list[Any]:
        if self.implicit_returning or getattr(stmt, "_returning", None):
            implicit = list(self.implicit_returning or ())
            return [c for column in stmt._returning for c in column._select_iterable] if stmt._returning else implicit
        return []

    def _values_text(self, stmt: Any, plan: crud.CrudPlan, toplevel: bool, kw: dict[str, Any]) -> str:
        dialect = self.dialect
        if self._insert_from_select is not None and stmt.select is not None:
            select_text = self.process(self._insert_from_select, insert_into=True, **kw)
            if self._cte_order and dialect.cte_follows_insert:
                select_text = self._render_cte_clause(None if toplevel else len(self.stack)) + select_text
            return " " + select_text
        if not plan.single and dialect.supports_default_values:
            return " DEFAULT VALUES"
        if plan.multi:
            rows = ", ".join([f"({', '.join([str(w.value) for w in row])})" for row in plan.multi])
            return f" VALUES {rows}"
        if toplevel and plan.use_insertmanyvalues:
            return self._batched_values_text(plan)
        values = ", ".join([str(written.value) for written in plan.single])
        if toplevel:
            self.insert_single_values_expr = values
        return f" VALUES ({values})"

    def _batched_values_text(self, plan: crud.CrudPlan) -> str:
        raise exc.CompileError("batches are written by the statement compiler")

    def _plan_insertmanyvalues(self, stmt: Any, plan: crud.CrudPlan) -> None:
        """Filled by `statement.py`, which knows the finished text."""

    def _get_sentinel_column_for_table(self, table: Any) -> Any:
        raise exc.CompileError("sentinel columns are chosen by the statement compiler")

    # -- UPDATE ---------------------------------------------------------------------------------------

    def visit_update(
        self,
        update_stmt: Any,
        visited_bindparam: Any = None,
        visiting_cte: Any = None,
        asfrom: bool = False,
        **kw: Any,
    ) -> str:
        toplevel = not self.stack
        update_stmt = lowered(update_stmt, toplevel=toplevel, compiler=self)
        view = DMLView(update_stmt, self, "update")
        if visiting_cte is not None:
            kw["visiting_cte"] = visiting_cte
        linter = self._dml_linter(toplevel, kw)
        extra_froms = view.extra_froms
        self._enter_criteria_dml(update_stmt, view, toplevel, extra_froms)
        saved = self._crud_lists()
        if update_stmt._independent_ctes:
            self._dispatch_independent_ctes(update_stmt, kw)
        text = "UPDATE "
        if update_stmt._prefixes:
            text += self._generate_prefixes(update_stmt, update_stmt._prefixes, **kw)
        from_kw = {**kw, "from_linter": linter} if linter is not None else kw
        table_text = self.update_tables_clause(update_stmt, update_stmt.table, extra_froms, **from_kw)
        plan = crud.plan_columns(self, update_stmt, view, toplevel, kw)
        hints: Any = None
        if update_stmt._hints:
            hints, table_text = self._setup_crud_hints(update_stmt, table_text)
        text += table_text + " SET "
        text += ", ".join([f"{written.text}={written.value}" for written in plan.single])
        returned = self._columns_to_return(update_stmt)
        if returned and self.returning_precedes_values:
            text += " " + self.returning_clause(update_stmt, returned, populate_result_map=toplevel)
        if extra_froms:
            from_text = self.update_from_clause(update_stmt, update_stmt.table, extra_froms, hints, **from_kw)
            if from_text:
                text += " " + from_text
        elif view.settable and not self.render_table_with_column_in_update_from:
            self._refuse_joined_target()
        text += self._dml_where(update_stmt, linter, kw)
        if linter is not None and self.linting & WARN_LINTING:
            linter.warn(stmt_type="UPDATE")
        limit = self.update_post_criteria_clause(update_stmt, **kw)
        if limit:
            text += " " + limit
        return self._finish_dml(text, update_stmt, returned, toplevel, saved)

    def _deleted_defaults(self, stmt: Any) -> list[Any]:
        """What `return_defaults()` of a DELETE brings back."""
        if not getattr(stmt, "_return_defaults", False) or not self.dialect.delete_returning:
            return []
        wanted = set(stmt._return_defaults_columns or stmt.table.c)
        return [column for column in stmt.table.c if column in wanted]

    def _dml_where(self, stmt: Any, linter: FromLinter | None, kw: dict[str, Any]) -> str:
        if not stmt._where_criteria:
            return ""
        where = self._generate_delimited_and_list(stmt._where_criteria, **{**kw, "from_linter": linter})
        return f" WHERE {where}" if where else ""

    def _finish_dml(self, text: str, stmt: Any, returned: list[Any], toplevel: bool, saved: tuple[Any, ...]) -> str:
        if returned and not self.returning_precedes_values:
            text += " " + self.returning_clause(stmt, returned, populate_result_map=toplevel)
        if self._cte_order:
            text = self._render_cte_clause(None if toplevel else len(self.stack)) + text
        self.stack.pop()
        if not toplevel:
            self._restore_crud_lists(saved)
        return text

    def _dml_linter(self, toplevel: bool, kw: dict[str, Any]) -> FromLinter | None:
        if not self.linting & COLLECT_CARTESIAN_PRODUCTS:
            return None
        linter = FromLinter()
        if toplevel:
            self.from_linter = linter
        return linter

    def _enter_criteria_dml(self, stmt: Any, view: DMLView, toplevel: bool, extra_froms: list[Any]) -> None:
        self._enter_dml(stmt, view, toplevel)
        froms = {stmt.table, *extra_froms}
        self.stack[-1]["correlate_froms"] = froms
        self.stack[-1]["asfrom_froms"] = froms

    def update_tables_clause(self, update_stmt: Any, from_table: Any, extra_froms: list[Any], **kw: Any) -> str:
        """Return the table after UPDATE; MySQL writes all tables here."""
        return self.process(from_table, asfrom=True, iscrud=True, **kw)

    def update_from_clause(
        self, update_stmt: Any, from_table: Any, extra_froms: list[Any], from_hints: Any, **kw: Any
    ) -> str:
        """Return `FROM ...` of an UPDATE with several tables."""
        raise UnsupportedByDialect("This backend does not support multiple-table criteria within UPDATE")

    def _refuse_joined_target(self) -> None:
        """UPDATE of a join is MySQL's alone."""
        raise UnsupportedByDialect("This backend does not support multiple-table criteria within UPDATE")

    def update_post_criteria_clause(self, update_stmt: Any, **kw: Any) -> str | None:
        """Return what follows WHERE in an UPDATE (MySQL's LIMIT)."""
        return self._post_criteria(update_stmt, kw)

    def _post_criteria(self, stmt: Any, kw: dict[str, Any]) -> str | None:
        clause = getattr(stmt, "_post_criteria_clause", None)
        return None if clause is None else self.process(clause, **kw)

    # -- DELETE ---------------------------------------------------------------------------------------

    def visit_delete(
        self,
        delete_stmt: Any,
        visited_bindparam: Any = None,
        visiting_cte: Any = None,
        asfrom: bool = False,
        **kw: Any,
    ) -> str:
        toplevel = not self.stack
        delete_stmt = lowered(delete_stmt, toplevel=toplevel, compiler=self)
        view = DMLView(delete_stmt, self, "delete")
        if visiting_cte is not None:
            kw["visiting_cte"] = visiting_cte
        linter = self._dml_linter(toplevel, kw)
        extra_froms = view.extra_froms
        self._enter_criteria_dml(delete_stmt, view, toplevel, extra_froms)
        saved = self._crud_lists()
        self.implicit_returning = self._deleted_defaults(delete_stmt)
        if delete_stmt._independent_ctes:
            self._dispatch_independent_ctes(delete_stmt, kw)
        text = "DELETE "
        if delete_stmt._prefixes:
            text += self._generate_prefixes(delete_stmt, delete_stmt._prefixes, **kw)
        text += "FROM "
        from_kw = {**kw, "from_linter": linter} if linter is not None else kw
        table_text = self.delete_table_clause(delete_stmt, delete_stmt.table, extra_froms, **from_kw)
        hints: Any = None
        if delete_stmt._hints:
            hints, table_text = self._setup_crud_hints(delete_stmt, table_text)
        text += table_text
        returned = self._columns_to_return(delete_stmt)
        if returned and self.returning_precedes_values:
            text += " " + self.returning_clause(delete_stmt, returned, populate_result_map=toplevel)
        if extra_froms:
            extra = self.delete_extra_from_clause(delete_stmt, delete_stmt.table, extra_froms, hints, **from_kw)
            if extra:
                text += " " + extra
        text += self._dml_where(delete_stmt, linter, kw)
        if linter is not None and self.linting & WARN_LINTING:
            linter.warn(stmt_type="DELETE")
        limit = self.delete_post_criteria_clause(delete_stmt, **kw)
        if limit:
            text += " " + limit
        return self._finish_dml(text, delete_stmt, returned, toplevel, saved)

    def delete_table_clause(self, delete_stmt: Any, from_table: Any, extra_froms: list[Any], **kw: Any) -> str:
        """Return the table after DELETE FROM."""
        return self.process(from_table, asfrom=True, iscrud=True, **kw)

    def delete_extra_from_clause(
        self, delete_stmt: Any, from_table: Any, extra_froms: list[Any], from_hints: Any, **kw: Any
    ) -> str:
        """Return `USING ...` of a DELETE with several tables."""
        raise UnsupportedByDialect("This backend does not support multiple-table criteria within DELETE")

    def delete_post_criteria_clause(self, delete_stmt: Any, **kw: Any) -> str | None:
        """Return what follows WHERE in a DELETE (MySQL's LIMIT)."""
        return self._post_criteria(delete_stmt, kw)

    # -- parts ------------------------------------------------------------------------------------------

    def visit_dmltargetcopy(self, element: Any, *, bindmarkers: Any = None, **kw: Any) -> str:
        """`from_dml_column()`: a place for the value that the statement gives to a column; `crud.py` fills it."""
        if not self._plans_columns:
            raise exc.CompileError("from_dml_column() may only be used within the VALUES or SET clause of a statement")
        return mark(COPY, element.column.key)

    def returning_clause(self, stmt: Any, returning_cols: Any, *, populate_result_map: bool, **kw: Any) -> str:
        """Return `RETURNING ...` for the columns."""
        columns = [
            self._label_returning_column(stmt, plan.column, populate_result_map, plan, **kw)
            for plan in returning_columns(stmt, returning_cols)
        ]
        return "RETURNING " + ", ".join(columns)

    def _label_returning_column(
        self,
        stmt: Any,
        column: Any,
        populate_result_map: bool,
        plan: ColumnPlan | None = None,
        column_clause_args: Any = None,
        **kw: Any,
    ) -> str:
        """Render one column of RETURNING; dialects without table names there override."""
        return self._label_select_column(
            None,
            plan or ColumnPlan(column, None, None, None, False),
            populate_result_map,
            False,
            dict(column_clause_args or {}),
            True,
            **kw,
        )

    def _setup_crud_hints(self, stmt: Any, table_text: str) -> tuple[dict[Any, str], str]:
        hints = {
            table: hint for (table, dialect_name), hint in stmt._hints.items()
            if dialect_name in ("*", self.dialect.name)
        }  # fmt: skip
        if stmt.table in hints:
            table_text = self.format_from_hint_text(table_text, stmt.table, hints[stmt.table], True)
        return hints, table_text

    # -- savepoints and sequences -------------------------------------------------------------------------

    def visit_savepoint(self, savepoint_stmt: Any, **kw: Any) -> str:
        return f"SAVEPOINT {self.preparer.format_savepoint(savepoint_stmt)}"

    def visit_rollback_to_savepoint(self, savepoint_stmt: Any, **kw: Any) -> str:
        return f"ROLLBACK TO SAVEPOINT {self.preparer.format_savepoint(savepoint_stmt)}"

    def visit_release_savepoint(self, savepoint_stmt: Any, **kw: Any) -> str:
        return f"RELEASE SAVEPOINT {self.preparer.format_savepoint(savepoint_stmt)}"
