"""Cache keys: from a statement to what is true of all statements with the same SQL.

Each node answers `_key_parts() -> (key, bindparams, identities)` for itself, free of context and memoised, so that a
statement built from known parts is keyed by joining tuples. Literal values are never in a key: their
`BindParameter`s are listed beside it, in the order of traversal.

Derived tables, labels and anonymous names count by *which one* rather than by what they hold: parents mention them
as identities. `cache_key_of` numbers the identities in order of first mention and adds each one's content once, so two
statements have equal keys exactly if they have the same shape with the same sharing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

KeyParts = tuple[Any, tuple[Any, ...], tuple[Any, ...]]

#: how a parent mentions something that counts by identity
IDENTITY = "#"


class CacheKey:
    """The structure of a statement (`key`, hashable) and its literal parameters (`bindparams`)."""

    __slots__ = ("key", "bindparams", "params", "_hash")

    key: tuple[Any, ...]
    bindparams: list[Any]

    def __init__(self, key: tuple[Any, ...], bindparams: Iterable[Any], params: dict[str, Any] | None = None) -> None:
        self.key = key
        self.bindparams = list(bindparams)
        self.params = params or {}
        self._hash: int | None = None

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(self.key)
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CacheKey) and self.key == other.key

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __getitem__(self, index: int) -> Any:
        return (self.key, self.bindparams)[index]

    def __iter__(self) -> Any:
        return iter((self.key, self.bindparams))

    def __repr__(self) -> str:
        return f"CacheKey(key={self.key!r})"

    def _generate_param_dict(self) -> dict[str, Any]:
        """Parameter name -> value of this statement's literals, names numbered as a compiler would."""
        from_names = _Numbering()
        return {
            name % from_names if "%(" in name else name: bind.effective_value
            for bind in self.bindparams
            for name in (bind.key,)
        }


class _Numbering(dict[str, str]):
    def __missing__(self, key: str) -> str:
        body = key.partition(" ")[2]
        self[key] = value = f"{body}_{sum(1 for known in self if known.partition(' ')[2] == body) + 1}"
        return value


def cache_key_of(parts: KeyParts | None) -> CacheKey | None:
    """The finished key of a statement whose parts are `parts`; None when it cannot be cached."""
    if parts is None:
        return None
    key, binds, idents = parts
    if idents:
        numbers: dict[Any, int] = {}
        contents: list[Any] = []
        vector: list[int] = []
        all_binds = list(binds)
        queue = list(idents)
        for ident in queue:  # grows while it is walked: contents mention further identities
            what = getattr(ident, "_key_identity_of", None) or id(ident)
            number = numbers.get(what)
            if number is None:
                numbers[what] = number = len(numbers)
                inner = ident._key_parts()
                if inner is None:
                    return None
                contents.append(inner[0])
                all_binds += inner[1]
                queue += inner[2]
            vector.append(number)
        key = (key, tuple(contents), tuple(vector))
        binds = tuple(all_binds)
    if len(binds) > 1:
        first: dict[int, int] = {}
        if len(set(map(id, binds))) != len(binds):
            key = (key, tuple([first.setdefault(id(bind), at) for at, bind in enumerate(binds)]))
    return CacheKey(key, binds)


class HasCacheKey:
    """Mixin for objects that take part in cache keys: options, elements, statements.

    Set `inherit_cache = True` on a subclass which adds nothing to the SQL that its parent's declaration does not
    tell; set it to False, or declare nothing, and statements holding such an object are not cached.
    """

    __slots__ = ()

    inherit_cache: bool | None = None
    _key_declared = False

    def _key_parts(self) -> KeyParts | None:
        raise TypeError(f"{type(self).__name__} declares no cache key")  # pragma: no cover

    def _key_ref(self) -> KeyParts | None:
        """This object's part of its parent's key."""
        return self._key_parts()

    def _generate_cache_key(self) -> CacheKey | None:
        """The cache key of this object alone, or None if it cannot be cached."""
        return cache_key_of(self._key_parts())

    def _cache_key(self) -> CacheKey | None:
        return self._generate_cache_key()


class MemoizedHasCacheKey(HasCacheKey):
    """As HasCacheKey; the name says that the key is remembered."""

    __slots__ = ()


HasCacheKeyFactory = Callable[[Any], CacheKey | None]
