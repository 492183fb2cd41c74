"""Taking the values of one entity out of a row. The compiled kernel takes this name from `tuples.pxd`."""

from __future__ import annotations

from typing import Any

from ormolu.kernel.status import NO_VALUE


def picked(row: Any, places: tuple[int, ...], missing: Any = NO_VALUE) -> tuple[Any, ...]:
    """The values at `places` of a row; `missing` for -1."""
    return tuple([missing if place < 0 else row[place] for place in places])
