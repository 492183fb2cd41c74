"""No name gets out of its quotes: whatever it is called, a thing is only itself.

First without a database: the SQL with a hostile name and that with a harmless one are the same, but for the name. Then
on the real ones: what was written under a hostile name is read back under it, and other tables are untouched.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import hostile
import pytest
from hypothesis import given

from ormolu import (
    CheckConstraint,
    Column,
    Enum,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Sequence,
    String,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    case,
    cast,
    collate,
    column,
    create_engine,
    delete,
    event,
    exc,
    extract,
    func,
    insert,
    inspect,
    literal,
    select,
    table,
    text,
    tuple_,
    union_all,
    update,
    values,
)
from ormolu.dialects import mysql, postgresql, sqlite
from ormolu.dialects.postgresql import asyncpg as asyncpg_dialect
from ormolu.schema import (
    AddConstraint,
    CreateIndex,
    CreateSchema,
    CreateSequence,
    CreateTable,
    DropColumnComment,
    DropIndex,
    DropTable,
    SetColumnComment,
    SetTableComment,
)
from ormolu.sql.savepoints import ReleaseSavepointClause, RollbackToSavepointClause, SavepointClause

plain = table("t", column("id", Integer), column("x", String))
HARMLESS = "Harm less"

Builder = Callable[[str], Any]


def _table(name: str, **kw: Any) -> Table:
    return Table(name, MetaData(), Column("id", Integer, primary_key=True), Column("x", String(5)), **kw)


def _with_column(name: str) -> Table:
    return Table("t", MetaData(), Column("id", Integer, primary_key=True), Column(name, String(5), comment=name))


def _child(name: str) -> Table:
    metadata = MetaData()
    Table(name, metadata, Column(name, Integer, primary_key=True))
    return Table("c", metadata, Column("y", Integer), ForeignKeyConstraint(["y"], [metadata.tables[name].c[name]]))


STATEMENTS: dict[str, Builder] = {
    "table": lambda name: select(_table(name)),
    "schema": lambda name: select(_table("t", schema=name)),
    "column": lambda name: select(_with_column(name)).where(_with_column(name).c[name] == "v"),
    "lone column": lambda name: select(column(name), column(name, is_literal=False).label("b")),
    "label": lambda name: select(plain.c.x.label(name)).order_by(name),
    "label in a subquery": lambda name: select(select(plain.c.x.label(name)).subquery(name)),
    "alias": lambda name: select(plain.alias(name)),
    "cte": lambda name: select(select(plain).cte(name)),
    "recursive cte": lambda name: select(select(plain.c.id.label(name)).cte(name, recursive=True, nesting=True)),
    "lateral": lambda name: select(select(plain).lateral(name)),
    "tablesample": lambda name: select(plain.tablesample(func.bernoulli(1), name=name, seed=func.random())),
    "values": lambda name: select(values(column(name, Integer), name=name).data([(1,)])),
    "table valued": lambda name: select(func.json_each("{}").table_valued(name, name=name)),
    "function": lambda name: select(getattr(func, name)(1)),
    "package": lambda name: select(getattr(getattr(func, name), name)(1)),
    "collation": lambda name: select(collate(plain.c.x, name)),
    "bind": lambda name: select(plain).where(plain.c.x == bindparam(name, "v")),
    "expanding bind": lambda name: select(plain).where(plain.c.x.in_(bindparam(name, ["v"], expanding=True))),
    "bind in text": lambda name: text("SELECT 1").columns(column(name)).subquery(name).select(),
    "insert": lambda name: insert(_with_column(name)).values({name: "v"}),
    "insert of many": lambda name: insert(_with_column(name)).values([{name: "v"}, {name: "w"}]),
    "insert from": lambda name: insert(_with_column(name)).from_select(["id", name], select(plain)),
    "update": lambda name: update(_with_column(name)).values({name: "v"}).where(column(name) == "w"),
    "delete": lambda name: _delete(_table(name)),
    "returning": lambda name: insert(_with_column(name)).values({name: "v"}).returning(_with_column(name).c[name]),
    "union": lambda name: union_all(select(plain.c.x.label(name)), select(plain.c.x.label(name))).order_by(name),
    "for update": lambda name: select(plain.alias(name)).with_for_update(of=plain.alias(name)),
    "join": lambda name: select(plain).join(_table(name), _table(name).c.id == plain.c.id),
    "group": lambda name: select(func.count(), column(name)).group_by(column(name)).having(column(name) > 1),
    "window": lambda name: select(func.rank().over(partition_by=column(name), order_by=column(name))),
    "case": lambda name: select(case({name: name}, value=column(name), else_=name)),
    "cast": lambda name: select(cast(column(name), String(5, collation=name))),
    "tuple": lambda name: select(plain).where(tuple_(column(name), plain.c.id).in_([(1, 2)])),
    "json": lambda name: select(column("j", __import__("ormolu").JSON)[name]),
    "sequence": lambda name: select(Sequence(name).next_value()),
    "savepoint": SavepointClause,
    "rollback to": RollbackToSavepointClause,
    "release": ReleaseSavepointClause,
    "literal": lambda name: select(literal(name, literal_execute=True)),
    "literal in": lambda name: select(plain).where(plain.c.x.in_([name, name])),
    "escape": lambda name: select(plain).where(plain.c.x.contains(name, autoescape=True)),
    "regexp flags": lambda name: select(plain.c.x.regexp_replace(name, name, flags=name)),
    "enum member": lambda name: select(cast(column("e"), Enum(name, "b", name=name, length=99))),
    "upsert": lambda name: _upsert(name),
}


def _delete(things: Table) -> Any:
    return delete(things).where(things.c.x == "v")


def _upsert(name: str) -> Any:
    statement = postgresql.insert(_with_column(name)).values({name: "v"})
    return statement.on_conflict_do_update(index_elements=[name], set_={name: statement.excluded[name]})


DDL: dict[str, Builder] = {
    "table": lambda name: CreateTable(_table(name)),
    "schema": lambda name: CreateTable(_table(name, schema=name)),
    "comment": lambda name: CreateTable(_table("t", comment=name)),
    "column": lambda name: CreateTable(_with_column(name)),
    "foreign key": lambda name: CreateTable(_child(name)),
    "drop table": lambda name: DropTable(_table(name)),
    "unique": lambda name: AddConstraint(_added(name, UniqueConstraint("x", name=name))),
    "check": lambda name: AddConstraint(_added(name, CheckConstraint("x <> 'a'", name=name))),
    "index": lambda name: CreateIndex(Index(name, _with_column(name).c[name])),
    "drop index": lambda name: DropIndex(Index(name, _with_column(name).c[name])),
    "sequence": lambda name: CreateSequence(Sequence(name, schema=name)),
    "new schema": CreateSchema,
    "table comment": lambda name: SetTableComment(_table(name, comment=name)),
    "column comment": lambda name: SetColumnComment(_with_column(name).c[name]),
    "no column comment": lambda name: DropColumnComment(_with_column(name).c[name]),
    "default": lambda name: CreateTable(Table("t", MetaData(), Column("x", String(99), server_default=name))),
    "enum": lambda name: CreateTable(Table("t", MetaData(), Column("x", Enum(name, "b", name="e", length=99)))),
    "enum check": lambda name: CreateTable(
        Table("t", MetaData(), Column("x", Enum(name, "b", length=99, native_enum=False, create_constraint=True, name=name)))
    ),
}  # fmt: skip


def _added(name: str, constraint: Any) -> Any:
    _table(name).append_constraint(constraint)
    return constraint


DIALECTS = {
    "sqlite": ("sqlite", sqlite.dialect()),
    "postgresql": ("postgresql", postgresql.dialect()),
    "asyncpg": ("postgresql", asyncpg_dialect.dialect()),
    "mysql": ("mysql", mysql.dialect()),
}


def _compiled(build: Builder, name: str, dialect: Any, how: str = "plain") -> str | type[Exception]:
    try:
        return str(build(name).compile(dialect=dialect, compile_kwargs={} if how == "plain" else {how: True}))
    except (exc.CompileError, exc.UnsupportedCompilationError, exc.ArgumentError, AttributeError) as error:
        return type(error)


_harmless = cache(lambda build, which, how: _compiled(build, HARMLESS, DIALECTS[which][1], how))


def _allowed_to_differ(where: str, found: Any) -> bool:
    """A name may be refused; a JSON key that is no ordinary one is looked up in another way."""
    return isinstance(found, type) or where == "json"


@pytest.mark.parametrize("which", DIALECTS)
@given(name=hostile.names())
@hostile.tried(25)
@pytest.mark.filterwarnings("ignore:.*CAST")
def test_no_name_gets_out_of_its_quotes(which: str, name: str) -> None:
    database, dialect = DIALECTS[which]
    for where, build in STATEMENTS.items():
        for how in ("render_postcompile", "literal_binds"):
            found, expected = _compiled(build, name, dialect, how), _harmless(build, which, how)
            if _allowed_to_differ(where, found) or isinstance(expected, type):
                continue
            assert hostile.skeleton(found, database) == hostile.skeleton(expected, database), (where, found)
            assert hostile.is_one_statement(found, database), (where, found)


@pytest.mark.parametrize("which", DIALECTS)
@given(name=hostile.names())
@hostile.tried(30)
def test_no_name_gets_out_of_its_quotes_in_ddl(which: str, name: str) -> None:
    database, dialect = DIALECTS[which]
    for where, build in DDL.items():
        found, expected = _compiled(build, name, dialect), _harmless(build, which, "plain")
        if not isinstance(found, type) and not isinstance(expected, type):
            assert hostile.skeleton(found, database) == hostile.skeleton(expected, database), (where, found)


@given(name=hostile.names(), other=hostile.names())
@hostile.tried(30)
def test_schema_translation_stays_in_its_quotes(name: str, other: str) -> None:
    things = _table("t", schema="a")
    for database, dialect in DIALECTS.values():
        for statement in (
            select(things.c.x.label(name)),
            select(things.c.x, literal(name)).where(things.c.x == name),
            select(things.alias(name)),
        ):
            texts = [
                str(statement.compile(
                    dialect=dialect, schema_translate_map={"a": target}, render_schema_translate=True,
                    compile_kwargs={"literal_binds": True},
                ))
                for target in (other, HARMLESS)
            ]  # fmt: skip
            assert hostile.skeleton(texts[0], database) == hostile.skeleton(texts[1], database)
            assert HARMLESS in texts[1]


@given(field=hostile.names())
@hostile.tried(30)
def test_words_of_the_language_take_no_names(field: str) -> None:
    """Units, key words and phrases cannot be quoted: what is no word is refused."""
    metadata = MetaData()
    parent = Table("p", metadata, Column("id", Integer, primary_key=True))
    for _, dialect in DIALECTS.values():
        with pytest.raises(exc.CompileError):
            str(select(extract(field, plain.c.x)).compile(dialect=dialect))
        child = Table("c", MetaData(), Column("y", Integer))
        constraint = ForeignKeyConstraint([child.c.y], [parent.c.id], ondelete=field)
        child.append_constraint(constraint)
        with pytest.raises(exc.CompileError):
            str(CreateTable(child).compile(dialect=dialect))
    with pytest.raises((exc.CompileError, exc.ArgumentError)):
        str(select(plain.c.x).order_by(field))


# ---- on the databases


@pytest.fixture
def canary(engine: Any) -> Any:
    """A table that nobody else may read, change or drop; checked at the end."""
    metadata = MetaData()
    things = Table("canary", metadata, Column("id", Integer, primary_key=True), Column("secret", String(20)))
    metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(things), [{"id": 1, "secret": "untouched"}])
    yield things
    with engine.connect() as connection:
        assert connection.execute(select(things)).all() == [(1, "untouched")]
    assert set(inspect(engine).get_table_names()) == {"canary"}


def _is_refused(engine: Any, name: str) -> bool:
    """Names that a database has no way to keep, and says so."""
    return engine.dialect.name == "mysql" and any(character > "\uffff" for character in name)


@given(name=hostile.names(30), value=hostile.values())
@hostile.tried(15)
def test_things_under_hostile_names_are_only_themselves(engine: Any, canary: Any, name: str, value: str) -> None:
    if engine.dialect.name == "mysql":
        name = f"q{name}q"  # MariaDB refuses tables whose names end with a space, and leaves out such beginnings
    metadata = MetaData()
    things = Table(
        name, metadata, Column("id", Integer, primary_key=True), Column(name, Text), Column("n", Integer),
        UniqueConstraint("n", name=f"u{name}"), comment=name,
    )  # fmt: skip
    index = Index(f"i{name}", things.c.n)
    if _is_refused(engine, name):
        with pytest.raises((exc.DBAPIError, exc.IdentifierError)):
            metadata.create_all(engine)
        return
    metadata.create_all(engine)
    try:
        with engine.begin() as connection:
            _write_and_read(connection, things, name, value)
        inspector = inspect(engine)
        assert name in inspector.get_table_names()
        assert name in [found["name"] for found in inspector.get_columns(name)]
        assert index.name in [found["name"] for found in inspector.get_indexes(name)]
        reflected = Table(name, MetaData(), autoload_with=engine)
        with engine.connect() as connection:
            assert connection.scalar(select(reflected.c[name])) == value
    finally:
        metadata.drop_all(engine)


def _write_and_read(connection: Any, things: Table, name: str, value: str) -> None:
    column_ = things.c[name]
    connection.execute(insert(things), [{name: value, "n": 1}, {name: "other", "n": 2}])
    labelled = select(column_.label(name)).where(column_ == value).order_by(name)
    assert connection.execute(labelled).mappings().one() == {name: value}
    alias = things.alias(name)
    assert connection.scalar(select(alias.c[name]).where(alias.c[name] == bindparam(name, value))) == value
    cte = select(column_.label(name)).where(column_.in_([value, name])).cte(name + "c")
    assert value in connection.scalars(select(cte.c[name])).all()
    with connection.begin_nested():
        connection.execute(update(things).where(things.c.n == 2).values({name: name}))
    assert connection.scalar(select(column_).where(things.c.n == 2)) == name
    connection.execute(delete(things).where(column_ == literal(name, literal_execute=True), things.c.n == 2))
    assert connection.scalars(select(column_)).all() == [value]


@given(name=hostile.names(30))
@hostile.tried(15)
def test_savepoints_with_hostile_names(engine: Any, canary: Any, name: str) -> None:
    with engine.connect() as connection:
        if _is_refused(engine, name):
            with pytest.raises(exc.DBAPIError):
                connection.execute(SavepointClause(name))
            return
        connection.execute(SavepointClause(name))
        connection.execute(delete(canary))
        connection.execute(RollbackToSavepointClause(name))
        connection.execute(ReleaseSavepointClause(name))
        assert connection.scalar(select(func.count()).select_from(canary)) == 1
        connection.commit()


@given(name=hostile.names(30))
@hostile.tried(15)
def test_constraints_sequences_and_schemas_with_hostile_names(engine: Any, canary: Any, name: str) -> None:
    if engine.dialect.name != "postgresql":
        pytest.skip("the only one of the three with all of them")
    metadata = MetaData(schema=name)
    counter = Sequence(name, metadata=metadata, schema=name)
    things = Table(
        "t", metadata, Column("id", Integer, counter, primary_key=True), Column("e", Enum(name, "b", name=name + "e")),
        CheckConstraint("id <> 0", name=name), comment=name,
    )  # fmt: skip
    with engine.begin() as connection:
        connection.execute(CreateSchema(name))
        metadata.create_all(connection)
        connection.execute(insert(things), {"e": name})
        assert connection.execute(select(things.c.id, things.c.e)).all() == [(1, name)]
        mapped = Table("t", MetaData(), Column("e", String), schema="a")
        statement = select(mapped.c.e.label("__[SCHEMA_a]"), literal(name, literal_execute=True))
        found = connection.execute(statement, execution_options={"schema_translate_map": {"a": name}})
        assert found.mappings().one()["__[SCHEMA_a]"] == name
        connection.rollback()


@pytest.mark.parametrize("bad", hostile.UNENCODABLE)
def test_characters_that_no_name_can_have_are_refused(engine: Any, canary: Any, bad: str) -> None:
    name = f"a{bad}'; DROP TABLE canary; --"
    for statement in (
        CreateTable(_table(name)), select(canary.c.id.label(name)), select(canary.alias(name)), SavepointClause(name),
        select(canary.c.id).where(column(name) == 1),
    ):  # fmt: skip
        with engine.connect() as connection, pytest.raises(exc.IdentifierError):
            connection.execute(statement)


@pytest.mark.parametrize("length", [64, 65, 300])
def test_long_names_are_themselves_or_refused(engine: Any, canary: Any, length: int) -> None:
    name = "é'" * (length // 2)
    with engine.connect() as connection:
        try:
            row = connection.execute(select(canary.c.secret.label(name), canary.c.id.label(name + "2"))).one()
            assert tuple(row) == ("untouched", 1)
        except exc.DBAPIError:
            assert engine.dialect.name == "mysql"


def test_keys_of_a_request_are_only_columns(engine: Any, canary: Any) -> None:
    """`insert(t).values(**body)`, `filter_by(**body)`, `order_by(body["sort"])`: names that are no column are refused."""
    for key in ("secret = 'x' --", 'secret", "id', "_connector", "secret; DROP TABLE canary"):
        with engine.connect() as connection:
            with pytest.raises(exc.CompileError):
                connection.execute(insert(canary).values({key: "x"}))
            connection.execute(insert(canary), {"id": 2, "secret": "x", key: "x"})
            connection.rollback()
            with pytest.raises(exc.CompileError):
                connection.execute(update(canary).values({key: "x"}))
            with pytest.raises(exc.InvalidRequestError):
                select(canary).filter_by(**{key: "x"})
            with pytest.raises(exc.CompileError):
                connection.execute(select(canary).order_by(key))
            with pytest.raises(exc.CompileError):
                connection.execute(select(func.count()).select_from(canary).group_by(key))


def test_two_phase_identifiers_are_data(url: str, engine: Any, canary: Any) -> None:
    if engine.dialect.name == "sqlite":
        pytest.skip("SQLite has no two-phase transactions")
    fresh = create_engine(url)
    sent: list[str] = []
    event.listen(fresh, "before_cursor_execute", lambda *args: sent.append(args[2]))
    with fresh.connect() as connection:
        transaction = connection.begin_twophase("x'; DROP TABLE canary; -- \\%s")
        connection.execute(select(literal(1)))
        try:
            transaction.prepare()
            transaction.rollback()
        except exc.DBAPIError as error:
            assert "prepared transactions are disabled" in str(error)
            transaction.close()
    assert all(hostile.is_one_statement(each, engine.dialect.name) for each in sent)
    fresh.dispose()
