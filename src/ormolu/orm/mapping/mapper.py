"""The mapper: everything that is known about how one class meets its tables.

In: a class, a table (or any selectable), properties and options. Out: an object that is complete after
`configure_mappers()` and frozen from then on: attribute slots, primary key, inheritance facts, identity keys.

The decisions are made in order by `Mapper.__init__`: inheritance (`inheritance.py`), properties
(`property_setup.py`), primary key (`primary_key.py`); relationships are completed when the mappers are configured
(`configuration.py`).
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar

from ... import exc
from ...event import dispatcher
from ...inspection import _self_inspects
from ...kernel.status import NO_VALUE
from ...sql import coercions, roles
from ...structures import ReadOnlyProperties, immutabledict
from ..state import accept_mapper_class
from . import configuration, inheritance, polymorphic, primary_key, property_setup
from .column_property import ColumnProperty
from .configuration import CONFIGURE_LOCK, check_configured
from .events import MapperEvents, set_mapper_class
from .instrument import attach, detach
from .interfaces import InspectionAttr, MapperProperty
from .views import MapperColumns

_O = TypeVar("_O")
_serials = itertools.count(1)


@_self_inspects
class Mapper(InspectionAttr, Generic[_O]):
    """The meeting of a class and its tables; `inspect(User)` returns it.

    Made by declarative or by `registry.map_imperatively()`; see there for the arguments.
    """

    is_mapper = True
    represents_outer_join = False
    dispatch: Any

    # decided while the mapper is built, see the modules of the steps
    class_: type[_O]
    persist_selectable: Any
    columns: MapperColumns
    primary_key: tuple[Any, ...]
    base_mapper: Mapper[Any]
    polymorphic_map: dict[Any, Mapper[Any]]
    native: bool
    tables: list[Any]
    _all_tables: set[Any]
    _class_manager: Any
    _columntoproperty: dict[Any, Any]
    _identity_class: type
    _layout: Any
    _props: dict[str, Any]
    # decided when the mappers are configured
    _column_slots: tuple[Any, ...]
    _hydration_columns: tuple[Any, ...]
    _pk_slots: tuple[int, ...]
    _slots: dict[str, int]

    def __init__(
        self,
        class_: type[_O],
        local_table: Any = None,
        properties: Mapping[str, Any] | None = None,
        primary_key: Iterable[Any] | None = None,
        inherits: Any = None,
        inherit_condition: Any = None,
        inherit_foreign_keys: Any = None,
        always_refresh: bool = False,
        version_id_col: Any = None,
        version_id_generator: Any = None,
        polymorphic_on: Any = None,
        _polymorphic_map: dict[Any, Any] | None = None,
        polymorphic_identity: Any = None,
        concrete: bool = False,
        with_polymorphic: Any = None,
        polymorphic_abstract: bool = False,
        polymorphic_load: str | None = None,
        allow_partial_pks: bool = True,
        batch: bool = True,
        column_prefix: str | None = None,
        include_properties: Sequence[Any] | None = None,
        exclude_properties: Sequence[Any] | None = None,
        passive_updates: bool = True,
        passive_deletes: bool = False,
        confirm_deleted_rows: bool = True,
        eager_defaults: Any = "auto",
        legacy_is_orphan: bool = False,
        _compiled_cache_size: int = 100,
    ) -> None:
        self._serial = next(_serials)
        self.class_ = _require_class(class_)
        self.registry = _registry_of(class_)
        self._primary_key_argument = _columns_argument("primary_key", primary_key)
        self.always_refresh = always_refresh
        self.version_id_prop: Any = version_id_col if isinstance(version_id_col, MapperProperty) else None
        self.version_id_col = version_id_col.columns[0] if self.version_id_prop is not None else version_id_col
        self.version_id_generator: Any = _version_generator(version_id_generator)
        self.concrete = concrete
        self.single = False
        self.local_table: Any = None
        if local_table is not None:
            self.local_table = coercions.expect(roles.StrictFromClauseRole, local_table)
        self.inherits: Mapper[Any] | None = inheritance.parent_mapper(inherits)
        self.inherit_condition = inherit_condition
        self.inherit_foreign_keys = inherit_foreign_keys
        self._init_properties: dict[str, Any] = dict(properties) if properties else {}
        self._delete_orphans: list[tuple[str, type]] = []
        self.batch = batch
        self.eager_defaults = eager_defaults
        self.column_prefix = column_prefix
        self.polymorphic_on = _polymorphic_argument(polymorphic_on)
        self.polymorphic_abstract = polymorphic_abstract
        self.polymorphic_identity = polymorphic_identity
        self.polymorphic_load = polymorphic_load
        self.validators: Mapping[str, tuple[Any, dict[str, Any]]] = immutabledict()
        self.passive_updates = passive_updates
        self.passive_deletes = passive_deletes
        self.legacy_is_orphan = legacy_is_orphan
        self.allow_partial_pks = allow_partial_pks
        self.confirm_deleted_rows = confirm_deleted_rows
        self.include_properties = set(include_properties) if include_properties is not None else None
        self.exclude_properties = set(exclude_properties) if exclude_properties else None
        self.configured = False
        self._configure_failed: Any = False
        self._disposed = False
        self._inheriting_mappers: list[Mapper[Any]] = []
        self._new_mappers = False
        self._memo: dict[str, Any] = {}
        self._given_polymorphic_map = _polymorphic_map
        self.with_polymorphic = polymorphic.check_argument(with_polymorphic)
        self._with_polymorphic_from_subclasses = False
        with CONFIGURE_LOCK:
            self.registry._flag_new_mapper(self)
            try:
                self._build()
            except BaseException:
                self._undo()
                raise

    # -- construction ----------------------------------------------------------------------------------------

    def _build(self) -> None:
        events = self._class_dispatch()
        inheritance.configure(self)
        attach(self)
        events._notify_instrumented(self)
        property_setup.configure(self)
        polymorphic.configure_setter(self)
        primary_key.configure(self)
        self.registry._mapper_built(self)
        events._notify_constructed(self)

    def _undo(self) -> None:
        """A mapper that could not be made leaves its class and its parent as they were."""
        if self.class_.__dict__.get("__mapper__") is self:
            detach(self)
        if self.inherits is not None and self in self.inherits._inheriting_mappers:
            self.inherits._inheriting_mappers.remove(self)
            for above in self.inherits.iterate_to_root():
                above._memo.clear()
        known = self.__dict__.get("polymorphic_map", {})
        if known.get(self.polymorphic_identity) is self:
            del known[self.polymorphic_identity]

    def _class_dispatch(self) -> Any:
        return MapperEvents._for(self)

    # -- what it is ------------------------------------------------------------------------------------------

    @property
    def mapper(self) -> Mapper[_O]:
        """This mapper: part of the interface shared with aliases."""
        return self

    @property
    def entity(self) -> type[_O]:
        """The mapped class: part of the interface shared with aliases."""
        return self.class_

    @property
    def entity_namespace(self) -> type[_O]:
        """Where `filter_by()` looks names up."""
        return self.class_

    @property
    def class_manager(self) -> Any:
        """The instrumentation of the class."""
        return self._class_manager

    @property
    def selectable(self) -> Any:
        """The FROM that `select(Class)` reads: the table, a join, or the polymorphic selectable."""
        return self._with_polymorphic_selectable

    def __clause_element__(self) -> Any:
        found = self._memo.get("clause_element")
        if found is None:
            annotations: dict[str, Any] = {"entity_namespace": self, "parententity": self, "parentmapper": self}
            propagate = {"compile_state_plugin": "orm", "plugin_subject": self}
            selectable = self._with_polymorphic_selectable
            if selectable is not self.local_table:
                annotations["dml_table"] = self.local_table._annotate(annotations)
            found = selectable._annotate(annotations)._set_propagate_attrs(propagate)
            self._memo["clause_element"] = found
        return found

    @property
    def _path_token(self) -> int:
        return self._serial

    # -- properties ------------------------------------------------------------------------------------------

    def add_properties(self, dict_of_properties: Mapping[str, Any]) -> None:
        """Add several properties, as `add_property()` does."""
        for key, value in dict_of_properties.items():
            self.add_property(key, value)

    def add_property(self, key: str, prop: Any) -> None:
        """Add a property to a mapper that exists, and to the mappers that inherit from it."""
        prop = property_setup.add(self, key, prop)
        if isinstance(prop, MapperProperty) and self.configured:
            self._forget()
            self._refreeze()

    def _put_late(self, key: str, prop: Any, init: bool) -> Any:
        """Put a property that another property brings along."""
        return property_setup.put(self, key, prop, init=init)

    def _refreeze(self) -> None:
        for mapper in self.self_and_descendants:
            if mapper.configured:
                mapper._forget()
                property_setup.freeze(mapper)

    def has_property(self, key: str) -> bool:
        """True if there is a property of that name; nothing is configured."""
        return key in self._props

    def get_property(self, key: str, _configure_mappers: bool = False) -> MapperProperty[Any]:
        """Return the property of that name. Raises InvalidRequestError if there is none."""
        if _configure_mappers:
            self._check_configure()
        try:
            return self._props[key]  # type: ignore[no-any-return]  # properties are dynamic
        except KeyError as error:
            raise exc.InvalidRequestError(
                f"Mapper '{self}' has no property '{key}'.  If this property was indicated from other mappers or "
                "configure events, ensure registry.configure() has been called."
            ) from error

    def get_property_by_column(self, column: Any) -> MapperProperty[Any]:
        """Return the property that maps `column`. Raises UnmappedColumnError if none does."""
        found = self._columntoproperty.get(column)
        if found is None:
            raise self._unmapped_column(column)
        return found  # type: ignore[no-any-return]  # properties are dynamic

    def _unmapped_column(self, column: Any) -> Exception:
        prop = self._props.get(getattr(column, "key", None) or "")
        if prop is not None:
            columns = getattr(prop, "columns", [None])
            return exc.UnmappedColumnError(
                f"Column '{column}' is not available, due to conflicting property '{prop.key}':{columns[0]!r}"
            )
        return exc.UnmappedColumnError(f"No column {column} is configured on mapper {self}...")

    @property
    def iterate_properties(self) -> Iterator[MapperProperty[Any]]:
        """An iterator over all properties."""
        self._check_configure()
        return iter(self._props.values())

    @property
    def attrs(self) -> ReadOnlyProperties[MapperProperty[Any]]:
        """All properties by name."""
        self._check_configure()
        return ReadOnlyProperties(self._props)

    def _filtered(self, name: str, keep: Callable[[Any], bool]) -> ReadOnlyProperties[Any]:
        self._check_configure()
        found = self._memo.get(name)
        if found is None:
            kept = {key: prop for key, prop in self._props.items() if keep(prop)}
            found = self._memo[name] = ReadOnlyProperties(kept)
        return found

    @property
    def column_attrs(self) -> ReadOnlyProperties[Any]:
        """The ColumnProperty objects by name."""
        return self._filtered("column_attrs", lambda prop: isinstance(prop, ColumnProperty))

    @property
    def relationships(self) -> ReadOnlyProperties[Any]:
        """The RelationshipProperty objects by name."""
        return self._filtered("relationships", lambda prop: bool(prop._is_relationship))

    @property
    def synonyms(self) -> ReadOnlyProperties[Any]:
        """The SynonymProperty objects by name."""
        return self._filtered("synonyms", lambda prop: getattr(prop, "_is_synonym", False))

    @property
    def composites(self) -> ReadOnlyProperties[Any]:
        """The CompositeProperty objects by name."""
        return self._filtered("composites", lambda prop: getattr(prop, "_is_composite", False))

    @property
    def all_orm_descriptors(self) -> ReadOnlyProperties[Any]:
        """Everything on the class that the ORM can inspect: attributes, hybrids, association proxies."""
        found = self._memo.get("all_orm_descriptors")
        if found is None:
            found = ReadOnlyProperties(dict(property_setup.descriptors_of(self.class_)))
            self._memo["all_orm_descriptors"] = found
        return found

    @property
    def c(self) -> MapperColumns:
        """The same as `columns`."""
        return self.columns

    # -- configuration ---------------------------------------------------------------------------------------

    def _check_configure(self) -> None:
        if self.registry._new_mappers:
            check_configured(self.registry)

    def _post_configure_properties(self) -> None:
        """Complete every property; relationships find their targets and join conditions here."""
        done: set[Any] = set()
        # a relationship of the class with itself adds its backref on the way
        while waiting := [prop for prop in self._props.values() if prop.key not in done]:
            for prop in waiting:
                done.add(prop.key)
                if not prop._configure_started:
                    prop.init()
                if prop._configure_finished:
                    prop.post_instrument_class(self)

    def _expire_memo_of_hierarchy(self) -> None:
        for mapper in self.iterate_to_root():
            mapper._forget()

    def _finish_configuration(self) -> None:
        """Freeze the attribute numbers; everything about the mapper is decided now."""
        property_setup.freeze(self)

    def _forget(self) -> None:
        self._memo.clear()

    def _memoized(self, name: str, make: Callable[[], Any]) -> Any:
        try:
            return self._memo[name]
        except KeyError:
            value = self._memo[name] = make()
            return value

    # -- inheritance -----------------------------------------------------------------------------------------

    def iterate_to_root(self) -> Iterator[Mapper[Any]]:
        """Yield this mapper, its parent, and so on up to the base mapper."""
        mapper: Mapper[Any] | None = self
        while mapper is not None:
            yield mapper
            mapper = mapper.inherits

    @property
    def self_and_descendants(self) -> Sequence[Mapper[Any]]:
        """This mapper and all that inherit from it, breadth first."""
        return self._memoized("self_and_descendants", lambda: tuple(self._descend()))  # type: ignore[no-any-return]

    def _descend(self) -> Iterator[Mapper[Any]]:
        waiting = deque([self])
        while waiting:
            mapper: Mapper[Any] = waiting.popleft()
            yield mapper
            waiting.extend(mapper._inheriting_mappers)

    def polymorphic_iterator(self) -> Iterator[Mapper[Any]]:
        """Iterate `self_and_descendants`."""
        return iter(self.self_and_descendants)

    def isa(self, other: Mapper[Any]) -> bool:
        """True if this mapper is `other` or inherits from it."""
        return any(mapper is other for mapper in self.iterate_to_root())

    def is_sibling(self, other: Mapper[Any]) -> bool:
        """True if both inherit from the same base and neither from the other."""
        return self.base_mapper is other.base_mapper and not self.isa(other) and not other.isa(self)

    def common_parent(self, other: Mapper[Any]) -> bool:
        """True if both share a base mapper."""
        return self.base_mapper is other.base_mapper

    def primary_mapper(self) -> Mapper[Any]:
        """Return this mapper; there is one per class."""
        return self

    @property
    def primary_base_mapper(self) -> Mapper[Any]:
        """The base mapper."""
        return self.base_mapper

    # -- polymorphic loading ---------------------------------------------------------------------------------

    @property
    def with_polymorphic_mappers(self) -> Sequence[Mapper[Any]]:
        """The mappers that `select(Class)` reads together by default."""
        self._check_configure()
        return self._with_polymorphic_mappers

    @property
    def _with_polymorphic_mappers(self) -> Sequence[Mapper[Any]]:
        return self._memoized(  # type: ignore[no-any-return]  # the memo is untyped
            "with_polymorphic_mappers",
            lambda: polymorphic.mappers_of(self, *self.with_polymorphic) if self.with_polymorphic else (),
        )

    @property
    def _with_polymorphic_selectable(self) -> Any:
        return self._memoized("with_polymorphic_selectable", lambda: polymorphic.default_selectable(self))

    def _set_with_polymorphic(self, with_polymorphic: Any) -> None:
        """Let `select(Class)` read another selectable, before the mapper is configured."""
        self.with_polymorphic = polymorphic.check_argument(with_polymorphic)
        self._forget()

    def _set_polymorphic_on(self, polymorphic_on: Any) -> None:
        """Use another discriminator, before the mapper is configured."""
        self.polymorphic_on = polymorphic_on
        polymorphic.configure_setter(self)
        self._forget()

    def _set_concrete_base(self, mapper: Mapper[Any]) -> None:
        """Put a concrete mapper below a base that was mapped after it."""
        self.inherits = mapper
        self.base_mapper = mapper.base_mapper
        self.polymorphic_map = mapper.polymorphic_map
        self.polymorphic_map[self.polymorphic_identity] = self
        if self.polymorphic_on is None:
            self.polymorphic_on = mapper.polymorphic_on
        mapper._inheriting_mappers.append(self)
        mapper._all_tables |= self._all_tables
        self._all_tables = mapper._all_tables
        for key, prop in mapper._props.items():
            if key not in self._props:
                property_setup.inherit(self, key, prop)
        for above in self.iterate_to_root():
            above._forget()

    @property
    def _single_table_criterion(self) -> Any:
        """The WHERE that keeps rows of this class out of a table shared with others, or None."""
        return self._memoized("single_table_criterion", lambda: polymorphic.single_table_criterion(self))

    def _with_polymorphic_args(self, spec: Any = None, selectable: Any = False, innerjoin: bool = False) -> Any:
        """Return (mappers, selectable) for an explicit with_polymorphic()."""
        self._check_configure()
        return polymorphic.with_polymorphic_args(self, spec, selectable, innerjoin)

    def _iterate_polymorphic_properties(self, mappers: Sequence[Mapper[Any]] | None = None) -> Iterator[Any]:
        """Yield the properties to load for this mapper together with those of subclasses."""
        return polymorphic.properties_of(self, self._with_polymorphic_mappers if mappers is None else mappers)

    @property
    def _equivalent_columns(self) -> dict[Any, set[Any]]:
        """Column -> columns that inheritance makes equal to it."""
        return self._memoized("equivalent_columns", lambda: primary_key.equivalents(self))  # type: ignore[no-any-return]

    @property
    def _sorted_tables(self) -> Sequence[Any]:
        """The tables of the whole hierarchy, referred ones first."""
        return self._memoized("sorted_tables", lambda: primary_key.sorted_tables(self))  # type: ignore[no-any-return]

    def _cascading(self, kind: str) -> Sequence[Any]:
        """The relationships along which an operation travels."""
        return self._memoized(  # type: ignore[no-any-return]  # the memo is untyped
            f"cascading_{kind}",
            lambda: tuple(prop for prop in self._props.values() if prop._is_relationship and kind in prop.cascade),
        )

    def _dml_attribute(self, key: str) -> Any:
        """What a name in `values()` means: an attribute that stands for other columns (composite, hybrid), or the name."""
        return getattr(self.class_, key) if key in self._standing_for_columns else key

    @property
    def _dataclass_defaults(self) -> Mapping[str, Any]:
        """Attribute -> the default that it reads as while it has no value: mapped dataclasses only."""
        return self.class_.__dict__.get("_sa_dataclass_defaults") or immutabledict()

    @property
    def _standing_for_columns(self) -> frozenset[str]:
        return self._memoized("standing_for_columns", lambda: frozenset(self._names_without_column()))  # type: ignore[no-any-return]

    def _names_without_column(self) -> Iterator[str]:
        for key in self.all_orm_descriptors.keys():  # noqa: SIM118 - iterating gives the values
            prop = self._props.get(key)
            if prop is None or not prop._stored:
                yield key

    def _bulk_row(self, row: Mapping[str, Any]) -> Mapping[str, Any]:
        """A row of a bulk statement by the names of column attributes; composites and hybrids are worked off."""
        names = self._standing_for_columns
        if names.isdisjoint(row):
            return row
        made = dict(row)
        for key in row:
            if key in names:
                getattr(self.class_, key)._bulk_dml_setter(key)(made)
        return made

    @property
    def _cascades_save(self) -> bool:
        """True if saving an object may reach others."""
        return bool(self._cascading("save-update"))

    def _is_orphan(self, core: Any) -> bool:
        """True if an object lacks the parents without which it must not exist."""
        found = False
        for mapper in self.iterate_to_root():
            for key, parent in mapper._delete_orphans:
                found = True
                attribute = getattr(parent, key)
                has_parent = attribute.impl.hasparent(core, optimistic=core.key is not None)
                if has_parent == self.legacy_is_orphan:
                    return not has_parent
        return found and self.legacy_is_orphan

    def _slot_of_column(self, column: Any) -> int:
        """The attribute number that holds a column."""
        return self._slots[self.get_property_by_column(column).key]

    def _identity_key_of(self, core: Any) -> tuple[Any, ...]:
        """The identity key for the current values of a core; nothing is loaded."""
        if len(self._pk_slots) == 1:
            value = core.get(self._pk_slots[0])
            return (self._identity_class, (None if value is NO_VALUE else value,), core.identity_token)
        values = [core.get(slot) for slot in self._pk_slots]
        if NO_VALUE in values:
            values = [None if value is NO_VALUE else value for value in values]
        return (self._identity_class, tuple(values), core.identity_token)

    @property
    def _polymorphic_properties(self) -> Sequence[MapperProperty[Any]]:
        """The properties that `select(Class)` loads: own ones and those of with_polymorphic subclasses."""
        return self._memoized(  # type: ignore[no-any-return]  # the memo is untyped
            "polymorphic_properties", lambda: tuple(polymorphic.properties_of(self, self._with_polymorphic_mappers))
        )

    # -- identity --------------------------------------------------------------------------------------------

    def identity_key_from_row(self, row: Any, identity_token: Any = None, adapter: Any = None) -> tuple[Any, ...]:
        """Return the identity key that a result row describes, or raise if a key column is missing."""
        columns = [adapter.columns[column] for column in self.primary_key] if adapter else self.primary_key
        mapping = row._mapping if hasattr(row, "_mapping") else row
        return (self._identity_class, tuple(mapping[column] for column in columns), identity_token)

    def identity_key_from_primary_key(self, primary_key: Sequence[Any], identity_token: Any = None) -> tuple[Any, ...]:
        """Return the identity key for a primary key given as a sequence."""
        return (self._identity_class, tuple(primary_key), identity_token)

    def identity_key_from_instance(self, instance: Any) -> tuple[Any, ...]:
        """Return the identity key from an object's current values; expired ones are loaded."""
        token = primary_key.identity_token_of(instance)
        return self.identity_key_from_primary_key(self.primary_key_from_instance(instance), token)

    def primary_key_from_instance(self, instance: Any) -> list[Any]:
        """Return the primary key values of an object; expired ones are loaded."""
        return primary_key.values_of(self, instance)

    # -- cascades --------------------------------------------------------------------------------------------

    def cascade_iterator(self, type_: str, state: Any, halt_on: Any = None) -> Iterator[tuple[Any, ...]]:
        """Yield (object, mapper, state, dict) for everything a cascade reaches from `state`."""
        visited: set[Any] = set()
        waiting = deque([state])
        while waiting:
            parent = waiting.popleft()
            for prop in parent.mapper._props.values():
                if type_ not in prop.cascade:
                    continue
                for item in prop.cascade_iterator(type_, parent, visited, halt_on):
                    yield item
                    waiting.append(item[2])

    @property
    def logger_name(self) -> str:
        """The name of this mapper in log lines."""
        return f"Mapper[{self.class_.__name__}]"

    # -- shown -----------------------------------------------------------------------------------------------

    @property
    def _log_desc(self) -> str:
        table = self.local_table
        described = getattr(table, "description", None) or str(table)
        return f"({self.class_.__name__}|{described})"

    def __repr__(self) -> str:
        return f"<Mapper at {id(self):#x}; {self.class_.__name__}>"

    def __str__(self) -> str:
        table = self.local_table.description if self.local_table is not None else self.persist_selectable.description
        return f"Mapper[{self.class_.__name__}({table})]"


def _require_class(class_: Any) -> Any:
    if not isinstance(class_, type):
        raise exc.ArgumentError(f"Class argument is not a class: {class_!r}")
    return class_


def _registry_of(class_: type) -> Any:
    found = class_.__dict__.get("_sa_registry") or getattr(class_, "_sa_registry", None)
    if found is None:
        raise exc.InvalidRequestError(
            "The _mapper() function and Mapper() constructor may not be invoked directly outside of a declarative "
            "registry. Please use the sqlalchemy.orm.registry.map_imperatively() function for a classical mapping."
        )
    return found


def _columns_argument(name: str, columns: Iterable[Any] | None) -> tuple[Any, ...] | None:
    if columns is None:
        return None
    items = columns if isinstance(columns, (list, tuple, set, frozenset)) else (columns,)
    return tuple(coercions.expect(roles.DDLConstraintColumnRole, column, argname=name) for column in items)


def _polymorphic_argument(polymorphic_on: Any) -> Any:
    if polymorphic_on is None or isinstance(polymorphic_on, (str, MapperProperty)):
        return polymorphic_on
    return coercions.expect(roles.ColumnArgumentOrKeyRole, polymorphic_on, argname="polymorphic_on")


def _version_generator(generator: Any) -> Any:
    if generator is None:
        return _next_version
    return generator


def _next_version(version: Any) -> int:
    return (version or 0) + 1


Mapper.dispatch = dispatcher(MapperEvents)
MapperEvents._dispatch_target = Mapper
set_mapper_class(Mapper)
configuration.set_mapper_class(Mapper)
accept_mapper_class(Mapper)
