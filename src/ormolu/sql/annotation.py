"""Annotations of whole trees: deep annotate and deannotate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..structures import EMPTY_DICT as EMPTY_ANNOTATIONS
from .node import Annotated as Annotated
from .node import ClauseElement

__all__ = ["Annotated", "EMPTY_ANNOTATIONS", "SupportsAnnotations", "deep_annotate", "deep_deannotate"]

SupportsAnnotations = ClauseElement


def deep_annotate(
    element: Any,
    annotations: Mapping[str, Any],
    exclude: Iterable[Any] | None = None,
    *,
    detect_subquery_cols: bool = False,
    ind_cols_on_fromclause: bool = False,
    annotate_callable: Any = None,
) -> Any:
    """A copy of `element` with `annotations` on every node, except those in `exclude`."""
    done: dict[int, Any] = {}
    kept: list[Any] = []
    left_out = set(exclude or ())

    def clone(node: Any, **kw: Any) -> Any:
        known = done.get(id(node))
        if known is not None:
            return known
        kept.append(node)
        if left_out and hasattr(node, "proxy_set") and left_out.intersection(node.proxy_set):
            copy = node._clone(clone=clone, **kw)
        elif dict(annotations) != {k: node._annotations.get(k) for k in annotations}:
            copy = annotate_callable(node, annotations) if annotate_callable else node._annotate(annotations)
        else:
            copy = node
        done[id(node)] = copy
        if copy is not node:
            copy._copy_internals(clone=clone)
        return copy

    return None if element is None else clone(element)


def deep_deannotate(element: Any, values: Iterable[str] | None = None) -> Any:
    """A copy of `element` without annotations (or without those named in `values`)."""
    done: dict[int, Any] = {}
    kept: list[Any] = []

    def clone(node: Any, **kw: Any) -> Any:
        known = done.get(id(node))
        if known is None:
            kept.append(node)
            known = node._deannotate(values=values, clone=True)
            done[id(node)] = known
            if not known._is_immutable:
                known._copy_internals(clone=clone)
        return known

    return None if element is None else clone(element)


_deep_annotate = deep_annotate
_deep_deannotate = deep_deannotate
