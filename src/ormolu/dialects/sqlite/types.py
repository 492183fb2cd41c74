"""How SQLite keeps what it has no type for: dates and times as text, JSON as text.

The storage format of DATE, DATETIME and TIME can be changed by column, as documented.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from ... import types as sqltypes
from ...sql.functions import func

Processor = Callable[[Any], Any]


class _DateTimeMixin:
    """Text in a format that sorts. storage_format: a template. regexp: reads the text back."""

    _storage_format: str
    _reg: re.Pattern[str] | None = None

    def __init__(self, storage_format: str | None = None, regexp: Any = None, **kw: Any):
        super().__init__(**kw)
        if regexp is not None:
            self._reg = re.compile(regexp)
        if storage_format is not None:
            self._storage_format = storage_format

    @property
    def format_is_text_affinity(self) -> bool:
        """Whether the format holds letters, so that SQLite keeps it as text."""
        spec = self._storage_format % dict.fromkeys(_PARTS, 0)
        return bool(re.search(r"[^0-9]", spec))

    def adapt(self, cls: Any, **kw: Any) -> Any:
        if issubclass(cls, _DateTimeMixin):
            if self._storage_format is not type(self)._storage_format:
                kw["storage_format"] = self._storage_format
            if self._reg is not None:
                kw["regexp"] = self._reg
        return super().adapt(cls, **kw)  # type: ignore[misc]  # a mixin

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        bind = self.bind_processor(dialect)

        def process(value: Any) -> str:
            return f"'{bind(value)}'"

        return process

    def bind_processor(self, dialect: Any) -> Processor:
        raise NotImplementedError


_PARTS = ("year", "month", "day", "hour", "minute", "second", "microsecond")
_WRONG_DATETIME = "SQLite DateTime type only accepts Python datetime and date objects as input."


def _from_regexp(reg: re.Pattern[str], make: Callable[..., Any]) -> Processor:
    has_names = bool(reg.groupindex)

    def process(value: Any) -> Any:
        if value is None:
            return None
        try:
            match = reg.match(value)
        except TypeError as error:
            raise ValueError(f"Couldn't parse {make.__name__} string '{value!r}' - value is not a string.") from error
        if match is None:
            raise ValueError(f"Couldn't parse {make.__name__} string: '{value}'")
        if has_names:
            return make(**{name: int(text or 0) for name, text in match.groupdict().items()})
        return make(*[int(text or 0) for text in match.groups()])

    return process


def _none_or(make: Callable[[str], Any]) -> Processor:
    def process(value: Any) -> Any:
        return None if value is None else make(value)

    return process


class DATETIME(_DateTimeMixin, sqltypes.DateTime):
    """Date and time as text, "2021-03-15 12:05:57.105542". truncate_microseconds: leave out the last part.

    timezone: moments with a zone are kept in UTC, "2021-03-15 12:05:57.105542+00:00" (not with `strict=False`).
    """

    _storage_format = "%(year)04d-%(month)02d-%(day)02d %(hour)02d:%(minute)02d:%(second)02d.%(microsecond)06d"

    def __init__(self, *args: Any, **kw: Any):
        truncate = kw.pop("truncate_microseconds", False)
        super().__init__(*args, **kw)
        if truncate:
            assert "storage_format" not in kw, "You can specify only one of truncate_microseconds or storage_format."
            assert "regexp" not in kw, "You can specify only one of truncate_microseconds or regexp."
            self._storage_format = "%(year)04d-%(month)02d-%(day)02d %(hour)02d:%(minute)02d:%(second)02d"

    def bind_processor(self, dialect: Any) -> Processor:
        form = self._storage_format
        is_default = form is DATETIME._storage_format
        keeps_zone = self.timezone and dialect.strict

        def process(value: Any) -> Any:
            if value is None:
                return None
            if isinstance(value, dt.datetime):
                if is_default:
                    if value.tzinfo is not None:
                        # one zone for all, so that texts sort as moments do
                        value = value.astimezone(dt.UTC) if keeps_zone else value.replace(tzinfo=None)
                    return value.isoformat(" ", "microseconds")
                parts: tuple[int, ...] = (value.hour, value.minute, value.second, value.microsecond)
            elif isinstance(value, dt.date):
                parts = (0, 0, 0, 0)
            else:
                raise TypeError(_WRONG_DATETIME)
            return form % dict(zip(_PARTS, (value.year, value.month, value.day, *parts), strict=True))

        return process

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        if self._reg is not None:
            return _from_regexp(self._reg, dt.datetime)
        return _none_or(dt.datetime.fromisoformat)


class DATE(_DateTimeMixin, sqltypes.Date):
    """A date as text, "2021-03-15"."""

    _storage_format = "%(year)04d-%(month)02d-%(day)02d"

    def bind_processor(self, dialect: Any) -> Processor:
        form = self._storage_format

        def process(value: Any) -> Any:
            if value is None:
                return None
            if isinstance(value, dt.date):
                return form % {"year": value.year, "month": value.month, "day": value.day}
            raise TypeError("SQLite Date type only accepts Python date objects as input.")

        return process

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        if self._reg is not None:
            return _from_regexp(self._reg, dt.date)
        return _none_or(dt.date.fromisoformat)


class TIME(_DateTimeMixin, sqltypes.Time):
    """A time of day as text, "12:05:57.105580"."""

    _storage_format = "%(hour)02d:%(minute)02d:%(second)02d.%(microsecond)06d"

    def __init__(self, *args: Any, **kw: Any):
        truncate = kw.pop("truncate_microseconds", False)
        super().__init__(*args, **kw)
        if truncate:
            assert "storage_format" not in kw, "You can specify only one of truncate_microseconds or storage_format."
            assert "regexp" not in kw, "You can specify only one of truncate_microseconds or regexp."
            self._storage_format = "%(hour)02d:%(minute)02d:%(second)02d"

    def bind_processor(self, dialect: Any) -> Processor:
        form = self._storage_format
        keeps_zone = self.timezone and dialect.strict and form is TIME._storage_format

        def process(value: Any) -> Any:
            if value is None:
                return None
            if isinstance(value, dt.time):
                if keeps_zone and value.tzinfo is not None:
                    return value.isoformat("microseconds")
                values = (value.hour, value.minute, value.second, value.microsecond)
                return form % dict(zip(_PARTS[3:], values, strict=True))
            raise TypeError("SQLite Time type only accepts Python time objects as input.")

        return process

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        if self._reg is not None:
            return _from_regexp(self._reg, dt.time)
        return _none_or(dt.time.fromisoformat)


class JSON(sqltypes.JSON):
    """JSON as text, read with SQLite's JSON functions."""


class JSONB(JSON):
    """SQLite's binary JSON: written with `jsonb()`, read with `json()`."""

    __visit_name__ = "JSONB"

    def bind_expression(self, bindvalue: Any) -> Any:
        return _function("jsonb", bindvalue, self)

    def column_expression(self, column: Any) -> Any:
        return _function("json", column, self)


def _function(name: str, argument: Any, type_: Any) -> Any:
    """A call of a SQLite function that keeps a type."""
    return getattr(func, name)(argument, type_=type_)


class _Json(sqltypes.JSON):
    def result_processor(self, dialect: Any, coltype: Any) -> Processor:
        default = super().result_processor(dialect, coltype)
        assert default is not None
        make: Processor = default

        def process(value: Any) -> Any:
            try:
                return make(value)
            except TypeError:
                # a number inside of a document comes back as one
                if isinstance(value, (int, float)):
                    return value
                raise

        return process


def _escaped(key: str) -> str:
    if '"' in key:
        raise ValueError(
            f"SQLite's JSON paths have no way to write the key {key!r}, which came as a bound value: index with the key "
            "itself, column[key], instead of column[bindparam(...)]"
        )
    return key.replace("\\", "\\\\")


def _path(keys: Any) -> str:
    return "$" + "".join(f"[{key}]" if isinstance(key, int) else f'."{_escaped(key)}"' for key in keys)


class _PathType:
    """A JSON index or path as SQLite's path text."""

    def _format_value(self, value: Any) -> str:
        raise NotImplementedError

    def bind_processor(self, dialect: Any) -> Processor:
        inner = self.string_bind_processor(dialect)  # type: ignore[attr-defined]  # of JSON's types

        def process(value: Any) -> Any:
            text = self._format_value(value)
            return inner(text) if inner else text

        return process

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        inner = self.string_literal_processor(dialect)  # type: ignore[attr-defined]  # of JSON's types

        def process(value: Any) -> str:
            text = self._format_value(value)
            return str(inner(text)) if inner else text

        return process


class JSONIndexType(_PathType, sqltypes.JSON.JSONIndexType):
    """One step into a document."""

    def _format_value(self, value: Any) -> str:
        return _path((value,))


class JSONAnyKeyType(sqltypes.JSON.JSONAnyKeyType):
    """A key as it is: it is compared with the keys, not written as a path."""

    def bind_processor(self, dialect: Any) -> Processor | None:
        return self.string_bind_processor(dialect)

    def literal_processor(self, dialect: Any) -> Callable[[Any], str] | None:
        return self.string_literal_processor(dialect)


class JSONPathType(_PathType, sqltypes.JSON.JSONPathType):
    """Several steps into a document."""

    def _format_value(self, value: Any) -> str:
        return _path(value)


COLSPECS: dict[type[Any], type[Any]] = {
    sqltypes.Date: DATE,
    sqltypes.DateTime: DATETIME,
    sqltypes.Time: TIME,
    sqltypes.JSON: _Json,
    sqltypes.JSON.JSONIndexType: JSONIndexType,
    sqltypes.JSON.JSONAnyKeyType: JSONAnyKeyType,
    sqltypes.JSON.JSONPathType: JSONPathType,
    JSONB: JSONB,
}

ISCHEMA_NAMES: dict[str, Any] = {
    "BIGINT": sqltypes.BIGINT,
    "BLOB": sqltypes.BLOB,
    "BOOL": sqltypes.BOOLEAN,
    "BOOLEAN": sqltypes.BOOLEAN,
    "CHAR": sqltypes.CHAR,
    "DATE": sqltypes.DATE,
    "DATE_CHAR": sqltypes.DATE,
    "DATETIME": sqltypes.DATETIME,
    "DATETIME_CHAR": sqltypes.DATETIME,
    "DOUBLE": sqltypes.DOUBLE,
    "DECIMAL": sqltypes.DECIMAL,
    "FLOAT": sqltypes.FLOAT,
    "INT": sqltypes.INTEGER,
    "INTEGER": sqltypes.INTEGER,
    "JSON": JSON,
    "JSONB": JSONB,
    "NUMERIC": sqltypes.NUMERIC,
    "REAL": sqltypes.REAL,
    "SMALLINT": sqltypes.SMALLINT,
    "TEXT": sqltypes.TEXT,
    "TIME": sqltypes.TIME,
    "TIME_CHAR": sqltypes.TIME,
    "TIMESTAMP": sqltypes.TIMESTAMP,
    "VARCHAR": sqltypes.VARCHAR,
    "NVARCHAR": sqltypes.NVARCHAR,
    "NCHAR": sqltypes.NCHAR,
}
