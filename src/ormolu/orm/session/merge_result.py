"""merge_frozen_result: rows that were kept from another session become rows of this one.

Rule: SQLAlchemy documentation, `merge_frozen_result`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ... import exc
from ...engine import FrozenResult, result_tuple
from ...steps import drive
from ..query.entities import MappedEntity, entities_of
from ..query.legacy import set_merge_result


def merge_frozen_result(
    session: Any, statement: Any, frozen_result: FrozenResult, load: bool = True
) -> Callable[[], Any]:
    """Merge the objects of a frozen result into a session; return a function that gives a new Result of them.

    statement: the SELECT that made the result. load: False takes the objects' state as it is, without asking the
    database.
    """
    if load:
        drive(session._autoflush())
    rows = [tuple(row) for row in frozen_result.rewrite_rows()]
    return frozen_result.with_new_rows(_merged_rows(session, statement, rows, load))


def merge_result(query: Any, iterator: Any, load: bool = True) -> Any:
    """Merge rows of another session's Query; a FrozenResult gives a function as `merge_frozen_result()` does."""
    exc.warn_legacy(
        "The merge_result() function is considered legacy as of the 1.x series of SQLAlchemy and becomes a legacy "
        "construct in 2.0. The function as well as the method on Query is superseded by the merge_frozen_result() "
        "function."
    )
    return _merge_for_query(query, iterator, load)


def _merge_for_query(query: Any, iterator: Any, load: bool) -> Any:
    session, statement = query.session, query._select
    if isinstance(iterator, FrozenResult):
        return merge_frozen_result(session, statement, iterator, load)
    if load:
        drive(session._autoflush())
    entities = entities_of(statement._raw_columns)
    rows = list(iterator)
    if len(entities) == 1:
        if not isinstance(entities[0], MappedEntity):
            return iter(rows)
        return iter([None if each is None else session.merge(each, load=load) for each in rows])
    merged = _merged_rows(session, statement, [tuple(row) for row in rows], load)
    return iter([_like(row, values) for row, values in zip(rows, merged, strict=True)])


def _like(row: Any, values: tuple[Any, ...]) -> Any:
    """A row with the names of another and these values."""
    return result_tuple(row._fields)(values)


def _merged_rows(session: Any, statement: Any, rows: Iterable[tuple[Any, ...]], load: bool) -> list[tuple[Any, ...]]:
    mapped = [
        place for place, entity in enumerate(entities_of(statement._raw_columns)) if isinstance(entity, MappedEntity)
    ]
    before, session.autoflush = session.autoflush, False
    try:
        made = []
        for row in rows:
            values = list(row)
            for place in mapped:
                if values[place] is not None:
                    values[place] = session.merge(values[place], load=load)
            made.append(tuple(values))
        return made
    finally:
        session.autoflush = before


set_merge_result(_merge_for_query)
