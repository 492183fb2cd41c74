"""The MySQL and MariaDB form: what the databases can do, which of the two it is, isolation levels, two phases."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from ... import exc, switches
from ...compiler.base import InsertmanyvaluesSentinelOpts
from ...engine.config import as_bool
from ...engine.context import DefaultExecutionContext
from ...engine.cursor import buffered_for_returning
from ...engine.default import DefaultDialect
from ...engine.failures import Failure
from ...schema import Index, PrimaryKeyConstraint, Table
from ...sql.dml import Delete, Update
from ...sql.textual import text
from ...types import Uuid
from .catalog import MySQLCatalog
from .ddl import MySQLDDLCompiler
from .errors import FAILURES, LOST_CODES, VALUE_PATTERNS
from .names import MariaDBIdentifierPreparer, MySQLIdentifierPreparer
from .render import MySQLCompiler
from .typenames import MySQLTypeCompiler
from .types import COLSPECS, ISCHEMA_NAMES, MariaDBUuid

_LEVELS = ("SERIALIZABLE", "READ UNCOMMITTED", "READ COMMITTED", "REPEATABLE READ")


class MySQLExecutionContext(DefaultExecutionContext):
    """MariaDB's sequences; streaming by the driver's unbuffered cursor."""

    def fire_sequence(self, seq: Any, type_: Any) -> Any:
        name = self.identifier_preparer.format_sequence(seq)
        return self._execute_scalar(f"select nextval({name})", type_)

    def create_server_side_cursor(self) -> Any:
        if self.dialect.is_async:
            return self._dbapi_connection.cursor(server_side=True)
        return self._dbapi_connection.cursor(self.dialect._sscursor)

    def post_exec(self) -> None:
        # MariaDB sends no result at all, not even an empty one, where it sees beforehand that no row can match
        if self._is_explicit_returning and self.cursor.description is None:
            columns = [(entry.keyname, None) for entry in self.compiled._result_columns]
            self.cursor_fetch_strategy = buffered_for_returning([], columns)


class MySQLDialect(MySQLCatalog, DefaultDialect):
    """MySQL 5.7 and later; MariaDB 10.2 and later.

    strict: the server refuses values that do not fit (sql_mode STRICT_TRANS_TABLES), and text and numbers are not
    compared with each other; by default as `switches.strict_databases` says.
    """

    name = "mysql"
    is_mariadb = False
    supports_statement_cache = True
    supports_alter = True
    supports_native_boolean = False
    supports_native_enum = True
    supports_native_decimal = True
    supports_native_bit = False
    supports_sequences = False
    sequences_optional = False
    supports_for_update_of = False
    supports_default_values = False
    supports_default_metavalue = True
    use_insertmanyvalues = True
    supports_multivalues_insert = True
    insertmanyvalues_implicit_sentinel = InsertmanyvaluesSentinelOpts.ANY_AUTOINCREMENT
    insert_null_pk_still_autoincrements = True
    supports_sane_rowcount = True
    supports_sane_multi_rowcount = False
    supports_comments = True
    inline_comments = True
    cte_follows_insert = True
    tuple_in_values = False
    div_is_floordiv = False
    returns_native_bytes = True
    max_identifier_length = 255
    max_index_name_length = 64
    max_constraint_name_length = 64
    default_paramstyle = "format"
    use_mysql_for_share = False
    ischema_names = ISCHEMA_NAMES
    colspecs = COLSPECS
    statement_compiler = MySQLCompiler
    ddl_compiler = MySQLDDLCompiler
    type_compiler_cls = MySQLTypeCompiler
    preparer: Any = MySQLIdentifierPreparer
    value_patterns = VALUE_PATTERNS
    failures = FAILURES
    execution_ctx_cls = MySQLExecutionContext
    construct_arguments = [
        (Table, {"*": None}),
        (Update, {"limit": None}),
        (Delete, {"limit": None}),
        (PrimaryKeyConstraint, {"using": None}),
        (Index, {"using": None, "length": None, "prefix": None, "with_parser": None}),
    ]
    engine_config_types = {**DefaultDialect.engine_config_types, "strict": as_bool}
    _backslash_escapes = True
    _server_ansiquotes = False
    _casing = 0
    _requires_alias_for_on_duplicate_key = False
    _support_default_function = True
    _support_float_cast = False

    def __init__(
        self,
        json_serializer: Any = None,
        json_deserializer: Any = None,
        is_mariadb: bool | None = None,
        strict: bool | None = None,
        **kwargs: Any,
    ):
        kwargs.pop("use_ansiquotes", None)
        super().__init__(**kwargs)
        self.strict = switches.strict_databases if strict is None else strict
        self._json_serializer = json_serializer
        self._json_deserializer = json_deserializer
        self._be_mariadb(is_mariadb)

    def _be_mariadb(self, is_mariadb: bool | None) -> None:
        if is_mariadb and not self.is_mariadb:
            self.preparer = MariaDBIdentifierPreparer
            self.identifier_preparer = self.preparer(self)
            self.colspecs = {**self.colspecs, Uuid: MariaDBUuid}
            self.delete_returning = True
            self.insert_returning = True
            self.insert_executemany_returning = True
            self.insert_executemany_returning_sort_by_parameter_order = True
        self.is_mariadb = bool(is_mariadb) or self.is_mariadb

    def _set_mariadb(self, is_mariadb: bool | None, server_version: str) -> None:
        """Note which of the two the server is. Raises InvalidRequestError where the URL says MariaDB and it is not."""
        if is_mariadb is False and self.is_mariadb:
            raise exc.InvalidRequestError(f"MySQL version {server_version} is not a MariaDB variant.")
        self._be_mariadb(is_mariadb)

    @property
    def _is_mariadb(self) -> bool:
        return self.is_mariadb

    @property
    def _mariadb_normalized_version_info(self) -> tuple[Any, ...] | None:
        return self.server_version_info if self.is_mariadb else None

    # ---- the server

    def on_connect(self) -> Callable[[Any], None] | None:
        return _refuse_what_does_not_fit if self.strict else None

    def initialize(self, connection: Any) -> None:
        super().initialize(connection)
        self._read_sql_mode(connection)
        if self.is_mariadb:
            self._initialize_mariadb(connection)
        else:
            self._initialize_mysql(connection)

    def _initialize_mysql(self, connection: Any) -> None:
        """What this version of MySQL can do."""
        version = self.server_version_info or ()
        self._requires_alias_for_on_duplicate_key = version >= (8, 0, 20)
        self.use_mysql_for_share = version >= (8, 0, 1)
        self.supports_for_update_of = version >= (8,)
        self._support_float_cast = version >= (8, 0, 17)
        self._support_default_function = version >= (8, 0, 13)

    def _initialize_mariadb(self, connection: Any) -> None:
        """What this version of MariaDB can do."""
        version = self.server_version_info or ()
        self.supports_sequences = self.sequences_optional = version >= (10, 3)
        self.insert_returning = version >= (10, 5)
        self.insert_executemany_returning = self.insert_returning
        self.insert_executemany_returning_sort_by_parameter_order = self.insert_returning
        self.delete_returning = version >= (10, 0, 5)
        self.supports_native_uuid = version >= (10, 7)
        self._support_float_cast = version >= (10, 4, 5)
        self._support_default_function = version >= (10, 2, 1)
        self._warn_for_known_db_issues()

    def _warn_for_known_db_issues(self) -> None:
        version = self.server_version_info or ()
        if self.is_mariadb and (10, 2) < version < (10, 2, 9):
            exc.warn(
                f"MariaDB {version!r} before 10.2.9 has known issues regarding CHECK constraints, which impact "
                "handling of NULL values with SQLAlchemy's boolean datatype (MDEV-13596). An additional issue prevents "
                "proper migrations of columns with CHECK constraints (MDEV-11114).  Please upgrade to MariaDB 10.2.9 "
                "or greater, or use the MariaDB 10.1 series, to avoid these issues."
            )

    def _read_sql_mode(self, connection: Any) -> None:
        mode = str(connection.exec_driver_sql("SELECT @@sql_mode").scalar() or "")
        self._sql_mode = mode
        self._server_ansiquotes = "ANSI_QUOTES" in mode
        self._backslash_escapes = "NO_BACKSLASH_ESCAPES" not in mode
        if self._server_ansiquotes:
            self.identifier_preparer = self.preparer(self, server_ansiquotes=True)

    def _get_server_version_info(self, connection: Any) -> tuple[Any, ...]:
        version = connection.exec_driver_sql("SELECT VERSION()").scalar()
        return self._parse_server_version(version.decode() if isinstance(version, bytes) else version)

    def _parse_server_version(self, text_: str) -> tuple[Any, ...]:
        """Numbers of the version; notes them, and whether it is MariaDB.

        MariaDB may print a MySQL version before its own.

        Raises NotImplementedError for servers before 5.0.2.
        """
        mariadb = re.search(r"(\d+)\.(\d+)(?:\.(\d+))?[.-]?MariaDB", text_, re.IGNORECASE)
        if mariadb is not None:
            version = tuple(int(part) for part in mariadb.groups() if part is not None)
        else:
            version = _version_numbers(text_)
        self._set_mariadb(mariadb is not None, text_)
        if version < (5, 0, 2):
            raise NotImplementedError("the MySQL/MariaDB dialect supports server version info 5.0.2 and above.")
        self.server_version_info = version
        return version

    def _get_default_schema_name(self, connection: Any) -> str | None:
        return connection.exec_driver_sql("SELECT DATABASE()").scalar()  # type: ignore[no-any-return]

    # ---- isolation levels

    def get_isolation_level_values(self, dbapi_connection: Any) -> Sequence[str]:
        return _LEVELS

    def set_isolation_level(self, dbapi_connection: Any, level: str) -> None:
        cursor = dbapi_connection.cursor()
        cursor.execute(f"SET SESSION TRANSACTION ISOLATION LEVEL {level}")
        cursor.execute("COMMIT")
        cursor.close()

    def get_isolation_level(self, dbapi_connection: Any) -> str:
        cursor = dbapi_connection.cursor()
        newer = not self.is_mariadb and (self.server_version_info or ()) >= (5, 7, 20)
        cursor.execute("SELECT @@transaction_isolation" if newer else "SELECT @@tx_isolation")
        row = cursor.fetchone()
        cursor.close()
        level = row[0]
        return (level.decode() if isinstance(level, bytes) else level).upper().replace("-", " ")

    # ---- errors

    def _error_code(self, error: Any) -> Any:
        return error.args[0] if getattr(error, "args", None) else None

    def is_disconnect(self, e: BaseException, connection: Any, cursor: Any) -> bool:
        dbapi = self.loaded_dbapi
        if isinstance(e, (dbapi.InterfaceError, dbapi.InternalError)) and "(0, '')" in str(e):
            return True
        return (
            isinstance(e, (dbapi.OperationalError, dbapi.ProgrammingError, dbapi.InterfaceError))
            and self._error_code(e) in LOST_CODES
        )

    def is_transaction_lost(self, e: BaseException) -> bool:
        # After a lost race everything was rolled back, and the next statement silently begins a new transaction. 1205,
        # lock wait timeout: the statement alone or everything (innodb_rollback_on_timeout); the client cannot tell.
        return self.failure_of(e) is Failure.LOST_RACE or self._error_code(e) == 1205

    # ---- two phases

    async def do_begin_twophase(self, connection: Any, xid: Any) -> None:
        await connection._execute_steps(text("XA BEGIN :xid"), {"xid": xid})

    async def do_prepare_twophase(self, connection: Any, xid: Any) -> None:
        await connection._execute_steps(text("XA END :xid"), {"xid": xid})
        await connection._execute_steps(text("XA PREPARE :xid"), {"xid": xid})

    async def do_rollback_twophase(
        self, connection: Any, xid: Any, is_prepared: bool = True, recover: bool = False
    ) -> None:
        if not is_prepared:
            await connection._execute_steps(text("XA END :xid"), {"xid": xid})
        await self._end_xa_steps(connection, text("XA ROLLBACK :xid"), xid, recover)

    async def do_commit_twophase(
        self, connection: Any, xid: Any, is_prepared: bool = True, recover: bool = False
    ) -> None:
        if not is_prepared:
            await self.do_prepare_twophase(connection, xid)
        await self._end_xa_steps(connection, text("XA COMMIT :xid"), xid, recover)

    async def _end_xa_steps(self, connection: Any, statement: Any, xid: Any, recover: bool) -> None:
        """End a prepared transaction; that of another session only in autocommit mode, or it is refused (1400)."""
        if not recover:
            await connection._execute_steps(statement, {"xid": xid})
            return
        await connection._exec_driver_sql_steps("SET autocommit = 1")
        try:
            await connection._execute_steps(statement, {"xid": xid})
        finally:
            if not connection._is_autocommit_isolation():
                await connection._exec_driver_sql_steps("SET autocommit = 0")

    async def do_recover_twophase(self, connection: Any) -> list[Any]:
        rows = (await connection._exec_driver_sql_steps("XA RECOVER")).mappings()
        found = [row["data"][0 : row["gtrid_length"]] for row in rows]
        return [xid.decode() if isinstance(xid, bytes) else xid for xid in found]


def _refuse_what_does_not_fit(dbapi_connection: Any) -> None:
    """Have the server refuse a value that does not fit, instead of cutting it."""
    cursor = dbapi_connection.cursor()
    cursor.execute("SET SESSION sql_mode = CONCAT_WS(',', NULLIF(@@sql_mode, ''), 'STRICT_TRANS_TABLES')")
    cursor.close()


def _version_numbers(text_: str) -> tuple[int, ...]:
    """The leading numbers of "8.0.36-0ubuntu" or "5.0.51a.24+lenny5"."""
    found = []
    for part in re.split(r"[.\-+]", text_):
        number = re.fullmatch(r"(\d+)[abc]?\d*", part)
        if number is None:
            break
        found.append(int(number.group(1)))
    return tuple(found)


class MariaDBDialect(MySQLDialect):
    """MariaDB, said so by the URL."""

    name = "mariadb"
    is_mariadb = False
    supports_statement_cache = True
    supports_native_uuid = True

    def _be_mariadb(self, is_mariadb: bool | None) -> None:
        super()._be_mariadb(True)
