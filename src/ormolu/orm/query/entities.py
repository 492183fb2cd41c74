"""What stands in the columns clause of an ORM statement: raw columns -> entities that know their columns.

`entities_of(statement)` answers one object per value of a result row: a mapped entity, a bundle, a column that
belongs to an entity, or anything else SQL can return.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ... import exc
from .adapt import ColumnAdapter


class Cell:
    """One column of the SELECT; `index` is its place in a row once the statement is complete."""

    __slots__ = ("expr", "index")

    def __init__(self, expr: Any) -> None:
        self.expr = expr
        self.index = -1


class RowEntity:
    """One value of a result row. `name` is its key in the row, `entity` the entity it comes from, if any."""

    is_mapped = False
    is_bundle = False

    __slots__ = ("element", "entity", "cells", "name")

    def __init__(self, element: Any, entity: Any) -> None:
        self.element = element
        self.entity = entity
        self.cells: list[Cell] = []
        self.name: Any = None

    @property
    def expr(self) -> Any:
        """What the user wrote, for `column_descriptions`."""
        return self.element

    def description(self) -> dict[str, Any]:
        """The entry of this value in `column_descriptions`."""
        entity = self.entity
        return {
            "name": self.described_name,
            "type": self.described_type,
            "aliased": bool(entity is not None and entity.is_aliased_class and self.is_mapped),
            "expr": self.expr,
            "entity": None if entity is None else entity.entity,
        }

    @property
    def described_name(self) -> Any:
        return self.name

    @property
    def described_type(self) -> Any:
        return getattr(self.element, "type", None)


class MappedEntity(RowEntity):
    """A mapped class or an alias of one: the value is an object."""

    is_mapped = True

    __slots__ = ("mapper", "adapter", "selectable")

    def __init__(self, element: Any, entity: Any) -> None:
        super().__init__(element, entity)
        self.mapper = entity.mapper
        self.selectable = entity.selectable
        self.adapter = entity._adapter if entity.is_aliased_class else polymorphic_adapter(self.mapper)
        self.name = entity_label(entity)

    @property
    def expr(self) -> Any:
        return self.entity.entity

    @property
    def described_type(self) -> Any:
        return self.mapper.class_

    @property
    def loaded_mappers(self) -> tuple[Any, ...]:
        """The mappers whose columns belong to the entity."""
        return loaded_mappers(self.entity)


class ColumnEntity(RowEntity):
    """A column or expression."""

    __slots__ = ("given",)

    def __init__(self, element: Any, entity: Any, given: Any = None) -> None:
        super().__init__(element, entity)
        self.given = element if given is None else given
        self.name = column_label(element, entity)

    @property
    def expr(self) -> Any:
        if self.entity is not None and "proxy_key" in self.element._annotations:
            owner = self.element._annotations.get("proxy_owner", self.entity)
            found = getattr(owner.entity, self.element._annotations["proxy_key"], None)
            if found is not None:
                return found
        return self.element


class BundleEntity(RowEntity):
    """A Bundle: the value is made out of several columns."""

    is_bundle = True

    __slots__ = ("bundle", "parts")

    def __init__(self, bundle: Any) -> None:
        super().__init__(bundle, bundle.entity)
        self.bundle = bundle
        self.parts: list[RowEntity] = [_part_of_bundle(expr) for expr in bundle.exprs]
        self.name = bundle.name

    @property
    def described_type(self) -> Any:
        return type(self.bundle)

    def leaves(self) -> Iterator[ColumnEntity]:
        """Yield the columns, those of nested bundles included."""
        for part in self.parts:
            if isinstance(part, BundleEntity):
                yield from part.leaves()
            else:
                yield part  # type: ignore[misc]  # parts are columns or bundles


def _part_of_bundle(expr: Any) -> RowEntity:
    if getattr(expr, "is_bundle", False):
        return BundleEntity(expr)
    bundle = expr._annotations.get("bundle")
    if bundle is not None:
        return BundleEntity(bundle)
    return ColumnEntity(expr, entity_of(expr))


def entity_of(element: Any) -> Any:
    """Return the mapper or alias that `element` is annotated with, or None."""
    return element._annotations.get("parententity")


def entity_label(entity: Any) -> str | None:
    """Return the key of an entity in rows; an alias has only the one it was given."""
    return entity.name if entity.is_aliased_class else entity.class_.__name__  # type: ignore[no-any-return]  # a name


def column_label(element: Any, entity: Any) -> Any:
    """Return the key of a column in rows, or None when only its label in SQL can tell."""
    key = element._annotations.get("proxy_key")
    if key is not None:
        return key
    return getattr(element, "_proxy_key", None)


def loaded_mappers(entity: Any) -> tuple[Any, ...]:
    """Return the mappers whose columns come with `entity`: itself and what with_polymorphic names."""
    mappers = (
        tuple(entity.with_polymorphic_mappers) if entity.is_aliased_class else tuple(entity._with_polymorphic_mappers)
    )
    return mappers or (entity.mapper,)


def polymorphic_adapter(mapper: Any) -> ColumnAdapter | None:
    """Return the adapter to a mapper's own polymorphic selectable, or None when that is its tables."""
    selectable = mapper.selectable
    if selectable is mapper.persist_selectable or not _is_derived(selectable):
        return None
    return ColumnAdapter(selectable, mapper._equivalent_columns)


def _is_derived(selectable: Any) -> bool:
    return bool(getattr(selectable, "_is_subquery", False) or selectable.__visit_name__ in ("alias", "subquery", "cte"))


def entities_of(raw_columns: Any) -> list[RowEntity]:
    """Return the row entities for the columns clause of a statement."""
    found: list[RowEntity] = []
    for element in raw_columns:
        annotations = element._annotations
        if "bundle" in annotations:
            found.append(BundleEntity(annotations["bundle"]))
        elif getattr(element, "_is_from_clause", False):
            entity = annotations.get("parententity")
            if entity is not None:
                found.append(MappedEntity(element, entity))
            else:
                found.extend(ColumnEntity(column, entity_of(column)) for column in element._select_iterable)
        elif element._is_clause_list and not getattr(element, "_is_column_element", False):
            found.extend(ColumnEntity(column, entity_of(column)) for column in element.clauses)
        else:
            found.append(ColumnEntity(element, entity_of(element)))
    if not found:
        raise exc.InvalidRequestError("Query contains no columns with which to SELECT from.")
    return found


def configure_subject(statement: Any) -> None:
    """Complete the mappers that a statement is about: building it does not."""
    subject = statement._propagate_attrs.get("plugin_subject")
    if subject is not None:
        subject.mapper._check_configure()


def column_descriptions(raw_columns: Any) -> list[dict[str, Any]]:
    """Return the documented description of each value of a row."""
    return [entity.description() for entity in entities_of(raw_columns)]
