"""Catalogue of SQLite: PRAGMAs and the remembered CREATE statements -> descriptions of tables.

`SQLiteCatalog` is the part of the SQLite dialect that an Inspector asks; the statements themselves are read by
`create_sql.py`. A name is looked for in `main`, then among temporary objects, unless a schema (an attached
database) is given.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from ... import exc
from ... import types as sqltypes
from ...schema.catalog import CatalogQueries, ObjectKind, ObjectScope, ReflectionDefaults, TableKey, cache, database_sql
from .create_sql import Constraint, TableText, index_condition, parse_create_table

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

    def _masters(self, schema: str | None) -> list[str]:
        return [self._master(schema)] if schema is not None else ["sqlite_master", "sqlite_temp_master"]

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
        found = self._ask_master(connection, ("view",), view_name, schema)
        if found is not None:
            return str(found[0])
        raise exc.NoSuchTableError(f"{schema}.{view_name}" if schema else view_name)

    # -- existence -------------------------------------------------------------------------------------------

    @cache
    def has_table(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> bool:
        self._ensure_has_table_connection(connection)
        if schema is not None and schema not in self.get_schema_names(connection, **kw):
            return False
        pragma = "table_xinfo" if self.server_version_info >= (3, 31) else "table_info"
        return bool(self._pragma(connection, pragma, table_name, schema, **kw))

    def has_multi_table(
        self, connection: Any, table_names: Sequence[str], schema: str | None = None, **kw: Any
    ) -> Iterable[tuple[TableKey, bool]]:
        if schema is not None and schema not in self.get_schema_names(connection, **kw):
            return [((schema, name), False) for name in table_names]
        there: set[str] = set()
        for master in self._masters(schema):
            query = f"SELECT name FROM {master} WHERE type IN ('table', 'view')"
            there.update(name.lower() for name in connection.exec_driver_sql(query).scalars())
        return [((schema, name), name.lower() in there or self._is_sys_table(name)) for name in table_names]

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

    def _pragma(
        self, connection: Any, pragma: str, name: str, schema: str | None, info_cache: Any = None, **kw: Any
    ) -> list[Any]:
        """The rows of a PRAGMA about a table or index, unless `_prefetch` has read them already."""
        known = _known(info_cache, schema)
        if (pragma, name) not in known:
            known[pragma, name] = self._get_table_pragma(connection, pragma, name, schema)
        rows: list[Any] = known[pragma, name]
        return rows

    def _sql(
        self, connection: Any, kinds: tuple[str, ...], name: str, schema: str | None, info_cache: Any = None, **kw: Any
    ) -> Any:
        """(CREATE statement,) of an object; None when there is no such object."""
        known = _known(info_cache, schema)
        if ("sql", name) not in known:
            known["sql", name] = self._ask_master(connection, kinds, name, schema)
        return known["sql", name]

    def _ask_master(self, connection: Any, kinds: tuple[str, ...], name: str, schema: str | None) -> Any:
        places = ", ".join("?" * len(kinds))
        for master in self._masters(schema):
            query = f"SELECT sql FROM {master} WHERE name = ? AND type IN ({places})"
            row = connection.exec_driver_sql(query, (name, *kinds)).first()
            if row is not None:
                return tuple(row)
        return None

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
        pragmas = _PRAGMAS_FOR.get(question)
        if pragmas is None or self.server_version_info < (3, 26):  # which has table_xinfo, and PRAGMAs as tables
            return
        databases = [schema] if schema is not None else ["temp", "main"]  # main hides temporary tables
        if ObjectScope.TEMPORARY not in scope:
            databases = databases[-1:]
        known = _known(info_cache, schema)
        selection = _Selection.of(kind, filter_names)
        for database in databases:
            self._prefetch_database(connection, pragmas, database, selection, known)

    def _prefetch_database(
        self, connection: Any, pragmas: tuple[str, ...], database: str, selection: _Selection, known: dict[Any, Any]
    ) -> None:
        """Read the PRAGMAs of all selected tables of one database, each in one statement, unless it is known."""
        pragmas = tuple(pragma for pragma in ("master", *pragmas) if (pragma, database, selection) not in known)
        if not pragmas:
            return
        master = self._master(database)
        condition, parameters = selection.condition()
        rows = connection.exec_driver_sql(f"SELECT type, name, sql FROM {master} m WHERE {condition}", parameters).all()
        for pragma in pragmas:
            known[pragma, database, selection] = True
            if pragma == "master":
                known.update({("sql", name): (sql,) for _, name, sql in rows})
                continue
            of_index = pragma == "index_xinfo"
            found: dict[str, list[Any]] = {name: [] for kind, name, _ in rows if (kind == "index") is of_index}
            if not found:
                continue
            query = (
                f"SELECT m.name, p.* FROM {master} m, pragma_{pragma}(m.name, ?) p "
                f"WHERE {condition} AND m.type {'=' if of_index else '<>'} 'index'"
            )
            for name, *row in connection.exec_driver_sql(query, (database, *parameters)):
                found[name].append(row)
            known.update({(pragma, name): of_name for name, of_name in found.items()})

    def _get_table_sql(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> str | None:
        """The CREATE statement of a table or view; None for SQLite's own tables, which have none."""
        found = self._sql(connection, ("table", "view"), table_name, schema, **kw)
        if found is not None:
            return None if found[0] is None else str(found[0])
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
        rows = self._pragma(connection, pragma, table_name, schema, **kw)
        if not rows:
            if self.has_table(connection, table_name, schema=schema, **kw):
                return ReflectionDefaults.columns()
            raise exc.NoSuchTableError(f"{schema}.{table_name}" if schema else table_name)
        table = self._get_table_text(connection, table_name, schema, **kw)
        generated = {found.columns[0].lower(): found for found in table.of_kind("generated")}
        collations = {found.columns[0].lower(): found.sqltext for found in table.of_kind("collate")}
        columns = []
        for row in rows:
            hidden = row[6] if extended else 0
            if hidden == 1:  # of virtual tables: not part of SELECT *
                continue
            column = self._column(row, collations)
            if hidden:
                found = generated.get(column["name"].lower())
                column["computed"] = {"sqltext": found.sqltext if found else "", "persisted": hidden == 3}
            columns.append(column)
        return columns

    def _column(self, row: Any, collations: dict[str, str]) -> dict[str, Any]:
        _, name, declared, notnull, default, primary_key = row[:6]
        type_ = self._resolve_type_affinity(declared.partition("GENERATED ALWAYS")[0].strip().upper())
        if isinstance(type_, sqltypes.String):
            type_.collation = collations.get(name.lower())
        return {
            "name": name,
            "type": type_,
            "nullable": not notnull,
            "default": default,
            "primary_key": primary_key,
        }

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
        rows = self._pragma(connection, "foreign_key_list", table_name, schema, **kw)
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
        for number in sorted(by_id, reverse=True):  # numbered from the last one backwards
            self._complete_foreign_key(connection, by_id[number], declared, schema, kw)
        return sorted(by_id.values(), key=lambda key: (key["name"] is None, key["name"]))

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
        rows = self._pragma(connection, "index_list", table_name, schema, **kw)
        indexes = []
        for row in rows:
            if row[1].startswith("sqlite_autoindex") and not include_auto_indexes:
                continue
            index = self._index(connection, row, schema, kw)
            if index is not None:
                indexes.append(index)
        if not rows and not self.has_table(connection, table_name, schema=schema, **kw):
            raise exc.NoSuchTableError(f"{schema}.{table_name}" if schema else table_name)
        return sorted(indexes, key=lambda index: index["name"] or "~")

    def _index(self, connection: Any, row: Any, schema: str | None, kw: dict[str, Any]) -> dict[str, Any] | None:
        """A row of index_list as the description of an index; None for one on expressions."""
        name, unique = row[1], row[2]
        options: dict[str, Any] = {}
        if len(row) > 4 and row[4]:
            where = self._partial_index_condition(connection, name, schema, kw)
            if where is not None:
                options["sqlite_where"] = database_sql(where)
        columns = [_IndexColumn(*column) for column in self._pragma(connection, "index_xinfo", name, schema, **kw)]
        keys = [column for column in columns if column.is_key]
        if any(column.name is None for column in keys):
            exc.warn(f"Skipped unsupported reflection of expression-based index {name}")
            return None
        index = {
            "name": name,
            "column_names": [column.name for column in keys],
            "unique": unique,
            "dialect_options": options,
        }
        descending: dict[Any, tuple[str, ...]] = {column.name: ("desc",) for column in keys if column.descending}
        if descending:
            index["column_sorting"] = descending
        return index

    def _partial_index_condition(
        self, connection: Any, index_name: str, schema: str | None, kw: dict[str, Any]
    ) -> str | None:
        found = self._sql(connection, ("index",), index_name, schema, **kw)
        condition = index_condition(found[0]) if found is not None and found[0] else None
        if condition is None:
            exc.warn(f"Failed to look up filter predicate of partial index {index_name}")
        return condition

    @cache
    def get_table_options(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> Any:
        table = self._get_table_text(connection, table_name, schema, **kw)
        words = table.options
        options: dict[str, Any] = ReflectionDefaults.table_options()
        if "WITHOUT" in words and "ROWID" in words:
            options["sqlite_with_rowid"] = False
        if "STRICT" in words:
            options["sqlite_strict"] = True
        if any(key.options.get("autoincrement") for key in table.of_kind("primary")):
            options["sqlite_autoincrement"] = True
        return options


# The PRAGMAs that answer a question, besides the CREATE statements.
_PRAGMAS_FOR = {
    "get_columns": ("table_xinfo",),
    "get_pk_constraint": ("table_xinfo",),
    "get_foreign_keys": ("foreign_key_list", "table_xinfo"),
    "get_indexes": ("index_list", "index_xinfo"),
    "get_unique_constraints": (),
    "get_check_constraints": (),
    "get_table_options": (),
}
_MOST_NAMES = 400  # old libraries allow 999 parameters


class _Selection(NamedTuple):
    """Which tables to read. names: empty for all."""

    kinds: tuple[str, ...]
    names: tuple[str, ...]

    @classmethod
    def of(cls, kind: ObjectKind, names: Collection[str] | None) -> _Selection:
        kinds = ("table",) * (ObjectKind.TABLE in kind) + ("view",) * (ObjectKind.VIEW in kind)
        return cls(kinds, tuple(names) if names and len(names) <= _MOST_NAMES else ())

    def condition(self) -> tuple[str, tuple[str, ...]]:
        """The WHERE condition on sqlite_master m, and its parameters."""
        kinds = ("index", *self.kinds)
        text = f"m.type IN ({', '.join('?' * len(kinds))})"
        if self.names:
            text += f" AND m.tbl_name IN ({', '.join('?' * len(self.names))})"
        return text, (*kinds, *self.names)


class _IndexColumn(NamedTuple):
    """A row of index_xinfo."""

    position: int
    number: int
    name: str | None
    descending: int
    collation: str
    is_key: int


def _known(info_cache: Any, schema: str | None) -> dict[Any, Any]:
    """What has been read of a database, kept in the Inspector's cache if there is one."""
    known: dict[Any, Any] = {} if info_cache is None else info_cache.setdefault(("sqlite", schema), {})
    return known


def _is_same_key(found: Constraint, key: dict[str, Any]) -> bool:
    def lower(names: list[str]) -> list[str]:
        return [name.lower() for name in names]

    return (
        lower(found.columns) == lower(key["constrained_columns"])
        and found.referred_table.lower() == key["referred_table"].lower()
        and lower(found.referred_columns) == lower(key["referred_columns"])
    )
