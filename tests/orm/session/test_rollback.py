"""What a rollback gives back: values, members, parents; of savepoints too. Found by the random programs."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import Any

import pytest

from ormolu import ForeignKey, inspect
from ormolu.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Folder(Base):
    __tablename__ = "rollback_folders"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("rollback_folders.id"))
    parent: Mapped[Folder | None] = relationship(back_populates="children", remote_side="Folder.id")
    children: Mapped[list[Folder]] = relationship(back_populates="parent", cascade="all, delete-orphan")


Folder.__table__.c.name.type.length = 20


@pytest.fixture
def session(engine: Any) -> Iterator[Session]:
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        yield session
    Base.metadata.drop_all(engine)


def test_a_flushed_change_is_gone_after_its_savepoint_is_rolled_back(session: Session) -> None:
    folder = Folder(name="before")
    session.add(folder)
    session.flush()
    nested = session.begin_nested()
    folder.name = "inside"
    session.flush()
    nested.rollback()
    assert folder.name == "before"


def test_a_flushed_change_of_a_released_savepoint_goes_with_the_outer_one(session: Session) -> None:
    root, child = Folder(), Folder()
    root.children.append(child)
    session.add(root)
    session.flush()
    outer = session.begin_nested()
    with session.begin_nested():
        child.name = "inside"
    outer.rollback()
    assert child.name is None and root.children == [child]


def test_a_removal_that_was_rolled_back_makes_no_orphan(session: Session) -> None:
    root, child = Folder(), Folder()
    root.children.append(child)
    session.add(root)
    session.commit()
    root.children.remove(child)
    session.rollback()
    child.name = "changed"
    session.commit()
    assert root.children == [child]


def test_an_orphan_whose_delete_was_rolled_back_may_stay(session: Session) -> None:
    root, child = Folder(), Folder()
    root.children.append(child)
    session.add(root)
    session.commit()
    nested = session.begin_nested()
    root.children.remove(child)
    session.flush()
    nested.rollback()
    child.name = "changed"
    session.commit()
    assert root.children == [child]


def test_a_deleted_object_that_nobody_holds_does_not_hinder_the_rollback(session: Session) -> None:
    folder = Folder(name="kept")
    session.add(folder)
    session.commit()
    session.delete(folder)
    session.flush()
    session.expire_all()
    del folder
    gc.collect()
    session.rollback()
    assert session.query(Folder).one().name == "kept"


def test_a_parent_that_was_rolled_back_does_not_hold_its_children(session: Session) -> None:
    root, child = Folder(), Folder()
    root.children.append(child)
    session.add(root)
    session.commit()
    other = Folder()
    session.add(other)
    child.parent = other
    session.flush()
    session.rollback()
    del other
    gc.collect()
    root.children.remove(child)
    session.commit()
    assert inspect(child).detached and session.query(Folder).all() == [root]
