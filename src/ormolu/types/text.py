"""Character types: String, Text, Unicode and the SQL names of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ormolu import exc
from ormolu.operators import OperatorClass

from .adaptation import Concatenable
from .base import TypeEngine
from .literals import register_literal


def quoted_text(dialect: Any) -> Callable[[str], str]:
    """Return a function from text to a SQL literal as `dialect` wants it."""
    doubles_percents = dialect.identifier_preparer._double_percents

    def process(value: str) -> str:
        value = value.replace("'", "''")
        if doubles_percents:
            value = value.replace("%", "%%")
        return f"'{value}'"

    return process


class String(Concatenable, TypeEngine[str]):
    """The base of character types; VARCHAR in DDL.

    length: in characters, needed for VARCHAR on some databases.  collation: of a column, as in COLLATE.
    """

    __visit_name__ = "string"
    _is_generic = True
    operator_classes = OperatorClass.STRING

    def __init__(
        self, length: int | None = None, collation: str | None = None, collation_schema: str | None = None
    ) -> None:
        if collation_schema is not None and collation is None:
            raise exc.ArgumentError(
                "the 'collation_schema' parameter of String requires the 'collation' parameter to also be present"
            )
        self.length = length
        self.collation = collation
        self.collation_schema = collation_schema

    def _with_collation(self, collation: str, collation_schema: str | None = None) -> Any:
        collated = self.copy()
        collated.collation = collation
        collated.collation_schema = collation_schema
        return collated

    def _resolve_for_literal(self, value: Any) -> Any:
        # text outside of ASCII needs a national type on some databases
        return STRINGTYPE if value.isascii() else UNICODETYPE

    def literal_processor(self, dialect: Any) -> Callable[[Any], str] | None:
        return quoted_text(dialect)

    @property
    def python_type(self) -> type[str]:
        return str

    def get_dbapi_type(self, dbapi: Any) -> Any:
        return dbapi.STRING


class Text(String):
    """Text of unlimited length; CLOB or TEXT in DDL."""

    __visit_name__ = "text"
    _is_generic = True


class Unicode(String):
    """Text that may need a national character type (NVARCHAR) on databases that tell the two apart."""

    __visit_name__ = "unicode"
    _is_generic = True


class UnicodeText(Text):
    """Unlimited text that may need a national character type (NCLOB, NTEXT)."""

    __visit_name__ = "unicode_text"
    _is_generic = True


class TEXT(Text):
    """The SQL TEXT type."""

    __visit_name__ = "TEXT"


class CLOB(Text):
    """The SQL CLOB type."""

    __visit_name__ = "CLOB"


class VARCHAR(String):
    """The SQL VARCHAR type."""

    __visit_name__ = "VARCHAR"


class NVARCHAR(Unicode):
    """The SQL NVARCHAR type."""

    __visit_name__ = "NVARCHAR"


class CHAR(String):
    """The SQL CHAR type."""

    __visit_name__ = "CHAR"


class NCHAR(Unicode):
    """The SQL NCHAR type."""

    __visit_name__ = "NCHAR"


STRINGTYPE = String()
UNICODETYPE = Unicode()
register_literal(str, STRINGTYPE)
