"""Ordering is a function from values to values."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ormolu import exc
from ormolu.schema import Column, ForeignKey, ForeignKeyConstraint, MetaData, Table, order
from ormolu.schema.order import find_cycles, sort, sort_as_subsets, sort_tables, sort_tables_and_constraints
from ormolu.types import Integer


def test_independent_items_keep_their_order():
    assert list(sort([], ["c", "a", "b"])) == ["c", "a", "b"]


def test_layers_depend_on_earlier_layers_only():
    edges = [("a", "c"), ("b", "c"), ("c", "d")]
    assert [list(layer) for layer in sort_as_subsets(edges, ["d", "c", "b", "a"])] == [["b", "a"], ["c"], ["d"]]


@given(st.integers(1, 12), st.randoms(use_true_random=False))
def test_parents_come_before_children(count: int, rng: random.Random):
    items = list(range(count))
    edges = {(a, b) for a in items for b in items if a < b and rng.random() < 0.3}
    rng.shuffle(items)
    result = list(sort(edges, items))
    assert sorted(result) == sorted(items)
    assert all(result.index(parent) < result.index(child) for parent, child in edges)


def test_a_cycle_is_reported_with_its_members_only():
    with pytest.raises(exc.CircularDependencyError) as caught:
        list(sort([(1, 2), (2, 3), (3, 2), (3, 4)], [1, 2, 3, 4]))
    assert caught.value.cycles == {2, 3}


def test_find_cycles_knows_loops_and_components():
    assert find_cycles([(1, 1), (2, 3), (3, 2), (4, 5)], [1, 2, 3, 4, 5]) == {1, 2, 3}


def _mutual() -> tuple[Table, Table]:
    metadata = MetaData()
    one = Table("one", metadata, Column("id", Integer, primary_key=True), Column("two_id", ForeignKey("two.id")))
    two = Table("two", metadata, Column("id", Integer, primary_key=True), Column("one_id", ForeignKey("one.id")))
    return one, two


def test_keys_on_a_cycle_are_left_for_alter():
    one, two = _mutual()
    pairs = sort_tables_and_constraints([one, two])
    assert [table for table, _ in pairs] == [one, two, None]
    assert {constraint.parent for constraint in pairs[-1][1]} == {one, two}


def test_sort_tables_warns_of_a_cycle():
    with pytest.warns(exc.SAWarning, match="Cannot correctly sort tables"):
        sort_tables(_mutual())


def test_use_alter_takes_a_key_out_of_the_ordering():
    metadata = MetaData()
    parent = Table("z_parent", metadata, Column("id", Integer, primary_key=True))
    child = Table(
        "a_child",
        metadata,
        Column("pid", Integer),
        ForeignKeyConstraint(["pid"], ["z_parent.id"], use_alter=True, name="late"),
    )
    pairs = sort_tables_and_constraints([child, parent])
    assert [table for table, _ in pairs] == [child, parent, None]
    assert [constraint.name for constraint in pairs[-1][1]] == ["late"]


def test_a_declared_dependency_counts_like_a_key():
    metadata = MetaData()
    a, b = Table("a", metadata), Table("b", metadata)
    a.add_is_dependent_on(b)
    assert metadata.sorted_tables == [b, a]
    assert order.sort_tables([a, b]) == [b, a]
