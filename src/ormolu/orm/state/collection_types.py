"""The ready-made collections: a list, a set and a dict whose changes are noticed."""

from __future__ import annotations

from typing import TypeVar

from ormolu.orm.state.collections import instrument_class, set_ready_made

_T = TypeVar("_T")
_KT = TypeVar("_KT")
_VT = TypeVar("_VT")


class InstrumentedList(list[_T]):
    """A list that fires append and remove events."""

    _sa_extend = list.extend


class InstrumentedSet(set[_T]):
    """A set that fires append and remove events."""

    _sa_extend = set.update


class InstrumentedDict(dict[_KT, _VT]):
    """A dict that fires append and remove events; a subclass has to say how members are keyed."""


for _builtin, _cls in ((list, InstrumentedList), (set, InstrumentedSet)):
    instrument_class(_cls)
    set_ready_made(_builtin, _cls)
set_ready_made(dict, InstrumentedDict)
