"""Tables: descriptions of a table -> its columns, keys, constraints and indexes as schema objects.

In: a `ReflectionInfo`, what the catalogue says about one or many tables, and an empty Table. Out: the filled Table.
Nothing here talks to a database, except that tables a foreign key refers to are loaded in the same way.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, fields
from typing import Any

from .. import exc
from ..schema import (
    CheckConstraint,
    Column,
    Computed,
    DefaultClause,
    FetchedValue,
    ForeignKeyConstraint,
    ForeignKeyTarget,
    Identity,
    Index,
    Table,
    UniqueConstraint,
)
from ..schema.catalog import TableKey, database_sql

__all__ = ["ReflectionInfo", "TableBuilder"]


@dataclass
class ReflectionInfo:
    """What the catalogue says about tables, each kind of fact by (schema, table name)."""

    columns: dict[TableKey, list[Any]] = field(default_factory=dict)
    pk_constraint: dict[TableKey, Any] = field(default_factory=dict)
    foreign_keys: dict[TableKey, list[Any]] = field(default_factory=dict)
    indexes: dict[TableKey, list[Any]] = field(default_factory=dict)
    unique_constraints: dict[TableKey, list[Any]] = field(default_factory=dict)
    table_comment: dict[TableKey, Any] = field(default_factory=dict)
    check_constraints: dict[TableKey, list[Any]] = field(default_factory=dict)
    table_options: dict[TableKey, dict[str, Any]] = field(default_factory=dict)
    unreflectable: dict[TableKey, exc.UnreflectableTableError] = field(default_factory=dict)

    def update(self, other: ReflectionInfo) -> None:
        """Add what another one knows."""
        for each in fields(self):
            mine: dict[TableKey, Any] = getattr(self, each.name)
            mine.update(getattr(other, each.name) or {})


@dataclass
class TableBuilder:
    """Fills one table.

    include: only these columns, None for all. exclude: columns to leave as they are. resolve_fks: load the tables that
    foreign keys refer to, with `options` as arguments of Table.
    """

    inspector: Any
    table: Table
    info: ReflectionInfo
    key: TableKey
    include: Collection[str] | None
    exclude: Collection[str]
    resolve_fks: bool
    options: dict[str, Any]
    extend_on: set[Any] | None = None
    columns: dict[str, Column[Any]] = field(default_factory=dict)

    def build(self) -> None:
        """Add everything, in an order in which later things find earlier ones."""
        table_options = self.info.table_options.get(self.key)
        if table_options:
            self.table._validate_dialect_kwargs(table_options)
        for description in self.info.columns.get(self.key, ()):
            self._add_column(dict(description))
        self._add_primary_key()
        for description in self.info.foreign_keys.get(self.key, ()):
            self._add_foreign_key(description)
        for description in self.info.indexes.get(self.key, ()):
            self._add_index(description)
        for description in self.info.unique_constraints.get(self.key, ()):
            self._add_unique(description)
        for description in self.info.check_constraints.get(self.key, ()):
            self._add_check(description)
        comment = self.info.table_comment.get(self.key)
        if comment:
            self.table.comment = comment["text"]

    def _add_column(self, description: dict[str, Any]) -> None:
        original_name = description["name"]
        self.table.metadata.dispatch.column_reflect(self.inspector, self.table, description)
        self.table.dispatch.column_reflect(self.inspector, self.table, description)
        name = description["name"]
        if (self.include is not None and name not in self.include) or name in self.exclude:
            return
        options = {
            key: description[key]
            for key in ("nullable", "autoincrement", "quote", "info", "key", "comment")
            if key in description
        }
        options.update(description.get("dialect_options") or {})
        column: Column[Any] = Column(name, description["type"], *_generated_values(description), **options)
        self.columns[original_name] = column
        if column.key in self.table.primary_key:
            column.primary_key = True
        self.table.append_column(column, replace_existing=True)

    def _add_primary_key(self) -> None:
        found = self.info.pk_constraint.get(self.key)
        if not found:
            return
        columns = [
            self.columns[name]
            for name in found["constrained_columns"]
            if name in self.columns and name not in self.exclude
        ]
        key = self.table.primary_key
        key.name = found.get("name")
        key.comment = found.get("comment")
        if found.get("dialect_options"):
            key.dialect_kwargs.update(found["dialect_options"])
        key._reload(columns)

    def _key_of(self, name: str) -> str:
        column = self.columns.get(name)
        return name if column is None else column.key

    def _add_foreign_key(self, found: dict[str, Any]) -> None:
        constrained = found["constrained_columns"]
        if self.exclude and set(constrained).intersection(self.exclude):
            return
        schema, referred = found["referred_schema"], found["referred_table"]
        if self.include is not None and not all(name in self.columns for name in constrained):
            return
        if self.resolve_fks and not self._load_referred(schema, referred):
            return
        options = dict(found.get("options") or {})
        self.table.append_constraint(
            ForeignKeyConstraint(
                [self._key_of(name) for name in constrained],
                [ForeignKeyTarget(schema, referred, name) for name in found["referred_columns"]],
                found["name"],
                link_to_name=True,
                comment=found.get("comment"),
                **options,
            )
        )

    def _load_referred(self, schema: str | None, name: str) -> bool:
        """Load the table that a foreign key refers to; False, with a warning, when the database cannot show it."""
        if (schema, name) in self.info.unreflectable:
            exc.warn(
                f"Skipping foreign key of table {self.table.fullname}: "
                f"the referred table cannot be reflected: {self.info.unreflectable[schema, name]}"
            )
            return False
        own: dict[str, Any] = {} if schema is None else {"schema": schema}
        Table(
            name,
            self.table.metadata,
            autoload_with=self.inspector,
            _extend_on=self.extend_on,
            _reflect_info=self.info,
            **own,
            **self.options,
        )
        return True

    def _add_index(self, found: dict[str, Any]) -> None:
        names = found["column_names"]
        plain = [name for name in names if name is not None]
        if self.include is not None and not set(plain).issubset(self.include):
            return
        if found.get("duplicates_constraint"):
            return
        sorting = found.get("column_sorting") or {}
        elements = []
        for position, name in enumerate(names):
            if name is None:
                expressions = found.get("expressions")
                if expressions is None:
                    exc.warn(
                        f"Skipping index {found['name']!r} because key {position + 1} reflected as None "
                        "but no 'expressions' were returned"
                    )
                    return
                elements.append(database_sql(expressions[position]))
                continue
            column = self._located(name, "index")
            if column is None:
                continue
            for modifier in sorting.get(name, ()):
                column = getattr(column, modifier)()
            elements.append(column)
        options = found.get("dialect_options") or {}
        Index(found["name"], *elements, _table=self.table, unique=bool(found["unique"]), **options)

    def _located(self, name: str, flavor: str) -> Any:
        column = self.columns.get(name)
        if column is None:
            column = self.table.c.get(name)
        if column is None:
            exc.warn(f"{flavor} key '{name}' was not located in columns for table '{self.table.name}'")
        return column

    def _add_unique(self, found: dict[str, Any]) -> None:
        names = found["column_names"]
        if self.include is not None and not set(names).issubset(self.include):
            return
        if found.get("duplicates_index"):
            return
        columns = [self._located(name, "unique constraint") for name in names]
        self.table.append_constraint(
            _with_comment(
                UniqueConstraint(
                    *[column for column in columns if column is not None],
                    name=found["name"],
                    **(found.get("dialect_options") or {}),
                ),
                found,
            )
        )

    def _add_check(self, found: dict[str, Any]) -> None:
        options = found.get("dialect_options") or {}
        check = CheckConstraint(database_sql(found["sqltext"]), name=found["name"], **options)
        self.table.append_constraint(_with_comment(check, found))


def _with_comment(constraint: Any, found: dict[str, Any]) -> Any:
    constraint.comment = found.get("comment")
    return constraint


def _generated_values(description: dict[str, Any]) -> list[Any]:
    """The server-side default, computed value or identity that a column description speaks of."""
    items: list[Any] = []
    default = description.get("default")
    if default is not None:
        if isinstance(default, str):
            default = DefaultClause(database_sql(default), _reflected=True)
        elif not isinstance(default, FetchedValue):
            default = DefaultClause(default, _reflected=True)
        items.append(default)
    if "computed" in description:
        computed = dict(description["computed"])
        items.append(Computed(database_sql(computed.pop("sqltext")), **computed))
    if "identity" in description:
        items.append(Identity(**description["identity"]))
    return items
