"""Values come back as they went in, or are refused; a comparison never matches what it does not name."""

from __future__ import annotations

import contextlib
import datetime as dt
import decimal
import math
from typing import Any

import pytest

from ormolu import (
    Column,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    String,
    Table,
    Text,
    Time,
    bindparam,
    create_engine,
    exc,
    insert,
    literal,
    literal_column,
    select,
    text,
)

EAST = dt.timezone(dt.timedelta(hours=5))


@pytest.fixture
def kept(engine: Any) -> Any:
    metadata = MetaData()
    table = Table(
        "kept",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("name", Text),
        Column("short", String(3)),
        Column("number", Integer),
        Column("real", Float(53)),
        Column("exact", Numeric(30, 2)),
        Column("day", Date),
        Column("moment", DateTime(timezone=True)),
        Column("blob", LargeBinary),
    )
    metadata.create_all(engine)
    return table


def _round_trip(engine: Any, column: Column[Any], value: Any) -> Any:
    with engine.begin() as connection:
        connection.execute(insert(column.table), {column.name: value})
        return connection.scalar(select(column))


TEXTS = [
    "'", "''", '"', "`", "\\", "\\'", "\\\\'; --", "a\\", "%", "%s", "%(x)s", ":x", "?", "{x}", "$1", "\x1f", "\r\n",
    "'; DROP TABLE kept; --", "/* */", "\u202e", "\u200b", "\ufeff", "é", "😀", "\U0010ffff", "\x01\x7f", "NULL",
    "__[SCHEMA_x]", "__[POSTCOMPILE_x]", "x" * 20_000,
]  # fmt: skip


@pytest.mark.parametrize("value", TEXTS, ids=lambda value: ascii(value[:20]))
def test_texts_come_back_in_every_way_of_sending_them(engine: Any, kept: Any, value: str) -> None:
    ways = [literal(value), literal(value, literal_execute=True), bindparam(None, value, unique=True)]
    assert _round_trip(engine, kept.c.name, value) == value
    with engine.connect() as connection:
        for way in ways:
            assert connection.scalar(select(way)) == value
        inlined = select(literal(value)).compile(engine, compile_kwargs={"literal_binds": True})
        assert connection.exec_driver_sql(inlined.string).scalar() == value
        for way in ways:
            assert connection.scalar(select(kept.c.name).where(kept.c.name == way)) == value
        assert connection.scalar(select(kept.c.name).where(kept.c.name.in_([value, "other"]))) == value
        mapped = {"schema_translate_map": {"x": "o'dd", None: None}}
        assert connection.scalar(select(literal(value, literal_execute=True)), execution_options=mapped) == value


@pytest.mark.parametrize("value", TEXTS[:-1], ids=ascii)
def test_wildcards_in_a_value_are_no_wildcards_with_autoescape(engine: Any, kept: Any, value: str) -> None:
    with engine.begin() as connection:
        connection.execute(insert(kept), [{"name": f"a{value}b"}, {"name": "a-b"}, {"name": "axxxb"}])
        for method in ("contains", "startswith", "endswith"):
            operand = {"contains": value, "startswith": f"a{value}", "endswith": f"{value}b"}[method]
            for escape in (None, "/", "\\"):
                criterion = getattr(kept.c.name, method)(operand, autoescape=True, escape=escape)
                assert connection.scalars(select(kept.c.name).where(criterion)).all() == [f"a{value}b"]


def test_a_nul_character_is_kept_or_refused(engine: Any, kept: Any) -> None:
    if engine.dialect.name == "postgresql":
        with pytest.raises(exc.DBAPIError):
            _round_trip(engine, kept.c.name, "a\x00b")
    else:
        assert _round_trip(engine, kept.c.name, "a\x00b'c") == "a\x00b'c"


@pytest.mark.parametrize("way", [{}, {"literal_execute": True}])
def test_a_nul_character_in_a_literal(engine: Any, way: dict[str, Any]) -> None:
    statement = select(literal("a\x00';--", **way))
    with engine.connect() as connection:
        try:
            assert connection.scalar(statement) == "a\x00';--"
        except (exc.StatementError, exc.CompileError) as error:
            assert engine.dialect.name == "postgresql" or (way and engine.dialect.name == "sqlite"), error


@pytest.mark.parametrize("way", [{}, {"literal_execute": True}])
def test_lone_surrogates_are_refused(engine: Any, way: dict[str, Any]) -> None:
    with engine.connect() as connection, pytest.raises((UnicodeEncodeError, exc.StatementError)):
        connection.scalar(select(literal("a\ud800b", **way)))


@pytest.mark.parametrize("value", [2**63, -(2**63) - 1, 10**30])
def test_whole_numbers_that_do_not_fit_are_refused(engine: Any, kept: Any, value: int) -> None:
    with pytest.raises((OverflowError, exc.DBAPIError)):
        _round_trip(engine, kept.c.number, value)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("literally", [False, True])
def test_what_is_no_number_is_kept_or_refused(engine: Any, kept: Any, value: float, literally: bool) -> None:
    with engine.connect() as connection:
        try:
            if literally:
                found = connection.scalar(select(literal(value, kept.c.real.type, literal_execute=True)))
            else:
                found = connection.execute(insert(kept), {"real": value}) and connection.scalar(select(kept.c.real))
        except (exc.StatementError, exc.CompileError):
            return
        assert repr(found) == repr(value)


def test_a_decimal_beyond_all_floats_is_refused(engine: Any, kept: Any) -> None:
    for value in (decimal.Decimal("1e400"), decimal.Decimal("-1e400")):
        with pytest.raises(exc.StatementError):
            _round_trip(engine, kept.c.exact, value)


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max, dt.date(1582, 10, 15)])
def test_the_first_and_the_last_day(engine: Any, kept: Any, day: dt.date) -> None:
    assert _round_trip(engine, kept.c.day, day) == day


def test_years_that_python_does_not_have_are_an_error_not_another_day(sqlite_engine: Any) -> None:
    with sqlite_engine.connect() as connection:
        for there in ("0000-01-01", "10000-01-01"):
            with pytest.raises(ValueError, match="isoformat|year"):
                connection.scalar(select(literal_column(f"'{there}'", Date)))


@pytest.mark.parametrize("moment", [dt.datetime(2024, 2, 29, 1, 2, 3, tzinfo=EAST), dt.datetime.min])
def test_moments_keep_their_zone(engine: Any, kept: Any, moment: dt.datetime) -> None:
    if engine.dialect.name == "mysql" or (engine.dialect.name == "postgresql" and moment.tzinfo is None):
        pytest.skip("MySQL's DATETIME has no zone; PostgreSQL reads naive moments in the zone of the session")
    assert _round_trip(engine, kept.c.moment, moment) == moment


def test_moments_of_different_zones_sort_as_moments(sqlite_engine: Any) -> None:
    metadata = MetaData()
    table = Table("t", metadata, Column("at", DateTime(timezone=True)), Column("clock", Time(timezone=True)))
    metadata.create_all(sqlite_engine)
    noon = dt.datetime(2024, 1, 1, 12, tzinfo=dt.UTC)
    moments = [noon, noon.astimezone(EAST) + dt.timedelta(hours=1), noon - dt.timedelta(hours=1)]
    with sqlite_engine.begin() as connection:
        connection.execute(insert(table), [{"at": at, "clock": at.timetz()} for at in moments])
        assert connection.scalars(select(table.c.at).order_by(table.c.at)).all() == sorted(moments)
        assert connection.scalar(select(table.c.clock).where(table.c.at == moments[1])) == moments[1].timetz()


# ---- comparing


HOSTILE_NUMBERS = [0, 0.0, False, decimal.Decimal(0)]


@pytest.mark.parametrize("value", HOSTILE_NUMBERS, ids=repr)
def test_a_number_does_not_match_every_text(engine: Any, kept: Any, value: Any) -> None:
    """A request body such as {"token": 0} must not match a token."""
    name = kept.c.name
    criteria = [
        name == value,
        name == bindparam("given", value, String),
        name.in_([value]),
        name == literal(value, literal_execute=True),
        literal(value) == name,
    ]
    with engine.begin() as connection:
        connection.execute(insert(kept), [{"name": "canary"}, {"name": ""}])
    for criterion in criteria:
        with engine.connect() as connection:
            try:
                assert connection.scalars(select(name).where(criterion)).all() == []
            except exc.StatementError:
                assert engine.dialect.name == "postgresql" or isinstance(value, decimal.Decimal)


@pytest.mark.parametrize("value", ["abc", "1 or 1=1", "0x31", "", "1abc", " "])
def test_a_text_does_not_match_a_number(engine: Any, kept: Any, value: str) -> None:
    with engine.begin() as connection:
        connection.execute(insert(kept), [{"number": number} for number in (0, 1, 49)])
    for criterion in (kept.c.number == value, kept.c.number.in_([value]), kept.c.number == bindparam("n", value)):
        with engine.connect() as connection:
            try:
                assert connection.scalars(select(kept.c.number).where(criterion)).all() == []
            except exc.StatementError:
                assert engine.dialect.name != "sqlite"


def test_numbers_in_texts_still_match_their_number(engine: Any, kept: Any) -> None:
    if engine.dialect.name == "postgresql":
        pytest.skip("PostgreSQL compares no text with numbers")
    with engine.begin() as connection:
        connection.execute(insert(kept), {"number": 5, "name": "5"})
        assert connection.scalar(select(kept.c.id).where(kept.c.number == "5", kept.c.name == 5)) == 1


@pytest.mark.parametrize("value", [["a", "b"], ("a",), {"a": 1}, {"a"}, object()], ids=type)
def test_an_object_where_a_text_was_expected_is_refused(engine: Any, kept: Any, value: Any) -> None:
    with engine.begin() as connection:
        connection.execute(insert(kept), {"name": "a"})
    statement = select(kept.c.name).where(kept.c.name == bindparam("given", type_=String))
    with engine.connect() as connection, contextlib.suppress(exc.StatementError, exc.ArgumentError):
        assert connection.scalars(statement, {"given": value}).all() == []


@pytest.mark.parametrize("value", ["1; DROP TABLE kept", "1 OR 1=1", object(), [1], {"a": 1}, "'1'", None])
def test_only_numbers_and_expressions_limit(engine: Any, kept: Any, value: Any) -> None:
    for method in ("limit", "offset", "fetch"):
        if value is None:
            assert getattr(select(kept.c.id), method)(None) is not None
            continue
        with pytest.raises((exc.ArgumentError, exc.CompileError, ValueError, TypeError)):
            str(getattr(select(kept.c.id), method)(value).compile(engine))


# ---- settings of connections


def test_a_value_that_does_not_fit_is_refused(url: str, engine: Any, kept: Any) -> None:
    if engine.dialect.name == "sqlite":
        pytest.skip("SQLite keeps what is too long")
    lax = {"init_command": "SET sql_mode = ''"} if engine.dialect.name == "mysql" else {}
    fresh = create_engine(url, connect_args=lax)
    for column, value in ((kept.c.short, "abcdef"), (kept.c.number, 2**31)):
        with pytest.raises(exc.DBAPIError):
            _round_trip(fresh, column, value)
    fresh.dispose()
    if engine.dialect.name == "mysql":
        opted_out = create_engine(url, connect_args=lax, strict=False)
        assert _round_trip(opted_out, kept.c.short, "abcdef") == "abc"
        opted_out.dispose()


SETTINGS = {
    "mysql": ["SET sql_mode = CONCAT(@@sql_mode, ',NO_BACKSLASH_ESCAPES')", "SET sql_mode = 'STRICT_TRANS_TABLES'"],
    "postgresql": ["SET standard_conforming_strings = off", "SET standard_conforming_strings = on"],
    "sqlite": ["PRAGMA case_sensitive_like = 1", "PRAGMA case_sensitive_like = 0"],
}


@pytest.mark.parametrize("value", ["\\", "a\\'b", "\\' OR 1=1 --", "\\\\", "%\\s", "é\\😀"])
def test_backslashes_are_kept_whatever_was_set_after_connecting(engine: Any, value: str) -> None:
    for setting in SETTINGS[engine.dialect.name]:
        with engine.connect() as connection:
            connection.execute(text(setting))
            for way in ({}, {"literal_execute": True}):
                assert connection.scalar(select(literal(value, **way))) == value
                found = connection.scalars(select(literal(1)).where(literal(value, **way).in_([value, "'"])))
                assert found.all() == [1]
            connection.invalidate()


def test_local_files_and_several_statements_are_off(engine: Any) -> None:
    with engine.connect() as connection, pytest.raises((exc.DBAPIError, Warning)):
        connection.execute(text("SELECT 1; SELECT 2"), {}).all()
        connection.execute(text("SELECT :x; SELECT 2"), {"x": 1}).all()
    if engine.dialect.name == "mysql":
        with engine.connect() as connection, pytest.raises(exc.DBAPIError):
            connection.execute(text("LOAD DATA LOCAL INFILE '/etc/hostname' INTO TABLE nowhere"))
