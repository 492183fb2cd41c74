"""UserDefinedOption: an option of the program's own, which travels with a statement to listeners and lazy loads.

Rule: SQLAlchemy documentation, "Adding options to a statement that listeners read".
"""

from __future__ import annotations

from typing import Any

from ...sql.cache_key import HasCacheKey, KeyParts


class ORMOption:
    """Base of everything that `options()` takes and the ORM understands."""

    _is_core = False
    _is_legacy_option = False
    _is_compile_state = False
    _is_strategy_option = False
    _is_criteria_option = False
    _is_user_defined = False
    _is_has_cache_key = False

    propagate_to_loaders = False
    """Whether the option is also given to the lazy loads of the objects that were loaded with it."""


class CompileStateOption(HasCacheKey, ORMOption):
    """Base of options that change the SQL of a statement."""

    _is_compile_state = True
    _is_has_cache_key = True
    _cache_key_traversal: Any = None

    def _key_parts(self) -> KeyParts | None:
        """An option of a program's own takes part by its class, if it says that it has nothing else to compare."""
        return ((type(self),), (), ()) if self._cache_key_traversal == () else None


class LoaderOption(CompileStateOption):
    """Base of options that say how attributes are loaded."""


class CriteriaOption(CompileStateOption):
    """Base of options that add criteria."""

    _is_criteria_option = True


class MapperOption(ORMOption):
    """Old base of options for `Query`: `process_query()` is called with the Query."""

    _is_legacy_option = True
    _is_has_cache_key = True

    def process_query(self, query: Any) -> None:
        """Change a Query that the option was given to."""

    def process_query_conditionally(self, query: Any) -> None:
        """As `process_query()`, for the Query of a lazy load."""

    def _key_parts(self) -> KeyParts | None:
        return None


class UserDefinedOption(HasCacheKey, ORMOption):
    """Derive from this to make options of your own; they are found in `ORMExecuteState.user_defined_options`.

    payload: anything. `propagate_to_loaders = True` in the class gives the option to lazy loads, too; then objects
    keep the option, and statements with another payload are planned anew.
    """

    inherit_cache = True
    _is_user_defined = True
    _is_has_cache_key = True

    propagate_to_loaders: bool = False

    def __init__(self, payload: Any = None) -> None:
        self.payload = payload

    def _key_parts(self) -> KeyParts | None:
        if not self.propagate_to_loaders:
            return (UserDefinedOption,), (), ()
        try:
            hash(self.payload)
        except TypeError:
            return None
        return (type(self), self.payload), (), ()
