"""Keys to collect: which columns tell a related object, and how to select by lists of them.

Shared by the strategies that load for many parents at once: select-in loading, polymorphic select-in loading and the
batches of lazy loading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ...sql.expression import bindparam, tuple_

CHUNK = 500
PARAMETER = "primary_keys"


def in_keys(columns: Sequence[Any]) -> Any:
    """Return the criterion that `columns` have one of the keys given as parameter `primary_keys`."""
    if len(columns) == 1:
        return columns[0].in_(bindparam(PARAMETER, expanding=True))
    return tuple_(*columns).in_(bindparam(PARAMETER, expanding=True))


def chunks(keys: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    """Yield the keys in slices of at most `size`."""
    for start in range(0, len(keys), size):
        yield keys[start : start + size]


def parameter(keys: Sequence[tuple[Any, ...]], width: int) -> dict[str, Any]:
    """Return the parameters for a list of key tuples."""
    return {PARAMETER: [key[0] for key in keys] if width == 1 else list(keys)}


def values_at(core: Any, slots: Sequence[int]) -> tuple[Any, ...]:
    """Return the current values at `slots`; NO_VALUE for what is not loaded."""
    return tuple([core.get(slot) for slot in slots])


def in_layout(core: Any, mapper: Any, slots: Sequence[int]) -> Sequence[int]:
    """Return the slots of an object of a subclass for the attributes that have `slots` in `mapper`."""
    layout = mapper.class_manager.layout
    if core.layout is layout:
        return slots
    index = core.layout.index
    return [index[layout.keys[slot]] for slot in slots]
