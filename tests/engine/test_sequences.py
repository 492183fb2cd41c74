"""Primary keys that a sequence makes."""

from __future__ import annotations

import pytest

from ormolu import Column, Engine, Integer, MetaData, Sequence, Table, insert, select


@pytest.fixture
def counted() -> Table:
    return Table(
        "counted", MetaData(), Column("id", Integer, Sequence("numbers"), primary_key=True), Column("x", Integer)
    )


def test_an_insert_knows_the_key_that_its_sequence_made(engine: Engine, counted: Table) -> None:
    """Not the driver's `lastrowid`: MariaDB leaves it 0 when the value came from a sequence."""
    with engine.begin() as connection:
        counted.create(connection)
        key = connection.execute(insert(counted).values(x=5)).inserted_primary_key
        assert connection.scalars(select(counted.c.id)).all() == list(key) == [1]
        counted.drop(connection)
