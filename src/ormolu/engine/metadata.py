"""What a result knows about its columns: names, keys that find them, and how their values are made.

`ResultMetaData` is the shape; `SimpleResultMetaData` is for rows that are made in Python (ORM, merged and frozen
results). The metadata of a driver's cursor is in `columns.py`.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from .. import exc
from .row import RMKeyView, Row

Getter = Callable[[Any], Any]
UniqueFilters = Sequence[Callable[[Any], Any] | None]


class ResultMetaData:
    """Names and keys of the columns of a result.

    _keys: a name per column, None where it has none. _key_to_index: every key that finds a column without doubt.
    _ambiguous: keys that fit several columns. _raw_indexes: which positions of the source's rows are meant, or None
    for all in order. _processors: (position, function) for values that the source has not finished.
    """

    __slots__ = ("_keys", "_key_to_index", "_ambiguous", "_raw_indexes", "_processors")

    _keys: Sequence[Any]
    _key_to_index: dict[Any, int]
    _ambiguous: frozenset[Any]
    _raw_indexes: tuple[int, ...] | None
    _processors: tuple[tuple[int, Callable[[Any], Any]], ...]
    _late: frozenset[int] = frozenset()

    @property
    def keys(self) -> Sequence[Any]:
        return self._keys

    @property
    def returns_rows(self) -> bool:
        return True

    def key_view(self) -> RMKeyView:
        return RMKeyView(self)

    def unique_filters(self) -> UniqueFilters | None:
        """For each column the function whose answer tells two values apart; None if the values do that themselves."""
        return None

    def _find(self, key: Any) -> int | None:
        """The index for a key that `_key_to_index` has not got, such as a column that corresponds to ours."""
        return None

    def _index_for_key(self, key: Any, raiseerr: bool = True) -> int | None:
        if key.__class__ is int:
            place: int = [*range(len(self._keys))][key]  # IndexError with the words of a list
            return place
        index = self._key_to_index.get(key)
        if index is None and key not in self._ambiguous:
            index = self._find(key)
        if index is None and raiseerr:
            raise self._no_such_key(key)
        return index

    def _no_such_key(self, key: Any) -> Exception:
        if key in self._ambiguous:
            return exc.InvalidRequestError(
                f"Ambiguous column name '{_key_text(key)}' in result set column descriptions"
            )
        return exc.NoSuchColumnError(f"Could not locate column in row for column '{_key_text(key)}'")

    def _index_for_mapping(self, key: Any) -> int:
        if isinstance(key, (int, slice)):
            raise exc.NoSuchColumnError(f"Could not locate column in row for column '{key}'")
        index = self._index_for_key(key)
        assert index is not None
        return index

    def _index_for_attribute(self, name: str) -> int:
        try:
            index = self._index_for_key(name)
        except exc.NoSuchColumnError as error:
            raise AttributeError(error.args[0]) from error
        assert index is not None
        return index

    def _has_key(self, key: Any) -> bool:
        return self._index_for_key(key, False) is not None if not isinstance(key, int) else False

    def _indexes_for_keys(self, keys: Iterable[Any]) -> list[int]:
        return [index for key in keys if (index := self._index_for_key(key)) is not None]

    def _getter(self, key: Any, raiseerr: bool = True) -> Getter | None:
        """A function from row to the value of that column; None if there is no such column and raiseerr is false."""
        index = self._index_for_key(key, raiseerr)
        return None if index is None else operator.itemgetter(index)

    def _row_as_tuple_getter(self, keys: Iterable[Any]) -> Getter:
        """A function from row to a tuple of the values of those columns."""
        return tuple_getter(self._indexes_for_keys(keys))

    def _reduce(self, keys: Iterable[Any]) -> ResultMetaData:
        """The metadata of a result that has only these columns, in this order."""
        indexes = self._indexes_for_keys(keys)
        raw = indexes if self._raw_indexes is None else [self._raw_indexes[index] for index in indexes]
        position = {old: new for new, old in reversed(list(enumerate(indexes)))}
        filters = self.unique_filters()
        processors = dict(self._processors)
        return SimpleResultMetaData(
            [self._keys[index] for index in indexes],
            _names={key: position[index] for key, index in self._key_to_index.items() if index in position},
            _ambiguous_keys=self._ambiguous,
            _raw_indexes=tuple(raw),
            _unique_filters=None if filters is None else [filters[index] for index in indexes],
            _processors=tuple((new, processors[old]) for new, old in enumerate(indexes) if old in processors),
        )

    def _for_freeze(self) -> ResultMetaData:
        """The metadata for rows that are finished tuples already."""
        return SimpleResultMetaData(
            self._keys,
            _names=self._key_to_index,
            _ambiguous_keys=self._ambiguous,
            _unique_filters=self.unique_filters(),
        )


def _key_text(key: Any) -> str:
    if isinstance(key, str):
        return key
    return str(key)


def tuple_getter(indexes: Sequence[int]) -> Getter:
    """A function that picks these positions as a tuple, for any number of them."""
    if len(indexes) == 1:
        only = indexes[0]
        return lambda row: (row[only],)
    if not indexes:
        return lambda row: ()
    return operator.itemgetter(*indexes)


class SimpleResultMetaData(ResultMetaData):
    """Columns given by their names. extra: for each column further keys, such as the mapped attribute."""

    __slots__ = ("_unique_filters", "_create_unique_filters")

    def __init__(
        self,
        keys: Sequence[Any],
        extra: Sequence[Any] | None = None,
        _create_unique_filters: Callable[[Any], UniqueFilters] | None = None,
        _unique_filters: UniqueFilters | None = None,
        _ambiguous_keys: Iterable[Any] | None = None,
        _raw_indexes: tuple[int, ...] | None = None,
        _names: dict[Any, int] | None = None,
        _processors: tuple[tuple[int, Callable[[Any], Any]], ...] = (),
    ):
        self._keys = list(keys)
        self._ambiguous = frozenset(_ambiguous_keys or ())
        self._raw_indexes = _raw_indexes
        self._processors = _processors
        self._unique_filters = _unique_filters
        self._create_unique_filters = _create_unique_filters
        if _names is None:
            _names = {}
            for index, key in enumerate(self._keys):
                if extra is not None:
                    for more in extra[index]:
                        _names[more] = index
                if key is not None:
                    _names[key] = index
            for key in self._ambiguous:
                _names.pop(key, None)
        self._key_to_index = _names

    def unique_filters(self) -> UniqueFilters | None:
        if self._create_unique_filters is not None:
            self._unique_filters = self._create_unique_filters(self)
        return self._unique_filters

    def __getstate__(self) -> dict[str, Any]:
        names = {key: index for key, index in self._key_to_index.items() if isinstance(key, str)}
        return {"_keys": self._keys, "_names": names, "_ambiguous": [k for k in self._ambiguous if isinstance(k, str)]}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["_keys"], _names=state["_names"], _ambiguous_keys=state["_ambiguous"])  # type: ignore[misc]


def result_tuple(fields: Sequence[Any], extra: Sequence[Any] | None = None) -> Callable[[Sequence[Any]], Row[Any]]:
    """A function that makes rows with these field names out of sequences."""
    parent = SimpleResultMetaData(fields, extra)
    names = parent._key_to_index

    def row(data: Sequence[Any]) -> Row[Any]:
        return Row(parent, None, names, data)

    return row
