"""Lambda statements: variables become parameters, what decides on the SQL is told apart or refused."""

from __future__ import annotations

import pytest

from ormolu import Integer, and_, column, exc, lambda_stmt, select, table

t = table("t", column("a", Integer), column("b", Integer))


def test_a_closure_value_is_a_parameter_of_its_name() -> None:
    def statement(wanted: int):
        return lambda_stmt(lambda: select(t.c.a).where(t.c.b == wanted))

    assert str(statement(5)) == "SELECT t.a \nFROM t \nWHERE t.b = :wanted_1"
    assert statement(5).compile().params == {"wanted_1": 5}
    assert statement(5)._generate_cache_key() == statement(7)._generate_cache_key()


def test_the_same_variable_twice_is_one_parameter() -> None:
    x = 3
    stmt = select(t.c.a).where(lambda: and_(t.c.a > x, t.c.b < x))
    assert stmt.compile().params == {"x_1": 3}


def test_one_shared_and_two_equal_parameters_have_different_keys() -> None:
    x = y = 3
    shared = select(t.c.a).where(lambda: and_(t.c.a > x, t.c.b < x))
    separate = select(t.c.a).where(lambda: and_(t.c.a > x, t.c.b < y))
    assert shared._generate_cache_key() != separate._generate_cache_key()


def test_lists_expand() -> None:
    wanted = [1, 2]
    stmt = select(t.c.a).where(lambda: t.c.b.in_(wanted))
    assert str(stmt) == "SELECT t.a \nFROM t \nWHERE t.b IN (__[POSTCOMPILE_wanted_1])"


def test_added_lambdas_see_the_statement() -> None:
    low = 1
    stmt = lambda_stmt(lambda: select(t.c.a))
    stmt += lambda s: s.where(t.c.a > low)
    assert stmt.compile().params == {"low_1": 1}


def test_a_variable_which_decides_on_the_sql_must_be_tracked() -> None:
    def statement(reverse: bool, **options: object):
        stmt = lambda_stmt(lambda: select(t.c.a))
        return stmt.add_criteria(lambda s: s.order_by(t.c.a.desc() if reverse else t.c.a), **options)

    with pytest.raises(exc.InvalidRequestError, match="Closure variable named 'reverse'"):
        statement(True)
    assert "DESC" in str(statement(True, track_on=[True]))
    assert "DESC" not in str(statement(False, track_on=[False]))


def test_calls_that_give_plain_values_are_refused() -> None:
    def number() -> int:
        return 3

    with pytest.raises(exc.InvalidRequestError, match="Can't invoke Python callable number"):
        select(t.c.a).where(lambda: t.c.b == number())


def test_an_untracked_lambda_is_called_once() -> None:
    calls = []

    def statement(value: int):
        def make():
            calls.append(value)
            return select(t.c.a).where(t.c.b == value)

        return lambda_stmt(make, enable_tracking=False)

    assert statement(1).compile().params == statement(2).compile().params == {"b_1": 1}
    assert calls == [1]
