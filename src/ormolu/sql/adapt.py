"""Adapting expressions from one FROM element to another: columns of a table become those of its alias.

`ClauseAdapter(alias).traverse(expr)` is what `aliased()`, joins of subqueries and eager loading are made of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from .. import operators
from . import visitors
from .aliases import Alias
from .columns import ColumnClause
from .construct import constructs
from .expressions import BinaryExpression
from .froms import FromClause, Join


@constructs("clause_adapter")
class ClauseAdapter(visitors.ReplacingExternalTraversal):
    """Replaces columns of what `selectable` is made from by those of `selectable`.

    equivalents: column -> columns that mean the same; tried when the column itself has no correspondence.
    include_fn, exclude_fn: which columns to adapt. adapt_on_names: match by name where there is no lineage.
    """

    def __init__(
        self,
        selectable: Any,
        equivalents: Mapping[Any, Iterable[Any]] | None = None,
        include_fn: Callable[[Any], bool] | None = None,
        exclude_fn: Callable[[Any], bool] | None = None,
        adapt_on_names: bool = False,
        anonymize_labels: bool = False,
        adapt_from_selectables: Iterable[Any] | None = None,
    ) -> None:
        self.__traverse_options__ = {"stop_on": [selectable], "anonymize_labels": anonymize_labels}
        self.selectable = selectable
        self.include_fn = include_fn
        self.exclude_fn = exclude_fn
        self.equivalents = dict(equivalents or {})
        self.adapt_on_names = adapt_on_names
        self.adapt_from_selectables = frozenset(adapt_from_selectables) if adapt_from_selectables is not None else None

    def _corresponding_column(self, column: Any, require_embedded: bool, _seen: frozenset[Any] = frozenset()) -> Any:
        found = self.selectable.exported_columns.corresponding_column(column, require_embedded=require_embedded)
        if found is None and column in self.equivalents and column not in _seen:
            for equal in self.equivalents[column]:
                found = self._corresponding_column(equal, require_embedded, _seen | {column})
                if found is not None:
                    return found
        if found is None and self.adapt_on_names:
            found = self.selectable.exported_columns.get(column.name)
        return found

    def replace(self, elem: Any, _include_singleton_constants: bool = False) -> Any:
        """The column or FROM element that stands in place of `elem`; None for what is left."""
        if elem._is_from_clause and not elem._is_column_element and not isinstance(elem, ColumnClause):
            if self.include_fn is None or self.include_fn(elem):
                if self.selectable.is_derived_from(elem):
                    wanted = self.adapt_from_selectables
                    if wanted is not None and not any(adapted.is_derived_from(elem) for adapted in wanted):
                        return None
                    return self.selectable
                if isinstance(elem, Alias) and elem.element._is_table:
                    return elem  # what is inside may be replaceable, but not under the alias's name
            return None
        if not elem._is_column_element:
            return None
        if elem._is_singleton_constant and not _include_singleton_constants:
            return None
        if "adapt_column" in elem._annotations:
            elem = elem._annotations["adapt_column"]
        if self.adapt_from_selectables is not None and elem not in self.equivalents:
            table = elem.table if elem._is_keyed_column_element else None
            if table is not None:
                for adapted in self.adapt_from_selectables:
                    if adapted.c.corresponding_column(elem, False) is not None:
                        break
                else:
                    return None
        if self.include_fn is not None and not self.include_fn(elem):
            return None
        if self.exclude_fn is not None and self.exclude_fn(elem):
            return None
        return self._corresponding_column(elem, True)


class ColumnAdapter(ClauseAdapter):
    """A ClauseAdapter with a memory: `adapter.columns[col]` is the adapted column.

    allow_label_resolve, adapt_required, wrap(): as needed by loading of joined rows.
    """

    def __init__(
        self,
        selectable: Any,
        equivalents: Mapping[Any, Iterable[Any]] | None = None,
        adapt_required: bool = False,
        include_fn: Callable[[Any], bool] | None = None,
        exclude_fn: Callable[[Any], bool] | None = None,
        adapt_on_names: bool = False,
        allow_label_resolve: bool = True,
        anonymize_labels: bool = False,
        adapt_from_selectables: Iterable[Any] | None = None,
    ) -> None:
        super().__init__(
            selectable, equivalents, include_fn=include_fn, exclude_fn=exclude_fn, adapt_on_names=adapt_on_names,
            anonymize_labels=anonymize_labels, adapt_from_selectables=adapt_from_selectables,
        )  # fmt: skip
        self.columns = _Memory(self._locate)
        self._wrap: ColumnAdapter | None = None
        self.adapt_required = adapt_required
        self.allow_label_resolve = allow_label_resolve

    def wrap(self, adapter: ColumnAdapter) -> ColumnAdapter:
        """An adapter which applies this one first, then `adapter`."""
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__)
        made._wrap = adapter
        made.columns = _Memory(made._locate)
        return made

    def traverse(self, obj: Any) -> Any:
        return self.columns[obj]

    def chain(self, visitor: Any) -> Any:
        super().chain(visitor)
        self.columns = _Memory(self._locate)
        return self

    def adapt_check_present(self, column: Any) -> Any:
        """The adapted column if it is among the selectable's own, else None."""
        found = self.columns[column]
        return None if found is column and not self.selectable.c.contains_column(column) else found

    def _locate(self, column: Any) -> Any:
        adapted = visitors.ReplacingExternalTraversal.traverse(self, column)
        if self._wrap is not None:
            again = self._wrap._locate(adapted)
            if again is not None:
                adapted = again
        if self.adapt_required and adapted is column:
            return None
        adapted._allow_label_resolve = self.allow_label_resolve
        return adapted


class _Memory(dict[Any, Any]):
    """Column -> adapted column, made when first asked for."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        self.make = make

    def __missing__(self, key: Any) -> Any:
        value = self[key] = self.make(key)
        return value


def join_condition(a: Any, b: Any, a_subset: Any = None, consider_as_foreign_keys: Any = None) -> Any:
    """The ON clause between two FROM elements, from their foreign keys."""
    return Join._join_condition(a, b, a_subset=a_subset, consider_as_foreign_keys=consider_as_foreign_keys)


def find_tables(
    clause: Any,
    *,
    check_columns: bool = False,
    include_aliases: bool = False,
    include_joins: bool = False,
    include_selects: bool = False,
    include_crud: bool = False,
) -> list[Any]:
    """The tables in an expression; more kinds of FROM elements with the flags."""
    wanted = {"table"}
    if include_aliases:
        wanted |= {"alias", "subquery", "tablesample", "lateral", "cte"}
    if include_joins:
        wanted.add("join")
    if include_selects:
        wanted |= {"select", "compound_select"}
    found = []
    for node in visitors.iterate(clause):
        name = node.__visit_name__
        if name in wanted:
            found.append(node)
        elif (check_columns and name == "column" and node.table is not None) or (
            include_crud and name in ("insert", "update", "delete")
        ):
            found.append(node.table)
    return found


def extract_first_column_annotation(column: Any, annotation_name: str) -> Any:
    """The first value of an annotation in an expression, or None."""
    for node in visitors.iterate(column):
        if annotation_name in node._annotations:
            return node._annotations[annotation_name]
    return None


def criterion_as_pairs(
    expression: Any,
    consider_as_foreign_keys: Any = None,
    consider_as_referenced_keys: Any = None,
    any_operator: bool = False,
) -> list[tuple[Any, Any]]:
    """(referred, referring) column pairs of the comparisons in a join criterion."""
    pairs = []
    for node in visitors.iterate(expression):
        if not isinstance(node, BinaryExpression):
            continue
        if not any_operator and node.operator is not operators.eq:
            continue
        left, right = node.left, node.right
        if not isinstance(left, ColumnClause) or not isinstance(right, ColumnClause):
            continue
        if consider_as_foreign_keys:
            if left in consider_as_foreign_keys and (
                hash(right) == hash(left) or right not in consider_as_foreign_keys
            ):
                pairs.append((right, left))
            elif right in consider_as_foreign_keys and (
                hash(right) == hash(left) or left not in consider_as_foreign_keys
            ):
                pairs.append((left, right))
        elif consider_as_referenced_keys:
            if left in consider_as_referenced_keys and (
                hash(right) == hash(left) or right not in consider_as_referenced_keys
            ):
                pairs.append((left, right))
            elif right in consider_as_referenced_keys and (
                hash(right) == hash(left) or left not in consider_as_referenced_keys
            ):
                pairs.append((right, left))
        elif hasattr(left, "references") and hasattr(right, "references"):
            if left.references(right):
                pairs.append((right, left))
            elif right.references(left):
                pairs.append((left, right))
    return pairs


def selectables_overlap(left: Any, right: Any) -> bool:
    """True if the two FROM elements have a table in common."""
    return bool(set(_surface(left)).intersection(_surface(right)))


def _surface(selectable: Any) -> list[Any]:
    found: list[Any] = []
    stack = [selectable]
    while stack:
        node = stack.pop()
        found.append(node)
        if isinstance(node, Join):
            stack += [node.left, node.right]
        elif hasattr(node, "element") and isinstance(node.element, FromClause):
            stack.append(node.element)
    return found


def visit_binary_product(fn: Callable[[Any, Any, Any], None], expr: Any) -> None:
    """Call `fn(binary, left column, right column)` for each pair of columns compared somewhere in `expr`."""
    stack: list[Any] = []

    def visit(element: Any) -> Any:
        if getattr(element, "_is_scalar_select", False):
            yield element
        elif isinstance(element, BinaryExpression) and element.is_comparison:
            stack.insert(0, element)
            for left in visit(element.left):
                for right in visit(element.right):
                    fn(stack[0], left, right)
            stack.pop(0)
            for child in element.get_children():
                visit(child)
        else:
            if isinstance(element, ColumnClause):
                yield element
            for child in element.get_children():
                yield from visit(child)

    for _ in visit(expr):
        pass


def surface_selectables(clause: Any) -> Any:
    """Yield the FROM elements of joins, one by one."""
    stack = [clause]
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, Join):
            stack += [node.left, node.right]
        elif getattr(node, "__visit_name__", "") == "grouping":
            stack.append(node.element)
