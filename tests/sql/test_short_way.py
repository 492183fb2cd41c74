"""Comparisons with plain values take a short way: it gives what the long way gives, and asks who has their own mind."""

from __future__ import annotations

import datetime
import operator

import pytest

from ormolu import Column, Date, Integer, MetaData, Numeric, String, Table, TypeDecorator, column, select
from ormolu.sql.columns import ColumnClause
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


def test_a_column_forgets_remembered_comparisons_with_its_type() -> None:
    plain = column("x", Integer)
    assert isinstance((plain == 5).right.type, Integer)
    plain.type = String()
    assert isinstance((plain == "5").right.type, String)
    assert isinstance((plain == 5).right.type, Integer)  # as a string column has it: the type of the value
    assert isinstance((plain == 5).left.type, String)


def test_comparisons_of_a_column_class_with_an_operate_of_its_own_are_left_to_it() -> None:
    class Shouting(ColumnClause):
        inherit_cache = True

        def operate(self, op, *other, **kw):
            return super().operate(op, *[str(value).upper() for value in other], **kw)

    shouting = Shouting("x", String())
    assert [(shouting == "a").right.value for _ in range(2)] == ["A", "A"]


def own_table() -> Table:
    return Table("t", MetaData(), Column("a", Integer), Column("keys", String), Column("b", Integer, key="bee"))


def test_columns_are_attributes_of_their_collection_unless_a_method_has_the_name() -> None:
    columns = own_table().c
    assert columns.a is columns["a"]
    assert columns.bee is columns["bee"]
    assert columns.keys() == ["a", "keys", "bee"]
    with pytest.raises(AttributeError):
        columns.b


def test_a_read_only_collection_follows_columns_that_are_added_and_replaced() -> None:
    table = own_table()
    columns = table.c
    table.append_column(Column("late", Integer))
    assert columns.late is table.c["late"]
    newer = Column("a", String)
    table.append_column(newer, replace_existing=True)
    assert columns.a is newer


def test_a_plain_limit_has_the_key_of_any_other_number() -> None:
    assert select(t).limit(3)._generate_cache_key() == select(t).limit(70)._generate_cache_key()
    assert str(select(t.c.i).limit(3).compile(compile_kwargs={"literal_binds": True})).endswith("LIMIT 3")


def test_a_statement_makes_its_cache_key_once_and_an_altered_copy_another() -> None:
    statement = select(t)
    assert statement._generate_cache_key() is statement._generate_cache_key()
    assert statement.where(t.c.i == 1)._generate_cache_key() != statement._generate_cache_key()
