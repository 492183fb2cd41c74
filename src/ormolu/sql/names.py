"""Names in statements: quoting wishes, names to be shortened, names still to be numbered.

`quoted_name` carries the user's decision on quoting. `_truncated_label` may be shortened to the
database's limit. `_anonymous_label` holds places like ``%(4711 users)s``, which a compiler numbers in
order of first use (``users_1``). The number before the name is a serial number of this process and never reused.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from itertools import count
from typing import Any, cast

# A random start keeps names of unpickled elements apart from those made here.
next_serial = count(int.from_bytes(os.urandom(5), "big") + 1).__next__


class quoted_name(str):
    """A string which knows whether it must be quoted: always (True), never (False) or by need (None).

    Raises TypeError (from str) for a value that is not a string. Two quoted names are equal when their
    strings are; `lower()` and `upper()` leave a name with `quote=True` alone, as a database would.
    """

    __slots__ = ("quote", "_lowered")

    quote: bool | None

    def __new__(cls, value: str, quote: bool | None) -> Any:
        if isinstance(value, cls) and (quote is None or value.quote == quote):
            return value
        self = super().__new__(cls, value)
        self.quote = quote
        return self

    @classmethod
    def construct(cls, value: str | None, quote: bool | None) -> quoted_name | None:
        """The quoted name of `value`, or None for None."""
        return None if value is None else cls(value, quote)

    def __reduce__(self) -> Any:
        return type(self), (str(self), self.quote)

    def lower(self) -> str:
        return self if self.quote else str(self).lower()

    def upper(self) -> str:
        return self if self.quote else str(self).upper()

    def __str__(self) -> str:
        return str.__str__(self)


def apply_quote(name: Any, quote: bool | None) -> Any:
    """`name` as it is, or as a `quoted_name` if `quote` says anything."""
    return name if quote is None or name is None else quoted_name(name, quote)


class _truncated_label(quoted_name):
    """A name which a compiler may shorten to the database's limit."""

    __slots__ = ()

    def __new__(cls, value: str, quote: bool | None = None) -> Any:
        quote = getattr(value, "quote", quote)
        self = str.__new__(cls, value)
        self.quote = quote
        return self

    def apply_map(self, map_: Mapping[str, Any]) -> str:
        return self


class conv(_truncated_label):
    """A name which is final: no naming convention changes it any more.

    Use it for constraint names: ``CheckConstraint(expr, name=conv("ck_t_x"))``.
    """

    __slots__ = ()


class _anonymous_label(_truncated_label):
    """A name with numbers still to be given, e.g. ``%(4711 users)s``."""

    __slots__ = ()

    def __add__(self, other: str) -> _anonymous_label:
        if "%" in other and not isinstance(other, _anonymous_label):
            other = other.replace("%", "%%")
        return _anonymous_label(str.__add__(self, other), self.quote)  # type: ignore[no-any-return]

    def __radd__(self, other: str) -> _anonymous_label:
        if "%" in other and not isinstance(other, _anonymous_label):
            other = other.replace("%", "%%")
        return _anonymous_label(str.__add__(other, self), self.quote)  # type: ignore[no-any-return]

    def apply_map(self, map_: Mapping[str, Any]) -> str:
        """The name with its numbers; `map_` answers ``"4711 users"`` with ``"users_1"``."""
        if self.quote is not None:
            return cast(str, quoted_name(str.__mod__(self, map_), self.quote))
        return str.__mod__(self, map_)

    @classmethod
    def safe_construct(cls, serial: int, body: str, enclosing_label: str | None = None) -> Any:
        """A new anonymous name on `body`, which may hold any character."""
        for wrong in "%()":
            if wrong in body:
                body = body.replace(wrong, "_")
        body = body.replace(" ", "_")
        label = f"%({serial} {body})s"
        if enclosing_label is not None:
            label = f"{enclosing_label}{label}"
        return cls(label)

    @classmethod
    def safe_construct_with_key(cls, serial: int, body: str) -> Any:
        """As `safe_construct`."""
        return cls.safe_construct(serial, body)


class _NoneName:
    """Says "no name" where None means "give it a name" (naming conventions)."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "_NONE_NAME"

    def __reduce__(self) -> str:
        return "_NONE_NAME"


_NONE_NAME = _NoneName()


class prefix_anon_map(dict[str, str]):
    """Numbers anonymous names: asked for ``"4711 users"``, answers ``"users_1"`` and remembers it."""

    def __missing__(self, key: str) -> str:
        _, _, body = key.partition(" ")
        number = int(self.get(body, "1"))
        value = f"{body}_{number}"
        self[body] = str(number + 1)
        self[key] = value
        return value


def is_anonymous(name: Any) -> bool:
    """True for a name which a compiler has yet to number."""
    return isinstance(name, _anonymous_label)
