"""`User.name`: the attribute of a mapped class, as SQL expression and as gate to the value in an object.

`QueryableAttribute` is the SQL half; it leaves every question to the comparator of its property.
`InstrumentedAttribute` adds the kernel's data descriptor, so that the same object reads and writes the value
of an instance. `ProxyAttribute` puts the SQL half in front of a user's own descriptor (synonyms, composites, hybrids).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from ... import exc
from ...inspection import _self_inspects, inspect
from ...kernel.attribute import Attribute
from ...sql import roles
from ...structures import immutabledict
from .interfaces import InspectionAttr, MapsColumns, NotExtension, PropComparator
from .mapped import Mapped

_T_co = TypeVar("_T_co", covariant=True)


@_self_inspects
class QueryableAttribute(
    Mapped[_T_co], PropComparator[_T_co], InspectionAttr, roles.JoinTargetRole, roles.OnClauseRole
):
    """The attribute of a mapped class (or of an alias of it) as part of an SQL statement."""

    is_attribute = True
    inherit_cache = True

    class_: type
    key: str
    parent: Any
    comparator: PropComparator[_T_co]
    impl: Any

    def __init__(
        self,
        class_: type,
        key: str,
        parententity: Any,
        comparator: Any,
        impl: Any = None,
        of_type: Any = None,
        extra_criteria: tuple[Any, ...] = (),
    ) -> None:
        self.class_ = class_
        self.key = key
        self.parent = self._parententity = parententity
        self.comparator = comparator
        self.impl = impl
        self._of_type = of_type
        self._extra_criteria = extra_criteria
        self._adapt_to_entity = None
        self._doc: str | None = None

    # -- as SQL ----------------------------------------------------------------------------------------------

    @property
    def expression(self) -> Any:
        """The SQL expression, annotated with the entity it belongs to."""
        found = self.__dict__.get("_expression")
        if found is None:
            found = self.__dict__["_expression"] = self._make_expression()
        return found

    def _make_expression(self) -> Any:
        entity = self._parententity
        element = self.comparator.__clause_element__()
        annotate = getattr(element, "_annotate", None)
        if annotate is None:
            raise exc.InvalidRequestError(
                f'When interpreting attribute "{self}" as a SQL expression, expected '
                f"__clause_element__() to return a ClauseElement object, got: {element!r}"
            )
        annotated = annotate({"proxy_key": self.key, "proxy_owner": entity, "entity_namespace": entity})
        return annotated._set_propagate_attrs(
            {"compile_state_plugin": "orm", "plugin_subject": getattr(entity, "mapper", entity)}
            if "compile_state_plugin" not in annotated._propagate_attrs
            else annotated._propagate_attrs
        )

    def __clause_element__(self) -> Any:
        return self.expression

    @property
    def _from_objects(self) -> Any:
        return self.expression._from_objects

    @property
    def _annotations(self) -> Any:
        return self.expression._annotations

    @property
    def _propagate_attrs(self) -> Any:
        return immutabledict({"compile_state_plugin": "orm", "plugin_subject": self._parententity})

    @property
    def _entity_namespace(self) -> Any:
        return self.parent

    @property
    def entity_namespace(self) -> Any:
        """Where `filter_by()` looks names up."""
        return self._parententity.entity_namespace

    def label(self, name: str | None) -> Any:
        """Return the expression under another name."""
        element = self.__clause_element__()
        bundle = element._annotations.get("bundle")
        return element.label(name) if bundle is None else bundle.label(name)

    def operate(self, op: Callable[..., Any], *other: Any, **kwargs: Any) -> Any:
        operand = self.__dict__.get("_operand")
        if operand is None:
            comparator = self.comparator
            operand = comparator
            if "_only_passes_on" in comparator.__class__.__dict__:
                operand = self.__dict__["_operand"] = comparator.__clause_element__()
        return op(operand, *other, **kwargs)

    def reverse_operate(self, op: Callable[..., Any], other: Any, **kwargs: Any) -> Any:
        return op(other, self.comparator, **kwargs)

    def adapt_to_entity(self, adapt_to_entity: Any) -> QueryableAttribute[_T_co]:
        """Return this attribute for an alias of the class."""
        return EntityAttribute(
            adapt_to_entity.entity,
            self.key,
            adapt_to_entity,
            self.comparator.adapt_to_entity(adapt_to_entity),
            self.impl,
        )

    def of_type(self, entity: Any) -> QueryableAttribute[_T_co]:
        """Return this relationship attribute narrowed to a subclass or alias of its target."""
        from_entity = inspect(entity)
        return EntityAttribute(
            self.class_,
            self.key,
            self._parententity,
            self.comparator.of_type(entity),
            self.impl,
            of_type=from_entity,
            extra_criteria=self._extra_criteria,
        )

    def and_(self, *clauses: Any) -> QueryableAttribute[bool]:
        """Return this relationship attribute with additional ON criteria."""
        return EntityAttribute(
            self.class_,
            self.key,
            self._parententity,
            self.comparator.and_(*clauses),
            self.impl,
            of_type=self._of_type,
            extra_criteria=(*self._extra_criteria, *clauses),
        )

    def _bulk_update_tuples(self, value: Any) -> Any:
        """Return the (column, value) pairs of `update().values({attribute: value})`."""
        return self.comparator._bulk_update_tuples(value)

    @property
    def _joined_entity(self) -> Any:
        """What a join along this relationship brings: the entity whose attributes `filter_by()` knows."""
        if not self.property._is_relationship:
            return self
        return self.property.entity if self._of_type is None else inspect(self._of_type)

    def _bulk_dml_setter(self, key: str) -> Any:
        return self.comparator._bulk_dml_setter(key)

    # -- as part of the mapper -------------------------------------------------------------------------------

    @property
    def prop(self) -> Any:
        """The MapperProperty, not necessarily configured."""
        return self.comparator.prop

    @property
    def _parentmapper(self) -> Any:
        return self._parententity.mapper

    @property
    def info(self) -> dict[Any, Any]:
        """The info dictionary of the property, or of the column it maps."""
        return self.comparator.info

    @property
    def adapter(self) -> Any:
        return self.comparator.adapter

    def hasparent(self, state: Any, optimistic: bool = False) -> bool:
        """True if the object of `state` is the member of some parent through this attribute."""
        return self.impl.hasparent(state, optimistic=optimistic)  # type: ignore[no-any-return]  # impl is Any

    def get_history(self, instance: Any, passive: Any = None) -> Any:
        """Return the history of this attribute on one object."""
        args = () if passive is None else (passive,)
        return self.impl.get_history(instance, *args)

    def __getattr__(self, key: str) -> Any:
        if key.startswith("__") and key.endswith("__"):
            raise AttributeError(key)
        comparator = self.__dict__.get("comparator")
        if comparator is None:
            raise AttributeError(key)
        try:
            return getattr(comparator, key)
        except AttributeError as error:
            raise AttributeError(
                f"Neither {type(self).__name__!r} object nor {type(comparator).__name__!r} object "
                f"associated with {self} has an attribute {key!r}"
            ) from error

    def __hash__(self) -> int:
        return id(self)

    def __str__(self) -> str:
        return f"{self.class_.__name__}.{self.key}"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self}>"

    @property
    def property(self) -> Any:
        """The MapperProperty; asking for it configures the mappers."""
        return self.comparator.property


class EntityAttribute(QueryableAttribute[_T_co]):
    """An attribute of an alias, or one narrowed by `of_type()` or `and_()`.

    A sibling of InstrumentedAttribute: in `a == b` Python would ask `b` first if its class derived from that of `a`.
    """

    inherit_cache = True


class ProxyAttribute(QueryableAttribute[_T_co]):
    """The SQL half in front of a user's descriptor: the object side stays with that descriptor."""

    _is_internal_proxy = True

    def __init__(
        self,
        class_: type,
        key: str,
        descriptor: Any,
        comparator: Any,
        adapt_to_entity: Any = None,
        original_property: Any = None,
        extension_type: Any = NotExtension.NOT_EXTENSION,
    ) -> None:
        self.class_ = class_
        self.key = key
        self.descriptor = descriptor
        self.original_property = original_property
        self.extension_type = extension_type
        self.impl = None
        self._comparator = comparator
        self._adapt_to_entity = adapt_to_entity
        self._of_type = None
        self._extra_criteria = ()
        self._doc = getattr(descriptor, "__doc__", None)
        self.__doc__ = self._doc

    @property
    def _parententity(self) -> Any:
        return self._adapt_to_entity or inspect(self.class_)

    @_parententity.setter
    def _parententity(self, value: Any) -> None:
        raise AttributeError("the entity of a proxy follows from its class")

    @property
    def parent(self) -> Any:
        return self._parententity

    @property
    def comparator(self) -> Any:  # type: ignore[override]  # computed: made when it is first needed
        """The comparator, made when it is first needed."""
        made = self._comparator
        if callable(made):
            try:
                made = self._comparator = made()
            except AttributeError as error:
                raise exc.InvalidRequestError(
                    f"{self} stands for an attribute that cannot be found: {error}"
                ) from error
        if self._adapt_to_entity is not None and not self.__dict__.get("_adapted"):
            made = self._comparator = made.adapt_to_entity(self._adapt_to_entity)
            self.__dict__["_adapted"] = True
        return made

    def adapt_to_entity(self, adapt_to_entity: Any) -> ProxyAttribute[_T_co]:
        return type(self)(
            adapt_to_entity.entity,
            self.key,
            self.descriptor,
            self._comparator,
            adapt_to_entity,
            self.original_property,
            self.extension_type,
        )

    def _clone_for(self, **changes: Any) -> ProxyAttribute[_T_co]:
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__)
        made.__dict__.pop("_expression", None)
        made.__dict__.update(changes)
        return made

    def of_type(self, entity: Any) -> Any:
        return self._clone_for(_comparator=self.comparator.of_type(entity), _of_type=inspect(entity))

    def and_(self, *clauses: Any) -> Any:
        criteria = (*self._extra_criteria, *clauses)
        return self._clone_for(_comparator=self.comparator.and_(*clauses), _extra_criteria=criteria)

    def __get__(self, instance: Any, owner: Any) -> Any:
        found = self.descriptor.__get__(instance, owner)
        if found is self.descriptor and instance is None:
            return self
        return found

    def __set__(self, instance: Any, value: Any) -> None:
        self.descriptor.__set__(instance, value)

    def __delete__(self, instance: Any) -> None:
        self.descriptor.__delete__(instance)

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("__") and attribute.endswith("__"):
            raise AttributeError(attribute)
        values = self.__dict__
        if "descriptor" not in values:
            raise AttributeError(attribute)
        try:
            return getattr(values["descriptor"], attribute)
        except AttributeError:
            pass
        comparator = self.comparator
        try:
            return getattr(comparator, attribute)
        except AttributeError as error:
            raise AttributeError(
                f"Neither {type(values['descriptor']).__name__!r} object nor {type(comparator).__name__!r} object "
                f"associated with {self} has an attribute {attribute!r}"
            ) from error

    @property
    def property(self) -> Any:
        return self.comparator.property


class InstrumentedAttribute(Attribute, QueryableAttribute[_T_co]):
    """The attribute of a mapped class: an SQL expression on the class, the value on an object."""


def user_defined(attribute: Any) -> bool:
    """True for a descriptor that the user wrote (a property, a method), false for what the ORM made."""
    return (
        not isinstance(attribute, (InspectionAttr, Mapped))
        and hasattr(attribute, "__get__")
        and not isinstance(attribute, type)
    )


def written_by_user(attribute: Any) -> bool:
    """True for anything in a class body that the ORM did not make and that declares no column or property."""
    return (
        attribute is not None
        and not isinstance(attribute, (InspectionAttr, Mapped, MapsColumns))
        and not getattr(attribute, "_is_node", False)
    )
