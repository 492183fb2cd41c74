"""Names that strings in mapping arguments may use besides classes and tables: SQL functions and `foreign()`, `remote()`."""

from __future__ import annotations

from typing import Any

from ... import types
from ...sql import expression
from .joins import foreign, remote

_ALLOWED = frozenset(
    {
        "all_", "and_", "any_", "asc", "between", "bindparam", "case", "cast", "collate", "column", "desc", "distinct",
        "except_", "exists", "extract", "false", "func", "intersect", "join", "literal", "literal_column", "not_",
        "null", "nulls_first", "nulls_last", "or_", "outerjoin", "select", "text", "true", "tuple_", "type_coerce",
        "union", "union_all", "nullsfirst", "nullslast", "lateral", "values", "within_group", "over",
    }
)  # fmt: skip


def string_namespace(name: str) -> Any:
    """Return the function that `name` means in a mapping expression. Raises NameError for any other name."""
    if name == "foreign":
        return foreign
    if name == "remote":
        return remote
    if name in _ALLOWED and hasattr(expression, name):
        return getattr(expression, name)
    if name in _constants():
        return _constants()[name]
    raise NameError(f"name {name!r} is not defined")


def _constants() -> dict[str, Any]:
    found: dict[str, Any] = {"True": True, "False": False, "None": None}
    found.update({name: getattr(types, name) for name in getattr(types, "__all__", ())})
    return found
