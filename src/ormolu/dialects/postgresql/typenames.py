"""PostgreSQL's type names: chapter 8 of its manual."""

from __future__ import annotations

import re
from typing import Any

from ormolu import exc
from ormolu.compiler import GenericTypeCompiler

_COLLATION = re.compile(r"((?: COLLATE.*)?)$", re.DOTALL)


class PGTypeCompiler(GenericTypeCompiler):
    """Names of types in DDL and CAST."""

    def visit_FLOAT(self, type_: Any, **kw: Any) -> str:
        return "FLOAT" if not type_.precision else f"FLOAT({type_.precision})"

    def visit_double(self, type_: Any, **kw: Any) -> str:
        return self.visit_DOUBLE_PRECISION(type_, **kw)

    def visit_BIGINT(self, type_: Any, **kw: Any) -> str:
        return "BIGINT"

    def visit_HSTORE(self, type_: Any, **kw: Any) -> str:
        return "HSTORE"

    def visit_JSON(self, type_: Any, **kw: Any) -> str:
        return "JSON"

    def visit_JSONB(self, type_: Any, **kw: Any) -> str:
        return "JSONB"

    def visit_json_int_index(self, type_: Any, **kw: Any) -> str:
        return "INT"

    def visit_json_str_index(self, type_: Any, **kw: Any) -> str:
        return "TEXT"

    def visit_json_path(self, type_: Any, **kw: Any) -> str:
        return self.visit_JSONPATH(type_, **kw)

    def visit_JSONPATH(self, type_: Any, **kw: Any) -> str:
        return "JSONPATH"

    def visit_datetime(self, type_: Any, **kw: Any) -> str:
        return self.visit_TIMESTAMP(type_, **kw)

    def visit_TIMESTAMP(self, type_: Any, **kw: Any) -> str:
        return "TIMESTAMP" + _time_suffix(type_)

    def visit_TIME(self, type_: Any, **kw: Any) -> str:
        return "TIME" + _time_suffix(type_)

    def visit_INTERVAL(self, type_: Any, **kw: Any) -> str:
        text = "INTERVAL"
        if type_.fields is not None:
            text += " " + type_.fields
        if type_.precision is not None:
            text += f" ({type_.precision:d})"
        return text

    def visit_BIT(self, type_: Any, **kw: Any) -> str:
        if type_.varying:
            return "BIT VARYING" if type_.length is None else f"BIT VARYING({type_.length:d})"
        return "BIT" if type_.length is None else f"BIT({type_.length:d})"

    def visit_uuid(self, type_: Any, **kw: Any) -> str:
        return self.visit_UUID(type_, **kw) if type_.native_uuid else super().visit_uuid(type_, **kw)

    def visit_UUID(self, type_: Any, **kw: Any) -> str:
        return "UUID"

    def visit_large_binary(self, type_: Any, **kw: Any) -> str:
        return self.visit_BYTEA(type_, **kw)

    def visit_BYTEA(self, type_: Any, **kw: Any) -> str:
        return "BYTEA"

    def visit_enum(self, type_: Any, **kw: Any) -> str:
        if not type_.native_enum or not self.dialect.supports_native_enum:
            return super().visit_enum(type_, **kw)
        return self.visit_ENUM(type_, **kw)

    def visit_ENUM(self, type_: Any, identifier_preparer: Any = None, **kw: Any) -> str:
        return self._named_type(type_, identifier_preparer)

    def visit_DOMAIN(self, type_: Any, identifier_preparer: Any = None, **kw: Any) -> str:
        return self._named_type(type_, identifier_preparer)

    def _named_type(self, type_: Any, identifier_preparer: Any) -> str:
        preparer = identifier_preparer or self.dialect.identifier_preparer
        if type_.name in self.dialect.ischema_names and preparer.schema_for_object(type_) is None:
            raise exc.CompileError(
                f"{type_!r} has name '{type_.name}' that matches an existing type, and so conflicts with it; give it "
                "another name, or say its schema explicitly."
            )
        name: str = preparer.format_type(type_)
        return name

    def visit_ARRAY(self, type_: Any, **kw: Any) -> str:
        inner = self.process(type_.item_type, **kw)
        brackets = "[]" * (type_.dimensions if type_.dimensions is not None else 1)
        # COLLATE stands behind the brackets.
        return _COLLATION.sub(lambda match: brackets + match.group(1), inner, count=1)


def _time_suffix(type_: Any) -> str:
    precision = getattr(type_, "precision", None)
    digits = f"({precision})" if precision is not None else ""
    return f"{digits} {'WITH' if type_.timezone else 'WITHOUT'} TIME ZONE"


def _plain(name: str) -> Any:
    def visit(self: PGTypeCompiler, type_: Any, **kw: Any) -> str:
        return name

    visit.__name__ = f"visit_{name}"
    return visit


for _name in (
    "TSVECTOR", "TSQUERY", "INET", "CIDR", "CITEXT", "MACADDR", "MACADDR8", "MONEY", "OID", "REGCONFIG", "REGCLASS",
    "INT4RANGE", "INT8RANGE", "NUMRANGE", "DATERANGE", "TSRANGE", "TSTZRANGE",
    "INT4MULTIRANGE", "INT8MULTIRANGE", "NUMMULTIRANGE", "DATEMULTIRANGE", "TSMULTIRANGE", "TSTZMULTIRANGE",
):  # fmt: skip
    setattr(PGTypeCompiler, f"visit_{_name}", _plain(_name))
