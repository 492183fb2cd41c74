"""History: what was added to, left in, and taken from one attribute since its value was last committed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from ormolu.kernel.instance import Core, core_of
from ormolu.kernel.status import ATTR_EMPTY, NO_VALUE, PASSIVE_NO_RESULT

_NOTHING = (NO_VALUE, PASSIVE_NO_RESULT, ATTR_EMPTY)


class History(NamedTuple):
    """Changes of one attribute: `added`, `unchanged` and `deleted`, each a sequence of values.

    A scalar attribute is a sequence of one. True if there is anything in it.
    """

    added: Sequence[Any]
    unchanged: Sequence[Any]
    deleted: Sequence[Any]

    def __bool__(self) -> bool:
        return self != HISTORY_BLANK

    def empty(self) -> bool:
        """Whether there are neither changes nor values."""
        return not (self.added or self.unchanged or self.deleted)

    def sum(self) -> Sequence[Any]:
        """Added, unchanged and deleted values together."""
        return [*self.added, *self.unchanged, *self.deleted]

    def non_deleted(self) -> Sequence[Any]:
        """Added and unchanged values."""
        return [*self.added, *self.unchanged]

    def non_added(self) -> Sequence[Any]:
        """Unchanged and deleted values."""
        return [*self.unchanged, *self.deleted]

    def has_changes(self) -> bool:
        """Whether anything was added or deleted."""
        return bool(self.added or self.deleted)

    def as_state(self) -> History:
        """The same history with the objects' states in place of the objects."""
        return History(*([_state_or_none(obj) for obj in part] for part in self))


HISTORY_BLANK = History((), (), ())


def _state_or_none(obj: Any) -> Core | None:
    return None if obj is None or any(obj is nothing for nothing in _NOTHING) else core_of(obj)


def scalar_history(core: Core, slot: int, current: Any, is_equal: Any) -> History:
    """The history of a column or other plain value."""
    if not core.has_change(slot):
        return HISTORY_BLANK if current is NO_VALUE else History((), [current], ())
    original = core.committed(slot)
    gone = current is NO_VALUE or current is PASSIVE_NO_RESULT
    if gone and original is NO_VALUE:
        return HISTORY_BLANK
    if not gone and original is not NO_VALUE and is_equal(current, original) is True:
        return History((), [current], ())
    deleted: Sequence[Any] = () if original is NO_VALUE or original is PASSIVE_NO_RESULT else [original]
    return History(() if gone else [current], (), deleted)


def object_history(core: Core, slot: int, current: Any, original: Any) -> History:
    """The history of a many-to-one or one-to-one attribute. original: NO_VALUE when there was none or it is unknown."""
    if not core.has_change(slot):
        return HISTORY_BLANK if current is NO_VALUE else History((), [current], ())
    if current is original and current is not NO_VALUE:
        return History((), [current], ())
    deleted: Sequence[Any] = () if original is NO_VALUE or original is PASSIVE_NO_RESULT else [original]
    if current is NO_VALUE or current is PASSIVE_NO_RESULT:
        # a reference that was taken away unseen is a change as well: the flush must write it
        return History((), (), [original] if original is PASSIVE_NO_RESULT else deleted)
    return History([current], (), deleted)


def collection_history(core: Core, slot: int, members: Iterable[Any] | None) -> History:
    """The history of a collection. members: what is in it now, None when it has no value."""
    original = core.committed(slot) if core.has_change(slot) else None
    if members is None:
        if original is None or original is NO_VALUE:
            return HISTORY_BLANK
        return History((), (), list(original))
    present = list(members)
    if not core.has_change(slot):
        return History((), present, ())
    if original is None or original is NO_VALUE:
        return History(present, (), ())
    before = {id(member) for member in original}
    now = {id(member) for member in present}
    return History(
        [member for member in present if id(member) not in before],
        [member for member in present if id(member) in before],
        [member for member in original if id(member) not in now],
    )
