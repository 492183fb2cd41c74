"""Engines, connections, transactions and results: compiled statements in, rows out.

Start at `create_engine` (create.py); a statement's way is `Connection.execute` (connection.py), `execution.py`,
`context.py`, `cursor.py`.
"""

from ..compiler.base import Compiled as Compiled
from ..compiler.types import TypeCompiler as TypeCompiler
from ..kernel.row import BaseRow as BaseRow
from . import default as default
from .config import CONFIG_TYPES as CONFIG_TYPES
from .connection import Connection as Connection
from .create import create_engine as create_engine
from .create import create_pool_from_url as create_pool_from_url
from .create import engine_from_config as engine_from_config
from .cursor import CursorResult as CursorResult
from .engine import Engine as Engine
from .events import ConnectionEvents as ConnectionEvents
from .events import DialectEvents as DialectEvents
from .interfaces import AdaptedConnection as AdaptedConnection
from .interfaces import BindTyping as BindTyping
from .interfaces import CreateEnginePlugin as CreateEnginePlugin
from .interfaces import Dialect as Dialect
from .interfaces import ExceptionContext as ExceptionContext
from .interfaces import ExecutionContext as ExecutionContext
from .mock import create_mock_engine as create_mock_engine
from .result import ChunkedIteratorResult as ChunkedIteratorResult
from .result import FilterResult as FilterResult
from .result import FrozenResult as FrozenResult
from .result import IteratorResult as IteratorResult
from .result import MappingResult as MappingResult
from .result import MergedResult as MergedResult
from .result import Result as Result
from .result import ScalarResult as ScalarResult
from .result import TupleResult as TupleResult
from .result import result_tuple as result_tuple
from .row import Row as Row
from .row import RowMapping as RowMapping
from .transaction import NestedTransaction as NestedTransaction
from .transaction import RootTransaction as RootTransaction
from .transaction import Transaction as Transaction
from .transaction import TwoPhaseTransaction as TwoPhaseTransaction
from .url import URL as URL
from .url import make_url as make_url
