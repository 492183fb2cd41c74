"""Rows that are returned in the order of their parameters: inserted by an ordered SELECT, whatever their types."""

from __future__ import annotations

import asyncio
import datetime as dt
import decimal
import enum
from typing import Any

import pytest

import ormolu as sa
from ormolu.dialects import postgresql
from ormolu.ext.asyncio import create_async_engine


class Colour(enum.Enum):
    RED = 1


METADATA = sa.MetaData()
EVERYTHING = sa.Table(
    "everything",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("bytes", sa.LargeBinary),
    sa.Column("truth", sa.Boolean),
    sa.Column("exact", sa.Numeric(10, 2)),
    sa.Column("floating", sa.Float),
    sa.Column("span", sa.Interval),
    sa.Column("colour", sa.Enum(Colour, name="colour")),
    sa.Column("shade", sa.Enum(Colour, name="shade", native_enum=False)),
    sa.Column("address", postgresql.MACADDR),
    sa.Column("price", postgresql.MONEY),
    sa.Column("words", postgresql.TSVECTOR),
    sa.Column("count", postgresql.DOMAIN("positive", sa.Integer, check="VALUE > 0")),
)
VALUES = {
    "bytes": b"\x00",
    "truth": True,
    "exact": decimal.Decimal("1.50"),
    "floating": 1.5,
    "span": dt.timedelta(1),
    "colour": Colour.RED,
    "shade": Colour.RED,
    "address": "08:00:2b:01:02:03",
    "price": "$1.00",
    "words": "'a'",
    "count": 4,
}
EMPTY = dict.fromkeys(VALUES)


@pytest.mark.parametrize("driver", ["psycopg", "asyncpg"])
@pytest.mark.parametrize("rows", [[EMPTY, EMPTY], [VALUES, EMPTY], [VALUES, VALUES]], ids=["NULL", "mixed", "values"])
def test_columns_of_every_type_take_values_and_null(on_postgresql: Any, driver: str, rows: list[Any]) -> None:
    METADATA.create_all(on_postgresql)
    statement = EVERYTHING.insert().returning(EVERYTHING, sort_by_parameter_order=True)

    async def inserted() -> list[Any]:
        engine = create_async_engine(on_postgresql.url.set(drivername=f"postgresql+{driver}"))
        async with engine.begin() as connection:
            found = (await connection.execute(statement, rows)).all()
        await engine.dispose()
        return [{name: value for name, value in row._mapping.items() if name != "id"} for row in found]

    try:
        assert asyncio.run(inserted()) == rows
    finally:
        METADATA.drop_all(on_postgresql)


def test_a_value_too_long_for_its_column_is_refused_not_cut(on_postgresql: Any) -> None:
    shades = sa.Table(
        "shades",
        sa.MetaData(),
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("shade", sa.Enum("a", name="shade", native_enum=False)),
    )
    shades.create(on_postgresql)
    statement = shades.insert().returning(shades, sort_by_parameter_order=True)
    with on_postgresql.connect() as connection, pytest.raises(sa.exc.DataError, match="value too long"):
        connection.execute(statement, [{"shade": "abc"}, {"shade": "a"}])
