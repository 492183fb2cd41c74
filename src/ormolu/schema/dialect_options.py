"""Dialect options of schema objects: the names of `ormolu.sql.dialect_options`, which statements use as well."""

from __future__ import annotations

from ..sql.dialect_options import (
    DialectKWArgConst as DialectKWArgConst,
)
from ..sql.dialect_options import (
    DialectKWArgs as DialectKWArgs,
)
from ..sql.dialect_options import (
    set_dialect_loader as set_dialect_loader,
)

__all__ = ["DialectKWArgConst", "DialectKWArgs", "set_dialect_loader"]
