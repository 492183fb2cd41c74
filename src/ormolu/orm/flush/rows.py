"""Rows: what one table gets for one object, and what all kinds of writes do with it afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .facts import TableFacts
from .unit import UnitOfWork


class Row:
    """One row to write.

    facts: its table, as the object's mapper sees it. params: values by bind name. expressions: SQL expressions by
    column, None when there are none.
    """

    __slots__ = ("core", "expressions", "facts", "params")

    def __init__(
        self, facts: TableFacts, core: Any, params: dict[str, Any], expressions: dict[Any, Any] | None = None
    ) -> None:
        self.facts = facts
        self.core = core
        self.params = params
        self.expressions = expressions


_SQL_TYPES: dict[type, bool] = {}


def is_sql(value: Any) -> bool:
    """Whether a value is a SQL expression rather than data. Asked once per type."""
    kind = type(value)
    try:
        return _SQL_TYPES[kind]
    except KeyError:
        answer = hasattr(kind, "__clause_element__") or bool(getattr(kind, "is_clause_element", False))
        _SQL_TYPES[kind] = answer
        return answer


def store_prefetched(unit: UnitOfWork, facts: TableFacts, core: Any, columns: Iterable[Any], sent: Any) -> None:
    """Put Python-side defaults that were computed for a statement into the object."""
    for column in columns:
        key = column.key
        if key in sent:
            for fact in facts.columns:
                if fact.column is column and fact.slot >= 0:
                    unit.put_new(core, fact.slot, sent[key])


def expire_after(unit: UnitOfWork, facts: TableFacts, core: Any, columns: Iterable[Any]) -> None:
    """Expire attributes whose values the database has made and nobody has fetched.

    A key cannot be fetched later: it is what a row is found by.
    """
    slots = {
        fact.slot
        for column in columns
        for fact in facts.columns
        if fact.column is column and fact.slot >= 0 and fact.slot not in facts.pk_slots
    }
    if slots:
        unit.expire_later(core, slots)
