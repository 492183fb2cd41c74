"""Structural comparison of two trees: `ClauseElement.compare()`.

In: two nodes. Out: whether they have the same structure, names, types and literal values. A node class may refine its
own comparison with `_compare_with(other, comparer)`; everything else follows from the declared fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


class TreeComparer:
    """One comparison and its options.

    compare_annotations: annotations count too. compare_values: literal values count. equivalents: column -> columns
    which are taken for equal to it. use_proxies: a column equals the columns derived from it.
    """

    def __init__(
        self,
        *,
        compare_annotations: bool = False,
        compare_keys: bool = True,
        compare_values: bool = True,
        equivalents: Mapping[Any, Iterable[Any]] | None = None,
        use_proxies: bool = False,
    ) -> None:
        self.compare_annotations = compare_annotations
        self.compare_keys = compare_keys
        self.compare_values = compare_values
        self.equivalents = equivalents
        self.use_proxies = use_proxies
        self._names: dict[str, str] = {}
        self._running: set[tuple[int, int]] = set()

    def nodes(self, left: Any, right: Any) -> bool:
        """True if the two nodes are alike."""
        if left is right and not self.compare_annotations:
            return True
        if not getattr(left, "_is_node", False) or not getattr(right, "_is_node", False):
            return self.values(left, right)
        if left.__visit_name__ != right.__visit_name__:
            return False
        pair = (id(left), id(right))
        if pair in self._running:
            return True
        self._running.add(pair)
        try:
            return self._same(left, right)
        finally:
            self._running.discard(pair)

    def _same(self, left: Any, right: Any) -> bool:
        if self.compare_annotations and dict(left._annotations) != dict(right._annotations):
            return False
        special = getattr(type(left), "_compare_with", None)
        if special is not None:
            answer = special(left, right, self)
            if answer is not NotImplemented:
                return bool(answer)
        return self.fields(left, right)

    def fields(self, left: Any, right: Any, omit: Iterable[str] = ()) -> bool:
        """Compare declared fields, except those in `omit`."""
        if left._all_fields is not right._all_fields and [f.name for f in left._all_fields] != [
            f.name for f in right._all_fields
        ]:
            return False
        for field in left._all_fields:
            if not field.compared or field.name in omit:
                continue
            a = getattr(left, field.name, None)
            b = getattr(right, field.name, None)
            if a is b:
                continue
            if _nothing(a) or _nothing(b):
                if _nothing(a) and _nothing(b):
                    continue
                return False
            if not field.compare(a, b, self):
                return False
        return True

    def node_set(self, left: Iterable[Any], right: Iterable[Any]) -> bool:
        """True if the nodes can be paired so that each pair is alike."""
        rest = list(right)
        for node in left:
            for at, other in enumerate(rest):
                if self.nodes(node, other):
                    del rest[at]
                    break
            else:
                return False
        return not rest

    def values(self, left: Any, right: Any) -> bool:
        """Compare plain values; containers may hold nodes."""
        if isinstance(left, (tuple, list)) and isinstance(right, (tuple, list)):
            return len(left) == len(right) and all(map(self.nodes, left, right))
        if isinstance(left, dict) and isinstance(right, dict):
            return list(left) == list(right) and all(map(self.nodes, left.values(), right.values()))
        if getattr(left, "_is_node", False) or getattr(right, "_is_node", False):
            return getattr(left, "_is_node", False) and getattr(right, "_is_node", False) and self.nodes(left, right)
        return bool(left == right)

    def names(self, left: Any, right: Any) -> bool:
        """Compare names; anonymous ones correspond as long as they do so everywhere."""
        if hasattr(left, "apply_map") and "%(" in left and hasattr(right, "apply_map") and "%(" in right:
            body_left = [part.partition(" ")[2] for part in left.split("%(")[1:]]
            body_right = [part.partition(" ")[2] for part in right.split("%(")[1:]]
            return body_left == body_right and self._names.setdefault(left, right) == right
        return bool(left == right)


def _nothing(value: Any) -> bool:
    return value is None or (isinstance(value, (tuple, list, dict)) and not value)
