"""Transactions: what is in the database afterwards, and what can be said when that is not known."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from ormolu import Column, Integer, MetaData, Table, create_engine, event, exc, insert, select, text

metadata = MetaData()
account = Table(
    "account", metadata, Column("id", Integer, primary_key=True, autoincrement=False), Column("sum", Integer)
)


@pytest.fixture
def bank(engine: Any) -> Iterator[Any]:
    metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(account), [{"id": 1, "sum": 10}, {"id": 2, "sum": 20}])
    yield engine


def ids(engine: Any) -> list[int]:
    with engine.connect() as connection:
        return list(connection.scalars(select(account.c.id).order_by(account.c.id)))


def server_session(connection: Any) -> Any:
    if connection.dialect.name == "postgresql":
        return connection.scalar(text("SELECT pg_backend_pid()"))
    return connection.scalar(text("SELECT CONNECTION_ID()"))


def kill(engine: Any, session: int) -> None:
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": session})
        else:
            connection.execute(text(f"KILL {session}"))
    time.sleep(0.1)


def test_a_block_commits_at_its_end_and_rolls_back_after_an_error(bank: Any) -> None:
    with bank.begin() as connection:
        connection.execute(insert(account), {"id": 3})
    with pytest.raises(ZeroDivisionError), bank.begin() as connection:
        connection.execute(insert(account), {"id": 4})
        raise ZeroDivisionError
    assert ids(bank) == [1, 2, 3]


def test_leaving_a_connection_without_commit_rolls_back(bank: Any) -> None:
    with bank.connect() as connection:
        connection.execute(insert(account), {"id": 3})
    assert ids(bank) == [1, 2]


def test_what_was_done_on_the_driver_connection_is_rolled_back_on_return(bank: Any) -> None:
    with bank.connect() as connection:
        cursor = connection.connection.cursor()
        cursor.execute("INSERT INTO account (id) VALUES (3)")
        cursor.close()
    assert ids(bank) == [1, 2]


def test_an_error_inside_a_savepoint_costs_only_the_savepoint(bank: Any) -> None:
    with bank.begin() as connection:
        connection.execute(insert(account), {"id": 3})
        with pytest.raises(exc.IntegrityError), connection.begin_nested():
            connection.execute(insert(account), {"id": 4})
            connection.execute(insert(account), {"id": 1})
        connection.execute(insert(account), {"id": 5})
    assert ids(bank) == [1, 2, 3, 5]


def test_a_finished_block_refuses_further_statements(bank: Any) -> None:
    with bank.connect() as connection, connection.begin() as transaction:
        transaction.rollback()
        with pytest.raises(exc.InvalidRequestError, match="closed transaction inside context manager"):
            connection.execute(select(1))


def test_a_connection_lost_before_commit_leaves_an_unknown_outcome(bank: Any) -> None:
    if bank.dialect.name == "sqlite":
        pytest.skip("no server to lose")
    with bank.connect() as connection:
        connection.execute(insert(account), {"id": 3})
        kill(bank, server_session(connection))
        with pytest.raises(exc.CommitOutcomeUnknown, match="may have been committed") as caught:
            connection.commit()
        assert caught.value.connection_invalidated
        with pytest.raises(exc.PendingRollbackError):
            connection.execute(select(1))
        connection.rollback()
        assert connection.scalar(select(1)) == 1


def test_a_connection_lost_in_a_statement_is_replaced_after_rollback(bank: Any) -> None:
    if bank.dialect.name == "sqlite":
        pytest.skip("no server to lose")
    with bank.connect() as connection:
        kill(bank, server_session(connection))
        with pytest.raises(exc.DBAPIError) as caught:
            connection.execute(insert(account), {"id": 3})
        assert caught.value.connection_invalidated
        assert not isinstance(caught.value, exc.CommitOutcomeUnknown)
        connection.rollback()
        connection.execute(insert(account), {"id": 4})
        connection.commit()
    assert ids(bank) == [1, 2, 4]


def test_a_lost_connection_with_an_isolation_level_of_its_own_can_be_invalidated(bank: Any) -> None:
    """The level is reset for the next user of a connection; a dead one has none."""
    if bank.dialect.name == "sqlite":
        pytest.skip("no server to lose")
    with bank.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        kill(bank, server_session(connection))
        connection.connection.driver_connection.close()
        connection.invalidate()
        connection.rollback()
        assert connection.scalar(select(1)) == 1


def test_pre_ping_replaces_connections_that_died_in_the_pool(bank: Any) -> None:
    if bank.dialect.name == "sqlite":
        pytest.skip("no server to lose")
    engine = create_engine(bank.url, pool_pre_ping=True)
    with engine.connect() as connection:
        session = server_session(connection)
    kill(bank, session)
    with engine.connect() as connection:
        assert server_session(connection) != session
    engine.dispose()


def test_after_a_deadlock_the_rest_of_the_transaction_cannot_be_committed(bank: Any) -> None:
    """MySQL goes on as if the lost statements had never been there; we do not."""
    if bank.dialect.name != "mysql" and bank.dialect.name != "mariadb":
        pytest.skip("other databases refuse to commit by themselves")
    with bank.begin() as connection:
        connection.execute(insert(account), [{"id": number} for number in range(100, 150)])
    with bank.connect() as victim, bank.connect() as winner:
        victim.execute(insert(account), {"id": 3})
        victim.execute(text("UPDATE account SET sum = 0 WHERE id = 1"))
        winner.execute(text("UPDATE account SET sum = 0 WHERE id = 2 OR id >= 100"))
        statement = text("UPDATE account SET sum = 1 WHERE id = 1")
        thread = threading.Thread(target=winner.execute, args=(statement,))
        thread.start()
        time.sleep(0.3)
        with pytest.raises(exc.OperationalError, match="1213"):
            victim.execute(text("UPDATE account SET sum = 1 WHERE id = 2"))
        thread.join()
        for attempt in (lambda: victim.execute(insert(account), {"id": 4}), victim.commit):
            with pytest.raises(exc.PendingRollbackError, match="1213"):
                attempt()
        victim.rollback()
        winner.rollback()
        victim.execute(insert(account), {"id": 5})
        victim.commit()
    assert ids(bank)[:3] == [1, 2, 5]


def test_a_begin_listener_may_execute_statements_itself(bank: Any) -> None:
    begun: list[Any] = []
    event.listen(bank, "begin", lambda connection: begun.append(connection.scalar(select(1))))
    with bank.begin() as connection:
        connection.execute(insert(account), {"id": 3})
    assert begun == [1]


@pytest.fixture
def twophase(bank: Any) -> Any:
    if bank.dialect.name == "sqlite":
        pytest.skip("SQLite has no two-phase transactions")
    if bank.dialect.name == "postgresql":
        with bank.connect() as connection:
            if connection.scalar(text("SHOW max_prepared_transactions")) == "0":
                pytest.skip("this server prepares no transactions (max_prepared_transactions = 0)")
    return bank


def test_a_prepared_transaction_commits(twophase: Any) -> None:
    with twophase.connect() as connection:
        transaction = connection.begin_twophase()
        connection.execute(insert(account), {"id": 3})
        transaction.prepare()
        transaction.commit()
    assert ids(twophase) == [1, 2, 3]


def test_two_phase_transactions_roll_back_prepared_or_not(twophase: Any) -> None:
    for prepare in (True, False):
        with twophase.connect() as connection:
            transaction = connection.begin_twophase()
            connection.execute(insert(account), {"id": 3})
            if prepare:
                transaction.prepare()
            transaction.rollback()
    assert ids(twophase) == [1, 2]


def test_a_transaction_that_was_prepared_before_a_crash_can_be_found_and_committed(twophase: Any) -> None:
    with twophase.connect() as connection:
        transaction = connection.begin_twophase()
        connection.execute(insert(account), {"id": 3})
        transaction.prepare()
        connection.invalidate()
    with twophase.connect() as connection:
        assert transaction.xid in connection.recover_twophase()
        connection.commit_prepared(transaction.xid, recover=True)
    assert ids(twophase) == [1, 2, 3]


def test_a_commit_that_fails_leaves_the_transaction_to_be_rolled_back() -> None:
    with create_engine("sqlite://").connect() as connection:
        connection.exec_driver_sql("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
        connection.exec_driver_sql(
            "CREATE TABLE child (parent_id INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)"
        )
        connection.commit()
        connection.exec_driver_sql("INSERT INTO child VALUES (1)")
        with pytest.raises(exc.IntegrityError):
            connection.commit()
        assert connection.get_transaction() is not None
        assert not connection.in_transaction()
        with pytest.raises(exc.PendingRollbackError):
            connection.execute(select(1))
        connection.rollback()
        assert connection.get_transaction() is None
