"""Column: a column of a table in the database, with everything that CREATE TABLE and INSERT need to know.

In: name, type, constraints, defaults, flags. Out: a `ColumnClause` that takes part in SQL expressions. What a column
brings along (foreign keys, index, unique constraint, its type's CHECK) reaches the table when the column does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .. import exc
from ..sql.columns import ColumnClause
from ..sql.datatypes import INTEGERTYPE, NULLTYPE, to_instance
from ..sql.dialect_options import DialectKWArgs
from ..sql.names import _truncated_label, quoted_name
from ..types import TypeDecorator
from ..types.base import TypeEngine
from ..typevars import T
from .constraints import UniqueConstraint
from .defaults import ColumnDefault, DefaultGenerator, _InsertSentinelColumnDefault
from .foreign_keys import ForeignKey
from .generated import Computed, DefaultClause, FetchedValue, Identity
from .indexes import Index
from .items import NULL_UNSPECIFIED, SchemaItem, _next_creation, is_table
from .named_types import schema_types_in
from .type_constraints import attach_type

__all__ = ["Column", "insert_sentinel"]


class _NoArgument:
    def __repr__(self) -> str:
        return "NO_ARG"


NO_ARG: Any = _NoArgument()

AttachHook = Callable[[Any, Any], None]


class Column(DialectKWArgs, SchemaItem, ColumnClause[T]):
    """A column of a Table: `Column("name", String(50), nullable=False)`.

    Positional: the name (may come later, through `.name`), the type (may be left out with a ForeignKey, whose target's
    type is taken), then constraints and defaults: ForeignKey, CheckConstraint, Sequence, Identity, Computed, ...

    key: name in Python, where it differs. primary_key, nullable, unique, index: as they say; nullable is the
    opposite of primary_key unless given. autoincrement: "auto", True, False, "ignore_fk".
    default, onupdate: value, callable or SQL expression for INSERT and UPDATE; insert_default: synonym of default.
    server_default, server_onupdate: what the database does. comment: in the database; doc: in Python only.
    quote: quote the name always or never. system: not part of CREATE TABLE. info: the user's dictionary;
        `"sensitive": True` hides parameters and rows of statements with this column in logs and errors.
    insert_sentinel: helps to match returned rows with inserted ones. Further keywords: `<dialect>_<argument>`.
    """

    __visit_name__ = "column"
    inherit_cache = True
    _late_attributes = ("name", "key", "table", "type")

    table: Any = None
    primary_key: bool

    def __init__(
        self,
        __name_pos: Any = None,
        __type_pos: Any = None,
        /,
        *args: Any,
        name: str | None = None,
        type_: Any = None,
        autoincrement: Any = "auto",
        default: Any = NO_ARG,
        insert_default: Any = NO_ARG,
        doc: str | None = None,
        key: str | None = None,
        index: bool | None = None,
        unique: bool | None = None,
        info: dict[Any, Any] | None = None,
        nullable: Any = NULL_UNSPECIFIED,
        onupdate: Any = None,
        primary_key: bool = False,
        server_default: Any = None,
        server_onupdate: Any = None,
        quote: bool | None = None,
        system: bool = False,
        comment: str | None = None,
        insert_sentinel: bool = False,
        _omit_from_statements: bool = False,
        _proxies: Any = None,
        **dialect_kwargs: Any,
    ) -> None:
        name, type_, items = _sort_positional((__name_pos, __type_pos, *args), name, type_)
        if quote is not None:
            if name is None:
                raise exc.ArgumentError("Explicit 'name' is required when sending 'quote' argument")
            name = quoted_name(name, quote)
        self.name = name
        self.key = key if key is not None else name
        self.type = NULLTYPE if type_ is None else to_instance(type_)
        if info is not None and info.get("sensitive"):
            self.type = self.type._sensitive()
        self.is_literal = False
        self.primary_key = primary_key
        self._insert_sentinel = insert_sentinel
        self._omit_from_statements = _omit_from_statements
        self._user_defined_nullable = nullable
        self.nullable = (not primary_key) if nullable is NULL_UNSPECIFIED else nullable
        self.index = index
        self.unique = unique
        self.system = system
        self.doc = doc
        self.autoincrement = autoincrement
        self.constraints: set[Any] = set()
        self.foreign_keys: set[ForeignKey] = set()
        self.comment = comment
        self.computed: Computed | None = None
        self.identity: Identity | None = None
        self.default: Any = None
        self.onupdate: Any = None
        self.server_default: Any = None
        self.server_onupdate: Any = None
        self._creation_order = _next_creation()
        if _proxies is not None:
            self._proxies = _proxies
        if info is not None:
            self.info = info
        if dialect_kwargs:
            self._validate_dialect_kwargs(dialect_kwargs)
        if insert_default is not NO_ARG:
            if default is not NO_ARG:
                raise exc.ArgumentError(
                    "The 'default' and 'insert_default' parameters of Column are mutually exclusive"
                )
            default = insert_default
        if default is not NO_ARG and default is not None:
            items.append(_generator(default, for_update=False))
        if onupdate is not None:
            items.append(_generator(onupdate, for_update=True))
        if server_default is not None:
            items.append(_fetched(server_default, for_update=False))
        if server_onupdate is not None:
            items.append(_fetched(server_onupdate, for_update=True))
        if items:
            self._init_items(*items)

    # -- attaching -------------------------------------------------------------------------------------------

    def _set_parent(
        self,
        parent: Any,
        *,
        all_names: dict[str, Any] | None = None,
        allow_replacements: bool = True,
        index: int | None = None,
        **kw: Any,
    ) -> None:
        table = parent
        self._check_can_join(table)
        if self.key is None:
            self.key = self.name
        self._enter_collection(table, {} if all_names is None else all_names, allow_replacements, index)
        self.table = table
        self._forget_names()
        if self.primary_key:
            table.primary_key._replace(self)
        elif self.key in table.primary_key:
            raise exc.ArgumentError(
                f"Trying to redefine primary-key column '{self.key}' as a non-primary-key column "
                f"on table '{table.fullname}'"
            )
        self._add_flagged_items(table)
        if self.identity is not None and (
            getattr(self.default, "is_sequence", False) or getattr(self.onupdate, "is_sequence", False)
        ):
            raise exc.ArgumentError("An column cannot specify both Identity and Sequence.")
        if self._insert_sentinel:
            if table._sentinel_column is not None and table._sentinel_column is not self:
                raise exc.ArgumentError("a Table may have only one explicit sentinel column")
            table._sentinel_column = self
        hooks = self.__dict__.pop("_attach_hooks", None)
        if hooks:
            for hook in hooks:
                hook(self, table)
        if self.type.__class__ is not NULLTYPE.__class__:
            attach_type(self, table)
        if table.metadata._fk_memos:
            for fk in self._keys_waiting_for_me():
                fk._set_remote_table(table)

    def _check_can_join(self, table: Any) -> None:
        if not self.name:
            raise exc.ArgumentError(
                "Column must be constructed with a non-blank name or assign a non-blank .name before adding to a Table."
            )
        if self.table is not None and self.table is not table:
            raise exc.ArgumentError(f"Column object '{self.key}' already assigned to Table '{self.table.description}'")

    def _enter_collection(
        self, table: Any, all_names: dict[str, Any], allow_replacements: bool, index: int | None
    ) -> None:
        """Take the place in the table's columns, that of a namesake included, whose foreign keys go with it."""
        columns = table._columns
        if self.key not in columns._index and self.name not in columns._index and self.name not in all_names:
            columns.replace(self, index=index)
            all_names[self.name] = self
            return
        replaced = []
        if self.key in columns and columns[self.key] is not self:
            replaced.append(("key" if self.key != self.name else "name", columns[self.key]))
        namesake = all_names.get(self.name)
        if namesake is None and self.name in columns and columns[self.name].name == self.name:
            namesake = columns[self.name]
        if namesake is not None and namesake is not self and all(namesake is not old for _, old in replaced):
            replaced.append(("name", namesake))
        for kind, old in replaced:
            if not allow_replacements:
                named = self.key if kind == "key" else self.name
                raise exc.DuplicateColumnError(
                    f"A column with {kind} '{named}' is already present in table '{table.name}'."
                    f"{_HOW_TO_REPLACE if table.__dict__.get('_is_built') else ''}"
                )
            if old.key != self.key and old.key != old.name:
                exc.warn(
                    f'Column with user-specified key "{old.key}" is being replaced with plain named column '
                    f'"{self.name}", key "{old.key}" is being removed.  If this is a reflection operation, specify '
                    "autoload_replace=False to prevent this replacement."
                )
            for fk in old.foreign_keys:
                table.foreign_keys.discard(fk)
                if fk.constraint in table.constraints:
                    table.constraints.discard(fk.constraint)
            if table.primary_key.contains_column(old) and old.key != self.key:
                table.primary_key._remove(old)
        columns.replace(self, extra_remove=[old for _, old in replaced], index=index)
        all_names[self.name] = self

    def _add_flagged_items(self, table: Any) -> None:
        if self.index:
            if isinstance(self.index, str):
                raise exc.ArgumentError(
                    "The 'index' keyword argument on Column is boolean only. To create indexes with a specific name, "
                    "create an explicit Index object external to the Table."
                )
            table.append_constraint(Index(None, self.key, unique=bool(self.unique), _column_flag=True))
        elif self.unique:
            if isinstance(self.unique, str):
                raise exc.ArgumentError(
                    "The 'unique' keyword argument on Column is boolean only. To create unique constraints or indexes "
                    "with a specific name, append an explicit UniqueConstraint to the Table's list of elements, or "
                    "create an explicit Index object external to the Table."
                )
            table.append_constraint(UniqueConstraint(self.key, _column_flag=True))

    def _on_table_attach(self, hook: AttachHook) -> None:
        """Call hook(column, table) when the column has a table, now or later."""
        if is_table(self.table):
            hook(self, self.table)
        else:
            self.__dict__.setdefault("_attach_hooks", []).append(hook)

    def _forget_names(self) -> None:
        for name in self._memo_names & self.__dict__.keys():
            del self.__dict__[name]

    _reset_memoizations = _forget_names

    def _keys_waiting_for_me(self) -> list[ForeignKey]:
        """Foreign keys of this MetaData that name this column as their target."""
        table = self.table
        if not is_table(table):
            return []
        memos = table.metadata._fk_memos
        by_key = memos.get((table.key, self.key), ())
        found = [fk for fk in by_key if not fk.link_to_name]
        found += [fk for fk in memos.get((table.key, self.name), ()) if fk.link_to_name]
        return found

    # -- the type --------------------------------------------------------------------------------------------

    def _take_type(self, type_: Any) -> None:
        """Take the type of a foreign key's target, and hand it on to keys that refer to this column."""
        self._set_type(type_)
        for fk in self._keys_waiting_for_me():
            if fk.parent is not None and fk.parent.type._isnull:
                fk.parent._take_type(type_)

    def _set_type(self, type_: Any) -> None:
        self.type = to_instance(type_)
        if "info" in self.__dict__ and self.info.get("sensitive"):
            self.type = self.type._sensitive()
        self._forget_names()

    # -- foreign keys ----------------------------------------------------------------------------------------

    def references(self, column: Any) -> bool:
        """Return True if a foreign key of this column leads to the given one (or to what it is derived from)."""
        return any(fk.column.proxy_set.intersection(column.proxy_set) for fk in self.foreign_keys)

    def append_foreign_key(self, fk: ForeignKey) -> None:
        """Add a foreign key to this column."""
        fk._set_parent_with_dispatch(self)

    # -- copies ----------------------------------------------------------------------------------------------

    @property
    def _constructor(self) -> Any:
        return self.__class__

    def copy(self, **kw: Any) -> Any:
        """Deprecated: see `_copy`."""
        exc.warn_deprecated(
            "The Column.copy() method is deprecated and will be removed in a future release.", version="1.4"
        )
        return self._copy(**kw)

    def _copy(self, **kw: Any) -> Any:
        """Return a copy without a table, with copies of everything the column owns."""
        items: list[Any] = [
            constraint._copy(**kw) for constraint in self._ordered_constraints() if not constraint._type_bound
        ]
        items += [fk._copy(**kw) for fk in self._ordered_foreign_keys() if not fk.constraint]
        server_default = self.server_default
        server_onupdate = self.server_onupdate
        if isinstance(server_default, (Computed, Identity)):
            items.append(server_default._copy(**kw))
            server_default = server_onupdate = None
        copied = self._constructor(
            *items,
            name=self.name,
            type_=_copied_type(self.type, kw),
            key=self.key if self.key != self.name else None,
            primary_key=self.primary_key,
            unique=self.unique,
            system=self.system,
            index=self.index,
            nullable=self.nullable,
            autoincrement=self.autoincrement,
            default=None if self.default is None else self.default._copy(),
            server_default=None if server_default is None else server_default._copy(),
            onupdate=None if self.onupdate is None else self.onupdate._copy(),
            server_onupdate=None if server_onupdate is None else server_onupdate._copy(),
            doc=self.doc,
            comment=self.comment,
            _omit_from_statements=self._omit_from_statements,
            insert_sentinel=self._insert_sentinel,
            **self._all_dialect_kwargs,
        )
        copied._user_defined_nullable = self._user_defined_nullable
        copied.nullable = self.nullable
        if self.key is not None:
            copied.key = self.key
        self._schema_item_copy(copied)
        return copied

    def _ordered_constraints(self) -> list[Any]:
        return sorted(self.constraints, key=lambda constraint: constraint._creation_order)

    def _ordered_foreign_keys(self) -> list[ForeignKey]:
        return sorted(self.foreign_keys, key=lambda fk: fk._colspec if isinstance(fk._colspec, str) else "")

    def _merge(self, other: Column) -> None:
        """Fill in on `other` what it leaves open, from this column; used for pre-declared column attributes."""
        if self.primary_key:
            other.primary_key = True
        if self.autoincrement != "auto" and other.autoincrement == "auto":
            other.autoincrement = self.autoincrement
        if self.system:
            other.system = True
        if "info" in self.__dict__:
            other.info.update(self.info)
        if not self.type._isnull and other.type._isnull:
            other._set_type(_copied_type(self.type, {}))
        if self._user_defined_nullable is not NULL_UNSPECIFIED and other._user_defined_nullable is NULL_UNSPECIFIED:
            other.nullable = other._user_defined_nullable = self._user_defined_nullable
        for name in ("default", "onupdate", "server_default", "server_onupdate"):
            mine = getattr(self, name)
            if mine is not None and getattr(other, name) is None:
                mine._copy()._set_parent_with_dispatch(other)
        for name in ("index", "unique"):
            if getattr(other, name) is None:
                setattr(other, name, getattr(self, name))
        for name in ("doc", "comment"):
            if getattr(self, name) and getattr(other, name) is None:
                setattr(other, name, getattr(self, name))
        for constraint in self._ordered_constraints():
            if not constraint._type_bound:
                constraint._copy()._set_parent_with_dispatch(other)
        for fk in self._ordered_foreign_keys():
            if not fk.constraint:
                fk._copy()._set_parent_with_dispatch(other)
        dialect_kwargs = self._all_dialect_kwargs
        if dialect_kwargs:
            known = other._all_dialect_kwargs
            other._validate_dialect_kwargs({k: v for k, v in dialect_kwargs.items() if k not in known})

    def _make_proxy(
        self,
        selectable: Any,
        primary_key: Any = None,
        foreign_keys: Any = None,
        name: str | None = None,
        key: str | None = None,
        name_is_truncatable: bool = False,
        compound_select_cols: Sequence[Any] | None = None,
        disallow_is_literal: bool = False,
        **kw: Any,
    ) -> tuple[Any, Any]:
        """Return (key, column) for this column as part of a subquery, alias or similar selectable."""
        if name is None and self.name is None:
            raise exc.InvalidRequestError(
                "Cannot initialize a sub-selectable with this Column object until its 'name' has been assigned."
            )
        proxy_name: Any = name if name else self.name
        if name_is_truncatable and not isinstance(proxy_name, _truncated_label):
            proxy_name = _truncated_label(proxy_name)
        proxy_key = key if key else (name if name else self.key)
        proxy = self._new_proxy(proxy_name, proxy_key, compound_select_cols)
        proxy.table = selectable
        if selectable._propagate_attrs:
            proxy._propagate_attrs = selectable._propagate_attrs
        if selectable._is_clone_of is not None:
            proxy._is_clone_of = selectable._is_clone_of.columns.get(proxy.key)
        if self.primary_key and primary_key is not None:
            primary_key.add(proxy)
        if foreign_keys is not None and self.foreign_keys:
            foreign_keys.update(proxy.foreign_keys)
        return proxy.key, proxy

    def _new_proxy(self, name: Any, key: Any, compound_select_cols: Sequence[Any] | None) -> Any:
        proxies = list(compound_select_cols) if compound_select_cols else [self]
        foreign_keys = [self._proxy_key_of(fk) for fk in self.foreign_keys]
        if self.__class__._constructor is not Column._constructor or self.__class__.__init__ is not Column.__init__:
            return self._new_custom_proxy(name, key, proxies, foreign_keys)
        kind = (self._deannotate() if self._annotations else self).__class__
        proxy: Any = kind.__new__(kind)
        proxy.__dict__.update(
            _PROXY_STATE,
            name=name,
            key=key,
            type=self.type,
            primary_key=self.primary_key,
            nullable=self.nullable,
            _user_defined_nullable=self.nullable,
            _proxies=proxies,
            constraints=set(),
            foreign_keys=set(),
            _creation_order=_next_creation(),
        )
        for fk in foreign_keys:
            fk._set_parent_with_dispatch(proxy)
        return proxy

    def _new_custom_proxy(self, name: Any, key: Any, proxies: list[Any], foreign_keys: list[ForeignKey]) -> Any:
        try:
            return self._constructor(
                name,
                self.type,
                *foreign_keys,
                key=key,
                primary_key=self.primary_key,
                nullable=self.nullable,
                _proxies=proxies,
            )
        except TypeError as error:
            raise TypeError(
                f"Could not create a copy of this {type(self)!r} object.  Ensure the class includes a _constructor() "
                "attribute or method which accepts the standard Column constructor arguments, or references the "
                "Column class itself."
            ) from error

    def _proxy_key_of(self, fk: ForeignKey) -> ForeignKey:
        target = fk._resolve_column(raiseerr=False)
        return ForeignKey(
            target if target is not None else fk.target_tokens,
            _unresolvable=target is None,
            _constraint=fk.constraint,
            link_to_name=fk.link_to_name,
        )

    # -- text ------------------------------------------------------------------------------------------------

    def __str__(self) -> str:
        if self.name is None:
            return "(no name)"
        if self.table is not None and self.table.named_with_column:
            return f"{self.table.description}.{self.description}"
        return str(self.description)

    def __repr__(self) -> str:
        options = []
        if self.key != self.name:
            options.append("key")
        if self.primary_key:
            options.append("primary_key")
        if not self.nullable:
            options.append("nullable")
        options += [
            name
            for name in ("onupdate", "default", "server_default", "comment")
            if getattr(self, name, None) is not None
        ]
        parts = [repr(str(self.name)) if self.name is not None else "None", repr(self.type)]
        parts += [repr(fk) for fk in self.foreign_keys]
        parts += [repr(constraint) for constraint in self.constraints]
        parts.append(f"table=<{self.table.description}>" if self.table is not None else "table=None")
        parts += [f"{name}={getattr(self, name)!r}" for name in options]
        return f"Column({', '.join(parts)})"


_HOW_TO_REPLACE = (
    " Specify replace_existing=True to Table.append_column() or Table.insert_column() to replace an existing column."
)

_PROXY_STATE: dict[str, Any] = {
    "is_literal": False,
    "_insert_sentinel": False,
    "_omit_from_statements": False,
    "index": None,
    "unique": None,
    "system": False,
    "doc": None,
    "autoincrement": "auto",
    "comment": None,
    "computed": None,
    "identity": None,
    "default": None,
    "onupdate": None,
    "server_default": None,
    "server_onupdate": None,
}
"""What a column of a subquery does not take from the column it stands for; saves the constructor's decisions."""


def _sort_positional(positional: tuple[Any, ...], name: Any, type_: Any) -> tuple[Any, Any, list[Any]]:
    """Tell name and type from the other positional arguments."""
    rest = list(positional)
    if rest[0] is None:
        del rest[0]
    elif isinstance(rest[0], str):
        if name is not None:
            raise exc.ArgumentError("May not pass name positionally and as a keyword.")
        name = rest.pop(0)
    if rest:
        first = rest[0]
        if first is None:
            del rest[0]
        elif isinstance(first, TypeEngine) or (isinstance(first, type) and issubclass(first, TypeEngine)):
            if type_ is not None:
                raise exc.ArgumentError("May not pass type_ positionally and as a keyword.")
            type_ = rest.pop(0)
    return name, type_, rest


def _generator(value: Any, *, for_update: bool) -> Any:
    return value if isinstance(value, DefaultGenerator) else ColumnDefault(value, for_update=for_update)


def _fetched(value: Any, *, for_update: bool) -> Any:
    if isinstance(value, FetchedValue):
        return value._as_for_update(for_update)
    return DefaultClause(value, for_update=for_update)


def _copied_type(type_: Any, kw: dict[str, Any]) -> Any:
    """A type that keeps a record of its table or MetaData, or may do so, is copied with the column; others are shared."""
    if not isinstance(type_, TypeDecorator) and not any(True for _ in schema_types_in(type_)):
        return type_
    copied = type_.copy()
    if "schema" in kw:
        for schema_type in schema_types_in(copied):
            if schema_type._is_named:
                schema_type.metadata = None
                schema_type.schema = kw["schema"]
                schema_type._schema_provided = True
                schema_type.__dict__.pop("_memo_cache_key", None)
    return copied


def insert_sentinel(
    name: str | None = None,
    type_: Any = None,
    *,
    default: Any = None,
    omit_from_statements: bool = True,
) -> Column:
    """Return a column that only serves to match returned rows with inserted ones, for tables without another way.

    name: by default the ORM takes the attribute's. type_: Integer by default. default: a running number by default.
    omit_from_statements: leave the column out of SELECT and of INSERTs that do not need it.
    """
    return Column(
        name,
        INTEGERTYPE if type_ is None else type_,
        default=default if default is not None else _InsertSentinelColumnDefault(),
        _omit_from_statements=omit_from_statements,
        insert_sentinel=True,
    )
