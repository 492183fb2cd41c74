"""`DefaultDialect`: the base of all dialects, for a database and driver that behave like the standards say.

A dialect is a form: attributes name what a database can do, methods say the few things that differ. The methods that
reach the driver (`do_*`, `connect`) return a plain value, or an awaitable where `is_async` is true.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .. import exc
from ..compiler.default import DialectTraits
from ..compiler.default import StringDialect as StrCompileDialect  # noqa: F401  (its public place)
from ..schema.catalog import CatalogQueries
from ..sql.names import quoted_name
from ..sql.savepoints import ReleaseSavepointClause, RollbackToSavepointClause, SavepointClause
from ..structures import immutabledict, memoized_property
from . import pool as poollib
from .characteristics import CHARACTERISTICS
from .config import CONFIG_TYPES
from .context import DefaultExecutionContext
from .errors import handle_without_connection
from .failures import Failure
from .interfaces import BindTyping, Dialect
from .url import URL

_EMPTY: Mapping[Any, Any] = immutabledict()


class DefaultDialect(DialectTraits, CatalogQueries, Dialect):
    """The base of dialects; each attribute is the standard answer, to be overridden where a database differs."""

    # ---- parts
    execution_ctx_cls: type[Any] = DefaultExecutionContext
    ischema_names: Mapping[str, Any] = _EMPTY
    connection_characteristics: Mapping[str, Any] = CHARACTERISTICS
    reflection_options: Sequence[str] = ()

    # ---- driver
    driver: str = "default"
    default_paramstyle: str = "named"
    has_terminate: bool = False
    bind_typing: BindTyping = BindTyping.NONE
    include_set_input_sizes: set[Any] | None = None
    exclude_set_input_sizes: set[Any] | None = None
    execute_sequence_format: type[Any] = tuple
    value_patterns: Sequence[re.Pattern[str]] = ()
    failures: Mapping[Any, Failure] = _EMPTY
    dbapi_exception_translation_map: Mapping[str, str] = _EMPTY
    returns_native_bytes: bool = False
    supports_native_json_serialization: bool = False
    supports_native_json_deserialization: bool = False
    dialect_injects_custom_json_deserializer: bool = False
    _json_serializer: Any = None
    _json_deserializer: Any = None
    minimum_dbapi_version: Any = None

    # ---- SQL that only the engine and the types ask about
    default_sequence_base: int = 1
    supports_is_distinct_from: bool = True
    _legacy_binary_type_literal_encoding: str = "utf-8"
    _user_defined_max_identifier_length: int | None = None

    # ---- results
    supports_sane_rowcount: bool = True
    supports_sane_multi_rowcount: bool = True
    server_side_cursors: bool = False
    supports_server_side_cursors: bool = False

    # ---- found out at the first connection
    server_version_info: tuple[Any, ...] | None = None
    default_isolation_level: str | None = None
    skip_autocommit_rollback: bool = False

    engine_config_types: Mapping[str, Callable[[Any], Any]] = CONFIG_TYPES

    def __init__(
        self,
        paramstyle: str | None = None,
        isolation_level: str | None = None,
        dbapi: Any = None,
        implicit_returning: bool = True,
        supports_native_boolean: bool | None = None,
        max_identifier_length: int | None = None,
        label_length: int | None = None,
        insertmanyvalues_page_size: Any = None,
        use_insertmanyvalues: bool | None = None,
        compiler_linting: Any = 0,
        server_side_cursors: bool = False,
        skip_autocommit_rollback: bool = False,
        **kwargs: Any,
    ):
        if server_side_cursors:
            exc.warn_deprecated(
                "The create_engine.server_side_cursors parameter is deprecated and will be removed in a future "
                "release.  Please use the Connection.execution_options.stream_results parameter.",
                "1.4",
            )
            if not self.supports_server_side_cursors:
                raise exc.ArgumentError(f"Dialect {self} does not support server side cursors")
            self.server_side_cursors = True
        if getattr(self, "use_setinputsizes", False):
            exc.warn_deprecated(
                "The dialect-level use_setinputsizes attribute is deprecated.  Please use bind_typing = "
                "BindTyping.SETINPUTSIZES",
                "2.0",
            )
            self.bind_typing = BindTyping.SETINPUTSIZES
        if kwargs:
            raise TypeError(f"{type(self).__name__} got unexpected arguments: {', '.join(sorted(kwargs))}")
        self.dbapi = dbapi
        self.skip_autocommit_rollback = skip_autocommit_rollback
        self._set_paramstyle(paramstyle)
        self.positional = self.paramstyle in ("qmark", "format", "numeric", "numeric_dollar")
        self._on_connect_isolation_level = isolation_level
        self._user_defined_max_identifier_length = max_identifier_length
        if max_identifier_length:
            self.max_identifier_length = max_identifier_length
        if supports_native_boolean is not None:
            self.supports_native_boolean = supports_native_boolean
        if insertmanyvalues_page_size is not None:
            self.insertmanyvalues_page_size = insertmanyvalues_page_size
        if use_insertmanyvalues is not None:
            self.use_insertmanyvalues = use_insertmanyvalues
        self.label_length = label_length
        self.compiler_linting = compiler_linting
        self._init_compilers()

    def _set_paramstyle(self, paramstyle: str | None) -> None:
        if paramstyle is not None:
            self.paramstyle = paramstyle
        elif self.dbapi is not None:
            self.paramstyle = self.dbapi.paramstyle
        else:
            self.paramstyle = self.default_paramstyle

    # ---- description

    @property
    def dialect_description(self) -> str:  # type: ignore[override]  # computed
        return f"{self.name}+{self.driver}"

    @property
    def full_returning(self) -> bool:
        """Whether INSERT, UPDATE and DELETE all have RETURNING."""
        return self.insert_returning and self.update_returning and self.delete_returning

    @property
    def supports_sane_rowcount_returning(self) -> bool:
        return self.supports_sane_rowcount

    @memoized_property
    def loaded_dbapi(self) -> Any:
        """The driver module. Raises NoDBAPILoaded if the dialect was made without it."""
        if self.dbapi is None:
            raise exc.NoDBAPILoaded(
                f"Dialect {self} does not have a Python DBAPI established and cannot be used for actual database "
                "interaction"
            )
        return self.dbapi

    @property
    def _bind_typing_render_casts(self) -> bool:  # type: ignore[override]  # computed
        return self.bind_typing is BindTyping.RENDER_CASTS

    @property
    def _supports_statement_cache(self) -> bool:
        found = self.__class__.__dict__.get("supports_statement_cache")
        if found is None:
            exc.warn(
                f"Dialect {self.name}:{self.driver} will not make use of SQL compilation caching as it does not set "
                "the 'supports_statement_cache' attribute to ``True``.  This can have significant performance "
                "implications including some performance degradations in comparison to prior SQLAlchemy versions.  "
                "Dialect maintainers should seek to set this attribute to True after appropriate development and "
                "testing for SQLAlchemy 1.4 caching support.   Alternatively, this attribute may be set to False "
                "which will disable this warning.",
                code="cprf",
            )
            self.__class__.supports_statement_cache = False
        return bool(found)

    # ---- classes and their relatives

    @classmethod
    def get_dialect_cls(cls, url: URL) -> type[Any]:
        """The dialect class to use for this URL; this one by default."""
        return cls

    @classmethod
    def get_async_dialect_cls(cls, url: URL) -> type[Any]:
        """The dialect class to use for this URL by an async engine."""
        return cls.get_dialect_cls(url)

    @classmethod
    def get_pool_class(cls, url: URL) -> type[poollib.Pool]:
        """The pool class for this URL."""
        return getattr(cls, "poolclass", poollib.AsyncAdaptedQueuePool if cls.is_async else poollib.QueuePool)

    def get_dialect_pool_class(self, url: URL) -> type[poollib.Pool]:
        return self.get_pool_class(url)

    @classmethod
    def load_provisioning(cls) -> None:
        """Load test support of a third-party dialect: its `provision` module beside the dialect's, if there is one."""
        package = ".".join(cls.__module__.split(".")[:-1])
        try:
            __import__(f"{package}.provision")
        except ImportError:
            return

    @classmethod
    def engine_created(cls, engine: Any) -> None:
        """An engine was made with this dialect class."""

    @classmethod
    def import_dbapi(cls) -> Any:
        """Import and return the driver module."""
        raise NotImplementedError(f"{cls.__name__} does not say which driver module it uses")

    # ---- connecting

    def create_connect_args(self, url: URL) -> tuple[Sequence[Any], dict[str, Any]]:
        """Positional and keyword arguments of `connect` for this URL."""
        options = url.translate_connect_args()
        options.update(url.query)
        return [], options

    def set_engine_execution_options(self, engine: Any, opts: Mapping[str, Any]) -> None:
        """Execution options were given to an engine: have those that concern connections applied to each of them."""
        characteristics = {name: opts[name] for name in self.connection_characteristics if name in opts}
        if not characteristics:
            return
        engine._connection_characteristics = {**engine._connection_characteristics, **characteristics}

    def set_connection_execution_options(self, connection: Any, opts: Mapping[str, Any]) -> None:
        """Execution options were given to a connection: apply those that concern it."""
        found = {name: opts[name] for name in self.connection_characteristics if name in opts}
        if found:
            self._set_connection_characteristics(connection, found)

    def _set_connection_characteristics(self, connection: Any, characteristics: Mapping[str, Any]) -> None:
        values = [(name, self.connection_characteristics[name], value) for name, value in characteristics.items()]
        if connection.in_transaction():
            transactional = [name for name, each, _ in values if each.transactional]
            if transactional:
                raise exc.InvalidRequestError(
                    "This connection has already initialized a SQLAlchemy Transaction() object via begin() or "
                    f"autobegin; {', '.join(transactional)} may not be altered unless rollback() or commit() is "
                    "called first."
                )
        dbapi_connection = connection.connection.dbapi_connection
        for _, characteristic, value in values:
            characteristic.set_connection_characteristic(self, connection, dbapi_connection, value)
        changed = [each for _, each, _ in values]
        record = connection.connection._connection_record
        if record is not None:
            record.finalize_callback.append(lambda driver_connection: self._reset_all(changed, driver_connection))

    def _reset_all(self, characteristics: Sequence[Any], dbapi_connection: Any) -> None:
        for characteristic in characteristics:
            characteristic.reset_characteristic(self, dbapi_connection)

    def _reset_characteristics(self, names: Sequence[str], dbapi_connection: Any) -> None:
        self._reset_all([self.connection_characteristics[name] for name in names], dbapi_connection)

    def connect(self, *cargs: Any, **cparams: Any) -> Any:
        """Open a driver connection."""
        return self.loaded_dbapi.connect(*cargs, **cparams)

    def on_connect(self) -> Callable[[Any], Any] | None:
        """A function to call with each new driver connection, or None."""
        return None

    def on_connect_url(self, url: URL) -> Callable[[Any], Any] | None:
        """As `on_connect()`, for dialects that need the URL."""
        return self.on_connect()

    def _builtin_onconnect(self) -> Callable[[Any], Any] | None:
        level = self._on_connect_isolation_level
        if level is None:
            return None

        def set_level(dbapi_connection: Any, record: Any = None) -> None:
            self._assert_and_set_isolation_level(dbapi_connection, level)

        return set_level

    def initialize(self, connection: Any) -> None:
        """Ask the server, through the first connection, for what the dialect must know."""
        for name, ask in (
            ("server_version_info", lambda: self._get_server_version_info(connection)),
            ("default_schema_name", lambda: self._get_default_schema_name(connection)),
            (
                "default_isolation_level",
                lambda: self.get_default_isolation_level(connection.connection.dbapi_connection),
            ),
        ):
            try:
                setattr(self, name, ask())
            except NotImplementedError:
                setattr(self, name, None)
        if not self._user_defined_max_identifier_length:
            length = self._check_max_identifier_length(connection)
            if length:
                self.max_identifier_length = length
        if self.label_length and self.label_length > self.max_identifier_length:
            raise exc.ArgumentError(
                f"Label length of {self.label_length} is greater than this dialect's maximum identifier length of "
                f"{self.max_identifier_length}"
            )

    def _get_server_version_info(self, connection: Any) -> tuple[Any, ...] | None:
        raise NotImplementedError

    def _get_default_schema_name(self, connection: Any) -> str | None:
        raise NotImplementedError

    def _check_max_identifier_length(self, connection: Any) -> int | None:
        """The identifier length that this server allows, if it is not what the class says."""
        return None

    def min_year_for_type(self, type_: Any) -> int:
        """The earliest year that values of this date type can have here, as Python and the database go."""
        return 1

    def get_driver_connection(self, connection: Any) -> Any:
        """The connection as the driver library knows it."""
        return connection

    # ---- isolation levels

    def set_isolation_level(self, dbapi_connection: Any, level: str) -> None:
        """Have this driver connection use an isolation level."""
        raise NotImplementedError(f"Dialect {self.name} does not support isolation levels")

    def get_isolation_level(self, dbapi_connection: Any) -> str:
        """The isolation level of this driver connection."""
        raise NotImplementedError(f"Dialect {self.name} does not support isolation levels")

    def get_default_isolation_level(self, dbapi_connection: Any) -> str:
        """The isolation level of a new driver connection."""
        return self.get_isolation_level(dbapi_connection)

    def get_isolation_level_values(self, dbapi_connection: Any) -> Sequence[str]:
        """The isolation levels that this database has."""
        raise NotImplementedError(f"Dialect {self.name} does not support isolation levels")

    def detect_autocommit_setting(self, dbapi_connection: Any) -> bool:
        """Whether this driver connection commits by itself. Used when `skip_autocommit_rollback` is on."""
        raise NotImplementedError(f"Dialect {self.name} cannot tell whether a connection is in autocommit mode")

    def _gen_allowed_isolation_levels(self, dbapi_connection: Any) -> list[str] | None:
        try:
            raw = list(self.get_isolation_level_values(dbapi_connection))
        except NotImplementedError:
            return None
        normalized = [level.replace("_", " ").upper() for level in raw]
        if raw != normalized:
            raise ValueError(
                f"Dialect {self.name!r} get_isolation_level_values() method should return names as UPPERCASE using "
                f"spaces, not underscores; got {sorted(set(raw).difference(normalized))}"
            )
        return raw

    def _assert_and_set_isolation_level(self, dbapi_connection: Any, level: str) -> None:
        level = level.replace("_", " ").upper()
        allowed = self._gen_allowed_isolation_levels(dbapi_connection)
        if allowed and level not in allowed:
            raise exc.ArgumentError(
                f"Invalid value {level!r} for isolation_level. Valid isolation levels for {self.name!r} are "
                f"{', '.join(allowed)}"
            )
        self.set_isolation_level(dbapi_connection, level)

    def reset_isolation_level(self, dbapi_connection: Any) -> None:
        """Back to the level that connections of this engine begin with."""
        level = self._on_connect_isolation_level or self.default_isolation_level
        if level is not None:
            self._assert_and_set_isolation_level(dbapi_connection, level)

    # ---- driver calls

    def do_begin(self, dbapi_connection: Any) -> Any:
        """Begin a transaction; nothing to do with drivers that begin by themselves."""

    def do_commit(self, dbapi_connection: Any) -> Any:
        """Commit."""
        return dbapi_connection.commit()

    def do_rollback(self, dbapi_connection: Any) -> Any:
        """Roll back."""
        if self.skip_autocommit_rollback and self.detect_autocommit_setting(dbapi_connection):
            return None
        return dbapi_connection.rollback()

    def do_close(self, dbapi_connection: Any) -> Any:
        """Close a driver connection."""
        return dbapi_connection.close()

    def do_terminate(self, dbapi_connection: Any) -> Any:
        """Close a driver connection without waiting for the server, as far as the driver can."""
        return self.do_close(dbapi_connection)

    def terminate_without_waiting(self, dbapi_connection: Any) -> None:
        """Close an async driver connection where nothing can be awaited."""

    def do_execute(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> Any:
        """Execute with one set of parameters."""
        return cursor.execute(statement, parameters)

    def do_executemany(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> Any:
        """Execute with a list of sets of parameters."""
        return cursor.executemany(statement, parameters)

    def do_execute_no_params(self, cursor: Any, statement: str, context: Any = None) -> Any:
        """Execute without telling the driver about parameters, so that it leaves "%" alone."""
        return cursor.execute(statement)

    def do_set_input_sizes(self, cursor: Any, list_of_tuples: Sequence[tuple[Any, Any, Any]], context: Any) -> Any:
        """Tell the driver the types of parameters: (name, driver type, SQL type) for each."""
        raise NotImplementedError(f"Dialect {self.name} has no setinputsizes")

    def do_ping(self, dbapi_connection: Any) -> Any:
        """Have the server answer; returns True."""
        cursor = dbapi_connection.cursor()
        try:
            cursor.execute(self._dialect_specific_select_one)
        finally:
            cursor.close()
        return True

    def _do_ping_w_event(self, dbapi_connection: Any) -> Any:
        """Whether the server answers. Errors other than lost connections are raised."""
        if self.is_async:
            return self._ping_async(dbapi_connection)
        try:
            return self.do_ping(dbapi_connection)
        except self.loaded_dbapi.Error as error:
            return self._ping_failed(error)

    async def _ping_async(self, dbapi_connection: Any) -> bool:
        try:
            return bool(await self.do_ping(dbapi_connection))
        except self.loaded_dbapi.Error as error:
            return self._ping_failed(error)

    def _ping_failed(self, error: Exception) -> bool:
        is_disconnect = self.is_disconnect(error, None, None)
        if self._has_events:
            try:
                handle_without_connection(error, self, is_disconnect=is_disconnect, is_pre_ping=True)
            except exc.StatementError as new_error:
                is_disconnect = new_error.connection_invalidated
        if is_disconnect:
            return False
        raise error

    @property
    def _dialect_specific_select_one(self) -> str:
        return "SELECT 1"

    def failure_of(self, error: BaseException | None) -> Failure | None:
        """What a driver's error means, as far as its code tells."""
        return self.failures.get(self._error_code(error))

    def _error_code(self, error: Any) -> Any:
        """The code in a driver's error, None where there is none."""
        return None

    def is_disconnect(self, e: BaseException, connection: Any, cursor: Any) -> bool:
        """Whether a driver's error means that the connection is gone."""
        return False

    def is_transaction_lost(self, e: BaseException) -> bool:
        """Whether an error, other than a lost connection, leaves nothing to commit, so that ROLLBACK must follow.

        For databases that roll back a transaction in the middle and then go on as if it were a new one.
        """
        return False

    # ---- savepoints and two phases

    def do_savepoint(self, connection: Any, name: str) -> Any:
        """Make a savepoint."""
        return connection._execute_steps(SavepointClause(name))

    def do_rollback_to_savepoint(self, connection: Any, name: str) -> Any:
        """Roll back to a savepoint."""
        return connection._execute_steps(RollbackToSavepointClause(name))

    def do_release_savepoint(self, connection: Any, name: str) -> Any:
        """Release a savepoint."""
        return connection._execute_steps(ReleaseSavepointClause(name))

    def create_xid(self) -> Any:
        """A new identifier for a two-phase transaction."""
        return f"_sa_{secrets.token_hex(16)}"

    def do_begin_twophase(self, connection: Any, xid: Any) -> Any:
        """Begin a two-phase transaction."""
        raise NotImplementedError(f"Dialect {self.name} has no two-phase transactions")

    def do_prepare_twophase(self, connection: Any, xid: Any) -> Any:
        """Prepare a two-phase transaction."""
        raise NotImplementedError(f"Dialect {self.name} has no two-phase transactions")

    def do_rollback_twophase(self, connection: Any, xid: Any, is_prepared: bool = True, recover: bool = False) -> Any:
        """Roll back a two-phase transaction."""
        raise NotImplementedError(f"Dialect {self.name} has no two-phase transactions")

    def do_commit_twophase(self, connection: Any, xid: Any, is_prepared: bool = True, recover: bool = False) -> Any:
        """Commit a two-phase transaction."""
        raise NotImplementedError(f"Dialect {self.name} has no two-phase transactions")

    def do_recover_twophase(self, connection: Any) -> Any:
        """The identifiers of prepared transactions."""
        raise NotImplementedError(f"Dialect {self.name} has no two-phase transactions")

    # ---- inserting many rows

    def _deliver_insertmanyvalues_batches(
        self, connection: Any, cursor: Any, statement: str, parameters: Any, generic_setinputsizes: Any, context: Any
    ) -> Any:
        """The batches of an INSERT of many rows; see `insertmany.py`."""
        return context._insertmanyvalues_batches(statement, parameters, generic_setinputsizes)

    # ---- names

    def normalize_name(self, name: str | None) -> Any:
        """A name from the catalogue as we write it; for databases with upper-case names."""
        if name is None:
            return None
        lower, upper = name.lower(), name.upper()
        if upper == lower:
            return name
        if upper == name and not self.identifier_preparer._requires_quotes(lower):
            return lower
        if lower == name:
            return quoted_name(name, quote=True)
        return name

    def denormalize_name(self, name: str | None) -> Any:
        """The reverse of `normalize_name`."""
        if name is None:
            return None
        lower, upper = name.lower(), name.upper()
        if upper == lower:
            return name
        if lower == name and not self.identifier_preparer._requires_quotes(lower):
            return upper
        return name

    # ---- versions

    def retrieve_dbapi_version(self) -> Any:
        return getattr(self.dbapi, "__version__", None)

    @property
    def dbapi_version(self) -> tuple[int, ...] | None:
        """The version of the driver as numbers."""
        version = self.retrieve_dbapi_version()
        return None if version is None else tuple(int(part) for part in re.findall(r"\d+", str(version))[:3])
