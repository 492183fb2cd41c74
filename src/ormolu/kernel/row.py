# cython: annotation_typing=False
"""Rows as users see them: a tuple of values that knows the names of its columns.

One `BaseRow` is made per row, so its construction is the cost that counts: three references, no dictionary. `names`
maps each key (label, column object, position is not one) to an index and is shared by all rows of a result.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any


class BaseRow:
    """A tuple of values with attribute access by column name. `_parent` is the metadata of the result."""

    __slots__ = ("_parent", "_data", "_key_to_index")

    _parent: Any
    _data: tuple[Any, ...]
    _key_to_index: dict[Any, int]

    def __init__(self, parent: Any, processors: Any, key_to_index: dict[Any, int], data: Sequence[Any]):
        put = object.__setattr__
        put(self, "_parent", parent)
        put(self, "_key_to_index", key_to_index)
        if processors is not None:
            data = [value if each is None else each(value) for each, value in zip(processors, data, strict=True)]
        put(self, "_data", tuple(data))

    def __reduce__(self) -> Any:
        return restore_row, (type(self), self.__getstate__())

    def __getstate__(self) -> dict[str, Any]:
        return {"_parent": self._parent, "_data": self._data}

    def __setstate__(self, state: dict[str, Any]) -> None:
        put = object.__setattr__
        put(self, "_parent", state["_parent"])
        put(self, "_data", state["_data"])
        put(self, "_key_to_index", state["_parent"]._key_to_index)

    def _values_impl(self) -> list[Any]:
        return list(self._data)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def __hash__(self) -> int:
        return hash(self._data)

    def __getitem__(self, key: Any) -> Any:
        return self._data[key]

    def _get_by_key_impl_mapping(self, key: Any) -> Any:
        """The value for a column name or column object; the metadata raises for a key that it does not know."""
        index = self._key_to_index.get(key)
        if index is None or isinstance(key, int):
            index = self._parent._index_for_mapping(key)
        return self._data[index]

    def __getattr__(self, name: str) -> Any:
        index = self._key_to_index.get(name)
        if index is None:
            index = self._parent._index_for_attribute(name)
        return self._data[index]

    def _to_tuple_instance(self) -> tuple[Any, ...]:
        return self._data


def restore_row(cls: type[BaseRow], state: dict[str, Any]) -> BaseRow:
    """Unpickle a row."""
    row = cls.__new__(cls)
    row.__setstate__(state)
    return row


_new = object.__new__
_put_parent = BaseRow.__dict__["_parent"].__set__
_put_data = BaseRow.__dict__["_data"].__set__
_put_names = BaseRow.__dict__["_key_to_index"].__set__


def make_rows(cls: type[BaseRow], parent: Any, names: dict[Any, int], tuples: Sequence[Any]) -> list[Any]:
    """Rows for finished tuples of values, without calling a constructor for each: 0.25 us per row uncompiled."""
    rows: list[Any] = []
    append = rows.append
    for data in tuples:
        row = _new(cls)
        _put_parent(row, parent)
        _put_data(row, data)
        _put_names(row, names)
        append(row)
    return rows


def process_rows(raw: Sequence[Any], processors: Sequence[tuple[int, Any]]) -> list[tuple[Any, ...]]:
    """Driver rows with the result processor of each (index, function) pair applied, the rest taken as it is."""
    if not processors:
        return raw if type(raw) is list and (not raw or type(raw[0]) is tuple) else [tuple(row) for row in raw]
    done = []
    if len(processors) == 1:
        index, process = processors[0]
        for row in raw:
            values = list(row)
            values[index] = process(values[index])
            done.append(tuple(values))
        return done
    for row in raw:
        values = list(row)
        for index, process in processors:
            values[index] = process(values[index])
        done.append(tuple(values))
    return done


def process_column(raw: Sequence[Any], index: int, process: Any) -> list[Any]:
    """One column of the driver's rows, processed: what `scalars()` needs of a row."""
    if process is None:
        return [row[index] for row in raw]
    return [process(row[index]) for row in raw]
