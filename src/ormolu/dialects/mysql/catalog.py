"""Catalogue of MySQL and MariaDB: SHOW statements and information_schema -> descriptions of tables.

`MySQLCatalog` is the part of the dialect that an Inspector asks. One SHOW CREATE TABLE, kept in the Inspector's cache,
answers all questions about a table; of many tables at once, MariaDB's information_schema says the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from ... import exc
from ... import types as sqltypes
from ...schema.catalog import CatalogQueries, ObjectKind, ObjectScope, ReflectionDefaults, TableKey, cache
from ...sql.textual import text
from .create_sql import ColumnText, KeyText, TableText, column_from_describe, parse_show_create
from .information_schema import read_tables

__all__ = ["MySQLCatalog"]

_NO_SUCH_TABLE = frozenset({1146, 1051, 1049, 1109})
_INVALID_VIEW = 1356
_HIDDEN_OPTIONS = frozenset({"auto_increment", "data directory", "index directory"})
_INTEGER_NAMES = frozenset({"tinyint", "smallint", "mediumint", "int", "integer", "bigint"})
_DECIMAL_NAMES = frozenset({"decimal", "numeric", "fixed", "float", "double", "real", "dec"})
# So many tables are shown one by one: information_schema looks at all tables of the schema.
_FEW_TABLES = 4
_FSP_NAMES = frozenset({"datetime", "timestamp", "time"})


class MySQLCatalog(CatalogQueries):
    """What an Inspector can ask about a MySQL or MariaDB database."""

    name: str
    identifier_preparer: Any
    ischema_names: Any
    default_schema_name: Any
    supports_sequences: bool
    is_mariadb: bool
    server_version_info: Any

    # -- names -----------------------------------------------------------------------------------------------

    @cache
    def get_schema_names(self, connection: Any, **kw: Any) -> list[str]:
        return [_text(row[0]) for row in connection.exec_driver_sql("SHOW schemas")]

    def _show_tables(self, connection: Any, schema: str | None, kinds: tuple[str, ...]) -> list[str]:
        where = schema if schema is not None else self.default_schema_name
        quoted = self.identifier_preparer.quote_identifier(where)
        rows = connection.exec_driver_sql(f"SHOW FULL TABLES FROM {quoted}")
        return [_text(row[0]) for row in rows if _text(row[1]) in kinds]

    @cache
    def get_table_names(self, connection: Any, schema: str | None = None, **kw: Any) -> list[str]:
        return self._show_tables(connection, schema, ("BASE TABLE", "SYSTEM VERSIONED"))

    @cache
    def get_view_names(self, connection: Any, schema: str | None = None, **kw: Any) -> list[str]:
        return self._show_tables(connection, schema, ("VIEW", "SYSTEM VIEW"))

    @cache
    def get_sequence_names(self, connection: Any, schema: str | None = None, **kw: Any) -> list[str]:
        self._need_sequences()
        return self._show_tables(connection, schema, ("SEQUENCE",))

    def _need_sequences(self) -> None:
        if not self.supports_sequences:
            raise NotImplementedError("Sequences are supported only by the MariaDB series 10.3 or greater")

    @cache
    def get_view_definition(self, connection: Any, view_name: str, schema: str | None = None, **kw: Any) -> str:
        name = self._full_name(view_name, schema)
        sql = self._show_create_table(connection, name)
        if sql.upper().startswith("CREATE TABLE"):
            raise exc.NoSuchTableError(name)
        return sql

    # -- existence -------------------------------------------------------------------------------------------

    @cache
    def has_table(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> bool:
        self._ensure_has_table_connection(connection)
        try:
            connection.exec_driver_sql(
                f"DESCRIBE {self._full_name(table_name, schema)}", execution_options={"skip_user_error_events": True}
            ).close()
        except exc.DBAPIError as error:
            code = _error_code(error)
            if code in _NO_SUCH_TABLE:
                return False
            if code == _INVALID_VIEW:
                return True
            raise
        return True

    def has_multi_table(
        self, connection: Any, table_names: Sequence[str], schema: str | None = None, **kw: Any
    ) -> Iterable[tuple[TableKey, bool]]:
        listed: set[str] = set()  # temporary tables are not
        if len(table_names) > _FEW_TABLES and (schema is None or self.has_schema(connection, schema, **kw)):
            listed.update(self._show_tables(connection, schema, ("BASE TABLE", "SYSTEM VERSIONED", "VIEW", "SEQUENCE")))
        return [
            ((schema, name), name in listed or self.has_table(connection, name, schema=schema, **kw))
            for name in table_names
        ]

    @cache
    def has_sequence(self, connection: Any, sequence_name: str, schema: str | None = None, **kw: Any) -> bool:
        self._need_sequences()
        statement = text(
            "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE='SEQUENCE' and "
            "TABLE_NAME=:name AND TABLE_SCHEMA=:schema_name"
        )
        where = schema if schema is not None else self.default_schema_name
        found = connection.scalar(statement, {"name": str(sequence_name), "schema_name": str(where)})
        return found is not None

    # -- the text about one table ----------------------------------------------------------------------------

    def _full_name(self, table_name: str, schema: str | None) -> str:
        quote = self.identifier_preparer.quote_identifier
        return ".".join(quote(part) for part in (schema, table_name) if part)

    def _show_create_table(self, connection: Any, full_name: str) -> str:
        try:
            row = connection.exec_driver_sql(
                f"SHOW CREATE TABLE {full_name}", execution_options={"skip_user_error_events": True}
            ).first()
        except exc.DBAPIError as error:
            if _error_code(error) in _NO_SUCH_TABLE:
                raise exc.NoSuchTableError(full_name) from error
            raise
        if row is None:
            raise exc.NoSuchTableError(full_name)
        text: str = _text(row[1]).strip()
        return text

    def _describe(self, connection: Any, full_name: str) -> list[ColumnText]:
        try:
            rows = connection.exec_driver_sql(
                f"DESCRIBE {full_name}", execution_options={"skip_user_error_events": True}
            ).all()
        except exc.DBAPIError as error:
            code = _error_code(error)
            if code in _NO_SUCH_TABLE:
                raise exc.NoSuchTableError(full_name) from error
            if code == _INVALID_VIEW:
                raise exc.UnreflectableTableError(
                    f"Table or view named {full_name} could not be reflected: {error}"
                ) from error
            raise
        return [column_from_describe([_text(value) for value in row]) for row in rows]

    def _table_text(self, connection: Any, table_name: str, schema: str | None) -> TableText:
        full_name = self._full_name(table_name, schema)
        sql = self._show_create_table(connection, full_name)
        head = sql[:40].upper()
        if head.startswith("CREATE TABLE") or head.startswith("CREATE TEMPORARY TABLE"):
            return parse_show_create(sql)
        where = schema if schema is not None else self.default_schema_name
        views = read_tables(connection, where, [table_name]) if self._has_full_information_schema() else {}
        return views.get(table_name) or TableText(columns=self._describe(connection, full_name))

    def _has_full_information_schema(self) -> bool:
        return self.is_mariadb and self.server_version_info >= (10, 6)

    def _read(self, connection: Any, table_name: str, schema: str | None, kw: dict[str, Any]) -> TableText:
        """What is known of a table, unless `_prefetch` has read it already."""
        known = _known(kw.get("info_cache"), schema)
        if table_name not in known:
            known[table_name] = self._table_text(connection, table_name, schema)
        return known[table_name]

    def _prefetch(
        self,
        question: str,
        connection: Any,
        kind: ObjectKind,
        schema: str | None,
        filter_names: Collection[str] | None,
        scope: ObjectScope,
        info_cache: dict[Any, Any],
    ) -> None:
        if not self._has_full_information_schema():
            return
        known = _known(info_cache, schema)
        wanted = None if not filter_names else [name for name in filter_names if name not in known]
        done = ("mysql prefetched", schema)
        if done in info_cache or (wanted is not None and len(wanted) <= _FEW_TABLES):
            return
        if wanted is None:
            info_cache[done] = True
        where = schema if schema is not None else self.default_schema_name
        known.update(read_tables(connection, where, wanted))

    # -- what it consists of ---------------------------------------------------------------------------------

    @cache
    def get_columns(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> Any:
        table = self._read(connection, table_name, schema, kw)
        return [self._column(column) for column in table.columns] or ReflectionDefaults.columns()

    def _column(self, column: ColumnText) -> dict[str, Any]:
        type_ = self._column_type(column)
        found: dict[str, Any] = {
            "name": column.name,
            "type": type_,
            "default": column.default,
            "comment": column.comment,
            "nullable": column.nullable,
        }
        if type_._type_affinity is not None and issubclass(type_._type_affinity, sqltypes.Integer):
            found["autoincrement"] = "AUTO_INCREMENT" in column.flags
        if column.computed is not None:
            found["computed"] = {"sqltext": column.computed, "persisted": column.stored}
        return found

    def _column_type(self, column: ColumnText) -> Any:
        if column.is_json:
            return self.ischema_names["json"]()
        cls = self.ischema_names.get(column.type)
        if cls is None:
            exc.warn(f"Did not recognize type '{column.type}' of column '{column.name}'")
            return sqltypes.NULLTYPE
        positional, options = _type_arguments(column, cls)
        return cls(*positional, **options)

    @cache
    def get_pk_constraint(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> Any:
        for key in self._read(connection, table_name, schema, kw).keys:
            if key.kind == "PRIMARY":
                return {"constrained_columns": [part.name for part in key.parts], "name": None}
        return ReflectionDefaults.pk_constraint()

    @cache
    def get_foreign_keys(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> Any:
        return [
            {
                "name": key.name,
                "constrained_columns": key.columns,
                "referred_schema": key.table[0] if len(key.table) > 1 else schema,
                "referred_table": key.table[-1],
                "referred_columns": key.referred,
                "options": {
                    name: value
                    for name, value in sorted(key.options.items(), reverse=True)
                    if name != "match" and value != "NO ACTION"
                },
            }
            for key in self._read(connection, table_name, schema, kw).foreign_keys
        ]

    @cache
    def get_check_constraints(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> Any:
        table = self._read(connection, table_name, schema, kw)
        of_columns = [(column.name, column.check) for column in table.columns if column.check and not column.is_json]
        found = [{"name": name, "sqltext": sqltext} for name, sqltext in [*of_columns, *table.checks]]
        return sorted(found, key=lambda check: check["name"] or "~")

    @cache
    def get_table_comment(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> Any:
        comment = self._read(connection, table_name, schema, kw).options.get("comment")
        return {"text": comment} if comment is not None else ReflectionDefaults.table_comment()

    @cache
    def get_table_options(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> Any:
        options = self._read(connection, table_name, schema, kw).options
        return {f"{self.name}_{key}": value for key, value in options.items() if key not in _HIDDEN_OPTIONS}

    @cache
    def get_indexes(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> Any:
        keys = self._read(connection, table_name, schema, kw).keys
        indexes = [self._index(key) for key in keys if key.kind != "PRIMARY"]
        return sorted(indexes, key=lambda index: index["name"] or "~")

    def _index(self, key: KeyText) -> dict[str, Any]:
        index: dict[str, Any] = {
            "name": key.name,
            "column_names": [part.name for part in key.parts],
            "unique": key.kind == "UNIQUE",
        }
        if any(part.expression for part in key.parts):
            index["expressions"] = [part.expression or part.name for part in key.parts]
        descending: dict[str | None, tuple[str, ...]] = {part.name: ("desc",) for part in key.parts if part.descending}
        if descending:
            index["column_sorting"] = descending
        options: dict[str, Any] = {}
        if key.kind in ("FULLTEXT", "SPATIAL"):
            options[f"{self.name}_prefix"] = key.kind
        if key.parser is not None:
            options[f"{self.name}_with_parser"] = key.parser
        lengths = {part.name: part.length for part in key.parts if part.length is not None}
        if lengths:
            options[f"{self.name}_length"] = lengths
        if options:
            index["dialect_options"] = options
        return index

    @cache
    def get_unique_constraints(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> Any:
        found = [
            {
                "name": key.name,
                "column_names": [part.name for part in key.parts if part.name is not None],
                "duplicates_index": key.name,
            }
            for key in self._read(connection, table_name, schema, kw).keys
            if key.kind == "UNIQUE"
        ]
        return sorted(found, key=lambda constraint: constraint["name"] or "~")


def _type_arguments(column: ColumnText, cls: Any) -> tuple[list[Any], dict[str, Any]]:
    """Arguments for the type class from what stands behind the type's name."""
    options: dict[str, Any] = {}
    numbers = [int(argument) for argument in column.arguments if argument.isdigit()]
    for flag in ("unsigned", "zerofill"):
        if flag.upper() in column.flags:
            options[flag] = True
    if column.type in ("enum", "set"):
        return list(column.arguments), {**options, **_charset(column)}
    if column.type in _INTEGER_NAMES or column.type == "year":
        return [], {**options, **({"display_width": numbers[0]} if numbers else {})}
    if column.type in _DECIMAL_NAMES:
        return numbers, options
    if column.type in _FSP_NAMES:
        return [], ({"fsp": numbers[0]} if numbers else {})
    if isinstance(cls, type) and issubclass(cls, sqltypes.String):
        return numbers, _charset(column)
    return numbers, options


def _charset(column: ColumnText) -> dict[str, Any]:
    found = {"charset": column.charset, "collation": column.collation}
    return {name: value for name, value in found.items() if value is not None}


def _known(info_cache: Any, schema: str | None) -> dict[str, TableText]:
    """What has been read of the tables of a schema, kept in the Inspector's cache if there is one."""
    known: dict[str, TableText] = {} if info_cache is None else info_cache.setdefault(("mysql", schema), {})
    return known


def _text(value: Any) -> Any:
    return value.decode("utf-8") if isinstance(value, (bytes, bytearray)) else value


def _error_code(error: exc.DBAPIError) -> int | None:
    """The server's error number, which drivers for MySQL give as the first argument of their exceptions."""
    arguments = getattr(error.orig, "args", ())
    return arguments[0] if arguments and isinstance(arguments[0], int) else None
