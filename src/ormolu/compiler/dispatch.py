"""Dispatch: find what renders an object, given the compiler that asks.

An object's class names its rendering in `__visit_name__`; the compiler has the method `visit_<name>`. A function
registered with `@compiles` takes the place of that method for its class, and for subclasses which do not name
a rendering of their own. The answer is found once per class.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ormolu import exc

Renderer = Callable[..., str]

_custom: dict[type, Renderer] = {}
_found: dict[type, str | Renderer] = {}


def render(compiler: Any, element: Any, kw: dict[str, Any]) -> Any:
    """Return what `compiler` makes of `element`; usually SQL text."""
    cls = element.__class__
    how = _found.get(cls)
    if how is None:
        how = _found[cls] = _find(cls)
    if how.__class__ is str:
        method = getattr(compiler, how, None)
        if method is None:
            return compiler.visit_unsupported_compilation(element, AttributeError(how), **kw)
        return method(element, **kw)
    return how(element, compiler, **kw)  # type: ignore[operator]


def set_renderer(cls: type, renderer: Renderer) -> None:
    """Let `renderer(element, compiler, **kw)` render `cls` instead of the compiler's own method."""
    _custom[cls] = renderer
    _found.clear()


def renderer_of(cls: type) -> Renderer | None:
    """The function registered for exactly this class, if any."""
    return _custom.get(cls)


def remove_renderer(cls: type) -> None:
    """Go back to the compiler's own method for `cls`."""
    _custom.pop(cls, None)
    _found.clear()


def visit_name_of(cls: type) -> str | None:
    """The rendering that a class or its nearest base names."""
    for base in cls.__mro__:
        name = base.__dict__.get("__visit_name__")
        if isinstance(name, str):
            return name
    return None


def _find(cls: type) -> str | Renderer:
    for base in cls.__mro__:
        if base in _custom:
            return _custom[base]
        name = base.__dict__.get("__visit_name__")
        if isinstance(name, str):
            return "visit_" + name
    raise exc.UnsupportedCompilationError("compiler", cls, "the class names no rendering (__visit_name__)")
