"""Errors without values: what `hide_parameters` and sensitive columns ask of a driver's exception.

In: an exception on its way to the user, the parameters of its statement, the dialect's patterns of messages that quote
values. Out: the same exception, its text and that of its causes without them. What is kept as data
(`StatementError.params`, `orig.diag` of psycopg) stays: it is not printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

MASK = "***"
_SHORTEST = 3
_MOST_VALUES = 10_000
# Attributes of drivers' exceptions from which they make their text.
_TEXT_ATTRIBUTES = ("detail", "context", "where", "query", "internal_query")


def conceal(error: BaseException, parameters: Any, patterns: Sequence[re.Pattern[str]]) -> None:
    """Take values out of the texts of an exception and its causes: parameters, and what `patterns` find.

    patterns: each with three groups, of which the middle one is a value. Values of one or two characters are taken
    out only by patterns.
    """
    values = sorted(_texts(parameters), key=len, reverse=True)
    by_value = re.compile("|".join(map(re.escape, values))) if values else None
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        cause.args = tuple([_clean(each, by_value, patterns) for each in cause.args])
        for name in _TEXT_ATTRIBUTES:
            if isinstance(getattr(cause, name, None), str):
                setattr(cause, name, MASK)
        cause = getattr(cause, "orig", None) or cause.__cause__ or cause.__context__


def _clean(argument: Any, by_value: re.Pattern[str] | None, patterns: Sequence[re.Pattern[str]]) -> Any:
    if isinstance(argument, BaseException):
        return argument
    if not isinstance(argument, str):
        return argument if argument is None or isinstance(argument, int) else MASK
    for pattern in patterns:
        argument = pattern.sub(rf"\1{MASK}\3", argument)
    return by_value.sub(MASK, argument) if by_value is not None else argument


def _texts(parameters: Any) -> set[str]:
    """The texts that parameters may have in a message."""
    found: set[str] = set()
    for number, value in enumerate(_flat(parameters)):
        if number > _MOST_VALUES:
            break
        text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
        found.update(each for each in (text, repr(text)[1:-1]) if len(each) >= _SHORTEST)
    return found


def _flat(parameters: Any) -> Iterator[Any]:
    if isinstance(parameters, Mapping):
        parameters = parameters.values()
    elif isinstance(parameters, (str, bytes)) or not isinstance(parameters, Iterable):
        if parameters is not None and not isinstance(parameters, bool):
            yield parameters
        return
    for each in parameters:
        yield from _flat(each)
