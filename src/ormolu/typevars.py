"""Type variables of the public generic classes: `ColumnElement[int]`, `Select[int, str]`, `Column[str]`.

They have defaults, so that a bare `Select` means a Select of anything; type checkers know defaults (PEP 696),
Python 3.11 does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing_extensions import TypeVar, TypeVarTuple, Unpack

    T = TypeVar("T", default=Any)
    T_co = TypeVar("T_co", covariant=True, default=Any)
    C_co = TypeVar("C_co", covariant=True, default=Any)
    Ts = TypeVarTuple("Ts", default=Unpack[tuple[Any, ...]])
else:
    from typing import TypeVar, TypeVarTuple

    T = TypeVar("T")
    T_co = TypeVar("T_co", covariant=True)
    C_co = TypeVar("C_co", covariant=True)
    Ts = TypeVarTuple("Ts")
