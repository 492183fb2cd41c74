"""What the parts of a session (transactions, cascades, merge, routing) ask of the session they belong to.

The parts stand below `session.py` and are handed the session; this Protocol is all they know of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol


class SessionContract(Protocol):
    """A session, as its parts see it."""

    identity_map: Any
    bind: Any
    autoflush: bool
    expire_on_commit: bool
    twophase: bool
    join_transaction_mode: Any
    _binds: Any
    _flushing: bool
    _in_flush_event: str | None
    _modified: dict[int, Any]
    _transaction: Any
    _nested_transaction: Any
    _transaction_in_block: Any

    def _fire(self, name: str, *args: Any) -> None: ...
    def get_bind(self, mapper: Any = None, **kw: Any) -> Any: ...
    def add(self, instance: object, *, _warn: bool = True) -> None: ...
    def _update(self, core: Any) -> None: ...
    def _contains(self, core: Any) -> bool: ...
    def _is_clean(self) -> bool: ...
    def _warn_in_flush(self, method: str) -> None: ...
    def _expire_everything(self) -> None: ...
    def _detach_deleted(self, cores: list[Any]) -> None: ...
    def _restore(self, ledger: Any, *, only_dirty: bool) -> None: ...
    async def _flush_steps(self) -> None: ...
    async def _autoflush(self) -> None: ...
    async def _get_steps(
        self,
        entity: Any,
        ident: Any,
        *,
        options: Any = None,
        populate_existing: bool = False,
        with_for_update: Any = None,
        identity_token: Any = None,
        execution_options: Any = None,
        bind_arguments: Any = None,
    ) -> Any: ...
    async def _execute_steps(
        self,
        statement: Any,
        params: Any = None,
        *,
        execution_options: Mapping[str, Any] = ...,
        bind_arguments: Mapping[str, Any] | None = None,
        _listeners: Iterable[Any] | None = None,
    ) -> Any: ...
