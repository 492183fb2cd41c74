"""What each operator builds: the table behind `ColumnElement._build_operation`.

In: an expression, an operator, the other operands. Out: a new expression with its result type, which the type's
comparator decides (`_adapt_expression`). Parentheses are put by the nodes themselves (`self_group`).
"""

from __future__ import annotations

from collections.abc import Callable
from operator import pow as pow_
from typing import Any

from .. import exc, operators
from ..types.base import compares_plainly
from . import coercions, roles
from .binds import BindParameter
from .construct import constructs, make
from .datatypes import BOOLEANTYPE, MATCHTYPE
from .expressions import (
    BinaryExpression,
    ClauseList,
    CollationClause,
    CollectionAggregate,
    ExpressionClauseList,
    False_,
    Null,
    OrderByList,
    Slice,
    True_,
    UnaryExpression,
    and_,
    or_,
)

Build = Callable[..., Any]


@constructs("operation")
def build_operation(
    expr: Any, op: Any, other: tuple[Any, ...], kw: dict[str, Any], reverse: bool, comparator: Any
) -> Any:
    """The expression for `op` between `expr` and `other`; `reverse` puts `expr` on the right."""
    build = _BUILDERS.get(op)
    if build is None:
        kw.pop("_python_is_types", None)
        if not isinstance(op, operators.custom_op):
            raise NotImplementedError(f"Operator {getattr(op, '__name__', op)!r} is not supported on this expression")
        if op.is_comparison:
            return _custom_comparison(expr, op, other, kw, reverse, comparator)
        if (not other or (len(other) == 1 and other[0] is None and not kw.get("_binary"))) and not other:
            return UnaryExpression(expr, operator=op, type_=op.return_type or expr.type)
        return _custom(expr, op, other, kw, reverse, comparator)
    if "_python_is_types" in kw:
        # a TypeDecorator says for which Python values `==` becomes IS; others are bound like any value
        is_types = kw.pop("_python_is_types")
        if (
            (build is _comparison or build is _is)
            and (other[0] is None or isinstance(other[0], bool))
            and not isinstance(other[0], is_types)
        ):
            node = expr._bind_param(op, other[0])
            left, right = (node, expr) if reverse else (expr, node)
            return BinaryExpression(
                left, right, op, type_=BOOLEANTYPE, negate=operators.NEGATIONS.get(op), modifiers=kw
            )
    if kw and "reverse" in kw:
        kw = dict(kw)
        reverse = kw.pop("reverse")
    return build(expr, op, other, kw, reverse, comparator)


@constructs("remembered_comparison")
def remembered_comparison(column: Any, op: Any, value: Any) -> Any:
    """What `column op value` has in common with all others of this operator and class of value.

    `(type of the column, key, shape of the parameter, identities)` for `literal_comparison`; the key is None where a
    type or comparator has a say. The column remembers the answer for as long as it keeps its type.
    """
    type_ = column.type
    kind = op, value.__class__
    memo = type_.__dict__.setdefault("_memo_literals", {})
    plainly = memo.get(kind)
    if plainly is None:
        plainly = memo[kind] = compares_plainly(type_, column.comparator, op, value)
    if not plainly:
        return type_, None
    made = literal_comparison(column, op, value, (type_, None, None, ()))
    del made._key_memo, made.right._shape
    parts = made._key_parts()
    if parts is None:
        return type_, None
    known = column._literal_keys[kind] = type_, parts[0], made.right._shape, parts[2]
    return known


@constructs("literal_comparison")
def literal_comparison(column: Any, op: Any, value: Any, known: Any) -> BinaryExpression[bool]:
    """`column op value`, as `_comparison` would make it, for what `remembered_comparison` allows."""
    literal = _new(BindParameter)
    literal.value = value
    literal.unique = True
    literal._orig_key = column.key
    literal.type, key, literal._shape, identities = known
    made = _new(BinaryExpression)
    made.left = column
    made.right = literal
    made.operator = op
    made.type = BOOLEANTYPE
    made.negate = _NEGATIONS[op]
    if column._propagate_attrs:
        made._propagate_attrs = column._propagate_attrs
    made._key_memo = key, (literal,), identities
    return made  # type: ignore[no-any-return]


_new: Any = object.__new__
_NEGATIONS = operators.NEGATIONS


def _operand(expr: Any, op: Any, value: Any) -> Any:
    return coercions.expect(roles.BinaryElementRole, value, expr=expr, operator=op)


def _comparison(
    expr: Any,
    op: Any,
    other: tuple[Any, ...],
    kw: dict[str, Any],
    reverse: bool,
    comparator: Any,
    result_type: Any = None,
) -> Any:
    value = other[0]
    kind = type(value)
    if kind is not int and kind is not str and (value is None or kind is bool or kind in _CONSTANTS):
        if expr._is_collection_aggregate:
            return _null_member(expr, op, value, kw)
        if op is operators.eq or op is operators.ne:
            if value is True or value is False or kind is True_ or kind is False_:
                right = coercions.expect(roles.ConstExprRole, value)
                return BinaryExpression(
                    expr, right, op, type_=BOOLEANTYPE, negate=operators.NEGATIONS.get(op), modifiers=kw
                )
            return _is(
                expr, operators.is_ if op is operators.eq else operators.is_not, (value,), kw, reverse, comparator
            )
        if op in _IS_LIKE:
            return _is(expr, op, other, kw, reverse, comparator)
        if kind is not bool and kind not in (True_, False_):
            if op in (operators.is_, operators.is_not):
                return _is(expr, op, other, kw, reverse, comparator)
            raise exc.ArgumentError(
                "Only '='/'!=', 'is_()'/'is_not()', 'is_distinct_from()'/'is_not_distinct_from()' operators can "
                "be used with None/True/False"
            )
        raise exc.ArgumentError(
            "Only '='/'!=', 'is_()'/'is_not()', 'is_distinct_from()'/'is_not_distinct_from()' operators can be "
            "used with None/True/False"
        )
    node = coercions.expect(roles.BinaryElementRole, value, expr=expr, operator=op)
    left, right = (node, expr) if reverse else (expr, node)
    # the opposite of "= ANY" is not "!= ANY"
    is_of_collection = isinstance(expr, CollectionAggregate) or isinstance(node, CollectionAggregate)
    negate = None if is_of_collection else operators.NEGATIONS.get(op)
    return BinaryExpression(left, right, op, type_=result_type or BOOLEANTYPE, negate=negate, modifiers=kw)


def _null_member(expr: Any, op: Any, value: Any, kw: dict[str, Any]) -> Any:
    """`NULL = ANY (...)`: no member IS anything."""
    node = coercions.expect(roles.ConstExprRole, value)
    return BinaryExpression(node, expr, op, type_=BOOLEANTYPE, negate=None, modifiers=kw)


_CONSTANTS = frozenset({Null, True_, False_})
_IS_LIKE = frozenset({operators.is_distinct_from, operators.is_not_distinct_from})


def _is(expr: Any, op: Any, other: tuple[Any, ...], kw: dict[str, Any], reverse: bool, comparator: Any) -> Any:
    """IS and IS DISTINCT FROM: the right side may be a constant."""
    value = other[0]
    if value is None or value is True or value is False or type(value) in _CONSTANTS:
        if op in _IS_LIKE:
            node = coercions.expect(roles.ConstExprRole, value)
        else:
            node = coercions.expect(roles.ConstExprRole, value)
    else:
        node = _operand(expr, op, value)
    return BinaryExpression(expr, node, op, type_=BOOLEANTYPE, negate=operators.NEGATIONS[op], modifiers=kw)


def _custom_comparison(
    expr: Any, op: Any, other: tuple[Any, ...], kw: dict[str, Any], reverse: bool, comparator: Any
) -> Any:
    result_type = kw.pop("result_type", None) or op.return_type or BOOLEANTYPE
    node = _operand(expr, op, other[0])
    left, right = (node, expr) if reverse else (expr, node)
    return BinaryExpression(left, right, op, type_=result_type, negate=None, modifiers=kw)


def _custom(expr: Any, op: Any, other: tuple[Any, ...], kw: dict[str, Any], reverse: bool, comparator: Any) -> Any:
    result_type = kw.pop("result_type", None) or op.return_type
    if result_type is not None:
        node = _operand(expr, op, other[0])
        left, right = (node, expr) if reverse else (expr, node)
        return BinaryExpression(left, right, op, type_=result_type, modifiers=kw)
    return _binary(expr, op, other, kw, reverse, comparator)


def _binary(
    expr: Any,
    op: Any,
    other: tuple[Any, ...],
    kw: dict[str, Any],
    reverse: bool,
    comparator: Any,
    result_type: Any = None,
) -> Any:
    node = coercions.expect(roles.BinaryElementRole, other[0], expr=expr, operator=op)
    left, right = (node, expr) if reverse else (expr, node)
    if result_type is None:
        op, result_type = left.comparator._adapt_expression(op, right.comparator)
    return ExpressionClauseList._construct_for_op(left, right, op, type_=result_type, modifiers=kw)


def _conjunction(expr: Any, op: Any, other: tuple[Any, ...], kw: dict[str, Any], reverse: bool, comparator: Any) -> Any:
    join = and_ if op is operators.and_ else or_
    return join(other[0], expr) if reverse else join(expr, other[0])


def _invert(expr: Any, op: Any, other: tuple[Any, ...], kw: dict[str, Any], reverse: bool, comparator: Any) -> Any:
    if hasattr(expr, "negation_clause"):
        return expr.negation_clause
    return expr._negate()


def _ordering(expr: Any, op: Any, other: tuple[Any, ...], kw: dict[str, Any], reverse: bool, comparator: Any) -> Any:
    if isinstance(expr, OrderByList):
        return expr._each(op)
    return UnaryExpression(coercions.expect(roles.ByOfRole, expr), modifier=op)


def _negative(expr: Any, op: Any, other: tuple[Any, ...], kw: dict[str, Any], reverse: bool, comparator: Any) -> Any:
    return UnaryExpression(expr, operator=op, type_=expr.type)


def _distinct(expr: Any, op: Any, other: tuple[Any, ...], kw: dict[str, Any], reverse: bool, comparator: Any) -> Any:
    return UnaryExpression(expr, operator=operators.distinct_op, type_=expr.type)


def _in(expr: Any, op: Any, other: tuple[Any, ...], kw: dict[str, Any], reverse: bool, comparator: Any) -> Any:
    node = coercions.expect(roles.InElementRole, other[0], expr=expr, operator=op)
    return BinaryExpression(expr, node, op, type_=BOOLEANTYPE, negate=operators.NEGATIONS[op], modifiers=kw)


def _between(expr: Any, op: Any, other: tuple[Any, ...], kw: dict[str, Any], reverse: bool, comparator: Any) -> Any:
    lower, upper = (_operand(expr, operators.and_, value) for value in other)
    return BinaryExpression(
        expr,
        ClauseList._of_raw(operators.and_, lower.self_group(against=op), upper.self_group(against=op)),
        op,
        type_=BOOLEANTYPE,
        negate=operators.NEGATIONS[op],
        modifiers=kw,
    )


def _collate(expr: Any, op: Any, other: tuple[Any, ...], kw: dict[str, Any], reverse: bool, comparator: Any) -> Any:
    return CollationClause._create_collation_expression(expr, other[0], *other[1:], **kw)


def _getitem(expr: Any, op: Any, other: tuple[Any, ...], kw: dict[str, Any], reverse: bool, comparator: Any) -> Any:
    setup = getattr(comparator, "_setup_getitem", None)
    if setup is None:
        raise NotImplementedError("Operator 'getitem' is not supported on this expression")
    op, index, index_type, result_type = setup(other[0])
    if isinstance(index, slice):
        node: Any = Slice(index.start, index.stop, index.step, _name=getattr(expr, "key", None))
    else:
        node = coercions.expect(roles.BinaryElementRole, index, expr=expr, operator=op, bindparam_type=index_type)
    return BinaryExpression(expr, node, op, type_=result_type, modifiers=kw)


def _json_getitem(
    expr: Any, op: Any, other: tuple[Any, ...], kw: dict[str, Any], reverse: bool, comparator: Any
) -> Any:
    return _binary(expr, op, other, kw, reverse, comparator)


def _like(expr: Any, op: Any, other: tuple[Any, ...], kw: dict[str, Any], reverse: bool, comparator: Any) -> Any:
    return _comparison(
        expr, op, other, {"escape": kw["escape"]} if kw.get("escape") is not None else {}, reverse, comparator
    )


def _affix(expr: Any, op: Any, other: tuple[Any, ...], kw: dict[str, Any], reverse: bool, comparator: Any) -> Any:
    """startswith, endswith, contains: LIKE with wildcards, put there by the compiler."""
    value, escape = (
        operators.escape_like_operand(other[0], kw.get("escape"), kw.get("autoescape", False))
        if kw
        else (other[0], None)
    )
    return _comparison(expr, op, (value,), {"escape": escape} if escape is not None else {}, reverse, comparator)


def _match(expr: Any, op: Any, other: tuple[Any, ...], kw: dict[str, Any], reverse: bool, comparator: Any) -> Any:
    return _comparison(expr, op, other, kw, reverse, comparator, result_type=MATCHTYPE)


def _regexp(expr: Any, op: Any, other: tuple[Any, ...], kw: dict[str, Any], reverse: bool, comparator: Any) -> Any:
    flags = kw.get("flags")
    return BinaryExpression(
        expr,
        _operand(expr, op, other[0]),
        op,
        type_=BOOLEANTYPE,
        negate=operators.NEGATIONS[op],
        modifiers={"flags": flags} if flags is not None else {},
    )


def _regexp_replace(
    expr: Any, op: Any, other: tuple[Any, ...], kw: dict[str, Any], reverse: bool, comparator: Any
) -> Any:
    pattern = _operand(expr, op, other[0])
    replacement = kw.get("replacement", other[1] if len(other) > 1 else None)
    flags = kw.get("flags")
    return BinaryExpression(
        expr,
        ClauseList._of_raw(
            operators.comma_op,
            pattern,
            coercions.expect(roles.BinaryElementRole, replacement, expr=expr, operator=operators.comma_op),
        ),
        op,
        type_=expr.type,
        modifiers={"flags": flags} if flags is not None else {},
    )


def _aggregate(expr: Any, op: Any, other: tuple[Any, ...], kw: dict[str, Any], reverse: bool, comparator: Any) -> Any:
    return CollectionAggregate(expr, op)


def _power(expr: Any, op: Any, other: tuple[Any, ...], kw: dict[str, Any], reverse: bool, comparator: Any) -> Any:
    return make.pow(other[0], expr) if reverse else make.pow(expr, other[0])


def _unsupported(expr: Any, op: Any, other: tuple[Any, ...], kw: dict[str, Any], reverse: bool, comparator: Any) -> Any:
    raise NotImplementedError(f"Operator '{op.__name__}' is not supported on this expression")


_BUILDERS: dict[Any, Build] = {
    operators.and_: _conjunction,
    operators.or_: _conjunction,
    operators.inv: _invert,
    operators.getitem: _getitem,
    operators.json_getitem_op: _json_getitem,
    operators.json_path_getitem_op: _json_getitem,
    operators.neg: _negative,
    pow_: _power,
    operators.bitwise_not_op: _negative,
    operators.distinct_op: _distinct,
    operators.between_op: _between,
    operators.not_between_op: _between,
    operators.collate: _collate,
    operators.any_op: _aggregate,
    operators.all_op: _aggregate,
    operators.regexp_replace_op: _regexp_replace,
}
_BUILDERS.update(
    dict.fromkeys(
        (
            operators.add, operators.sub, operators.mul, operators.truediv, operators.floordiv, operators.mod,
            operators.concat_op, operators.bitwise_xor_op, operators.bitwise_or_op, operators.bitwise_and_op,
            operators.bitwise_lshift_op, operators.bitwise_rshift_op,
        ),
        _binary,
    )
)  # fmt: skip
_BUILDERS.update(
    dict.fromkeys((operators.eq, operators.ne, operators.lt, operators.le, operators.gt, operators.ge), _comparison)
)
_BUILDERS.update(
    dict.fromkeys((operators.is_, operators.is_not, operators.is_distinct_from, operators.is_not_distinct_from), _is)
)
_BUILDERS.update(dict.fromkeys((operators.in_op, operators.not_in_op), _in))
_BUILDERS.update(
    dict.fromkeys((operators.like_op, operators.not_like_op, operators.ilike_op, operators.not_ilike_op), _like)
)
_BUILDERS.update(
    dict.fromkeys(
        (
            operators.startswith_op, operators.not_startswith_op, operators.istartswith_op,
            operators.not_istartswith_op,
            operators.endswith_op, operators.not_endswith_op, operators.iendswith_op, operators.not_iendswith_op,
            operators.contains_op, operators.not_contains_op, operators.icontains_op, operators.not_icontains_op,
        ),
        _affix,
    )
)  # fmt: skip
_BUILDERS.update(dict.fromkeys((operators.match_op, operators.not_match_op), _match))
_BUILDERS.update(dict.fromkeys((operators.regexp_match_op, operators.not_regexp_match_op), _regexp))
_BUILDERS.update(
    dict.fromkeys((operators.asc_op, operators.desc_op, operators.nulls_first_op, operators.nulls_last_op), _ordering)
)
_BUILDERS.update(
    dict.fromkeys((operators.lshift, operators.rshift, operators.contains, operators.matmul), _unsupported)
)
