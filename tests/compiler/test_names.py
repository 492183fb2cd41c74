"""Identifiers are safe whatever they hold, and quoted only when they must be."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from database_forms import FORMS, MySQLForm, PostgreSQLForm, SQLiteForm
from hypothesis import given
from hypothesis import strategies as st

from ormolu import exc
from ormolu.compiler.names import FK_ON_DELETE
from ormolu.sql.expression import column, select, table
from ormolu.sql.names import quoted_name


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("plain", "plain"), ("Mixed", '"Mixed"'), ("select", '"select"'), ("two words", '"two words"'),
        ("1st", '"1st"'), ("", '""'), ('say "hi"', '"say ""hi"""'), ("line\n", '"line\n"'), ("a$", "a$"), ("$a", '"$a"'),
    ],
)  # fmt: skip
def test_quotes_where_the_database_would_misread(name: str, text: str) -> None:
    assert SQLiteForm().identifier_preparer.quote(name) == text


def test_quoted_name_decides_for_itself() -> None:
    preparer = SQLiteForm().identifier_preparer
    assert preparer.quote(quoted_name("plain", True)) == '"plain"'
    assert preparer.quote(quoted_name("Mixed", False)) == "Mixed"


def test_percent_is_doubled_for_format_drivers_only() -> None:
    assert PostgreSQLForm().identifier_preparer.quote("50%") == '"50%%"'
    assert SQLiteForm().identifier_preparer.quote("50%") == '"50%"'


def test_mysql_uses_backticks() -> None:
    assert MySQLForm().identifier_preparer.quote("a`b") == "`a``b`"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1))
def test_any_name_stays_one_identifier(name: str) -> None:
    text = FORMS["sqlite"].identifier_preparer.quote_identifier(name)
    assert text[0] == text[-1] == '"'
    assert '"' not in text[1:-1].replace('""', "")
    assert FORMS["sqlite"].identifier_preparer.unformat_identifiers(text) == [name]


def test_names_do_not_reach_marks() -> None:
    statement = select(column("__[POSTCOMPILE_x_1]")).select_from(table("%(x_1)s")).where(column("x").in_([1]))
    text = str(statement.compile(dialect=FORMS["sqlite"], compile_kwargs={"render_postcompile": True}))
    assert '"__[POSTCOMPILE_x_1]"' in text
    assert '"%(x_1)s"' in text


def test_phrases_are_checked() -> None:
    with pytest.raises(exc.CompileError, match="Unexpected SQL phrase"):
        FORMS["sqlite"].identifier_preparer.validate_sql_phrase("CASCADE; DROP TABLE t", FK_ON_DELETE)
