"""FROM linting: find FROM lists whose members nothing joins, which multiply each other's rows.

In: the FROM elements of one SELECT and the pairs that some comparison or join connects. Out: a warning which names an
element and those it is not connected with.
"""

from __future__ import annotations

import collections
import itertools
from collections.abc import Iterable
from typing import Any

from ormolu import exc


class FromLinter:
    """The graph of one SELECT: `froms` (element -> name) and `edges` (connected pairs)."""

    __slots__ = ("froms", "edges")

    def __init__(self, froms: dict[Any, str] | None = None, edges: set[tuple[Any, Any]] | None = None) -> None:
        self.froms: dict[Any, str] = {} if froms is None else froms
        self.edges: set[tuple[Any, Any]] = set() if edges is None else edges

    def add(self, from_: Any, name: str) -> None:
        """Note an element of the FROM list."""
        self.froms[original_of(from_)] = name

    def join(self, left: Iterable[Any], right: Iterable[Any]) -> None:
        """Note that each of `left` is compared with each of `right`."""
        self.edges.update(
            itertools.product([original_of(item) for item in left], [original_of(item) for item in right])
        )

    def lint(self, start: Any = None) -> tuple[set[Any] | None, Any]:
        """Return (elements that cannot be reached, the element we started at), or (None, None) if all is joined."""
        if not self.froms:
            return None, None
        unreached = set(self.froms)
        if start is None:
            start = next(iter(self.froms))
        neighbours: dict[Any, set[Any]] = collections.defaultdict(set)
        for left, right in self.edges:
            neighbours[left].add(right)
            neighbours[right].add(left)
        queue = [start]
        seen: set[Any] = set()
        while queue:
            node = queue.pop()
            if node in seen:
                continue
            seen.add(node)
            unreached.discard(node)
            queue.extend(neighbours[node] - seen)
        return (unreached, start) if unreached else (None, None)

    def warn(self, stmt_type: str = "SELECT") -> None:
        """Emit the documented SAWarning if some elements are not joined to the others."""
        unreached, start = self.lint()
        if not unreached:
            return
        lone = ", ".join(f'"{self.froms[from_]}"' for from_ in self.froms if from_ in unreached)
        exc.warn(
            f"{stmt_type} statement has a cartesian product between FROM element(s) {lone} and FROM element "
            f'"{self.froms[start]}".  Apply join condition(s) between each element to resolve.'
        )


def original_of(from_: Any) -> Any:
    """The element that adaption or annotation copied, so that copies count as one."""
    while getattr(from_, "_is_clone_of", None) is not None:
        from_ = from_._is_clone_of
    deannotate = getattr(from_, "_deannotate", None)
    return deannotate() if deannotate is not None and getattr(from_, "_annotations", None) else from_
