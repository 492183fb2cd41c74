"""Composites: several columns as one value object, `User.address -> Address(street, zip)`.

The value is made from the columns when it is first read and kept with the object; setting it sets the columns; loading
or expiring the columns drops it. `MutableComposite` (ext/mutable.py) adds change tracking through the same events.

Start at `CompositeProperty`.
"""

from __future__ import annotations

import dataclasses
import inspect as python_inspect
import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from ... import exc
from ...schema import Column
from ...sql.expression import ClauseList, and_, not_
from . import annotations as anno
from .attributes import QueryableAttribute
from .bundle import Bundle
from .composite_values import (
    composite_delete,
    composite_events,
    composite_get,
    composite_history,
    composite_set,
)
from .interfaces import NO_ARG, AttributeOptions, MapperProperty, MapsColumns, PropComparator
from .mapped import DeclarativeAttribute
from .mapped_column import MappedColumn
from .synonym import DescriptorProperty

_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)


class CompositeProperty(MapsColumns, DescriptorProperty[_T]):
    """An attribute whose value is made from several column attributes; see `composite()`."""

    inherit_cache = True
    _links_to_entity = False
    _is_composite = True
    _has_slot = True
    composite_class: Any

    def __init__(
        self,
        _class_or_attr: Any = None,
        *attrs: Any,
        return_none_on: Any = NO_ARG,
        attribute_options: AttributeOptions | None = None,
        active_history: bool = False,
        deferred: bool = False,
        group: str | None = None,
        raiseload: bool = False,
        comparator_factory: Any = None,
        column_template: str | None = None,
        info: Mapping[Any, Any] | None = None,
        doc: str | None = None,
    ) -> None:
        super().__init__(attribute_options=attribute_options, info=info)
        if isinstance(_class_or_attr, (Mapping, str, Column, MappedColumn, QueryableAttribute, MapperProperty)):
            self.attrs: tuple[Any, ...] = (_class_or_attr, *attrs)
            self.composite_class = None
        else:
            self.composite_class = _class_or_attr
            self.attrs = attrs
        self.return_none_on = return_none_on
        self.active_history = active_history
        self.deferred = deferred
        self.group = group
        self.raiseload = raiseload
        self.comparator_factory = comparator_factory or CompositeProperty.Comparator
        self.column_template = column_template
        self.doc = doc
        self._getter: Callable[[Any], Sequence[Any]] | None = None
        self._comparators_ready = False

    # -- declarative -----------------------------------------------------------------------------------------

    def declarative_scan(self, scan: Any, key: str, annotation: anno.MappedAnnotation | None) -> None:
        """Take class and columns from the annotation and from the fields of a dataclass."""
        if self.composite_class is None:
            if annotation is None:
                raise exc.ArgumentError(
                    f'Python typing annotation is required for attribute "{scan.cls.__name__}.{key}" when primary '
                    f'argument(s) for "{type(self).__name__}" construct are None or not present'
                )
            self._take_class(annotation)
        if dataclasses.is_dataclass(self.composite_class):
            self._columns_from_dataclass(scan, key)
        else:
            self._columns_from_signature(scan, key)
        for attribute in self.attrs:
            if isinstance(attribute, (MappedColumn, Column)) and attribute.name is None:
                raise exc.ArgumentError("Composite class column arguments must be named unless a dataclass is used")

    def _take_class(self, annotation: anno.MappedAnnotation) -> None:
        argument = annotation.argument
        if anno.has_forward_reference(argument):
            raise exc.ArgumentError(
                f"Can't use forward ref {argument} for composite class argument; set up the type as Mapped[{argument}]"
            )
        if anno.includes_none(argument) and self.return_none_on is NO_ARG:
            self.return_none_on = _all_none
        bare = anno.without_none(argument)
        self.composite_class = (anno.annotated_arguments(bare) or (bare,))[0]

    def _columns_from_dataclass(self, scan: Any, key: str) -> None:
        fields = [field for field in dataclasses.fields(self.composite_class) if field.init]
        hints = _field_types(self.composite_class)
        self._complete_columns(scan, [(field.name, hints.get(field.name)) for field in fields])

    def _columns_from_signature(self, scan: Any, key: str) -> None:
        try:
            signature = python_inspect.signature(self.composite_class.__init__)
        except (TypeError, ValueError):
            return
        parameters = list(signature.parameters.values())[1:]
        if not all(isinstance(attribute, MappedColumn) for attribute in self.attrs) or not self.attrs:
            self._name_columns(scan)
            return
        hints = python_inspect.get_annotations(self.composite_class.__init__, eval_str=False)
        find = anno.class_scope(self.composite_class)
        pairs = [
            (parameter.name, anno.resolve(hints[parameter.name], find) if parameter.name in hints else None)
            for parameter in parameters
        ]
        self._complete_columns(scan, pairs)

    def _name_columns(self, scan: Any) -> None:
        for attribute in self.attrs:
            if isinstance(attribute, MappedColumn) and attribute.name is not None:
                attribute.declarative_scan(scan.registry, scan.cls, attribute.name, None, False)

    def _complete_columns(self, scan: Any, fields: list[tuple[str, Any]]) -> None:
        attrs = list(self.attrs) or [MappedColumn() for _ in fields]
        if len(attrs) > len(fields):
            given, known = len(attrs), len(fields)
            raise exc.ArgumentError(
                f"number of composite attributes {given} exceeds that of the number of attributes in class "
                f"{self.composite_class.__name__} {known}"
            )
        attrs += [MappedColumn() for _ in fields[len(attrs) :]]
        for attribute, (name, hint) in zip(attrs, fields, strict=True):
            if isinstance(attribute, MappedColumn):
                column_name = (self.column_template or "%s") % name if attribute.column.name is None else None
                attribute_key = column_name or attribute.column.key or name
                annotation = None if hint is None else anno.MappedAnnotation(hint, None, hint)
                attribute.declarative_scan(scan.registry, scan.cls, attribute_key, annotation, False)
            elif isinstance(attribute, Column) and attribute.name is None:
                attribute.name = attribute.key = name
            if isinstance(attribute, Column) and attribute.type._isnull and hint is not None:
                attribute._set_type(scan.registry._resolve_annotation(scan.cls, name, hint))
        self.attrs = tuple(attrs)

    @property
    def columns_to_assign(self) -> list[tuple[Any, int]]:
        found = []
        for attribute in self.attrs:
            if isinstance(attribute, MappedColumn):
                found.extend(attribute.columns_to_assign)
            elif isinstance(attribute, Column) and attribute.table is None:
                found.append((attribute, 0))
        return found

    @property
    def mapper_property_to_assign(self) -> CompositeProperty[_T]:
        """The property for the mapper: this one."""
        return self

    # -- configuration ---------------------------------------------------------------------------------------

    @property
    def props(self) -> Sequence[Any]:
        """The properties of the column attributes, in order."""
        found = self.__dict__.get("_props")
        if found is None:
            found = self.__dict__["_props"] = [self._prop_of(attribute) for attribute in self.attrs]
        return found

    def _prop_of(self, attribute: Any) -> Any:
        if isinstance(attribute, str):
            return self.parent.get_property(attribute, _configure_mappers=False)
        if isinstance(attribute, Column):
            return self.parent._columntoproperty[attribute]
        if isinstance(attribute, MappedColumn):
            return self.parent._columntoproperty[attribute.column]
        if isinstance(attribute, QueryableAttribute):
            return attribute.property
        if isinstance(attribute, MapperProperty):
            return attribute
        raise exc.ArgumentError(
            f"Composite expects Column objects or mapped attributes/attribute names as arguments, got: {attribute!r}"
        )

    @property
    def columns(self) -> Sequence[Any]:
        """The columns, in order."""
        return [attribute for attribute in self.attrs if isinstance(attribute, Column)] or [
            prop.columns[0] for prop in self.props
        ]

    @property
    def _attribute_keys(self) -> list[str]:
        return [prop.key for prop in self.props]

    def do_init(self) -> None:
        for prop in self.props:
            if self.active_history:
                prop.active_history = True
            if self.deferred:
                prop.deferred = self.deferred
                prop.group = self.group
                prop.raiseload = self.raiseload
                prop.strategy_key = (("deferred", True), ("instrument", True))

    def instrument_class(self, mapper: Any) -> None:
        super().instrument_class(mapper)
        composite_events(mapper, self)

    # -- values ----------------------------------------------------------------------------------------------

    def values_of(self, value: Any) -> Sequence[Any]:
        """Return the column values of a composite object."""
        if self._getter is None:
            self._getter = self._make_getter(value)
        return self._getter(value)

    def _make_getter(self, value: Any) -> Callable[[Any], Sequence[Any]]:
        if hasattr(value, "__composite_values__"):
            return lambda obj: obj.__composite_values__()
        if dataclasses.is_dataclass(self.composite_class):
            names = [field.name for field in dataclasses.fields(self.composite_class) if field.init]
            if len(names) == 1:
                only = operator.attrgetter(names[0])
                return lambda obj: (only(obj),)
            return operator.attrgetter(*names)
        raise exc.InvalidRequestError(
            f"Composite class {self.composite_class.__name__} is not a dataclass and does not define a "
            "__composite_values__() method; can't get state"
        )

    def make(self, values: Sequence[Any]) -> Any:
        """Return the composite for column values, None if `return_none_on` says so."""
        none_on = self.return_none_on
        if none_on is NO_ARG:
            none_on = None
        if none_on is not None and none_on(*values):
            return None
        return self.composite_class(*values)

    def _make_descriptor(self, mapper: Any) -> Any:
        return _CompositeDescriptor(self)

    def _user_descriptor(self, mapper: Any) -> Any:
        return None

    def _comparator_for(self, mapper: Any) -> Callable[[], Any]:
        return lambda: self.comparator_factory(self, mapper)

    def get_history(self, state: Any, dict_: Any, passive: Any = None) -> Any:
        """Return old and new composite values of an object."""
        return composite_history(self, state)

    def __str__(self) -> str:
        return f"{self._owner_name}.{self.__dict__.get('key', 'no key')}"

    class Comparator(PropComparator[_T_co]):
        """Compares composites column by column."""

        def __clause_element__(self) -> Any:
            found = self.__dict__.get("_bundle")
            if found is None:
                found = self.__dict__["_bundle"] = CompositeBundle(self.prop, *self._comparable_elements)
            return found.__clause_element__()

        @property
        def clauses(self) -> Any:
            """The columns as one list of expressions."""
            return ClauseList(*self._comparable_elements, group=False)

        @property
        def _comparable_elements(self) -> Sequence[Any]:
            if self._adapt_to_entity is not None:
                return [getattr(self._adapt_to_entity.entity, prop.key) for prop in self.prop.props]
            owner = self._parententity.class_
            return [getattr(owner, prop.key) for prop in self.prop.props]

        def _values(self, other: Any) -> Sequence[Any]:
            if other is None:
                return [None for _ in self.prop.props]
            if isinstance(other, (CompositeProperty.Comparator, QueryableAttribute)):
                return getattr(other, "comparator", other)._comparable_elements
            return self.prop.values_of(other)  # type: ignore[no-any-return]  # prop is any property

        def _compare(self, op: Callable[[Any, Any], Any], other: Any) -> Any:
            clauses = [op(a, b) for a, b in zip(self._comparable_elements, self._values(other), strict=True)]
            return and_(*clauses)

        def __eq__(self, other: Any) -> Any:
            return self._compare(operator.eq, other)

        def __ne__(self, other: Any) -> Any:
            return not_(self.__eq__(other))

        def __lt__(self, other: Any) -> Any:
            return self._compare(operator.lt, other)

        def __gt__(self, other: Any) -> Any:
            return self._compare(operator.gt, other)

        def __le__(self, other: Any) -> Any:
            return self._compare(operator.le, other)

        def __ge__(self, other: Any) -> Any:
            return self._compare(operator.ge, other)

        __hash__ = None  # type: ignore[assignment]  # == builds SQL

        def operate(self, op: Callable[..., Any], *other: Any, **kwargs: Any) -> Any:
            return op(self, *other, **kwargs)

        def _bulk_update_tuples(self, value: Any) -> Sequence[tuple[Any, Any]]:
            if hasattr(value, "value") and getattr(value, "_is_bind_parameter", False):
                value = value.value
            return list(zip(self._comparable_elements, self._values(value), strict=True))

        def _bulk_dml_setter(self, key: str) -> Any:
            def assign(mapping: dict[str, Any]) -> None:
                value = mapping.pop(key)
                mapping.update(zip(self.prop._attribute_keys, self._values(value), strict=True))

            return assign


class Composite(CompositeProperty[_T], DeclarativeAttribute[_T]):
    """What `composite()` returns."""

    inherit_cache = True


class CompositeBundle(Bundle):
    """The columns of a composite in a SELECT; the value in the row is the composite."""

    inherit_cache = True

    def __init__(self, prop: CompositeProperty[Any], *columns: Any) -> None:
        super().__init__(prop.key, *columns)
        self.property = prop

    def create_row_processor(
        self, query: Any, procs: Sequence[Callable[[Any], Any]], labels: Sequence[str]
    ) -> Callable[[Any], Any]:
        """Return the function that makes the composite out of a row."""
        make = self.property.make
        return lambda row: make([proc(row) for proc in procs])


class _CompositeDescriptor:
    """The instance side: makes the value when it is read, writes the columns when it is set."""

    def __init__(self, prop: CompositeProperty[Any]) -> None:
        self._prop = prop
        self.__doc__ = prop.doc

    def __get__(self, instance: Any, owner: Any) -> Any:
        if instance is None:
            return self
        return composite_get(self._prop, instance)

    def __set__(self, instance: Any, value: Any) -> None:
        composite_set(self._prop, instance, value)

    def __delete__(self, instance: Any) -> None:
        composite_delete(self._prop, instance)


def _all_none(*values: Any) -> bool:
    return all(value is None for value in values)


def _field_types(cls: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        find = anno.class_scope(base)
        for name, raw in python_inspect.get_annotations(base).items():
            found[name] = anno.resolve(raw, find)
    return found
