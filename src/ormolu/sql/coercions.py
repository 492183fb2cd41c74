"""Coercions: what a user passes -> the node that can stand in a place (a role), or a helpful error.

`expect(role, value)` answers the value itself if its class has the role; otherwise the role's `Coercion` may turn a
literal into a bind parameter, a string into a label reference, a SELECT into a scalar subquery ... Objects of upper
layers enter through `__clause_element__()` or the `inspect()` registry. Nodes are made by name (`construct.make`), so
this file knows no node class.
"""

from __future__ import annotations

import collections.abc
import re
from typing import Any, NoReturn

from .. import exc, inspection
from . import roles
from .closures import Tracked, untracked
from .construct import make


class Coercion:
    """How one role receives values. The base accepts nodes which have the role and nothing else."""

    inspects = False

    def __init__(self, role: type[roles.SQLRole]) -> None:
        self.role = role
        self.name = role._role_name

    def literal(self, value: Any, *, argname: str | None = None, **kw: Any) -> Any:
        """Turn something which is not SQL into a node."""
        self.fail(value, argname)

    def implicit(self, value: Any, resolved: Any, argname: str | None = None, **kw: Any) -> Any:
        """Turn a node without the role into one with it."""
        self.fail(value, argname, resolved)

    def post(self, resolved: Any, **kw: Any) -> Any:
        """Finish a node which has the role."""
        return resolved

    def fail(
        self,
        value: Any,
        argname: str | None = None,
        resolved: Any = None,
        advice: str | None = None,
        code: str | None = None,
    ) -> NoReturn:
        if resolved is not None and resolved is not value:
            got = f"{resolved!r} object resolved from {value!r} object"
        else:
            got = repr(value)
        message = (
            f"{self.name} expected for argument {argname!r}; got {got}."
            if argname
            else f"{self.name} expected, got {got}."
        )
        if advice:
            message += " " + advice
        raise exc.ArgumentError(message, code=code)


def _suggest_subquery(value: Any) -> str | None:
    return (
        f"To create a FROM clause from a {type(value)} object, use the .subquery() method."
        if _returns_rows(value)
        else None
    )


def _returns_rows(value: Any) -> bool:
    return isinstance(value, (roles.SelectStatementRole,))


class _NoTextMixin(Coercion):
    """Plain strings are refused with the advice to use text()."""

    def literal(self, value: Any, *, argname: str | None = None, **kw: Any) -> Any:
        if isinstance(value, str):
            shown = _ellipsize(value)
            raise exc.ArgumentError(
                "Textual SQL expression {column!r} {argname}should be explicitly declared as text({column!r})".format(
                    column=shown, argname=f"for argument {argname}" if argname else ""
                )
            )
        self.fail(value, argname)


def _ellipsize(text: str, length: int = 83) -> str:
    return text if len(text) <= length else text[: length // 2] + " ... " + text[-6:]


def _constant(value: Any) -> Any:
    """The node of None, True or False; None for anything else."""
    if value is None:
        return make.null()
    if value is True:
        return make.true()
    if value is False:
        return make.false()
    return None


class _SelectIsScalar(Coercion):
    """A SELECT where an expression is wanted becomes a scalar subquery."""

    def implicit(self, value: Any, resolved: Any, argname: str | None = None, **kw: Any) -> Any:
        if resolved._is_select_base:
            return resolved.scalar_subquery()
        if resolved._is_from_clause and getattr(resolved, "_is_subquery", False):
            exc.warn(
                "implicitly coercing SELECT object to scalar subquery; please use the .scalar_subquery() method "
                "to produce a scalar subquery."
            )
            return (
                self.post(resolved.element.scalar_subquery(), **kw)
                if hasattr(resolved.element, "scalar_subquery")
                else self.fail(value, argname, resolved)
            )
        self.fail(value, argname, resolved)


class ExpressionElement(_SelectIsScalar):
    def literal(
        self, value: Any, *, name: str | None = None, type_: Any = None, is_crud: bool = False, **kw: Any
    ) -> Any:
        if value is None and not is_crud and (type_ is None or not type_.should_evaluate_none):
            return make.null()
        if type(value) not in _LITERALS and hasattr(value, "_set_parent"):
            self.fail(value)  # a schema object, such as a default, is no value
        return make.bind_literal(name, value, type_, is_crud)

    def fail(
        self,
        value: Any,
        argname: str | None = None,
        resolved: Any = None,
        advice: str | None = None,
        code: str | None = None,
    ) -> NoReturn:
        source = resolved if resolved is not None else value
        if isinstance(source, roles.SelectStatementRole) and advice is None:
            advice = None
        elif isinstance(source, roles.InElementRole) and getattr(source, "_is_from_clause", False):
            advice = "To create a column expression from a VALUES clause, use the .scalar_values() method."
        elif getattr(source, "_is_from_clause", False):
            advice = "To create a column expression from a FROM clause row as a whole, use the .table_valued() method."
        super().fail(value, argname, resolved, advice, code)


class BinaryElement(ExpressionElement):
    def literal(
        self,
        value: Any,
        *,
        expr: Any = None,
        operator: Any = None,
        bindparam_type: Any = None,
        argname: str | None = None,
        **kw: Any,
    ) -> Any:
        try:
            return expr._bind_param(operator, value, type_=bindparam_type)
        except exc.ArgumentError:
            self.fail(value, argname)

    def post(self, resolved: Any, *, expr: Any = None, bindparam_type: Any = None, **kw: Any) -> Any:
        if expr is not None and resolved.type._isnull and not expr.type._isnull:
            resolved = resolved._with_binary_element_type(bindparam_type if bindparam_type is not None else expr.type)
        return resolved


class InElement(Coercion):
    def literal(
        self, value: Any, *, expr: Any = None, operator: Any = None, argname: str | None = None, **kw: Any
    ) -> Any:
        if value.__class__ is Tracked and isinstance(untracked(value), (list, tuple, set, frozenset)):
            return expr._bind_param(operator, value, expanding=True)
        if not isinstance(value, collections.abc.Iterable) or isinstance(value, (str, bytes)):
            self.fail(value, argname)
        items = list(value)
        if not any(_is_sql(item) for item in items):
            return expr._bind_param(operator, items, expanding=True)
        nodes = []
        for item in items:
            node = _resolve(item)
            if node is None:
                node = expr._bind_param(operator, item)
            elif getattr(node, "_is_select_base", False):
                node = node.scalar_subquery()
            elif not isinstance(node, roles.ExpressionElementRole):
                self.fail(value, argname)
            nodes.append(node)
        return make.clause_list(*nodes)

    def implicit(self, value: Any, resolved: Any, argname: str | None = None, **kw: Any) -> Any:
        if resolved._is_from_clause:
            if getattr(resolved, "_is_subquery", False) and hasattr(resolved.element, "scalar_subquery"):
                exc.warn(
                    "Coercing Subquery object into a select() for use in IN(); please pass a select() construct "
                    "explicitly"
                )
            else:
                exc.warn(
                    f"Coercing {type(resolved).__name__} object into a select() for use in IN(); please pass a "
                    "select() construct explicitly"
                )
            return self.post(resolved.select(), **kw)
        if resolved._is_text_clause:
            return resolved
        self.fail(value, argname, resolved)

    def post(self, resolved: Any, *, expr: Any = None, operator: Any = None, **kw: Any) -> Any:
        if resolved._is_select_base:
            return resolved.scalar_subquery()
        if resolved._is_from_clause and hasattr(resolved, "scalar_values"):
            return resolved.scalar_values()
        if resolved._is_bind_parameter:
            copy = resolved._clone(maintain_key=True)
            copy.expanding = True
            copy.expand_op = operator
            if expr is not None and copy.type._isnull:
                copy.type = expr.type
            return copy
        if resolved._is_clause_list:
            return resolved.self_group(against=operator) if operator is not None else resolved
        return resolved


class WhereHaving(_NoTextMixin, _SelectIsScalar):
    def literal(self, value: Any, *, argname: str | None = None, **kw: Any) -> Any:
        node = _constant(value)
        return node if node is not None else super().literal(value, argname=argname)


class OnClause(_SelectIsScalar):
    pass


class StatementOption(Coercion):
    def literal(self, value: Any, *, argname: str | None = None, **kw: Any) -> Any:
        if isinstance(value, str):
            return make.text(value)
        node = _constant(value)
        return node if node is not None else self.fail(value, argname)


class ColumnArgumentOrKey(Coercion):
    def literal(self, value: Any, *, argname: str | None = None, **kw: Any) -> Any:
        return value if isinstance(value, str) else self.fail(value, argname)


class StrAsPlainColumn(Coercion):
    def literal(self, value: Any, *, argname: str | None = None, **kw: Any) -> Any:
        return make.column(value) if isinstance(value, str) else self.fail(value, argname)


class ConstExpr(Coercion):
    def literal(self, value: Any, *, argname: str | None = None, **kw: Any) -> Any:
        node = _constant(value)
        return node if node is not None else self.fail(value, argname)


class TruncatedLabel(Coercion):
    def literal(self, value: Any, *, argname: str | None = None, **kw: Any) -> Any:
        if isinstance(value, str):
            return value if hasattr(value, "apply_map") else make.truncated_label(value)
        raise exc.ArgumentError(f"{self.name} expected, got {str(value)!r} object resolved from {value!r} object.")


class DDLExpression(StatementOption):
    pass


class DDLConstraintColumn(ColumnArgumentOrKey):
    def implicit(self, value: Any, resolved: Any, argname: str | None = None, **kw: Any) -> Any:
        self.fail(value, argname)


class LimitOffset(Coercion):
    def literal(
        self, value: Any, *, name: str | None = None, type_: Any = None, argname: str | None = None, **kw: Any
    ) -> Any:
        if value is None:
            return None
        number = value if isinstance(value, int) else int(value)
        return make.offset_limit(name, number, type_)


class LabeledColumn(ExpressionElement):
    def literal(self, value: Any, **kw: Any) -> Any:
        return make.label(None, super().literal(value, **kw))

    def implicit(self, value: Any, resolved: Any, argname: str | None = None, **kw: Any) -> Any:
        if isinstance(resolved, roles.ExpressionElementRole):
            return make.label(None, resolved)
        return super().implicit(value, resolved, argname, **kw).label(None)


_NAME = re.compile(r"^\w\S*$")


class ColumnsClause(Coercion):
    def literal(self, value: Any, *, argname: str | None = None, **kw: Any) -> Any:
        node = _constant(value)
        if node is not None:
            return node
        if isinstance(value, str):
            if value == "*":
                return make.column("*", is_literal=True)
            column = _ellipsize(value)
            kind = "literal_column" if _NAME.match(value) is None else "column"
            raise exc.ArgumentError(
                f"Textual column expression {column!r} {f'for argument {argname} ' if argname else ''}"
                f"should be explicitly declared with text({column!r}), or use {kind}({column!r}) for more specificity"
            )
        if isinstance(value, (int, float)):
            return make.column(str(value), is_literal=True)
        advice = None
        if isinstance(value, (collections.abc.Sequence, collections.abc.Set)):
            args = ", ".join(repr(item) for item in value)
            advice = f"Did you mean to say select({args})?"
        self.fail(value, argname, None, advice)

    def implicit(self, value: Any, resolved: Any, argname: str | None = None, **kw: Any) -> Any:
        _fail_from(self, value, resolved, argname)


def _fail_from(coercion: Coercion, value: Any, resolved: Any, argname: str | None) -> NoReturn:
    advice = _suggest_subquery(resolved)
    coercion.fail(
        value,
        argname,
        resolved if resolved is not value and advice is None else None,
        advice,
        "89ve" if advice else None,
    )


class ByOf(_SelectIsScalar):
    def literal(self, value: Any, *, argname: str | None = None, **kw: Any) -> Any:
        if isinstance(value, str):
            return make.textual_label_reference(value)
        node = _constant(value)
        return node if node is not None else self.fail(value, argname)


class OrderBy(ByOf):
    def post(self, resolved: Any, **kw: Any) -> Any:
        if resolved._is_column_element and resolved._order_by_label_element is not None:
            return make.label_reference(resolved)
        return resolved


class GroupBy(ByOf):
    def implicit(self, value: Any, resolved: Any, argname: str | None = None, **kw: Any) -> Any:
        if resolved._is_from_clause:
            return make.clause_list(*resolved.c)
        return resolved


class FromClause(_NoTextMixin):
    def implicit(
        self,
        value: Any,
        resolved: Any,
        argname: str | None = None,
        explicit_subquery: bool = False,
        allow_select: bool = False,
        **kw: Any,
    ) -> Any:
        if resolved._is_select_base and (explicit_subquery or allow_select):
            if not explicit_subquery:
                exc.warn("implicitly coercing SELECT object to subquery; please use the .subquery() method")
            return resolved.subquery()
        if resolved._is_text_clause:
            return resolved
        _fail_from(self, value, resolved, argname)

    def post(self, resolved: Any, *, deannotate: bool = False, **kw: Any) -> Any:
        return resolved._deannotate() if deannotate else resolved


class StrictFromClause(FromClause):
    def literal(self, value: Any, *, argname: str | None = None, **kw: Any) -> Any:
        self.fail(value, argname)

    def implicit(
        self,
        value: Any,
        resolved: Any,
        argname: str | None = None,
        explicit_subquery: bool = False,
        allow_select: bool = False,
        **kw: Any,
    ) -> Any:
        if resolved._is_select_base and (explicit_subquery or allow_select):
            if not explicit_subquery:
                exc.warn("implicitly coercing SELECT object to subquery; please use the .subquery() method")
            return resolved.subquery()
        _fail_from(self, value, resolved, argname)


class AnonymizedFromClause(StrictFromClause):
    def post(self, resolved: Any, *, flat: bool = False, name: str | None = None, **kw: Any) -> Any:
        return resolved._anonymous_fromclause(flat=flat, name=name)


class JoinTarget(Coercion):
    def literal(self, value: Any, *, argname: str | None = None, **kw: Any) -> Any:
        self.fail(value, argname)

    def implicit(self, value: Any, resolved: Any, argname: str | None = None, legacy: bool = False, **kw: Any) -> Any:
        if resolved._is_text_clause or isinstance(value, roles.JoinTargetRole):
            return value
        if legacy and resolved._is_select_base:
            return resolved.subquery()
        self.fail(value, argname)


class Statement(_NoTextMixin):
    def literal(self, value: Any, **kw: Any) -> Any:
        # a Sequence can be executed though it is no SQL
        return value if isinstance(value, roles.StatementRole) else super().literal(value, **kw)

    def implicit(self, value: Any, resolved: Any, argname: str | None = None, **kw: Any) -> Any:
        if getattr(resolved, "_is_lambda_element", False):
            return resolved
        self.fail(value, argname)


class SelectStatement(_NoTextMixin):
    def implicit(self, value: Any, resolved: Any, argname: str | None = None, **kw: Any) -> Any:
        if resolved._is_text_clause:
            return resolved.columns()
        self.fail(value, argname)


class CompoundElement(Coercion):
    def fail(
        self,
        value: Any,
        argname: str | None = None,
        resolved: Any = None,
        advice: str | None = None,
        code: str | None = None,
    ) -> NoReturn:
        source = resolved if resolved is not None else value
        if getattr(source, "_is_from_clause", False):
            if getattr(source, "_is_subquery", False):
                advice = "Use the plain select() object without calling .subquery() or .alias()."
            else:
                advice = "To SELECT from any FROM clause, use the .select() method."
        elif getattr(source, "_is_text_clause", False):
            advice = "To SELECT from any FROM clause, use the .select() method."
        super().fail(value, argname, resolved if resolved is not value else None, advice, code)


class DMLTable(Coercion):
    def post(self, resolved: Any, **kw: Any) -> Any:
        # what is mapped to a join is written to through one table of it
        return resolved._annotations.get("dml_table", resolved)

    def implicit(self, value: Any, resolved: Any, argname: str | None = None, **kw: Any) -> Any:
        advice = _suggest_subquery(resolved)
        self.fail(value, argname, None, advice, "89ve" if advice else None)


class DMLColumn(Coercion):
    def literal(self, value: Any, *, as_key: bool = False, argname: str | None = None, **kw: Any) -> Any:
        return value if isinstance(value, str) else self.fail(value, argname)

    def post(self, resolved: Any, *, as_key: bool = False, **kw: Any) -> Any:
        return resolved.key if as_key else resolved


class DMLSelect(Coercion):
    def implicit(self, value: Any, resolved: Any, argname: str | None = None, **kw: Any) -> Any:
        if resolved._is_from_clause:
            if getattr(resolved, "_is_subquery", False) and resolved.element._is_select_statement:
                return resolved.element
            return resolved.select()
        self.fail(value, argname)


class HasCTE(Coercion):
    pass


_ROLES: dict[type[roles.SQLRole], Coercion] = {
    role: coercion(role)
    for role, coercion in {
        roles.ExpressionElementRole: ExpressionElement,
        roles.BinaryElementRole: BinaryElement,
        roles.TypedColumnsExpressionRole: ExpressionElement,
        roles.LabeledColumnExprRole: LabeledColumn,
        roles.InElementRole: InElement,
        roles.WhereHavingRole: WhereHaving,
        roles.OnClauseRole: OnClause,
        roles.StatementOptionRole: StatementOption,
        roles.ColumnArgumentRole: Coercion,
        roles.ColumnArgumentOrKeyRole: ColumnArgumentOrKey,
        roles.StrAsPlainColumnRole: StrAsPlainColumn,
        roles.ConstExprRole: ConstExpr,
        roles.TruncatedLabelRole: TruncatedLabel,
        roles.DDLExpressionRole: DDLExpression,
        roles.DDLConstraintColumnRole: DDLConstraintColumn,
        roles.DDLReferredColumnRole: DDLConstraintColumn,
        roles.LimitOffsetRole: LimitOffset,
        roles.ColumnsClauseRole: ColumnsClause,
        roles.TypedColumnsClauseRole: ColumnsClause,
        roles.ByOfRole: ByOf,
        roles.OrderByRole: OrderBy,
        roles.GroupByRole: GroupBy,
        roles.FromClauseRole: FromClause,
        roles.StrictFromClauseRole: StrictFromClause,
        roles.AnonymizedFromClauseRole: AnonymizedFromClause,
        roles.JoinTargetRole: JoinTarget,
        roles.StatementRole: Statement,
        roles.SelectStatementRole: SelectStatement,
        roles.CompoundElementRole: CompoundElement,
        roles.DMLTableRole: DMLTable,
        roles.DMLColumnRole: DMLColumn,
        roles.DMLSelectRole: DMLSelect,
        roles.ReturnsRowsRole: Coercion,
        roles.HasCTERole: HasCTE,
        roles.IsCTERole: Coercion,
        roles.DMLRole: Statement,
        roles.DDLRole: Statement,
    }.items()
}

#: classes of plain Python values that are never looked at twice
_LITERALS: frozenset[type] = frozenset({int, str, float, bool, bytes, type(None)})


def _is_sql(value: Any) -> bool:
    return type(value) not in _LITERALS and (getattr(value, "_is_node", False) or hasattr(value, "__clause_element__"))


def _resolve(value: Any) -> Any:
    """The node that `value` is or stands for, None if it is no SQL."""
    if type(value) in _LITERALS:
        return None
    while not getattr(value, "_is_node", False):
        enter = getattr(value, "__clause_element__", None)
        if enter is None or isinstance(value, type):
            return None
        value = enter()
    return value


def _inspected(value: Any) -> Any:
    """The node behind a mapped class or another object known to `inspect()`, None if there is none."""
    if type(value) in _LITERALS or isinstance(value, (list, tuple, dict, set)):
        return None
    view = inspection.inspect(value, raiseerr=False)
    return None if view is None else _resolve(view)


def expect(
    role: Any,
    element: Any,
    *,
    apply_propagate_attrs: Any = None,
    argname: str | None = None,
    **kw: Any,
) -> Any:
    """`element` as a node with the role `role`.

    apply_propagate_attrs: a statement that takes over the node's plugin annotation when it has none.
    Raises ArgumentError, naming the role and what was found.
    """
    if isinstance(element, type):
        resolved = _inspected(element) if role.uses_inspection else None
    elif getattr(element, "_is_node", False):
        resolved = element
    elif role.allows_lambda and callable(element) and hasattr(element, "__code__"):
        return make.lambda_element(element, role, apply_propagate_attrs=apply_propagate_attrs, **kw)
    else:
        resolved = _resolve(element)
        if resolved is None and role.uses_inspection:
            resolved = _inspected(element)
    coercion = _ROLES[role]
    if resolved is None:
        if argname is not None:
            kw["argname"] = argname
        return coercion.literal(element, **kw)
    if apply_propagate_attrs is not None and resolved._propagate_attrs and not apply_propagate_attrs._propagate_attrs:
        apply_propagate_attrs._propagate_attrs = resolved._propagate_attrs
    if role._skip_clauseelement_for_target_match and resolved is not element:
        for found in (element, resolved):
            if isinstance(found, role):
                return coercion.post(found, **kw)
    if isinstance(resolved, role):
        return coercion.post(resolved, **kw)
    if argname is not None:
        kw["argname"] = argname
    return coercion.implicit(element, resolved, **kw)


def expect_col_expression_collection(role: Any, expressions: Any) -> Any:
    """Yield `(column, column name, name to add, element)` for the columns of an index or constraint."""
    for expression in expressions:
        named = None
        column = None
        resolved = expect(role, expression)
        if isinstance(resolved, str):
            named = resolved
        else:
            columns = make.columns_in(resolved)
            if columns:
                column = columns[0]
        add = column if column is not None else named
        yield resolved, column, named, add


def expect_as_key(role: Any, element: Any, **kw: Any) -> str:
    """The key of a column given as column or string."""
    kw["as_key"] = True
    return expect(role, element, **kw)  # type: ignore[no-any-return]


def is_literal(value: Any) -> bool:
    """True for values that are not SQL."""
    return _resolve(value) is None
