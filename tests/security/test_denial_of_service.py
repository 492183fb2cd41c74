"""Large and deep statements, as a filter made from a request can be: no crash, and time in proportion to their size.

Proportion is measured in calls of Python functions, which do not depend on how busy the machine is.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from functools import reduce
from typing import Any

import pytest

from ormolu import (
    Column,
    Integer,
    MetaData,
    String,
    Table,
    and_,
    case,
    create_engine,
    exc,
    func,
    insert,
    make_url,
    not_,
    or_,
    select,
    text,
    union_all,
)
from ormolu.dialects import postgresql, sqlite
from ormolu.orm import DeclarativeBase, Mapped, Session, mapped_column

things = Table("things", MetaData(), Column("id", Integer, primary_key=True), Column("name", String(20)))
ID = things.c.id


def _nested_and_or(depth: int) -> Any:
    return reduce(lambda found, n: (and_ if n % 2 else or_)(found, n == ID), range(depth), ID == 0)


BUILDERS: dict[str, Callable[[int], Any]] = {
    "nested and_ in or_": lambda n: select(things).where(_nested_and_or(n)),
    "nested and_": lambda n: select(things).where(reduce(lambda found, m: and_(found, m == ID), range(n), ID == 0)),
    "chain of |": lambda n: select(things).where(reduce(lambda found, m: found | (m == ID), range(n), ID == 0)),
    "chain of +": lambda n: select(reduce(lambda found, m: found + m, range(n), ID)),
    "flat or_": lambda n: select(things).where(or_(*[m == ID for m in range(n)])),
    "where by where": lambda n: reduce(lambda found, m: found.where(m == ID), range(n), select(things)),
    "not in not": lambda n: select(things).where(reduce(lambda found, m: not_(func.f(found)), range(n), ID == 0)),
    "union of many": lambda n: union_all(*[select(ID) for _ in range(n)]),
    "union by union": lambda n: reduce(lambda found, m: found.union_all(select(ID)), range(n), select(ID)),
    "case of many": lambda n: select(case(*[(m == ID, m) for m in range(n)])),
    "in of many": lambda n: select(things).where(ID.in_(list(range(10 * n)))),
    "values of many": lambda n: insert(things).values([{"id": m} for m in range(n)]),
}


def _calls(work: Callable[[], Any]) -> int:
    """How many Python functions `work` calls, on all threads."""
    count = 0

    def note(frame: Any, what: str, argument: Any) -> None:
        nonlocal count
        count += what == "call"

    threading.setprofile(note)
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
    return count


@pytest.mark.parametrize("what", BUILDERS)
def test_work_grows_with_the_size_of_a_statement(what: str) -> None:
    build, dialect = BUILDERS[what], sqlite.dialect()

    def work(size: int) -> None:
        str(build(size).compile(dialect=dialect, compile_kwargs={"render_postcompile": True}))

    work(10)
    small, large = _calls(lambda: work(300)), _calls(lambda: work(1200))
    assert large < 6 * small


@pytest.mark.parametrize("what", ["nested and_ in or_", "union by union"])
def test_ten_thousand_levels_are_compiled(what: str) -> None:
    limit = sys.getrecursionlimit()
    text_ = str(BUILDERS[what](10_000).compile(dialect=postgresql.dialect()))
    assert len(text_) > 10_000
    assert sys.getrecursionlimit() == limit


def test_a_deep_statement_reaches_the_database_which_says_what_it_thinks(sqlite_engine: Any) -> None:
    with sqlite_engine.connect() as connection, pytest.raises(exc.OperationalError, match="overflow|depth"):
        things.metadata.create_all(connection)
        connection.execute(BUILDERS["nested and_ in or_"](3000))


def test_a_deep_filter_on_a_mapped_class(engine: Any) -> None:
    class Base(DeclarativeBase):
        pass

    class Thing(Base):
        __tablename__ = "things"
        id: Mapped[int] = mapped_column(primary_key=True)

    Base.metadata.create_all(engine)
    criterion = reduce(lambda found, n: (and_ if n % 2 else or_)(found, Thing.id == n), range(400), Thing.id == 0)
    with Session(engine) as session:
        try:
            assert session.scalars(select(Thing).where(criterion)).all() == []
        except exc.OperationalError as error:
            assert "parser stack overflow" in str(error.orig)  # SQLite takes 100 parentheses


def test_an_in_list_of_a_hundred_thousand(engine: Any) -> None:
    things.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(things), [{"id": 1}, {"id": 99_999}])
        statement = select(ID).where(ID.in_(list(range(100_000)))).order_by(ID)
        try:
            assert connection.scalars(statement).all() == [1, 99_999]
        except exc.DBAPIError as error:
            # what the protocol cannot carry is told, not cut
            assert engine.dialect.name == "postgresql" and "65535" in str(error.orig)


def test_the_cache_of_statements_is_bounded(sqlite_engine: Any) -> None:
    engine = create_engine("sqlite://", query_cache_size=20)
    with engine.connect() as connection:
        for n in range(100):
            connection.execute(select(text("1")).where(or_(*[text("1 = 1")] * (n + 1))))
    assert len(engine._compiled_cache) <= 30


@pytest.mark.parametrize(
    "attack",
    [":" * 50_000, ":a" * 25_000, "\\:" * 25_000, "'" * 50_000, "x:" * 25_000 + "y", "%" * 50_000],
    ids=lambda attack: attack[:4],
)
def test_reading_text_takes_time_in_proportion(attack: str) -> None:
    str(text(attack).compile(dialect=postgresql.dialect()))


@pytest.mark.parametrize(
    "attack", ["://" + "a:" * 20_000, "a://" + "@" * 40_000, "a://b?" + "c=d&" * 10_000, "a" * 50_000]
)
def test_reading_a_url_takes_time_in_proportion(attack: str) -> None:
    try:
        make_url(attack)
    except (exc.ArgumentError, ValueError) as error:
        assert "a" * 100 not in str(error)
