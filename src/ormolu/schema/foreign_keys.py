"""Foreign keys: a column (or several) of one table refers to columns of another.

The target may be given as a Column, or by name before it exists. Names are resolved when the table they mention
appears in the same MetaData; until then, asking for the target raises an error that says what is missing.

`ForeignKeyTarget` is the name as three tokens; `ForeignKey` one column's reference; `ForeignKeyConstraint` the
constraint, which always exists, also for a `ForeignKey` given to a single column.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from .. import exc
from ..sql import coercions, roles
from ..sql.dialect_options import DialectKWArgs
from .constraints import ColumnCollectionConstraint, Constraint
from .items import BLANK_SCHEMA, RETAIN_SCHEMA, SchemaItem, _get_table_key, is_table

__all__ = ["ForeignKey", "ForeignKeyConstraint", "ForeignKeyTarget"]


class ForeignKeyTarget(NamedTuple):
    """The target of a foreign key as names: (schema or None, table name, column name or None)."""

    schema: str | None
    table_name: str
    column_name: str | None

    @classmethod
    def _from_string(cls, spec: str) -> ForeignKeyTarget:
        parts = spec.split(".")
        if len(parts) == 1:
            return cls(None, parts[0], None)
        return cls(".".join(parts[:-2]) or None, parts[-2], parts[-1])

    @classmethod
    def _from_argument(cls, argument: Sequence[Any]) -> ForeignKeyTarget:
        if len(argument) == 2:
            return cls(None, *argument)
        if len(argument) == 3:
            return cls(*argument)
        raise exc.ArgumentError(
            "ForeignKey target given as a tuple must have two tokens (table_name, column_name) "
            f"or three tokens (schema, table_name, column_name); got {len(argument)}"
        )

    def _as_string(self) -> str:
        return ".".join(token for token in self if token is not None)

    @property
    def _is_unambiguous_string(self) -> bool:
        dotted = "." in self.table_name or (self.column_name is not None and "." in self.column_name)
        return not dotted and not (self.schema is not None and self.column_name is None)


class ForeignKey(DialectKWArgs, SchemaItem):
    """A reference from one column to another: `Column("user_id", ForeignKey("users.id"))`.

    column: "table.column", "schema.table.column", a tuple of these tokens, or a Column; `column` is the target's
    key (its name, with link_to_name=True).
    Options: name, onupdate, ondelete, deferrable, initially, match, use_alter (add it by ALTER after CREATE TABLE),
    info, comment, and `<dialect>_<argument>`; they go to the ForeignKeyConstraint made for it.
    """

    __visit_name__ = "foreign_key"

    parent: Any = None

    def __init__(
        self,
        column: Any,
        _constraint: ForeignKeyConstraint | None = None,
        use_alter: bool = False,
        name: Any = None,
        onupdate: str | None = None,
        ondelete: str | None = None,
        deferrable: bool | None = None,
        initially: str | None = None,
        link_to_name: bool = False,
        match: str | None = None,
        info: dict[Any, Any] | None = None,
        comment: str | None = None,
        _unresolvable: bool = False,
        **dialect_kw: Any,
    ) -> None:
        self._unresolvable = _unresolvable
        self._given_column: Any = None
        self._given_tokens: ForeignKeyTarget | None = None
        self._take_target(column)
        self.constraint = _constraint
        self.use_alter = use_alter
        self.name = name
        self.onupdate = onupdate
        self.ondelete = ondelete
        self.deferrable = deferrable
        self.initially = initially
        self.link_to_name = link_to_name
        self.match = match
        self.comment = comment
        if info:
            self.info = info
        self._unvalidated_dialect_kw = dialect_kw

    def _take_target(self, column: Any) -> None:
        if isinstance(column, tuple):
            self._given_tokens = ForeignKeyTarget._from_argument(column)
            return
        target = coercions.expect(roles.DDLReferredColumnRole, column)
        if isinstance(target, str):
            self._given_tokens = ForeignKeyTarget._from_string(target)
            return
        target = target._deannotate()
        if target.table is not None and not hasattr(target.table, "metadata") and not hasattr(target.table, "c"):
            raise exc.ArgumentError(f"ForeignKey received Column not bound to a Table, got: {type(target.table)!r}")
        self._given_column = target

    # -- what was asked for ----------------------------------------------------------------------------------

    @property
    def target_column(self) -> Any:
        """The Column given as the target; None when it was given by name. See `column` for the resolved one."""
        return self._given_column

    @property
    def target_tokens(self) -> ForeignKeyTarget:
        """The target as (schema, table name, column name), whether or not it has been found."""
        column = self._given_column
        if column is None:
            assert self._given_tokens is not None
            return self._given_tokens
        if column.table is None:
            return ForeignKeyTarget(None, column.key, None)
        return ForeignKeyTarget(getattr(column.table, "schema", None), column.table.name, column.key)

    @property
    def target_table_key(self) -> str | None:
        """The key of the target's table in `MetaData.tables`; None for a Column without a table."""
        column = self._given_column
        if column is not None:
            return None if column.table is None else getattr(column.table, "key", column.table.name)
        tokens = self.target_tokens
        return _get_table_key(tokens.table_name, tokens.schema)

    @property
    def target_fullname(self) -> str:
        """The target as a dotted string; legacy, see `target_tokens`.

        Raises InvalidRequestError where the string could be read in two ways.
        """
        tokens = self.target_tokens
        if not tokens._is_unambiguous_string:
            raise exc.InvalidRequestError(
                f"ForeignKey target {tuple(tokens)!r} has no unambiguous dotted string form; "
                "use ForeignKey.target_tokens"
            )
        return tokens._as_string()

    @property
    def _colspec(self) -> Any:
        return self._given_column if self._given_column is not None else self.target_tokens._as_string()

    # -- what was found --------------------------------------------------------------------------------------

    @property
    def column(self) -> Any:
        """The target Column.

        Raises NoReferencedTableError or NoReferencedColumnError when it does not exist (yet), and
        InvalidRequestError while this object is not part of a table.
        """
        return self._resolve_column()

    def references(self, table: Any) -> bool:
        """Return True if the target is a column of the given table (or derived from one of its columns)."""
        return table.corresponding_column(self.column) is not None

    def get_referent(self, table: Any) -> Any:
        """Return the column of the given selectable which this key refers to, or None."""
        return table.columns.corresponding_column(self.column)

    def _resolve_column(self, *, raiseerr: bool = True) -> Any:
        found = self.__dict__.get("_resolved")
        if found is not None:
            return found
        if self._given_column is not None:
            return self._given_column
        if not raiseerr and (self.parent is None or not is_table(self.parent.table) or self._unresolvable):
            return None
        table, metadata = self._own_table()
        key, column_name = self._target_key(table)
        if key not in metadata.tables:
            if not raiseerr:
                return None
            raise exc.NoReferencedTableError(
                f"Foreign key associated with column '{self.parent}' could not find table '{key}' "
                f"with which to generate a foreign key to target column '{column_name}'",
                key,
            )
        if table.key not in metadata.tables:
            if not raiseerr:
                return None
            raise exc.InvalidRequestError(f"Table {table} is no longer associated with its parent MetaData")
        try:
            return self._find_column_in(metadata.tables[key], column_name)
        except exc.NoReferencedColumnError:
            if raiseerr:
                raise
            return None

    def _own_table(self) -> tuple[Any, Any]:
        if self.parent is None:
            raise exc.InvalidRequestError(
                "this ForeignKey object does not yet have a parent Column associated with it."
            )
        table = self.parent.table
        if table is None:
            raise exc.InvalidRequestError("this ForeignKey's parent column is not yet associated with a Table.")
        if not is_table(table):
            # a column of a subquery: the table of the column it came from decides
            for column in self.parent.proxy_set:
                if is_table(column.table):
                    return column.table, column.table.metadata
            raise exc.InvalidRequestError("this ForeignKey's parent column is not yet associated with a Table.")
        return table, table.metadata

    def _target_key(self, own_table: Any) -> tuple[str, str]:
        """(key of the target table, name of the target column) as seen from the table of this key."""
        tokens = self.target_tokens
        schema = tokens.schema
        if schema is None and own_table.metadata.schema is not None:
            schema = own_table.metadata.schema
        return _get_table_key(tokens.table_name, schema), tokens.column_name or self.parent.key

    def _find_column_in(self, table: Any, column_name: str) -> Any:
        if self.link_to_name:
            for column in table._columns:
                if column.name == column_name:
                    return column
        else:
            column = table._columns.get(column_name)
            if column is not None:
                return column
        raise exc.NoReferencedColumnError(
            f"Could not initialize target column for ForeignKey '{self.target_tokens._as_string()}' "
            f"on table '{self.parent.table.name}': table '{table.name}' has no column named '{column_name}'",
            table.name,
            column_name,
        )

    # -- becoming part of a column and a table ---------------------------------------------------------------

    def _set_parent(self, parent: Any, **kw: Any) -> None:
        if self.parent is not None and self.parent is not parent:
            raise exc.InvalidRequestError("This ForeignKey already has a parent !")
        self.parent = parent
        parent.foreign_keys.add(self)
        parent._on_table_attach(self._set_table)

    def _set_table(self, column: Any, table: Any) -> None:
        if not is_table(table):
            return
        if self.constraint is None:
            self.constraint = ForeignKeyConstraint(
                [],
                [],
                use_alter=self.use_alter,
                name=self.name,
                onupdate=self.onupdate,
                ondelete=self.ondelete,
                deferrable=self.deferrable,
                initially=self.initially,
                match=self.match,
                comment=self.comment,
                link_to_name=self.link_to_name,
                **self._unvalidated_dialect_kw,
            )
            self.constraint._append_element(column, self)
            self.constraint._set_parent_with_dispatch(table)
        table.foreign_keys.add(self)
        if self._given_column is not None:
            self._set_target_column(self._given_column)
            return
        key, column_name = self._target_key(table)
        metadata = table.metadata
        waiting = metadata._fk_memos.setdefault((key, column_name), [])
        if self not in waiting:
            waiting.append(self)
        if key in metadata.tables:
            self._set_remote_table(metadata.tables[key])

    def _set_remote_table(self, table: Any) -> None:
        """The table meant by name has appeared, perhaps not all of its columns."""
        try:
            column = self._find_column_in(table, self._target_key(self.parent.table)[1])
        except exc.NoReferencedColumnError:
            return  # it may be appended later; asking for `column` until then raises this error
        self._set_target_column(column)

    def _set_target_column(self, column: Any) -> None:
        if self.parent.type._isnull and not column.type._isnull:
            self.parent._take_type(column.type)
        self.__dict__["_resolved"] = column

    def _remove_from_metadata(self, metadata: Any) -> None:
        if self._given_column is not None or self.parent is None:
            return
        waiting = metadata._fk_memos.get(self._target_key(self.parent.table), ())
        if self in waiting:
            waiting.remove(self)
        self.__dict__.pop("_resolved", None)

    # -- copies ----------------------------------------------------------------------------------------------

    def copy(self, *, schema: str | None = None, **kw: Any) -> ForeignKey:
        """Deprecated: see `_copy`."""
        exc.warn_deprecated(
            "The ForeignKey.copy() method is deprecated and will be removed in a future release.", version="1.4"
        )
        return self._copy(schema=schema, **kw)

    def _copy(self, *, schema: Any = None, **kw: Any) -> ForeignKey:
        """Return an unattached copy; schema: the target's new one, None or RETAIN_SCHEMA to keep it."""
        copied = ForeignKey(
            self._copy_target(schema=schema),
            use_alter=self.use_alter,
            name=self.name,
            onupdate=self.onupdate,
            ondelete=self.ondelete,
            deferrable=self.deferrable,
            initially=self.initially,
            link_to_name=self.link_to_name,
            match=self.match,
            comment=self.comment,
            **self._unvalidated_dialect_kw,
        )
        self._schema_item_copy(copied)
        return copied

    def _copy_target(self, *, schema: Any = None, table_name: str | None = None) -> Any:
        tokens = self.target_tokens
        if schema not in (None, RETAIN_SCHEMA):
            new_schema = None if schema is BLANK_SCHEMA else schema
            return ForeignKeyTarget(new_schema, table_name or tokens.table_name, tokens.column_name)
        if table_name is not None:
            return ForeignKeyTarget(tokens.schema, table_name, tokens.column_name)
        if self._given_column is not None and self._given_column.table is None:
            return self._given_column
        return tokens

    def _get_colspec(self, schema: Any = None, table_name: str | None = None, _is_copy: bool = False) -> Any:
        target = self._copy_target(schema=schema, table_name=table_name)
        return target._as_string() if isinstance(target, ForeignKeyTarget) else target

    @property
    def _referred_schema(self) -> str | None:
        return self.target_tokens.schema

    def __repr__(self) -> str:
        return f"ForeignKey({self.target_tokens._as_string()!r})"


class ForeignKeyConstraint(ColumnCollectionConstraint):
    """FOREIGN KEY (columns) REFERENCES table (refcolumns).

    columns, refcolumns: names or Columns, as many of the one as of the other; the same column may appear twice.
    use_alter: render it by ALTER TABLE after all tables are created. match: MATCH clause.
    """

    __visit_name__ = "foreign_key_constraint"
    _naming_prefix = "fk"
    _allow_repeated_columns = True

    def __init__(
        self,
        columns: Sequence[Any],
        refcolumns: Sequence[Any],
        name: Any = None,
        onupdate: str | None = None,
        ondelete: str | None = None,
        deferrable: bool | None = None,
        initially: str | None = None,
        use_alter: bool = False,
        link_to_name: bool = False,
        match: str | None = None,
        table: Any = None,
        info: dict[Any, Any] | None = None,
        comment: str | None = None,
        **dialect_kw: Any,
    ) -> None:
        Constraint.__init__(
            self,
            name=name,
            deferrable=deferrable,
            initially=initially,
            info=info,
            comment=comment,
            **dialect_kw,
        )
        self.onupdate = onupdate
        self.ondelete = ondelete
        self.link_to_name = link_to_name
        self.use_alter = use_alter
        self.match = match
        if isinstance(columns, str):
            columns = [columns]
        if len(columns) != len(refcolumns):
            raise exc.ArgumentError(
                "ForeignKeyConstraint number of constrained columns must match the number of referenced columns."
            )
        self.elements = [
            ForeignKey(
                refcolumn,
                _constraint=self,
                name=name,
                onupdate=onupdate,
                ondelete=ondelete,
                use_alter=use_alter,
                link_to_name=link_to_name,
                match=match,
                deferrable=deferrable,
                initially=initially,
                **self.dialect_kwargs,
            )
            for refcolumn in refcolumns
        ]
        self._init_columns(columns)
        if table is not None and self.parent is None:
            self._set_parent_with_dispatch(table)

    def _append_element(self, column: Any, fk: ForeignKey) -> None:
        self._columns.add(column)
        self.elements.append(fk)

    @property
    def _elements(self) -> dict[str, ForeignKey]:
        return dict(zip(self.column_keys, self.elements, strict=True))

    @property
    def _referred_schema(self) -> str | None:
        return self.elements[0]._referred_schema if self.elements else None

    @property
    def referred_table(self) -> Any:
        """The Table this constraint refers to. Raises NoReferencedTableError when it does not exist (yet)."""
        return self.elements[0].column.table

    @property
    def column_keys(self) -> Sequence[str]:
        """Keys of the local columns, in order."""
        if len(self._columns):
            return [column.key for column in self._columns]
        return [column if isinstance(column, str) else column.key for column in self._pending_colargs]

    @property
    def _col_description(self) -> str:
        return ", ".join(self.column_keys)

    def _set_parent(self, parent: Any, **kw: Any) -> None:
        had_columns = len(self._columns) > 0
        Constraint._set_parent(self, parent)
        if not had_columns:
            self._collect_columns(parent)
        for column, fk in zip(list(self._columns), self.elements, strict=True):
            if fk.parent is not column:
                fk._set_parent_with_dispatch(column)
        self._check_single_target(parent)

    def _check_single_target(self, table: Any) -> None:
        keys = list(dict.fromkeys(fk.target_table_key for fk in self.elements))
        if None not in keys and len(keys) > 1:
            first, second = sorted(str(key) for key in keys)[:2]
            raise exc.ArgumentError(
                f"ForeignKeyConstraint on {table.fullname}({self._col_description}) refers to "
                f"multiple remote tables: {first} and {second}"
            )

    def copy(self, *, schema: str | None = None, target_table: Any = None, **kw: Any) -> ForeignKeyConstraint:
        """Deprecated: see `_copy`."""
        exc.warn_deprecated(
            "The ForeignKeyConstraint.copy() method is deprecated and will be removed in a future release.",
            version="1.4",
        )
        return self._copy(schema=schema, target_table=target_table, **kw)

    def _copy(self, *, target_table: Any = None, schema: Any = None, **kw: Any) -> ForeignKeyConstraint:
        copied = ForeignKeyConstraint(
            list(self.column_keys),
            [self._copied_target(fk, schema, target_table) for fk in self.elements],
            name=self.name,
            onupdate=self.onupdate,
            ondelete=self.ondelete,
            use_alter=self.use_alter,
            deferrable=self.deferrable,
            initially=self.initially,
            link_to_name=self.link_to_name,
            match=self.match,
            comment=self.comment,
            **self._all_dialect_kwargs,
        )
        for mine, other in zip(self.elements, copied.elements, strict=True):
            mine._schema_item_copy(other)
        self._schema_item_copy(copied)
        return copied

    def _copied_target(self, fk: ForeignKey, schema: Any, target_table: Any) -> Any:
        """A self-referring key follows its table when that is copied under a new name."""
        renamed = None
        if (
            target_table is not None
            and is_table(self.parent)
            and target_table.name != self.parent.name
            and fk.target_table_key == self.parent.key
        ):
            renamed = target_table.name
        return fk._copy_target(schema=schema, table_name=renamed)

    def __repr__(self) -> str:
        parts = [repr(list(self.column_keys)), repr([fk.target_tokens._as_string() for fk in self.elements])]
        for name in ("name", "onupdate", "ondelete", "deferrable", "initially", "use_alter", "match"):
            value = getattr(self, name)
            if value is not None and value is not False:
                parts.append(f"{name}={value!r}")
        return f"ForeignKeyConstraint({', '.join(parts)})"
