"""Options of one execution: how an ORM statement is to be loaded, and how an UPDATE or DELETE follows up.

They travel as execution options; `from_execution_options` reads the documented names (`populate_existing`,
`yield_per`, `autoflush`, `identity_token`, `synchronize_session` ...).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ... import exc

KEY = "_sa_orm_load_options"


class Refresh:
    """What is being loaded when a statement refreshes one object rather than finding objects.

    `only`: the attributes to load, or None for all. `core`: the object.
    """

    __slots__ = ("core", "only", "with_identity")

    def __init__(self, core: Any, only: frozenset[str] | None, with_identity: bool = True) -> None:
        self.core = core
        self.only = only
        self.with_identity = with_identity


class LoadOptions:
    """What one execution of an ORM SELECT is told besides its statement."""

    __slots__ = (
        "_populate_existing",
        "_yield_per",
        "_autoflush",
        "_identity_token",
        "_refresh",
        "_only",
        "_lazy_loaded_from",
        "_current_path",
        "_view",
        "_for_refresh_state",
        "_only_return_tuples",
        "_legacy_uniquing",
        "_version_check",
    )

    def __init__(
        self,
        *,
        populate_existing: bool = False,
        yield_per: int | None = None,
        autoflush: bool = True,
        identity_token: Any = None,
        refresh: Refresh | None = None,
        only: frozenset[str] | None = None,
        lazy_loaded_from: Any = None,
        current_path: tuple[Any, ...] = (),
        view: Any = None,
        legacy_uniquing: bool = False,
        only_return_tuples: bool = False,
        version_check: bool = False,
    ) -> None:
        self._populate_existing = populate_existing
        self._yield_per = yield_per
        self._autoflush = autoflush
        self._identity_token = identity_token
        self._refresh = refresh
        # the attributes to load, or None for all that the options want
        self._only = only
        self._lazy_loaded_from = lazy_loaded_from
        self._current_path = current_path
        self._view = view
        self._legacy_uniquing = legacy_uniquing
        self._only_return_tuples = only_return_tuples
        self._version_check = version_check
        self._for_refresh_state = refresh is not None

    @classmethod
    def from_execution_options(cls, options: Mapping[str, Any]) -> LoadOptions:
        """Return the options that `options` (statement's and call's, merged) amount to."""
        found = options.get(KEY)
        if found is None:
            if not options:
                return DEFAULT
            found = cls()
        elif not _NAMES & options.keys():
            return found  # type: ignore[no-any-return]  # options are untyped
        made = found._copy()
        for name, slot in _SLOTS.items():
            if name in options:
                setattr(made, slot, options[name])
        return made

    def _copy(self) -> LoadOptions:
        made = LoadOptions()
        for slot in self.__slots__:
            setattr(made, slot, getattr(self, slot))
        return made


_SLOTS = {
    "populate_existing": "_populate_existing",
    "yield_per": "_yield_per",
    "autoflush": "_autoflush",
    "identity_token": "_identity_token",
}
_NAMES = _SLOTS.keys()
DEFAULT = LoadOptions()


class UpdateDeleteOptions:
    """What one execution of an ORM UPDATE or DELETE is told besides its statement."""

    __slots__ = ("_synchronize_session", "_autoflush", "_identity_token", "_dml_strategy", "_populate_existing")

    def __init__(self, **given: Any) -> None:
        self._synchronize_session = given.get("synchronize_session", "auto")
        self._autoflush = given.get("autoflush", True)
        self._identity_token = given.get("identity_token")
        self._dml_strategy = given.get("dml_strategy", "auto")
        self._populate_existing = given.get("populate_existing", False)

    @classmethod
    def from_execution_options(cls, options: Mapping[str, Any]) -> UpdateDeleteOptions:
        """Return the options that `options` amount to.

        Raises ArgumentError for an unknown `synchronize_session` or `dml_strategy`.
        """
        made = cls(**options)
        if made._synchronize_session is None:
            made._synchronize_session = False
        if made._synchronize_session not in ("auto", "evaluate", "fetch", False):
            raise exc.ArgumentError(
                "Valid strategies for session synchronization are 'auto', 'evaluate', 'fetch', False"
            )
        return made
