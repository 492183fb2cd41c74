"""MetaData: a collection of tables and what belongs to them, created, dropped and reflected together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .. import exc
from ..inspection import inspect
from ..sql.names import quoted_name
from ..structures import FacadeDict, OrderedSet, immutabledict
from .items import HasSchemaAttr, _get_table_key
from .naming import DEFAULT_NAMING_CONVENTION
from .order import sort_tables
from .runner import SchemaDropper, SchemaGenerator
from .sequences import Sequence as SchemaSequence
from .table import Table

__all__ = ["MetaData"]


class MetaData(HasSchemaAttr):
    """A collection of Table objects.

    schema: the schema of tables that name none. quote_schema: quote it always or never.
    naming_convention: how to name constraints and indexes: {"pk": "pk_%(table_name)s", "ix": ..., "uq", "ck", "fk",
    a constraint class, or the name of a token with a function(constraint, table)}. info: the user's dictionary.
    """

    __visit_name__ = "metadata"

    tables: FacadeDict[str, Table]

    def __init__(
        self,
        schema: str | None = None,
        quote_schema: bool | None = None,
        naming_convention: Mapping[Any, Any] | None = None,
        info: dict[Any, Any] | None = None,
    ) -> None:
        if schema is not None and not isinstance(schema, str):
            raise exc.ArgumentError(f"expected schema argument to be a string, got {type(schema)}.")
        self.tables = FacadeDict()
        self.schema = quoted_name.construct(schema, quote_schema)
        self.naming_convention: Mapping[Any, Any] = (
            naming_convention if naming_convention else _DEFAULT_NAMING_CONVENTION
        )
        if info:
            self.info = info
        self._schemas: set[str] = set()
        self._sequences: dict[str, SchemaSequence] = {}
        self._objects: dict[Any, None] = {}
        self._fk_memos: dict[tuple[str, str | None], list[Any]] = {}

    # -- contents --------------------------------------------------------------------------------------------

    def __contains__(self, table_or_key: Any) -> bool:
        key = table_or_key if isinstance(table_or_key, str) else table_or_key.key
        return key in self.tables

    @property
    def sorted_tables(self) -> list[Table]:
        """The tables in an order in which foreign keys refer backwards only.

        Keys that form a cycle are left out of account, with a warning; see `sort_tables_and_constraints`.
        """
        return sort_tables(sorted(self.tables.values(), key=lambda table: table.key))

    @property
    def schemas(self) -> list[str]:
        """The names of the schemas in which tables are."""
        return list(self._schemas)

    def get_schema_objects(self, kind: type[Any], *, schema: str | None = None) -> Sequence[Any]:
        """Return the registered objects of a kind, such as Enum or Sequence, of one schema (default: our own)."""
        wanted = self.schema if schema is None else schema
        candidates: list[Any] = [*self._sequences.values(), *self._objects]
        return tuple(obj for obj in candidates if isinstance(obj, kind) and obj.schema == wanted)

    def get_schema_object_by_name(self, kind: type, name: str, *, schema: str | None = None) -> Any:
        """Return the registered object of a kind and name, or None."""
        for obj in self.get_schema_objects(kind, schema=schema):
            if obj.name == name:
                return obj
        return None

    def _register_object(self, obj: Any) -> None:
        if isinstance(obj, SchemaSequence):
            self._sequences[obj._key] = obj
        else:
            self._objects[obj] = None

    def _add_table(self, name: str, schema: str | None, table: Table) -> None:
        self.tables._insert_item(_get_table_key(name, schema), table)
        if schema:
            self._schemas.add(schema)

    def _remove_table(self, name: str, schema: str | None) -> None:
        key = _get_table_key(name, schema)
        removed = dict.pop(self.tables, key, None)
        if removed is not None:
            for fk in removed.__dict__.get("foreign_keys", ()):
                fk._remove_from_metadata(self)
        if self._schemas:
            self._schemas = {table.schema for table in self.tables.values() if table.schema is not None}

    def remove(self, table: Table) -> None:
        """Forget a table; this does not change the database."""
        self._remove_table(table.name, table.schema)

    def clear(self) -> None:
        """Forget all tables and other objects."""
        dict.clear(self.tables)
        self._schemas.clear()
        self._fk_memos.clear()
        self._sequences.clear()
        self._objects.clear()

    # -- the database ----------------------------------------------------------------------------------------

    def create_all(self, bind: Any, tables: Sequence[Table] | None = None, checkfirst: Any = True) -> None:
        """Create all tables, or those given, with their indexes, sequences and types, in order of dependency.

        bind: Engine or Connection. checkfirst: leave alone what exists; bool or CheckFirst.
        """
        bind._run_ddl_visitor(SchemaGenerator, self, checkfirst=checkfirst, tables=tables)

    def drop_all(self, bind: Any, tables: Sequence[Table] | None = None, checkfirst: Any = True) -> None:
        """Drop all tables, or those given, in reverse order of dependency.

        bind: Engine or Connection. checkfirst: leave alone what does not exist; bool or CheckFirst.
        """
        bind._run_ddl_visitor(SchemaDropper, self, checkfirst=checkfirst, tables=tables)

    def reflect(
        self,
        bind: Any,
        schema: str | None = None,
        views: bool = False,
        resolve_fks: bool = True,
        only: Sequence[str] | Callable[[str, MetaData], bool] | None = None,
        extend_existing: bool = False,
        autoload_replace: bool = True,
        **dialect_kwargs: Any,
    ) -> None:
        """Read tables from the database into this collection.

        schema: where to look. views: views as well. only: names, or a function(name, metadata) that chooses.
        resolve_fks: read tables that foreign keys refer to as well. extend_existing: read tables that are already
        here once more; with autoload_replace=False their present columns stay.
        Raises InvalidRequestError for a name in `only` which does not exist.
        """
        with inspect(bind)._inspection_context() as inspector:
            schema = self.schema if schema is None else schema
            available = OrderedSet(inspector.get_table_names(schema, **dialect_kwargs))
            if views:
                available.update(inspector.get_view_names(schema, **dialect_kwargs))
                if getattr(inspector.dialect, "supports_materialized_views", True):
                    available.update(_materialized_views(inspector, schema, dialect_kwargs))
            names = self._names_to_reflect(bind, schema, list(available), only, extend_existing)
            info = inspector._get_reflection_info(
                schema=schema, filter_names=names, available=available, views=views, **dialect_kwargs
            )
            options = {
                "autoload_with": inspector,
                "extend_existing": extend_existing,
                "autoload_replace": autoload_replace,
                "resolve_fks": resolve_fks,
                "_extend_on": set(),
                "_reflect_info": info,
                "schema": schema,
                **dialect_kwargs,
            }
            for name in names:
                try:
                    Table(name, self, **options)
                except exc.UnreflectableTableError as error:
                    exc.warn(f"Skipping table {name}: {error}")

    def _names_to_reflect(
        self, bind: Any, schema: str | None, available: list[str], only: Any, extend_existing: bool
    ) -> list[str]:
        if only is None:
            chosen = available
        elif callable(only):
            chosen = [name for name in available if only(name, self)]
        else:
            missing = [name for name in only if name not in available]
            if missing:
                where = f" schema '{schema}'" if schema else ""
                raise exc.InvalidRequestError(
                    f"Could not reflect: requested table(s) not available in {bind.engine!r}{where}: "
                    f"({', '.join(missing)})"
                )
            chosen = list(only)
        if extend_existing:
            return chosen
        return [name for name in chosen if _get_table_key(name, schema) not in self.tables]

    def __getstate__(self) -> dict[str, Any]:
        return {
            "tables": self.tables,
            "schema": self.schema,
            "schemas": self._schemas,
            "sequences": self._sequences,
            "objects": self._objects,
            "fk_memos": self._fk_memos,
            "naming_convention": self.naming_convention,
            "info": self.__dict__.get("info"),
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.tables = state["tables"]
        self.schema = state["schema"]
        self.naming_convention = state["naming_convention"]
        self._schemas = state["schemas"]
        self._sequences = state["sequences"]
        self._objects = state["objects"]
        self._fk_memos = state["fk_memos"]
        if state["info"]:
            self.info = state["info"]

    def __repr__(self) -> str:
        return "MetaData()"


_DEFAULT_NAMING_CONVENTION: immutabledict[Any, Any] = immutabledict(DEFAULT_NAMING_CONVENTION)


def _materialized_views(inspector: Any, schema: str | None, dialect_kwargs: dict[str, Any]) -> list[str]:
    names: list[str] = inspector._materialized_view_names_or_none(schema, **dialect_kwargs)
    return names
