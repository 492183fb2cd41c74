"""Booleans, natively or as 0 and 1."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ormolu.operators import OperatorClass

from .base import Processor, TypeEngine
from .literals import register_literal
from .named import Emulated, SchemaType


class Boolean(SchemaType, Emulated, TypeEngine[bool]):
    """True or False; BOOLEAN in DDL where there is one, else SMALLINT or the like.

    create_constraint: add a CHECK constraint on databases without booleans; name: of that constraint.
    """

    __visit_name__ = "boolean"
    _is_generic = True
    operator_classes = OperatorClass.BOOLEAN
    _is_late = True
    native = True

    _is_named = False
    schema = None
    metadata = None
    _inherit_schema = False
    _schema_provided = False

    def __init__(self, create_constraint: bool = False, name: str | None = None) -> None:
        self.create_constraint = create_constraint
        self.name = name

    def _check_values(self) -> tuple[int, int] | None:
        return (0, 1) if self.create_constraint else None

    def _should_create_constraint(self, dialect: Any) -> bool:
        return (
            self.create_constraint
            and not dialect.supports_native_boolean
            and dialect.non_native_boolean_check_constraint
        )

    @property
    def python_type(self) -> type[bool]:
        return bool

    def literal_processor(self, dialect: Any) -> Callable[[Any], str] | None:
        compiler = dialect.statement_compiler(dialect, None)
        true, false = compiler.visit_true(None), compiler.visit_false(None)
        return lambda value: true if _checked(value) else false

    def bind_processor(self, dialect: Any) -> Processor | None:
        coerce: type[Any] = bool if dialect.supports_native_boolean else int

        def process(value: Any) -> Any:
            if value is None:
                return None
            if value is True or value is False:
                return coerce(value)
            return coerce(_checked(value))

        return process

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        if dialect.supports_native_boolean:
            return None
        return lambda value: None if value is None else bool(value)


def _checked(value: Any) -> Any:
    """Return `value` when it is a truth value or None.  Raises TypeError, or ValueError for another number."""
    if value is None or value in (True, False):
        return value
    if isinstance(value, int):
        raise ValueError(f"Value {value!r} is not None, True, or False")
    raise TypeError(f"Not a boolean value: {value!r}")


class BOOLEAN(Boolean):
    """The SQL BOOLEAN type."""

    __visit_name__ = "BOOLEAN"


class MatchType(Boolean):
    """The result of `match()`: true or false, or a measure of relevance on MySQL."""

    _is_generic = True


BOOLEANTYPE = Boolean()
MATCHTYPE = MatchType()
register_literal(bool, BOOLEANTYPE)
