"""Statements that differ in anything but values never share compiled SQL; those that differ in values always may."""

from __future__ import annotations

from typing import Any

import hostile
from hypothesis import given
from hypothesis import strategies as st

from ormolu import (
    Column,
    Integer,
    MetaData,
    String,
    Table,
    bindparam,
    cast,
    column,
    create_engine,
    func,
    literal,
    select,
    table,
)
from ormolu.compiler.cache import CacheStats, compile_cached
from ormolu.dialects import mysql, postgresql, sqlite

DIALECTS = [sqlite.dialect(), postgresql.dialect(), mysql.dialect()]


@st.composite
def _statements(draw: Any) -> Any:
    """A small statement, in which each choice changes what the database is asked."""
    names = st.sampled_from(["a", "b", 'a"', "A"])
    source = table(
        draw(names), column(draw(names), draw(st.sampled_from([Integer, String]))), schema=draw(st.none() | names)
    )
    (place,) = source.c
    value = draw(st.sampled_from(["x", "y", 1, 2]))
    compared: Any = draw(st.sampled_from([
        place == value, place != value, place.in_([value]), place.is_(None), func.f(place) == value,
        place == literal(value, literal_execute=True), place == bindparam("p", value), cast(place, String(5)) == str(value),
    ]))  # fmt: skip
    statement = select(place.label(draw(names)) if draw(st.booleans()) else place).where(compared)
    limit = draw(st.none() | st.sampled_from([1, 2]))
    return statement if limit is None else statement.limit(limit)


def _sent(compiled: Any, extracted: Any) -> tuple[str, Any]:
    """What the driver would get."""
    parameters = compiled.construct_params(extracted_parameters=extracted, _no_postcompile=True)
    state = compiled._process_parameters_for_postcompile(parameters)
    return state.statement, {key: repr(value) for key, value in state.additional_parameters.items()}


@given(statements=st.lists(st.tuples(_statements(), st.sampled_from(DIALECTS)), min_size=2, max_size=8))
@hostile.tried(60)
def test_the_cache_changes_nothing(statements: list[Any]) -> None:
    cache: dict[Any, Any] = {}
    for statement, dialect in statements:
        compiled, extracted, _ = compile_cached(statement, dialect, cache)
        anew = dialect.statement_compiler(dialect, statement)
        assert _sent(compiled, extracted) == _sent(anew, None)


def test_values_share_what_was_compiled() -> None:
    cache: dict[Any, Any] = {}
    place = column("a", String)
    stats = [compile_cached(select(place).where(place == value), DIALECTS[0], cache)[2] for value in ("x", "'; --")]
    assert stats == [CacheStats.CACHE_MISS, CacheStats.CACHE_HIT]


def test_schemas_of_a_translation_are_not_kept() -> None:
    engine = create_engine("sqlite://")
    place = Table("t", MetaData(), Column("x"), schema="s")
    texts = []
    for schema in ("one", 'two"; --'):
        compiled, _, _ = compile_cached(
            select(place.c.x), engine.dialect, engine._compiled_cache, schema_translate_map={"s": schema}
        )
        texts.append(compiled.preparer._render_schema_translates(compiled.string, {"s": schema}))
    assert "one" in texts[0]
    assert '"two""; --"' in texts[1]
