"""Statements pickle, deep-copy and clone without losing identity of their parts."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

from ormolu import and_, bindparam, case, cast, column, func, or_, select, table, union
from ormolu.sql import ColumnElement, visitors
from ormolu.sql.visitors import InternalTraversal, cloned_traverse
from ormolu.types import Integer

t = table("t", column("a", Integer), column("b", Integer))


def statements() -> list[Any]:
    sub = select(t.c.a, func.count(t.c.b).label("n")).group_by(t.c.a).subquery()
    tree = select(t.c.a).where(t.c.b == None).cte("tree", recursive=True)  # noqa: E711
    tree = tree.union_all(select(t.c.a).join(tree, tree.c.a == t.c.b))
    return [
        select(t).where(and_(t.c.a == 5, or_(t.c.b > 1, t.c.b.in_([1, 2])))),
        select(sub.c.n, cast(sub.c.a, Integer)).where(sub.c.a == bindparam("x")),
        select(tree.c.a, case((tree.c.a == 1, "one"), else_="more")),
        union(select(t.c.a), select(t.c.b)).order_by("a"),
        select(t.c.a, func.row_number().over(order_by=t.c.b, rows=(None, 0))),
    ]


@pytest.mark.parametrize("statement", statements(), ids=range(5))
def test_a_pickled_statement_is_the_same_sql(statement: Any) -> None:
    assert str(pickle.loads(pickle.dumps(statement))) == str(statement)


@pytest.mark.parametrize("statement", statements(), ids=range(5))
def test_a_deep_copy_is_the_same_sql(statement: Any) -> None:
    assert str(copy.deepcopy(statement)) == str(statement)


@pytest.mark.parametrize("statement", statements(), ids=range(5))
def test_a_cloned_traversal_is_the_same_sql(statement: Any) -> None:
    assert str(visitors.cloned_traverse(statement, {}, {})) == str(statement)


@pytest.mark.parametrize("statement", statements(), ids=range(5))
def test_a_statement_compares_equal_to_its_copy(statement: Any) -> None:
    assert statement.compare(pickle.loads(pickle.dumps(statement)))


def test_elements_may_declare_their_attributes_as_for_sqlalchemy() -> None:
    class Between(ColumnElement):
        _traverse_internals = [
            ("low", InternalTraversal.dp_clauseelement),
            ("others", InternalTraversal.dp_clauseelement_list),
            ("mode", InternalTraversal.dp_string),
        ]
        inherit_cache = True

        def __init__(self, low, others, mode):
            self.low, self.others, self.mode = low, others, mode

    def made(mode: str, value: int) -> Between:
        return Between(column("a") == value, [column("b")], mode)

    element = made("x", 1)
    assert [child.__visit_name__ for child in element.get_children()] == ["binary", "column"]
    assert element._generate_cache_key() == made("x", 2)._generate_cache_key()
    assert element._generate_cache_key() != made("y", 1)._generate_cache_key()
    assert element.compare(made("x", 1)) and not element.compare(made("x", 2))
    assert cloned_traverse(element, {}, {}).low is not element.low
