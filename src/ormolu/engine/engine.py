"""`Engine`: a dialect and a pool; the place that connections come from."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any

from .. import steps
from ..structures import LRUCache, immutabledict
from . import log
from .connection import Connection
from .errors import handle_without_connection
from .transaction import RootTransaction
from .url import URL

_CACHE_SIZE = 500


class Engine:
    """Connects to one database, through a pool; made by `create_engine()`. Threads may share it."""

    _carries_pool_events = True
    _connection_cls = Connection
    _has_events = False
    _connection_characteristics: Mapping[str, Any] = immutabledict()
    _sqla_logger_namespace = "sqlalchemy.engine.Engine"
    echo = log.echo_property()
    dispatch: Any

    def __init__(
        self,
        pool: Any,
        dialect: Any,
        url: URL,
        logging_name: str | None = None,
        echo: log.EchoFlag = None,
        query_cache_size: int = _CACHE_SIZE,
        execution_options: Mapping[str, Any] | None = None,
        hide_parameters: bool = False,
    ):
        self._pool_holder = [pool]
        self.url = url
        self.dialect = dialect
        self.logging_name = logging_name
        self._set_echo(echo)
        self.hide_parameters = hide_parameters
        self._execution_options: Mapping[str, Any] = immutabledict()
        self._compiled_cache: Any = LRUCache(query_cache_size) if query_cache_size > 0 else None
        if execution_options:
            self.update_execution_options(**execution_options)

    # ---- parts

    @property
    def engine(self) -> Engine:
        """This engine itself."""
        return self

    @property
    def pool(self) -> Any:
        """The connection pool."""
        return self._pool_holder[0]

    @pool.setter
    def pool(self, pool: Any) -> None:
        self._pool_holder[0] = pool

    @property
    def name(self) -> str:
        """The name of the dialect."""
        return self.dialect.name  # type: ignore[no-any-return]

    @property
    def driver(self) -> str:
        """The name of the driver."""
        return self.dialect.driver  # type: ignore[no-any-return]

    def __repr__(self) -> str:
        return f"Engine({self.url!r})"

    # ---- logging

    def _set_echo(self, echo: log.EchoFlag) -> None:
        self._echo_flag = echo
        self.logger = log.logger_for(self._sqla_logger_namespace, self.logging_name, echo)

    def _should_log_info(self) -> bool:
        return self.logger.isEnabledFor(20)

    def _should_log_debug(self) -> bool:
        return self.logger.isEnabledFor(10)

    # ---- options

    def clear_compiled_cache(self) -> None:
        """Forget all compiled SQL of this engine."""
        if self._compiled_cache is not None:
            self._compiled_cache.clear()

    def update_execution_options(self, **opt: Any) -> None:
        """Change the execution options that new connections begin with."""
        if self._has_events:
            self.dispatch.set_engine_execution_options(self, opt)
        self._execution_options = immutabledict({**self._execution_options, **opt})
        self.dialect.set_engine_execution_options(self, opt)

    def execution_options(self, **opt: Any) -> OptionEngine:
        """An engine with these options added that shares pool and dialect with this one."""
        return OptionEngine(self, opt)

    def get_execution_options(self) -> Mapping[str, Any]:
        """The execution options of this engine."""
        return self._execution_options

    # ---- connections

    def connect(self) -> Connection:
        """A new Connection. Raises OperationalError if the database cannot be reached."""
        connection = self._connection_cls(self)
        if self._connection_characteristics:
            self.dialect._set_connection_characteristics(connection, self._connection_characteristics)
        return connection

    async def _connect_steps(self) -> Connection:
        proxy = await self._raw_connection_steps()
        if self._has_events and self.dialect.is_async:
            connection = await steps.call(self._connection_cls, self, proxy)
        else:
            connection = self._connection_cls(self, proxy)
        if self._connection_characteristics:
            setter = self.dialect._set_connection_characteristics
            if self.dialect.is_async:
                await steps.call(setter, connection, self._connection_characteristics)
            else:
                setter(connection, self._connection_characteristics)
        return connection

    def begin(self) -> AbstractContextManager[Connection]:
        """A Connection with a transaction begun: commits at the end of the block, rolls back after an error."""
        return _Block(self)

    def raw_connection(self) -> Any:
        """A driver connection from the pool, behind a proxy whose `close()` returns it."""
        return self.pool._ready_proxy() or steps.drive(self._raw_connection_steps())

    async def _raw_connection_steps(self) -> Any:
        proxy = self.pool._ready_proxy()
        if proxy is not None:
            return proxy
        try:
            return await self.pool._connect_steps()
        except self.dialect.loaded_dbapi.Error as error:
            handle_without_connection(error, self.dialect, self)

    def dispose(self, close: bool = True) -> None:
        """Replace the pool by a new one. close: close the idle connections of the old one; use False after a fork."""
        steps.drive(self._dispose_steps(close))

    async def _dispose_steps(self, close: bool = True) -> None:
        old = self.pool
        if close:
            await old._dispose_steps()
        self.pool = old.recreate()
        if self._has_events:
            self.dispatch.engine_disposed(self)

    def _run_ddl_visitor(self, visitorcallable: Any, element: Any, **kwargs: Any) -> None:
        """Create or drop what `element` holds, in a transaction."""
        with self.begin() as connection:
            connection._run_ddl_visitor(visitorcallable, element, **kwargs)


class _Block:
    """`with engine.begin() as connection`; by hand, because a generator would cost as much as the whole checkout."""

    __slots__ = ("engine", "connection", "transaction")

    connection: Connection
    transaction: RootTransaction

    def __init__(self, engine: Engine):
        self.engine = engine

    def __enter__(self) -> Connection:
        self.connection = connection = self.engine.connect()
        try:
            self.transaction = connection.begin()
        except BaseException:
            connection.close()
            raise
        self.transaction._enter_block()
        return connection

    def __exit__(self, type_: Any, value: Any, traceback: Any) -> None:
        try:
            self.transaction.__exit__(type_, value, traceback)
        finally:
            self.connection.close()


class OptionEngine(Engine):
    """An engine with other execution options than the one it came from; everything else is shared."""

    def __init__(self, proxied: Engine, execution_options: Mapping[str, Any]):
        self._proxied = proxied
        self._pool_holder = proxied._pool_holder
        self.url = proxied.url
        self.dialect = proxied.dialect
        self.logging_name = proxied.logging_name
        self._echo_flag = proxied._echo_flag
        self.logger = proxied.logger
        self.hide_parameters = proxied.hide_parameters
        self._compiled_cache = proxied._compiled_cache
        self._execution_options = proxied._execution_options
        self._connection_characteristics = proxied._connection_characteristics
        self.__dict__["dispatch"] = proxied.dispatch._join(proxied.dispatch)
        self.update_execution_options(**execution_options)

    @property
    def _has_events(self) -> bool:
        return bool(self.__dict__.get("_own_events", False)) or self._proxied._has_events

    @_has_events.setter
    def _has_events(self, value: bool) -> None:
        self.__dict__["_own_events"] = value
