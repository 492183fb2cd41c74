"""Functions as FROM elements."""

from __future__ import annotations

import ormolu as sa
from ormolu.dialects import postgresql


def test_the_column_of_a_function_with_one_value_per_row_has_the_functions_type() -> None:
    element = sa.func.json_array_elements(sa.literal_column("doc"), type_=sa.JSON).alias("element")
    statement = sa.select(element.column["name"].label("name"))
    text = str(statement.compile(dialect=postgresql.dialect(), compile_kwargs={"literal_binds": True}))
    assert text == "SELECT element -> 'name' AS name \nFROM json_array_elements(doc) AS element"
