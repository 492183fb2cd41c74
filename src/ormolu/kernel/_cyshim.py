"""What the kernel uses of the `cython` module, doing nothing: lets the kernel run where Cython is not installed.

Kernel modules say `try: import cython` and fall back to this one, which also is what type checkers see. Cython itself
never sees it: while it compiles a module, the name `cython` means the compiler's own directives.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

compiled = False

# C type names: only ever used in annotations and declarations.
bint: TypeAlias = bool
uint: TypeAlias = int
ulonglong: TypeAlias = int
Py_ssize_t: TypeAlias = int


def _same(decorated: Decorated) -> Decorated:
    return decorated


cclass = cfunc = no_gc_clear = _same


def declare(kind: Any = None, value: Any = None, **names: Any) -> Any:
    return value


def cast(kind: Any, value: Any, **options: Any) -> Any:
    return value
