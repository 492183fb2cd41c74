"""Comments on tables, columns and constraints."""

from golden.registry import Case
from ormolu import CheckConstraint, Column, Integer, MetaData, Table
from ormolu.schema import (
    CreateTable,
    DropColumnComment,
    DropConstraintComment,
    DropTableComment,
    SetColumnComment,
    SetConstraintComment,
    SetTableComment,
)  # fmt: skip

check = CheckConstraint("id > 0", name="positive", comment="only positive ones")
t = Table(
    "t", MetaData(), Column("id", Integer, comment="it's the key", nullable=False), check, comment="100% of \\them"
)
made = [
    CreateTable(
        Table("t", MetaData(), Column("id", Integer, nullable=False), CheckConstraint("id > 0", name="positive"))
    )
]

none = {"sqlite": "has no comments"}

ENTRIES = {
    "CREATE TABLE": CreateTable(t),
    "Comment on a table": Case(SetTableComment(t), before=made, refused=none),
    "No comment on a table": Case(DropTableComment(t), before=made, refused=none),
    "Comment on a column": Case(SetColumnComment(t.c.id), before=made, refused=none),
    "No comment on a column": Case(
        DropColumnComment(t.c.id),
        before=made,
        refused=none | {"mysql": "set the comment None", "mariadb": "set the comment None"},
    ),
    "Comment on a constraint": Case(SetConstraintComment(check), before=made, refused=none),
    "No comment on a constraint": Case(DropConstraintComment(check), before=made, refused=none),
}
