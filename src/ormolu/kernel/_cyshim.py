"""What the kernel uses of the `cython` module, doing nothing: lets the kernel run where Cython is not installed.

Kernel modules say `try: import cython` and fall back to this one. Cython itself never sees it: while it
compiles a module, the name `cython` means the compiler's own directives.
"""

from __future__ import annotations

from typing import Any

compiled = False

# C type names: only ever used in annotations and declarations.
bint = bool
int = uint = longlong = ulonglong = Py_ssize_t = uchar = int
object = object


def _same(decorated: Any) -> Any:
    return decorated


cclass = cfunc = ccall = inline = final = no_gc_clear = no_gc = nogil = _same


def _decorator_factory(*args: Any, **options: Any) -> Any:
    return _same


exceptval = freelist = auto_pickle = boundscheck = wraparound = nonecheck = locals = returns = _decorator_factory


def declare(kind: Any = None, value: Any = None, **names: Any) -> Any:
    return value


def cast(kind: Any, value: Any, **options: Any) -> Any:
    return value
