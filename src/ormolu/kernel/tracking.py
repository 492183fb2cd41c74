"""Keep objects out of the garbage collector, where that is possible: the uncompiled answer is "nowhere".

The compiled kernel takes these names from `tracking.pxd`, where they are CPython's own calls. Rule of use: an
object may be untracked only while nothing it refers to can be part of a cycle; whoever stores a container or another
object in it must track it first. Whether the stored thing itself is tracked at that moment says nothing: an empty
dict is not, and may be filled later.
"""

from __future__ import annotations

from typing import Any
from weakref import ref


def track(thing: object) -> None:
    """Show `thing` to the garbage collector (again)."""


def untrack(thing: object) -> None:
    """Hide `thing` from the garbage collector."""


def is_tracked(thing: object) -> bool:
    """Tell whether the garbage collector sees `thing`."""
    return True


def can_cycle(thing: object) -> bool:
    """Tell whether `thing` could ever refer to other objects, tracked now or not; True is the careful answer."""
    return True


generic_setattr = object.__setattr__  # storing as every object does


def new_reference(thing: object) -> Any:
    """A weak reference to `thing` without a callback."""
    return ref(thing)


def generic_dict(thing: object) -> dict[str, Any]:
    """The real `__dict__` of a native object, past the property that stands in its class."""
    return _slot_dicts[0](thing)  # type: ignore[no-any-return]  # a slot's getter


_slot_dicts: list[Any] = []


def set_slot_dict(getter: Any) -> None:
    """Say how to get at that dict; the compiled kernel asks CPython."""
    _slot_dicts[:] = [getter]
