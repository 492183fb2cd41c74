"""Statements from lambdas: `lambda_stmt(lambda: select(t).where(t.c.x == value))`.

The lambda is called anew each time; its code and the closure's SQL objects make a statement whose cache key is that of
the statement itself, literal values being bound. What other libraries gain from keeping the lambda's result is had
here by the memoised keys of the parts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import exc
from . import coercions, roles
from .construct import constructs
from .executable import Executable
from .fields import child
from .node import ClauseElement, _generative


class LambdaOptions:
    """Options of lambda statements."""

    enable_tracking = True
    track_closure_variables = True
    track_on: Any = None
    global_track_bound_values = True
    track_bound_values = True
    lambda_cache: Any = None

    def __init__(self, **options: Any) -> None:
        for name, value in options.items():
            if not hasattr(type(self), name):
                raise exc.ArgumentError(f"lambda option {name!r} is not known")
            setattr(self, name, value)


class LambdaElement(ClauseElement):
    """The expression that a lambda returns."""

    __visit_name__ = "lambda_element"
    _fields = (child("_resolved"),)
    _is_lambda_element = True


class StatementLambdaElement(roles.AllowsLambdaRole, Executable, LambdaElement):
    """A statement made by lambdas. Made by `lambda_stmt()`; `+=` a lambda of one argument adds to it."""

    _resolved: Any

    def __init__(self, fn: Callable[[], Any], opts: LambdaOptions | None = None) -> None:
        self.fn = fn
        self.opts = opts or LambdaOptions()
        self._resolved = coercions.expect(roles.StatementRole, fn())
        self._propagate_attrs = self._resolved._propagate_attrs

    def __add__(self, other: Callable[[Any], Any]) -> StatementLambdaElement:
        return self.add_criteria(other)

    def add_criteria(self, other: Callable[[Any], Any], **options: Any) -> StatementLambdaElement:
        """A statement changed by `other(statement)`."""
        copy = object.__new__(type(self))
        copy.__dict__.update({key: value for key, value in self.__dict__.items() if key not in self._memo_names})
        copy._resolved = other(self._resolved)
        copy._propagate_attrs = copy._resolved._propagate_attrs
        return copy

    def spoil(self) -> Any:
        """This statement; lambdas added later are called each time anyway."""
        return self

    @property
    def _with_options(self) -> Any:  # type: ignore[override]
        return self._resolved._with_options

    @property
    def _effective_plugin_target(self) -> str:
        return self._resolved._effective_plugin_target  # type: ignore[no-any-return]

    @property
    def is_select(self) -> Any:  # type: ignore[override]
        return self._resolved.is_select

    @property
    def is_dml(self) -> Any:  # type: ignore[override]
        return self._resolved.is_dml

    @property
    def is_insert(self) -> Any:  # type: ignore[override]
        return self._resolved.is_insert

    @property
    def is_text(self) -> Any:  # type: ignore[override]
        return self._resolved.is_text

    @property
    def _select_statement(self) -> Any:
        return self._resolved

    def _execute_on_connection(self, connection: Any, distilled_params: Any, execution_options: Any) -> Any:
        return self._resolved._execute_on_connection(connection, distilled_params, execution_options)

    def compile(self, *args: Any, **kw: Any) -> Any:
        return self._resolved.compile(*args, **kw)

    @_generative
    def execution_options(self, **kw: Any) -> Any:
        self._resolved = self._resolved.execution_options(**kw)

    @_generative
    def options(self, *options: Any) -> Any:
        self._resolved = self._resolved.options(*options)


def lambda_stmt(
    lmb: Callable[[], Any],
    enable_tracking: bool = True,
    track_closure_variables: bool = True,
    track_on: Any = None,
    global_track_bound_values: bool = True,
    track_bound_values: bool = True,
    lambda_cache: Any = None,
) -> StatementLambdaElement:
    """A statement from a lambda. The tracking options are accepted and need nothing done: values are always bound."""
    return StatementLambdaElement(
        lmb,
        LambdaOptions(
            enable_tracking=enable_tracking,
            track_on=track_on,
            track_closure_variables=track_closure_variables,
            global_track_bound_values=global_track_bound_values,
            track_bound_values=track_bound_values,
            lambda_cache=lambda_cache,
        ),
    )


@constructs("lambda_element")
def resolve_lambda(fn: Callable[[], Any], role: Any, **kw: Any) -> Any:
    """The element that a lambda in the place of an expression returns."""
    return coercions.expect(role, fn(), **kw)
