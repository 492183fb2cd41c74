"""Association proxies on the class: comparisons that ask the related class."""

from __future__ import annotations

from typing import Any

import pytest

from ormolu import Column, ForeignKey, Integer, String
from ormolu.exc import InvalidRequestError
from ormolu.ext.associationproxy import association_proxy
from ormolu.ext.hybrid import hybrid_property
from ormolu.orm import declarative_base, relationship, synonym

Base: Any = declarative_base()


class Team(Base):
    __tablename__ = "team"
    id = Column(Integer, primary_key=True)
    members = relationship("Member")
    names = association_proxy("members", "name")
    nicknames = association_proxy("members", "nickname")
    shouts = association_proxy("members", "shout")
    lengths = association_proxy("members", "length")


class Member(Base):
    __tablename__ = "member"
    id = Column(Integer, primary_key=True)
    team_id = Column(ForeignKey("team.id"))
    name = Column(String)
    nickname = synonym("name")

    @hybrid_property
    def shout(self) -> Any:
        return self.name

    @hybrid_property
    def length(self) -> Any:
        return len(self.name)


@pytest.mark.parametrize("proxy", ["names", "nicknames", "shouts"])
def test_comparing_asks_whether_a_related_object_compares(proxy: str) -> None:
    text = str(getattr(Team, proxy) == "x").replace("\n", "")
    assert text == "EXISTS (SELECT 1 FROM member, team WHERE team.id = member.team_id AND member.name = :name_1)"


def test_contains_of_a_column_is_like() -> None:
    assert "member.name LIKE '%' || :name_1 || '%'" in str(Team.names.contains("x"))


def test_an_attribute_that_fails_on_its_class_is_named() -> None:
    with pytest.raises(InvalidRequestError, match='attribute "Member.length" from class "Member": .* no len'):
        Team(members=[Member(name="x")]).lengths
