"""Parameters as text for error messages and logs: long values and long lists are cut in the middle.

In: what a statement was executed with. Out: a `repr` of bounded size. Imports nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

MAX_CHARACTERS = 300
MAX_SETS = 10
MAX_PARAMETERS_PER_SET = 100
_LAST_SETS = 2


def shortened(text: str, limit: int = MAX_CHARACTERS) -> str:
    """`text`, or its first and last `limit // 2` characters with the count of what was left out between them."""
    left_out = len(text) - limit
    if left_out <= 0:
        return text
    half = limit // 2
    return f"{text[:half]} ... ({left_out} characters truncated) ... {text[-half:]}"


class RowText:
    """A result row whose `repr` is short; for the debug log."""

    __slots__ = ("row", "limit")

    def __init__(self, row: Sequence[Any], limit: int = MAX_CHARACTERS):
        self.row = row
        self.limit = limit

    def __repr__(self) -> str:
        inner = ", ".join(shortened(repr(value), self.limit) for value in self.row)
        return f"({inner}{',' if len(self.row) == 1 else ''})"


class ParameterText:
    """Parameters of one execution whose `repr` is short and made only when somebody reads it.

    sets: how many parameter sets of an executemany are shown. ismulti: whether `parameters` is a list of sets.
    """

    __slots__ = ("parameters", "sets", "ismulti", "limit")

    def __init__(self, parameters: Any, sets: int = MAX_SETS, ismulti: bool | None = None, limit: int = MAX_CHARACTERS):
        self.parameters = parameters
        self.sets = sets
        self.ismulti = ismulti
        self.limit = limit

    def __repr__(self) -> str:
        parameters = self.parameters
        if not isinstance(parameters, (list, tuple, Mapping)):
            return shortened(repr(parameters), self.limit)
        if self.ismulti:
            return self._many(parameters)
        if isinstance(parameters, Mapping):
            return self._mapping(parameters)
        if parameters and isinstance(parameters[0], (list, tuple, Mapping)) and isinstance(parameters, list):
            return self._list_of_sets(parameters)
        return self._sequence(parameters)

    def _many(self, parameters: Any) -> str:
        total = len(parameters)
        if total <= self.sets:
            return self._list_of_sets(parameters)
        first = self._list_of_sets(parameters[: self.sets - _LAST_SETS])
        last = self._list_of_sets(parameters[-_LAST_SETS:])
        return f"{first[:-1]}  ... displaying {self.sets} of {total} total bound parameter sets ...  {last[1:]}"

    def _list_of_sets(self, parameters: Iterable[Any]) -> str:
        brackets = "()" if isinstance(parameters, tuple) else "[]"
        return brackets[0] + ", ".join(self._one_set(each) for each in parameters) + brackets[1]

    def _one_set(self, parameters: Any) -> str:
        if isinstance(parameters, Mapping):
            return self._mapping(parameters)
        if isinstance(parameters, (list, tuple)):
            return self._sequence(parameters)
        return shortened(repr(parameters), self.limit)

    def _mapping(self, parameters: Mapping[Any, Any]) -> str:
        parts = [f"{key!r}: {shortened(repr(value), self.limit)}" for key, value in parameters.items()]
        return "{" + self._cut(parts) + "}"

    def _sequence(self, parameters: Sequence[Any]) -> str:
        inner = self._cut([shortened(repr(value), self.limit) for value in parameters])
        if isinstance(parameters, list):
            return f"[{inner}]"
        return f"({inner}{',' if len(parameters) == 1 else ''})"

    def _cut(self, parts: list[str]) -> str:
        if len(parts) <= MAX_PARAMETERS_PER_SET:
            return ", ".join(parts)
        half = MAX_PARAMETERS_PER_SET // 2
        left_out = len(parts) - MAX_PARAMETERS_PER_SET
        return f"{', '.join(parts[:half])} ... {left_out} parameters truncated ... {', '.join(parts[-half:])}"
