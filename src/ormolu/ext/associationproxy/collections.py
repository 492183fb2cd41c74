"""Collections of values that stand in for a collection of related objects.

In: a function that gives the real collection (loading it when needed), how to read and write the value of a member,
how to make a member for a value. Out: a list, set or dict of values; changes go to the real collection, which fires the
relationship's events.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

T = TypeVar("T")

Creator = Callable[..., Any]


class _AssociationCollection(Generic[T]):
    """What the three have in common."""

    def __init__(
        self, lazy_collection: Callable[[], Any], creator: Creator, getter: Any, setter: Any, parent: Any
    ) -> None:
        self.lazy_collection = lazy_collection
        self.creator = creator
        self.getter = getter
        self.setter = setter
        self.parent = parent

    @property
    def col(self) -> Any:
        """The real collection."""
        return self.lazy_collection()

    def __len__(self) -> int:
        return len(self.col)

    def __bool__(self) -> bool:
        return bool(self.col)

    def __getstate__(self) -> dict[str, Any]:
        return {"parent": self.parent, "lazy_collection": self.lazy_collection}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.parent = state["parent"]
        self.lazy_collection = state["lazy_collection"]
        self.parent._inflate(self)

    def __repr__(self) -> str:
        return repr(self._plain())

    def __hash__(self) -> int:
        raise TypeError(f"{type(self).__name__} objects are unhashable")

    def _plain(self) -> Any:
        raise TypeError(f"{type(self).__name__} has no plain form")

    def copy(self) -> Any:
        """A plain copy of the values."""
        return self._plain()

    def bulk_replace(self, values: Any) -> None:
        """Make the collection have just these values, with as few changes as possible."""
        self.clear()
        self._extend(values)

    def _bulk_replace(self, assoc_proxy: Any, values: Any) -> None:
        if assoc_proxy.proxy_bulk_set is not None:
            assoc_proxy.proxy_bulk_set(self, values)
        else:
            self.bulk_replace(values)

    def clear(self) -> None:
        """Remove everything."""
        raise TypeError(f"{type(self).__name__} cannot be cleared")

    def _extend(self, values: Any) -> None:
        raise TypeError(f"{type(self).__name__} cannot be extended")


def _compared(name: str) -> Any:
    """A comparison method that compares plain values."""
    compare = getattr(operator, name)

    def method(self: Any, other: Any) -> Any:
        return compare(self._plain(), other._plain() if isinstance(other, _AssociationCollection) else other)

    method.__name__ = f"__{name}__"
    return method


class _AssociationList(_AssociationCollection[T]):
    """A list of values."""

    def _create(self, value: T) -> Any:
        return self.creator(value)

    def _get(self, member: Any) -> T:
        return self.getter(member)  # type: ignore[no-any-return]

    def _set(self, member: Any, value: T) -> None:
        self.setter(member, value)

    def _plain(self) -> list[T]:
        return list(self)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self._get(member) for member in self.col[index]]
        return self._get(self.col[index])

    def __setitem__(self, index: Any, value: Any) -> None:
        if not isinstance(index, slice):
            self._set(self.col[index], value)
            return
        values = list(value)
        positions = range(*index.indices(len(self)))
        if index.step not in (None, 1):
            if len(values) != len(positions):
                raise ValueError(
                    f"attempt to assign sequence of size {len(values)} to extended slice of size {len(positions)}"
                )
            for position, each in zip(positions, values, strict=True):
                self._set(self.col[position], each)
            return
        for _ in positions:
            del self[positions.start]
        for offset, each in enumerate(values):
            self.insert(positions.start + offset, each)

    def __delitem__(self, index: Any) -> None:
        del self.col[index]

    def __contains__(self, value: object) -> bool:
        return any(self._get(member) == value for member in self.col)

    def __iter__(self) -> Iterator[T]:
        for member in self.col:
            yield self._get(member)

    def append(self, value: T) -> None:
        """Make a member for a value and add it at the end."""
        collection = self.col
        collection.append(self._create(value))

    def _extend(self, values: Iterable[T]) -> None:
        self.extend(values)

    def extend(self, values: Iterable[T]) -> None:
        """`append` each."""
        for value in values:
            self.append(value)

    def insert(self, index: int, value: T) -> None:
        """Make a member for a value and insert it."""
        self.col[index:index] = [self._create(value)]

    def count(self, value: T) -> int:
        """How many members have the value."""
        return sum(1 for each in self if each == value)

    def index(self, value: T, start: int = 0, stop: int | None = None) -> int:
        """The position of the first member with the value."""
        return list(self).index(value, start, len(self) if stop is None else stop)

    def pop(self, index: int = -1) -> T:
        """Remove a member and return its value."""
        return self._get(self.col.pop(index))

    def remove(self, value: T) -> None:
        """Remove the first member with the value; ValueError when there is none."""
        for position, each in enumerate(self):
            if each == value:
                del self.col[position]
                return
        raise ValueError("value not in list")

    def reverse(self) -> None:
        """Not supported: the members' order is theirs."""
        raise NotImplementedError(
            "An association proxy's list cannot be reversed in place: reverse the relationship's own list"
        )

    def sort(self, *args: Any, **kw: Any) -> None:
        """Not supported: the members' order is theirs."""
        raise NotImplementedError(
            "An association proxy's list cannot be sorted in place: sort the relationship's own list"
        )

    def clear(self) -> None:
        """Remove everything."""
        del self.col[0 : len(self.col)]

    def __add__(self, other: Iterable[Any]) -> Any:
        try:
            return list(self) + list(other)
        except TypeError:
            return NotImplemented

    def __radd__(self, other: Iterable[Any]) -> Any:
        try:
            return list(other) + list(self)
        except TypeError:
            return NotImplemented

    def __iadd__(self, other: Iterable[Any]) -> Any:
        try:
            self.extend(other)
        except TypeError:
            return NotImplemented
        return self

    def __mul__(self, n: Any) -> Any:
        return list(self) * n if isinstance(n, int) else NotImplemented

    __rmul__ = __mul__

    def __imul__(self, n: Any) -> Any:
        if not isinstance(n, int):
            return NotImplemented
        if n == 0:
            self.clear()
        elif n > 1:
            self.extend(list(self) * (n - 1))
        return self


class _AssociationDict(_AssociationCollection[T]):
    """A dict of values; keys are the real collection's."""

    def _create(self, key: Any, value: T) -> Any:
        return self.creator(key, value)

    def _get(self, member: Any) -> T:
        return self.getter(member)  # type: ignore[no-any-return]

    def _set(self, member: Any, key: Any, value: T) -> None:
        self.setter(member, key, value)

    def _plain(self) -> dict[Any, T]:
        return dict(self.items())

    def __getitem__(self, key: Any) -> T:
        return self._get(self.col[key])

    def __setitem__(self, key: Any, value: T) -> None:
        if key in self.col:
            self._set(self.col[key], key, value)
        else:
            self.col[key] = self._create(key, value)

    def __delitem__(self, key: Any) -> None:
        del self.col[key]

    def __contains__(self, key: object) -> bool:
        return key in self.col

    def __iter__(self) -> Iterator[Any]:
        return iter(self.col.keys())

    def clear(self) -> None:
        """Remove everything."""
        self.col.clear()

    def _extend(self, values: Any) -> None:
        self.update(values)

    def get(self, key: Any, default: Any = None) -> Any:
        """The value of a key, or `default`."""
        return self[key] if key in self.col else default

    def setdefault(self, key: Any, default: Any = None) -> Any:
        """The value of a key, made from `default` when there is none."""
        if key not in self.col:
            self.col[key] = self._create(key, default)
            return default
        return self[key]

    def keys(self) -> Any:
        """The keys."""
        return self.col.keys()

    def items(self) -> Any:
        """Pairs of key and value."""
        return {key: self._get(self.col[key]) for key in self.col}.items()

    def values(self) -> Any:
        """The values."""
        return {key: self._get(self.col[key]) for key in self.col}.values()

    def pop(self, key: Any, *default: Any) -> Any:
        """Remove a key and return its value."""
        if default and key not in self.col:
            return default[0]
        return self._get(self.col.pop(key))

    def popitem(self) -> tuple[Any, T]:
        """Remove and return a pair."""
        key, member = self.col.popitem()
        return key, self._get(member)

    def update(self, *args: Any, **kw: Any) -> None:
        """Set from a mapping, from pairs, and from keywords."""
        if len(args) > 1:
            raise TypeError(f"update expected at most 1 arguments, got {len(args)}")
        for key, value in dict(*args, **kw).items():
            self[key] = value

    def bulk_replace(self, values: Mapping[Any, T]) -> None:
        """Make the collection have just these pairs; members of kept keys are kept."""
        existing = set(self)
        for key in values:
            self[key] = values[key]
        for key in existing.difference(values):
            del self[key]


class _AssociationSet(_AssociationCollection[T]):
    """A set of values."""

    def _create(self, value: T) -> Any:
        return self.creator(value)

    def _get(self, member: Any) -> T:
        return self.getter(member)  # type: ignore[no-any-return]

    def _plain(self) -> set[T]:
        return set(self)

    def __contains__(self, value: object) -> bool:
        return any(self._get(member) == value for member in self.col)

    def __iter__(self) -> Iterator[T]:
        for member in self.col:
            yield self._get(member)

    def add(self, value: T) -> None:
        """Make a member for a value, unless one has it."""
        if value not in self:
            self.col.add(self._create(value))

    def _extend(self, values: Iterable[T]) -> None:
        self.update(values)

    def discard(self, value: T) -> None:
        """Remove the member with a value, if there is one."""
        for member in self.col:
            if self._get(member) == value:
                self.col.discard(member)
                return

    def remove(self, value: T) -> None:
        """Remove the member with a value; KeyError when there is none."""
        for member in self.col:
            if self._get(member) == value:
                self.col.discard(member)
                return
        raise KeyError(value)

    def pop(self) -> T:
        """Remove a member and return its value."""
        if not self.col:
            raise KeyError("pop from an empty set")
        member = self.col.pop()
        return self._get(member)

    def clear(self) -> None:
        """Remove everything."""
        self.col.clear()

    def update(self, *others: Iterable[T]) -> None:
        """`add` each value of the others."""
        for other in others:
            for value in other:
                self.add(value)

    def bulk_replace(self, values: Iterable[T]) -> None:
        """Make the collection have just these values; members of kept values are kept."""
        existing, wanted = set(self), set(values)
        for value in wanted:
            if value not in existing:
                self.add(value)
        for value in existing - wanted:
            self.remove(value)

    def difference_update(self, *others: Iterable[Any]) -> None:
        """Remove each value of the others."""
        for other in others:
            for value in list(other):
                self.discard(value)

    def intersection_update(self, *others: Iterable[Any]) -> None:
        """Keep only values that the others have."""
        wanted = set(self).intersection(*others)
        self.bulk_replace(wanted)

    def symmetric_difference_update(self, other: Iterable[Any]) -> None:
        """Keep values that are in just one of the two."""
        self.bulk_replace(set(self).symmetric_difference(other))

    def __ior__(self, other: Any) -> Any:
        return self._in_place(other, self.update)

    def __isub__(self, other: Any) -> Any:
        return self._in_place(other, self.difference_update)

    def __iand__(self, other: Any) -> Any:
        return self._in_place(other, self.intersection_update)

    def __ixor__(self, other: Any) -> Any:
        return self._in_place(other, self.symmetric_difference_update)

    def _in_place(self, other: Any, change: Callable[[Any], None]) -> Any:
        if not isinstance(other, (set, frozenset, _AssociationSet)):
            return NotImplemented
        change(other)
        return self


def _as_plain_set(name: str) -> Any:
    """A method of set that gives a new plain set, or an answer."""

    def method(self: Any, *others: Any) -> Any:
        return getattr(set(self), name)(
            *[set(other) if isinstance(other, _AssociationSet) else other for other in others]
        )

    method.__name__ = name
    return method


for _name in "union intersection difference symmetric_difference issubset issuperset isdisjoint".split():
    setattr(_AssociationSet, _name, _as_plain_set(_name))
for _name in "__or__ __and__ __sub__ __xor__".split():
    setattr(_AssociationSet, _name, _as_plain_set(_name))
for _class, _kind in ((_AssociationList, "list"), (_AssociationSet, "set"), (_AssociationDict, "dict")):
    for _name in ("eq", "ne") if _kind == "dict" else ("eq", "ne", "lt", "le", "gt", "ge"):
        setattr(_class, f"__{_name}__", _compared(_name))
