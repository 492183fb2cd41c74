"""Names of the base of the type system under the path by which other packages know them."""

from __future__ import annotations

from ormolu.operators import OperatorClass as OperatorClass

from .base import (
    NO_CACHE as NO_CACHE,
)
from .base import (
    TypeEngine as TypeEngine,
)
from .base import (
    TypeEngineMixin as TypeEngineMixin,
)
from .base import (
    _resolve_value_to_type as _resolve_value_to_type,
)
from .base import (
    adapt_type as adapt_type,
)
from .base import (
    to_instance as to_instance,
)
from .boolean import BOOLEANTYPE as BOOLEANTYPE
from .boolean import MATCHTYPE as MATCHTYPE
from .decorator import (
    ExternalType as ExternalType,
)
from .decorator import (
    TypeDecorator as TypeDecorator,
)
from .decorator import (
    UserDefinedType as UserDefinedType,
)
from .decorator import (
    Variant as Variant,
)
from .literals import NULLTYPE as NULLTYPE
from .literals import resolve_value_to_type as resolve_value_to_type
from .named import Emulated as Emulated
from .named import NativeForEmulated as NativeForEmulated
from .number import INTEGERTYPE as INTEGERTYPE
from .number import NUMERICTYPE as NUMERICTYPE
from .text import STRINGTYPE as STRINGTYPE
from .tuples import TABLEVALUE as TABLEVALUE
