"""SessionEvents: the hooks of a session, and which targets accept them.

A target is a session, a Session class, a sessionmaker or a scoped_session. Hooks that are given an object get its
InstanceState instead when the listener asks for `raw=True`.
Rule: SQLAlchemy documentation, "Session Events".
"""

from __future__ import annotations

from typing import Any

from ... import exc
from ...event import Events
from ...event.families import EventKey, _legacy_signature
from ..state import core_of
from .factories import sessionmaker
from .scoping import scoped_session
from .session import Session

# Hooks whose second argument is a mapped object.
_OBJECT_HOOKS = frozenset(
    """
    before_attach after_attach transient_to_pending pending_to_transient persistent_to_transient loaded_as_persistent
    pending_to_persistent persistent_to_deleted deleted_to_persistent deleted_to_detached persistent_to_detached
    detached_to_persistent
    """.split()
)


class SessionEvents(Events):
    """The hooks of a Session."""

    _target_class_doc = "SomeSessionClassOrObject"
    _dispatch_target = Session

    @classmethod
    def _accept_with(cls, target: Any, identifier: str) -> Any:
        if isinstance(target, scoped_session):
            target = target.session_factory
            if not isinstance(target, sessionmaker) and not (isinstance(target, type) and issubclass(target, Session)):
                raise exc.ArgumentError(
                    "Session event listen on a scoped_session requires that its creation callable is associated with "
                    "the Session class."
                )
        if isinstance(target, sessionmaker):
            return target.class_
        if isinstance(target, type):
            if issubclass(target, scoped_session) or issubclass(target, Session):
                return Session if issubclass(target, scoped_session) else target
            return Session if target is sessionmaker else None
        if isinstance(target, Session):
            return target
        if getattr(target, "_is_asyncio", False) and hasattr(target, "sync_session"):
            raise NotImplementedError(
                "asynchronous events are not implemented at this time.  Apply synchronous listeners to the "
                "AsyncSession.sync_session."
            )
        return None

    @classmethod
    def _listen(cls, event_key: EventKey, *, raw: bool = False, restore_load_context: bool = False, **kw: Any) -> None:
        kw.pop("retval", None)
        if event_key.identifier in _OBJECT_HOOKS and raw:
            fn = event_key.fn_wrap
            event_key = event_key.with_wrapper(lambda session, obj: fn(session, core_of(obj)))
        event_key.base_listen(**kw)

    def do_orm_execute(self, orm_execute_state: Any) -> Any:
        """Before a statement is executed; a returned Result answers in its place."""

    def after_transaction_create(self, session: Session, transaction: Any) -> None:
        """A SessionTransaction was made; `transaction.parent` is None for a root."""

    def after_transaction_end(self, session: Session, transaction: Any) -> None:
        """A SessionTransaction is over."""

    def before_commit(self, session: Session) -> None:
        """Before the flush of a commit."""

    def after_commit(self, session: Session) -> None:
        """After COMMIT; no SQL can be emitted here."""

    def after_rollback(self, session: Session) -> None:
        """After a real ROLLBACK."""

    def after_soft_rollback(self, session: Session, previous_transaction: Any) -> None:
        """After any rollback; the session is usable when `session.is_active`."""

    def before_flush(self, session: Session, flush_context: Any, instances: Any) -> None:
        """Before a flush looks at what changed."""

    def after_flush(self, session: Session, flush_context: Any) -> None:
        """After the SQL of a flush; new, dirty and deleted still show what it was about."""

    def after_flush_postexec(self, session: Session, flush_context: Any) -> None:
        """After a flush, when objects are in their final state."""

    def after_begin(self, session: Session, transaction: Any, connection: Any) -> None:
        """A transaction has begun on a connection."""

    def before_attach(self, session: Session, instance: Any) -> None:
        """An object is about to be added."""

    def after_attach(self, session: Session, instance: Any) -> None:
        """An object was added, merged or loaded."""

    @_legacy_signature(
        "0.9",
        ["session", "query", "query_context", "result"],
        lambda update_context: (
            update_context.session, update_context.query, None, update_context.result,
        ),
    )  # fmt: skip
    def after_bulk_update(self, update_context: Any) -> None:
        """After an ORM UPDATE by criteria."""

    @_legacy_signature(
        "0.9",
        ["session", "query", "query_context", "result"],
        lambda delete_context: (
            delete_context.session, delete_context.query, None, delete_context.result,
        ),
    )  # fmt: skip
    def after_bulk_delete(self, delete_context: Any) -> None:
        """After an ORM DELETE by criteria."""

    def transient_to_pending(self, session: Session, instance: Any) -> None:
        """`add` of a new object."""

    def pending_to_transient(self, session: Session, instance: Any) -> None:
        """A pending object left the session."""

    def persistent_to_transient(self, session: Session, instance: Any) -> None:
        """The INSERT of an object was rolled back."""

    def loaded_as_persistent(self, session: Session, instance: Any) -> None:
        """An object was loaded."""

    def pending_to_persistent(self, session: Session, instance: Any) -> None:
        """A pending object was inserted."""

    def persistent_to_deleted(self, session: Session, instance: Any) -> None:
        """An object's row was deleted in a flush."""

    def deleted_to_persistent(self, session: Session, instance: Any) -> None:
        """A DELETE was rolled back."""

    def deleted_to_detached(self, session: Session, instance: Any) -> None:
        """A DELETE was committed."""

    def persistent_to_detached(self, session: Session, instance: Any) -> None:
        """An object left the session."""

    def detached_to_persistent(self, session: Session, instance: Any) -> None:
        """`add` of a detached object."""
