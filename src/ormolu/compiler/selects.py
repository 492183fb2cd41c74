"""SELECT: put the parts of a query together, in the order in which SQL wants them.

In: a Select, CompoundSelect or textual select. Out: its text, and - for the outermost one - the list of result
columns that the engine matches with the cursor's.

Start at `visit_select`; which columns and FROM elements there are is answered by `select_view.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ormolu import exc
from ormolu.compiler.base import COLLECT_CARTESIAN_PRODUCTS, WARN_LINTING, Linting, ResultColumnsEntry
from ormolu.compiler.expressions import ResultMapAppender, StackEntry
from ormolu.compiler.froms import FromCompiler
from ormolu.compiler.linting import FromLinter
from ormolu.compiler.lowering import lowered
from ormolu.compiler.select_view import ColumnPlan, CompoundView, SelectView, from_objects
from ormolu.sql.columns import ColumnClause, NamedColumn
from ormolu.sql.functions import FunctionElement
from ormolu.sql.names import _anonymous_label, _truncated_label

COMPOUND_KEYWORDS: dict[str, str] = {
    word: word for word in ("UNION", "UNION ALL", "EXCEPT", "EXCEPT ALL", "INTERSECT", "INTERSECT ALL")
}


class SelectCompiler(FromCompiler):
    """The part of the statement compiler that renders queries."""

    compound_keywords: dict[Any, str] = COMPOUND_KEYWORDS
    linting: Linting
    from_linter: FromLinter | None = None
    compile_state: Any
    _result_columns: list[ResultColumnsEntry]
    _ordered_columns: bool = True
    _textual_ordered_columns: bool = False
    _loose_column_name_matching: bool = False
    _ad_hoc_textual: bool = False

    # -- the whole ----------------------------------------------------------------------------------

    def visit_select(
        self,
        select_stmt: Any,
        asfrom: bool = False,
        insert_into: bool = False,
        fromhints: Any = None,
        compound_index: int | None = None,
        lateral: bool = False,
        from_linter: FromLinter | None = None,
        **kwargs: Any,
    ) -> str:
        toplevel = not self.stack
        select_stmt = lowered(select_stmt, toplevel=toplevel, **self._lowering_context(asfrom, compound_index))
        kwargs["within_columns_clause"] = False
        view = SelectView(select_stmt, self)
        if toplevel:
            self.compile_state = view
        outer: StackEntry = self._outer_entry()
        wants_map = bool(
            toplevel
            or (compound_index == 0 and outer.get("need_result_map_for_compound", False))
            or outer.get("need_result_map_for_nested", False)
        )
        populate = wants_map and not compound_index
        froms = self._enter_select(select_stmt, view, outer, asfrom, lateral, compound_index)
        twins = self._names_with_schema_twins(froms, kwargs.pop("ambiguous_table_name_map", None))
        if twins:
            kwargs["ambiguous_table_name_map"] = twins
        linter = self._new_linter(toplevel, from_linter)
        if linter is not None:
            kwargs["from_linter"] = linter
        column_kw = {**kwargs, "within_label_clause": False, "within_columns_clause": False}

        text = "SELECT "
        byfrom: Any = None
        if select_stmt._hints:
            hint_text, byfrom = self._setup_select_hints(select_stmt)
            if hint_text:
                text += hint_text + " "
        if select_stmt._independent_ctes:
            self._dispatch_independent_ctes(select_stmt, kwargs)
        text += self._extension_clause(select_stmt, "_post_select_clause", " ", kwargs, after=True)
        if select_stmt._prefixes:
            text += self._generate_prefixes(select_stmt, select_stmt._prefixes, **kwargs)
        text += self.get_select_precolumns(select_stmt, **kwargs)
        text += self._extension_clause(select_stmt, "_pre_columns_clause", " ", kwargs, after=True)
        columns = [
            self._label_select_column(select_stmt, plan, populate, asfrom, dict(column_kw), wants_map)
            for plan in view.columns
        ]
        text = self._compose_select_body(
            text, select_stmt, view, [c for c in columns if c is not None], froms, byfrom, toplevel, kwargs
        )
        names = ("*", self.dialect.name)
        hints = [hint for dialect_name, hint in select_stmt._statement_hints if dialect_name in names]
        if hints:
            hint_text = self.get_statement_hint_text(hints)
            if hint_text:
                text += " " + hint_text
        embedded = compound_index is not None or insert_into
        if self._cte_order and (not embedded or toplevel):
            text = self._render_cte_clause(None if toplevel else len(self.stack)) + text
        if select_stmt._suffixes:
            text += " " + self._generate_prefixes(select_stmt, select_stmt._suffixes, **kwargs)
        self.stack.pop()
        return text

    def _lowering_context(self, asfrom: bool, compound_index: int | None) -> dict[str, Any]:
        return {"compiler": self, "asfrom": asfrom, "compound_index": compound_index}

    def _outer_entry(self) -> StackEntry:
        return self.stack[-1] if self.stack else {"correlate_froms": set(), "asfrom_froms": set()}

    @staticmethod
    def _names_with_schema_twins(froms: list[Any], outside: Mapping[str, Any] | None) -> dict[str, Any] | None:
        """Names of tables without schema that a table of some schema has, too: each gets an alias."""
        tables = [table for table in from_objects(froms) if table.__visit_name__ == "table"]
        of_schemas = {table.name for table in tables if table.schema}
        if not of_schemas and not outside:
            return None
        plain = {table.name: table for table in tables if not table.schema}
        names = {name: alias for name, alias in (outside or {}).items() if name not in plain}
        for name, table in plain.items():
            if name in of_schemas:
                names[name] = _anonymous_label.safe_construct(hash(table), name)
        return names

    def _new_linter(self, toplevel: bool, from_linter: FromLinter | None) -> FromLinter | None:
        if not self.linting & COLLECT_CARTESIAN_PRODUCTS:
            return None
        linter = FromLinter()
        if toplevel:
            self.from_linter = linter
        return linter

    def _enter_select(
        self, select: Any, view: SelectView, outer: StackEntry, asfrom: bool, lateral: bool, compound_index: int | None
    ) -> list[Any]:
        """Push this SELECT on the stack; return the FROM elements it shows, correlated ones left out."""
        correlate, siblings = outer["correlate_froms"], outer["asfrom_froms"]
        if compound_index == 0:
            outer["select_0"] = view
        elif compound_index:
            first = outer["select_0"]
            if len(view.columns) != len(first.columns):
                raise exc.CompileError(
                    "All selectables passed to CompoundSelect must have identical numbers of columns; select "
                    f"#1 has {len(first.columns)} columns, select #{compound_index + 1} has {len(view.columns)}"
                )
        if asfrom and not lateral:
            # In a FROM list there is nothing to correlate to but what lies further outside.
            froms = view.display_froms(correlate.difference(siblings), ())
        else:
            froms = view.display_froms(correlate, siblings)
        own = set(from_objects(froms))
        self.stack.append(
            {
                "asfrom_froms": own,
                "correlate_froms": own.union(correlate),
                "selectable": select,
                "compile_state": view,
            }
        )
        return froms

    def _compose_select_body(
        self,
        text: str,
        select_stmt: Any,
        compile_state: Any,
        inner_columns: list[str],
        froms: list[Any],
        byfrom: Any,
        toplevel: bool,
        kwargs: dict[str, Any],
    ) -> str:
        text = text + ", ".join(inner_columns) if inner_columns else text.rstrip(" ")
        linter: FromLinter | None = kwargs.get("from_linter")
        if froms:
            from_kw = {**kwargs, "fromhints": byfrom} if byfrom else kwargs
            text += " \nFROM " + ", ".join([self.process(from_, asfrom=True, **from_kw) for from_ in froms])
        else:
            text += self.default_from()
        if select_stmt._where_criteria:
            where = self._generate_delimited_and_list(select_stmt._where_criteria, **kwargs)
            if where:
                text += " \nWHERE " + where
        if linter is not None and self.linting & WARN_LINTING:
            linter.warn()
        kwargs = {name: value for name, value in kwargs.items() if name != "from_linter"}
        if select_stmt._group_by_clauses:
            text += self.group_by_clause(select_stmt, **kwargs)
        if select_stmt._having_criteria:
            having = self._generate_delimited_and_list(select_stmt._having_criteria, **kwargs)
            if having:
                text += " \nHAVING " + having
        text += self._extension_clause(select_stmt, "_post_criteria_clause", " \n", kwargs)
        if select_stmt._order_by_clauses:
            text += self.order_by_clause(select_stmt, **kwargs)
        if select_stmt._has_row_limiting_clause:
            text += self._row_limit_clause(select_stmt, **kwargs)
        if select_stmt._for_update_arg is not None:
            text += self.for_update_clause(select_stmt, **kwargs)
        text += self._extension_clause(select_stmt, "_post_body_clause", " ", kwargs)
        return text

    def _extension_clause(
        self, statement: Any, attribute: str, separator: str, kw: dict[str, Any], after: bool = False
    ) -> str:
        """The text of a `SyntaxExtension` at its place in the statement, or nothing."""
        clause = getattr(statement, attribute, None)
        if clause is None:
            return ""
        text = self.process(clause, **kw)
        return text + separator if after else separator + text

    # -- the columns clause ---------------------------------------------------------------------------

    def _label_select_column(
        self,
        select: Any,
        plan: ColumnPlan,
        populate_result_map: bool,
        asfrom: bool,
        column_clause_args: dict[str, Any],
        need_column_expressions: bool = False,
        within_columns_clause: bool = True,
        include_table: bool = True,
    ) -> str:
        """Render one column of the columns clause (or of RETURNING), under the name that `plan` gives it."""
        column = plan.column
        impl = column.type.dialect_impl(self.dialect)
        shown = column
        if impl._has_column_expression and (need_column_expressions or populate_result_map):
            shown = impl.column_expression(column)
        add_to_result_map = self._result_map_for(plan, shown) if populate_result_map else None
        if getattr(column, "_is_label", False):
            if shown is not column:
                shown = _RenderedLabel(shown, column.name, (column.element,))
        elif column.__visit_name__ == "unary":
            if shown is not column or self._wants_label(column, asfrom) or self._hides_name(column, plan):
                shown = _RenderedLabel(shown, plan.label or plan.fallback_label or column._anon_name_label)
        elif plan.label:
            shown = _RenderedLabel(shown, plan.label, (plan.proxy_name,) if plan.proxy_name else ())
        elif shown is column and asfrom and _is_table_column(column):
            shown = _RenderedLabel(shown, _truncated_label(column.name), (column.key,))
        elif shown is not column or self._wants_label(column, asfrom):
            shown = _RenderedLabel(shown, plan.fallback_label or column._anon_name_label)
        column_clause_args.update(
            within_columns_clause=within_columns_clause,
            add_to_result_map=add_to_result_map,
            include_table=include_table,
        )
        described = len(self._result_columns)
        text: str = self.process(shown, **column_clause_args)
        if add_to_result_map is not None and len(self._result_columns) == described and _names_itself(shown):
            # the user's renderer said nothing about the result
            add_to_result_map(shown.name, shown.name, (shown,), shown.type)
        return text

    def _wants_label(self, column: Any, asfrom: bool) -> bool:
        """Does a column without a label need one, to be addressed from outside or in the result?"""
        if getattr(column, "_is_text_clause", False):
            return False
        if column.__visit_name__ == "unary":
            inner = column.element
            while inner.__visit_name__ == "grouping":
                inner = inner.element
            return asfrom or not isinstance(inner, NamedColumn)
        return not isinstance(column, NamedColumn) and column._non_anon_label is None and not _names_itself(column)

    def _hides_name(self, unary: Any, plan: ColumnPlan) -> bool:
        """Is the name of the column in NOT lost: `b = 0` where there are no booleans, or a name with its table?"""
        if plan.label is None or plan.repeated:
            return False
        return not self.dialect.supports_native_boolean or plan.label != getattr(unary.element, "name", None)

    def _result_map_for(self, plan: ColumnPlan, shown: Any) -> ResultMapAppender:
        add = self._add_to_result_map
        if plan.repeated:
            # Only the first of several equal columns is found by the column object.
            return lambda keyname, name, objects, type_: add(keyname, name, (), type_)
        if shown is not plan.column:
            column = plan.column
            return lambda keyname, name, objects, type_: add(keyname, name, (column, *objects), type_)
        return add

    def _add_to_result_map(self, keyname: Any, name: Any, objects: Sequence[Any], type_: Any) -> None:
        if keyname is None or keyname == "*":
            # A text in the columns clause: how many columns that makes only the cursor knows.
            self._ordered_columns = False
            self._ad_hoc_textual = True
        if type_._is_tuple_type:
            raise exc.CompileError(
                "Most backends don't support SELECTing from a tuple() object.  If this is an ORM query, consider using "
                "the Bundle object."
            )
        self._result_columns.append(ResultColumnsEntry(keyname, name, tuple(objects), type_))

    # -- clauses that dialects override -----------------------------------------------------------------

    def get_select_precolumns(self, select: Any, **kw: Any) -> str:
        """Return what stands between SELECT and the columns, with a space after it."""
        if select._distinct_on:
            exc.warn_deprecated(
                "DISTINCT ON is currently supported only by the PostgreSQL dialect.  Use of DISTINCT ON for other "
                "backends is currently silently ignored, however this usage is deprecated, and will raise "
                "CompileError in a future release for all backends that do not support this syntax.",
                "1.4",
            )
        return "DISTINCT " if select._distinct else ""

    def default_from(self) -> str:
        """Return the FROM clause of a SELECT without one (Oracle's DUAL)."""
        return ""

    def group_by_clause(self, select: Any, **kw: Any) -> str:
        """Return ` GROUP BY ...`, or nothing."""
        text = self._generate_delimited_list(select._group_by_clauses, ", ", **kw)
        return " GROUP BY " + text if text else ""

    def order_by_clause(self, select: Any, **kw: Any) -> str:
        """Return ` ORDER BY ...`, or nothing."""
        text = self._generate_delimited_list(select._order_by_clauses, ", ", **kw)
        return " ORDER BY " + text if text else ""

    def for_update_clause(self, select: Any, **kw: Any) -> str:
        """Return the row lock clause with a space before it."""
        return " FOR UPDATE"

    def _row_limit_clause(self, select: Any, **kw: Any) -> str:
        if select._fetch_clause is not None:
            return self.fetch_clause(select, **kw)
        return self.limit_clause(select, **kw)

    def limit_clause(self, select: Any, **kw: Any) -> str:
        """Return LIMIT and OFFSET, each on what precedes it."""
        text = ""
        if select._limit_clause is not None:
            text += "\n LIMIT " + self.process(select._limit_clause, **kw)
        if select._offset_clause is not None:
            if select._limit_clause is None:
                text += "\n LIMIT -1"
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
        """Return OFFSET and FETCH FIRST. Rule: SQL:2008, <fetch first clause>."""
        if fetch_clause is None:
            fetch_clause = select._fetch_clause
            options = select._fetch_clause_options
        else:
            options = {"percent": False, "with_ties": False}
        text = ""
        if select._offset_clause is not None:
            offset = select._offset_clause
            if use_literal_execute_for_simple_int and select._simple_int_clause(offset):
                offset = offset.render_literal_execute()
            text += f"\n OFFSET {self.process(offset, **kw)} ROWS"
        elif require_offset:
            text += "\n OFFSET 0 ROWS"
        if fetch_clause is not None:
            if use_literal_execute_for_simple_int and select._simple_int_clause(fetch_clause):
                fetch_clause = fetch_clause.render_literal_execute()
            percent = " PERCENT" if options["percent"] else ""
            tail = "WITH TIES" if options["with_ties"] else "ONLY"
            text += f"\n FETCH FIRST {self.process(fetch_clause, **kw)}{percent} ROWS {tail}"
        return text

    def _setup_select_hints(self, select: Any) -> tuple[str | None, dict[Any, str]]:
        byfrom = {
            from_: hint % {"name": self.process(from_, ashint=True)}
            for (from_, dialect_name), hint in select._hints.items()
            if dialect_name in ("*", self.dialect.name)
        }
        return self.get_select_hint_text(byfrom), byfrom

    # -- statements made of statements --------------------------------------------------------------------

    def visit_compound_select(
        self, cs: Any, asfrom: bool = False, compound_index: int | None = None, **kwargs: Any
    ) -> str:
        toplevel = not self.stack
        cs = lowered(cs, toplevel=toplevel, **self._lowering_context(asfrom, compound_index))
        view = CompoundView(cs, self)
        if toplevel:
            self.compile_state = view
        outer = self._outer_entry()
        if compound_index == 0:
            outer["select_0"] = view
        needs_map = toplevel or (not compound_index and outer.get("need_result_map_for_compound", False))
        self.stack.append(
            {
                "correlate_froms": outer["correlate_froms"],
                "asfrom_froms": outer["asfrom_froms"],
                "selectable": cs,
                "compile_state": view,
                "need_result_map_for_compound": needs_map,
            }
        )
        if cs._independent_ctes:
            self._dispatch_independent_ctes(cs, kwargs)
        keyword = self.compound_keywords[cs.keyword]
        text = f" {keyword} ".join(
            [self.process(part, asfrom=asfrom, compound_index=at, **kwargs) for at, part in enumerate(cs.selects)]
        )
        view.first_view = self.stack[-1].get("select_0")
        kwargs["include_table"] = False
        text += self.group_by_clause(cs, asfrom=asfrom, **kwargs)
        text += self.order_by_clause(cs, **kwargs)
        if cs._has_row_limiting_clause:
            text += self._row_limit_clause(cs, **kwargs)
        if self._cte_order:
            text = self._render_cte_clause(None if toplevel else len(self.stack), include_following_stack=True) + text
        self.stack.pop()
        return text

    def visit_select_statement_grouping(self, grouping: Any, **kwargs: Any) -> str:
        return f"({self.process(grouping.element, **kwargs)})"

    def visit_textual_select(self, taf: Any, compound_index: int | None = None, asfrom: bool = False, **kw: Any) -> str:
        """`text(...).columns(...)`: the text as it is, its columns into the result map."""
        toplevel = not self.stack
        outer = self._outer_entry()
        self.stack.append({"correlate_froms": set(), "asfrom_froms": set(), "selectable": taf, "compile_state": None})
        if taf._independent_ctes:
            self._dispatch_independent_ctes(taf, kw)
        if (
            toplevel
            or (compound_index == 0 and outer.get("need_result_map_for_compound", False))
            or outer.get("need_result_map_for_nested", False)
        ):
            self._ordered_columns = self._textual_ordered_columns = taf.positional
            self._loose_column_name_matching = not taf.positional and bool(taf.column_args)
            for column in taf.column_args:
                self.process(column, within_columns_clause=True, add_to_result_map=self._add_to_result_map)
        text = self.process(taf.element, **kw)
        if self._cte_order:
            text = self._render_cte_clause(None if toplevel else len(self.stack)) + text
        self.stack.pop()
        return text

    def visit_lambda_element(self, element: Any, **kw: Any) -> str:
        return self.process(element._resolved, **kw)


def _is_table_column(column: Any) -> bool:
    """A column that inside a FROM element is written `t.x AS x`, so that its name does not depend on quoting rules."""
    return isinstance(column, ColumnClause) and not column.is_literal and column.table is not None


def _names_itself(column: Any) -> bool:
    """Has an element of the user's a name of its own? It is rendered as it is."""
    return getattr(column, "name", None) is not None and not isinstance(column, (NamedColumn, FunctionElement))


class _RenderedLabel:
    """`expression AS name` as the compiler decides it; not part of any statement."""

    __visit_name__ = "label"
    __slots__ = ("element", "name", "type", "_alt_names")

    def __init__(self, element: Any, name: Any, alt_names: tuple[Any, ...] = ()) -> None:
        self.element = element
        self.name = name
        self.type = element.type
        self._alt_names = (element, *alt_names)
