"""Session: the one place that knows all rooms of the ORM.

In: objects and statements. Out: results, and a database that agrees with the objects. The session itself only
coordinates: transactions are in `transaction.py`, state transitions in `lifecycle.py`, cascades in `cascade.py`, merge
in `merge.py`, routing to databases in `binds.py`; planning and hydration live in `orm.query` and `orm.loading`, the
unit of work in `orm.flush`.

Every operation that may meet the database is a coroutine ending in `_steps`; the public method of a blocking session
drives it, `AsyncSession` awaits it.
"""

from __future__ import annotations

import contextlib
import itertools
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeVar

from ... import exc
from ...engine import Connection, Engine
from ...event import fired_hook
from ...inspection import inspect
from ...kernel.hydrate import known_object
from ...kernel.instance import layout_of
from ...steps import drive
from ...structures import EMPTY_DICT, IdentitySet, immutabledict
from ..flush import UnitOfWork, execute_flush_steps, settle
from ..loading import identity_argument, load_attribute_steps, load_by_key_steps, refresh_steps
from ..mapping import Mapper, class_mapper, object_mapper
from ..query import Query
from ..state import NO_VALUE, PASSIVE_NO_INITIALIZE, PASSIVE_OFF, IdentityMap, Owner, core_of, describe
from .binds import BindTable, find_bind
from .bulk import BulkWrites
from .cascade import cascade_objects, cascade_steps
from .execution import Execution
from .lifecycle import Lifecycle
from .merge import merge_steps
from .transaction import (
    JOIN_MODES,
    SessionTransaction,
    SessionTransactionOrigin,
    SessionTransactionState,
)

O = TypeVar("O")  # noqa: E741  (an object)
S = TypeVar("S", bound="Session")
JoinTransactionMode = Literal["conditional_savepoint", "rollback_only", "control_fully", "create_savepoint"]

_sessions: weakref.WeakValueDictionary[int, Session] = weakref.WeakValueDictionary()
_serial = itertools.count(1)

_CLOSED_BLOCK = (
    "Can't operate on closed transaction inside context manager.  Please complete the context manager before "
    "emitting further commands."
)


class SessionClassMethods:
    """What a Session class and a sessionmaker both offer."""

    @classmethod
    def close_all(cls) -> None:
        """Close every session of the process."""
        close_all_sessions()

    @classmethod
    def identity_key(
        cls,
        class_: Any = None,
        ident: Any = None,
        *,
        instance: Any = None,
        row: Any = None,
        identity_token: Any = None,
    ) -> Any:
        """The identity key of a class and primary key, of an object, or of a class and row."""
        return identity_key(class_, ident, instance=instance, row=row, identity_token=identity_token)

    @classmethod
    def object_session(cls, instance: object) -> Session | None:
        """The session of an object, or None."""
        return object_session(instance)


class Session(SessionClassMethods, Lifecycle, Execution, BulkWrites):
    """A unit of work over mapped objects.

    bind: the Engine or Connection for everything that `binds` (mapper, class or Table -> Engine/Connection) does not
    name. autoflush: flush before each statement. expire_on_commit: read values anew after a commit. autobegin: begin a
    transaction at the first use. twophase: two-phase commit. join_transaction_mode: what to do with a Connection that
    is in a transaction already. info: any data of the user's. query_cls: the class of `query()`.
    lazy_batching: let lazy loads of one attribute be batched over the objects of one result.
    Rule: SQLAlchemy documentation, "Session API".
    """

    _is_asyncio = False

    def __init__(
        self,
        bind: Engine | Connection | None = None,
        *,
        autoflush: bool = True,
        future: Literal[True] = True,
        expire_on_commit: bool = True,
        autobegin: bool = True,
        twophase: bool = False,
        binds: Mapping[Any, Any] | None = None,
        enable_baked_queries: bool = True,
        info: Mapping[Any, Any] | None = None,
        query_cls: type[Query[Any]] | None = None,
        autocommit: Literal[False] = False,
        join_transaction_mode: JoinTransactionMode = "conditional_savepoint",
        close_resets_only: bool | None = None,
        execution_options: Mapping[str, Any] | None = None,
        lazy_batching: bool = True,
    ) -> None:
        if autocommit:
            raise exc.ArgumentError("autocommit=True is no longer supported")
        if not future:
            raise exc.ArgumentError("The 'future' parameter passed to Session() may only be set to True.")
        if join_transaction_mode not in JOIN_MODES:
            raise exc.ArgumentError(f'invalid selection for join_transaction_mode: "{join_transaction_mode}"')
        self.bind = bind
        self.autoflush = autoflush
        self.expire_on_commit = expire_on_commit
        self.autobegin = autobegin
        self.twophase = twophase
        self.enable_baked_queries = enable_baked_queries
        self.join_transaction_mode = join_transaction_mode
        self.lazy_batching = lazy_batching
        self.execution_options: immutabledict[str, Any] = (
            immutabledict(execution_options) if execution_options else EMPTY_DICT
        )
        self._close_state = "closeable" if close_resets_only in (None, True) else "closes_for_good"
        self._binds = BindTable(binds) if binds else None
        self._info: dict[Any, Any] | None = dict(info) if info else None
        self._query_cls = query_cls or Query
        self.hash_key = next(_serial)
        self._owner = Owner(self)
        self.identity_map = IdentityMap(self._owner)
        self._new: dict[int, Any] = {}
        self._modified: dict[int, Any] = {}
        self._deleted: dict[int, Any] = {}
        self._flushing = False
        self._in_flush_event: str | None = None
        self._transaction: SessionTransaction | None = None
        self._nested_transaction: SessionTransaction | None = None
        self._transaction_in_block: SessionTransaction | None = None
        _sessions[self.hash_key] = self

    def __repr__(self) -> str:
        return (
            f"<{type(self).__name__} {self.hash_key}: {len(self.identity_map)} persistent, {len(self._new)} new, "
            f"{len(self._modified)} modified, {'in' if self._transaction else 'no'} transaction>"
        )

    # -- blocks ---------------------------------------------------------------------------------

    def __enter__(self: S) -> S:
        return self

    def __exit__(self, kind: Any, value: Any, traceback: Any) -> None:
        self.close()

    # -- transactions ---------------------------------------------------------------------------------

    def _autobegin(self, *, begin: bool = False) -> SessionTransaction:
        """The current transaction; a root is begun when there is none and that is allowed."""
        transaction = self._transaction
        if transaction is not None:
            return transaction
        block = self._transaction_in_block
        if block is not None and block._state is SessionTransactionState.CLOSED:
            raise exc.InvalidRequestError(_CLOSED_BLOCK)
        if self._close_state == "closed":
            raise exc.InvalidRequestError(
                "This Session has been permanently closed and is unable to handle any more transaction requests."
            )
        if not self.autobegin and not begin:
            raise exc.InvalidRequestError(
                "Autobegin is disabled on this Session; please call session.begin() to start a new transaction"
            )
        origin = SessionTransactionOrigin.BEGIN if begin else SessionTransactionOrigin.AUTOBEGIN
        return SessionTransaction(self, origin)

    async def _begin_steps(self, nested: bool = False) -> SessionTransaction:
        transaction = self._transaction
        if transaction is None:
            transaction = self._autobegin(begin=not nested)
            if not nested:
                return transaction
        elif not nested:
            raise exc.InvalidRequestError("A transaction is already begun on this Session.")
        self._check_block()
        await self._flush_steps()
        transaction._require(SessionTransactionState.ACTIVE)
        return SessionTransaction(self, SessionTransactionOrigin.BEGIN_NESTED, self._transaction)

    def _check_block(self) -> None:
        block = self._transaction_in_block
        if block is not None and block._state is SessionTransactionState.CLOSED:
            raise exc.InvalidRequestError(_CLOSED_BLOCK)

    @contextlib.contextmanager
    def _maker_block(self) -> Iterator[Session]:
        """What `sessionmaker.begin()` gives."""
        with self, self.begin():
            yield self

    def begin(self, nested: bool = False) -> SessionTransaction:
        """Begin a transaction (or savepoint) and return it, usable as a block.

        Raises InvalidRequestError when one is begun already.
        """
        return drive(self._begin_steps(nested))

    def begin_nested(self) -> SessionTransaction:
        """Flush, and begin a SAVEPOINT, emitted at its first use; a rollback returns objects and rows to this point."""
        return drive(self._begin_steps(nested=True))

    async def _commit_steps(self) -> None:
        await self._autobegin()._commit_steps(to_root=True)

    def commit(self) -> None:
        """Flush, and commit all that is begun; objects are expired when `expire_on_commit`."""
        self._check_block()
        drive(self._commit_steps())

    async def _rollback_steps(self) -> None:
        if self._transaction is not None:
            await self._transaction._rollback_steps(to_root=True)

    def rollback(self) -> None:
        """Roll back all that is begun; objects return to what the database has. Nothing begun: nothing to do."""
        drive(self._rollback_steps())

    async def _prepare_steps(self) -> None:
        transaction = self._autobegin()
        if transaction._parent is not None or not self.twophase:
            raise exc.InvalidRequestError("'twophase' mode not enabled, or not root transaction; can't prepare.")
        await transaction._prepare_steps()

    def prepare(self) -> None:
        """Flush and PREPARE (two-phase sessions)."""
        drive(self._prepare_steps())

    async def _close_steps(self, *, invalidate: bool = False, for_good: bool = False) -> None:
        self._detach_everything()
        transaction = self._transaction
        while transaction is not None:
            await transaction._close_steps(invalidate)
            transaction = self._transaction
        if for_good and self._close_state == "closes_for_good":
            self._close_state = "closed"

    def close(self) -> None:
        """End the transaction without committing, and detach all objects. The session may be used again, unless
        it was made with `close_resets_only=False`."""
        drive(self._close_steps(for_good=True))

    def reset(self) -> None:
        """Like `close`, and the session may always be used again."""
        drive(self._close_steps())

    def invalidate(self) -> None:
        """Like `close`, and throw the connections away: for a connection in an unknown state."""
        drive(self._close_steps(invalidate=True, for_good=True))

    def in_transaction(self) -> bool:
        """Whether a transaction is begun."""
        return self._transaction is not None

    def in_nested_transaction(self) -> bool:
        """Whether a savepoint is begun."""
        return self._nested_transaction is not None

    def get_transaction(self) -> SessionTransaction | None:
        """The root transaction, if one is begun."""
        transaction = self._transaction
        while transaction is not None and transaction._parent is not None:
            transaction = transaction._parent
        return transaction

    def get_nested_transaction(self) -> SessionTransaction | None:
        """The innermost savepoint, if there is one."""
        return self._nested_transaction

    @property
    def is_active(self) -> bool:
        """False only while a failed flush waits for `rollback()`, or autobegin is off and nothing is begun."""
        if self.autobegin:
            return self._transaction is None or self._transaction.is_active
        return self._transaction is not None and self._transaction.is_active

    # -- connections ---------------------------------------------------------------------------------

    async def _connection_steps(
        self, bind_arguments: Mapping[str, Any] | None = None, execution_options: Mapping[str, Any] | None = None
    ) -> Connection:
        arguments = bind_arguments or {}
        bind = None
        if "bind" in arguments:
            arguments = dict(arguments)
            bind = arguments.pop("bind")
        if bind is None:
            bind = self.get_bind(**arguments)
        transaction = self._transaction or self._autobegin()
        known = transaction._connections.get(bind)
        if known is not None and transaction.is_active and not execution_options:
            return known.connection
        return await transaction._connection_steps(bind, execution_options)

    def connection(
        self, bind_arguments: Mapping[str, Any] | None = None, execution_options: Mapping[str, Any] | None = None
    ) -> Connection:
        """The Connection of this session's transaction; begins one if needed.

        execution_options: for the Connection, only when this is its first use in the transaction.
        """
        return drive(self._connection_steps(bind_arguments, execution_options))

    def get_bind(
        self,
        mapper: Any = None,
        *,
        clause: Any = None,
        bind: Any = None,
        _sa_skip_events: bool | None = None,
        _sa_skip_for_implicit_returning: bool = False,
        **kw: Any,
    ) -> Engine | Connection:
        """The Engine or Connection for a mapper or statement. Override it for a routing of your own.

        Raises UnboundExecutionError when nothing is bound.
        """
        return find_bind(self, mapper, clause, bind)  # type: ignore[no-any-return]

    @property
    def binds(self) -> immutabledict[Any, Any]:
        """Which class or Table goes to which Engine or Connection, as far as `binds`, `bind_mapper` ... have said."""
        return EMPTY_DICT if self._binds is None else self._binds.entries

    def bind_mapper(self, mapper: Any, bind: Engine | Connection) -> None:
        """Send a mapper or class to a bind."""
        self._bind_table().add(mapper, bind)

    def bind_table(self, table: Any, bind: Engine | Connection) -> None:
        """Send a Table to a bind."""
        self._bind_table().add(table, bind)

    def _bind_table(self) -> BindTable:
        if self._binds is None:
            self._binds = BindTable()
        return self._binds

    # -- adding and removing ---------------------------------------------------------------------------------

    def add(self, instance: object, *, _warn: bool = True) -> None:
        """Put an object, and what save-update cascades reach, into the session."""
        if _warn and self._in_flush_event:
            self._warn_in_flush("Session.add()")
        core = core_of(instance)
        self._save_or_update(core)
        self._cascade_save(core)

    def _cascade_save(self, core: Any) -> None:
        """Bring in everything that save-update cascades reach from `core`."""
        if not core.is_bare() and core.mapper._cascades_save:
            for related in cascade_objects(core, "save-update", halt_on=self._contains):
                self._save_or_update(related)

    def add_all(self, instances: Iterable[object]) -> None:
        """`add` each."""
        if self._in_flush_event:
            self._warn_in_flush("Session.add_all()")
        for instance in instances:
            self.add(instance, _warn=False)

    async def _delete_steps(self, instance: object) -> None:
        if self._in_flush_event:
            self._warn_in_flush("Session.delete()")
        core = core_of(instance)
        await self._delete_one_steps(core, head=True)

    async def _delete_one_steps(self, core: Any, *, head: bool) -> None:
        if core.key is None:
            if head:
                raise exc.InvalidRequestError(f"Instance '{describe(core)}' is not persisted")
            return
        if id(core) in self._deleted or (core.is_deleted_state and not head):
            return  # a collection may still hold what an earlier flush has deleted
        self._begin_with_change()
        obj = core.obj()
        attached = self._attach(core, obj)
        if not self.identity_map.holds(core):
            core.is_deleted_state = False
            self.identity_map.add(core)
        if attached:
            self._fire("after_attach", obj)
            self._fire("detached_to_persistent", obj)
        reached = await cascade_steps(self, core, "delete") if head else []
        self._deleted[id(core)] = core
        core.strong = obj
        for related in reached:
            await self._delete_one_steps(related, head=False)

    def delete(self, instance: object) -> None:
        """Mark an object for deletion at the next flush; delete cascades are followed, loading what they need."""
        drive(self._delete_steps(instance))

    def delete_all(self, instances: Iterable[object]) -> None:
        """`delete` each."""
        for instance in instances:
            self.delete(instance)

    def expunge(self, instance: object) -> None:
        """Remove an object, and what expunge cascades reach, from the session. Raises when it is not in it."""
        core = core_of(instance)
        if core.owner is not self._owner:
            raise exc.InvalidRequestError(f"Instance {describe(core)} is not present in this Session")
        self._expunge_cores([core, *cascade_objects(core, "expunge")])

    def expunge_all(self) -> None:
        """Detach every object; the transaction goes on."""
        self._detach_everything()

    # -- expiring and refreshing ---------------------------------------------------------------------------------

    def expire(self, instance: object, attribute_names: Iterable[str] | None = None) -> None:
        """Give up an object's values (or those named): the next access reads them anew; unflushed changes are lost."""
        core: Any = core_of(instance)
        self._require_persistent(core)
        if attribute_names is not None:
            core.expire_keys(list(attribute_names))
            return
        for each in [core, *cascade_objects(core, "refresh-expire")]:
            if each.key is not None:
                self._expire_core(each)

    def _expire_core(self, core: Any) -> None:
        core.expire()
        if id(core) not in self._deleted:
            core.strong = None
        self._modified.pop(id(core), None)

    def expire_all(self) -> None:
        """Expire every persistent object."""
        self._expire_everything()

    async def _refresh_steps(
        self, instance: object, attribute_names: Iterable[str] | None = None, with_for_update: Any = None
    ) -> None:
        core = core_of(instance)
        self._require_persistent(core)
        if with_for_update == {}:
            raise exc.ArgumentError(
                "with_for_update should be the boolean value True, or a dictionary with options.  A blank dictionary "
                "is ambiguous."
            )
        names = None if attribute_names is None else list(attribute_names)
        # what is read anew is given up first, so that its changes are not flushed
        self.expire(instance, names)
        await self._autoflush()
        found = await refresh_steps(self, core, names, with_for_update=with_for_update or None)
        if not found:
            raise exc.InvalidRequestError(f"Could not refresh instance '{describe(core)}'")

    def refresh(
        self, instance: object, attribute_names: Iterable[str] | None = None, with_for_update: Any = None
    ) -> None:
        """Read an object's values (or those named) from the database now.

        with_for_update: True or a dict of `with_for_update` arguments locks the row.
        Raises InvalidRequestError when the object is not persistent here or its row is gone.
        """
        drive(self._refresh_steps(instance, attribute_names, with_for_update))

    def _require_persistent(self, core: Any) -> None:
        if not self.identity_map.holds(core):
            raise exc.InvalidRequestError(f"Instance '{describe(core)}' is not persistent within this Session")

    # -- finding ---------------------------------------------------------------------------------

    async def _get_steps(
        self,
        entity: Any,
        ident: Any,
        *,
        options: Sequence[Any] | None = None,
        populate_existing: bool = False,
        with_for_update: Any = None,
        identity_token: Any = None,
        execution_options: Mapping[str, Any] | None = None,
        bind_arguments: Mapping[str, Any] | None = None,
    ) -> Any:
        mapper = inspect(entity, raiseerr=False)
        if not isinstance(mapper, Mapper):
            raise exc.ArgumentError(f"Expected mapped class or mapper, got: {entity!r}")
        mapper._check_configure()
        key = identity_argument(mapper, ident)
        with_for_update = with_for_update or None
        if populate_existing:
            execution_options = {**(execution_options or {}), "populate_existing": True}
        elif execution_options and execution_options.get("populate_existing"):
            populate_existing = True
        if not populate_existing and not mapper.always_refresh and with_for_update is None:
            known = self.identity_map.core_for(mapper, key, identity_token)
            if known is not None:
                found = await self._known_steps(known, mapper)
                if found is not _STALE:
                    return found
        check = None
        if with_for_update is not None and not populate_existing and mapper.version_id_col is not None:
            check = self._version_to_check(mapper, key, identity_token)
        found = await load_by_key_steps(
            self,
            mapper,
            key,
            options=options,
            execution_options=self._merged_options(execution_options),
            with_for_update=with_for_update,
            populate_existing=populate_existing,
            identity_token=identity_token,
            bind_arguments=bind_arguments,
        )
        if check is not None:
            self._check_version(*check)
        return found

    def _version_to_check(self, mapper: Mapper[Any], key: Any, identity_token: Any) -> tuple[Any, int, Any] | None:
        """What is needed to notice that a row which is about to be locked was changed since its object was loaded."""
        core = self.identity_map.core_for(mapper, key, identity_token)
        if core is None or core.is_modified:
            return None
        slot = core.mapper._slot_of_column(mapper.version_id_col)
        version = core.get(slot)
        if version is NO_VALUE:
            return None
        core.expire([slot])  # the row's version is read then
        return core, slot, version

    def _check_version(self, core: Any, slot: int, version: Any) -> None:
        loaded = core.get(slot)
        if loaded is NO_VALUE or loaded == version:
            return
        core.put(slot, version)
        raise exc.StaleDataError(
            f"Instance {describe(core)} has version id '{version}' which does not match database-loaded version id "
            f"'{loaded}'."
        )

    def _known_at(self, entity: Any, value: Any) -> Any:
        """The object of a class with a one-column key, if it is here and needs no look at the database."""
        layout = layout_of(entity)
        if layout is None or len(layout.pk_slots) != 1:
            return None
        refs = self._owner._refs.get(layout.identity_class)
        if not refs or layout.manager.mapper.always_refresh:
            return None
        return known_object(layout, refs, value)

    async def _known_steps(self, core: Any, mapper: Mapper[Any]) -> Any:
        """The object of the identity map; an expired one is checked against the database first."""
        if core.expired and not await refresh_steps(self, core):
            self._remove_newly_deleted([core])
            return _STALE
        obj = core.obj()
        return obj if core.mapper.isa(mapper) else None

    def get(
        self,
        entity: type[O] | Any,
        ident: Any,
        *,
        options: Sequence[Any] | None = None,
        populate_existing: bool = False,
        with_for_update: Any = None,
        identity_token: Any = None,
        execution_options: Mapping[str, Any] | None = None,
        bind_arguments: Mapping[str, Any] | None = None,
    ) -> O | None:
        """The object with a primary key, from the identity map or the database; None when there is none.

        ident: the key's value, a tuple for a composite key, or a dict by attribute name.
        """
        if ident.__class__ in _SIMPLE_KEYS and not (
            populate_existing or with_for_update is not None or identity_token is not None or execution_options
        ):
            known = self._known_at(entity, ident)
            if known is not None:
                return known  # type: ignore[no-any-return]  # objects of the identity map
        return drive(  # type: ignore[no-any-return]
            self._get_steps(
                entity,
                ident,
                options=options,
                populate_existing=populate_existing,
                with_for_update=with_for_update,
                identity_token=identity_token,
                execution_options=execution_options,
                bind_arguments=bind_arguments,
            )
        )

    def get_one(self, entity: type[O] | Any, ident: Any, **kw: Any) -> O:
        """Like `get`; raises NoResultFound when there is none."""
        found: O | None = self.get(entity, ident, **kw)
        if found is None:
            raise exc.NoResultFound("No row was found when one was required")
        return found

    def query(self, *entities: Any, **kwargs: Any) -> Query[Any]:
        """A legacy Query of entities and columns."""
        return self._query_cls(entities, self, **kwargs)

    # -- merging ---------------------------------------------------------------------------------

    def merge(self, instance: O, *, load: bool = True, options: Sequence[Any] | None = None) -> O:
        """Copy an object's state onto the one with its key in this session, made or loaded when needed; return that.

        load: False takes the given object's state as the database's, without a SELECT (for caches).
        """
        return drive(merge_steps(self, [instance], load=load, options=options))[0]  # type: ignore[return-value]

    def merge_all(
        self, instances: Iterable[O], *, load: bool = True, options: Sequence[Any] | None = None
    ) -> Sequence[O]:
        """`merge` each."""
        merged: Any = drive(merge_steps(self, list(instances), load=load, options=options))
        return merged  # type: ignore[no-any-return]  # of the same classes as those given

    # -- flushing ---------------------------------------------------------------------------------

    async def _autoflush(self) -> None:
        if not self.autoflush or self._flushing or self._is_clean():
            return
        try:
            await self._flush_steps()
        except exc.StatementError as error:
            error.add_detail(
                "raised as a result of Query-invoked autoflush; consider using a session.no_autoflush block if this "
                "flush is occurring prematurely"
            )
            raise

    async def _flush_steps(self, objects: Sequence[object] | None = None) -> None:
        if objects is not None:
            exc.warn_deprecated(
                "The `objects` parameter of `Session.flush` is deprecated and will be removed in a future release",
                "2.1",
            )
        if self._flushing:
            raise exc.InvalidRequestError("Session is already flushing")
        if self._is_clean():
            return
        self._flushing = True
        try:
            await self._flush_once_steps(objects)
        finally:
            self._flushing = False

    async def _flush_once_steps(self, objects: Sequence[object] | None) -> None:
        unit = UnitOfWork(self)
        if hook := fired_hook(self, "before_flush"):
            hook(self, unit, objects)
            if self._is_clean():
                return
        sub = SessionTransaction(self, SessionTransactionOrigin.SUBTRANSACTION, self._autobegin())
        try:
            sub._require(SessionTransactionState.ACTIVE)
            self._in_flush_event = "flush"
            try:
                written = await execute_flush_steps(unit, objects)
                self._fire("after_flush", unit)
            finally:
                self._in_flush_event = None
            if written:
                settle(unit)
            if objects is None:
                self._note_attribute_history_left()
            self._fire("after_flush_postexec", unit)
            await sub._commit_steps()
        except BaseException as error:
            if sub._state is not SessionTransactionState.CLOSED:
                await sub._rollback_steps(failure=error)
            raise

    def _note_attribute_history_left(self) -> None:
        """Changes made by event handlers during the flush do not take part in it: say so."""
        left = list(self._modified.values())
        if left:
            for core in left:
                core.commit()
                core.strong = None
            self._modified.clear()
            exc.warn(
                f"Attribute history events accumulated on {len(left)} previously clean instances within inner-flush "
                "event handlers have been reset, and will not result in database updates. Consider using "
                "set_committed_value() within inner-flush event handlers to avoid this warning."
            )

    def flush(self, objects: Sequence[object] | None = None) -> None:
        """Write all pending changes to the database, inside the transaction.

        After a failure the objects are as before, and the transaction waits for `rollback()`.
        """
        drive(self._flush_steps(objects))

    @property
    def no_autoflush(self) -> contextlib.AbstractContextManager[Session]:
        """A block in which nothing flushes by itself."""
        return self._no_autoflush()

    @contextlib.contextmanager
    def _no_autoflush(self) -> Iterator[Session]:
        before, self.autoflush = self.autoflush, False
        try:
            yield self
        finally:
            self.autoflush = before

    def _warn_in_flush(self, method: str) -> None:
        exc.warn(
            f"Usage of the '{method}' operation is not currently supported within the execution stage of the flush "
            "process. Results may not be consistent.  Consider using alternative event listeners or connection-level "
            "operations instead."
        )

    # -- lazy loads ---------------------------------------------------------------------------------

    def _load_attribute(self, core: Any, slot: int, passive: int) -> Any:
        """The value of an attribute that is not loaded: what the kernel's slow path asks for."""
        return drive(load_attribute_steps(self, core, slot, passive))

    async def _ensure_loaded_steps(self, core: Any, slot: int) -> None:
        """Load one attribute unless it is loaded: the awaited form of reading it."""
        if core.get(slot) is NO_VALUE:
            await load_attribute_steps(self, core, slot, PASSIVE_OFF, store=True)

    # -- looking ---------------------------------------------------------------------------------

    @property
    def new(self) -> IdentitySet[Any]:
        """The pending objects."""
        return IdentitySet([core.obj() for core in self._new.values()])

    @property
    def dirty(self) -> IdentitySet[Any]:
        """The persistent objects that were changed; optimistic, see `is_modified`."""
        return IdentitySet([core.obj() for core in self._dirty_cores()])

    @property
    def deleted(self) -> IdentitySet[Any]:
        """The objects marked for deletion."""
        return IdentitySet([core.obj() for core in self._deleted.values()])

    @property
    def info(self) -> dict[Any, Any]:
        """A dictionary for the user's own data."""
        if self._info is None:
            self._info = {}
        return self._info

    def __contains__(self, instance: object) -> bool:
        """Whether `instance` is pending or persistent in this session."""
        return self._contains(core_of(instance))

    def __iter__(self) -> Iterator[object]:
        """All pending and persistent objects."""
        return iter([*(core.obj() for core in self._new.values()), *self.identity_map.values()])

    def is_modified(self, instance: object, include_collections: bool = True) -> bool:
        """Whether an object has changes that a flush would write (or, with collections, follow)."""
        core = core_of(instance)
        if not core.is_modified:
            return False
        columns = core.layout.column_count
        for slot in core.changed():
            if slot < columns:
                return True
            impl = core.manager[core.layout.keys[slot]].impl
            if impl.collection and not include_collections:
                continue
            if impl.get_history(core, PASSIVE_NO_INITIALIZE).has_changes():
                return True
        return False

    def enable_relationship_loading(self, obj: object) -> None:
        """Let a transient or detached object load its relationships through this session."""
        core = core_of(obj)
        attached = self._attach(core, obj)
        core.loads_while_pending = True
        if attached:
            self._fire("after_attach", obj)


class _Stale:
    """Marks an object of the identity map whose row is gone."""


_STALE = _Stale()
_SIMPLE_KEYS = frozenset((int, str))


def identity_key(
    class_: Any = None, ident: Any = None, *, instance: Any = None, row: Any = None, identity_token: Any = None
) -> Any:
    """The identity key `(class, primary key tuple, token)` of a class and key, an object, or a class and row."""
    if class_ is not None:
        mapper = class_mapper(class_)
        if row is not None:
            return mapper.identity_key_from_row(row, identity_token=identity_token)
        if ident is None:
            raise exc.ArgumentError("ident or row is required")
        values = ident if isinstance(ident, (tuple, list)) else (ident,)
        return mapper.identity_key_from_primary_key(tuple(values), identity_token=identity_token)
    if instance is None:
        raise exc.ArgumentError("class or instance is required")
    return object_mapper(instance).identity_key_from_instance(instance)


def object_session(instance: object) -> Session | None:
    """The session that an object is in, or None. Raises UnmappedInstanceError for an object of no mapped class."""
    owner = core_of(instance).owner
    return owner.session if owner is not None else None


def close_all_sessions() -> None:
    """Close every session of the process."""
    for session in list(_sessions.values()):
        session.close()


def was_deleted(instance: object) -> bool:
    """Whether an object's row was deleted in a flush, at any time."""
    return bool(core_of(instance).is_deleted_state)


def make_transient(instance: object) -> None:
    """Forget that an object was ever stored: no session, no key, and expired values are gone."""
    core: Any = core_of(instance)
    session = object_session(instance)
    if session is not None:
        session._expunge_cores([core])
    core.make_transient()


def make_transient_to_detached(instance: object) -> None:
    """Take a transient object for a detached one: its primary key is its identity, all else is expired."""
    core: Any = core_of(instance)
    if core.owner is not None or core.key is not None:
        raise exc.InvalidRequestError("Given object must be transient")
    core.is_deleted_state = False
    core.make_detached(core.mapper._identity_key_of(core))


__all__ = [
    "Session",
    "close_all_sessions",
    "identity_key",
    "make_transient",
    "make_transient_to_detached",
    "object_session",
    "was_deleted",
]
