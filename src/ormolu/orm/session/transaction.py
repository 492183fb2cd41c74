"""SessionTransaction: the session's stack of transactions, and what each would have to undo.

A session is always in at most one stack: the root (begun automatically or by `begin()`), savepoints above it, and
for the time of a flush a *subtransaction*. Each entry that really begins something owns

- the connections it began on, and
- a `Ledger`: which objects became persistent, deleted or were given another key since it began.

Theory of operation. A commit hands its ledger to the entry below (or forgets it, at the root); a rollback plays it
back: new objects become transient again, deleted ones persistent, switched keys return. A failed flush rolls back the
nearest real entry at once, because the database has done so too or must, and leaves it DEACTIVE: the objects already
stand as before, and the user acknowledges with `Session.rollback()`; until then every use says what happened first.

    ACTIVE -> PREPARED -> COMMITTED -> CLOSED          commit
    ACTIVE -> DEACTIVE -> CLOSED                        a flush failed inside; then rollback()
    ACTIVE -> CLOSED                                    rollback(), close()
"""

from __future__ import annotations

import enum
import weakref
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ... import exc
from ...engine import Connection, Engine
from ...steps import drive
from .contract import SessionContract

JOIN_MODES = ("conditional_savepoint", "rollback_only", "control_fully", "create_savepoint")


class SessionTransactionState(enum.Enum):
    ACTIVE = 1
    PREPARED = 2
    COMMITTED = 3
    DEACTIVE = 4
    CLOSED = 5
    PROVISIONING_CONNECTION = 6


ACTIVE, PREPARED, COMMITTED, DEACTIVE, CLOSED, PROVISIONING_CONNECTION = SessionTransactionState


class SessionTransactionOrigin(enum.Enum):
    """Where a SessionTransaction came from.

    Rule: SQLAlchemy documentation, "SessionTransactionOrigin".
    """

    AUTOBEGIN = 0
    BEGIN = 1
    BEGIN_NESTED = 2
    SUBTRANSACTION = 3


class Ledger:
    """What has happened to objects since a transaction began, held weakly where nothing would be lost."""

    __slots__ = ("deleted", "dirty", "key_switches", "new")

    def __init__(self) -> None:
        self.new: dict[int, weakref.ref[Any]] = {}
        self.deleted: dict[int, Any] = {}
        self.dirty: dict[int, weakref.ref[Any]] = {}
        self.key_switches: dict[int, tuple[Any, Any, Any]] = {}  # id -> (core, first key, latest key)

    def note_new(self, cores: Iterable[Any]) -> None:
        make = weakref.ref
        self.new.update({id(core): make(core) for core in cores})

    def note_dirty(self, cores: Iterable[Any]) -> None:
        make = weakref.ref
        self.dirty.update({id(core): make(core) for core in cores})

    def has_new(self, core: Any) -> bool:
        reference = self.new.get(id(core))
        return reference is not None and reference() is core

    def live_new(self) -> Iterator[Any]:
        return _live(self.new)

    def live_dirty(self) -> Iterator[Any]:
        return _live(self.dirty)

    def forget(self, core: Any) -> None:
        for kept in (self.new, self.deleted, self.dirty, self.key_switches):
            kept.pop(id(core), None)

    def absorb(self, later: Ledger) -> None:
        """Take over what a released savepoint has noted."""
        self.new.update(later.new)
        self.deleted.update(later.deleted)
        self.dirty.update(later.dirty)
        for identity, (core, first, latest) in later.key_switches.items():
            known = self.key_switches.get(identity)
            self.key_switches[identity] = (core, known[1] if known else first, latest)


def _live(references: dict[int, weakref.ref[Any]]) -> Iterator[Any]:
    for reference in list(references.values()):
        if (core := reference()) is not None:
            yield core


class Bound(NamedTuple):
    """One connection that a transaction uses, and which parts of its end are ours."""

    connection: Connection
    transaction: Any
    ends_transaction: bool
    closes_connection: bool


class SessionTransaction:
    """One entry of a session's transaction stack; `Session.begin()` and `begin_nested()` return it.

    As a context manager it commits at the end of the block, and rolls back when the block raises.
    Rule: SQLAlchemy documentation, "SessionTransaction".
    """

    def __init__(
        self, session: SessionContract, origin: SessionTransactionOrigin, parent: SessionTransaction | None = None
    ) -> None:
        self.session = session
        self.origin = origin
        self._parent = parent
        self.nested = origin is SessionTransactionOrigin.BEGIN_NESTED
        self._is_sub = origin is SessionTransactionOrigin.SUBTRANSACTION
        self._state = ACTIVE
        self._connections: dict[Any, Bound] = {}
        # each connection once, in the order in which it was begun
        self._bounds: list[Bound] = []
        self._failure: BaseException | None = None
        self._previous_nested = session._nested_transaction
        self._outer_block: SessionTransaction | None = None
        self.ledger: Ledger
        if self._is_sub:
            assert parent is not None
            self.ledger = parent.ledger
        else:
            self.ledger = Ledger()
        session._transaction = self
        if self.nested:
            session._nested_transaction = self
        session._fire("after_transaction_create", self)

    def __repr__(self) -> str:
        return f"<SessionTransaction {self.origin.name} {self._state.name.lower()}, {len(self._bounds)} connections>"

    @property
    def parent(self) -> SessionTransaction | None:
        """The entry below, or None at the root."""
        return self._parent

    @property
    def is_active(self) -> bool:
        """Whether SQL can be emitted in this transaction."""
        return self.session is not None and self._state is ACTIVE

    def __bool__(self) -> bool:
        return True

    # -- asking whether it may still be used --------------------------------------------------------------

    def _require(self, *states: SessionTransactionState, operation: str = "This") -> None:
        """Raise the documented error unless the transaction is in one of `states`."""
        state = self._state
        if state in states:
            return
        if state is COMMITTED:
            raise exc.InvalidRequestError(
                "This session is in 'committed' state; no further SQL can be emitted within this transaction."
            )
        if state is PREPARED:
            raise exc.InvalidRequestError(
                "This session is in 'prepared' state; no further SQL can be emitted within this transaction."
            )
        if state is PROVISIONING_CONNECTION:
            raise exc.InvalidRequestError(
                "This session is provisioning a new connection; concurrent operations are not permitted", code="isce"
            )
        if state is DEACTIVE:
            self._raise_deactive()
        raise exc.ResourceClosedError("This transaction is closed")

    def _raise_deactive(self) -> None:
        if self._failure is not None:
            raise exc.PendingRollbackError(
                "This Session's transaction has been rolled back due to a previous exception during flush. To begin a "
                "new transaction with this Session, first issue Session.rollback(). "
                f"Original exception was: {self._failure}",
                code="7s2a",
            ) from self._failure
        raise exc.InvalidRequestError(
            "This session is in 'inactive' state, due to the SQL transaction being rolled back; no further SQL can be "
            "emitted within this transaction."
        )

    # -- connections ---------------------------------------------------------------------------------

    async def _connection_steps(self, bind: Any, execution_options: Any = None) -> Connection:
        """The connection of this transaction for an Engine or Connection; begun here when it is the first use."""
        known = self._connections.get(bind)
        if known is not None:
            self._require(ACTIVE)
            if execution_options:
                exc.warn("Connection is already established for the given bind; execution_options ignored")
            return known.connection
        self._require(ACTIVE)
        if self._is_sub:
            assert self._parent is not None
            return await self._parent._connection_steps(bind, execution_options)
        self._state = PROVISIONING_CONNECTION
        try:
            return await self._provision_steps(bind, execution_options)
        finally:
            if self._state is PROVISIONING_CONNECTION:
                self._state = ACTIVE

    async def _provision_steps(self, bind: Any, execution_options: Any) -> Connection:
        connection, ours = await self._open_steps(bind, execution_options)
        try:
            if execution_options:
                await connection._execution_options_steps(execution_options)
            transaction, ends = await self._begin_on_steps(connection)
        except BaseException:
            if ours:
                await connection._close_steps()
            raise
        bound = Bound(connection, transaction, ends, ours)
        self._connections[connection] = self._connections[connection.engine] = bound
        self._bounds.append(bound)
        self._state = ACTIVE
        self.session._fire("after_begin", self, connection)
        return connection

    async def _open_steps(self, bind: Any, execution_options: Any) -> tuple[Connection, bool]:
        if self._parent is not None:
            return await self._parent._connection_steps(bind, execution_options), False
        if isinstance(bind, Connection):
            if bind.engine in self._connections:
                raise exc.InvalidRequestError(
                    "Session already has a Connection associated for the given Connection's Engine"
                )
            return bind, False
        assert isinstance(bind, Engine)
        return await bind._connect_steps(), True

    async def _begin_on_steps(self, connection: Connection) -> tuple[Any, bool]:
        """Begin on a connection: the transaction, and whether its end is ours."""
        session = self.session
        if session.twophase and self._parent is None:
            return await connection._begin_twophase_steps(), True
        if self.nested:
            return await connection._begin_nested_steps(), True
        if not connection.in_transaction():
            return await connection._begin_steps(), True
        mode = session.join_transaction_mode
        if mode == "conditional_savepoint":
            mode = "create_savepoint" if connection.in_nested_transaction() else "rollback_only"
        if mode == "create_savepoint":
            return await connection._begin_nested_steps(), True
        outer = connection.get_nested_transaction() or connection.get_transaction()
        return outer, mode == "control_fully"

    @property
    def connections(self) -> frozenset[Connection]:
        """The connections that this transaction has begun on, also after its end; a copy."""
        if self._is_sub and self._parent is not None:
            return self._parent.connections
        return frozenset(bound.connection for bound in self._bounds)

    def bound_connection(self, bindkey: Any = None, **kwargs: Any) -> Connection:
        """The connection already begun on for a mapped class or mapper; nothing is begun.

        Raises InvalidRequestError when this transaction has not used that database yet.
        """
        if self._is_sub and self._parent is not None:
            return self._parent.bound_connection(bindkey, **kwargs)
        bind = self.session.get_bind(bindkey, **kwargs)
        bound = self._connections.get(bind)
        if bound is None:
            raise exc.InvalidRequestError(f"This transaction has not acquired a connection for {bind!r}")
        return bound.connection

    # -- ends ---------------------------------------------------------------------------------

    async def _prepare_steps(self) -> None:
        """Everything before COMMIT: flush until nothing is left, then PREPARE under two-phase."""
        session = self.session
        if self._parent is None or self.nested:
            session._fire("before_commit")
        await self._end_inner_steps(commit=True)
        if not session._flushing:
            for _attempt in range(100):
                if session._is_clean():
                    break
                await session._flush_steps()
            else:
                raise exc.FlushError(
                    "Over 100 subsequent flushes have occurred within session.commit() - is an after_flush() hook "
                    "creating new objects?"
                )
        if self._parent is None and session.twophase:
            try:
                for bound in list(self._bounds):
                    await bound.transaction._prepare_steps()
            except BaseException:
                await self._rollback_steps()
                raise
        self._state = PREPARED

    async def _end_inner_steps(self, *, commit: bool) -> None:
        """Bring the stack down to this entry: savepoints above it are committed or closed first."""
        above: list[SessionTransaction] = []
        innermost = self.session._transaction
        while innermost is not None and innermost is not self:
            above.append(innermost)
            innermost = innermost._parent
        # a listener may begin another savepoint meanwhile: that one is not ours to end
        for entry in above:
            if commit:
                await entry._commit_steps()
            else:
                await entry._close_steps()

    async def _commit_steps(self, to_root: bool = False) -> None:
        self._require(ACTIVE, PREPARED)
        if self._state is not PREPARED:
            if self._is_sub:
                self._state = PREPARED
            else:
                await self._prepare_steps()
        if not self._is_sub:
            for bound in list(self._bounds):
                if bound.ends_transaction:
                    await bound.transaction._commit_steps()
            self._state = COMMITTED
            self.session._fire("after_commit")
            self._settle_ledger()
        parent = self._parent
        await self._close_steps()
        if to_root and parent is not None:
            await parent._commit_steps(to_root=True)

    def _settle_ledger(self) -> None:
        session = self.session
        if self.nested:
            assert self._parent is not None
            self._parent.ledger.absorb(self.ledger)
        else:
            deleted = list(self.ledger.deleted.values())
            if session.expire_on_commit:
                session._expire_everything()
            session._detach_deleted(deleted)
        self.ledger = Ledger() if not self.nested else self.ledger

    async def _rollback_steps(self, failure: BaseException | None = None, *, to_root: bool = False) -> None:
        """Roll back up to the nearest real entry; `failure` is what an inner flush raised.

        With a failure the real entry stays, DEACTIVE, until the user's own rollback; otherwise it is closed.
        """
        self._require(ACTIVE, PREPARED, DEACTIVE)
        session = self.session
        await self._end_inner_steps(commit=False)
        entry: SessionTransaction = self
        while entry._is_sub and entry._parent is not None:
            entry = entry._parent
        error: BaseException | None = None
        if entry._state in (ACTIVE, PREPARED):
            try:
                await entry._undo_steps()
            except BaseException as raised:  # the stack is still brought down; raised again below
                error = raised
            entry._state = DEACTIVE
        elif entry._state is DEACTIVE and failure is None and not session._is_clean():
            exc.warn("Session's state has been changed on a non-active transaction - this state will be discarded.")
            session._restore(entry.ledger, only_dirty=entry.nested)
        if entry is not self:
            entry._failure = failure
            self._state = DEACTIVE
        parent = self._parent
        await self._close_steps()
        if error is not None:
            raise error
        session._fire("after_soft_rollback", self)
        if to_root and parent is not None:
            await parent._rollback_steps(to_root=True)

    async def _undo_steps(self) -> None:
        session = self.session
        try:
            for bound in list(self._bounds):
                if bound.transaction.is_active or bound.ends_transaction:
                    await bound.transaction._rollback_steps()
            self._state = DEACTIVE
            # listeners see the objects as they were
            session._fire("after_rollback")
        finally:
            session._restore(self.ledger, only_dirty=self.nested)
            self.ledger = Ledger()
            self._state = DEACTIVE

    async def _close_steps(self, invalidate: bool = False) -> None:
        """Leave the stack; give back what this entry opened."""
        if self._state is CLOSED:
            return
        if self._state is PROVISIONING_CONNECTION:
            raise exc.IllegalStateChangeError(
                "Method 'close()' can't be called here; method '_connection_for_bind()' is already in progress and "
                f"this would cause an unexpected state change to {CLOSED!r}",
                code="isce",
            )
        session = self.session
        if self.nested:
            session._nested_transaction = self._previous_nested
        elif self._parent is None:
            session._nested_transaction = None
        session._transaction = self._parent
        bounds = list(self._bounds)
        ended = self._state in (COMMITTED, DEACTIVE)
        self._state = CLOSED
        for bound in bounds:
            if invalidate and self._parent is None:
                bound.connection.invalidate()
            if bound.closes_connection:
                await bound.connection._close_steps()
            elif not ended and bound.ends_transaction:
                await bound.transaction._close_steps()
        session._fire("after_transaction_end", self)

    # -- the public, blocking face ---------------------------------------------------------------------------------

    def connection(self, bindkey: Any = None, execution_options: Any = None, **kwargs: Any) -> Connection:
        """The Connection of this transaction for a mapped class or mapper; begun when it is the first use."""
        self._require(ACTIVE)
        bind = self.session.get_bind(bindkey, **kwargs)
        return drive(self._connection_steps(bind, execution_options))

    def prepare(self) -> None:
        """Flush, and PREPARE on each connection (two-phase sessions only)."""
        if self._parent is not None or not self.session.twophase:
            raise exc.InvalidRequestError("'twophase' mode not enabled, or not root transaction; can't prepare.")
        drive(self._prepare_steps())

    def commit(self, _to_root: bool = False) -> None:
        """Flush and commit; a savepoint is released."""
        drive(self._commit_steps(_to_root))

    def rollback(self, _to_root: bool = False) -> None:
        """Roll back; objects return to what they were when this transaction began."""
        drive(self._rollback_steps(to_root=_to_root))

    def close(self, invalidate: bool = False) -> None:
        """Leave the transaction; what was not committed is rolled back by the database."""
        drive(self._close_steps(invalidate))

    def __enter__(self) -> SessionTransaction:
        self._outer_block = self.session._transaction_in_block
        self.session._transaction_in_block = self
        return self

    def __exit__(self, kind: Any, value: Any, traceback: Any) -> None:
        drive(self._exit_steps(kind))

    async def _exit_steps(self, kind: Any) -> None:
        """The end of a `with` block; the user may have ended the transaction inside."""
        session = self.session
        try:
            if kind is None and self._state is ACTIVE:
                try:
                    await self._commit_steps()
                except BaseException:
                    if self._state is not CLOSED:
                        await self._rollback_steps()
                    raise
            elif self._state is DEACTIVE and kind is None:
                await self._close_steps()
            elif self._state is not CLOSED:
                if self._state in (ACTIVE, PREPARED, DEACTIVE):
                    await self._rollback_steps()
                else:
                    await self._close_steps()
        finally:
            session._transaction_in_block = self._outer_block
