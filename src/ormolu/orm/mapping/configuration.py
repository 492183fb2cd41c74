"""Configuration: completing all mappers of a set of registries at once.

Mappers are made one by one as classes are defined; relationships between them can be decided only when all are known.
That happens here, when the first query, object or inspection needs it, under one lock.

Start at `check_configured`.
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterable, Iterator
from typing import Any

from ... import exc
from .interfaces import EventResult

CONFIGURE_LOCK = threading.RLock()
all_registries: weakref.WeakSet[Any] = weakref.WeakSet()
_already_configuring = False


def configure_mappers() -> None:
    """Complete all mappers of all registries. Raises what is wrong with the first that cannot be completed."""
    _configure(_sorted(all_registries), cascade=True)


def check_configured(registry: Any, cascade: bool = False) -> None:
    """Complete the mappers of one registry and of those it depends on."""
    _configure([registry], cascade)


def _sorted(registries: Iterable[Any]) -> list[Any]:
    return sorted(registries, key=lambda each: each._serial)


def _configure(registries: Iterable[Any], cascade: bool) -> None:
    registries = [each for each in with_dependencies(registries)]
    if not any(each._new_mappers for each in registries):
        return
    with CONFIGURE_LOCK:
        global _already_configuring
        if _already_configuring:
            return
        _already_configuring = True
        try:
            if not any(each._new_mappers for each in registries):
                return
            _run(registries)
        finally:
            _already_configuring = False
    _hooks().after_configured()
    for each in registries:
        each.dispatch.after_configured(each)


_mapper_class: list[Any] = []


def set_mapper_class(cls: type) -> None:
    """Say whose class-level hooks tell of a configuration; `mapper.py` does, which stands above this module."""
    _mapper_class[:] = [cls]


def _hooks() -> Any:
    return _mapper_class[0].dispatch


def with_dependencies(registries: Iterable[Any]) -> Iterator[Any]:
    """Yield registries together with all that their mappers refer to."""
    waiting = list(registries)
    seen: set[Any] = set()
    while waiting:
        each = waiting.pop()
        if each in seen:
            continue
        seen.add(each)
        waiting.extend(each._dependencies)
        yield each


def with_dependents(registries: Iterable[Any]) -> Iterator[Any]:
    """Yield registries together with all whose mappers refer to them."""
    waiting = list(registries)
    seen: set[Any] = set()
    while waiting:
        each = waiting.pop()
        if each in seen:
            continue
        seen.add(each)
        waiting.extend(each._dependents)
        yield each


def _run(registries: list[Any]) -> None:
    _hooks().before_configured()
    for each in registries:
        each.dispatch.before_configured(each)
    frozen: list[Any] = []
    try:
        for registry in _sorted(registries):
            skipped = False
            for mapper in list(registry._unconfigured()):
                if _configure_one(mapper):
                    frozen.append(mapper)
                else:
                    skipped = True
            if not skipped:
                registry._new_mappers = False
    finally:  # a mistake in one mapper must not leave those before it half made
        for mapper in frozen:
            mapper._finish_configuration()


def _configure_one(mapper: Any) -> bool:
    """Complete one mapper; False if a listener asked to skip it."""
    answers = [fn(mapper, mapper.class_) for fn in mapper.dispatch.before_mapper_configured]
    if EventResult.EXT_SKIP in answers:
        return False
    if mapper._configure_failed:
        raise exc.InvalidRequestError(
            "One or more mappers failed to initialize - can't proceed with initialization of other mappers. "
            f"Triggering mapper: '{mapper}'. Original exception was: {mapper._configure_failed}"
        )
    try:
        mapper._post_configure_properties()
        mapper._expire_memo_of_hierarchy()
        mapper.configured = True
        mapper.dispatch.mapper_configured(mapper, mapper.class_)
    except Exception as error:
        mapper._configure_failed = mapper._configure_failed or error
        raise
    return True
