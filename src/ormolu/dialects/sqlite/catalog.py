"""Catalogue of SQLite: PRAGMAs and the remembered CREATE statements -> descriptions of tables.

`SQLiteCatalog` is the part of the SQLite dialect that an Inspector asks; the statements themselves are read by
`create_sql.py`. A name is looked for in `main`, then among temporary objects, unless a schema (an attached
database) is given.
"""

from __future__ import annotations

import re
from typing import Any

from ... import exc
from ... import types as sqltypes
from ...schema.catalog import CatalogQueries, ReflectionDefaults, cache
from ...sql.textual import text
from .create_sql import Constraint, TableText, parse_create_table

__all__ = ["SQLiteCatalog"]

_TYPE = re.compile(r"([\w ]+)(\(.*?\))?")
_LEGACY_QUOTES = re.compile(r"^[\"\[`']|[\"\]`']$")


class SQLiteCatalog(CatalogQueries):
    """What an Inspector can ask about a SQLite database."""

    identifier_preparer: Any
    ischema_names: Any
    server_version_info: Any

    _broken_fk_pragma_quotes = False

    # -- names -----------------------------------------------------------------------------------------------

    def _get_default_schema_name(self, connection: Any) -> str:
        return "main"

    @cache
    def get_schema_names(self, connection: Any, **kw: Any) -> list[str]:
        rows = connection.exec_driver_sql("PRAGMA database_list")
        return [row[1] for row in rows if row[1] != "temp"]

    def _master(self, schema: str | None, table: str = "sqlite_master") -> str:
        if schema is None:
            return table
        return f"{self.identifier_preparer.quote_identifier(schema)}.{table}"

    def _names(self, connection: Any, master: str, kind: str, sqlite_include_internal: bool) -> list[str]:
        internal = "" if sqlite_include_internal else " AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
        query = f"SELECT name FROM {master} WHERE type='{kind}'{internal} ORDER BY name"
        return list(connection.exec_driver_sql(query).scalars().all())

    @cache
    def get_table_names(
        self, connection: Any, schema: str | None = None, sqlite_include_internal: bool = False, **kw: Any
    ) -> list[str]:
        return self._names(connection, self._master(schema), "table", sqlite_include_internal)

    @cache
    def get_temp_table_names(
        self, connection: Any, schema: str | None = None, sqlite_include_internal: bool = False, **kw: Any
    ) -> list[str]:
        return self._names(connection, "sqlite_temp_master", "table", sqlite_include_internal)

    @cache
    def get_view_names(
        self, connection: Any, schema: str | None = None, sqlite_include_internal: bool = False, **kw: Any
    ) -> list[str]:
        return self._names(connection, self._master(schema), "view", sqlite_include_internal)

    @cache
    def get_temp_view_names(
        self, connection: Any, schema: str | None = None, sqlite_include_internal: bool = False, **kw: Any
    ) -> list[str]:
        return self._names(connection, "sqlite_temp_master", "view", sqlite_include_internal)

    @cache
    def get_view_definition(self, connection: Any, view_name: str, schema: str | None = None, **kw: Any) -> str:
        masters = [self._master(schema)] if schema is not None else ["sqlite_master", "sqlite_temp_master"]
        for master in masters:
            query = f"SELECT sql FROM {master} WHERE name = ? AND type='view'"
            sql = connection.exec_driver_sql(query, (view_name,)).scalar()
            if sql is not None:
                return str(sql)
        raise exc.NoSuchTableError(f"{schema}.{view_name}" if schema else view_name)

    # -- existence -------------------------------------------------------------------------------------------

    @cache
    def has_table(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> bool:
        self._ensure_has_table_connection(connection)
        if schema is not None and schema not in self.get_schema_names(connection, **kw):
            return False
        return bool(self._get_table_pragma(connection, "table_info", table_name, schema=schema))

    # -- what one table consists of --------------------------------------------------------------------------

    def _get_table_pragma(self, connection: Any, pragma: str, table_name: str, schema: str | None = None) -> list[Any]:
        quote = self.identifier_preparer.quote_identifier
        prefixes = ["main", "temp"] if schema is None else [quote(schema)]
        for prefix in prefixes:
            cursor = connection.exec_driver_sql(f"PRAGMA {prefix}.{pragma}({quote(table_name)})")
            rows = cursor.fetchall() if cursor.returns_rows else []
            if rows:
                return list(rows)
        return []

    @cache
    def _get_table_sql(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> str | None:
        """The CREATE statement of a table or view; None for SQLite's own tables, which have none."""
        masters = [self._master(schema)] if schema is not None else ["sqlite_master", "sqlite_temp_master"]
        for master in masters:
            query = f"SELECT sql FROM {master} WHERE name = ? AND type in ('table', 'view')"
            row = connection.exec_driver_sql(query, (table_name,)).first()
            if row is not None:
                return None if row[0] is None else str(row[0])
        if self._is_sys_table(table_name):
            return None
        raise exc.NoSuchTableError(f"{schema}.{table_name}" if schema else table_name)

    @staticmethod
    def _is_sys_table(table_name: str) -> bool:
        return table_name in {"sqlite_schema", "sqlite_master", "sqlite_temp_schema", "sqlite_temp_master"}

    def _get_table_text(self, connection: Any, table_name: str, schema: str | None, **kw: Any) -> TableText:
        sql = self._get_table_sql(connection, table_name, schema=schema, **kw)
        return TableText() if sql is None else parse_create_table(sql)

    @cache
    def get_columns(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> Any:
        extended = self.server_version_info >= (3, 31)
        pragma = "table_xinfo" if extended else "table_info"
        rows = self._get_table_pragma(connection, pragma, table_name, schema=schema)
        if not rows:
            if self.has_table(connection, table_name, schema=schema, **kw):
                return ReflectionDefaults.columns()
            raise exc.NoSuchTableError(f"{schema}.{table_name}" if schema else table_name)
        columns = []
        generated: dict[str, Constraint] | None = None
        for row in rows:
            hidden = row[6] if extended else 0
            if hidden == 1:  # of virtual tables: not part of SELECT *
                continue
            if hidden and generated is None:
                table_text = self._get_table_text(connection, table_name, schema, **kw)
                generated = {found.columns[0].lower(): found for found in table_text.of_kind("generated")}
            columns.append(self._column(row, hidden, generated or {}))
        return columns

    def _column(self, row: Any, hidden: int, generated: dict[str, Constraint]) -> dict[str, Any]:
        _, name, type_, notnull, default, primary_key = row[:6]
        if hidden:
            type_ = type_.partition("GENERATED ALWAYS")[0].strip()
        column = {
            "name": name,
            "type": self._resolve_type_affinity(type_.upper()),
            "nullable": not notnull,
            "default": default,
            "primary_key": primary_key,
        }
        if hidden:
            found = generated.get(name.lower())
            column["computed"] = {"sqltext": found.sqltext if found else "", "persisted": hidden == 3}
        return column

    def _resolve_type_affinity(self, type_: str) -> Any:
        """A type for a declared type, by its name, else by SQLite's rules of affinity.

        Rule: https://sqlite.org/datatype3.html, 3.1.
        """
        match = _TYPE.match(type_)
        declared, arguments = (match.group(1), match.group(2)) if match else ("", "")
        cls: Any
        if declared in self.ischema_names:
            cls = self.ischema_names[declared]
        elif "INT" in declared:
            cls = sqltypes.INTEGER
        elif any(word in declared for word in ("CHAR", "CLOB", "TEXT")):
            cls = sqltypes.TEXT
        elif "BLOB" in declared or not declared:
            cls = sqltypes.NullType
        elif any(word in declared for word in ("REAL", "FLOA", "DOUB")):
            cls = sqltypes.REAL
        else:
            cls = sqltypes.NUMERIC
        if not arguments:
            return cls()
        numbers = [int(number) for number in re.findall(r"(\d+)", arguments)]
        try:
            return cls(*numbers)
        except TypeError:
            exc.warn(f"Could not instantiate type {cls} with reflected arguments {arguments}; using no arguments.")
            return cls()

    @cache
    def get_pk_constraint(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> Any:
        columns = self.get_columns(connection, table_name, schema=schema, **kw)
        in_key = sorted((column for column in columns if column["primary_key"]), key=lambda c: c["primary_key"])
        name = None
        if in_key:
            found = self._get_table_text(connection, table_name, schema, **kw).of_kind("primary")
            name = found[0].name if found else None
        return {"constrained_columns": [column["name"] for column in in_key], "name": name}

    @cache
    def get_foreign_keys(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> Any:
        rows = self._get_table_pragma(connection, "foreign_key_list", table_name, schema=schema)
        table_text = self._get_table_text(connection, table_name, schema, **kw)
        by_id: dict[int, dict[str, Any]] = {}
        for row in rows:
            number, _, referred, local, remote = row[:5]
            if self._broken_fk_pragma_quotes:
                referred = _LEGACY_QUOTES.sub("", referred)
            found = by_id.setdefault(
                number,
                {
                    "name": None,
                    "constrained_columns": [],
                    "referred_schema": schema,
                    "referred_table": referred,
                    "referred_columns": [],
                    "options": {},
                },
            )
            found["constrained_columns"].append(local)
            if remote is not None:
                found["referred_columns"].append(remote)
        declared = table_text.of_kind("foreign")
        keys = [by_id[number] for number in sorted(by_id, reverse=True)]  # numbered from the last one backwards
        for key in keys:
            self._complete_foreign_key(connection, key, declared, schema, kw)
        return keys

    def _complete_foreign_key(
        self, connection: Any, key: dict[str, Any], declared: list[Constraint], schema: str | None, kw: dict[str, Any]
    ) -> None:
        """Add what only the statement says: name and options; and the columns of an implied primary key."""
        match = next((found for found in declared if _is_same_key(found, key)), None)
        if match is not None:
            declared.remove(match)
            key["name"] = match.name
            key["options"] = match.options
        if not key["referred_columns"]:
            try:
                parent = self.get_pk_constraint(connection, key["referred_table"], schema=schema, **kw)
                key["referred_columns"] = list(parent["constrained_columns"])
            except exc.NoSuchTableError:
                key["referred_columns"] = []  # SQLite allows keys to tables that do not exist

    @cache
    def get_unique_constraints(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> Any:
        found = self._get_table_text(connection, table_name, schema, **kw).of_kind("unique")
        return [
            {"name": constraint.name, "column_names": constraint.columns}
            for constraint in sorted(found, key=lambda constraint: constraint.inline)
        ]

    @cache
    def get_check_constraints(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> Any:
        found = self._get_table_text(connection, table_name, schema, **kw).of_kind("check")
        checks = [{"sqltext": constraint.sqltext, "name": constraint.name} for constraint in found]
        return sorted(checks, key=lambda check: check["name"] or "~")

    @cache
    def get_indexes(
        self,
        connection: Any,
        table_name: str,
        schema: str | None = None,
        include_auto_indexes: bool = False,
        **kw: Any,
    ) -> Any:
        rows = self._get_table_pragma(connection, "index_list", table_name, schema=schema)
        indexes = []
        for row in rows:
            name, unique = row[1], row[2]
            if name.startswith("sqlite_autoindex") and not include_auto_indexes:
                continue
            index: dict[str, Any] = {"name": name, "column_names": [], "unique": unique, "dialect_options": {}}
            if len(row) > 4 and row[4]:
                where = self._partial_index_condition(connection, name, schema)
                if where is not None:
                    index["dialect_options"]["sqlite_where"] = text(where)
            columns = self._get_table_pragma(connection, "index_info", name, schema=schema)
            if any(column[2] is None for column in columns):
                exc.warn(f"Skipped unsupported reflection of expression-based index {name}")
                continue
            index["column_names"] = [column[2] for column in columns]
            indexes.append(index)
        if not rows and not self.has_table(connection, table_name, schema=schema, **kw):
            raise exc.NoSuchTableError(f"{schema}.{table_name}" if schema else table_name)
        return sorted(indexes, key=lambda index: index["name"] or "~")

    def _partial_index_condition(self, connection: Any, index_name: str, schema: str | None) -> str | None:
        masters = [self._master(schema)] if schema is not None else ["sqlite_master", "sqlite_temp_master"]
        for master in masters:
            query = f"SELECT sql FROM {master} WHERE name = ? AND type = 'index'"
            sql = connection.exec_driver_sql(query, (index_name,)).scalar()
            if sql:
                match = re.search(r"\)\s+where\s+(.+)", sql, re.IGNORECASE | re.DOTALL)
                if match is not None:
                    return match.group(1)
                exc.warn(f"Failed to look up filter predicate of partial index {index_name}")
        return None

    @cache
    def get_table_options(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> Any:
        words = self._get_table_text(connection, table_name, schema, **kw).options
        options: dict[str, Any] = ReflectionDefaults.table_options()
        if "WITHOUT" in words and "ROWID" in words:
            options["sqlite_with_rowid"] = False
        if "STRICT" in words:
            options["sqlite_strict"] = True
        return options


def _is_same_key(found: Constraint, key: dict[str, Any]) -> bool:
    def lower(names: list[str]) -> list[str]:
        return [name.lower() for name in names]

    return (
        lower(found.columns) == lower(key["constrained_columns"])
        and found.referred_table.lower() == key["referred_table"].lower()
        and lower(found.referred_columns) == lower(key["referred_columns"])
    )
