"""Overlaps: a warning when two relationships write the same column from different sources.

In: a relationship whose join is decided. Out: a warning that names the others and the parameter to paste.
"""

from __future__ import annotations

import weakref
from typing import Any

from ... import exc
from .interfaces import MANYTOONE

_writers: weakref.WeakKeyDictionary[Any, weakref.WeakKeyDictionary[Any, Any]] = weakref.WeakKeyDictionary()


def check(relationship: Any) -> None:
    """Warn if other relationships copy into the columns that `relationship` copies into, then remember it."""
    if relationship.viewonly:
        return
    pairs = [*relationship.synchronize_pairs, *relationship.secondary_synchronize_pairs]
    for source, target in pairs:
        known = _writers.setdefault(target, weakref.WeakKeyDictionary())
        others = [
            (other, other_source)
            for other, other_source in list(known.items())
            if _conflicts(relationship, other, source, other_source, target)
        ]
        if others:
            _warn(relationship, source, target, others)
        known[relationship] = source


def _conflicts(relationship: Any, other: Any, source: Any, other_source: Any, target: Any) -> bool:
    parent = relationship.parent
    return (
        other is not relationship
        and not other.parent._disposed
        and other.parent.registry._configure_lives
        and other not in relationship._reverse_property
        and other.key not in relationship._overlaps
        and relationship.key not in other._overlaps
        and "__*" not in relationship._overlaps
        and "__*" not in other._overlaps
        and other.parent._props.get(other.key) is other
        and not parent.is_sibling(other.parent)
        and not relationship.mapper.is_sibling(other.mapper)
        and (relationship.key != other.key or not parent.common_parent(other.parent))
        and _same_source(relationship, other, source, other_source)
    )


def _same_source(relationship: Any, other: Any, source: Any, other_source: Any) -> bool:
    both_point = relationship.direction is MANYTOONE and other.direction is MANYTOONE
    if not both_point:
        return True
    return source is not other_source or len(relationship.synchronize_pairs) == len(other.synchronize_pairs)


def _warn(relationship: Any, source: Any, target: Any, others: list[tuple[Any, Any]]) -> None:
    listed = ", ".join(sorted(f"'{other}' (copies {other_source} to {target})" for other, other_source in others))
    names = ",".join(sorted({other.key for other, _ in others}))
    exc.warn(
        f"relationship '{relationship}' will copy column {source} to column {target}, which conflicts with "
        f"relationship(s): {listed}. If this is not the intention, consider if these relationships should be linked "
        "with back_populates, or if viewonly=True should be applied to one or more if they are read-only. For the less "
        "common case that foreign key constraints are partially overlapping, the orm.foreign() annotation can be used "
        "to isolate the columns that should be written towards.   To silence this warning, add the parameter "
        f"'overlaps=\"{names}\"' to the '{relationship}' relationship.",
        code="qzyx",
    )
