"""What happens to a connection that returns to its pool, and the interface that records and proxies share."""

from __future__ import annotations

from enum import Enum
from typing import Any, NamedTuple


class ResetStyle(Enum):
    """What happens to a connection that comes back."""

    reset_rollback = 0
    reset_commit = 1
    reset_none = 2


reset_rollback, reset_commit, reset_none = ResetStyle

RESET_STYLES: dict[Any, ResetStyle] = {
    "rollback": reset_rollback,
    True: reset_rollback,
    None: reset_none,
    False: reset_none,
    "none": reset_none,
    "commit": reset_commit,
    **{style: style for style in ResetStyle},
}


class PoolResetState(NamedTuple):
    """Told to `reset` listeners. transaction_was_reset: rolled back already. terminate_only: will be discarded.

    asyncio_safe: whether awaiting is possible; it is not in the garbage collector.
    """

    transaction_was_reset: bool
    terminate_only: bool
    asyncio_safe: bool


class ManagesConnection:
    """What a record and its proxy have in common."""

    __slots__ = ()

    dbapi_connection: Any
    driver_connection: Any
    info: dict[Any, Any]
    record_info: dict[Any, Any] | None

    def invalidate(self, e: BaseException | None = None, soft: bool = False) -> None:
        """Mark the connection as unusable; it is closed, or replaced at the next checkout."""
        raise NotImplementedError(type(self).__name__)
