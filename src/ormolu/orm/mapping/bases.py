"""Declarative bases: the classes that users derive from, and the metaclasses behind them.

`DeclarativeBase` and the bases of `declarative_base()` give native objects (`kernel.instance.Instance`);
`DeclarativeBaseNoMeta` and decorated plain classes keep their own layout.
"""

from __future__ import annotations

import typing
from collections.abc import Callable, Mapping, MutableMapping
from typing import Any, ClassVar, TypeVar

from ... import exc
from ...inspection import _inspects
from ...kernel.instance import Instance, core_of, prepare_namespace
from ...schema import Column, MetaData, Table
from ...sql import FromClause
from . import annotations as anno
from . import dataclass_setup
from .attributes import InstrumentedAttribute, ProxyAttribute, QueryableAttribute
from .dataclass_setup import DataclassArguments, arguments_of
from .events import mapper_of
from .instrument import default_constructor
from .interfaces import NO_ARG, AttributeOptions, MapperProperty, MapsColumns
from .mapped import MappedAnnotationBase, Unmapped
from .mapped_column import MappedColumn, UnmappedColumn
from .mapper import Mapper
from .registry import registry, set_base_maker
from .scan import deferred_scans, map_declaratively
from .synonym import SynonymProperty

_T = TypeVar("_T", bound=Any)


def add_attribute(cls: Any, key: str, value: Any) -> None:
    """`User.key = value` on a mapped class: columns and properties are mapped, anything else is a plain attribute."""
    mapper = mapper_of(cls)
    if mapper is None or isinstance(value, InstrumentedAttribute):
        type.__setattr__(cls, key, value)
    elif isinstance(value, Column):
        _add_column(cls, key, value)
        mapper.add_property(key, value)
    elif isinstance(value, MapsColumns):
        _add_mapped(cls, mapper, key, value)
    elif isinstance(value, MapperProperty):
        mapper.add_property(key, value)
    elif isinstance(value, QueryableAttribute) and value.key != key and not isinstance(value, ProxyAttribute):
        mapper.add_property(key, SynonymProperty(value.key))
    else:
        type.__setattr__(cls, key, value)
        mapper._forget()


def _add_column(cls: Any, key: str, column: Any) -> None:
    if column.name is None:
        column.name = key
    if column.key is None:
        column.key = key
    table = cls.__table__
    if not isinstance(table, Table):
        raise exc.InvalidRequestError(
            f"Cannot add a new attribute to mapped class {cls.__name__!r} because it's not mapped against a table"
        )
    if column.table is None:
        table.append_column(column, replace_existing=True)


def _add_mapped(cls: Any, mapper: Any, key: str, value: Any) -> None:
    if isinstance(value, MappedColumn):
        value.declarative_scan(mapper.registry, cls, key, None, False)
    for column, _ in value.columns_to_assign:
        _add_column(cls, key, column)
    if isinstance(value, UnmappedColumn):
        value.check_arguments(cls, key)
        return
    assigned = getattr(value, "mapper_property_to_assign", value)
    mapper.add_property(key, assigned if assigned is not None else value.columns_to_assign[0][0])


def remove_attribute(cls: Any, key: str) -> None:
    """`del User.key`: refused for mapped attributes."""
    if mapper_of(cls) is not None and key in cls.__dict__ and isinstance(cls.__dict__[key], InstrumentedAttribute):
        if key in mapper_of(cls)._props and not mapper_of(cls)._disposed and "__mapper__" in cls.__dict__:
            if cls.__dict__["__mapper__"]._class_manager.get(key) is cls.__dict__[key]:
                raise NotImplementedError("Can't un-map individual mapped attributes on a mapped class.")
    type.__delattr__(cls, key)


class DeclarativeAttributeIntercept(type):
    """Metaclass of `DeclarativeBase`: native layout, and mapping of attributes that are assigned later."""

    def __new__(mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **kw: Any) -> Any:
        _use_native_layout(bases, namespace)
        return super().__new__(mcs, name, bases, namespace, **kw)

    def __setattr__(cls, key: str, value: Any) -> None:
        if "__mapper__" in cls.__dict__:
            add_attribute(cls, key, value)
        else:
            type.__setattr__(cls, key, value)

    def __delattr__(cls, key: str) -> None:
        if "__mapper__" in cls.__dict__:
            remove_attribute(cls, key)
        else:
            type.__delattr__(cls, key)


def _use_native_layout(bases: tuple[type, ...], namespace: dict[str, Any]) -> None:
    if any(issubclass(base, Instance) for base in bases):
        prepare_namespace(namespace)


class DeclarativeMeta(DeclarativeAttributeIntercept):
    """Metaclass of the bases that `declarative_base()` makes: maps every subclass."""

    metadata: MetaData
    registry: registry

    def __init__(cls, classname: Any, bases: Any, dict_: Any, **kw: Any) -> None:
        dict_ = cls.__dict__
        reg = getattr(cls, "_sa_registry", None)
        if reg is None:
            reg = dict_.get("registry")
            if not isinstance(reg, registry):
                raise exc.InvalidRequestError(
                    "Declarative base class has no 'registry' attribute, or registry is not a sqlalchemy.orm.registry() "
                    "object"
                )
            cls._sa_registry = reg
        if not cls.__dict__.get("__abstract__", False):
            map_declaratively(reg, cls, dict_)
        type.__init__(cls, classname, bases, dict_)


def make_base(reg: registry, mapper: Any, cls: Any, name: str, metaclass: Any) -> Any:
    """Return a base class for `registry.generate_base()`."""
    metadata = reg.metadata
    bases = cls if isinstance(cls, tuple) else (cls,)
    class_dict: dict[str, Any] = {"registry": reg, "metadata": metadata}
    if isinstance(cls, type):
        class_dict["__doc__"] = cls.__doc__
    if mapper is not None:
        class_dict["__mapper_cls__"] = mapper
    class_dict["__abstract__"] = True
    if hasattr(bases[0], "__class_getitem__"):
        class_dict["__class_getitem__"] = classmethod(lambda cls, key: cls)
    if reg.constructor is not None and (reg.constructor is not default_constructor or "__init__" in _methods(bases)):
        class_dict["__init__"] = reg.constructor
    elif reg.constructor is None:
        class_dict["__init__"] = bases[0].__init__
    meta = metaclass or DeclarativeMeta
    native = issubclass(meta, DeclarativeAttributeIntercept) and not any(issubclass(b, Instance) for b in bases)
    if native and all(_can_be_native(base) for base in bases):
        plain = tuple(base for base in bases if base is not object)
        bases = (*plain, Instance)
    if class_dict.get("__init__") is object.__init__:
        class_dict["__init__"] = _no_arguments
    made = meta(name, bases, class_dict)
    if getattr(made, "__init__", None) is Instance.__init__:
        _use_native_constructor(made, reg)
    return made


set_base_maker(make_base)


def _no_arguments(self: Any) -> None:
    """The constructor of a base whose registry has none: takes nothing."""


def _methods(bases: tuple[type, ...]) -> set[str]:
    return {name for base in bases for each in base.__mro__ if each is not object for name in each.__dict__}


def _can_be_native(base: type) -> bool:
    """A base with a C layout or slots of its own cannot be combined with ours."""
    return all(
        each is object or (not each.__dict__.get("__slots__") and each.__flags__ & (1 << 9)) for each in base.__mro__
    )


def declarative_base(
    *,
    metadata: MetaData | None = None,
    mapper: Callable[..., Any] | None = None,
    cls: Any = object,
    name: str = "Base",
    class_registry: MutableMapping[str, Any] | None = None,
    type_annotation_map: Mapping[Any, Any] | None = None,
    constructor: Callable[..., None] | None = default_constructor,
    metaclass: Any = DeclarativeMeta,
) -> Any:
    """Return a new declarative base class with a registry of its own; see `registry` and `generate_base()`."""
    return registry(
        metadata=metadata,
        class_registry=class_registry,
        constructor=constructor,
        type_annotation_map=type_annotation_map,
    ).generate_base(mapper=mapper, cls=cls, name=name, metaclass=metaclass)


def as_declarative(**kw: Any) -> Callable[[type[_T]], type[_T]]:
    """Class decorator: turn the class into a declarative base; keywords as for `declarative_base()`."""
    metadata = kw.pop("metadata", None)
    class_registry = kw.pop("class_registry", None)
    reg = registry(metadata=metadata, class_registry=class_registry)
    return reg.as_declarative_base(**kw)


# -- DeclarativeBase ------------------------------------------------------------------------------------------------


def _check_not_declarative(cls: Any, base: Any) -> None:
    given = cls.__dict__
    if isinstance(given.get("__table__"), FromClause) or isinstance(given.get("__tablename__"), str):
        raise exc.InvalidRequestError(
            f"Cannot use {base.__name__!r} directly as a declarative base class. Create a Base by creating a subclass of "
            "it."
        )


def _setup_base(cls: Any) -> None:
    """Give a direct subclass of DeclarativeBase its registry and metadata."""
    metadata = getattr(cls, "metadata", None)
    type_map = getattr(cls, "type_annotation_map", None)
    reg = getattr(cls, "registry", None)
    if reg is not None:
        if not isinstance(reg, registry):
            raise exc.InvalidRequestError(
                "Declarative base class has a 'registry' attribute that is not an instance of sqlalchemy.orm.registry()"
            )
        if type_map is not None:
            raise exc.InvalidRequestError(
                "Declarative base class has both a 'registry' attribute and a type_annotation_map entry.  Per-base "
                "type_annotation_maps are not supported.  Please apply the type_annotation_map to this registry "
                "directly."
            )
        if metadata is not None:
            reg.metadata = metadata
    else:
        reg = registry(metadata=metadata, type_annotation_map=type_map)
        cls.registry = reg
    cls._sa_registry = reg
    if "metadata" not in cls.__dict__:
        cls.metadata = reg.metadata
    if cls.__init__ is object.__init__:
        cls.__init__ = reg.constructor
    elif cls.__init__ is Instance.__init__:
        _use_native_constructor(cls, reg)


def _use_native_constructor(cls: Any, reg: registry) -> None:
    """The kernel's constructor does what the default one does, faster; the registry then names that one."""
    if reg.constructor is default_constructor:
        reg.constructor = Instance.__init__
        type.__setattr__(cls, "__init__", Instance.__init__)
    elif reg.constructor is not None and reg.constructor is not Instance.__init__:
        type.__setattr__(cls, "__init__", reg.constructor)


class MappedAsDataclass:
    """Mixin: the classes below it are mapped and made dataclasses.

    class User(MappedAsDataclass, Base, repr=False): ...   The keywords are those of `dataclasses.dataclass`.
    """

    __slots__ = ()

    def __init_subclass__(
        cls,
        init: Any = NO_ARG,
        repr: Any = NO_ARG,
        eq: Any = NO_ARG,
        order: Any = NO_ARG,
        unsafe_hash: Any = NO_ARG,
        match_args: Any = NO_ARG,
        kw_only: Any = NO_ARG,
        dataclass_callable: Any = NO_ARG,
        **kw: Any,
    ) -> None:
        given = DataclassArguments(init, repr, eq, order, unsafe_hash, match_args, kw_only, dataclass_callable)
        inherited = getattr(cls, "_sa_apply_dc_transforms", None)
        arguments = arguments_of(given, inherited)
        type.__setattr__(cls, "_sa_apply_dc_transforms", arguments)
        super().__init_subclass__(**kw)
        if mapper_of(cls) is None and cls not in deferred_scans:
            make_plain_dataclass(cls, arguments)


def make_plain_dataclass(cls: Any, arguments: dict[str, Any]) -> None:
    """Make a mixin or abstract class, whose attributes are declared but not mapped, a dataclass."""
    fields = []
    for key, annotation in dict(cls.__dict__.get("__annotations__", {})).items():
        value = cls.__dict__.get(key, NO_ARG)
        options = getattr(value, "_attribute_options", None)
        inner = _inner_annotation(cls, annotation)
        if inner is None:
            continue
        if options is None and value is NO_ARG:
            fields.append(dataclass_setup.Field(key, inner, AttributeOptions(), value))
        else:
            fields.append(dataclass_setup.Field(key, inner, options, value))
    dataclass_setup.apply(cls, arguments, fields)


def _inner_annotation(cls: Any, annotation: Any) -> Any:
    hint = anno.resolve(annotation, anno.class_scope(cls)) if not anno.is_classvar(annotation) else annotation
    origin = typing.get_origin(hint)
    if origin is Unmapped:
        return None
    if isinstance(origin, type) and issubclass(origin, MappedAnnotationBase):
        return typing.get_args(hint)[0]
    return hint


class DeclarativeBase(Instance, metaclass=DeclarativeAttributeIntercept):
    """Derive from this to make a declarative base: `class Base(DeclarativeBase): pass`.

    Class attributes of the base: metadata, registry, type_annotation_map.
    """

    __abstract__: ClassVar[bool] = True
    metadata: ClassVar[MetaData]
    registry: ClassVar[registry]
    __mapper__: ClassVar[Mapper[Any]]
    __table__: ClassVar[FromClause]

    def __init_subclass__(cls, **kw: Any) -> None:
        if DeclarativeBase in cls.__bases__:
            _check_not_declarative(cls, DeclarativeBase)
            _setup_base(cls)
        else:
            map_declaratively(cls._sa_registry, cls, cls.__dict__)  # type: ignore[attr-defined]  # set by _setup_base
        super().__init_subclass__(**kw)


class DeclarativeBaseNoMeta:
    """Like `DeclarativeBase`, without a metaclass; attributes assigned to classes later are not mapped."""

    __abstract__: ClassVar[bool] = True
    metadata: ClassVar[MetaData]
    registry: ClassVar[registry]
    __mapper__: ClassVar[Mapper[Any]]
    __table__: ClassVar[FromClause]

    def __init_subclass__(cls, **kw: Any) -> None:
        if DeclarativeBaseNoMeta in cls.__bases__:
            _check_not_declarative(cls, DeclarativeBaseNoMeta)
            _setup_base(cls)
        else:
            map_declaratively(cls._sa_registry, cls, cls.__dict__)  # type: ignore[attr-defined]  # set by _setup_base
        super().__init_subclass__(**kw)


def mapped_as_dataclass(registry: registry, /, **kw: Any) -> Callable[[type[_T]], type[_T]]:
    """Class decorator: map the class with `registry` and make it a dataclass."""
    return registry.mapped_as_dataclass(**kw)  # type: ignore[no-any-return]  # a decorator


def unmapped_dataclass(
    __cls: type[_T] | None = None,
    /,
    *,
    init: Any = NO_ARG,
    repr: Any = NO_ARG,
    eq: Any = NO_ARG,
    order: Any = NO_ARG,
    unsafe_hash: Any = NO_ARG,
    match_args: Any = NO_ARG,
    kw_only: Any = NO_ARG,
    dataclass_callable: Any = NO_ARG,
) -> Any:
    """Class decorator: make a mixin with mapped attributes a dataclass without mapping it."""
    given = DataclassArguments(init, repr, eq, order, unsafe_hash, match_args, kw_only, dataclass_callable)

    def decorate(cls: type[_T]) -> type[_T]:
        make_plain_dataclass(cls, arguments_of(given))
        return cls

    return decorate(__cls) if __cls is not None else decorate


def add_mapped_attribute(target: Any, key: str, attr: Any) -> None:
    """Add a mapped attribute to a mapped class, as assigning it on a declarative class does."""
    add_attribute(target, key, attr)


def has_inherited_table(cls: type) -> bool:
    """True if a superclass of the class being mapped has a table; for use in declared_attr."""
    return any(getattr(base, "__table__", None) is not None for base in cls.__mro__[1:])


def as_typed_table(cls: Any, typed_columns_cls: Any = None, /) -> Any:
    """Return the table of a mapped class, typed by its columns."""
    return cls.__table__


@_inspects(type)
def _inspect_class(cls: Any) -> Mapper[Any] | None:
    mapper: Mapper[Any] | None = mapper_of(cls)
    if mapper is None:
        if cls in deferred_scans:
            raise exc.UnmappedClassError(
                cls,
                msg=f"Class {cls.__module__}.{cls.__name__} has a deferred mapping on it.  It is not yet usable as a mapped "
                "class.",
            )
        return None
    # not configured here: class bodies build expressions from classes whose neighbours may still be missing
    return mapper


def class_mapper(class_: Any, configure: bool = True) -> Mapper[Any]:
    """Return the mapper of a class. Raises UnmappedClassError, or ArgumentError for what is no class."""
    mapper: Mapper[Any] | None = mapper_of(class_)
    if mapper is None:
        if not isinstance(class_, type):
            raise exc.ArgumentError(f"Class object expected, got '{class_!r}'.")
        raise exc.UnmappedClassError(class_)
    if configure:
        mapper._check_configure()
    return mapper


def object_mapper(instance: Any) -> Mapper[Any]:
    """Return the mapper of an object. Raises UnmappedInstanceError if it is not mapped."""
    return core_of(instance).mapper  # type: ignore[no-any-return]  # cores hold mappers as Any
