"""Statements that are nested more deeply than Python's stack: compiled on a thread with room for them.

Rendering goes down into a statement as it was built, a few calls per level. Filters that a program builds from a
request can be thousands of levels deep; that must be neither a crash nor an error that only depth explains.
"""

from __future__ import annotations

import contextvars
import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from ormolu import exc

T = TypeVar("T")

STACK_BYTES = 512 * 1024 * 1024  # reserved, not used
CALLS = 250_000
_one_at_a_time = threading.Lock()


def with_room(work: Callable[[], T]) -> T:
    """Return `work()`; once more on a large stack if it does not fit on this one. It must not mind to begin again.

    Raises CompileError if even that is too small.
    """
    try:
        return work()
    except RecursionError:
        return _on_a_large_stack(work)


def _on_a_large_stack(work: Callable[[], T]) -> T:
    outcome: dict[str, Any] = {}
    context = contextvars.copy_context()

    def run() -> None:
        try:
            outcome["value"] = context.run(work)
        except RecursionError:
            outcome["error"] = exc.CompileError(
                "The statement is nested too deeply to be compiled.  Join many criteria by one and_(*criteria) or "
                "or_(*criteria), many SELECTs by one union_all(*selects)."
            )
        except BaseException as error:  # belongs to the caller
            outcome["error"] = error

    with _one_at_a_time:
        stack, calls = threading.stack_size(STACK_BYTES), sys.getrecursionlimit()
        try:
            thread = threading.Thread(target=run, name="ormolu-deep-statement")
            sys.setrecursionlimit(max(calls, CALLS))
            thread.start()
            thread.join()
        finally:
            threading.stack_size(stack)
            sys.setrecursionlimit(calls)
    if "error" in outcome:
        raise outcome["error"]
    return outcome["value"]  # type: ignore[no-any-return]  # what `work` returned
