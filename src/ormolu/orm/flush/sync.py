"""Sync: carry key values along relationships, from an object to a foreign key, or to a row of an association table.

pairs: (source column, foreign key column), as `relationship.synchronize_pairs` has them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ... import exc
from ..state import NO_VALUE, state_str

Pairs = Iterable[tuple[Any, Any]]


def value_of(core: Any, mapper: Any, column: Any) -> Any:
    """Return an object's value for a column, None where it has none. It must be loaded."""
    value = core.get(_slot(core, mapper, column, source=True))
    return None if value is NO_VALUE else value


def populate(
    source: Any, source_mapper: Any, target: Any, target_mapper: Any, pairs: Pairs, cascaded: set[Any] | None
) -> None:
    """Copy key values from `source` to the foreign key attributes of `target`.

    cascaded: takes (target, column) for primary key columns that the database will have changed by itself.
    """
    for near, far in pairs:
        value = value_of(source, source_mapper, near)
        _set(target, target_mapper, far, value, near)
        if cascaded is not None and far.primary_key and near.primary_key and far.references(near):
            cascaded.add((target, far))


def clear(target: Any, target_mapper: Any, pairs: Pairs) -> None:
    """Set foreign key attributes to None. Raises AssertionError when one is part of the primary key."""
    for near, far in pairs:
        if far.primary_key:
            slot = _slot(target, target_mapper, far, source=False)
            if target.get(slot) not in (None, NO_VALUE):
                raise AssertionError(
                    f"Dependency rule on column '{near}' tried to blank-out primary key column '{far}' on instance "
                    f"'{state_str(target)}'"
                )
        _set(target, target_mapper, far, None, near)


def populate_row(source: Any, source_mapper: Any, row: dict[str, Any], pairs: Pairs, *, committed: bool) -> None:
    """Copy key values from `source` into a row of an association table. committed: those before a change."""
    for near, far in pairs:
        old = source.committed(_slot(source, source_mapper, near, source=True)) if committed else NO_VALUE
        row[far.key] = value_of(source, source_mapper, near) if old is NO_VALUE else old


def update_row(source: Any, source_mapper: Any, row: dict[str, Any], old_prefix: str, pairs: Pairs) -> None:
    """Put present key values into a row, and those before the change under prefixed names."""
    for near, far in pairs:
        slot = _slot(source, source_mapper, near, source=True)
        value = value_of(source, source_mapper, near)
        old = source.committed(slot)
        row[far.key] = value
        row[old_prefix + far.key] = value if old is NO_VALUE else old


def is_changed(source: Any, source_mapper: Any, pairs: Pairs) -> bool:
    """Whether a key value that a relationship depends on was changed from one value to another."""
    for near, _ in pairs:
        slot = _slot(source, source_mapper, near, source=True)
        if slot >= 0 and source.has_change(slot):
            old = source.committed(slot)
            if old is not NO_VALUE and old is not None and old != source.get(slot):
                return True
    return False


def is_populated(source: Any, source_mapper: Any, pairs: Pairs) -> bool:
    """Whether the source has every key value."""
    return all(value_of(source, source_mapper, near) is not None for near, _ in pairs)


def _set(target: Any, mapper: Any, column: Any, value: Any, source_column: Any) -> None:
    slot = _slot(target, mapper, column, source=False, other=source_column)
    present = target.get(slot)
    if present is value and present is not NO_VALUE:
        return
    impl = target.manager[target.layout.keys[slot]].impl
    impl.set(target, value, None)


def _slot(core: Any, mapper: Any, column: Any, *, source: bool, other: Any = None) -> int:
    prop = core.mapper._columntoproperty.get(column)
    if prop is None:
        prop = mapper._columntoproperty.get(column)
    if prop is None:
        if source:
            raise exc.UnmappedColumnError(
                f"Can't execute sync rule for source column '{column}'; mapper '{mapper}' does not map this column."
            )
        raise exc.UnmappedColumnError(
            f"Can't execute sync rule for destination column '{column}'; mapper '{mapper}' does not map this column.  "
            "Try using an explicit `foreign_keys` collection which does not include destination column "
            f"'{column}' (or use a viewonly=True relation)."
        )
    return core.layout.index[prop.key]  # type: ignore[no-any-return]  # layouts hold plain objects
