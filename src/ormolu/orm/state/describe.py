"""Names for objects in messages: `<User at 0x7f...>`."""

from __future__ import annotations

from typing import Any

from ormolu.kernel.instance import Core, core_of


def describe(core: Core | None) -> str:
    """`<Class at 0x...>` for a core; never touches the object's own `__repr__`."""
    if core is None:
        return "None"
    return f"<{core.class_.__name__} at 0x{id(core.obj()):x}>"


def state_str(state: Any) -> str:
    """The same for a core or for an object; "None" for None."""
    if state is None:
        return "None"
    return describe(state if isinstance(state, Core) else core_of(state))


def instance_str(instance: Any) -> str:
    """The same for an object."""
    return describe(None if instance is None else core_of(instance))


def attribute_str(instance: Any, attribute: str) -> str:
    """`<Class at 0x...>.attribute`."""
    return f"{instance_str(instance)}.{attribute}"
