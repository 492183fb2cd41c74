"""`CollectionAdapter`: the link between a user's collection and the attribute of the object it belongs to."""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator
from typing import Any

from ormolu import exc
from ormolu.kernel.instance import Core, layout_of
from ormolu.orm.state.symbols import NO_KEY


class CollectionAdapter:
    """Mutates a collection through the methods its class declared, and fires the attribute's events for it.

    attr: the attribute implementation. owner_state: the core of the object that has the collection.
    data: the collection. invalidated: another collection took its place. empty: it is a stand-in that is not stored
    in its object until something is added.
    """

    __slots__ = ("attr", "_key", "owner_state", "_data", "invalidated", "empty", "_converter", "__weakref__")

    def __init__(self, attr: Any, owner_state: Core, data: Any) -> None:
        self.attr = attr
        self._key = attr.key
        self.owner_state = owner_state
        self._data = weakref.ref(data)
        self.invalidated = False
        self.empty = False
        self._converter = getattr(data, "_sa_converter", None)
        data._sa_adapter = self

    @property
    def data(self) -> Any:
        """The collection."""
        return self._data()

    @property
    def _referenced_by_owner(self) -> bool:
        return self.attr.loaded(self.owner_state) is self._data()

    # -- with events

    def append_with_event(self, item: Any, initiator: Any = None) -> None:
        """Add a member; listeners may replace it."""
        self.data._sa_appender(item, _sa_initiator=initiator)

    def remove_with_event(self, item: Any, initiator: Any = None) -> None:
        """Remove a member."""
        self.data._sa_remover(item, _sa_initiator=initiator)

    def clear_with_event(self, initiator: Any = None) -> None:
        """Remove all members."""
        remover = self.data._sa_remover
        for item in list(self):
            remover(item, _sa_initiator=initiator)

    # -- without events

    def append_without_event(self, item: Any) -> None:
        """Add a member as loaded."""
        self._refuse_if_empty()
        self.data._sa_appender(item, _sa_initiator=False)

    def append_multiple_without_event(self, items: Iterable[Any]) -> None:
        """Add members as loaded."""
        self._refuse_if_empty()
        data = self.data
        # of our own list and set: their adding does nothing else
        extend = type(data).__dict__.get("_sa_extend")
        if extend is not None:
            extend(data, items)
            return
        appender = data._sa_appender
        for item in items:
            appender(item, _sa_initiator=False)

    def _refuse_if_empty(self) -> None:
        if self.empty:
            raise exc.InvalidRequestError(
                "This is a special 'empty' collection which cannot accommodate internal mutation operations"
            )

    def remove_without_event(self, item: Any) -> None:
        """Remove a member without telling anybody."""
        self.data._sa_remover(item, _sa_initiator=False)

    def clear_without_event(self) -> None:
        """Remove all members without telling anybody."""
        remover = self.data._sa_remover
        for item in list(self):
            remover(item, _sa_initiator=False)

    # -- reading

    def __iter__(self) -> Iterator[Any]:
        return iter(self.data._sa_iterator())

    def __len__(self) -> int:
        return len(list(self.data._sa_iterator()))

    def __bool__(self) -> bool:
        return True

    def adapt_like_to_iterable(self, obj: Any) -> Iterable[Any]:
        """The members of another collection of the same shape. Raises TypeError for another shape."""
        converter = self._converter
        if converter is not None:
            return converter(obj)  # type: ignore[no-any-return]  # the user's function
        return like_to_iterable(self.data, obj)

    # -- events that the collection's own methods fire

    def fire_append_event(self, item: Any, initiator: Any = None, key: Any = NO_KEY) -> Any:
        """Tell that a member is about to be added; returns the member to add."""
        if initiator is False:
            return item
        if self.invalidated:
            self._warn_invalidated()
        if self.empty:
            self._leave_empty()
        elif not self._referenced_by_owner:
            # `copy.deepcopy` refills a collection whose owner does not have it yet
            return item
        return self.attr.fire_append_event(self.owner_state, item, initiator, key)

    def fire_append_wo_mutation_event(self, item: Any, initiator: Any = None, key: Any = NO_KEY) -> Any:
        """Tell that a member was to be added that is there already."""
        if initiator is False:
            return item
        if self.invalidated:
            self._warn_invalidated()
        if self.empty:
            self._leave_empty()
        return self.attr.fire_append_wo_mutation_event(self.owner_state, item, initiator, key)

    def fire_pre_remove_event(self, initiator: Any = None, key: Any = NO_KEY) -> None:
        """Tell that some member is about to be removed; which one is not known yet."""
        if initiator is not False:
            self.attr.fire_pre_remove_event(self.owner_state, initiator, key)

    def fire_remove_event(self, item: Any, initiator: Any = None, key: Any = NO_KEY) -> None:
        """Tell that a member is about to be removed, or was."""
        if initiator is False:
            return
        if self.invalidated:
            self._warn_invalidated()
        if self.empty:
            self._leave_empty()
        self.attr.fire_remove_event(self.owner_state, item, initiator, key)

    def _warn_invalidated(self) -> None:
        exc.warn("This collection has been invalidated.")

    def _leave_empty(self) -> None:
        """The stand-in gets its first member: store it in the object."""
        self.empty = False
        self.attr.store_empty(self.owner_state, self.data)

    def __getstate__(self) -> dict[str, Any]:
        return {
            "key": self._key,
            "owner_state": self.owner_state,
            "owner_cls": self.owner_state.class_,
            "data": self.data,
            "empty": self.empty,
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._key = state["key"]
        self.owner_state = state["owner_state"]
        data = state["data"]
        self._data = weakref.ref(data)
        self._converter = getattr(data, "_sa_converter", None)
        data._sa_adapter = self
        self.invalidated = False
        self.empty = state["empty"]
        # the owner itself may be only half made yet: its members are unpickled before it
        owner_class = state["owner_cls"]
        layout_of(owner_class)
        self.attr = owner_class._sa_class_manager[self._key].impl


def collection_adapter(collection: Any) -> CollectionAdapter:
    """The adapter of a mapped collection. Raises AttributeError for any other object."""
    return collection._sa_adapter  # type: ignore[no-any-return]  # set by the adapter itself


def duck_type(thing: Any) -> type | None:
    """Which builtin container something behaves like: `list`, `set`, `dict`, or None.

    Says so itself with `__emulates__`, or is recognised by its methods.
    """
    if hasattr(thing, "__emulates__"):
        emulated = thing.__emulates__
        return set if emulated is not None and issubclass(emulated, set) else emulated
    is_kind = issubclass if isinstance(thing, type) else isinstance
    for kind in (list, set, dict):
        if is_kind(thing, kind):
            return kind
    for kind, method in ((list, "append"), (set, "add"), (dict, "set")):
        if hasattr(thing, method):
            return kind
    return None


def like_to_iterable(collection: Any, given: Any) -> Iterable[Any]:
    """The members of `given`, which must be of the shape of `collection`. Raises TypeError otherwise."""
    wanted, found = duck_type(collection), duck_type(given)
    if wanted is not None and wanted is not found:
        name = wanted.__name__
        given_name = found.__name__ if found is not None else type(given).__name__
        raise TypeError(f"Incompatible collection type: {given_name} is not {name}-like")
    if found is dict or (found is None and hasattr(given, "values")):
        values: Iterable[Any] = given.values()
        return values
    members: Iterable[Any] = iter(given)
    return members
