"""ordering_list: a relationship's list that keeps an attribute of its members equal to their position.

Use it with `order_by` on the same attribute: `relationship(order_by="Bullet.position",
collection_class=ordering_list("position"))`.
Rule: SQLAlchemy documentation, "Ordering List".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, SupportsIndex, TypeVar

from ..orm.collections import collection, collection_adapter

T = TypeVar("T")
OrderingFunc = Callable[[int, Sequence[Any]], object]


def ordering_list(
    attr: str,
    count_from: int | None = None,
    ordering_func: OrderingFunc | None = None,
    reorder_on_append: bool = False,
) -> Callable[[], OrderingList[Any]]:
    """A collection class for `relationship(collection_class=...)`.

    attr: the members' attribute that gets the position. count_from: the first position, 0 unless given.
    ordering_func: position and list -> value, in place of counting. reorder_on_append: also renumber members that have
    a position already when they are appended.
    """
    arguments = {"count_from": count_from, "ordering_func": ordering_func, "reorder_on_append": reorder_on_append}
    return lambda: OrderingList(attr, **arguments)  # type: ignore[arg-type]  # a dict has one value type


def count_from_0(index: int, collection: object) -> int:
    """Positions 0, 1, 2 ..."""
    return index


def count_from_1(index: int, collection: object) -> int:
    """Positions 1, 2, 3 ..."""
    return index + 1


def count_from_n_factory(start: int) -> OrderingFunc:
    """Positions from `start`."""

    def count(index: int, collection: object) -> int:
        return index + start

    count.__name__ = f"count_from_{start}"
    return count


def _counting(count_from: int | None) -> OrderingFunc:
    if count_from is None or count_from == 0:
        return count_from_0
    return count_from_1 if count_from == 1 else count_from_n_factory(count_from)


class OrderingList(list[T]):
    """A list that numbers its members."""

    ordering_attr: str
    ordering_func: OrderingFunc
    reorder_on_append: bool

    def __init__(
        self,
        ordering_attr: str | None = None,
        ordering_func: OrderingFunc | None = None,
        count_from: int | None = None,
        reorder_on_append: bool = False,
    ) -> None:
        assert ordering_attr is not None
        self.ordering_attr = ordering_attr
        self.ordering_func = ordering_func or _counting(count_from)
        self.reorder_on_append = reorder_on_append

    def _get_order_value(self, entity: T) -> Any:
        return getattr(entity, self.ordering_attr)

    def _set_order_value(self, entity: T, value: Any) -> None:
        setattr(entity, self.ordering_attr, value)

    def reorder(self) -> None:
        """Number all members by their position."""
        for index, entity in enumerate(self):
            self._order_entity(index, entity, True)

    _reorder = reorder

    def _order_entity(self, index: int, entity: T, reorder: bool = True) -> None:
        have = self._get_order_value(entity)
        if have is not None and not reorder:
            return  # numbered already: a load, or a member that keeps its number
        should_be = self.ordering_func(index, self)
        if have != should_be:
            self._set_order_value(entity, should_be)

    def append(self, entity: T) -> None:
        """Add at the end, numbered."""
        super().append(entity)
        self._order_entity(len(self) - 1, entity, self.reorder_on_append)

    @collection.internally_instrumented
    def _append_without_events(self, entity: T) -> None:
        super().append(entity)

    def insert(self, index: SupportsIndex, entity: T) -> None:
        """Insert, and renumber."""
        super().insert(index, entity)
        self.reorder()

    def remove(self, entity: T) -> None:
        """Remove, and renumber."""
        super().remove(entity)
        adapter = collection_adapter(self)
        if adapter and adapter._referenced_by_owner:
            self.reorder()

    def pop(self, index: SupportsIndex = -1) -> T:
        """Remove and return, and renumber."""
        entity = super().pop(index)
        self.reorder()
        return entity

    @collection.internally_instrumented
    def __setitem__(self, index: Any, entity: Any) -> None:
        if not isinstance(index, slice):
            self._order_entity(int(index), entity, True)
            self._put(index, entity)
            return
        members = list(entity)
        positions = range(*index.indices(len(self)))
        if index.step not in (None, 1):
            for position, member in zip(positions, members, strict=True):
                self[position] = member
            return
        start = positions.start
        for position in reversed(positions):
            del self[position]
        for offset, member in enumerate(members):
            self.insert(start + offset, member)

    @collection.replaces(2)
    def _put(self, index: SupportsIndex, entity: T) -> T:
        old = self[index]
        super().__setitem__(index, entity)
        return old

    @collection.internally_instrumented
    def __delitem__(self, index: Any) -> None:
        if isinstance(index, slice):
            for position in sorted(range(*index.indices(len(self))), reverse=True):
                super().__delitem__(position)
        else:
            super().__delitem__(index)
        self.reorder()

    def __reduce__(self) -> Any:
        return _reconstitute, (self.__class__, self.__dict__, list(self))


def _reconstitute(cls: type[OrderingList[T]], dict_: dict[str, Any], items: Iterable[T]) -> OrderingList[T]:
    """Unpickle: members keep their numbers."""
    made = cls.__new__(cls)
    made.__dict__.update(dict_)
    list.extend(made, items)
    return made
