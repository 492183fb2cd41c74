"""Operators: the vocabulary of SQL expressions, and the mixins which turn Python operators into it.

An operator is a function.  Called with an expression it calls that expression's method of the same meaning
(`like_op(a, b)` is `a.like(b)`), so that it can be handed around and applied later; as a value it is the key by which
comparators and compilers decide what to build or render.  Tables below say what is true of each operator:
binding strength, negation, mirror image, and the class of operators it belongs to.

Start at `Operators` and `ColumnOperators`; the tables follow the functions.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from enum import Flag, auto
from operator import (
    add as add,
)
from operator import (
    and_ as and_,
)
from operator import (
    contains as contains,
)
from operator import (
    eq as eq,
)
from operator import (
    floordiv as floordiv,
)
from operator import (
    ge as ge,
)
from operator import (
    getitem as getitem,
)
from operator import (
    gt as gt,
)
from operator import (
    inv as inv,
)
from operator import (
    le as le,
)
from operator import (
    lshift as lshift,
)
from operator import (
    lt as lt,
)
from operator import (
    matmul as matmul,
)
from operator import (
    mod as mod,
)
from operator import (
    mul as mul,
)
from operator import (
    ne as ne,
)
from operator import (
    neg as neg,
)
from operator import (
    or_ as or_,
)
from operator import (
    pow as pow_,
)
from operator import (
    rshift as rshift,
)
from operator import (
    sub as sub,
)
from operator import (
    truediv as truediv,
)
from typing import Any, Protocol

from ormolu import exc


class OperatorType(Protocol):
    """What every operator is: a named callable over one or more operands."""

    __name__: str

    def __call__(self, left: Any, right: Any = ..., *other: Any, **kwargs: Any) -> Any: ...


class OperatorClass(Flag):
    """Groups of operators that a datatype may declare in `TypeEngine.operator_classes`.

    Using a built-in operator outside of the type's groups emits a deprecation warning.
    """

    UNSPECIFIED = auto()
    BASE = auto()
    BOOLEAN_ALGEBRA = auto()
    EQUALITY = auto()
    ORDERING = auto()
    INDEXABLE = auto()
    CONTAINS = auto()
    CONCATENABLE = auto()
    STRING_MATCH = auto()
    MATH = auto()
    BITWISE = auto()
    DATE_ARITHEMETIC = auto()
    JSON_GETITEM = auto()

    COMPARISON = EQUALITY | ORDERING
    STRING = BASE | COMPARISON | INDEXABLE | CONTAINS | CONCATENABLE | STRING_MATCH
    INTEGER = BASE | COMPARISON | MATH | BITWISE
    NUMERIC = INTEGER
    BOOLEAN = BASE | COMPARISON | BOOLEAN_ALGEBRA
    BINARY = BASE | COMPARISON | INDEXABLE | CONTAINS | CONCATENABLE
    DATETIME = BASE | COMPARISON | DATE_ARITHEMETIC
    JSON = BASE | COMPARISON | INDEXABLE | JSON_GETITEM
    ARRAY = BINARY
    TUPLE = BINARY
    ANY = (1 << 13) - 2  # every group but UNSPECIFIED


class Operators:
    """Base of everything that Python's operators can be applied to.

    Subclasses define `operate()` and `reverse_operate()`; everything else here ends in one of the two.
    """

    __slots__ = ()

    def __and__(self, other: Any) -> Any:
        """Return `self AND other`; see `and_()`."""
        return self.operate(and_, other)

    def __or__(self, other: Any) -> Any:
        """Return `self OR other`; see `or_()`."""
        return self.operate(or_, other)

    def __invert__(self) -> Any:
        """Return the negation of this expression; see `not_()`."""
        return self.operate(inv)

    def op(
        self,
        opstring: str,
        precedence: int = 0,
        is_comparison: bool = False,
        return_type: Any = None,
        python_impl: Callable[..., Any] | None = None,
        operator_class: OperatorClass = OperatorClass.BASE,
        visit_name: str | None = None,
    ) -> Callable[[Any], Any]:
        """Return a function that applies the operator spelled `opstring` to this expression and its argument.

        precedence: binding strength used to decide about parentheses; 0 is weaker than all but the comma, 100 stronger
        than all.  is_comparison: the result is boolean.  return_type: type of the result.  python_impl: function of two
        plain values, used when ORM criteria are evaluated in Python.
        """
        operator = custom_op(
            opstring,
            precedence=precedence,
            is_comparison=is_comparison,
            return_type=return_type,
            python_impl=python_impl,
            operator_class=operator_class,
            visit_name=visit_name,
        )

        def against(other: Any) -> Any:
            return operator(self, other)

        return against

    def bool_op(
        self, opstring: str, precedence: int = 0, python_impl: Callable[..., Any] | None = None
    ) -> Callable[[Any], Any]:
        """Return a function like that of `op()` for an operator whose result is boolean."""
        return self.op(opstring, precedence=precedence, is_comparison=True, python_impl=python_impl)

    def operate(self, op: Any, *other: Any, **kwargs: Any) -> Any:
        """Return the result of `op` with this object on the left; the lowest level, defined by subclasses."""
        raise NotImplementedError(str(op))

    def reverse_operate(self, op: Any, other: Any, **kwargs: Any) -> Any:
        """Return the result of `op` with this object on the right; the lowest level, defined by subclasses."""
        raise NotImplementedError(str(op))

    # custom operators recognise an operand of theirs by this name
    __sa_operate__ = operate


class OrderingOperators(Operators):
    """The operators of elements that may stand in ORDER BY."""

    __slots__ = ()

    def desc(self) -> Any:
        """Return `self DESC`."""
        return self.operate(desc_op)

    def asc(self) -> Any:
        """Return `self ASC`."""
        return self.operate(asc_op)

    def nulls_first(self) -> Any:
        """Return `self NULLS FIRST`."""
        return self.operate(nulls_first_op)

    def nulls_last(self) -> Any:
        """Return `self NULLS LAST`."""
        return self.operate(nulls_last_op)

    nullsfirst = nulls_first
    nullslast = nulls_last


class ColumnOperators(OrderingOperators):
    """The operators of column expressions; every method returns a new expression."""

    __slots__ = ()

    timetuple: None = None
    """None, so that comparing a date with an expression is left to the expression."""

    # -- comparison

    def __lt__(self, other: Any) -> Any:
        return self.operate(lt, other)

    def __le__(self, other: Any) -> Any:
        return self.operate(le, other)

    # a class that defines __eq__ must name its __hash__
    __hash__ = object.__hash__

    def __eq__(self, other: Any) -> Any:
        """Return `self = other`, or `self IS NULL` for None."""
        return self.operate(eq, other)

    def __ne__(self, other: Any) -> Any:
        """Return `self != other`, or `self IS NOT NULL` for None."""
        return self.operate(ne, other)

    def __gt__(self, other: Any) -> Any:
        return self.operate(gt, other)

    def __ge__(self, other: Any) -> Any:
        return self.operate(ge, other)

    def is_distinct_from(self, other: Any) -> Any:
        """Return `self IS DISTINCT FROM other`."""
        return self.operate(is_distinct_from, other)

    def is_not_distinct_from(self, other: Any) -> Any:
        """Return `self IS NOT DISTINCT FROM other`."""
        return self.operate(is_not_distinct_from, other)

    isnot_distinct_from = is_not_distinct_from

    def is_(self, other: Any) -> Any:
        """Return `self IS other`."""
        return self.operate(is_, other)

    def is_not(self, other: Any) -> Any:
        """Return `self IS NOT other`."""
        return self.operate(is_not, other)

    isnot = is_not

    def in_(self, other: Any) -> Any:
        """Return `self IN other`; other: a sequence of values, a SELECT, or an expanding bind parameter."""
        return self.operate(in_op, other)

    def not_in(self, other: Any) -> Any:
        """Return `self NOT IN other`."""
        return self.operate(not_in_op, other)

    notin_ = not_in

    def between(self, cleft: Any, cright: Any, symmetric: bool = False) -> Any:
        """Return `self BETWEEN [SYMMETRIC] cleft AND cright`."""
        return self.operate(between_op, cleft, cright, symmetric=symmetric)

    def any_(self) -> Any:
        """Return `ANY (self)`, to be compared from the other side."""
        return self.operate(any_op)

    def all_(self) -> Any:
        """Return `ALL (self)`, to be compared from the other side."""
        return self.operate(all_op)

    # -- strings

    def concat(self, other: Any) -> Any:
        """Return `self || other`."""
        return self.operate(concat_op, other)

    def _rconcat(self, other: Any) -> Any:
        return self.reverse_operate(concat_op, other)

    def like(self, other: Any, escape: str | None = None) -> Any:
        """Return `self LIKE other [ESCAPE escape]`."""
        return self.operate(like_op, other, escape=escape)

    def ilike(self, other: Any, escape: str | None = None) -> Any:
        """Return a case-insensitive LIKE: ILIKE where the database has it, lower() LIKE lower() elsewhere."""
        return self.operate(ilike_op, other, escape=escape)

    def not_like(self, other: Any, escape: str | None = None) -> Any:
        """Return `self NOT LIKE other [ESCAPE escape]`."""
        return self.operate(not_like_op, other, escape=escape)

    notlike = not_like

    def not_ilike(self, other: Any, escape: str | None = None) -> Any:
        """Return the negation of `ilike()`."""
        return self.operate(not_ilike_op, other, escape=escape)

    notilike = not_ilike

    def startswith(self, other: Any, escape: str | None = None, autoescape: bool = False) -> Any:
        """Return `self LIKE other || '%'`; autoescape: treat % and _ within a literal `other` as plain characters."""
        return self.operate(startswith_op, other, escape=escape, autoescape=autoescape)

    def istartswith(self, other: Any, escape: str | None = None, autoescape: bool = False) -> Any:
        """Return the case-insensitive version of `startswith()`."""
        return self.operate(istartswith_op, other, escape=escape, autoescape=autoescape)

    def endswith(self, other: Any, escape: str | None = None, autoescape: bool = False) -> Any:
        """Return `self LIKE '%' || other`."""
        return self.operate(endswith_op, other, escape=escape, autoescape=autoescape)

    def iendswith(self, other: Any, escape: str | None = None, autoescape: bool = False) -> Any:
        """Return the case-insensitive version of `endswith()`."""
        return self.operate(iendswith_op, other, escape=escape, autoescape=autoescape)

    def contains(self, other: Any, **kw: Any) -> Any:
        """Return `self LIKE '%' || other || '%'`; keywords `escape`, `autoescape` as in `startswith()`."""
        return self.operate(contains_op, other, **kw)

    def icontains(self, other: Any, **kw: Any) -> Any:
        """Return the case-insensitive version of `contains()`."""
        return self.operate(icontains_op, other, **kw)

    def match(self, other: Any, **kwargs: Any) -> Any:
        """Return the database's full text match of `self` against `other`."""
        return self.operate(match_op, other, **kwargs)

    def regexp_match(self, pattern: Any, flags: str | None = None) -> Any:
        """Return the database's regular expression match."""
        return self.operate(regexp_match_op, pattern, flags=flags)

    def regexp_replace(self, pattern: Any, replacement: Any, flags: str | None = None) -> Any:
        """Return the database's regular expression replacement."""
        return self.operate(regexp_replace_op, pattern, replacement=replacement, flags=flags)

    def collate(self, collation: str, collation_schema: str | None = None) -> Any:
        """Return `self COLLATE [collation_schema.]collation`."""
        if collation_schema is None:
            return self.operate(collate, collation)
        return self.operate(collate, collation, collation_schema=collation_schema)

    def distinct(self) -> Any:
        """Return `DISTINCT self`, as an argument of an aggregate."""
        return self.operate(distinct_op)

    # -- bits

    def bitwise_xor(self, other: Any) -> Any:
        """Return the bitwise exclusive OR."""
        return self.operate(bitwise_xor_op, other)

    def bitwise_or(self, other: Any) -> Any:
        """Return `self | other` on bits."""
        return self.operate(bitwise_or_op, other)

    def bitwise_and(self, other: Any) -> Any:
        """Return `self & other` on bits."""
        return self.operate(bitwise_and_op, other)

    def bitwise_not(self) -> Any:
        """Return `~self` on bits."""
        return self.operate(bitwise_not_op)

    def bitwise_lshift(self, other: Any) -> Any:
        """Return `self << other`."""
        return self.operate(bitwise_lshift_op, other)

    def bitwise_rshift(self, other: Any) -> Any:
        """Return `self >> other`."""
        return self.operate(bitwise_rshift_op, other)

    # -- Python's own operators

    def __neg__(self) -> Any:
        return self.operate(neg)

    def __contains__(self, other: Any) -> Any:
        return self.operate(contains, other)

    def __getitem__(self, index: Any) -> Any:
        return self.operate(getitem, index)

    def __lshift__(self, other: Any) -> Any:
        return self.operate(lshift, other)

    def __rlshift__(self, other: Any) -> Any:
        return self.reverse_operate(lshift, other)

    def __rshift__(self, other: Any) -> Any:
        return self.operate(rshift, other)

    def __rrshift__(self, other: Any) -> Any:
        return self.reverse_operate(rshift, other)

    def __matmul__(self, other: Any) -> Any:
        return self.operate(matmul, other)

    def __rmatmul__(self, other: Any) -> Any:
        return self.reverse_operate(matmul, other)

    def __add__(self, other: Any) -> Any:
        return self.operate(add, other)

    def __radd__(self, other: Any) -> Any:
        return self.reverse_operate(add, other)

    def __sub__(self, other: Any) -> Any:
        return self.operate(sub, other)

    def __rsub__(self, other: Any) -> Any:
        return self.reverse_operate(sub, other)

    def __mul__(self, other: Any) -> Any:
        return self.operate(mul, other)

    def __rmul__(self, other: Any) -> Any:
        return self.reverse_operate(mul, other)

    def __mod__(self, other: Any) -> Any:
        return self.operate(mod, other)

    def __rmod__(self, other: Any) -> Any:
        return self.reverse_operate(mod, other)

    def __truediv__(self, other: Any) -> Any:
        return self.operate(truediv, other)

    def __rtruediv__(self, other: Any) -> Any:
        return self.reverse_operate(truediv, other)

    def __floordiv__(self, other: Any) -> Any:
        return self.operate(floordiv, other)

    def __rfloordiv__(self, other: Any) -> Any:
        return self.reverse_operate(floordiv, other)

    def __pow__(self, other: Any) -> Any:
        return self.operate(pow_, other)

    def __rpow__(self, other: Any) -> Any:
        return self.reverse_operate(pow_, other)


class custom_op:
    """An operator spelled by the user; made by `Operators.op()`, or kept and called as `my_op(left, right)`.

    Equal when all of its settings are equal.
    """

    __name__ = "custom_op"

    __slots__ = (
        "opstring",
        "precedence",
        "is_comparison",
        "natural_self_precedent",
        "eager_grouping",
        "return_type",
        "python_impl",
        "operator_class",
        "visit_name",
    )

    def __init__(
        self,
        opstring: str,
        *,
        precedence: int = 0,
        is_comparison: bool = False,
        return_type: Any = None,
        natural_self_precedent: bool = False,
        eager_grouping: bool = False,
        python_impl: Callable[..., Any] | None = None,
        operator_class: OperatorClass = OperatorClass.BASE,
        visit_name: str | None = None,
    ) -> None:
        self.opstring = opstring
        self.precedence = precedence
        self.is_comparison = is_comparison
        self.natural_self_precedent = natural_self_precedent
        self.eager_grouping = eager_grouping
        self.return_type = return_type() if isinstance(return_type, type) else return_type
        self.python_impl = python_impl
        self.operator_class = operator_class
        self.visit_name = visit_name

    def _key(self) -> tuple[Hashable, ...]:
        type_key = self.return_type._static_cache_key if self.return_type is not None else None
        return (
            self.opstring,
            self.precedence,
            self.is_comparison,
            self.natural_self_precedent,
            self.eager_grouping,
            type_key,
            self.operator_class,
            self.visit_name,
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, custom_op) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        return f"<custom_op {self.opstring!r}>"

    def __call__(self, left: Any, right: Any = None, *other: Any, **kwargs: Any) -> Any:
        """Apply this operator to an expression, or to plain values through `python_impl`.

        Raises InvalidRequestError for plain values when there is no `python_impl`: give one to `op()`.
        """
        if hasattr(left, "__sa_operate__"):
            return left.operate(self, right, *other, **kwargs)
        if self.python_impl is not None:
            return self.python_impl(left, right, *other, **kwargs)
        raise exc.InvalidRequestError(
            f"Custom operator {self.opstring!r} can't be used with plain Python objects "
            "unless it includes the 'python_impl' parameter."
        )


# -- operator functions: each calls the method of the same meaning


def escape_like_operand(other: Any, escape: str | None, autoescape: bool) -> tuple[Any, str | None]:
    """Return operand and escape character of a LIKE, with % and _ of the operand escaped when `autoescape` is set.

    Raises TypeError when the operand is not a string: only literal text can be escaped here.
    """
    if not autoescape:
        return other, escape
    if autoescape is not True:
        exc.warn("The autoescape parameter is now a simple boolean True/False")
    if escape is None:
        escape = "/"
    if not isinstance(other, str):
        raise TypeError("String value expected when autoescape=True")
    if escape not in ("%", "_"):
        other = other.replace(escape, escape + escape)
    return other.replace("%", escape + "%").replace("_", escape + "_"), escape


def is_true(a: Any) -> Any:
    """Marks a truth test that renders as such where the database has no boolean; never applied to a value."""
    raise NotImplementedError()


def is_false(a: Any) -> Any:
    """Marks the negation of `is_true`; never applied to a value."""
    raise NotImplementedError()


def comma_op(a: Any, b: Any) -> Any:
    """Marks the comma between list elements; never applied to a value."""
    raise NotImplementedError()


def filter_op(a: Any, b: Any) -> Any:
    """Marks FILTER of an aggregate, for its precedence; never applied to a value."""
    raise NotImplementedError()


def json_getitem_op(a: Any, b: Any) -> Any:
    """Marks the index operation on JSON, built by `JSON.Comparator`; never applied to a value."""
    raise NotImplementedError()


def json_path_getitem_op(a: Any, b: Any) -> Any:
    """Marks the path operation on JSON, built by `JSON.Comparator`; never applied to a value."""
    raise NotImplementedError()


def null_op(a: Any, b: Any) -> Any:
    """Marks a combination without an operator, as of adjacent terms; never applied to a value."""
    raise NotImplementedError()


def from_() -> Any:
    """Marks FROM inside a function call, for its precedence."""
    raise NotImplementedError()


def function_as_comparison_op() -> Any:
    """Marks a function used as a comparison: `Function.as_comparison()`."""
    raise NotImplementedError()


def as_() -> Any:
    """Marks AS, for its precedence."""
    raise NotImplementedError()


def exists() -> Any:
    """Marks EXISTS, for its precedence."""
    raise NotImplementedError()


def is_distinct_from(a: Any, b: Any) -> Any:
    return a.is_distinct_from(b)


def is_not_distinct_from(a: Any, b: Any) -> Any:
    return a.is_not_distinct_from(b)


def is_(a: Any, b: Any) -> Any:
    return a.is_(b)


def is_not(a: Any, b: Any) -> Any:
    return a.is_not(b)


def collate(a: Any, b: Any, collation_schema: str | None = None) -> Any:
    if collation_schema is None:
        return a.collate(b)
    return a.collate(b, collation_schema=collation_schema)


def op(a: Any, opstring: str, b: Any) -> Any:
    return a.op(opstring)(b)


def like_op(a: Any, b: Any, escape: str | None = None) -> Any:
    return a.like(b, escape=escape)


def not_like_op(a: Any, b: Any, escape: str | None = None) -> Any:
    return a.not_like(b, escape=escape)


def ilike_op(a: Any, b: Any, escape: str | None = None) -> Any:
    return a.ilike(b, escape=escape)


def not_ilike_op(a: Any, b: Any, escape: str | None = None) -> Any:
    return a.not_ilike(b, escape=escape)


def between_op(a: Any, b: Any, c: Any, symmetric: bool = False) -> Any:
    return a.between(b, c, symmetric=symmetric)


def not_between_op(a: Any, b: Any, c: Any, symmetric: bool = False) -> Any:
    return ~a.between(b, c, symmetric=symmetric)


def in_op(a: Any, b: Any) -> Any:
    return a.in_(b)


def not_in_op(a: Any, b: Any) -> Any:
    return a.not_in(b)


def distinct_op(a: Any) -> Any:
    return a.distinct()


def any_op(a: Any) -> Any:
    return a.any_()


def all_op(a: Any) -> Any:
    return a.all_()


def startswith_op(a: Any, b: Any, escape: str | None = None, autoescape: bool = False) -> Any:
    b, escape = escape_like_operand(b, escape, autoescape)
    return a.startswith(b, escape=escape)


def not_startswith_op(a: Any, b: Any, escape: str | None = None, autoescape: bool = False) -> Any:
    return ~startswith_op(a, b, escape, autoescape)


def istartswith_op(a: Any, b: Any, escape: str | None = None, autoescape: bool = False) -> Any:
    b, escape = escape_like_operand(b, escape, autoescape)
    return a.istartswith(b, escape=escape)


def not_istartswith_op(a: Any, b: Any, escape: str | None = None, autoescape: bool = False) -> Any:
    return ~istartswith_op(a, b, escape, autoescape)


def endswith_op(a: Any, b: Any, escape: str | None = None, autoescape: bool = False) -> Any:
    b, escape = escape_like_operand(b, escape, autoescape)
    return a.endswith(b, escape=escape)


def not_endswith_op(a: Any, b: Any, escape: str | None = None, autoescape: bool = False) -> Any:
    return ~endswith_op(a, b, escape, autoescape)


def iendswith_op(a: Any, b: Any, escape: str | None = None, autoescape: bool = False) -> Any:
    b, escape = escape_like_operand(b, escape, autoescape)
    return a.iendswith(b, escape=escape)


def not_iendswith_op(a: Any, b: Any, escape: str | None = None, autoescape: bool = False) -> Any:
    return ~iendswith_op(a, b, escape, autoescape)


def contains_op(a: Any, b: Any, escape: str | None = None, autoescape: bool = False) -> Any:
    b, escape = escape_like_operand(b, escape, autoescape)
    return a.contains(b, escape=escape)


def not_contains_op(a: Any, b: Any, escape: str | None = None, autoescape: bool = False) -> Any:
    return ~contains_op(a, b, escape, autoescape)


def icontains_op(a: Any, b: Any, escape: str | None = None, autoescape: bool = False) -> Any:
    b, escape = escape_like_operand(b, escape, autoescape)
    return a.icontains(b, escape=escape)


def not_icontains_op(a: Any, b: Any, escape: str | None = None, autoescape: bool = False) -> Any:
    return ~icontains_op(a, b, escape, autoescape)


def match_op(a: Any, b: Any, **kw: Any) -> Any:
    return a.match(b, **kw)


def not_match_op(a: Any, b: Any, **kw: Any) -> Any:
    return ~a.match(b, **kw)


def regexp_match_op(a: Any, b: Any, flags: str | None = None) -> Any:
    return a.regexp_match(b, flags=flags)


def not_regexp_match_op(a: Any, b: Any, flags: str | None = None) -> Any:
    return ~a.regexp_match(b, flags=flags)


def regexp_replace_op(a: Any, b: Any, replacement: Any, flags: str | None = None) -> Any:
    return a.regexp_replace(b, replacement=replacement, flags=flags)


def concat_op(a: Any, b: Any) -> Any:
    # "a" may be a plain string with the expression on its right
    concat = getattr(a, "concat", None)
    return b._rconcat(a) if concat is None else concat(b)


def desc_op(a: Any) -> Any:
    return a.desc()


def asc_op(a: Any) -> Any:
    return a.asc()


def nulls_first_op(a: Any) -> Any:
    return a.nulls_first()


def nulls_last_op(a: Any) -> Any:
    return a.nulls_last()


def bitwise_xor_op(a: Any, b: Any) -> Any:
    return a.bitwise_xor(b)


def bitwise_or_op(a: Any, b: Any) -> Any:
    return a.bitwise_or(b)


def bitwise_and_op(a: Any, b: Any) -> Any:
    return a.bitwise_and(b)


def bitwise_not_op(a: Any) -> Any:
    return a.bitwise_not()


def bitwise_lshift_op(a: Any, b: Any) -> Any:
    return a.bitwise_lshift(b)


def bitwise_rshift_op(a: Any, b: Any) -> Any:
    return a.bitwise_rshift(b)


# spellings of 1.x, still documented
istrue = is_true
isfalse = is_false
isnot = is_not
isnot_distinct_from = is_not_distinct_from
notlike_op = not_like_op
notilike_op = not_ilike_op
notbetween_op = not_between_op
notin_op = not_in_op
notstartswith_op = not_startswith_op
notendswith_op = not_endswith_op
notcontains_op = not_contains_op
notmatch_op = not_match_op
nullsfirst_op = nulls_first_op
nullslast_op = nulls_last_op


# -- what is true of each operator

_COMPARISONS: set[Any] = set(
    {
        eq, ne, gt, lt, ge, le, is_, is_not, is_distinct_from, is_not_distinct_from, between_op, not_between_op,
        in_op, not_in_op, like_op, not_like_op, ilike_op, not_ilike_op, match_op, not_match_op,
        regexp_match_op, not_regexp_match_op, startswith_op, not_startswith_op, istartswith_op, not_istartswith_op,
        endswith_op, not_endswith_op, iendswith_op, not_iendswith_op, contains_op, not_contains_op,
        icontains_op, not_icontains_op, function_as_comparison_op,
    }
)  # fmt: skip
_BOOLEANS: frozenset[Any] = frozenset({is_true, is_false, and_, or_, inv})
_COMMUTATIVE: set[Any] = {eq, ne, add, mul}
_ASSOCIATIVE: frozenset[Any] = frozenset({concat_op, add, mul, and_, or_})
_NATURAL_SELF_PRECEDENT: frozenset[Any] = _ASSOCIATIVE | {getitem, json_getitem_op, json_path_getitem_op}
_ORDER_BY_MODIFIERS: frozenset[Any] = frozenset({asc_op, desc_op, nulls_first_op, nulls_last_op})
_MIRRORS: dict[Any, Any] = {gt: lt, ge: le, lt: gt, le: ge}

NEGATIONS: dict[Any, Any] = {
    eq: ne,
    lt: ge,
    gt: le,
    is_: is_not,
    is_distinct_from: is_not_distinct_from,
    is_true: is_false,
    in_op: not_in_op,
    between_op: not_between_op,
    like_op: not_like_op,
    ilike_op: not_ilike_op,
    startswith_op: not_startswith_op,
    istartswith_op: not_istartswith_op,
    endswith_op: not_endswith_op,
    iendswith_op: not_iendswith_op,
    contains_op: not_contains_op,
    icontains_op: not_icontains_op,
    match_op: not_match_op,
    regexp_match_op: not_regexp_match_op,
}
"""Operator -> operator of the opposite meaning, both ways."""
NEGATIONS |= {negated: positive for positive, negated in NEGATIONS.items()}

_WEAKEST = -100
_STRONGEST = 100

_PRECEDENCE: dict[Any, int] = {}
for _level, _operators in (
    (15, (from_, function_as_comparison_op, any_op, all_op, getitem, json_getitem_op, json_path_getitem_op, pow_)),
    (8, (mul, truediv, floordiv, mod, neg, bitwise_not_op)),
    (7, (add, sub, bitwise_xor_op, bitwise_or_op, bitwise_and_op, bitwise_lshift_op, bitwise_rshift_op, null_op)),
    (6, (filter_op,)),
    (
        5,
        (
            concat_op, match_op, not_match_op, regexp_match_op, not_regexp_match_op, regexp_replace_op,
            ilike_op, not_ilike_op, like_op, not_like_op, in_op, not_in_op, is_, is_not, is_true, is_false,
            eq, ne, is_distinct_from, is_not_distinct_from, gt, lt, ge, le, between_op, not_between_op,
            distinct_op, inv,
        ),
    ),
    (4, (collate,)),
    (3, (and_, desc_op, asc_op)),
    (2, (or_,)),
    (0, (exists,)),
    (-1, (comma_op, as_)),
):  # fmt: skip
    for _operator in _operators:
        _PRECEDENCE[_operator] = _level


def comparison_op(op: Any) -> Any:
    """Decorator: declare an operator function of your own to compare. Returns the function."""
    _COMPARISONS.add(op)
    return op


def commutative_op(op: Any) -> Any:
    """Decorator: declare that the operands of an operator function of your own may change places."""
    _COMMUTATIVE.add(op)
    return op


def is_comparison(op: Any) -> bool:
    """Whether `op` compares: its result is boolean."""
    return op in _COMPARISONS or (isinstance(op, custom_op) and op.is_comparison)


def is_commutative(op: Any) -> bool:
    """Whether the operands of `op` may change places."""
    return op in _COMMUTATIVE


def is_associative(op: Any) -> bool:
    """Whether `(a op b) op c` equals `a op (b op c)`, so that a chain needs no parentheses."""
    return op in _ASSOCIATIVE


def is_boolean(op: Any) -> bool:
    """Whether `op` yields a boolean: a comparison or a conjunction."""
    return op in _BOOLEANS or is_comparison(op)


def is_ordering_modifier(op: Any) -> bool:
    """Whether `op` belongs to ORDER BY: ASC, DESC, NULLS FIRST, NULLS LAST."""
    return op in _ORDER_BY_MODIFIERS


is_order_by_modifier = is_ordering_modifier


def is_natural_self_precedent(op: Any) -> bool:
    """Whether an operand made by the same operator needs no parentheses."""
    return op in _NATURAL_SELF_PRECEDENT or (isinstance(op, custom_op) and op.natural_self_precedent)


def mirror(op: Any) -> Any:
    """Return the operator to use when the operands change sides: `<` for `>`; others are returned as they are."""
    return _MIRRORS.get(op, op)


def negation(op: Any) -> Any | None:
    """Return the operator of the opposite meaning, None when only NOT will do."""
    return NEGATIONS.get(op)


def precedence(op: Any, default: int = _WEAKEST) -> int:
    """Return how strongly `op` binds; `default` for an operator that does not say."""
    level = _PRECEDENCE.get(op)
    return getattr(op, "precedence", default) if level is None else level


def is_precedent(operator: Any, against: Any) -> bool:
    """Whether an expression made by `operator` needs parentheses as an operand of `against`."""
    if operator is against and is_natural_self_precedent(operator):
        return False
    return precedence(operator, _WEAKEST) <= precedence(against, _STRONGEST)


_OPERATOR_CLASSES: dict[Any, OperatorClass] = {}
for _group, _members in (
    (OperatorClass.BASE, (is_, is_not, is_distinct_from, is_not_distinct_from, null_op)),
    (OperatorClass.BOOLEAN_ALGEBRA | OperatorClass.BITWISE, (inv,)),
    (OperatorClass.EQUALITY, (eq, ne, in_op, not_in_op, any_op, all_op, distinct_op)),
    (
        OperatorClass.ORDERING,
        (lt, le, gt, ge, between_op, not_between_op, asc_op, desc_op, nulls_first_op, nulls_last_op),
    ),
    (OperatorClass.BOOLEAN_ALGEBRA, (and_, or_)),
    (OperatorClass.INDEXABLE, (getitem,)),
    (OperatorClass.JSON_GETITEM, (json_getitem_op, json_path_getitem_op)),
    (
        OperatorClass.CONTAINS,
        (contains, contains_op, not_contains_op, icontains_op, not_icontains_op),
    ),
    (OperatorClass.CONCATENABLE | OperatorClass.BITWISE, (concat_op,)),
    (
        OperatorClass.STRING_MATCH,
        (
            like_op, not_like_op, ilike_op, not_ilike_op, startswith_op, not_startswith_op, istartswith_op,
            not_istartswith_op, endswith_op, not_endswith_op, iendswith_op, not_iendswith_op, match_op, not_match_op,
            regexp_match_op, not_regexp_match_op, regexp_replace_op, collate,
        ),
    ),
    (OperatorClass.MATH | OperatorClass.DATE_ARITHEMETIC, (sub,)),
    (
        OperatorClass.CONCATENABLE | OperatorClass.MATH | OperatorClass.BITWISE | OperatorClass.DATE_ARITHEMETIC,
        (add,),
    ),
    (OperatorClass.MATH, (mul, truediv, floordiv, mod, neg, pow_, matmul)),
    (
        OperatorClass.BITWISE,
        (
            bitwise_and_op, bitwise_or_op, bitwise_xor_op, bitwise_not_op, bitwise_lshift_op, bitwise_rshift_op,
            lshift, rshift,
        ),
    ),
):  # fmt: skip
    for _operator in _members:
        _OPERATOR_CLASSES[_operator] = _group


def operator_class_of(op: Any) -> OperatorClass | None:
    """Return the groups of which one must be allowed by a type for `op`; None for operators that belong to none."""
    if isinstance(op, custom_op):
        return op.operator_class
    return _OPERATOR_CLASSES.get(op)
