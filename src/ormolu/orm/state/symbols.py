"""`NO_KEY`: the key that collection events pass for collections without keys."""

from __future__ import annotations

from enum import Enum


class EventConstants(Enum):
    """Constants passed to event listeners."""

    NO_KEY = 1
    """The collection event has no key: the collection is not a dictionary, or the key is not known."""


NO_KEY = EventConstants.NO_KEY
