"""Statements from lambdas: `lambda_stmt(lambda: select(t).where(t.c.x == value))`.

A lambda is called with stand-ins for its plain values (`closures.py`), so that `value` becomes the parameter
`:value_1`; its SQL objects take part as they are. Building a statement is cheap here, so tracked lambdas are called
each time. A lambda of which not everything is tracked is called once for what is: its result is kept by its code and
given new values, as the options say.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import Any

from .. import exc
from ..structures import LRUCache
from . import coercions, roles
from .closures import Closure, Tracked
from .construct import constructs, make
from .executable import Executable
from .fields import child
from .node import ClauseElement, _generative
from .visitors import replacement_traverse


class LambdaOptions:
    """Options of lambda statements.

    enable_tracking: False calls the lambda once for its code. track_closure_variables: False leaves closure variables
    out of what tells results apart. track_on: objects that tell results apart instead. track_bound_values,
    global_track_bound_values: whether plain values of the closure, of the module are renewed. lambda_cache: where
    results are kept.
    """

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


_results: MutableMapping[Any, Any] = LRUCache(1000)


def _call(fn: Callable[..., Any], options: LambdaOptions, before: Any = None) -> Any:
    """What `fn` makes (of the statement `before`, for an added lambda), with the values its variables have now."""
    args = () if before is None else (before,)
    tracks_all = options.enable_tracking and options.track_closure_variables and options.track_bound_values
    if tracks_all and not options.track_on:
        closure = Closure(fn)
        found = closure.twin(*args)
        if found.__class__ is Tracked:
            found = found._tracked_parameter()
        closure.check()
        return found
    return _call_once(fn, options, before, args)


def _call_once(fn: Callable[..., Any], options: LambdaOptions, before: Any, args: tuple[Any, ...]) -> Any:
    cache = _results if options.lambda_cache is None else options.lambda_cache
    given = None if before is None else before._generate_cache_key()
    key = (fn.__code__, tuple([_tracker(item) for item in options.track_on or ()]), given)
    renew = options.enable_tracking and options.track_bound_values
    known = cache.get(key)
    if known is None:
        closure = Closure(fn) if renew else None
        found = fn(*args) if closure is None else closure.twin(*args)
        binds = (
            {name: value._tracked_bind for name, value in closure.values.items() if value._tracked_bind is not None}
            if closure is not None
            else {}
        )
        cache[key] = found, binds, () if given is None else given.bindparams
        return found
    found, binds, before_binds = known
    renewed: dict[int, Any] = {}
    if given is not None:
        renewed.update((id(old), new) for old, new in zip(before_binds, given.bindparams, strict=False))
    if binds:
        values = Closure(fn).values
        renewed.update((id(bind), bind._with_value(values[name]._tracked_value)) for name, bind in binds.items())
    return replacement_traverse(found, {}, lambda node: renewed.get(id(node))) if renewed else found


def _tracker(item: Any) -> Any:
    """What tells one object of `track_on` from another."""
    if isinstance(item, (list, tuple)):
        return tuple([_tracker(part) for part in item])
    return item._generate_cache_key() if hasattr(item, "_generate_cache_key") else item


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
        self._resolved = coercions.expect(roles.StatementRole, _call(fn, self.opts))
        self._propagate_attrs = self._resolved._propagate_attrs

    def __add__(self, other: Callable[[Any], Any]) -> StatementLambdaElement:
        return self.add_criteria(other)

    def add_criteria(
        self,
        other: Callable[[Any], Any],
        enable_tracking: bool = True,
        track_on: Any = None,
        track_closure_variables: bool = True,
        track_bound_values: bool = True,
    ) -> StatementLambdaElement:
        """A statement changed by `other(statement)`."""
        options = LambdaOptions(
            enable_tracking=enable_tracking,
            track_on=track_on,
            track_closure_variables=track_closure_variables,
            track_bound_values=track_bound_values,
            lambda_cache=self.opts.lambda_cache,
        )
        return self._with_resolved(_call(other, options, self._resolved))

    def _with_resolved(self, resolved: Any) -> StatementLambdaElement:
        copy = self._generate()
        copy._resolved = resolved
        copy._propagate_attrs = resolved._propagate_attrs
        return copy

    def __getattr__(self, key: str) -> Any:
        """Methods of the statement: what they return is a lambda statement, too."""
        if key.startswith("_"):
            raise AttributeError(key)
        found = getattr(self._resolved, key)
        if not callable(found):
            return found

        def call(*args: Any, **kw: Any) -> Any:
            made = found(*args, **kw)
            return self._with_resolved(made) if isinstance(made, Executable) else made

        return call

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
    def execution_options(self, /, **kw: Any) -> Any:
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
    """A statement from a lambda; `stmt += lambda s: s.where(...)` adds to it. The options: see `LambdaOptions`.

    Raises InvalidRequestError when a variable of the lambda is neither SQL nor a value that becomes a parameter.
    """
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


_TRACK_ALL = LambdaOptions()


@constructs("lambda_element")
def resolve_lambda(fn: Callable[[], Any], role: Any, **kw: Any) -> Any:
    """The element that a lambda in the place of an expression returns."""
    if hasattr(fn, "__func__"):
        raise exc.ArgumentError(
            f"Method {fn!r} may not be passed as a SQL expression; call it, or pass a lambda that does"
        )
    track_on = kw.pop("track_on", None)
    found = _call(fn, _TRACK_ALL if track_on is None else LambdaOptions(track_on=track_on))
    if isinstance(found, tuple) and role is roles.ColumnsClauseRole:
        return make.clause_list(*[coercions.expect(role, part, **kw) for part in found])
    return coercions.expect(role, found, **kw)
