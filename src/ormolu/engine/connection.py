"""`Connection`: one checked-out database connection with its transaction, and the methods that users call.

Every public method that may do I/O drives a `_steps` coroutine. Running statements is in `execution.py`, transactions
are in `transaction.py`; here are the life of a connection and the calls that transactions make.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn, Self

from .. import exc, steps
from ..structures import immutabledict
from .cursor import CursorResult
from .execution import Executing
from .result import ScalarResult
from .transaction import NestedTransaction, RootTransaction, Transaction, TwoPhaseTransaction

_EMPTY: Mapping[str, Any] = immutabledict()


class Connection(Executing):
    """A database connection, and the transaction on it. Make one with `Engine.connect()`; use it in a `with` block.

    The first execution begins a transaction, which `commit()` or `rollback()` ends; leaving the block without commit
    rolls back.
    """

    def __init__(
        self,
        engine: Any,
        connection: Any = None,
        _allow_revalidate: bool = True,
        _allow_autobegin: bool = True,
    ):
        self.engine = engine
        self.dialect = engine.dialect
        self._transaction: RootTransaction | None = None
        self._nested_transaction: NestedTransaction | None = None
        self._block: Transaction | None = None
        self._savepoint_count = 0
        self._closed = False
        self._can_reconnect = _allow_revalidate
        self._allow_autobegin = _allow_autobegin
        self._execution_options = engine._execution_options
        self._echo = engine._should_log_info()
        self._has_events = engine._has_events
        self._dbapi_connection = engine.raw_connection() if connection is None else connection
        if engine._has_events:
            self._announce()

    def _announce(self) -> None:
        hook = self.dispatch.engine_connect
        if hook:
            hook(self)

    def _dispatch_of_its_own(self) -> Any:
        """For listeners on this connection only."""
        found = self.__dict__.get("_own_dispatch")
        if found is None:
            found = self.__dict__["_own_dispatch"] = self.engine.dispatch._join(self.engine.dispatch)
            self._has_events = True
        return found

    # ---- options

    def get_execution_options(self) -> Mapping[str, Any]:
        """The execution options of this connection."""
        return self._execution_options

    def execution_options(self, **opt: Any) -> Self:
        """Set execution options on this connection, and return it.

        Raises InvalidRequestError if the isolation level would change within a transaction.
        """
        steps.drive(self._execution_options_steps(opt))
        return self

    async def _execution_options_steps(self, opt: dict[str, Any]) -> None:
        if self._has_events or self.engine._has_events:
            self.dispatch.set_connection_execution_options(self, opt)
        self._execution_options = immutabledict({**self._execution_options, **opt})
        if self.dialect.is_async and self.dialect.connection_characteristics.keys() & opt.keys():
            await steps.call(self.dialect.set_connection_execution_options, self, opt)
            return
        self.dialect.set_connection_execution_options(self, opt)

    def _set_logging_token(self, token: str | None) -> None:
        """The token is read from the options when a line is logged."""

    @property
    def _schema_translate_map(self) -> Any:
        return self._execution_options.get("schema_translate_map")

    def schema_for_object(self, obj: Any) -> str | None:
        """The schema of a table, with `schema_translate_map` applied."""
        name: str | None = obj.schema
        translate = self._schema_translate_map
        if translate and name in translate and obj._use_schema_map:
            found: str | None = translate[name]
            return found
        return name

    # ---- the driver connection

    @property
    def closed(self) -> bool:
        """Whether `close()` was called."""
        return (self._dbapi_connection is None and not self._can_reconnect) or self._closed

    @property
    def invalidated(self) -> bool:
        """Whether the driver connection is gone; the next use opens another one."""
        proxy = self._dbapi_connection
        return (proxy is None or not proxy.is_valid) and not self.closed

    @property
    def connection(self) -> Any:
        """The pooled connection underneath. Raises ResourceClosedError after `close()`."""
        proxy = self._dbapi_connection
        if proxy is None or not proxy.is_valid:
            return steps.drive(self._ready_connection_steps())
        return proxy

    async def _ready_connection_steps(self) -> Any:
        """The pooled connection, a new one after invalidation."""
        proxy = self._dbapi_connection
        if proxy is not None and proxy.is_valid:
            return proxy
        if self.closed:
            raise exc.ResourceClosedError("This Connection is closed")
        if self._can_reconnect:
            if self._transaction is not None:
                self._refuse_invalid_transaction()
            self._dbapi_connection = await self.engine._raw_connection_steps()
            return self._dbapi_connection
        raise exc.ResourceClosedError("This Connection is closed")

    @property
    def _still_open_and_dbapi_connection_is_valid(self) -> bool:
        proxy = self._dbapi_connection
        return proxy is not None and bool(proxy.is_valid)

    @property
    def info(self) -> dict[Any, Any]:
        """A dictionary for the user that lives as long as the driver connection."""
        return self.connection.info  # type: ignore[no-any-return]  # the pool's

    @property
    def default_isolation_level(self) -> str | None:
        """The isolation level of new connections, as found at the first connect."""
        return self.dialect.default_isolation_level  # type: ignore[no-any-return]

    def get_isolation_level(self) -> str:
        """The isolation level in force on the server."""
        return steps.drive(self._get_isolation_level_steps())  # type: ignore[no-any-return]

    async def _get_isolation_level_steps(self) -> Any:
        proxy = await self._ready_connection_steps()
        try:
            if self.dialect.is_async:
                return await steps.call(self.dialect.get_isolation_level, proxy.dbapi_connection)
            return self.dialect.get_isolation_level(proxy.dbapi_connection)
        except BaseException as error:
            self._handle_dbapi_exception(error, None, None, None, None)

    def invalidate(self, exception: BaseException | None = None) -> None:
        """Close the driver connection as unusable; the next use of this object opens another one."""
        steps.drive(self._invalidate_steps(exception))

    async def _invalidate_steps(self, exception: BaseException | None = None) -> None:
        if self.invalidated:
            return
        if self.closed:
            raise exc.ResourceClosedError("This Connection is closed")
        if self._transaction is not None and self._transaction._is_active and exception is None:
            pass  # the transaction stays in the way until it is rolled back
        proxy = self._dbapi_connection
        if proxy is not None and proxy.is_valid:
            await proxy._invalidate_steps(exception)
        self._dbapi_connection = None

    def detach(self) -> None:
        """Take the driver connection out of the pool for good; `close()` then closes it."""
        if self.closed:
            raise exc.ResourceClosedError("This Connection is closed")
        if self._dbapi_connection is None:
            raise exc.InvalidRequestError("Can't detach an invalidated Connection")
        self._dbapi_connection.detach()

    def close(self) -> None:
        """Roll back if a transaction is in progress and return the driver connection to the pool."""
        if self._transaction is None and not self._closed:
            self._finish_close(self._dbapi_connection, False)
            return
        steps.drive(self._close_steps())

    async def _close_steps(self) -> None:
        transaction = self._transaction
        skip_reset = transaction is not None
        if transaction is not None and not transaction._roll_back_quietly():
            await transaction._close_steps()
        proxy = self._dbapi_connection
        if proxy is None:
            self._can_reconnect = False
            self._closed = True
            return
        self._dbapi_connection = None
        self._can_reconnect = False
        self._closed = True
        if not proxy._return_quietly(skip_reset):
            await proxy._checkin_steps(skip_reset)

    def _finish_close(self, proxy: Any, reset: bool) -> None:
        self._dbapi_connection = None
        self._can_reconnect = False
        self._closed = True
        if proxy is not None:
            proxy._close_special(transaction_reset=reset)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, type_: Any, value: Any, traceback: Any) -> None:
        self.close()

    # ---- transactions

    def _allow_begin(self) -> None:
        if self._block is not None:
            self._block._refuse_in_finished_block()
        if self._transaction is not None:
            raise exc.InvalidRequestError(
                "This connection has already initialized a SQLAlchemy Transaction() object via begin() or autobegin; "
                "can't call begin() here unless rollback() or commit() is called first."
            )

    def begin(self) -> RootTransaction:
        """Begin a transaction. Raises InvalidRequestError if one is in progress."""
        self._allow_begin()
        transaction = RootTransaction(self)
        if not transaction._begin_quietly():
            steps.drive(transaction._begin_steps())
        return transaction

    async def _begin_steps(self) -> RootTransaction:
        self._allow_begin()
        transaction = RootTransaction(self)
        if not transaction._begin_quietly():
            await transaction._begin_steps()
        return transaction

    async def _autobegin_steps(self) -> None:
        if self._allow_autobegin:
            self._refuse_finished_block()
            transaction = RootTransaction(self)
            if not transaction._begin_quietly():
                await transaction._begin_steps()

    def begin_nested(self) -> NestedTransaction:
        """Make a savepoint; begins a transaction first if there is none."""
        return steps.drive(self._begin_nested_steps())

    async def _begin_nested_steps(self) -> NestedTransaction:
        if self._transaction is None:
            await self._autobegin_steps()
        savepoint = NestedTransaction(self)
        await savepoint._begin_steps()
        return savepoint

    def begin_twophase(self, xid: Any = None) -> TwoPhaseTransaction:
        """Begin a two-phase transaction. xid: its identifier; a new one by default."""
        return steps.drive(self._begin_twophase_steps(xid))

    async def _begin_twophase_steps(self, xid: Any = None) -> TwoPhaseTransaction:
        if self._transaction is not None:
            raise exc.InvalidRequestError(
                "This connection has already initialized a SQLAlchemy Transaction() object via begin() or autobegin; "
                "can't call begin_twophase() here unless rollback() or commit() is called first."
            )
        transaction = TwoPhaseTransaction(self, self.dialect.create_xid() if xid is None else xid)
        await transaction._begin_steps()
        return transaction

    def commit(self) -> None:
        """Commit the transaction in progress, if any."""
        if self._transaction is not None:
            self._transaction.commit()

    def rollback(self) -> None:
        """Roll back the transaction in progress, if any."""
        if self._transaction is not None:
            self._transaction.rollback()

    async def _commit_steps(self) -> None:
        if self._transaction is not None:
            await self._transaction._commit_steps()

    async def _rollback_steps(self) -> None:
        if self._transaction is not None:
            await self._transaction._rollback_steps()

    def recover_twophase(self) -> list[Any]:
        """The identifiers of prepared transactions."""
        return steps.drive(self._dialect_call_steps(self.dialect.do_recover_twophase, self))

    def rollback_prepared(self, xid: Any, recover: bool = False) -> None:
        """Roll back a prepared transaction."""
        steps.drive(self._dialect_call_steps(self.dialect.do_rollback_twophase, self, xid, True, recover))

    def commit_prepared(self, xid: Any, recover: bool = False) -> None:
        """Commit a prepared transaction."""
        steps.drive(self._dialect_call_steps(self.dialect.do_commit_twophase, self, xid, True, recover))

    async def _dialect_call_steps(self, fn: Any, *args: Any) -> Any:
        answer = fn(*args)
        return await answer if hasattr(answer, "__await__") else answer

    def in_transaction(self) -> bool:
        """Whether a transaction is in progress."""
        return self._transaction is not None and self._transaction.is_active

    def in_nested_transaction(self) -> bool:
        """Whether a savepoint is in use."""
        return self._nested_transaction is not None and self._nested_transaction.is_active

    def get_transaction(self) -> RootTransaction | None:
        """The transaction in progress, or None."""
        return self._transaction

    def get_nested_transaction(self) -> NestedTransaction | None:
        """The innermost savepoint, or None."""
        return self._nested_transaction

    def _is_autocommit_isolation(self) -> bool:
        level = self._execution_options.get("isolation_level") or self.dialect._on_connect_isolation_level
        return bool(level == "AUTOCOMMIT")

    def _refuse_invalid_transaction(self) -> NoReturn:
        transaction = self._transaction
        if transaction is not None and transaction._lost_by is not None:
            raise exc.PendingRollbackError(
                "The database has rolled back this transaction or a part of it, so that it can't be committed.  Please "
                f"rollback() fully before proceeding; the cause was: {transaction._lost_by}",
                code="8s2b",
            ) from transaction._lost_by
        nested = "savepoint " if self._nested_transaction is not None else ""
        raise exc.PendingRollbackError(
            f"Can't reconnect until invalid {nested}transaction is rolled back.  Please rollback() fully before "
            "proceeding",
            code="8s2b",
        )

    # ---- what transactions call

    async def _fire_steps(self, name: str, *args: Any) -> None:
        if not (self._has_events or self.engine._has_events):
            return
        hook = getattr(self.dispatch, name)
        if hook:
            if self.dialect.is_async:
                await steps.call(hook, self, *args)
            else:
                hook(self, *args)

    async def _begin_impl_steps(self, transaction: RootTransaction) -> None:
        if self._has_events or self.engine._has_events:
            # a listener may execute BEGIN itself: that must not begin a transaction in turn
            self._allow_autobegin, before = False, self._allow_autobegin
            try:
                await self._fire_steps("begin")
            finally:
                self._allow_autobegin = before
        if self._echo:
            if self._is_autocommit_isolation():
                self._log_info("BEGIN (implicit; DBAPI should not BEGIN due to autocommit mode)")
            else:
                self._log_info("BEGIN (implicit)")
        await self._ready_connection_steps()
        done = self._begin_now()
        if done is not None and self.dialect.is_async:
            try:
                await steps.io(done)
            except BaseException as error:
                self._handle_dbapi_exception(error, None, None, None, None)

    def _is_quiet(self) -> bool:
        """Whether beginning and ending a transaction is a call of the driver and no more: no listener, no log line."""
        return not (self._echo or self._has_events or self.engine._has_events or self.dialect.is_async)

    def _begin_now(self) -> Any:
        """The driver's BEGIN: done, or under an async driver to be awaited."""
        proxy = self._dbapi_connection
        if proxy is None or proxy.dbapi_connection is None:
            proxy = self.connection
        try:
            return self.dialect.do_begin(proxy.dbapi_connection)
        except BaseException as error:
            self._handle_dbapi_exception(error, None, None, None, None)

    def _rollback_now(self) -> Any:
        """The driver's ROLLBACK, as `_begin_now`; nothing where the driver connection is gone."""
        proxy = self._dbapi_connection
        if proxy is None or proxy.dbapi_connection is None:
            return None
        try:
            return self.dialect.do_rollback(proxy.dbapi_connection)
        except BaseException as error:
            self._handle_dbapi_exception(error, None, None, None, None)

    def _commit_now(self) -> Any:
        """The driver's COMMIT, as `_begin_now`."""
        try:
            return self.dialect.do_commit(self.connection.dbapi_connection)
        except BaseException as error:
            self._handle_dbapi_exception(error, None, None, None, None, is_commit=not self._is_autocommit_isolation())

    async def _rollback_impl_steps(self) -> None:
        if self._has_events or self.engine._has_events:
            await self._fire_steps("rollback")
        proxy = self._dbapi_connection
        if proxy is None or not proxy.is_valid:
            return
        if self._echo:
            self._log_info(self._rollback_line())
        done = self._rollback_now()
        if done is not None and self.dialect.is_async:
            try:
                await steps.io(done)
            except BaseException as error:
                self._handle_dbapi_exception(error, None, None, None, None)

    def _roll_back_driver_connection(self) -> None:
        """Something failed before our transaction began; the driver may have begun one of its own."""
        steps.drive(self._rollback_impl_steps())

    def _rollback_line(self) -> str:
        if not self._is_autocommit_isolation():
            return "ROLLBACK"
        if self.dialect.skip_autocommit_rollback:
            return "ROLLBACK will be skipped by skip_autocommit_rollback"
        return "ROLLBACK using DBAPI connection.rollback(); set skip_autocommit_rollback to prevent fully"

    async def _commit_impl_steps(self) -> None:
        if self._has_events or self.engine._has_events:
            await self._fire_steps("commit")
        if self._echo:
            if self._is_autocommit_isolation():
                self._log_info("COMMIT using DBAPI connection.commit(), has no effect due to autocommit mode")
            else:
                self._log_info("COMMIT")
        done = self._commit_now()
        if done is not None and self.dialect.is_async:
            try:
                await steps.io(done)
            except BaseException as error:
                is_commit = not self._is_autocommit_isolation()
                self._handle_dbapi_exception(error, None, None, None, None, is_commit=is_commit)

    async def _savepoint_impl_steps(self, name: str | None = None) -> str:
        await self._fire_steps("savepoint", name)
        if name is None:
            self._savepoint_count += 1
            name = f"sa_savepoint_{self._savepoint_count}"
        await self._dialect_call_steps(self.dialect.do_savepoint, self, name)
        return name

    async def _rollback_to_savepoint_impl_steps(self, name: str) -> None:
        await self._fire_steps("rollback_savepoint", name, None)
        if self._still_open_and_dbapi_connection_is_valid:
            await self._dialect_call_steps(self.dialect.do_rollback_to_savepoint, self, name)

    async def _release_savepoint_impl_steps(self, name: str) -> None:
        await self._fire_steps("release_savepoint", name, None)
        await self._dialect_call_steps(self.dialect.do_release_savepoint, self, name)

    async def _begin_twophase_impl_steps(self, transaction: TwoPhaseTransaction) -> None:
        if self._echo:
            self._log_info("BEGIN TWOPHASE (implicit)")
        await self._fire_steps("begin_twophase", transaction.xid)
        await self._ready_connection_steps()
        self._allow_autobegin, before = False, self._allow_autobegin
        try:
            await self._dialect_call_steps(self.dialect.do_begin_twophase, self, transaction.xid)
        except BaseException as error:
            self._handle_dbapi_exception(error, None, None, None, None)
        finally:
            self._allow_autobegin = before

    async def _prepare_twophase_impl_steps(self, xid: Any) -> None:
        await self._fire_steps("prepare_twophase", xid)
        try:
            await self._dialect_call_steps(self.dialect.do_prepare_twophase, self, xid)
        except BaseException as error:
            self._handle_dbapi_exception(error, None, None, None, None)

    async def _rollback_twophase_impl_steps(self, xid: Any, is_prepared: bool) -> None:
        await self._fire_steps("rollback_twophase", xid, is_prepared)
        if not self._still_open_and_dbapi_connection_is_valid:
            return
        try:
            await self._dialect_call_steps(self.dialect.do_rollback_twophase, self, xid, is_prepared)
        except BaseException as error:
            self._handle_dbapi_exception(error, None, None, None, None)

    async def _commit_twophase_impl_steps(self, xid: Any, is_prepared: bool) -> None:
        await self._fire_steps("commit_twophase", xid, is_prepared)
        try:
            await self._dialect_call_steps(self.dialect.do_commit_twophase, self, xid, is_prepared)
        except BaseException as error:
            self._handle_dbapi_exception(error, None, None, None, None, is_commit=True)

    async def _begin_plain_steps(self) -> None:
        """For dialects whose two-phase transactions begin as ordinary ones."""
        done = self.dialect.do_begin((await self._ready_connection_steps()).dbapi_connection)
        if done is not None and self.dialect.is_async:
            await steps.io(done)

    async def _end_plain_steps(self, commit: bool) -> None:
        """End the ordinary transaction of the driver connection."""
        end = self.dialect.do_commit if commit else self.dialect.do_rollback
        done = end((await self._ready_connection_steps()).dbapi_connection)
        if done is not None and self.dialect.is_async:
            await steps.io(done)

    def _drop_connection(self, error: BaseException, invalidate_pool: bool) -> None:
        """The driver connection is gone: so are, if asked, all that the pool opened before now."""
        if self.invalidated or self.closed:
            return
        proxy = self._dbapi_connection
        if invalidate_pool and proxy is not None:
            self.engine.pool._invalidate(proxy, error, _checkin=False)
        if self.dialect.is_async and not steps.can_wait():
            _drop_async(self.dialect, proxy)
            self._dbapi_connection = None
            return
        self.invalidate(error)

    def _lose_transaction(self, error: BaseException) -> None:
        """The database has rolled back: whoever catches the error and goes on must not commit the rest."""
        if self._transaction is not None:
            self._transaction._lose(error)

    # ---- executing

    def execute(
        self, statement: Any, parameters: Any = None, *, execution_options: Mapping[str, Any] | None = None
    ) -> CursorResult[Any]:
        """Execute a statement; what comes back is its result.

        parameters: a dictionary, or a list of them to execute it for each. Raises ObjectNotExecutableError for what
        is no statement (use `text()` for SQL), and DBAPIError with the cause for errors of the database.
        """
        return steps.drive(self._execute_steps(statement, parameters, execution_options))

    def scalar(
        self, statement: Any, parameters: Any = None, *, execution_options: Mapping[str, Any] | None = None
    ) -> Any:
        """The first column of the first row, or None."""
        return steps.drive(self._scalar_steps(statement, parameters, execution_options))

    def scalars(
        self, statement: Any, parameters: Any = None, *, execution_options: Mapping[str, Any] | None = None
    ) -> ScalarResult[Any]:
        """The values of the first column."""
        return self.execute(statement, parameters, execution_options=execution_options).scalars()

    def exec_driver_sql(
        self, statement: str, parameters: Any = None, execution_options: Mapping[str, Any] | None = None
    ) -> CursorResult[Any]:
        """Execute SQL text as the driver takes it, with its own placeholders."""
        return steps.drive(self._exec_driver_sql_steps(statement, parameters, execution_options))

    def _run_ddl_visitor(self, visitorcallable: Any, element: Any, **kwargs: Any) -> None:
        """Create or drop what `element` holds."""
        visitorcallable(self.dialect, self, **kwargs).traverse_single(element)


def _drop_async(dialect: Any, proxy: Any) -> None:
    record = proxy._connection_record if proxy is not None else None
    if record is None:
        return
    connection = record.dbapi_connection
    record.dbapi_connection = None
    proxy._connection_record = None
    proxy.dbapi_connection = None
    record.in_use = False
    if connection is not None:
        dialect.terminate_without_waiting(connection)
    record._pool._do_return_conn(record)
