"""Order: turn "this before that" pairs into a sequence.

In: items and dependency edges (parent, child). Out: the items, parents first; items that do not depend on each
other keep the order in which they came, so that the same schema always gives the same script.

`sort` and `sort_as_subsets` are plain functions from values to values, used by the DDL runner and the unit of work;
`sort_tables` and `sort_tables_and_constraints` apply them to tables and their foreign keys.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from .. import exc
from ..sql.froms import TableClause

__all__ = ["sort", "sort_as_subsets", "find_cycles", "sort_tables", "sort_tables_and_constraints"]

T = TypeVar("T", bound=Hashable)


def sort_as_subsets(tuples: Iterable[tuple[T, T]], allitems: Collection[T]) -> Iterator[Sequence[T]]:
    """Yield the items in layers: each layer depends on earlier layers only.

    tuples: edges (parent, child); edges that mention something outside `allitems` are ignored.
    allitems: every item once; its order is the order inside a layer.
    Raises CircularDependencyError, naming the items on cycles, when a layer would be empty.
    """
    position = {item: number for number, item in enumerate(allitems)}
    edges = {edge for edge in tuples if edge[0] in position and edge[1] in position}
    children: dict[T, list[T]] = defaultdict(list)
    waiting_for: dict[T, int] = dict.fromkeys(position, 0)
    for parent, child in edges:
        children[parent].append(child)
        waiting_for[child] += 1

    layer = [item for item, count in waiting_for.items() if not count]
    done = 0
    while layer:
        yield layer
        done += len(layer)
        freed = []
        for parent in layer:
            for child in children[parent]:
                waiting_for[child] -= 1
                if not waiting_for[child]:
                    freed.append(child)
        layer = sorted(freed, key=position.__getitem__)
    if done < len(position):
        raise exc.CircularDependencyError(
            "Circular dependency detected.", find_cycles(edges, list(position)), {e for e in edges if e[0] != e[1]}
        )


def sort(tuples: Iterable[tuple[T, T]], allitems: Collection[T]) -> Iterator[T]:
    """Yield the items one by one, parents before children; see `sort_as_subsets`."""
    for layer in sort_as_subsets(tuples, allitems):
        yield from layer


def find_cycles(tuples: Iterable[tuple[T, T]], allitems: Iterable[T]) -> set[T]:
    """Return the items that lie on a cycle: the non-trivial strongly connected components (Tarjan, iterative)."""
    children: dict[T, list[T]] = defaultdict(list)
    self_loops: set[T] = set()
    for parent, child in tuples:
        children[parent].append(child)
        if parent == child:
            self_loops.add(parent)

    index: dict[T, int] = {}
    low: dict[T, int] = {}
    on_stack: set[T] = set()
    stack: list[T] = []
    found: set[T] = set(self_loops)

    for root in allitems:
        if root in index:
            continue
        work: list[tuple[T, Iterator[T]]] = [(root, iter(children[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, pending = work[-1]
            for child in pending:
                if child not in index:
                    index[child] = low[child] = len(index)
                    stack.append(child)
                    on_stack.add(child)
                    work.append((child, iter(children[child])))
                    break
                if child in on_stack:
                    low[node] = min(low[node], index[child])
            else:
                work.pop()
                if work:
                    above = work[-1][0]
                    low[above] = min(low[above], low[node])
                if low[node] == index[node]:
                    component = _pop_component(stack, on_stack, node)
                    if len(component) > 1:
                        found.update(component)
    return found


def _pop_component(stack: list[T], on_stack: set[T], root: T) -> list[T]:
    component = []
    while True:
        node = stack.pop()
        on_stack.discard(node)
        component.append(node)
        if node == root:
            return component


def sort_tables(
    tables: Iterable[Any],
    skip_fn: Callable[[Any], bool] | None = None,
    extra_dependencies: Iterable[tuple[Any, Any]] | None = None,
) -> list[Any]:
    """Return the tables so that each one follows the tables its foreign keys refer to.

    skip_fn: returns True for a ForeignKeyConstraint that shall not count.
    extra_dependencies: further pairs (parent table, child table).
    Foreign keys on cycles are left out of the ordering, with a warning; for a result that also says which
    constraints have to be added by ALTER use `sort_tables_and_constraints`.
    """
    filter_fn = None if skip_fn is None else (lambda constraint: True if skip_fn(constraint) else None)
    pairs = sort_tables_and_constraints(tables, filter_fn, extra_dependencies, _warn_for_cycles=True)
    return [table for table, _ in pairs if table is not None]


def sort_tables_and_constraints(
    tables: Iterable[Any],
    filter_fn: Callable[[Any], bool | None] | None = None,
    extra_dependencies: Iterable[tuple[Any, Any]] | None = None,
    _warn_for_cycles: bool = False,
) -> list[tuple[Any, list[Any]]]:
    """Return pairs (table, foreign key constraints to render inside its CREATE TABLE), parents first.

    The last pair is (None, constraints that must be added by ALTER afterwards): those with `use_alter`, those
    for which filter_fn returned True, and those that take part in a cycle.

    filter_fn: asked for each ForeignKeyConstraint: True, always by ALTER; False, always inline; None, decide here.
    extra_dependencies: further pairs (parent table, child table) that must hold.
    """
    tables = list(tables)
    by_alter: dict[Any, None] = {}
    fixed: dict[tuple[Any, Any], None] = dict.fromkeys(extra_dependencies or ())
    movable: dict[tuple[Any, Any], None] = {}

    for table in tables:
        for constraint in _foreign_keys_of(table):
            if constraint.use_alter is True or (filter_fn is not None and filter_fn(constraint) is True):
                by_alter[constraint] = None
            else:
                parent = constraint.referred_table
                if parent is not table:
                    movable[parent, table] = None
        fixed.update(dict.fromkeys((parent, table) for parent in _other_parents(table)))

    try:
        ordered = list(sort([*fixed, *movable], tables))
    except exc.CircularDependencyError as err:
        if _warn_for_cycles:
            _warn_unsortable(err.cycles)
        for edge in err.edges:
            child = edge[1]
            if edge not in movable or child not in err.cycles:
                continue
            for constraint in _foreign_keys_of(child):
                if filter_fn is not None and filter_fn(constraint) is False:
                    continue
                by_alter[constraint] = None
                movable.pop((constraint.referred_table, child), None)
        ordered = list(sort([*fixed, *movable], tables))

    result: list[tuple[Any, list[Any]]] = [
        (table, [constraint for constraint in _foreign_keys_of(table) if constraint not in by_alter])
        for table in ordered
    ]
    rank = {table: number for number, table in enumerate(tables)}
    late = sorted(by_alter, key=lambda constraint: (rank[constraint.parent], constraint._creation_order))
    return [*result, (None, late)]


def _foreign_keys_of(table: Any) -> list[Any]:
    """The table's foreign key constraints in the order in which they were made."""
    found: Iterable[Any] = table.foreign_key_constraints
    return sorted(found, key=lambda constraint: constraint._creation_order)


def _other_parents(table: Any) -> list[Any]:
    """Tables that must exist first without a foreign key: declared by the user, or read by a view's SELECT."""
    parents = list(table._extra_dependencies)
    selectable = getattr(table._creator_ddl, "selectable", None)
    if selectable is not None:
        tables = table.metadata.tables
        parents += [tables[node.key] for node in _tables_in(selectable) if node.key in tables]
    return [parent for parent in parents if parent is not table]


def _tables_in(node: Any) -> Iterator[Any]:
    """The Table objects that an expression reads from."""
    if isinstance(node, TableClause):
        if hasattr(node, "metadata"):
            yield node
        return
    for child in node.get_children():
        yield from _tables_in(child)


def _warn_unsortable(cycles: Iterable[Any]) -> None:
    names = ", ".join(sorted(table.fullname for table in cycles))
    exc.warn(
        f"Cannot correctly sort tables; there are unresolvable cycles between tables {names!r}, "
        "which is usually caused by mutually dependent foreign key constraints.  "
        "Foreign key constraints involving these tables will not be considered; "
        "this warning may raise an error in a future release."
    )
