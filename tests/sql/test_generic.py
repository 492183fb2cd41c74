"""Public classes can be subscripted, and elements of a subscripted class are elements of the class."""

from __future__ import annotations

import pytest

import ormolu


@pytest.mark.parametrize(
    "name",
    "ColumnElement SQLColumnExpression BindParameter Label Cast Case Over Function FunctionElement ScalarSelect Column "
    "FromClause Subquery CTE Alias Table ARRAY JSON TypeDecorator".split(),
)
def test_one_parameter(name: str) -> None:
    assert getattr(ormolu, name)[int].__origin__ is getattr(ormolu, name)


def test_a_select_has_the_types_of_its_columns() -> None:
    assert ormolu.Select[int, str].__args__ == (int, str)
    assert ormolu.Select[tuple[int, str]].__origin__ is ormolu.Select


def test_a_subclass_of_a_subscripted_class_is_cached_and_copied_like_any() -> None:
    class Doubled(ormolu.ColumnElement[int]):
        inherit_cache = True

    assert Doubled()._generate_cache_key() == Doubled()._generate_cache_key()
    assert isinstance(Doubled()._annotate({"a": 1}), Doubled)
