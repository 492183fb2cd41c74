"""Relationships: an attribute that holds other mapped objects.

In: `relationship(...)` arguments, many of them late (strings, callables). Out, after `init()`: join facts (`joins.py`),
direction, cascades and the back reference, each decided once.

Start at `RelationshipProperty.do_init`. The SQL operators of `User.addresses` are in `relationship_comparator.py`.
"""

from __future__ import annotations

import inspect as python_inspect
import typing
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, TypeVar

from ... import exc, operators
from ...inspection import inspect
from ...sql import coercions, roles
from ..state import duck_type
from . import overlaps
from .adapt import replace
from .annotations import MappedAnnotation, without_none
from .cascades import CascadeOptions
from .clsregistry import Resolver, is_dotted_name
from .column_property import next_creation_order
from .expressions import binaries, columns_of, is_column, plain
from .instrument import instrument_relationship, related_objects, relationship_ready
from .interfaces import (
    MANYTOMANY,
    MANYTOONE,
    NO_ARG,
    NO_OPTIONS,
    ONETOMANY,
    AttributeOptions,
    RelationshipDirection,
    StrategizedProperty,
)
from .joins import Given, JoinCondition, LazyClause, Sides
from .mapped import DeclarativeAttribute, DynamicMapped, WriteOnlyMapped
from .names import string_namespace
from .relationship_comparator import RelationshipComparator

_T = TypeVar("_T")

_PERSISTENCE_ONLY: Mapping[str, Any] = {
    "passive_deletes": False,
    "passive_updates": True,
    "enable_typechecks": True,
    "active_history": False,
    "cascade_backrefs": False,
}
_VIEWONLY_CASCADES = frozenset({"merge", "expunge", "refresh-expire"})


class RelationshipProperty(StrategizedProperty[_T]):
    """A relationship between two mapped classes; see `relationship()` for the arguments.

    After configuration: `mapper`/`entity` (the target), `direction`, `uselist`, `primaryjoin`, `secondaryjoin`,
    `local_remote_pairs`, `synchronize_pairs`, `secondary_synchronize_pairs`, `local_columns`, `remote_side`.
    """

    strategy_wildcard_key = "relationship"
    inherit_cache = True
    _links_to_entity = True
    _is_relationship = True
    _stored = True
    Comparator = RelationshipComparator

    direction: RelationshipDirection

    def __init__(
        self,
        argument: Any = None,
        secondary: Any = None,
        *,
        uselist: bool | None = None,
        collection_class: Any = None,
        primaryjoin: Any = None,
        secondaryjoin: Any = None,
        back_populates: Any = None,
        order_by: Any = False,
        backref: Any = None,
        overlaps: str | None = None,
        post_update: bool = False,
        cascade: Any = "save-update, merge",
        viewonly: bool = False,
        attribute_options: AttributeOptions | None = None,
        lazy: Any = "select",
        passive_deletes: Any = False,
        passive_updates: bool = True,
        active_history: bool = False,
        enable_typechecks: bool = True,
        foreign_keys: Any = None,
        remote_side: Any = None,
        join_depth: int | None = None,
        comparator_factory: Any = None,
        single_parent: bool = False,
        innerjoin: Any = False,
        distinct_target_key: bool | None = None,
        load_on_pending: bool = False,
        query_class: Any = None,
        info: Mapping[Any, Any] | None = None,
        omit_join: bool | None = None,
        sync_backref: bool | None = None,
        doc: str | None = None,
        bake_queries: bool = True,
        cascade_backrefs: bool = False,
        _local_remote_pairs: Any = None,
        _legacy_inactive_history_style: bool = False,
    ) -> None:
        super().__init__(attribute_options=attribute_options or NO_OPTIONS, info=info)
        if cascade_backrefs:
            raise exc.ArgumentError(
                "The 'cascade_backrefs' parameter passed to relationship() may only be set to False."
            )
        self.argument = argument
        self.secondary_argument = secondary
        self.primaryjoin_argument = primaryjoin
        self.secondaryjoin_argument = secondaryjoin
        self.order_by_argument = order_by
        self.foreign_keys_argument = foreign_keys
        self.remote_side_argument = remote_side
        self.uselist: Any = uselist
        self.collection_class = collection_class
        self.post_update = post_update
        self.viewonly = viewonly
        self.lazy = "select" if lazy is True else ("noload" if lazy is None else lazy)
        self.lazy = "joined" if lazy is False else self.lazy
        self.passive_deletes = passive_deletes
        self.passive_updates = passive_updates
        self.active_history = active_history
        self.enable_typechecks = enable_typechecks
        self.join_depth = join_depth
        self.single_parent = single_parent
        self.innerjoin = innerjoin
        self.distinct_target_key = distinct_target_key
        self.load_on_pending = load_on_pending
        self.query_class = query_class
        self.omit_join = omit_join
        self.doc = doc
        self.sync_backref = self._check_sync_backref(sync_backref)
        self.comparator_factory = comparator_factory or RelationshipComparator
        self.strategy_key = (("lazy", self.lazy),)
        self._overlaps = frozenset(word for word in _split(overlaps)) if overlaps else frozenset()
        self._reverse_property: set[RelationshipProperty[Any]] = set()
        self._made_as_backref = False
        self._warn_persistence_flags()
        self._warn_omit_join()
        self._cascade = self._wanted_cascade(cascade)
        self.cascade = self._cascade
        self.backref = backref
        self.back_populates: Any = back_populates
        if backref and back_populates:
            raise exc.ArgumentError("backref and back_populates keyword arguments are mutually exclusive")
        self._target_resolved: Any = None
        self._lazy_clauses: dict[bool, LazyClause] = {}
        self._creation_order = next_creation_order()

    # -- argument checks -------------------------------------------------------------------------------------

    def _check_sync_backref(self, given: bool | None) -> bool | None:
        if self.viewonly and given:
            raise exc.ArgumentError("sync_backref and viewonly cannot both be True")
        return given

    @property
    def _effective_sync_backref(self) -> bool:
        return False if self.viewonly else self.sync_backref is not False

    def _warn_persistence_flags(self) -> None:
        if not self.viewonly:
            return
        for name, default in _PERSISTENCE_ONLY.items():
            if self.__dict__.get(name, default) != default:
                exc.warn(
                    f"Setting {name} on relationship() while also setting viewonly=True does not make sense, as a "
                    "viewonly=True relationship does not perform persistence operations. This configuration may raise "
                    "an error in a future release."
                )

    def _warn_omit_join(self) -> None:
        if self.omit_join:
            exc.warn(
                "setting omit_join to True is not supported; selectin loading of this relationship may not work "
                "correctly if this flag is set explicitly.  omit_join optimization is automatically detected for "
                "conditions under which it is supported."
            )

    def _wanted_cascade(self, cascade: Any) -> CascadeOptions:
        options = cascade if isinstance(cascade, CascadeOptions) else CascadeOptions(cascade)
        return CascadeOptions(options & _VIEWONLY_CASCADES) if self.viewonly else options

    def _check_cascade(self) -> None:
        cascade = self.cascade
        assert isinstance(cascade, CascadeOptions)
        if cascade.delete_orphan and not self.single_parent and self.direction in (MANYTOMANY, MANYTOONE):
            kind = "many-to-one" if self.direction is MANYTOONE else "many-to-many"
            target, owner = self.mapper.class_.__name__, self.parent.class_.__name__
            raise exc.ArgumentError(
                f'For {kind} relationship {self}, delete-orphan cascade is normally configured only on the "one" '
                'side of a one-to-many relationship, and not on the "many" side of a many-to-one or many-to-many '
                f'relationship.  To force this relationship to allow a particular "{target}" object to be referenced '
                f'by only a single "{owner}" object at a time via the {self} relationship, which would allow '
                "delete-orphan cascade to take place in this direction, set the single_parent=True flag.",
                code="bbf0",
            )
        if self.passive_deletes == "all" and ("delete" in cascade or "delete-orphan" in cascade):
            raise exc.ArgumentError(
                f"On {self}, can't set passive_deletes='all' in conjunction with 'delete' or 'delete-orphan' cascade"
            )
        if cascade.delete_orphan:
            self.mapper._delete_orphans.append((self.key, self.parent.class_))

    # -- declarative -----------------------------------------------------------------------------------------

    def declarative_scan(self, scan: Any, key: str, annotation: MappedAnnotation | None) -> None:
        """Take target, collection and loading from `Mapped[list[Address]]` and the like.

        Raises ArgumentError if neither annotation nor argument names the target.
        """
        if annotation is None:
            if self.argument is None:
                raise exc.ArgumentError(
                    f'Python typing annotation is required for attribute "{scan.cls.__name__}.{key}" when primary '
                    f'argument(s) for "{type(self).__name__}" construct are None or not present'
                )
            return
        target = without_none(annotation.argument)
        if annotation.container in _NEVER_LOADED:
            self.lazy = _NEVER_LOADED[annotation.container]
            self.strategy_key = (("lazy", self.lazy),)
            self.uselist = True if self.uselist is None else self.uselist
        target = self._take_collection(target, annotation.container)
        self._check_dataclass_factory(scan, key)
        if self.argument is None:
            self.argument = target.__forward_arg__ if hasattr(target, "__forward_arg__") else target

    def _check_dataclass_factory(self, scan: Any, key: str) -> None:
        """A collection starts as what the relationship makes it: a factory of the dataclass cannot fill it."""
        factory = self._attribute_options.default_factory
        wanted = list if self.lazy in _NEVER_LOADED.values() else self.collection_class
        if factory is NO_ARG or wanted is None or factory is wanted:
            return
        plain_kind = duck_type(wanted() if not isinstance(wanted, type) else wanted)
        if factory is plain_kind:
            return
        allowed = f"{wanted}" if plain_kind is None or plain_kind is wanted else f"{wanted} or {plain_kind}"
        raise exc.ArgumentError(
            f"For relationship {scan.cls.__name__}.{key} using dataclass options, default_factory must be exactly {allowed}"
        )

    def _take_collection(self, target: Any, container: Any) -> Any:
        origin = typing.get_origin(target)
        if isinstance(origin, type) and issubclass(origin, Collection):
            if self.collection_class is None:
                if python_inspect.isabstract(origin):
                    raise exc.ArgumentError(
                        f"Collection annotation type {origin} cannot be instantiated; please provide an explicit "
                        "'collection_class' parameter (e.g. list, set, etc.) to the relationship() function to accompany "
                        "this annotation"
                    )
                self.collection_class = origin
            if self.uselist is None:
                self.uselist = True
            arguments = typing.get_args(target)
            return arguments[-1] if arguments else None
        if container not in _NEVER_LOADED and self.uselist is None:
            self.uselist = False
        return target

    # -- on the class ----------------------------------------------------------------------------------------

    def instrument_class(self, mapper: Any) -> None:
        instrument_relationship(mapper, self)

    def post_instrument_class(self, mapper: Any) -> None:
        relationship_ready(mapper, self)

    # -- completing ------------------------------------------------------------------------------------------

    def do_init(self) -> None:
        self._check_name()
        self._resolve_arguments()
        self._resolve_target()
        self._depend_on_target_registry()
        self._decide_join()
        self._check_cascade()
        if self.uselist is None:
            self.uselist = self.direction is not MANYTOONE
        if self.uselist and self._attribute_options.default is not NO_ARG:
            raise exc.ArgumentError(
                f"On relationship {self}, the dataclass default for relationship may only be set for a relationship that "
                "references a scalar value, i.e. many-to-one or explicitly uselist=False"
            )
        self._check_strategy()
        self._make_backref()
        overlaps.check(self)

    def _check_strategy(self) -> None:
        if self.lazy not in _STRATEGIES:
            raise exc.LoaderStrategyException(type(self), self, None, None, self.strategy_key)
        if self.lazy in ("dynamic", "write_only") and (not self.uselist or self.direction is MANYTOONE):
            raise exc.InvalidRequestError(
                f"On relationship {self}, '{self.lazy}' loaders cannot be used with many-to-one/one-to-one relationships "
                "and/or uselist=False."
            )

    def _resolver(self) -> Resolver:
        return Resolver(self.parent.class_, self, self.parent.registry, string_namespace)

    def _resolve_target(self) -> None:
        argument = self.argument
        if isinstance(argument, str):
            resolver = self._resolver()
            argument = resolver.resolve_name(argument) if is_dotted_name(argument) else resolver.evaluate(argument)
        elif callable(argument) and not isinstance(argument, type) and not hasattr(argument, "mapper"):
            if not _is_alias(argument):
                argument = argument()
                if isinstance(argument, str):
                    argument = self._resolver().evaluate(argument)
        entity = inspect(argument, raiseerr=False) if argument is not None else None
        if isinstance(argument, type) and entity is None:
            raise exc.UnmappedClassError(
                argument,
                f"Class '{argument.__module__}.{argument.__name__}' is not mapped; relationship {self} needs a mapped class, "
                "or its name as a string.",
            )
        if not (getattr(entity, "is_mapper", False) or getattr(entity, "is_aliased_class", False)):
            raise exc.ArgumentError(
                f"relationship '{self.key}' expects a class or a mapper argument (received: {type(argument)})"
            )
        self.entity: Any = entity
        self._target_resolved = entity

    @property
    def strategy(self) -> RelationshipStrategy:
        """The facts about the default way of loading."""
        self.parent._check_configure()
        return RelationshipStrategy(self)

    @property
    def mapper(self) -> Any:
        """The mapper of the target class."""
        return self.entity.mapper

    def __getattr__(self, key: str) -> Any:
        if key == "entity":
            parent = self.__dict__.get("parent")
            if parent is not None:
                parent._check_configure()
                if "entity" in self.__dict__:
                    return self.__dict__["entity"]
                if not self._configure_started:
                    self._resolve_target()
                    return self.__dict__["entity"]
        elif key in _DECIDED and "parent" in self.__dict__ and not self.__dict__.get("_configure_started"):
            self.parent._check_configure()
            if key in self.__dict__:
                return self.__dict__[key]
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {key!r}")

    def _check_name(self) -> None:
        parent = self.parent
        if parent.inherits is None or parent.concrete:
            return
        above = parent.inherits._props.get(self.key)
        if above is not None and above is not self and not above._is_relationship:
            exc.warn(
                f"Warning: relationship '{self.key}' on mapper '{parent}' supersedes the same relationship on mapper "
                f"'{parent.inherits}'; this can cause dependency issues during flush"
            )

    def _resolve_arguments(self) -> None:
        self.secondary = self._resolve_secondary()
        primaryjoin = self._late("primaryjoin", self.primaryjoin_argument)
        secondaryjoin = self._late("secondaryjoin", self.secondaryjoin_argument)
        self._given_primaryjoin = _condition("primaryjoin", primaryjoin)
        self._given_secondaryjoin = _condition("secondaryjoin", secondaryjoin)
        self.order_by = self._resolve_order_by()
        self._user_foreign_keys = frozenset(self._columns("foreign_keys", self.foreign_keys_argument))
        self._user_remote_side = frozenset(self._columns("remote_side", self.remote_side_argument))

    def _late(self, name: str, value: Any, favor_tables: bool = False) -> Any:
        if isinstance(value, str):
            return self._resolver().evaluate(value, favor_tables)
        if callable(value) and not isinstance(value, type) and not hasattr(value, "__clause_element__"):
            if not hasattr(value, "_annotations"):
                return value()
        return value

    def _resolve_secondary(self) -> Any:
        given = self.secondary_argument
        if isinstance(given, str) and is_dotted_name(given):
            secondary = self._resolver_for_tables(given)
        else:
            secondary = self._late("secondary", given, favor_tables=True)
        if secondary is None:
            return None
        if isinstance(secondary, type):
            if getattr(inspect(secondary, raiseerr=False), "is_mapper", False):
                raise exc.ArgumentError(
                    f"secondary argument {secondary} passed to to relationship() {self} must be a Table object or other "
                    "FROM clause; can't send a mapped class directly as rows in 'secondary' are persisted "
                    "independently of a class that is mapped to that same table."
                )
        return coercions.expect(roles.FromClauseRole, secondary, argname="secondary")

    def _resolver_for_tables(self, text: str) -> Any:
        resolver = self._resolver()
        table = resolver._metadata.tables.get(text) if "." in text else resolver._table(text)
        if table is not None:
            return table
        try:
            return resolver.evaluate(text, favor_tables=True)
        except exc.InvalidRequestError as error:
            raise exc.InvalidRequestError(
                f"When initializing mapper {self.parent}, expression {text!r} failed to locate a name ({text!r}). If "
                f"this is a class name, consider adding this relationship() to the {self.parent.class_!r} class after "
                "both dependent classes have been defined."
            ) from error

    def _resolve_order_by(self) -> Any:
        given = self._late("order_by", self.order_by_argument)
        if given is False or given is None:
            return False
        items = given if isinstance(given, (list, tuple)) else [given]
        return [coercions.expect(roles.ColumnArgumentRole, item, argname="order_by") for item in items]

    def _columns(self, name: str, argument: Any) -> Iterator[Any]:
        value = self._late(name, argument)
        if value is None:
            return
        items = value if isinstance(value, (list, tuple, set, frozenset)) else [value]
        for item in items:
            column = coercions.expect(roles.ColumnArgumentRole, item, argname=name)
            yield column._deannotate() if column._annotations else column

    def _depend_on_target_registry(self) -> None:
        for near in self.parent.mapper.iterate_to_root():
            for far in self.mapper.iterate_to_root():
                if near.registry is not far.registry:
                    near.registry._depend_on(far.registry)

    @property
    def _is_self_referential(self) -> bool:
        return bool(self.mapper.common_parent(self.parent))

    def _decide_join(self) -> None:
        parent, entity = self.parent, self.entity
        far = entity.persist_selectable if entity.is_mapper else entity.selectable
        far_local = entity.local_table if entity.is_mapper else entity.selectable
        sides = Sides(
            parent.persist_selectable,
            far,
            parent.local_table,
            far_local,
            parent._equivalent_columns,
            entity.mapper._equivalent_columns,
        )
        given = Given(
            self._given_primaryjoin,
            self.secondary,
            self._given_secondaryjoin,
            self._user_foreign_keys,
            self._user_remote_side,
            self._is_self_referential and entity.is_mapper,
            self.viewonly,
        )
        self._join_condition = join = JoinCondition(str(self), sides, given, self._are_mapped)
        self.primaryjoin = join.primaryjoin
        self.secondaryjoin = join.secondaryjoin
        self.direction = join.direction
        self.local_remote_pairs = join.local_remote_pairs
        self.remote_side = join.remote_columns
        self.local_columns = join.local_columns
        self.synchronize_pairs = join.synchronize_pairs
        self.secondary_synchronize_pairs = join.secondary_synchronize_pairs
        self._calculated_foreign_keys = join.foreign_key_columns

    def _are_mapped(self, *columns: Any) -> bool:
        for column in columns:
            if self.secondary is not None and self.secondary.c.contains_column(column):
                continue
            if not self.parent.persist_selectable.c.contains_column(column) and not self.target.c.contains_column(
                column
            ):
                return False
        return True

    @property
    def target(self) -> Any:
        """The FROM of the target: the tables of its mapper, or the alias."""
        return self.entity.persist_selectable if self.entity.is_mapper else self.entity.selectable

    # -- back references -------------------------------------------------------------------------------------

    def _make_backref(self) -> None:
        if self.backref is not None:
            self._create_backref()
        self.back_populates = self._late_name(self.back_populates)
        if self.back_populates:
            self._link_reverse(self.back_populates)

    def _late_name(self, given: Any) -> Any:
        if callable(given) and not isinstance(given, str):
            given = given()
        if hasattr(given, "key") and not isinstance(given, str):
            if not hasattr(given, "prop") and not hasattr(given, "parent"):
                raise exc.ArgumentError(f"Invalid back_populates value: {given!r}")
            return given.key
        return given

    def _create_backref(self) -> None:
        name, kwargs = self.backref if isinstance(self.backref, tuple) else (self.backref, {})
        mapper = self.mapper
        if not mapper.concrete:
            for each in {*mapper.iterate_to_root(), *mapper.self_and_descendants}:
                if each.has_property(name) and not each.concrete:
                    raise exc.ArgumentError(
                        f"Error creating backref '{name}' on relationship '{self}': property of that name exists on "
                        f"mapper '{each}'"
                    )
        kwargs = dict(kwargs)
        primaryjoin, secondaryjoin = self._reversed_joins(kwargs)
        foreign_keys = kwargs.pop("foreign_keys", self._user_foreign_keys or None)
        kwargs.setdefault("viewonly", self.viewonly)
        kwargs.setdefault("post_update", self.post_update)
        kwargs.setdefault("passive_updates", self.passive_updates)
        kwargs.setdefault("sync_backref", self.sync_backref)
        self.back_populates = name
        reverse: Relationship[Any] = Relationship(
            self.parent,
            self.secondary,
            primaryjoin=primaryjoin,
            secondaryjoin=secondaryjoin,
            foreign_keys=list(foreign_keys) if isinstance(foreign_keys, frozenset) else foreign_keys,
            back_populates=self.key,
            **kwargs,
        )
        reverse._made_as_backref = True
        mapper.add_property(name, reverse)

    def _reversed_joins(self, kwargs: dict[str, Any]) -> tuple[Any, Any]:
        if self.secondary is None:
            primaryjoin = kwargs.pop("primaryjoin", self._reversed_primaryjoin())
            if kwargs.pop("secondaryjoin", None) is not None:
                raise exc.InvalidRequestError(
                    "Can't assign 'secondaryjoin' on a backref against a non-secondary relationship."
                )
            return primaryjoin, None
        primaryjoin = kwargs.pop("primaryjoin", _without(self._join_condition.secondaryjoin, ("local",)))
        secondaryjoin = kwargs.pop("secondaryjoin", _without(self._join_condition.primaryjoin, ("local",)))
        return primaryjoin, secondaryjoin

    def _reversed_primaryjoin(self) -> Any:
        """Return the condition for the way back. Of a table that refers to itself only the user knows which side is far."""
        join = self._join_condition.primaryjoin
        if self._is_self_referential and not self._join_condition.remote_was_given:
            return _without(join, ("remote", "local"))
        return _reversed_marks(join)

    def _link_reverse(self, key: str) -> None:
        if key not in self.mapper._props:
            cls = self.mapper.class_.__name__
            raise exc.InvalidRequestError(
                f"Mapper '{self.mapper}' has no property '{key}', which back_populates of relationship {self} names. Write "
                f'{cls}.{key} = relationship(back_populates="{self.key}"), or correct the name.'
                f"{exc.nearest(key, self.mapper._props)}"
            )
        other = self.mapper.get_property(key, _configure_mappers=False)
        if not other._is_relationship:
            raise exc.InvalidRequestError(
                f"back_populates on relationship '{self}' refers to attribute '{other}' that is not a relationship.  The "
                "back_populates parameter should refer to the name of a relationship on the target class."
            )
        if self.viewonly and not other.viewonly and other.back_populates == self.key and other.sync_backref:
            raise exc.InvalidRequestError(
                f"Relationship {other} cannot specify sync_backref=True since {self} includes viewonly=True."
            )
        if (self.viewonly and not other.viewonly and other.sync_backref is not False and other.back_populates) or (
            other.viewonly and not self.viewonly and self.sync_backref is not False
        ):
            self._check_viewonly_pair(other)
        self._reverse_property.add(other)
        other._reverse_property.add(self)
        if not other._configure_started:
            other._resolve_target()
        if not other.mapper.common_parent(self.parent):
            raise exc.ArgumentError(
                f"reverse_property {key!r} on relationship {self} references relationship {other}, which does not "
                f"reference mapper {self.parent}"
            )
        direction = other.__dict__.get("direction")
        if direction is not None and self.direction in (ONETOMANY, MANYTOONE) and self.direction == direction:
            first, second = (other, self) if self._made_as_backref else (self, other)
            raise exc.ArgumentError(
                f"{first} and back-reference {second} are both of the same direction {self.direction!r}.  Did you mean to "
                "set remote_side on the many-to-one side ?"
            )

    def _check_viewonly_pair(self, other: RelationshipProperty[Any]) -> None:
        viewonly, writing = (self, other) if self.viewonly else (other, self)
        if writing.sync_backref:
            raise exc.InvalidRequestError(
                f"Relationship {writing} cannot specify sync_backref=True since {viewonly} includes viewonly=True."
            )

    def _generates_backref_events(self) -> str | None:
        """The name of the attribute on the other side that is kept in step with this one, or None."""
        if not self.back_populates or not isinstance(self.back_populates, str):
            return None
        other = self.mapper._props.get(self.back_populates)
        if other is None or self.viewonly or getattr(other, "viewonly", False):
            return None
        return self.back_populates if self._effective_sync_backref else None

    # -- what readers ask ------------------------------------------------------------------------------------

    @property
    def lazy_clause(self) -> LazyClause:
        """How to load the related objects of one object."""
        return self.lazy_clause_of(False)

    def lazy_clause_of(self, reverse: bool) -> LazyClause:
        """How to load the related objects of one object, or (reverse) the objects that relate to one."""
        found = self._lazy_clauses.get(reverse)
        if found is None:
            found = self._join_condition.lazy_clause(reverse)
            if reverse:
                found = found._replace(criterion=replace(found.criterion, self._of_parent))
            self._lazy_clauses[reverse] = found
        return found

    def _of_parent(self, element: Any) -> Any:
        """Say of a column whose it is: comparing it with an object in Python needs to know."""
        return element._annotate({"parentmapper": self.parent}) if element in self.parent._columntoproperty else None

    @property
    def _use_get(self) -> bool:
        """True if the lazy load of a many-to-one is a look-up by primary key."""
        found = self.__dict__.get("_use_get_memo")
        if found is None:
            found = self.__dict__["_use_get_memo"] = self._compares_with_primary_key()
        return bool(found)

    def _compares_with_primary_key(self) -> bool:
        if self.direction is not MANYTOONE or self.secondary is not None or not self.entity.is_mapper:
            return False
        keys = self.mapper.primary_key
        pairs = [(far, near) for near, far in self.local_remote_pairs]
        if len(pairs) != len(keys):
            return False
        equivalents = self.mapper._equivalent_columns
        for far, _ in pairs:
            if far not in keys and not (equivalents.get(far, set()) & set(keys)):
                return False
        return _is_plain_conjunction(self.primaryjoin, len(pairs))

    @property
    def _columns_are_mapped(self) -> Callable[..., bool]:
        return self._are_mapped

    def cascade_iterator(
        self, type_: str, state: Any, visited_states: set[Any], halt_on: Any = None
    ) -> Iterator[tuple[Any, Any, Any, Any]]:
        for instance, related in related_objects(self, state, type_):
            if related in visited_states or (halt_on is not None and halt_on(related)):
                continue
            visited_states.add(related)
            yield instance, related.mapper, related, related.dict

    def __repr__(self) -> str:
        return f"<{type(self).__name__} at {id(self):#x}; {self.__dict__.get('key', 'no key')}>"


_DECIDED = frozenset(
    {
        "direction",
        "primaryjoin",
        "secondaryjoin",
        "secondary",
        "local_remote_pairs",
        "remote_side",
        "local_columns",
        "synchronize_pairs",
        "secondary_synchronize_pairs",
        "order_by",
        "_join_condition",
        "_calculated_foreign_keys",
    }
)
_NEVER_LOADED: dict[Any, str] = {DynamicMapped: "dynamic", WriteOnlyMapped: "write_only"}
_STRATEGIES = frozenset(
    {
        "select", "immediate", "joined", "selectin", "subquery", "raise", "raise_on_sql", "noload", "dynamic",
        "write_only",
    }
)  # fmt: skip


class RelationshipStrategy:
    """How a relationship is loaded by default; `use_get`: by primary key, from the session if it is there."""

    __slots__ = ("key", "use_get")

    def __init__(self, prop: RelationshipProperty[Any]) -> None:
        self.key = prop.strategy_key
        self.use_get = prop._use_get


class Relationship(RelationshipProperty[_T], DeclarativeAttribute[_T]):
    """What `relationship()` returns; declarative completes it from the annotation."""

    inherit_cache = True


def _is_alias(value: Any) -> bool:
    return hasattr(value, "_aliased_insp")


def _split(words: str) -> list[str]:
    return [word for word in (part.strip() for part in words.split(",")) if word]


def _condition(name: str, value: Any) -> Any:
    return None if value is None else coercions.expect(roles.ColumnArgumentRole, value, argname=name)


def _reversed_marks(join: Any) -> Any:
    """Return the condition for the way back: near and far change places where the user or the tables do not tell."""

    def turn(element: Any) -> Any:
        if not is_column(element) or not element._annotations:
            return None
        words = dict(element._annotations)
        was_remote = words.pop("remote", None)
        was_local = words.pop("local", None)
        if was_local:
            words["remote"] = True
        if was_remote:
            words["local"] = True
        bare = plain(element)
        return bare._annotate(words) if words else bare

    return replace(join, turn)


def _without(join: Any, marks: tuple[str, ...]) -> Any:
    """Return the condition without these marks on its columns."""

    def strip(element: Any) -> Any:
        if not is_column(element) or not any(word in element._annotations for word in marks):
            return None
        words = {word: value for word, value in element._annotations.items() if word not in marks}
        bare = plain(element)
        return bare._annotate(words) if words else bare

    return replace(join, strip)


def _is_plain_conjunction(join: Any, size: int) -> bool:
    found = list(binaries(join))
    return (
        len(found) == size
        and all(binary.operator is operators.eq for binary in found)
        and len(columns_of(join)) == 2 * size
        and getattr(join, "__visit_name__", "") in ("binary", "clauselist", "expression_clauselist")
    )
