"""What listeners of a session are told, in which order, and what they may ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ormolu import create_engine, event, insert, inspect, lambda_stmt, select, text, update
from ormolu.exc import IntegrityError, InvalidRequestError
from ormolu.orm import Bundle, DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


@pytest.fixture
def session() -> Iterator[Session]:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(User(id=1, name="ada"))
        session.commit()
        session.close()
        yield session
    engine.dispose()


def test_a_loaded_object_is_persistent_when_its_listener_is_told(session: Session) -> None:
    seen: list[Any] = []

    @event.listens_for(session, "loaded_as_persistent")
    def note(session: Session, user: User) -> None:
        seen.append((user.name, user in session))

    session.scalars(select(User)).all()
    assert seen == [("ada", True)]


def test_deleting_a_detached_object_makes_it_persistent_first(session: Session) -> None:
    user = session.get_one(User, 1)
    session.close()
    seen: list[Any] = []
    event.listen(session, "detached_to_persistent", lambda session, user: seen.append(user))
    session.delete(user)
    assert seen == [user]


def test_after_rollback_comes_before_objects_are_expired_and_soft_rollback_comes_for_each(session: Session) -> None:
    user = session.get_one(User, 1)
    seen: list[str] = []
    event.listen(session, "after_rollback", lambda session: seen.append(user.__dict__["name"]))
    event.listen(session, "after_soft_rollback", lambda session, transaction: seen.append("soft"))
    session.add(User(id=1, name="ada again"))
    with pytest.warns(match="New instance"), pytest.raises(IntegrityError):
        session.flush()
    session.rollback()
    assert seen == ["ada", "soft", "soft"]
    assert "name" not in user.__dict__


def test_an_object_whose_insert_is_rolled_back_is_transient_when_listeners_are_told(session: Session) -> None:
    seen: list[bool] = []
    event.listen(session, "persistent_to_transient", lambda session, user: seen.append(inspect(user).transient))
    user = User(id=2, name="ben")
    session.add(user)
    session.flush()
    session.rollback()
    assert seen == [True]


def test_options_are_there_for_their_kind_of_statement_only(session: Session) -> None:
    states: list[Any] = []
    event.listen(session, "do_orm_execute", states.append)
    session.execute(text("SELECT 1"))
    session.execute(select(User))
    session.execute(update(User).values(name="x"))
    plain, selecting, updating = states
    for state in (plain, updating):
        with pytest.raises(InvalidRequestError, match="not against a SELECT"):
            state.lazy_loaded_from
        assert not state.is_relationship_load
    with pytest.raises(InvalidRequestError, match="not against an UPDATE or DELETE"):
        selecting.update_delete_options
    assert selecting.lazy_loaded_from is None
    assert updating.update_delete_options


def test_execution_options_of_a_listener_are_local(session: Session) -> None:
    seen: list[Any] = []

    @event.listens_for(session, "do_orm_execute")
    def first(state: Any) -> None:
        state.update_execution_options(mine=1)
        seen.append((state.execution_options.get("mine"), state.local_execution_options["mine"]))

    @event.listens_for(session, "do_orm_execute")
    def second(state: Any) -> None:
        seen.append(state.execution_options["mine"])

    session.execute(select(User))
    assert seen == [(None, 1), 1]


def test_a_listener_can_not_change_how_many_rows_are_inserted(session: Session) -> None:
    event.listen(session, "do_orm_execute", lambda state: state.invoke_statement(params=[{"name": "x"}]), retval=True)
    with pytest.raises(InvalidRequestError, match=r"\(2\) does not match number .* \(1\)"):
        session.execute(insert(User), [{"name": "a"}, {"name": "b"}])


def test_entities_from_a_statement_that_writes(session: Session) -> None:
    statement = select(User).from_statement(insert(User).values(name="new").returning(User))
    assert session.scalars(statement).one().name == "new"
    bundle = Bundle("outer", User.id, Bundle("inner", User.name))
    assert session.execute(select(bundle).order_by(User.id)).first() == ((1, ("ada",)),)


def test_a_lambda_statement_is_told_and_executed_as_its_statement(session: Session) -> None:
    name = "ada"
    statement = lambda_stmt(lambda: select(User).where(User.name == name))
    assert session.scalars(statement).one().id == 1


def test_listening_with_restore_load_context(session: Session) -> None:
    seen: list[Any] = []
    event.listen(User, "load", lambda user, context: seen.append(user.name), restore_load_context=True)
    session.scalars(select(User)).all()
    assert seen == ["ada"]


def test_a_listener_that_waits_for_its_class_can_be_removed() -> None:
    class Later:
        pass

    def note(mapper: Any, connection: Any, target: Any) -> None:
        raise AssertionError("was removed")

    event.listen(Later, "before_insert", note, propagate=True)
    event.remove(Later, "before_insert", note)
    with pytest.raises(InvalidRequestError):
        event.remove(Later, "before_insert", note)
