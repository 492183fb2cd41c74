"""Passwords and hidden values are in no text that a program prints by itself: reprs, errors, tracebacks, log lines."""

from __future__ import annotations

import copy
import logging
import pickle
import traceback
from collections.abc import Iterator
from typing import Any

import pytest

from ormolu import (
    Column,
    Enum,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    create_engine,
    event,
    exc,
    insert,
    make_url,
    select,
    text,
)
from ormolu.engine import URL
from ormolu.orm import DeclarativeBase, Mapped, Session, mapped_column

CANARY = "canary-s3cret"


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[Any]:
    """A function that gives all that was logged under "sqlalchemy" so far."""
    with caplog.at_level(logging.DEBUG, logger="sqlalchemy"):
        yield lambda: "\n".join([record.getMessage() for record in caplog.records])


def everything(error: BaseException) -> str:
    """All that a program may print of an exception."""
    shown = "".join(traceback.format_exception(error))
    return f"{shown}\n{error}\n{error!r}\n{pickle.loads(pickle.dumps(error))}"


SECRET_KEYS = [
    "password", "passwd", "PWD", "sslpassword", "ssl_key_password", "passphrase", "token", "access_token", "api_key",
    "secret", "client_secret", "aws_credential",
]  # fmt: skip


@pytest.mark.parametrize("key", SECRET_KEYS)
def test_a_url_never_shows_secrets_of_its_query(key: str) -> None:
    url = make_url(f"postgresql://ben@localhost/db?{key}={CANARY}&sslmode=require")
    for shown in (str(url), repr(url), f"{url}", repr(create_engine("sqlite://", logging_name=str(url)))):
        assert CANARY not in shown
    assert "sslmode=require" in str(url)
    assert make_url(url.render_as_string(hide_password=False)) == url == copy.deepcopy(url)


def test_the_password_of_a_connection_string_in_the_query_is_hidden() -> None:
    url = URL.create("mssql+pyodbc", query={"odbc_connect": f"DRIVER=x;UID=ben;PWD={CANARY}"})
    assert CANARY not in str(url)


def test_a_password_with_an_at_sign_does_not_become_a_host() -> None:
    with pytest.raises(exc.ArgumentError, match="%40") as caught:
        make_url(f"postgresql://ben:x@{CANARY}@localhost/db")
    assert CANARY not in str(caught.value)


@pytest.mark.parametrize("driver", ["postgresql+psycopg", "mysql+pymysql", "mysql+mysqldb"])
def test_neither_logs_nor_errors_of_connecting_show_the_password(driver: str, logged: Any) -> None:
    if driver.endswith("mysqldb"):
        pytest.importorskip("MySQLdb")
    engine = create_engine(f"{driver}://ben:{CANARY}@127.0.0.1:1/x", echo="debug", echo_pool="debug")
    heard: list[str] = []
    event.listen(engine, "handle_error", lambda context: heard.append(repr(context.sqlalchemy_exception)))
    with pytest.raises(exc.OperationalError) as caught:
        engine.connect()
    assert heard
    for shown in (everything(caught.value), logged(), "".join(heard), repr(engine), repr(engine.pool), str(engine.url)):
        assert CANARY not in shown


def test_a_bad_url_is_not_repeated() -> None:
    for bad in (f"{CANARY}", f"nonsense:{CANARY}@", f"sqlite://ben:{CANARY}@host/x"):
        with pytest.raises(exc.ArgumentError) as caught:
            create_engine(bad)
        assert CANARY not in str(caught.value)


@pytest.fixture
def hiding(url: str) -> Iterator[Any]:
    engine = create_engine(url, hide_parameters=True, echo=True)
    yield engine
    _drop_all(engine)


def _drop_all(engine: Any) -> None:
    leftovers = MetaData()
    leftovers.reflect(engine)
    leftovers.drop_all(engine)
    engine.dispose()


def _people(engine: Any, **info: Any) -> Table:
    metadata = MetaData()
    table = Table(
        "people",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("email", String(40), info=dict(info)),
        Column("code", Enum("a", "b", native_enum=False), info=dict(info)),
        Column("number", Integer, info=dict(info)),
        UniqueConstraint("email"),
    )
    metadata.create_all(engine)
    return table


def _violations(table: Table) -> Iterator[Any]:
    """Statements that fail, with parameters that nobody may see."""
    yield insert(table), {"email": CANARY}
    yield insert(table), [{"email": f"{CANARY}{n}"} for n in (1, 2)] + [{"email": CANARY}]
    yield insert(table).returning(table.c.id), [{"email": f"{CANARY}{n}"} for n in (1, 2)] + [{"email": CANARY}]
    yield insert(table), {"code": CANARY}
    yield insert(table), {"number": CANARY}
    yield select(table).where(table.c.number == text(":x + nowhere")), {"x": CANARY}


@pytest.mark.parametrize("which", range(6))
def test_hide_parameters_hides_them_in_the_drivers_text_too(hiding: Any, logged: Any, which: int) -> None:
    table = _people(hiding)
    _fail(hiding, table, which, logged)


@pytest.mark.parametrize("which", range(6))
def test_sensitive_columns_hide_the_parameters_of_their_statements(url: str, logged: Any, which: int) -> None:
    engine = create_engine(url, echo="debug")
    try:
        _fail(engine, _people(engine, sensitive=True), which, logged)
    finally:
        _drop_all(engine)


def _fail(engine: Any, table: Table, which: int, logged: Any) -> None:
    statement, parameters = list(_violations(table))[which]
    with engine.begin() as connection:
        connection.execute(insert(table), {"email": CANARY})
    with pytest.raises(exc.StatementError) as caught, engine.begin() as connection:
        connection.execute(statement, parameters)
        if engine.dialect.name == "sqlite":  # keeps text in a column of numbers
            raise exc.StatementError("kept", None, None, None)
    assert CANARY not in everything(caught.value)
    assert CANARY not in logged()


def test_rows_of_sensitive_columns_are_not_logged(sqlite_engine: Any, logged: Any) -> None:
    engine = create_engine("sqlite://", echo="debug")
    table = _people(engine, sensitive=True)
    with engine.begin() as connection:
        connection.execute(insert(table), {"email": CANARY})
        assert connection.scalar(select(table.c.email)) == CANARY
        assert connection.scalar(select(table.c.id).where(table.c.email == CANARY)) == 1
        assert connection.scalar(select(table.c.id).where(table.c.email.in_([CANARY]))) == 1
        aliased = table.alias().c
        assert connection.scalar(select(aliased.id).where(aliased.email.startswith(CANARY))) == 1
    assert CANARY not in logged()
    assert "a column is sensitive" in logged()


def test_other_statements_show_their_parameters(logged: Any) -> None:
    engine = create_engine("sqlite://", echo=True)
    table = _people(engine)
    with engine.begin() as connection:
        connection.execute(insert(table), {"email": "seen"})
    assert "'seen'" in logged()


def test_sensitive_attributes_of_mapped_classes(logged: Any) -> None:
    class Base(DeclarativeBase):
        pass

    class Person(Base):
        __tablename__ = "people"
        id: Mapped[int] = mapped_column(primary_key=True)
        email: Mapped[str] = mapped_column(unique=True, info={"sensitive": True})

    engine = create_engine("sqlite://", echo="debug")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(Person(email=CANARY))
        session.commit()
        assert session.scalars(select(Person).filter_by(email=CANARY)).one().email == CANARY
        session.add(Person(email=CANARY))
        with pytest.raises(exc.IntegrityError) as caught:
            session.commit()
    assert CANARY not in everything(caught.value) + logged()


def test_causes_stay_what_they_are(hiding: Any) -> None:
    """Concealment changes the text of the driver's error, not its class, code or identity."""
    table = _people(hiding)
    with pytest.raises(exc.IntegrityError) as caught, hiding.begin() as connection:
        connection.execute(insert(table), [{"email": CANARY}, {"email": CANARY}])
    assert isinstance(caught.value.orig, hiding.dialect.dbapi.IntegrityError)
    assert caught.value.__cause__ is caught.value.orig
    assert caught.value.params
