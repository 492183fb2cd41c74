"""Catalog: the questions about an existing database that a dialect answers, and the shapes of the answers.

`CatalogQueries` is the part of a dialect that reads the database's own catalogue. Every method has a default here: the
multi-table questions ask the single-table ones in a loop, and what only a dialect can know raises NotImplementedError,
as documented for inspection of features that a database does not have. The `cache` decorator keeps answers in the
Inspector that asked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from enum import Flag, auto
from functools import update_wrapper
from typing import Any, NotRequired, TypedDict, TypeVar, cast

from .. import exc
from ..sql.textual import TextClause, text

__all__ = [
    "CatalogQueries",
    "ObjectKind",
    "ObjectScope",
    "ReflectedCheckConstraint",
    "ReflectedColumn",
    "ReflectedComputed",
    "ReflectedForeignKeyConstraint",
    "ReflectedIdentity",
    "ReflectedIndex",
    "ReflectedPrimaryKeyConstraint",
    "ReflectedTableComment",
    "ReflectedUniqueConstraint",
    "ReflectionDefaults",
    "TableKey",
    "cache",
    "database_sql",
    "flexi_cache",
]

TableKey = tuple[str | None, str]

_F = TypeVar("_F", bound=Callable[..., Any])


class ObjectKind(Flag):
    """Which kinds of relations a multi-table question is about."""

    TABLE = auto()
    VIEW = auto()
    MATERIALIZED_VIEW = auto()
    ANY_VIEW = VIEW | MATERIALIZED_VIEW
    ANY = TABLE | VIEW | MATERIALIZED_VIEW


class ObjectScope(Flag):
    """Whether a multi-table question is about ordinary relations, temporary ones, or both."""

    DEFAULT = auto()
    TEMPORARY = auto()
    ANY = DEFAULT | TEMPORARY


class ReflectedIdentity(TypedDict):
    """`Identity` as reflected."""

    always: bool
    on_null: NotRequired[bool]
    start: int
    increment: int
    minvalue: int
    maxvalue: int
    nominvalue: NotRequired[bool]
    nomaxvalue: NotRequired[bool]
    cycle: bool
    cache: int | None
    order: NotRequired[bool]


class ReflectedComputed(TypedDict):
    """`Computed` as reflected."""

    sqltext: str
    persisted: NotRequired[bool]


class ReflectedColumn(TypedDict):
    """One column."""

    name: str
    type: Any
    nullable: bool
    default: str | None
    autoincrement: NotRequired[bool]
    comment: NotRequired[str | None]
    computed: NotRequired[ReflectedComputed]
    identity: NotRequired[ReflectedIdentity]
    dialect_options: NotRequired[dict[str, Any]]


class ReflectedConstraint(TypedDict):
    """What all reflected constraints have."""

    name: str | None
    comment: NotRequired[str | None]


class ReflectedCheckConstraint(ReflectedConstraint):
    """A CHECK constraint."""

    sqltext: str
    dialect_options: NotRequired[dict[str, Any]]


class ReflectedUniqueConstraint(ReflectedConstraint):
    """A UNIQUE constraint."""

    column_names: list[str]
    duplicates_index: NotRequired[str | None]
    dialect_options: NotRequired[dict[str, Any]]


class ReflectedPrimaryKeyConstraint(ReflectedConstraint):
    """The primary key; without columns when there is none."""

    constrained_columns: list[str]
    dialect_options: NotRequired[dict[str, Any]]


class ReflectedForeignKeyConstraint(ReflectedConstraint):
    """A foreign key."""

    constrained_columns: list[str]
    referred_schema: str | None
    referred_table: str
    referred_columns: list[str]
    options: NotRequired[dict[str, Any]]


class ReflectedIndex(TypedDict):
    """An index; None among the column names where `expressions` has an expression."""

    name: str | None
    column_names: list[str | None]
    expressions: NotRequired[list[str]]
    unique: bool
    duplicates_constraint: NotRequired[str | None]
    column_sorting: NotRequired[dict[str, tuple[str, ...]]]
    dialect_options: NotRequired[dict[str, Any]]


class ReflectedTableComment(TypedDict):
    """The comment on a table."""

    text: str | None


class ReflectionDefaults:
    """The answers for a table that has nothing of the kind."""

    @classmethod
    def columns(cls) -> list[ReflectedColumn]:
        return []

    @classmethod
    def pk_constraint(cls) -> ReflectedPrimaryKeyConstraint:
        return {"name": None, "constrained_columns": []}

    @classmethod
    def foreign_keys(cls) -> list[ReflectedForeignKeyConstraint]:
        return []

    @classmethod
    def indexes(cls) -> list[ReflectedIndex]:
        return []

    @classmethod
    def unique_constraints(cls) -> list[ReflectedUniqueConstraint]:
        return []

    @classmethod
    def check_constraints(cls) -> list[ReflectedCheckConstraint]:
        return []

    @classmethod
    def table_options(cls) -> dict[str, Any]:
        return {}

    @classmethod
    def table_comment(cls) -> ReflectedTableComment:
        return {"text": None}


def database_sql(sql: str) -> TextClause:
    """Return SQL that a database printed as an expression: a colon in it is a colon, not a parameter."""
    return text(sql.replace(":", "\\:"))


_NOT_IN_KEY = frozenset({"info_cache", "unreflectable"})


def _cache_key(name: str, args: tuple[Any, ...], kw: dict[str, Any]) -> Any:
    def hashable(value: Any) -> Any:
        if isinstance(value, str):
            # a name that must be quoted and one that must not be are different names to some databases
            quote = getattr(value, "quote", None)
            return value if quote is None else (str(value), quote)
        return tuple(hashable(item) for item in value) if isinstance(value, (list, set, tuple)) else value

    return (
        name,
        tuple(hashable(value) for value in args),
        tuple((key, hashable(kw[key])) for key in sorted(kw) if key not in _NOT_IN_KEY),
    )


def cache(fn: _F) -> _F:
    """Keep the answers of a dialect's method in the Inspector that asks (the keyword `info_cache`)."""

    def ask(self: Any, con: Any, *args: Any, **kw: Any) -> Any:
        info_cache = kw.get("info_cache")
        if info_cache is None:
            return fn(self, con, *args, **kw)
        key = _cache_key(fn.__name__, args, kw)
        if key in info_cache:
            return info_cache[key]
        answer = info_cache[key] = fn(self, con, *args, **kw)
        return answer

    return cast(_F, update_wrapper(ask, fn))


def flexi_cache(*_: Any) -> Callable[[_F], _F]:
    """Like `cache`; in this implementation the arguments tell their own kind."""
    return cache


class CatalogQueries:
    """Questions that an Inspector asks a dialect, with the default answers.

    All take a Connection first; `schema` None means the default schema. Single-table questions raise NoSuchTableError
    for a table that is not there.
    """

    # -- names -----------------------------------------------------------------------------------------------

    def get_schema_names(self, connection: Any, **kw: Any) -> list[str]:
        """Names of all schemas."""
        raise NotImplementedError()

    def get_table_names(self, connection: Any, schema: str | None = None, **kw: Any) -> list[str]:
        """Names of the tables of a schema."""
        raise NotImplementedError()

    def get_temp_table_names(self, connection: Any, schema: str | None = None, **kw: Any) -> list[str]:
        """Names of the temporary tables of this connection."""
        raise NotImplementedError()

    def get_view_names(self, connection: Any, schema: str | None = None, **kw: Any) -> list[str]:
        """Names of the views of a schema."""
        raise NotImplementedError()

    def get_materialized_view_names(self, connection: Any, schema: str | None = None, **kw: Any) -> list[str]:
        """Names of the materialized views of a schema."""
        raise NotImplementedError()

    def get_temp_view_names(self, connection: Any, schema: str | None = None, **kw: Any) -> list[str]:
        """Names of the temporary views of this connection."""
        raise NotImplementedError()

    def get_sequence_names(self, connection: Any, schema: str | None = None, **kw: Any) -> list[str]:
        """Names of the sequences of a schema."""
        raise NotImplementedError()

    def get_view_definition(self, connection: Any, view_name: str, schema: str | None = None, **kw: Any) -> str:
        """The SELECT (or CREATE VIEW) of a view."""
        raise NotImplementedError()

    # -- existence -------------------------------------------------------------------------------------------

    def _ensure_has_table_connection(self, connection: Any) -> None:
        """Raise ArgumentError for an Engine, where the name of a table would be looked up on no connection."""
        if not hasattr(connection, "exec_driver_sql"):
            raise exc.ArgumentError(
                "The argument passed to Dialect.has_table() should be a <class 'sqlalchemy.engine.base.Connection'>, "
                f"got {type(connection)}. Additionally, the Dialect.has_table() method is for internal dialect use "
                "only; please use ``inspect(some_engine).has_table(<tablename>>)`` for public API use."
            )

    def has_table(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> bool:
        """Whether a table or view exists."""
        raise NotImplementedError()

    def has_multi_table(
        self, connection: Any, table_names: Sequence[str], schema: str | None = None, **kw: Any
    ) -> Iterable[tuple[TableKey, bool]]:
        """For each name whether a table or view exists."""
        return [((schema, name), self.has_table(connection, name, schema=schema, **kw)) for name in table_names]

    def has_sequence(self, connection: Any, sequence_name: str, schema: str | None = None, **kw: Any) -> bool:
        """Whether a sequence exists."""
        raise NotImplementedError()

    def has_schema(self, connection: Any, schema_name: str, **kw: Any) -> bool:
        """Whether a schema exists."""
        return schema_name in self.get_schema_names(connection, **kw)

    def has_index(
        self, connection: Any, table_name: str, index_name: str, schema: str | None = None, **kw: Any
    ) -> bool:
        """Whether a table has an index of that name."""
        if not self.has_table(connection, table_name, schema=schema, **kw):
            return False
        return any(
            index["name"] == index_name for index in self.get_indexes(connection, table_name, schema=schema, **kw)
        )

    # -- one table -------------------------------------------------------------------------------------------

    def get_columns(
        self, connection: Any, table_name: str, schema: str | None = None, **kw: Any
    ) -> list[ReflectedColumn]:
        """Columns, in order."""
        raise NotImplementedError()

    def get_pk_constraint(
        self, connection: Any, table_name: str, schema: str | None = None, **kw: Any
    ) -> ReflectedPrimaryKeyConstraint:
        """The primary key."""
        raise NotImplementedError()

    def get_foreign_keys(
        self, connection: Any, table_name: str, schema: str | None = None, **kw: Any
    ) -> list[ReflectedForeignKeyConstraint]:
        """Foreign keys."""
        raise NotImplementedError()

    def get_indexes(
        self, connection: Any, table_name: str, schema: str | None = None, **kw: Any
    ) -> list[ReflectedIndex]:
        """Indexes, without that of the primary key."""
        raise NotImplementedError()

    def get_unique_constraints(
        self, connection: Any, table_name: str, schema: str | None = None, **kw: Any
    ) -> list[ReflectedUniqueConstraint]:
        """Unique constraints."""
        raise NotImplementedError()

    def get_check_constraints(
        self, connection: Any, table_name: str, schema: str | None = None, **kw: Any
    ) -> list[ReflectedCheckConstraint]:
        """Check constraints."""
        raise NotImplementedError()

    def get_table_comment(
        self, connection: Any, table_name: str, schema: str | None = None, **kw: Any
    ) -> ReflectedTableComment:
        """The comment on the table."""
        raise NotImplementedError()

    def get_table_options(
        self, connection: Any, table_name: str, schema: str | None = None, **kw: Any
    ) -> dict[str, Any]:
        """Options that were given to CREATE TABLE, as `<dialect>_<option>`."""
        return ReflectionDefaults.table_options()

    # -- many tables -----------------------------------------------------------------------------------------

    def _default_multi_reflect(
        self,
        single: Callable[..., Any],
        connection: Any,
        kind: ObjectKind,
        schema: str | None,
        filter_names: Collection[str] | None,
        scope: ObjectScope,
        **kw: Any,
    ) -> Iterator[tuple[TableKey, Any]]:
        """Ask a single-table question for each table; those that are not there are left out."""
        unreflectable = kw.pop("unreflectable", None)
        if kw.get("info_cache") is None:
            kw["info_cache"] = {}
        if not filter_names or len(filter_names) > 1:
            self._prefetch(single.__name__, connection, kind, schema, filter_names, scope, kw["info_cache"])
        for name in self._names_of_kind(connection, kind, scope, schema, filter_names, **kw):
            try:
                yield (schema, name), single(connection, name, schema=schema, **kw)
            except exc.UnreflectableTableError as error:
                if unreflectable is not None:
                    unreflectable.setdefault((schema, name), error)
            except exc.NoSuchTableError:
                continue

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
        """Read for many tables at once what a single-table question will look for in `info_cache`."""

    def _names_of_kind(
        self,
        connection: Any,
        kind: ObjectKind,
        scope: ObjectScope,
        schema: str | None,
        filter_names: Collection[str] | None,
        **kw: Any,
    ) -> list[str]:
        if filter_names and kind is ObjectKind.ANY and scope is ObjectScope.ANY:
            return list(filter_names)
        questions: list[Callable[..., list[str]]] = []
        if ObjectScope.DEFAULT in scope:
            if ObjectKind.TABLE in kind:
                questions.append(self.get_table_names)
            if ObjectKind.VIEW in kind:
                questions.append(self.get_view_names)
            if ObjectKind.MATERIALIZED_VIEW in kind:
                questions.append(self.get_materialized_view_names)
        if ObjectScope.TEMPORARY in scope:
            if ObjectKind.TABLE in kind:
                questions.append(self.get_temp_table_names)
            if ObjectKind.VIEW in kind:
                questions.append(self.get_temp_view_names)
        names: dict[str, None] = {}
        for question in questions:
            try:
                names.update(dict.fromkeys(question(connection, schema=schema, **kw)))
            except NotImplementedError:
                continue  # the database has no relations of that kind
        return [name for name in names if not filter_names or name in filter_names]

    def get_multi_columns(self, connection: Any, **kw: Any) -> Iterable[tuple[TableKey, list[ReflectedColumn]]]:
        """`get_columns` of many tables."""
        return self._default_multi_reflect(self.get_columns, connection, **kw)

    def get_multi_pk_constraint(
        self, connection: Any, **kw: Any
    ) -> Iterable[tuple[TableKey, ReflectedPrimaryKeyConstraint]]:
        """`get_pk_constraint` of many tables."""
        return self._default_multi_reflect(self.get_pk_constraint, connection, **kw)

    def get_multi_foreign_keys(
        self, connection: Any, **kw: Any
    ) -> Iterable[tuple[TableKey, list[ReflectedForeignKeyConstraint]]]:
        """`get_foreign_keys` of many tables."""
        return self._default_multi_reflect(self.get_foreign_keys, connection, **kw)

    def get_multi_indexes(self, connection: Any, **kw: Any) -> Iterable[tuple[TableKey, list[ReflectedIndex]]]:
        """`get_indexes` of many tables."""
        return self._default_multi_reflect(self.get_indexes, connection, **kw)

    def get_multi_unique_constraints(
        self, connection: Any, **kw: Any
    ) -> Iterable[tuple[TableKey, list[ReflectedUniqueConstraint]]]:
        """`get_unique_constraints` of many tables."""
        return self._default_multi_reflect(self.get_unique_constraints, connection, **kw)

    def get_multi_check_constraints(
        self, connection: Any, **kw: Any
    ) -> Iterable[tuple[TableKey, list[ReflectedCheckConstraint]]]:
        """`get_check_constraints` of many tables."""
        return self._default_multi_reflect(self.get_check_constraints, connection, **kw)

    def get_multi_table_comment(self, connection: Any, **kw: Any) -> Iterable[tuple[TableKey, ReflectedTableComment]]:
        """`get_table_comment` of many tables."""
        return self._default_multi_reflect(self.get_table_comment, connection, **kw)

    def get_multi_table_options(self, connection: Any, **kw: Any) -> Iterable[tuple[TableKey, dict[str, Any]]]:
        """`get_table_options` of many tables."""
        return self._default_multi_reflect(self.get_table_options, connection, **kw)
