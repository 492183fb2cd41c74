"""Executions: rows of batched INSERTs in the order of their parameters, listeners, and errors."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from ormolu import (
    Column,
    ColumnDefault,
    ColumnElement,
    DefaultClause,
    Integer,
    MetaData,
    Sequence,
    String,
    Table,
    create_engine,
    event,
    exc,
    insert,
    insert_sentinel,
    literal_column,
    select,
    text,
)
from ormolu.ext.asyncio import create_async_engine
from ormolu.ext.compiler import compiles

metadata = MetaData()
counted = Table("counted", metadata, Column("id", Integer, primary_key=True), Column("name", String(20)))
marked = Table(
    "marked",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(20)),
    insert_sentinel("sentinel"),
)


@pytest.mark.parametrize("table", [counted, marked], ids=lambda table: table.name)
def test_returned_rows_come_in_the_order_of_the_parameters(engine: Any, table: Table) -> None:
    metadata.create_all(engine)
    names = [f"name {number * 37 % 101}" for number in range(101)]
    with engine.begin() as connection:
        connection = connection.execution_options(insertmanyvalues_page_size=20)
        result = connection.execute(
            insert(table).returning(table.c.id, table.c.name, sort_by_parameter_order=True),
            [{"name": name} for name in names],
        )
        rows = result.all()
        stored = dict(tuple(row) for row in connection.execute(select(table.c.id, table.c.name)))
    assert list(result.keys()) == ["id", "name"]
    assert [row.name for row in rows] == names
    assert all(stored[row.id] == row.name for row in rows)


@pytest.fixture
def heard_engine(url: str) -> Iterator[Any]:
    """An engine that has connected, for listeners of the test alone."""
    engine = create_engine(url)
    engine.connect().close()
    yield engine
    engine.dispose()


def test_listeners_may_change_what_goes_to_the_driver(heard_engine: Any) -> None:
    @event.listens_for(heard_engine, "before_cursor_execute", retval=True)
    def add_comment(
        connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool
    ) -> tuple[str, Any]:
        return statement.replace("1", "2"), parameters

    with heard_engine.connect() as connection:
        assert connection.scalar(text("SELECT 1")) == 2


def test_an_error_in_a_listener_closes_the_cursor_and_keeps_the_connection(heard_engine: Any) -> None:
    def refuse(*args: Any) -> None:
        raise ValueError("not today")

    event.listen(heard_engine, "before_cursor_execute", refuse)
    with heard_engine.connect() as connection:
        with pytest.raises(ValueError, match="not today"):
            connection.execute(select(1))
        event.remove(heard_engine, "before_cursor_execute", refuse)
        assert connection.scalar(select(1)) == 1


def test_errors_of_the_driver_are_wrapped_and_name_the_statement(heard_engine: Any) -> None:
    named = pytest.raises(exc.DBAPIError, match="SELECT nothing FROM nowhere")
    with heard_engine.connect() as connection, named as caught:
        connection.execute(text("SELECT nothing FROM nowhere"))
    assert isinstance(caught.value.orig, heard_engine.dialect.dbapi.Error)


def test_a_handle_error_listener_may_replace_the_exception(heard_engine: Any) -> None:
    class Translated(Exception):
        pass

    @event.listens_for(heard_engine, "handle_error")
    def translate(context: Any) -> BaseException:
        return Translated(str(context.original_exception))

    with heard_engine.connect() as connection, pytest.raises(Translated) as caught:
        connection.execute(text("SELECT nothing FROM nowhere"))
    assert isinstance(caught.value.__cause__, heard_engine.dialect.dbapi.Error)


def test_blocking_listeners_of_an_async_engine_may_use_the_connection() -> None:
    async def program() -> list[Any]:
        engine = create_async_engine("sqlite+aiosqlite://")
        heard: list[Any] = []

        @event.listens_for(engine.sync_engine, "begin")
        def begun(connection: Any) -> None:
            heard.append(connection.exec_driver_sql("SELECT 41 + 1").scalar())

        @event.listens_for(engine.sync_engine, "connect")
        def connected(dbapi_connection: Any, record: Any) -> None:
            cursor = dbapi_connection.cursor()
            cursor.execute("PRAGMA foreign_keys = ON")
            cursor.close()

        async with engine.connect() as connection:
            heard.append(await connection.scalar(text("PRAGMA foreign_keys")))
        await engine.dispose()
        return heard

    assert asyncio.run(program()) == [42, 1]


def test_listeners_do_not_hear_what_the_dialect_asks_at_the_first_connection(url: str) -> None:
    engine = create_engine(url)
    heard: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *args: heard.append(args[2]))
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    engine.dispose()
    assert heard == ["SELECT 1"]


def test_is_disconnect_is_asked_with_the_pool_s_proxy(heard_engine: Any) -> None:
    asked = []
    decide = heard_engine.dialect.is_disconnect

    def note(error: BaseException, connection: Any, cursor: Any) -> Any:
        asked.append(connection.dbapi_connection)
        return decide(error, connection, cursor)

    heard_engine.dialect.is_disconnect = note
    with heard_engine.connect() as connection:
        driver_connection = connection.connection.dbapi_connection
        with pytest.raises(exc.DBAPIError):
            connection.execute(text("SELECT nothing FROM nowhere"))
    assert asked == [driver_connection]


def test_columns_beside_text_are_found_by_their_elements(heard_engine: Any) -> None:
    """Also where the database gives all of them one name, as PostgreSQL does."""
    second, third = literal_column("2"), literal_column("3")
    statement = select(text("1"), second, third)
    with heard_engine.connect() as connection:
        row = connection.execute(statement).one()
    assert (row._mapping[second], row._mapping[third]) == (2, 3)


@pytest.mark.parametrize("describes_itself", [True, False])
def test_an_element_with_a_name_is_rendered_without_label_and_found_in_the_row(
    heard_engine: Any, describes_itself: bool
) -> None:
    class largest(ColumnElement[Any]):
        name = "largest"
        inherit_cache = True

    def render(element: Any, compiler: Any, **kw: Any) -> str:
        if describes_itself and "add_to_result_map" in kw:
            kw["add_to_result_map"](None, None, (element,), Integer())
        return "max(1)"

    compiles(largest)(render)
    element = largest()
    assert str(select(element)) == "SELECT max(1)"
    if heard_engine.dialect.name == "sqlite":
        statement = select(element, literal_column("2"))
    else:
        statement = select(element, literal_column("2")).select_from(text("(SELECT 1) AS t"))
    with heard_engine.connect() as connection:
        assert connection.execute(statement).one()._mapping[element] == 1


def test_columns_asked_for_besides_come_back_without_implicit_returning(engine: Any) -> None:
    table = Table(
        "plain",
        MetaData(),
        Column("id", Integer, primary_key=True),
        Column("name", String(20)),
        implicit_returning=False,
    )
    table.create(engine)
    statement = table.insert().return_defaults(table.c.id, supplemental_cols=[table.c.name])
    with engine.begin() as connection:
        names = connection.execute(statement, [{"name": "a"}, {"name": "b"}]).scalars().all()
    assert names == ["a", "b"]


@pytest.mark.parametrize("default", [Sequence("s"), ColumnDefault(1), DefaultClause("1")])
def test_a_default_is_no_value(default: Any) -> None:
    with pytest.raises(exc.ArgumentError, match=f"SQL expression element expected, got .*{type(default).__name__}"):
        insert(counted).values(name=default)
