"""Properties that hold no value of their own: they put a user's descriptor, or another attribute, under a name.

`DescriptorProperty` puts a `ProxyAttribute` on the class; `SynonymProperty` is another name for an attribute.
`CompositeProperty` is in `composite.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from ... import exc
from .attributes import ProxyAttribute, QueryableAttribute, user_defined
from .column_property import ColumnProperty
from .interfaces import AttributeOptions, MapperProperty, PropComparator
from .mapped import DeclarativeAttribute

_T = TypeVar("_T")


class DescriptorProperty(MapperProperty[_T]):
    """A property whose instance side is a plain descriptor."""

    descriptor: Any = None

    def _comparator_for(self, mapper: Any) -> Callable[[], Any]:
        raise exc.InvalidRequestError(f"{self} has no comparator")

    def _make_descriptor(self, mapper: Any) -> Any:
        raise exc.InvalidRequestError(f"{self} has no descriptor")

    def instrument_class(self, mapper: Any) -> None:
        if self.descriptor is None:
            self.descriptor = self._user_descriptor(mapper) or self._make_descriptor(mapper)
        attribute: ProxyAttribute[Any] = ProxyAttribute(
            mapper.class_, self.key, self.descriptor, self._comparator_for(mapper), original_property=self
        )
        if self.doc:
            attribute.__doc__ = self.doc
        setattr(mapper.class_, self.key, attribute)

    def _user_descriptor(self, mapper: Any) -> Any:
        """A descriptor of the same name that the user wrote in the class is used, not overwritten."""
        found = mapper.class_.__dict__.get(self.key) or getattr(mapper.class_, self.key, None)
        if isinstance(found, ProxyAttribute):
            return found.descriptor if found.class_ is not mapper.class_ and user_defined(found.descriptor) else None
        return found if found is not None and user_defined(found) and not isinstance(found, MapperProperty) else None


class SynonymProperty(DescriptorProperty[_T]):
    """Another name for an attribute of the same class; see `synonym()`."""

    inherit_cache = True
    _links_to_entity = False
    _is_synonym = True

    def __init__(
        self,
        name: str,
        map_column: bool | None = None,
        descriptor: Any = None,
        comparator_factory: type[PropComparator[_T]] | None = None,
        attribute_options: AttributeOptions | None = None,
        info: Mapping[Any, Any] | None = None,
        doc: str | None = None,
    ) -> None:
        super().__init__(attribute_options=attribute_options, info=info)
        self.name = name
        self.map_column = map_column
        self.descriptor = descriptor
        self.comparator_factory = comparator_factory
        self.doc = doc or (descriptor.__doc__ if descriptor is not None else None)

    @property
    def _proxied_object(self) -> Any:
        """The property, or the descriptor, that this is another name for."""
        attribute = getattr(self.parent.class_, self.name)
        if not hasattr(attribute, "property") or isinstance(attribute.__dict__.get("comparator"), type(None)):
            if isinstance(attribute, QueryableAttribute):
                return attribute.comparator
            if hasattr(attribute, "__get__") or hasattr(attribute, "operate"):
                return attribute
            raise exc.InvalidRequestError(
                f"""synonym() attribute "{self.parent.class_.__name__}.{self.key}" only supports ORM mapped attributes, """
                f"got {attribute!r}"
            )
        return attribute.property

    @property
    def uses_objects(self) -> bool:
        """True if the attribute holds mapped objects."""
        return bool(getattr(self.parent.class_, self.name).impl.uses_objects)

    def _comparator_for(self, mapper: Any) -> Callable[[], Any]:
        def make() -> Any:
            attribute = getattr(mapper.class_, self.name)
            if self.comparator_factory is None:
                return attribute.comparator if isinstance(attribute, QueryableAttribute) else attribute
            prop = getattr(attribute, "property", self)
            return self.comparator_factory(prop, mapper)

        return make

    def _make_descriptor(self, mapper: Any) -> Any:
        return _Forward(self)

    def get_history(self, *arg: Any, **kw: Any) -> Any:
        """Return the history of the attribute this is another name for."""
        return getattr(self.parent.class_, self.name).impl.get_history(*arg, **kw)

    def set_parent(self, parent: Any, init: bool = False) -> None:
        if self.map_column:
            self._map_column(parent, init)
        self.parent = parent

    def _map_column(self, mapper: Any, init: bool) -> None:
        table = mapper.persist_selectable
        if self.key not in table.c:
            raise exc.ArgumentError(
                f"Can't compile synonym '{self.name}': no column on table '{table.description}' named '{self.key}'"
            )
        column = table.c[self.key]
        known = mapper._columntoproperty.get(column)
        if known is not None and known.key == self.name:
            raise exc.ArgumentError(
                f"Can't call map_column=True for synonym {self.key!r}={self.name!r}, a ColumnProperty already exists "
                f"keyed to the name {self.name!r} for column {self.key!r}"
            )
        mapper._put_late(self.name, ColumnProperty(column), init)


class Synonym(SynonymProperty[_T], DeclarativeAttribute[_T]):
    """What `synonym()` returns."""

    inherit_cache = True


class _Forward:
    """The instance side of a synonym: reads and writes go to the other name."""

    def __init__(self, prop: SynonymProperty[Any]) -> None:
        self._name = prop.name
        self.__doc__ = prop.doc

    def __get__(self, instance: Any, owner: Any) -> Any:
        if instance is None:
            return self
        return getattr(instance, self._name)

    def __set__(self, instance: Any, value: Any) -> None:
        setattr(instance, self._name, value)

    def __delete__(self, instance: Any) -> None:
        delattr(instance, self._name)
