"""The PostgreSQL form: what the database can do, isolation levels, two phases, sequences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ...compiler.base import InsertmanyvaluesSentinelOpts
from ...engine.characteristics import CHARACTERISTICS, ConnectionCharacteristic
from ...engine.context import DefaultExecutionContext
from ...engine.default import DefaultDialect
from ...engine.failures import Failure
from ...engine.interfaces import BindTyping
from ...schema import (
    CheckConstraint,
    CreateView,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)
from ...sql.dialect_options import DialectKWArgConst
from ...sql.textual import text
from .catalog import PGCatalog
from .ddl import PGDDLCompiler
from .errors import FAILURES, VALUE_PATTERNS
from .exclude import ExcludeConstraint
from .names import PGIdentifierPreparer
from .registry import COLSPECS, ISCHEMA_NAMES
from .render import PGCompiler
from .typenames import PGTypeCompiler


class PGExecutionContext(DefaultExecutionContext):
    """Sequences are asked before an INSERT where RETURNING cannot bring the key."""

    def fire_sequence(self, seq: Any, type_: Any) -> Any:
        name = self.identifier_preparer.format_sequence(seq)
        return self._execute_scalar(f"select nextval('{name}')", type_)

    def get_insert_default(self, column: Any) -> Any:
        if column.primary_key and column is column.table._autoincrement_column:
            if column.server_default and column.server_default.has_argument:
                return self._execute_scalar(f"select {column.server_default.arg}", column.type)
            if column.default is None or (column.default.is_sequence and column.default.optional):
                return self._execute_scalar(f"select nextval('{self._implicit_sequence(column)}')", column.type)
        return super().get_insert_default(column)

    def _implicit_sequence(self, column: Any) -> str:
        """The sequence that SERIAL makes: table and column, cut to 63 characters."""
        table, name = column.table.name, column.name
        table = table[: 29 + max(0, 29 - len(name))]
        name = name[: 29 + max(0, 29 - len(table))]
        schema = self.connection.schema_for_object(column.table)
        quoted = f'"{table}_{name}_seq"'
        return f'"{schema}".{quoted}' if schema is not None else quoted


class _ReadOnly(ConnectionCharacteristic):
    transactional = True

    def reset_characteristic(self, dialect: Any, dbapi_conn: Any) -> None:
        dialect.set_readonly(dbapi_conn, False)

    def set_characteristic(self, dialect: Any, dbapi_conn: Any, value: Any) -> None:
        dialect.set_readonly(dbapi_conn, value)

    def get_characteristic(self, dialect: Any, dbapi_conn: Any) -> Any:
        return dialect.get_readonly(dbapi_conn)


class _Deferrable(ConnectionCharacteristic):
    transactional = True

    def reset_characteristic(self, dialect: Any, dbapi_conn: Any) -> None:
        dialect.set_deferrable(dbapi_conn, False)

    def set_characteristic(self, dialect: Any, dbapi_conn: Any, value: Any) -> None:
        dialect.set_deferrable(dbapi_conn, value)

    def get_characteristic(self, dialect: Any, dbapi_conn: Any) -> Any:
        return dialect.get_deferrable(dbapi_conn)


class PGDialect(PGCatalog, DefaultDialect):
    """PostgreSQL 9.6 and later.

    native_inet_types: False to have INET and CIDR values as strings with drivers that make objects of them.
    """

    name = "postgresql"
    supports_statement_cache = True
    supports_alter = True
    max_identifier_length = 63
    supports_sane_rowcount = True
    supports_native_enum = True
    supports_native_boolean = True
    supports_native_uuid = True
    supports_smallserial = True
    supports_sequences = True
    sequences_optional = True
    preexecute_autoincrement_sequences = True
    postfetch_lastrowid = False
    use_insertmanyvalues = True
    returns_native_bytes = True
    insertmanyvalues_implicit_sentinel = (
        InsertmanyvaluesSentinelOpts.ANY_AUTOINCREMENT
        | InsertmanyvaluesSentinelOpts.USE_INSERT_FROM_SELECT
        | InsertmanyvaluesSentinelOpts.RENDER_SELECT_COL_CASTS
    )
    supports_comments = True
    supports_constraint_comments = True
    supports_default_values = True
    supports_default_metavalue = True
    supports_empty_insert = False
    supports_multivalues_insert = True
    supports_identity_columns = True
    supports_virtual_generated_columns = True
    supports_for_update_of = True
    insert_returning = True
    update_returning = True
    delete_returning = True
    update_returning_multifrom = True
    delete_returning_multifrom = True
    insert_executemany_returning = True
    insert_executemany_returning_sort_by_parameter_order = True
    default_paramstyle = "pyformat"
    bind_typing = BindTyping.RENDER_CASTS
    ischema_names = ISCHEMA_NAMES
    colspecs = COLSPECS
    statement_compiler = PGCompiler
    ddl_compiler = PGDDLCompiler
    type_compiler_cls = PGTypeCompiler
    preparer = PGIdentifierPreparer
    value_patterns = VALUE_PATTERNS
    failures = FAILURES
    execution_ctx_cls = PGExecutionContext
    connection_characteristics = {
        **CHARACTERISTICS,
        "postgresql_readonly": _ReadOnly(),
        "postgresql_deferrable": _Deferrable(),
    }
    construct_arguments = [
        (
            Index,
            {
                "using": False, "include": None, "where": None, "ops": {}, "concurrently": False, "with": {},
                "tablespace": None, "nulls_not_distinct": None, "invalid": DialectKWArgConst.REFLECTED_ONLY,
            },
        ),
        (
            Table,
            {
                "ignore_search_path": False, "tablespace": None, "partition_by": None, "with_oids": None, "with": None,
                "on_commit": None, "inherits": None, "using": None,
            },
        ),
        (CreateView, {"with": None}),
        (CheckConstraint, {"not_valid": False}),
        (ForeignKeyConstraint, {"not_valid": False}),
        (PrimaryKeyConstraint, {"include": None}),
        (ExcludeConstraint, {"include": None}),
        (UniqueConstraint, {"include": None, "nulls_not_distinct": None}),
    ]  # fmt: skip
    reflection_options = ("postgresql_ignore_search_path",)
    _backslash_escapes = False
    _supports_create_index_concurrently = True
    _supports_drop_index_concurrently = True
    _supports_jsonb_subscripting = True

    def __init__(
        self,
        native_inet_types: bool | None = None,
        json_serializer: Any = None,
        json_deserializer: Any = None,
        **kwargs: Any,
    ):
        super().__init__(**kwargs)
        self.native_inet_types = native_inet_types
        self._json_deserializer = json_deserializer
        self._json_serializer = json_serializer

    def initialize(self, connection: Any) -> None:
        super().initialize(connection)
        version = self.server_version_info or ()
        self._supports_jsonb_subscripting = version >= (14,)
        self.supports_virtual_generated_columns = version >= (18,)
        escapes = connection.exec_driver_sql("show standard_conforming_strings").scalar()
        self._backslash_escapes = escapes == "off"

    def _get_server_version_info(self, connection: Any) -> tuple[int, ...]:
        found = str(connection.exec_driver_sql("select pg_catalog.version()").scalar())
        match = re.match(r".*(?:PostgreSQL|EnterpriseDB) (\d+)\.?(\d+)?(?:\.(\d+))?(?:\.\d+)?(?:devel|beta)?", found)
        if match is None:
            raise AssertionError(f"Could not determine version from string '{found}'")
        return tuple(int(part) for part in match.groups() if part is not None)

    def _get_default_schema_name(self, connection: Any) -> str | None:
        return connection.exec_driver_sql("select current_schema()").scalar()  # type: ignore[no-any-return]

    def not_finite_literal(self, number: float) -> str:
        return f"'{number}'::float8"

    # ---- errors

    def failure_of(self, error: BaseException | None) -> Failure | None:
        code = self._error_code(error)
        return None if code is None else self.failures.get(code) or self.failures.get(code[:2])

    def _error_code(self, error: Any) -> Any:
        found = getattr(error, "driver_exception", error)  # asyncpg's own, behind its PEP 249 name
        return getattr(found, "sqlstate", None) or getattr(found, "pgcode", None)

    # ---- isolation levels

    def get_isolation_level_values(self, dbapi_connection: Any) -> Sequence[str]:
        return ("SERIALIZABLE", "READ UNCOMMITTED", "READ COMMITTED", "REPEATABLE READ")

    def set_isolation_level(self, dbapi_connection: Any, level: str) -> None:
        cursor = dbapi_connection.cursor()
        cursor.execute(f"SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL {level}")
        cursor.execute("COMMIT")
        cursor.close()

    def get_isolation_level(self, dbapi_connection: Any) -> str:
        cursor = dbapi_connection.cursor()
        cursor.execute("show transaction isolation level")
        level = cursor.fetchone()[0]
        cursor.close()
        return level.upper()  # type: ignore[no-any-return]

    def set_readonly(self, dbapi_connection: Any, value: bool) -> None:
        """Have transactions of this connection read only."""
        raise NotImplementedError(f"The {self.driver} driver cannot set read-only transactions")

    def get_readonly(self, dbapi_connection: Any) -> bool:
        raise NotImplementedError(f"The {self.driver} driver cannot tell about read-only transactions")

    def set_deferrable(self, dbapi_connection: Any, value: bool) -> None:
        """Have serializable read-only transactions of this connection wait for a safe snapshot."""
        raise NotImplementedError(f"The {self.driver} driver cannot set deferrable transactions")

    def get_deferrable(self, dbapi_connection: Any) -> bool:
        raise NotImplementedError(f"The {self.driver} driver cannot tell about deferrable transactions")

    # ---- two phases

    def _quoted_xid(self, xid: Any) -> str:
        """The identifier as a literal: these statements take no parameters."""
        text = str(xid).replace("'", "''")
        if "\\" in text:
            text = text.replace("\\", "\\\\")
            return f"E'{self.identifier_preparer._escape_percents(text)}'"
        return f"'{self.identifier_preparer._escape_percents(text)}'"

    def do_begin_twophase(self, connection: Any, xid: Any) -> Any:
        return connection._begin_plain_steps()

    async def do_prepare_twophase(self, connection: Any, xid: Any) -> None:
        await connection._exec_driver_sql_steps(f"PREPARE TRANSACTION {self._quoted_xid(xid)}")

    async def do_rollback_twophase(
        self, connection: Any, xid: Any, is_prepared: bool = True, recover: bool = False
    ) -> None:
        if not is_prepared:
            await connection._end_plain_steps(commit=False)
            return
        if recover:
            await connection._exec_driver_sql_steps("ROLLBACK")
        await connection._exec_driver_sql_steps(f"ROLLBACK PREPARED {self._quoted_xid(xid)}")
        await connection._exec_driver_sql_steps("BEGIN")
        await connection._end_plain_steps(commit=False)

    async def do_commit_twophase(
        self, connection: Any, xid: Any, is_prepared: bool = True, recover: bool = False
    ) -> None:
        if not is_prepared:
            await connection._end_plain_steps(commit=True)
            return
        if recover:
            await connection._exec_driver_sql_steps("ROLLBACK")
        await connection._exec_driver_sql_steps(f"COMMIT PREPARED {self._quoted_xid(xid)}")
        await connection._exec_driver_sql_steps("BEGIN")
        await connection._end_plain_steps(commit=False)

    async def do_recover_twophase(self, connection: Any) -> list[Any]:
        found = await connection._execute_steps(text("SELECT gid FROM pg_prepared_xacts"))
        return list(found.scalars().all())
