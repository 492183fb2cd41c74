"""Collections of columns, by key, by position and by lineage: `table.c`, `subquery.c`, `select.selected_columns`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .. import exc
from .construct import make


class ColumnCollection:
    """Columns in order, under their keys.

    `c.name`, `c["name"]`, `c[0]`, `c["a", "b"]`, `c[0:2]`. A key may occur twice (a SELECT of two tables); the key
    then answers the first column. Unknown keys raise KeyError, or AttributeError as an attribute.
    """

    # `__dict__` has the columns under their names, as far as no method has the name: attribute access then takes no call
    __slots__ = ("_collection", "_index", "_colset", "_proxy_index", "__dict__")

    _collection: list[tuple[Any, Any]]
    _index: dict[Any, Any]
    _colset: set[Any]
    _proxy_index: dict[Any, Any] | None

    def __init__(self, columns: Iterable[tuple[Any, Any]] | None = None) -> None:
        _init(self, columns)

    @property
    def _all_columns(self) -> list[Any]:
        return [column for _, column in self._collection]

    def __clause_element__(self) -> Any:
        return make.column_list(self._all_columns)

    def keys(self) -> list[Any]:
        """The keys, in order."""
        return [key for key, _ in self._collection]

    def values(self) -> list[Any]:
        """The columns, in order."""
        return [column for _, column in self._collection]

    def items(self) -> list[tuple[Any, Any]]:
        """(key, column) pairs, in order."""
        return list(self._collection)

    def __bool__(self) -> bool:
        return True

    def __len__(self) -> int:
        return len(self._collection)

    def __iter__(self) -> Iterator[Any]:
        return iter([column for _, column in self._collection])

    def __getitem__(self, key: Any) -> Any:
        try:
            return self._index[key]
        except KeyError:
            if isinstance(key, int):
                if -len(self._collection) <= key < 0:
                    return self._collection[key][1]
                raise IndexError(key) from None
            if not isinstance(key, (slice, tuple)):
                raise KeyError(key) from None
        except TypeError:
            pass  # a slice, unhashable before Python 3.12
        if isinstance(key, slice):
            return ReadOnlyColumnCollection(WriteableColumnCollection(self._collection[key]))
        found = [(self[part], part) for part in key]
        return ReadOnlyColumnCollection(
            WriteableColumnCollection([(_key_of(self, part), column) for column, part in found])
        )

    def __getattr__(self, key: str) -> Any:
        try:
            return self._index[key]
        except (KeyError, RecursionError):
            raise AttributeError(key) from None

    def __contains__(self, key: Any) -> bool:
        if key not in self._index:
            if not isinstance(key, str):
                raise exc.ArgumentError("__contains__ requires a string argument")
            return False
        return True

    def compare(self, other: Any) -> bool:
        """True if both hold the same columns in the same order."""
        return len(self) == len(other) and all(a is b for a, b in zip(self, other, strict=False))

    def __eq__(self, other: Any) -> bool:
        return self.compare(other) if isinstance(other, (ColumnCollection, list, tuple)) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def get(self, key: str, default: Any = None) -> Any:
        """The column under `key`, or `default`."""
        return self._index.get(key, default)

    def contains_column(self, col: Any) -> bool:
        """True if this very column is in the collection. Raises ArgumentError for strings."""
        if isinstance(col, str):
            raise exc.ArgumentError(
                "contains_column cannot be used with string arguments. Use ``col_name in table.c`` instead."
            )
        return col in self._colset

    def __setattr__(self, key: str, value: Any) -> None:
        if key in _OWN_ATTRIBUTES:
            object.__setattr__(self, key, value)
        else:
            raise NotImplementedError(f"{type(self).__name__} attributes cannot be assigned")

    def __setitem__(self, key: str, value: Any) -> None:
        raise NotImplementedError()

    def __delitem__(self, key: str) -> None:
        raise NotImplementedError()

    def __str__(self) -> str:
        return f"{type(self).__name__}({', '.join(str(column) for column in self)})"

    def __getstate__(self) -> Any:
        return {"_collection": self._collection}

    def __setstate__(self, state: Any) -> None:
        _init(self, state["_collection"])

    def as_readonly(self) -> ReadOnlyColumnCollection:
        """A read-only view."""
        return ReadOnlyColumnCollection(self)

    def _by_lineage(self) -> dict[Any, list[Any]]:
        """Origin -> the columns that descend from it."""
        index = self._proxy_index
        if index is None:
            index = {}
            for _, column in self._collection:
                for origin in column._expanded_proxy_set:
                    index.setdefault(origin, []).append(column)
            self._proxy_index = index
        return index

    def corresponding_column(self, column: Any, require_embedded: bool = False) -> Any:
        """The column of this collection which has the nearest common ancestry with `column`; None if none has.

        require_embedded: all of the candidate's origins must be origins of `column`, too.
        """
        if column in self._colset:
            return column
        index = self._by_lineage()
        wanted = column.proxy_set
        candidates: dict[int, Any] = {}
        for origin in wanted:
            for candidate in index.get(origin, ()):
                candidates[id(candidate)] = candidate
        best = None
        best_rank: Any = None
        for _, candidate in self._collection:
            if id(candidate) not in candidates:
                continue
            common = wanted.intersection(candidate._expanded_proxy_set)
            if require_embedded and not _embedded(candidate, wanted):
                continue
            rank = (len(common), -_distance(candidate, common))
            if best is None or rank > best_rank:
                best, best_rank = candidate, rank
        return best


def _embedded(candidate: Any, wanted: Any) -> bool:
    """Does every origin of the wanted column, or what it was cloned from, lead to the candidate too?"""
    ancestry = candidate._expanded_proxy_set
    return all(not ancestry.isdisjoint(origin._cloned_set) for origin in wanted)


def _distance(column: Any, common: Any) -> int:
    """How many derivations lie between `column` and the columns in `common`, summed."""
    order: dict[Any, Any] = {}
    for at, origin in enumerate(column._uncached_proxy_list()):
        order.setdefault(origin, at)
    return sum(order.get(origin, 0) for origin in common)


def _key_of(collection: ColumnCollection, key: Any) -> Any:
    return collection._collection[key][0] if isinstance(key, int) else key


def _init(collection: Any, columns: Iterable[tuple[Any, Any]] | None) -> None:
    collection._collection = []
    collection._index = {}
    collection._colset = set()
    collection._proxy_index = None
    if columns:
        _populate(collection, columns)


def _populate(collection: Any, columns: Iterable[tuple[Any, Any]]) -> None:
    entries = list(columns)
    collection._collection[:] = entries
    collection._colset.update(column for _, column in entries)
    index = collection._index
    for at, (key, column) in enumerate(entries):
        index[at] = column
        if key is not None and key not in index:
            _name(collection, key, column)


def _name(collection: Any, key: Any, column: Any) -> None:
    """Let `key` find the column."""
    collection._index[key] = column
    if isinstance(key, str) and not hasattr(ReadOnlyColumnCollection, key):
        collection.__dict__[key] = column


_OWN_ATTRIBUTES = frozenset({"_collection", "_index", "_colset", "_proxy_index", "_parent", "__dict__"})


class WriteableColumnCollection(ColumnCollection):
    """A collection under construction."""

    __slots__ = ()

    def add(self, column: Any, key: Any = None) -> None:
        """Add a column under `key`, by default its own."""
        if key is None:
            key = column.key
        position = len(self._collection)
        self._collection.append((key, column))
        self._colset.add(column)
        self._index[position] = column
        if key is not None and key not in self._index:
            _name(self, key, column)
        self._proxy_index = None

    def _populate_separate_keys(self, columns: Iterable[tuple[Any, Any]]) -> None:
        _populate(self, columns)
        self._proxy_index = None


class DedupeColumnCollection(WriteableColumnCollection):
    """A collection in which a key occurs once: the columns of a table. Adding a key again replaces the column."""

    __slots__ = ()

    def add(self, column: Any, key: Any = None, *, index: int | None = None) -> None:
        named = key if key is not None else column.key
        if key is not None and column.key != key:
            raise exc.ArgumentError("DedupeColumnCollection requires columns be under the same key as their .key")
        if named is None:
            raise exc.ArgumentError("Can't add unnamed column to column collection")
        if named in self._index:
            existing = self._index[named]
            if existing is column:
                return
            self.replace(column)
            return
        if index is None:
            self._append(named, column)
            return
        self._collection.insert(index, (named, column))
        self._rebuild()

    def _append(self, key: Any, column: Any) -> None:
        """Add a column under a key that is new; what nearly every column of a table needs."""
        self._index[len(self._collection)] = column
        _name(self, key, column)
        self._collection.append((key, column))
        self._colset.add(column)
        self._proxy_index = None

    def _rebuild(self) -> None:
        entries = list(self._collection)
        self._index.clear()
        self.__dict__.clear()
        self._colset.clear()
        _populate(self, entries)
        self._proxy_index = None

    def _populate_separate_keys(self, columns: Iterable[tuple[Any, Any]]) -> None:
        replacing = []
        known: dict[Any, Any] = {}
        for key, column in columns:
            if column.key != key:
                replacing.append(column)
            known.setdefault(key, column)
        self._collection[:] = list(known.items())
        self._rebuild()

    def extend(self, iter_: Iterable[Any]) -> None:
        """Add several columns."""
        for column in iter_:
            self.add(column)

    def remove(self, column: Any) -> None:
        """Take a column out. Raises ValueError when it is not there."""
        if column not in self._colset:
            raise ValueError(f"Can't remove column {column!r}; column is not in this collection")
        self._collection[:] = [(key, found) for key, found in self._collection if found is not column]
        self._rebuild()

    def replace(self, column: Any, *, extra_remove: Iterable[Any] | None = None, index: int | None = None) -> None:
        """Add `column`, in the place of those with the same key or name."""
        if index is None and not extra_remove and column.key not in self._index and column.name not in self._index:
            self._append(column.key, column)
            return
        removed = set(extra_remove or ())
        if column.name in self._index and column.key != column.name:
            other = self._index[column.name]
            if other.name == other.key:
                removed.add(other)
        if column.key in self._index:
            removed.add(self._index[column.key])
        entries: list[tuple[Any, Any]] = []
        if index is not None:
            # the position counts in the list as it was, namesakes included
            everything = list(self._collection)
            everything.insert(index, (column.key, column))
            entries = [(key, found) for key, found in everything if found is column or found not in removed]
        else:
            placed = False
            for key, found in self._collection:
                if found not in removed:
                    entries.append((key, found))
                elif not placed:
                    placed = True
                    entries.append((column.key, column))
            if not placed:
                entries.append((column.key, column))
        self._collection[:] = entries
        self._rebuild()


class ReadOnlyColumnCollection(ColumnCollection):
    """A read-only view of a collection; it follows its changes."""

    __slots__ = ("_parent",)

    def __init__(self, collection: ColumnCollection) -> None:
        self._share(collection)

    def _share(self, collection: ColumnCollection) -> None:
        self._parent = collection
        self._collection = collection._collection
        self._index = collection._index
        self._colset = collection._colset
        self.__dict__ = collection.__dict__
        self._proxy_index = None

    def _by_lineage(self) -> dict[Any, list[Any]]:
        return self._parent._by_lineage()

    def __getstate__(self) -> Any:
        return {"_parent": self._parent}

    def __setstate__(self, state: Any) -> None:
        self._share(state["_parent"])

    def as_readonly(self) -> ReadOnlyColumnCollection:
        return self

    def _readonly(self) -> Any:
        raise TypeError(f"{type(self).__name__} object is immutable and/or readonly")

    def __setattr__(self, key: str, value: Any) -> None:
        if key not in _OWN_ATTRIBUTES:
            self._readonly()
        object.__setattr__(self, key, value)

    def __setitem__(self, key: str, value: Any) -> None:
        self._readonly()

    def __delitem__(self, key: str) -> None:
        self._readonly()
