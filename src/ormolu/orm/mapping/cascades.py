"""Cascades: the comma-separated `cascade=` argument of a relationship as a checked set of words.

Start at `CascadeOptions`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ... import exc

_EXPANDED = frozenset({"save-update", "merge", "expunge", "delete", "refresh-expire"})
_ALLOWED = _EXPANDED | {"all", "none", "delete-orphan"}
_VIEWONLY_FORBIDDEN = frozenset({"delete", "delete-orphan", "save-update", "merge"})


class CascadeOptions(frozenset[str]):
    """The cascades of one relationship: a frozenset of words that also answers by attribute.

    Built from a string ("all, delete-orphan") or an iterable of words; "all" is expanded and "none" empties
    the set. Raises ArgumentError for a word that is no cascade.
    """

    __slots__ = ("delete", "delete_orphan", "expunge", "merge", "refresh_expire", "save_update")

    save_update: bool
    delete: bool
    refresh_expire: bool
    merge: bool
    expunge: bool
    delete_orphan: bool

    def __new__(cls, value_list: Iterable[str] | str | None) -> CascadeOptions:
        words = _words(value_list)
        unknown = words - _ALLOWED
        if unknown:
            listed = ", ".join(repr(word) for word in sorted(unknown))
            near = "".join(exc.nearest(word, _ALLOWED) for word in sorted(unknown))
            raise exc.ArgumentError(f"Invalid cascade option(s): {listed}{near}")
        self = super().__new__(cls, _expand(words))
        self.save_update = "save-update" in self
        self.delete = "delete" in self
        self.refresh_expire = "refresh-expire" in self
        self.merge = "merge" in self
        self.expunge = "expunge" in self
        self.delete_orphan = "delete-orphan" in self
        if self.delete_orphan and not self.delete:
            exc.warn("The 'delete-orphan' cascade option requires 'delete'.")
        return self

    @classmethod
    def from_string(cls, arg: str | None) -> CascadeOptions:
        """Return the options written as one comma-separated string."""
        return cls(arg)

    @property
    def forbidden_for_viewonly(self) -> frozenset[str]:
        """The words that would write, which a view-only relationship must not have."""
        return self & _VIEWONLY_FORBIDDEN

    def __reduce__(self) -> tuple[type[CascadeOptions], tuple[list[str]]]:
        return CascadeOptions, (sorted(self),)

    def __repr__(self) -> str:
        return f"CascadeOptions({','.join(sorted(self))!r})"


def _words(value: Iterable[str] | str | None) -> frozenset[str]:
    if value is None:
        return frozenset()
    if isinstance(value, str):
        return frozenset(word for word in re.split(r"\s*,\s*", value.strip()) if word)
    return frozenset(value)


def _expand(words: frozenset[str]) -> frozenset[str]:
    if "none" in words:
        return frozenset()
    if "all" in words:
        words = words | _EXPANDED
    return words - {"all"}
