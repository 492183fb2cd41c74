"""sessionmaker: configured sessions on demand."""

from __future__ import annotations

import contextlib
from typing import Any, Generic, TypeVar

from .session import Session, SessionClassMethods

S = TypeVar("S", bound=Session)


class sessionmaker(SessionClassMethods, Generic[S]):
    """Make sessions with the same configuration: `Session = sessionmaker(engine)`, then `Session()`.

    bind: Engine or Connection for all of them. class_: what to make, a Session or subclass. The other arguments are
    Session's own; those given at the call win, except `info`, whose entries are merged.
    Each factory has a class of its own, so that events can be listened to per factory.
    Rule: SQLAlchemy documentation, "sessionmaker".
    """

    class_: type[S]

    def __init__(
        self,
        bind: Any = None,
        *,
        class_: type[S] = Session,  # type: ignore[assignment]  # the default of a type variable
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

    def __call__(self, **local_kw: Any) -> S:
        """A new session; `local_kw` wins over what the factory was given."""
        for key, value in self.kw.items():
            if key == "info" and "info" in local_kw:
                local_kw["info"] = {**value, **local_kw["info"]}
            else:
                local_kw.setdefault(key, value)
        return self.class_(**local_kw)

    def begin(self) -> contextlib.AbstractContextManager[S]:
        """A block with a session and a transaction: commits at its end, rolls back when it raises, then closes."""
        return self()._maker_block()  # type: ignore[return-value]  # an async one if class_ is an AsyncSession

    def configure(self, **new_kw: Any) -> None:
        """Change the configuration of sessions made from now on."""
        self.kw.update(new_kw)

    def __repr__(self) -> str:
        arguments = ", ".join(f"{key}={value!r}" for key, value in self.kw.items())
        return f"{type(self).__name__}(class_={self.class_.__name__!r}, {arguments})"


def create_session(bind: Any = None, **kwargs: Any) -> Session:
    """Return a session without autoflush and without expiry at commit, as version 0.4 made them."""
    kwargs.setdefault("autoflush", False)
    kwargs.setdefault("expire_on_commit", False)
    return Session(bind=bind, **kwargs)
