"""What stands in FROM: left sides of joins, EXISTS, memberships, and where `filter_by()` looks names up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ormolu import Column, ForeignKey, Table, func, literal, select
from ormolu.exc import InvalidRequestError
from ormolu.orm import DeclarativeBase, Mapped, Session, aliased, join, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Tag(Base):
    __tablename__ = "tag"
    id: Mapped[int] = mapped_column(primary_key=True)


tagged = Table(
    "tagged", Base.metadata, Column("node_id", ForeignKey("node.id")), Column("tag_id", ForeignKey("tag.id"))
)


class Node(Base):
    __tablename__ = "node"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("node.id"))
    children: Mapped[list[Node]] = relationship()
    leaves: Mapped[list[Leaf]] = relationship()
    tags: Mapped[list[Tag]] = relationship(secondary=tagged)


class Leaf(Base):
    __tablename__ = "leaf"
    id: Mapped[int] = mapped_column(primary_key=True)
    color: Mapped[str]
    node_id: Mapped[int] = mapped_column(ForeignKey("node.id"))


def _sql(statement: Any) -> str:
    return " ".join(str(statement).split())


def _query(*entities: Any) -> Any:
    return Session().query(*entities)


def test_a_join_of_entities_is_joined_along_a_relationship() -> None:
    first, second = aliased(Node), aliased(Node)
    found = _sql(join(Node, first, Node.children).join(second, first.children))
    assert found.endswith("JOIN node AS node_2 ON node_1.id = node_2.parent_id")


@pytest.mark.parametrize("build", [select, _query])
def test_other_columns_keep_the_left_side_of_a_join(build: Callable[..., Any]) -> None:
    statement = build(Node).join(Leaf)
    changed = statement.with_only_columns(Leaf.color) if build is select else statement.with_entities(Leaf.color)
    assert "FROM node JOIN leaf ON node.id = leaf.node_id" in _sql(changed)
    assert "FROM node JOIN leaf" in _sql(select(Node.id).join(Leaf).with_only_columns(func.count()))


def test_membership_and_its_negation_of_a_many_to_many() -> None:
    tag = Tag(id=3)
    held = _sql(select(Node.id).where(Node.tags.contains(tag)))
    assert held.endswith("WHERE node.id = tagged_1.node_id AND :param_1 = tagged_1.tag_id")
    lacking = _sql(select(Node.id).where(~Node.tags.contains(tag)))
    assert "NOT (EXISTS (SELECT 1 FROM tag, tagged WHERE node.id = tagged.node_id" in lacking


@pytest.mark.parametrize("column", [Node.id.label("n"), func.max(Node.id), Node.id])
def test_exists_reads_what_the_columns_come_from(column: Any) -> None:
    assert _sql(_query(column).exists()) == "EXISTS (SELECT 1 FROM node)"
    assert _sql(_query(literal(1)).select_from(Node).exists()) == "EXISTS (SELECT 1 FROM node)"


def test_filter_by_knows_what_was_joined_along_a_relationship() -> None:
    assert "WHERE leaf.color = :color_1" in _sql(select(Node).join(Node.leaves).filter_by(color="red"))
    assert "WHERE node.id = :id_1" in _sql(_query(func.count(Node.id)).filter_by(id=3))
    with pytest.raises(InvalidRequestError, match=r'Entity namespace for "count\(node.id\)" has no property "nope"'):
        _query(func.count(Node.id)).filter_by(nope=3)
    with pytest.raises(InvalidRequestError, match=r"Searched entities: Mapper\[Leaf\(leaf\)\], Mapper\[Node\(node\)\]"):
        select(Node).join(Node.leaves).filter_by(nope=3)


def test_an_empty_slice_asks_nothing_even_with_negative_bounds() -> None:
    assert _query(Node)[-2:-5] == []
    with pytest.raises(IndexError):
        _query(Node)[-5:-2]
