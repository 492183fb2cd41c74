"""Transactions of a Connection: root, two-phase and savepoints.

State of a transaction: *active* (may commit), *inactive* (failed or ended; still in the way until rolled back) and
*gone from the connection*. `commit`, `rollback` and `close` move between them; the connection forgets the transaction
when it is over.
"""

from __future__ import annotations

from typing import Any, Self

from .. import exc, steps


class Transaction:
    """A transaction in progress. As a context manager it commits at the end, or rolls back after an error."""

    __slots__ = ("connection", "_is_active", "_outer", "_in_block", "__weakref__")

    _nested = False

    def __init__(self, connection: Any):
        self.connection = connection
        self._is_active = False
        self._outer: Any = None
        self._in_block = False

    @property
    def is_active(self) -> bool:
        """Whether this transaction can still commit."""
        return self._is_active

    @property
    def is_valid(self) -> bool:
        """Whether its connection is still the one it began on."""
        return self._is_active and not self.connection.invalidated

    @property
    def _deactivated_from_connection(self) -> bool:
        raise NotImplementedError

    # ---- the work, done by subclasses

    async def _begin_steps(self) -> None:
        raise NotImplementedError

    async def _close_steps(self, try_deactivate: bool = False) -> None:
        raise NotImplementedError

    async def _commit_steps(self) -> None:
        raise NotImplementedError

    async def _rollback_steps(self) -> None:
        await self._close_steps(try_deactivate=True)

    # ---- the blocking face

    def close(self) -> None:
        """Roll back if this transaction is in progress; otherwise nothing."""
        steps.drive(self._close_steps())

    def rollback(self) -> None:
        """Roll back."""
        steps.drive(self._rollback_steps())

    def commit(self) -> None:
        """Commit. Raises InvalidRequestError if the transaction is inactive."""
        steps.drive(self._commit_steps())

    def __enter__(self) -> Self:
        self._enter_block()
        return self

    def _enter_block(self) -> None:
        connection = self.connection
        self._outer = connection._block
        connection._block = self
        self._in_block = True

    def __exit__(self, type_: Any, value: Any, traceback: Any) -> None:
        steps.drive(self._exit_steps(type_))

    async def _exit_steps(self, type_: Any) -> None:
        """Leave the block: commit, or roll back after an error or a failing commit."""
        connection = self.connection
        self._in_block = False
        try:
            if type_ is None and self._is_active:
                try:
                    await self._commit_steps()
                except BaseException:
                    if self._can_roll_back():
                        await self._rollback_steps()
                    raise
            elif not self._deactivated_from_connection:
                if self._is_active or type_ is not None:
                    await self._close_steps()
                elif self._can_roll_back():
                    await self._rollback_steps()
            elif self._can_roll_back():
                await self._close_steps()
        finally:
            if connection._block is self:
                connection._block = self._outer
            self._outer = None

    def _can_roll_back(self) -> bool:
        return not self._deactivated_from_connection

    def _refuse_in_finished_block(self) -> None:
        if not self._is_active:
            raise exc.InvalidRequestError(
                "Can't operate on closed transaction inside context manager.  Please complete the context manager "
                "before emitting further commands."
            )

    def __repr__(self) -> str:
        return f"<{type(self).__module__}.{type(self).__name__} object at 0x{id(self):x}>"


class RootTransaction(Transaction):
    """The transaction of a connection: what `begin()` and autobegin make."""

    __slots__ = ("_lost_by",)

    def __init__(self, connection: Any):
        assert connection._transaction is None
        super().__init__(connection)
        self._lost_by: BaseException | None = None

    def _lose(self, error: BaseException) -> None:
        """The database rolled back by itself: what is left is to roll back here too."""
        if self._is_active:
            self._is_active = False
            self._lost_by = error

    async def _begin_steps(self) -> None:
        connection = self.connection
        await connection._begin_impl_steps(self)
        connection._transaction = self
        self._is_active = True

    def _begin_quietly(self) -> bool:
        """Begin where that takes no steps; whether it was done."""
        connection = self.connection
        if not connection._is_quiet():
            return False
        connection._begin_now()
        connection._transaction = self
        self._is_active = True
        return True

    def _ends_quietly(self) -> bool:
        """Whether the end of this transaction takes no steps."""
        connection = self.connection
        return self._is_active and connection._nested_transaction is None and connection._is_quiet()

    def _commit_quietly(self) -> bool:
        """Commit where that takes no steps; whether it was done. After an error it is there to be rolled back."""
        if not self._ends_quietly():
            return False
        try:
            self.connection._commit_now()
        finally:
            self._is_active = False
        self.connection._transaction = None
        return True

    def _roll_back_quietly(self) -> bool:
        """Roll back where that takes no steps; whether it was done. It is over then, with or without an error."""
        if not self._ends_quietly():
            return False
        try:
            self.connection._rollback_now()
        finally:
            self._is_active = False
            self.connection._transaction = None
        return True

    def rollback(self) -> None:
        """Roll back."""
        if not self._roll_back_quietly():
            steps.drive(self._rollback_steps())

    @property
    def _deactivated_from_connection(self) -> bool:
        return self.connection._transaction is not self

    def _deactivate(self) -> None:
        if self._is_active:
            assert self.connection._transaction is self
            self._is_active = False
        elif self.connection._transaction is not self:
            exc.warn("transaction already deassociated from connection")

    async def _close_steps(self, try_deactivate: bool = False) -> None:
        connection = self.connection
        try:
            if self._is_active or self._lost_by is not None:
                self._lost_by = None
                await self._roll_back_connection_steps()
            savepoint = connection._nested_transaction
            while savepoint is not None:
                savepoint._is_active = False
                savepoint = savepoint._previous
            connection._nested_transaction = None
        finally:
            if self._is_active or try_deactivate:
                self._deactivate()
            if connection._transaction is self:
                connection._transaction = None

    async def _roll_back_connection_steps(self) -> None:
        await self.connection._rollback_impl_steps()

    async def _commit_connection_steps(self) -> None:
        await self.connection._commit_impl_steps()

    def commit(self) -> None:
        """Commit. Raises InvalidRequestError if the transaction is inactive."""
        if not self._commit_quietly():
            steps.drive(self._commit_steps())

    async def _commit_steps(self) -> None:
        connection = self.connection
        if self._commit_quietly():
            return
        if not self._is_active:
            if connection._transaction is self:
                connection._refuse_invalid_transaction()
            raise exc.InvalidRequestError("This transaction is inactive")
        assert connection._transaction is self
        try:
            await self._commit_connection_steps()
        finally:
            savepoint = connection._nested_transaction
            while savepoint is not None:
                savepoint._is_active = False
                savepoint = savepoint._previous
            connection._nested_transaction = None
            self._deactivate()
        connection._transaction = None


class NestedTransaction(Transaction):
    """A savepoint: what `begin_nested()` makes."""

    __slots__ = ("_savepoint", "_previous")

    _nested = True

    def __init__(self, connection: Any):
        assert connection._transaction is not None
        super().__init__(connection)
        self._savepoint = ""
        self._previous: Any = None

    async def _begin_steps(self) -> None:
        connection = self.connection
        connection._refuse_finished_block()
        self._savepoint = await connection._savepoint_impl_steps()
        self._is_active = True
        self._previous = connection._nested_transaction
        connection._nested_transaction = self

    @property
    def _deactivated_from_connection(self) -> bool:
        return self.connection._nested_transaction is not self

    def _deactivate(self, warn: bool = True) -> None:
        connection = self.connection
        if connection._nested_transaction is self:
            connection._nested_transaction = self._previous
        elif warn:
            exc.warn("nested transaction already deassociated from connection")

    async def _cancel(self) -> None:
        self._is_active = False
        self._deactivate()

    async def _close_steps(self, try_deactivate: bool = False, warn_already_deactive: bool = True) -> None:
        connection = self.connection
        try:
            root = connection._transaction
            if self._is_active and root is not None and root.is_active and not connection.invalidated:
                await connection._rollback_to_savepoint_impl_steps(self._savepoint)
        finally:
            self._is_active = False
            if try_deactivate or connection._nested_transaction is self:
                self._deactivate(warn=try_deactivate)

    async def _commit_steps(self) -> None:
        connection = self.connection
        if not self._is_active:
            if connection._nested_transaction is self:
                connection._refuse_invalid_transaction()
            raise exc.InvalidRequestError("This nested transaction is inactive")
        try:
            await connection._release_savepoint_impl_steps(self._savepoint)
        finally:
            # also when RELEASE failed: what is left to do is to roll back the outer transaction
            self._is_active = False
        self._deactivate()


class TwoPhaseTransaction(RootTransaction):
    """A two-phase transaction: what `begin_twophase()` makes."""

    __slots__ = ("xid", "_is_prepared")

    def __init__(self, connection: Any, xid: Any):
        super().__init__(connection)
        self._is_prepared = False
        self.xid = xid

    async def _begin_steps(self) -> None:
        connection = self.connection
        await connection._begin_twophase_impl_steps(self)
        connection._transaction = self
        self._is_active = True

    def _ends_quietly(self) -> bool:
        return False  # it is ended by its identifier

    def prepare(self) -> None:
        """Prepare: after this the transaction survives a crash, and can be committed from anywhere."""
        steps.drive(self._prepare_steps())

    async def _prepare_steps(self) -> None:
        if not self._is_active:
            raise exc.InvalidRequestError("This transaction is inactive")
        await self.connection._prepare_twophase_impl_steps(self.xid)
        self._is_prepared = True

    async def _roll_back_connection_steps(self) -> None:
        await self.connection._rollback_twophase_impl_steps(self.xid, self._is_prepared)

    async def _commit_connection_steps(self) -> None:
        await self.connection._commit_twophase_impl_steps(self.xid, self._is_prepared)
