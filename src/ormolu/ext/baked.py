"""Baked queries: a legacy way to build a Query from functions. Every statement is cached, so nothing is left to bake.

The interface remains: functions are collected, run for each execution, and the resulting Query's compiled form comes
from the engine's cache like any other.
Rule: SQLAlchemy documentation, "Baked Queries".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..orm import Query, Session
from ..structures import LRUCache

__all__ = ["BakedQuery", "Bakery", "Result", "bakery"]

Step = Callable[..., Any]


class Bakery:
    """Makes BakedQuery objects: `bakery(lambda session: session.query(User))`."""

    __slots__ = ("cache", "cls")

    def __init__(self, cls_: type[BakedQuery], cache: Any) -> None:
        self.cls = cls_
        self.cache = cache

    def __call__(self, initial_fn: Step, *args: Any) -> BakedQuery:
        return self.cls(self.cache, initial_fn, args)


class BakedQuery:
    """A query as a list of functions."""

    __slots__ = ("_bakery", "_spoiled", "steps")

    def __init__(self, bakery: Any, initial_fn: Step, args: tuple[Any, ...] = ()) -> None:
        self._bakery = bakery
        self._spoiled = False
        self.steps: list[tuple[Step, tuple[Any, ...]]] = [(initial_fn, args)]

    @classmethod
    def bakery(cls, size: int = 200, _size_alert: Any = None) -> Bakery:
        """A new bakery. size: how many queries it would keep; the engine's cache decides today."""
        return Bakery(cls, LRUCache(size))

    def _clone(self) -> BakedQuery:
        copy = BakedQuery.__new__(type(self))
        copy._bakery = self._bakery
        copy._spoiled = self._spoiled
        copy.steps = list(self.steps)
        return copy

    def __iadd__(self, other: Any) -> BakedQuery:
        return self.add_criteria(*other) if isinstance(other, tuple) else self.add_criteria(other)

    def __add__(self, other: Any) -> BakedQuery:
        return self.with_criteria(*other) if isinstance(other, tuple) else self.with_criteria(other)

    def add_criteria(self, fn: Step, *args: Any) -> BakedQuery:
        """Add a function Query -> Query to this one."""
        self.steps.append((fn, args))
        return self

    def with_criteria(self, fn: Step, *args: Any) -> BakedQuery:
        """A copy with one more function."""
        return self._clone().add_criteria(fn, *args)

    def spoil(self, full: bool = False) -> BakedQuery:
        """Do not cache from here on: nothing to do."""
        self._spoiled = True
        return self

    def to_query(self, query_or_session: Any) -> Query[Any]:
        """The Query itself."""
        session = query_or_session.session if isinstance(query_or_session, Query) else query_or_session
        return self._as_query(session)

    def _as_query(self, session: Any) -> Query[Any]:
        (first, args), *rest = self.steps
        query: Query[Any] = first(session, *args)
        for step, step_args in rest:
            query = step(query, *step_args)
        return query

    def for_session(self, session: Session) -> Result:
        """This query in a session."""
        return Result(self, session)

    __call__ = for_session


class Result:
    """A baked query in a session: what a Query gives, by the same names."""

    __slots__ = ("_params", "_post_criteria", "bq", "session")

    def __init__(self, bq: BakedQuery, session: Any) -> None:
        self.bq = bq
        self.session = session
        self._params: dict[str, Any] = {}
        self._post_criteria: list[Step] = []

    def params(self, *args: Any, **kw: Any) -> Result:
        """Values of bind parameters."""
        if len(args) > 1:
            raise ValueError("params() takes zero or one positional argument, which is a dictionary.")
        self._params.update(*args, **kw)
        return self

    def with_post_criteria(self, fn: Step) -> Result:
        """One more function Query -> Query, applied last."""
        self._post_criteria.append(fn)
        return self

    def _query(self) -> Query[Any]:
        query = self.bq._as_query(self.session)
        if self._params:
            query = query.params(self._params)
        for fn in self._post_criteria:
            query = fn(query)
        return query

    def __str__(self) -> str:
        return str(self._query())

    def __iter__(self) -> Iterator[Any]:
        return iter(self._query())

    def count(self) -> int:
        """How many rows."""
        count: int = self._query().count()
        return count

    def scalar(self) -> Any:
        """The first column of the only row, or None."""
        return self._query().scalar()

    def first(self) -> Any:
        """The first row, or None."""
        return self._query().first()

    def one(self) -> Any:
        """The only row."""
        return self._query().one()

    def one_or_none(self) -> Any:
        """The only row, or None."""
        return self._query().one_or_none()

    def all(self) -> list[Any]:
        """All rows."""
        rows: list[Any] = self._query().all()
        return rows

    def get(self, ident: Any) -> Any:
        """The object with a primary key."""
        return self._query()._get(ident)


bakery = BakedQuery.bakery
