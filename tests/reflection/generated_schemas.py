"""Schemas for property tests: what may be declared on a database -> MetaData objects, drawn by hypothesis.

`schemas(database)` draws a MetaData with up to three tables in up to two schemas: names of any spelling, every family of
types, defaults, keys, constraints, indexes, comments and computed columns, each as far as the database has it.
"""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

import ormolu as sa
from ormolu.dialects import mysql, postgresql, sqlite

OTHER_SCHEMA = f'Other "schéma".x% {os.getpid()}'  # MariaDB's schemas are databases of the server

_LETTERS = "abcAB_12 \"'`%:.;,()[]{}-\\/?$&*=<>|éßñÜ中Ω"
_RESERVED = ("select", "order", "user", "table", "index", "group", "check", "From", "constraint", "values")
_TEXTS = st.text(alphabet="ab \"'`%:;()\\\n\té中?-,", max_size=12)


def _plain_key(name: str) -> str:
    """What MariaDB's collation for names takes for the same name has the same key."""
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold().strip()


def _is_name(name: str) -> bool:
    return name == name.strip() and bool(_plain_key(name)) and not name.startswith("sqlite_")


_NAMES = st.one_of(
    st.sampled_from(_RESERVED), st.text("abcdefgh", min_size=1, max_size=5), st.text(_LETTERS, min_size=1, max_size=9)
).filter(_is_name)


@dataclass(frozen=True)
class Family:
    """Types that are declared alike. defaults: of any type in the family; keyable: may be part of keys and indexes."""

    types: st.SearchStrategy[Any]
    defaults: st.SearchStrategy[Any] = field(default_factory=st.nothing)
    keyable: bool = False


def _small(least: int, most: int) -> st.SearchStrategy[int]:
    return st.integers(least, most)


_NUMBERS = st.sampled_from([sa.text("0"), sa.text("-5"), sa.text("(1 + 2)"), sa.text("42"), "7"])
_WORDS = st.one_of(
    _TEXTS.filter(lambda text: len(text) <= 5), st.sampled_from(["it's", "100%", "a:b", "NULL", "('x')"])
)
_NUMERIC = st.tuples(_small(1, 18), _small(0, 4)).map(lambda size: (size[0] + size[1], size[1]))

EVERYWHERE = [
    Family(st.sampled_from([sa.Integer(), sa.SmallInteger(), sa.BigInteger()]), _NUMBERS, True),
    Family(_small(1, 60).map(sa.String), _WORDS.filter(lambda text: len(text) <= 1), True),
    Family(_small(5, 60).map(sa.VARCHAR), _WORDS, True),
    Family(_small(1, 60).map(sa.CHAR), keyable=True),
    Family(_small(1, 60).map(sa.Unicode)),
    Family(st.sampled_from([sa.Text(), sa.LargeBinary(), sa.UnicodeText(), sa.JSON(), sa.PickleType()])),
    Family(_NUMERIC.map(lambda size: sa.Numeric(*size)), st.sampled_from([sa.text("0"), sa.text("0.5")]), True),
    Family(st.sampled_from([sa.Float(), sa.Double(), sa.REAL(), sa.Float(53)]), st.just(sa.text("1.5"))),
    Family(st.just(sa.DateTime()), st.sampled_from([sa.text("CURRENT_TIMESTAMP"), "2020-01-02 03:04:05"]), True),
    Family(st.sampled_from([sa.Date(), sa.Time()]), keyable=True),
    Family(st.sampled_from([sa.Boolean(), sa.Uuid(), sa.Interval(), sa.Enum("a", "b", native_enum=False)])),
]

POSTGRESQL = [
    Family(st.sampled_from([sa.DateTime(timezone=True), sa.Time(timezone=True), sa.String(), sa.Float(20)])),
    Family(
        st.tuples(_small(0, 6), st.booleans()).map(
            lambda drawn: postgresql.TIMESTAMP(precision=drawn[0], timezone=drawn[1])
        ),
        st.just(sa.text("now()")),
    ),
    Family(
        st.sampled_from(
            [postgresql.INTERVAL(), postgresql.INTERVAL(precision=3), postgresql.INTERVAL(fields="YEAR TO MONTH")]
        )
    ),
    Family(_small(1, 30).flatmap(lambda n: st.sampled_from([postgresql.BIT(n), postgresql.BIT(n, varying=True)]))),
    Family(
        st.sampled_from([
            postgresql.JSONB(), postgresql.BYTEA(), postgresql.INET(), postgresql.CIDR(), postgresql.MACADDR(),
            postgresql.MACADDR8(), postgresql.MONEY(), postgresql.OID(), postgresql.REGCLASS(), postgresql.TSVECTOR(),
            postgresql.TSQUERY(), postgresql.INT4RANGE(), postgresql.INT8RANGE(), postgresql.NUMRANGE(),
            postgresql.DATERANGE(), postgresql.TSRANGE(), postgresql.TSTZRANGE(), postgresql.INT4MULTIRANGE(),
            postgresql.TSTZMULTIRANGE(), postgresql.NUMMULTIRANGE(),
        ])
    ),
    Family(
        st.sampled_from([sa.Integer(), sa.String(7), sa.Numeric(8, 3), postgresql.TIMESTAMP(timezone=True), sa.Uuid()]).map(
            postgresql.ARRAY
        )
    ),
    Family(st.just(sa.String(30, collation="C"))),
]  # fmt: skip

MARIADB = [
    Family(
        st.tuples(
            st.sampled_from([mysql.TINYINT, mysql.SMALLINT, mysql.MEDIUMINT, mysql.INTEGER, mysql.BIGINT]),
            st.booleans(),
            st.booleans(),
        ).map(lambda drawn: drawn[0](unsigned=drawn[1] or drawn[2], zerofill=drawn[2])),
        st.sampled_from([sa.text("0"), sa.text("42")]),
    ),
    Family(
        st.sampled_from([
            mysql.TINYTEXT(), mysql.MEDIUMTEXT(), mysql.LONGTEXT(), mysql.TINYBLOB(), mysql.MEDIUMBLOB(),
            mysql.LONGBLOB(), mysql.YEAR(), mysql.BIT(1), mysql.BIT(12), mysql.INET6(), mysql.JSON(),
            mysql.DOUBLE(10, 3), mysql.FLOAT(unsigned=True), mysql.DECIMAL(9, 2, unsigned=True),
            mysql.VARBINARY(20), mysql.BINARY(3),
        ])
    ),
    Family(
        st.lists(_TEXTS.map(str.strip), min_size=1, max_size=3, unique_by=_plain_key).flatmap(
            lambda values: st.sampled_from([mysql.ENUM(*values), sa.Enum(*values)])
        )
    ),
    Family(st.sampled_from([mysql.SET("a", "b'c", "d%"), mysql.SET("x")])),
    Family(_small(1, 6).flatmap(lambda n: st.sampled_from([mysql.DATETIME(fsp=n), mysql.TIME(fsp=n), mysql.TIMESTAMP(fsp=n)]))),
    Family(st.just(mysql.TIMESTAMP()), st.just(sa.text("CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP"))),
    Family(
        st.sampled_from(
            [
                mysql.VARCHAR(9, charset="latin1", collation="latin1_bin"),
                mysql.TEXT(charset="utf8mb4", collation="utf8mb4_bin"),
            ]
        )
    ),
]  # fmt: skip

SQLITE = [
    Family(st.sampled_from([sa.String(), sa.BLOB(), sa.TIMESTAMP(), sa.Numeric(), sa.String(30, collation="NOCASE")])),
    Family(st.sampled_from([sqlite.DATETIME(), sqlite.DATE(), sqlite.TIME(), sqlite.JSON()])),
]  # fmt: skip

FAMILIES = {"sqlite": EVERYWHERE + SQLITE, "postgresql": EVERYWHERE + POSTGRESQL, "mysql": EVERYWHERE + MARIADB}

_ACTIONS = {
    "sqlite": [None, "CASCADE", "SET NULL", "SET DEFAULT", "RESTRICT"],
    "postgresql": [None, "CASCADE", "SET NULL", "SET DEFAULT", "RESTRICT"],
    "mysql": [None, "CASCADE", "SET NULL"],
}
_DEFERRABLE = [(None, None), (True, None), (True, "DEFERRED"), (True, "IMMEDIATE"), (False, None)]


class _Schema:
    """One draw: the tables so far, and the names that are still free."""

    def __init__(self, draw: Any, database: str) -> None:
        self.draw = draw
        self.database = database
        self.metadata = sa.MetaData()
        self.taken: set[str] = set()

    def name(self) -> str:
        """A name that no database takes for one of those before it."""
        name = self.draw(_NAMES.filter(lambda name: _plain_key(name) not in self.taken))
        self.taken.add(_plain_key(name))
        return str(name)

    def maybe(self, strategy: st.SearchStrategy[Any]) -> Any:
        return self.draw(st.one_of(st.none(), strategy))

    def one_of(self, *choices: Any) -> Any:
        return self.draw(st.sampled_from(choices))

    def chance(self) -> bool:
        return self.draw(st.booleans())

    # -- tables ----------------------------------------------------------------------------------------------

    def tables(self) -> sa.MetaData:
        count = self.draw(st.integers(1, 3))
        for _ in range(count):
            self.table()
        for table in list(self.metadata.tables.values()):
            for _ in range(self.draw(st.integers(0, 2))):
                self.foreign_key(table)
        return self.metadata

    def comment(self) -> str | None:
        return None if self.database == "sqlite" else self.maybe(_TEXTS.filter(bool))

    def table(self) -> None:
        table = sa.Table(
            self.name(), self.metadata, schema=self.one_of(None, None, OTHER_SCHEMA), comment=self.comment()
        )
        self.primary_key(table)
        for _ in range(self.draw(st.integers(1, 5))):
            self.column(table)
        table.dialect_options["sqlite"]["autoincrement"] = self.database == "sqlite" and self.chance()
        self.computed(table)
        self.unique(table)
        self.check(table)
        self.index(table)

    def primary_key(self, table: sa.Table) -> None:
        kind = self.one_of("auto", "auto", "composite", "text", "none", "identity")
        if kind == "identity" and self.database != "postgresql":
            kind = "auto"
        if kind == "auto":
            type_ = sa.Integer() if self.database == "sqlite" else self.one_of(sa.Integer(), sa.BigInteger())
            table.append_column(sa.Column(self.name(), type_, primary_key=True))
        elif kind == "identity":
            identity = sa.Identity(
                always=self.chance(), start=self.one_of(None, 5), increment=self.one_of(None, 2), minvalue=self.one_of(None, 1),
                maxvalue=self.one_of(None, 1000), cycle=self.one_of(None, True), cache=self.one_of(None, 3),
            )  # fmt: skip
            table.append_column(sa.Column(self.name(), sa.BigInteger(), identity, primary_key=True))
        elif kind != "none":
            columns = [
                sa.Column(self.name(), type_, primary_key=True, autoincrement=False)
                for type_ in ([sa.String(20)] if kind == "text" else [sa.Integer(), sa.String(10)])
            ]
            for column in columns:
                table.append_column(column)
            if self.chance() and self.database != "mysql":
                table.primary_key.name = self.name()

    def column(self, table: sa.Table) -> None:
        if self.database == "postgresql" and self.draw(st.integers(0, 5)) == 0:
            table.append_column(sa.Column(self.name(), self.named_type(), comment=self.comment()))
            return
        family = self.draw(st.sampled_from(FAMILIES[self.database]))
        type_ = self.draw(family.types)
        default = self.maybe(family.defaults) if not family.defaults.is_empty else None
        nullable = self.chance()
        column = sa.Column(
            self.name(),
            type_,
            nullable=nullable,
            server_default=default,
            comment=self.comment(),
            info={"keyable": family.keyable},
        )
        table.append_column(column)

    def named_type(self) -> Any:
        schema = self.one_of(None, OTHER_SCHEMA)
        if self.chance():
            values = self.draw(st.lists(_TEXTS.filter(bool), min_size=1, max_size=3, unique=True))
            enum = postgresql.ENUM(*values, name=self.name(), schema=schema, metadata=self.metadata)
            return postgresql.ARRAY(enum) if self.chance() else enum
        check = self.one_of(None, sa.text("VALUE IS NOT NULL"))
        base = self.one_of(sa.Integer(), sa.String(20), sa.Numeric(9, 3), postgresql.ARRAY(sa.Integer))
        return postgresql.DOMAIN(
            self.name(),
            base,
            schema=schema,
            default=self.one_of(None, sa.text("7")) if isinstance(base, sa.Integer) else None,
            not_null=self.one_of(None, True),
            check=check,
            constraint_name=None if check is None else self.name(),
            metadata=self.metadata,
        )

    def keyable(self, table: sa.Table) -> list[Any]:
        return [column for column in table.c if column.primary_key or column.info.get("keyable")]

    def computed(self, table: sa.Table) -> None:
        numbers = [c for c in table.c if isinstance(c.type, sa.Integer) and not c.primary_key]
        if not numbers or not self.chance():
            return
        persisted = True if self.database == "postgresql" else self.one_of(None, True, False)
        table.append_column(sa.Column(self.name(), sa.Integer(), sa.Computed(numbers[0] + 1, persisted=persisted)))

    # -- constraints -----------------------------------------------------------------------------------------

    def constraint_name(self) -> str | None:
        return self.name() if self.chance() else None

    def deferral(self) -> dict[str, Any]:
        if self.database != "postgresql":
            return {}
        deferrable, initially = self.one_of(*_DEFERRABLE)
        return {"deferrable": deferrable, "initially": initially}

    def unique(self, table: sa.Table) -> None:
        columns = self.keyable(table)[-2:]
        # PostgreSQL leaves out an unnamed one that says what the primary key says
        if set(columns) - set(table.primary_key) and self.chance():
            table.append_constraint(sa.UniqueConstraint(*columns, name=self.constraint_name()))

    def check(self, table: sa.Table) -> None:
        for column in list(table.c)[:3]:
            if not self.chance() or (column.primary_key and self.database == "mysql"):
                continue
            condition: Any = column.is_not(None)
            if isinstance(column.type, sa.Integer):
                condition = self.one_of(column > -5, sa.or_(column < 10, column.is_(None)), sa.not_(column.in_([1, 2])))
            elif isinstance(column.type, sa.String) and not isinstance(column.type, sa.Enum):
                condition = self.one_of(column != "it's 100% (a:b) \\", sa.and_(column != ")", column.like("%x%")))
            table.append_constraint(sa.CheckConstraint(condition, name=self.constraint_name()))

    def foreign_key(self, table: sa.Table) -> None:
        """A key to any table, the table itself included; its columns are made for it, of the types it refers to."""
        target = self.draw(st.sampled_from(list(self.metadata.tables.values())))
        if not len(target.primary_key) or not self.can_refer(table, target):
            return
        columns = [
            sa.Column(self.name(), column.type.copy() if hasattr(column.type, "copy") else column.type)
            for column in target.primary_key
        ]
        for column in columns:
            table.append_column(column)
        actions = _ACTIONS[self.database]
        options: dict[str, Any] = {"ondelete": self.one_of(*actions), "onupdate": self.one_of(*actions)}
        if self.database != "mysql":
            options["deferrable"], options["initially"] = self.one_of(*_DEFERRABLE)
        if self.database == "postgresql":
            options["match"] = self.one_of(None, "FULL")
        table.append_constraint(sa.ForeignKeyConstraint(columns, list(target.primary_key), name=self.name(), **options))

    def can_refer(self, table: sa.Table, target: sa.Table) -> bool:
        """SQLite cannot leave a schema; to MariaDB, a name without schema is one of the schema it stands in."""
        return (
            table.schema == target.schema
            or self.database == "postgresql"
            or (self.database == "mysql" and target.schema is not None)
        )

    # -- indexes ---------------------------------------------------------------------------------------------

    def index(self, table: sa.Table) -> None:
        columns = self.keyable(table)
        if not columns:
            return
        if self.chance():
            last = columns[-1]
            element = self.one_of(last, last.desc())
            options: dict[str, Any] = {}
            if self.database != "mysql" and self.chance():
                options[f"{self.database}_where"] = last.is_not(None)
            if self.database == "postgresql" and self.chance():
                options["postgresql_include"] = [columns[0].name]
            sa.Index(self.name(), element, unique=self.chance(), **options)
        texts = [c for c in columns if isinstance(c.type, sa.String) and (c.type.length or 0) > 3]
        if texts and self.chance():
            if self.database == "mysql":
                sa.Index(self.name(), texts[0], mysql_length={texts[0].name: 2})
            elif self.database == "postgresql":
                sa.Index(self.name(), sa.func.lower(texts[0]), postgresql_using="btree")


@st.composite
def schemas(draw: Any, database: str) -> sa.MetaData:
    """A MetaData that can be created on "sqlite", "postgresql" or "mysql" (MariaDB)."""
    return _Schema(draw, database).tables()
