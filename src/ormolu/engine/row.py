"""`Row` and `RowMapping`: one row of a result, as a named tuple and as a mapping."""

from __future__ import annotations

import operator
from collections.abc import Callable, ItemsView, Iterator, KeysView, Mapping, Sequence, ValuesView
from typing import Any, Generic, TypeVarTuple

from .. import exc
from ..kernel.row import BaseRow

_Ts = TypeVarTuple("_Ts")
_Names = tuple[str, ...]  # Row has a method of the name `tuple`
_tuple_of: type[tuple[Any, ...]] = tuple


class Row(BaseRow, Sequence[Any], Generic[*_Ts]):
    """One row: a tuple of values whose columns are attributes too.

    `_mapping` is the row as a mapping, `_asdict()` a new dictionary, `_fields` the names. Rows compare and hash as
    tuples.
    """

    __slots__ = ()

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError("can't set attribute")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("can't delete attribute")

    def _tuple(self) -> Row[*_Ts]:
        """This row, for type checkers; deprecated, a row is a tuple itself."""
        exc.warn_deprecated(
            "The Row._tuple() method is deprecated, Row now behaves like a tuple and can unpack types directly.",
            "2.1.0",
        )
        return self

    def tuple(self) -> Row[*_Ts]:
        """Older name of `_tuple()`."""
        exc.warn_deprecated(
            "The Row.tuple() method is deprecated in favor of Row._tuple(); all Row methods and library-level "
            "attributes are intended to be underscored to avoid name conflicts.  Please use Row._tuple().",
            "2.0.19",
        )
        return self

    @property
    def _t(self) -> Row[*_Ts]:
        exc.warn_deprecated(
            "The Row._t attribute is deprecated, Row now behaves like a tuple and can unpack types directly.", "2.1.0"
        )
        return self

    @property
    def t(self) -> Row[*_Ts]:
        """Older name of `_t`."""
        exc.warn_deprecated(
            "The Row.t attribute is deprecated in favor of Row._t; all Row methods and library-level attributes are "
            "intended to be underscored to avoid name conflicts.  Please use Row._t.",
            "2.0.19",
        )
        return self

    @property
    def _mapping(self) -> RowMapping:
        """This row as a mapping from column names and column objects to values."""
        return RowMapping(self._parent, None, self._key_to_index, self._data)

    @property
    def _fields(self) -> _Names:
        """The names of the columns, those included that are not identifiers."""
        return _tuple_of(key for key in self._parent.keys if key is not None)

    def _asdict(self) -> dict[str, Any]:
        """A new dictionary from names to values."""
        return dict(self._mapping)

    def count(self, value: Any) -> int:
        return self._data.count(value)

    def index(self, value: Any, *args: Any) -> int:
        return self._data.index(value, *args)

    def __contains__(self, value: object) -> bool:
        return value in self._data

    def __repr__(self) -> str:
        return repr(self._data)

    __hash__ = BaseRow.__hash__

    def _compare(self, other: Any, op: Callable[[Any, Any], bool]) -> Any:
        if isinstance(other, Row):
            return op(self._data, other._data)
        if isinstance(other, _tuple_of):
            return op(self._data, other)
        return NotImplemented

    def __lt__(self, other: Any) -> Any:
        return self._compare(other, operator.lt)

    def __le__(self, other: Any) -> Any:
        return self._compare(other, operator.le)

    def __gt__(self, other: Any) -> Any:
        return self._compare(other, operator.gt)

    def __ge__(self, other: Any) -> Any:
        return self._compare(other, operator.ge)

    def __eq__(self, other: object) -> Any:
        return self._compare(other, operator.eq)

    def __ne__(self, other: object) -> Any:
        return self._compare(other, operator.ne)


class RowMapping(BaseRow, Mapping[Any, Any]):
    """One row as a read-only mapping; keys are names, and column objects are understood as keys."""

    __slots__ = ()

    def __getitem__(self, key: Any) -> Any:
        return self._get_by_key_impl_mapping(key)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"'RowMapping' object has no attribute {name!r}")

    def __iter__(self) -> Iterator[Any]:
        return (key for key in self._parent.keys if key is not None)

    def __len__(self) -> int:
        return len(self._data)

    def __contains__(self, key: object) -> bool:
        return bool(self._parent._has_key(key))

    def __repr__(self) -> str:
        return repr(dict(self))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Mapping):
            return NotImplemented
        return dict(self) == dict(other)

    __hash__ = BaseRow.__hash__

    def keys(self) -> KeysView[Any]:
        """The names of the columns."""
        view: KeysView[Any] = self._parent.key_view()
        return view

    def values(self) -> ValuesView[Any]:
        """The values, in the order of the columns."""
        return _Values(self, self._data)

    def items(self) -> ItemsView[Any, Any]:
        """Pairs of name and value; a name that occurs twice comes twice."""
        keys = [key for key in self._parent.keys if key is not None]
        return _Items(self, list(zip(keys, self._data, strict=False)))


class _Values(ValuesView[Any]):
    def __init__(self, mapping: Mapping[Any, Any], values: Sequence[Any]):
        super().__init__(mapping)
        self._of = mapping
        self._values = values

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def __contains__(self, value: object) -> bool:
        return value in self._values

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"ROMappingKeysValuesView({self._of!r})"

    def __eq__(self, other: object) -> bool:
        return list(other) == list(self._values) if isinstance(other, (Sequence, ValuesView)) else NotImplemented


class _Items(ItemsView[Any, Any]):
    def __init__(self, mapping: Mapping[Any, Any], items: Sequence[tuple[Any, Any]]):
        super().__init__(mapping)
        self._items = items

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        return iter(self._items)

    def __contains__(self, item: object) -> bool:
        return item in self._items

    def __len__(self) -> int:
        return len(self._items)

    def __repr__(self) -> str:
        return f"ROMappingItemsView({self._items!r})"


class RMKeyView(KeysView[Any]):
    """The column names of a result, in order, duplicates included."""

    __slots__ = ("_parent", "_keys")

    def __init__(self, parent: Any):
        self._parent = parent
        self._keys = [key for key in parent._keys if key is not None]

    def __len__(self) -> int:
        return len(self._keys)

    def __repr__(self) -> str:
        return f"RMKeyView({self._keys!r})"

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __contains__(self, item: object) -> bool:
        return not isinstance(item, int) and bool(self._parent._has_key(item))

    def __eq__(self, other: object) -> bool:
        return list(other) == list(self) if isinstance(other, (Sequence, KeysView, set)) else NotImplemented

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = None  # type: ignore[assignment]  # a view compares by content
