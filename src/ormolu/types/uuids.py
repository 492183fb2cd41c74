"""UUIDs, natively or as 32 hexadecimal digits."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from ormolu.operators import OperatorClass

from .base import Processor, TypeEngine
from .literals import register_literal
from .named import Emulated, NativeForEmulated
from .text import quoted_text

_UUID = TypeVar("_UUID", uuid.UUID, str)


class Uuid(Emulated, TypeEngine[_UUID]):
    """UUIDs; the database's UUID type where there is one, else CHAR(32).

    as_uuid: values are `uuid.UUID` objects, else strings.  native_uuid: use the database's type where there is one.
    """

    __visit_name__ = "uuid"
    _is_generic = True
    operator_classes = OperatorClass.BASE | OperatorClass.COMPARISON
    _is_late = True

    # where it is rendered as CHAR(32)
    length: int | None = None
    collation: str | None = None
    collation_schema: str | None = None

    def __init__(self, as_uuid: bool = True, native_uuid: bool = True) -> None:
        self.as_uuid = as_uuid
        self.native_uuid = native_uuid

    @property
    def python_type(self) -> type[Any]:
        return uuid.UUID if self.as_uuid else str

    @property
    def native(self) -> bool:  # type: ignore[override]
        return self.native_uuid

    def coerce_compared_value(self, op: Any, value: Any) -> Any:
        """Return this type for strings as well."""
        return self if isinstance(value, str) else super().coerce_compared_value(op, value)

    def _is_text(self, dialect: Any) -> bool:
        return not dialect.supports_native_uuid or not self.native_uuid

    def bind_processor(self, dialect: Any) -> Processor | None:
        if not self._is_text(dialect):
            return None
        if self.as_uuid:
            return lambda value: None if value is None else value.hex
        return lambda value: None if value is None else value.replace("-", "")

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        if self._is_text(dialect):
            make = uuid.UUID
            if self.as_uuid:
                return lambda value: None if value is None else make(value)
            return lambda value: None if value is None else str(make(value))
        if self.as_uuid:
            return None
        return lambda value: None if value is None else str(value)

    def literal_processor(self, dialect: Any) -> Callable[[Any], str] | None:
        quote = quoted_text(dialect)
        if not self._is_text(dialect):
            return lambda value: quote(str(value))
        if self.as_uuid:
            return lambda value: quote(value.hex)
        return lambda value: quote(value.replace("-", ""))


class UUID(Uuid[_UUID], NativeForEmulated):
    """The SQL UUID type."""

    __visit_name__ = "UUID"

    def __init__(self, as_uuid: bool = True) -> None:
        self.as_uuid = as_uuid
        self.native_uuid = True


register_literal(uuid.UUID, Uuid())
