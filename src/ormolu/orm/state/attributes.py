"""Functions on attributes of objects: read, set, mark, ask for history. Public as `orm.attributes`."""

from __future__ import annotations

from typing import Any

from ormolu import exc
from ormolu.kernel.instance import core_of
from ormolu.kernel.status import NO_VALUE
from ormolu.orm.state.adapter import CollectionAdapter
from ormolu.orm.state.flags import PASSIVE_OFF, AttributeEventToken, PassiveFlag
from ormolu.orm.state.history import History
from ormolu.orm.state.instrumentation import is_instrumented as is_instrumented


def get_history(obj: Any, key: str, passive: PassiveFlag = PASSIVE_OFF) -> History:
    """Return what was added to, left in and deleted from an attribute since the last commit.

    passive: how far the request may go to load values that are not there.
    """
    return get_state_history(core_of(obj), key, passive)


def get_state_history(state: Any, key: str, passive: PassiveFlag = PASSIVE_OFF) -> History:
    """The same for an InstanceState."""
    return state.get_history(key, passive)  # type: ignore[no-any-return]  # state is Any


def has_parent(cls: type[Any], obj: Any, key: str, optimistic: bool = False) -> bool:
    """Whether an object is a member of attribute `key` of some object of `cls`."""
    manager = cls._sa_class_manager
    return manager.has_parent(core_of(obj), key, optimistic)  # type: ignore[no-any-return]  # manager is Any


def get_attribute(instance: Any, key: str) -> Any:
    """The value of an attribute, loaded if need be, past any property of the class."""
    core = core_of(instance)
    return core.manager[key].impl.get(core)


def set_attribute(instance: Any, key: str, value: Any, initiator: AttributeEventToken | None = None) -> None:
    """Set an attribute with history and events, past any property of the class."""
    core = core_of(instance)
    core.manager[key].impl.set(core, value, initiator)


def del_attribute(instance: Any, key: str) -> None:
    """Delete the value of an attribute with history and events, past any property of the class."""
    core = core_of(instance)
    core.manager[key].impl.delete(core)


def set_committed_value(instance: Any, key: str, value: Any) -> None:
    """Set an attribute as if its value had been loaded: no history, no events."""
    core = core_of(instance)
    core.manager[key].impl.set_committed_value(core, value)


def init_collection(obj: Any, key: str) -> CollectionAdapter:
    """Give a collection attribute a new empty collection, as loaded, and return its adapter."""
    return init_state_collection(core_of(obj), None, key)


def init_state_collection(state: Any, dict_: Any, key: str) -> CollectionAdapter:
    """The same for an InstanceState."""
    impl = state.manager[key].impl
    old = impl.loaded(state)
    adapter, _ = impl.initialize(state)
    if old is not NO_VALUE:
        impl._dispose(state, old)
    return adapter  # type: ignore[no-any-return]  # impl is Any


def flag_modified(instance: Any, key: str) -> None:
    """Mark an attribute as changed, whatever its value: for values that were changed in place.

    Raises InvalidRequestError when the attribute has no value.
    """
    core = core_of(instance)
    impl = core.manager[key].impl
    if impl.dispatch.modified:
        impl.dispatch.modified(core, impl._modified_token)
    slot = impl.slot(core)
    if core.get(slot) is NO_VALUE:
        raise exc.InvalidRequestError(f"Can't flag attribute '{key}' modified; it's not present in the object state")
    core.mark_modified(slot)


def flag_dirty(instance: Any) -> None:
    """Mark an object as changed without naming an attribute: flush events will see it."""
    core_of(instance).mark_modified()


def instance_state(instance: Any) -> Any:
    """The InstanceState of a mapped object."""
    return core_of(instance)


def instance_dict(instance: Any) -> Any:
    """The `__dict__` of a mapped object."""
    return instance.__dict__
