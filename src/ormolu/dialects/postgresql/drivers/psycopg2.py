"""psycopg2."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Sequence
from typing import Any

from .... import types as sqltypes
from ....engine.url import URL
from ..array import ARRAY
from ..errors import says_lost
from ..hstore import HSTORE
from ..json import JSON, JSONB
from ..range_value import Range
from ..ranges import AbstractMultiRange, AbstractMultiRangeImpl, AbstractSingleRange, AbstractSingleRangeImpl
from ..registry import COLSPECS as GENERAL
from ..traits import PGDialect, PGExecutionContext
from ..types import BYTEA
from .hosts import connect_options
from .psycopg_types import _Float, _Numeric

_MISSING = "The psycopg2 driver is not installed: pip install psycopg2-binary"
_CURSOR_NUMBERS = iter(range(1, 1 << 62))


class _Json(JSON):
    def result_processor(self, dialect: Any, coltype: Any) -> None:
        return None


class _Jsonb(JSONB):
    def result_processor(self, dialect: Any, coltype: Any) -> None:
        return None


class _Array(ARRAY):
    render_bind_cast = True


class _HStore(HSTORE):
    """The connection converts, once it knows the extension's type."""


class _Bytea(BYTEA):
    def result_processor(self, dialect: Any, coltype: Any) -> Callable[[Any], Any]:
        return lambda value: None if value is None else bytes(value)


class _LargeBinary(sqltypes.LargeBinary):
    def result_processor(self, dialect: Any, coltype: Any) -> Callable[[Any], Any]:
        return lambda value: None if value is None else bytes(value)


class _SingleRange(AbstractSingleRangeImpl):
    def bind_processor(self, dialect: Any) -> Callable[[Any], Any]:
        # as text: the cast around the parameter says which range it is
        return lambda value: str(value) if isinstance(value, Range) else value

    def result_processor(self, dialect: Any, coltype: Any) -> Callable[[Any], Any]:
        def process(value: Any) -> Any:
            if value is None:
                return None
            return Range(value._lower, value._upper, bounds=value._bounds or "[)", empty=not value._bounds)

        return process


class _MultiRange(AbstractMultiRangeImpl):
    """As text in both directions: the driver knows nothing of multiranges."""

    def bind_processor(self, dialect: Any) -> Callable[[Any], Any]:
        def process(value: Any) -> Any:
            if value is None or isinstance(value, str):
                return value
            return "{" + ",".join([str(each) for each in value]) + "}"

        return process


_COLSPECS: dict[type[Any], type[Any]] = {
    **GENERAL,
    sqltypes.Numeric: _Numeric,
    sqltypes.Float: _Float,
    sqltypes.JSON: _Json,
    JSON: _Json,
    JSONB: _Jsonb,
    sqltypes.ARRAY: _Array,
    ARRAY: _Array,
    HSTORE: _HStore,
    BYTEA: _Bytea,
    sqltypes.LargeBinary: _LargeBinary,
    AbstractSingleRange: _SingleRange,
    AbstractMultiRange: _MultiRange,
}


class PGExecutionContext_psycopg2(PGExecutionContext):
    """Named cursors for streaming."""

    def create_server_side_cursor(self) -> Any:
        return self._dbapi_connection.dbapi_connection.cursor(f"c_{id(self):x}_{next(_CURSOR_NUMBERS):x}")


class PGDialect_psycopg2(PGDialect):
    """PostgreSQL through psycopg2. use_native_hstore: let the driver convert HSTORE."""

    driver = "psycopg2"
    supports_statement_cache = True
    supports_server_side_cursors = True
    default_paramstyle = "pyformat"
    supports_sane_multi_rowcount = False
    returns_native_bytes = False
    execution_ctx_cls = PGExecutionContext_psycopg2
    colspecs = _COLSPECS
    _levels = {
        "AUTOCOMMIT": 0, "READ COMMITTED": 1, "REPEATABLE READ": 2, "SERIALIZABLE": 3, "READ UNCOMMITTED": 4,
    }  # fmt: skip

    def __init__(
        self,
        use_native_hstore: bool = True,
        executemany_mode: str = "values_only",
        executemany_batch_page_size: int = 100,
        client_encoding: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        if self.native_inet_types:
            raise NotImplementedError(
                "The psycopg2 dialect does not implement ipaddress type handling; native_inet_types cannot be set to "
                "``True`` when using this dialect."
            )
        self.use_native_hstore = use_native_hstore
        self.executemany_mode = executemany_mode
        self.executemany_batch_page_size = executemany_batch_page_size
        self.client_encoding = client_encoding
        self._hstore_oids: tuple[int, int] | None = None

    @classmethod
    def import_dbapi(cls) -> Any:
        try:
            return importlib.import_module("psycopg2")
        except ImportError as error:
            raise ModuleNotFoundError(_MISSING, name="psycopg2") from error

    def create_connect_args(self, url: URL) -> tuple[Sequence[Any], dict[str, Any]]:
        return [], connect_options(url, ("connect_timeout",))

    def _extras(self) -> Any:
        return importlib.import_module("psycopg2.extras")

    def on_connect(self) -> Callable[[Any], None]:
        def prepare(connection: Any) -> None:
            extras = self._extras()
            if self.client_encoding is not None:
                connection.set_client_encoding(self.client_encoding)
            extras.register_uuid(None, connection)
            loads = self._json_deserializer or json.loads
            extras.register_default_json(connection, loads=loads)
            extras.register_default_jsonb(connection, loads=loads)
            self._register_hstore(connection)

        return prepare

    @property
    def _has_native_hstore(self) -> bool:
        return self._hstore_oids is not None

    def initialize(self, connection: Any) -> None:
        super().initialize(connection)
        if self.use_native_hstore:
            driver = connection.connection.dbapi_connection
            found = self._extras().HstoreAdapter.get_oids(driver)
            if found is not None and found[0]:
                self._hstore_oids = (found[0][0], found[1][0])
                self._register_hstore(driver)

    def _register_hstore(self, connection: Any) -> None:
        if self._hstore_oids is not None:
            oid, array_oid = self._hstore_oids
            self._extras().register_hstore(connection, oid=oid, array_oid=array_oid)

    def do_execute(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        cursor.execute(statement, parameters)
        if getattr(cursor, "name", None):
            # a named cursor knows its columns only after the first fetch
            cursor.fetchmany(0)

    def do_executemany(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        """Many statements in one round trip where `executemany_mode` says so."""
        if self.executemany_mode == "values_plus_batch":
            self._extras().execute_batch(cursor, statement, parameters, page_size=self.executemany_batch_page_size)
        else:
            cursor.executemany(statement, parameters)

    # ---- transactions

    def get_isolation_level_values(self, dbapi_connection: Any) -> Sequence[str]:
        return list(self._levels)

    def set_isolation_level(self, dbapi_connection: Any, level: str) -> None:
        dbapi_connection.set_isolation_level(self._levels[level])

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
        if not isinstance(e, self.loaded_dbapi.Error):
            return False
        # an error is enough where the connection knows that it is closed
        return bool(getattr(connection, "closed", False)) or says_lost(e)


dialect = PGDialect_psycopg2
