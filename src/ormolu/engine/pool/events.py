"""`PoolEvents`: what happens to pooled connections, for listeners. Targets: a pool, the class Pool, an Engine."""

from __future__ import annotations

from typing import Any

from ...event import Events, _legacy_signature
from .base import Pool
from .reset import PoolResetState


class PoolEvents(Events):
    """Events of a connection pool."""

    _target_class_doc = "SomeEngineOrPool"
    _dispatch_target = Pool

    @classmethod
    def _accept_with(cls, target: Any, identifier: str) -> Any:
        if isinstance(target, type):
            if issubclass(target, Pool):
                return target
            return Pool if getattr(target, "_carries_pool_events", False) else None
        if isinstance(target, Pool):
            return target
        if getattr(type(target), "_carries_pool_events", False):
            return target.pool
        return None

    def connect(self, dbapi_connection: Any, connection_record: Any) -> None:
        """A driver connection was opened."""

    def first_connect(self, dbapi_connection: Any, connection_record: Any) -> None:
        """The first driver connection of this pool was opened."""

    def checkout(self, dbapi_connection: Any, connection_record: Any, connection_proxy: Any) -> None:
        """A connection is handed out; raise DisconnectionError to have it replaced."""

    def checkin(self, dbapi_connection: Any, connection_record: Any) -> None:
        """A connection came back; dbapi_connection is None if it was invalidated."""

    @_legacy_signature(
        "2.0",
        ["dbapi_connection", "connection_record"],
        lambda dbapi_connection, record, state: (dbapi_connection, record),
    )
    def reset(self, dbapi_connection: Any, connection_record: Any, reset_state: PoolResetState) -> None:
        """A connection that comes back is about to be reset."""

    def invalidate(self, dbapi_connection: Any, connection_record: Any, exception: BaseException | None) -> None:
        """A connection is about to be closed as unusable."""

    def soft_invalidate(self, dbapi_connection: Any, connection_record: Any, exception: BaseException | None) -> None:
        """A connection will be replaced at its next checkout."""

    def close(self, dbapi_connection: Any, connection_record: Any) -> None:
        """A driver connection is about to be closed."""

    def detach(self, dbapi_connection: Any, connection_record: Any) -> None:
        """A connection was detached from its pool."""

    def close_detached(self, dbapi_connection: Any) -> None:
        """A detached connection is about to be closed."""
