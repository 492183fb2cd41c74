"""Connection pools, under their documented path."""

from .engine.pool import AssertionPool as AssertionPool
from .engine.pool import AsyncAdaptedQueuePool as AsyncAdaptedQueuePool
from .engine.pool import ConnectionPoolEntry as ConnectionPoolEntry
from .engine.pool import FallbackAsyncAdaptedQueuePool as FallbackAsyncAdaptedQueuePool
from .engine.pool import ManagesConnection as ManagesConnection
from .engine.pool import NullPool as NullPool
from .engine.pool import Pool as Pool
from .engine.pool import PoolProxiedConnection as PoolProxiedConnection
from .engine.pool import PoolResetState as PoolResetState
from .engine.pool import QueuePool as QueuePool
from .engine.pool import SingletonThreadPool as SingletonThreadPool
from .engine.pool import StaticPool as StaticPool
from .engine.pool import reset_commit as reset_commit
from .engine.pool import reset_none as reset_none
from .engine.pool import reset_rollback as reset_rollback
from .engine.pool.record import ConnectionProxy as _ConnectionFairy
from .engine.pool.record import ConnectionRecord as _ConnectionRecord

__all__ = [
    "AssertionPool",
    "AsyncAdaptedQueuePool",
    "ConnectionPoolEntry",
    "FallbackAsyncAdaptedQueuePool",
    "ManagesConnection",
    "NullPool",
    "Pool",
    "PoolProxiedConnection",
    "PoolResetState",
    "QueuePool",
    "SingletonThreadPool",
    "StaticPool",
    "_ConnectionFairy",
    "_ConnectionRecord",
    "reset_commit",
    "reset_none",
    "reset_rollback",
]
