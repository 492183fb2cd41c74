"""index_property: an attribute that is one element of an indexable column (JSON, ARRAY, HSTORE).

Rule: SQLAlchemy documentation, "Indexable".
"""

from __future__ import annotations

from typing import Any

from ..orm.attributes import flag_modified
from .hybrid import hybrid_property

__all__ = ["index_property"]


class index_property(hybrid_property[Any]):
    """Read, write and query element `index` of attribute `attr_name`.

    default: what a missing element reads as; without it AttributeError is raised. datatype: what to make when the
    attribute is None and an element is set: a dict for a text index, else a list. mutable: False forbids setting.
    onebased: array indexes in SQL begin at one.
    """

    _NO_DEFAULT_ARGUMENT = object()

    def __init__(
        self,
        attr_name: str,
        index: Any,
        default: Any = _NO_DEFAULT_ARGUMENT,
        datatype: Any = None,
        mutable: bool = True,
        onebased: bool = True,
    ) -> None:
        if mutable:
            super().__init__(self._get, self._put, self._remove, self._in_sql)
        else:
            super().__init__(self._get, None, None, self._in_sql)
        self.attr_name = attr_name
        self.index = index
        self.default = default
        self.onebased = onebased
        self.__name__ = attr_name
        is_number = isinstance(index, int)
        self.datatype = datatype if datatype is not None else (lambda: [None] * (index + 1)) if is_number else dict

    def _missing(self, error: Exception | None) -> Any:
        if self.default is self._NO_DEFAULT_ARGUMENT:
            raise AttributeError(self.attr_name) from error
        return self.default

    def _get(self, instance: Any) -> Any:
        column_value = getattr(instance, self.attr_name)
        if column_value is None:
            return self._missing(None)
        try:
            return column_value[self.index]
        except (KeyError, IndexError) as error:
            return self._missing(error)

    def _put(self, instance: Any, value: Any) -> None:
        column_value = getattr(instance, self.attr_name)
        if column_value is None:
            column_value = self.datatype()
            setattr(instance, self.attr_name, column_value)
        column_value[self.index] = value
        setattr(instance, self.attr_name, column_value)
        self._flag(instance)

    def _remove(self, instance: Any) -> None:
        column_value = getattr(instance, self.attr_name)
        if column_value is None:
            raise AttributeError(self.attr_name)
        try:
            del column_value[self.index]
        except KeyError as error:
            raise AttributeError(self.attr_name) from error
        setattr(instance, self.attr_name, column_value)
        self._flag(instance)

    def _flag(self, instance: Any) -> None:
        if self.attr_name in type(instance).__mapper__.attrs:
            flag_modified(instance, self.attr_name)

    def _in_sql(self, cls: Any) -> Any:
        column = getattr(cls, self.attr_name)
        index = self.index
        if self.onebased and isinstance(index, int):
            index += 1
        return column[index]

    def _copy(self, **changes: Any) -> Any:
        """Decorators change just the named part: the element stays the same."""
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__)
        names = {"bulk_dml_setter": "bulk_dml_setter_"}
        for name, value in changes.items():
            setattr(made, names.get(name, name), value)
        return made
