"""Objects out of rows that no ORM SELECT has brought: those of RETURNING, and those of any cursor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .from_statement import entities_plan, returning_plan
from .load_options import LoadOptions
from .result import load_result_steps


class ReturnedRows:
    """Rows that were fetched already; `load_result_steps` takes them like those of a cursor.

    count: how many rows are put together out of parts, one part per table of a mapper; 0 where rows are whole.
    """

    _result_processors = ()
    _late_processors: frozenset[int] = frozenset()

    def __init__(self, count: int = 0) -> None:
        self.columns: dict[Any, str] = {}
        self._rows: list[tuple[Any, ...]] = [()] * count

    def add(
        self, columns: Iterable[Any], names: Iterable[str], rows: Sequence[tuple[Any, ...]],
        numbers: Sequence[int] | None = None,
    ) -> None:  # fmt: skip
        """Take over the rows of one statement. numbers: the rows that they are the next part of; else they are new."""
        for column, name in zip(columns, names, strict=False):
            self.columns.setdefault(column, name)
        if numbers is None:
            self._rows.extend(rows)
            return
        for number, part in zip(numbers, rows, strict=True):
            self._rows[number] += part

    def keys(self) -> list[str]:
        """Return the names of the columns."""
        return list(self.columns.values())

    def _places(self) -> dict[Any, int]:
        return {column: place for place, column in enumerate(self.columns)}

    def _raw_rows(self) -> list[tuple[Any, ...]]:
        return self._rows


class Returning:
    """What the RETURNING clause of one statement means: the columns to ask for, and the plan for their rows."""

    def __init__(self, session: Any, statement: Any, options: Mapping[str, Any]) -> None:
        self.session = session
        self.options = options
        self.load = LoadOptions.from_execution_options(options)
        self.plan = returning_plan(statement, self.load)
        self.columns: tuple[Any, ...] = tuple(self.plan.cells)

    @property
    def is_star(self) -> bool:
        """Whether the columns are not known: `returning(literal_column("*"))`."""
        return any(getattr(column, "is_literal", False) and column.name == "*" for column in self.columns)

    async def result_steps(self, rows: Any) -> Any:
        """Return the Result for a cursor or ReturnedRows."""
        if self.is_star and not self.plan.roots:
            return rows
        return await load_result_steps(self.session, self.plan, rows, self.load, None, self.options)


async def instances_steps(session: Any, statement: Any, cursor: Any) -> Any:
    """Return the Result of a SELECT's entities, made out of the rows of any cursor."""
    load = LoadOptions.from_execution_options(statement._execution_options)
    plan = entities_plan(statement, load)
    return await load_result_steps(session, plan, cursor, load)
