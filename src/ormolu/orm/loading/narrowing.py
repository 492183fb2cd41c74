"""What `.of_type()` makes of a relationship's target: the alias that an eager load reads.

A plain subclass is read together with the relationship's own class (an outer join to the subclass's tables), so that
objects of other classes come too. Several options may each name one: then all are read together.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ... import exc
from ...inspection import inspect
from ..query.aliased import AliasedInsp, with_polymorphic
from .options import Entry, Step

Several = tuple[Any, ...]


def narrowed_target(prop: Any, entry: Entry | None) -> AliasedInsp | None:
    """Return the alias that an option asks to load, None for the relationship's own target."""
    of_type = None if entry is None else entry.last.of_type
    if of_type is None or of_type is prop.mapper:
        return None
    if isinstance(of_type, tuple):
        return _read_together(prop, [each.class_ for each in of_type], flat=True)
    if of_type.is_aliased_class:
        return of_type  # type: ignore[no-any-return]  # options are untyped
    return _read_together(prop, [of_type.class_])


def _read_together(prop: Any, classes: list[type], *, flat: bool = False) -> AliasedInsp:
    made = with_polymorphic(prop.mapper, classes, flat=flat, aliased=True, _use_mapper_path=True)
    return inspect(made)  # type: ignore[no-any-return]  # aliases are Any outside of their file


def combined(steps: Iterable[Step]) -> Any:
    """Return the target of options along one relationship: None, an entity, or several subclasses.

    Raises InvalidRequestError for targets that no single load can serve.
    """
    targets = list(dict.fromkeys(step.of_type for step in steps if step.of_type is not None))
    if len(targets) < 2:
        return targets[0] if targets else None
    if not any(target.is_aliased_class for target in targets):
        return tuple(targets)
    step = next(iter(steps))
    first, second = (_described(step, target) for target in targets[:2])
    raise exc.InvalidRequestError(
        f"Can't combine of_type() targets {first} and {second} along the relationship {step.prop} in the same query.  To "
        "load multiple subclasses along a single relationship, use a single with_polymorphic() object against the base "
        "of the hierarchy, and name its subclass entities in the options."
    )


def _described(step: Step, target: Any) -> str:
    if target.is_aliased_class:
        return str(target)
    return f"with_polymorphic({step.prop.mapper.class_.__name__}, [{target.class_.__name__}])"
