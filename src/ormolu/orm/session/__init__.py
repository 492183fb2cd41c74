"""The session room: sessions, their transactions and events, factories.

Start at `session.py`. What the session asks of loading and flush, and offers them, is in docs/internals.md.
"""

from .events import SessionEvents
from .execution import ORMExecuteState
from .factories import create_session, sessionmaker
from .merge import merge_steps
from .merge_result import merge_frozen_result, merge_result
from .scoping import QueryPropertyDescriptor, ScopedRegistry, ThreadLocalRegistry, scoped_session
from .session import (
    JoinTransactionMode,
    Session,
    close_all_sessions,
    identity_key,
    make_transient,
    make_transient_to_detached,
    object_session,
    was_deleted,
)
from .transaction import SessionTransaction, SessionTransactionOrigin, SessionTransactionState

__all__ = [
    "JoinTransactionMode",
    "ORMExecuteState",
    "QueryPropertyDescriptor",
    "ScopedRegistry",
    "Session",
    "SessionEvents",
    "SessionTransaction",
    "SessionTransactionOrigin",
    "SessionTransactionState",
    "ThreadLocalRegistry",
    "close_all_sessions",
    "create_session",
    "identity_key",
    "make_transient",
    "make_transient_to_detached",
    "merge_frozen_result",
    "merge_result",
    "merge_steps",
    "object_session",
    "scoped_session",
    "sessionmaker",
    "was_deleted",
]
