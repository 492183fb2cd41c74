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
        await session._autoflush_steps()
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
            return known.obj()  # type: ignore[no-any-return]
        session, mapper = self.session, given.mapper
        if (
            given.session is session
            and (given.key is None or session.identity_map.holds(given))
            and session._contains(given)
        ) and (given.key is not None or id(given)):
            self.met[id(given)] = given
            return given.obj()  # type: ignore[no-any-return]
        key = given.key
        if key is None:
            if not self.load:
                raise exc.InvalidRequestError(
                    "merge() with load=False option does not support objects transient (i.e. unpersisted) objects.  "
                    "flush() all changes on mapped instances before merging with load=False."
                )
            key = mapper._identity_key_of(given)
        double, is_new = await self._find_steps(given, mapper, key)
        core = core_of(double)
        self.met[id(given)] = core
        if key is not None:
            self.by_key[key] = core
        if given is not core:
            self._check_version(given, core, mapper, is_new)
            await self._copy_steps(given, core, is_new)
        if not self.load:
            core.commit()
            session._modified.pop(core, None)
        elif is_new:
            session.add(double, _warn=False)
        return double

    async def _find_steps(self, given: Any, mapper: Any, key: Any) -> tuple[object, bool]:
        """The double, and whether it had to be made."""
        session = self.session
        usable = (
            key is not None
            and NO_VALUE not in key[1]
            and (None not in key[1] or (mapper.allow_partial_pks and any(part is not None for part in key[1])))
        )
        if usable:
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
                return self._installed(mapper, key), False
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
        return double  # type: ignore[no-any-return]

    def _check_version(self, given: Any, core: Any, mapper: Any, is_new: bool) -> None:
        column = mapper.version_id_col
        if column is None or is_new or given.key is None:
            return
        slot = mapper._slot_of_column(column)
        ours, theirs = core.get(slot), given.get(slot)
        if NO_VALUE not in (ours, theirs) and ours != theirs:
            raise exc.StaleDataError(
                f"Version id '{theirs}' on merged state {describe(given)} does not match existing version '{ours}'. "
                "Leave the version attribute unset when merging to update the most recent version."
            )

    async def _copy_steps(self, given: Any, core: Any, is_new: bool) -> None:
        mapper = given.mapper
        for prop in mapper.iterate_properties:
            if not prop._stored:
                continue
            if getattr(prop, "_is_relationship", False):
                await self._copy_relationship_steps(prop, given, core)
                continue
            slot = core.layout.index[prop.key]
            value = given.get(slot)
            if value is NO_VALUE:
                if not is_new and given.key is None:
                    continue
                continue
            if self.load:
                if core.get(slot) is not value:
                    set_attribute(core.obj(), prop.key, value)
            else:
                core.put(slot, value)

    async def _copy_relationship_steps(self, prop: Any, given: Any, core: Any) -> None:
        if "merge" not in prop.cascade:
            return
        value = given.get(given.layout.index[prop.key])
        if value is NO_VALUE:
            return
        if (
            self.load
            and core.key is not None
            and core.get(core.layout.index[prop.key]) is NO_VALUE
            and not prop.viewonly
        ):
            await load_attribute_steps(self.session, core, core.layout.index[prop.key], PASSIVE_OFF, store=True)
        members = [await self.double_steps(core_of(member)) for member in objects_of(prop, value)]
        obj = core.obj()
        if not prop.uselist:
            target = members[0] if members else None
            if not self.load or prop.viewonly:
                set_committed_value(obj, prop.key, target)
            elif core.get(core.layout.index[prop.key]) is not target:
                set_attribute(obj, prop.key, target)
            return
        collection = new_collection(prop, core, members)
        if not self.load or prop.viewonly:
            set_committed_value(obj, prop.key, collection)
        else:
            set_attribute(obj, prop.key, collection)
