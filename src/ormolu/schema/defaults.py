"""Defaults: values that our side makes for a column when the statement does not give one.

A `ColumnDefault` is a plain value, a callable or a SQL expression; running it is left to the engine. What the database
makes by itself is in `generated.py`, sequences are in `sequences.py`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, ClassVar

from .. import exc
from ..sql.executable import Executable
from ..sql.node import ClauseElement
from ..structures import EMPTY_DICT, immutabledict
from .generated import FetchedValue, is_monotonic
from .items import SchemaItem

__all__ = ["ColumnDefault", "DefaultGenerator"]


class DefaultGenerator(Executable, SchemaItem):
    """Base of defaults that are run on our side, for INSERT or (for_update) for UPDATE."""

    __visit_name__ = "default_generator"

    is_sequence: ClassVar[bool] = False
    is_identity: ClassVar[bool] = False
    is_server_default: ClassVar[bool] = False
    is_clause_element: ClassVar[bool] = False
    is_callable: ClassVar[bool] = False
    is_scalar: ClassVar[bool] = False
    is_sentinel: ClassVar[bool] = False
    has_arg: ClassVar[bool] = False
    _is_default_generator: bool = True
    _is_monotonic_fn: bool = False
    _propagate_attrs: ClassVar[immutabledict[str, Any]] = EMPTY_DICT

    column: Any = None

    def __init__(self, for_update: bool = False) -> None:
        self.for_update = for_update

    def _set_parent(self, parent: Any, **kw: Any) -> None:
        self.column = parent
        if self.for_update:
            parent.onupdate = self
        else:
            parent.default = self

    def _copy(self) -> DefaultGenerator:
        raise TypeError(f"{type(self).__name__} defines no _copy(), so that its column cannot be copied")

    def _execute_on_connection(self, connection: Any, distilled_params: Any, execution_options: Any) -> Any:
        exc.warn_deprecated(
            "Using the .execute() method to invoke a DefaultGenerator object is deprecated; please use the .scalar() "
            "method.",
            version="2.0",
        )
        return connection._execute_default(self, distilled_params, execution_options)

    def _execute_on_scalar(self, connection: Any, distilled_params: Any, execution_options: Any) -> Any:
        return connection._execute_default(self, distilled_params, execution_options)


class ColumnDefault(DefaultGenerator):
    """A default made on our side: `ColumnDefault(5)`, `ColumnDefault(callable)`, `ColumnDefault(func.now())`.

    arg: a plain value; a callable without argument or with one, the context; a SQL expression.
    for_update: the value is for UPDATE.
    Raises ArgumentError for a server-side default, and for a callable with more required arguments.
    The object is of a subclass that says which kind it is.
    """

    arg: Any

    def __new__(cls, arg: Any = None, for_update: bool = False) -> Any:
        if cls is not ColumnDefault:
            return object.__new__(cls)
        if isinstance(arg, FetchedValue):
            raise exc.ArgumentError("ColumnDefault may not be a server-side default type.")
        if isinstance(arg, ClauseElement):
            return object.__new__(ColumnElementColumnDefault)
        if callable(arg):
            return object.__new__(CallableColumnDefault)
        return object.__new__(ScalarElementColumnDefault)

    def __init__(self, arg: Any = None, for_update: bool = False) -> None:
        super().__init__(for_update)
        self.arg = arg

    @property
    def _given_arg(self) -> Any:
        return self.arg

    def _copy(self) -> ColumnDefault:
        copied = type(self)(self._given_arg, self.for_update)
        self._schema_item_copy(copied)
        return copied

    def compare(self, other: Any) -> bool:
        """Return True if the other default would make the same value on the same occasion."""
        return (
            type(other) is type(self) and other.for_update == self.for_update and self._same_argument(other._given_arg)
        )

    def compare_argument(self, arg: Any) -> bool:
        """Return True if `ColumnDefault(arg)` would make the same value."""
        return self.compare(ColumnDefault(arg, self.for_update))

    def _same_argument(self, arg: Any) -> bool:
        return type(arg) is type(self._given_arg) and bool(arg == self._given_arg)

    def __getnewargs__(self) -> tuple[Any, ...]:
        return ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._given_arg!r})"


class ScalarElementColumnDefault(ColumnDefault):
    """A plain Python value."""

    is_scalar = True
    has_arg = True


class ColumnElementColumnDefault(ColumnDefault):
    """A SQL expression, rendered into the statement or run before it."""

    is_clause_element = True
    has_arg = True

    @property
    def _is_monotonic_fn(self) -> bool:  # type: ignore[override]  # computed here, constant elsewhere
        return is_monotonic(self.arg)

    def _same_argument(self, arg: Any) -> bool:
        return bool(self.arg.compare(arg))


class CallableColumnDefault(ColumnDefault):
    """A function, called for each row with the execution context."""

    is_callable = True
    has_arg = True

    def __init__(self, arg: Callable[..., Any], for_update: bool = False) -> None:
        super().__init__(_taking_context(arg), for_update)

    @property
    def _given_arg(self) -> Any:
        return self.arg.function if isinstance(self.arg, _WithoutContext) else self.arg

    def _same_argument(self, arg: Any) -> bool:
        return bool(arg == self._given_arg)


class _InsertSentinelColumnDefault(ColumnDefault):
    """Numbers the rows of one INSERT, for a column that exists to match returned rows with given ones."""

    is_sentinel = True
    for_update = False

    def __new__(cls) -> Any:
        return object.__new__(cls)

    def __init__(self) -> None:
        super().__init__(None)

    def _set_parent(self, parent: Any, **kw: Any) -> None:
        if not parent._insert_sentinel:
            raise exc.ArgumentError(
                "The _InsertSentinelColumnDefault may only be applied to a Column marked as insert_sentinel=True"
            )
        if not parent.nullable:
            raise exc.ArgumentError("The _InsertSentinelColumnDefault may only be applied to a Column that is nullable")
        super()._set_parent(parent, **kw)

    def _copy(self) -> _InsertSentinelColumnDefault:
        return _InsertSentinelColumnDefault()

    def compare_argument(self, arg: Any) -> bool:
        return arg is None


class _WithoutContext:
    """A callable that ignores the context, around one that does not take it."""

    def __init__(self, function: Callable[[], Any]) -> None:
        self.function = function
        self.__doc__ = function.__doc__
        self.__name__ = getattr(function, "__name__", type(function).__name__)
        self.__wrapped__ = function

    def __call__(self, context: Any) -> Any:
        return self.function()

    def __repr__(self) -> str:
        return repr(self.function)


def _taking_context(function: Callable[..., Any]) -> Callable[[Any], Any]:
    """Return the function as one of exactly one argument, the execution context."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (ValueError, TypeError):  # built-in functions that do not tell
        return _WithoutContext(function)
    required = [
        parameter
        for parameter in parameters
        if parameter.default is parameter.empty
        and parameter.kind in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD)
    ]
    if len(required) > 1:
        raise exc.ArgumentError("ColumnDefault Python function takes zero or one positional arguments")
    return function if required else _WithoutContext(function)
