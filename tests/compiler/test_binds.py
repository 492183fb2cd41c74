"""Parameters: names, positions, lists, literals; nothing a user passes becomes SQL."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from database_forms import FORMS, Form

from ormolu import exc
from ormolu.sql.expression import bindparam, column, extract, literal, select, table, text
from ormolu.types import Integer

t = table("t", column("x", Integer), column("y", Integer))


def compiled(statement: Any, database: str = "default", **options: bool) -> Any:
    return statement.compile(dialect=FORMS[database], compile_kwargs=options)


def test_positions_follow_the_text_not_the_order_of_rendering() -> None:
    inner = select(t.c.x).where(t.c.x == 1).cte("c")
    statement = select(literal(5).label("five"), inner.c.x).where(inner.c.x == 2)
    found = compiled(statement, "sqlite")
    assert [found.params[name] for name in found.positiontup] == [1, 5, 2]


def test_a_list_becomes_one_parameter_per_value() -> None:
    found = compiled(select(t.c.x).where(t.c.x.in_([7, 8])), "sqlite", render_postcompile=True)
    assert str(found).endswith("WHERE t.x IN (?, ?)")
    assert [found.params[name] for name in found.positiontup] == [7, 8]


def test_expanded_names_avoid_names_in_use() -> None:
    statement = select(t.c.x).where(t.c.x.in_([1, 2]), t.c.y == bindparam("x_1_1", 3))
    assert compiled(statement, render_postcompile=True).params == {"x_1_1": 3, "x_1_1__1": 1, "x_1_2": 2}


def test_names_that_differ_in_escaped_characters_stay_two() -> None:
    statement = select(t.c.x).where(t.c.x == bindparam("a.b", 5), t.c.y == bindparam("a_b", 6))
    assert compiled(statement).params == {"a_b": 5, "a_b__1": 6}


def test_numbered_parameters_share_a_number() -> None:
    dialect = type("Numbered", (Form,), {"paramstyle": "numeric_dollar", "positional": True})()
    q = bindparam("q", 1)
    statement = select(t.c.x).where(t.c.x == q, t.c.y == q, t.c.x.in_([3, 4]))
    found = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    assert str(found).endswith("WHERE t.x = $1 AND t.y = $1 AND t.x IN ($2, $3)")
    assert found.positiontup == ["q", "x_1_1", "x_1_2"]


@pytest.mark.parametrize("database", ["default", "sqlite", "postgresql", "mysql"])
def test_a_negative_literal_after_minus_is_no_comment(database: str) -> None:
    statement = select((-literal(-1)).label("x"), (-literal(-2, literal_execute=True)).label("y"))
    found = compiled(statement, database, render_postcompile=True)
    assert "--" not in str(found)
    assert "--" not in str(compiled(statement, database, literal_binds=True))


def test_extract_takes_key_words_only() -> None:
    with pytest.raises(exc.CompileError, match="is not a key word"):
        compiled(select(extract("year FROM d); DROP TABLE t; --", t.c.x)), "postgresql")


def test_text_parameters() -> None:
    statement = text(r"SELECT :x, a::int, '\:y' FROM t WHERE z = :x").bindparams(x=5)
    assert str(compiled(statement, "sqlite")) == "SELECT ?, a::int, ':y' FROM t WHERE z = ?"


def test_a_missing_required_value_is_an_error() -> None:
    with pytest.raises(exc.InvalidRequestError, match="A value is required for bind parameter 'q'"):
        compiled(select(t.c.x).where(t.c.x == bindparam("q"))).construct_params()


def test_a_cached_statement_takes_the_values_of_its_equal() -> None:
    first, second = select(t.c.x).where(t.c.x == 1), select(t.c.x).where(t.c.x == 2)
    key = first._cache_key()
    found = FORMS["sqlite"].statement_compiler(FORMS["sqlite"], first, cache_key=key)
    assert second._cache_key() == key
    assert found.construct_params(extracted_parameters=second._cache_key().bindparams) == {"x_1": 2}
