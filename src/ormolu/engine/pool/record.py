"""One pooled connection from inside and outside: the record that the pool keeps and the proxy that users hold.

A record outlives its driver connection: invalidated or too old, it gets a new one at the next checkout. A proxy lives
from checkout to return; a proxy that is garbage-collected returns its connection, if nothing has to be awaited.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import Any

from ... import exc, steps
from ...event import Hook
from .reset import ManagesConnection, PoolResetState, reset_commit, reset_rollback

_CHECKOUT_ATTEMPTS = 2


async def _fire(pool: Any, hook: Hook, *args: Any) -> None:
    """Call listeners; where the driver is async they may use its blocking face."""
    if pool._dialect.is_async:
        await steps.call(hook, *args)
    else:
        hook(*args)


class ConnectionRecord(ManagesConnection):
    """The pool's side of one connection. `info` lives as long as the driver connection, `record_info` as the record."""

    __slots__ = (
        "_pool",
        "dbapi_connection",
        "starttime",
        "fresh",
        "in_use",
        "finalize_callback",
        "_soft_invalidate_time",
        "_info",
        "_record_info",
        "__weakref__",
    )

    def __init__(self, pool: Any):
        self._pool = pool
        self.dbapi_connection: Any = None
        self.starttime: float = 0
        self.fresh = False
        self.in_use = False
        self.finalize_callback: deque[Callable[[Any], None]] = deque()
        self._soft_invalidate_time: float = 0
        self._info: dict[Any, Any] | None = None
        self._record_info: dict[Any, Any] | None = None

    @property
    def info(self) -> dict[Any, Any]:  # type: ignore[override]  # made on first use
        """A dictionary for the user, emptied when the driver connection is replaced."""
        if self._info is None:
            self._info = {}
        return self._info

    @property
    def record_info(self) -> dict[Any, Any] | None:  # type: ignore[override]  # made on first use
        """A dictionary for the user that stays when the driver connection is replaced."""
        if self._record_info is None:
            self._record_info = {}
        return self._record_info

    @property
    def driver_connection(self) -> Any:
        """The connection as the driver library knows it."""
        if self.dbapi_connection is None:
            return None
        return self._pool._dialect.get_driver_connection(self.dbapi_connection)

    @property
    def connection(self) -> Any:
        """Older name of `dbapi_connection`."""
        return self.dbapi_connection

    @property
    def last_connect_time(self) -> float:
        return self.starttime

    # ---- connecting

    async def _open_steps(self) -> None:
        pool = self._pool
        self.dbapi_connection = None
        try:
            self.starttime = time.time()
            connection = pool._invoke_creator(self)
            if pool._dialect.is_async:
                connection = await steps.io(connection)
            pool.logger.debug("Created new connection %r", connection)
            self.dbapi_connection = connection
            self.fresh = True
        except BaseException as error:
            pool.logger.debug("Error on connect(): %s", error)
            raise
        try:
            await self._announce_steps(connection)
        except BaseException:
            # a listener refused the connection: do not leave it open
            self.dbapi_connection = None
            await pool._close_connection_steps(connection, terminate=pool._dialect.has_terminate)
            raise

    async def _announce_steps(self, connection: Any) -> None:
        dispatch = self._pool.dispatch
        first, each = dispatch.first_connect, dispatch.connect
        if self._pool._dialect.is_async:
            if first and not first._once_done:
                await steps.call(first.exec_once_unless_exception, connection, self)
            if each:
                await steps.call(each, connection, self)
            return
        if first and not first._once_done:
            first.exec_once_unless_exception(connection, self)
        if each:
            each(connection, self)

    def _is_ready(self) -> bool:
        """Whether the driver connection can be used as it is: connected, not too old, of the present generation."""
        if self.dbapi_connection is None:
            return False
        pool, start = self._pool, self.starttime
        if pool._recycle > -1 and time.time() - start > pool._recycle:
            return False
        return not (pool._invalidate_time > start or self._soft_invalidate_time > start)

    async def _get_connection_steps(self) -> Any:
        """The driver connection; a new one in place of one that is gone, too old or of an earlier generation."""
        if self.dbapi_connection is None:
            self._forget_info()
            await self._open_steps()
        elif not self._is_ready():
            self._log_why_replaced()
            await self._close_driver_connection_steps(terminate=True)
            self._forget_info()
            await self._open_steps()
        return self.dbapi_connection

    def _forget_info(self) -> None:
        if self._info is not None:
            self._info.clear()

    def _log_why_replaced(self) -> None:
        pool = self._pool
        if pool._recycle > -1 and time.time() - self.starttime > pool._recycle:
            reason = "exceeded timeout; recycling"
        elif pool._invalidate_time > self.starttime:
            reason = "invalidated due to pool invalidation; recycling"
        else:
            reason = "invalidated due to local soft invalidation; recycling"
        pool.logger.info(f"Connection %r {reason}", self.dbapi_connection)

    # ---- returning and closing

    async def _checkin_failed_steps(self, error: BaseException, give_back: bool = True) -> None:
        await self._invalidate_steps(error)
        if give_back:
            await self._checkin_steps(failed=True)

    def checkin(self) -> None:
        """Return this record to its pool."""
        steps.drive(self._checkin_steps())

    async def _checkin_steps(self, failed: bool = False) -> None:
        pool = self._pool
        self.in_use = False
        if self.dbapi_connection is not None:
            await self._finalize_steps(self.dbapi_connection)
        if pool._on_checkin and not failed:
            await _fire(pool, pool._on_checkin, self.dbapi_connection, self)
        await pool._return_conn_steps(self)

    async def _finalize_steps(self, connection: Any) -> None:
        """Undo what was set for this checkout only; with an async driver the blocking calls get a bridge."""
        while self.finalize_callback:
            finalize = self.finalize_callback.pop()
            if self._pool._dialect.is_async:
                await steps.call(finalize, connection)
            else:
                finalize(connection)

    def _checkin_quietly(self) -> bool:
        """Return to the pool, where nobody listens, if that takes no I/O; whether it was done."""
        if self.finalize_callback:
            return False
        self.in_use = False
        self._pool._return_conn(self)
        return True

    def close(self) -> None:
        """Close the driver connection."""
        steps.drive(self._close_steps())

    async def _close_steps(self) -> None:
        if self.dbapi_connection is not None:
            await self._close_driver_connection_steps()

    async def _close_driver_connection_steps(self, terminate: bool = False) -> None:
        pool, connection = self._pool, self.dbapi_connection
        # nothing is worth undoing on a connection that goes, and a lost one could not be talked to
        self.finalize_callback.clear()
        if pool.dispatch.close:
            await _fire(pool, pool.dispatch.close, connection, self)
        if connection is None:
            return
        self.dbapi_connection = None
        await pool._close_connection_steps(connection, terminate=terminate and pool._dialect.has_terminate)

    def invalidate(self, e: BaseException | None = None, soft: bool = False) -> None:
        """Close the driver connection now, or with soft=True at the next checkout; the record stays in the pool."""
        steps.drive(self._invalidate_steps(e, soft))

    async def _invalidate_steps(self, e: BaseException | None = None, soft: bool = False) -> None:
        if self.dbapi_connection is None:
            return
        pool = self._pool
        hook = pool.dispatch.soft_invalidate if soft else pool.dispatch.invalidate
        if hook:
            await _fire(pool, hook, self.dbapi_connection, self, e)
        self._log_invalidation(e, soft)
        if soft:
            self._soft_invalidate_time = time.time()
        else:
            await self._close_driver_connection_steps(terminate=True)
            self.dbapi_connection = None

    def _log_invalidation(self, e: BaseException | None, soft: bool) -> None:
        kind = "Soft invalidate" if soft else "Invalidate"
        if e is not None:
            self._pool.logger.info(
                "%s connection %r (reason: %s:%s)", kind, self.dbapi_connection, e.__class__.__name__, e
            )
        else:
            self._pool.logger.info("%s connection %r", kind, self.dbapi_connection)


class ConnectionProxy(ManagesConnection):
    """A checked-out connection; attributes it has not got are those of the driver connection. `close()` returns it."""

    # __dict__ (nothing until used) lets debuggers and tests replace a method on one proxy
    __slots__ = (
        "dbapi_connection",
        "_pool",
        "_connection_record",
        "_detached_info",
        "_counter",
        "__dict__",
        "__weakref__",
    )

    def __init__(self, pool: Any, record: ConnectionRecord, dbapi_connection: Any):
        self._pool = pool
        self._connection_record: ConnectionRecord | None = record
        self.dbapi_connection = dbapi_connection
        self._counter = 0
        self._detached_info: dict[Any, Any] | None = None
        record.in_use = True
        if pool.logger.isEnabledFor(10):
            pool.logger.debug("Connection %r checked out from pool", dbapi_connection)

    def __getattr__(self, name: str) -> Any:
        if name in _PROXY_SLOTS:
            raise AttributeError(name)
        return getattr(self.dbapi_connection, name)

    # ---- what users read

    @property
    def driver_connection(self) -> Any:
        """The connection as the driver library knows it."""
        if self._connection_record is None or self.dbapi_connection is None:
            return (
                None
                if self.dbapi_connection is None
                else (self._pool._dialect.get_driver_connection(self.dbapi_connection))
            )
        return self._connection_record.driver_connection

    @property
    def connection(self) -> Any:
        """Older name of `dbapi_connection`."""
        exc.warn_deprecated(
            "The _ConnectionFairy.connection attribute is deprecated; please use 'driver_connection'", "1.4.24"
        )
        return self.dbapi_connection

    @property
    def is_valid(self) -> bool:
        """Whether there is a driver connection: neither invalidated nor returned."""
        return self.dbapi_connection is not None

    @property
    def is_detached(self) -> bool:
        """Whether the connection belongs to no pool any more."""
        return self._connection_record is None

    @property
    def _is_detached(self) -> bool:
        return self._connection_record is None

    @property
    def info(self) -> dict[Any, Any]:  # type: ignore[override]  # read-only
        """The user's dictionary that lives as long as the driver connection."""
        if self._connection_record is not None:
            return self._connection_record.info
        if self._detached_info is None:
            self._detached_info = {}
        return self._detached_info

    @property
    def record_info(self) -> dict[Any, Any] | None:  # type: ignore[override]  # read-only
        """The user's dictionary that lives as long as the pool's record; None when detached."""
        return None if self._connection_record is None else self._connection_record.record_info

    def cursor(self, *args: Any, **kw: Any) -> Any:
        """A new cursor of the driver connection."""
        return self.dbapi_connection.cursor(*args, **kw)

    # ---- checkout

    async def _checked_out_steps(self) -> None:
        """Test the connection and tell listeners; replace it if one of them says that it is dead."""
        pool, record = self._pool, self._connection_record
        assert record is not None
        if self.dbapi_connection is None:
            raise exc.InvalidRequestError("This connection is closed")
        if not pool._on_checkout and not pool._pre_ping:
            return
        for _ in range(_CHECKOUT_ATTEMPTS):
            fresh, record.fresh = record.fresh, False
            try:
                if pool._pre_ping and not fresh:
                    await self._ping_steps()
                if pool._on_checkout:
                    await _fire(pool, pool._on_checkout, self.dbapi_connection, record, self)
                return
            except exc.DisconnectionError as error:
                await self._replace_steps(record, error)
            except BaseException as error:
                await self._give_up_steps(record, error)
                raise
        pool.logger.info("Reconnection attempts exhausted on checkout")
        await self._invalidate_steps()
        raise exc.InvalidRequestError("This connection is closed")

    async def _ping_steps(self) -> None:
        pool = self._pool
        pool.logger.debug("Pool pre-ping on connection %r", self.dbapi_connection)
        alive = pool._dialect._do_ping_w_event(self.dbapi_connection)
        if pool._dialect.is_async:
            alive = await steps.io(alive)
        if not alive:
            pool.logger.debug("Connection %r failed pre-ping, will invalidate pool", self.dbapi_connection)
            raise exc.InvalidatePoolError()

    async def _replace_steps(self, record: ConnectionRecord, error: exc.DisconnectionError) -> None:
        pool = self._pool
        if error.invalidate_pool:
            pool.logger.info(
                "Disconnection detected on checkout, invalidating all pooled connections prior to current timestamp "
                "(reason: %r)",
                error,
            )
            await record._invalidate_steps(error)
            pool._invalidate(self, error, _checkin=False)
        else:
            pool.logger.info(
                "Disconnection detected on checkout, invalidating individual connection %s (reason: %r)",
                self.dbapi_connection,
                error,
            )
            await record._invalidate_steps(error)
        try:
            self.dbapi_connection = await record._get_connection_steps()
        except BaseException as failure:
            await self._give_up_steps(record, failure)
            raise

    async def _give_up_steps(self, record: ConnectionRecord, error: BaseException) -> None:
        self.dbapi_connection = None
        self._connection_record = None
        await record._checkin_failed_steps(error)

    # ---- return

    def close(self) -> None:
        """Return the connection to its pool; closes it if it is detached."""
        self._counter -= 1
        self._close_special(transaction_reset=False)

    def _close_special(self, transaction_reset: bool = False) -> None:
        if not self._return_quietly(transaction_reset):
            steps.drive(self._checkin_steps(transaction_reset))

    def _return_quietly(self, transaction_reset: bool) -> bool:
        """Return without I/O and without listeners, where possible; whether it was done."""
        pool, record = self._pool, self._connection_record
        if record is None or self.dbapi_connection is None or pool._on_reset or pool._on_checkin:
            return False
        if pool.logger.isEnabledFor(10) or pool._reset_on_return is not reset_rollback or pool._is_overfull():
            return False
        if not transaction_reset:
            if pool._dialect.is_async:
                return False
            try:
                pool._dialect.do_rollback(self.dbapi_connection)
            except Exception:
                return False  # the long way fails in the same manner, and says so
        if not record._checkin_quietly():
            return False
        self.dbapi_connection = None
        self._connection_record = None
        return True

    async def _checkin_steps(self, transaction_was_reset: bool = False) -> None:
        record, connection = self._connection_record, self.dbapi_connection
        self._connection_record = None
        self.dbapi_connection = None
        await return_connection_steps(self._pool, record, connection, transaction_was_reset, self)

    def invalidate(self, e: BaseException | None = None, soft: bool = False) -> None:
        """Mark the connection as unusable. soft: it is replaced at its next checkout, and works until then."""
        steps.drive(self._invalidate_steps(e, soft))

    async def _invalidate_steps(self, e: BaseException | None = None, soft: bool = False) -> None:
        if self.dbapi_connection is None:
            exc.warn("Can't invalidate an already-closed connection.")
            return
        if self._connection_record is not None:
            await self._connection_record._invalidate_steps(e, soft)
        if not soft:
            self.dbapi_connection = None
            await self._checkin_steps()

    def detach(self) -> None:
        """Separate the connection from its pool, which may open another in its place; `close()` then closes it."""
        steps.drive(self._detach_steps())

    async def _detach_steps(self) -> None:
        record = self._connection_record
        if record is None:
            return
        pool, connection = self._pool, self.dbapi_connection
        record.in_use = False
        self._detached_info = dict(record.info)
        record.dbapi_connection = None
        record._info = None
        self._connection_record = None
        await pool._return_conn_steps(record)
        if pool.dispatch.detach:
            await _fire(pool, pool.dispatch.detach, connection, record)

    def __del__(self) -> None:
        record = self._connection_record
        if record is not None:
            self._connection_record = None
            connection, self.dbapi_connection = self.dbapi_connection, None
            _collected(self._pool, record, connection)


_PROXY_SLOTS = frozenset(ConnectionProxy.__slots__)


async def return_connection_steps(
    pool: Any,
    record: ConnectionRecord | None,
    connection: Any,
    transaction_was_reset: bool,
    proxy: Any,
) -> None:
    """Reset a connection and put it back; one without record is closed.

    A failing reset is logged and the connection discarded: it must not come back in an unknown state.
    """
    detached = record is None
    if connection is not None:
        if pool.logger.isEnabledFor(10):
            pool.logger.debug("Connection %r being returned to pool", connection)
        try:
            await _reset_steps(pool, connection, record, PoolResetState(transaction_was_reset, False, True))
            if detached:
                if pool.dispatch.close_detached:
                    await _fire(pool, pool.dispatch.close_detached, connection)
                await pool._close_connection_steps(connection)
        except BaseException as error:
            pool.logger.error("Exception during reset or similar", exc_info=True)
            if record is not None:
                await record._invalidate_steps(error)
            if not isinstance(error, Exception):
                if record is not None:
                    await record._checkin_steps()
                raise
    if record is not None and record.in_use:
        await record._checkin_steps()


async def _reset_steps(pool: Any, connection: Any, record: Any, state: PoolResetState) -> None:
    dialect = pool._dialect
    if pool._on_reset:
        await _fire(pool, pool._on_reset, connection, record, state)
    if pool._reset_on_return is reset_rollback:
        if state.transaction_was_reset:
            pool.logger.debug("Connection %s reset, transaction already reset", connection)
            return
        pool.logger.debug("Connection %s rollback-on-return", connection)
        done = dialect.do_rollback(connection)
    elif pool._reset_on_return is reset_commit:
        pool.logger.debug("Connection %s commit-on-return", connection)
        done = dialect.do_commit(connection)
    else:
        return
    if dialect.is_async and done is not None:
        await steps.io(done)


def _collected(pool: Any, record: ConnectionRecord, connection: Any) -> None:
    """A proxy was garbage-collected without being closed."""
    if not pool._dialect.is_async:
        steps.drive(return_connection_steps(pool, record, connection, False, None))
        return
    message = (
        f"The garbage collector is trying to clean up non-checked-in connection {connection!r}, which will be "
        f"{'dropped, as it cannot be safely terminated' if not pool._dialect.has_terminate else 'terminated'}.  "
        "Please ensure that SQLAlchemy pooled connections are returned to the pool explicitly, either by calling "
        "``close()`` or by using appropriate context managers to manage their lifecycle."
    )
    pool.logger.error(message)
    exc.warn(message)
    record.dbapi_connection = None
    record.in_use = False
    if connection is not None and pool._dialect.has_terminate:
        pool._dialect.terminate_without_waiting(connection)
    pool._do_return_conn(record)
