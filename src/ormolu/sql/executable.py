"""Executable: what a connection can execute, with its options; the plugin registry of statements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from .. import exc
from ..structures import EMPTY_DICT, immutabledict
from . import roles
from .cache_key import HasCacheKey
from .fields import nested, unkeyed
from .node import ClauseElement, Generative, _generative


class Plugin(Protocol):
    """What an upper layer (the ORM) provides for statements made from its entities."""

    def lower(self, statement: Any, *, toplevel: bool, **context: Any) -> Any:
        """The Core statement which `statement` means."""

    def exported_columns(self, statement: Any) -> Any:
        """The columns `statement` would have as a subquery, or None for Core's own answer."""


_plugins: dict[str, Any] = {}


def register_plugin(name: str, plugin: Any) -> None:
    """Install what lowers statements annotated with `compile_state_plugin=name`."""
    _plugins[name] = plugin


def plugin_of(statement: Any) -> Any:
    """The plugin of a statement, None for a plain Core statement or when the plugin is not loaded."""
    name = statement._propagate_attrs.get("compile_state_plugin")
    return None if name is None else _plugins.get(name)


class ExecutableStatement(Protocol):
    """Anything with `_execute_on_connection`."""

    def _execute_on_connection(self, connection: Any, distilled_params: Any, execution_options: Any) -> Any: ...


class ExecutableOption(HasCacheKey):
    """The base of objects given to `Executable.options()`."""

    __slots__ = ()
    _annotations: Mapping[str, Any] = EMPTY_DICT
    __visit_name__ = "executable_option"
    _is_has_cache_key = True
    _is_core = True
    _is_criteria_option = False

    def _clone(self, **kw: Any) -> Any:
        copy = object.__new__(type(self))
        copy.__dict__.update(self.__dict__)
        return copy


class CoreExecutableOption(ExecutableOption):
    __slots__ = ()


class Executable(roles.StatementRole, Generative):
    """Mixin of statements: `execution_options()`, `options()` and execution by a connection."""

    supports_execution = True
    is_executable = True
    _execution_options: immutabledict[str, Any] = EMPTY_DICT
    _with_options: tuple[Any, ...] = ()
    _compile_options: Any = None
    _compile_state_funcs: tuple[Any, ...] = ()
    _is_default_generator = False
    is_select = False
    is_from_statement = False
    is_update = False
    is_insert = False
    is_text = False
    is_delete = False
    is_dml = False

    _executable_fields = (nested("_with_options"), unkeyed("_execution_options"))

    @property
    def _effective_plugin_target(self) -> str:
        return self.__visit_name__  # type: ignore[attr-defined,no-any-return]

    @_generative
    def options(self, *options: Any) -> Any:
        """A copy with loader and other options added.

        Raises ArgumentError for an object which is no option.
        """
        self._with_options += tuple(_option(option) for option in options)

    @_generative
    def _set_compile_options(self, compile_options: Any) -> Any:
        self._compile_options = compile_options

    @_generative
    def _update_compile_options(self, options: Any) -> Any:
        self._compile_options = {**(self._compile_options or {}), **options}

    @_generative
    def _add_compile_state_func(self, callable_: Any, cache_args: Any) -> Any:
        self._compile_state_funcs += ((callable_, cache_args),)

    @_generative
    def execution_options(self, /, **kw: Any) -> Any:
        """A copy with execution options (`stream_results`, `autocommit`, `compiled_cache` ...) added.

        Raises ArgumentError for options which only a Connection or Engine can have.
        """
        if "isolation_level" in kw:
            raise exc.ArgumentError(
                "'isolation_level' execution option may only be specified on Connection.execution_options(), or "
                "per-engine "
                "using the isolation_level argument to create_engine()."
            )
        if "compiled_cache" in kw:
            raise exc.ArgumentError(
                "'compiled_cache' execution option may only be specified on Connection.execution_options(), not "
                "per statement."
            )
        self._execution_options = immutabledict({**self._execution_options, **kw})

    def params(self, *optionaldict: Any, **kwargs: Any) -> Any:
        """A copy whose bind parameters have the given values (a dict, keywords, or both)."""
        return self._replace_params(False, optionaldict, kwargs)  # type: ignore[attr-defined]

    def get_execution_options(self) -> Mapping[str, Any]:
        """The execution options of this statement."""
        return self._execution_options

    def _execute_on_connection(self, connection: Any, distilled_params: Any, execution_options: Any) -> Any:
        if not self.supports_execution:
            raise exc.ObjectNotExecutableError(self)
        return connection._execute_clauseelement(self, distilled_params, execution_options)

    def _execute_on_scalar(self, connection: Any, distilled_params: Any, execution_options: Any) -> Any:
        return self._execute_on_connection(connection, distilled_params, execution_options).scalar()


def _option(option: Any) -> Any:
    if isinstance(option, ExecutableOption) or getattr(option, "_is_has_cache_key", False):
        return option
    if isinstance(option, ClauseElement):
        return option
    raise exc.ArgumentError(f"ExecutableOption Core or ORM object expected, got {option!r}.")
