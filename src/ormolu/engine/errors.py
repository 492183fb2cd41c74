"""Errors of the driver: wrapped as documented, and shown to `handle_error` listeners."""

from __future__ import annotations

from typing import Any, NoReturn

from .. import exc
from .concealment import conceal
from .interfaces import ExceptionContext


class ExceptionContextImpl(ExceptionContext):
    """What listeners are told; they may change `is_disconnect`, `invalidate_pool_on_disconnect` and the exception."""

    __slots__ = ()

    def __init__(
        self,
        exception: BaseException,
        sqlalchemy_exception: Any,
        engine: Any,
        dialect: Any,
        connection: Any,
        cursor: Any,
        statement: str | None,
        parameters: Any,
        context: Any,
        is_disconnect: bool,
        invalidate_pool_on_disconnect: bool,
        is_pre_ping: bool,
    ):
        self.engine = engine
        self.dialect = dialect
        self.connection = connection
        self.sqlalchemy_exception = sqlalchemy_exception
        self.original_exception = exception
        self.execution_context = context
        self.cursor = cursor
        self.statement = statement
        self.parameters = parameters
        self.chained_exception = None
        self.is_disconnect = is_disconnect
        self.invalidate_pool_on_disconnect = invalidate_pool_on_disconnect
        self.is_pre_ping = is_pre_ping


def run_handlers(context: ExceptionContextImpl) -> BaseException | None:
    """Tell all `handle_error` listeners; the exception that they want raised in place of ours, if any."""
    new: BaseException | None = None
    for fn in context.dialect.dispatch.handle_error:
        try:
            per_fn = fn(context)
            if per_fn is not None:
                context.chained_exception = new = per_fn
        except Exception as raised:
            new = raised
            break
    return new


def handle_without_connection(
    error: BaseException,
    dialect: Any,
    engine: Any = None,
    is_disconnect: bool | None = None,
    invalidate_pool_on_disconnect: bool = True,
    is_pre_ping: bool = False,
) -> NoReturn:
    """Raise what stands for an error that happened while connecting or pinging."""
    base = dialect.loaded_dbapi.Error
    if is_disconnect is None:
        is_disconnect = isinstance(error, base) and dialect.is_disconnect(error, None, None)
    hidden = engine.hide_parameters if engine is not None else False
    if hidden:
        conceal(error, None, dialect.value_patterns)
    should_wrap = isinstance(error, base)
    wrapped: Any = None
    if should_wrap:
        wrapped = exc.DBAPIError.instance(
            None,
            None,
            error,
            base,
            hide_parameters=hidden,
            connection_invalidated=bool(is_disconnect),
            dialect=dialect,
        )
    new: BaseException | None = None
    if dialect._has_events:
        context = ExceptionContextImpl(
            error, wrapped, engine, dialect, None, None, None, None, None,
            bool(is_disconnect), invalidate_pool_on_disconnect, is_pre_ping,
        )  # fmt: skip
        new = run_handlers(context)
        if wrapped is not None:
            wrapped.connection_invalidated = context.is_disconnect
    if new is not None:
        raise new.with_traceback(error.__traceback__) from error
    if wrapped is not None:
        raise wrapped.with_traceback(error.__traceback__) from error
    raise error
