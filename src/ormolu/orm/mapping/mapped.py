"""`Mapped[...]` and its siblings: the types that users write in class bodies.

They carry no behaviour: an annotation `Mapped[int]` is read by `annotations.py`, and at run time the attribute is
an `InstrumentedAttribute`, which is a `Mapped` so that type checkers and the interpreter agree.
"""

from __future__ import annotations

from typing import Any, Generic, Protocol, TypeVar

from ...sql.column_element import SQLCoreOperations
from .interfaces import InspectionAttr

_T_co = TypeVar("_T_co", covariant=True)


class ORMDescriptor(Generic[_T_co]):
    """A descriptor that gives a value on objects and an SQL expression on the class."""

    __slots__ = ()


class MappedAnnotationBase(Generic[_T_co]):
    """Any generic that may stand around the type of a mapped attribute."""

    __slots__ = ()


class SQLORMOperations(SQLCoreOperations[_T_co]):
    """The operators of SQL expressions plus `of_type()`, `and_()`, `any()` and `has()`."""

    __slots__ = ()


class SQLORMExpression(SQLORMOperations[_T_co]):
    """What may be used as a typed SQL expression and belongs to an ORM attribute."""

    __slots__ = ()


class Mapped(SQLORMExpression[_T_co], ORMDescriptor[_T_co], MappedAnnotationBase[_T_co]):
    """An attribute of a mapped class: `name: Mapped[str]`.

    On an object it is a `str`; on the class it is an SQL expression of that type.
    """

    __slots__ = ()


class DynamicMapped(MappedAnnotationBase[_T_co]):
    """A collection that is never loaded whole: reading it gives a query. `relationship(lazy="dynamic")`."""

    __slots__ = ()


class WriteOnlyMapped(MappedAnnotationBase[_T_co]):
    """A collection that is never loaded whole: it offers `add()`, `remove()`, `select()`. `lazy="write_only"`."""

    __slots__ = ()


class DeclarativeAttribute(Mapped[_T_co]):
    """A `Mapped` that declarative finds in a class body: `mapped_column()`, `relationship()` and so on.

    It can be part of an expression before it belongs to a mapper only where that makes sense (a column).
    """

    __slots__ = ()

    def operate(self, op: Any, *other: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(f"{self!r} is not an SQL expression before it is mapped")

    reverse_operate = operate


class QueryableBase(Mapped[_T_co], InspectionAttr):
    """Joins the two families; see `attributes.QueryableAttribute`."""

    __slots__ = ()


class MappedClassProtocol(Protocol[_T_co]):
    """What type checkers know of a mapped class."""

    __name__: str
    __mapper__: Any
    __table__: Any

    def __call__(self, **kw: Any) -> _T_co: ...


class Unmapped(Generic[_T_co]):
    """The annotation of a column of the table that is no attribute of the class."""

    __slots__ = ()
