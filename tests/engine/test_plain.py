"""Loads of the object mapper call the driver directly where nobody looks on; what they raise and return stays the same."""

from __future__ import annotations

import pytest

from ormolu import bindparam, create_engine, event, exc, func, literal_column, select
from ormolu.engine.plain import PlainRows, fetches_plainly, plain_rows
from ormolu.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


@pytest.fixture
def engine():
    made = create_engine("sqlite://")
    Base.metadata.create_all(made)
    with Session(made) as session:
        session.add_all([User(id=1, name="a"), User(id=2, name="b")])
        session.commit()
    return made


def compiled_and_values(connection, statement):
    """What a second execution of `statement` finds."""
    connection.execute(statement)
    return connection._compile(statement, [], connection._execution_options)[:2]


def test_a_statement_in_its_transaction_is_fetched_plainly(engine) -> None:
    assert fetches_plainly(engine.dialect)
    with engine.connect() as connection:
        compiled, values = compiled_and_values(connection, select(User.__table__).where(User.__table__.c.id == 2))
        found = plain_rows(connection, compiled, values, None)
        assert isinstance(found, PlainRows)
        assert found._raw_rows() == [(2, "b")]
        assert list(found.keys()) == ["id", "name"]


def test_without_a_transaction_the_long_way_begins_one(engine) -> None:
    with engine.connect() as connection:
        compiled, values = compiled_and_values(connection, select(User.__table__))
        connection.rollback()
        assert plain_rows(connection, compiled, values, None) is None


@pytest.mark.parametrize("hook", ["before_cursor_execute", "after_execute"])
def test_listeners_see_every_load(engine, hook) -> None:
    seen = []
    with Session(engine) as session:
        session.get(User, 1)
        session.expunge_all()

        @event.listens_for(engine, hook)
        def note(connection, *args):
            seen.append(hook)

        assert session.get(User, 1).name == "a"
    assert seen


def test_an_error_of_the_driver_names_statement_and_parameters(engine) -> None:
    # SQLite notices the overflow when it computes the first row
    overflow = func.abs(literal_column("-9223372036854775807") - bindparam("more", 0))
    statement = select(User, overflow).where(User.id == 1)
    with Session(engine) as session:
        session.execute(statement)
        session.execute(statement)
        with pytest.raises(exc.OperationalError, match="integer overflow") as caught:
            session.execute(statement, {"more": 1})
        assert "abs(" in caught.value.statement
        assert 1 in caught.value.params


def test_a_missing_value_is_named(engine) -> None:
    statement = select(User).where(User.id == bindparam("wanted"))
    with Session(engine) as session:
        for _ in range(2):
            assert session.scalars(statement, {"wanted": 1}).one().name == "a"
        with pytest.raises(exc.StatementError, match="A value is required for bind parameter 'wanted'"):
            session.scalars(statement)
