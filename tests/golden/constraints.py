"""Constraints: primary key, unique, check, foreign key; inside CREATE TABLE and by ALTER TABLE."""

from golden.registry import Case
from ormolu import (
    Boolean,
    CheckConstraint,
    Column,
    Enum,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)  # fmt: skip
from ormolu.dialects.postgresql import INT4RANGE, ExcludeConstraint
from ormolu.schema import AddConstraint, CreateTable, DropConstraint

CONVENTION = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def table(*items: object, naming: object = None, **options: object) -> CreateTable:
    metadata = MetaData(naming_convention=naming) if naming else MetaData()
    Table("other", metadata, Column("id", Integer, primary_key=True), Column("b", Integer), UniqueConstraint("id", "b"))
    return CreateTable(Table("t", metadata, *items, **options))


other = [
    CreateTable(
        Table(
            "other",
            MetaData(),
            Column("id", Integer, primary_key=True),
            Column("b", Integer),
            UniqueConstraint("id", "b"),
        )
    )
]
bare = Table("t", MetaData(), Column("a", Integer), Column("b", Integer))
no_alter = {"sqlite": "no ALTER TABLE for constraints"}


def alter(constraint: object) -> AddConstraint:
    Table("t", (m := MetaData()), Column("a", Integer), Column("b", Integer), constraint)
    Table("other", m, Column("id", Integer, primary_key=True))
    return AddConstraint(constraint)


def dropped(constraint: object, **options: object) -> DropConstraint:
    Table("t", MetaData(), Column("a", Integer), Column("b", Integer), constraint)
    return DropConstraint(constraint, **options)


def with_unique(name: str) -> list[CreateTable]:
    return [
        CreateTable(
            Table("t", MetaData(), Column("a", Integer), Column("b", Integer), UniqueConstraint("a", name=name))
        )
    ]


ENTRIES = {
    "PRIMARY KEY with a name": table(
        Column("a", Integer), Column("b", Integer), PrimaryKeyConstraint("a", "b", name="t_key")
    ),
    "UNIQUE": table(Column("a", Integer, unique=True), Column("b", Integer), UniqueConstraint("a", "b", name="both")),
    "CHECK": table(Column("a", Integer, CheckConstraint("a > 0")), CheckConstraint("a < 10", name="small")),
    "CHECK with an expression": (lambda a: table(a, CheckConstraint(a > 5)))(Column("a", Integer)),
    "Booleans and enums with a CHECK": table(
        Column("a", Boolean(create_constraint=True, name="bool")),
        Column("b", Enum("x", "it's", create_constraint=True, native_enum=False, name="e")),
    ),
    "FOREIGN KEY": Case(
        table(Column("a", ForeignKey("other.id")), Column("b", Integer, ForeignKey("other.id", name="b_fk"))),
        before=other,
    ),
    "FOREIGN KEY of two columns": Case(
        table(Column("a", Integer), Column("b", Integer), ForeignKeyConstraint(["a", "b"], ["other.id", "other.b"])),
        before=other,
    ),
    "FOREIGN KEY: what happens when the row is deleted or changed": Case(
        table(Column("a", ForeignKey("other.id", ondelete="CASCADE", onupdate="SET NULL"))), before=other
    ),
    "FOREIGN KEY that is checked later": Case(
        table(Column("a", ForeignKey("other.id", deferrable=True, initially="DEFERRED"))),
        before=other,
        refused={"mariadb": "no DEFERRABLE"},
    ),
    "FOREIGN KEY with MATCH": Case(
        table(Column("a", Integer), ForeignKeyConstraint(["a"], ["other.id"], match="FULL")), before=other
    ),
    "FOREIGN KEY that comes later by ALTER": Case(
        table(Column("a", ForeignKey("other.id", use_alter=True, name="later"))), before=other
    ),
    "FOREIGN KEY to the table itself": table(Column("id", Integer, primary_key=True), Column("up", ForeignKey("t.id"))),
    "Names by a convention": Case(
        table(
            Column("id", Integer, primary_key=True),
            Column("a", Integer, unique=True),
            Column("b", ForeignKey("other.id")),
            CheckConstraint("a > 0", name="positive"),
            UniqueConstraint("a", "b"),
            naming=CONVENTION,
        ),
        before=other,
    ),
    "Names by a convention, too long": Case(
        table(
            Column("a_column_whose_name_is_very_long_indeed", Integer, unique=True),
            Column("another_column_whose_name_is_very_long_indeed", Integer),
            UniqueConstraint(
                "a_column_whose_name_is_very_long_indeed", "another_column_whose_name_is_very_long_indeed"
            ),
            naming=CONVENTION,
        ),
    ),
    "ADD UNIQUE": Case(alter(UniqueConstraint("a", name="a_is_unique")), before=[CreateTable(bare)], refused=no_alter),
    "ADD PRIMARY KEY": Case(
        alter(PrimaryKeyConstraint("a", name="t_key")), before=[CreateTable(bare)], refused=no_alter
    ),
    "ADD CHECK": Case(alter(CheckConstraint("a > 0", name="positive")), before=[CreateTable(bare)], refused=no_alter),
    "ADD FOREIGN KEY": Case(
        alter(ForeignKeyConstraint(["a"], ["other.id"], name="a_fk")),
        before=[CreateTable(bare), *other],
        refused=no_alter,
    ),
    "DROP a constraint": Case(
        dropped(UniqueConstraint("a", name="a_is_unique")), before=with_unique("a_is_unique"), refused=no_alter
    ),
    "DROP a constraint IF EXISTS, CASCADE": Case(
        dropped(UniqueConstraint("a", name="a_is_unique"), if_exists=True, cascade=True),
        only=("str()", "postgresql"),
        before=with_unique("a_is_unique"),
    ),
    "DROP other constraints (MySQL has a word for each)": Case(
        dropped(CheckConstraint("a > 0", name="positive")),
        before=[CreateTable(Table("t", MetaData(), Column("a", Integer), CheckConstraint("a > 0", name="positive")))],
        refused=no_alter,
    ),
    "DROP PRIMARY KEY": Case(
        dropped(PrimaryKeyConstraint("a", name="t_key")),
        before=[
            CreateTable(
                Table(
                    "t", MetaData(), Column("a", Integer, autoincrement=False), PrimaryKeyConstraint("a", name="t_key")
                )
            )
        ],
        refused=no_alter,
    ),
    "DROP FOREIGN KEY": Case(
        (lambda c: (alter(c), DropConstraint(c))[1])(ForeignKeyConstraint(["a"], ["other.id"], name="a_fk")),
        before=[*other, CreateTable(bare), alter(ForeignKeyConstraint(["a"], ["other.id"], name="a_fk"))],
        refused=no_alter,
        untried={"sqlite": "no ALTER TABLE for constraints"},
    ),
    "SQLite: ON CONFLICT": Case(
        table(
            Column("a", Integer),
            Column("b", Integer),
            PrimaryKeyConstraint("a", sqlite_on_conflict="FAIL"),
            UniqueConstraint("b", sqlite_on_conflict="IGNORE"),
            CheckConstraint("a > 0", sqlite_on_conflict="ROLLBACK"),
        ),
        only=("sqlite",),
    ),
    "PostgreSQL: INCLUDE, NULLS NOT DISTINCT": Case(
        table(
            Column("a", Integer),
            Column("b", Integer),
            PrimaryKeyConstraint("a", postgresql_include=["b"]),
            UniqueConstraint("b", postgresql_nulls_not_distinct=True),
            UniqueConstraint("a", postgresql_include=["b"]),
        ),
        only=("postgresql",),
    ),
    "PostgreSQL: NOT VALID": Case(
        alter(CheckConstraint("a > 0", name="positive", postgresql_not_valid=True)),
        before=[CreateTable(bare)],
        only=("postgresql",),
    ),
    "PostgreSQL: FOREIGN KEY NOT VALID, SET NULL of some columns": Case(
        table(
            Column("a", Integer),
            Column("b", Integer),
            ForeignKeyConstraint(["a", "b"], ["other.id", "other.b"], ondelete="SET NULL (a)"),
        ),
        before=other,
        only=("postgresql",),
    ),
    "PostgreSQL: ADD FOREIGN KEY NOT VALID": Case(
        alter(ForeignKeyConstraint(["a"], ["other.id"], name="a_fk", postgresql_not_valid=True)),
        before=[CreateTable(bare), *other],
        only=("postgresql",),
    ),
    "PostgreSQL: EXCLUDE": Case(
        table(
            Column("room", Integer),
            Column("span", INT4RANGE),
            ExcludeConstraint(
                ("span", "&&"),
                where="room > 5",
                using="gist",
                name="no_overlap",
                deferrable=True,
                initially="IMMEDIATE",
            ),
            ExcludeConstraint(("span", "&&"), ops={"span": "range_ops"}, postgresql_include=["room"]),
        ),
        only=("postgresql",),
        differs="INCLUDE",
    ),
    "MySQL and MariaDB: PRIMARY KEY USING": Case(
        table(Column("a", Integer), PrimaryKeyConstraint("a", mysql_using="btree", mariadb_using="btree")),
        only=("mysql", "mariadb"),
    ),
    "A constraint for one database": table(
        Column("a", Integer), CheckConstraint("a > 0", name="positive").ddl_if(dialect="postgresql")
    ),
}
