"""The public path of the operators: all names of `ormolu.operators`."""

from __future__ import annotations

from typing import Any

from .. import operators as _operators
from ..operators import *  # noqa: F403
from ..operators import ColumnOperators as ColumnOperators
from ..operators import Operators as Operators
from ..operators import OperatorType as OperatorType
from ..operators import custom_op as custom_op


def __getattr__(name: str) -> Any:
    return getattr(_operators, name)
