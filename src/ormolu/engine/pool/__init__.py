"""Connection pools: decide without I/O; connecting and closing happen at the edges.

Start at `Pool` (base.py) for the life of a checkout, `QueuePool` (queue.py) for who waits, `record.py` for one
connection.
"""

from .base import Pool as Pool
from .events import PoolEvents as PoolEvents
from .queue import AsyncAdaptedQueuePool as AsyncAdaptedQueuePool
from .queue import FallbackAsyncAdaptedQueuePool as FallbackAsyncAdaptedQueuePool
from .queue import QueuePool as QueuePool
from .record import ConnectionProxy as _ConnectionFairy
from .record import ConnectionRecord as _ConnectionRecord
from .reset import ManagesConnection as ManagesConnection
from .reset import PoolResetState as PoolResetState
from .reset import reset_commit as reset_commit
from .reset import reset_none as reset_none
from .reset import reset_rollback as reset_rollback
from .simple import AssertionPool as AssertionPool
from .simple import NullPool as NullPool
from .simple import SingletonThreadPool as SingletonThreadPool
from .simple import StaticPool as StaticPool

ConnectionPoolEntry = _ConnectionRecord
PoolProxiedConnection = _ConnectionFairy
