"""Syntax extensions: where a statement takes clauses of the user's own."""

from __future__ import annotations

from typing import Any

import pytest

from ormolu import column, delete, insert, select, table, update
from ormolu.ext.compiler import compiles
from ormolu.sql import SyntaxExtension
from ormolu.sql.expression import ClauseElement

t = table("t", column("id"))


class Words(SyntaxExtension, ClauseElement):
    """The name of a position, written there."""

    _traverse_internals: list[Any] = []

    def __init__(self, position: str) -> None:
        self.position = position

    def apply_to_select(self, statement: Any) -> None:
        statement.apply_syntax_extension_point(lambda existing: [*existing, self], self.position)

    apply_to_insert = apply_to_update = apply_to_delete = apply_to_select


@compiles(Words)
def _words(element: Words, compiler: Any, **kw: Any) -> str:
    return element.position.upper()


def test_a_select_has_four_places() -> None:
    statement = select(t.c.id).distinct().prefix_with("FAST").group_by(t.c.id).order_by(t.c.id)
    for position in ("post_select", "pre_columns", "post_criteria", "post_body"):
        statement = statement.ext(Words(position))
    assert str(statement) == (
        "SELECT POST_SELECT FAST DISTINCT PRE_COLUMNS t.id \nFROM t GROUP BY t.id \nPOST_CRITERIA ORDER BY t.id POST_BODY"
    )


def test_each_kind_of_dml_has_its_place() -> None:
    assert str(insert(t).values(id=1).ext(Words("post_values"))).endswith(" POST_VALUES")
    assert str(update(t).values(id=1).ext(Words("post_criteria"))).endswith(" POST_CRITERIA")
    assert str(delete(t).ext(Words("post_criteria"))).endswith(" POST_CRITERIA")


@pytest.mark.parametrize(
    ("statement", "position"),
    [(select(t), "post_values"), (insert(t), "post_criteria"), (update(t), "post_body"), (delete(t), "pre_columns")],
)
def test_a_place_that_the_statement_does_not_have_is_an_error(statement: Any, position: str) -> None:
    with pytest.raises(ValueError, match=f"Unknown position '{position}'"):
        statement.ext(Words(position))
