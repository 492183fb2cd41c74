"""Mutable values: a dict, list, set or object of yours whose changes in place mark their parent as changed.

A mutable value knows the objects it belongs to (`_parents`: InstanceState -> attribute name) and tells them with
`changed()`. Listeners on the mapped attribute coerce plain values into mutable ones when they are set, loaded,
refreshed or unpickled, and keep `_parents` right.
Rule: SQLAlchemy documentation, "Mutation Tracking".
"""

from __future__ import annotations

import weakref
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from .. import event
from ..kernel.status import NO_VALUE
from ..orm import Mapper, object_mapper
from ..orm.mapping import all_registries
from ..orm.state import flag_modified
from ..schema import Column
from ..types import TypeEngine, to_instance

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")


class MutableBase:
    """What Mutable and MutableComposite share: parents, and coercion."""

    @property
    def _parents(self) -> weakref.WeakKeyDictionary[Any, str]:
        """The InstanceState of each object that has this value -> the attribute it is in."""
        found = self.__dict__.get("_parents_by_state")
        if found is None:
            found = self.__dict__["_parents_by_state"] = weakref.WeakKeyDictionary()
        return found

    @classmethod
    def coerce(cls, key: str, value: Any) -> Any:
        """Turn a plain value into a mutable one; None stays None. Raises ValueError for what cannot be turned."""
        if value is None:
            return None
        raise ValueError(f"Attribute '{key}' does not accept objects of type {type(value)}")

    @classmethod
    def _get_listen_keys(cls, attribute: Any) -> set[str]:
        """The attribute names whose refresh replaces the value."""
        return {attribute.key}

    @classmethod
    def _listen_on_attribute(cls, attribute: Any, coerce: bool, parent_cls: type[Any]) -> None:
        """Keep the values of one mapped attribute mutable."""
        if parent_cls is not attribute.class_:
            return
        _Listeners(cls, attribute.key, coerce, cls._get_listen_keys(attribute)).listen_on(attribute.class_, attribute)


class _Listeners:
    """The listeners of one mutable attribute."""

    def __init__(self, kind: type[MutableBase], key: str, coerce: bool, keys: set[str]) -> None:
        self.kind = kind
        self.key = key
        self.coerce = coerce
        self.keys = keys

    def listen_on(self, class_: type[Any], attribute: Any) -> None:
        options = {"raw": True, "propagate": True}
        event.listen(class_, "merge_without_load", self.loaded, **options)
        event.listen(class_, "load", self.loaded, **options)
        event.listen(class_, "refresh", self.refreshed, **options)
        event.listen(class_, "refresh_flush", self.refreshed, **options)
        event.listen(attribute, "set", self.replaced, retval=True, **options)
        event.listen(class_, "pickle", self.pickled, **options)
        event.listen(class_, "unpickle", self.unpickled, **options)

    def loaded(self, state: Any, *args: Any) -> None:
        value = self._value(state)
        if value is None:
            return
        if self.coerce:
            coerced = self.kind.coerce(self.key, value)
            if coerced is not value:
                state.put(state.layout.index[self.key], coerced)
            value = coerced
        value._parents[state] = self.key

    def _value(self, state: Any) -> Any:
        """The value that is there, or None."""
        slot = state.layout.index.get(self.key)
        value = None if slot is None else state.get(slot)
        return None if value is NO_VALUE else value

    def refreshed(self, state: Any, context: Any, names: Iterable[str] | None) -> None:
        if not names or self.keys.intersection(names):
            self.loaded(state)

    def replaced(self, state: Any, value: Any, oldvalue: Any, initiator: Any) -> Any:
        if value is oldvalue:
            return value
        if not isinstance(value, self.kind):
            value = self.kind.coerce(self.key, value)
        if value is not None:
            value._parents[state] = self.key
        if isinstance(oldvalue, self.kind):
            oldvalue._parents.pop(state, None)
        return value

    def pickled(self, state: Any, state_dict: dict[str, Any]) -> None:
        value = self._value(state)
        if value is not None:
            state_dict.setdefault("ext.mutable.values", defaultdict(list))[self.key].append(value)

    def unpickled(self, state: Any, state_dict: dict[str, Any]) -> None:
        values = state_dict.get("ext.mutable.values")
        if values is None:
            return
        kept = values.get(self.key, ()) if isinstance(values, dict) else values
        for value in kept:
            value._parents[state] = self.key


class Mutable(MutableBase):
    """Base of mutable values: call `changed()` after each change in place."""

    def changed(self) -> None:
        """Mark every parent's attribute as changed."""
        for state, key in list(self._parents.items()):
            obj = state.obj()
            if obj is not None:
                flag_modified(obj, key)

    @classmethod
    def associate_with_attribute(cls, attribute: Any) -> None:
        """Make the values of one mapped attribute mutable."""
        cls._listen_on_attribute(attribute, True, attribute.class_)

    @classmethod
    def associate_with(cls, sqltype: type[TypeEngine[Any]]) -> None:
        """Make the values of all columns of a type class mutable, in mappers of now and later."""

        def of_that_type(column: Any) -> bool:
            return isinstance(column.type, sqltype)

        cls._listen_to_mappers(of_that_type)

    @classmethod
    def as_mutable(cls, sqltype: Any) -> TypeEngine[Any]:
        """Give back the type (made an instance), so that columns of just this type object have mutable values."""
        sqltype = to_instance(sqltype)

        def of_that_object(column: Any) -> bool:
            column_type = column.type
            return column_type is sqltype or getattr(column_type, "_mutable_marker", None) is marker

        marker = object()
        sqltype._mutable_marker = marker
        cls._listen_to_mappers(of_that_object)
        return sqltype  # type: ignore[no-any-return]

    @classmethod
    def _listen_to_mappers(cls, matches: Any) -> None:
        def associate(mapper: Mapper[Any], class_: type[Any]) -> None:
            for prop in mapper.column_attrs:
                if isinstance(prop.columns[0], Column) and matches(prop.columns[0]):
                    cls.associate_with_attribute(getattr(class_, prop.key))

        event.listen(Mapper, "mapper_configured", associate)
        for registry in list(all_registries):
            for mapper in registry.mappers:
                if mapper.configured:
                    associate(mapper, mapper.class_)


class MutableComposite(MutableBase):
    """Base of mutable composite values: call `changed()` after each change in place."""

    @classmethod
    def _get_listen_keys(cls, attribute: Any) -> set[str]:
        return {attribute.key, *attribute.property._attribute_keys}

    def changed(self) -> None:
        """Copy this value's parts to the columns of every parent."""
        for state, key in list(self._parents.items()):
            obj = state.obj()
            if obj is None:
                continue
            prop: Any = object_mapper(obj).get_property(key)
            for value, attribute_key in zip(prop.values_of(self), prop._attribute_keys, strict=False):
                setattr(obj, attribute_key, value)


def _associate_composites(mapper: Mapper[Any], class_: type[Any]) -> None:
    for prop in mapper.iterate_properties:
        kind = getattr(prop, "composite_class", None)
        if isinstance(kind, type) and issubclass(kind, MutableComposite):
            kind._listen_on_attribute(getattr(class_, prop.key), False, class_)


def _setup_composite_listener() -> None:
    """Listen for composites of mappers to come; may be called again after the listeners of Mapper were cleared."""
    if event.contains(Mapper, "mapper_configured", _associate_composites):
        event.remove(Mapper, "mapper_configured", _associate_composites)
    event.listen(Mapper, "mapper_configured", _associate_composites)


_setup_composite_listener()


class MutableDict(Mutable, dict[K, V]):
    """A dict that tells its parent of changes; nested values do not."""

    @classmethod
    def coerce(cls, key: str, value: Any) -> Any:
        """A plain dict becomes one of this class."""
        if isinstance(value, cls):
            return value
        return cls(value) if isinstance(value, dict) else Mutable.coerce(key, value)

    def __getstate__(self) -> Any:
        return dict(self)

    def __setstate__(self, state: Any) -> None:
        self.update(state)


class MutableList(Mutable, list[T]):
    """A list that tells its parent of changes; nested values do not."""

    @classmethod
    def coerce(cls, key: str, value: Any) -> Any:
        """A plain list becomes one of this class."""
        if isinstance(value, cls):
            return value
        return cls(value) if isinstance(value, list) else Mutable.coerce(key, value)

    def __reduce_ex__(self, proto: Any) -> Any:
        return self.__class__, (list(self),)

    def is_scalar(self, value: Any) -> bool:
        """Whether a value is one item rather than several."""
        return not isinstance(value, Iterable) or isinstance(value, (str, bytes))

    def is_iterable(self, value: Any) -> bool:
        """Whether a value is several items."""
        return not self.is_scalar(value)


class MutableSet(Mutable, set[T]):
    """A set that tells its parent of changes."""

    @classmethod
    def coerce(cls, key: str, value: Any) -> Any:
        """A plain set becomes one of this class."""
        if isinstance(value, cls):
            return value
        return cls(value) if isinstance(value, set) else Mutable.coerce(key, value)

    def __reduce_ex__(self, proto: Any) -> Any:
        return self.__class__, (list(self),)


def _telling(base: type[Any], name: str) -> Any:
    """The base's method, followed by `changed()`."""
    original = getattr(base, name)

    def method(self: Any, *args: Any, **kw: Any) -> Any:
        result = original(self, *args, **kw)
        self.changed()
        return result

    method.__name__ = name
    method.__doc__ = f"`{base.__name__}.{name}`, and tell the parent."
    return method


_CHANGING = {
    MutableDict: "__setitem__ __delitem__ __ior__ clear pop popitem setdefault update",
    MutableList: "__setitem__ __delitem__ __iadd__ __imul__ append clear extend insert pop remove reverse sort",
    MutableSet: "__iand__ __ior__ __isub__ __ixor__ add clear difference_update discard intersection_update pop remove "
    "symmetric_difference_update update",
}
for _class, _names in _CHANGING.items():
    for _name in _names.split():
        setattr(_class, _name, _telling(_class.__mro__[3], _name))
