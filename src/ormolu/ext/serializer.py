"""Pickle statements and queries without their tables, and attach them again to a MetaData and a session.

Unpickling runs code: never load what you do not trust.
Rule: SQLAlchemy documentation, "Expression Serializer Extension".
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from typing import Any

from ..engine import Engine
from ..orm import Mapper, Session, class_mapper
from ..orm.attributes import QueryableAttribute
from ..orm.interfaces import MapperProperty
from ..schema import Column, MetaData, Table

__all__ = ["Deserializer", "Serializer", "dumps", "loads"]


class Serializer(pickle.Pickler):
    """A pickler that writes mapped classes, attributes, tables, columns, sessions and engines as names."""

    def persistent_id(self, obj: Any) -> Any:
        if isinstance(obj, Mapper):
            return ("mapper", pickle.dumps(obj.class_))
        if isinstance(obj, MapperProperty):
            return ("mapperprop", pickle.dumps(obj.parent.class_), obj.key)
        if isinstance(obj, QueryableAttribute) and isinstance(obj.class_, type):
            return ("attribute", pickle.dumps(obj.class_), obj.key)
        if isinstance(obj, Table):
            return ("table", obj.key)
        if isinstance(obj, Column) and isinstance(obj.table, Table):
            return ("column", obj.table.key, obj.key)
        if isinstance(obj, Session):
            return ("session",)
        return ("engine",) if isinstance(obj, Engine) else None


class Deserializer(pickle.Unpickler):
    """An unpickler that finds named things in a MetaData, a session and an engine."""

    def __init__(
        self, file: Any, metadata: MetaData | None = None, scoped_session: Any = None, engine: Engine | None = None
    ) -> None:
        super().__init__(file)
        self.metadata = metadata
        self.scoped_session = scoped_session
        self.engine = engine

    def get_engine(self) -> Any:
        """The engine given, or the session's."""
        if self.engine is not None:
            return self.engine
        return self.scoped_session().get_bind() if self.scoped_session is not None else None

    def persistent_load(self, pid: Any) -> Any:
        kind, *names = pid
        found: Callable[..., Any] = getattr(self, f"_{kind}")
        return found(*names)

    def _mapper(self, class_: bytes) -> Any:
        return class_mapper(pickle.loads(class_))

    def _mapperprop(self, class_: bytes, key: str) -> Any:
        return class_mapper(pickle.loads(class_)).attrs[key]

    def _attribute(self, class_: bytes, key: str) -> Any:
        return getattr(pickle.loads(class_), key)

    def _table(self, key: str) -> Any:
        assert self.metadata is not None, "loads() needs the MetaData of the tables"
        return self.metadata.tables[key]

    def _column(self, table: str, key: str) -> Any:
        return self._table(table).c[key]

    def _session(self) -> Any:
        return self.scoped_session()

    def _engine(self) -> Any:
        return self.get_engine()


def dumps(obj: Any, protocol: int = pickle.HIGHEST_PROTOCOL) -> bytes:
    """Pickle a statement, query or anything that refers to mapped things."""
    buffer = io.BytesIO()
    Serializer(buffer, protocol).dump(obj)
    return buffer.getvalue()


def loads(
    data: bytes, metadata: MetaData | None = None, scoped_session: Any = None, engine: Engine | None = None
) -> Any:
    """Unpickle what `dumps` gave, with the tables of `metadata` and the session of `scoped_session`."""
    return Deserializer(io.BytesIO(data), metadata, scoped_session, engine).load()
