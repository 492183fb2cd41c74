"""Sequences: CREATE, DROP, next value, as a column's default."""

from golden.registry import Case
from ormolu import BigInteger, Column, Integer, MetaData, Sequence, Table, func, insert, select
from ormolu.schema import CreateSequence, CreateTable, DropSequence

numbers = Sequence("numbers")
full = Sequence("numbers", start=10, increment=5, minvalue=1, maxvalue=1000, cycle=True, cache=3, data_type=BigInteger)
bounds = Sequence("numbers", nominvalue=True, nomaxvalue=True)
counted = Table("counted", MetaData(), Column("id", Integer, numbers, primary_key=True), Column("x", Integer))
none = {"sqlite": "has no sequences"}
made = [CreateSequence(numbers)]

ENTRIES = {
    "CREATE SEQUENCE": Case(CreateSequence(numbers), refused=none),
    "CREATE SEQUENCE with options": Case(CreateSequence(full), refused=none),
    "CREATE SEQUENCE without bounds": Case(CreateSequence(bounds), refused=none),
    "CREATE SEQUENCE IF NOT EXISTS": Case(CreateSequence(numbers, if_not_exists=True), refused=none),
    "DROP SEQUENCE": Case(DropSequence(numbers), before=made, refused=none),
    "DROP SEQUENCE IF EXISTS": Case(DropSequence(numbers, if_exists=True), before=made, refused=none),
    "The next value": Case(select(numbers.next_value()), before=made, refused=none),
    "The next value, as a function": Case(select(func.next_value(numbers).label("n")), before=made, refused=none),
    "A column that takes its values there": Case(
        CreateTable(counted), before=made, untried={"sqlite": "has no sequences"}
    ),
    "INSERT into such a table": Case(insert(counted).values(x=1), before=[*made, CreateTable(counted)], refused=none),
    "A column whose default on the server is a sequence": Case(
        CreateTable(
            Table(
                "t", MetaData(), Column("id", Integer, numbers, server_default=numbers.next_value(), primary_key=True)
            )
        ),
        only=("postgresql", "mysql", "mariadb"),
        before=made,
    ),
    "A sequence of a schema": Case(
        CreateSequence(Sequence("numbers", schema="shop")),
        untried={"sqlite": "has no sequences", "postgresql": "see schemas.sql", "mariadb": "see schemas.sql"},
    ),
}
