"""Comparisons with plain values take a short way: it gives what the long way gives, and asks who has their own mind."""

from __future__ import annotations

import datetime
import operator

import pytest

from ormolu import Column, Date, Integer, MetaData, Numeric, String, Table, TypeDecorator, select
from ormolu.sql.operations import build_operation

t = Table("t", MetaData(), Column("i", Integer), Column("s", String), Column("n", Numeric), Column("d", Date))


@pytest.mark.parametrize("op", [operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge])
@pytest.mark.parametrize(
    ("name", "value"), [("i", 5), ("i", "x"), ("s", "x"), ("s", 5), ("n", 5), ("d", datetime.date(2020, 1, 2))]
)
def test_short_and_long_way_agree(op, name, value) -> None:
    column = t.c[name]
    column == value  # noqa: B015  (the first comparison decides, the second one is short)
    short, long = op(column, value), build_operation(column, op, (value,), {}, False, column.comparator)
    assert short.compare(long)
    assert short._generate_cache_key() == long._generate_cache_key()
    assert select(short)._generate_cache_key() == select(long)._generate_cache_key()
    assert type(short.right.type) is type(long.right.type)
    assert (~short).compare(~long)


def test_a_comparator_of_ones_own_is_heard() -> None:
    class Shouting(TypeDecorator):
        impl = String
        cache_ok = True

        class comparator_factory(String.Comparator):
            def __eq__(self, other):
                return self.operate(operator.ne, other)

    column = Column("x", Shouting())
    assert str(column == "a") == "x != :x_1"
    assert str(column > "a") == "x > :x_1"


def test_a_type_that_chooses_the_type_of_values_is_asked_for_each() -> None:
    class Choosing(TypeDecorator):
        impl = String
        cache_ok = True

        def coerce_compared_value(self, op, value):
            return Integer() if value == "1" else self

    column = Column("x", Choosing())
    assert isinstance((column == "1").right.type, Integer)
    assert isinstance((column == "2").right.type, Choosing)


def test_clones_of_literals_get_names_of_their_own() -> None:
    first = t.c.i == 5
    both = select(t.c.i).where(first).where(~first)
    assert both.compile().params == {"i_1": 5}
    assert select(t.c.i).where(t.c.i == 5).where(t.c.i == 6).compile().params == {"i_1": 5, "i_2": 6}
