"""The columns of a subquery."""

from __future__ import annotations

import pytest

from ormolu import column, exc, func, select, table

t = table("t", column("a"), column("b"))


def test_a_label_given_twice_is_an_error_each_time() -> None:
    """Not once, and after that a subquery without columns."""
    twice = select(t.c.a.label("x"), t.c.b.label("x")).subquery()
    for _ in range(2):
        with pytest.raises(exc.InvalidRequestError, match="unique names"):
            twice.c.x


def test_a_column_compares_with_a_subquery_whose_type_is_not_known() -> None:
    average = select(func.avg(t.c.a)).scalar_subquery()
    assert str(select(t.c.b).where(t.c.a > average)) == (
        "SELECT t.b \nFROM t \nWHERE t.a > (SELECT avg(t.a) AS avg_1 \nFROM t)"
    )
