"""Comparisons of text with text and of numbers with numbers.

MySQL compares a string with a number as numbers, and takes the digits at the beginning of a string for the number:
`token = 0` is true for nearly every token, `id = '1 or so'` for 1. Values are therefore given to the driver as what they
are compared with: numbers as text beside text; text beside numbers is refused unless it is a number.
"""

from __future__ import annotations

import decimal
from collections.abc import Callable, Mapping
from typing import Any

from ormolu import operators
from ormolu.compiler import SQLCompiler
from ormolu.sql.columns import literal_column
from ormolu.types import Boolean, Float, Integer, Numeric, String
from ormolu.types.binary import _Binary

_TEXTS = (String, _Binary)
_TRUTH = {"true": "'1'", "false": "'0'"}
_NUMBERS = (Integer, Numeric, Float, Boolean)


class ComparingCompiler(SQLCompiler):
    """The part of the compiler that notices which parameters are compared with what."""

    _compared: dict[Any, Callable[[Any], Any]]

    def _init_binds(self) -> None:
        super()._init_binds()
        self._compared = {}

    def visit_binary(self, binary: Any, *args: Any, **kw: Any) -> str:
        if self.dialect.strict and operators.is_comparison(binary.operator):
            self._note(binary.left, binary.right)
            self._note(binary.right, binary.left)
            if binary.right.__visit_name__ in _TRUTH and _is_of(binary.left.type, _TEXTS):
                binary = binary._clone()
                binary.right = literal_column(_TRUTH[binary.right.__visit_name__])
        return super().visit_binary(binary, *args, **kw)

    def _note(self, side: Any, value: Any) -> None:
        if getattr(value, "_is_bind_parameter", False) and not getattr(side, "_is_bind_parameter", False):
            if _is_of(side.type, _TEXTS):
                self._compared[value] = _as_text
            elif _is_of(side.type, _NUMBERS):
                self._compared[value] = _as_number

    @property
    def _bind_processors(self) -> Mapping[str, Any]:
        is_new = "_bind_processors_found" not in self.__dict__
        found: Any = super()._bind_processors
        if is_new:
            for bind, name in self.bind_names.items():
                if bind in self._compared:
                    found[name] = _then(found.get(name), self._compared[bind])
        return found  # type: ignore[no-any-return]  # as the compiler's

    def render_literal_bindparam(self, bindparam: Any, *args: Any, **kw: Any) -> str:
        text = super().render_literal_bindparam(bindparam, *args, **kw)
        if self._compared.get(bindparam) is _as_text and _is_of(bindparam.type, _NUMBERS):
            return ", ".join([_TRUTH.get(number, f"'{number}'") for number in text.split(", ")])
        return text


def _is_of(type_: Any, families: tuple[type[Any], ...]) -> bool:
    affinity = type_._type_affinity
    return affinity is not None and issubclass(affinity, families)


def _then(first: Callable[[Any], Any] | None, second: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return second if first is None else lambda value: second(first(value))


def _as_text(value: Any) -> Any:
    if isinstance(value, (int, float, decimal.Decimal)):
        return str(int(value) if isinstance(value, bool) else value)
    if isinstance(value, (list, tuple, set, dict)):
        raise TypeError(f"A {type(value).__name__} cannot be compared with text: {value!r}")
    return value


def _as_number(value: Any) -> Any:
    if isinstance(value, str) and not _is_number(value):
        raise ValueError(f"{value!r} is not a number, but is compared with one; MySQL would take its first digits or 0")
    return value


def _is_number(text: str) -> bool:
    try:
        return decimal.Decimal(text).is_finite()
    except decimal.InvalidOperation:
        return False
