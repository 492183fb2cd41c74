"""Tables and columns, without a database."""

import pickle
import time

import pytest

from ormolu import exc
from ormolu.schema import (
    BLANK_SCHEMA,
    CheckConstraint,
    Column,
    ForeignKey,
    Identity,
    Index,
    MetaData,
    PrimaryKeyConstraint,
    Sequence,
    Table,
    UniqueConstraint,
)
from ormolu.sql import select
from ormolu.types import Boolean, Enum, Integer, Numeric, String


def users(metadata: MetaData | None = None) -> Table:
    return Table(
        "users",
        metadata or MetaData(),
        Column("id", Integer, primary_key=True),
        Column("name", String(30), nullable=False, unique=True, key="full_name"),
    )


def test_the_same_name_gives_the_same_table():
    metadata = MetaData()
    table = users(metadata)
    assert Table("users", metadata) is table


def test_a_second_definition_is_refused_and_says_how_to_extend():
    metadata = MetaData()
    users(metadata)
    with pytest.raises(exc.InvalidRequestError, match="extend_existing=True"):
        users(metadata)


def test_a_failed_definition_leaves_no_table_behind():
    metadata = MetaData()
    with pytest.raises(exc.DuplicateColumnError):
        Table("t", metadata, Column("x", Integer), Column("x", Integer))
    assert "t" not in metadata.tables


def test_key_and_name_of_a_column_may_differ():
    table = users()
    assert table.c.full_name.name == "name"
    assert table.c.keys() == ["id", "full_name"]


def test_blank_schema_overrides_the_metadatas():
    metadata = MetaData(schema="own")
    assert Table("a", metadata).schema == "own"
    assert Table("b", metadata, schema=BLANK_SCHEMA).schema is None


def test_a_foreign_key_finds_a_table_that_comes_later_and_takes_its_type():
    metadata = MetaData()
    child = Table("child", metadata, Column("parent_id", ForeignKey("parent.id")))
    with pytest.raises(exc.NoReferencedTableError, match="could not find table 'parent'"):
        _ = next(iter(child.c.parent_id.foreign_keys)).column
    parent = Table("parent", metadata, Column("id", Numeric(10), primary_key=True))
    assert child.c.parent_id.references(parent.c.id)
    assert isinstance(child.c.parent_id.type, Numeric)


def test_a_foreign_key_says_which_column_is_missing():
    metadata = MetaData()
    Table("parent", metadata, Column("id", Integer))
    child = Table("child", metadata, Column("x", Integer, ForeignKey("parent.nope")))
    with pytest.raises(exc.NoReferencedColumnError, match="table 'parent' has no column named 'nope'"):
        _ = next(iter(child.c.x.foreign_keys)).column


@pytest.mark.parametrize(
    ("column", "counts"),
    [
        (Column("id", Integer, primary_key=True), True),
        (Column("id", String, primary_key=True), False),
        (Column("id", Integer, primary_key=True, default=5), False),
        (Column("id", Integer, Sequence("s"), primary_key=True), True),
        (Column("id", Integer, Identity(), primary_key=True), True),
        (Column("id", Integer, ForeignKey("x.id"), primary_key=True), False),
        (Column("id", Integer, ForeignKey("x.id"), primary_key=True, autoincrement="ignore_fk"), True),
        (Column("id", Integer, primary_key=True, autoincrement=False), False),
    ],
)
def test_which_column_the_database_numbers(column: Column, counts: bool):
    table = Table("t", MetaData(), column)
    assert (table.autoincrement_column is column) is counts


def test_a_constraint_of_columns_waits_for_their_table():
    a, b = Column("a", Integer), Column("b", Integer)
    unique = UniqueConstraint(a, b)
    table = Table("t", MetaData(), a)
    assert unique not in table.constraints
    table.append_column(b)
    assert unique in table.constraints


def test_conventional_names():
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    users(metadata)
    table = Table(
        "posts",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("user_id", ForeignKey("users.id"), index=True),
        Column("rank", Integer),
        UniqueConstraint("user_id", "rank"),
        CheckConstraint("rank > 0", name="positive"),
    )
    assert {constraint.name for constraint in table.constraints} == {
        "pk_posts",
        "fk_posts_user_id_users",
        "uq_posts_user_id_rank",
        "ck_posts_positive",
    }
    assert [index.name for index in table.indexes] == ["ix_posts_user_id"]


def test_a_copy_has_copies_of_everything():
    metadata = MetaData()
    users(metadata)
    table = Table(
        "posts",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), index=True),
        Column("ok", Boolean(create_constraint=True)),
        CheckConstraint("user_id > 0", name="c"),
        Index("both", "id", "user_id", unique=True),
        comment="text",
        info={"a": 1},
    )
    other = MetaData()
    copied = table.to_metadata(other)
    users_copy = metadata.tables["users"].to_metadata(other)
    assert copied.c.user_id.references(users_copy.c.id)
    assert {index.name for index in copied.indexes} == {index.name for index in table.indexes}
    assert len(copied.constraints) == len(table.constraints)
    assert (copied.comment, copied.info) == ("text", {"a": 1})
    assert not {id(column) for column in copied.c} & {id(column) for column in table.c}


def test_metadata_survives_pickling_with_its_keys():
    metadata = MetaData()
    users(metadata)
    Table("posts", metadata, Column("user_id", ForeignKey("users.id")), Column("e", Enum("a", "b", name="en")))
    restored = pickle.loads(pickle.dumps(metadata))
    restored_users, posts = restored.tables["users"], restored.tables["posts"]
    assert posts.c.user_id.references(restored_users.c.id)
    assert list(restored_users.primary_key) == [restored_users.c.id]
    assert str(select(posts.c.user_id)) == "SELECT posts.user_id \nFROM posts"


def test_a_column_of_a_subquery_keeps_its_foreign_key():
    metadata = MetaData()
    table = users(metadata)
    posts = Table("posts", metadata, Column("user_id", ForeignKey("users.id")))
    assert select(posts).subquery().c.user_id.references(table.c.id)


def test_a_primary_key_constraint_marks_its_columns():
    table = Table("t", MetaData(), Column("a", Integer), Column("b", Integer), PrimaryKeyConstraint("a"))
    assert (table.c.a.primary_key, table.c.a.nullable, table.c.b.primary_key) == (True, False, False)


def test_three_hundred_tables_are_made_fast():
    def build() -> float:
        metadata = MetaData()
        start = time.process_time()
        for number in range(300):
            Table(
                f"t{number}",
                metadata,
                Column("id", Integer, primary_key=True),
                Column("ref", ForeignKey("t0.id")),
                *[Column(f"c{each}", Integer) for each in range(8)],
            )
        return time.process_time() - start

    build()
    assert min(build() for _ in range(3)) < 0.25  # about 0.08 s on an idle machine
