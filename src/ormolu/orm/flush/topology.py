"""Topology: put things in an order that respects "this before that".

`generations` gives them in groups whose members do not depend on each other; `knots` names what cannot be ordered.
Nothing here knows what the things are. Order of input is kept wherever the dependencies allow it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

from ... import exc

_T = TypeVar("_T", bound=Hashable)


def generations(nodes: Iterable[_T], edges: Iterable[tuple[_T, _T]]) -> Iterator[list[_T]]:
    """Yield the nodes in groups; everything that must come before a node is in an earlier group.

    edges: (before, after) pairs; those with an end that is not among the nodes, or with two equal ends, do not count.
    Raises CircularDependencyError when some nodes wait for each other.
    """
    waiting = dict.fromkeys(nodes, 0)
    followers: dict[_T, list[_T]] = {}
    relevant = {
        (before, after) for before, after in edges if before != after and before in waiting and after in waiting
    }
    for before, after in relevant:
        followers.setdefault(before, []).append(after)
        waiting[after] += 1
    ready = [node for node, count in waiting.items() if not count]
    position = {node: number for number, node in enumerate(waiting)}
    done = 0
    while ready:
        yield ready
        done += len(ready)
        freed: list[_T] = []
        for node in ready:
            for after in followers.get(node, ()):
                waiting[after] -= 1
                if not waiting[after]:
                    freed.append(after)
        freed.sort(key=position.__getitem__)
        ready = freed
    if done < len(waiting):
        stuck = {node for node, count in waiting.items() if count}
        raise exc.CircularDependencyError(
            "Circular dependency detected.", stuck, {pair for pair in relevant if pair[0] in stuck and pair[1] in stuck}
        )


def knots(nodes: Iterable[_T], edges: Iterable[tuple[_T, _T]]) -> list[set[_T]]:
    """Return the sets of nodes that wait for each other, and single nodes that wait for themselves.

    Rule: strongly connected components (Tarjan 1972), written without recursion: object graphs can be deep.
    """
    followers: dict[_T, list[_T]] = {node: [] for node in nodes}
    itself: set[_T] = set()
    for before, after in edges:
        if before in followers and after in followers:
            if before == after:
                itself.add(before)
            followers[before].append(after)
    return [knot for knot in _components(followers) if len(knot) > 1 or knot & itself]


def _components(followers: dict[_T, list[_T]]) -> Iterator[set[_T]]:
    number: dict[_T, int] = {}
    low: dict[_T, int] = {}
    path: list[_T] = []
    on_path: set[_T] = set()
    for root in followers:
        if root in number:
            continue
        work: list[tuple[_T, Iterator[_T]]] = [(root, iter(followers[root]))]
        number[root] = low[root] = len(number)
        path.append(root)
        on_path.add(root)
        while work:
            node, rest = work[-1]
            for after in rest:
                if after not in number:
                    number[after] = low[after] = len(number)
                    path.append(after)
                    on_path.add(after)
                    work.append((after, iter(followers[after])))
                    break
                if after in on_path:
                    low[node] = min(low[node], number[after])
            else:
                work.pop()
                if work:
                    parent = work[-1][0]
                    low[parent] = min(low[parent], low[node])
                if low[node] == number[node]:
                    yield _pop_component(node, path, on_path)


def _pop_component(node: _T, path: list[_T], on_path: set[_T]) -> set[_T]:
    component: set[_T] = set()
    while True:
        member = path.pop()
        on_path.discard(member)
        component.add(member)
        if member == node:
            return component
