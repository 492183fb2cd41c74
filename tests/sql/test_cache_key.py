"""Cache keys: equal for equal structure, different for different sharing, free of literals."""

from __future__ import annotations

from typing import Any

from ormolu import Column, Integer, MetaData, String, Table, func, insert, select

metadata = MetaData()
users = Table("users", metadata, Column("id", Integer, primary_key=True), Column("name", String))


def key(statement: Any) -> Any:
    found = statement._generate_cache_key()
    assert found is not None
    return found.key


def test_literals_are_beside_the_key() -> None:
    one = select(users).where(users.c.id == 5)._generate_cache_key()
    two = select(users).where(users.c.id == 7)._generate_cache_key()
    assert one == two and hash(one) == hash(two)
    assert [bind.value for bind in two.bindparams] == [7]


def test_a_fresh_alias_has_the_same_key() -> None:
    def build() -> Any:
        other = users.alias()
        return select(other.c.id).where(other.c.name == "x")

    assert key(build()) == key(build())


def test_sharing_of_aliases_counts() -> None:
    one, two = users.alias(), users.alias()
    assert key(select(one.c.id).where(one.c.id == two.c.id)) != key(select(one.c.id).where(one.c.id == one.c.id))


def test_nested_subqueries_do_not_multiply_the_key() -> None:
    statement: Any = select(users)
    for _ in range(12):
        inner = statement.subquery()
        statement = select(inner).where(inner.c.id > 1, inner.c.id < 9, inner.c.name != "x")
    assert len(str(key(statement))) < 200_000


def test_rows_of_values_are_not_cached() -> None:
    assert insert(users).values([{"id": 1}, {"id": 2}])._generate_cache_key() is None
    single = insert(users).values(name="x")._generate_cache_key()
    assert "'x'" not in repr(single.key)


def test_the_same_expression_twice_differs_from_two_equal_ones() -> None:
    call = func.now()
    assert key(select(call, call)) != key(select(func.now(), func.now()))
