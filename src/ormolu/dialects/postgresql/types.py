"""PostgreSQL's own types: values to and from the driver where the generic types do not fit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from ... import types as sqltypes
from ...schema.ddl import CheckFirst, _CreateDropBase
from ...types.named import NativeForEmulated
from ...types.temporal import _AbstractInterval


class BYTEA(sqltypes.LargeBinary):
    """Bytes."""

    __visit_name__ = "BYTEA"


class _Text(sqltypes.TypeEngine[str]):
    """A type whose values are text for the driver."""

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        return lambda value: "'" + str(value).replace("'", "''") + "'"


class INET(_Text):
    """An IP address, perhaps with a network."""

    __visit_name__ = "INET"


class CIDR(_Text):
    """A network."""

    __visit_name__ = "CIDR"


class MACADDR(_Text):
    """A MAC address."""

    __visit_name__ = "MACADDR"


class MACADDR8(_Text):
    """A MAC address of 8 bytes."""

    __visit_name__ = "MACADDR8"


class MONEY(sqltypes.TypeEngine[str]):
    """An amount of money, as text with its sign."""

    __visit_name__ = "MONEY"


class OID(sqltypes.TypeEngine[int]):
    """An object identifier."""

    __visit_name__ = "OID"


class REGCONFIG(sqltypes.TypeEngine[str]):
    """A text search configuration."""

    __visit_name__ = "REGCONFIG"


class TSQUERY(sqltypes.TypeEngine[str]):
    """A text search query."""

    __visit_name__ = "TSQUERY"


class TSVECTOR(sqltypes.TypeEngine[str]):
    """A text search document."""

    __visit_name__ = "TSVECTOR"


class REGCLASS(sqltypes.TypeEngine[str]):
    """The name of a relation."""

    __visit_name__ = "REGCLASS"


class CITEXT(sqltypes.TEXT):
    """Text that compares without regard to case."""

    __visit_name__ = "CITEXT"


class TIMESTAMP(sqltypes.TIMESTAMP):
    """Date and time. precision: digits of a second."""

    __visit_name__ = "TIMESTAMP"

    def __init__(self, timezone: bool = False, precision: int | None = None):
        super().__init__(timezone=timezone)
        self.precision = precision


class TIME(sqltypes.TIME):
    """A time of day. precision: digits of a second."""

    __visit_name__ = "TIME"

    def __init__(self, timezone: bool = False, precision: int | None = None):
        super().__init__(timezone=timezone)
        self.precision = precision


class INTERVAL(NativeForEmulated, _AbstractInterval):
    """A span of time. fields: which parts are kept, such as "DAY TO MINUTE"."""

    __visit_name__ = "INTERVAL"
    native = True

    def __init__(self, precision: int | None = None, fields: str | None = None):
        self.precision = precision
        self.fields = fields

    @classmethod
    def adapt_emulated_to_native(cls, impl: Any, **kw: Any) -> INTERVAL:
        return cls(precision=impl.second_precision)

    @property
    def _type_affinity(self) -> Any:
        return sqltypes.Interval

    def as_generic(self, allow_nulltype: bool = False) -> Any:
        return sqltypes.Interval(native=True, second_precision=self.precision)

    @property
    def python_type(self) -> type[dt.timedelta]:
        return dt.timedelta

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        return lambda value: f"make_interval(secs=>{value.total_seconds()})"



class BIT(sqltypes.TypeEngine[str]):
    """A string of bits."""

    __visit_name__ = "BIT"

    def __init__(self, length: int | None = None, varying: bool = False):
        self.length = length if varying else (length or 1)
        self.varying = varying


class JSON(sqltypes.JSON):
    """JSON as it was written. astext_type: of values taken out as text."""

    def __init__(self, none_as_null: bool = False, astext_type: Any = None):
        super().__init__(none_as_null=none_as_null)
        if astext_type is not None:
            self.astext_type = astext_type

    astext_type: Any = sqltypes.Text()


class JSONB(JSON):
    """JSON in binary form, with operators and indexes."""

    __visit_name__ = "JSONB"


class ARRAY(sqltypes.ARRAY):
    """Arrays; see `ormolu.types.ARRAY`."""


class HSTORE(sqltypes.TypeEngine[dict[str, str | None]]):
    """A dictionary of strings."""

    __visit_name__ = "HSTORE"
    hashable = False


class _EnumDDL(_CreateDropBase):
    """CREATE or DROP of a type."""


class CreateEnumType(_EnumDDL):
    """CREATE TYPE ... AS ENUM."""

    __visit_name__ = "create_enum_type"


class DropEnumType(_EnumDDL):
    """DROP TYPE of an enumeration."""

    __visit_name__ = "drop_enum_type"


class ENUM(NativeForEmulated, sqltypes.Enum):
    """A named enumeration of the database. create_type: whether tables that use it create it."""

    native_enum = True

    def __init__(self, *enums: Any, name: Any = None, create_type: bool = True, **kw: Any):
        kw.pop("native_enum", None)
        if name is not None:
            kw["name"] = name
        kw["create_type"] = create_type
        super().__init__(*enums, **kw)

    @classmethod
    def adapt_emulated_to_native(cls, impl: Any, **kw: Any) -> Any:
        kw.setdefault("validate_strings", impl.validate_strings)
        kw.setdefault("name", impl.name)
        kw.setdefault("create_type", impl.create_type)
        kw.setdefault("schema", impl.schema)
        kw.setdefault("inherit_schema", impl._inherit_schema)
        kw.setdefault("values_callable", impl.values_callable)
        kw.setdefault("omit_aliases", impl._omit_aliases)
        made = cls(*impl._enums_argument, **kw)
        made.metadata = impl.metadata  # not by the constructor: only the user's own type is registered there
        return made

    def create(self, bind: Any, checkfirst: Any = True) -> None:
        """CREATE TYPE; with checkfirst only if it is not there."""
        if not bind.dialect.supports_native_enum:
            return
        with _connected(bind) as connection:
            if not _checks(checkfirst) or not self._is_there(connection):
                connection.execute(CreateEnumType(self))

    def drop(self, bind: Any, checkfirst: Any = True) -> None:
        """DROP TYPE; with checkfirst only if it is there."""
        if not bind.dialect.supports_native_enum:
            return
        with _connected(bind) as connection:
            if not _checks(checkfirst) or self._is_there(connection):
                connection.execute(DropEnumType(self))

    def _is_there(self, connection: Any) -> bool:
        schema = connection.schema_for_object(self)
        return bool(connection.dialect.has_type(connection, self.name, schema=schema))


def _checks(checkfirst: Any) -> bool:
    return bool(checkfirst & CheckFirst.TYPES) if isinstance(checkfirst, CheckFirst) else bool(checkfirst)


class _connected:  # noqa: N801 - used as a context manager
    """The Connection itself, or a new one of the Engine with a transaction."""

    def __init__(self, bind: Any):
        self.opened = bind.begin() if hasattr(bind, "connect") and hasattr(bind, "begin") else None
        self.bind = bind

    def __enter__(self) -> Any:
        return self.bind if self.opened is None else self.opened.__enter__()

    def __exit__(self, *error: Any) -> None:
        if self.opened is not None:
            self.opened.__exit__(*error)


COLSPECS: dict[type[Any], type[Any]] = {
    sqltypes.ARRAY: ARRAY,
    sqltypes.Interval: INTERVAL,
    sqltypes.Enum: ENUM,
    sqltypes.JSON: JSON,
}

ISCHEMA_NAMES: dict[str, Any] = {
    "_array": ARRAY,
    "_enum": ENUM,
    "hstore": HSTORE,
    "json": JSON,
    "jsonb": JSONB,
    "integer": sqltypes.INTEGER,
    "bigint": sqltypes.BIGINT,
    "smallint": sqltypes.SMALLINT,
    "character varying": sqltypes.VARCHAR,
    "character": sqltypes.CHAR,
    '"char"': sqltypes.String,
    "name": sqltypes.String,
    "text": sqltypes.TEXT,
    "numeric": sqltypes.NUMERIC,
    "float": sqltypes.FLOAT,
    "real": sqltypes.REAL,
    "inet": INET,
    "cidr": CIDR,
    "citext": CITEXT,
    "uuid": sqltypes.UUID,
    "bit": BIT,
    "bit varying": BIT,
    "macaddr": MACADDR,
    "macaddr8": MACADDR8,
    "money": MONEY,
    "oid": OID,
    "regclass": REGCLASS,
    "double precision": sqltypes.DOUBLE_PRECISION,
    "timestamp": TIMESTAMP,
    "timestamp with time zone": TIMESTAMP,
    "timestamp without time zone": TIMESTAMP,
    "time with time zone": TIME,
    "time without time zone": TIME,
    "date": sqltypes.DATE,
    "time": TIME,
    "bytea": BYTEA,
    "boolean": sqltypes.BOOLEAN,
    "interval": INTERVAL,
    "tsvector": TSVECTOR,
    "tsquery": TSQUERY,
    "regconfig": REGCONFIG,
}
