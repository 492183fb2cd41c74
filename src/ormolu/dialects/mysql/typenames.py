"""MySQL's and MariaDB's type names, with UNSIGNED, ZEROFILL, CHARACTER SET and the like."""

from __future__ import annotations

from typing import Any

from ormolu import exc
from ormolu.compiler import GenericTypeCompiler


class MySQLTypeCompiler(GenericTypeCompiler):
    """Names of types in DDL."""

    def _extend_numeric(self, type_: Any, spec: str) -> str:
        """`spec` with what a MySQL numeric type adds."""
        if getattr(type_, "unsigned", False):
            spec += " UNSIGNED"
        if getattr(type_, "zerofill", False):
            spec += " ZEROFILL"
        return spec

    def _extend_string(self, type_: Any, defaults: dict[str, Any], spec: str) -> str:
        """`spec` with character set and collation. Rule: manual, "String Data Type Syntax"."""

        def attribute(name: str) -> Any:
            return getattr(type_, name, None) or defaults.get(name)

        charset = attribute("charset")
        if charset:
            charset = f"CHARACTER SET {charset}"
        elif attribute("ascii"):
            charset = "ASCII"
        elif attribute("unicode"):
            charset = "UNICODE"
        collation = None
        if getattr(type_, "collation", None):
            collation = f"COLLATE {type_.collation}"
        elif attribute("binary"):
            collation = "BINARY"
        words = ["NATIONAL", spec, collation] if attribute("national") else [spec, charset, collation]
        return " ".join([word for word in words if word])

    # -- numbers --------------------------------------------------------------------------------------

    def _decimal(self, name: str, type_: Any) -> str:
        if type_.precision is None:
            return self._extend_numeric(type_, name)
        if type_.scale is None:
            return self._extend_numeric(type_, f"{name}({type_.precision})")
        return self._extend_numeric(type_, f"{name}({type_.precision}, {type_.scale})")

    def _floating(self, name: str, type_: Any) -> str:
        precision, scale = getattr(type_, "precision", None), getattr(type_, "scale", None)
        if precision is not None and scale is not None:
            name = f"{name}({precision}, {scale})"
        return self._extend_numeric(type_, name)

    def _whole(self, name: str, type_: Any) -> str:
        width = getattr(type_, "display_width", None)
        return self._extend_numeric(type_, name if width is None else f"{name}({width})")

    def visit_NUMERIC(self, type_: Any, **kw: Any) -> str:
        return self._decimal("NUMERIC", type_)

    def visit_DECIMAL(self, type_: Any, **kw: Any) -> str:
        return self._decimal("DECIMAL", type_)

    def visit_DOUBLE(self, type_: Any, **kw: Any) -> str:
        return self._floating("DOUBLE", type_)

    def visit_REAL(self, type_: Any, **kw: Any) -> str:
        return self._floating("REAL", type_)

    def visit_FLOAT(self, type_: Any, **kw: Any) -> str:
        if getattr(type_, "scale", None) is None and type_.precision is not None:
            return self._extend_numeric(type_, f"FLOAT({type_.precision})")
        return self._floating("FLOAT", type_)

    def visit_INTEGER(self, type_: Any, **kw: Any) -> str:
        return self._whole("INTEGER", type_)

    def visit_BIGINT(self, type_: Any, **kw: Any) -> str:
        return self._whole("BIGINT", type_)

    def visit_MEDIUMINT(self, type_: Any, **kw: Any) -> str:
        return self._whole("MEDIUMINT", type_)

    def visit_TINYINT(self, type_: Any, **kw: Any) -> str:
        return self._whole("TINYINT", type_)

    def visit_SMALLINT(self, type_: Any, **kw: Any) -> str:
        return self._whole("SMALLINT", type_)

    def visit_BIT(self, type_: Any, **kw: Any) -> str:
        return "BIT" if type_.length is None else f"BIT({type_.length})"

    def visit_BOOLEAN(self, type_: Any, **kw: Any) -> str:
        return "BOOL"

    # -- dates ------------------------------------------------------------------------------------------

    def _timed(self, name: str, type_: Any) -> str:
        fraction = getattr(type_, "fsp", None)
        return f"{name}({fraction:d})" if fraction else name

    def visit_DATETIME(self, type_: Any, **kw: Any) -> str:
        return self._timed("DATETIME", type_)

    def visit_DATE(self, type_: Any, **kw: Any) -> str:
        return "DATE"

    def visit_TIME(self, type_: Any, **kw: Any) -> str:
        return self._timed("TIME", type_)

    def visit_TIMESTAMP(self, type_: Any, **kw: Any) -> str:
        return self._timed("TIMESTAMP", type_)

    def visit_YEAR(self, type_: Any, **kw: Any) -> str:
        return "YEAR" if type_.display_width is None else f"YEAR({type_.display_width})"

    # -- text -------------------------------------------------------------------------------------------

    def _with_length(self, name: str, type_: Any, required: bool = False) -> str:
        if type_.length is not None:
            return f"{name}({type_.length})"
        if required:
            raise exc.CompileError(f"{name} requires a length on dialect {self.dialect.name}")
        return name

    def visit_TEXT(self, type_: Any, **kw: Any) -> str:
        name = f"TEXT({type_.length:d})" if type_.length is not None else "TEXT"
        return self._extend_string(type_, {}, name)

    def visit_TINYTEXT(self, type_: Any, **kw: Any) -> str:
        return self._extend_string(type_, {}, "TINYTEXT")

    def visit_MEDIUMTEXT(self, type_: Any, **kw: Any) -> str:
        return self._extend_string(type_, {}, "MEDIUMTEXT")

    def visit_LONGTEXT(self, type_: Any, **kw: Any) -> str:
        return self._extend_string(type_, {}, "LONGTEXT")

    def visit_VARCHAR(self, type_: Any, **kw: Any) -> str:
        return self._extend_string(type_, {}, self._with_length("VARCHAR", type_, required=True))

    def visit_CHAR(self, type_: Any, **kw: Any) -> str:
        return self._extend_string(type_, {}, self._with_length("CHAR", type_))

    def visit_NVARCHAR(self, type_: Any, **kw: Any) -> str:
        # NATIONAL VARCHAR: NVARCHAR is not understood by all versions.
        if type_.length is None:
            raise exc.CompileError(f"NVARCHAR requires a length on dialect {self.dialect.name}")
        return self._extend_string(type_, {"national": True}, self._with_length("VARCHAR", type_))

    def visit_NCHAR(self, type_: Any, **kw: Any) -> str:
        return self._extend_string(type_, {"national": True}, self._with_length("CHAR", type_))

    def visit_INET4(self, type_: Any, **kw: Any) -> str:
        return "INET4"

    def visit_INET6(self, type_: Any, **kw: Any) -> str:
        return "INET6"

    def visit_UUID(self, type_: Any, **kw: Any) -> str:
        return "UUID"

    def visit_JSON(self, type_: Any, **kw: Any) -> str:
        return "JSON"

    # -- bytes ------------------------------------------------------------------------------------------

    def visit_VARBINARY(self, type_: Any, **kw: Any) -> str:
        return f"VARBINARY({type_.length:d})"

    def visit_large_binary(self, type_: Any, **kw: Any) -> str:
        return self.visit_BLOB(type_)

    def visit_BLOB(self, type_: Any, **kw: Any) -> str:
        return f"BLOB({type_.length:d})" if type_.length is not None else "BLOB"

    def visit_TINYBLOB(self, type_: Any, **kw: Any) -> str:
        return "TINYBLOB"

    def visit_MEDIUMBLOB(self, type_: Any, **kw: Any) -> str:
        return "MEDIUMBLOB"

    def visit_LONGBLOB(self, type_: Any, **kw: Any) -> str:
        return "LONGBLOB"

    # -- enumerations -------------------------------------------------------------------------------------

    def visit_enum(self, type_: Any, **kw: Any) -> str:
        return (
            super().visit_enum(type_)
            if not type_.native_enum
            else self._visit_enumerated_values("ENUM", type_, type_.enums)
        )

    def visit_ENUM(self, type_: Any, **kw: Any) -> str:
        return self._visit_enumerated_values("ENUM", type_, type_.enums)

    def visit_SET(self, type_: Any, **kw: Any) -> str:
        return self._visit_enumerated_values("SET", type_, type_.values)

    def _visit_enumerated_values(self, name: str, type_: Any, values: Any) -> str:
        quoted = ["'" + self._escaped(value) + "'" for value in values]
        return self._extend_string(type_, {}, f"{name}({','.join(quoted)})")

    def _escaped(self, value: str) -> str:
        value = value.replace("'", "''")
        if getattr(self.dialect, "_backslash_escapes", True):
            value = value.replace("\\", "\\\\")
        return value.replace("%", "%%") if self.dialect.identifier_preparer._double_percents else value
