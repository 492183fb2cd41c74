"""Operators: precedence, truth about each operator, and what custom operators do with plain values."""

import pytest

from ormolu import exc, operators
from ormolu.operators import ColumnOperators, OperatorClass, custom_op


class Recorder(ColumnOperators):
    """Answers every operation with its description."""

    def operate(self, op, *other, **kwargs):
        return ("operate", op, other, kwargs)

    __sa_operate__ = operate

    def reverse_operate(self, op, other, **kwargs):
        return ("reverse", op, (other,), kwargs)


@pytest.mark.parametrize(
    ("expression", "op", "other"),
    [
        (lambda x: x == 5, operators.eq, (5,)),
        (lambda x: x + 5, operators.add, (5,)),
        (lambda x: x.in_([1]), operators.in_op, ([1],)),
        (lambda x: -x, operators.neg, ()),
        (lambda x: ~x, operators.inv, ()),
        (lambda x: x.desc(), operators.desc_op, ()),
        (lambda x: x**2, operators.pow_, (2,)),
    ],
)
def test_python_operators_end_in_operate(expression, op, other):
    kind, found, others, _ = expression(Recorder())
    assert (kind, found, others) == ("operate", op, other)


def test_an_expression_on_the_right_is_operated_in_reverse():
    assert (5 - Recorder())[:3] == ("reverse", operators.sub, (5,))


@pytest.mark.parametrize(
    ("inner", "outer", "parenthesised"),
    [
        (operators.add, operators.mul, True),
        (operators.mul, operators.add, False),
        (operators.and_, operators.or_, False),
        (operators.or_, operators.and_, True),
        (operators.add, operators.add, False),
        (operators.sub, operators.sub, True),
        (operators.eq, operators.and_, False),
        (custom_op("%%"), operators.eq, True),
        (custom_op("%%", precedence=100), operators.mul, False),
    ],
)
def test_weaker_operands_need_parentheses(inner, outer, parenthesised):
    assert operators.is_precedent(inner, outer) is parenthesised


def test_negation_is_symmetric():
    for positive, negative in operators.NEGATIONS.items():
        assert operators.negation(negative) is positive


def test_autoescape_escapes_wildcards_and_the_escape_character():
    assert operators.escape_like_operand("50%_/", None, True) == ("50/%/_//", "/")


def test_autoescape_needs_text():
    with pytest.raises(TypeError, match="String value expected when autoescape=True"):
        operators.escape_like_operand(5, None, True)


def test_custom_operators_are_equal_by_their_settings():
    assert custom_op("++", precedence=3) == custom_op("++", precedence=3)
    assert custom_op("++") != custom_op("++", operator_class=OperatorClass.MATH)


def test_custom_operator_works_on_values_through_python_impl():
    assert custom_op("$", python_impl=lambda a, b: a > b)(5, 3) is True


def test_custom_operator_without_python_impl_refuses_values():
    with pytest.raises(exc.InvalidRequestError, match="python_impl"):
        custom_op("$")(5, 3)
