"""scoped_session: one session per thread (or per whatever `scopefunc` returns), used as if it were the session."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

from ... import exc
from .factories import sessionmaker
from .session import Session, object_session

S = TypeVar("S", bound=Session)

_METHODS = """
    add add_all begin begin_nested bulk_insert_mappings bulk_save_objects bulk_update_mappings close close_all commit
    connection delete delete_all execute expire expire_all expunge expunge_all flush get get_bind get_one
    identity_key in_nested_transaction in_transaction invalidate is_modified merge merge_all object_session query
    refresh reset rollback scalar scalars
""".split()
_ATTRIBUTES = """
    autoflush bind binds deleted dirty identity_map info is_active new no_autoflush execution_options
""".split()


class ThreadLocalRegistry(Generic[S]):
    """A session per thread."""

    def __init__(self, createfunc: Callable[[], S]) -> None:
        self.createfunc = createfunc
        self.registry = threading.local()

    def __call__(self) -> S:
        try:
            return self.registry.value  # type: ignore[no-any-return]
        except AttributeError:
            value = self.registry.value = self.createfunc()
            return value

    def has(self) -> bool:
        return hasattr(self.registry, "value")

    def set(self, obj: S) -> None:
        self.registry.value = obj

    def clear(self) -> None:
        if self.has():
            del self.registry.value


class ScopedRegistry(Generic[S]):
    """A session per value of `scopefunc()`, which must be hashable."""

    def __init__(self, createfunc: Callable[[], S], scopefunc: Callable[[], Any]) -> None:
        self.createfunc = createfunc
        self.scopefunc = scopefunc
        self.registry: dict[Any, S] = {}

    def __call__(self) -> S:
        key = self.scopefunc()
        if key not in self.registry:
            return self.registry.setdefault(key, self.createfunc())
        return self.registry[key]

    def has(self) -> bool:
        return self.scopefunc() in self.registry

    def set(self, obj: S) -> None:
        self.registry[self.scopefunc()] = obj

    def clear(self) -> None:
        self.registry.pop(self.scopefunc(), None)


class scoped_session(Generic[S]):
    """The current scope's session; every method and attribute of Session works on it directly.

    session_factory: what makes a session. scopefunc: what tells scopes apart; without it, threads.
    Call it for the session itself; `remove()` closes and forgets it.
    Rule: SQLAlchemy documentation, "Contextual/Thread-local Sessions".
    """

    session_factory: Callable[..., S]

    def __init__(self, session_factory: Callable[..., S], scopefunc: Callable[[], Any] | None = None) -> None:
        self.session_factory = session_factory
        self.registry: Any = (
            ScopedRegistry(session_factory, scopefunc) if scopefunc else ThreadLocalRegistry(session_factory)
        )

    @property
    def _proxied(self) -> S:
        return self.registry()  # type: ignore[no-any-return]

    def __call__(self, **kw: Any) -> S:
        """The current session, made when there is none; keywords are allowed only then."""
        if kw:
            if self.registry.has():
                raise exc.InvalidRequestError("Scoped session is already present; no new arguments may be specified.")
            session = self.session_factory(**kw)
            self.registry.set(session)
            return session
        return self._proxied

    def __contains__(self, instance: object) -> bool:
        return instance in self._proxied

    def __iter__(self) -> Iterator[object]:
        return iter(self._proxied)

    def configure(self, **kwargs: Any) -> None:
        """Reconfigure the factory; a warning if the current scope has its session already."""
        if self.registry.has():
            exc.warn(
                "At least one scoped session is already present.  configure() can not affect sessions that have "
                "already been created."
            )
        assert isinstance(self.session_factory, sessionmaker)
        self.session_factory.configure(**kwargs)

    def remove(self) -> None:
        """Close the current session, if there is one, and forget it."""
        if self.registry.has():
            self.registry().close()
        self.registry.clear()

    def query_property(self, query_cls: type[Any] | None = None) -> QueryPropertyDescriptor:
        """A class attribute that gives a Query of the class it is read from, in the current session."""

        return QueryPropertyDescriptor(self, query_cls)

    @classmethod
    def object_session(cls, instance: object) -> Session | None:
        """The session of an object."""
        return object_session(instance)


class QueryPropertyDescriptor:
    """What `query_property()` returns: a class attribute that is a Query of its class."""

    def __init__(self, sessions: scoped_session[Any], query_cls: type[Any] | None) -> None:
        self._sessions = sessions
        self._query_cls = query_cls

    def __get__(self, instance: Any, owner: type[Any]) -> Any:
        session = self._sessions._proxied
        return self._query_cls([owner], session=session) if self._query_cls else session.query(owner)


def _forward_method(name: str) -> Any:
    def forward(self: scoped_session[Any], *args: Any, **kw: Any) -> Any:
        return getattr(self._proxied, name)(*args, **kw)

    forward.__name__ = name
    forward.__doc__ = f"See `Session.{name}`."
    return forward


def _forward_attribute(name: str) -> property:
    def read(self: scoped_session[Any]) -> Any:
        return getattr(self._proxied, name)

    def write(self: scoped_session[Any], value: Any) -> None:
        setattr(self._proxied, name, value)

    return property(read, write, doc=f"See `Session.{name}`.")


for _name in _METHODS:
    if not hasattr(scoped_session, _name):
        setattr(scoped_session, _name, _forward_method(_name))
for _name in _ATTRIBUTES:
    setattr(scoped_session, _name, _forward_attribute(_name))
