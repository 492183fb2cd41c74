"""Items: what everything that can be part of a table or a MetaData has in common.

A `SchemaItem` is attached to a parent exactly through `_set_parent_with_dispatch`, which tells the listeners before and
after. What it *is* after that, its `_set_parent` says. Constants and small value rules of the schema language
(table keys, coercion of names and expressions) are here as well, because every file of this folder needs them.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from enum import Enum
from functools import lru_cache
from itertools import count
from typing import Any, ClassVar

from .. import exc
from ..event import Dispatch, Events
from ..sql.columns import ColumnClause
from ..sql.froms import TableClause

__all__ = [
    "BLANK_SCHEMA",
    "NULL_UNSPECIFIED",
    "RETAIN_SCHEMA",
    "HasConditionalDDL",
    "HasSchemaAttr",
    "SchemaConst",
    "SchemaEventTarget",
    "SchemaItem",
    "SchemaVisitable",
    "_get_table_key",
]


class SchemaConst(Enum):
    """Values with a meaning of their own in the arguments of schema objects."""

    RETAIN_SCHEMA = 1
    """`Table.to_metadata(schema=...)`: keep the schema of the source."""
    BLANK_SCHEMA = 2
    """`Table(schema=...)`: no schema, even if the MetaData has one."""
    NULL_UNSPECIFIED = 3
    """`Column(nullable=...)`: not said."""


RETAIN_SCHEMA = SchemaConst.RETAIN_SCHEMA
BLANK_SCHEMA = SchemaConst.BLANK_SCHEMA
NULL_UNSPECIFIED = SchemaConst.NULL_UNSPECIFIED

_next_creation = count(1).__next__


def _get_table_key(name: str, schema: str | None) -> str:
    """Return the key of a table in `MetaData.tables`."""
    return name if schema is None else f"{schema}.{name}"


class SchemaEventTarget:
    """Something that is attached to a parent and tells about it.

    Rule: the events `before_parent_attach` and `after_parent_attach`, `DDLEvents` in SQLAlchemy's documentation.
    """

    dispatch: Dispatch

    def _set_parent(self, parent: Any, **kw: Any) -> None:
        """Become part of `parent`; each kind of item says how."""

    def _set_parent_with_dispatch(self, parent: Any, **kw: Any) -> None:
        if not _BEFORE_ATTACH.by_class and not _AFTER_ATTACH.by_class and "dispatch" not in self.__dict__:
            # nobody can be listening: tables with many columns are made without making hooks for each
            self._set_parent(parent, **kw)
            return
        dispatch = self.dispatch
        dispatch.before_parent_attach(self, parent)
        self._set_parent(parent, **kw)
        dispatch.after_parent_attach(self, parent)


class DDLEvents(Events):
    """Events of schema objects: attaching, creating, dropping, reflecting.

    Listen on a class (`Table`, `MetaData`, `Column` ...) for all of its objects or on one object.
    """

    _target_class_doc = "SomeSchemaClassOrObject"
    _dispatch_target = SchemaEventTarget

    def before_create(self, target: Any, connection: Any, **kw: Any) -> None:
        """Called before CREATE statements are emitted for `target`.

        kw: `tables`, the tables in question for a MetaData; `checkfirst`; `_ddl_runner`.
        """

    def after_create(self, target: Any, connection: Any, **kw: Any) -> None:
        """Called after CREATE statements were emitted for `target`."""

    def before_drop(self, target: Any, connection: Any, **kw: Any) -> None:
        """Called before DROP statements are emitted for `target`."""

    def after_drop(self, target: Any, connection: Any, **kw: Any) -> None:
        """Called after DROP statements were emitted for `target`."""

    def before_parent_attach(self, target: Any, parent: Any) -> None:
        """Called before a schema item becomes part of its parent."""

    def after_parent_attach(self, target: Any, parent: Any) -> None:
        """Called after a schema item has become part of its parent."""

    def column_reflect(self, inspector: Any, table: Any, column_info: dict[str, Any]) -> None:
        """Called for each column found by reflection, before the Column is made.

        column_info: the dictionary of the column; changes to it (`key`, `type` ...) take effect.
        """

    @classmethod
    def _listen(cls, event_key: Any, *, propagate: bool = False, **kw: Any) -> None:
        # Whoever wants to change reflected columns wants so for tables that tools copy or derive, too.
        super()._listen(event_key, propagate=propagate or event_key.identifier == "column_reflect", **kw)


_BEFORE_ATTACH = DDLEvents._levels["before_parent_attach"]
_AFTER_ATTACH = DDLEvents._levels["after_parent_attach"]


class SchemaVisitable(SchemaEventTarget):
    """A schema object that a compiler or a DDL runner can visit, by its `__visit_name__`."""

    __visit_name__: ClassVar[str] = "schema_item"


class SchemaItem(SchemaVisitable):
    """Base of everything that makes up a database schema."""

    __visit_name__ = "schema_item"

    create_drop_stringify_dialect: ClassVar[str] = "default"
    _use_schema_map: bool = True

    def _init_items(self, *args: Any, **kw: Any) -> None:
        """Attach the given items to this one, in order. Raises ArgumentError for something that is no item."""
        for item in args:
            if item is None:
                continue
            attach = getattr(item, "_set_parent_with_dispatch", None)
            if attach is None or isinstance(item, type):
                raise exc.ArgumentError(
                    f"'SchemaItem' object, such as a 'Column' or a 'Constraint' expected, got {item!r}"
                )
            attach(self, **kw)

    @property
    def info(self) -> dict[Any, Any]:
        """The user's own dictionary about this object; made when first asked for."""
        found: dict[Any, Any] | None = self.__dict__.get("info")
        if found is None:
            found = self.__dict__["info"] = {}
        return found

    @info.setter
    def info(self, value: dict[Any, Any]) -> None:
        self.__dict__["info"] = value

    def _schema_item_copy(self, item: Any) -> Any:
        """Hand the user's dictionary and the listeners on to a copy; return the copy."""
        if "info" in self.__dict__:
            item.info = self.info.copy()
        if "dispatch" in self.__dict__:
            item.dispatch._update(self.dispatch)
        return item

    def __repr__(self) -> str:
        return repr_from_init(self, omit_kwarg=("info",))


def is_table(obj: Any) -> bool:
    """True for a Table; False for a table() without schema facts, and for anything else."""
    return isinstance(obj, TableClause) and isinstance(obj, SchemaItem)


def is_column(obj: Any) -> bool:
    """True for a Column; False for a column() without schema facts, and for anything else."""
    return isinstance(obj, ColumnClause) and isinstance(obj, SchemaItem)


class HasSchemaAttr(SchemaItem):
    """A schema item that lies in a named schema."""

    schema: str | None


class HasConditionalDDL:
    """Mixin of items whose DDL may depend on a condition."""

    _ddl_if: Any = None

    def ddl_if(self, dialect: Any = None, callable_: Callable[..., bool] | None = None, state: Any = None) -> Any:
        """Render this item only under a condition; returns the item itself.

        dialect: a dialect name or several of them. callable_: as for `ExecutableDDLElement.execute_if`, called
        with (ddl, target, bind, **kw). state: handed to callable_ as a keyword.
        Rule: SQLAlchemy's documentation, "Controlling DDL generation of constraints and indexes".
        """
        self._ddl_if = DDLIf(dialect, callable_, state)
        return self


class DDLIf:
    """A condition on DDL: dialect names, a callable, and a value for it."""

    __slots__ = ("callable_", "dialect", "state")

    def __init__(self, dialect: Any, callable_: Callable[..., bool] | None, state: Any) -> None:
        self.dialect = dialect
        self.callable_ = callable_
        self.state = state

    def _should_execute(
        self,
        ddl: Any,
        target: Any,
        bind: Any,
        compiler: Any = None,
        **kw: Any,
    ) -> bool:
        dialect = compiler.dialect if bind is None else bind.dialect
        if isinstance(self.dialect, str):
            if self.dialect != dialect.name:
                return False
        elif isinstance(self.dialect, (tuple, list, set, frozenset)) and dialect.name not in self.dialect:
            return False
        if self.callable_ is None:
            return True
        return bool(self.callable_(ddl, target, bind, compiler=compiler, state=self.state, dialect=dialect, **kw))

    def __getstate__(self) -> tuple[Any, ...]:
        return (self.dialect, self.callable_, self.state)

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self.dialect, self.callable_, self.state = state


@lru_cache(maxsize=512)
def _init_arguments(cls: type) -> tuple[tuple[str, ...], tuple[tuple[str, Any], ...], str | None]:
    """(required names, (optional name, default) pairs, name of *args) of a class's constructor."""
    required: list[str] = []
    optional: dict[str, Any] = {}
    star: str | None = None
    for base in cls.__mro__:
        init = base.__dict__.get("__init__")
        if init is None:
            continue
        takes_more = False
        for parameter in list(inspect.signature(init).parameters.values())[1:]:
            if parameter.kind is parameter.VAR_POSITIONAL:
                star = star or parameter.name
            elif parameter.kind is parameter.VAR_KEYWORD:
                takes_more = True
            elif parameter.default is parameter.empty:
                if parameter.name not in required:
                    required.append(parameter.name)
            else:
                optional.setdefault(parameter.name, parameter.default)
        if not takes_more:
            break
    return tuple(required), tuple(optional.items()), star


def repr_from_init(obj: Any, *, omit_kwarg: Iterable[str] = (), to_inspect: type | None = None) -> str:
    """Return `Class(required, option=value)` with the arguments that differ from their defaults."""
    required, optional, star = _init_arguments(to_inspect or type(obj))
    parts = [repr(getattr(obj, name, None)) for name in required]
    if star is not None and hasattr(obj, star):
        parts += [repr(value) for value in getattr(obj, star)]
    for name, default in optional:
        if name in omit_kwarg or name.startswith("_"):
            continue
        value = getattr(obj, name, default)
        if value is not default and (type(value) is not type(default) or value != default):
            parts.append(f"{name}={value!r}")
    return f"{type(obj).__name__}({', '.join(parts)})"
