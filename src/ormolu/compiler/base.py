"""What a compiled object is, whatever was compiled: SQL text for one dialect, and what the engine must know about it.

`Compiled` is the base of the statement compiler (`statement.py`) and of the DDL compiler (`ddl.py`). The small value
types that they hand to the engine live here too.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ormolu import exc
from ormolu.compiler.dispatch import render
from ormolu.structures import immutabledict


class UnsupportedByDialect(exc.CompileError, NotImplementedError):
    """A construct that this database has no words for."""


EMPTY: immutabledict[Any, Any] = immutabledict()


class CompilerState(enum.IntEnum):
    """How far a Compiled has come."""

    COMPILING = 0
    STRING_APPLIED = 1
    NO_STATEMENT = 2


class Linting(enum.IntFlag):
    """What to do about FROM lists whose members nothing joins."""

    NO_LINTING = 0
    COLLECT_CARTESIAN_PRODUCTS = 1
    WARN_LINTING = 2
    FROM_LINTING = COLLECT_CARTESIAN_PRODUCTS | WARN_LINTING


NO_LINTING = Linting.NO_LINTING
COLLECT_CARTESIAN_PRODUCTS = Linting.COLLECT_CARTESIAN_PRODUCTS
WARN_LINTING = Linting.WARN_LINTING
FROM_LINTING = Linting.FROM_LINTING


class InsertmanyvaluesSentinelOpts(enum.IntFlag):
    """Which columns a database lets us use to match returned rows with inserted ones."""

    NOT_SUPPORTED = 1
    AUTOINCREMENT = 2
    IDENTITY = 4
    SEQUENCE = 8
    MONOTONIC_FUNCTION = 16
    ANY_AUTOINCREMENT = AUTOINCREMENT | IDENTITY | SEQUENCE | MONOTONIC_FUNCTION
    _SUPPORTED_OR_NOT = NOT_SUPPORTED | ANY_AUTOINCREMENT
    USE_INSERT_FROM_SELECT = 32
    RENDER_SELECT_COL_CASTS = 64


class AggregateOrderByStyle(enum.IntEnum):
    """Where a dialect puts ORDER BY of an aggregate function."""

    NONE = 0
    INLINE = 1
    WITHIN_GROUP = 2


class ResultColumnsEntry(NamedTuple):
    """One column of the result: how to find it, and how to read it."""

    keyname: str
    name: str
    objects: tuple[Any, ...]
    type: Any


RM_RENDERED_NAME = 0
RM_NAME = 1
RM_OBJECTS = 2
RM_TYPE = 3


class ExpandedState(NamedTuple):
    """A statement whose IN lists and literals have been written out for one set of parameters."""

    statement: str
    additional_parameters: dict[str, Any]
    processors: Mapping[str, Any]
    positiontup: list[str] | None
    parameter_expansion: Mapping[str, list[str]]

    @property
    def positional_parameters(self) -> tuple[Any, ...]:
        """The parameters in the order of their placeholders.

        Raises InvalidRequestError for a dialect whose parameters are named.
        """
        if self.positiontup is None:
            raise exc.InvalidRequestError("statement does not use a positional paramstyle")
        return tuple(self.additional_parameters[key] for key in self.positiontup)

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters by name."""
        return self.additional_parameters


class Compiled:
    """SQL or DDL text for one dialect. `str(compiled)` is the text."""

    statement: Any = None
    string: str = ""
    state: CompilerState
    is_sql: bool = False
    is_ddl: bool = False
    can_execute: bool = False
    execution_options: Mapping[str, Any] = EMPTY
    cache_key: Any = None
    compile_state: Any = None
    dml_compile_state: Any = None
    schema_translate_map: Mapping[str | None, str | None] | None = None
    preparer: Any
    _cached_metadata: Any = None
    _result_columns: list[ResultColumnsEntry] | None = None
    _annotations: Mapping[str, Any] = EMPTY
    # a column whose values must not be seen takes part (`Column(info={"sensitive": True})`)
    is_sensitive: bool = False

    def __init__(
        self,
        dialect: Any,
        statement: Any,
        schema_translate_map: Mapping[str | None, str | None] | None = None,
        render_schema_translate: bool = False,
        compile_kwargs: Mapping[str, Any] = EMPTY,
    ) -> None:
        self.dialect = dialect
        self.preparer = dialect.identifier_preparer
        if schema_translate_map:
            self.schema_translate_map = schema_translate_map
            self.preparer = self.preparer._with_schema_translate(schema_translate_map)
        if statement is None:
            self.state = CompilerState.NO_STATEMENT
            return
        self.state = CompilerState.COMPILING
        self.statement = statement
        self.can_execute = bool(getattr(statement, "supports_execution", False))
        self._annotations = getattr(statement, "_annotations", EMPTY)
        if self.can_execute:
            self.execution_options = statement._execution_options
        self.string = self.process(statement, **compile_kwargs)
        if render_schema_translate:
            if schema_translate_map is None:
                raise exc.InvalidRequestError("render_schema_translate needs a schema_translate_map")
            self.string = self.preparer._render_schema_translates(self.string, schema_translate_map)
        self.state = CompilerState.STRING_APPLIED

    def process(self, obj: Any, **kw: Any) -> str:
        """Return the SQL text of `obj` within this compilation. Used by `@compiles` functions for their parts."""
        text: str = render(self, obj, kw)
        return text

    def visit_unsupported_compilation(self, element: Any, err: Exception, **kw: Any) -> str:
        raise exc.UnsupportedCompilationError(self, element.__class__) from err

    @property
    def sql_compiler(self) -> Any:
        """The compiler for expressions; a DDL compiler has one at its side."""
        raise NotImplementedError(type(self).__name__)

    def construct_params(
        self, params: Mapping[str, Any] | None = None, extracted_parameters: Any = None, escape_names: bool = True
    ) -> Any:
        """Return the values of the bind parameters by name; None where there are none by nature (DDL)."""
        raise NotImplementedError(type(self).__name__)

    @property
    def params(self) -> Any:
        """The values of the bind parameters that the statement carries."""
        return self.construct_params()

    def __str__(self) -> str:
        return self.string if self.state is CompilerState.STRING_APPLIED else ""


CompilerFactory = Callable[..., Compiled]
