"""The plugin "orm": what the sql and compiler layers ask about statements that are built from mapped entities."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...compiler.dispatch import set_renderer
from ...sql.executable import register_plugin
from . import joins
from .aliased import AliasedClass
from .criteria import criteria_for
from .dml import lower_dml
from .entities import (
    BundleEntity,
    ColumnEntity,
    MappedEntity,
    RowEntity,
    column_descriptions,
    configure_subject,
    entities_of,
)
from .from_statement import FromStatement
from .lower import AllColumns, Lowering, entity_columns

_toplevel: list[Callable[[Any, Any], Any]] = []


def set_toplevel_planner(plan: Callable[[Any, Any], Any]) -> None:
    """Install what lowers a statement that is executed itself: `plan(statement, compiler) -> Core statement`."""
    _toplevel[:] = [plan]


class OrmPlugin:
    """Answers the questions of `sql.executable.Plugin`."""

    def lower(self, statement: Any, *, toplevel: bool, **context: Any) -> Any:
        """Return the Core statement that an ORM statement means."""
        configure_subject(statement)
        if getattr(statement, "is_dml", False):
            return lower_dml(statement, toplevel=toplevel)
        if not hasattr(statement, "_setup_joins"):
            return statement
        compiler = context.get("compiler")
        if toplevel and _toplevel:
            return _toplevel[0](statement, compiler)
        criteria = getattr(compiler, "_orm_criteria", ())
        if criteria:
            statement = _with_criteria(statement, criteria)
        return Lowering(statement, AllColumns()).core

    def exported_columns(self, statement: Any) -> list[Any] | None:
        """Return the columns that a statement has as a subquery, named by attribute."""
        if not hasattr(statement, "_raw_columns"):
            return None
        found: list[Any] = []
        seen: set[Any] = set()
        for entity in entities_of(statement._raw_columns):
            for column in exported(entity):
                if isinstance(entity, MappedEntity):
                    if column in seen:
                        continue
                    seen.add(column)
                found.append(column)
        return found

    def from_statement(self, statement: Any, element: Any) -> FromStatement:
        """Return what `select(...).from_statement(element)` is."""
        made = FromStatement((), element, raw_columns=statement._raw_columns)
        made._with_options = statement._with_options
        made._execution_options = statement._execution_options
        made._propagate_attrs = statement._propagate_attrs
        return made

    def column_descriptions(self, statement: Any) -> list[dict[str, Any]]:
        """Return the documented description of each value of a row."""
        return column_descriptions(statement._raw_columns)


class ExistsPlugin(OrmPlugin):
    """The EXISTS of `any()` and `has()`: plain SQL but for the criteria that the statement around it has."""

    def lower(self, statement: Any, *, toplevel: bool, **context: Any) -> Any:
        entity = statement._propagate_attrs["plugin_subject"]
        adapter = statement._propagate_attrs["adapter"]
        core = statement._clone()
        core._propagate_attrs = {}
        options = getattr(context.get("compiler"), "_orm_criteria", ())
        if options:
            found = criteria_for(entity, options)
            core._where_criteria = (*core._where_criteria, *(found if adapter is None else map(adapter, found)))
        return core


def _with_criteria(statement: Any, criteria: tuple[Any, ...]) -> Any:
    known = statement._with_options
    missing = tuple(option for option in criteria if option not in known)
    if not missing:
        return statement
    changed = statement._generate()
    changed._with_options = (*known, *missing)
    return changed


def exported(entity: RowEntity) -> list[Any]:
    """Return the columns of one value of a row, marked with the attribute they stand for."""
    if isinstance(entity, MappedEntity):
        owner = entity.entity
        return [
            column._annotate({"proxy_key": key, "parententity": owner, "parentmapper": entity.mapper})
            for key, column in entity_columns(entity)
        ]
    if isinstance(entity, BundleEntity):
        return [leaf.element for leaf in entity.leaves()]
    assert isinstance(entity, ColumnEntity)
    return [entity.element]


def _flat_alias(entity: Any, selectable: Any) -> Any:
    mapper = entity.mapper
    made = AliasedClass(
        mapper.class_,
        selectable._anonymous_fromclause(flat=True),
        with_polymorphic_mappers=entity.with_polymorphic_mappers if entity.is_aliased_class else None,
    )
    return made._aliased_insp


def _render_from_statement(element: Any, compiler: Any, **kw: Any) -> Any:
    return compiler.process(element.element, **kw)


def install() -> None:
    """Register the plugin; called when the package is imported."""
    joins._alias_factory[:] = [_flat_alias]
    set_renderer(FromStatement, _render_from_statement)
    register_plugin("orm", OrmPlugin())
    register_plugin("orm_exists", ExistsPlugin())
