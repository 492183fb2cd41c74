"""ENUM and DOMAIN: where they are created, how they are named, what is read back."""

from __future__ import annotations

import decimal
from typing import Any

import pytest

import ormolu as sa
from ormolu import exc
from ormolu.dialects import postgresql


def test_a_domain_comes_back_with_its_collation_and_can_be_created_again(on_postgresql: Any) -> None:
    name = postgresql.DOMAIN("plain_name", sa.Text(), collation="C")
    metadata = sa.MetaData()
    sa.Table("people", metadata, sa.Column("name", name))
    metadata.create_all(on_postgresql)
    reflected = sa.MetaData()
    found: Any = sa.Table("people", reflected, autoload_with=on_postgresql).c.name.type
    metadata.drop_all(on_postgresql)
    assert (type(found), found.name, found.collation) == (postgresql.DOMAIN, "plain_name", "C")
    found.create(on_postgresql)
    found.drop(on_postgresql)


@pytest.mark.parametrize(
    ("quote", "text"), [(None, '"Colour"'), (True, '"Colour"'), (False, "Colour")], ids=["by need", "always", "never"]
)
def test_quote_of_an_enum_holds_in_sql(quote: bool | None, text: str) -> None:
    assert sa.Enum("red", name="Colour", quote=quote).compile(dialect=postgresql.dialect()) == text


def test_items_of_arrays_cannot_be_checked() -> None:
    item = sa.Enum("red", name="colour", native_enum=False, create_constraint=True)
    table = sa.Table("things", sa.MetaData(), sa.Column("colours", postgresql.ARRAY(item)))
    with pytest.raises(exc.CompileError, match="CHECK constraint for ARRAY of non-native ENUM"):
        sa.schema.CreateTable(table).compile(dialect=postgresql.dialect())


def test_inherit_schema_is_deprecated_and_still_takes_the_schema_of_the_table() -> None:
    metadata = sa.MetaData(schema="general")
    with pytest.warns(exc.SADeprecationWarning, match="inherit_schema"):
        colour = sa.Enum("red", name="colour", metadata=metadata, inherit_schema=True)
    sa.Table("things", metadata, sa.Column("colour", colour), schema="special")
    assert colour.schema == "special"
    assert colour.compile(dialect=postgresql.dialect()) == "special.colour"


@pytest.mark.parametrize(
    ("type_", "expected"),
    [
        (sa.Float, 1.5),
        (sa.Double, 1.5),
        (sa.Numeric(asdecimal=False), 1.5),
        (sa.Numeric, decimal.Decimal("1.5")),
        (sa.Float(asdecimal=True), decimal.Decimal("1.5")),
    ],
)
def test_exact_numbers_become_what_the_type_says(on_postgresql: Any, type_: Any, expected: Any) -> None:
    with on_postgresql.connect() as connection:
        found = connection.scalar(sa.select(sa.literal_column("1.5::numeric", type_)))
    assert (type(found), found) == (type(expected), expected)
