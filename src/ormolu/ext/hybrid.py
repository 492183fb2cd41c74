"""Hybrids: properties and methods that compute a value on an object, and SQL on its class.

On an object a hybrid is an ordinary property. On the class its expression (by default the same function, run with the
class in place of the object) stands in statements like any mapped attribute.
Rule: SQLAlchemy documentation, "Hybrid Attributes".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from .. import exc
from ..inspection import inspect
from ..orm import InspectionAttrExtensionType, InspectionAttrInfo, PropComparator
from ..orm.mapping import ProxyAttribute, QueryableAttribute

T = TypeVar("T")
R = TypeVar("R")


class HybridExtensionType(InspectionAttrExtensionType):
    """What `extension_type` of a hybrid is."""

    HYBRID_METHOD = "HYBRID_METHOD"
    HYBRID_PROPERTY = "HYBRID_PROPERTY"


HYBRID_METHOD = HybridExtensionType.HYBRID_METHOD
HYBRID_PROPERTY = HybridExtensionType.HYBRID_PROPERTY


class hybrid_method(InspectionAttrInfo, Generic[R]):
    """A method that works on objects and, as SQL, on the class."""

    is_attribute = True
    extension_type = HYBRID_METHOD

    def __init__(self, func: Callable[..., R], expr: Callable[..., Any] | None = None) -> None:
        self.func = func
        self.expr: Callable[..., Any] = expr if expr is not None else func

    @property
    def inplace(self) -> _InplaceMethod[R]:
        """The same decorators, changing this hybrid instead of returning a new one."""
        return _InplaceMethod(self)

    def __get__(self, instance: Any, owner: type[Any]) -> Any:
        if instance is None:
            return self.expr.__get__(owner, owner)
        return self.func.__get__(instance, owner)

    def expression(self, expr: Callable[..., Any]) -> hybrid_method[R]:
        """Use another function for the class."""
        self.expr = expr
        return self


class _InplaceMethod(Generic[R]):
    """`hybrid_method.inplace`."""

    def __init__(self, attr: hybrid_method[R]) -> None:
        self.attr = attr

    def expression(self, expr: Callable[..., Any]) -> hybrid_method[R]:
        return self.attr.expression(expr)


def _unwrapped(function: Any) -> Any:
    """The function of a classmethod: in-place decorators may be given either."""
    return function.__func__ if isinstance(function, classmethod) else function


class hybrid_property(InspectionAttrInfo, Generic[T]):
    """A property that works on objects and, as SQL, on the class.

    fget, fset, fdel: as for `property`. expr: the SQL side, the getter unless given. custom_comparator: makes a
    Comparator for the class. update_expr: value -> (column, value) pairs for `update()`. bulk_dml_setter: changes the
    dictionary of a bulk statement.
    """

    is_attribute = True
    extension_type = HYBRID_PROPERTY

    def __init__(
        self,
        fget: Callable[[Any], T],
        fset: Callable[[Any, T], None] | None = None,
        fdel: Callable[[Any], None] | None = None,
        expr: Callable[..., Any] | None = None,
        custom_comparator: Callable[..., Any] | None = None,
        update_expr: Callable[..., Any] | None = None,
        bulk_dml_setter: Callable[..., Any] | None = None,
    ) -> None:
        self.fget = fget
        self.fset = fset
        self.fdel = fdel
        self.expr = _unwrapped(expr)
        self.custom_comparator = _unwrapped(custom_comparator)
        self.update_expr = _unwrapped(update_expr)
        self.bulk_dml_setter_ = _unwrapped(bulk_dml_setter)
        self.__doc__ = getattr(fget, "__doc__", None)
        self.__name__ = getattr(fget, "__name__", "hybrid")

    def __get__(self, instance: Any, owner: type[Any] | None) -> Any:
        if owner is None:
            return self
        if instance is None:
            return self._class_side(owner)
        return self.fget(instance)

    def __set__(self, instance: Any, value: Any) -> None:
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)

    def __delete__(self, instance: Any) -> None:
        if self.fdel is None:
            raise AttributeError("can't delete attribute")
        self.fdel(instance)

    def _class_side(self, owner: type[Any]) -> Any:
        if self.custom_comparator is not None:
            comparator = self.custom_comparator(owner)
            found = comparator if isinstance(comparator, PropComparator) else ExprComparator(owner, comparator, self)
        else:
            found = ExprComparator(owner, (self.expr or self.fget)(owner), self)
        if inspect(owner, raiseerr=False) is None:
            # A mixin or an unmapped class: there is no entity that the expression could belong to.
            return (
                found.__clause_element__()
                if not hasattr(owner, "__mapper__") and isinstance(found, ExprComparator)
                else found
            )
        return ProxyAttribute(owner, self.__name__, self, found, extension_type=HYBRID_PROPERTY)

    # -- decorators --------------------------------------------------------------------------------------------

    def _copy(self, **changes: Any) -> hybrid_property[T]:
        values = {
            "fget": self.fget,
            "fset": self.fset,
            "fdel": self.fdel,
            "expr": self.expr,
            "custom_comparator": self.custom_comparator,
            "update_expr": self.update_expr,
            "bulk_dml_setter": self.bulk_dml_setter_,
            **changes,
        }
        made = type(self)(**values)
        if "fget" not in changes:
            made.__name__ = self.__name__
            made.__doc__ = self.__doc__
        if (info := self.__dict__.get("_info")) is not None:
            made.__dict__["_info"] = info
        return made

    @property
    def overrides(self) -> hybrid_property[T]:
        """This hybrid, as the base of one in a subclass: `@Base.name.overrides.setter`."""
        return self

    @property
    def inplace(self) -> _InplaceProperty[T]:
        """The same decorators, changing this hybrid instead of returning a new one."""
        return _InplaceProperty(self)

    def getter(self, fget: Callable[[Any], T]) -> hybrid_property[T]:
        """A copy with another getter."""
        return self._copy(fget=fget)

    def setter(self, fset: Callable[[Any, T], None]) -> hybrid_property[T]:
        """A copy with a setter."""
        return self._copy(fset=fset)

    def deleter(self, fdel: Callable[[Any], None]) -> hybrid_property[T]:
        """A copy with a deleter."""
        return self._copy(fdel=fdel)

    def expression(self, expr: Callable[..., Any]) -> hybrid_property[T]:
        """A copy with a function of its own for the class."""
        return self._copy(expr=_unwrapped(expr))

    def comparator(self, comparator: Callable[..., Any]) -> hybrid_property[T]:
        """A copy with a comparator for the class."""
        return self._copy(custom_comparator=_unwrapped(comparator))

    def update_expression(self, meth: Callable[..., Any]) -> hybrid_property[T]:
        """A copy that says how `update()` sets it: value -> (column, value) pairs."""
        return self._copy(update_expr=_unwrapped(meth))

    def bulk_dml(self, meth: Callable[..., Any]) -> hybrid_property[T]:
        """A copy that says how bulk statements set it: (dictionary, value) -> None."""
        return self._copy(bulk_dml_setter=_unwrapped(meth))


class _InplaceProperty(Generic[T]):
    """`hybrid_property.inplace`."""

    def __init__(self, attr: hybrid_property[T]) -> None:
        self.attr = attr

    def _set(self, **values: Any) -> hybrid_property[T]:
        for name, value in values.items():
            setattr(self.attr, name, _unwrapped(value))
        return self.attr

    def getter(self, fget: Any) -> hybrid_property[T]:
        return self._set(fget=fget)

    def setter(self, fset: Any) -> hybrid_property[T]:
        return self._set(fset=fset)

    def deleter(self, fdel: Any) -> hybrid_property[T]:
        return self._set(fdel=fdel)

    def expression(self, expr: Any) -> hybrid_property[T]:
        return self._set(expr=expr)

    def comparator(self, comparator: Any) -> hybrid_property[T]:
        return self._set(custom_comparator=comparator)

    def update_expression(self, meth: Any) -> hybrid_property[T]:
        return self._set(update_expr=meth)

    def bulk_dml(self, meth: Any) -> hybrid_property[T]:
        return self._set(bulk_dml_setter_=meth)


class Comparator(PropComparator[T]):
    """Base of comparators for hybrids: `__clause_element__` and operators to override."""

    def __init__(self, expression: Any) -> None:
        self.expression = expression

    def __clause_element__(self) -> Any:
        element = self.expression
        while hasattr(element, "__clause_element__"):
            inner = element.__clause_element__()
            if inner is element:
                break
            element = inner
        return element

    @property
    def property(self) -> Any:
        """The mapped property behind the expression, if there is one."""
        return getattr(self.expression, "property", None)

    def adapt_to_entity(self, adapt_to_entity: Any) -> Comparator[T]:
        """Hybrids are evaluated with the alias itself: nothing to adapt."""
        return self


class ExprComparator(Comparator[T]):
    """The class side of a hybrid that has no comparator of its own."""

    def __init__(self, cls: type[Any], expression: Any, hybrid: hybrid_property[T]) -> None:
        self.cls = cls
        self.expression = expression
        self.hybrid = hybrid

    def __getattr__(self, key: str) -> Any:
        if key.startswith("__") or "expression" not in self.__dict__:
            raise AttributeError(key)
        return getattr(self.expression, key)

    @property
    def info(self) -> dict[Any, Any]:
        """The hybrid's `info`."""
        return self.hybrid.info

    def _bulk_update_tuples(self, value: Any) -> Sequence[tuple[Any, Any]]:
        if isinstance(self.expression, QueryableAttribute) and self.hybrid.update_expr is None:
            return self.expression._bulk_update_tuples(value)  # type: ignore[no-any-return]
        if self.hybrid.update_expr is not None:
            return self.hybrid.update_expr(self.cls, value)  # type: ignore[no-any-return]
        return [(self.expression, value)]

    def _bulk_dml_setter(self, key: str) -> Any:
        setter = self.hybrid.bulk_dml_setter_
        if setter is None:
            raise exc.InvalidRequestError(
                "Can't evaluate bulk DML statement; please supply a bulk_dml decorated function: "
                f"{self.cls.__name__}.{key}"
            )

        def apply(mapping: dict[str, Any]) -> None:
            value = mapping.pop(key)
            setter(self.cls, mapping, value)

        return apply

    def operate(self, op: Any, *other: Any, **kwargs: Any) -> Any:
        """Apply an operator to the expression."""
        return op(self.expression, *other, **kwargs)

    def reverse_operate(self, op: Any, other: Any, **kwargs: Any) -> Any:
        """Apply an operator with the expression on the right."""
        return op(other, self.expression, **kwargs)
