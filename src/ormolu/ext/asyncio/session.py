"""AsyncSession: a Session whose operations are awaited.

It owns an ordinary Session (`sync_session`) and awaits that session's own `_steps` coroutines; there is no second copy
of any logic. What never needs the database is forwarded as it is.
Rule: SQLAlchemy documentation, "Asynchronous I/O (asyncio)".
"""

from __future__ import annotations

import asyncio
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from ... import exc
from ...orm import Session, object_session
from ...orm.session import merge_steps
from ...orm.session.transaction import SessionTransaction
from ...orm.state import core_of
from ...steps import run_sync
from ...structures import immutabledict
from .engine import AsyncConnection, AsyncEngine
from .result import AsyncResult, AsyncScalarResult, _ensure_sync_result

O = TypeVar("O")  # noqa: E741  (an object)
T = TypeVar("T")
AS = TypeVar("AS", bound="AsyncSession")

_EMPTY: immutabledict[str, Any] = immutabledict()
_STREAM: immutabledict[str, Any] = immutabledict({"stream_results": True})


def _sync_bind(bind: Any) -> Any:
    """The blocking engine or connection behind an async one."""
    if isinstance(bind, AsyncEngine):
        return bind.sync_engine
    if isinstance(bind, AsyncConnection):
        return bind.sync_connection
    if bind is None:
        return None
    raise exc.ArgumentError(f"AsyncEngine expected, got {bind!r}")


class AsyncSession:
    """A unit of work over mapped objects, awaited.

    bind: AsyncEngine or AsyncConnection. binds: mapper, class or Table -> AsyncEngine or AsyncConnection.
    sync_session_class: the Session to make. The other arguments are Session's.
    One task at a time may use it.
    """

    _is_asyncio = True
    sync_session_class: type[Session] = Session
    _by_session: ClassVar[weakref.WeakKeyDictionary[Session, weakref.ref[AsyncSession]]] = weakref.WeakKeyDictionary()

    sync_session: Session

    def __init__(
        self,
        bind: AsyncEngine | AsyncConnection | None = None,
        *,
        binds: Mapping[Any, Any] | None = None,
        sync_session_class: type[Session] | None = None,
        **kw: Any,
    ) -> None:
        self.bind = bind
        self.binds = binds
        if sync_session_class is not None:
            self.sync_session_class = sync_session_class
        sync_binds = {key: _sync_bind(each) for key, each in binds.items()} if binds else None
        self.sync_session = self.sync_session_class(bind=_sync_bind(bind), binds=sync_binds, **kw)
        self._by_session[self.sync_session] = weakref.ref(self)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self.sync_session!r}>"

    # -- blocks --------------------------------------------------------------------------------------------------

    async def __aenter__(self: AS) -> AS:
        return self

    async def __aexit__(self, kind: Any, value: Any, traceback: Any) -> None:
        # A cancelled block must still give its connection back.
        await asyncio.shield(asyncio.ensure_future(self.close()))

    # -- statements ----------------------------------------------------------------------------------------------

    async def execute(
        self,
        statement: Any,
        params: Any = None,
        *,
        execution_options: Mapping[str, Any] = _EMPTY,
        bind_arguments: Mapping[str, Any] | None = None,
        **kw: Any,
    ) -> Any:
        """Run a statement; return its buffered Result."""
        result = await self.sync_session._execute_steps(
            statement, params, execution_options=execution_options, bind_arguments=bind_arguments, **kw
        )
        return await _ensure_sync_result(result, self.execute)

    async def scalar(self, statement: Any, params: Any = None, **kw: Any) -> Any:
        """The first column of the first row, or None."""
        if getattr(statement, "_is_default_generator", False):
            return await self.sync_session._scalar_steps(statement, params, **kw)
        return (await self.execute(statement, params, **kw)).scalar()

    async def scalars(self, statement: Any, params: Any = None, **kw: Any) -> Any:
        """The first column of each row."""
        return (await self.execute(statement, params, **kw)).scalars()

    async def stream(
        self,
        statement: Any,
        params: Any = None,
        *,
        execution_options: Mapping[str, Any] = _EMPTY,
        bind_arguments: Mapping[str, Any] | None = None,
        **kw: Any,
    ) -> AsyncResult:
        """Run a statement; return an AsyncResult that reads rows as they are asked for."""
        options = _STREAM.union(execution_options) if execution_options else _STREAM
        result = await self.sync_session._execute_steps(
            statement, params, execution_options=options, bind_arguments=bind_arguments, **kw
        )
        return AsyncResult(result)

    async def stream_scalars(self, statement: Any, params: Any = None, **kw: Any) -> AsyncScalarResult[Any]:
        """Like `stream`, with the first column of each row."""
        return (await self.stream(statement, params, **kw)).scalars()

    async def get(self, entity: type[O] | Any, ident: Any, **kw: Any) -> O | None:
        """The object with a primary key, from the identity map or the database; None when there is none."""
        return await self.sync_session._get_steps(entity, ident, **kw)  # type: ignore[no-any-return]

    async def get_one(self, entity: type[O] | Any, ident: Any, **kw: Any) -> O:
        """Like `get`; raises NoResultFound when there is none."""
        found: O | None = await self.get(entity, ident, **kw)
        if found is None:
            raise exc.NoResultFound("No row was found when one was required")
        return found

    # -- objects --------------------------------------------------------------------------------------------------

    async def refresh(
        self, instance: object, attribute_names: Iterable[str] | None = None, with_for_update: Any = None
    ) -> None:
        """Read an object's values from the database now; naming a relationship loads it."""
        await self.sync_session._refresh_steps(instance, attribute_names, with_for_update)

    async def merge(self, instance: O, *, load: bool = True, options: Sequence[Any] | None = None) -> O:
        """Copy an object's state into this session."""
        return (await merge_steps(self.sync_session, [instance], load=load, options=options))[0]  # type: ignore[return-value]

    async def merge_all(
        self, instances: Iterable[O], *, load: bool = True, options: Sequence[Any] | None = None
    ) -> Sequence[O]:
        """`merge` each."""
        return await merge_steps(self.sync_session, list(instances), load=load, options=options)  # type: ignore[return-value]

    async def delete(self, instance: object) -> None:
        """Mark an object for deletion; cascades load what they need."""
        await self.sync_session._delete_steps(instance)

    async def delete_all(self, instances: Iterable[object]) -> None:
        """`delete` each."""
        for instance in instances:
            await self.delete(instance)

    async def flush(self, objects: Sequence[Any] | None = None) -> None:
        """Write all pending changes to the database."""
        await self.sync_session._flush_steps(objects)

    # -- transactions ------------------------------------------------------------------------------------------------

    async def connection(
        self,
        bind_arguments: Mapping[str, Any] | None = None,
        execution_options: Mapping[str, Any] | None = None,
        **kw: Any,
    ) -> AsyncConnection:
        """The AsyncConnection of this session's transaction."""
        connection = await self.sync_session._connection_steps(bind_arguments, execution_options)
        face: AsyncConnection = AsyncConnection._retrieve_proxy_for_target(connection)
        return face

    def _maker_block(self) -> _SessionBlock[Any]:
        return _SessionBlock(self)

    def begin(self) -> AsyncSessionTransaction:
        """A transaction: await it, or use it as an async block that commits."""
        return AsyncSessionTransaction(self)

    def begin_nested(self) -> AsyncSessionTransaction:
        """A SAVEPOINT: await it, or use it as an async block."""
        return AsyncSessionTransaction(self, nested=True)

    async def commit(self) -> None:
        """Flush and commit."""
        self.sync_session._check_block()
        await self.sync_session._commit_steps()

    async def rollback(self) -> None:
        """Roll back; objects return to what the database has."""
        await self.sync_session._rollback_steps()

    async def close(self) -> None:
        """End the transaction without committing, and detach all objects."""
        await self.sync_session._close_steps(for_good=True)

    async def reset(self) -> None:
        """Like `close`, and the session may always be used again."""
        await self.sync_session._close_steps()

    async def aclose(self) -> None:
        """`close`, under the name that `contextlib.aclosing` uses."""
        await self.close()

    async def invalidate(self) -> None:
        """Like `close`, and throw the connections away."""
        await self.sync_session._close_steps(invalidate=True, for_good=True)

    @classmethod
    async def close_all(cls) -> None:
        """Deprecated: `close_all_sessions()`. Close every async session of the process."""
        exc.warn_deprecated(
            "The AsyncSession.close_all() method is deprecated and will be removed in a future release.  Please refer "
            "to close_all_sessions().",
            "2.0",
        )
        await close_all_sessions()

    def get_transaction(self) -> AsyncSessionTransaction | None:
        """The root transaction, if one is begun."""
        return self._async_transaction(self.sync_session.get_transaction())

    def get_nested_transaction(self) -> AsyncSessionTransaction | None:
        """The innermost savepoint, if there is one."""
        return self._async_transaction(self.sync_session.get_nested_transaction())

    def _async_transaction(self, transaction: SessionTransaction | None) -> AsyncSessionTransaction | None:
        if transaction is None:
            return None
        known = getattr(transaction, "_async_face", None)
        if known is None:
            known = AsyncSessionTransaction(self, nested=transaction.nested)
            known.sync_transaction = transaction
            transaction._async_face = known  # type: ignore[attr-defined]  # so that it is found again
        return known

    async def run_sync(self, fn: Callable[..., T], *arg: Any, **kw: Any) -> T:
        """Run blocking code with the Session as its first argument, on a worker thread; its I/O stays on this loop."""
        return await run_sync(fn, self.sync_session, *arg, **kw)

    def get_bind(self, mapper: Any = None, clause: Any = None, bind: Any = None, **kw: Any) -> Any:
        """The blocking Engine or Connection for a mapper or statement."""
        return self.sync_session.get_bind(mapper=mapper, clause=clause, bind=bind, **kw)

    # -- what needs no database -------------------------------------------------------------------------------------

    def __contains__(self, instance: object) -> bool:
        return instance in self.sync_session

    def __iter__(self) -> Iterator[object]:
        return iter(self.sync_session)

    @classmethod
    def object_session(cls, instance: object) -> Session | None:
        """The blocking session of an object."""
        return object_session(instance)

    @classmethod
    def identity_key(cls, *args: Any, **kw: Any) -> Any:
        """See `Session.identity_key`."""
        return Session.identity_key(*args, **kw)


def _forward_method(name: str) -> Any:
    def forward(self: AsyncSession, *args: Any, **kw: Any) -> Any:
        return getattr(self.sync_session, name)(*args, **kw)

    forward.__name__ = name
    forward.__doc__ = f"See `Session.{name}`."
    return forward


def _forward_attribute(name: str) -> property:
    def read(self: AsyncSession) -> Any:
        return getattr(self.sync_session, name)

    def write(self: AsyncSession, value: Any) -> None:
        setattr(self.sync_session, name, value)

    return property(read, write, doc=f"See `Session.{name}`.")


for (
    _name
) in "add add_all expire expire_all expunge expunge_all is_modified in_transaction in_nested_transaction".split():
    setattr(AsyncSession, _name, _forward_method(_name))
for _name in "dirty deleted new identity_map is_active autoflush no_autoflush info execution_options".split():
    setattr(AsyncSession, _name, _forward_attribute(_name))


class AsyncSessionTransaction:
    """A transaction of an AsyncSession: await it to begin, or use it as an async block."""

    def __init__(self, session: AsyncSession, nested: bool = False) -> None:
        self.session = session
        self.nested = nested
        self.sync_transaction: SessionTransaction | None = None

    @property
    def is_active(self) -> bool:
        """Whether it is begun and usable."""
        return self.sync_transaction is not None and self.sync_transaction.is_active

    @property
    def connections(self) -> frozenset[AsyncConnection]:
        """The connections that this transaction has begun on; a copy."""
        if self.sync_transaction is None:
            return frozenset()
        return frozenset(AsyncConnection._retrieve_proxy_for_target(each) for each in self.sync_transaction.connections)

    def bound_connection(
        self, bindkey: Any = None, *, bind: AsyncEngine | AsyncConnection | None = None, **kwargs: Any
    ) -> AsyncConnection:
        """The connection already begun on for a mapped class, mapper or bind; nothing is begun.

        Raises InvalidRequestError when this transaction has not used that database yet.
        """
        if bind is not None:
            kwargs["bind"] = _sync_bind(bind)
        connection = self._begun().bound_connection(bindkey, **kwargs)
        face: AsyncConnection = AsyncConnection._retrieve_proxy_for_target(connection)
        return face

    def _begun(self) -> SessionTransaction:
        if self.sync_transaction is None:
            raise exc.InvalidRequestError(
                "The AsyncSessionTransaction context is not started: await it, or use it as an async block."
            )
        return self.sync_transaction

    async def start(self, is_ctxmanager: bool = False) -> AsyncSessionTransaction:
        """Begin."""
        self.sync_transaction = await self.session.sync_session._begin_steps(nested=self.nested)
        self.sync_transaction._async_face = self  # type: ignore[attr-defined]  # so that it is found again
        if is_ctxmanager:
            self.sync_transaction.__enter__()
        return self

    def __await__(self) -> Any:
        return self.start().__await__()

    async def __aenter__(self) -> AsyncSessionTransaction:
        return await self.start(is_ctxmanager=True)

    async def __aexit__(self, kind: Any, value: Any, traceback: Any) -> None:
        await self._begun()._exit_steps(kind)

    async def commit(self) -> None:
        """Flush and commit this transaction, or release this savepoint."""
        await self._begun()._commit_steps()

    async def rollback(self) -> None:
        """Roll back this transaction or savepoint."""
        await self._begun()._rollback_steps()


class async_sessionmaker(Generic[AS]):
    """Make AsyncSessions with the same configuration.

    Rule: SQLAlchemy documentation, "async_sessionmaker".
    """

    class_: type[AS]

    def __init__(
        self,
        bind: Any = None,
        *,
        class_: type[AS] = AsyncSession,  # type: ignore[assignment]  # the default of a type variable
        autoflush: bool = True,
        expire_on_commit: bool = True,
        info: dict[Any, Any] | None = None,
        **kw: Any,
    ) -> None:
        kw.update(bind=bind, autoflush=autoflush, expire_on_commit=expire_on_commit)
        if info is not None:
            kw["info"] = info
        self.kw: dict[str, Any] = kw
        self.class_ = type(class_.__name__, (class_,), {})

    def __call__(self, **local_kw: Any) -> AS:
        """A new session; `local_kw` wins over what the factory was given."""
        for key, value in self.kw.items():
            if key == "info" and "info" in local_kw:
                local_kw["info"] = {**value, **local_kw["info"]}
            else:
                local_kw.setdefault(key, value)
        return self.class_(**local_kw)

    def begin(self) -> _SessionBlock[AS]:
        """An async block with a session and a transaction: commits at its end, then closes."""
        return _SessionBlock(self())

    def configure(self, **new_kw: Any) -> None:
        """Change the configuration of sessions made from now on."""
        self.kw.update(new_kw)

    def __repr__(self) -> str:
        arguments = ", ".join(f"{key}={value!r}" for key, value in self.kw.items())
        return f"{type(self).__name__}(class_={self.class_.__name__!r}, {arguments})"


class _SessionBlock(Generic[AS]):
    """`async with maker.begin() as session`."""

    def __init__(self, session: AS) -> None:
        self.session = session
        self.transaction = session.begin()

    async def __aenter__(self) -> AS:
        await self.transaction.__aenter__()
        return self.session

    async def __aexit__(self, kind: Any, value: Any, traceback: Any) -> None:
        async def finish() -> None:
            try:
                await self.transaction.__aexit__(kind, value, traceback)
            finally:
                await self.session.close()

        await asyncio.shield(asyncio.ensure_future(finish()))


def async_object_session(instance: object) -> AsyncSession | None:
    """The AsyncSession of an object, or None."""
    session = object_session(instance)
    return async_session(session) if session is not None else None


def async_session(session: Session) -> AsyncSession | None:
    """The AsyncSession that owns a Session, or None."""
    reference = AsyncSession._by_session.get(session)
    return reference() if reference is not None else None


async def close_all_sessions() -> None:
    """Close every async session of the process."""
    for reference in list(AsyncSession._by_session.values()):
        if (session := reference()) is not None:
            await session.close()


class AsyncAttrs:
    """Mixin that gives mapped classes `awaitable_attrs`: `await user.awaitable_attrs.roles` loads what is missing."""

    class _AsyncAttrGetitem:
        __slots__ = ("_instance",)

        def __init__(self, instance: Any) -> None:
            self._instance = instance

        def __getattr__(self, name: str) -> Any:
            return _load_and_get(self._instance, name)

    @property
    def awaitable_attrs(self) -> AsyncAttrs._AsyncAttrGetitem:
        """Attributes as awaitables."""
        return AsyncAttrs._AsyncAttrGetitem(self)


async def _load_and_get(instance: Any, name: str) -> Any:
    """An attribute's value; a load it needs is awaited."""
    session = object_session(instance)
    core = core_of(instance)
    slot = core.layout.index.get(name)
    if session is not None and slot is not None:
        await session._ensure_loaded_steps(core, slot)
        return getattr(instance, name)
    return await run_sync(getattr, instance, name)
