"""InstrumentationEvents: hooks of classes that become mapped, and of the attributes put on them.

Rule: SQLAlchemy documentation, "Instrumentation Events".
"""

from __future__ import annotations

import weakref
from typing import Any, ClassVar

from ...event import Events, dispatcher


class InstrumentationEvents(Events):
    """Hooks of instrumentation. Target: a class; mapped subclasses of it are told of as well."""

    _target_class_doc: ClassVar[str] = "SomeBaseClass"

    def class_instrument(self, cls: Any) -> None:
        """A class is mapped."""

    def class_uninstrument(self, cls: Any) -> None:
        """A class is not mapped any more."""

    def attribute_instrument(self, cls: Any, key: Any, inst: Any) -> None:
        """An attribute was put on a mapped class."""

    @classmethod
    def _accept_with(cls, target: Any, identifier: str) -> Any:
        if not isinstance(target, type):
            return None
        place = _places.get(target)
        if place is None:
            place = _places[target] = _Place()
        return place

    @classmethod
    def _listen(cls, event_key: Any, *, propagate: bool = True, **kw: Any) -> None:
        event_key.base_listen(**kw)


class _Place:
    """Holds the listeners of one class, which may know nothing of events."""

    dispatch = dispatcher(InstrumentationEvents)


_places: weakref.WeakKeyDictionary[type, _Place] = weakref.WeakKeyDictionary()


def tell(identifier: str, cls: type, *args: Any) -> None:
    """Fire a hook for a class: listeners of its bases hear it too."""
    if not _places:
        return
    for base in cls.__mro__:
        place = _places.get(base)
        if place is not None:
            for listener in getattr(place.dispatch, identifier):
                listener(cls, *args)
