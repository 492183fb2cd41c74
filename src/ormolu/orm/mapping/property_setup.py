"""Properties of a mapper: from explicit arguments, inherited ones and table columns to one ordered dictionary.

`configure` runs when a mapper is made, `add` when a property comes later, `freeze` when the mappers are configured:
it numbers the attributes (slots), columns first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ... import exc
from .attributes import user_defined, written_by_user
from .column_property import ColumnProperty
from .concrete import ConcreteInheritedProperty
from .instrument import class_attributes, finish
from .interfaces import InspectionAttr, MapperProperty
from .views import MapperColumns


def configure(mapper: Any) -> None:
    """Fill `_props`, `columns` and `_columntoproperty` of a new mapper."""
    mapper.columns = MapperColumns()
    mapper._props = {}
    mapper._columntoproperty = {}
    by_column = _explicit(mapper)
    if mapper.inherits is not None:
        for key, prop in list(mapper.inherits._props.items()):
            if key not in mapper._props and key not in {name for name, _ in by_column.values()}:
                inherit(mapper, key, prop)
        _inherit_renamed(mapper, by_column)
    _table_columns(mapper, by_column)


def _explicit(mapper: Any) -> dict[Any, tuple[str, Any]]:
    """Put explicit properties; those that only name a column of the table wait for that column's turn."""
    waiting: dict[Any, tuple[str, Any]] = {}
    for key, given in mapper._init_properties.items():
        columns = _plain_columns(given)
        if columns and mapper.local_table.c.contains_column(columns[0]):
            for column in columns:
                waiting[column] = (key, given)
        else:
            put(mapper, key, given)
    return waiting


def _plain_columns(given: Any) -> list[Any]:
    columns = given.columns if isinstance(given, ColumnProperty) else [given]
    return [column for column in columns if getattr(column, "__visit_name__", None) == "column"]


def _inherit_renamed(mapper: Any, by_column: dict[Any, tuple[str, Any]]) -> None:
    """A renamed column that takes the name of an inherited property takes its place in the order as well."""
    for key, prop in list(mapper.inherits._props.items()):
        if key not in mapper._props:
            inherit(mapper, key, prop)


def _table_columns(mapper: Any, by_column: dict[Any, tuple[str, Any]]) -> None:
    for column in mapper.persist_selectable.c:
        if column in by_column:
            key, given = by_column[column]
            if isinstance(given, MapperProperty) and mapper._props.get(key) is given:
                continue
            put(mapper, key, given)
            continue
        if column in mapper._columntoproperty:
            continue
        key = (mapper.column_prefix or "") + column.key
        if is_excluded(mapper, column.key, key, mapper.local_table.c.contains_column(column), column):
            continue
        for above in mapper.iterate_to_root():
            if column in above.__dict__.get("_columntoproperty", ()):
                key = above._columntoproperty[column].key
        put(mapper, key, column)


# -- one property --------------------------------------------------------------------------------------------------


def add(mapper: Any, key: str, given: Any) -> Any:
    """Put a property on a mapper that exists, and on those that inherit from it; return it."""
    mapper._init_properties[key] = given
    prop = put(mapper, key, given, init=mapper.configured, late=True)
    mapper._forget()
    return prop


def put(mapper: Any, key: str, given: Any, init: bool = False, own: bool = True, late: bool = False) -> Any:
    """Put one property into the mapper and on its class; return the MapperProperty."""
    if isinstance(given, str):
        raise exc.ArgumentError(
            f"{mapper.class_.__name__}.{key}: {given!r} is neither a Column nor a mapper property such as relationship(). "
            f"Take the column from the table, as in table.c[{given!r}]."
        )
    prop = given if isinstance(given, MapperProperty) else _from_column(mapper, key, given)
    if isinstance(prop, ColumnProperty):
        prop = _register_columns(mapper, key, prop, own)
    _check_conflicts(mapper, key, prop, late)
    mapper._props[key] = prop
    if own or not prop.__dict__.get("key"):
        prop.key = key
    if own:
        prop.set_parent(mapper, init)
    prop.instrument_class(mapper)
    for below in mapper._inheriting_mappers:
        inherit(below, key, prop)
    if init:
        prop.init()
        prop.post_instrument_class(mapper)
    return prop


def inherit(mapper: Any, key: str, prop: Any) -> None:
    """Give a mapper a property of the mapper it inherits from."""
    if not mapper.concrete:
        put(mapper, key, prop, own=False)
    elif key not in mapper._props and not _defined_between(mapper, key):
        put(mapper, key, ConcreteInheritedProperty())


def _pk_slot(mapper: Any, column: Any) -> int:
    prop = mapper._columntoproperty.get(column)
    if prop is None:
        raise exc.UnmappedColumnError(
            f"No column {column} is configured on mapper {mapper}... which names it as a primary key. Map the column, or "
            "name one of the table."
        )
    return mapper._slots[prop.key]  # type: ignore[no-any-return]  # mappers are Any here


def _defined_between(mapper: Any, key: str) -> bool:
    upper = set(mapper.inherits.class_.__mro__)
    return any(key in cls.__dict__ for cls in mapper.class_.__mro__ if cls not in upper)


def _register_columns(mapper: Any, key: str, prop: ColumnProperty[Any], own: bool) -> ColumnProperty[Any]:
    first = prop.columns[0]
    column = mapper.persist_selectable.corresponding_column(first)
    if column is None and mapper.inherits is not None:
        column = _refresh_join(mapper, first)
    if column is None:
        column = first
    mapper.columns._put(key, column)
    for each in (column, *prop.columns):
        for origin in each.proxy_set:
            mapper._columntoproperty[origin] = prop
    return prop


def _refresh_join(mapper: Any, column: Any) -> Any:
    """A column that reached a parent's table after the join was made becomes part of the join."""
    path = [mapper]
    for above in mapper.inherits.iterate_to_root():
        found = above.local_table.corresponding_column(column)
        if found is not None:
            for each in path:
                each.persist_selectable._refresh_for_new_column(found)
            return mapper.persist_selectable.corresponding_column(found)
        path.append(above)
    return None


def _check_conflicts(mapper: Any, key: str, prop: Any, late: bool) -> None:
    known = mapper._props.get(key)
    if known is None or known is prop:
        return
    replaceable = isinstance(known, (ColumnProperty, ConcreteInheritedProperty))
    if replaceable or known.__dict__.get("parent") is not mapper:
        return
    exc.warn(
        f"Property {known} on {mapper} being replaced with new property {prop.__class__.__name__} {key!r}; "
        "the old property will be discarded"
    )
    mapper._memo.clear()


def _from_column(mapper: Any, key: str, given: Any) -> ColumnProperty[Any]:
    """Return the property for a bare column (or list of columns) under `key`."""
    columns = list(given) if isinstance(given, (list, tuple)) else [given]
    known = mapper._props.get(key)
    if isinstance(known, ColumnProperty):
        return _combined(mapper, key, known, columns)
    if known is not None and not isinstance(known, ConcreteInheritedProperty):
        if known.__dict__.get("parent") is mapper or not getattr(known, "_is_synonym", False):
            _conflict(mapper, key, columns[0], known)
    return ColumnProperty(*(_mapped_column(mapper, key, column) for column in columns))


def _combined(mapper: Any, key: str, known: ColumnProperty[Any], columns: list[Any]) -> ColumnProperty[Any]:
    column, first = columns[0], known.columns[0]
    if column in known.columns:
        return known
    pairs = {frozenset(pair) for pair in getattr(mapper, "_inherit_pairs", ())}
    equal = frozenset((first, column)) in pairs or first.shares_lineage(column)
    versions = mapper.version_id_col
    sentinels = getattr(first, "_insert_sentinel", False) and getattr(column, "_insert_sentinel", False)
    if not equal and not sentinels and first is not versions and column is not versions:
        message = (
            f"Implicitly combining column {first} with column {column} under attribute '{key}'.  Please configure "
            "one or more attributes for these same-named columns explicitly."
        )
        if known.parent is mapper:
            raise exc.InvalidRequestError(message)
        exc.warn(message)
    made = known.copy()
    made.columns.insert(0, column)
    return made


def _mapped_column(mapper: Any, key: str, column: Any) -> Any:
    found = mapper.persist_selectable.corresponding_column(column)
    if found is None:
        found = mapper.local_table.corresponding_column(column)
        if found is not None:
            mapper.persist_selectable._refresh_for_new_column(found)
            found = mapper.persist_selectable.corresponding_column(column)
    if found is None:
        raise exc.ArgumentError(
            f"When configuring property '{key}' on {mapper}, column '{column}' is not represented in the mapper's "
            "table. Use the `column_property()` function to force this column to be mapped as a read-only attribute."
        )
    return found


def _conflict(mapper: Any, key: str, column: Any, known: Any) -> None:
    raise exc.ArgumentError(
        f"WARNING: when configuring property '{key}' on {mapper}, column '{column}' conflicts with property "
        f"'{known!r}'. To resolve this, map the column to the class under a different name in the 'properties' "
        "dictionary.  Or, to remove all awareness of the column entirely (i.e. prevent its mapping), use the "
        "'include_properties' or 'exclude_properties' mapper arguments to control specifically which table columns "
        "get mapped."
    )


def is_excluded(mapper: Any, name: str, key: str, local: bool, column: Any) -> bool:
    """True if a table column must not become an attribute: hidden by a descriptor of the user, or by an argument."""
    if _hidden_by_user(mapper, key, local):
        return True
    if mapper.include_properties is not None and not ({name, column} & mapper.include_properties):
        return True
    return bool(mapper.exclude_properties and {name, column} & mapper.exclude_properties)


def _hidden_by_user(mapper: Any, key: str, local: bool) -> bool:
    if local:
        return key in mapper.class_.__dict__ and written_by_user(mapper.class_.__dict__[key])
    for cls in mapper.class_.__mro__:
        if key in cls.__dict__:
            return user_defined(cls.__dict__[key])
    return False


# -- the frozen result ---------------------------------------------------------------------------------------------


def freeze(mapper: Any) -> None:
    """Number the attributes of a configured mapper: columns in mapper order, then relationships and others.

    A property that came late is put last, so that numbers already in use stay.
    """
    stored = [prop for prop in mapper._props.values() if prop._stored or prop._has_slot]
    columns = [prop for prop in stored if isinstance(prop, ColumnProperty)]
    others = [prop for prop in stored if not isinstance(prop, ColumnProperty)]
    mapper._slots = {prop.key: number for number, prop in enumerate((*columns, *others))}
    mapper._column_slots = tuple(mapper.columns[prop.key] for prop in columns)
    mapper._hydration_columns = tuple(mapper.columns[prop.key] for prop in columns if not prop.deferred)
    mapper._pk_slots = tuple(_pk_slot(mapper, column) for column in mapper.primary_key)
    finish(mapper)


def descriptors_of(cls: type) -> Iterator[tuple[str, Any]]:
    """Yield (name, descriptor) for everything on the class that the ORM can inspect."""
    seen: set[str] = set()
    for each in cls.__mro__:
        for key, value in list(each.__dict__.items()):
            if key in seen or not isinstance(value, InspectionAttr) or isinstance(value, MapperProperty):
                continue
            seen.add(key)
            if getattr(value, "is_attribute", False) or value.extension_type is not InspectionAttr.extension_type:
                yield key, class_attributes(cls).get(key, value)
