"""The proxy descriptor, and what it knows of one class.

`AssociationProxy` is what the user writes; for each class it is read from it makes an `AssociationProxyInstance`, which
has the SQL side (`any`, `has`, `contains`, comparisons) and reads and writes objects.
"""

from __future__ import annotations

import enum
import operator
import weakref
from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

from ... import exc
from ...inspection import inspect
from ...operators import ColumnOperators, contains_op
from ...orm import InspectionAttrExtensionType, InspectionAttrInfo, QueryableAttribute
from ...orm.state import duck_type
from ...sql import or_
from .collections import _AssociationCollection, _AssociationDict, _AssociationList, _AssociationSet

_T = TypeVar("_T")

_KINDS: dict[type[Any], type[_AssociationCollection[Any]]] = {
    list: _AssociationList,
    set: _AssociationSet,
    dict: _AssociationDict,
}


class AssociationProxyExtensionType(InspectionAttrExtensionType):
    """What `extension_type` of a proxy is."""

    ASSOCIATION_PROXY = "ASSOCIATION_PROXY"


class _NoDefault(enum.Enum):
    NO_ARG = 0


def association_proxy(
    target_collection: str,
    attr: str,
    *,
    creator: Callable[..., Any] | None = None,
    getset_factory: Any = None,
    proxy_factory: Any = None,
    proxy_bulk_set: Any = None,
    info: dict[Any, Any] | None = None,
    cascade_scalar_deletes: bool = False,
    create_on_none_assignment: bool = False,
    init: Any = _NoDefault.NO_ARG,
    repr: Any = _NoDefault.NO_ARG,
    default: Any = _NoDefault.NO_ARG,
    default_factory: Any = _NoDefault.NO_ARG,
    compare: Any = _NoDefault.NO_ARG,
    kw_only: Any = _NoDefault.NO_ARG,
    hash: Any = _NoDefault.NO_ARG,
    dataclass_metadata: Any = None,
) -> AssociationProxy[Any]:
    """An attribute that gives attribute `attr` of the object or objects in attribute `target_collection`.

    creator: makes a related object for a value (key and value for dicts); the related class unless given.
    cascade_scalar_deletes: deleting the attribute deletes the related object, not only its value.
    create_on_none_assignment: setting None makes a related object too.
    """
    return AssociationProxy(
        target_collection,
        attr,
        creator=creator,
        getset_factory=getset_factory,
        proxy_factory=proxy_factory,
        proxy_bulk_set=proxy_bulk_set,
        info=info,
        cascade_scalar_deletes=cascade_scalar_deletes,
        create_on_none_assignment=create_on_none_assignment,
        dataclass_options={
            name: value
            for name, value in {
                "init": init, "repr": repr, "default": default, "default_factory": default_factory, "compare": compare,
                "kw_only": kw_only, "hash": hash,
            }.items()
            if value is not _NoDefault.NO_ARG
        },
    )  # fmt: skip


class AssociationProxy(InspectionAttrInfo, Generic[_T]):
    """The descriptor; `association_proxy()` makes it."""

    is_attribute = True
    extension_type = AssociationProxyExtensionType.ASSOCIATION_PROXY

    def __init__(
        self,
        target_collection: str,
        attr: str,
        *,
        creator: Any = None,
        getset_factory: Any = None,
        proxy_factory: Any = None,
        proxy_bulk_set: Any = None,
        info: dict[Any, Any] | None = None,
        cascade_scalar_deletes: bool = False,
        create_on_none_assignment: bool = False,
        dataclass_options: dict[str, Any] | None = None,
    ) -> None:
        self.target_collection = target_collection
        self.value_attr = attr
        self.creator = creator
        self.getset_factory = getset_factory
        self.proxy_factory = proxy_factory
        self.proxy_bulk_set = proxy_bulk_set
        self.cascade_scalar_deletes = cascade_scalar_deletes
        if create_on_none_assignment and cascade_scalar_deletes:
            raise exc.ArgumentError(
                "The cascade_scalar_deletes and create_on_none_assignment parameters are mutually exclusive."
            )
        self.create_on_none_assignment = create_on_none_assignment
        self.dataclass_options = dataclass_options or {}
        self.key = f"_{type(self).__name__}_{target_collection}_{id(self)}"
        if info:
            self.__dict__["_info"] = dict(info)

    def __repr__(self) -> str:
        return f"AssociationProxy({self.target_collection!r}, {self.value_attr!r})"

    @overload
    def __get__(self, instance: None, owner: Any = None) -> AssociationProxyInstance: ...

    @overload
    def __get__(self, instance: object, owner: Any = None) -> _T: ...

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        if owner is None:
            return self
        known = self._as_instance(owner, instance)
        return known.get(instance) if known is not None else None

    def __set__(self, instance: Any, values: _T) -> None:
        self._known(instance).set(instance, values)

    def __delete__(self, instance: Any) -> None:
        self._known(instance).delete(instance)

    def _known(self, instance: Any) -> AssociationProxyInstance:
        found = self._as_instance(type(instance), instance)
        assert found is not None
        return found

    def for_class(self, class_: type[Any], obj: object | None = None) -> AssociationProxyInstance | None:
        """What the proxy knows of `class_`."""
        return self._as_instance(class_, obj)

    def _as_instance(self, class_: Any, obj: Any) -> AssociationProxyInstance | None:
        slot = f"{self.key}_inst"
        known: AssociationProxyInstance | None = class_.__dict__.get(slot)
        if known is None:
            owner = self._owning_class(class_)
            if owner is None:
                return None
            known = AssociationProxyInstance.for_proxy(self, owner, obj)
            setattr(class_, slot, known)
        if obj is not None and not known._is_canonical:
            return known._non_canonical_get_for_object(obj)
        return known

    def _owning_class(self, target: Any) -> Any:
        """The mapped class whose relationship is used; the class itself for a mixin that is read directly."""
        if hasattr(target, "__abstract__") and target.__dict__.get("__abstract__"):
            return None
        mapper = inspect(target, raiseerr=False)
        if not (getattr(mapper, "is_mapper", False) or getattr(mapper, "is_aliased_class", False)):
            return None
        return target


class AssociationProxyInstance:
    """What a proxy knows of one class: the relationship, the attribute behind it, the SQL side."""

    _is_canonical = True
    collection_class: Any = None

    def __init__(self, parent: AssociationProxy[Any], owning_class: Any, target_class: Any, value_attr: str) -> None:
        self.parent = parent
        self.key = parent.key
        self.owning_class = owning_class
        self.target_collection = parent.target_collection
        self.target_class = target_class
        self.value_attr = value_attr

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.parent!r})"

    @property
    def info(self) -> dict[Any, Any]:
        """The proxy's `info`."""
        return self.parent.info

    @classmethod
    def for_proxy(cls, parent: AssociationProxy[Any], owning_class: Any, parent_instance: Any) -> AssociationProxyInstance:
        """Find out what the proxy leads to from `owning_class`."""
        prop = inspect(owning_class).mapper.get_property(parent.target_collection)
        if not getattr(prop, "_is_relationship", False):
            raise NotImplementedError("association proxy to a non-relationship intermediary is not supported")
        target_class = prop.mapper.class_
        try:
            target = getattr(target_class, parent.value_attr)
        except (AttributeError, exc.InvalidRequestError):
            return AmbiguousAssociationProxyInstance(parent, owning_class, target_class, parent.value_attr)
        except Exception as error:
            name = target_class.__name__
            raise exc.InvalidRequestError(
                "Association proxy received an unexpected error when trying to retrieve attribute "
                f'"{name}.{parent.value_attr}" from class "{name}": {error}'
            ) from error
        return cls._for_target(parent, owning_class, target_class, parent.value_attr, target)

    @classmethod
    def _for_target(
        cls, parent: Any, owning_class: Any, target_class: Any, value_attr: str, target: Any
    ) -> AssociationProxyInstance:
        if isinstance(target, AssociationProxyInstance):
            return ObjectAssociationProxyInstance(parent, owning_class, target_class, value_attr)
        if not isinstance(target, QueryableAttribute) and not hasattr(target, "impl"):
            return AmbiguousAssociationProxyInstance(parent, owning_class, target_class, value_attr)
        prop = getattr(target, "property", None)
        if prop is not None and getattr(prop, "_is_relationship", False):
            return ObjectAssociationProxyInstance(parent, owning_class, target_class, value_attr)
        return ColumnAssociationProxyInstance(parent, owning_class, target_class, value_attr)

    def _non_canonical_get_for_object(self, parent_instance: Any) -> AssociationProxyInstance:
        """What the proxy leads to for one object."""
        return self

    def contains(self, other: Any, **kw: Any) -> Any:
        """EXISTS: `other` is among the related objects."""
        raise exc.InvalidRequestError(f"contains() is not possible for {self!r}")

    # -- facts ---------------------------------------------------------------------------------------------------

    def _get_property(self) -> Any:
        return inspect(self.owning_class).mapper.get_property(self.target_collection)

    @property
    def _comparator(self) -> Any:
        return getattr(self.owning_class, self.target_collection).comparator

    @property
    def scalar(self) -> bool:
        """Whether the relationship has one object rather than a collection."""
        return not self._get_property().uselist

    @property
    def _value_is_scalar(self) -> bool:
        return not inspect(self.target_class).mapper.get_property(self.value_attr).uselist

    @property
    def _target_is_object(self) -> bool:
        raise NotImplementedError(f"{type(self).__name__} does not know what it leads to")

    @property
    def remote_attr(self) -> Any:
        """The attribute of the related class."""
        return getattr(self.target_class, self.value_attr)

    @property
    def local_attr(self) -> Any:
        """The relationship."""
        return getattr(self.owning_class, self.target_collection)

    @property
    def attr(self) -> tuple[Any, Any]:
        """`(local_attr, remote_attr)`, for joins."""
        return (self.local_attr, self.remote_attr)

    @property
    def _unwrap_target_assoc_proxy(self) -> AssociationProxyInstance | None:
        attr = self.remote_attr
        return attr if isinstance(attr, AssociationProxyInstance) else None

    # -- objects --------------------------------------------------------------------------------------------------

    def get(self, obj: Any) -> Any:
        """The value, or the collection of values, of `obj`; this object itself when read from the class."""
        if obj is None:
            return self
        if self.scalar:
            target = getattr(obj, self.target_collection)
            return self._scalar_get(target)
        try:
            creator_id, self_id, proxy = getattr(obj, self.key)
        except AttributeError:
            pass
        else:
            if id(obj) == creator_id and id(self) == self_id:
                assert self.collection_class is not None
                return proxy
        self.collection_class, proxy = self._new(_CollectionOf(obj, self.target_collection))
        setattr(obj, self.key, (id(obj), id(self), proxy))
        return proxy

    def _scalar_get(self, target: Any) -> Any:
        return None if target is None else getattr(target, self.value_attr)

    def set(self, obj: Any, values: Any) -> None:
        """Set the value, or replace the values, of `obj`."""
        if self.scalar:
            creator = self.parent.creator or self.target_class
            target = getattr(obj, self.target_collection)
            if target is None:
                if values is None and not self.parent.create_on_none_assignment:
                    return
                setattr(obj, self.target_collection, creator(values))
                return
            self._scalar_set(target, values)
            if values is None and self.parent.cascade_scalar_deletes:
                setattr(obj, self.target_collection, None)
            return
        proxy = self.get(obj)
        assert self.collection_class is not None
        if proxy is not values:
            proxy._bulk_replace(self.parent, values)

    def _scalar_set(self, target: Any, value: Any) -> None:
        setattr(target, self.value_attr, value)

    def delete(self, obj: Any) -> None:
        """Delete the value, or with `cascade_scalar_deletes` the related object."""
        if self.scalar:
            target = getattr(obj, self.target_collection)
            if target is not None:
                delattr(target, self.value_attr)
        delattr(obj, self.target_collection)

    def _new(self, lazy_collection: Callable[[], Any]) -> tuple[Any, Any]:
        creator = self.parent.creator or self.target_class
        if self.parent.proxy_factory:
            kind = duck_type(lazy_collection())
            return kind, self.parent.proxy_factory(lazy_collection, creator, self.value_attr, self)
        kind = duck_type(lazy_collection())
        if kind not in _KINDS:
            raise exc.ArgumentError(
                f'could not guess which interface to use for collection_class "{self.collection_class!r}" backing '
                f'"{self.target_collection}"; specify a proxy_factory and proxy_bulk_set manually'
            )
        getter, setter = self._getset(kind)
        return kind, _KINDS[kind](lazy_collection, creator, getter, setter, self)

    def _getset(self, kind: Any) -> tuple[Any, Any]:
        if self.parent.getset_factory:
            return self.parent.getset_factory(kind, self)  # type: ignore[no-any-return]
        name = self.value_attr
        plain_getter = operator.attrgetter(name)

        def getter(target: Any) -> Any:
            return plain_getter(target) if target is not None else None

        if kind is dict:
            return getter, lambda target, key, value: setattr(target, name, value)
        return getter, lambda target, value: setattr(target, name, value)

    def _inflate(self, proxy: Any) -> None:
        """Give an unpickled collection its functions again."""
        creator = self.parent.creator or self.target_class
        getter, setter = self._getset(self.collection_class or duck_type(proxy))
        proxy.creator, proxy.getter, proxy.setter = creator, getter, setter

    def __getstate__(self) -> dict[str, Any]:
        return {key: value for key, value in self.__dict__.items()}

    # -- SQL --------------------------------------------------------------------------------------------------------

    def _criterion_exists(self, criterion: Any = None, **kwargs: Any) -> Any:
        inner = self._unwrap_target_assoc_proxy
        if inner is not None:
            return _exists(self.local_attr, inner._criterion_exists(criterion=criterion, **kwargs))
        if self._target_is_object:
            return _exists(self.local_attr, _exists(self.remote_attr, criterion, **kwargs))
        return _exists(self.local_attr, criterion, **kwargs)

    def any(self, criterion: Any = None, **kwargs: Any) -> Any:
        """EXISTS for a collection: some related object meets the criterion."""
        if (
            self._unwrap_target_assoc_proxy is None
            and self.scalar
            and (not self._target_is_object or self._value_is_scalar)
        ):
            raise exc.InvalidRequestError("'any()' not implemented for scalar attributes. Use has().")
        return self._criterion_exists(criterion=criterion, **kwargs)

    def has(self, criterion: Any = None, **kwargs: Any) -> Any:
        """EXISTS for a scalar: the related object meets the criterion."""
        if self._unwrap_target_assoc_proxy is None and (
            not self.scalar or (self._target_is_object and not self._value_is_scalar)
        ):
            raise exc.InvalidRequestError("'has()' not implemented for collections. Use any().")
        return self._criterion_exists(criterion=criterion, **kwargs)


def _exists(relationship: Any, criterion: Any = None, **kwargs: Any) -> Any:
    """EXISTS over a relationship, whether it has one object or many."""
    return (relationship.any if relationship.property.uselist else relationship.has)(criterion, **kwargs)


class ObjectAssociationProxyInstance(AssociationProxyInstance):
    """A proxy that leads to objects."""

    _target_is_object = True

    def contains(self, other: Any, **kw: Any) -> Any:
        """EXISTS: `other` is among the related objects."""
        inner = self._unwrap_target_assoc_proxy
        if inner is not None:
            return _exists(self.local_attr, inner.contains(other) if not inner.scalar else inner == other)
        if self.scalar is False and self._value_is_scalar:
            return self._comparator.any(getattr(self.target_class, self.value_attr) == other)
        if not self.scalar:
            return self._comparator.any(getattr(self.target_class, self.value_attr).contains(other))
        if self._value_is_scalar:
            raise exc.InvalidRequestError("contains() doesn't apply to a scalar object endpoint; use ==")
        return _exists(self.local_attr, getattr(self.target_class, self.value_attr).contains(other))

    def __eq__(self, obj: Any) -> Any:
        if obj is None:
            return or_(
                self._comparator.has(getattr(self.target_class, self.value_attr) == obj), self._comparator is None
            )
        return self._comparator.has(getattr(self.target_class, self.value_attr) == obj)

    def __ne__(self, obj: Any) -> Any:
        return self._comparator.has(getattr(self.target_class, self.value_attr) != obj)

    __hash__ = object.__hash__


class ColumnAssociationProxyInstance(AssociationProxyInstance, ColumnOperators):
    """A proxy that leads to a column: every column operator works, as EXISTS."""

    _target_is_object = False

    def __eq__(self, other: Any) -> Any:
        expression = self._criterion_exists(self.remote_attr.operate(operator.eq, other))
        if other is None:
            return or_(expression, self._comparator == None)  # noqa: E711
        return expression

    __hash__ = object.__hash__

    def contains(self, other: Any, **kw: Any) -> Any:
        """EXISTS: the related column contains `other`, as LIKE says it."""
        return self.operate(contains_op, other, **kw)

    def operate(self, op: Any, *other: Any, **kwargs: Any) -> Any:
        """Apply an operator to the related column, as EXISTS."""
        return self._criterion_exists(self.remote_attr.operate(op, *other, **kwargs))


class AmbiguousAssociationProxyInstance(AssociationProxyInstance):
    """A proxy whose attribute is not one of the related class itself: known only per object."""

    _is_canonical = False

    def _ambiguous(self) -> Any:
        raise AttributeError(
            f"Association proxy {self.owning_class.__name__}.{self.target_collection} refers to an attribute "
            f"'{self.value_attr}' that is not directly mapped on class {self.target_class.__name__}; therefore this "
            "operation cannot proceed since we don't know what type of object is referred towards"
        )

    def get(self, obj: Any) -> Any:
        """The value; from the class, this object itself."""
        return self if obj is None else super().get(obj)

    def __eq__(self, obj: object) -> Any:
        self._ambiguous()

    def __ne__(self, obj: object) -> Any:
        self._ambiguous()

    __hash__ = object.__hash__

    def any(self, criterion: Any = None, **kwargs: Any) -> Any:
        """Not possible: see the error."""
        self._ambiguous()

    def has(self, criterion: Any = None, **kwargs: Any) -> Any:
        """Not possible: see the error."""
        self._ambiguous()

    def _non_canonical_get_for_object(self, parent_instance: Any) -> AssociationProxyInstance:
        """What the proxy leads to for one object: its related object's own class decides."""
        actual = getattr(parent_instance, self.target_collection)
        mapper = inspect(actual, raiseerr=False) if actual is not None else None
        if mapper is None or not hasattr(mapper, "mapper"):
            return self
        target_class = mapper.mapper.class_
        target = getattr(target_class, self.value_attr, None)
        if target is None:
            return self
        return AssociationProxyInstance._for_target(
            self.parent, self.owning_class, target_class, self.value_attr, target
        )


class _CollectionOf:
    """Gives an object's collection on demand, without keeping the object alive."""

    def __init__(self, obj: Any, target: str) -> None:
        self.parent = weakref.ref(obj)
        self.target = target

    def __call__(self) -> Any:
        obj = self.parent()
        if obj is None:
            raise exc.InvalidRequestError("stale association proxy, parent object has gone out of scope")
        return getattr(obj, self.target)

    def __getstate__(self) -> dict[str, Any]:
        return {"obj": self.parent(), "target": self.target}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.parent = weakref.ref(state["obj"])
        self.target = state["target"]
