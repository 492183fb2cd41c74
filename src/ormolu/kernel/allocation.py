"""What C memory does by itself in the compiled kernel: every field of a new object starts empty."""

from __future__ import annotations

from typing import Any


def start_empty(cls: Any, **numbers: Any) -> None:
    """Let new objects of an uncompiled class, and of its subclasses, start with None or these numbers in their slots."""
    put = object.__setattr__
    names = [name for name in cls.__slots__ if not name.startswith("__")]
    pairs = [(name, numbers.get(name)) for name in names]

    def new(kind: type[Any], *args: Any, **kwargs: Any) -> Any:
        made = object.__new__(kind)
        for name, value in pairs:
            put(made, name, value)
        return made

    cls.__new__ = new
