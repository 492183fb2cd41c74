"""Containers with a meaning of their own, used by every layer: immutable mapping, ordered and identity sets, caches."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableMapping
from collections.abc import Set as AbstractSet
from typing import Any, ClassVar, Generic, NoReturn, TypeVar, cast, overload

_K = TypeVar("_K")
_V = TypeVar("_V")
_T = TypeVar("_T")
_S = TypeVar("_S")


class immutabledict(dict[_K, _V]):
    """A dictionary that cannot be changed."""

    __slots__ = ()

    def _immutable(self, *args: Any, **kw: Any) -> NoReturn:
        raise TypeError(f"{type(self).__name__} object is immutable")

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _immutable

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        self._immutable()

    __delattr__ = _immutable

    def union(self, *others: Mapping[Any, Any] | None, **kw: Any) -> immutabledict[Any, Any]:
        """Return a new immutabledict with the entries of the arguments added; itself when there are none."""
        return _merged(self, *others, kw)

    def merge_with(self, *dicts: Mapping[Any, Any] | None) -> immutabledict[Any, Any]:
        """Return a new immutabledict with the entries of `dicts` added; None and empty ones are passed over."""
        return _merged(self, *dicts)

    def __or__(self, other: Mapping[Any, Any]) -> immutabledict[Any, Any]:
        if not isinstance(other, Mapping):
            return NotImplemented
        return immutabledict({**self, **other})

    def __ror__(self, other: Mapping[Any, Any]) -> immutabledict[Any, Any]:
        if not isinstance(other, Mapping):
            return NotImplemented
        return immutabledict({**other, **self})

    def copy(self) -> immutabledict[_K, _V]:
        """Return itself: there is nothing a copy could change."""
        return self

    def __copy__(self) -> immutabledict[_K, _V]:
        return self

    def __reduce__(self) -> tuple[type[immutabledict[Any, Any]], tuple[dict[_K, _V]]]:
        return immutabledict, (dict(self),)

    def __repr__(self) -> str:
        return f"immutabledict({dict.__repr__(self)})"

    @classmethod
    def fromkeys(cls, iterable: Iterable[Any], value: Any = None) -> immutabledict[Any, Any]:
        """Return an immutabledict with the given keys, all with the same value."""
        return cls(dict.fromkeys(iterable, value))


def _merged(base: immutabledict[Any, Any], *others: Mapping[Any, Any] | None) -> immutabledict[Any, Any]:
    present = [other for other in others if other]
    if not present:
        return base
    merged = dict(base)
    for other in present:
        merged.update(other)
    return immutabledict(merged)


EMPTY_DICT: immutabledict[Any, Any] = immutabledict()
EMPTY_SET: frozenset[Any] = frozenset()


class FacadeDict(immutabledict[_K, _V]):
    """A dictionary that is read-only to the public; its owner inserts by `_insert_item()`, `_pop()`, `_clear()`."""

    __slots__ = ()

    def _insert_item(self, key: _K, value: _V) -> None:
        dict.__setitem__(self, key, value)

    def _pop(self, key: _K, *default: Any) -> Any:
        return dict.pop(self, key, *default)

    def _clear(self) -> None:
        dict.clear(self)

    def copy(self) -> dict[_K, _V]:  # type: ignore[override]
        """Return a plain, changeable copy."""
        return dict(self)

    __copy__ = copy  # type: ignore[assignment]

    def __reduce__(self) -> Any:
        return _facade_from, (dict(self),)

    def __repr__(self) -> str:
        return f"FacadeDict({dict.__repr__(self)})"


def _facade_from(contents: dict[Any, Any]) -> FacadeDict[Any, Any]:
    return FacadeDict(contents)


class OrderedSet(set[_T]):
    """A set that iterates in order of insertion."""

    __slots__ = ("_list",)
    _list: list[_T]

    def __init__(self, d: Iterable[_T] | None = None) -> None:
        if d is None:
            set.__init__(self)
            self._list = []
        else:
            self._list = unique_list(d)
            set.__init__(self, self._list)

    def add(self, element: _T) -> None:
        if element not in self:
            self._list.append(element)
            set.add(self, element)

    def remove(self, element: _T) -> None:
        set.remove(self, element)
        self._list.remove(element)

    def discard(self, element: object) -> None:
        if element in self:
            set.discard(self, element)
            self._list.remove(element)  # type: ignore[arg-type]  # it is in here, so it is one of ours

    def pop(self) -> _T:
        """Remove and return the element added last. Raises KeyError when empty."""
        if not self._list:
            raise KeyError("pop from an empty set")
        element = self._list.pop()
        set.remove(self, element)
        return element

    def insert(self, pos: int, element: _T) -> None:
        """Insert `element` at `pos` unless it is present."""
        if element not in self:
            self._list.insert(pos, element)
            set.add(self, element)

    def clear(self) -> None:
        set.clear(self)
        self._list = []

    def __getitem__(self, key: int) -> _T:
        return self._list[key]

    def __iter__(self) -> Iterator[_T]:
        return iter(self._list)

    def __reversed__(self) -> Iterator[_T]:
        return reversed(self._list)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._list!r})"

    __str__ = __repr__

    def copy(self) -> OrderedSet[_T]:
        return type(self)(self._list)

    __copy__ = copy

    def __reduce__(self) -> Any:
        return type(self), (list(self._list),)

    def update(self, *iterables: Iterable[_T]) -> None:
        for iterable in iterables:
            for element in iterable:
                self.add(element)

    def __ior__(self, other: AbstractSet[Any]) -> OrderedSet[_T]:  # type: ignore[override,misc]
        self.update(other)
        return self

    def union(self, *other: Iterable[_S]) -> OrderedSet[Any]:
        result: OrderedSet[Any] = self.copy()
        result.update(*other)
        return result

    def __or__(self, other: AbstractSet[_S]) -> OrderedSet[Any]:
        return self.union(other)

    def intersection(self, *other: Iterable[Any]) -> OrderedSet[_T]:
        kept = set.intersection(set(self._list), *other)
        return type(self)(element for element in self._list if element in kept)

    def __and__(self, other: AbstractSet[object]) -> OrderedSet[_T]:
        return self.intersection(other)

    def difference(self, *other: Iterable[Any]) -> OrderedSet[_T]:
        dropped = set().union(*other)
        return type(self)(element for element in self._list if element not in dropped)

    def __sub__(self, other: AbstractSet[Any]) -> OrderedSet[_T]:
        return self.difference(other)

    def symmetric_difference(self, other: Iterable[Any]) -> OrderedSet[Any]:
        collected = other if isinstance(other, Collection) else list(other)
        result = self.difference(collected)
        result.update(element for element in collected if element not in self)
        return result

    def __xor__(self, other: AbstractSet[_S]) -> OrderedSet[Any]:
        return self.symmetric_difference(cast("AbstractSet[Any]", other))

    def _become(self, elements: Iterable[_T]) -> OrderedSet[_T]:
        self._list = list(elements)
        set.clear(self)
        set.update(self, self._list)
        return self

    def intersection_update(self, *other: Iterable[Any]) -> None:
        self._become(self.intersection(*other))

    def __iand__(self, other: AbstractSet[object]) -> OrderedSet[_T]:
        return self._become(self.intersection(other))

    def difference_update(self, *other: Iterable[Any]) -> None:
        self._become(self.difference(*other))

    def __isub__(self, other: AbstractSet[Any]) -> OrderedSet[_T]:
        return self._become(self.difference(other))

    def symmetric_difference_update(self, other: Iterable[_T]) -> None:
        self._become(self.symmetric_difference(other))

    def __ixor__(self, other: AbstractSet[Any]) -> OrderedSet[_T]:  # type: ignore[override,misc]
        return self._become(self.symmetric_difference(other))


class IdentitySet(Generic[_T]):
    """A set that tells its members apart by identity, for objects whose `==` means something else; keeps order."""

    __slots__ = ("_members", "__weakref__")

    def __init__(self, iterable: Iterable[_T] | None = None) -> None:
        self._members: dict[int, _T] = {} if iterable is None else {id(element): element for element in iterable}

    @classmethod
    def _of(cls, members: dict[int, _T]) -> IdentitySet[_T]:
        made = cls.__new__(cls)
        made._members = members
        return made

    def add(self, value: _T, /) -> None:
        self._members[id(value)] = value

    def __contains__(self, value: object) -> bool:
        return id(value) in self._members

    def remove(self, value: _T, /) -> None:
        """Remove `value`. Raises KeyError when it is not a member."""
        del self._members[id(value)]

    def discard(self, value: object, /) -> None:
        self._members.pop(id(value), None)

    def pop(self) -> _T:
        """Remove and return a member. Raises KeyError when empty."""
        try:
            return self._members.popitem()[1]
        except KeyError:
            raise KeyError("pop from an empty set") from None

    def clear(self) -> None:
        self._members.clear()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, IdentitySet) and self._members.keys() == other._members.keys()

    __hash__ = None  # type: ignore[assignment]

    def _ids_of(self, iterable: Iterable[Any]) -> dict[int, Any]:
        if isinstance(iterable, IdentitySet):
            return iterable._members
        return {id(element): element for element in iterable}

    def issubset(self, iterable: Iterable[Any], /) -> bool:
        return self._members.keys() <= self._ids_of(iterable).keys()

    def issuperset(self, iterable: Iterable[Any], /) -> bool:
        return self._members.keys() >= self._ids_of(iterable).keys()

    def isdisjoint(self, iterable: Iterable[Any], /) -> bool:
        return self._members.keys().isdisjoint(self._ids_of(iterable))

    def __le__(self, other: object) -> bool:
        return self.issubset(other) if isinstance(other, IdentitySet) else NotImplemented

    def __lt__(self, other: object) -> bool:
        return len(self) < len(other) and self.issubset(other) if isinstance(other, IdentitySet) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return self.issuperset(other) if isinstance(other, IdentitySet) else NotImplemented

    def __gt__(self, other: object) -> bool:
        return len(self) > len(other) and self.issuperset(other) if isinstance(other, IdentitySet) else NotImplemented

    def union(self, *iterables: Iterable[_T]) -> IdentitySet[_T]:
        members = dict(self._members)
        for iterable in iterables:
            members.update(self._ids_of(iterable))
        return self._of(members)

    def update(self, *iterables: Iterable[_T]) -> None:
        for iterable in iterables:
            self._members.update(self._ids_of(iterable))

    def difference(self, *iterables: Iterable[Any]) -> IdentitySet[_T]:
        dropped = set().union(*(self._ids_of(iterable) for iterable in iterables))
        return self._of({key: value for key, value in self._members.items() if key not in dropped})

    def difference_update(self, *iterables: Iterable[Any]) -> None:
        self._members = self.difference(*iterables)._members

    def intersection(self, *iterables: Iterable[Any]) -> IdentitySet[_T]:
        kept = self._members.keys()
        for iterable in iterables:
            kept = kept & self._ids_of(iterable).keys()  # type: ignore[assignment]
        return self._of({key: value for key, value in self._members.items() if key in kept})

    def intersection_update(self, *iterables: Iterable[Any]) -> None:
        self._members = self.intersection(*iterables)._members

    def symmetric_difference(self, iterable: Iterable[_T], /) -> IdentitySet[_T]:
        other = self._ids_of(iterable)
        members = {key: value for key, value in self._members.items() if key not in other}
        members.update((key, value) for key, value in other.items() if key not in self._members)
        return self._of(members)

    def symmetric_difference_update(self, iterable: Iterable[_T], /) -> None:
        self._members = self.symmetric_difference(iterable)._members

    def __or__(self, other: Any) -> IdentitySet[_T]:
        return self.union(other) if isinstance(other, IdentitySet) else NotImplemented

    def __and__(self, other: Any) -> IdentitySet[_T]:
        return self.intersection(other) if isinstance(other, IdentitySet) else NotImplemented

    def __sub__(self, other: Any) -> IdentitySet[_T]:
        return self.difference(other) if isinstance(other, IdentitySet) else NotImplemented

    def __xor__(self, other: Any) -> IdentitySet[_T]:
        return self.symmetric_difference(other) if isinstance(other, IdentitySet) else NotImplemented

    def __ior__(self, other: Any) -> IdentitySet[_T]:
        if not isinstance(other, IdentitySet):
            return NotImplemented
        self.update(other)
        return self

    def __isub__(self, other: Any) -> IdentitySet[_T]:
        if not isinstance(other, IdentitySet):
            return NotImplemented
        self.difference_update(other)
        return self

    def __iand__(self, other: Any) -> IdentitySet[_T]:
        if not isinstance(other, IdentitySet):
            return NotImplemented
        self.intersection_update(other)
        return self

    def __ixor__(self, other: Any) -> IdentitySet[_T]:
        if not isinstance(other, IdentitySet):
            return NotImplemented
        self.symmetric_difference_update(other)
        return self

    def copy(self) -> IdentitySet[_T]:
        return self._of(dict(self._members))

    __copy__ = copy

    def __len__(self) -> int:
        return len(self._members)

    def __iter__(self) -> Iterator[_T]:
        return iter(list(self._members.values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({list(self._members.values())!r})"

    def __getstate__(self) -> list[_T]:
        return list(self._members.values())

    def __setstate__(self, state: list[_T]) -> None:
        self._members = {id(element): element for element in state}


class LRUCache(MutableMapping[_K, _V]):
    """A mapping that forgets the least recently read entries beyond `capacity`.

    It may grow by the fraction `threshold` before it is cut back, so that most insertions cost nothing extra.
    size_alert: called with the cache when it is about to be cut back.
    Safe for use by several threads: each step is one dictionary operation, cutting back is guarded by a lock.
    """

    __slots__ = ("capacity", "threshold", "size_alert", "_entries", "_clock", "_pruning")

    def __init__(
        self,
        capacity: int = 100,
        threshold: float = 0.5,
        size_alert: Callable[[LRUCache[_K, _V]], None] | None = None,
    ) -> None:
        self.capacity = capacity
        self.threshold = threshold
        self.size_alert = size_alert
        # value, and when it was last read: a list of two, so that a read is a store into it
        self._entries: dict[_K, list[Any]] = {}
        self._clock = 0
        self._pruning = threading.Lock()

    @overload
    def get(self, key: _K, /) -> _V | None: ...
    @overload
    def get(self, key: _K, default: _V | _T, /) -> _V | _T: ...
    def get(self, key: _K, default: Any = None, /) -> Any:
        entry = self._entries.get(key)
        if entry is None:
            return default
        self._clock += 1
        entry[1] = self._clock
        return entry[0]

    def __getitem__(self, key: _K) -> _V:
        entry = self._entries[key]
        self._clock += 1
        entry[1] = self._clock
        return cast(_V, entry[0])

    def __setitem__(self, key: _K, value: _V) -> None:
        self._clock += 1
        self._entries[key] = [value, self._clock]
        if len(self._entries) > self.size_threshold:
            self._prune()

    def __delitem__(self, key: _K) -> None:
        del self._entries[key]

    def __iter__(self) -> Iterator[_K]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    @property
    def size_threshold(self) -> float:
        """Number of entries beyond which the cache is cut back to its capacity."""
        return self.capacity + self.capacity * self.threshold

    def _prune(self) -> None:
        if not self._pruning.acquire(blocking=False):
            return  # another thread is at it
        try:
            if self.size_alert is not None:
                self.size_alert(self)
            by_use = sorted(list(self._entries.items()), key=lambda item: item[1][1], reverse=True)
            for key, _ in by_use[self.capacity :]:
                self._entries.pop(key, None)
        finally:
            self._pruning.release()


class memoized_property(Generic[_T]):
    """A read-only property computed at the first access and then kept in the object's `__dict__`."""

    fget: Callable[..., _T]

    def __init__(self, fget: Callable[..., _T], doc: str | None = None) -> None:
        self.fget = fget
        self.__doc__ = doc or fget.__doc__
        self.__name__ = fget.__name__

    @overload
    def __get__(self, obj: None, cls: Any) -> memoized_property[_T]: ...
    @overload
    def __get__(self, obj: object, cls: Any) -> _T: ...
    def __get__(self, obj: Any, cls: Any) -> Any:
        if obj is None:
            return self
        result = obj.__dict__[self.__name__] = self.fget(obj)
        return result

    def _reset(self, obj: Any) -> None:
        self.reset(obj, self.__name__)

    @classmethod
    def reset(cls, obj: Any, name: str) -> None:
        """Forget the value kept on `obj`; the next access computes it anew."""
        obj.__dict__.pop(name, None)


class PopulateDict(dict[_K, _V]):
    """A dictionary that makes a missing value by calling `creator(key)`, and keeps it."""

    __slots__ = ("creator",)

    def __init__(self, creator: Callable[[_K], _V]) -> None:
        super().__init__()
        self.creator = creator

    def __missing__(self, key: _K) -> _V:
        value = self[key] = self.creator(key)
        return value


class classproperty(property):
    """A read-only property of a class, reached through the class or an instance."""

    def __init__(self, fget: Callable[[Any], Any], *arg: Any, **kw: Any) -> None:
        super().__init__(fget, *arg, **kw)
        self.__doc__ = fget.__doc__

    def __get__(self, obj: Any, cls: type | None = None) -> Any:
        assert self.fget is not None
        return self.fget(cls if cls is not None else type(obj))


class ReadOnlyProperties(Mapping[str, _V], Generic[_V]):
    """A read-only collection of named values, reached as items or as attributes, in order of definition.

    What `inspect(cls).attrs`, `.columns`-like namespaces are made of.
    """

    __slots__ = ("_data",)
    _not_attributes: ClassVar[frozenset[str]] = frozenset()
    _data: Mapping[str, _V]

    def __init__(self, data: Mapping[str, _V]) -> None:
        object.__setattr__(self, "_data", data)

    def __len__(self) -> int:
        return len(self._data)

    def __iter__(self) -> Iterator[_V]:  # type: ignore[override]
        return iter(list(self._data.values()))

    def __contains__(self, key: object) -> bool:
        return key in self._data

    def __getitem__(self, key: str) -> _V:
        return self._data[key]

    def __getattr__(self, key: str) -> _V:
        try:
            return self._data[key]
        except KeyError:
            raise AttributeError(key) from None

    def __setattr__(self, key: str, value: Any) -> NoReturn:
        raise TypeError(f"{type(self).__name__} object is immutable and/or readonly")

    __delattr__ = __setitem__ = __delitem__ = __setattr__  # type: ignore[assignment]

    def __add__(self, other: Iterable[Any]) -> list[Any]:
        return list(self) + list(other)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *(str(key) for key in self._data)]

    def __getstate__(self) -> dict[str, Any]:
        return {"_data": dict(self._data)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        object.__setattr__(self, "_data", state["_data"])

    def keys(self) -> Any:
        return list(self._data)

    def values(self) -> Any:
        return list(self._data.values())

    def items(self) -> Any:
        return list(self._data.items())

    def get(self, key: str, default: Any = None) -> Any:
        return self._data.get(key, default)


def unique_list(seq: Iterable[_T], hashfunc: Callable[[_T], Any] | None = None) -> list[_T]:
    """Return the distinct elements of `seq` in their order; hashfunc: what makes two elements the same."""
    if hashfunc is None:
        return list(dict.fromkeys(seq))
    seen: set[Any] = set()
    return [
        element
        for element in seq
        if (key := hashfunc(element)) not in seen and not seen.add(key)  # type: ignore[func-returns-value]
    ]


def to_list(x: Any, default: list[Any] | None = None) -> list[Any]:
    """Return `x` as a list: a sequence's elements, a single value (strings included) alone; None gives `default`."""
    if x is None:
        return default  # type: ignore[return-value]
    if isinstance(x, (str, bytes)) or not isinstance(x, Iterable):
        return [x]
    return x if isinstance(x, list) else list(x)
