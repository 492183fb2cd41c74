"""Values of composites on objects: made from the columns, kept with the object, dropped when the columns change under them.

Listeners of the class drop the kept value when its columns are loaded again or expire. A composite has an implementation
like other attributes, which holds its listeners and answers for its history.
"""

from __future__ import annotations

from typing import Any

from ... import event
from ...kernel.instance import Core, core_of
from ...kernel.status import NO_VALUE
from ..state import AttributeImpl
from ..state.history import History
from .instrument import attribute_token

# passed as `context` of the `refresh` event when a composite is made from columns that are there
composite_marker = object()


class CompositeImpl(AttributeImpl):
    """The listeners and the history of a composite attribute; the values are those of its columns."""

    def __init__(self, attribute: Any, manager: Any, prop: Any) -> None:
        super().__init__(attribute, manager, parent_token=attribute_token(prop), active_history=prop.active_history)
        self.prop = prop

    def listeners_changed(self) -> None:
        """Composites have no short way that listeners could close."""

    def get(self, core: Core, passive: Any = None) -> Any:
        """The composite, made from its columns if it is not there."""
        return composite_get(self.prop, core.obj())

    def get_history(self, core: Core, passive: Any = None) -> History:
        """Old and new composites, from the histories of the columns."""
        return composite_history(self.prop, core)


def composite_events(mapper: Any, prop: Any) -> None:
    """Drop the composite value when its columns are loaded again; give it the hooks of an attribute."""
    attribute = mapper.class_.__dict__[prop.key]
    manager = mapper._class_manager
    attribute.impl = CompositeImpl(attribute, manager, prop)

    def drop(core: Any, names: Any) -> None:
        if not names or prop.key in names or any(key in names for key in prop._attribute_keys):
            core.unset(core.layout.index[prop.key])

    def refreshed(core: Any, context: Any, names: Any) -> None:
        if context is not composite_marker:
            drop(core, names)

    event.listen(manager, "refresh", refreshed, raw=True)
    event.listen(manager, "refresh_flush", refreshed, raw=True)
    event.listen(manager, "expire", drop, raw=True)


def composite_get(prop: Any, instance: Any) -> Any:
    """Return the composite of an object, made from its columns if it is not there."""
    core = core_of(instance)
    slot = core.layout.index[prop.key]
    value = core.get(slot)
    if value is not NO_VALUE:
        return value
    value = prop.make([getattr(instance, key) for key in prop._attribute_keys])
    core.put(slot, value)
    refresh = core.manager.dispatch.refresh
    if refresh:
        refresh(core, composite_marker, [prop.key])
    return value


def _old(prop: Any, impl: AttributeImpl, instance: Any, core: Core) -> Any:
    """The value before a change; loaded only if the attribute asks for it."""
    return composite_get(prop, instance) if impl.active_history else core.get(core.layout.index[prop.key])


def composite_set(prop: Any, instance: Any, value: Any) -> None:
    """Set the composite of an object and its columns."""
    core = core_of(instance)
    impl = getattr(type(instance), prop.key).impl
    old = _old(prop, impl, instance, core)
    for listener in impl.dispatch.set:
        value = listener(core, value, old, impl)
    keys = prop._attribute_keys
    values = [None] * len(keys) if value is None else prop.values_of(value)
    for key, each in zip(keys, values, strict=True):
        setattr(instance, key, each)
    core.put(core.layout.index[prop.key], value)


def composite_delete(prop: Any, instance: Any) -> None:
    """Delete the composite of an object: its columns become None."""
    core = core_of(instance)
    impl = getattr(type(instance), prop.key).impl
    old = _old(prop, impl, instance, core)
    core.unset(core.layout.index[prop.key])
    for listener in impl.dispatch.remove:
        listener(core, old, impl)
    for key in prop._attribute_keys:
        setattr(instance, key, None)


def composite_history(prop: Any, core: Any) -> History:
    """Return the history of a composite from the histories of its columns."""
    added: list[Any] = []
    deleted: list[Any] = []
    changed = False
    for each in prop.props:
        history = core.manager[each.key].impl.get_history(core)
        changed = changed or history.has_changes()
        kept = history.non_deleted()
        added.append(kept[0] if kept else None)
        gone = history.deleted or (history.unchanged if not history.added else ())
        deleted.append(gone[0] if gone else None)
    if changed:
        return History([prop.make(added)], (), [prop.make(deleted)])
    return History((), [prop.make(added)], ())
