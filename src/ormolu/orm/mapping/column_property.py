"""Column properties: an attribute that holds the value of a column or of an SQL expression.

Start at `ColumnProperty`. `mapped_column()`, which may create the column as well, is in `mapped_column.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from ... import exc
from ...sql import coercions, roles
from .instrument import instrument_column
from .interfaces import (
    NO_OPTIONS,
    AttributeOptions,
    MapsColumns,
    PropComparator,
    StrategizedProperty,
)
from .mapped import DeclarativeAttribute

_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)


class ColumnProperty(StrategizedProperty[_T], MapsColumns):
    """An attribute mapped to one column, to several columns of equal value (a join), or to an expression.

    `columns` are those columns, the one that is written and selected first; `expression` is the first.
    """

    strategy_wildcard_key = "column"
    inherit_cache = True
    _links_to_entity = False

    def __init__(
        self,
        column: Any,
        *additional_columns: Any,
        attribute_options: AttributeOptions | None = None,
        group: str | None = None,
        deferred: bool = False,
        raiseload: bool = False,
        comparator_factory: type[PropComparator[_T]] | None = None,
        active_history: bool = False,
        default_scalar_value: Any = None,
        expire_on_flush: bool = True,
        info: Mapping[Any, Any] | None = None,
        doc: str | None = None,
        _instrument: bool = True,
        _assume_readonly_dc_attributes: bool = False,
    ) -> None:
        super().__init__(attribute_options=attribute_options)
        given = (column, *additional_columns)
        self.columns: list[Any] = [coercions.expect(roles.LabeledColumnExprRole, item) for item in given]
        self.group = group
        self.deferred = deferred
        self.raiseload = raiseload
        self.instrument = self._stored = _instrument
        self.comparator_factory = comparator_factory or type(self).Comparator
        self.active_history = active_history
        self.expire_on_flush = expire_on_flush
        self._read_only_in_dataclasses = _assume_readonly_dc_attributes
        self._creation_order = next_creation_order()
        if info is not None:
            self.__dict__["_info"] = dict(info)
        self.doc = doc if doc is not None else self._doc_of_columns()
        key: tuple[tuple[str, Any], ...] = (("deferred", deferred), ("instrument", _instrument))
        self.strategy_key = (*key, ("raiseload", True)) if raiseload else key

    def _doc_of_columns(self) -> str | None:
        for column in reversed(self.columns):
            doc = getattr(column, "doc", None)
            if doc is not None:
                return str(doc)
        return None

    @property
    def expression(self) -> Any:
        """The column or expression that stands for this attribute in SQL."""
        return self.columns[0]

    @property
    def columns_to_assign(self) -> list[tuple[Any, int]]:
        return [
            (column, 0)
            for column in self.columns
            if getattr(column, "__visit_name__", None) == "column" and column.table is None
        ]

    @property
    def mapper_property_to_assign(self) -> ColumnProperty[_T]:
        """The property that declarative gives to the mapper: this one."""
        return self

    @property
    def is_primary_key(self) -> bool:
        """True if a column of this attribute belongs to the mapper's primary key."""
        return any(column in self.parent.primary_key for column in self.columns)

    @property
    def info(self) -> dict[Any, Any]:
        """The user's dictionary; that of the column unless one was given here."""
        own = self.__dict__.get("_info")
        if own is None:
            own = self.__dict__["_info"] = getattr(self.columns[0], "info", None) or {}
        return own

    @property
    def _is_polymorphic_discriminator(self) -> bool:
        return self.parent.polymorphic_on in self.columns

    def copy(self) -> ColumnProperty[_T]:
        """Return an unattached property over the same columns."""
        kind: Any = type(self)
        made: ColumnProperty[_T] = kind(
            *self.columns,
            deferred=self.deferred,
            group=self.group,
            raiseload=self.raiseload,
            active_history=self.active_history,
            comparator_factory=self.comparator_factory,
            _instrument=self.instrument,
            attribute_options=self._attribute_options,
            expire_on_flush=self.expire_on_flush,
            doc=self.doc,
        )
        if "_info" in self.__dict__:
            made.__dict__["_info"] = self.__dict__["_info"]
        return made

    def instrument_class(self, mapper: Any) -> None:
        instrument_column(mapper, self)

    def do_init(self) -> None:
        if len(self.columns) > 1 and set(self.parent.primary_key).issuperset(self.columns):
            from_columns = self.columns
            _warn_about_pk_collision(self.parent, self.key, from_columns)

    def __str__(self) -> str:
        if "parent" not in self.__dict__ or "key" not in self.__dict__:
            return object.__repr__(self)
        return f"{self.parent.class_.__name__}.{self.key}"

    class Comparator(PropComparator[_T_co]):
        """Gives operators on `User.name` to the column, annotated with the entity."""

        _element: Any
        #: this class, unlike a subclass of the user's, leaves every operation to the column
        _only_passes_on = True

        def __clause_element__(self) -> Any:
            try:
                return self._element
            except AttributeError:
                self._element = self._annotated(self.prop.columns[0])
                return self._element

        @property
        def expressions(self) -> Sequence[Any]:
            """Every column of the attribute, annotated like the first one."""
            return [self._annotated(column) for column in self.prop.columns]

        def _annotated(self, column: Any) -> Any:
            entity = self._parententity
            if self._adapt_to_entity is not None:
                return self._adapt_to_entity._adapt_element(column, self.prop.key)
            element = column._annotate(
                {
                    "entity_namespace": entity,
                    "parententity": entity,
                    "parentmapper": entity,
                    "proxy_key": self.prop.key,
                }
            )
            return element._set_propagate_attrs({"compile_state_plugin": "orm", "plugin_subject": entity})

        @property
        def info(self) -> dict[Any, Any]:
            column = self.prop.columns[0]
            own = self.prop.__dict__.get("_info")
            if own:
                return own  # type: ignore[no-any-return]  # __dict__ is untyped
            return getattr(column, "info", None) or self.prop.info  # type: ignore[no-any-return]  # as above

        def __getattr__(self, key: str) -> Any:
            if key.startswith("__") or key == "_element":
                raise AttributeError(key)
            return getattr(self.__clause_element__(), key)

        def operate(self, op: Callable[..., Any], *other: Any, **kwargs: Any) -> Any:
            return op(self.__clause_element__(), *other, **kwargs)

        def reverse_operate(self, op: Callable[..., Any], other: Any, **kwargs: Any) -> Any:
            column = self.__clause_element__()
            return op(column._bind_param(op, other), column, **kwargs)

        def _bulk_update_tuples(self, value: Any) -> Sequence[tuple[Any, Any]]:
            return [(self.__clause_element__(), value)]

        def _bulk_dml_setter(self, key: str) -> Any:
            def assign(mapping: dict[str, Any]) -> None:
                mapping[self.prop.key] = mapping.pop(key)

            return assign


def _warn_about_pk_collision(mapper: Any, key: str, columns: list[Any]) -> None:
    from_first = columns[0]
    colliding = [column for column in columns[1:] if not column.shares_lineage(from_first)]
    if not colliding:
        return
    exc.warn(
        f"On mapper {mapper}, primary key column '{from_first}' is being combined with distinct primary key column "
        f"'{colliding[0]}' in attribute '{key}'.  Use explicit properties to give each column its own mapped "
        "attribute name."
    )


_creation_order = 0


def next_creation_order() -> int:
    global _creation_order
    _creation_order += 1
    return _creation_order


class MappedSQLExpression(ColumnProperty[_T], DeclarativeAttribute[_T]):
    """What `column_property()`, `deferred()` and `query_expression()` return in a declarative class."""

    inherit_cache = True


def plain_column_property(column: Any, **kw: Any) -> ColumnProperty[Any]:
    """Return the property for a column that the user did not wrap."""
    kw.setdefault("attribute_options", NO_OPTIONS)
    return ColumnProperty(column, **kw)
