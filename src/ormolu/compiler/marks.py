"""Marks: where a bind parameter stands in text that is still being put together.

While a statement is compiled its parts move (a CTE is rendered in the middle and ends up in front), so placeholders
are written only when the text is whole: every parameter leaves a mark, and the finished text is cut at the marks
once. Order and repetition of positional parameters follow from the cut.

A mark holds a number drawn at random per process: no text of a user can be mistaken for one.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from typing import NamedTuple

_OPEN = f"\x1f{secrets.token_hex(8)}"
MARK_END = "\x1f"
_CUT = re.compile(rf"{_OPEN}([BPVE])(\d+),([^\x1f]*){MARK_END}")

_COPY = re.compile(rf"{_OPEN}C0,([^\x1f]*){MARK_END}")

COPY = "C"
BIND = "B"
POSTCOMPILE = "P"
VALUES_START = "V"
VALUES_END = "E"
NO_WRAPPER = 0


class Mark(NamedTuple):
    """A place in the text: a parameter (`kind` BIND or POSTCOMPILE, its escaped `name`, which `wrapper` goes around its
    values), or one end of the row that a batched INSERT repeats (VALUES_START, VALUES_END)."""

    kind: str
    wrapper: int
    name: str


Segments = list[str | Mark]


def mark(kind: str, name: str, wrapper: int = NO_WRAPPER) -> str:
    """Return the text of a mark."""
    return f"{_OPEN}{kind}{wrapper},{name}{MARK_END}"


def cut(text: str) -> Segments:
    """Return the text between the marks, and the marks, in their order."""
    pieces = _CUT.split(text)
    segments: Segments = []
    for at in range(0, len(pieces) - 1, 4):
        segments.append(pieces[at])
        segments.append(Mark(pieces[at + 1], int(pieces[at + 2]), pieces[at + 3]))
    segments.append(pieces[-1])
    return segments


def has_copy(text: str) -> bool:
    """Does the text wait for the value of a column?"""
    return f"{_OPEN}C" in text


def replace_copies(text: str, value_of: Callable[[str], str]) -> str:
    """Put the value of a column in each place that `from_dml_column()` left for it."""
    return _COPY.sub(lambda match: value_of(match.group(1)), text)


def has_mark(text: str) -> bool:
    """Is there a parameter in this text?"""
    return _OPEN in text
