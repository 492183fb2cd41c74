"""Objects follow their rows back to a savepoint, and alone those that were changed after it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ormolu import Column, Integer, String, Table, event, inspect
from ormolu.orm import Session, registry


@pytest.fixture(params=["native", "plain"])
def user(request: pytest.FixtureRequest) -> Any:
    """A mapped class, on our base class or by an imperative mapping."""
    mapped = registry()
    columns = (Column("id", Integer, primary_key=True), Column("name", String(20)))
    if request.param == "native":

        class NativeUser(mapped.generate_base()):  # type: ignore[misc]  # a base made at run time
            __table__ = Table("users", mapped.metadata, *columns)

        return NativeUser

    class PlainUser:
        def __init__(self, name: str) -> None:
            self.name = name

    mapped.map_imperatively(PlainUser, Table("users", mapped.metadata, *columns))
    return PlainUser


@pytest.fixture
def session(engine: Any, user: Any) -> Iterator[Session]:
    inspect(user).local_table.create(engine)
    with Session(engine) as session:
        yield session


@pytest.fixture
def ada(session: Session, user: Any) -> Any:
    ada = user(name="ada")
    session.add(ada)
    session.flush()
    return ada


def test_a_flushed_change_is_undone_with_its_savepoint(session: Session, ada: Any) -> None:
    savepoint = session.begin_nested()
    ada.name = "bob"
    session.flush()
    savepoint.rollback()
    assert ada.name == "ada"


def test_a_change_that_was_not_flushed_is_undone_too(session: Session, ada: Any) -> None:
    savepoint = session.begin_nested()
    ada.name = "bob"
    savepoint.rollback()
    assert ada.name == "ada"
    assert ada not in session.dirty


def test_the_outer_savepoint_undoes_what_a_released_one_wrote(session: Session, ada: Any) -> None:
    outer = session.begin_nested()
    with session.begin_nested():
        ada.name = "bob"
    outer.rollback()
    assert ada.name == "ada"


def test_objects_that_were_not_changed_are_not_read_again(session: Session, ada: Any, user: Any) -> None:
    session.add(other := user(name="other"))
    session.flush()
    savepoint = session.begin_nested()
    other.name = "changed"
    session.flush()
    savepoint.rollback()
    statements: list[str] = []
    event.listen(session.connection(), "before_cursor_execute", lambda *args: statements.append(args[2]))
    assert ada.name == "ada"
    assert not statements
    assert other.name == "other"
    assert len(statements) == 1
