"""Foreign keys: the ON clause that the schema suggests between two selectables.

Start at `condition_between`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from ... import exc
from ...sql.expression import and_


def condition_between(
    left: Any, right: Any, left_subset: Any = None, consider_as_foreign_keys: Collection[Any] | None = None
) -> Any:
    """Return the condition that the foreign keys between `left` and `right` make.

    left_subset: prefer the keys of this part of `left` (the table of a mapper within its join).
    consider_as_foreign_keys: only the keys that start at these columns.
    Raises NoForeignKeysError or AmbiguousForeignKeysError, naming both.
    """
    found = _constraints(left, right, left_subset, consider_as_foreign_keys)
    if len(found) > 1:
        found = _one_of(left, right, found, consider_as_foreign_keys)
    if not found:
        hint = ""
        if _is_join(right):
            hint = " Perhaps you meant to convert the right side to a subquery using alias()?"
        raise exc.NoForeignKeysError(
            f"Can't find any foreign key relationships between '{_name(left)}' and '{_name(right)}'.{hint}"
        )
    pairs = next(iter(found.values()))
    clauses = [referred == referring for referred, referring in pairs]
    return clauses[0] if len(clauses) == 1 else and_(*clauses)


def _constraints(left: Any, right: Any, subset: Any, only: Collection[Any] | None) -> dict[Any, list[tuple[Any, Any]]]:
    found: dict[Any, list[tuple[Any, Any]]] = {}
    for side in (subset, left):
        if side is None:
            continue
        _collect(found, side, right, only)
        if side is not right:
            _collect(found, right, side, only)
        if found:
            break
    return found


def _collect(found: dict[Any, list[tuple[Any, Any]]], referred: Any, referring: Any, only: Any) -> None:
    for key in _ordered(referring.foreign_keys):
        if only and key.parent not in only:
            continue
        try:
            column = key.get_referent(referred)
        except exc.NoReferenceError as error:
            if error.table_name in {table.name for table in _tables(referred)}:
                raise
            continue
        if column is not None:
            found.setdefault(key.constraint, []).append((column, key.parent))


def _ordered(keys: Iterable[Any]) -> list[Any]:
    return sorted(keys, key=lambda key: key.parent._creation_order)


def _tables(selectable: Any) -> list[Any]:
    return [item for item in selectable._from_objects if hasattr(item, "name")]


def _one_of(left: Any, right: Any, found: dict[Any, Any], only: Any) -> dict[Any, Any]:
    if only:
        narrowed = {
            constraint: pairs for constraint, pairs in found.items() if {pair[1] for pair in pairs} == set(only)
        }
        if len(narrowed) == 1:
            return narrowed
    seen = {tuple(sorted((id(pair[0]), id(pair[1])) for pair in pairs)) for pairs in found.values()}
    if len(seen) == 1:
        return dict([next(iter(found.items()))])
    raise exc.AmbiguousForeignKeysError(
        f"Can't determine join between '{_name(left)}' and '{_name(right)}'; tables have more than one foreign key "
        "constraint relationship between them. Please specify the 'onclause' of this join explicitly."
    )


def _is_join(selectable: Any) -> bool:
    return getattr(selectable, "__visit_name__", None) == "join"


def _name(selectable: Any) -> str:
    return str(getattr(selectable, "description", selectable))
