"""QueryEvents: hooks of the 1.x Query, called before its statement is made.

Rule: SQLAlchemy documentation, "Query Events".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from ...event import Events
from .legacy import Query, set_before_compile


class QueryEvents(Events):
    """Hooks of `Query`. A listener declared with `retval=True` returns the Query that is used instead."""

    _target_class_doc: ClassVar[str] = "SomeQuery"
    _dispatch_target = Query

    def before_compile(self, query: Any) -> None:
        """Before a Query becomes a SELECT."""

    def before_compile_update(self, query: Any, update_context: Any) -> None:
        """Before `Query.update()` becomes an UPDATE; `update_context.values` are the given values."""

    def before_compile_delete(self, query: Any, delete_context: Any) -> None:
        """Before `Query.delete()` becomes a DELETE."""

    @classmethod
    def _listen(cls, event_key: Any, *, retval: bool = False, bake_ok: bool = False, **kw: Any) -> None:
        if not retval:
            event_key = event_key.with_wrapper(_keeping_query(event_key.fn_wrap))
        event_key.base_listen(**kw)


def _keeping_query(fn: Callable[..., Any]) -> Callable[..., Any]:
    def listener(query: Any, *args: Any) -> Any:
        fn(query, *args)
        return query

    return listener


def _changed_by_listeners(query: Any, identifier: str, *args: Any) -> Any:
    for listener in getattr(query.dispatch, identifier):
        changed = listener(query, *args)
        if changed is not None:
            query = changed
    return query


set_before_compile(_changed_by_listeners)
