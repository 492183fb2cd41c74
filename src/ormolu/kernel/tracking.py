"""Keep objects out of the garbage collector, where that is possible: the uncompiled answer is "nowhere".

The compiled kernel takes these names from `tracking.pxd`, where they are CPython's own calls. Rule of use: an
object may be untracked only while nothing it refers to is tracked; whoever stores a tracked value in it must
track it again first.
"""

from __future__ import annotations


def track(thing: object) -> None:
    """Show `thing` to the garbage collector (again)."""


def untrack(thing: object) -> None:
    """Hide `thing` from the garbage collector."""


def is_tracked(thing: object) -> bool:
    """Tell whether the garbage collector sees `thing`; True is the careful answer."""
    return True
