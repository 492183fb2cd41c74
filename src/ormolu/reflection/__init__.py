"""Reflection: the catalogue of an existing database -> descriptions, and Table objects made from them.

Start at `Inspector` (inspector.py); `tables.py` fills a Table from what the Inspector found.
"""

from ..schema.catalog import ObjectKind as ObjectKind
from ..schema.catalog import ObjectScope as ObjectScope
from ..schema.catalog import ReflectionDefaults as ReflectionDefaults
from ..schema.catalog import cache as cache
from ..schema.catalog import flexi_cache as flexi_cache
from .inspector import Inspector as Inspector
from .postgresql import PGInspector as PGInspector
from .tables import ReflectionInfo as ReflectionInfo
from .tables import ReflectionInfo as _ReflectionInfo  # noqa: F401 - the name that tools know
