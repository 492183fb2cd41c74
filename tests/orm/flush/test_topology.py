"""Topology: order by dependencies, and the names of knots."""

import pytest

from ormolu import exc
from ormolu.orm.flush.topology import generations, knots


def test_a_node_comes_after_everything_it_waits_for():
    groups = list(generations("abcd", [("a", "c"), ("b", "c"), ("c", "d")]))
    assert groups == [["a", "b"], ["c"], ["d"]]


def test_nodes_keep_their_order_where_nothing_demands_another():
    assert list(generations("zyx", [])) == [["z", "y", "x"]]


def test_a_circle_is_refused_and_named():
    with pytest.raises(exc.CircularDependencyError) as caught:
        list(generations("abc", [("a", "b"), ("b", "a")]))
    assert caught.value.cycles == {"a", "b"}


def test_knots_are_nodes_that_wait_for_each_other_or_themselves():
    found = knots("abcde", [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("e", "e")])
    assert sorted(map(sorted, found)) == [["a", "b", "c"], ["e"]]


def test_a_long_chain_needs_no_recursion():
    nodes = range(5000)
    assert knots(nodes, [(n, n + 1) for n in nodes]) == []
