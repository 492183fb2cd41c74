"""Byte types, and Python objects pickled into them."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

from ormolu.operators import OperatorClass

from .base import Processor, TypeEngine, to_instance
from .construction import GenericRepr
from .decorator import TypeDecorator
from .literals import register_literal
from .text import quoted_text


class _Binary(TypeEngine[bytes]):
    """The base of byte types."""

    operator_classes = OperatorClass.BINARY
    _is_late = True

    def __init__(self, length: int | None = None) -> None:
        self.length = length

    @property
    def _generic_type_affinity(self) -> Any:
        return LargeBinary

    @property
    def python_type(self) -> type[bytes]:
        return bytes

    def literal_processor(self, dialect: Any) -> Callable[[Any], str] | None:
        quote = quoted_text(dialect)
        return lambda value: quote(value.decode())

    def bind_processor(self, dialect: Any) -> Processor | None:
        if dialect.dbapi is None:
            return None
        to_driver = getattr(dialect.dbapi, "Binary", bytes)  # asyncio drivers have none, and take bytes
        if to_driver is bytes or to_driver is memoryview:
            return None
        return lambda value: None if value is None else to_driver(value)

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        if getattr(dialect, "returns_native_bytes", False):
            return None
        return lambda value: None if value is None else bytes(value)

    def coerce_compared_value(self, op: Any, value: Any) -> Any:
        """Return this type for text as well: bytes compared with text are sent as bytes."""
        if isinstance(value, str):
            return self
        return super().coerce_compared_value(op, value)

    def get_dbapi_type(self, dbapi: Any) -> Any:
        return dbapi.BINARY


class LargeBinary(_Binary):
    """Bytes of unlimited length; BLOB or BYTEA in DDL.  length: for databases whose BLOB takes one."""

    __visit_name__ = "large_binary"
    _is_generic = True


class BLOB(LargeBinary):
    """The SQL BLOB type."""

    __visit_name__ = "BLOB"


class BINARY(_Binary):
    """The SQL BINARY type."""

    __visit_name__ = "BINARY"


class VARBINARY(_Binary):
    """The SQL VARBINARY type."""

    __visit_name__ = "VARBINARY"


class PickleType(TypeDecorator[object]):
    """Python objects, pickled into bytes.

    protocol: of pickle.  pickler: object with `dumps` and `loads`; default: `pickle`.  comparator: function of two
    values used to find changes; default: `==`.  impl: byte type to store in; default: LargeBinary.
    """

    impl: Any = LargeBinary
    cache_ok = True
    _is_generic = True

    def __init__(
        self,
        protocol: int = pickle.HIGHEST_PROTOCOL,
        pickler: Any = None,
        comparator: Callable[[Any, Any], bool] | None = None,
        impl: Any = None,
    ) -> None:
        self.protocol = protocol
        self.pickler = pickler or pickle
        self.comparator = comparator
        super().__init__()
        if impl is not None:
            # a class is made with no arguments; it is what values are stored in
            self.impl = self.impl_instance = to_instance(impl)

    def __reduce__(self) -> Any:
        return PickleType, (self.protocol, None, self.comparator)

    def repr_struct(self) -> GenericRepr:
        return GenericRepr(self, omit_kwarg=("protocol", "pickler", "impl"))

    def bind_processor(self, dialect: Any) -> Processor | None:
        inner = self.impl_instance.bind_processor(dialect)
        dumps, protocol = self.pickler.dumps, self.protocol

        def process(value: Any) -> Any:
            if value is not None:
                value = dumps(value, protocol)
            return value if inner is None else inner(value)

        return process

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        inner = self.impl_instance.result_processor(dialect, coltype)
        loads = self.pickler.loads

        def process(value: Any) -> Any:
            if inner is not None:
                value = inner(value)
            return None if value is None else loads(value)

        return process

    def compare_values(self, x: Any, y: Any) -> bool:
        if self.comparator is not None:
            return self.comparator(x, y)
        return bool(x == y)


register_literal(bytes, LargeBinary())
register_literal(bytearray, LargeBinary())
