"""The SQLite form: what the database can do, its isolation levels and execution context."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ... import exc, switches
from ... import types as sqltypes
from ...compiler.base import InsertmanyvaluesSentinelOpts
from ...engine.config import as_bool
from ...engine.context import DefaultExecutionContext
from ...engine.default import DefaultDialect
from ...schema import (
    CheckConstraint,
    Column,
    Constraint,
    CreateView,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)
from .catalog import SQLiteCatalog
from .ddl import SQLiteDDLCompiler
from .names import SQLiteIdentifierPreparer
from .render import SQLiteCompiler
from .typenames import SQLiteTypeCompiler
from .types import COLSPECS, ISCHEMA_NAMES


class SQLiteExecutionContext(DefaultExecutionContext):
    """Column names: old SQLite prefixes them with the table in UNION queries; `sqlite_raw_colnames` keeps them."""

    @property
    def _preserve_raw_colnames(self) -> bool:
        return not self.dialect._broken_dotted_colnames or bool(
            self.execution_options.get("sqlite_raw_colnames", False)
        )

    def _translate_colname(self, colname: str) -> tuple[str, str | None]:
        if not self._preserve_raw_colnames and "." in colname:
            return colname.split(".")[-1], colname
        return colname, None


class SQLiteDialect(SQLiteCatalog, DefaultDialect):
    """SQLite 3.

    native_datetime: the driver itself converts dates; leave them alone. strict: check foreign keys, keep time zones,
    refuse NaN and take nothing in double quotes for a string; by default as `switches.strict_databases` says.
    foreign_keys: whether they are checked, whatever `strict` says.
    """

    name = "sqlite"
    supports_alter = False
    supports_default_values = True
    supports_default_metavalue = True
    default_metavalue_token = "NULL"
    supports_empty_insert = False
    supports_multivalues_insert = True
    supports_native_boolean = False
    supports_statement_cache = True
    use_insertmanyvalues = True
    # Rowids rise in the order of VALUES: sorted, the returned keys are in the order of the parameters.
    insertmanyvalues_implicit_sentinel = InsertmanyvaluesSentinelOpts.AUTOINCREMENT
    tuple_in_values = True
    insert_null_pk_still_autoincrements = True
    insert_returning = True
    update_returning = True
    update_returning_multifrom = True
    delete_returning = True
    insert_executemany_returning = True
    insert_executemany_returning_sort_by_parameter_order = True
    insertmanyvalues_max_parameters = 32700
    default_paramstyle = "qmark"
    execution_ctx_cls = SQLiteExecutionContext
    statement_compiler = SQLiteCompiler
    ddl_compiler = SQLiteDDLCompiler
    type_compiler_cls = SQLiteTypeCompiler
    preparer = SQLiteIdentifierPreparer
    ischema_names = ISCHEMA_NAMES
    colspecs = COLSPECS
    _broken_fk_pragma_quotes = False
    _broken_dotted_colnames = False
    engine_config_types = {**DefaultDialect.engine_config_types, "foreign_keys": as_bool, "strict": as_bool}
    construct_arguments = [
        (Table, {"autoincrement": False, "with_rowid": True, "strict": False}),
        (Index, {"where": None}),
        (
            Column,
            {"on_conflict_primary_key": None, "on_conflict_not_null": None, "on_conflict_unique": None},
        ),
        (Constraint, {"on_conflict": None}),
        (PrimaryKeyConstraint, {"on_conflict": None}),
        (ForeignKeyConstraint, {"on_conflict": None}),
        (UniqueConstraint, {"on_conflict": None}),
        (CheckConstraint, {"on_conflict": None}),
        (CreateView, {"if_not_exists": False}),
    ]
    _isolation_lookup = {"READ UNCOMMITTED": 1, "SERIALIZABLE": 0, "AUTOCOMMIT": None}

    def __init__(
        self,
        native_datetime: bool = False,
        json_serializer: Any = None,
        json_deserializer: Any = None,
        foreign_keys: bool | None = None,
        strict: bool | None = None,
        **kwargs: Any,
    ):
        super().__init__(**kwargs)
        self.strict = switches.strict_databases if strict is None else strict
        self._json_serializer = json_serializer
        self._json_deserializer = json_deserializer
        self.native_datetime = native_datetime
        self.refuses_nan = self.strict
        self.foreign_keys = self.strict if foreign_keys is None else foreign_keys
        if native_datetime:
            self.colspecs = {
                key: value for key, value in self.colspecs.items() if key not in (sqltypes.Date, sqltypes.DateTime)
            }
        if self.dbapi is not None:
            self._note_version(self.dbapi.sqlite_version_info)

    def _note_version(self, version: tuple[int, ...]) -> None:
        """Leave out what an old library cannot do."""
        if version < (3, 35):
            self.insert_returning = self.update_returning = self.delete_returning = False
            self.insert_executemany_returning = False
            self.insert_executemany_returning_sort_by_parameter_order = False
            self.use_insertmanyvalues = False
        if version < (3, 32):
            self.insertmanyvalues_max_parameters = 999

    def not_finite_literal(self, number: float) -> str:
        # out of the range of a double, hence infinite
        return super().not_finite_literal(number) if number != number else "9e999" if number > 0 else "-9e999"

    # ---- isolation levels

    def get_isolation_level_values(self, dbapi_connection: Any) -> Sequence[str]:
        return list(self._isolation_lookup)

    def set_isolation_level(self, dbapi_connection: Any, level: str) -> None:
        value = self._isolation_lookup[level]
        cursor = dbapi_connection.cursor()
        cursor.execute(f"PRAGMA read_uncommitted = {value}")
        cursor.close()

    def get_isolation_level(self, dbapi_connection: Any) -> str:
        cursor = dbapi_connection.cursor()
        cursor.execute("PRAGMA read_uncommitted")
        row = cursor.fetchone()
        cursor.close()
        # very old libraries have no such pragma and are serializable
        value = row[0] if row else 0
        if value not in (0, 1):
            raise exc.InvalidRequestError(f"Unknown isolation level {value}")
        return "READ UNCOMMITTED" if value else "SERIALIZABLE"

    def _get_server_version_info(self, connection: Any) -> tuple[int, ...]:
        return tuple(self.loaded_dbapi.sqlite_version_info)
