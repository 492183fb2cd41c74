"""Rows as users see them: a tuple of values that knows the names of its columns.

One `BaseRow` is made per row, so its construction is the cost that counts: three references, no dictionary. `names`
maps each key (label, column object, position is not one) to an index and is shared by all rows of a result.
Rows of numbers and strings are hidden from the garbage collector, as objects are (`tracking.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ormolu.kernel import _cyshim as cython
else:
    try:
        import cython
    except ModuleNotFoundError:
        from ormolu.kernel import _cyshim as cython

if not cython.compiled:
    from ormolu.kernel.tracking import can_cycle, untrack


@cython.cclass
class BaseRow:
    """A tuple of values with attribute access by column name. `_parent` is the metadata of the result."""

    __slots__ = ("_parent", "_data", "_key_to_index")
    if not cython.compiled:
        _parent: Any
        _data: tuple[Any, ...]
        _key_to_index: Any  # dict from keys to indexes

    def __init__(self, parent: Any, processors: Any, key_to_index: Any, data: Sequence[Any]):
        if processors is not None:
            data = [value if each is None else each(value) for each, value in zip(processors, data, strict=True)]
        _fill(self, parent, key_to_index, tuple(data))

    def __reduce__(self) -> Any:
        return restore_row, (type(self), self.__getstate__())

    def __getstate__(self) -> dict[str, Any]:
        return {"_parent": self._parent, "_data": self._data}

    def __setstate__(self, state: dict[str, Any]) -> None:
        _fill(self, state["_parent"], state["_parent"]._key_to_index, state["_data"])

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


@cython.cfunc
def _fill(row: BaseRow, parent: Any, names: Any, data: tuple[Any, ...]) -> None:
    if cython.compiled:
        row._parent = parent
        row._data = data
        row._key_to_index = names
    else:  # past the `__setattr__` that protects rows
        put = object.__setattr__
        put(row, "_parent", parent)
        put(row, "_data", data)
        put(row, "_key_to_index", names)


@cython.cfunc
def _is_atomic(data: tuple[Any, ...]) -> cython.bint:
    for value in data:  # noqa: SIM110  # a plain loop is C when compiled
        if can_cycle(value):
            return False
    return True


def make_rows(cls: Any, parent: Any, names: Any, tuples: Sequence[Any]) -> list[Any]:
    """Rows for finished tuples of values, without calling a constructor for each: 0.1 us per row compiled."""
    rows: list[Any] = []
    kind = cython.cast(type, cls)
    for data in tuples:
        row: BaseRow = cython.cast(BaseRow, kind.__new__(kind))
        _fill(row, parent, names, data)
        if cython.compiled and _is_atomic(data):
            untrack(data)
            untrack(row)
        rows.append(row)
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
