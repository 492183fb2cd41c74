"""Plan: the steps of a flush in an order to which no foreign key objects.

In: a UnitOfWork that knows its objects, and the relationships among them. Out: a WritePlan, a list of steps; each step
is one kind of work (save rows, delete rows, carry keys of one relationship, write postponed foreign keys) for a list of
objects. Nothing here talks to a database.

Mappers are put in order as a whole. Only where mappers wait for each other (a table that refers to itself, two that
refer to each other) their objects are put in order one by one; those that are free at the same time are joined again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from .dependencies import (
    AFTER_SAVE,
    BEFORE_DELETE,
    DELETE,
    POST_UPDATE,
    PRE_UPDATE,
    SAVE,
    Dependency,
    Edge,
    Node,
    dependency_of,
)
from .facts import facts_of
from .topology import generations, knots
from .unit import UnitOfWork


class Step(NamedTuple):
    """One step: its kind, its subject (a base mapper or a Dependency), and the objects; None: all of the subject's."""

    kind: int
    subject: Any
    cores: Sequence[Any] | None


class WritePlan(NamedTuple):
    """The steps of one flush, in order."""

    steps: Sequence[Step]


Active = Mapping[tuple[Dependency, bool], list[Any]]


def plan_writes(unit: UnitOfWork, active: Active) -> WritePlan:
    """Put the work of a unit in order.

    active: for each relationship that has something to do, and for saves (False) and deletes (True), the objects that
    hold it. Raises CircularDependencyError when objects wait for each other; `post_update` is the way out.
    """
    nodes, edges = _mapper_graph(unit, active)
    tangled = knots(nodes, edges)
    if tangled:
        nodes, edges = _untie(unit, active, nodes, edges, set().union(*tangled))
    return WritePlan([step for group in generations(nodes, edges) for step in _joined(group)])


def _mapper_graph(unit: UnitOfWork, active: Active) -> tuple[dict[Node, None], list[Edge]]:
    nodes: dict[Node, None] = {}
    edges: list[Edge] = []
    for mapper in unit.by_mapper:
        base = mapper.base_mapper
        for kind in (SAVE, DELETE):
            nodes[kind, base] = None
        edges.append(((SAVE, base), (DELETE, base)))
    for dependency, is_delete in active:
        nodes[(BEFORE_DELETE if is_delete else AFTER_SAVE), dependency] = None
        if dependency.post_update:
            for base in (dependency.parent_base, dependency.child_base):
                nodes[PRE_UPDATE, base] = nodes[POST_UPDATE, base] = None
    for dependency in dict.fromkeys([*(dependency for dependency, _ in active), *_between(unit)]):
        edges.extend(dependency.edges())
        for kind in (AFTER_SAVE, BEFORE_DELETE):
            nodes.setdefault((kind, dependency))
    return nodes, edges


def _between(unit: UnitOfWork) -> Iterator[Dependency]:
    """Relationships between two mappers that take part: they order the tables though no object holds them, since
    foreign keys may have been set by hand."""
    bases = {mapper.base_mapper for mapper in unit.by_mapper}
    if len(bases) > 1:
        for mapper in unit.by_mapper:
            for prop in facts_of(mapper).relationships:
                base = prop.mapper.base_mapper
                if base in bases and base is not mapper.base_mapper and not prop.post_update:
                    yield dependency_of(prop)


def _untie(
    unit: UnitOfWork, active: Active, nodes: dict[Node, None], edges: list[Edge], tangled: set[Node]
) -> tuple[dict[Node, None], list[Edge]]:
    """Replace tangled nodes by one node per object."""
    pieces = {node: _pieces(unit, active, node) for node in nodes if node in tangled}
    made: dict[Node, None] = {}
    for node in nodes:
        made.update(dict.fromkeys(pieces[node]) if node in pieces else {node: None})
    fine: list[Edge] = []
    for before, after in edges:
        if before in tangled and after in tangled:
            continue
        for one in pieces.get(before, (before,)):
            fine.extend((one, other) for other in pieces.get(after, (after,)))
    for (dependency, is_delete), cores in active.items():
        for core in cores:
            history = unit.known_history(core, dependency.prop)
            fine.extend(
                (_whole(before, tangled), _whole(after, tangled))
                for before, after in dependency.object_edges(unit, core, is_delete, history)
            )
    return made, fine


def _pieces(unit: UnitOfWork, active: Active, node: Node) -> list[Node]:
    kind, subject = node
    if kind in (SAVE, DELETE):
        return [(kind, subject, core) for core in unit.works_of(subject, kind == DELETE)]
    if kind in (AFTER_SAVE, BEFORE_DELETE):
        return [(kind, subject, core) for core in active.get((subject, kind == BEFORE_DELETE), ())]
    return [node]


def _whole(node: Node, tangled: set[Node]) -> Node:
    """The node of the graph for an object's node: its mapper's, where that is not tangled or not divisible."""
    general = node[:2]
    if node[0] in (POST_UPDATE, PRE_UPDATE):
        return general
    return node if general in tangled else general


def _joined(group: list[Node]) -> list[Step]:
    """Join the nodes of one kind and subject; what could be done in any order is done in that of the class names.

    Two sessions that write the same tables then lock them in the same order.
    """
    steps: dict[tuple[int, Any], list[Any] | None] = {}
    for node in group:
        key = (node[0], node[1])
        if len(node) == 2:
            steps[key] = None
        else:
            cores = steps.setdefault(key, [])
            if cores is not None:
                cores.append(node[2])
    found = [Step(kind, subject, cores) for (kind, subject), cores in steps.items()]
    found.sort(key=_rank)
    return found


_KIND_RANKS = {DELETE: 0, POST_UPDATE: 1, PRE_UPDATE: 1, AFTER_SAVE: 2, BEFORE_DELETE: 2, SAVE: 3}


def _rank(step: Step) -> tuple[int, str]:
    kind, subject, _ = step
    mapper = subject.parent if isinstance(subject, Dependency) else subject
    name = f"{mapper.class_.__module__}.{mapper.class_.__name__}"
    return _KIND_RANKS[kind], f"{name}_{subject.key}" if isinstance(subject, Dependency) else name
