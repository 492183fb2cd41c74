"""Names and keys of the values in an ORM result's rows."""

from __future__ import annotations

from typing import Any

from ...engine.metadata import SimpleResultMetaData
from ...sql.expression import LABEL_STYLE_TABLENAME_PLUS_COL
from ..query.entities import BundleEntity, ColumnEntity, MappedEntity, RowEntity
from .plan import LoadPlan


def result_keys(plan: LoadPlan, cursor: Any, is_legacy: bool) -> SimpleResultMetaData:
    """Return names and keys of the result's values; made once for a plan.

    is_legacy: for a Query, whose rows are named by attribute however it labels its columns.
    """
    if not is_legacy and getattr(plan.core, "_label_style", None) is LABEL_STYLE_TABLENAME_PLUS_COL:
        return _named(plan, [_label_of(entity, cursor.keys()) for entity in plan.entities])
    found = plan.keys
    if found is None:
        labels = cursor.keys() if any(entity.name is None for entity in plan.entities) else ()
        found = plan.keys = _named(plan, [_name_of(entity, labels) for entity in plan.entities])
    return found  # type: ignore[no-any-return]  # memo


def _named(plan: LoadPlan, names: list[Any]) -> SimpleResultMetaData:
    duplicates = any(name is not None and names.count(name) > 1 for name in names)
    return SimpleResultMetaData(
        _numbered(names) if duplicates else names,
        [_more_keys(entity) for entity in plan.entities],
        _unique_filters=[id if entity.is_mapped else None for entity in plan.entities],
    )


def _numbered(names: list[Any]) -> list[Any]:
    """Give repeated names a number, as labels in SQL have."""
    seen: dict[Any, int] = {}
    found = []
    for name in names:
        count = seen.get(name, 0)
        seen[name] = count + 1
        found.append(name if not count or name is None else f"{name}_{count}")
    return found


def _name_of(entity: RowEntity, labels: Any) -> Any:
    if entity.name is not None or not entity.cells:
        return entity.name
    names = list(labels)
    index = entity.cells[0].index
    return names[index] if 0 <= index < len(names) else None


def _label_of(entity: RowEntity, labels: Any) -> Any:
    return list(labels)[entity.cells[0].index] if isinstance(entity, ColumnEntity) and entity.cells else entity.name


def _more_keys(entity: RowEntity) -> tuple[Any, ...]:
    """Return further keys of a value in `row._mapping`: the entity, the column and what it stands for."""
    if isinstance(entity, MappedEntity):
        found = entity.entity
        return (found.entity, found) if found.is_aliased_class else (found.class_, found)
    if isinstance(entity, BundleEntity):
        return (entity.bundle,)
    element = entity.element
    keys = [element]
    given = entity.expr
    if given is not element:
        keys.append(given)
    keys.extend(c for c in getattr(element, "proxy_set", ()) if c is not element)
    return tuple(keys)
