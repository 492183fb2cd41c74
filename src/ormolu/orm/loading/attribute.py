"""Attributes that are asked for before they are loaded: expired and deferred columns, lazy relationships.

`load_expired` and `load_relationship` are what the attributes of mapped classes call; `refresh_steps` is
`session.refresh()`. Everything goes through the session's ordinary way to execute a statement.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable
from typing import Any

from ... import exc
from ...kernel.status import ATTR_EMPTY, NO_VALUE, PASSIVE_NO_RESULT
from ...steps import drive
from ..state.flags import PassiveFlag
from .columns import eager_slots, load_columns_steps, options_at, view_of_object
from .get import load_on_key_steps
from .lazy import detached, load_relationship_steps
from .load_options import Refresh
from .options import Entry
from .store import describe
from .strategy_names import strategy_of
from .view import EMPTY_VIEW, OptionView


def _drive(core: Any, key: str, steps: Coroutine[Any, Any, Any]) -> Any:
    """Run a load that reading an attribute started; under asyncio nobody can wait for it, which the error explains."""
    try:
        return drive(steps)
    except exc.MissingGreenlet as error:
        if not core.session.get_bind(core.mapper).dialect.is_async:
            raise
        raise exc.MissingGreenlet(_cannot_wait(core, key)) from error


def _cannot_wait(core: Any, key: str) -> str:
    name = core.class_.__name__
    prop = core.mapper._props[key]
    if getattr(prop, "_is_relationship", False):
        ahead = f"load it along with the objects: select({name}).options(selectinload({name}.{key}))"
    elif core.is_expired(core.layout.index[key]):
        ahead = "keep values over commit() with AsyncSession(expire_on_commit=False), or await session.refresh(...)"
    else:
        ahead = f"load it along with the objects: select({name}).options(undefer({name}.{key}))"
    return (
        "greenlet_spawn has not been called; can't call await_() here. Was IO attempted in an unexpected place? "
        f"{name}.{key} is not loaded, and reading an attribute can't wait for an asyncio driver. Either await it: "
        f"await obj.awaitable_attrs.{key}, with AsyncAttrs among the bases of {name}; or {ahead}"
    )


# -- relationships ---------------------------------------------------------------------------------------------------


def relationship_loader(prop: Any) -> Callable[[Any, Any], Any]:
    """Return the function that an attribute of `prop` calls when it has no value."""

    def load(core: Any, passive: Any) -> Any:
        return load_relationship(core, prop, passive)

    return load


def load_relationship(core: Any, prop: Any, passive: Any) -> Any:
    """Return the related object or objects of a relationship that is not loaded, or a status."""
    if core.key is None and not _loads_without_identity(core, prop, passive):
        return ATTR_EMPTY
    session = core.session
    view = view_of_object(core)
    entry = _entry(core, prop, view)
    name = strategy_of(prop, entry)
    if name == "noload":
        return ATTR_EMPTY
    raising = name if name in ("raise", "raise_on_sql") else None
    if raising == "raise" and passive & PassiveFlag.SQL_OK and not passive & PassiveFlag.NO_RAISE:
        raise exc.InvalidRequestError(f"'{prop}' is not available due to lazy='raise'")
    if session is None:
        if passive & PassiveFlag.NO_RAISE or not passive & PassiveFlag.SQL_OK:
            return PASSIVE_NO_RESULT
        raise detached(core, prop)
    if passive & PassiveFlag.NO_RAISE:
        raising = None
    return _drive(
        core,
        prop.key,
        load_relationship_steps(
            session,
            core,
            prop,
            core.layout.index[prop.key],
            passive=passive,
            view=_child_view(core, prop, view),
            entry=entry,
            raising=raising,
        ),
    )


def _loads_without_identity(core: Any, prop: Any, passive: Any) -> bool:
    if not passive & PassiveFlag.NON_PERSISTENT_OK:
        return False
    return core.session is not None and bool(prop.load_on_pending or getattr(core, "_load_pending", False))


def _entry(core: Any, prop: Any, view: OptionView) -> Entry | None:
    if view is EMPTY_VIEW:
        return None
    options = options_at(core, view)
    return options.exact.get(prop.key) or options.wildcards.get("relationship")


def _child_view(core: Any, prop: Any, view: OptionView) -> OptionView:
    return view if view is EMPTY_VIEW else view.child(core.mapper, prop.key)


# -- columns ---------------------------------------------------------------------------------------------------------


def load_expired(core: Any, slot: int, passive: Any) -> Any:
    """Load a column that is expired or was left out, with those that come along; ATTR_WAS_SET or a status."""
    if not passive & PassiveFlag.SQL_OK:
        return PASSIVE_NO_RESULT
    session = core.session
    if slot >= core.layout.column_count and not _loads_with_columns(core, slot):
        return load_relationship(core, core.mapper._props[core.layout.keys[slot]], passive)
    if session is None:
        if passive & PassiveFlag.NO_RAISE:
            return PASSIVE_NO_RESULT
        raise _detached_columns(core, slot)
    return _drive(core, core.layout.keys[slot], load_columns_steps(session, core, slot, passive))


def _loads_with_columns(core: Any, slot: int) -> bool:
    return core.session is not None and core.key is not None and slot in eager_slots(core.mapper, view_of_object(core))


def _detached_columns(core: Any, slot: int) -> exc.DetachedInstanceError:
    if core.is_expired(slot):
        return exc.DetachedInstanceError(
            f"Instance {describe(core)} is not bound to a Session; attribute refresh operation cannot proceed",
            code="bhk3",
        )
    return exc.DetachedInstanceError(
        f"Parent instance {describe(core)} is not bound to a Session; deferred load operation of attribute "
        f"'{core.layout.keys[slot]}' cannot proceed",
        code="bhk3",
    )


async def load_attribute_steps(
    session: Any, core: Any, slot: int, passive: Any = PassiveFlag.PASSIVE_OFF, *, store: bool = False
) -> Any:
    """Load one attribute of an object, column or relationship; the value, or a status.

    store: also put a relationship's value into the object; columns always are.
    """
    key = core.layout.keys[slot]
    prop = core.mapper._props[key]
    if not getattr(prop, "_is_relationship", False):
        return await load_columns_steps(session, core, slot, passive)
    impl = core.manager.impl_at(slot)
    if impl.dynamic:
        impl.check_loadable()
    view = view_of_object(core)
    return await load_relationship_steps(
        session,
        core,
        prop,
        slot,
        passive=passive,
        view=_child_view(core, prop, view),
        entry=_entry(core, prop, view),
        store=store,
    )


# -- refresh ---------------------------------------------------------------------------------------------------------


async def refresh_steps(
    session: Any, core: Any, names: Iterable[str] | None = None, *, with_for_update: Any = None
) -> bool:
    """Read an object's values (or those named) anew; False when its row is gone."""
    if names is None:
        core.expire()
        only = None
        relationships: list[Any] = []
    else:
        props = [_named_prop(core, name) for name in names]
        relationships = [p for p in props if getattr(p, "_is_relationship", False)]
        core.expire_keys([p.key for p in props])
        only = frozenset(p.key for p in props) | _missing_key(core)
    obj = core.obj()
    view = view_of_object(core)
    columns = only is None or [key for key in only if not getattr(core.mapper._props[key], "_is_relationship", False)]
    found = await load_on_key_steps(
        session,
        core.mapper,
        core.key[1],
        refresh=Refresh(core, only, with_identity=only is None or not columns),
        view=view,
        identity_token=core.identity_token,
        with_for_update=with_for_update,
        populate_existing=True,
    )
    if found is None or found is not obj:
        return False
    for prop in relationships:
        slot = core.layout.index[prop.key]
        if core.get(slot) is NO_VALUE and strategy_of(prop, _entry(core, prop, view)) == "select":
            await load_relationship_steps(
                session,
                core,
                prop,
                slot,
                view=_child_view(core, prop, view),
                entry=_entry(core, prop, view),
                store=True,
            )
    return True


def _missing_key(core: Any) -> frozenset[str]:
    """Return the primary key attributes that have no value: relationships will ask for them.

    Raises InvalidRequestError for a changed primary key: the row can't be found by it before it is flushed.
    """
    layout = core.layout
    pending = {layout.keys[slot] for slot in layout.pk_slots if core.has_change(slot)}
    if pending:
        raise exc.InvalidRequestError(
            f"Please flush pending primary key changes on attributes {pending!r} for mapper {core.mapper} before "
            "proceeding with a refresh"
        )
    return frozenset(layout.keys[slot] for slot in layout.pk_slots if core.get(slot) is NO_VALUE)


def _named_prop(core: Any, name: str) -> Any:
    prop = core.mapper.get_property(name)
    while getattr(prop, "_is_synonym", False):
        prop = core.mapper.get_property(prop.name)
    return prop
