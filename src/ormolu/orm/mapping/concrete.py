"""Concrete inheritance: an attribute of the parent that a concrete subclass does not map.

It must exist on the subclass, so that the parent's attribute is not used by mistake, and refuses to work.
"""

from __future__ import annotations

from typing import Any, NoReturn

from .attributes import ProxyAttribute
from .interfaces import MapperProperty, PropComparator


class ConcreteInheritedProperty(MapperProperty[Any]):
    """Stands in a concrete subclass for an attribute that only its parent's table has."""

    def instrument_class(self, mapper: Any) -> None:
        attribute: ProxyAttribute[Any] = ProxyAttribute(
            mapper.class_, self.key, _Refusal(self), lambda: self._comparator(mapper), original_property=self
        )
        setattr(mapper.class_, self.key, attribute)

    def _comparator(self, mapper: Any) -> Any:
        for above in mapper.iterate_to_root():
            prop = above._props.get(self.key)
            if prop is not None and not isinstance(prop, ConcreteInheritedProperty):
                return prop.comparator_factory(prop, mapper)
        return PropComparator(self, mapper)


class _Refusal:
    """The descriptor of the attribute: every use of it on an object raises AttributeError."""

    def __init__(self, prop: ConcreteInheritedProperty) -> None:
        self._prop = prop

    def _refuse(self) -> NoReturn:
        parent = self._prop.parent
        raise AttributeError(
            f"Concrete {parent} does not implement attribute {self._prop.key!r} at the instance level.  Add this "
            f"property explicitly to {parent}."
        )

    def __get__(self, instance: Any, owner: Any) -> Any:
        if instance is None:
            return self
        self._refuse()

    def __set__(self, instance: Any, value: Any) -> None:
        self._refuse()

    def __delete__(self, instance: Any) -> None:
        self._refuse()
