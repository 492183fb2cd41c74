"""`filter_by()`: names of attributes -> criteria on the elements that have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .. import exc, inspection


def entity_namespace_of(entity: Any) -> Any:
    """The object whose attributes are the columns of `entity`: a mapped class, or a table's column collection."""
    if getattr(entity, "_is_node", False):
        parent = entity._annotations.get("parententity")
        return parent.entity_namespace if parent is not None else entity.entity_namespace
    view = inspection.inspect(entity, raiseerr=False)
    return view.entity_namespace if view is not None else entity


def attribute_of(entity: Any, key: str) -> Any:
    """The column or attribute `key` of `entity`; AttributeError if there is none."""
    return getattr(entity_namespace_of(entity), key)


def filter_by_criteria(entities: Sequence[Any], values: Mapping[str, Any]) -> list[Any]:
    """One `name = value` criterion per name, on the one element of `entities` which has the name."""
    return [_attribute(entities, name) == value for name, value in values.items()]


def _attribute(entities: Sequence[Any], name: str) -> Any:
    found: list[tuple[Any, Any]] = []
    for entity in entities:
        try:
            found.append((entity, attribute_of(entity, name)))
        except AttributeError:
            continue
    if not found:
        shown = _names(entities)
        raise exc.InvalidRequestError(
            f'None of the FROM clause entities have a property "{name}". Searched entities: {shown}'
        )
    if len(found) > 1:
        shown = _names(entities)
        raise exc.AmbiguousColumnError(
            f'Attribute name "{name}" is ambiguous; it exists in multiple FROM clause entities ({shown}). '
            "Use filter() with explicit column references instead of filter_by()."
        )
    return found[0][1]


def _names(entities: Sequence[Any]) -> str:
    """The names of the first three."""
    shown = ", ".join(_name(entity) for entity in entities[:3])
    return f"{shown}, ... ({len(entities)} total)" if len(entities) > 3 else shown


def _name(entity: Any) -> str:
    if getattr(entity, "_is_node", False) and "parententity" in entity._annotations:
        return str(entity._annotations["parententity"])
    return str(getattr(entity, "description", None) or getattr(entity, "name", entity))
