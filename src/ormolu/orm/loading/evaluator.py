"""Evaluating SQL criteria in Python: which objects of the session an UPDATE or DELETE means.

`compile_criterion` turns an expression into a function from an object's core to True, False, None (NULL) or
`EXPIRED` where a value is not loaded. What Python can't know raises UnevaluatableError.
"""

from __future__ import annotations

import operator as python
from collections.abc import Callable
from typing import Any

from ... import exc, operators
from ...kernel.status import NO_VALUE
from ...types import JSON


class UnevaluatableError(exc.InvalidRequestError):
    """The criterion can't be evaluated in Python."""


class _Expired:
    """The value of an attribute that is not loaded."""

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "EXPIRED"


EXPIRED = _Expired()
Evaluate = Callable[[Any], Any]

_PLAIN: dict[Any, Callable[[Any, Any], Any]] = {
    operators.lt: python.lt,
    operators.le: python.le,
    operators.ne: python.ne,
    operators.gt: python.gt,
    operators.ge: python.ge,
    operators.eq: python.eq,
    operators.add: python.add,
    operators.sub: python.sub,
    operators.mul: python.mul,
    operators.truediv: python.truediv,
    operators.mod: python.mod,
    operators.bitwise_and_op: python.and_,
    operators.bitwise_or_op: python.or_,
    operators.bitwise_xor_op: python.xor,
    operators.bitwise_lshift_op: python.lshift,
    operators.bitwise_rshift_op: python.rshift,
}


def compile_criterion(clause: Any, target: type[Any] | None = None) -> Evaluate:
    """Return the function that evaluates `clause`; `target` is the mapped class it is about."""
    return _Compiler(target).process(clause)


class _Compiler:
    def __init__(self, target: type[Any] | None) -> None:
        self.target = target

    def process(self, clause: Any) -> Evaluate:
        visit = getattr(self, f"visit_{clause.__visit_name__}", None)
        if visit is None:
            raise UnevaluatableError(f"Cannot evaluate {type(clause).__name__}")
        return visit(clause)  # type: ignore[no-any-return]  # found by name

    def visit_grouping(self, clause: Any) -> Evaluate:
        return self.process(clause.element)

    def visit_null(self, clause: Any) -> Evaluate:
        return lambda core: None

    def visit_false(self, clause: Any) -> Evaluate:
        return lambda core: False

    def visit_true(self, clause: Any) -> Evaluate:
        return lambda core: True

    def visit_column(self, clause: Any) -> Evaluate:
        mapper = clause._annotations.get("parentmapper")
        if mapper is None:
            raise UnevaluatableError(f"Cannot evaluate column: {clause}")
        if self.target is not None and not issubclass(self.target, mapper.class_):
            raise UnevaluatableError(f"Can't evaluate criteria against alternate class {mapper.class_}")
        key = clause._annotations.get("proxy_key")
        if key is None or key not in mapper._props:
            key = mapper.get_property_by_column(clause._deannotate()).key

        def value(core: Any) -> Any:
            found = core.get(core.layout.index[key])
            return EXPIRED if found is NO_VALUE and (core.key is not None) else (None if found is NO_VALUE else found)

        return value

    def visit_label(self, clause: Any) -> Evaluate:
        return self.process(clause.element)

    def visit_tuple(self, clause: Any) -> Evaluate:
        return self.visit_clauselist(clause)

    def visit_bindparam(self, clause: Any) -> Evaluate:
        callable_ = clause.callable
        value = clause.value
        return (lambda core: callable_()) if callable_ is not None else (lambda core: value)

    def visit_clauselist(self, clause: Any) -> Evaluate:
        parts = [self.process(part) for part in clause.clauses]
        if clause.operator is operators.or_:
            return _any_of(parts)
        if clause.operator is operators.and_:
            return _all_of(parts)
        if clause.operator is operators.comma_op:
            return _tuple_of(parts)
        raise UnevaluatableError(f"Cannot evaluate clauselist with operator {clause.operator}")

    visit_expression_clauselist = visit_clauselist

    def visit_unary(self, clause: Any) -> Evaluate:
        inner = self.process(clause.element)
        if clause.operator is operators.inv:

            def negate(core: Any) -> Any:
                value = inner(core)
                return value if value is EXPIRED or value is None else not value

            return negate
        raise UnevaluatableError(f"Cannot evaluate {type(clause).__name__} with operator {clause.operator}")

    def visit_binary(self, clause: Any) -> Evaluate:
        left, right = self.process(clause.left), self.process(clause.right)
        op = clause.operator
        if op in (operators.is_, operators.is_not):
            wanted = op is operators.is_
            return _null_safe(left, right, lambda a, b: (a == b) is wanted, nulls=True)
        if op in (operators.is_distinct_from, operators.is_not_distinct_from):
            distinct = op is operators.is_distinct_from
            return _null_safe(left, right, lambda a, b: (a != b) is distinct, nulls=True)
        if op is operators.in_op:
            return _null_safe(left, right, lambda a, b: a in b)
        if op is operators.not_in_op:
            return _null_safe(left, right, lambda a, b: a not in b)
        if op is operators.concat_op and not any(_is_document(each.type) for each in (clause.left, clause.right)):
            return _null_safe(left, right, lambda a, b: a + b)
        if op is operators.startswith_op:
            return _null_safe(left, right, lambda a, b: a.startswith(b))
        if op is operators.endswith_op:
            return _null_safe(left, right, lambda a, b: a.endswith(b))
        plain = _PLAIN.get(op)
        if plain is None:
            raise UnevaluatableError(f"Cannot evaluate {type(clause).__name__} with operator {op}")
        return _null_safe(left, right, plain)


def _is_document(type_: Any) -> bool:
    """JSON and the like: databases merge documents, Python does not."""
    return bool(type_._type_affinity is JSON or getattr(type_, "__visit_name__", "") == "HSTORE")


def _null_safe(left: Evaluate, right: Evaluate, combine: Callable[[Any, Any], Any], nulls: bool = False) -> Evaluate:
    def evaluate(core: Any) -> Any:
        a, b = left(core), right(core)
        if a is EXPIRED or b is EXPIRED:
            return EXPIRED
        if not nulls and (a is None or b is None):
            return None
        return combine(a, b)

    return evaluate


def _any_of(parts: list[Evaluate]) -> Evaluate:
    def evaluate(core: Any) -> Any:
        has_null = False
        for part in parts:
            value = part(core)
            if value is EXPIRED:
                return EXPIRED
            if value:
                return True
            has_null = has_null or value is None
        return None if has_null else False

    return evaluate


def _all_of(parts: list[Evaluate]) -> Evaluate:
    def evaluate(core: Any) -> Any:
        for part in parts:
            value = part(core)
            if value is EXPIRED:
                return EXPIRED
            if not value:
                return value
        return True

    return evaluate


def _tuple_of(parts: list[Evaluate]) -> Evaluate:
    def evaluate(core: Any) -> Any:
        values = [part(core) for part in parts]
        if any(value is EXPIRED for value in values):
            return EXPIRED
        return None if None in values else tuple(values)

    return evaluate
