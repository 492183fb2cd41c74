"""Lowering of ORM INSERT, UPDATE and DELETE: attributes become columns, criteria of the entity are added."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...inspection import inspect
from .criteria import criteria_for, single_inheritance_criterion
from .entities import MappedEntity, entities_of
from .lower import adapted, mapper_properties


def entity_of_dml(statement: Any) -> Any:
    """Return the mapper (or alias) that a statement writes to, or None for a plain table."""
    found = statement.table._annotations.get("parententity")
    if found is None:
        # a class in the criteria alone makes it a statement about that class only if the table is the class's
        found = statement._propagate_attrs.get("plugin_subject")
        if found is not None and statement.table not in found.mapper.tables:
            return None
    return found


def lower_dml(statement: Any, *, toplevel: bool = True) -> Any:
    """Return the Core statement for an ORM-enabled INSERT, UPDATE or DELETE."""
    entity = entity_of_dml(statement)
    core = statement._clone()
    core._propagate_attrs = {}
    core._with_options = ()
    if entity is None:
        return core
    mapper = entity.mapper
    core.table = statement.table._deannotate() if entity.is_aliased_class else mapper.local_table
    if statement.is_insert or statement.is_update:
        _lower_values(statement, core, mapper)
    if not statement.is_insert:
        core._where_criteria = (*statement._where_criteria, *_criteria(statement, entity, mapper))
    if statement._returning:
        core._returning = tuple(returning_columns(statement._returning))
    return core


def _criteria(statement: Any, entity: Any, mapper: Any) -> list[Any]:
    found = []
    single = single_inheritance_criterion(entity)
    if single is not None:
        found.append(single)
    options = [o for o in statement._with_options if getattr(o, "_is_criteria_option", False)]
    if options:
        found.extend(criteria_for(entity, options))
    return found


def _lower_values(statement: Any, core: Any, mapper: Any) -> None:
    if statement._values:
        core._values = _columns_of(statement._values, mapper)
    if getattr(statement, "_multi_values", None):
        core._multi_values = tuple(
            [_columns_of(row, mapper) if isinstance(row, dict) else row for row in rows]
            for rows in statement._multi_values
        )
    names = getattr(statement, "_select_names", None)
    if names:
        core._select_names = [_column_key(mapper, name) for name in names]


def _columns_of(values: dict[Any, Any], mapper: Any) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key, value in values.items():
        for column, assigned in value_pairs(key, value, mapper):
            found[column] = assigned
    return found


def value_pairs(key: Any, value: Any, mapper: Any) -> list[tuple[Any, Any]]:
    """Return the columns that one entry of `values()` assigns to."""
    if isinstance(key, str):
        attribute = mapper.all_orm_descriptors.get(key)
        if attribute is None:
            return [(key, value)]
        key = getattr(mapper.class_, key)
    tuples = getattr(key, "_bulk_update_tuples", None)
    if tuples is not None:
        return [(plain_column(column, mapper), assigned) for column, assigned in tuples(value)]
    return [(plain_column(key, mapper), value)]


def plain_column(column: Any, mapper: Any) -> Any:
    """Return the column of the mapper's own table behind an attribute's expression."""
    if isinstance(column, str):
        return column
    if hasattr(column, "__clause_element__"):
        column = column.__clause_element__()
    found = mapper.local_table.c.get(getattr(column, "key", None) or "")
    bare = column._deannotate() if column._annotations else column
    return found if found is not None and found is bare else bare


def _column_key(mapper: Any, name: Any) -> Any:
    if isinstance(name, str) and name in mapper._props:
        return mapper._props[name].columns[0].key
    return name


def returning_columns(returning: Iterable[Any]) -> list[Any]:
    """Return the columns of a RETURNING clause; mapped entities stand for their columns."""
    found: list[Any] = []
    for entity in entities_of(returning):
        if isinstance(entity, MappedEntity):
            for prop in mapper_properties(entity.entity):
                if prop._stored and not getattr(prop, "_is_relationship", False) and not prop.deferred:
                    found.extend(adapted(entity.adapter, column) for column in prop.columns if hasattr(column, "table"))
        elif entity.is_bundle:
            found.extend(leaf.element for leaf in entity.leaves())  # type: ignore[attr-defined]  # a BundleEntity
        else:
            found.append(entity.element)
    return found


def subject_mapper(statement: Any) -> Any:
    """Return the mapper of an ORM DML statement."""
    entity = entity_of_dml(statement)
    return None if entity is None else inspect(entity).mapper
