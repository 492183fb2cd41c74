"""FROM elements: tables, joins, aliases, subqueries, lateral and sampled ones, VALUES.

In: the elements that a SELECT (or UPDATE, DELETE) displays. Out: their text after FROM, and - for columns -
nothing here: `visit_column` in `expressions.py` writes the names.
"""

from __future__ import annotations

from typing import Any

from ormolu import exc
from ormolu.compiler.ctes import CTECompiler
from ormolu.compiler.linting import FromLinter
from ormolu.sql.binds import BindParameter


class FromCompiler(CTECompiler):
    """The part of the statement compiler that renders FROM elements."""

    def visit_table(
        self,
        table: Any,
        asfrom: bool = False,
        iscrud: bool = False,
        ashint: bool = False,
        fromhints: Any = None,
        use_schema: bool = True,
        from_linter: FromLinter | None = None,
        ambiguous_table_name_map: Any = None,
        enclosing_alias: Any = None,
        within_tstring: bool = False,
        **kwargs: Any,
    ) -> str:
        if from_linter is not None:
            from_linter.add(table, table.fullname)
        if not (asfrom or ashint or within_tstring):
            return ""
        preparer = self.preparer
        schema = preparer.schema_for_object(table)
        text: str = preparer.quote(table.name)
        if use_schema and schema and not preparer.omit_schema:
            text = f"{preparer.quote_schema(schema)}.{text}"
        shadowed = ambiguous_table_name_map and not schema and table.name in ambiguous_table_name_map
        if shadowed and (enclosing_alias is None or enclosing_alias.element is not table):
            # A table of another schema has the same name: this one gets an alias.
            alias = self._truncated_identifier("alias", ambiguous_table_name_map[table.name])
            text += self.get_render_as_alias_suffix(preparer.format_alias(None, alias))
        if fromhints and table in fromhints:
            text = self.format_from_hint_text(text, table, fromhints[table], iscrud)
        return text

    def visit_alias(
        self,
        alias: Any,
        asfrom: bool = False,
        ashint: bool = False,
        iscrud: bool = False,
        fromhints: Any = None,
        subquery: bool = False,
        lateral: bool = False,
        enclosing_alias: Any = None,
        from_linter: FromLinter | None = None,
        within_tstring: bool = False,
        **kwargs: Any,
    ) -> str:
        if lateral:
            kwargs.setdefault("enclosing_lateral", alias)
            if asfrom and from_linter is not None:
                # What the lateral compares connects it with its neighbours, seen from the outside.
                kwargs["lateral_from_linter"] = from_linter
        if enclosing_alias is not None and enclosing_alias.element is alias:
            inner = self.process(
                alias.element, asfrom=asfrom, ashint=ashint, iscrud=iscrud, fromhints=fromhints, lateral=lateral,
                enclosing_alias=alias, **kwargs,
            )  # fmt: skip
            return f"({inner})" if subquery and (asfrom or lateral) else inner
        kwargs["enclosing_alias"] = alias
        if ashint:
            return self.preparer.format_alias(alias, self._name_of_from(alias))  # type: ignore[no-any-return]
        if not (asfrom or within_tstring):
            return self.process(alias.element, lateral=lateral, **kwargs)
        name = self._name_of_from(alias)
        if from_linter is not None:
            from_linter.add(alias, name)
        inner = self.process(alias.element, asfrom=True, lateral=lateral, **kwargs)
        if subquery:
            inner = f"({inner})"
        text = inner + self.get_render_as_alias_suffix(self.preparer.format_alias(alias, name))
        if alias._supports_derived_columns and alias._render_derived:
            text += self._derived_columns(alias)
        if fromhints and alias in fromhints:
            text = self.format_from_hint_text(text, alias, fromhints[alias], iscrud)
        return text

    def _derived_columns(self, alias: Any) -> str:
        columns = []
        for column in alias.c:
            text = self.preparer.quote(column.name)
            if alias._render_derived_w_types:
                text += " " + self.dialect.type_compiler_instance.process(
                    column.type, identifier_preparer=self.preparer
                )
            columns.append(text)
        return f"({', '.join(columns)})"

    def visit_subquery(self, subquery: Any, **kw: Any) -> str:
        kw["subquery"] = True
        return self.visit_alias(subquery, **kw)

    def visit_lateral(self, lateral_: Any, **kw: Any) -> str:
        kw["lateral"] = True
        if lateral_._is_subquery:
            kw["subquery"] = True
        return f"LATERAL {self.visit_alias(lateral_, **kw)}"

    def visit_tablesample(self, tablesample: Any, asfrom: bool = False, **kw: Any) -> str:
        text = f"{self.visit_alias(tablesample, asfrom=True, **kw)} TABLESAMPLE "
        text += self.process(tablesample._get_method(), **kw)
        if tablesample.seed is not None:
            text += f" REPEATABLE ({self.process(tablesample.seed, **kw)})"
        return text

    def visit_table_valued_alias(self, element: Any, **kw: Any) -> str:
        if element.joins_implicitly:
            kw["from_linter"] = None
        if element._is_lateral:
            return self.visit_lateral(element, **kw)
        return self.visit_alias(element, **kw)

    def visit_table_valued_column(self, element: Any, **kw: Any) -> str:
        return self.visit_column(element, **kw)

    def _render_values(self, element: Any, **kw: Any) -> str:
        kw["literal_binds"] = kw.get("literal_binds", False) or element.literal_binds
        rows = [
            f"({', '.join([self._values_cell(cell, type_, kw) for cell, type_ in zip(row, types, strict=False)])})"
            for types in [element._column_types]
            for chunk in element._data
            for row in chunk
        ]
        return f"VALUES {', '.join(rows)}"

    def _values_cell(self, cell: Any, type_: Any, kw: dict[str, Any]) -> str:
        return self.process(_as_element(cell, type_), **kw)

    def visit_values(
        self, element: Any, asfrom: bool = False, from_linter: Any = None, visiting_cte: Any = None, **kw: Any
    ) -> str:
        if element._independent_ctes:
            self._dispatch_independent_ctes(element, kw)
        text = self._render_values(element, **kw)
        name = None if element._unnamed else self._name_of_from(element)
        lateral = "LATERAL " if element._is_lateral else ""
        if not asfrom:
            return text
        if from_linter is not None:
            from_linter.add(element, name if name is not None else "(unnamed VALUES element)")
        if visiting_cte is not None and visiting_cte.element is element:
            if element._is_lateral:
                raise exc.CompileError("Can't use a LATERAL VALUES expression inside of a CTE")
            return text
        if not name:
            return f"{lateral}({text})"
        columns = ", ".join([self.process(column, include_table=False, **kw) for column in element.columns])
        return f"{lateral}({text}){self.get_render_as_alias_suffix(self.preparer.quote(name))} ({columns})"

    def visit_scalar_values(self, element: Any, **kw: Any) -> str:
        return f"({self._render_values(element, **kw)})"

    def visit_join(self, join: Any, asfrom: bool = False, from_linter: Any = None, **kwargs: Any) -> str:
        if from_linter is not None:
            from_linter.join(join.left._from_objects, join.right._from_objects)
        word = " FULL OUTER JOIN " if join.full else " LEFT OUTER JOIN " if join.isouter else " JOIN "
        left = self.process(join.left, asfrom=True, from_linter=from_linter, **kwargs)
        right = self.process(join.right, asfrom=True, from_linter=from_linter, **kwargs)
        return f"{left}{word}{right} ON {self.process(join.onclause, from_linter=from_linter, **kwargs)}"

    # -- hints --------------------------------------------------------------------------------------

    def format_from_hint_text(self, sqltext: str, table: Any, hint: str, iscrud: bool) -> str:
        """Return the text of a FROM element with its hint."""
        text = self.get_from_hint_text(table, hint)
        return f"{sqltext} {text}" if text else sqltext

    def get_from_hint_text(self, table: Any, text: str | None) -> str | None:
        """Return what of a hint stands after a FROM element; None where the dialect has no such hints."""
        return None

    def get_select_hint_text(self, byfroms: Any) -> str | None:
        """Return hints that stand after SELECT; None where the dialect has no such hints."""
        return None

    def get_crud_hint_text(self, table: Any, text: str) -> str | None:
        """Return what of a hint stands in INSERT, UPDATE and DELETE."""
        return None

    def get_statement_hint_text(self, hint_texts: Any) -> str:
        """Return statement hints, as they stand at the end."""
        return " ".join(hint_texts)


def _as_element(value: Any, type_: Any) -> Any:
    """A cell of VALUES as an expression."""
    from_element = getattr(value, "__clause_element__", None)
    if from_element is not None:
        return from_element()
    if hasattr(value, "__visit_name__"):
        return value
    return BindParameter(None, value, type_=type_, unique=True)
