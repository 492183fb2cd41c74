"""Type names: turn a type object into the words that name it in DDL and in CAST.

In: a type from `ormolu.types` (already the dialect's variant of it, or turned into that by a `visit_<lower case>`
method). Out: text like `VARCHAR(30)`. Upper-case methods name the SQL type of that spelling; lower-case
methods choose one for a generic type. A dialect overrides what it spells differently.
"""

from __future__ import annotations

from functools import wraps
from inspect import CO_VARKEYWORDS
from types import FunctionType
from typing import Any

from ormolu import exc
from ormolu.compiler.dispatch import render


def _without_keywords(method: Any) -> Any:
    """A `visit_` method written before these methods got keywords, which are left out."""

    @wraps(method)
    def visit(self: Any, type_: Any, **kw: Any) -> Any:
        return method(self, type_)

    return visit


class TypeCompiler:
    """What every type compiler can do: `process(type)`; third-party dialects derive from GenericTypeCompiler."""

    ensure_kwarg = r"visit_\w+"

    def __init_subclass__(cls, **kw: Any) -> None:
        super().__init_subclass__(**kw)
        for name, method in list(cls.__dict__.items()):
            if name.startswith("visit_") and isinstance(method, FunctionType):
                if not method.__code__.co_flags & CO_VARKEYWORDS:
                    setattr(cls, name, _without_keywords(method))

    def __init__(self, dialect: Any) -> None:
        self.dialect = dialect

    def process(self, type_: Any, **kw: Any) -> str:
        """Return the name of `type_`; `type_expression` tells the column or CAST that asks.

        Raises CompileError or UnsupportedCompilationError when the database has no name for it.
        """
        if "type_expression" in kw and kw["type_expression"] is None:
            del kw["type_expression"]
        variants = getattr(type_, "_variant_mapping", None)
        if variants and self.dialect.name in variants:
            type_ = variants[self.dialect.name]
        text: str = render(self, type_, kw)
        return text

    def visit_unsupported_compilation(self, element: Any, err: Exception, **kw: Any) -> str:
        raise exc.UnsupportedCompilationError(self, element) from err


class GenericTypeCompiler(TypeCompiler):
    """Standard SQL spellings."""

    def visit_FLOAT(self, type_: Any, **kw: Any) -> str:
        return "FLOAT"

    def visit_DOUBLE(self, type_: Any, **kw: Any) -> str:
        return "DOUBLE"

    def visit_DOUBLE_PRECISION(self, type_: Any, **kw: Any) -> str:
        return "DOUBLE PRECISION"

    def visit_REAL(self, type_: Any, **kw: Any) -> str:
        return "REAL"

    def visit_NUMERIC(self, type_: Any, **kw: Any) -> str:
        return "NUMERIC" + precision_and_scale(type_)

    def visit_DECIMAL(self, type_: Any, **kw: Any) -> str:
        return "DECIMAL" + precision_and_scale(type_)

    def visit_INTEGER(self, type_: Any, **kw: Any) -> str:
        return "INTEGER"

    def visit_SMALLINT(self, type_: Any, **kw: Any) -> str:
        return "SMALLINT"

    def visit_BIGINT(self, type_: Any, **kw: Any) -> str:
        return "BIGINT"

    def visit_TIMESTAMP(self, type_: Any, **kw: Any) -> str:
        return "TIMESTAMP"

    def visit_DATETIME(self, type_: Any, **kw: Any) -> str:
        return "DATETIME"

    def visit_DATE(self, type_: Any, **kw: Any) -> str:
        return "DATE"

    def visit_TIME(self, type_: Any, **kw: Any) -> str:
        return "TIME"

    def visit_CLOB(self, type_: Any, **kw: Any) -> str:
        return "CLOB"

    def visit_NCLOB(self, type_: Any, **kw: Any) -> str:
        return "NCLOB"

    def visit_CHAR(self, type_: Any, **kw: Any) -> str:
        return self._render_string_type("CHAR", type_.length, type_.collation, _collation_schema(type_))

    def visit_NCHAR(self, type_: Any, **kw: Any) -> str:
        return self._render_string_type("NCHAR", type_.length, type_.collation, _collation_schema(type_))

    def visit_VARCHAR(self, type_: Any, **kw: Any) -> str:
        return self._render_string_type("VARCHAR", type_.length, type_.collation, _collation_schema(type_))

    def visit_NVARCHAR(self, type_: Any, **kw: Any) -> str:
        return self._render_string_type("NVARCHAR", type_.length, type_.collation, _collation_schema(type_))

    def visit_TEXT(self, type_: Any, **kw: Any) -> str:
        return self._render_string_type("TEXT", type_.length, type_.collation, _collation_schema(type_))

    def visit_UUID(self, type_: Any, **kw: Any) -> str:
        return "UUID"

    def visit_BLOB(self, type_: Any, **kw: Any) -> str:
        return "BLOB"

    def visit_BINARY(self, type_: Any, **kw: Any) -> str:
        return f"BINARY({type_.length})" if type_.length else "BINARY"

    def visit_VARBINARY(self, type_: Any, **kw: Any) -> str:
        return f"VARBINARY({type_.length})" if type_.length else "VARBINARY"

    def visit_BOOLEAN(self, type_: Any, **kw: Any) -> str:
        return "BOOLEAN"

    # -- generic types: which of the spellings above ------------------------------------------------

    def visit_uuid(self, type_: Any, **kw: Any) -> str:
        if not type_.native_uuid or not self.dialect.supports_native_uuid:
            return self._render_string_type("CHAR", 32, None)
        return self.visit_UUID(type_, **kw)

    def visit_large_binary(self, type_: Any, **kw: Any) -> str:
        return self.visit_BLOB(type_, **kw)

    def visit_boolean(self, type_: Any, **kw: Any) -> str:
        return self.visit_BOOLEAN(type_, **kw)

    def visit_time(self, type_: Any, **kw: Any) -> str:
        return self.visit_TIME(type_, **kw)

    def visit_datetime(self, type_: Any, **kw: Any) -> str:
        return self.visit_DATETIME(type_, **kw)

    def visit_date(self, type_: Any, **kw: Any) -> str:
        return self.visit_DATE(type_, **kw)

    def visit_big_integer(self, type_: Any, **kw: Any) -> str:
        return self.visit_BIGINT(type_, **kw)

    def visit_small_integer(self, type_: Any, **kw: Any) -> str:
        return self.visit_SMALLINT(type_, **kw)

    def visit_integer(self, type_: Any, **kw: Any) -> str:
        return self.visit_INTEGER(type_, **kw)

    def visit_real(self, type_: Any, **kw: Any) -> str:
        return self.visit_REAL(type_, **kw)

    def visit_float(self, type_: Any, **kw: Any) -> str:
        return self.visit_FLOAT(type_, **kw)

    def visit_double(self, type_: Any, **kw: Any) -> str:
        return self.visit_DOUBLE(type_, **kw)

    def visit_numeric(self, type_: Any, **kw: Any) -> str:
        return self.visit_NUMERIC(type_, **kw)

    def visit_string(self, type_: Any, **kw: Any) -> str:
        return self.visit_VARCHAR(type_, **kw)

    def visit_unicode(self, type_: Any, **kw: Any) -> str:
        return self.visit_VARCHAR(type_, **kw)

    def visit_text(self, type_: Any, **kw: Any) -> str:
        return self.visit_TEXT(type_, **kw)

    def visit_unicode_text(self, type_: Any, **kw: Any) -> str:
        return self.visit_TEXT(type_, **kw)

    def visit_enum(self, type_: Any, **kw: Any) -> str:
        return self.visit_VARCHAR(type_, **kw)

    def visit_null(self, type_: Any, **kw: Any) -> str:
        raise exc.CompileError(f"Can't generate DDL for {type_!r}; did you forget to specify a type on this Column?")

    def visit_type_decorator(self, type_: Any, **kw: Any) -> str:
        return self.process(type_.type_engine(self.dialect), **kw)

    def visit_user_defined(self, type_: Any, **kw: Any) -> str:
        name: str = type_.get_col_spec(**kw)
        return name

    def _render_string_type(
        self, name: str, length: int | None, collation: str | None, collation_schema: str | None = None
    ) -> str:
        text = name if length is None else f"{name}({length})"
        if collation:
            text += " COLLATE " + self.dialect.identifier_preparer.format_collation(collation, collation_schema)
        return text


class StrSQLTypeCompiler(GenericTypeCompiler):
    """Type names for reading: what no database was asked to spell is spelled by its class name."""

    def process(self, type_: Any, **kw: Any) -> str:
        return super().process(type_, **kw)

    def __getattr__(self, key: str) -> Any:
        if key.startswith("visit_"):
            return self._visit_unknown
        raise AttributeError(key)

    def _visit_unknown(self, type_: Any, **kw: Any) -> str:
        if type_.__class__.__name__ == type_.__class__.__name__.upper():
            return str(type_.__class__.__name__)
        return repr(type_)

    def visit_null(self, type_: Any, **kw: Any) -> str:
        return "NULL"

    def visit_user_defined(self, type_: Any, **kw: Any) -> str:
        try:
            get_col_spec = type_.get_col_spec
        except AttributeError:
            return repr(type_)
        text: str = get_col_spec(**kw)
        return text


def precision_and_scale(type_: Any) -> str:
    """`(10, 2)`, `(10)` or nothing."""
    if type_.precision is None:
        return ""
    if type_.scale is None:
        return f"({type_.precision})"
    return f"({type_.precision}, {type_.scale})"


def _collation_schema(type_: Any) -> str | None:
    return getattr(type_, "collation_schema", None)
