"""The cache of compiled SQL: find what an equal statement was compiled to, without touching the compiler.

In: a statement, a dialect, and a mapping that keeps what was compiled (usually the engine's LRU cache). Out: the
Compiled, the BindParameters that carry this statement's own values, and whether it was a hit.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any

from ormolu.compiler.base import NO_LINTING, Compiled, Linting
from ormolu.compiler.depth import with_room


class CacheStats(enum.IntEnum):
    """What the cache did; `engine` logs it."""

    CACHE_HIT = 0
    CACHE_MISS = 1
    CACHING_DISABLED = 2
    NO_CACHE_KEY = 3
    NO_DIALECT_SUPPORT = 4


def compile_cached(
    statement: Any,
    dialect: Any,
    compiled_cache: MutableMapping[Any, Compiled] | None,
    *,
    column_keys: Sequence[str] | None = None,
    for_executemany: bool = False,
    schema_translate_map: Mapping[str | None, str | None] | None = None,
    linting: Linting = NO_LINTING,
    **kw: Any,
) -> tuple[Compiled, Sequence[Any] | None, CacheStats]:
    """Return (compiled, extracted_parameters, stats) for `statement`.

    column_keys: sorted names of the parameters to be executed. compiled_cache: None compiles anew each time.
    extracted_parameters go to `compiled.construct_params(extracted_parameters=...)`; None without a cache. A statement
    that is too deep for a key is not cached.
    """
    settings = (column_keys, for_executemany, schema_translate_map, linting, kw)
    try:
        return _found_or_compiled(statement, dialect, compiled_cache, *settings)
    except RecursionError:
        compiled = with_room(lambda: _compile(statement, dialect, None, *settings))
        return compiled, None, CacheStats.NO_CACHE_KEY


def _found_or_compiled(
    statement: Any,
    dialect: Any,
    compiled_cache: MutableMapping[Any, Compiled] | None,
    column_keys: Sequence[str] | None,
    for_executemany: bool,
    schema_translate_map: Mapping[str | None, str | None] | None,
    linting: Linting,
    kw: dict[str, Any],
) -> tuple[Compiled, Sequence[Any] | None, CacheStats]:
    if compiled_cache is not None and dialect._supports_statement_cache:
        cache_key = statement._cache_key()
        if cache_key is None:
            stats = CacheStats.NO_CACHE_KEY
        else:
            key = (
                dialect,
                cache_key.key,
                tuple(column_keys) if column_keys is not None else None,
                bool(schema_translate_map),
                for_executemany,
            )
            compiled = compiled_cache.get(key)
            if compiled is not None:
                return compiled, cache_key.bindparams, CacheStats.CACHE_HIT
            compiled = _compile(
                statement, dialect, cache_key, column_keys, for_executemany, schema_translate_map, linting, kw
            )
            compiled_cache[key] = compiled
            return compiled, cache_key.bindparams, CacheStats.CACHE_MISS
    else:
        stats = CacheStats.CACHING_DISABLED if compiled_cache is None else CacheStats.NO_DIALECT_SUPPORT
    compiled = _compile(statement, dialect, None, column_keys, for_executemany, schema_translate_map, linting, kw)
    return compiled, None, stats


def _compile(
    statement: Any,
    dialect: Any,
    cache_key: Any,
    column_keys: Sequence[str] | None,
    for_executemany: bool,
    schema_translate_map: Mapping[str | None, str | None] | None,
    linting: Linting,
    kw: dict[str, Any],
) -> Compiled:
    compiled: Compiled = dialect.statement_compiler(
        dialect,
        statement,
        cache_key=cache_key,
        column_keys=column_keys,
        for_executemany=for_executemany,
        linting=linting,
        schema_translate_map=schema_translate_map,
        **kw,
    )
    return compiled
