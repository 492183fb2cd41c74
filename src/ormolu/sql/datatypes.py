"""The SQL types which the expression tree itself names (results of comparisons, counts, ...)."""

from __future__ import annotations

from typing import Any

from .. import types as _types
from ..types import type_api as type_api
from ..types.type_api import NO_CACHE as NO_CACHE
from ..types.type_api import TypeEngine as TypeEngine

sqltypes = _types
NULLTYPE: Any = type_api.NULLTYPE
BOOLEANTYPE: Any = type_api.BOOLEANTYPE
INTEGERTYPE: Any = type_api.INTEGERTYPE
NUMERICTYPE: Any = type_api.NUMERICTYPE
STRINGTYPE: Any = type_api.STRINGTYPE
MATCHTYPE: Any = type_api.MATCHTYPE
to_instance: Any = type_api.to_instance
resolve_value_to_type: Any = type_api.resolve_value_to_type
