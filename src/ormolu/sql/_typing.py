"""Type aliases which annotations of public functions use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, TypeVar

_V = TypeVar("_V")

_ColumnExpressionArgument: TypeAlias = Any
_ColumnExpressionOrLiteralArgument: TypeAlias = Any
_ColumnExpressionOrStrLabelArgument: TypeAlias = Any
_ColumnsClauseArgument: TypeAlias = Any
_FromClauseArgument: TypeAlias = Any
_JoinTargetArgument: TypeAlias = Any
_OnClauseArgument: TypeAlias = Any
_DDLColumnArgument: TypeAlias = Any
_DMLColumnArgument: TypeAlias = Any
_DMLTableArgument: TypeAlias = Any
_SelectStatementForCompoundArgument: TypeAlias = Any
_TypeEngineArgument: TypeAlias = Any
_InfoType: TypeAlias = dict[Any, Any]
_EquivalentColumnMap: TypeAlias = Mapping[Any, set[Any]]
_LimitOffsetType: TypeAlias = Any
_AutoIncrementType: TypeAlias = Any
_PropagateAttrsType: TypeAlias = Mapping[str, Any]
_HasClauseElement: TypeAlias = Any
_NOT_ENTITY: TypeAlias = Any
_StarOrOne: TypeAlias = Any
_CoreSingleExecuteParams: TypeAlias = Mapping[str, Any]
_Coerce: TypeAlias = Callable[..., Any]


def Nullable(val: _V) -> _V:
    """The column or class as it is; tells type checkers that its values may be None, as after an outer join."""
    return val


def NotNullable(val: _V) -> _V:
    """The column or class as it is; tells type checkers that its values are never None."""
    return val
