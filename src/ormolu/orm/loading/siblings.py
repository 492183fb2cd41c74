"""Lazy loads know their siblings: the objects that one result has brought.

The first access to an attribute loads that object's value; the second one, on another object of the same result, loads
it for all that are alive: a loop over N objects costs 2 + N/500 statements, not N.

Rows are not touched for that. New objects enter the identity map one after the other, so the objects of a result stand
between two marks in the order of the map; a mark is the last key of a result. Where the object at a mark has died, two
results count as one.

Off with `Session(lazy_batching=False)`; for the whole process see `switches.py`.
"""

from __future__ import annotations

from typing import Any

from ... import switches
from ...kernel.instance import core_of
from ...kernel.status import NO_VALUE

_LEAST_PRUNED = 256


class Marks:
    """Where results end in the map of one class, and what was loaded lazily once already.

    `ends`: last key of a result -> how many objects it brought. `first`: attribute -> the keys whose access was the
    first of its result.
    `group`: the siblings that were asked for last, most often those of the next question.
    """

    __slots__ = ("ends", "first", "group")

    def __init__(self) -> None:
        self.ends: dict[Any, int] = {}
        self.first: dict[str, set[Any]] = {}
        self.group: frozenset[Any] = frozenset()


def note(home: Any, count: int) -> None:
    """Remember that a result of `count` new objects ends with the newest object of `home`."""
    if not switches.lazy_batching:
        return
    refs = home.refs
    by_map = home.owner.marks
    marks = by_map.get(id(refs))
    if marks is None:
        marks = by_map[id(refs)] = Marks()
    for newest in reversed(refs):
        marks.ends[newest] = count
        break
    if len(marks.ends) > _LEAST_PRUNED + 2 * len(refs):
        marks.ends = {key: count for key, count in marks.ends.items() if key in refs}
        for keys in marks.first.values():
            keys.intersection_update(refs)


def waiting(core: Any, key: str) -> list[Any]:
    """Return the cores that lack attribute `key` among the siblings of `core`, itself included.

    The first access within a result is only remembered: nobody is named then.
    """
    home = core.home
    marks = None if home is None or home.owner is None else home.owner.marks.get(id(home.refs))
    if marks is None:
        return []
    own = core.layout.map_key(core.key[1], core.identity_token)
    if marks.ends.get(own) == 1:
        return []
    if own not in marks.group:
        marks.group = _group(home.refs, marks.ends, own)
    first = marks.first.setdefault(key, set())
    if first.isdisjoint(marks.group):
        first.add(own)
        return []
    slot = core.layout.index[key]
    found = [core]
    for reference in [home.refs[key] for key in marks.group if key in home.refs]:
        obj = reference()
        other = None if obj is None else core_of(obj)
        if other is not None and other is not core and _may_join(core, other, slot):
            found.append(other)
    return found


def _may_join(core: Any, other: Any, slot: int) -> bool:
    return (
        other.layout is core.layout
        and other.key is not None
        and not other.is_all_expired
        and other.get(slot) is NO_VALUE
        and not other.has_change(slot)
        and other.load_options is core.load_options
    )


def _group(refs: dict[Any, Any], ends: dict[Any, int], own: Any) -> frozenset[Any]:
    """Return the keys between the marks around the key `own`, found from the newest objects on."""
    group: list[Any] = []
    found = False
    for key in reversed(list(refs)):
        if key in ends:
            if found:
                break
            group.clear()
        group.append(key)
        found = found or key == own
    return frozenset(group) if found else frozenset()
