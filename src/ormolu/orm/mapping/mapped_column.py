"""`mapped_column()`: a column and its attribute in one declaration, completed by the annotation beside it.

In: the arguments, and what `annotations.py` read from `Mapped[...]`. Out: a `Column` for the table and, if
loading is not plain, the `ColumnProperty` for the mapper.

Start at `MappedColumn.declarative_scan`.
"""

from __future__ import annotations

import re
from typing import Any, TypeVar, get_args

from ... import exc
from ...schema import Column, SchemaConst
from ...types import NullType, TypeEngine
from . import annotations as anno
from .column_property import ColumnProperty, MappedSQLExpression
from .interfaces import NO_ARG, NO_OPTIONS, AttributeOptions, MapsColumns
from .mapped import DeclarativeAttribute

_T = TypeVar("_T")


class MappedColumn(DeclarativeAttribute[_T], MapsColumns):
    """What `mapped_column()` returns; declarative replaces it by an InstrumentedAttribute.

    `column` is the Column it builds, incomplete until the class is scanned.
    """

    def __init__(self, *args: Any, **kw: Any) -> None:
        self._attribute_options: AttributeOptions = kw.pop("attribute_options", NO_OPTIONS)
        self._has_dataclass_arguments = self._attribute_options != NO_OPTIONS
        self._use_existing_column: bool = kw.pop("use_existing_column", False)
        self.active_history: bool = kw.pop("active_history", False)
        self._sort_order: Any = kw.pop("sort_order", NO_ARG)
        self.deferred_group: str | None = kw.pop("deferred_group", None)
        self.deferred_raiseload: bool | None = kw.pop("deferred_raiseload", None)
        self.deferred: Any = self._decide_deferred(kw.pop("deferred", NO_ARG))
        insert_default = kw.pop("insert_default", NO_ARG)
        self._has_insert_default = insert_default is not NO_ARG
        if self._has_insert_default and self._attribute_options.default is not NO_ARG:
            raise exc.ArgumentError("The 'default' and 'insert_default' parameters of Column are mutually exclusive")
        if self._has_insert_default:
            kw["default"] = insert_default
        elif self._attribute_options.default is not NO_ARG:
            kw["default"] = self._attribute_options.default
        self._has_nullable = kw.get("nullable", _UNSPECIFIED) not in (_UNSPECIFIED, SchemaConst.NULL_UNSPECIFIED)
        if not self._has_nullable:
            kw.pop("nullable", None)
        self._dataclass_default = self._attribute_options.default
        self.column = Column(*args, **kw)
        self._creation_order = self.column._creation_order
        self.key: str | None = None

    def _decide_deferred(self, deferred: Any) -> Any:
        if deferred is NO_ARG and (self.deferred_group or self.deferred_raiseload):
            return True
        return deferred

    # -- what the table and the mapper get -----------------------------------------------------------------------

    @property
    def name(self) -> str | None:
        """The name of the column."""
        name: str | None = self.column.name
        return name

    @property
    def foreign_keys(self) -> Any:
        """The foreign keys of the column."""
        return self.column.foreign_keys

    @property
    def columns_to_assign(self) -> list[tuple[Any, int]]:
        return [(self.column, self._sort_order if self._sort_order is not NO_ARG else 0)]

    @property
    def mapper_property_to_assign(self) -> ColumnProperty[_T] | None:
        """A ColumnProperty if loading differs from a plain column's, else None."""
        if not (self.deferred is True or self.active_history):
            return None
        return MappedSQLExpression(
            self.column,
            deferred=self.deferred is True,
            group=self.deferred_group,
            raiseload=bool(self.deferred_raiseload),
            attribute_options=self._attribute_options,
            active_history=self.active_history,
        )

    def __clause_element__(self) -> Column[Any]:
        return self.column

    def operate(self, op: Any, *other: Any, **kwargs: Any) -> Any:
        return op(self.__clause_element__(), *other, **kwargs)

    def reverse_operate(self, op: Any, other: Any, **kwargs: Any) -> Any:
        column = self.__clause_element__()
        return op(column._bind_param(op, other), column, **kwargs)

    def __repr__(self) -> str:
        return f"<MappedColumn {self.column!r}>"

    # -- copying for mixins and Annotated ------------------------------------------------------------------------

    def _copy(self, **kw: Any) -> MappedColumn[_T]:
        made = type(self).__new__(type(self))
        made.__dict__.update(self.__dict__)
        made.column = self.column._copy(**kw)
        return made

    def _with_default(self, value: Any) -> MappedColumn[_T]:
        """Take over a plain value that stands where the construct could: `name: Mapped[str] = "x"`."""
        options = self._attribute_options
        self._attribute_options = options._replace(default=value)
        self._has_dataclass_arguments = True
        return self

    # -- reading the annotation ----------------------------------------------------------------------------------

    def declarative_scan(
        self, registry: Any, cls: type, key: str, annotation: anno.MappedAnnotation | None, is_dataclass: bool
    ) -> None:
        """Complete name, type and nullability from the attribute's name and annotation.

        Raises ArgumentError without type and annotation; MappedAnnotationError for a type nobody knows.
        """
        column = self.column
        self.key = key
        if column.key is None:
            column.key = key
        if column.name is None:
            column.name = key
        if annotation is None:
            if _needs_type(column):
                raise exc.ArgumentError(
                    f'Python typing annotation is required for attribute "{cls.__name__}.{key}" when primary '
                    f'argument(s) for "{type(self).__name__}" construct are None or not present'
                )
            return
        self.complete_from(registry, cls, key, annotation.argument, annotation.raw)

    def complete_from(self, registry: Any, cls: type, key: str, hint: Any, raw: Any = None) -> None:
        """Complete the column from a Python type."""
        if anno.has_forward_reference(hint):
            _raise_unresolved(hint if raw is None else raw, hint)
        nullable = anno.includes_none(hint)
        if self._merge_annotated(hint) and self.column.identity is not None:
            nullable = False
        column = self.column
        if not self._has_nullable:
            # what only serves to match rows is NULL wherever it was not needed
            column.nullable = (nullable or column._insert_sentinel) and not column.primary_key
        if _needs_type(column):
            column._set_type(_resolve_type(registry, cls, key, hint))

    def _merge_annotated(self, hint: Any) -> bool:
        """Take over the column that stands inside Annotated[...]; False if there is none."""
        for found in (anno.annotated_arguments(hint) or ())[1:]:
            if isinstance(found, (MappedColumn, Column)):
                self._take_over(found if isinstance(found, MappedColumn) else MappedColumn.over(found))
                return True
        return False

    @classmethod
    def over(cls, column: Column[Any]) -> MappedColumn[Any]:
        """Return a construct around an existing column, as found in Annotated[...]."""
        made = cls()
        made.column = column
        made._has_nullable = column._user_defined_nullable is not SchemaConst.NULL_UNSPECIFIED
        return made

    def _take_over(self, source: MappedColumn[Any]) -> None:
        """Fill what this construct leaves open from the one inside Annotated[...]."""
        name, key = self.column.name, self.column.key
        if not self._has_nullable and source._has_nullable:
            self._has_nullable = True
            self.column.nullable = source.column.nullable
        default = self.column.default
        source.column._merge(self.column)
        if self._has_insert_default or self._attribute_options.default is not NO_ARG:
            self.column.default = default  # None counts as given
        self.column.name, self.column.key = self._names(source, name, key)
        if self._sort_order is NO_ARG:
            self._sort_order = source._sort_order
        if source._use_existing_column:
            self._use_existing_column = True
        if self.deferred is NO_ARG:
            self.deferred = source.deferred
            self.deferred_group = self.deferred_group or source.deferred_group
            self.deferred_raiseload = (
                source.deferred_raiseload if self.deferred_raiseload is None else self.deferred_raiseload
            )
        self.active_history = self.active_history or source.active_history
        self._take_over_default(source)

    def _names(self, source: MappedColumn[Any], name: str | None, key: str | None) -> tuple[str | None, str | None]:
        given = source.column.name
        if given and name == self.key:
            return given, key
        return name, key

    def _take_over_default(self, source: MappedColumn[Any]) -> None:
        mine, theirs = self._attribute_options, source._attribute_options
        merged = AttributeOptions(*(b if a is NO_ARG else a for a, b in zip(mine, theirs, strict=True)))
        if mine.default_factory is not NO_ARG or mine.default is not NO_ARG:
            merged = merged._replace(default=mine.default, default_factory=mine.default_factory)
        self._attribute_options = merged
        if source._has_insert_default and not self._has_insert_default:
            self._has_insert_default = True


class UnmappedColumn(MappedColumn[_T]):
    """What `unmapped_column()` returns: a column of the table without an attribute of the class."""

    def check_arguments(self, cls: type, key: str) -> None:
        """Raise ArgumentError for what only an attribute could have, given here or inside Annotated[...]."""
        given = {
            "deferred": self.deferred is True and not (self.deferred_group or self.deferred_raiseload),
            "deferred_group": self.deferred_group,
            "deferred_raiseload": self.deferred_raiseload,
            "active_history": self.active_history,
        }
        refused = [repr(name) for name, value in given.items() if value]
        if refused:
            raise exc.ArgumentError(
                f'Attribute "{cls.__name__}.{key}" is not mapped, and does not accept the argument(s) {", ".join(refused)}'
            )


_UNSPECIFIED = object()


def _needs_type(column: Column[Any]) -> bool:
    return isinstance(column.type, NullType) and not column.foreign_keys


def _raise_unresolved(raw: Any, hint: Any) -> None:
    missing = _first_missing(hint)
    raise exc.MappedAnnotationError(
        f'Could not resolve all types within mapped annotation: "{_as_written(raw)}".  Ensure all types are written '
        f"correctly and are imported within the module in use; {missing!r} is not known there."
    ) from NameError(f"Could not de-stringify annotation {missing!r}")


def _as_written(raw: Any) -> str:
    """An annotation the way a user writes it."""
    return re.sub(r"ForwardRef\('([^']*)'\)", r"\1", str(raw)).replace("ormolu.orm.mapping.mapped.", "")


def _first_missing(hint: Any) -> str:
    if isinstance(hint, str):
        return str(hint)
    found = getattr(hint, "__forward_arg__", None)
    if found is not None:
        return str(found)
    for arg in get_args(hint):
        if anno.has_forward_reference(arg):
            return _first_missing(arg)
    return str(hint)


def _resolve_type(registry: Any, cls: type, key: str, hint: Any) -> Any:
    found = registry._resolve_annotation(cls, key, hint)
    if found is not None:
        return found
    shown = anno.without_none(hint) if anno.is_union(hint) else hint
    if isinstance(shown, TypeEngine) or (isinstance(shown, type) and issubclass(shown, TypeEngine)):
        raise exc.MappedAnnotationError(
            f"The type provided inside the '{key}' attribute Mapped annotation is the SQLAlchemy type {shown}. Expected a "
            "Python type instead"
        )
    if isinstance(shown, (Column, MappedColumn)):
        raise exc.MappedAnnotationError(
            f"The object provided inside the '{key}' attribute Mapped annotation is not a Python type, it's the object "
            f"{shown!r}. Expected a Python type."
        )
    raise exc.MappedAnnotationError(
        f"Could not locate SQLAlchemy Core type when resolving for Python type indicated by '{shown}' inside the "
        f"Mapped[] annotation for the '{key}' attribute; the type object is not resolvable by the registry. Give the "
        f"column's type, {cls.__name__}.{key} = mapped_column(...), or add the Python type to the type_annotation_map"
    )
