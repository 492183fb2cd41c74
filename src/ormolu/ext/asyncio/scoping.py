"""async_scoped_session: one AsyncSession per scope, used as if it were the session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

from ... import exc
from ...orm.session import ScopedRegistry
from .session import AsyncSession, async_sessionmaker

AS = TypeVar("AS", bound=AsyncSession)

_METHODS = """
    aclose add add_all begin begin_nested close close_all commit connection delete delete_all execute expire expire_all
    expunge expunge_all flush get get_bind get_one identity_key in_nested_transaction in_transaction invalidate
    is_modified merge merge_all object_session refresh reset rollback scalar scalars stream stream_scalars run_sync
""".split()
_ATTRIBUTES = (
    "autoflush bind deleted dirty identity_map info is_active new no_autoflush execution_options sync_session".split()
)


class async_scoped_session(Generic[AS]):
    """The current scope's AsyncSession; its methods and attributes work on it directly.

    session_factory: an async_sessionmaker. scopefunc: what tells scopes apart, for example `asyncio.current_task`.
    Rule: SQLAlchemy documentation, "Using asyncio scoped session".
    """

    def __init__(self, session_factory: async_sessionmaker[AS], scopefunc: Callable[[], Any]) -> None:
        self.session_factory = session_factory
        self.registry: ScopedRegistry[Any] = ScopedRegistry(session_factory, scopefunc)

    @property
    def _proxied(self) -> AS:
        return self.registry()  # type: ignore[no-any-return]

    def __call__(self, **kw: Any) -> AS:
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
        self.session_factory.configure(**kwargs)

    async def remove(self) -> None:
        """Close the current session, if there is one, and forget it."""
        if self.registry.has():
            await self.registry().close()
        self.registry.clear()


def _forward_method(name: str) -> Any:
    def forward(self: async_scoped_session[Any], *args: Any, **kw: Any) -> Any:
        return getattr(self._proxied, name)(*args, **kw)

    forward.__name__ = name
    forward.__doc__ = f"See `AsyncSession.{name}`."
    return forward


def _forward_attribute(name: str) -> property:
    def read(self: async_scoped_session[Any]) -> Any:
        return getattr(self._proxied, name)

    def write(self: async_scoped_session[Any], value: Any) -> None:
        setattr(self._proxied, name, value)

    return property(read, write, doc=f"See `AsyncSession.{name}`.")


for _name in _METHODS:
    setattr(async_scoped_session, _name, _forward_method(_name))
for _name in _ATTRIBUTES:
    setattr(async_scoped_session, _name, _forward_attribute(_name))
