"""Reading join conditions: which columns they contain and which they equate.

All functions take an SQL expression and return plain lists; nothing is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ... import operators
from ...sql.visitors import replacement_traverse


def walk(expression: Any) -> Iterator[Any]:
    """Yield the expression and everything inside it, parents first; sub-selects are not entered."""
    waiting = [expression]
    while waiting:
        element = waiting.pop()
        yield element
        if getattr(element, "__visit_name__", None) == "column" or getattr(element, "_is_select_base", False):
            continue
        waiting.extend(reversed(list(element.get_children())))


def columns_of(expression: Any) -> list[Any]:
    """Return the column elements inside `expression`, in order, repeated ones as often as they occur."""
    return [element for element in walk(expression) if is_column(element)]


def is_column(element: Any) -> bool:
    """True for a column of a table or other FROM."""
    return getattr(element, "__visit_name__", None) == "column"


def binaries(expression: Any) -> Iterator[Any]:
    """Yield every binary comparison inside `expression`."""
    for element in walk(expression):
        if getattr(element, "__visit_name__", None) == "binary":
            yield element


def equated_columns(expression: Any) -> list[tuple[Any, Any]]:
    """Return the pairs of columns that `expression` compares with `=`."""
    return [
        (plain(binary.left), plain(binary.right))
        for binary in binaries(expression)
        if binary.operator is operators.eq and is_column(binary.left) and is_column(binary.right)
    ]


def plain(column: Any) -> Any:
    """Return the column without annotations."""
    return column._deannotate() if column._annotations else column


def unwrapped(column: Any) -> Any:
    """Return the column of the table itself: not annotated, not the copy."""
    table = getattr(column, "table", None)
    if table is None or not column._annotations:
        return column
    original = plain(column)
    own = getattr(getattr(original, "table", None), "c", None)
    if own is None:
        return original
    named = own.get(original.key)
    return named if named is not None else original


def annotated(element: Any, word: str) -> bool:
    """True if `foreign()`, `remote()` or the mapping itself has marked the element with `word`."""
    return word in element._annotations


def mark_columns(expression: Any, decide: Callable[[Any], dict[str, Any] | None]) -> Any:
    """Return a copy of `expression` whose columns carry the annotations that `decide(column)` returns."""

    def replace(element: Any, **kw: Any) -> Any:
        if not is_column(element):
            return None
        words = decide(element)
        if not words:
            return None
        return element._annotate(words)

    return replacement_traverse(expression, {}, replace)
