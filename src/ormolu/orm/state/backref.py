"""Two attributes that mirror each other: a change of one changes the other, in memory and at once."""

from __future__ import annotations

from typing import Any

from ormolu.kernel.instance import Core, core_of
from ormolu.kernel.status import NO_VALUE, PASSIVE_NO_RESULT
from ormolu.orm.state.flags import PASSIVE_NO_FETCH, AttributeEventToken

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
    impl.listeners_changed()


class _Mirror:
    """One direction of a pair: changes here are repeated there, unless that is where they come from."""

    __slots__ = ("token", "key")

    def __init__(self, impl: Any, key: str) -> None:
        self.token = impl.parent_token
        self.key = key

    def _other(self, core: Core) -> Any:
        attribute = core.manager.get(self.key)
        if attribute is None or attribute.impl is None:
            raise ValueError(
                f"Object of type {core.class_.__name__} has no attribute '{self.key}' that a backref could fill"
            )
        return attribute.impl

    def _began_at(self, other: Any, initiator: AttributeEventToken | None) -> bool:
        """Whether the chain of events passed the other attribute already."""
        return initiator is not None and initiator.parent_token is other.parent_token

    def _take_out(self, member: Any, owner: Core, initiator: Any) -> None:
        core = core_of(member)
        other = self._other(core)
        if not self._began_at(other, initiator):
            other.pop(core, owner.obj(), initiator, passive=PASSIVE_NO_FETCH)

    def _put_in(self, member: Any, owner: Core, initiator: Any) -> None:
        core = core_of(member)
        other = self._other(core)
        if not self._began_at(other, initiator):
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
        if not any(value is absent for absent in _ABSENT):
            self._take_out(value, owner, initiator)
        return value


class _Set(_Mirror):
    __slots__ = ()

    def __call__(self, owner: Core, value: Any, old: Any, initiator: Any) -> Any:
        if old is value:
            return value
        if not any(old is absent for absent in _ABSENT):
            self._take_out(old, owner, initiator)
        if value is not None:
            self._put_in(value, owner, initiator)
        return value
