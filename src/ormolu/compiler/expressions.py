"""Expressions: from columns, operators, functions and literals to SQL text.

Each `visit_<name>` renders the node class with that `__visit_name__`; an operator is rendered by
`visit_<operator>_binary` if there is such a method, else by its spelling in `operators.OPERATORS`. Dialects override
single methods. Parentheses are nodes (`Grouping`): precedence was decided when the expression was built.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypedDict

from ormolu import exc, operators
from ormolu.compiler.base import AggregateOrderByStyle, UnsupportedByDialect
from ormolu.compiler.binds import BindCompiler
from ormolu.compiler.labels import resolve_textual_label, shares_rendered_label
from ormolu.compiler.operators import EXTRACT_MAP, FUNCTION_NAMES, OPERATORS
from ormolu.sql.casts import Cast
from ormolu.sql.column_element import ColumnElement
from ormolu.sql.columns import literal_column
from ormolu.sql.expressions import BooleanClauseList, ClauseList, Grouping
from ormolu.sql.functions import GenericFunction
from ormolu.sql.names import _truncated_label, quoted_name
from ormolu.sql.node import ClauseElement
from ormolu.sql.windows import FrameClauseType
from ormolu.types import NULLTYPE, Float, Integer, Numeric, String

ResultMapAppender = Callable[[str, str, Sequence[Any], Any], None]

_TEXT_BIND = re.compile(r"(?<![:\w\x5c]):(\w+)(?![:\w])", re.UNICODE)
_TEXT_BIND_ESCAPED = re.compile(r"\x5c(:[\w\$]*)(?![:\w\$])", re.UNICODE)
_TYPE_WITH_COLLATION = re.compile(r"(.*)( COLLATE .*)", re.DOTALL)
_EXTRACT_FIELD = re.compile(r"[A-Za-z_]+(?: [A-Za-z_]+)*\Z")
_STRING = String()


class StackEntry(TypedDict, total=False):
    """What an enclosing statement tells the statements inside it."""

    selectable: Any
    correlate_froms: set[Any]
    asfrom_froms: set[Any]
    compile_state: Any
    need_result_map_for_compound: bool
    need_result_map_for_nested: bool
    select_0: Any
    insert_from_select: Any


class ExpressionCompiler(BindCompiler):
    """The part of the statement compiler that renders expressions."""

    is_sql = True
    extract_map: Mapping[str, str] = EXTRACT_MAP
    isplaintext: bool = False
    stack: list[StackEntry]

    # -- names and columns --------------------------------------------------------------------------

    def visit_column(
        self,
        column: Any,
        add_to_result_map: ResultMapAppender | None = None,
        include_table: bool = True,
        result_map_targets: tuple[Any, ...] = (),
        ambiguous_table_name_map: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> str:
        name = own_name = column.name
        if name is None:
            name = self._fallback_column_name(column)
        is_literal = column.is_literal
        if column.type._is_sensitive:
            self.is_sensitive = True
        if not is_literal and isinstance(name, _truncated_label):
            name = self._truncated_identifier("colident", name)
        if add_to_result_map is not None:
            targets = (column, name, column.key, *result_map_targets)
            if column._tq_label:
                targets += (column._tq_label,)
            add_to_result_map(name, own_name, targets, column.type)
        text = self.escape_literal_column(name) if is_literal else self.preparer.quote(name)
        table = column.table
        if table is None or not include_table or not table.named_with_column:
            return text if is_literal else self.column_alone(text)
        return f"{self._column_prefix(table, ambiguous_table_name_map)}.{text}"

    def column_alone(self, name: str) -> str:
        """Return the quoted name of a column without its table."""
        return name

    def _column_prefix(self, table: Any, ambiguous: Mapping[str, str] | None) -> str:
        preparer = self.preparer
        schema = preparer.schema_for_object(table) if hasattr(table, "schema") else None
        name = table.name
        if not schema and ambiguous and name in ambiguous:
            name = ambiguous[name]
        if isinstance(name, _truncated_label):
            name = self._truncated_identifier("alias", name)
        quoted: str = preparer.quote(name)
        if schema and not preparer.omit_schema:
            return f"{preparer.quote_schema(schema)}.{quoted}"
        return quoted

    def _fallback_column_name(self, column: Any) -> str:
        raise exc.CompileError("Cannot compile Column object until its 'name' is assigned.")

    def visit_label(
        self,
        label: Any,
        add_to_result_map: ResultMapAppender | None = None,
        within_label_clause: bool = False,
        within_columns_clause: bool = False,
        render_label_as_label: Any = None,
        result_map_targets: tuple[Any, ...] = (),
        within_tstring: bool = False,
        **kw: Any,
    ) -> str:
        with_as = within_columns_clause and not within_label_clause and not within_tstring
        only_name = render_label_as_label is label
        if not (with_as or only_name):
            return self.process(label.element, within_columns_clause=False, **kw)
        name = label.name
        if isinstance(name, _truncated_label):
            name = self._truncated_identifier("colident", name)
        shown: str = self.preparer.format_label(label, name)
        if only_name:
            return shown
        if add_to_result_map is not None:
            targets = (label, name, *getattr(label, "_alt_names", ()), *result_map_targets)
            add_to_result_map(name, label.name, targets, label.type)
        inner = self.process(label.element, within_columns_clause=True, within_label_clause=True, **kw)
        return f"{inner} AS {shown}"

    def visit_label_reference(self, element: Any, within_columns_clause: bool = False, **kwargs: Any) -> str:
        """ORDER BY of an expression which is also in the columns clause: by its label where that is allowed."""
        if self.stack and self.dialect.supports_simple_order_by_label:
            label = element.element._order_by_label_element
            if label is not None and shares_rendered_label(
                label, self.stack[-1]["compile_state"], within_columns_clause
            ):
                kwargs["render_label_as_label"] = label
        return self.process(element.element, within_columns_clause=within_columns_clause, **kwargs)

    def visit_textual_label_reference(self, element: Any, within_columns_clause: bool = False, **kwargs: Any) -> str:
        """ORDER BY a string: only the name of a column will do, never SQL."""
        if not self.stack:
            # shown by itself, to be read
            return self.preparer.quote(element.element)  # type: ignore[no-any-return]
        column = resolve_textual_label(element, self.stack[-1]["compile_state"], within_columns_clause)
        kwargs["render_label_as_label"] = column
        return self.process(column, within_columns_clause=within_columns_clause, **kwargs)

    def visit_collation(self, element: Any, **kw: Any) -> str:
        text: str = self.preparer.format_collation(element.collation, getattr(element, "collation_schema", None))
        return text

    def visit_fromclause(self, fromclause: Any, **kwargs: Any) -> str:
        name: str = fromclause.name
        return name

    def visit_index(self, index: Any, **kwargs: Any) -> str:
        name: str = index.name
        return name

    def visit_typeclause(self, typeclause: Any, **kw: Any) -> str:
        kw["type_expression"] = typeclause
        kw["identifier_preparer"] = self.preparer
        name: str = self.dialect.type_compiler_instance.process(typeclause.type, **kw)
        return name

    # -- text ---------------------------------------------------------------------------------------

    def post_process_text(self, text: str) -> str:
        """Return the user's literal SQL as the driver must get it."""
        return text.replace("%", "%%") if self.preparer._double_percents else text

    def escape_literal_column(self, text: str) -> str:
        """Return a `literal_column()` as the driver must get it."""
        return text.replace("%", "%%") if self.preparer._double_percents else text

    def visit_textclause(self, textclause: Any, add_to_result_map: Any = None, **kw: Any) -> str:
        if not self.stack:
            self.isplaintext = True
        if add_to_result_map is not None:
            add_to_result_map(None, None, (textclause,), NULLTYPE)
        binds = textclause._bindparams

        def placeholder(match: re.Match[str]) -> str:
            name = match.group(1)
            if name in binds:
                return self.process(binds[name], **kw)
            return self.bindparam_string(name)

        text = _TEXT_BIND.sub(placeholder, self.post_process_text(textclause.text))
        return _TEXT_BIND_ESCAPED.sub(lambda match: match.group(1), text)

    def visit_tstring(self, tstring: Any, add_to_result_map: Any = None, **kw: Any) -> str:
        if not self.stack:
            self.isplaintext = True
        if add_to_result_map is not None:
            add_to_result_map(None, None, (tstring,), NULLTYPE)
        kw["within_tstring"] = True
        return "".join([self.process(part, **kw) for part in tstring.parts])

    def visit_tstring_text(self, element: Any, **kw: Any) -> str:
        return self.post_process_text(element.text)

    def visit_null(self, expr: Any, **kw: Any) -> str:
        return "NULL"

    def visit_true(self, expr: Any, **kw: Any) -> str:
        return "true" if self.dialect.supports_native_boolean else "1"

    def visit_false(self, expr: Any, **kw: Any) -> str:
        return "false" if self.dialect.supports_native_boolean else "0"

    # -- lists and groups ---------------------------------------------------------------------------

    def _generate_delimited_list(self, elements: Iterable[Any], separator: str, **kw: Any) -> str:
        return separator.join([text for text in (self.process(element, **kw) for element in elements) if text])

    def _generate_delimited_and_list(self, clauses: Sequence[Any], **kw: Any) -> str:
        """Criteria of a WHERE or HAVING joined by AND, with the parentheses that precedence asks for."""
        joined = BooleanClauseList._construct_for_whereclause(clauses)
        if joined is None:
            return ""
        text = self.process(joined, **kw)
        if joined.__visit_name__ in ("true", "false") and not self.dialect.supports_native_boolean:
            return f"{text} = 1"
        return text

    def visit_grouping(self, grouping: Any, asfrom: bool = False, **kwargs: Any) -> str:
        return f"({self.process(grouping.element, **kwargs)})"

    def visit_clauselist(self, clauselist: Any, **kw: Any) -> str:
        separator = " " if clauselist.operator is None else OPERATORS[clauselist.operator]
        return self._generate_delimited_list(clauselist.clauses, separator, **kw)

    def visit_element_list(self, element: Any, **kw: Any) -> str:
        return self._generate_delimited_list(element.clauses, " ", **kw)

    def visit_order_by_list(self, element: Any, **kw: Any) -> str:
        return self._generate_delimited_list(element.clauses, ", ", **kw)

    def visit_expression_clauselist(self, clauselist: Any, **kw: Any) -> str:
        operator = clauselist.operator
        special = self._operator_method(operator, "expression_clauselist")
        if special is not None:
            return special(clauselist, operator, **kw)
        try:
            separator = OPERATORS[operator]
        except KeyError as err:
            raise exc.UnsupportedCompilationError(self, operator) from err
        if operator is not operators.and_ and operator is not operators.or_:
            kw["_in_operator_expression"] = True
        return self._generate_delimited_list(clauselist.clauses, separator, **kw)

    def visit_tuple(self, clauselist: Any, **kw: Any) -> str:
        return f"({self.visit_clauselist(clauselist, **kw)})"

    def visit_case(self, clause: Any, **kwargs: Any) -> str:
        parts = ["CASE "]
        if clause.value is not None:
            parts.append(self.process(clause.value, **kwargs) + " ")
        for condition, result in clause.whens:
            parts.append(f"WHEN {self.process(condition, **kwargs)} THEN {self.process(result, **kwargs)} ")
        if clause.else_ is not None:
            parts.append(f"ELSE {self.process(clause.else_, **kwargs)} ")
        return "".join(parts) + "END"

    def visit_type_coerce(self, type_coerce: Any, **kw: Any) -> str:
        return self.process(type_coerce.typed_expression, **kw)

    def visit_cast(self, cast: Any, **kwargs: Any) -> str:
        type_text = self.process(cast.typeclause, **kwargs)
        inner = self.process(cast.clause, **kwargs)
        # COLLATE belongs to the expression, not to the type.
        collated = _TYPE_WITH_COLLATION.match(type_text)
        if collated:
            return f"CAST({inner} AS {collated.group(1)}){collated.group(2)}"
        return f"CAST({inner} AS {type_text})"

    def visit_extract(self, extract: Any, **kwargs: Any) -> str:
        return f"EXTRACT({self.extract_field(extract)} FROM {self.process(extract.expr, **kwargs)})"

    def extract_field(self, extract: Any) -> str:
        """Return the field as the database calls it. The field is a key word, so nothing else may stand there."""
        field = self.extract_map.get(extract.field, extract.field)
        if not _EXTRACT_FIELD.match(field):
            raise exc.CompileError(
                f"EXTRACT field {extract.field!r} is not a key word: use letters, underscores and single spaces, "
                "e.g. 'year' or 'isodow'."
            )
        return field  # type: ignore[no-any-return]

    # -- functions ----------------------------------------------------------------------------------

    def visit_function(self, func: Any, add_to_result_map: ResultMapAppender | None = None, **kwargs: Any) -> str:
        if add_to_result_map is not None:
            add_to_result_map(func.name, func.name, (func.name,), func.type)
        special = getattr(self, f"visit_{func.name.lower()}_func", None)
        if special is not None:
            text: str = special(func, **kwargs)
        else:
            text = self._generic_function(func, kwargs)
        return text + " WITH ORDINALITY" if func._with_ordinality else text

    def _generic_function(self, func: Any, kwargs: dict[str, Any]) -> str:
        standard = FUNCTION_NAMES.get(func.name) if _is_standard_function(func) else None
        if standard is not None:
            return standard + self.function_argspec(func, **kwargs) if func._has_args else standard
        path = [self._function_word(word, func.name) for word in (*func.packagenames, func.name)]
        return ".".join(path) + self.function_argspec(func, **kwargs)

    def _function_word(self, word: str, name: str) -> str:
        preparer = self.preparer
        if preparer._requires_quotes_illegal_chars(word) or isinstance(name, quoted_name):
            return preparer.quote(word)  # type: ignore[no-any-return]
        return word

    def function_argspec(self, func: Any, **kwargs: Any) -> str:
        """Return the arguments in their parentheses."""
        return self.process(func.clause_expr, **kwargs)

    def visit_next_value_func(self, next_value: Any, **kw: Any) -> str:
        return self.visit_sequence(next_value.sequence)

    def visit_sequence(self, sequence: Any, **kw: Any) -> str:
        raise UnsupportedByDialect(f"Dialect '{self.dialect.name}' does not support sequence increments.")

    def visit_aggregate_strings_func(self, fn: Any, **kw: Any) -> str:
        raise exc.CompileError(f"{self.dialect.name} dialect does not support the aggregate_strings function")

    def visit_scalar_function_column(self, element: Any, **kw: Any) -> str:
        return f"({self.visit_function(element.fn, **kw)}).{self.visit_column(element, **kw)}"

    def visit_over(self, over: Any, **kwargs: Any) -> str:
        inner = self.process(over.element, **kwargs)
        parts = [
            f"{word} BY {self.process(clause, **kwargs)}"
            for word, clause in (("PARTITION", over.partition_by), ("ORDER", over.order_by))
            if clause is not None and len(clause)
        ]
        for word, frame in (("RANGE", over.range_), ("ROWS", over.rows), ("GROUPS", over.groups)):
            if frame is not None:
                parts.append(f"{word} BETWEEN {self.process(frame, **kwargs)}")
        if getattr(over, "exclude", None):
            parts.append(f"EXCLUDE {over.exclude}")
        return f"{inner} OVER ({' '.join(parts)})"

    def visit_frame_clause(self, frame: Any, **kw: Any) -> str:
        lower = self._frame_bound(frame.lower_type, frame.lower_bind, "UNBOUNDED PRECEDING", kw)
        return f"{lower} AND {self._frame_bound(frame.upper_type, frame.upper_bind, 'UNBOUNDED FOLLOWING', kw)}"

    def _frame_bound(self, kind: FrameClauseType, bind: Any, unbounded: str, kw: dict[str, Any]) -> str:
        if kind is FrameClauseType.UNBOUNDED:
            return unbounded
        if kind is FrameClauseType.CURRENT:
            return "CURRENT ROW"
        word = "PRECEDING" if kind is FrameClauseType.PRECEDING else "FOLLOWING"
        return f"{self.process(bind, **kw)} {word}"

    def visit_withingroup(self, withingroup: Any, **kwargs: Any) -> str:
        inner = self.process(withingroup.element, **kwargs)
        return f"{inner} WITHIN GROUP (ORDER BY {self.process(withingroup.order_by, **kwargs)})"

    def visit_funcfilter(self, funcfilter: Any, **kwargs: Any) -> str:
        inner = self.process(funcfilter.func, **kwargs)
        return f"{inner} FILTER (WHERE {self.process(funcfilter.criterion, **kwargs)})"

    def visit_aggregateorderby(self, aggregateorderby: Any, **kwargs: Any) -> str:
        style = self.dialect.aggregate_order_by_style
        if style is AggregateOrderByStyle.NONE:
            raise exc.CompileError("this dialect does not support ORDER BY within an aggregate function")
        if style is AggregateOrderByStyle.INLINE:
            return self._aggregate_with_order(aggregateorderby, kwargs)
        return self.visit_withingroup(aggregateorderby, **kwargs)

    def _aggregate_with_order(self, aggregateorderby: Any, kwargs: dict[str, Any]) -> str:
        """The function with ORDER BY behind its last argument."""
        function = aggregateorderby.element
        arguments = list(function.clauses.clauses)
        arguments[-1] = _InlineOrderBy(arguments[-1], aggregateorderby.order_by)
        ordered = function._clone()
        ordered.clause_expr = Grouping(ClauseList._of_raw(operators.comma_op, *arguments))
        return self.process(ordered, **kwargs)

    def visit_aggregate_orderby_inline(self, element: Any, **kwargs: Any) -> str:
        arguments = self.process(element.element, **kwargs)
        return f"{arguments} ORDER BY {self.process(element.aggregate_order_by, **kwargs)}"

    # -- operators ----------------------------------------------------------------------------------

    def _operator_method(self, operator: Any, qualifier: str) -> Callable[..., str] | None:
        found: Callable[..., str] | None = getattr(self, f"visit_{operator.__name__}_{qualifier}", None)
        return found

    def visit_unary(
        self,
        unary: Any,
        add_to_result_map: ResultMapAppender | None = None,
        result_map_targets: tuple[Any, ...] = (),
        **kw: Any,
    ) -> str:
        if add_to_result_map is not None:
            kw["add_to_result_map"] = add_to_result_map
            kw["result_map_targets"] = (*result_map_targets, unary)
        if unary.operator is not None:
            if unary.modifier is not None:
                raise exc.CompileError("Unary expression does not support operator and modifier simultaneously")
            special = self._operator_method(unary.operator, "unary_operator")
            if special is not None:
                return special(unary, unary.operator, **kw)
            return self._generate_generic_unary_operator(unary, self._spelling(unary.operator), **kw)
        if unary.modifier is not None:
            special = self._operator_method(unary.modifier, "unary_modifier")
            if special is not None:
                return special(unary, unary.modifier, **kw)
            return self._generate_generic_unary_modifier(unary, self._spelling(unary.modifier), **kw)
        raise exc.CompileError("Unary expression has no operator or modifier")

    def _spelling(self, operator: Any) -> str:
        try:
            return OPERATORS[operator]
        except KeyError as err:
            raise exc.UnsupportedCompilationError(self, operator) from err

    def _generate_generic_unary_operator(self, unary: Any, opstring: str, **kw: Any) -> str:
        text = self.process(unary.element, **kw)
        # Two minus signs would start a comment: a way out of the expression for a negative literal.
        return f"{opstring}({text})" if opstring.endswith("-") and text.startswith("-") else opstring + text

    def _generate_generic_unary_modifier(self, unary: Any, opstring: str, **kw: Any) -> str:
        return self.process(unary.element, **kw) + opstring

    def visit_is_true_unary_operator(self, element: Any, operator: Any, **kw: Any) -> str:
        text = self.process(element.element, **kw)
        return text if self.dialect.supports_native_boolean else f"{text} = 1"

    def visit_is_false_unary_operator(self, element: Any, operator: Any, **kw: Any) -> str:
        text = self.process(element.element, **kw)
        return f"NOT {text}" if self.dialect.supports_native_boolean else f"{text} = 0"

    def visit_custom_op_unary_operator(self, element: Any, operator: Any, **kw: Any) -> str:
        special = self._custom_operator_method(operator, "unary")
        if special is not None:
            return special(element, operator, **kw)
        return self._generate_generic_unary_operator(element, self.escape_literal_column(operator.opstring) + " ", **kw)

    def visit_custom_op_unary_modifier(self, element: Any, operator: Any, **kw: Any) -> str:
        special = self._custom_operator_method(operator, "unary")
        if special is not None:
            return special(element, operator, **kw)
        return self._generate_generic_unary_modifier(element, " " + self.escape_literal_column(operator.opstring), **kw)

    def visit_custom_op_binary(self, element: Any, operator: Any, **kw: Any) -> str:
        special = self._custom_operator_method(operator, "binary")
        if special is not None:
            return special(element, operator, **kw)
        kw["eager_grouping"] = operator.eager_grouping
        return self._generate_generic_binary(element, f" {self.escape_literal_column(operator.opstring)} ", **kw)

    def _custom_operator_method(self, operator: Any, qualifier: str) -> Callable[..., str] | None:
        if not operator.visit_name:
            return None
        found: Callable[..., str] | None = getattr(self, f"visit_{operator.visit_name}_op_{qualifier}", None)
        return found

    def visit_binary(
        self,
        binary: Any,
        override_operator: Any = None,
        eager_grouping: bool = False,
        from_linter: Any = None,
        lateral_from_linter: Any = None,
        **kw: Any,
    ) -> str:
        if from_linter is not None and operators.is_comparison(binary.operator):
            if lateral_from_linter is not None:
                lateral = [kw["enclosing_lateral"]]
                lateral_from_linter.join(
                    list(binary.left._from_objects) + lateral, list(binary.right._from_objects) + lateral
                )
            else:
                from_linter.join(binary.left._from_objects, binary.right._from_objects)
        if from_linter is not None:
            kw["from_linter"] = from_linter
        if lateral_from_linter is not None:
            kw["lateral_from_linter"] = lateral_from_linter
        if (
            self.ansi_bind_rules
            and binary.left.__visit_name__ == "bindparam"
            and binary.right.__visit_name__ == "bindparam"
        ):
            kw["literal_execute"] = True
        operator = override_operator or binary.operator
        special = self._operator_method(operator, "binary")
        if special is not None:
            return special(binary, operator, **kw)
        return self._generate_generic_binary(binary, self._spelling(operator), eager_grouping=eager_grouping, **kw)

    def _generate_generic_binary(self, binary: Any, opstring: str, eager_grouping: bool = False, **kw: Any) -> str:
        nested = kw.get("_in_operator_expression", False)
        kw["_in_operator_expression"] = True
        kw["_binary_op"] = binary.operator
        text = self.process(binary.left, **kw) + opstring + self.process(binary.right, **kw)
        return f"({text})" if nested and eager_grouping else text

    def visit_function_as_comparison_op_binary(self, element: Any, operator: Any, **kw: Any) -> str:
        return self.process(element.sql_function, **kw)

    def visit_mod_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        sign = " %% " if self.preparer._double_percents else " % "
        return self.process(binary.left, **kw) + sign + self.process(binary.right, **kw)

    def visit_truediv_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        """True division: a database which divides integers without a rest gets a cast."""
        right = binary.right
        if self.dialect.div_is_floordiv:
            kind = right.type._type_affinity
            target = right.type if kind is not None and issubclass(kind, (Numeric, Float)) else Numeric()
            right = Cast(right, target)
        return f"{self.process(binary.left, **kw)} / {self.process(right, **kw)}"

    def visit_floordiv_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        text = f"{self.process(binary.left, **kw)} / {self.process(binary.right, **kw)}"
        whole = all(issubclass(side.type._type_affinity, Integer) for side in (binary.left, binary.right))
        if self.dialect.div_is_floordiv and whole:
            return text
        return f"FLOOR({text})"

    def visit_not_in_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        # The empty list is written as `NULL) OR (1 = 1`, which needs these parentheses.
        return f"({self._generate_generic_binary(binary, OPERATORS[operator], **kw)})"

    def visit_not_match_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return f"NOT {self.visit_binary(binary, override_operator=operators.match_op)}"

    def visit_between_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        symmetric = " SYMMETRIC" if binary.modifiers.get("symmetric") else ""
        return self._generate_generic_binary(binary, f" BETWEEN{symmetric} ", **kw)

    def visit_not_between_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        symmetric = " SYMMETRIC" if binary.modifiers.get("symmetric") else ""
        return self._generate_generic_binary(binary, f" NOT BETWEEN{symmetric} ", **kw)

    # -- LIKE and its family ------------------------------------------------------------------------

    def visit_like_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self._like(binary, "LIKE", kw)

    def visit_not_like_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self._like(binary, "NOT LIKE", kw)

    def _like(self, binary: Any, word: str, kw: dict[str, Any]) -> str:
        text = f"{self.process(binary.left, **kw)} {word} {self.process(binary.right, **kw)}"
        return text + self._escape_clause(binary)

    def _escape_clause(self, binary: Any) -> str:
        escape = binary.modifiers.get("escape")
        return "" if escape is None else " ESCAPE " + self.render_literal_value(escape, _STRING)

    def visit_ilike_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        if operator is operators.ilike_op:
            binary = _replaced(binary, _lower(binary.left), _lower(binary.right))
        return self.visit_like_op_binary(binary, operator, **kw)

    def visit_not_ilike_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        if operator is operators.not_ilike_op:
            binary = _replaced(binary, _lower(binary.left), _lower(binary.right))
        return self.visit_not_like_op_binary(binary, operator, **kw)

    def visit_ilike_case_insensitive_operand(self, element: Any, **kw: Any) -> str:
        return f"lower({self.process(element.element, **kw)})"

    def _match_any(self, binary: Any, before: bool, after: bool, fold: bool) -> Any:
        """The binary with `%` put around its pattern: LIKE '%' || pattern || '%'."""
        left, right = (_lower(binary.left), _lower(binary.right)) if fold else (binary.left, binary.right)
        percent = literal_column("'%'", type_=_STRING)
        if before:
            right = percent.concat(right)
        if after:
            right = percent._rconcat(right)
        return _replaced(binary, left, right)

    def visit_contains_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self.visit_like_op_binary(self._match_any(binary, True, True, False), operator, **kw)

    def visit_not_contains_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self.visit_not_like_op_binary(self._match_any(binary, True, True, False), operator, **kw)

    def visit_icontains_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self.visit_ilike_op_binary(self._match_any(binary, True, True, True), operator, **kw)

    def visit_not_icontains_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self.visit_not_ilike_op_binary(self._match_any(binary, True, True, True), operator, **kw)

    def visit_startswith_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self.visit_like_op_binary(self._match_any(binary, False, True, False), operator, **kw)

    def visit_not_startswith_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self.visit_not_like_op_binary(self._match_any(binary, False, True, False), operator, **kw)

    def visit_istartswith_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self.visit_ilike_op_binary(self._match_any(binary, False, True, True), operator, **kw)

    def visit_not_istartswith_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self.visit_not_ilike_op_binary(self._match_any(binary, False, True, True), operator, **kw)

    def visit_endswith_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self.visit_like_op_binary(self._match_any(binary, True, False, False), operator, **kw)

    def visit_not_endswith_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self.visit_not_like_op_binary(self._match_any(binary, True, False, False), operator, **kw)

    def visit_iendswith_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self.visit_ilike_op_binary(self._match_any(binary, True, False, True), operator, **kw)

    def visit_not_iendswith_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        return self.visit_not_ilike_op_binary(self._match_any(binary, True, False, True), operator, **kw)

    # -- what standard SQL has no word for ------------------------------------------------------------

    def visit_regexp_match_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        raise exc.CompileError(f"{self.dialect.name} dialect does not support regular expressions")

    def visit_not_regexp_match_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        raise exc.CompileError(f"{self.dialect.name} dialect does not support regular expressions")

    def visit_regexp_replace_op_binary(self, binary: Any, operator: Any, **kw: Any) -> str:
        raise exc.CompileError(f"{self.dialect.name} dialect does not support regular expression replacements")


class _CaseFolded(ColumnElement):
    """An operand of a case-insensitive LIKE; rendered by `visit_ilike_case_insensitive_operand`."""

    __visit_name__ = "ilike_case_insensitive_operand"
    inherit_cache = False

    def __init__(self, element: Any) -> None:
        self.element = element
        self.type = element.type

    @property
    def _from_objects(self) -> Any:
        return self.element._from_objects

    def self_group(self, against: Any = None) -> Any:
        return self


class _InlineOrderBy(ClauseElement):
    """The arguments of an aggregate with their ORDER BY; rendered by `visit_aggregate_orderby_inline`."""

    __visit_name__ = "aggregate_orderby_inline"
    inherit_cache = False

    def __init__(self, element: Any, order_by: Any) -> None:
        self.element = element
        self.aggregate_order_by = order_by

    def self_group(self, against: Any = None) -> Any:
        return self


def _is_standard_function(func: Any) -> bool:
    """Is this one of the functions with a class in this package, rather than a name that a user made up?"""
    cls = type(func._deannotate())
    return issubclass(cls, GenericFunction) and cls.__module__ == GenericFunction.__module__


def _lower(element: Any) -> Any:
    return element if isinstance(element, _CaseFolded) else _CaseFolded(element)


def _replaced(binary: Any, left: Any, right: Any) -> Any:
    copied = binary._clone()
    copied.left = left
    copied.right = right
    return copied
