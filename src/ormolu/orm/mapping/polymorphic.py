"""Polymorphic loading: which subclasses a `select(Class)` may return and what it reads to tell them apart.

The discriminator (`polymorphic_on`), the criterion of single-table inheritance, and `with_polymorphic`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ... import exc
from ...inspection import inspect
from ...sql import coercions, roles
from . import property_setup
from .column_property import ColumnProperty
from .instrument import watch_constructor
from .interfaces import MapperProperty


def check_argument(with_polymorphic: Any) -> tuple[Any, Any] | None:
    """Return the `with_polymorphic` argument as (classes or "*", selectable), or None.

    Raises ArgumentError for anything else.
    """
    if with_polymorphic is None:
        return None
    if with_polymorphic == "*":
        return ("*", None)
    if isinstance(with_polymorphic, str):
        raise exc.ArgumentError(f"Invalid setting for with_polymorphic: {with_polymorphic!r}")
    if not isinstance(with_polymorphic, (tuple, list)):
        raise exc.ArgumentError(f"Invalid setting for with_polymorphic: {with_polymorphic!r}")
    given = tuple(with_polymorphic)
    if len(given) == 2 and (isinstance(given[0], (str, tuple, list)) or _is_selectable(given[1])):
        classes, selectable = given
        if selectable is not None:
            selectable = coercions.expect(roles.FromClauseRole, selectable)
            if getattr(selectable, "_is_select_base", False):
                selectable = selectable.subquery()
        return (classes, selectable)
    return (given, None)


def _is_selectable(value: Any) -> bool:
    return value is None or hasattr(value, "_from_objects")


def add_inline(mapper: Any, subclass_mapper: Any) -> None:
    """Let `select(Class)` read a subclass that was mapped with polymorphic_load="inline"."""
    if mapper.with_polymorphic is None:
        mapper.with_polymorphic = ((subclass_mapper,), None)
    elif mapper.with_polymorphic[0] != "*":
        classes, selectable = mapper.with_polymorphic
        mapper.with_polymorphic = ((*classes, subclass_mapper), selectable)
    mapper._memo.clear()


def mappers_of(mapper: Any, spec: Any, selectable: Any = None) -> Sequence[Any]:
    """Return the mappers that `spec` ("*", None or classes) means, parents before children."""
    if spec == "*":
        found = list(mapper.self_and_descendants)
    elif spec:
        found = _with_parents(mapper, spec)
    else:
        found = []
    if selectable is not None:
        readable = set(_tables(selectable))
        found = [each for each in found if each.local_table in readable or each.single]
    return tuple(each for each in found if not each.concrete or each is mapper or selectable is not None)


def _tables(selectable: Any) -> Iterator[Any]:
    waiting = [selectable]
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(element.get_children())


def _with_parents(mapper: Any, spec: Iterable[Any]) -> list[Any]:
    wanted: set[Any] = set()
    for entity in spec if isinstance(spec, (list, tuple, set, frozenset)) else (spec,):
        found = inspect(entity)
        if not found.isa(mapper):
            raise exc.InvalidRequestError(f"{found!r} does not inherit from {mapper!r}")
        wanted.update(found.iterate_to_root())
    return [each for each in mapper.self_and_descendants if each in wanted]


def selectable_for(mapper: Any, mappers: Iterable[Any], innerjoin: bool = False) -> Any:
    """Return the join of `mapper`'s tables with those of the given subclasses."""
    joined = mapper.persist_selectable
    for each in mappers:
        if each is mapper or each.single:
            continue
        if each.concrete:
            raise exc.InvalidRequestError(
                "'with_polymorphic()' requires 'selectable' argument when concrete-inheriting mappers are used."
            )
        joined = joined.join(each.local_table, each.inherit_condition, isouter=not innerjoin)
    return joined


def default_selectable(mapper: Any) -> Any:
    """Return what `select(Class)` reads: `with_polymorphic`'s selectable, the joins it needs, or the own tables."""
    if not mapper.with_polymorphic:
        return mapper.persist_selectable
    given = mapper.with_polymorphic[1]
    if given is not None:
        return given
    return selectable_for(mapper, mappers_of(mapper, mapper.with_polymorphic[0]))


def with_polymorphic_args(
    mapper: Any, spec: Any = None, selectable: Any = False, innerjoin: bool = False
) -> tuple[Sequence[Any], Any]:
    """Return (mappers, selectable) for an explicit `with_polymorphic()`."""
    if selectable not in (None, False):
        selectable = coercions.expect(roles.FromClauseRole, selectable)
    own = mapper.with_polymorphic
    if own:
        if not spec:
            spec = own[0]
        if selectable is False:
            selectable = own[1]
    elif selectable is False:
        selectable = None
    mappers = mappers_of(mapper, spec, selectable)
    if selectable is not None:
        return mappers, selectable
    return mappers, selectable_for(mapper, mappers, innerjoin)


def properties_of(mapper: Any, mappers: Sequence[Any]) -> Iterator[MapperProperty[Any]]:
    """Yield the properties to load for `mapper` together with its subclasses, each column once."""
    if not mappers:
        yield from mapper._props.values()
        return
    seen: set[Any] = set()
    for each in (mapper, *mappers) if mapper not in mappers else mappers:
        for prop in each._props.values():
            marker = prop.columns[0] if isinstance(prop, ColumnProperty) else (prop.key, prop.parent)
            if marker not in seen:
                seen.add(marker)
                yield prop


def single_table_criterion(mapper: Any) -> Any:
    """Return the IN criterion for a class that shares its table with its parent, or None."""
    if not (mapper.single and mapper.inherits is not None) or mapper.polymorphic_on is None:
        return None
    identities = [each.polymorphic_identity for each in mapper.self_and_descendants if not each.polymorphic_abstract]
    return mapper.polymorphic_on._annotate({"parententity": mapper, "parentmapper": mapper}).in_(identities)


# -- the discriminator ---------------------------------------------------------------------------------------------


def configure_setter(mapper: Any) -> None:
    """Decide the discriminator column, map it if needed, and which attribute a new object writes it to."""
    mapper._discriminator_key = None
    if mapper.polymorphic_on is not None:
        _own_discriminator(mapper)
    else:
        _inherited_discriminator(mapper)
    if mapper.polymorphic_abstract and mapper.polymorphic_on is None:
        raise exc.InvalidRequestError(
            "The Mapper.polymorphic_abstract parameter may only be used on a mapper hierarchy which includes the "
            "Mapper.polymorphic_on parameter at the base of the hierarchy."
        )
    if mapper.polymorphic_abstract or mapper._discriminator_key is not None:
        watch_constructor(mapper)


def _own_discriminator(mapper: Any) -> None:
    given = mapper.polymorphic_on
    if isinstance(given, str):
        if given not in mapper._props:
            raise exc.ArgumentError(
                f"Can't determine polymorphic_on value '{given}' - no attribute is mapped to this name."
            )
        given = mapper._props[given]
    if isinstance(given, MapperProperty):
        if not isinstance(given, ColumnProperty):
            raise exc.ArgumentError(
                "Only direct column-mapped property or SQL expression can be passed for polymorphic_on"
            )
        mapper.polymorphic_on = given.columns[0]
        _use(mapper, given if given.__dict__.get("key") else _mapped(mapper, given.columns[0]))
        return
    mapped = _mapped(mapper, given)
    if mapped is None:
        mapped = _map_discriminator(mapper, given)
    _use(mapper, mapped)


def _mapped(mapper: Any, column: Any) -> Any:
    return mapper._columntoproperty.get(column)


def _map_discriminator(mapper: Any, given: Any) -> Any:
    column = mapper.persist_selectable.corresponding_column(given)
    instrument = column is not None
    if column is None:
        column = given
        if getattr(given, "__visit_name__", "") == "column" and (
            mapper.with_polymorphic is None
            or mapper.with_polymorphic[1] is None
            or mapper.with_polymorphic[1].corresponding_column(given) is None
        ):
            raise exc.InvalidRequestError(
                f"Could not map polymorphic_on column '{given.description}' to the mapped table - polymorphic loads "
                "will not function properly"
            )
    mapper.polymorphic_on = column
    key = getattr(column, "key", None)
    if key:
        if property_setup.is_excluded(mapper, key, key, False, column):
            raise exc.InvalidRequestError(f"Cannot exclude or override the discriminator column {key!r}")
    else:
        key = "_sa_polymorphic_on"
        column = mapper.polymorphic_on = column.label(key)
    prop: ColumnProperty[Any] = ColumnProperty(column, _instrument=instrument)
    return property_setup.put(mapper, key, prop)


def _use(mapper: Any, prop: Any) -> None:
    mapper.polymorphic_on = prop.columns[0] if prop is not None else mapper.polymorphic_on
    mapper._discriminator_key = prop.key if prop is not None and prop.instrument else None


def _inherited_discriminator(mapper: Any) -> None:
    for above in mapper.iterate_to_root():
        if above.polymorphic_on is None:
            continue
        own = above.polymorphic_on
        if above.persist_selectable is not mapper.persist_selectable:
            found = mapper.persist_selectable.corresponding_column(own)
            own = found if found is not None else own
        mapper.polymorphic_on = own
        mapper._discriminator_key = None if mapper.concrete else above._discriminator_key
        return
