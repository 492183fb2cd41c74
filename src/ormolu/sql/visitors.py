"""Walking and rewriting trees: `iterate`, `traverse`, `cloned_traverse`, `replacement_traverse`, visitor classes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum, auto
from typing import Any

from .names import prefix_anon_map as prefix_anon_map
from .node import ClauseElement
from .node import Visitable as Visitable

__all__ = [
    "ClauseVisitor", "CloningExternalTraversal", "CloningVisitor", "ExternalTraversal", "ExternallyTraversible",
    "HasTraverseInternals", "InternalTraversal", "ReplacingCloningVisitor", "ReplacingExternalTraversal", "Traversible",
    "TraversibleType", "Visitable", "cloned_traverse", "iterate", "prefix_anon_map", "replacement_traverse", "traverse",
    "traverse_using",
]  # fmt: skip

ExternallyTraversible = ClauseElement
Traversible = ClauseElement
TraversibleType = type

Visitors = Mapping[str, Callable[[Any], Any]]


class HasTraverseInternals:
    """Marks classes that declare their inner attributes."""

    __slots__ = ()


class InternalTraversal(Enum):
    """Kinds of attributes, as third-party elements name them in `_traverse_internals`."""

    dp_has_cache_key = auto()
    dp_has_cache_key_list = auto()
    dp_clauseelement = auto()
    dp_fromclause_canonical_column_collection = auto()
    dp_clauseelement_tuples = auto()
    dp_clauseelement_list = auto()
    dp_clauseelement_tuple = auto()
    dp_executable_options = auto()
    dp_compile_state_funcs = auto()
    dp_fromclause_ordered_set = auto()
    dp_string = auto()
    dp_string_list = auto()
    dp_anon_name = auto()
    dp_boolean = auto()
    dp_operator = auto()
    dp_type = auto()
    dp_plain_dict = auto()
    dp_dialect_options = auto()
    dp_string_clauseelement_dict = auto()
    dp_string_multi_dict = auto()
    dp_annotations_key = auto()
    dp_plain_obj = auto()
    dp_named_ddl_element = auto()
    dp_prefix_sequence = auto()
    dp_table_hint_list = auto()
    dp_setup_join_tuple = auto()
    dp_memoized_select_entities = auto()
    dp_statement_hint_list = auto()
    dp_unknown_structure = auto()
    dp_dml_ordered_values = auto()
    dp_dml_values = auto()
    dp_dml_multi_values = auto()
    dp_propagate_attrs = auto()
    dp_ignore = auto()
    dp_params = auto()


def iterate(obj: Any, opts: Mapping[str, Any] = {}) -> Iterator[Any]:
    """Yield `obj` and everything in it, level by level."""
    if obj is None:
        return
    yield obj
    children = obj.get_children(**opts)
    if not children:
        return
    stack = deque([children])
    while stack:
        for child in stack.popleft():
            yield child
            stack.append(child.get_children(**opts))


def traverse_using(iterator: Iterable[Any], obj: Any, visitors: Visitors) -> Any:
    """Call `visitors[node.__visit_name__](node)` for each node; the answer is `obj`."""
    for target in iterator:
        visit = visitors.get(target.__visit_name__)
        if visit is not None:
            visit(target)
    return obj


def traverse(obj: Any, opts: Mapping[str, Any], visitors: Visitors) -> Any:
    """Call the visitor functions, named by `__visit_name__`, for `obj` and everything in it."""
    return traverse_using(iterate(obj, opts), obj, visitors)


def cloned_traverse(obj: Any, opts: Mapping[str, Any], visitors: Visitors) -> Any:
    """A deep copy of `obj`; the visitor functions are called for the copies and may change them in place.

    stop_on in `opts`: nodes which are not copied.
    """
    cloned: dict[int, Any] = {}
    kept: list[Any] = []
    stop_on = set(opts.get("stop_on", ()))

    def clone(node: Any, **kw: Any) -> Any:
        if node in stop_on:
            return node
        copy = cloned.get(id(node))
        if copy is None:
            kept.append(node)
            if "replace" in kw:
                replaced = kw["replace"](node)
                if replaced is not None:
                    cloned[id(node)] = replaced
                    return replaced
            copy = node._clone(clone=clone, **kw)
            cloned[id(node)] = copy
            copy._copy_internals(clone=clone, **kw)
            visit = visitors.get(copy.__visit_name__)
            if visit is not None:
                visit(copy)
        return copy

    if obj is None:
        return None
    return clone(obj, **{key: value for key, value in opts.items() if key != "stop_on"})


def replacement_traverse(obj: Any, opts: Mapping[str, Any], replace: Callable[..., Any]) -> Any:
    """A deep copy of `obj` in which nodes are replaced by what `replace(node)` answers; None keeps a node.

    What was put in is not looked into again. stop_on in `opts`: nodes which are left alone.
    """
    cloned: dict[int, Any] = {}
    kept: list[Any] = []
    stop_on = {id(node) for node in opts.get("stop_on", ())}

    def deferred(node: Any, **kw: Any) -> Any:
        return clone(node, **kw)

    def clone(node: Any, **kw: Any) -> Any:
        if id(node) in stop_on or "no_replacement_traverse" in node._annotations:
            return node
        replaced = replace(node)
        if replaced is not None:
            stop_on.add(id(replaced))
            kept.append(replaced)
            return replaced
        known = cloned.get(id(node))
        if known is None:
            kept.append(node)
            known = node._clone(clone=clone, **kw)
            cloned[id(node)] = known
            if known is not node:
                stop_on.add(id(known))
                known._copy_internals(clone=deferred, **kw)
        return known

    if obj is None:
        return None
    return clone(obj, **{key: value for key, value in opts.items() if key != "stop_on"})


class ExternalTraversal:
    """A visitor object: methods `visit_<name>` are called for the nodes of a tree."""

    __traverse_options__: dict[str, Any] = {}
    _next: Any

    def traverse_single(self, obj: Any, **kw: Any) -> Any:
        """Visit one node, without what is in it."""
        for visitor in self.visitor_iterator:
            method = getattr(visitor, f"visit_{obj.__visit_name__}", None)
            if method is not None:
                return method(obj, **kw)
        return None

    def iterate(self, obj: Any) -> Iterator[Any]:
        """Yield the nodes of a tree."""
        return iterate(obj, self.__traverse_options__)

    def traverse(self, obj: Any) -> Any:
        """Visit each node of a tree."""
        return traverse(obj, self.__traverse_options__, self._visitor_dict)

    @property
    def _visitor_dict(self) -> dict[str, Any]:
        return {name[6:]: getattr(self, name) for name in dir(self) if name.startswith("visit_")}

    @property
    def visitor_iterator(self) -> Iterator[ExternalTraversal]:
        """This visitor and those chained to it."""
        visitor: Any = self
        while visitor is not None:
            yield visitor
            visitor = getattr(visitor, "_next", None)

    def chain(self, visitor: Any) -> Any:
        """Append a visitor, which is asked where this one has no answer."""
        tail = list(self.visitor_iterator)[-1]
        tail.__dict__["_next"] = visitor
        return self


class CloningExternalTraversal(ExternalTraversal):
    """A visitor which copies the tree it visits."""

    def copy_and_process(self, list_: list[Any]) -> list[Any]:
        """The processed copies of the nodes in `list_`."""
        return [self.traverse(node) for node in list_]

    def traverse(self, obj: Any) -> Any:
        return cloned_traverse(obj, self.__traverse_options__, self._visitor_dict)


class ReplacingExternalTraversal(CloningExternalTraversal):
    """A visitor which copies a tree and replaces nodes in it."""

    def replace(self, elem: Any) -> Any:
        """What stands in place of `elem`; None leaves it."""
        return None

    def traverse(self, obj: Any) -> Any:
        def replace(elem: Any) -> Any:
            for visitor in self.visitor_iterator:
                found = visitor.replace(elem)  # type: ignore[attr-defined]
                if found is not None:
                    return found
            return None

        return replacement_traverse(obj, self.__traverse_options__, replace)


ClauseVisitor = ExternalTraversal
CloningVisitor = CloningExternalTraversal
ReplacingCloningVisitor = ReplacingExternalTraversal
