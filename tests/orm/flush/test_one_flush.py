"""Changes that meet in one flush: moves, deletes and new members of what is deleted. Found by the random programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ormolu import Column, ForeignKey, String, Table, inspect, select
from ormolu.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship


class Base(DeclarativeBase):
    pass


grants = Table(
    "flush_grants",
    Base.metadata,
    Column("user_id", ForeignKey("flush_users.id"), primary_key=True),
    Column("role", ForeignKey("flush_roles.name", onupdate="CASCADE"), primary_key=True),
)


class User(Base):
    __tablename__ = "flush_users"
    id: Mapped[int] = mapped_column(primary_key=True)
    roles: Mapped[list[Role]] = relationship(secondary=grants, back_populates="users")


class Role(Base):
    __tablename__ = "flush_roles"
    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    users: Mapped[list[User]] = relationship(secondary=grants, back_populates="roles")


class Folder(Base):
    __tablename__ = "flush_folders"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("flush_folders.id"))
    parent: Mapped[Folder | None] = relationship(back_populates="children", remote_side="Folder.id")
    children: Mapped[list[Folder]] = relationship(back_populates="parent", cascade="all, delete-orphan")


@pytest.fixture
def session(engine: Any) -> Iterator[Session]:
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        yield session
    Base.metadata.drop_all(engine)


def test_a_pending_object_that_moves_to_another_parent_is_not_lost(session: Session) -> None:
    one, other, child = Folder(), Folder(), Folder()
    session.add_all([one, other])
    one.children.append(child)
    child.parent = other
    session.commit()
    assert other.children == [child] and one.children == []


def test_a_pending_object_that_is_taken_out_is_not_written(session: Session) -> None:
    one, child = Folder(), Folder()
    session.add(one)
    one.children.append(child)
    one.children.remove(child)
    session.commit()
    assert inspect(child).transient and session.query(Folder).all() == [one]


def test_new_members_of_what_is_deleted_are_not_written(session: Session) -> None:
    root, child, late = Folder(), Folder(), Folder()
    root.children.append(child)
    session.add(root)
    session.commit()
    assert root.children == [child] and child.children == []
    child.children.append(late)
    root.children.remove(child)
    session.commit()
    assert inspect(late).transient and session.query(Folder).all() == [root]


def test_parent_and_child_change_places(session: Session) -> None:
    root, upper, lower = Folder(), Folder(), Folder()
    root.children.append(upper)
    upper.children.append(lower)
    session.add(root)
    session.commit()
    lower.parent = root
    upper.parent = lower
    session.commit()
    assert (root.children, lower.children, upper.children) == ([lower], [upper], [])


def test_a_deleted_member_does_not_hinder_the_delete_of_its_parent(session: Session) -> None:
    root, child = Folder(), Folder()
    root.children.append(child)
    session.add(root)
    session.flush()
    assert root.children == [child]
    session.delete(child)
    session.flush()
    session.add(Folder(parent_id=root.id))  # SQLite gives the key of the deleted row again
    session.flush()
    session.expire(root, ["children"])
    session.delete(root)
    session.commit()
    assert session.query(Folder).all() == []


def _granted(session: Session) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in session.execute(select(grants))]


def test_a_grant_of_a_role_that_is_deleted_is_not_written(session: Session) -> None:
    user, role = User(), Role(name="admin")
    session.add_all([user, role])
    session.commit()
    user.roles.append(role)
    session.delete(role)
    session.commit()
    assert _granted(session) == [] and user.roles == []


def test_a_role_deleted_after_its_user_takes_only_what_is_left(session: Session) -> None:
    user, role = User(), Role(name="admin")
    role.users.append(user)
    session.add_all([user, role])
    session.commit()
    assert role.users == [user]
    session.delete(user)
    session.flush()
    session.delete(role)
    session.commit()
    assert _granted(session) == []


def test_a_role_renamed_and_deleted_takes_its_grants_along(session: Session) -> None:
    user, role = User(), Role(name="admin")
    role.users.append(user)
    session.add_all([user, role])
    session.commit()
    role.name = "root"
    session.delete(role)
    session.commit()
    assert _granted(session) == []


def test_a_delete_loads_members_that_were_added_to_unseen(session: Session) -> None:
    one, other, role = User(), User(), Role(name="admin")
    role.users.append(one)
    session.add_all([one, other, role])
    session.commit()
    other.roles.append(role)
    session.delete(role)
    session.commit()
    assert _granted(session) == [] and one.roles == other.roles == []
