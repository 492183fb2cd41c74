"""The shapes that dialects, execution contexts and error listeners have, under their documented names.

`Dialect` and `ExecutionContext` are bases for third parties; our own implementations are `default.DefaultDialect` and
`context.DefaultExecutionContext`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, ClassVar, TypedDict

from ..compiler.base import Compiled as Compiled
from ..compiler.cache import CacheStats as CacheStats
from ..event import Dispatch
from ..steps import wait
from .url import URL


class BindTyping(Enum):
    """How a driver is told the types of bound values: not, by `setinputsizes`, or by casts in the SQL."""

    NONE = 1
    SETINPUTSIZES = 2
    RENDER_CASTS = 3


class ExecuteStyle(Enum):
    """Which driver call an execution uses."""

    EXECUTE = 0
    EXECUTEMANY = 1
    INSERTMANYVALUES = 2


class DBAPIConnection:
    """A connection as PEP 249 describes it."""


class DBAPICursor:
    """A cursor as PEP 249 describes it."""


class DBAPIModule:
    """A driver module as PEP 249 describes it."""


class ReflectedColumn(TypedDict, total=False):
    """What `Inspector.get_columns()` says about a column."""

    name: str
    type: Any
    nullable: bool
    default: str | None
    autoincrement: bool | str
    comment: str | None
    computed: Any
    identity: Any
    dialect_options: dict[str, Any]


class Dialect:
    """What the engine needs of a kind of database and its driver. Third parties derive from DefaultDialect."""

    name: str
    driver: str
    dialect_description: str
    dbapi: Any
    positional: bool
    paramstyle: str
    is_async: bool = False
    _has_events: bool = False
    supports_statement_cache: bool = True
    CACHE_HIT: ClassVar[CacheStats] = CacheStats.CACHE_HIT
    CACHE_MISS: ClassVar[CacheStats] = CacheStats.CACHE_MISS
    CACHING_DISABLED: ClassVar[CacheStats] = CacheStats.CACHING_DISABLED
    NO_CACHE_KEY: ClassVar[CacheStats] = CacheStats.NO_CACHE_KEY
    NO_DIALECT_SUPPORT: ClassVar[CacheStats] = CacheStats.NO_DIALECT_SUPPORT
    dispatch: Dispatch


class ExecutionContext:
    """One execution of a statement, from its parameters to its result."""

    engine: Any
    connection: Any
    root_connection: Any
    dialect: Any
    cursor: Any
    compiled: Compiled | None
    statement: str
    invoked_statement: Any
    parameters: Sequence[Any]
    no_parameters: bool
    isinsert: bool
    isupdate: bool
    execute_style: ExecuteStyle
    executemany: bool
    prefetch_cols: Any
    postfetch_cols: Any
    execution_options: Mapping[str, Any]


class ExceptionContext:
    """An error that happened in an execution, for `handle_error` listeners."""

    __slots__ = (
        "engine",
        "dialect",
        "connection",
        "sqlalchemy_exception",
        "original_exception",
        "execution_context",
        "cursor",
        "statement",
        "parameters",
        "chained_exception",
        "is_disconnect",
        "invalidate_pool_on_disconnect",
        "is_pre_ping",
    )

    dialect: Any
    engine: Any
    connection: Any
    cursor: Any
    statement: str | None
    parameters: Any
    original_exception: BaseException
    sqlalchemy_exception: Any
    chained_exception: BaseException | None
    execution_context: Any
    is_disconnect: bool
    invalidate_pool_on_disconnect: bool
    is_pre_ping: bool


class AdaptedConnection:
    """An async driver connection behind blocking methods, as event listeners get it."""

    __slots__ = ("_connection",)

    _connection: Any

    @property
    def driver_connection(self) -> Any:
        """The connection as the driver library knows it."""
        return self._connection

    def run_async(self, fn: Any) -> Any:
        """Run an async function of the driver connection, from blocking code; returns its answer."""
        return wait(fn(self._connection))

    def __repr__(self) -> str:
        return f"<AdaptedConnection {self._connection}>"


class CreateEnginePlugin:
    """Base of plugins that `create_engine` loads by the name given in `plugins` or in the URL's query.

    Override `update_url`, `handle_dialect_kwargs`, `handle_pool_kwargs`, `engine_created`.
    """

    def __init__(self, url: URL, kwargs: dict[str, Any]):
        self.url = url

    def update_url(self, url: URL) -> URL:
        """Return the URL without the parts that this plugin consumes."""
        raise NotImplementedError()

    def handle_dialect_kwargs(self, dialect_cls: type[Any], dialect_args: dict[str, Any]) -> None:
        """Change the arguments of the dialect in place."""

    def handle_pool_kwargs(self, pool_cls: type[Any], pool_args: dict[str, Any]) -> None:
        """Change the arguments of the pool in place."""

    def engine_created(self, engine: Any) -> None:
        """The engine is there: add listeners to it."""
