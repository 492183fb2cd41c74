"""`create_engine` and its relatives: from a URL and arguments to a dialect, a pool and an Engine.

Each argument is for the dialect, the pool or the engine; whoever names it in a signature gets it, and what is left
over is a TypeError.
"""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import Callable, Mapping
from typing import Any

from .. import event, exc, steps
from ..compiler.base import COLLECT_CARTESIAN_PRODUCTS
from ..structures import immutabledict
from .config import CONFIG_TYPES as CONFIG_TYPES
from .connection import Connection
from .engine import Engine, OptionEngine
from .interfaces import CreateEnginePlugin
from .mock import create_mock_engine as create_mock_engine
from .url import URL, load_plugin, make_url


def create_engine(url: str | URL, **kwargs: Any) -> Engine:
    """A new Engine for the database at `url`; nothing is connected yet.

    Common arguments: echo, pool_size, max_overflow, pool_timeout, pool_recycle, pool_pre_ping, poolclass, connect_args,
    isolation_level, execution_options, hide_parameters, json_serializer, json_deserializer, query_cache_size; those of
    the dialect are accepted too. Raises ArgumentError for a bad URL, NoSuchModuleError for an unknown dialect,
    TypeError for arguments that nobody takes.
    """
    return _Assembly(url, kwargs).engine()


def _init_parameters(cls: type[Any]) -> set[str]:
    """The names of all keyword arguments that a class and its bases take."""
    names: set[str] = set()
    for base in cls.__mro__:
        init = base.__dict__.get("__init__")
        if init is None:
            continue
        parameters = inspect.signature(init).parameters.values()
        names.update(each.name for each in parameters if each.kind in (each.POSITIONAL_OR_KEYWORD, each.KEYWORD_ONLY))
        if not any(each.kind is each.VAR_KEYWORD for each in parameters):
            break
    return names - {"self"}


class _Assembly:
    """One call of create_engine."""

    def __init__(self, url: str | URL, kwargs: dict[str, Any]):
        self.given = kwargs
        self.is_async = bool(kwargs.pop("_is_async", False))
        if kwargs.pop("empty_in_strategy", None) is not None:
            exc.warn_deprecated(
                "The create_engine.empty_in_strategy keyword is deprecated, and no longer has any effect.", "1.4"
            )
        if kwargs.pop("convert_unicode", None) is not None:
            exc.warn_deprecated("The create_engine.convert_unicode keyword is deprecated.", "1.3")
        if kwargs.pop("future", True) is not True:
            raise exc.ArgumentError("The 'future' parameter passed to create_engine() may only be set to True.")
        self.url, self.plugins = _with_plugins(make_url(url), kwargs)
        entry = self.url._get_entrypoint()
        self.dialect_cls = (entry.get_async_dialect_cls if self.is_async else entry.get_dialect_cls)(self.url)
        self.entry = entry

    def engine(self) -> Engine:
        dialect = self._dialect()
        pool = self._pool(dialect)
        engine = self._engine(dialect, pool)
        self._first_connect(dialect, pool, engine)
        self.dialect_cls.engine_created(engine)
        if self.entry is not self.dialect_cls:
            self.entry.engine_created(engine)
        for plugin in self.plugins:
            plugin.engine_created(engine)
        return engine

    def _dialect(self) -> Any:
        given, cls = self.given, self.dialect_cls
        arguments = {name: given.pop(name) for name in _init_parameters(cls) if name in given}
        dbapi = given.pop("module", None) or arguments.pop("dbapi", None)
        if dbapi is None:
            dbapi_args = {
                name: given.pop(name) for name in list(inspect.signature(cls.import_dbapi).parameters) if name in given
            }
            legacy = getattr(cls, "dbapi", None)
            if "import_dbapi" not in dir(cls) and callable(legacy):
                dbapi = legacy(**dbapi_args)
            else:
                dbapi = cls.import_dbapi(**dbapi_args)
        arguments["dbapi"] = dbapi
        arguments.setdefault("compiler_linting", 0)
        if given.pop("enable_from_linting", True):
            arguments["compiler_linting"] |= COLLECT_CARTESIAN_PRODUCTS
        for plugin in self.plugins:
            plugin.handle_dialect_kwargs(cls, arguments)
        return cls(**arguments)

    def _pool(self, dialect: Any) -> Any:
        given = self.given
        connect_args = given.pop("connect_args", {})
        cargs, cparams = dialect.create_connect_args(self.url)
        cargs = list(cargs)
        cparams = {**cparams, **connect_args}
        async_creator = given.pop("async_creator", None)
        creator = given.pop("creator", None) or _connector(dialect, cargs, cparams, async_creator)
        pool = given.pop("pool", None)
        if pool is not None:
            pool._dialect = dialect
            if isinstance(pool, type):
                raise exc.ArgumentError("create_engine(pool=) takes a pool object; give a class as poolclass=")
            return pool
        poolclass = given.pop("poolclass", None) or dialect.get_dialect_pool_class(self.url)
        arguments: dict[str, Any] = {"dialect": dialect}
        names = _init_parameters(poolclass)
        for name in names:
            for key in (_POOL_NAMES.get(name), name if name in ("pool_size", "max_overflow", "use_lifo") else None):
                if key is not None and key in given:
                    arguments[name] = given.pop(key)
        for plugin in self.plugins:
            plugin.handle_pool_kwargs(poolclass, arguments)
        return poolclass(creator, **arguments)

    def _engine(self, dialect: Any, pool: Any) -> Engine:
        given = self.given
        names = _init_parameters(Engine) - {"pool", "dialect", "url"}
        arguments = {name: given.pop(name) for name in names if name in given}
        initialize = given.pop("_initialize", True)
        if given:
            unknown = ",".join(f"'{name}'" for name in sorted(given))
            raise TypeError(
                f"Invalid argument(s) {unknown} sent to create_engine(), using configuration "
                f"{type(dialect).__name__}/{type(pool).__name__}/{Engine.__name__}.  Please check that the keyword "
                "arguments are appropriate for this combination of components."
            )
        self.initialize = initialize
        return Engine(pool, dialect, self.url, **arguments)

    def _first_connect(self, dialect: Any, pool: Any, engine: Engine) -> None:
        """Have each driver connection prepared, and the dialect ask the server at the first one."""
        if not self.initialize:
            return
        prepare = dialect.on_connect_url(self.url)
        builtin = dialect._builtin_onconnect()
        if prepare is not None:
            event.listen(pool, "connect", lambda connection, record: prepare(connection))
        if builtin is not None:
            event.listen(pool, "connect", builtin)

        def first_connect(dbapi_connection: Any, record: Any = None) -> None:
            connection = Connection(
                _Unheard(engine, {}), _Borrowed(dbapi_connection), _allow_revalidate=False, _allow_autobegin=False
            )
            connection._execution_options = immutabledict()
            try:
                dialect.initialize(connection)
            finally:
                # the driver may have begun a transaction by itself
                if not connection.invalidated and not connection.closed:
                    _roll_back(dialect, dbapi_connection)

        event.listen(pool, "connect", first_connect, once_unless_exception=True)


def _roll_back(dialect: Any, dbapi_connection: Any) -> None:
    done = dialect.do_rollback(dbapi_connection)
    if dialect.is_async and done is not None:
        steps.wait(done)


class _Unheard(OptionEngine):
    """The engine for what a dialect asks at the first connection: the user's listeners do not hear of it."""

    _has_events = False


class _Borrowed:
    """A driver connection that is not checked out, for the Connection that initializes the dialect."""

    is_valid = True
    is_detached = False
    _connection_record = None

    def __init__(self, dbapi_connection: Any):
        self.dbapi_connection = dbapi_connection

    @property
    def driver_connection(self) -> Any:
        return self.dbapi_connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self.dbapi_connection, name)

    async def _invalidate_steps(self, error: BaseException | None = None, soft: bool = False) -> None:
        self.is_valid = False


_POOL_NAMES = {
    "logging_name": "pool_logging_name",
    "echo": "echo_pool",
    "timeout": "pool_timeout",
    "recycle": "pool_recycle",
    "events": "pool_events",
    "use_lifo": "pool_use_lifo",
    "reset_on_return": "pool_reset_on_return",
    "pre_ping": "pool_pre_ping",
}


def _connector(dialect: Any, cargs: list[Any], cparams: dict[str, Any], async_creator: Any) -> Callable[..., Any]:
    """The pool's creator: the dialect's connect, unless a `do_connect` listener opens the connection."""
    if async_creator is not None:
        cparams = {**cparams, "async_creator_fn": async_creator}

    def connect(connection_record: Any = None) -> Any:
        if dialect._has_events:
            listeners_args, listeners_params = list(cargs), dict(cparams)
            for fn in dialect.dispatch.do_connect:
                connection = fn(dialect, connection_record, listeners_args, listeners_params)
                if connection is not None:
                    return _given(connection) if dialect.is_async else connection
            return dialect.connect(*listeners_args, **listeners_params)
        return dialect.connect(*cargs, **cparams)

    return connect


async def _given(connection: Any) -> Any:
    return await connection if hasattr(connection, "__await__") else connection


def _with_plugins(url: URL, kwargs: dict[str, Any]) -> tuple[URL, list[CreateEnginePlugin]]:
    names = [*url.normalized_query.get("plugin", ()), *(kwargs.get("plugins") or ())]
    names = list(dict.fromkeys(names))
    kwargs.pop("plugins", None)
    if not names:
        return url, []
    plugins = []
    popped = url.difference_update_query(["plugin", "plugins"])
    given = {**kwargs}
    for name in names:
        plugin = load_plugin(name)(url, given)
        with contextlib.suppress(NotImplementedError):  # a plugin need not know the method
            popped = plugin.update_url(popped)
        plugins.append(plugin)
    kwargs.clear()
    kwargs.update(given)
    return popped, plugins


def engine_from_config(configuration: Mapping[str, Any], prefix: str = "sqlalchemy.", **kwargs: Any) -> Engine:
    """An Engine from a configuration: keys that begin with `prefix` are arguments, "url" among them.

    Strings are converted to what the arguments are. Raises KeyError without a URL, ValueError for bad values.
    """
    options = {key[len(prefix) :]: value for key, value in configuration.items() if key.startswith(prefix)}
    options.update(kwargs)
    url = options.pop("url")
    return create_engine(url, **_coerced(url, options))


def _coerced(url: Any, options: dict[str, Any]) -> dict[str, Any]:
    dialect_types = getattr(make_url(url)._get_entrypoint().get_dialect_cls(make_url(url)), "engine_config_types", {})
    types = {**CONFIG_TYPES, **dialect_types}
    return {key: types[key](value) if key in types else value for key, value in options.items()}


def create_pool_from_url(url: str | URL, **kwargs: Any) -> Any:
    """A pool with the defaults that an engine for this URL would have.

    kwargs: those of `create_engine` that concern the pool, without their "pool_" prefix where it has one.
    """
    renamed = {}
    for name, value in kwargs.items():
        renamed[_POOL_NAMES.get(name, name)] = value
    renamed["_initialize"] = False
    return create_engine(url, **renamed).pool
