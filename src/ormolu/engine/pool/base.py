"""`Pool`: what all pools share. Who gets which connection is decided by the subclasses, under their lock.

A pool keeps *records*, one per database connection, and hands out *proxies* (`record.py`). Whatever may wait for the
database is a `_steps` coroutine; a checkout or return that needs no I/O takes a short cut without one.
"""

from __future__ import annotations

import os
import time
import weakref
from collections.abc import Callable
from inspect import getfullargspec
from typing import Any, Protocol

from ... import exc, steps
from ...event import Dispatch
from .. import log
from .record import ConnectionProxy, ConnectionRecord
from .reset import RESET_STYLES


class PoolDialect(Protocol):
    """What a pool needs of a dialect: the driver's calls; awaitables if `is_async`."""

    is_async: bool
    has_terminate: bool

    def do_rollback(self, dbapi_connection: Any) -> Any: ...
    def do_commit(self, dbapi_connection: Any) -> Any: ...
    def do_terminate(self, dbapi_connection: Any) -> Any: ...
    def do_close(self, dbapi_connection: Any) -> Any: ...
    def _do_ping_w_event(self, dbapi_connection: Any) -> Any: ...
    def get_driver_connection(self, connection: Any) -> Any: ...


class _BlockingDialect:
    """For a pool without a dialect: plain PEP 249 calls."""

    is_async = False
    has_terminate = False

    def do_rollback(self, dbapi_connection: Any) -> None:
        dbapi_connection.rollback()

    def do_commit(self, dbapi_connection: Any) -> None:
        dbapi_connection.commit()

    def do_terminate(self, dbapi_connection: Any) -> None:
        dbapi_connection.close()

    def do_close(self, dbapi_connection: Any) -> None:
        dbapi_connection.close()

    def _do_ping_w_event(self, dbapi_connection: Any) -> bool:
        raise NotImplementedError("The ping feature requires that a dialect is passed to the connection pool.")

    def get_driver_connection(self, connection: Any) -> Any:
        return connection


class _AsyncDialect(_BlockingDialect):
    """For an async pool without a dialect."""

    is_async = True

    async def do_rollback(self, dbapi_connection: Any) -> None:  # type: ignore[override]  # awaitable as documented
        await dbapi_connection.rollback()

    async def do_commit(self, dbapi_connection: Any) -> None:  # type: ignore[override]
        await dbapi_connection.commit()

    async def do_close(self, dbapi_connection: Any) -> None:  # type: ignore[override]
        await dbapi_connection.close()


_pools: weakref.WeakSet[Pool] = weakref.WeakSet()
_inherited: list[Any] = []


def _after_fork_in_child() -> None:
    """Sockets of the parent must be neither used nor closed here: forget them, without their finalizers running."""
    for pool in list(_pools):
        _inherited.extend(pool._forget_connections())


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork_in_child)


class Pool:
    """Base of all connection pools.

    creator: a function that returns a new driver connection. recycle: replace connections older than this many
    seconds at checkout; -1 never. reset_on_return: "rollback", "commit" or None. events: pairs (listener, event name).
    pre_ping: test connections at checkout. Raises ArgumentError for an invalid reset_on_return.
    """

    dispatch: Dispatch
    _is_asyncio = False
    echo = log.echo_property()

    def __init__(
        self,
        creator: Callable[..., Any],
        recycle: int | float = -1,
        echo: log.EchoFlag = None,
        logging_name: str | None = None,
        reset_on_return: Any = True,
        events: Any = None,
        dialect: PoolDialect | None = None,
        pre_ping: bool = False,
        _dispatch: Dispatch | None = None,
    ):
        self.logging_name = logging_name
        self._set_echo(echo)
        self._creator = creator
        self._recycle = recycle
        self._invalidate_time: float = 0
        self._pre_ping = pre_ping
        style = RESET_STYLES.get(reset_on_return) if _hashable(reset_on_return) else None
        if style is None:
            raise exc.ArgumentError(
                f"Invalid value for 'reset_on_return': {reset_on_return!r}; use 'rollback', 'commit' or None"
            )
        self._reset_on_return = style
        if _dispatch is not None:
            self.dispatch._update(_dispatch, only_propagate=False)
        for fn, name in events or ():
            getattr(self.dispatch, name).append(fn)
        self._dialect: PoolDialect = dialect or (_AsyncDialect() if self._is_asyncio else _BlockingDialect())
        self._notice_hooks()
        _pools.add(self)

    def _notice_hooks(self) -> None:
        """Keep the hooks at hand: a checkout asks three of them whether anybody listens."""
        self._on_checkout = self.dispatch.checkout
        self._on_checkin = self.dispatch.checkin
        self._on_reset = self.dispatch.reset

    # ---- logging

    @property
    def _logger_name(self) -> str:
        return f"sqlalchemy.pool.impl.{type(self).__name__}"

    def _set_echo(self, echo: log.EchoFlag) -> None:
        self._echo = echo
        self.logger = log.logger_for(self._logger_name, self.logging_name, echo)

    def _should_log_info(self) -> bool:
        return self.logger.isEnabledFor(20)

    def _should_log_debug(self) -> bool:
        return self.logger.isEnabledFor(10)

    # ---- making connections

    @property
    def _creator(self) -> Callable[..., Any]:
        return self._users_creator

    @_creator.setter
    def _creator(self, creator: Callable[..., Any]) -> None:
        self._users_creator = creator
        self._invoke_creator = self._with_record(creator)

    def _with_record(self, creator: Callable[..., Any]) -> Callable[[Any], Any]:
        """`creator` as a function of the record, whether it wants one or not."""
        try:
            spec = getfullargspec(creator)
        except TypeError:
            return lambda record: creator()
        defaults = len(spec.defaults or ())
        positional = len(spec.args) - defaults
        if spec.args[:1] == ["connection_record"] and defaults == 1:
            return creator
        bound = 1 if getattr(creator, "__self__", None) is not None and not isinstance(creator, type) else 0
        if positional - bound == 1 and not isinstance(creator, type):
            return creator
        return lambda record: creator()

    def _should_wrap_creator(self, creator: Callable[..., Any]) -> Callable[[Any], Any]:
        return self._with_record(creator)

    async def _create_connection_steps(self) -> ConnectionRecord:
        record = ConnectionRecord(self)
        await record._open_steps()
        return record

    async def _close_connection_steps(self, connection: Any, terminate: bool = False) -> None:
        """Close a driver connection; an error of the driver is logged, because there is nobody to handle it."""
        self.logger.debug("%s connection %r", "Hard-closing" if terminate else "Closing", connection)
        dialect = self._dialect
        try:
            done = dialect.do_terminate(connection) if terminate else dialect.do_close(connection)
            if dialect.is_async and done is not None:
                await steps.io(done)
        except BaseException as error:
            self.logger.error(
                f"Exception {'terminating' if terminate else 'closing'} connection %r", connection, exc_info=True
            )
            if not isinstance(error, Exception):
                raise

    # ---- checkout and return

    def connect(self) -> Any:
        """A connection of this pool, behind a proxy whose `close()` returns it.

        Raises TimeoutError if there is none in time, and what the driver raises when it cannot connect.
        """
        return self._ready_proxy() or steps.drive(self._connect_steps())

    def unique_connection(self) -> Any:
        """Same as `connect()`, never one that the current thread has already."""
        return self.connect()

    def _ready_proxy(self) -> Any:
        """A proxy for a connection that can be had without any I/O, or None."""
        if self._pre_ping or self._on_checkout:
            return None
        record = self._take_ready()
        if record is None:
            return None
        if not record._is_ready():
            self._return_conn(record)
            return None
        return ConnectionProxy(self, record, record.dbapi_connection)

    async def _connect_steps(self) -> Any:
        record = await self._do_get_steps()
        try:
            connection = await record._get_connection_steps()
        except BaseException as error:
            await record._checkin_failed_steps(error, give_back=True)
            raise
        proxy = ConnectionProxy(self, record, connection)
        await proxy._checked_out_steps()
        return proxy

    def _take_ready(self) -> Any:
        """A record that is idle, taken out; None if there is none or this pool cannot tell."""
        return None

    async def _do_get_steps(self) -> Any:
        """A record for one checkout, connected or not."""
        raise NotImplementedError(type(self).__name__)

    def _do_return_conn(self, record: Any) -> Any:
        """Take a record back. What is returned is a record to be closed, or None."""
        raise NotImplementedError(type(self).__name__)

    def _return_conn(self, record: Any) -> None:
        surplus = self._do_return_conn(record)
        if surplus is not None:
            steps.drive(surplus._close_steps())

    async def _return_conn_steps(self, record: Any) -> None:
        surplus = self._do_return_conn(record)
        if surplus is not None:
            await surplus._close_steps()

    # ---- invalidation

    def _invalidate(self, connection: Any, exception: BaseException | None = None, _checkin: bool = True) -> None:
        """Start a new generation: every connection made before now is replaced at its next checkout."""
        record = getattr(connection, "_connection_record", None)
        if record is None or self._invalidate_time < record.starttime:
            self._invalidate_time = time.time()
        if _checkin and getattr(connection, "is_valid", False):
            connection.invalidate(exception)

    def _forget_connections(self) -> list[Any]:
        """In a forked child: start empty, and hand over what must not be finalized."""
        return []

    # ---- life

    def recreate(self) -> Pool:
        """A new, empty pool with the same settings."""
        self.logger.info("Pool recreating")
        return type(self)(self._creator, **self._recreate_arguments())

    def _recreate_arguments(self) -> dict[str, Any]:
        return {
            "recycle": self._recycle,
            "echo": self._echo,
            "logging_name": self.logging_name,
            "reset_on_return": self._reset_on_return,
            "_dispatch": self.dispatch,
            "dialect": self._dialect,
            "pre_ping": self._pre_ping,
        }

    def dispose(self) -> None:
        """Close the connections that are not in use. Call `recreate()` for a pool to go on with."""
        steps.drive(self._dispose_steps())

    async def _dispose_steps(self) -> None:
        raise NotImplementedError(type(self).__name__)

    def status(self) -> str:
        """What this pool holds, as text."""
        raise NotImplementedError(type(self).__name__)

    def __repr__(self) -> str:
        return f"<{type(self).__module__}.{type(self).__name__} object at 0x{id(self):x}>"


def _hashable(value: Any) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True
