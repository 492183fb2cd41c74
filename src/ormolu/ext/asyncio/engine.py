"""AsyncEngine, AsyncConnection and AsyncTransaction: the same coroutines as the blocking objects, awaited.

Each holds its blocking twin (`sync_engine` ...), which is what events are listened to on.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, NoReturn, Self

from ... import exc, inspection
from ...engine import Connection, Engine, create_engine, create_pool_from_url, engine_from_config
from ...engine.transaction import Transaction
from ...engine.url import URL
from ...steps import run_sync
from ...structures import immutabledict
from .base import ReversibleProxy, StartableContext, asyncstartablecontext
from .exc import AsyncContextNotStarted
from .result import AsyncResult, AsyncScalarResult, _ensure_sync_result

_STREAM = {"stream_results": True}


def create_async_engine(url: str | URL, **kw: Any) -> AsyncEngine:
    """A new AsyncEngine; arguments are those of `create_engine`, and `async_creator`.

    async_creator: a coroutine function that returns a connection of the driver.
    Raises InvalidRequestError for a driver that is not async.
    """
    if kw.get("server_side_cursors", False):
        raise exc.InvalidRequestError(
            "Can't set server_side_cursors for async engine globally; use the connection.stream() method for an async "
            "streaming result set"
        )
    async_creator = kw.get("async_creator")
    if async_creator is not None and kw.get("creator") is not None:
        raise exc.ArgumentError("Can only specify one of 'async_creator' or 'creator', but not both.")
    return AsyncEngine(create_engine(url, _is_async=True, **kw))


def async_engine_from_config(
    configuration: Mapping[str, Any], prefix: str = "sqlalchemy.", **kwargs: Any
) -> AsyncEngine:
    """An AsyncEngine from a configuration; as `engine_from_config`."""
    return AsyncEngine(engine_from_config(configuration, prefix, _is_async=True, **kwargs))


def create_async_pool_from_url(url: str | URL, **kwargs: Any) -> Any:
    """A pool with the defaults that an async engine for this URL would have."""
    return create_pool_from_url(url, _is_async=True, **kwargs)


def _refuse_async_events(target: object) -> NoReturn:
    raise NotImplementedError(
        "asynchronous events are not implemented at this time.  Apply synchronous listeners to the "
        "AsyncEngine.sync_engine or AsyncConnection.sync_connection attributes."
    )


class AsyncTransaction(StartableContext["AsyncTransaction"], ReversibleProxy[Transaction]):
    """A transaction to be awaited: `await connection.begin()` or `async with connection.begin()`."""

    def __init__(self, connection: AsyncConnection, nested: bool = False):
        self.connection = connection
        self.sync_transaction: Transaction | None = None
        self.nested = nested

    @classmethod
    def _regenerate_proxy_for_target(cls, target: Transaction, **kw: Any) -> AsyncTransaction:
        face = cls.__new__(cls)
        face.connection = AsyncConnection._retrieve_proxy_for_target(target.connection)
        face.sync_transaction = face._assign_proxied(target)
        face.nested = target._nested
        return face

    def _started(self) -> Transaction:
        if self.sync_transaction is None:
            raise AsyncContextNotStarted(
                f"{type(self).__name__} context has not been started and object has not been awaited."
            )
        return self.sync_transaction

    async def start(self, is_ctxmanager: bool = False) -> AsyncTransaction:
        """Begin; returns this object."""
        connection = self.connection._require_sync_connection()
        begun = connection._begin_nested_steps() if self.nested else connection._begin_steps()
        self.sync_transaction = self._assign_proxied(await begun)
        if is_ctxmanager:
            self._started()._enter_block()
        return self

    async def __aexit__(self, type_: Any, value: Any, traceback: Any) -> None:
        await self._started()._exit_steps(type_)

    @property
    def is_valid(self) -> bool:
        return self._started().is_valid

    @property
    def is_active(self) -> bool:
        return self._started().is_active

    async def close(self) -> None:
        """Roll back if the transaction is in progress."""
        await self._started()._close_steps()

    async def rollback(self) -> None:
        """Roll back."""
        await self._started()._rollback_steps()

    async def commit(self) -> None:
        """Commit."""
        await self._started()._commit_steps()


class AsyncConnection(StartableContext["AsyncConnection"], ReversibleProxy[Connection]):
    """A database connection to be awaited. Make one with `AsyncEngine.connect()`; use it in `async with`."""

    _no_async_engine_events = staticmethod(_refuse_async_events)

    def __init__(self, async_engine: AsyncEngine, sync_connection: Connection | None = None):
        self.engine = async_engine
        self.sync_engine = async_engine.sync_engine
        self.sync_connection: Connection | None = self._assign_proxied(sync_connection)

    @classmethod
    def _regenerate_proxy_for_target(cls, target: Connection, **kw: Any) -> AsyncConnection:
        return cls(AsyncEngine._retrieve_proxy_for_target(target.engine), target)

    def _require_sync_connection(self) -> Connection:
        if self.sync_connection is None:
            raise AsyncContextNotStarted(
                f"{type(self).__name__} context has not been started and object has not been awaited."
            )
        return self.sync_connection

    # ---- life

    async def start(self, is_ctxmanager: bool = False) -> AsyncConnection:
        """Check a connection out; returns this object."""
        if self.sync_connection is not None:
            raise exc.InvalidRequestError("connection is already started")
        self.sync_connection = self._assign_proxied(await self.sync_engine._connect_steps())
        return self

    async def __aexit__(self, type_: Any, value: Any, traceback: Any) -> None:
        await self.close()

    async def close(self) -> None:
        """Roll back if a transaction is in progress and return the connection to the pool."""
        await self._require_sync_connection()._close_steps()

    async def aclose(self) -> None:
        """Same as `close()`."""
        await self.close()

    async def invalidate(self, exception: BaseException | None = None) -> None:
        """Close the driver connection as unusable."""
        await self._require_sync_connection()._invalidate_steps(exception)

    @property
    def connection(self) -> NoReturn:
        raise exc.InvalidRequestError(
            "AsyncConnection.connection accessor is not implemented as the attribute may need to reconnect on an "
            "invalidated connection.  Use the get_raw_connection() method."
        )

    async def get_raw_connection(self) -> Any:
        """The pooled driver connection underneath."""
        return await self._require_sync_connection()._ready_connection_steps()

    # ---- transactions

    def begin(self) -> AsyncTransaction:
        """Begin a transaction, when awaited or entered."""
        return AsyncTransaction(self)

    def begin_nested(self) -> AsyncTransaction:
        """Make a savepoint, when awaited or entered."""
        return AsyncTransaction(self, nested=True)

    async def commit(self) -> None:
        """Commit the transaction in progress, if any."""
        await self._require_sync_connection()._commit_steps()

    async def rollback(self) -> None:
        """Roll back the transaction in progress, if any."""
        await self._require_sync_connection()._rollback_steps()

    def in_transaction(self) -> bool:
        """Whether a transaction is in progress."""
        return self._require_sync_connection().in_transaction()

    def in_nested_transaction(self) -> bool:
        """Whether a savepoint is in use."""
        return self._require_sync_connection().in_nested_transaction()

    def get_transaction(self) -> AsyncTransaction | None:
        """The transaction in progress, or None."""
        transaction = self._require_sync_connection().get_transaction()
        return None if transaction is None else AsyncTransaction._retrieve_proxy_for_target(transaction)

    def get_nested_transaction(self) -> AsyncTransaction | None:
        """The innermost savepoint, or None."""
        transaction = self._require_sync_connection().get_nested_transaction()
        return None if transaction is None else AsyncTransaction._retrieve_proxy_for_target(transaction)

    # ---- executing

    async def execution_options(self, **opt: Any) -> Self:
        """Set execution options on this connection; returns it."""
        await self._require_sync_connection()._execution_options_steps(opt)
        return self

    async def exec_driver_sql(
        self, statement: str, parameters: Any = None, execution_options: Mapping[str, Any] | None = None
    ) -> Any:
        """Execute SQL text as the driver takes it; the result is buffered."""
        result = await self._require_sync_connection()._exec_driver_sql_steps(statement, parameters, execution_options)
        return await _ensure_sync_result(result, self.exec_driver_sql)

    async def execute(
        self, statement: Any, parameters: Any = None, *, execution_options: Mapping[str, Any] | None = None
    ) -> Any:
        """Execute a statement; the result is buffered and can be read without awaiting."""
        result = await self._require_sync_connection()._execute_steps(statement, parameters, execution_options)
        return await _ensure_sync_result(result, self.execute)

    async def scalar(
        self, statement: Any, parameters: Any = None, *, execution_options: Mapping[str, Any] | None = None
    ) -> Any:
        """The first column of the first row, or None."""
        if getattr(statement, "_is_default_generator", False):
            return await self._require_sync_connection()._scalar_steps(statement, parameters, execution_options)
        return (await self.execute(statement, parameters, execution_options=execution_options)).scalar()

    async def scalars(
        self, statement: Any, parameters: Any = None, *, execution_options: Mapping[str, Any] | None = None
    ) -> Any:
        """The values of the first column."""
        return (await self.execute(statement, parameters, execution_options=execution_options)).scalars()

    @asyncstartablecontext
    async def stream(
        self, statement: Any, parameters: Any = None, *, execution_options: Mapping[str, Any] | None = None
    ) -> AsyncGenerator[AsyncResult, None]:
        """Execute with a server-side cursor; rows are fetched as they are awaited."""
        if not self._require_sync_connection().dialect.supports_server_side_cursors:
            raise exc.InvalidRequestError(
                "Cant use `stream` or `stream_scalars` with the current dialect since it does not support server side "
                "cursors."
            )
        options = immutabledict({**(execution_options or {}), **_STREAM})
        result = await self._require_sync_connection()._execute_steps(statement, parameters, options)
        streamed = AsyncResult(result)
        try:
            yield streamed
        except GeneratorExit:
            pass
        else:
            await streamed.close()

    @asyncstartablecontext
    async def stream_scalars(
        self, statement: Any, parameters: Any = None, *, execution_options: Mapping[str, Any] | None = None
    ) -> AsyncGenerator[AsyncScalarResult[Any], None]:
        """As `stream()`, the values of the first column."""
        async with self.stream(statement, parameters, execution_options=execution_options) as result:
            yield result.scalars()

    async def run_sync(self, fn: Callable[..., Any], *arg: Any, **kw: Any) -> Any:
        """Call `fn(connection, *arg, **kw)` with the blocking Connection, on a thread that can wait for this one."""
        return await run_sync(fn, self._require_sync_connection(), *arg, **kw)

    # ---- forwarded

    @property
    def closed(self) -> bool:
        return self._require_sync_connection().closed

    @property
    def invalidated(self) -> bool:
        return self._require_sync_connection().invalidated

    @property
    def dialect(self) -> Any:
        return self._require_sync_connection().dialect

    @property
    def default_isolation_level(self) -> Any:
        return self._require_sync_connection().default_isolation_level

    @property
    def info(self) -> dict[Any, Any]:
        """A dictionary for the user that lives as long as the driver connection."""
        return self._require_sync_connection().info

    async def get_isolation_level(self) -> str:
        """The isolation level in force on the server."""
        return await self._require_sync_connection()._get_isolation_level_steps()  # type: ignore[no-any-return]

    def get_execution_options(self) -> Mapping[str, Any]:
        """The execution options of this connection."""
        return self._require_sync_connection().get_execution_options()


class AsyncEngine(ReversibleProxy[Engine]):
    """An Engine whose operations are awaited; made by `create_async_engine()`."""

    _connection_cls = AsyncConnection
    _is_async = True
    _no_async_engine_events = staticmethod(_refuse_async_events)

    def __init__(self, sync_engine: Engine):
        if not sync_engine.dialect.is_async:
            raise exc.InvalidRequestError(
                "The asyncio extension requires an async driver to be used. The loaded "
                f"{sync_engine.dialect.driver!r} is not async."
            )
        self.sync_engine = self._assign_proxied(sync_engine)

    @classmethod
    def _regenerate_proxy_for_target(cls, target: Engine, **kw: Any) -> AsyncEngine:
        return cls(target)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        """A connection with a transaction begun: commits at the end of the block, rolls back after an error."""
        async with self.connect() as connection, connection.begin():
            yield connection

    def connect(self) -> AsyncConnection:
        """A new AsyncConnection, checked out when awaited or entered."""
        return self._connection_cls(self)

    async def raw_connection(self) -> Any:
        """A driver connection from the pool."""
        return await self.sync_engine._raw_connection_steps()

    def execution_options(self, **opt: Any) -> AsyncEngine:
        """An engine with these options added that shares pool and dialect with this one."""
        return AsyncEngine(self.sync_engine.execution_options(**opt))

    async def dispose(self, close: bool = True) -> None:
        """Replace the pool by a new one; close: close the idle connections of the old one."""
        await self.sync_engine._dispose_steps(close)

    # ---- forwarded

    @property
    def url(self) -> URL:
        return self.sync_engine.url  # type: ignore[no-any-return]

    @property
    def pool(self) -> Any:
        return self.sync_engine.pool

    @property
    def dialect(self) -> Any:
        return self.sync_engine.dialect

    @property
    def engine(self) -> Any:
        return self.sync_engine.engine

    @property
    def name(self) -> str:
        return self.sync_engine.name  # type: ignore[no-any-return]

    @property
    def driver(self) -> str:
        return self.sync_engine.driver  # type: ignore[no-any-return]

    @property
    def echo(self) -> Any:
        return self.sync_engine.echo

    @echo.setter
    def echo(self, value: Any) -> None:
        self.sync_engine.echo = value

    def clear_compiled_cache(self) -> None:
        """Forget all compiled SQL of this engine."""
        self.sync_engine.clear_compiled_cache()

    def update_execution_options(self, **opt: Any) -> None:
        """Change the execution options that new connections begin with."""
        self.sync_engine.update_execution_options(**opt)

    def get_execution_options(self) -> Mapping[str, Any]:
        """The execution options of this engine."""
        return self.sync_engine.get_execution_options()  # type: ignore[no-any-return]

    def __repr__(self) -> str:
        return f"AsyncEngine({self.url!r})"


@inspection._inspects(AsyncEngine)
def _no_inspection_engine(subject: AsyncEngine) -> NoReturn:
    raise exc.NoInspectionAvailable(
        "Inspection on an AsyncEngine is currently not supported. Please obtain a connection then use "
        "``conn.run_sync`` to pass a callable where it's possible to call ``inspect`` on the passed connection.",
        code="xd3s",
    )


@inspection._inspects(AsyncConnection)
def _no_inspection_connection(subject: AsyncConnection) -> NoReturn:
    raise exc.NoInspectionAvailable(
        "Inspection on an AsyncConnection is currently not supported. Please use ``run_sync`` to pass a callable where "
        "it's possible to call ``inspect`` on the passed connection.",
        code="xd3s",
    )


def _get_sync_engine_or_connection(async_engine: Any) -> Any:
    """The blocking twin of an AsyncEngine or AsyncConnection."""
    if isinstance(async_engine, AsyncConnection):
        return async_engine._require_sync_connection()
    try:
        return async_engine.sync_engine
    except AttributeError:
        raise exc.ArgumentError(f"AsyncEngine expected, got {async_engine!r}") from None
