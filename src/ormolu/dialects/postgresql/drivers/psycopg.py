"""psycopg 3, blocking and async."""

from __future__ import annotations

import importlib
import logging
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from ....engine import pool as poollib
from ....engine.adapted import AsyncAdaptedConnection, AsyncAdaptedCursor, AsyncDialectMixin
from ....engine.url import URL
from ....steps import wait
from ..errors import says_lost
from ..traits import PGDialect, PGExecutionContext
from .hosts import connect_options
from .psycopg_types import COLSPECS

_FIND_HSTORE = "SELECT oid, typarray FROM pg_catalog.pg_type WHERE oid = to_regtype('hstore')"
_MISSING = "The psycopg driver is not installed: pip install 'psycopg[binary]'"


class PGExecutionContext_psycopg(PGExecutionContext):
    """Named cursors for streaming."""

    def create_server_side_cursor(self) -> Any:
        if self.dialect.is_async:
            return self._dbapi_connection.cursor(server_side=True)
        return self._dbapi_connection.dbapi_connection.cursor(name=f"c_{id(self):x}_{next(_COUNTER):x}")


_COUNTER = iter(range(1, 1 << 62))


class PGDialect_psycopg(PGDialect):
    """PostgreSQL through psycopg 3."""

    driver = "psycopg"
    supports_statement_cache = True
    supports_server_side_cursors = True
    default_paramstyle = "pyformat"
    supports_native_json_serialization = True
    supports_native_json_deserialization = True
    dialect_injects_custom_json_deserializer = True
    execution_ctx_cls = PGExecutionContext_psycopg
    colspecs = COLSPECS

    @classmethod
    def import_dbapi(cls) -> Any:
        try:
            import psycopg  # the only place that needs the driver: importing a dialect must not
        except ImportError as error:
            raise ModuleNotFoundError(_MISSING, name="psycopg") from error
        return psycopg

    @classmethod
    def get_async_dialect_cls(cls, url: URL) -> type[Any]:
        return PGDialectAsync_psycopg

    def __init__(self, use_native_hstore: bool = True, **kwargs: Any):
        super().__init__(**kwargs)
        self.use_native_hstore = use_native_hstore
        self._psycopg_json: Any = str
        self._psycopg_jsonb: Any = str
        self._psycopg_range: Any = str
        self._psycopg_multirange: Any = str
        self._hstore_oids: tuple[int, int] | None = None
        if self.dbapi is not None:
            json = importlib.import_module("psycopg.types.json")
            serializer = self._json_serializer
            self._psycopg_json = lambda value: json.Json(value, dumps=serializer)
            self._psycopg_jsonb = lambda value: json.Jsonb(value, dumps=serializer)
            self._psycopg_range = importlib.import_module("psycopg.types.range").Range
            self._psycopg_multirange = importlib.import_module("psycopg.types.multirange").Multirange

    # ---- connecting

    def create_connect_args(self, url: URL) -> tuple[Sequence[Any], dict[str, Any]]:
        return [], connect_options(url, ("prepare_threshold", "connect_timeout"))

    def on_connect(self) -> Callable[[Any], None] | None:
        if self._json_deserializer is None and self.dbapi is None:
            return None

        def prepare(connection: Any) -> None:
            driver = self.get_driver_connection(connection)
            if self._json_deserializer is not None:
                json = importlib.import_module("psycopg.types.json")
                json.set_json_loads(loads=self._json_deserializer, context=driver)
            driver.add_notice_handler(_log_notice)
            self._register_hstore(driver)
            if self.native_inet_types is False:
                text = importlib.import_module("psycopg.types.string").TextLoader
                driver.adapters.register_loader("inet", text)
                driver.adapters.register_loader("cidr", text)

        return prepare

    @property
    def _has_native_hstore(self) -> bool:
        return self._hstore_oids is not None

    def initialize(self, connection: Any) -> None:
        super().initialize(connection)
        if self.use_native_hstore:
            # the extension's type has another number in each database
            row = connection.exec_driver_sql(_FIND_HSTORE).first()
            if row is not None:
                self._hstore_oids = (row[0], row[1])
                self._register_hstore(self.get_driver_connection(connection.connection.dbapi_connection))

    def _register_hstore(self, driver: Any) -> None:
        if self._hstore_oids is not None:
            oid, array_oid = self._hstore_oids
            info = importlib.import_module("psycopg.types").TypeInfo("hstore", oid, array_oid)
            importlib.import_module("psycopg.types.hstore").register_hstore(info, driver)

    # ---- transactions

    def get_isolation_level_values(self, dbapi_connection: Any) -> Sequence[str]:
        return ("AUTOCOMMIT", "READ COMMITTED", "READ UNCOMMITTED", "REPEATABLE READ", "SERIALIZABLE")

    def set_isolation_level(self, dbapi_connection: Any, level: str) -> None:
        if level == "AUTOCOMMIT":
            dbapi_connection.set_autocommit(True)
            return
        dbapi_connection.set_autocommit(False)
        levels = self.loaded_dbapi.IsolationLevel
        dbapi_connection.set_isolation_level(levels[level.replace(" ", "_")])

    def get_isolation_level(self, dbapi_connection: Any) -> str:
        driver = self.get_driver_connection(dbapi_connection)
        before = driver.info.transaction_status
        value = super().get_isolation_level(dbapi_connection)
        if before == 0:
            dbapi_connection.rollback()
        return value

    def set_readonly(self, dbapi_connection: Any, value: bool) -> None:
        dbapi_connection.set_read_only(value)

    def get_readonly(self, dbapi_connection: Any) -> bool:
        return bool(self.get_driver_connection(dbapi_connection).read_only)

    def set_deferrable(self, dbapi_connection: Any, value: bool) -> None:
        dbapi_connection.set_deferrable(value)

    def get_deferrable(self, dbapi_connection: Any) -> bool:
        return bool(self.get_driver_connection(dbapi_connection).deferrable)

    def detect_autocommit_setting(self, dbapi_connection: Any) -> bool:
        return bool(self.get_driver_connection(dbapi_connection).autocommit)

    def do_ping(self, dbapi_connection: Any) -> bool:
        before = dbapi_connection.autocommit
        if not before:
            dbapi_connection.autocommit = True
        cursor = dbapi_connection.cursor()
        try:
            cursor.execute(self._dialect_specific_select_one)
        finally:
            cursor.close()
            if not before and not dbapi_connection.closed:
                dbapi_connection.autocommit = before
        return True

    def is_disconnect(self, e: BaseException, connection: Any, cursor: Any) -> bool:
        if isinstance(e, self.loaded_dbapi.Error) and connection is not None:
            driver = self.get_driver_connection(connection)
            if driver.closed or driver.broken:
                return True
        return isinstance(e, self.loaded_dbapi.Error) and says_lost(e)


def _log_notice(diagnostic: Any) -> None:
    _notices.info("%s: %s", diagnostic.severity, diagnostic.message_primary)


_notices = logging.getLogger("sqlalchemy.dialects.postgresql")


class _Cursor(AsyncAdaptedCursor):
    __slots__ = ()

    async def execute_awaitable(self, statement: str, parameters: Any = None) -> None:
        cursor = self._connection.cursor()
        try:
            await cursor.execute(statement, parameters)
            self.description = cursor.description
            self.rowcount = cursor.rowcount
            if cursor.description:
                self._rows = deque(await cursor.fetchall())
        finally:
            await cursor.close()

    async def executemany_awaitable(self, statement: str, parameters: Sequence[Any]) -> None:
        cursor = self._connection.cursor()
        try:
            await cursor.executemany(statement, parameters)
            self.description = None
            self.rowcount = cursor.rowcount
        finally:
            await cursor.close()


class _StreamingCursor(AsyncAdaptedCursor):
    __slots__ = ()
    server_side = True

    async def execute_awaitable(self, statement: str, parameters: Any = None) -> None:
        self._cursor = self._connection.cursor(name=f"c_{id(self):x}_{next(_COUNTER):x}")
        await self._cursor.execute(statement, parameters)
        self.description = self._cursor.description
        self.rowcount = self._cursor.rowcount

    async def fetchmany_awaitable(self, size: int) -> Sequence[Any]:
        return await self._cursor.fetchmany(size)  # type: ignore[no-any-return]

    def fetchone(self) -> Any:
        return wait(self._cursor.fetchone())

    def fetchmany(self, size: int | None = None) -> Sequence[Any]:
        return wait(self._cursor.fetchmany(size or self.arraysize))

    def fetchall(self) -> Sequence[Any]:
        return wait(self._cursor.fetchall())


class AsyncAdapt_psycopg_connection(AsyncAdaptedConnection):
    """A psycopg AsyncConnection behind blocking methods."""

    __slots__ = ()
    cursor_class = _Cursor
    streaming_cursor_class = _StreamingCursor

    @property
    def autocommit(self) -> bool:
        return bool(self._connection.autocommit)

    @autocommit.setter
    def autocommit(self, value: bool) -> None:
        self.set_autocommit(value)

    def set_autocommit(self, value: bool) -> None:
        wait(self._connection.set_autocommit(value))

    def set_isolation_level(self, value: Any) -> None:
        wait(self._connection.set_isolation_level(value))

    def set_read_only(self, value: bool) -> None:
        wait(self._connection.set_read_only(value))

    def set_deferrable(self, value: bool) -> None:
        wait(self._connection.set_deferrable(value))

    @property
    def closed(self) -> bool:
        return bool(self._connection.closed)

    @property
    def broken(self) -> bool:
        return bool(self._connection.broken)

    @property
    def info(self) -> Any:
        return self._connection.info


class PGDialectAsync_psycopg(AsyncDialectMixin, PGDialect_psycopg):
    """PostgreSQL through psycopg 3, async."""

    supports_statement_cache = True

    @classmethod
    def get_pool_class(cls, url: URL) -> type[poollib.Pool]:
        return poollib.AsyncAdaptedQueuePool

    def connect(self, *cargs: Any, **cparams: Any) -> Any:
        creator: Callable[..., Any] | None = cparams.pop("async_creator_fn", None)
        return self._connect(creator, cargs, cparams)

    async def _connect(self, creator: Callable[..., Any] | None, cargs: Any, cparams: Any) -> Any:
        connect = creator or self.loaded_dbapi.AsyncConnection.connect
        return AsyncAdapt_psycopg_connection(self.loaded_dbapi, await connect(*cargs, **cparams))

    async def do_ping(self, dbapi_connection: Any) -> bool:  # type: ignore[override]  # awaitable as documented
        driver = dbapi_connection._connection
        before = driver.autocommit
        if not before:
            await driver.set_autocommit(True)
        cursor = dbapi_connection.cursor()
        try:
            await cursor.execute_awaitable(self._dialect_specific_select_one)
        finally:
            if not before and not driver.closed:
                await driver.set_autocommit(before)
        return True

    def terminate_without_waiting(self, dbapi_connection: Any) -> None:
        dbapi_connection._connection.pgconn.finish()


dialect = PGDialect_psycopg
dialect_async = PGDialectAsync_psycopg
