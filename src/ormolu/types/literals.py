"""Which type a plain Python value has: `resolve_value_to_type(5)` is an Integer.

NullType is the answer to the unknown.

The table is filled by the modules that define the types.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ormolu import exc
from ormolu.inspection import inspect
from ormolu.operators import OperatorClass, is_commutative

from .base import TypeEngine, _literal_types, _value_resolver


class NullType(TypeEngine[Any]):
    """The type of which nothing is known: of reflected columns of unknown kind, of NULL, of untyped binds.

    It has no name in DDL; compiling it raises CompileError.
    """

    __visit_name__ = "null"
    _is_generic = True
    _isnull = True
    operator_classes = OperatorClass.ANY

    def literal_processor(self, dialect: Any) -> Callable[[Any], str] | None:
        return None

    class Comparator(TypeEngine.Comparator[Any]):
        __slots__ = ()

        def _adapt_expression(self, op: Any, other_comparator: Any) -> tuple[Any, TypeEngine[Any]]:
            if other_comparator.type._isnull or not is_commutative(op):
                return op, self.type
            adapted: tuple[Any, TypeEngine[Any]] = other_comparator._adapt_expression(op, self)
            return adapted

    comparator_factory = Comparator


NULLTYPE = NullType()
_literal_types.append(NULLTYPE)

_TYPE_OF: dict[type, Any] = {type(None): NULLTYPE}


def register_literal(python_type: type, type_: Any) -> None:
    """Say that values of exactly `python_type` have `type_`, which may narrow it down by `_resolve_for_literal`."""
    _TYPE_OF[python_type] = type_


def resolve_value_to_type(value: Any) -> Any:
    """Return the type of a literal value, NULLTYPE when it tells nothing.

    A value may say it itself by an attribute `__sa_type_engine__`.
    Raises ArgumentError for an object that cannot be a value, such as a mapped class or an engine.
    """
    type_ = _TYPE_OF.get(type(value))
    if type_ is not None:
        return type_._resolve_for_literal(value)
    own = getattr(value, "__sa_type_engine__", None)
    if own is not None:
        return own._resolve_for_literal(value)
    for python_type in type(value).__mro__[1:-1]:
        # a subclass of str or int is one; an Enum member made of them keeps its own handling
        inherited = _TYPE_OF.get(python_type)
        if inherited is not None:
            return NULLTYPE
    _refuse_inspectable(value)
    return NULLTYPE


def _refuse_inspectable(value: Any) -> None:
    insp = inspect(value, False)
    if insp is not None and not getattr(insp, "is_instance", False):
        raise exc.ArgumentError(f"Object {value!r} is not legal as a SQL literal value")


_value_resolver.append(resolve_value_to_type)
_resolve_value_to_type = resolve_value_to_type
