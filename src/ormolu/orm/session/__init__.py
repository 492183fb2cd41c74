"""The session room: sessions, their transactions and events, factories.

Start at `session.py`. What the session asks of loading and flush, and offers them, is in docs/internals.md.
"""

from .events import SessionEvents
from .execution import ORMExecuteState
from .factories import sessionmaker
from .merge import merge_steps
from .scoping import ScopedRegistry, ThreadLocalRegistry, scoped_session
from .session import (
    JoinTransactionMode,
    Session,
    close_all_sessions,
    identity_key,
    make_transient,
    make_transient_to_detached,
    object_session,
)
from .transaction import SessionTransaction, SessionTransactionOrigin, SessionTransactionState

__all__ = [
    "JoinTransactionMode",
    "ORMExecuteState",
    "ScopedRegistry",
    "Session",
    "SessionEvents",
    "SessionTransaction",
    "SessionTransactionOrigin",
    "SessionTransactionState",
    "ThreadLocalRegistry",
    "close_all_sessions",
    "identity_key",
    "make_transient",
    "make_transient_to_detached",
    "merge_steps",
    "object_session",
    "scoped_session",
    "sessionmaker",
]
