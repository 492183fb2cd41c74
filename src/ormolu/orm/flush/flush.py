"""One flush from beginning to end: collect, plan, run, and hand the result to the session."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...kernel.collector import collector_held_back
from ..state import core_of
from .dependencies import AFTER_SAVE, BEFORE_DELETE, DELETE, POST_UPDATE, PRE_UPDATE, SAVE, dependency_of
from .plan import Active, WritePlan, plan_writes
from .save import delete_objects_steps, save_steps
from .unit import UnitOfWork, is_orphan, was_removed
from .updates import post_update_steps


async def execute_flush_steps(unit: UnitOfWork, objects: Sequence[object] | None = None) -> bool:
    """Write everything the unit's session has collected, or only what concerns `objects`; False if that is nothing.

    The session calls `settle` when it has told its listeners. After a failure the objects have the values they had
    before; the session rolls its transaction back.
    """
    if not _collect(unit, objects):
        return False
    try:
        with collector_held_back(len(unit.works)):
            plan, active = await plan_flush_steps(unit)
            for step in plan.steps:
                await _run_steps(unit, active, step)
    except BaseException:
        unit.undo()
        raise
    return True


def _collect(unit: UnitOfWork, objects: Sequence[object] | None) -> bool:
    session = unit.session
    deleted = session._deleted
    chosen = None if objects is None else {core_of(obj) for obj in objects}
    waiting = [*session._new.values(), *session._dirty_cores()]
    for core in waiting:
        if chosen is not None and core not in chosen:
            continue
        if core.manager is None or id(core) in deleted:
            continue
        orphan = is_orphan(core)
        if orphan and core.key is None and was_removed(core):
            session._expunge_cores([core])
            continue
        unit.register(core, is_delete=orphan and core.key is not None)
    for core in list(deleted.values()):
        if chosen is None or core in chosen:
            unit.register(core, is_delete=True)
    return bool(unit.works)


async def plan_flush_steps(unit: UnitOfWork) -> tuple[WritePlan, Active]:
    """Follow the relationships of everything that takes part, then put the work in order.

    Loads only what relationships have to know, such as the children of a deleted parent.
    """
    active: dict[Any, list[Any]] = {}
    seen: set[tuple[Any, bool]] = set()
    while unit.unexplored:
        for work in unit.take():
            core, is_delete = work.core, work.is_delete
            if (core, is_delete) in seen:
                continue
            seen.add((core, is_delete))
            facts = unit.facts(core)
            if not is_delete and (core.key is None or facts.keys_stay) and core.is_bare():
                continue  # refers to nobody, as far as is known, and has no members
            for prop in facts.relationships:
                dependency = dependency_of(prop)
                if await dependency.explore_steps(unit, core, is_delete):
                    active.setdefault((dependency, is_delete), []).append(core)
    _drop_outdated(unit, active)
    return plan_writes(unit, active), active


def _drop_outdated(unit: UnitOfWork, active: dict[Any, list[Any]]) -> None:
    """An object that was to be saved and is now to be deleted (or the reverse) counts only as what it is now."""
    for (_dependency, is_delete), cores in active.items():
        cores[:] = [core for core in cores if unit.works[core].is_delete is is_delete]


async def _run_steps(unit: UnitOfWork, active: Active, step: Any) -> None:
    kind, subject, cores = step
    if kind == SAVE:
        await save_steps(unit, subject, unit.works_of(subject, False) if cores is None else cores)
    elif kind == DELETE:
        await delete_objects_steps(unit, subject, unit.works_of(subject, True) if cores is None else cores)
    elif kind == AFTER_SAVE:
        await subject.save_steps(unit, active.get((subject, False), ()) if cores is None else cores)
    elif kind == BEFORE_DELETE:
        await subject.delete_steps(unit, active.get((subject, True), ()) if cores is None else cores)
    elif kind in (POST_UPDATE, PRE_UPDATE):
        await post_update_steps(unit, subject, kind == PRE_UPDATE)


def settle(unit: UnitOfWork) -> None:
    """Tell the session what became of the objects."""
    session = unit.session
    gone = [work.core for work in unit.works.values() if work.is_delete and work.core.key is not None]
    never_written = [work.core for work in unit.works.values() if work.is_delete and work.core.key is None]
    saved = [work for work in unit.works.values() if not work.is_delete]
    kept = [work.core for work in saved if not work.listonly or work.core.key is not None]
    # a commit lets go of the object; until the session has it in its identity map nobody else may hold it
    held = [core.obj() for core in kept]
    for core in kept:
        core.commit()
        pending = unit.expired_now.get(core)
        if pending:
            core.expire(pending)
            core.fire_expire([core.layout.keys[slot] for slot in sorted(pending)])
    if never_written:
        session._expunge_cores(never_written, to_transient=True)
    if gone:
        session._remove_newly_deleted(gone)
    if kept:
        session._register_persistent(kept)
    del held
