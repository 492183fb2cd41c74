"""Constructors by name: how a lower file makes nodes of classes that are defined in higher ones.

Columns can be labelled, labels hold columns: the classes of the tree know each other in circles, their files
do not. A class registers itself with `@constructs("label")`; `make.label(...)` calls it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

_C = TypeVar("_C", bound=Callable[..., Any])


class _Constructors:
    """The registered constructors, as attributes."""

    def __setattr__(self, name: str, constructor: Any) -> None:
        object.__setattr__(self, name, constructor)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"no constructor {name!r}: import ormolu.sql as a whole")


make = _Constructors()


def constructs(name: str) -> Callable[[_C], _C]:
    """Register the decorated class or function as `make.<name>`."""

    def register(constructor: _C) -> _C:
        setattr(make, name, constructor)
        return constructor

    return register
