"""Strings from a configuration file as the values that `create_engine` takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

_TRUE = frozenset({"true", "yes", "on", "y", "t", "1"})
_FALSE = frozenset({"false", "no", "off", "n", "f", "0"})


def as_bool(value: Any) -> bool:
    """True or False for the usual words; ValueError for others."""
    if isinstance(value, str):
        word = value.strip().lower()
        if word in _TRUE:
            return True
        if word in _FALSE:
            return False
        raise ValueError(f"String is not true/false: {word!r}")
    return bool(value)


def _as_int_or_none(value: Any) -> int | None:
    return None if value is None or (isinstance(value, str) and value.lower() == "none") else int(value)


def bool_or_str(*words: str) -> Callable[[Any], Any]:
    """A converter to bool that leaves these words as they are."""

    def convert(value: Any) -> Any:
        return value if value in words else as_bool(value)

    return convert


CONFIG_TYPES: Mapping[str, Callable[[Any], Any]] = {
    "pool_logging_name": str,
    "echo": bool_or_str("debug"),
    "echo_pool": bool_or_str("debug"),
    "future": as_bool,
    "hide_parameters": as_bool,
    "implicit_returning": as_bool,
    "isolation_level": str,
    "logging_name": str,
    "max_identifier_length": _as_int_or_none,
    "label_length": _as_int_or_none,
    "max_overflow": int,
    "pool_pre_ping": as_bool,
    "pool_recycle": int,
    "pool_reset_on_return": bool_or_str("rollback", "commit", "None"),
    "pool_size": int,
    "pool_timeout": float,
    "pool_use_lifo": as_bool,
    "query_cache_size": int,
    "use_insertmanyvalues": as_bool,
    "insertmanyvalues_page_size": int,
    "skip_autocommit_rollback": as_bool,
}
