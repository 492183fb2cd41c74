"""Table: a table (or view) of the database, registered in its MetaData under its name.

In: name, MetaData, columns and constraints, or a connection to read them from. Out: the one Table object of that
name in that MetaData, which serves both DDL and SQL expressions.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from .. import event, exc
from ..inspection import inspect
from ..sql.collection import DedupeColumnCollection
from ..sql.dialect_options import DialectKWArgs
from ..sql.froms import TableClause
from ..sql.names import apply_quote
from ..sql.node import memo
from ..typevars import C_co
from .constraints import PrimaryKeyConstraint
from .ddl import CheckFirst, TableCreateDDL, TableDropDDL
from .foreign_keys import ForeignKeyConstraint
from .indexes import Index
from .items import BLANK_SCHEMA, RETAIN_SCHEMA, HasSchemaAttr, _get_table_key
from .runner import SchemaDropper, SchemaGenerator
from .sentinels import SentinelColumns, sentinel_columns
from .typed_columns import TypedColumns, columns_of

__all__ = ["Table"]


class Table(DialectKWArgs, HasSchemaAttr, TableClause[C_co]):
    """A table: `Table("users", metadata, Column("id", Integer, primary_key=True), ...)`.

    Positional: name, MetaData, then columns, constraints and indexes, or a TypedColumns class. A name that is already
    registered gives the registered object, if nothing else is said about it.

    schema: BLANK_SCHEMA for none even if the MetaData has one. quote, quote_schema: quoting of the names.
    autoload_with: Engine, Connection or Inspector to read the table from; with autoload_replace=False existing
    columns stay; include_columns: only these; resolve_fks=False: do not read the tables it refers to.
    extend_existing: add to a registered table; keep_existing: use it as it is; must_exist: it has to be there.
    implicit_returning=False: do not use RETURNING for new keys. prefixes: words after CREATE. comment: in the
    database. info: the user's dictionary. listeners: (event name, function) pairs. Further keywords:
    `<dialect>_<argument>`.
    Raises InvalidRequestError for a second definition, ArgumentError for what is no schema item.
    """

    __visit_name__ = "table"
    inherit_cache = True

    _has_serial = True
    _use_schema_map = True
    _is_built = False

    metadata: Any
    indexes: set[Index]
    constraints: set[Any]
    primary_key: Any
    foreign_keys: Any

    def __init_subclass__(cls, **kw: Any) -> None:
        super().__init_subclass__(**kw)
        cls._memo_names -= _KEPT

    def __new__(cls, *args: Any, **kw: Any) -> Any:
        return cls._new(*args, **kw)

    @classmethod
    def _new(cls, *args: Any, **kw: Any) -> Any:
        if not args and not kw:
            return object.__new__(cls)  # unpickling
        if len(args) < 2:
            raise TypeError("Table() takes at least two positional-only arguments 'name', and 'metadata'")
        name, metadata, *items = args
        schema = kw.get("schema")
        if schema is None:
            schema = metadata.schema
        elif schema is BLANK_SCHEMA:
            schema = None
        if kw.get("keep_existing") and kw.get("extend_existing"):
            raise exc.ArgumentError("keep_existing and extend_existing are mutually exclusive.")
        if "mustexist" in kw:
            exc.warn_deprecated("Deprecated alias of Table.must_exist", "1.4")
            kw["must_exist"] = kw.pop("mustexist")
        must_exist = kw.pop("must_exist", False)
        key = _get_table_key(name, schema)
        if key in metadata.tables:
            return cls._existing(metadata.tables[key], key, items, kw)
        if must_exist:
            raise exc.InvalidRequestError(f"Table '{key}' not defined")
        return cls._create(name, schema, metadata, items, kw)

    @classmethod
    def _existing(cls, table: Any, key: str, items: list[Any], kw: dict[str, Any]) -> Any:
        extend = kw.get("extend_existing", False)
        if items and not extend and not kw.get("keep_existing", False):
            raise exc.InvalidRequestError(
                f"Table '{key}' is already defined for this MetaData instance.  Specify 'extend_existing=True' to "
                "redefine options and columns on an existing Table object."
            )
        if extend:
            table._init_existing(*items, **kw)
        return table

    @classmethod
    def _create(cls, name: str, schema: str | None, metadata: Any, items: list[Any], kw: dict[str, Any]) -> Any:
        table = object.__new__(cls)
        table.dispatch.before_parent_attach(table, metadata)
        metadata._add_table(name, schema, table)
        try:
            cls.__init__(table, name, metadata, *items, _no_init=False, **kw)
            table.__dict__["_is_built"] = True
            table.dispatch.after_parent_attach(table, metadata)
        except BaseException:
            metadata._remove_table(name, schema)
            raise
        return table

    def __init__(
        self,
        name: str,
        metadata: Any,
        /,
        *args: Any,
        schema: Any = None,
        quote: bool | None = None,
        quote_schema: bool | None = None,
        autoload_with: Any = None,
        autoload_replace: bool = True,
        keep_existing: bool = False,
        extend_existing: bool = False,
        resolve_fks: bool = True,
        include_columns: Collection[str] | None = None,
        implicit_returning: bool = True,
        comment: str | None = None,
        info: dict[Any, Any] | None = None,
        listeners: Sequence[tuple[str, Callable[..., Any]]] | None = None,
        prefixes: Sequence[str] | None = None,
        _creator_ddl: TableCreateDDL | None = None,
        _dropper_ddl: TableDropDDL | None = None,
        _extend_on: set[Any] | None = None,
        _no_init: bool = True,
        _reflect_info: Any = None,
        **kw: Any,
    ) -> None:
        if _no_init:
            return  # Python calls this for whatever __new__ returned; everything is done there
        self.name = apply_quote(name, quote)
        self.metadata = metadata
        self._take_schema(schema, quote_schema)
        self.fullname = f"{self.schema}.{self.name}" if self.schema is not None else self.name
        self._columns = DedupeColumnCollection()
        self.indexes = set()
        self.constraints = set()
        self.foreign_keys = set()
        self.primary_key = None
        self._sentinel_column: Any = None
        self._creator_ddl = _creator_ddl
        self._dropper_ddl = _dropper_ddl
        self._extra_dependencies: set[Any] = set()
        self.implicit_returning = implicit_returning
        self.comment = comment
        self._prefixes: list[str] = list(prefixes) if prefixes else []
        if info is not None:
            self.info = info
        PrimaryKeyConstraint(_implicit_generated=True)._set_parent_with_dispatch(self)
        for event_name, listener in listeners or ():
            event.listen(self, event_name, listener)
        if kw:
            self._validate_dialect_kwargs(kw)
        if autoload_with is not None:
            self._autoload(
                metadata,
                autoload_with,
                include_columns,
                resolve_fks=resolve_fks,
                _extend_on=_extend_on,
                _reflect_info=_reflect_info,
            )
        self._init_items(
            *_expand_typed_columns(args),
            allow_replacements=extend_existing or keep_existing or autoload_with is not None,
            all_names={},
        )

    def _take_schema(self, schema: Any, quote_schema: bool | None) -> None:
        if schema is None:
            self.schema = apply_quote(self.metadata.schema, quote_schema)
        elif schema is BLANK_SCHEMA:
            self.schema = None
        else:
            self.schema = apply_quote(schema, quote_schema)

    def _autoload(
        self,
        metadata: Any,
        autoload_with: Any,
        include_columns: Collection[str] | None,
        exclude_columns: Collection[str] = (),
        resolve_fks: bool = True,
        _extend_on: set[Any] | None = None,
        _reflect_info: Any = None,
    ) -> None:
        with inspect(autoload_with)._inspection_context() as inspector:
            inspector.reflect_table(
                self,
                include_columns,
                exclude_columns,
                resolve_fks,
                _extend_on=_extend_on,
                _reflect_info=_reflect_info,
            )

    def _init_existing(self, *args: Any, **kw: Any) -> None:
        """Add to a table that is already registered; what must stay the same is checked first."""
        autoload_with = kw.pop("autoload_with", None)
        autoload_replace = kw.pop("autoload_replace", True)
        schema = kw.pop("schema", None)
        _extend_on = kw.pop("_extend_on", None)
        _reflect_info = kw.pop("_reflect_info", None)
        include_columns = kw.pop("include_columns", None)
        resolve_fks = kw.pop("resolve_fks", True)
        for name in ("extend_existing", "keep_existing", "_no_init"):
            kw.pop(name, None)
        if schema and schema != self.schema:
            raise exc.ArgumentError(
                f"Can't change schema of existing table from '{self.schema}' to '{schema}'",
            )
        if include_columns is not None:
            for column in list(self._columns):
                if column.name not in include_columns:
                    self._columns.remove(column)
        for name in ("quote", "quote_schema"):
            if kw.pop(name, None) is not None:
                raise exc.ArgumentError("Can't redefine 'quote' or 'quote_schema' arguments" if name else "")
        for name in ("info", "comment", "implicit_returning"):
            if name in kw:
                setattr(self, name, kw.pop(name))
        if "prefixes" in kw:
            self._prefixes = list(kw.pop("prefixes") or ())
        for event_name, listener in kw.pop("listeners", None) or ():
            event.listen(self, event_name, listener)
        if autoload_with is not None:
            exclude = () if autoload_replace else [column.name for column in self._columns]
            self._autoload(
                self.metadata,
                autoload_with,
                include_columns,
                exclude,
                resolve_fks,
                _extend_on=_extend_on,
                _reflect_info=_reflect_info,
            )
        self._validate_dialect_kwargs(kw)
        self._init_items(
            *_expand_typed_columns(args),
            allow_replacements=True,
            all_names={column.name: column for column in self._columns},
        )
        self._forget_derived()

    # -- what it consists of ---------------------------------------------------------------------------------

    @property
    def key(self) -> str:
        """The key of this table in `MetaData.tables`: "name" or "schema.name"."""
        return _get_table_key(self.name, self.schema)

    @property
    def foreign_key_constraints(self) -> set[ForeignKeyConstraint]:
        """The foreign key constraints of this table, those of single columns included."""
        return {fk.constraint for fk in self.foreign_keys if fk.constraint is not None}

    @property
    def autoincrement_column(self) -> Any:
        """The column that the database numbers by itself, or None; see `Column.autoincrement`."""
        return self._autoincrement_column

    @property
    def _autoincrement_column(self) -> Any:
        return self.primary_key._autoincrement_column

    @property
    def _sorted_constraints(self) -> list[Any]:
        """The constraints in the order in which they were made."""
        return sorted(self.constraints, key=lambda constraint: constraint._creation_order)

    @memo
    def _sentinel_column_characteristics(self) -> SentinelColumns:
        return sentinel_columns(self)

    @property
    def is_view(self) -> bool:
        """True if this table is created as a view rather than as a table."""
        return self._creator_ddl is not None and self._creator_ddl.__visit_name__ == "create_view"

    def set_creator_ddl(self, ddl: TableCreateDDL) -> None:
        """Use `ddl` instead of a plain CREATE TABLE, e.g. `CreateTable(table, if_not_exists=True)`."""
        self._creator_ddl = ddl

    def set_dropper_ddl(self, ddl: TableDropDDL) -> None:
        """Use `ddl` instead of a plain DROP TABLE, e.g. `DropTable(table, if_exists=True)`."""
        self._dropper_ddl = ddl

    def add_is_dependent_on(self, table: Any) -> None:
        """Have this table created after `table` and dropped before it, as if by a foreign key."""
        self._extra_dependencies.add(table)

    # -- changing it -----------------------------------------------------------------------------------------

    def append_column(self, column: Any, *, replace_existing: bool = False, **kw: Any) -> None:
        """Add a column at the end; this does not change the database.

        Raises DuplicateColumnError for a second column of that name, unless replace_existing.
        """
        self._insert(column, None, replace_existing)

    def insert_column(self, column: Any, index: int, *, replace_existing: bool = False) -> None:
        """Add a column at a position, as `list.insert` counts; otherwise like `append_column`."""
        self._insert(column, index, replace_existing)

    def _insert(self, column: Any, index: int | None, replace_existing: bool) -> None:
        try:
            column._set_parent_with_dispatch(
                self,
                allow_replacements=replace_existing,
                all_names={known.name: known for known in self._columns},
                index=index,
            )
        finally:
            self._forget_derived()

    def append_constraint(self, constraint: Any) -> None:
        """Add a constraint or index; this does not change the database."""
        constraint._set_parent_with_dispatch(self)

    def _forget_derived(self) -> None:
        for name in ("_sentinel_column_characteristics", "_key_memo"):
            self.__dict__.pop(name, None)

    def _reset_exported(self) -> None:
        """Nothing is computed from the columns that would not follow them."""

    def _set_parent(self, parent: Any, **kw: Any) -> None:
        parent._add_table(self.name, self.schema, self)

    # -- in the database -------------------------------------------------------------------------------------

    def create(self, bind: Any, checkfirst: Any = CheckFirst.TYPES) -> None:
        """Emit CREATE TABLE and what belongs to it (indexes, sequences, comments).

        bind: Engine or Connection. checkfirst: look up first what exists; bool or CheckFirst.
        """
        bind._run_ddl_visitor(SchemaGenerator, self, checkfirst=checkfirst)

    def drop(self, bind: Any, checkfirst: Any = CheckFirst.NONE) -> None:
        """Emit DROP TABLE. checkfirst: look up first what exists; bool or CheckFirst."""
        bind._run_ddl_visitor(SchemaDropper, self, checkfirst=checkfirst)

    # -- copies ----------------------------------------------------------------------------------------------

    def tometadata(self, metadata: Any, schema: Any = RETAIN_SCHEMA, **kw: Any) -> Any:
        """Deprecated: `to_metadata`."""
        exc.warn_deprecated("Table.tometadata() is renamed to Table.to_metadata()", version="1.4")
        return self.to_metadata(metadata, schema=schema, **kw)

    def to_metadata(
        self,
        metadata: Any,
        schema: Any = RETAIN_SCHEMA,
        referred_schema_fn: Callable[[Any, str | None, ForeignKeyConstraint, str | None], Any] | None = None,
        name: str | None = None,
    ) -> Any:
        """Return a copy of this table, with all it consists of, in another MetaData.

        schema: the copy's; RETAIN_SCHEMA for this table's; None for the target MetaData's; BLANK_SCHEMA for none.
        referred_schema_fn(table, to_schema, constraint, referred_schema): says which schema the foreign keys of the
        copy refer to; by default, keys within this table's schema follow the copy. name: the copy's name.
        A table that exists there already comes back as it is, with a warning.
        """
        name = self.name if name is None else name
        schema, actual_schema = self._target_schema(metadata, schema)
        key = _get_table_key(name, actual_schema)
        if key in metadata.tables:
            exc.warn(f"Table '{self.description}' already exists within the given MetaData - not copying.")
            return metadata.tables[key]
        copied = Table(
            name,
            metadata,
            *[column._copy(schema=actual_schema) for column in self._columns],
            schema=BLANK_SCHEMA if actual_schema is None else actual_schema,
            comment=self.comment,
            implicit_returning=self.implicit_returning,
            prefixes=list(self._prefixes),
            **self._all_dialect_kwargs,
        )
        for constraint in self._sorted_constraints:
            if isinstance(constraint, ForeignKeyConstraint):
                referred = self._copied_key_schema(constraint, actual_schema, referred_schema_fn)
                copied.append_constraint(constraint._copy(schema=referred, target_table=copied))
            elif not constraint._type_bound and not constraint._column_flag:
                copied.append_constraint(constraint._copy(schema=actual_schema, target_table=copied))
        for index in sorted(self.indexes, key=lambda index: index._creation_order):
            if not index._column_flag:
                index._copy(target_table=copied)
        if self._creator_ddl is not None:
            copied._creator_ddl = self._creator_ddl.to_metadata(metadata, copied)
        if self._dropper_ddl is not None:
            copied._dropper_ddl = self._dropper_ddl.to_metadata(metadata, copied)
        self._schema_item_copy(copied)
        return copied

    def _target_schema(self, metadata: Any, schema: Any) -> tuple[Any, str | None]:
        if schema is RETAIN_SCHEMA:
            return schema, self.schema
        if schema is BLANK_SCHEMA:
            return schema, None
        return schema, metadata.schema if schema is None else schema

    def _copied_key_schema(
        self, constraint: ForeignKeyConstraint, actual_schema: str | None, referred_schema_fn: Any
    ) -> Any:
        referred = constraint._referred_schema
        if referred_schema_fn is not None:
            return referred_schema_fn(self, actual_schema, constraint, referred)
        if referred == self.schema:
            return BLANK_SCHEMA if actual_schema is None else actual_schema
        return None

    def __str__(self) -> str:
        return _get_table_key(self.description, self.schema)

    def __repr__(self) -> str:
        parts = [repr(str(self.name)), repr(self.metadata)]
        parts += [repr(column) for column in self._columns]
        parts.append(f"schema={str(self.schema)!r}" if self.schema is not None else "schema=None")
        return f"Table({', '.join(parts)})"


_KEPT = frozenset({"primary_key", "foreign_keys"})
"""Computed by other FROM elements, and forgotten by their copies; of a Table they are its own."""

Table._memo_names -= _KEPT


def _expand_typed_columns(items: Sequence[Any]) -> Sequence[Any]:
    """Replace a leading TypedColumns class by the columns it declares."""
    if items and isinstance(items[0], type) and issubclass(items[0], TypedColumns):
        return [*columns_of(items[0]), *items[1:]]
    return items
