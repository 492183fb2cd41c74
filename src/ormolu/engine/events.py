"""`ConnectionEvents` and `DialectEvents`: what listeners can hear of executions, transactions and driver calls.

Targets: an Engine, the class Engine, a Connection; for DialectEvents also a dialect or its class.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import exc
from ..event import Events, _legacy_signature
from ..event.families import EventKey as _EventKey
from .connection import Connection
from .engine import Engine
from .interfaces import Dialect

_RETVAL_HOOKS = ("before_execute", "before_cursor_execute")


class ConnectionEvents(Events):
    """Events of connections; `retval=True` lets before_execute and before_cursor_execute change what is executed."""

    _target_class_doc = "SomeEngine"
    _dispatch_target = Engine

    @classmethod
    def _accept_with(cls, target: Any, identifier: str) -> Any:
        if isinstance(target, type):
            if issubclass(target, Engine):
                return target
            return Engine if issubclass(target, Connection) else None
        if isinstance(target, Engine):
            return target
        if isinstance(target, Connection):
            return _OneConnection(target)
        if getattr(type(target), "_no_async_engine_events", None) is not None:
            type(target)._no_async_engine_events(target)
        return None

    @classmethod
    def _listen(cls, event_key: _EventKey, *, retval: bool = False, **kw: Any) -> None:
        identifier = event_key.identifier
        event_key.dispatch_target._has_events = True
        if not retval and identifier in _RETVAL_HOOKS:
            fn = event_key.fitted(named=kw.pop("named", False))
            event_key = event_key.with_wrapper(
                _unchanged_execute(fn) if identifier == "before_execute" else _unchanged_cursor_execute(fn),
                takes_all=True,
            )
        elif retval and identifier not in _RETVAL_HOOKS:
            raise exc.ArgumentError(
                "Only the 'before_execute', 'before_cursor_execute' and 'handle_error' engine event listeners accept "
                "the 'retval=True' argument."
            )
        event_key.base_listen(**kw)

    @_legacy_signature("1.4", ["conn", "clauseelement", "multiparams", "params"])
    def before_execute(
        self, conn: Any, clauseelement: Any, multiparams: Any, params: Any, execution_options: Any
    ) -> Any:
        """A statement is about to be compiled and executed."""

    @_legacy_signature("1.4", ["conn", "clauseelement", "multiparams", "params", "result"])
    def after_execute(
        self, conn: Any, clauseelement: Any, multiparams: Any, params: Any, execution_options: Any, result: Any
    ) -> None:
        """A statement was executed."""

    def before_cursor_execute(
        self, conn: Any, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool
    ) -> Any:
        """SQL is about to go to the driver."""

    def after_cursor_execute(
        self, conn: Any, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool
    ) -> None:
        """The driver executed SQL."""

    @_legacy_signature("2.0", ["conn", "branch"], lambda conn: (conn, False))
    def engine_connect(self, conn: Any) -> None:
        """A Connection was made."""

    def set_connection_execution_options(self, conn: Any, opts: dict[str, Any]) -> None:
        """Execution options are about to be set on a Connection; the dictionary may be changed."""

    def set_engine_execution_options(self, engine: Any, opts: dict[str, Any]) -> None:
        """Execution options are about to be set on an Engine; the dictionary may be changed."""

    def engine_disposed(self, engine: Any) -> None:
        """An Engine was disposed."""

    def begin(self, conn: Any) -> None:
        """A transaction begins."""

    def rollback(self, conn: Any) -> None:
        """A transaction is about to be rolled back."""

    def commit(self, conn: Any) -> None:
        """A transaction is about to be committed."""

    def savepoint(self, conn: Any, name: str) -> None:
        """A savepoint is about to be made."""

    def rollback_savepoint(self, conn: Any, name: str, context: None) -> None:
        """A savepoint is about to be rolled back to."""

    def release_savepoint(self, conn: Any, name: str, context: None) -> None:
        """A savepoint is about to be released."""

    def begin_twophase(self, conn: Any, xid: Any) -> None:
        """A two-phase transaction begins."""

    def prepare_twophase(self, conn: Any, xid: Any) -> None:
        """A two-phase transaction is about to be prepared."""

    def rollback_twophase(self, conn: Any, xid: Any, is_prepared: bool) -> None:
        """A two-phase transaction is about to be rolled back."""

    def commit_twophase(self, conn: Any, xid: Any, is_prepared: bool) -> None:
        """A two-phase transaction is about to be committed."""


def _unchanged_execute(fn: Callable[..., Any]) -> Callable[..., Any]:
    def wrapped(conn: Any, clauseelement: Any, multiparams: Any, params: Any, execution_options: Any) -> Any:
        fn(conn, clauseelement, multiparams, params, execution_options)
        return clauseelement, multiparams, params

    return wrapped


def _unchanged_cursor_execute(fn: Callable[..., Any]) -> Callable[..., Any]:
    def wrapped(conn: Any, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool) -> Any:
        fn(conn, cursor, statement, parameters, context, executemany)
        return statement, parameters

    return wrapped


class _ConnectionDispatch:
    """`Connection.dispatch`: listeners of its engine, and those of this connection alone."""

    def __get__(self, connection: Connection | None, cls: type[Connection]) -> Any:
        if connection is None:
            return ConnectionEvents.dispatch
        found = connection.__dict__.get("_own_dispatch")
        return connection.engine.dispatch if found is None else found


Connection.dispatch = _ConnectionDispatch()


class _OneConnection:
    """Carries the listeners of a single Connection."""

    def __init__(self, connection: Connection):
        self.connection = connection
        self.dispatch = connection._dispatch_of_its_own()

    @property
    def _has_events(self) -> bool:
        return self.connection._has_events

    @_has_events.setter
    def _has_events(self, value: bool) -> None:
        self.connection._has_events = value


class DialectEvents(Events):
    """Events in which a listener can take over from the dialect."""

    _target_class_doc = "SomeEngine"
    _dispatch_target = Dialect

    @classmethod
    def _accept_with(cls, target: Any, identifier: str) -> Any:
        if isinstance(target, type):
            if issubclass(target, Engine):
                return Dialect
            return target if issubclass(target, Dialect) else None
        if isinstance(target, Engine):
            return target.dialect
        if isinstance(target, Dialect):
            return target
        if isinstance(target, Connection) and identifier == "handle_error":
            raise exc.InvalidRequestError(
                "The handle_error() event hook as of SQLAlchemy 2.0 is established on the Dialect, and may only be "
                "applied to the Engine as a whole or to a specific Dialect as a whole, not on a per-Connection basis."
            )
        if getattr(type(target), "_no_async_engine_events", None) is not None:
            type(target)._no_async_engine_events(target)
        return None

    @classmethod
    def _listen(cls, event_key: _EventKey, *, retval: bool = False, **kw: Any) -> None:
        event_key.dispatch_target._has_events = True
        event_key.base_listen(**kw)

    def handle_error(self, exception_context: Any) -> BaseException | None:
        """An error happened; return or raise another exception to replace it."""

    def do_connect(self, dialect: Any, conn_rec: Any, cargs: Any, cparams: Any) -> Any:
        """A driver connection is about to be opened; return one to take over."""

    def do_executemany(self, cursor: Any, statement: str, parameters: Any, context: Any) -> Any:
        """cursor.executemany() is about to be called; return True to take over."""

    def do_execute_no_params(self, cursor: Any, statement: str, context: Any) -> Any:
        """cursor.execute() without parameters is about to be called; return True to take over."""

    def do_execute(self, cursor: Any, statement: str, parameters: Any, context: Any) -> Any:
        """cursor.execute() is about to be called; return True to take over."""

    def do_setinputsizes(
        self, inputsizes: dict[Any, Any], cursor: Any, statement: str, parameters: Any, context: Any
    ) -> None:
        """Types are about to be told to the driver; the dictionary may be changed."""
