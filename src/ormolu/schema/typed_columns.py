"""TypedColumns: the columns of a table declared as a class, for type checkers and for `Table` alike.

    class user_cols(TypedColumns):
        id = Column(Integer, primary_key=True)
        name: Named[str]

    users = Table("users", metadata, user_cols)

In: such a class. Out: new Column objects, with names from the attributes, and types and nullability from annotations
where the Column says nothing. The class itself is never instantiated.
"""

from __future__ import annotations

import datetime
import decimal
import inspect
import types as python_types
import typing
import uuid
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .. import exc, types
from ..sql.collection import ReadOnlyColumnCollection
from .columns import Column
from .items import NULL_UNSPECIFIED

__all__ = ["Named", "TypedColumns", "columns_of"]

_T = TypeVar("_T", covariant=True)


class Named(Generic[_T]):
    """Annotation of a TypedColumns attribute: a column of this Python type."""

    __slots__ = ()


if TYPE_CHECKING:
    _Base = ReadOnlyColumnCollection
else:
    # At runtime a plain class, so that mapped classes can be listed as its base beside it.
    _Base = object


class TypedColumns(_Base):
    """Base of classes that declare columns for a Table or, with `FromClause.with_cols()`, for other FROM elements.

    Attributes are Columns, `Named[...]` annotations, or both; `__row_pos__: tuple[...]` types the rows of a select().
    Raises InvalidRequestError for a subclass with methods.
    """

    __slots__ = ()

    if not TYPE_CHECKING:

        def __new__(cls, *args: Any, **kw: Any) -> Any:
            raise exc.InvalidRequestError("Cannot instantiate a TypedColumns object.")

    def __init_subclass__(cls, **kw: Any) -> None:
        super().__init_subclass__(**kw)
        if TypedColumns not in cls.__bases__ and not all(issubclass(base, TypedColumns) for base in cls.__bases__):
            return
        methods = sorted(name for name, value in vars(cls).items() if callable(value) and not name.startswith("__"))
        if methods and all(issubclass(base, TypedColumns) for base in cls.__bases__):
            raise exc.InvalidRequestError(f"TypedColumns subclasses may not define methods. Found {methods}")


PYTHON_TYPES: dict[Any, type] = {
    bool: types.Boolean,
    bytes: types.LargeBinary,
    datetime.date: types.Date,
    datetime.datetime: types.DateTime,
    datetime.time: types.Time,
    datetime.timedelta: types.Interval,
    decimal.Decimal: types.Numeric,
    float: types.Double,
    int: types.Integer,
    str: types.String,
    uuid.UUID: types.Uuid,
}
"""Which SQL type a plain Python type stands for."""


def columns_of(cls: type[TypedColumns]) -> list[Column]:
    """Return new columns for everything that a TypedColumns class and its bases declare.

    Raises ArgumentError for an attribute that is no column, and for a Python type without a SQL type.
    """
    declared: dict[str, tuple[type, Any, Any]] = {}
    for base in reversed(cls.__mro__):
        if base is TypedColumns or not issubclass(base, TypedColumns):
            continue
        annotations = _annotations_of(base)
        plain = [name for name in vars(base) if not name.startswith("__") and name not in annotations]
        for name in [*plain, *annotations]:
            if name != "__row_pos__":
                declared[name] = (base, vars(base).get(name), annotations.get(name))
    return [_column(base, name, value, annotation) for name, (base, value, annotation) in declared.items()]


def _annotations_of(cls: type) -> dict[str, Any]:
    own = inspect.get_annotations(cls)
    hints = typing.get_type_hints(cls)
    return {name: hints[name] for name in own if name != "__row_pos__"}


def _column(cls: type, name: str, value: Any, annotation: Any) -> Column:
    where = f"'{cls.__name__}.{name}'"
    if value is not None and not isinstance(value, Column):
        raise exc.ArgumentError(f"Unexpected value for attribute {where}. Expected a Column, not: {type(value)}")
    column = Column() if value is None else value._copy()
    if column.name is None:
        column.name = name
        if column.key is None:
            column.key = name
    elif column.key == column.name:
        column.key = name
    if annotation is None:
        if column.type._isnull and not column.foreign_keys:
            raise exc.ArgumentError(
                f"Python typing annotation is required for attribute {where} when primary argument(s) for "
                "Column construct are None or not present"
            )
        return column
    _fill_from_annotation(column, annotation, where)
    return column


def _fill_from_annotation(column: Column, annotation: Any, where: str) -> None:
    origin = typing.get_origin(annotation)
    if origin is not Named and not (isinstance(origin, type) and issubclass(origin, Column)):
        raise exc.ArgumentError(f"Annotation {annotation} for attribute {where} is not of type Named/Column[...]")
    python_type, nullable = _without_none(typing.get_args(annotation)[0])
    if column._user_defined_nullable is NULL_UNSPECIFIED and not column.primary_key and column.identity is None:
        column.nullable = column._user_defined_nullable = nullable
    if column.type._isnull and not column.foreign_keys:
        try:
            sql_type = PYTHON_TYPES[python_type]
        except (KeyError, TypeError):
            raise exc.ArgumentError(
                f"Could not find a SQL type for type {python_type} obtained from annotation {annotation} "
                f"in attribute {where}"
            ) from None
        column._set_type(sql_type())


def _without_none(python_type: Any) -> tuple[Any, bool]:
    """`int | None` -> (int, True)."""
    if typing.get_origin(python_type) in (typing.Union, python_types.UnionType):
        members = typing.get_args(python_type)
        rest = [member for member in members if member is not type(None)]
        if len(rest) == 1 and len(rest) < len(members):
            return rest[0], True
    return python_type, False
