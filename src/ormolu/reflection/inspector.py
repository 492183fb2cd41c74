"""Inspector: answers questions about a database through its dialect, and remembers the answers.

`inspect(engine)` or `inspect(connection)` makes one. On an Engine each question takes a connection from the pool; on a
Connection all questions share it and its transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from .. import exc
from ..engine import Connection, Engine
from ..inspection import _inspects
from ..schema.catalog import ObjectKind, ObjectScope, ReflectionDefaults, TableKey
from ..schema.order import find_cycles, sort
from ..types import to_instance
from .tables import ReflectionInfo, TableBuilder

__all__ = ["Inspector"]


def _about_many_tables(fact: str, what: str) -> Callable[..., dict[TableKey, Any]]:
    """Make the question that answers `get_<fact>` for many tables at once."""

    def ask(
        self: Inspector,
        schema: str | None = None,
        filter_names: Sequence[str] | None = None,
        kind: ObjectKind = ObjectKind.TABLE,
        scope: ObjectScope = ObjectScope.DEFAULT,
        **kw: Any,
    ) -> dict[TableKey, Any]:
        asked = {"schema": schema, "filter_names": filter_names, "kind": kind, "scope": scope}
        with self._operation_context() as connection:  # dialects may answer one table after another
            question = getattr(self.dialect, f"get_multi_{fact}")
            found = dict(question(connection, info_cache=self.info_cache, **asked, **kw))
        if fact == "columns":
            for columns in found.values():
                _instantiate_types(columns)
        return found

    ask.__name__ = f"get_multi_{fact}"
    ask.__qualname__ = f"Inspector.{ask.__name__}"
    ask.__doc__ = f"""Return {what} of many tables by (schema, name), as `get_{fact}`.

        filter_names: only these; kind: tables, views or both; scope: ordinary or temporary ones.
        """
    return ask


class Inspector:
    """Information about a database; answers are kept until `clear_cache()`.

    Methods take `schema`, None for the default one, and pass further keywords to the dialect. Descriptions are
    dictionaries with the keys documented as `ReflectedColumn`, `ReflectedIndex` and so on.
    Raises NoSuchTableError for a table that is not there.
    """

    bind: Any
    engine: Any
    dialect: Any
    info_cache: dict[Any, Any]

    def __init__(self, bind: Any) -> None:
        self.bind = bind
        self.engine = bind.engine
        self.dialect = self.engine.dialect
        self.info_cache = {}
        if bind is self.engine:
            bind.connect().close()  # the first connection tells the dialect about the server

    @classmethod
    def _for(cls, bind: Any) -> Inspector:
        """Make the inspector that the dialect wants."""
        return (getattr(bind.dialect, "inspector", None) or inspector_class(bind.dialect.name))(bind)

    @classmethod
    def from_engine(cls, bind: Any) -> Inspector:
        """Deprecated: `inspect(engine)`."""
        exc.warn_deprecated(
            "The from_engine() method on Inspector is deprecated and will be removed in a future release.  Please "
            "use the sqlalchemy.inspect() function on an Engine or Connection in order to acquire an Inspector.",
            version="1.4",
        )
        return cls._for(bind)

    def clear_cache(self) -> None:
        """Forget all answers, after the database has changed."""
        self.info_cache.clear()

    @contextmanager
    def _operation_context(self) -> Iterator[Any]:
        """A connection for one question."""
        if self.bind is self.engine:
            with self.bind.connect() as connection:
                yield connection
        else:
            yield self.bind

    @contextmanager
    def _inspection_context(self) -> Iterator[Inspector]:
        """An inspector on one connection, for many questions; it shares the answers."""
        if self.bind is not self.engine:
            yield self
            return
        with self._operation_context() as connection:
            inspector = type(self)(connection)
            inspector.info_cache = self.info_cache
            yield inspector

    @property
    def default_schema_name(self) -> str | None:
        """The schema in which names without one are looked for."""
        name: str | None = self.dialect.default_schema_name
        return name

    def _ask(self, question: str, *args: Any, **kw: Any) -> Any:
        with self._operation_context() as connection:
            return getattr(self.dialect, question)(connection, *args, info_cache=self.info_cache, **kw)

    # -- names -----------------------------------------------------------------------------------------------

    def get_schema_names(self, **kw: Any) -> list[str]:
        """Return the names of all schemas."""
        return list(self._ask("get_schema_names", **kw))

    def get_table_names(self, schema: str | None = None, **kw: Any) -> list[str]:
        """Return the names of the tables of a schema, without views."""
        return list(self._ask("get_table_names", schema, **kw))

    def get_temp_table_names(self, **kw: Any) -> list[str]:
        """Return the names of this connection's temporary tables."""
        return list(self._ask("get_temp_table_names", **kw))

    def get_view_names(self, schema: str | None = None, **kw: Any) -> list[str]:
        """Return the names of the views of a schema, without materialized ones where these exist."""
        return list(self._ask("get_view_names", schema, **kw))

    def get_materialized_view_names(self, schema: str | None = None, **kw: Any) -> list[str]:
        """Return the names of the materialized views of a schema."""
        return list(self._ask("get_materialized_view_names", schema, **kw))

    def _materialized_view_names_or_none(self, schema: str | None, **kw: Any) -> list[str]:
        """As `get_materialized_view_names`; none where the database has no such thing."""
        try:
            return self.get_materialized_view_names(schema, **kw)
        except NotImplementedError:
            return []

    def get_temp_view_names(self, **kw: Any) -> list[str]:
        """Return the names of this connection's temporary views."""
        return list(self._ask("get_temp_view_names", **kw))

    def get_sequence_names(self, schema: str | None = None, **kw: Any) -> list[str]:
        """Return the names of the sequences of a schema."""
        return list(self._ask("get_sequence_names", schema, **kw))

    def get_view_definition(self, view_name: str, schema: str | None = None, **kw: Any) -> str:
        """Return the SELECT, on some databases the CREATE VIEW, of a view."""
        return str(self._ask("get_view_definition", view_name, schema, **kw))

    # -- existence -------------------------------------------------------------------------------------------

    def has_table(self, table_name: str, schema: str | None = None, **kw: Any) -> bool:
        """Return True if a table, view or temporary table of that name exists."""
        return bool(self._ask("has_table", table_name, schema, **kw))

    def has_multi_table(self, table_names: Sequence[str], schema: str | None = None, **kw: Any) -> dict[TableKey, bool]:
        """Return, for each name, whether a table, view or temporary table of that name exists."""
        return dict(self._ask("has_multi_table", table_names, schema, **kw))

    def has_sequence(self, sequence_name: str, schema: str | None = None, **kw: Any) -> bool:
        """Return True if a sequence of that name exists."""
        return bool(self._ask("has_sequence", sequence_name, schema, **kw))

    def has_index(self, table_name: str, index_name: str, schema: str | None = None, **kw: Any) -> bool:
        """Return True if the table has an index of that name."""
        return bool(self._ask("has_index", table_name, index_name, schema, **kw))

    def has_schema(self, schema_name: str, **kw: Any) -> bool:
        """Return True if a schema of that name exists."""
        return bool(self._ask("has_schema", schema_name, **kw))

    # -- one table -------------------------------------------------------------------------------------------

    def get_columns(self, table_name: str, schema: str | None = None, **kw: Any) -> list[Any]:
        """Return the columns of a table, in order (`ReflectedColumn`)."""
        columns: list[Any] = self._ask("get_columns", table_name, schema, **kw)
        _instantiate_types(columns)
        return columns

    def get_pk_constraint(self, table_name: str, schema: str | None = None, **kw: Any) -> Any:
        """Return the primary key of a table (`ReflectedPrimaryKeyConstraint`)."""
        return self._ask("get_pk_constraint", table_name, schema, **kw)

    def get_foreign_keys(self, table_name: str, schema: str | None = None, **kw: Any) -> list[Any]:
        """Return the foreign keys of a table (`ReflectedForeignKeyConstraint`)."""
        found: list[Any] = self._ask("get_foreign_keys", table_name, schema, **kw)
        return found

    def get_indexes(self, table_name: str, schema: str | None = None, **kw: Any) -> list[Any]:
        """Return the indexes of a table, without that of the primary key (`ReflectedIndex`)."""
        found: list[Any] = self._ask("get_indexes", table_name, schema, **kw)
        return found

    def get_unique_constraints(self, table_name: str, schema: str | None = None, **kw: Any) -> list[Any]:
        """Return the unique constraints of a table (`ReflectedUniqueConstraint`)."""
        found: list[Any] = self._ask("get_unique_constraints", table_name, schema, **kw)
        return found

    def get_check_constraints(self, table_name: str, schema: str | None = None, **kw: Any) -> list[Any]:
        """Return the check constraints of a table (`ReflectedCheckConstraint`)."""
        found: list[Any] = self._ask("get_check_constraints", table_name, schema, **kw)
        return found

    def get_table_comment(self, table_name: str, schema: str | None = None, **kw: Any) -> Any:
        """Return the comment on a table (`ReflectedTableComment`)."""
        return self._ask("get_table_comment", table_name, schema, **kw)

    def get_table_options(self, table_name: str, schema: str | None = None, **kw: Any) -> dict[str, Any]:
        """Return the options given when the table was created, as `<dialect>_<option>`."""
        found: dict[str, Any] = self._ask("get_table_options", table_name, schema, **kw)
        return found

    # -- many tables: all take schema, filter_names, kind, scope; see `_about_many_tables` --------------------

    get_multi_columns = _about_many_tables("columns", "the columns")
    get_multi_pk_constraint = _about_many_tables("pk_constraint", "the primary keys")
    get_multi_foreign_keys = _about_many_tables("foreign_keys", "the foreign keys")
    get_multi_indexes = _about_many_tables("indexes", "the indexes")
    get_multi_unique_constraints = _about_many_tables("unique_constraints", "the unique constraints")
    get_multi_check_constraints = _about_many_tables("check_constraints", "the check constraints")
    get_multi_table_comment = _about_many_tables("table_comment", "the comments")
    get_multi_table_options = _about_many_tables("table_options", "the options")

    # -- order -----------------------------------------------------------------------------------------------

    def get_sorted_table_and_fkc_names(
        self, schema: str | None = None, **kw: Any
    ) -> list[tuple[str | None, list[tuple[str, str | None]]]]:
        """Return (table, [(table, foreign key name), ...]) in CREATE order.

        The last pair is (None, foreign keys that have to be added afterwards, because they form cycles).
        """
        pairs = self.sort_tables_on_foreign_key_dependency((schema,), **kw)
        return [
            (key[1] if key else None, [(table[1], name) for table, name in constraints]) for key, constraints in pairs
        ]

    def sort_tables_on_foreign_key_dependency(
        self, consider_schemas: Collection[str | None] = (None,), **kw: Any
    ) -> list[tuple[TableKey | None, list[tuple[TableKey, str | None]]]]:
        """Return the same as `get_sorted_table_and_fkc_names` for several schemas, with (schema, name) as tables."""
        names: dict[TableKey, list[tuple[TableKey, str | None]]] = {}
        edges: dict[tuple[TableKey, TableKey], list[tuple[TableKey, str | None]]] = {}
        for schema in consider_schemas:
            for key, constraints in self.get_multi_foreign_keys(schema, **kw).items():
                names[key] = []
                for constraint in constraints:
                    parent = (constraint["referred_schema"], constraint["referred_table"])
                    names[key].append((key, constraint["name"]))
                    if parent != key:
                        edges.setdefault((parent, key), []).append((key, constraint["name"]))
        cycles = find_cycles(edges, names)
        late = [edge for edge in edges if edge[0] in cycles and edge[1] in cycles]
        remaining = {constraint: None for edge in late for constraint in edges[edge]}
        ordered = sort([edge for edge in edges if edge not in late], names)
        result: list[tuple[TableKey | None, list[tuple[TableKey, str | None]]]] = [
            (key, [constraint for constraint in names[key] if constraint not in remaining]) for key in ordered
        ]
        return [*result, (None, list(remaining))]

    # -- Table objects ---------------------------------------------------------------------------------------

    def reflect_table(
        self,
        table: Any,
        include_columns: Collection[str] | None,
        exclude_columns: Collection[str] = (),
        resolve_fks: bool = True,
        _extend_on: set[Any] | None = None,
        _reflect_info: ReflectionInfo | None = None,
    ) -> None:
        """Fill a Table from the database; what `Table(..., autoload_with=...)` does.

        Raises NoSuchTableError when there is no such table, UnreflectableTableError when it cannot be described.
        """
        if _extend_on is not None:
            if table in _extend_on:
                return
            _extend_on.add(table)
        schema = self.bind.schema_for_object(table)
        key = (schema, table.name)
        info = self._get_reflection_info(
            schema, [table.name], _reflect_info=_reflect_info, kind=ObjectKind.ANY, scope=ObjectScope.ANY
        )
        if key in info.unreflectable:
            raise info.unreflectable[key]
        if not info.columns.get(key) and not self.has_table(table.name, schema):
            raise exc.NoSuchTableError(table.name)
        options = {
            name: table.dialect_kwargs.get(name)
            for name in self.dialect.reflection_options
            if name in table.dialect_kwargs
        }
        TableBuilder(self, table, info, key, include_columns, exclude_columns, resolve_fks, options, _extend_on).build()

    def _get_reflection_info(
        self,
        schema: str | None = None,
        filter_names: Collection[str] | None = None,
        available: Collection[str] | None = None,
        _reflect_info: ReflectionInfo | None = None,
        views: bool = True,
        **kw: Any,
    ) -> ReflectionInfo:
        """Ask for all facts about the given tables that are not yet in `_reflect_info`, each kind once for all."""
        info = ReflectionInfo() if _reflect_info is None else _reflect_info
        wanted = [
            name
            for name in filter_names or ()
            if (schema, name) not in info.columns and (schema, name) not in info.unreflectable
        ]
        if not wanted:
            return info
        kw.setdefault("kind", ObjectKind.ANY)
        kw.setdefault("scope", ObjectScope.ANY)
        if len(wanted) > 100 and available is not None and len(wanted) >= len(available) // 2:
            names: list[str] | None = None  # a long list of names costs the database more than all tables do
            kw["kind"] = ObjectKind.ANY if views else ObjectKind.TABLE
        else:
            names = wanted
        unreflectable = info.unreflectable

        def ask(question: Any, default: Any) -> dict[TableKey, Any]:
            try:
                found = question(schema=schema, filter_names=names, unreflectable=unreflectable, **kw)
            except NotImplementedError:
                found = {}
            return {(schema, name): found.get((schema, name), default()) for name in wanted}

        columns = self.get_multi_columns(schema=schema, filter_names=names, unreflectable=unreflectable, **kw)
        info.update(
            ReflectionInfo(
                columns={(schema, name): columns.get((schema, name), []) for name in wanted},
                pk_constraint=ask(self.get_multi_pk_constraint, ReflectionDefaults.pk_constraint),
                foreign_keys=ask(self.get_multi_foreign_keys, ReflectionDefaults.foreign_keys),
                indexes=ask(self.get_multi_indexes, ReflectionDefaults.indexes),
                unique_constraints=ask(self.get_multi_unique_constraints, ReflectionDefaults.unique_constraints),
                table_comment=ask(self.get_multi_table_comment, ReflectionDefaults.table_comment),
                check_constraints=ask(self.get_multi_check_constraints, ReflectionDefaults.check_constraints),
                table_options=ask(self.get_multi_table_options, ReflectionDefaults.table_options),
            )
        )
        return info

    def schema_for_object(self, obj: Any) -> str | None:
        """The schema of an object as the bind sees it."""
        schema: str | None = self.bind.schema_for_object(obj)
        return schema


def _instantiate_types(columns: list[Any]) -> None:
    for column in columns:
        if isinstance(column["type"], type):
            column["type"] = to_instance(column["type"])


_inspector_classes: dict[str, type[Inspector]] = {}


def register_inspector(dialect_name: str, cls: type[Inspector]) -> None:
    """Have `inspect()` make this class for a dialect that names none itself."""
    _inspector_classes[dialect_name] = cls


def inspector_class(dialect_name: str) -> type[Inspector]:
    """The Inspector class for a dialect."""
    return _inspector_classes.get(dialect_name, Inspector)


@_inspects(Inspector)
def _itself(inspector: Inspector) -> Inspector:
    return inspector


@_inspects(Engine, Connection)
def _inspector_for(bind: Any) -> Inspector:
    return Inspector._for(bind)
