"""Errors of the asyncio face: an object that was not started, a result that must be awaited."""

from __future__ import annotations

from ...exc import InvalidRequestError

__all__ = ["AsyncContextNotStarted", "AsyncMethodRequired"]


class AsyncContextNotStarted(InvalidRequestError):
    """A connection or transaction is used before it was awaited or entered."""


class AsyncMethodRequired(InvalidRequestError):
    """A result whose rows are still to be fetched needs `stream()` in place of `execute()`."""
