"""The three databases' SQL without their drivers: the compilers of each, on the traits that the tests speak about."""

from __future__ import annotations

from typing import Any

from ormolu.compiler import DialectTraits, InsertmanyvaluesSentinelOpts, string_dialect
from ormolu.dialects.mysql import ddl as mysql_ddl
from ormolu.dialects.mysql import names as mysql_names
from ormolu.dialects.mysql import render as mysql_render
from ormolu.dialects.mysql import typenames as mysql_types
from ormolu.dialects.postgresql import ddl as pg_ddl
from ormolu.dialects.postgresql import names as pg_names
from ormolu.dialects.postgresql import render as pg_render
from ormolu.dialects.postgresql import typenames as pg_types
from ormolu.dialects.sqlite import ddl as sqlite_ddl
from ormolu.dialects.sqlite import names as sqlite_names
from ormolu.dialects.sqlite import render as sqlite_render
from ormolu.dialects.sqlite import typenames as sqlite_types


class Form(DialectTraits):
    """Traits that the three have in common."""

    _supports_statement_cache = True
    supports_multivalues_insert = True

    def __init__(self, **traits: Any) -> None:
        self.__dict__.update(traits)
        self._init_compilers()


class SQLiteForm(Form):
    name = "sqlite"
    paramstyle = "qmark"
    positional = True
    statement_compiler = sqlite_render.SQLiteCompiler
    ddl_compiler = sqlite_ddl.SQLiteDDLCompiler
    type_compiler_cls = sqlite_types.SQLiteTypeCompiler
    preparer = sqlite_names.SQLiteIdentifierPreparer
    supports_default_values = True
    supports_empty_insert = False
    tuple_in_values = True
    insert_returning = update_returning = delete_returning = True
    use_insertmanyvalues = True
    insertmanyvalues_implicit_sentinel = InsertmanyvaluesSentinelOpts.NOT_SUPPORTED


class PostgreSQLForm(Form):
    name = "postgresql"
    paramstyle = "pyformat"
    statement_compiler = pg_render.PGCompiler
    ddl_compiler = pg_ddl.PGDDLCompiler
    type_compiler_cls = pg_types.PGTypeCompiler
    preparer = pg_names.PGIdentifierPreparer
    supports_default_values = supports_default_metavalue = True
    supports_empty_insert = False
    insert_returning = update_returning = delete_returning = True
    supports_native_boolean = supports_native_enum = supports_native_uuid = True
    supports_sequences = sequences_optional = True
    supports_identity_columns = True
    postfetch_lastrowid = False
    use_insertmanyvalues = True
    server_version_info = None
    _supports_create_index_concurrently = _supports_drop_index_concurrently = True


class MySQLForm(Form):
    name = "mysql"
    paramstyle = "format"
    positional = True
    is_mariadb = False
    use_mysql_for_share = False
    statement_compiler = mysql_render.MySQLCompiler
    ddl_compiler = mysql_ddl.MySQLDDLCompiler
    type_compiler_cls = mysql_types.MySQLTypeCompiler
    preparer = mysql_names.MySQLIdentifierPreparer
    supports_default_metavalue = True
    div_is_floordiv = False
    cte_follows_insert = True


class MariaDBForm(MySQLForm):
    name = "mariadb"
    is_mariadb = True
    preparer = mysql_names.MariaDBIdentifierPreparer
    insert_returning = delete_returning = True


FORMS: dict[str, Any] = {
    "default": string_dialect(),
    "sqlite": SQLiteForm(),
    "postgresql": PostgreSQLForm(),
    "mysql": MySQLForm(),
    "mariadb": MariaDBForm(),
}
