"""SQLite's type names. The text decides a column's affinity; see https://sqlite.org/datatype3.html."""

from __future__ import annotations

from typing import Any

from ormolu.compiler import GenericTypeCompiler


class SQLiteTypeCompiler(GenericTypeCompiler):
    """Names of types as SQLite's reflection knows them."""

    def visit_large_binary(self, type_: Any, **kw: Any) -> str:
        return self.visit_BLOB(type_)

    def visit_DATETIME(self, type_: Any, **kw: Any) -> str:
        return "DATETIME_CHAR" if _is_text(type_) else super().visit_DATETIME(type_)

    def visit_DATE(self, type_: Any, **kw: Any) -> str:
        return "DATE_CHAR" if _is_text(type_) else super().visit_DATE(type_)

    def visit_TIME(self, type_: Any, **kw: Any) -> str:
        return "TIME_CHAR" if _is_text(type_) else super().visit_TIME(type_)

    def visit_JSON(self, type_: Any, **kw: Any) -> str:
        # No TEXT, CHAR or BLOB in the name: NUMERIC affinity keeps JSON numbers numbers.
        return "JSON"

    def visit_JSONB(self, type_: Any, **kw: Any) -> str:
        return "JSONB"


def _is_text(type_: Any) -> bool:
    """Are values stored as digits only, so that only a name with CHAR keeps them text?"""
    return getattr(type_, "format_is_text_affinity", True) is False
