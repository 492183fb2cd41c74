"""What every mapped attribute and every inspectable ORM object has in common.

`InspectionAttr` answers yes/no questions about what an object is; `MapperProperty` is one named part of a
mapper before and after configuration; `PropComparator` is its SQL side; `AttributeOptions` carries what a
construct such as `mapped_column()` tells the dataclass machinery. No behaviour of one particular property is here.
"""

from __future__ import annotations

import enum
import operator as _python_operator
from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from ...operators import ColumnOperators
from .cascades import CascadeOptions

_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)


class NoArg(enum.Enum):
    """The value of an argument that was not given."""

    NO_ARG = 0

    def __repr__(self) -> str:
        return f"NoArg.{self.name}"


NO_ARG = NoArg.NO_ARG


class InspectionAttrExtensionType(enum.Enum):
    """What kind of extension a descriptor in `Mapper.all_orm_descriptors` is."""


class NotExtension(InspectionAttrExtensionType):
    """The extension type of attributes that belong to the ORM itself."""

    NOT_EXTENSION = "not_extension"


class RelationshipDirection(enum.Enum):
    """Which side of a relationship holds the foreign key."""

    ONETOMANY = 1
    MANYTOONE = 2
    MANYTOMANY = 3


ONETOMANY = RelationshipDirection.ONETOMANY
MANYTOONE = RelationshipDirection.MANYTOONE
MANYTOMANY = RelationshipDirection.MANYTOMANY


class EventResult(enum.IntEnum):
    """What a retval=True listener of old-style hooks may return."""

    EXT_CONTINUE = 0
    EXT_STOP = 1
    EXT_SKIP = 2
    NO_KEY = 3


class InspectionAttr:
    """Yes/no facts shared by everything that `inspect()` returns in the ORM."""

    __slots__: tuple[str, ...] = ()

    is_selectable = False
    is_aliased_class = False
    is_instance = False
    is_mapper = False
    is_bundle = False
    is_property = False
    is_attribute = False
    is_clause_element = False
    # stands for an expression, is none: `__getattr__` must not ask the comparator
    _is_node = False
    _is_internal_proxy: ClassVar[bool] = False
    extension_type: InspectionAttrExtensionType = NotExtension.NOT_EXTENSION


class InspectionAttrInfo(InspectionAttr):
    """Adds the `.info` dictionary, made when it is first asked for."""

    __slots__ = ()

    @property
    def info(self) -> dict[Any, Any]:
        """A dictionary for the user's own facts about this object."""
        found = self.__dict__.get("_info")
        if found is None:
            found = self.__dict__["_info"] = {}
        return found


class AttributeOptions(NamedTuple):
    """The dataclass arguments of one construct; NO_ARG where the user said nothing."""

    init: Any = NO_ARG
    repr: Any = NO_ARG
    default: Any = NO_ARG
    default_factory: Any = NO_ARG
    compare: Any = NO_ARG
    kw_only: Any = NO_ARG
    hash: Any = NO_ARG
    dataclass_metadata: Any = NO_ARG

    def named(self) -> dict[str, Any]:
        """Return the arguments that were given, as `dataclasses.field()` names them."""
        given = {name: value for name, value in zip(self._fields, self, strict=True) if value is not NO_ARG}
        if "dataclass_metadata" in given:
            given["metadata"] = given.pop("dataclass_metadata")
        return given


NO_OPTIONS = AttributeOptions()
# what a plain Column, a query_expression or a bare relationship is given: no part of __init__
READ_ONLY_OPTIONS = AttributeOptions(init=False)


class MapsColumns:
    """Mixin for constructs that bring columns into the table of a declarative class."""

    __slots__ = ()

    @property
    def columns_to_assign(self) -> list[tuple[Any, int]]:
        """The (column, sort order) pairs to put into the table."""
        raise AttributeError(f"{type(self).__name__} does not bring columns")


class MapperProperty(InspectionAttrInfo, Generic[_T]):
    """One attribute of a mapped class as the mapper sees it.

    `key` is its name, `parent` the mapper it belongs to. A property is made by the user (or for a column),
    given to a mapper with `set_parent`, put on the class with `instrument_class`, and completed once with `init`
    when the mappers are configured.
    """

    is_property = True
    _is_relationship = False
    # where the value of this property lives in an object: True for columns and relationships
    _stored = False
    # an object keeps something for it, though it is not loaded or written by itself: composites
    _has_slot = False
    strategy_key: tuple[tuple[str, Any], ...] = ()
    strategy_wildcard_key: str | None = None
    cascade: CascadeOptions | frozenset[str] = frozenset()

    key: str
    parent: Any
    doc: str | None

    def __init__(
        self, attribute_options: AttributeOptions | None = None, info: Mapping[Any, Any] | None = None
    ) -> None:
        self._attribute_options = attribute_options or NO_OPTIONS
        self._has_dataclass_arguments = bool(attribute_options and attribute_options != NO_OPTIONS)
        self._configure_started = False
        self._configure_finished = False
        self.doc = None
        if info is not None:
            self.__dict__["_info"] = dict(info)

    def set_parent(self, parent: Any, init: bool = False) -> None:
        """Tell the property which mapper it belongs to."""
        self.parent = parent

    def instrument_class(self, mapper: Any) -> None:
        """Put the attribute for this property on the mapped class."""

    def init(self) -> None:
        """Complete the property; called once for all properties when the mappers are configured."""
        if self._configure_finished:
            return
        self._configure_started = True
        self.do_init()
        self._configure_finished = True

    def do_init(self) -> None:
        """Decide what can only be decided when all mappers are known."""

    def post_instrument_class(self, mapper: Any) -> None:
        """Called after `init`, with the class instrumented."""

    @property
    def class_attribute(self) -> Any:
        """The attribute of the mapped class that stands for this property."""
        return getattr(self.parent.class_, self.key)

    def cascade_iterator(self, *arg: Any, **kw: Any) -> Iterator[Any]:
        """Yield related objects for a cascade; only relationships have any."""
        return iter(())

    @property
    def _owner_name(self) -> str:
        parent = self.__dict__.get("parent")
        return parent.class_.__name__ if parent is not None else "(no mapper)"

    def __str__(self) -> str:
        return f"{self._owner_name}.{self.__dict__.get('key', 'no key')}"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} at {id(self):#x}; {self.__dict__.get('key', 'no key')}>"


class StrategizedProperty(MapperProperty[_T]):
    """A property that a loader strategy can load; `strategy_key` names the default one."""

    strategy_wildcard_key: str | None = None

    @property
    def _wildcard_token(self) -> tuple[str]:
        return (f"{self.strategy_wildcard_key}:*",)


class PropComparator(ColumnOperators, Generic[_T_co]):
    """The SQL side of one property, for one entity (a mapper or an alias of one).

    Subclass it (or `ColumnProperty.Comparator` and its siblings) and pass the class as `comparator_factory`
    to change what operators on `User.attribute` produce.
    """

    __slots__ = ()

    prop: Any
    _parententity: Any
    _adapt_to_entity: Any

    def __init__(self, prop: Any, parentmapper: Any, adapt_to_entity: Any = None) -> None:
        self.prop = prop
        self._parententity = adapt_to_entity or parentmapper
        self._adapt_to_entity = adapt_to_entity

    def __clause_element__(self) -> Any:
        raise NotImplementedError(f"{self!r} has no SQL expression")

    def adapt_to_entity(self, adapt_to_entity: Any) -> PropComparator[_T_co]:
        """Return this comparator for an alias of the entity."""
        return type(self)(self.prop, self._parententity, adapt_to_entity)

    @property
    def _parentmapper(self) -> Any:
        return self._parententity.mapper

    @property
    def adapter(self) -> Callable[[Any], Any] | None:
        """A function that rewrites columns for the alias, or None when there is no alias."""
        if self._adapt_to_entity is None:
            return None
        return self._adapt_to_entity._adapt_element  # type: ignore[no-any-return]  # an alias is Any here

    @property
    def info(self) -> dict[Any, Any]:
        """The info dictionary of the property."""
        return self.prop.info  # type: ignore[no-any-return]  # prop is any MapperProperty

    def _bulk_update_tuples(self, value: Any) -> Any:
        """The (column, value) pairs of `update().values({attribute: value})`."""
        return [(self.__clause_element__(), value)]

    def _bulk_dml_setter(self, key: str) -> Any:
        """A function that works an attribute's value into a row of a bulk statement."""
        return lambda mapping: None

    @staticmethod
    def any_op(a: Any, b: Any, **kwargs: Any) -> Any:
        """The operator behind `any()`."""
        return a.any(b, **kwargs)

    @staticmethod
    def has_op(a: Any, b: Any, **kwargs: Any) -> Any:
        """The operator behind `has()`."""
        return a.has(b, **kwargs)

    @staticmethod
    def of_type_op(a: Any, class_: Any) -> Any:
        """The operator behind `of_type()`."""
        return a.of_type(class_)

    def of_type(self, class_: Any) -> Any:
        """Return this attribute narrowed to a subclass, alias or with_polymorphic() of its target."""
        return self.operate(PropComparator.of_type_op, class_)

    def and_(self, *criteria: Any) -> Any:
        """Return this relationship with more ON criteria."""
        return self.operate(_python_operator.and_, *criteria)

    def any(self, criterion: Any = None, **kwargs: Any) -> Any:
        """Return an EXISTS over the members of a collection that meet `criterion`."""
        return self.operate(PropComparator.any_op, criterion, **kwargs)

    def has(self, criterion: Any = None, **kwargs: Any) -> Any:
        """Return an EXISTS over the object a scalar relationship points to, if it meets `criterion`."""
        return self.operate(PropComparator.has_op, criterion, **kwargs)

    @property
    def property(self) -> Any:
        """The MapperProperty this comparator belongs to."""
        return self.prop
