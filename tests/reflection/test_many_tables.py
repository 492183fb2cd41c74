"""Questions about many tables cost as many statements as questions about a few."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import ormolu as sa
from ormolu import event
from ormolu.inspection import inspect


def declare(count: int) -> sa.MetaData:
    """Tables in a chain of foreign keys, each with all that can be asked for."""
    metadata = sa.MetaData()
    for number in range(count):
        sa.Table(
            f"t{number}",
            metadata,
            sa.Column("id", sa.Integer, primary_key=True),
            sa.Column("parent", sa.ForeignKey(f"t{number - 1}.id") if number else sa.Integer()),
            sa.Column("name", sa.String(20), server_default="x"),
            sa.Column("price", sa.Numeric(10, 2)),
            sa.UniqueConstraint("name", "price", name=f"uq{number}"),
            sa.CheckConstraint("price > 0", name=f"ck{number}"),
        )
    return metadata


def reflect(inspector: Any) -> int:
    metadata = sa.MetaData()
    metadata.reflect(inspector.engine)
    assert all(len(table.c) == 4 and len(table.primary_key) for table in metadata.tables.values())
    return len(metadata.tables)


def ask(question: str) -> Callable[[Any], int]:
    return lambda inspector: len(getattr(inspector, question)())


NAMES = [f"t{number}" for number in range(60)]
QUESTIONS: dict[str, Callable[[Any], int]] = {
    **{
        kind: ask(f"get_multi_{kind}")
        for kind in (
            "columns", "pk_constraint", "foreign_keys", "indexes", "unique_constraints", "check_constraints",
            "table_options",
        )
    },
    "named columns": lambda inspector: len(inspector.get_multi_columns(filter_names=NAMES)),
    "existence": lambda inspector: sum(inspector.has_multi_table(NAMES).values()),
    "order": lambda inspector: len(inspector.get_sorted_table_and_fkc_names()) - 1,
    "reflect": reflect,
}  # fmt: skip
MOST = {"reflect": 20}


def test_many_tables_cost_as_many_statements_as_a_few(engine: Any) -> None:
    """Sixty tables are made once, because MariaDB takes its time to make a table."""
    metadata = declare(60)
    metadata.create_all(engine)
    seen: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    costs = {}
    for name, question in QUESTIONS.items():
        inspector = inspect(engine)
        seen.clear()
        assert question(inspector) == 60
        costs[name] = len(seen)
    assert {name: cost for name, cost in costs.items() if cost > MOST.get(name, 7)} == {}


def test_comments_of_many_tables_cost_one_question(engine: Any) -> None:
    if not engine.dialect.supports_comments:
        pytest.skip("SQLite has no comments")
    metadata = declare(8)
    for table in metadata.tables.values():
        table.comment = f"about {table.name}"
    metadata.create_all(engine)
    seen: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    found = inspect(engine).get_multi_table_comment()
    assert found[None, "t7"] == {"text": "about t7"}
    assert len(seen) <= 6
