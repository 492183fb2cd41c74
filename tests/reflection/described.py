"""What a Table says, as plain values that can be compared and read in a failure."""

from __future__ import annotations

import re
from typing import Any

import ormolu as sa
from ormolu.dialects import postgresql


class Describer:
    """Describes tables in the words of one dialect. `canonical` evens out spellings that mean the same type there."""

    def __init__(self, dialect: Any) -> None:
        self.dialect = dialect
        self.database = dialect.name
        self.ddl = dialect.ddl_compiler(dialect, None)

    def metadata(self, metadata: sa.MetaData) -> dict[tuple[str | None, str], dict[str, Any]]:
        return {(table.schema, table.name): self.table(table) for table in metadata.tables.values()}

    def table(self, table: sa.Table) -> dict[str, Any]:
        constraints = sorted(table.constraints, key=lambda constraint: repr(self.constraint(constraint)))
        return {
            "columns": [self.column(column) for column in table.columns],
            "constraints": [self.constraint(constraint) for constraint in constraints],
            "indexes": sorted((self.index(index) for index in table.indexes), key=repr),
            "comment": table.comment,
            "options": dict(table.dialect_kwargs),
        }

    def text(self, expression: Any) -> str:
        if isinstance(expression, str):
            return expression
        return str(self.ddl.sql_compiler.process(expression, include_table=False, literal_binds=True))

    def column(self, column: Any) -> dict[str, Any]:
        facts: dict[str, Any] = {
            "name": column.name,
            "type": self.type(column.type),
            "nullable": column.nullable and not getattr(column.type, "not_null", False),  # of a domain
            "autoincrement": column is column.table._autoincrement_column,
            "comment": column.comment,
        }
        if column.computed is not None:
            facts["computed"] = (self.text(column.computed.sqltext), column.computed.persisted)
        elif column.identity is not None:
            identity = column.identity
            facts["identity"] = {
                option: getattr(identity, option)
                for option in ("always", "start", "increment", "minvalue", "maxvalue", "cycle", "cache")
            }
        elif column.server_default is not None:
            facts["default"] = self.text(column.server_default.arg)
        return facts

    def type(self, type_: Any) -> str:
        process = self.dialect.type_compiler_instance.process
        text = str(process(type_, identifier_preparer=self.dialect.identifier_preparer))
        named = getattr(type_, "item_type", type_)
        if isinstance(named, postgresql.ENUM):
            text += f" {named.enums}"
        elif isinstance(named, postgresql.DOMAIN):
            parts = ["" if part is None else self.text(part) for part in (named.check, named.default)]
            text += f" {process(named.data_type)} CHECK {parts[0]} DEFAULT {parts[1]}"
        return text

    def constraint(self, constraint: Any) -> dict[str, Any]:
        facts: dict[str, Any] = {
            "kind": constraint.__visit_name__.replace("table_or_column_", "").replace("column_check", "check"),
            "name": constraint.name,
            "deferrable": constraint.deferrable,
            "initially": constraint.initially,
            "options": {key: value for key, value in constraint.dialect_kwargs.items() if value},
        }
        if isinstance(constraint, sa.CheckConstraint):
            facts["sqltext"] = self.text(constraint.sqltext)
            return facts
        facts["columns"] = [column.name for column in constraint.columns]
        if isinstance(constraint, sa.ForeignKeyConstraint):
            target = constraint.elements[0].column.table
            facts["target"] = (target.schema, target.name, [element.column.name for element in constraint.elements])
            facts.update({option: getattr(constraint, option) for option in ("ondelete", "onupdate", "match")})
        return facts

    def index(self, index: Any) -> dict[str, Any]:
        options = {
            key: self.text(value) if key.endswith("_where") else value
            for key, value in index.dialect_kwargs.items()
            if key.endswith("_where") or value
        }
        elements = [self.text(expression) for expression in index.expressions]
        return {"name": index.name, "unique": bool(index.unique), "elements": elements, "options": options}


_MARIADB_WIDTHS = {"TINYINT": 4, "SMALLINT": 6, "MEDIUMINT": 9, "INTEGER": 11, "BIGINT": 20}
_MARIADB_UNSIGNED = {"TINYINT": 3, "SMALLINT": 5, "MEDIUMINT": 8, "INTEGER": 10, "BIGINT": 20}
_SAME = {
    "postgresql": {
        r"FLOAT\((2[5-9]|[345]\d)\)|FLOAT$": "DOUBLE PRECISION", r"FLOAT\(\d+\)": "REAL", r"DECIMAL": "NUMERIC",
        r"NUMERIC\((\d+)\)": r"NUMERIC(\1, 0)", r"CHAR$": "CHAR(1)", "INTERVAL YEAR TO MONTH": "INTERVAL year to month",
        "BIT$": "BIT(1)",
    },
    "mysql": {
        r"BOOL$": "TINYINT(1)", "NUMERIC": "DECIMAL", r"DECIMAL\((\d+)\)": r"DECIMAL(\1, 0)", "DECIMAL$": "DECIMAL(10, 0)",
        r"REAL|FLOAT\(53\)": "DOUBLE", r"FLOAT\(\d+\)": "FLOAT", "CHAR$": "CHAR(1)", "YEAR$": "YEAR(4)",
    },
    "sqlite": {},
}  # fmt: skip


def canonical_type(database: str, text: str) -> str:
    """The spelling in which the database reports a type that was declared as `text`."""
    for pattern, replacement in _SAME[database].items():
        text = re.sub(rf"^(?:{pattern})", replacement, text)
    if database == "mysql":
        match = re.match(r"(INTEGER|\w*INT)( UNSIGNED)?", text)
        if match is not None and match.group(1) in _MARIADB_WIDTHS and "(" not in text:
            widths = _MARIADB_UNSIGNED if match.group(2) else _MARIADB_WIDTHS
            text = text.replace(match.group(1), f"{match.group(1)}({widths[match.group(1)]})", 1)
    return text


def differences(left: Any, right: Any, path: str = "") -> list[str]:
    """Where two descriptions differ, a line each; none when they are equal."""
    if isinstance(left, dict) and isinstance(right, dict):
        keys = [*left, *(key for key in right if key not in left)]
        return [line for key in keys for line in differences(left.get(key, "-"), right.get(key, "-"), f"{path}.{key}")]
    if isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        pairs = enumerate(zip(left, right, strict=True))
        return [line for at, (one, other) in pairs for line in differences(one, other, f"{path}[{at}]")]
    return [] if left == right else [f"{path}: {left!r} / {right!r}"]
