"""The public names of `sqlalchemy.sql.base`: node base classes, column collections, statement hooks."""

from __future__ import annotations

from typing import Any

from .annotation import _deep_annotate as _deep_annotate
from .cache_key import CacheKey as CacheKey
from .cache_key import HasCacheKey as HasCacheKey
from .collection import ColumnCollection as ColumnCollection
from .collection import DedupeColumnCollection as DedupeColumnCollection
from .collection import ReadOnlyColumnCollection as ReadOnlyColumnCollection
from .collection import WriteableColumnCollection as WriteableColumnCollection
from .dialect_options import DialectKWArgs as DialectKWArgs
from .executable import CoreExecutableOption as CoreExecutableOption
from .executable import Executable as Executable
from .executable import ExecutableOption as ExecutableOption
from .executable import plugin_of as plugin_of
from .executable import register_plugin as register_plugin
from .extension import HasSyntaxExtensions as HasSyntaxExtensions
from .extension import SyntaxExtension as SyntaxExtension
from .froms import ColumnSet as ColumnSet
from .names import _NONE_NAME as _NONE_NAME
from .names import prefix_anon_map as prefix_anon_map
from .namespaces import entity_namespace_of as _entity_namespace  # noqa: F401
from .node import Generative as Generative
from .node import Immutable as Immutable
from .node import SingletonConstant as SingletonConstant
from .node import Visitable as Visitable
from .node import _exclusive_against as _exclusive_against
from .node import _generative as _generative
from .node import default_compiler as default_compiler
from .node import set_default_compiler as set_default_compiler


def lowered(statement: Any, *, toplevel: bool, **context: Any) -> Any:
    """The Core statement that `statement` means: itself, or what its plugin (the ORM) lowers it to."""
    plugin = plugin_of(statement)
    return statement if plugin is None else plugin.lower(statement, toplevel=toplevel, **context)


def _from_objects(*elements: Any) -> Any:
    """Yield the FROM elements of several expressions."""
    for element in elements:
        yield from element._from_objects


class NO_ARG:
    """Says that an argument was not given."""
