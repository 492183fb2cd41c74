"""All datatypes under the path by which other packages know them: `sqlalchemy.sql.sqltypes`."""

from __future__ import annotations

from ormolu.types import *  # noqa: F403  (a facade of names)

from .base import _resolve_value_to_type as _resolve_value_to_type
from .binary import _Binary as _Binary
from .documents import JSON as JSON
from .temporal import _AbstractInterval as _AbstractInterval
