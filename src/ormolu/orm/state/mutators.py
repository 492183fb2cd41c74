"""The mutating methods of lists, sets and dicts, each wrapped so that it fires the events of what it changes.

`MUTATORS[kind][name]` turns a class's own method into the instrumented one; `ROLES[kind]` names the methods that stand
for the three basic operations. Every wrapped method takes `_sa_initiator`: None for a change of the user's, an event
token for a change that follows another one, False for a change nobody is to hear of.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ormolu.orm.state.symbols import NO_KEY

_Wrap = Callable[[Any], Any]


def _added(target: Any, item: Any, initiator: Any, key: Any = NO_KEY) -> Any:
    """Tell that an item is about to be added; returns the item to add."""
    if initiator is not False:
        adapter = target._sa_adapter
        if adapter is not None:
            return adapter.fire_append_event(item, initiator, key)
    return item


def _there_already(target: Any, item: Any, initiator: Any, key: Any = NO_KEY) -> None:
    if initiator is not False:
        adapter = target._sa_adapter
        if adapter is not None:
            adapter.fire_append_wo_mutation_event(item, initiator, key)


def _removed(target: Any, item: Any, initiator: Any, key: Any = NO_KEY) -> None:
    if initiator is not False:
        adapter = target._sa_adapter
        if adapter is not None:
            adapter.fire_remove_event(item, initiator, key)


def _removing(target: Any, initiator: Any = None) -> None:
    """Tell that some item is about to be removed, before it is known which."""
    adapter = target._sa_adapter
    if adapter is not None:
        adapter.fire_pre_remove_event(initiator)


# -- lists


def _list_append(fn: Any) -> Any:
    def append(self: Any, item: Any, _sa_initiator: Any = None) -> None:
        fn(self, _added(self, item, _sa_initiator))

    return append


def _list_remove(fn: Any) -> Any:
    def remove(self: Any, value: Any, _sa_initiator: Any = None) -> None:
        _removed(self, value, _sa_initiator)
        fn(self, value)

    return remove


def _list_insert(fn: Any) -> Any:
    def insert(self: Any, index: Any, value: Any) -> None:
        fn(self, index, _added(self, value, None, index))

    return insert


def _list_setitem(fn: Any) -> Any:
    def __setitem__(self: Any, index: Any, value: Any) -> None:
        if isinstance(index, slice):
            _set_slice(self, index, value)
            return
        old = self[index]
        if old is not None:
            _removed(self, old, None, index)
        fn(self, index, _added(self, value, None, index))

    def _set_slice(self: Any, index: slice, values: Any) -> None:
        if values is self:
            return
        values = list(values)
        start, stop, step = index.indices(len(self))
        if step == 1:
            for _ in range(start, max(stop, start)):
                del self[start]
            for offset, value in enumerate(values):
                self.insert(start + offset, value)
            return
        positions = list(range(start, stop, step))
        if len(values) != len(positions):
            raise ValueError(
                f"attempt to assign sequence of size {len(values)} to extended slice of size {len(positions)}"
            )
        for position, value in zip(positions, values, strict=True):
            self[position] = value

    return __setitem__


def _list_delitem(fn: Any) -> Any:
    def __delitem__(self: Any, index: Any) -> None:
        if isinstance(index, slice):
            for item in self[index]:
                _removed(self, item, None)
        else:
            _removed(self, self[index], None, index)
        fn(self, index)

    return __delitem__


def _list_extend(fn: Any) -> Any:
    def extend(self: Any, iterable: Any) -> None:
        for value in list(iterable):
            self.append(value)

    return extend


def _list_iadd(fn: Any) -> Any:
    def __iadd__(self: Any, iterable: Any) -> Any:
        for value in list(iterable):
            self.append(value)
        return self

    return __iadd__


def _list_pop(fn: Any) -> Any:
    def pop(self: Any, index: int = -1) -> Any:
        _removing(self)
        item = fn(self, index)
        _removed(self, item, None, index)
        return item

    return pop


def _clear(fn: Any) -> Any:
    def clear(self: Any) -> None:
        for item in list(self):
            _removed(self, item, None)
        fn(self)

    return clear


# -- dicts


def _dict_setitem(fn: Any) -> Any:
    def __setitem__(self: Any, key: Any, value: Any, _sa_initiator: Any = None) -> None:
        if key in self:
            _removed(self, self[key], _sa_initiator, key)
        fn(self, key, _added(self, value, _sa_initiator, key))

    return __setitem__


def _dict_delitem(fn: Any) -> Any:
    def __delitem__(self: Any, key: Any, _sa_initiator: Any = None) -> None:
        if key in self:
            _removed(self, self[key], _sa_initiator, key)
        fn(self, key)

    return __delitem__


def _dict_clear(fn: Any) -> Any:
    def clear(self: Any) -> None:
        for key in list(self):
            _removed(self, self[key], None, key)
        fn(self)

    return clear


_NOT_GIVEN: Any = object()


def _dict_pop(fn: Any) -> Any:
    def pop(self: Any, key: Any, default: Any = _NOT_GIVEN) -> Any:
        _removing(self)
        present = key in self
        item = fn(self, key) if default is _NOT_GIVEN else fn(self, key, default)
        if present:
            _removed(self, item, None, key)
        return item

    return pop


def _dict_popitem(fn: Any) -> Any:
    def popitem(self: Any) -> Any:
        _removing(self)
        key, value = fn(self)
        _removed(self, value, None, key)
        return key, value

    return popitem


def _dict_setdefault(fn: Any) -> Any:
    def setdefault(self: Any, key: Any, default: Any = None) -> Any:
        if key not in self:
            self.__setitem__(key, default)
            return default
        value = self[key]
        if value is default:
            _there_already(self, value, None, key)
        return value

    return setdefault


def _dict_update(fn: Any) -> Any:
    def update(self: Any, other: Any = (), /, **kw: Any) -> None:
        pairs = list(dict(other).items()) if hasattr(other, "keys") else list(other)
        for key, value in [*pairs, *kw.items()]:
            if key not in self or self[key] is not value:
                self[key] = value
            else:
                _there_already(self, value, None, key)

    return update


# -- sets


def _set_add(fn: Any) -> Any:
    def add(self: Any, value: Any, _sa_initiator: Any = None) -> None:
        if value not in self:
            value = _added(self, value, _sa_initiator)
        else:
            _there_already(self, value, _sa_initiator)
        fn(self, value)

    return add


def _set_discard(fn: Any) -> Any:
    def discard(self: Any, value: Any, _sa_initiator: Any = None) -> None:
        if value in self:
            _removed(self, value, _sa_initiator)
        fn(self, value)

    return discard


def _set_remove(fn: Any) -> Any:
    def remove(self: Any, value: Any, _sa_initiator: Any = None) -> None:
        if value in self:
            _removed(self, value, _sa_initiator)
        fn(self, value)

    return remove


def _set_pop(fn: Any) -> Any:
    def pop(self: Any) -> Any:
        _removing(self)
        item = fn(self)
        _removed(self, item, None)
        return item

    return pop


def _set_update(fn: Any) -> Any:
    def update(self: Any, *others: Any) -> None:
        for other in others:
            for item in list(other):
                self.add(item)

    return update


def _set_difference_update(fn: Any) -> Any:
    def difference_update(self: Any, *others: Any) -> None:
        for other in others:
            for item in list(other):
                self.discard(item)

    return difference_update


def _become(self: Any, wanted: set[Any]) -> None:
    """Remove and add what it takes to have exactly the wanted members."""
    present = set(self)
    for item in present - wanted:
        self.remove(item)
    for item in wanted - present:
        self.add(item)


def _set_intersection_update(fn: Any) -> Any:
    def intersection_update(self: Any, *others: Any) -> None:
        _become(self, set(self).intersection(*others))

    return intersection_update


def _set_symmetric_difference_update(fn: Any) -> Any:
    def symmetric_difference_update(self: Any, other: Any) -> None:
        _become(self, set(self).symmetric_difference(other))

    return symmetric_difference_update


def _set_operator(method: str) -> _Wrap:
    def wrap(fn: Any) -> Any:
        def in_place(self: Any, other: Any) -> Any:
            if not isinstance(other, (set, frozenset, type(self))) and not hasattr(other, "__and__"):
                return NotImplemented
            getattr(self, method)(other)
            return self

        return in_place

    return wrap


MUTATORS: dict[Any, dict[str, _Wrap]] = {
    list: {
        "append": _list_append, "remove": _list_remove, "insert": _list_insert, "__setitem__": _list_setitem,
        "__delitem__": _list_delitem, "extend": _list_extend, "__iadd__": _list_iadd, "pop": _list_pop, "clear": _clear,
    },
    dict: {
        "__setitem__": _dict_setitem, "__delitem__": _dict_delitem, "clear": _dict_clear, "pop": _dict_pop,
        "popitem": _dict_popitem, "setdefault": _dict_setdefault, "update": _dict_update,
    },
    set: {
        "add": _set_add, "discard": _set_discard, "remove": _set_remove, "pop": _set_pop, "clear": _clear,
        "update": _set_update, "__ior__": _set_operator("update"), "difference_update": _set_difference_update,
        "__isub__": _set_operator("difference_update"), "intersection_update": _set_intersection_update,
        "__iand__": _set_operator("intersection_update"),
        "symmetric_difference_update": _set_symmetric_difference_update,
        "__ixor__": _set_operator("symmetric_difference_update"),
    },
}  # fmt: skip

ROLES: dict[Any, dict[str, str]] = {
    list: {"appender": "append", "remover": "remove", "iterator": "__iter__"},
    set: {"appender": "add", "remover": "remove", "iterator": "__iter__"},
    dict: {"iterator": "values"},
}
