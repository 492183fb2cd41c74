"""`with_parent()`: the criterion "related to this object", out of the object's own key values."""

from __future__ import annotations

from typing import Any

from ... import exc
from ...inspection import inspect
from ..mapping.relationship_comparator import optimized_compare


def with_parent(instance: object, prop: Any, from_entity: Any = None) -> Any:
    """Return the criterion that selects what `prop` of `instance` refers to.

    prop: the relationship attribute, e.g. `User.addresses`. from_entity: the entity on the parent's side, when the
    attribute was not taken from it. Raises ArgumentError for a string or an attribute that is no relationship.
    """
    if isinstance(prop, str):
        raise exc.ArgumentError("with_parent() accepts class-bound mapped attributes, not strings")
    target = None
    adapt = None
    found = inspect(prop, raiseerr=False)
    if found is not None and getattr(found, "is_attribute", False):
        of_type = getattr(found, "_of_type", None)
        target = None if of_type is None else inspect(of_type)
        prop = found.property
    if not getattr(prop, "_is_relationship", False):
        raise exc.ArgumentError(f"Expected relationship property for with_parent(), got {prop}")
    if target is None and prop.entity.is_aliased_class:
        target = prop.entity
    if from_entity is not None:
        target = inspect(from_entity)
    if target is not None and target.is_aliased_class:
        adapt = target._adapter
    return optimized_compare(prop, instance, value_is_parent=True, adapt_source=adapt)
