"""text(): which colons are parameters."""

from __future__ import annotations

import pytest

from ormolu import text


@pytest.mark.parametrize(
    ("sql", "names"),
    [
        ("x = :a AND y = :b", ["a", "b"]),
        ("ATTACH ':memory:' AS other", []),
        ("x::integer", []),
        (":a::integer", []),
        ("x := :a", ["a"]),
        (r"\:a", []),
    ],
)
def test_a_name_after_a_single_colon_is_a_parameter(sql: str, names: list[str]) -> None:
    assert list(text(sql).compile().params) == names


def test_what_is_no_parameter_is_left_as_it_is() -> None:
    assert str(text("ATTACH ':memory:' AS other, x::integer")) == "ATTACH ':memory:' AS other, x::integer"
