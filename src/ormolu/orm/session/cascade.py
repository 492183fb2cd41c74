"""Which objects an operation reaches from an object: relationships whose `cascade` names the operation.

`cascade_objects` walks what is loaded and does no I/O; `cascade_steps` also loads what `delete` must reach. Both give
each object once, parents before children, without the start.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from ..loading import load_attribute_steps
from ..state import NO_VALUE, PASSIVE_OFF, LoaderCallableStatus, core_of
from .contract import SessionContract


def cascade_objects(core: Any, kind: str, halt_on: Callable[[Any], bool] | None = None) -> list[Any]:
    """The cores that a cascade of `kind` reaches from `core` through loaded values.

    halt_on: a core for which it is true is neither given nor followed.
    """
    found: list[Any] = []
    seen = {id(core)}
    queue = deque([core])
    while queue:
        here = queue.popleft()
        for prop in here.mapper._cascading(kind):
            for obj in _reached(here, prop, kind):
                related = core_of(obj)
                if id(related) in seen or (halt_on is not None and halt_on(related)):
                    continue
                seen.add(id(related))
                _check_target(here, prop, related)
                found.append(related)
                queue.append(related)
    return found


async def cascade_steps(session: SessionContract, core: Any, kind: str) -> list[Any]:
    """Like `cascade_objects`, loading what is not loaded; `passive_deletes` leaves that to the database's own rules."""
    found: list[Any] = []
    seen = {id(core)}
    queue = deque([core])
    while queue:
        here = queue.popleft()
        for prop in here.mapper._cascading(kind):
            if not prop.passive_deletes and here.get(here.layout.index[prop.key]) is NO_VALUE and here.key is not None:
                await load_attribute_steps(session, here, here.layout.index[prop.key], PASSIVE_OFF, store=True)
            for obj in _reached(here, prop, kind):
                related = core_of(obj)
                if id(related) not in seen:
                    seen.add(id(related))
                    found.append(related)
                    queue.append(related)
    return found


def _reached(core: Any, prop: Any, kind: str) -> Iterator[object]:
    """The related objects of one relationship; those just removed from it as well, since a flush must see them."""
    impl = core.manager[prop.key].impl
    if impl.dynamic:
        for _, obj in impl.get_all_pending(core):
            yield obj
        return
    current = core.get(core.layout.index[prop.key])
    kept: set[int] = set()
    for obj in objects_of(prop, current):
        kept.add(id(obj))
        yield obj
    if kind == "save-update" and core.has_change(core.layout.index[prop.key]):
        for obj in objects_of(prop, core.committed(core.layout.index[prop.key])):
            if id(obj) not in kept and _belongs_to_session(core, obj):
                yield obj


def _belongs_to_session(core: Any, obj: object) -> bool:
    """A removed object takes part in the next flush, except one that was never in the session."""
    other = core_of(obj)
    session = other.session
    return other.key is not None if session is None else session is core.session


def objects_of(prop: Any, value: Any) -> list[Any]:
    """The objects in a relationship's value: none, one, or those of a collection."""
    if value is None or isinstance(value, LoaderCallableStatus):
        return []
    if not prop.uselist:
        return [value]
    adapter = getattr(value, "_sa_adapter", None)
    members = list(value) if adapter is None else list(adapter)
    return [member for member in members if member is not None]


def _check_target(core: Any, prop: Any, related: Any) -> None:
    if not related.mapper.isa(prop.mapper):
        raise AssertionError(
            f"Attribute '{prop.key}' on class '{prop.parent.class_}' doesn't handle objects of type '{related.mapper.class_}'"
        )
