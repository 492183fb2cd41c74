"""The columns of a mapper by attribute name: what `Mapper.columns` returns."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, KeysView, ValuesView
from typing import Any


class MapperColumns:
    """The columns of a mapper by attribute name: `mapper.columns.name`; iteration yields columns."""

    __slots__ = ("_columns",)

    _columns: dict[str, Any]

    def __init__(self) -> None:
        object.__setattr__(self, "_columns", {})

    def _put(self, key: str, column: Any) -> None:
        self._columns[key] = column

    def __setattr__(self, key: str, value: Any) -> None:
        raise TypeError(f"{type(self).__name__} object is immutable")

    def __getattr__(self, key: str) -> Any:
        if key.startswith("__") or key == "_columns":
            raise AttributeError(key)
        try:
            return self._columns[key]
        except KeyError:
            raise AttributeError(key) from None

    def __getitem__(self, key: str | int | slice) -> Any:
        if isinstance(key, (int, slice)):
            return list(self._columns.values())[key]
        return self._columns[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(list(self._columns.values()))

    def __len__(self) -> int:
        return len(self._columns)

    def __contains__(self, key: object) -> bool:
        if not isinstance(key, str):
            from_user = type(key).__name__
            raise TypeError(f"__contains__ requires a string argument, got {from_user}")
        return key in self._columns

    def __bool__(self) -> bool:
        return True

    def get(self, key: str, default: Any = None) -> Any:
        """Return the column of an attribute, or `default`."""
        return self._columns.get(key, default)

    def keys(self) -> KeysView[str]:
        """Return the attribute names in order."""
        return self._columns.keys()

    def values(self) -> ValuesView[Any]:
        """Return the columns in order."""
        return self._columns.values()

    def items(self) -> ItemsView[str, Any]:
        """Return (attribute name, column) pairs in order."""
        return self._columns.items()

    def contains_column(self, column: Any) -> bool:
        """True if this very column is mapped."""
        return any(column is mine for mine in self._columns.values())
