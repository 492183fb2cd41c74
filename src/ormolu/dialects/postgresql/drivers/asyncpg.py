"""asyncpg, for asyncio.

The driver prepares each statement and wants parameters as `$1`; its transactions are begun and ended by statements.
"""

from __future__ import annotations

import importlib
import json
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from .... import exc
from .... import types as sqltypes
from ....engine import pool as poollib
from ....engine.adapted import AsyncAdaptedConnection, AsyncAdaptedCursor, AsyncDialectMixin
from ....engine.url import URL
from ....steps import wait
from ..array import ARRAY
from ..bitstring import BitString
from ..json import JSON, JSONB, JSONPathType
from ..named_types import DOMAIN, ENUM
from ..range_value import MultiRange, Range
from ..ranges import AbstractMultiRange, AbstractMultiRangeImpl, AbstractSingleRange, AbstractSingleRangeImpl
from ..registry import COLSPECS as GENERAL
from ..traits import PGDialect, PGExecutionContext
from ..types import BIT, BYTEA, CITEXT, INTERVAL, OID, REGCLASS, REGCONFIG
from .cast_types import (
    CastArray,
    CastBigInteger,
    CastDate,
    CastInteger,
    CastInterval,
    CastRegConfig,
    CastSmallInteger,
    CastString,
    CastTime,
    CastTimestamp,
)
from .hosts import split_hosts
from .psycopg_types import _Float, _JsonIntIndex, _JsonStrIndex, _Numeric

_MISSING = "The asyncpg driver is not installed: pip install asyncpg"


class _Char(sqltypes.CHAR):
    render_bind_cast = True


class _RegClass(REGCLASS):
    render_bind_cast = True


class _Oid(OID):
    render_bind_cast = True


class _Bytea(BYTEA):
    render_bind_cast = True


class _Boolean(sqltypes.BOOLEAN):
    render_bind_cast = True


class _Decimal(_Numeric):
    render_bind_cast = True


class _CastFloat(_Float):
    render_bind_cast = True


class _Enum(ENUM):
    render_bind_cast = True


class _Domain(DOMAIN):
    render_bind_cast = True


class _Json(JSON):
    def result_processor(self, dialect: Any, coltype: Any) -> None:
        return None


class _Jsonb(JSONB):
    def result_processor(self, dialect: Any, coltype: Any) -> None:
        return None


class _JsonPath(JSONPathType):
    def bind_processor(self, dialect: Any) -> Callable[[Any], Any]:
        # an array of texts; a text is a path of the SQL/JSON language
        return lambda value: value if isinstance(value, str) else [str(step) for step in value]


class _Bit(BIT):
    render_bind_cast = True

    def bind_processor(self, dialect: Any) -> Callable[[Any], Any]:
        make = dialect.loaded_dbapi.BitString
        return lambda value: None if value is None else make(str(BitString(value)))

    def result_processor(self, dialect: Any, coltype: Any) -> Callable[[Any], Any]:
        return lambda value: None if value is None else BitString(value.as_string().replace(" ", ""))


class _SingleRange(AbstractSingleRangeImpl):
    def bind_processor(self, dialect: Any) -> Callable[[Any], Any]:
        return _to_driver(dialect.loaded_dbapi.Range)

    def result_processor(self, dialect: Any, coltype: Any) -> Callable[[Any], Any]:
        return _from_driver


class _MultiRange(AbstractMultiRangeImpl):
    def bind_processor(self, dialect: Any) -> Callable[[Any], Any]:
        convert = _to_driver(dialect.loaded_dbapi.Range)

        def process(value: Any) -> Any:
            return value if value is None or isinstance(value, str) else [convert(each) for each in value]

        return process

    def result_processor(self, dialect: Any, coltype: Any) -> Callable[[Any], Any]:
        return lambda value: None if value is None else MultiRange([_from_driver(each) for each in value])


def _to_driver(make: Any) -> Callable[[Any], Any]:
    def process(value: Any) -> Any:
        if not isinstance(value, Range):
            return value
        return make(value.lower, value.upper, lower_inc=value.lower_inc, upper_inc=value.upper_inc, empty=value.empty)

    return process


def _from_driver(value: Any) -> Any:
    if value is None:
        return None
    if value.isempty:
        return Range(empty=True)
    bounds: Any = ("[" if value.lower_inc else "(") + ("]" if value.upper_inc else ")")
    return Range(value.lower, value.upper, bounds=bounds)


_COLSPECS: dict[type[Any], type[Any]] = {
    **GENERAL,
    sqltypes.String: CastString,
    sqltypes.CHAR: _Char,
    CITEXT: CITEXT,
    REGCONFIG: CastRegConfig,
    REGCLASS: _RegClass,
    OID: _Oid,
    sqltypes.LargeBinary: _Bytea,
    BYTEA: _Bytea,
    BIT: _Bit,
    sqltypes.Boolean: _Boolean,
    sqltypes.Date: CastDate,
    sqltypes.DateTime: CastTimestamp,
    sqltypes.Time: CastTime,
    sqltypes.Interval: CastInterval,
    INTERVAL: CastInterval,
    sqltypes.Integer: CastInteger,
    sqltypes.SmallInteger: CastSmallInteger,
    sqltypes.BigInteger: CastBigInteger,
    sqltypes.Numeric: _Decimal,
    sqltypes.Float: _CastFloat,
    sqltypes.Enum: _Enum,
    ENUM: _Enum,
    DOMAIN: _Domain,
    sqltypes.ARRAY: CastArray,
    ARRAY: CastArray,
    sqltypes.JSON: _Json,
    JSON: _Json,
    JSONB: _Jsonb,
    sqltypes.JSON.JSONPathType: _JsonPath,
    sqltypes.JSON.JSONIntIndexType: _JsonIntIndex,
    sqltypes.JSON.JSONStrIndexType: _JsonStrIndex,
    AbstractSingleRange: _SingleRange,
    AbstractMultiRange: _MultiRange,
}


class AsyncAdapt_asyncpg_dbapi:
    """The driver module with the exceptions of PEP 249, which it has not."""

    paramstyle = "numeric_dollar"

    def __init__(self, asyncpg: Any):
        self.asyncpg = asyncpg
        self.Range = asyncpg.Range
        self.BitString = asyncpg.BitString
        names = asyncpg.exceptions
        # the most special ones first
        self._kinds: tuple[tuple[type[BaseException], type[Exception]], ...] = (
            (names.IntegrityConstraintViolationError, self.IntegrityError),
            (names.InvalidCachedStatementError, self.InvalidCachedStatementError),
            (names.DataError, self.DataError),
            (names.FeatureNotSupportedError, self.NotSupportedError),
            (names.InternalServerError, self.InternalServerError),
            (names.SyntaxOrAccessError, self.ProgrammingError),
            (names.InterfaceError, self.InterfaceError),
            (names.InsufficientResourcesError, self.OperationalError),
            (names.PostgresConnectionError, self.OperationalError),
            (names.OperatorInterventionError, self.OperationalError),
            (names.PostgresError, self.DBAPIError),
        )

    class Error(Exception):
        """Any error of the driver. sqlstate, pgcode: PostgreSQL's code."""

        sqlstate: str | None = None
        pgcode: str | None = None

    class Warning(Exception):
        """Never raised."""

    class InterfaceError(Error):
        """The driver was used wrongly, or the connection is gone."""

    class DatabaseError(Error):
        """The database said no."""

    class DBAPIError(DatabaseError):
        """Errors without a kind of their own."""

    class InternalError(DatabaseError):
        """Something is wrong inside the database."""

    class OperationalError(DatabaseError):
        """The connection or the server."""

    class ProgrammingError(DatabaseError):
        """Wrong SQL, missing tables, missing rights."""

    class IntegrityError(DatabaseError):
        """A constraint was violated."""

    class DataError(DatabaseError):
        """A value does not fit."""

    class NotSupportedError(DatabaseError):
        """The database cannot do that."""

    class InternalServerError(InternalError):
        """Something is wrong inside the database."""

    class InvalidCachedStatementError(NotSupportedError):
        """A prepared statement does not fit the table any more, because its columns were changed."""

    def translated(self, error: BaseException) -> BaseException:
        """The error of PEP 249 for one of the driver, itself where there is none."""
        for theirs, ours in self._kinds:
            if isinstance(error, theirs):
                made: Any = ours(f"{type(error)}: {error}")
                made.sqlstate = made.pgcode = getattr(error, "sqlstate", None)
                return made  # type: ignore[no-any-return]
        return error

    @staticmethod
    def Binary(value: Any) -> Any:
        """Bytes as they are."""
        return value


class _Cursor(AsyncAdaptedCursor):
    __slots__ = ()

    async def execute_awaitable(self, statement: str, parameters: Any = None) -> None:
        adapted: Any = self._adapted
        await adapted.begin_if_needed()
        try:
            prepared, attributes = await adapted.prepare(statement)
            self._rows = deque(await prepared.fetch(*(parameters or ())))
            self.description = _description(attributes)
            self.rowcount = _rowcount(prepared.get_statusmsg())
        except Exception as error:
            raise adapted.failed(error) from error

    async def executemany_awaitable(self, statement: str, parameters: Sequence[Any]) -> None:
        adapted: Any = self._adapted
        await adapted.begin_if_needed()
        try:
            await self._connection.executemany(statement, parameters)
            self.description = None
        except Exception as error:
            raise adapted.failed(error) from error


class _StreamingCursor(AsyncAdaptedCursor):
    __slots__ = ()
    server_side = True

    async def execute_awaitable(self, statement: str, parameters: Any = None) -> None:
        adapted: Any = self._adapted
        await adapted.begin_if_needed()
        try:
            prepared, attributes = await adapted.prepare(statement)
            self._cursor = await prepared.cursor(*(parameters or ()))
            self.description = _description(attributes)
        except Exception as error:
            raise adapted.failed(error) from error

    async def fetchmany_awaitable(self, size: int) -> Sequence[Any]:
        return await self._cursor.fetch(size)  # type: ignore[no-any-return]

    def fetchone(self) -> Any:
        return wait(self._cursor.fetchrow())

    def fetchmany(self, size: int | None = None) -> Sequence[Any]:
        return wait(self._cursor.fetch(size or self.arraysize))

    def fetchall(self) -> Sequence[Any]:
        return wait(self._all())

    async def _all(self) -> list[Any]:
        found: list[Any] = []
        while part := await self._cursor.fetch(1000):
            found += part
        return found


def _description(attributes: Any) -> Any:
    return [(each.name, each.type.oid, None, None, None, None, None) for each in attributes] or None


def _rowcount(status: str | None) -> int:
    last = status.rpartition(" ")[2] if status else ""
    return int(last) if last.isdigit() else -1


class AsyncAdapt_asyncpg_connection(AsyncAdaptedConnection):
    """An asyncpg connection behind blocking methods; it begins a transaction at its first statement."""

    __slots__ = ("isolation_level", "readonly", "deferrable", "_transaction", "_statement_name")
    cursor_class = _Cursor
    streaming_cursor_class = _StreamingCursor

    def __init__(self, dbapi: Any, connection: Any, statement_name: Callable[[], str | None] | None = None):
        super().__init__(dbapi, connection)
        self._statement_name = statement_name
        self.isolation_level: str | None = None
        self.readonly = False
        self.deferrable = False
        self._transaction: Any = None

    @property
    def autocommit(self) -> bool:
        return self.isolation_level == "autocommit"

    @autocommit.setter
    def autocommit(self, value: bool) -> None:
        self.isolation_level = "autocommit" if value else None

    async def begin_if_needed(self) -> None:
        """Begin the transaction, once."""
        if self._transaction is not None or self.autocommit:
            return
        try:
            transaction = self._connection.transaction(
                isolation=self.isolation_level, readonly=self.readonly, deferrable=self.deferrable
            )
            await transaction.start()
        except Exception as error:
            raise self.failed(error) from error
        self._transaction = transaction

    async def prepare(self, statement: str) -> tuple[Any, Any]:
        """The prepared statement and its columns; behind a pooler of connections its name is the user's to choose."""
        name = None if self._statement_name is None else self._statement_name()
        prepared = await self._connection.prepare(statement, name=name)
        return prepared, prepared.get_attributes()

    def failed(self, error: BaseException) -> BaseException:
        """What to raise for an error of the driver."""
        return self.dbapi.translated(error)  # type: ignore[no-any-return]

    async def commit_awaitable(self) -> None:
        transaction, self._transaction = self._transaction, None
        if transaction is not None:
            try:
                await transaction.commit()
            except Exception as error:
                raise self.failed(error) from error

    async def rollback_awaitable(self) -> None:
        transaction, self._transaction = self._transaction, None
        if transaction is not None and not self._connection.is_closed():
            try:
                await transaction.rollback()
            except Exception as error:
                raise self.failed(error) from error

    async def close_awaitable(self) -> None:
        await self.rollback_awaitable()
        await self._connection.close()

    def is_closed(self) -> bool:
        """Whether the connection is gone."""
        return bool(self._connection.is_closed())


class PGExecutionContext_asyncpg(PGExecutionContext):
    """Streaming cursors of the driver."""

    def create_server_side_cursor(self) -> Any:
        return self._dbapi_connection.cursor(server_side=True)


class PGDialect_asyncpg(AsyncDialectMixin, PGDialect):
    """PostgreSQL through asyncpg."""

    driver = "asyncpg"
    supports_statement_cache = True
    supports_server_side_cursors = True
    default_paramstyle = "numeric_dollar"
    supports_sane_multi_rowcount = False
    execution_ctx_cls = PGExecutionContext_asyncpg
    colspecs = _COLSPECS
    _levels = {
        "AUTOCOMMIT": "autocommit", "READ COMMITTED": "read_committed", "REPEATABLE READ": "repeatable_read",
        "SERIALIZABLE": "serializable", "READ UNCOMMITTED": "read_uncommitted",
    }  # fmt: skip

    @classmethod
    def import_dbapi(cls) -> Any:
        try:
            return AsyncAdapt_asyncpg_dbapi(importlib.import_module("asyncpg"))
        except ImportError as error:
            raise ModuleNotFoundError(_MISSING, name="asyncpg") from error

    @classmethod
    def get_pool_class(cls, url: URL) -> type[poollib.Pool]:
        return poollib.AsyncAdaptedQueuePool

    # ---- connecting

    def create_connect_args(self, url: URL) -> tuple[Sequence[Any], dict[str, Any]]:
        options: dict[str, Any] = url.translate_connect_args(username="user")
        query: dict[str, Any] = dict(url.query)
        hosts, ports = split_hosts(query)
        query.pop("host", None)
        query.pop("port", None)
        if len(hosts) > 1:
            if not all(hosts):
                raise exc.ArgumentError("All hosts are required to be present for asyncpg multiple host URL")
            if not all(ports):
                raise exc.ArgumentError("All ports are required to be present for asyncpg multiple host URL")
            options["host"], options["port"] = hosts, [int(port) for port in ports]
        else:
            if hosts:
                options["host"] = hosts[0]
                options.pop("port", None)
            if ports and ports[0]:
                options["port"] = int(ports[0])
        for name in ("prepared_statement_cache_size", "statement_cache_size", "command_timeout", "timeout"):
            if name in query:
                query[name] = float(query[name]) if "timeout" in name else int(query[name])
        options.update(query)
        return [], options

    def connect(self, *cargs: Any, **cparams: Any) -> Any:
        creator: Callable[..., Any] | None = cparams.pop("async_creator_fn", None)
        size = cparams.pop("prepared_statement_cache_size", None)
        if size is not None:
            cparams.setdefault("statement_cache_size", size)
        return self._connect(creator, cargs, cparams, cparams.pop("prepared_statement_name_func", None))

    async def _connect(
        self,
        creator: Callable[..., Any] | None,
        cargs: Any,
        cparams: Any,
        statement_name: Callable[[], str | None] | None,
    ) -> Any:
        connect = creator or self.loaded_dbapi.asyncpg.connect
        try:
            driver = await connect(*cargs, **cparams)
        except Exception as error:
            raise self.loaded_dbapi.translated(error) from error
        await self._set_codecs(driver)
        if self.native_inet_types is False:
            for name in ("inet", "cidr"):
                await driver.set_type_codec(name, encoder=str, decoder=str, schema="pg_catalog", format="text")
        return AsyncAdapt_asyncpg_connection(self.loaded_dbapi, driver, statement_name)

    async def _set_codecs(self, driver: Any) -> None:
        """JSON is converted by the driver, so that documents inside of rows and arrays are, too."""
        loads = self._json_deserializer or json.loads

        def decode_binary(data: bytes) -> Any:
            return loads(data[1:].decode())  # after a version byte

        await driver.set_type_codec(
            "json", encoder=str.encode, decoder=lambda data: loads(data.decode()), schema="pg_catalog", format="binary"
        )
        await driver.set_type_codec(
            "jsonb",
            encoder=lambda text: b"\x01" + text.encode(),
            decoder=decode_binary,
            schema="pg_catalog",
            format="binary",
        )

    # ---- transactions

    def get_isolation_level_values(self, dbapi_connection: Any) -> Sequence[str]:
        return list(self._levels)

    def set_isolation_level(self, dbapi_connection: Any, level: str) -> None:
        dbapi_connection.isolation_level = self._levels[level]

    def set_readonly(self, dbapi_connection: Any, value: bool) -> None:
        dbapi_connection.readonly = value

    def get_readonly(self, dbapi_connection: Any) -> bool:
        return bool(dbapi_connection.readonly)

    def set_deferrable(self, dbapi_connection: Any, value: bool) -> None:
        dbapi_connection.deferrable = value

    def get_deferrable(self, dbapi_connection: Any) -> bool:
        return bool(dbapi_connection.deferrable)

    def detect_autocommit_setting(self, dbapi_connection: Any) -> bool:
        return bool(dbapi_connection.autocommit)

    async def do_ping(self, dbapi_connection: Any) -> bool:
        try:
            await dbapi_connection._connection.fetchrow(";")
        except Exception as error:
            raise dbapi_connection.failed(error) from error
        return True

    async def do_terminate(self, dbapi_connection: Any) -> None:
        dbapi_connection._connection.terminate()

    def terminate_without_waiting(self, dbapi_connection: Any) -> None:
        dbapi_connection._connection.terminate()

    def is_disconnect(self, e: BaseException, connection: Any, cursor: Any) -> bool:
        if connection is not None:
            return bool(self.get_driver_connection(connection).is_closed())
        return isinstance(e, self.loaded_dbapi.InterfaceError) and "connection is closed" in str(e)


dialect = PGDialect_asyncpg
