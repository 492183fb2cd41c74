"""Objects to rows: what a flush has to send, gathered for many objects of one class at once.

Results are grouped by the set of columns concerned, as a bit mask over column slots, because one statement serves
exactly one set of columns. Nothing here decides what is written how; that is orm/flush.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ormolu.kernel.instance import core_of
from ormolu.kernel.status import NO_VALUE

if TYPE_CHECKING:
    from ormolu.kernel import _cyshim as cython
else:
    try:
        import cython
    except ModuleNotFoundError:
        from ormolu.kernel import _cyshim as cython

if not cython.compiled:
    from ormolu.kernel.instance import CLEAN, IN_DICT, Instance

_NONE = cython.declare(object, NO_VALUE)


def column_values(obj: Any) -> Sequence[Any]:
    """Current values of all columns of an object by slot, NO_VALUE where there is none. Read only."""
    if isinstance(obj, Instance):
        inst: Instance = obj
        home = inst._sa_home
        if home is not None and inst._sa_epoch == home.epoch and not home.layout.retired:
            values: Any = inst._sa_vals if inst._sa_vals is not None else inst._sa_row
            if values is not None:
                return values  # type: ignore[no-any-return]  # of a C field
    return core_of(obj).column_values()


def rows_by_presence(objects: Iterable[Any]) -> dict[int, list[tuple[Any, Sequence[Any]]]]:
    """Group new objects of one class by the columns that have a value.

    Returns mask -> (object, column values by slot) in the order given; bit n of the mask is column slot n.
    """
    groups: dict[int, list[tuple[Any, Sequence[Any]]]] = {}
    for obj in objects:
        values = column_values(obj)
        mask = _presence(values)
        group = groups.get(mask)
        if group is None:
            groups[mask] = [(obj, values)]
        else:
            group.append((obj, values))
    return groups


@cython.cfunc
def _presence(values: Any) -> Any:
    """The slots that have a value, as a bit mask."""
    mask = 0
    bits: cython.ulonglong = 0
    bit: cython.ulonglong = 1
    if len(values) > 64:
        for slot, value in enumerate(values):
            if value is not _NONE:
                mask |= 1 << slot
        return mask
    for value in values:
        if value is not _NONE:
            bits |= bit
        bit <<= 1
    return bits


# Values of these types are sent as they are: none of them can be an SQL expression.
_DATA = frozenset((int, str, float, bool, bytes, Decimal, date, datetime, time, timedelta, UUID, dict, list))


def fill_params(
    values: Sequence[Any], plan: Sequence[tuple[int, str, bool, bool]], params: dict[str, Any]
) -> list[int] | tuple[int, ...] | None:
    """Fill the parameters of one row of an INSERT; return the slots without a value that are sent as NULL.

    plan: per column its slot, its bind name, whether None is sent, and whether no value is sent as NULL. None is
    returned (and `params` is left half filled) for a row with something that may be an SQL expression: look at each.
    """
    missing: list[int] | tuple[int, ...] = ()
    for slot, key, sends_none, sends_missing in plan:
        value = values[slot]
        if value is None:
            if sends_none:
                params[key] = None
        elif value is _NONE:
            if sends_missing:
                params[key] = None
                missing = [*missing, slot]
        elif type(value) in _DATA:
            params[key] = value
        else:
            return None
    return missing


def rows_by_change(objects: Iterable[Any]) -> dict[int, list[tuple[Any, Sequence[Any]]]]:
    """Group persistent objects of one class by the columns whose current value differs from the committed one.

    Returns mask -> (object, column values by slot); objects without such a column are under mask 0.
    """
    groups: dict[int, list[tuple[Any, Sequence[Any]]]] = {}
    for obj in objects:
        mask = changed_mask(obj)
        group = groups.get(mask)
        if group is None:
            group = groups[mask] = []
        group.append((obj, column_values(obj)))
    return groups


def changed_mask(obj: Any) -> Any:
    """The column slots of an object that differ from their committed values, as a bit mask."""
    if isinstance(obj, Instance):
        inst: Instance = obj
        home = inst._sa_home
        core = inst._sa_core
        if (
            home is not None
            and inst._sa_epoch == home.epoch
            and not inst._sa_flags & (CLEAN | IN_DICT)
            and inst._sa_row is not None
            and home.layout.equals is None
            and (core is None or core._committed is None)
        ):
            return _native_mask(inst)
    core_found = core_of(obj)
    count = core_found.layout.column_count
    mask = 0
    for slot in core_found.changed():
        if slot < count:
            mask |= 1 << slot
    return mask


@cython.cfunc
def _native_mask(inst: Instance) -> Any:
    if inst._sa_vals is None:
        return 0
    count: cython.Py_ssize_t = len(inst._sa_vals)
    if count > 64:
        return _wide_mask(inst._sa_vals, inst._sa_row)
    bits: cython.ulonglong = 0
    bit: cython.ulonglong = 1
    slot: cython.Py_ssize_t
    for slot in range(count):
        new = inst._sa_vals[slot]
        old = inst._sa_row[slot]
        if new is not old and (new is _NONE or old is _NONE or (new != old) is not False):
            bits |= bit
        bit <<= 1
    return bits


def _wide_mask(new: list[Any], old: tuple[Any, ...]) -> int:
    mask = 0
    for slot, value in enumerate(new):
        if value is not old[slot] and (value is NO_VALUE or old[slot] is NO_VALUE or (value != old[slot]) is not False):
            mask |= 1 << slot
    return mask
