"""Storing what was loaded: values that are not the user's changes, without history or events."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..state import describe as describe


def store_scalar(core: Any, slot: int, value: Any) -> None:
    """Put a related object, or None, into a slot as loaded."""
    core.manager.impl_at(slot).set_committed_value(core, value)


def store_collection(core: Any, slot: int, values: Iterable[Any]) -> None:
    """Put related objects into a slot as a loaded collection."""
    impl = core.manager.impl_at(slot)
    if impl.dynamic:
        impl.note_loaded(core, values)
    else:
        impl.set_committed_value(core, values)
