"""Two attributes that mirror each other: a change of one changes the other, in memory and at once."""

from __future__ import annotations

from typing import Any

from ormolu.kernel.instance import Core, core_of
from ormolu.kernel.status import NO_VALUE, PASSIVE_NO_RESULT
from ormolu.orm.state.describe import describe
from ormolu.orm.state.flags import OP_BULK_REPLACE, OP_REMOVE, OP_REPLACE, PASSIVE_NO_FETCH, AttributeEventToken

_ABSENT = (None, NO_VALUE, PASSIVE_NO_RESULT)


def link(impl: Any, other_key: str, *, uselist: bool) -> None:
    """Make changes of `impl` appear in the attribute `other_key` of its members.

    uselist: whether `impl` is a collection.
    """
    if uselist:
        impl.dispatch.append.append(_Appended(impl, other_key), propagate=True)
        impl.dispatch.remove.append(_Removed(impl, other_key), propagate=True)
    else:
        impl.dispatch.set.append(_Set(impl, other_key), propagate=True)
        impl.dispatch.remove.append(_Removed(impl, other_key), propagate=True)
    impl.listeners_changed()


def _name(impl: Any) -> str:
    return f"{impl.class_.__name__}.{impl.key}"


class _Mirror:
    """One direction of a pair: changes here are repeated there, unless that is where they come from."""

    __slots__ = ("impl", "token", "key")

    def __init__(self, impl: Any, key: str) -> None:
        self.impl = impl
        self.token = impl.parent_token
        self.key = key

    def _other(self, core: Core) -> Any:
        attribute = core.manager.get(self.key)
        if attribute is None or attribute.impl is None:
            raise ValueError(
                f"Object of type {core.class_.__name__} has no attribute '{self.key}' that a backref could fill"
            )
        return attribute.impl

    def _answers(self, core: Core, owner: Core, initiator: AttributeEventToken | None) -> Any:
        """The other attribute if the change is to be repeated there; None if it comes from there.

        Raises ValueError for a member whose attribute of that name mirrors something else: the change would go round
        for ever.
        """
        other = self._other(core)
        if initiator is None or initiator.parent_token == self.token:
            return other
        if initiator.parent_token == other.parent_token:
            return None
        raise ValueError(
            "Bidirectional attribute conflict detected: "
            f'Passing object {describe(owner)} to attribute "{_name(initiator.impl)}" '
            f'triggers a modify event on attribute "{_name(other)}" '
            f'via the backref "{_name(self.impl)}".'
        )

    def _take_out(self, member: Any, owner: Core, initiator: Any, moved: bool = False) -> None:
        """Repeat a removal. moved: another object takes the member's place."""
        core = core_of(member)
        other = self._other(core)
        # an append to another parent's collection must still take the member out here; a removal from here, or the
        # replacement of the reference, has done so already
        removals = (OP_REMOVE,) if moved else (OP_REMOVE, OP_BULK_REPLACE)
        endings = removals if other.collection else (OP_REPLACE,)
        if initiator is None or initiator.parent_token != other.parent_token or initiator.op not in endings:
            token = initiator if self.impl.collection else self.impl._init_token
            other.pop(core, owner.obj(), token, passive=PASSIVE_NO_FETCH)

    def _put_in(self, member: Any, owner: Core, initiator: Any) -> None:
        core = core_of(member)
        other = self._answers(core, owner, initiator)
        if other is not None:
            other.append(core, owner.obj(), initiator, passive=PASSIVE_NO_FETCH)


class _Appended(_Mirror):
    __slots__ = ()

    def __call__(self, owner: Core, value: Any, initiator: Any, **kw: Any) -> Any:
        if value is not None:
            self._put_in(value, owner, initiator)
        return value


class _Removed(_Mirror):
    __slots__ = ()

    def __call__(self, owner: Core, value: Any, initiator: Any, **kw: Any) -> Any:
        if not any(value is absent for absent in _ABSENT) and not self._is_there_twice(owner, value):
            self._take_out(value, owner, initiator)
        return value

    def _is_there_twice(self, owner: Core, value: Any) -> bool:
        """Whether a list keeps a member after one occurrence of it is gone. Asked before that is so."""
        members = owner.get(self.impl.slot(owner)) if self.impl.collection else None
        return isinstance(members, list) and sum(member is value for member in members) > 1


class _Set(_Mirror):
    __slots__ = ()

    def __call__(self, owner: Core, value: Any, old: Any, initiator: Any) -> Any:
        if old is value:
            return value
        if not any(old is absent for absent in _ABSENT):
            self._take_out(old, owner, initiator, moved=value is not None)
        if value is not None:
            self._put_in(value, owner, initiator)
        return value
