"""Loader options in cache keys: an option's entries -> the part of a statement's key that they decide.

Paths are keyed by mappers (serial numbers), aliases (by identity) and attribute names; SQL inside an option
(`.and_()`, `with_expression()`) is keyed as any expression, its literal values listed beside the key.
"""

from __future__ import annotations

from typing import Any

from ...sql.cache_key import HasCacheKey, KeyParts
from ...sql.fields import KeyWriter, NotCacheable


class OptionElement(HasCacheKey):
    """Base of the options of this package: keyed by the entries, once."""

    __slots__ = ("_parts",)

    inherit_cache = True
    _is_core = False
    _is_has_cache_key = True
    _is_compile_state = True
    _is_user_defined = False
    _is_strategy_option = False
    _is_criteria_option = False
    _is_legacy_option = False

    def _key_parts(self) -> KeyParts | None:
        try:
            return self._parts  # type: ignore[no-any-return,has-type]  # memo slot
        except AttributeError:
            self._parts = parts = self._build_key_parts()
            return parts

    def _build_key_parts(self) -> KeyParts | None:
        writer = KeyWriter(type(self))
        try:
            write_value(writer, getattr(self, "entity", None))
            for entry in self.entries:  # type: ignore[attr-defined]  # the subclasses have entries
                _write_entry(writer, entry)
        except NotCacheable:
            return None
        return tuple(writer.key), tuple(writer.binds), tuple(writer.idents)


def _write_entry(writer: KeyWriter, entry: Any) -> None:
    writer.key.append((entry.kind, entry.strategy, len(entry.path)))
    for step in entry.path:
        writer.key.append(step.key)
        write_value(writer, step.owner)
        write_value(writer, step.of_type)
        for criterion in step.criteria:
            writer.node(criterion)
    for name, value in entry.opts.items():
        writer.key.append(name)
        write_value(writer, value)


def write_value(writer: KeyWriter, value: Any) -> None:
    """Add an entity, an expression or a plain value to the key."""
    if hasattr(value, "__clause_element__") and not hasattr(value, "_key_ref"):
        if getattr(value, "is_mapper", False):
            writer.key.append(value._serial)
            return
        value = value.__clause_element__()
    writer.value(value)
