"""`@compiles`: render an element your own way, for all dialects or for some.

    @compiles(MyColumn)
    def render(element, compiler, **kw):
        return "[%s]" % element.name

    @compiles(MyColumn, "postgresql", "sqlite")
    def render_here(element, compiler, **kw): ...

Without a function for the dialect at hand the one without dialect names is used; for an element of this package
the usual rendering, else CompileError.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from ormolu import exc
from ormolu.compiler import dispatch

_F = TypeVar("_F", bound=Callable[..., Any])

__all__ = ["compiles", "deregister"]


def compiles(class_: type, *specs: str) -> Callable[[_F], _F]:
    """Register the decorated function `fn(element, compiler, **kw) -> str` as the rendering of `class_`.

    specs: names of dialects; none means all the others. Subclasses follow unless they name a rendering of their own.
    """

    def register(fn: _F) -> _F:
        existing = dispatch.renderer_of(class_)
        if not isinstance(existing, _ByDialect):
            existing = _ByDialect(class_)
            dispatch.set_renderer(class_, existing)
        for spec in specs or ("default",):
            existing.functions[spec] = fn
        return fn

    return register


def deregister(class_: type) -> None:
    """Take back all `@compiles` functions of `class_`."""
    dispatch.remove_renderer(class_)


class _ByDialect:
    """The functions registered for one class, by dialect name."""

    def __init__(self, class_: type) -> None:
        self.functions: dict[str, Callable[..., str]] = {}
        self.visit_name = dispatch.visit_name_of(class_)

    def __call__(self, element: Any, compiler: Any, **kw: Any) -> Any:
        function = self.functions.get(compiler.dialect.name) or self.functions.get("default")
        if function is None:
            method = getattr(compiler, f"visit_{self.visit_name}", None) if self.visit_name else None
            if method is None:
                raise exc.UnsupportedCompilationError(
                    compiler, type(element), f"{type(element)} construct has no default compilation handler."
                )
            return method(element, **kw)
        add_to_result_map = kw.get("add_to_result_map")
        if add_to_result_map is None:
            return function(element, compiler, **kw)
        return _with_result_column(function, element, compiler, add_to_result_map, kw)


def _with_result_column(
    function: Callable[..., str], element: Any, compiler: Any, add_to_result_map: Any, kw: dict[str, Any]
) -> str:
    """Run the function for a column of the result; note the column if the function did not hand that on."""
    noted: list[Any] = []

    def note(*args: Any, **more: Any) -> None:
        noted.append(args)
        add_to_result_map(*args, **more)

    text = function(element, compiler, **{**kw, "add_to_result_map": note})
    if not noted:
        name = getattr(element, "name", None)
        add_to_result_map(name, name, (element,), element.type)
    return text
