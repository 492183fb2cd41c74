"""Runner: create and drop schema objects in a database, in an order the database accepts.

In: a MetaData, Table, Index, Sequence or type, and a connection. Out: DDL statements executed one after another, each
object's `before_`/`after_` events around them. With `checkfirst` the dialect is asked first what exists.

`SchemaGenerator` creates and `SchemaDropper` drops; `traverse_single(obj)` is the entry. Plain blocking code: under an
async driver it is reached through `run_sync`, where the connection's own methods do the waiting.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar, Protocol

from .. import exc
from .ddl import (
    AddConstraint,
    CheckFirst,
    CreateIndex,
    CreateSequence,
    CreateTable,
    DropConstraint,
    DropIndex,
    DropSequence,
    DropTable,
    SetColumnComment,
    SetConstraintComment,
    SetTableComment,
)
from .named_types import schema_types_of_columns
from .order import sort_tables_and_constraints

__all__ = ["DDLConnection", "InvokeDDLBase", "SchemaDropper", "SchemaGenerator"]


class DDLConnection(Protocol):
    """What the runner needs of a connection."""

    dialect: Any

    def execute(self, statement: Any) -> Any: ...

    def schema_for_object(self, obj: Any) -> str | None: ...


class InvokeDDLBase:
    """Visits schema objects by their `__visit_name__`."""

    _before_event: ClassVar[str]
    _after_event: ClassVar[str]

    def __init__(self, connection: DDLConnection, **kw: Any) -> None:
        self.connection = connection

    def traverse_single(self, obj: Any, **kw: Any) -> Any:
        """Visit one object; kinds without a visit method are passed over."""
        method = getattr(self, f"visit_{obj.__visit_name__}", None)
        return None if method is None else method(obj, **kw)

    @contextmanager
    def with_ddl_events(self, target: Any, **kw: Any) -> Iterator[None]:
        """Fire the before and after events of `target` around a block."""
        dispatch = target.dispatch
        getattr(dispatch, self._before_event)(target, self.connection, _ddl_runner=self, **kw)
        yield
        getattr(dispatch, self._after_event)(target, self.connection, _ddl_runner=self, **kw)


class InvokeCreateDDLBase(InvokeDDLBase):
    """Base of visitors that create."""

    _before_event = "before_create"
    _after_event = "after_create"


class InvokeDropDDLBase(InvokeDDLBase):
    """Base of visitors that drop."""

    _before_event = "before_drop"
    _after_event = "after_drop"


class _Inventory:
    """What exists in the database, asked once per schema for many tables."""

    def __init__(self, connection: DDLConnection) -> None:
        self.connection = connection
        self._tables: dict[tuple[str | None, str], bool] = {}

    def load(self, tables: Collection[Any]) -> None:
        """Ask for many tables at once, with one question per schema."""
        by_schema: dict[str | None, list[str]] = {}
        for table in tables:
            by_schema.setdefault(self.connection.schema_for_object(table), []).append(table.name)
        for schema, names in by_schema.items():
            if schema is not None:
                self.connection.dialect.validate_identifier(schema)
            for name in names:
                self.connection.dialect.validate_identifier(name)
            found = self.connection.dialect.has_multi_table(self.connection, names, schema=schema)
            self._tables.update(found)

    def has_table(self, table: Any) -> bool:
        schema = self.connection.schema_for_object(table)
        known = self._tables.get((schema, table.name))
        if known is not None:
            return known
        self.connection.dialect.validate_identifier(table.name)
        if schema is not None:
            self.connection.dialect.validate_identifier(schema)
        return bool(self.connection.dialect.has_table(self.connection, table.name, schema=schema))

    def has_sequence(self, sequence: Any) -> bool:
        schema = self.connection.schema_for_object(sequence)
        return bool(self.connection.dialect.has_sequence(self.connection, sequence.name, schema=schema))

    def has_index(self, index: Any) -> bool:
        schema = self.connection.schema_for_object(index.table)
        return bool(self.connection.dialect.has_index(self.connection, index.table.name, index.name, schema=schema))


def _kind_of(table: Any) -> CheckFirst:
    return CheckFirst.VIEWS if table.is_view else CheckFirst.TABLES


class _Selective(InvokeDDLBase):
    """What creating and dropping have in common: the tables they are about, and what is looked up first."""

    def __init__(
        self,
        dialect: Any,
        connection: DDLConnection,
        checkfirst: CheckFirst | bool = CheckFirst.NONE,
        tables: Sequence[Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(connection, **kwargs)
        self.checkfirst = CheckFirst(checkfirst)
        self.tables = tables
        self.preparer = dialect.identifier_preparer
        self.dialect = dialect
        self._inventory = _Inventory(connection)
        self._types_done: set[Any] = set()

    def _named_types(self, types: Iterable[Any]) -> Iterator[Any]:
        """The named types that the dialect really has, each once."""
        for type_ in list(types):  # a driver's own version of a type may join them
            impl = _named_on(type_, self.dialect)
            key = None if impl is None else (impl.schema, impl.name)
            if key is not None and key not in self._types_done:
                self._types_done.add(key)
                yield impl


class SchemaGenerator(_Selective, InvokeCreateDDLBase):
    """Creates what it is shown.

    checkfirst: what to look up and then leave alone. tables: of a MetaData, only these tables.
    """

    def visit_metadata(self, metadata: Any) -> None:
        tables = list(metadata.tables.values()) if self.tables is None else list(self.tables)
        asked = [table for table in tables if _kind_of(table) & self.checkfirst]
        if len(asked) > 1:
            self._inventory.load(asked)
        ordered = sort_tables_and_constraints([table for table in tables if self._can_create_table(table)])
        sequences = [
            sequence
            for sequence in metadata._sequences.values()
            if sequence.column is None and self._can_create_sequence(sequence)
        ]
        created = [table for table, _ in ordered if table is not None]
        with self.with_ddl_events(metadata, tables=created, checkfirst=self.checkfirst):
            self._create_types(metadata._objects)
            for sequence in sequences:
                self.traverse_single(sequence, create_ok=True)
            for table, foreign_keys in ordered:
                if table is not None:
                    self.traverse_single(
                        table,
                        create_ok=True,
                        include_foreign_key_constraints=foreign_keys,
                        _is_metadata_operation=True,
                    )
                else:
                    for constraint in foreign_keys:
                        self.traverse_single(constraint)

    def visit_table(
        self,
        table: Any,
        create_ok: bool = False,
        include_foreign_key_constraints: Sequence[Any] | None = None,
        _is_metadata_operation: bool = False,
    ) -> None:
        if not create_ok and not self._can_create_table(table):
            return
        self.connection.dialect.validate_identifier(table.name)
        with self.with_ddl_events(table, checkfirst=self.checkfirst, _is_metadata_operation=_is_metadata_operation):
            self._create_types(schema_types_of_columns(table.columns, self.dialect))
            for column in table.columns:
                if column.default is not None:
                    self.traverse_single(column.default)
            self.connection.execute(self._create_statement(table, include_foreign_key_constraints))
            if not table.is_view:
                for index in sorted(table.indexes, key=_index_order):
                    self.traverse_single(index, create_ok=True)
            self._add_comments(table)

    def _create_types(self, types: Iterable[Any]) -> None:
        for impl in self._named_types(types):
            impl.create(self.connection, checkfirst=self.checkfirst)

    def _create_statement(self, table: Any, foreign_keys: Sequence[Any] | None) -> Any:
        if table._creator_ddl is not None:
            return table._creator_ddl
        if not self.dialect.supports_alter:
            foreign_keys = None  # everything must be part of CREATE TABLE
        return CreateTable(table, include_foreign_key_constraints=foreign_keys)

    def _add_comments(self, table: Any) -> None:
        if not self.dialect.supports_comments or self.dialect.inline_comments:
            return
        if table.comment is not None:
            self.connection.execute(SetTableComment(table))
        for column in table.columns:
            if column.comment is not None:
                self.connection.execute(SetColumnComment(column))
        if self.dialect.supports_constraint_comments:
            for constraint in table._sorted_constraints:
                if constraint.comment is not None:
                    self.connection.execute(SetConstraintComment(constraint))

    def visit_foreign_key_constraint(self, constraint: Any) -> None:
        if self.dialect.supports_alter:
            with self.with_ddl_events(constraint):
                self.connection.execute(AddConstraint(constraint))

    def visit_sequence(self, sequence: Any, create_ok: bool = False) -> None:
        if create_ok or self._can_create_sequence(sequence):
            with self.with_ddl_events(sequence):
                self.connection.execute(CreateSequence(sequence))

    def visit_index(self, index: Any, create_ok: bool = False) -> None:
        if create_ok or self._can_create_index(index):
            statement = CreateIndex(index)
            if statement._should_execute(index, self.connection):
                with self.with_ddl_events(index):
                    self.connection.execute(statement)

    def _can_create_table(self, table: Any) -> bool:
        return not (_kind_of(table) & self.checkfirst) or not self._inventory.has_table(table)

    def _can_create_index(self, index: Any) -> bool:
        return CheckFirst.INDEXES not in self.checkfirst or not self._inventory.has_index(index)

    def _can_create_sequence(self, sequence: Any) -> bool:
        if not self.dialect.supports_sequences:
            return False
        if self.dialect.sequences_optional and sequence.optional:
            return False
        return CheckFirst.SEQUENCES not in self.checkfirst or not self._inventory.has_sequence(sequence)


class SchemaDropper(_Selective, InvokeDropDDLBase):
    """Drops what it is shown.

    checkfirst: what to look up and leave alone when it is not there. tables: of a MetaData, only these tables.
    """

    def visit_metadata(self, metadata: Any) -> None:
        tables = list(metadata.tables.values()) if self.tables is None else list(self.tables)
        asked = [table for table in tables if _kind_of(table) & self.checkfirst]
        if len(asked) > 1:
            self._inventory.load(asked)
        ordered = self._drop_order([table for table in tables if self._can_drop_table(table)])
        sequences = [sequence for sequence in metadata._sequences.values() if self._can_drop_sequence(sequence)]
        dropped = [table for table, _ in ordered if table is not None]
        with self.with_ddl_events(metadata, tables=dropped, checkfirst=self.checkfirst):
            for table, foreign_keys in ordered:
                if table is not None:
                    self.traverse_single(table, drop_ok=True, _is_metadata_operation=True, _ignore_sequences=sequences)
                else:
                    for constraint in foreign_keys:
                        self.traverse_single(constraint)
            for sequence in sequences:
                self.traverse_single(sequence, drop_ok=sequence.column is None)
            for impl in self._named_types(metadata._objects):
                impl.drop(self.connection, checkfirst=self.checkfirst)

    def _drop_order(self, tables: list[Any]) -> list[tuple[Any, list[Any]]]:
        """Constraints to drop by ALTER first, then tables, children before parents."""
        filter_fn = _unnamed_cannot_be_dropped if self.dialect.supports_alter else _never_by_alter
        try:
            return list(reversed(sort_tables_and_constraints(tables, filter_fn)))
        except exc.CircularDependencyError as error:
            if self.dialect.supports_alter:
                names = ", ".join(sorted(table.fullname for table in error.cycles))
                raise exc.CircularDependencyError(
                    f"Can't sort tables for DROP; an unresolvable foreign key dependency exists between tables: "
                    f"{names}.  Please ensure that the ForeignKey and ForeignKeyConstraint objects involved in the "
                    "cycle have names so that they can be dropped using DROP CONSTRAINT.",
                    error.cycles,
                    error.edges,
                ) from error
            names = ", ".join(sorted(table.fullname for table in error.cycles))
            exc.warn(
                f"Can't sort tables for DROP; an unresolvable foreign key dependency exists between tables: {names}; "
                "and backend does not support ALTER.  To restore at least a partial sort, apply use_alter=True to "
                "ForeignKey and ForeignKeyConstraint objects involved in the cycle to mark these as known cycles that "
                "will be ignored."
            )
            return [(table, []) for table in tables]

    def visit_table(
        self,
        table: Any,
        drop_ok: bool = False,
        _is_metadata_operation: bool = False,
        _ignore_sequences: Sequence[Any] = (),
    ) -> None:
        if not drop_ok and not self._can_drop_table(table):
            return
        self.connection.dialect.validate_identifier(table.name)
        with self.with_ddl_events(table, checkfirst=self.checkfirst, _is_metadata_operation=_is_metadata_operation):
            self.connection.execute(table._dropper_ddl if table._dropper_ddl is not None else DropTable(table))
            for column in table.columns:
                if column.default is not None and column.default not in _ignore_sequences:
                    self.traverse_single(column.default)

    def visit_foreign_key_constraint(self, constraint: Any) -> None:
        if self.dialect.supports_alter:
            with self.with_ddl_events(constraint):
                self.connection.execute(DropConstraint(constraint))

    def visit_sequence(self, sequence: Any, drop_ok: bool = False) -> None:
        if drop_ok or self._can_drop_sequence(sequence):
            with self.with_ddl_events(sequence):
                self.connection.execute(DropSequence(sequence))

    def visit_index(self, index: Any, drop_ok: bool = False) -> None:
        if drop_ok or self._can_drop_index(index):
            with self.with_ddl_events(index):
                self.connection.execute(DropIndex(index))

    def _can_drop_table(self, table: Any) -> bool:
        return not (_kind_of(table) & self.checkfirst) or self._inventory.has_table(table)

    def _can_drop_index(self, index: Any) -> bool:
        return CheckFirst.INDEXES not in self.checkfirst or self._inventory.has_index(index)

    def _can_drop_sequence(self, sequence: Any) -> bool:
        if not self.dialect.supports_sequences:
            return False
        if self.dialect.sequences_optional and sequence.optional:
            return False
        return CheckFirst.SEQUENCES not in self.checkfirst or self._inventory.has_sequence(sequence)


def _named_on(type_: Any, dialect: Any) -> Any:
    """The type as the dialect has it, if that is a named type which we create; else None."""
    impl = type_.dialect_impl(dialect)
    if getattr(impl, "_is_named", False) and impl.name is not None and impl.create_type:
        # listeners know the user's object, where that is the database's type itself
        return type_ if type(impl) is type(type_) else impl
    return None


def _never_by_alter(constraint: Any) -> bool:
    return False


def _unnamed_cannot_be_dropped(constraint: Any) -> bool | None:
    return False if constraint.name is None else None


def _index_order(index: Any) -> int:
    order: int = index._creation_order
    return order
