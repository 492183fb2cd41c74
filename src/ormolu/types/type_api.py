"""Names of the base of the type system under the path by which other packages know them."""

from __future__ import annotations

from ormolu.operators import OperatorClass as OperatorClass

from .base import (
    NO_CACHE as NO_CACHE,
    TypeEngine as TypeEngine,
    TypeEngineMixin as TypeEngineMixin,
    _resolve_value_to_type as _resolve_value_to_type,
    adapt_type as adapt_type,
    to_instance as to_instance,
)
from .boolean import BOOLEANTYPE as BOOLEANTYPE, MATCHTYPE as MATCHTYPE
from .decorator import (
    ExternalType as ExternalType,
    TypeDecorator as TypeDecorator,
    UserDefinedType as UserDefinedType,
    Variant as Variant,
)
from .literals import NULLTYPE as NULLTYPE, resolve_value_to_type as resolve_value_to_type
from .named import Emulated as Emulated, NativeForEmulated as NativeForEmulated
from .number import INTEGERTYPE as INTEGERTYPE, NUMERICTYPE as NUMERICTYPE
from .text import STRINGTYPE as STRINGTYPE
from .tuples import TABLEVALUE as TABLEVALUE
