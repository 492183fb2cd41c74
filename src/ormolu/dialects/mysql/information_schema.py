"""MariaDB's information_schema: rows about all tables of a schema -> what SHOW CREATE TABLE says about each.

Five statements, whatever the number of tables. What these views do not tell (partitions, options of rare engines,
parsers of full-text keys) is left to SHOW CREATE TABLE of the tables that have it. Rule: MariaDB Knowledge Base,
"Information Schema Tables".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from ...sql.binds import BindParameter as bindparam
from ...sql.textual import text
from .create_sql import ColumnText, ForeignKeyText, KeyPart, KeyText, TableText, column_of_type

__all__ = ["read_tables"]

_TABLES = """
    SELECT t.TABLE_NAME, t.TABLE_TYPE, t.ENGINE, t.TABLE_COLLATION, t.CREATE_OPTIONS, t.TABLE_COMMENT
    FROM information_schema.TABLES t WHERE t.TABLE_SCHEMA = :schema {names}
"""
_COLUMNS = """
    SELECT t.TABLE_NAME, t.COLUMN_NAME, t.COLUMN_TYPE, t.IS_NULLABLE, t.COLUMN_DEFAULT, t.EXTRA, t.COLUMN_COMMENT,
        t.CHARACTER_SET_NAME, t.COLLATION_NAME, t.GENERATION_EXPRESSION
    FROM information_schema.COLUMNS t WHERE t.TABLE_SCHEMA = :schema {names} ORDER BY t.TABLE_NAME, t.ORDINAL_POSITION
"""
_KEYS = """
    SELECT t.TABLE_NAME, t.INDEX_NAME, t.NON_UNIQUE, t.INDEX_TYPE, t.COLUMN_NAME, t.SUB_PART, t.COLLATION
    FROM information_schema.STATISTICS t WHERE t.TABLE_SCHEMA = :schema {names}
    ORDER BY t.TABLE_NAME, t.NON_UNIQUE, t.INDEX_NAME, t.SEQ_IN_INDEX
"""
_FOREIGN_KEYS = """
    SELECT t.TABLE_NAME, t.CONSTRAINT_NAME, t.COLUMN_NAME, t.REFERENCED_TABLE_SCHEMA, t.REFERENCED_TABLE_NAME,
        t.REFERENCED_COLUMN_NAME, r.DELETE_RULE, r.UPDATE_RULE
    FROM information_schema.KEY_COLUMN_USAGE t
    JOIN information_schema.REFERENTIAL_CONSTRAINTS r ON r.CONSTRAINT_SCHEMA = :schema
        AND r.CONSTRAINT_NAME = t.CONSTRAINT_NAME AND r.TABLE_NAME = t.TABLE_NAME
    WHERE t.TABLE_SCHEMA = :schema AND t.REFERENCED_TABLE_NAME IS NOT NULL {names}
    ORDER BY t.TABLE_NAME, t.CONSTRAINT_NAME, t.ORDINAL_POSITION
"""
_CHECKS = """
    SELECT t.TABLE_NAME, t.CONSTRAINT_NAME, t.LEVEL, t.CHECK_CLAUSE
    FROM information_schema.CHECK_CONSTRAINTS t WHERE t.CONSTRAINT_SCHEMA = :schema {names}
    ORDER BY t.TABLE_NAME, t.CONSTRAINT_NAME
"""

_PLAIN_ENGINES = frozenset({"InnoDB", "Aria", "MyISAM", "MEMORY"})
_PLAIN_OPTIONS = re.compile(r"(?:\w+=\w+(?:\s+|\Z))*\Z")
_MOST_NAMES = 400


def read_tables(connection: Any, schema: str, names: Collection[str] | None) -> dict[str, TableText]:
    """Return what is known of the tables and views of a schema by name; names None: all.

    Left out are those whose SHOW CREATE TABLE says more.
    """
    tables = {row.TABLE_NAME: row for row in _run(connection, _TABLES, schema, names)}
    columns = _by_table(_run(connection, _COLUMNS, schema, names))
    keys = _by_table(_run(connection, _KEYS, schema, names))
    foreign_keys = _by_table(_run(connection, _FOREIGN_KEYS, schema, names))
    checks = _by_table(_run(connection, _CHECKS, schema, names))
    return {
        name: TableText(
            columns=_columns(columns[name], table, checks[name]),
            keys=_keys(keys[name]),
            foreign_keys=_foreign_keys(foreign_keys[name], schema),
            checks=[(row.CONSTRAINT_NAME, row.CHECK_CLAUSE) for row in checks[name] if row.LEVEL == "Table"],
            options=_options(table),
        )
        for name, table in tables.items()
        if columns[name] and _is_plain(table, keys[name])
    }


def _run(connection: Any, sql: str, schema: str, names: Collection[str] | None) -> list[Any]:
    parameters: dict[str, Any] = {"schema": schema}
    if names is None or len(names) > _MOST_NAMES:
        statement = text(sql.replace("{names}", ""))
    else:
        statement = text(sql.replace("{names}", "AND t.TABLE_NAME IN :names"))
        statement = statement.bindparams(bindparam("names", expanding=True))
        parameters["names"] = list(names)
    return list(connection.execute(statement, parameters).all())


def _by_table(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.TABLE_NAME].append(row)
    return found


def _is_plain(table: Any, keys: list[Any]) -> bool:
    """Whether these views say all that SHOW CREATE TABLE does."""
    if table.TABLE_TYPE == "VIEW":
        return True
    return (
        table.TABLE_TYPE == "BASE TABLE"
        and table.ENGINE in _PLAIN_ENGINES
        and _PLAIN_OPTIONS.match(table.CREATE_OPTIONS or "") is not None
        and not any(key.INDEX_TYPE == "FULLTEXT" for key in keys)
    )


def _columns(rows: list[Any], table: Any, checks: list[Any]) -> list[ColumnText]:
    checked = {row.CONSTRAINT_NAME: row.CHECK_CLAUSE for row in checks if row.LEVEL == "Column"}
    return [_column(row, table, checked.get(row.COLUMN_NAME)) for row in rows]


def _column(row: Any, table: Any, check: str | None) -> ColumnText:
    column = column_of_type(row.COLUMN_NAME, row.COLUMN_TYPE)
    column.nullable = row.IS_NULLABLE == "YES"
    column.check = check
    if table.TABLE_TYPE != "VIEW":
        column.comment = row.COLUMN_COMMENT or None
        if row.COLLATION_NAME != table.TABLE_COLLATION:
            column.charset, column.collation = row.CHARACTER_SET_NAME, row.COLLATION_NAME
    extra = row.EXTRA or ""
    if "auto_increment" in extra:
        column.flags.add("AUTO_INCREMENT")
    if row.GENERATION_EXPRESSION:
        column.computed = f"({row.GENERATION_EXPRESSION})"
        column.stored = "STORED" in extra
        return column
    column.default = row.COLUMN_DEFAULT
    _, on_update, value = extra.partition("on update ")
    if on_update and column.default is not None:
        column.default += f" ON UPDATE {value}"
    elif column.default == "NULL":
        column.default = None
    return column


def _keys(rows: list[Any]) -> list[KeyText]:
    keys: dict[str, KeyText] = {}
    for row in rows:
        name = row.INDEX_NAME
        if name not in keys:
            keys[name] = KeyText("PRIMARY", None, []) if name == "PRIMARY" else KeyText(_kind(row), name, [])
        length = None if row.SUB_PART is None or row.INDEX_TYPE == "SPATIAL" else int(row.SUB_PART)
        keys[name].parts.append(KeyPart(row.COLUMN_NAME, length, None, row.COLLATION == "D"))
    return list(keys.values())


def _kind(row: Any) -> str:
    if row.INDEX_TYPE == "SPATIAL":
        return "SPATIAL"
    return "" if row.NON_UNIQUE else "UNIQUE"


def _foreign_keys(rows: list[Any], schema: str) -> list[ForeignKeyText]:
    keys: dict[str, ForeignKeyText] = {}
    for row in rows:
        name = row.CONSTRAINT_NAME
        if name not in keys:
            rules = {"ondelete": row.DELETE_RULE, "onupdate": row.UPDATE_RULE}
            options = {option: rule for option, rule in rules.items() if rule != "RESTRICT"}
            other = [row.REFERENCED_TABLE_SCHEMA] if schema != row.REFERENCED_TABLE_SCHEMA else []
            keys[name] = ForeignKeyText(name, [], [*other, row.REFERENCED_TABLE_NAME], [], options)
        keys[name].columns.append(row.COLUMN_NAME)
        keys[name].referred.append(row.REFERENCED_COLUMN_NAME)
    return list(keys.values())


def _options(table: Any) -> dict[str, str]:
    if table.TABLE_TYPE == "VIEW":
        return {}
    options = {
        "engine": table.ENGINE,
        "default charset": table.TABLE_COLLATION.partition("_")[0],
        "collate": table.TABLE_COLLATION,
        **dict(option.split("=") for option in (table.CREATE_OPTIONS or "").lower().split()),
    }
    if table.TABLE_COMMENT:
        options["comment"] = table.TABLE_COMMENT
    return options
