"""Session.merge: copy an object's state onto the one with its identity in this session.

For each given object: find its double (this session's object with the same key, else loaded, else a new one), copy
loaded columns, then follow relationships whose cascade has "merge". Objects met twice are merged once.
Rule: SQLAlchemy documentation, "Merging".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ... import exc
from ..loading import load_attribute_steps
from ..mapping.instrument import new_collection
from ..state import NO_VALUE, PASSIVE_OFF, core_of, describe, set_attribute, set_committed_value
from .cascade import objects_of
from .contract import SessionContract


async def merge_steps(
    session: SessionContract, instances: Sequence[object], *, load: bool, options: Sequence[Any] | None
) -> list[object]:
    """The doubles of `instances`, in order."""
    if session._in_flush_event:
        session._warn_in_flush("Session.merge()")
    if load:
        await session._autoflush()
    before, session.autoflush = session.autoflush, False
    try:
        merge = Merge(session, load, options)
        return [await merge.double_steps(core_of(instance)) for instance in instances]
    finally:
        session.autoflush = before


class Merge:
    """One call of merge: which objects were met, and their doubles."""

    def __init__(self, session: SessionContract, load: bool, options: Sequence[Any] | None) -> None:
        self.session = session
        self.load = load
        self.options = options
        self.met: dict[int, Any] = {}
        self.by_key: dict[Any, Any] = {}

    async def double_steps(self, given: Any) -> object:
        known = self.met.get(id(given))
        if known is not None:
            return known.obj()
        session, mapper = self.session, given.mapper
        if given.session is session and session._contains(given):
            if given.key is None:
                exc.warn(
                    f"Instance {describe(given)} is already pending in this Session yet is being merged again; this "
                    "is probably not what you want to do"
                )
            self.met[id(given)] = given
            return given.obj()
        key = given.key
        if key is None:
            if not self.load:
                raise exc.InvalidRequestError(
                    "merge() with load=False option does not support objects transient (i.e. unpersisted) objects.  "
                    "flush() all changes on mapped instances before merging with load=False."
                )
            key = _key_to_find(given, mapper)
        double, is_new = await self._find_steps(given, mapper, key)
        core = core_of(double)
        self.met[id(given)] = core
        if key is not None:
            self.by_key[key] = core
        if is_new and self.load:
            session.add(double, _warn=False)
        if given is not core:
            await self._check_version_steps(given, core, mapper, is_new)
            _take_options(given, core)
            await self._copy_steps(given, core)
        if not self.load:
            core.commit()
            session._modified.pop(id(core), None)
            core.strong = None
            core.manager.dispatch.merge_without_load(core, None)
        if core.key is None or is_new:
            _tell_loaded(core)
        return double

    async def _find_steps(self, given: Any, mapper: Any, key: Any) -> tuple[object, bool]:
        """The double, and whether it had to be made."""
        session = self.session
        if key is not None:
            if (seen := self.by_key.get(key)) is not None:
                return seen.obj(), False
            if (core := session.identity_map.core_at(key)) is not None and (obj := core.obj()) is not None:
                return obj, False
            if not self.load:
                if given.is_modified:
                    raise exc.InvalidRequestError(
                        "merge() with load=False option does not support objects marked as 'dirty'.  flush() all "
                        "changes on mapped instances before merging with load=False."
                    )
                return self._installed(mapper, key), True
            loaded = await session._get_steps(
                mapper.class_, key[1], identity_token=key[2], options=self.options, populate_existing=False
            )
            if loaded is not None:
                return loaded, False
        return mapper.class_manager.new_instance(), True

    def _installed(self, mapper: Any, key: Any) -> object:
        """A persistent object made from cached state alone."""
        double = mapper.class_manager.new_instance()
        core = core_of(double)
        core.key = key
        self.session._update(core)
        return double

    async def _check_version_steps(self, given: Any, core: Any, mapper: Any, is_new: bool) -> None:
        column = mapper.version_id_col
        if column is None or is_new:
            return
        slot = mapper._slot_of_column(column)
        theirs = given.get(slot)
        if theirs is NO_VALUE:
            return
        if core.get(slot) is NO_VALUE:
            await load_attribute_steps(self.session, core, slot, PASSIVE_OFF)
        ours = core.get(slot)
        if ours is not NO_VALUE and ours != theirs:
            raise exc.StaleDataError(
                f"Version id '{theirs}' on merged state {describe(given)} does not match existing version '{ours}'. "
                "Leave the version attribute unset when merging to update the most recent version."
            )

    async def _copy_steps(self, given: Any, core: Any) -> None:
        for prop in given.mapper.iterate_properties:
            if not prop._stored:
                continue
            if getattr(prop, "_is_relationship", False):
                await self._copy_relationship_steps(prop, given, core)
            else:
                await self._load_replaced_steps(prop.key, given, core)
                self._copy_value(prop.key, given, core)

    async def _load_replaced_steps(self, key: str, given: Any, core: Any) -> None:
        """Load an expired value whose attribute wants to know what is replaced: setting it can't wait for a driver."""
        slot = core.layout.index[key]
        if not self.load or core.key is None or core.get(slot) is not NO_VALUE:
            return
        if core.manager[key].impl.active_history and given.get(given.layout.index[key]) is not NO_VALUE:
            await load_attribute_steps(self.session, core, slot, PASSIVE_OFF)

    def _copy_value(self, key: str, given: Any, core: Any) -> None:
        slot = core.layout.index[key]
        value = given.get(given.layout.index[key])
        if value is NO_VALUE:
            if core.key is not None and core.get(slot) is NO_VALUE and given.is_expired(slot):
                core.expire([slot])
        elif not self.load:
            core.put(slot, value)
        elif core.get(slot) is not value:
            set_attribute(core.obj(), key, value)

    async def _copy_relationship_steps(self, prop: Any, given: Any, core: Any) -> None:
        if "merge" not in prop.cascade:
            return
        value = given.get(given.layout.index[prop.key])
        slot = core.layout.index[prop.key]
        if value is NO_VALUE:
            return
        if prop.uselist and self.load and core.key is not None and core.get(slot) is NO_VALUE:
            await load_attribute_steps(self.session, core, slot, PASSIVE_OFF, store=True)
        members = [await self.double_steps(core_of(member)) for member in objects_of(prop, value)]
        obj = core.obj()
        if not prop.uselist:
            target = members[0] if members else None
            if not self.load or prop.viewonly:
                set_committed_value(obj, prop.key, target)
            elif core.get(slot) is not target:
                set_attribute(obj, prop.key, target)
            return
        collection = new_collection(prop, core, members)
        if not self.load or prop.viewonly:
            set_committed_value(obj, prop.key, collection)
        else:
            set_attribute(obj, prop.key, collection)


def _key_to_find(given: Any, mapper: Any) -> Any:
    """The identity key under which a transient object's row may be found; None when it has no complete one."""
    values = [given.get(slot) for slot in given.layout.pk_slots]
    if NO_VALUE in values:
        return None
    if None in values and (not mapper.allow_partial_pks or all(value is None for value in values)):
        return None
    return mapper.identity_key_from_primary_key(values, given.identity_token)


def _take_options(given: Any, core: Any) -> None:
    """Later loads of the double follow the loader options with which the given object was loaded."""
    if given.load_options and not core.load_options:
        core.load_options, core.load_path = given.load_options, given.load_path


def _tell_loaded(core: Any) -> None:
    listeners = core.manager.dispatch.load
    if listeners:
        listeners(core, None)
