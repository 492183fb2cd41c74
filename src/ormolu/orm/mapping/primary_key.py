"""Primary keys: which columns identify an object, table by table."""

from __future__ import annotations

from typing import Any

from ... import exc
from ...kernel.instance import core_of
from .expressions import equated_columns


def configure(mapper: Any) -> None:
    """Decide `mapper.primary_key` and the key columns of each table. Raises ArgumentError if there are none."""
    mapper.tables = [table for table in _tables_of(mapper.persist_selectable)]
    for table in mapper.tables:
        mapper._all_tables.add(table)
    mapper._pks_by_table = {}
    mapper._cols_by_table = {}
    columns = set(mapper._columntoproperty)
    for table in (mapper.persist_selectable, *mapper.tables):
        keyed = [column for column in table.primary_key if column in columns]
        mapper._pks_by_table[table] = keyed
        mapper._cols_by_table[table] = [column for column in table.c if column in columns]
    mapper.primary_key = _decide(mapper)


def _decide(mapper: Any) -> tuple[Any, ...]:
    explicit = mapper._primary_key_argument
    if explicit:
        return tuple(_in_selectable(mapper, column) for column in explicit)
    if mapper.inherits is not None and not mapper.concrete:
        return tuple(mapper.inherits.primary_key)
    keyed = mapper._pks_by_table[mapper.persist_selectable]
    if not keyed:
        raise exc.ArgumentError(
            f"Mapper {mapper} could not assemble any primary key columns for mapped table "
            f"'{mapper.persist_selectable.description}'. Every mapped class needs one: mark its columns with "
            'primary_key=True, or name those that tell rows apart in __mapper_args__ = {"primary_key": [...]}'
        )
    return tuple(keyed)


def _in_selectable(mapper: Any, column: Any) -> Any:
    if isinstance(column, str):
        return _column_named(mapper, column)
    found = mapper.persist_selectable.corresponding_column(column)
    return column if found is None else found


def _column_named(mapper: Any, name: str) -> Any:
    """The column of the attribute that the `primary_key` argument names."""
    prop = mapper._props.get(name)
    if prop is None:
        raise exc.ArgumentError(f"Can't determine primary_key column {name!r} - no attribute is mapped to this name.")
    columns = getattr(prop, "columns", ())
    if getattr(prop, "_is_composite", False) or not columns or not hasattr(columns[0], "table"):
        raise exc.ArgumentError(
            f"Can't determine primary_key column {name!r}; property does not refer to a single mapped Column"
        )
    return mapper.columns[name]


def _tables_of(selectable: Any) -> list[Any]:
    found: list[Any] = []
    waiting = [selectable]
    while waiting:
        element = waiting.pop(0)
        if element.__visit_name__ == "table":
            if element not in found:
                found.append(element)
        elif element.__visit_name__ == "join":
            waiting[:0] = [element.left, element.right]
    return found


def equivalents(mapper: Any) -> dict[Any, set[Any]]:
    """Return for each column the columns that inheritance makes equal to it."""
    found: dict[Any, set[Any]] = {}
    for each in mapper.base_mapper.self_and_descendants:
        if each.inherit_condition is None:
            continue
        for left, right in equated_columns(each.inherit_condition):
            found.setdefault(left, set()).add(right)
            found.setdefault(right, set()).add(left)
    return found


def sorted_tables(mapper: Any) -> list[Any]:
    """Return the tables of a hierarchy with referred tables before those that refer to them."""
    tables: list[Any] = []
    for each in mapper.base_mapper.self_and_descendants:
        for table in each.tables:
            if table not in tables:
                tables.append(table)
    ordered: list[Any] = []
    while tables:
        ready = [table for table in tables if not _refers_to_any(table, tables)] or tables[:1]
        ordered.extend(ready)
        tables = [table for table in tables if table not in ready]
    return ordered


def _refers_to_any(table: Any, others: list[Any]) -> bool:
    names = {other.key for other in others if other is not table}
    return any(key.target_fullname.rpartition(".")[0] in names for key in table.foreign_keys)


def values_of(mapper: Any, instance: Any) -> list[Any]:
    """Return the primary key values of an object, loading expired ones."""
    props = [mapper._columntoproperty[column] for column in mapper.primary_key]
    return [getattr(instance, prop.key) for prop in props]


def identity_token_of(instance: Any) -> Any:
    """Return the identity token of an object, None without one."""
    core: Any = core_of(instance)
    return core.identity_token
