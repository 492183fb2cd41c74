"""MySQL's and MariaDB's own types: sizes, UNSIGNED, fractional seconds, ENUM and SET."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Callable
from typing import Any

from ... import exc
from ... import types as sqltypes
from ...operators import OperatorClass
from ...sql.casts import type_coerce
from ...types.construction import GenericRepr, rebuild
from ...types.enumeration import EnumRepr
from ...types.named import NativeForEmulated


class _Unsigned:
    """unsigned: no negative numbers. zerofill: pad with zeros, implies unsigned."""

    def __init__(self, *args: Any, unsigned: bool = False, zerofill: bool = False, **kw: Any):
        self.unsigned = unsigned
        self.zerofill = zerofill
        super().__init__(*args, **kw)


class _Whole(_Unsigned):
    def __init__(self, display_width: int | None = None, **kw: Any):
        self.display_width = display_width
        super().__init__(**kw)


class _Decimal(_Unsigned):
    scale: Any
    _usually_decimal = True

    def __init__(self, precision: int | None = None, scale: int | None = None, asdecimal: bool = True, **kw: Any):
        self.scale = scale
        super().__init__(precision=precision, asdecimal=asdecimal, **kw)
        self.scale = scale

    def repr_struct(self) -> GenericRepr:
        shown = (("precision", None), ("scale", None), ("asdecimal", self._usually_decimal))
        return GenericRepr(self, shown, to_inspect=_Unsigned)


class _Floating(_Decimal):
    _usually_decimal = False

    def __init__(self, precision: int | None = None, scale: int | None = None, asdecimal: bool = True, **kw: Any):
        if (precision is None) != (scale is None) and type(self).__name__ in ("REAL", "DOUBLE"):
            raise exc.ArgumentError("You must specify both precision and scale or omit both altogether.")
        super().__init__(precision, scale, asdecimal, **kw)

    def bind_processor(self, dialect: Any) -> Any:
        return None


class NUMERIC(_Decimal, sqltypes.NUMERIC[Any]):
    """NUMERIC."""


class DECIMAL(_Decimal, sqltypes.DECIMAL[Any]):
    """DECIMAL."""


class DOUBLE(_Floating, sqltypes.DOUBLE[Any]):
    """DOUBLE."""


class REAL(_Floating, sqltypes.REAL[Any]):
    """REAL."""


class FLOAT(_Floating, sqltypes.FLOAT[Any]):
    """FLOAT."""

    def __init__(self, precision: int | None = None, scale: int | None = None, asdecimal: bool = False, **kw: Any):
        super().__init__(precision, scale, asdecimal, **kw)


class INTEGER(_Whole, sqltypes.INTEGER):
    """INTEGER."""


class BIGINT(_Whole, sqltypes.BIGINT):
    """BIGINT."""


class MEDIUMINT(_Whole, sqltypes.Integer):
    """MEDIUMINT, 3 bytes."""

    __visit_name__ = "MEDIUMINT"


class TINYINT(_Whole, sqltypes.Integer):
    """TINYINT, 1 byte."""

    __visit_name__ = "TINYINT"


class SMALLINT(_Whole, sqltypes.SMALLINT):
    """SMALLINT."""


class BIT(sqltypes.TypeEngine[int]):
    """A field of bits, as an integer."""

    __visit_name__ = "BIT"

    operator_classes = OperatorClass.INTEGER

    def __init__(self, length: int | None = None):
        self.length = length

    def result_processor(self, dialect: Any, coltype: Any) -> Callable[[Any], Any]:
        return lambda value: value if value is None or isinstance(value, int) else int.from_bytes(value, "big")


class TIME(sqltypes.TIME):
    """TIME. fsp: digits of a second."""

    __visit_name__ = "TIME"

    def __init__(self, timezone: bool = False, fsp: int | None = None):
        super().__init__(timezone=timezone)
        self.fsp = fsp

    def result_processor(self, dialect: Any, coltype: Any) -> Callable[[Any], Any]:
        def process(value: Any) -> Any:
            if isinstance(value, dt.timedelta):
                # drivers give a span of time, as the database itself understands TIME
                minutes, seconds = divmod(value.seconds, 60)
                hours, minutes = divmod(minutes, 60)
                return dt.time(hours, minutes, seconds, value.microseconds)
            return value

        return process


class TIMESTAMP(sqltypes.TIMESTAMP):
    """TIMESTAMP. fsp: digits of a second."""

    __visit_name__ = "TIMESTAMP"

    def __init__(self, timezone: bool = False, fsp: int | None = None):
        super().__init__(timezone=timezone)
        self.fsp = fsp


class DATETIME(sqltypes.DATETIME):
    """DATETIME. fsp: digits of a second."""

    __visit_name__ = "DATETIME"

    def __init__(self, timezone: bool = False, fsp: int | None = None):
        super().__init__(timezone=timezone)
        self.fsp = fsp


class YEAR(sqltypes.TypeEngine[int]):
    """YEAR."""

    __visit_name__ = "YEAR"

    operator_classes = OperatorClass.INTEGER

    def __init__(self, display_width: int | None = None):
        self.display_width = display_width


class INET4(sqltypes.TypeEngine[str]):
    """An IPv4 address, of MariaDB."""

    __visit_name__ = "INET4"
    operator_classes = OperatorClass.BASE | OperatorClass.COMPARISON


class INET6(sqltypes.TypeEngine[str]):
    """An IPv6 address, of MariaDB."""

    __visit_name__ = "INET6"
    operator_classes = OperatorClass.BASE | OperatorClass.COMPARISON


class MariaDBUuid(sqltypes.UUID[Any]):
    """MariaDB's UUID, which drivers hand over as text."""

    def bind_processor(self, dialect: Any) -> Callable[[Any], Any]:
        if self.as_uuid:
            return lambda value: None if value is None else value.hex
        return lambda value: None if value is None else value.replace("-", "")

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        bound = self.bind_processor(dialect)
        return lambda value: f"'{bound(value)}'"

    def result_processor(self, dialect: Any, coltype: Any) -> Callable[[Any], Any] | None:
        if not self.as_uuid:
            return None
        return lambda value: None if value is None else uuid.UUID(value)


class _String:
    """charset, collation; ascii, unicode, binary and national are short for them."""

    def __init__(
        self,
        *args: Any,
        charset: str | None = None,
        collation: str | None = None,
        ascii: bool = False,
        binary: bool = False,
        unicode: bool = False,
        national: bool = False,
        **kw: Any,
    ):
        self.charset = charset
        self.ascii = ascii
        self.unicode = unicode
        self.binary = binary
        self.national = national
        super().__init__(*args, **kw)
        self.collation = collation

    def repr_struct(self) -> GenericRepr:
        return GenericRepr(self, to_inspect=[_String, type(self)])


class TEXT(_String, sqltypes.TEXT):
    """TEXT, up to 64 KiB."""


class TINYTEXT(_String, sqltypes.Text):
    """TINYTEXT, up to 255 bytes."""

    __visit_name__ = "TINYTEXT"


class MEDIUMTEXT(_String, sqltypes.Text):
    """MEDIUMTEXT, up to 16 MiB."""

    __visit_name__ = "MEDIUMTEXT"


class LONGTEXT(_String, sqltypes.Text):
    """LONGTEXT, up to 4 GiB."""

    __visit_name__ = "LONGTEXT"


class VARCHAR(_String, sqltypes.VARCHAR):
    """VARCHAR."""


class CHAR(_String, sqltypes.CHAR):
    """CHAR."""


class NVARCHAR(_String, sqltypes.NVARCHAR):
    """VARCHAR in the national character set."""

    def __init__(self, length: int | None = None, **kw: Any):
        kw["national"] = True
        super().__init__(length=length, **kw)


class NCHAR(_String, sqltypes.NCHAR):
    """CHAR in the national character set."""

    def __init__(self, length: int | None = None, **kw: Any):
        kw["national"] = True
        super().__init__(length=length, **kw)


class TINYBLOB(sqltypes.LargeBinary):
    """TINYBLOB, up to 255 bytes."""

    __visit_name__ = "TINYBLOB"


class MEDIUMBLOB(sqltypes.LargeBinary):
    """MEDIUMBLOB, up to 16 MiB."""

    __visit_name__ = "MEDIUMBLOB"


class LONGBLOB(sqltypes.LargeBinary):
    """LONGBLOB, up to 4 GiB."""

    __visit_name__ = "LONGBLOB"


class JSON(sqltypes.JSON):
    """JSON."""


class JSONIndexType(sqltypes.JSON.JSONIndexType):
    """One step into a document, as MySQL's path text."""

    def bind_processor(self, dialect: Any) -> Any:
        inner = self.string_bind_processor(dialect)
        return lambda value: inner(_path((value,))) if inner else _path((value,))

    def literal_processor(self, dialect: Any) -> Any:
        inner = self.string_literal_processor(dialect)
        return lambda value: inner(_path((value,))) if inner else _path((value,))


class JSONAnyKeyType(sqltypes.JSON.JSONAnyKeyType):
    """A key of any characters: two lines, its path as such and its path in ASCII."""

    def _write(self, write: Callable[[str], Any] | None) -> Callable[[Any], Any]:
        def process(value: Any) -> Any:
            text = "\n".join([f"$.{json.dumps(value, ensure_ascii=ascii_only)}" for ascii_only in (False, True)])
            return text if write is None else write(text)

        return process

    def bind_processor(self, dialect: Any) -> Any:
        return self._write(self.string_bind_processor(dialect))

    def literal_processor(self, dialect: Any) -> Any:
        return self._write(self.string_literal_processor(dialect))


class JSONPathType(sqltypes.JSON.JSONPathType):
    """Several steps into a document, as MySQL's path text."""

    def bind_processor(self, dialect: Any) -> Any:
        inner = self.string_bind_processor(dialect)
        return lambda value: inner(_path(value)) if inner else _path(value)

    def literal_processor(self, dialect: Any) -> Any:
        inner = self.string_literal_processor(dialect)
        return lambda value: inner(_path(value)) if inner else _path(value)


def _path(keys: Any) -> str:
    return "$" + "".join(f"[{key}]" if isinstance(key, int) else f'."{_escaped(key)}"' for key in keys)


def _escaped(key: str) -> str:
    return key.replace("\\", "\\\\").replace('"', '\\"')


class ENUM(NativeForEmulated, sqltypes.Enum):
    """ENUM of the given strings or enumeration."""

    __visit_name__ = "ENUM"
    native_enum = True

    def __init__(self, *enums: Any, **kw: Any):
        kw.pop("strict", None)
        self.charset = kw.pop("charset", None)
        self.ascii = kw.pop("ascii", False)
        self.unicode = kw.pop("unicode", False)
        self.binary = kw.pop("binary", False)
        self.national = kw.pop("national", False)
        super().__init__(*enums, **kw)

    def repr_struct(self) -> GenericRepr:
        return _EnumRepr(self)

    @classmethod
    def adapt_emulated_to_native(cls, impl: Any, **kw: Any) -> Any:
        kw.setdefault("validate_strings", impl.validate_strings)
        kw.setdefault("values_callable", impl.values_callable)
        kw.setdefault("omit_aliases", impl._omit_aliases)
        return cls(*impl._enums_argument, **kw)


class _EnumRepr(EnumRepr):
    """The repr of an ENUM: there is no type with a name here, but there are character sets."""

    __slots__ = ()
    _shown = (
        ("charset", None),
        ("collation", None),
        ("ascii", False),
        ("binary", False),
        ("unicode", False),
        ("national", False),
    )


class SET(_String, sqltypes.String):
    """A set of the given strings. retrieve_as_bitwise: kept as a number, so that the empty string is possible."""

    __visit_name__ = "SET"

    def __init__(self, *values: str, retrieve_as_bitwise: bool = False, **kw: Any):
        self.retrieve_as_bitwise = retrieve_as_bitwise
        self.values = tuple(values)
        if not retrieve_as_bitwise and "" in values:
            raise exc.ArgumentError("Can't use the blank value '' in a SET without setting retrieve_as_bitwise=True")
        kw.setdefault("length", max([len(value) for value in values] + [0]))
        super().__init__(**kw)
        self._bits = {value: 1 << at for at, value in enumerate(values)}

    def adapt(self, cls: Any, **kw: Any) -> Any:
        return rebuild(self, cls, *self.values, **kw) if issubclass(cls, SET) else super().adapt(cls, **kw)

    def repr_struct(self) -> GenericRepr:
        return GenericRepr(self, omit_kwarg=("length",))

    def column_expression(self, column: Any) -> Any:
        if not self.retrieve_as_bitwise:
            return None
        # as a number: text cannot tell the empty set from the set of the empty string
        return type_coerce(type_coerce(column, sqltypes.INTEGER()) + 0, self)

    @property
    def _has_column_expression(self) -> bool:
        return self.retrieve_as_bitwise

    def bind_processor(self, dialect: Any) -> Callable[[Any], Any]:
        bits = self._bits if self.retrieve_as_bitwise else None

        def process(value: Any) -> Any:
            if value is None or isinstance(value, (int, str)):
                return value
            return ",".join(value) if bits is None else sum(bits[each] for each in set(value))

        return process

    def result_processor(self, dialect: Any, coltype: Any) -> Callable[[Any], Any]:
        if self.retrieve_as_bitwise:
            bits = self._bits

            def from_number(value: Any) -> Any:
                if value is None:
                    return None
                number = int(value)
                return {each for each, bit in bits.items() if number & bit}

            return from_number

        def process(value: Any) -> Any:
            if value is None or isinstance(value, set):
                return value
            found = set(value.split(","))
            found.discard("")
            return found

        return process


COLSPECS: dict[type[Any], type[Any]] = {
    sqltypes.Numeric: NUMERIC,
    sqltypes.Float: FLOAT,
    sqltypes.Double: DOUBLE,
    sqltypes.Time: TIME,
    sqltypes.Enum: ENUM,
    sqltypes.JSON: JSON,
    sqltypes.JSON.JSONIndexType: JSONIndexType,
    sqltypes.JSON.JSONAnyKeyType: JSONAnyKeyType,
    sqltypes.JSON.JSONPathType: JSONPathType,
}

ISCHEMA_NAMES: dict[str, Any] = {
    "bigint": BIGINT,
    "binary": sqltypes.BINARY,
    "bit": BIT,
    "blob": sqltypes.BLOB,
    "boolean": sqltypes.BOOLEAN,
    "char": CHAR,
    "date": sqltypes.DATE,
    "datetime": DATETIME,
    "decimal": DECIMAL,
    "double": DOUBLE,
    "enum": ENUM,
    "fixed": DECIMAL,
    "float": FLOAT,
    "int": INTEGER,
    "integer": INTEGER,
    "json": JSON,
    "longblob": LONGBLOB,
    "longtext": LONGTEXT,
    "mediumblob": MEDIUMBLOB,
    "mediumint": MEDIUMINT,
    "mediumtext": MEDIUMTEXT,
    "nchar": NCHAR,
    "nvarchar": NVARCHAR,
    "numeric": NUMERIC,
    "set": SET,
    "smallint": SMALLINT,
    "text": TEXT,
    "time": TIME,
    "timestamp": TIMESTAMP,
    "tinyblob": TINYBLOB,
    "tinyint": TINYINT,
    "tinytext": TINYTEXT,
    "uuid": sqltypes.UUID,
    "inet4": INET4,
    "inet6": INET6,
    "varbinary": sqltypes.VARBINARY,
    "varchar": VARCHAR,
    "year": YEAR,
}
