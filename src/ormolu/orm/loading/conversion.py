"""When the values of a row are converted: at once, or when somebody reads the attribute.

In: a load plan and the result processors of its columns. Out: a `Conversion`. Left for later is what nobody but a
native object ever sees, and only conversions of our own types: a `process_result_value` runs when rows are fetched.
The kernel does the rest (`kernel.instance.converted`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..query.entities import RowEntity
from .plan import EntityPlan, LoadPlan

Process = Callable[[Any], Any]

_WIDEST = 64


class Conversion:
    """What is converted at once, as pairs of position and function, and what is left for later: position -> function."""

    __slots__ = ("source", "now", "later")

    def __init__(self, source: Any, now: tuple[tuple[int, Process], ...], later: dict[int, Process]) -> None:
        self.source = source
        self.now = now
        self.later = later


def conversion_of(plan: LoadPlan, cursor: Any) -> Conversion:
    """Return how the rows of `cursor` are converted; found once for a plan and the processors of its columns."""
    processors = cursor._result_processors
    known = plan.conversion
    if known is None or known.source is not processors:
        known = plan.conversion = _conversion(plan, processors, cursor._late_processors)
    return known  # type: ignore[no-any-return]  # memo


def _conversion(plan: LoadPlan, processors: Any, possible: frozenset[int]) -> Conversion:
    places = possible & _wanted_by_objects(plan) if possible else frozenset()
    if places:
        places -= _wanted_at_once(plan)
    now = tuple((index, process) for index, process in processors if index not in places)
    return Conversion(processors, now, {index: process for index, process in processors if index in places})


def _entity_plans(plan: LoadPlan) -> Iterator[EntityPlan]:
    for root in plan.roots.values():
        yield from root.all_plans()


def _wanted_by_objects(plan: LoadPlan) -> frozenset[int]:
    return frozenset(cell.index for each in _entity_plans(plan) for cell in each.cells.values())


def _wanted_at_once(plan: LoadPlan) -> set[int]:
    """The positions of keys and discriminators, of columns that are values of the row themselves, and of objects that
    cannot keep a value as it came."""
    found = {index for entity in plan.entities for index in _own_positions(entity)}
    for each in _entity_plans(plan):
        found.update(each.pk)
        if each.discriminator is not None:
            found.add(each.discriminator.index)
        patient = _are_patient(each.mapper)
        for column, cell in each.cells.items():
            if not patient or getattr(column, "primary_key", False):
                found.add(cell.index)
    return found


def _own_positions(entity: RowEntity) -> Iterator[int]:
    if entity.is_bundle:
        for leaf in entity.leaves():  # type: ignore[attr-defined]  # a BundleEntity
            yield from _own_positions(leaf)
    elif not entity.is_mapped:
        for cell in entity.cells:
            yield cell.index


def _are_patient(mapper: Any) -> bool:
    """Say whether objects of a class and its subclasses can convert values later."""
    return all(each.native and len(each._column_slots) <= _WIDEST for each in mapper.self_and_descendants)
