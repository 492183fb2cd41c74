"""Lazy loading: the value of a relationship when it is asked for.

A many-to-one whose foreign key is the target's primary key looks into the identity map first; all else is a SELECT
with the object's own values as parameters. The statement is built once for each view.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ... import exc, switches
from ...kernel.status import ATTR_EMPTY, ATTR_WAS_SET, NO_VALUE, PASSIVE_NO_RESULT
from ...sql.expression import LABEL_STYLE_NONE, BindParameter, select
from ..mapping.adapt import replace
from ..mapping.interfaces import MANYTOONE
from ..state.flags import PassiveFlag
from . import siblings
from .columns import load_columns_steps
from .follow_up import NO_OPTIONS, FollowUp
from .get import load_on_key_steps
from .load_options import KEY, LoadOptions
from .options import Entry
from .selectin import SelectInLoad
from .store import describe, store_collection, store_scalar
from .view import EMPTY_VIEW, OptionView, ViewOption


class LazyStatement:
    """The SELECT of one relationship for one view, and where its parameters come from."""

    __slots__ = ("statement", "parameters", "use_get", "pk_slots", "narrowed", "batch")

    def __init__(self, prop: Any, mapper: Any, entry: Entry | None, view: OptionView) -> None:
        criteria = () if entry is None else entry.last.criteria
        self.use_get = bool(prop._use_get and not criteria and not view.criteria)
        self.pk_slots: tuple[int, ...] = ()
        if prop._use_get:
            near = {far: local for local, far in prop.local_remote_pairs}
            target = prop.mapper
            self.pk_slots = tuple(_slot(mapper, _partner(near, c, target)) for c in target.primary_key)
        clause = prop.lazy_clause
        names, criterion = _named_parameters(clause, "pk" if prop._use_get else "param")
        self.parameters = tuple((name, _slot(mapper, column)) for name, column in names)
        self.statement = _statement(prop, entry, criterion, view)
        # options say more than which attribute: such loads stay single
        self.narrowed = bool(criteria)
        self.batch: SelectInLoad | None = None

    def for_siblings(self, prop: Any, mapper: Any, view: OptionView) -> SelectInLoad:
        """Return the load of the relationship for many objects at once."""
        if self.batch is None:
            self.batch = SelectInLoad.for_objects(prop, mapper, view)
        return self.batch


def _statement(prop: Any, entry: Entry | None, criterion: Any, view: OptionView) -> Any:
    # of_type() narrows eager loads only; its criteria may speak of its alias
    narrowed = None if entry is None or not entry.last.criteria else entry.last.of_type
    entity = prop.entity if narrowed is None else narrowed
    if entity.is_aliased_class:
        criterion = entity._adapter(criterion)
    statement: Any = select(entity.entity).where(criterion).set_label_style(LABEL_STYLE_NONE)
    if prop.secondary is not None:
        statement = statement.select_from(entity.entity, prop.secondary)
    if entry is not None and entry.last.criteria:
        statement = statement.where(*entry.last.criteria)
    if prop.order_by:
        order_by = prop.order_by
        if entity.is_aliased_class:
            order_by = [entity._adapter(clause) for clause in order_by]
        statement = statement.order_by(*order_by)
    if not view.is_empty:
        statement = statement.options(ViewOption(view), *view.criteria)
    return statement


def _named_parameters(clause: Any, stem: str) -> tuple[list[tuple[str, Any]], Any]:
    """Return (name, near column) for each parameter, and the criterion with parameters of these names."""
    names: dict[str, str] = {}
    found: list[tuple[str, Any]] = []
    made: dict[str, Any] = {}
    for number, (key, column) in enumerate(clause.binds.items(), 1):
        names[key] = name = f"{stem}_{number}"
        found.append((name, column))
        made[key] = BindParameter(name, None, type_=column.type, required=False)

    def substitute(node: Any) -> Any:
        return made.get(node.key) if getattr(node, "_is_bind_parameter", False) else None

    return found, replace(clause.criterion, substitute)


def _slot(mapper: Any, column: Any) -> int:
    prop = mapper._columntoproperty.get(column)
    if prop is None:
        raise mapper._unmapped_column(column)
    return mapper._slots[prop.key]  # type: ignore[no-any-return]  # mappers are Any here


def _partner(pairs: dict[Any, Any], column: Any, mapper: Any) -> Any:
    if column in pairs:
        return pairs[column]
    return next(pairs[e] for e in mapper._equivalent_columns.get(column, ()) if e in pairs)


def lazy_statement(prop: Any, mapper: Any, entry: Entry | None, view: OptionView) -> LazyStatement:
    """Return the lazy statement of a relationship for one view, built when it is first needed."""
    key = ("lazy", prop, mapper, entry)
    memo = view.memo
    if view is EMPTY_VIEW:
        memo = prop.__dict__.setdefault("_lazy_statements", {})
    found = memo.get(key)
    if found is None:
        found = memo[key] = LazyStatement(prop, mapper, entry, view)
    return found


async def load_relationship_steps(
    session: Any,
    core: Any,
    prop: Any,
    slot: int,
    *,
    passive: int = PassiveFlag.PASSIVE_OFF,
    view: OptionView | None = None,
    entry: Entry | None = None,
    store: bool = False,
    raising: str | None = None,
    execution_options: Mapping[str, Any] = NO_OPTIONS,
) -> Any:
    """Return the related object or list of objects; a status when the request may not load.

    view: the options for the loaded objects. raising: "raise" or "raise_on_sql" when a load is an error.
    store: also put it into the object.
    """
    if raising == "raise":
        raise _raised(prop, "raise")
    plan = lazy_statement(prop, core.mapper, entry, EMPTY_VIEW if view is None else view)
    committed = bool(passive & PassiveFlag.LOAD_AGAINST_COMMITTED)
    found: Any = NO_VALUE
    if core.get(slot) is NO_VALUE:
        for needed in (*plan.pk_slots, *(place for _, place in plan.parameters)):
            if core.get(needed) is NO_VALUE:
                await _value_steps(session, core, needed, committed, passive)
        if core.get(slot) is not NO_VALUE:
            return ATTR_WAS_SET  # a refresh of the expired object has brought it
    if prop._use_get:
        found = await _get_steps(session, core, prop, plan, passive, committed, raising, view, execution_options)
    if found is NO_VALUE:
        found = await _select_steps(session, core, prop, plan, passive, committed, raising, view, execution_options)
    if found is PASSIVE_NO_RESULT or found is ATTR_EMPTY or found is ATTR_WAS_SET:
        return found
    if store:
        if prop.uselist:
            store_collection(core, slot, found)
        else:
            store_scalar(core, slot, found)
    return found


async def _value_steps(session: Any, core: Any, slot: int, committed: bool, passive: int) -> Any:
    """Return the value of a column of the near object, loading it when it is expired."""
    value = core.committed(slot) if committed else core.get(slot)
    if value is NO_VALUE and core.key is not None and passive & PassiveFlag.SQL_OK:
        await load_columns_steps(session, core, slot, PassiveFlag.PASSIVE_OFF)
        value = core.get(slot)
    return value


async def _get_steps(
    session: Any,
    core: Any,
    prop: Any,
    plan: LazyStatement,
    passive: int,
    committed: bool,
    raising: str | None,
    view: OptionView | None,
    execution_options: Mapping[str, Any],
) -> Any:
    """The many-to-one by primary key: from the identity map, else by SELECT. NO_VALUE: ask with the full statement."""
    values = tuple([await _value_steps(session, core, slot, committed, passive) for slot in plan.pk_slots])
    if any(value is NO_VALUE for value in values):
        return PASSIVE_NO_RESULT if not passive & PassiveFlag.SQL_OK else None
    if all(value is None for value in values) or (None in values and not prop.mapper.allow_partial_pks):
        return None
    if not plan.use_get:
        return NO_VALUE
    known = session.identity_map.core_for(prop.mapper, values, core.identity_token)
    if known is not None:
        obj = known.obj()
        if obj is not None and not known.is_all_expired:
            return obj if known.mapper.isa(prop.mapper) else None
        if not passive & PassiveFlag.SQL_OK:
            return obj
    if not passive & PassiveFlag.SQL_OK or not passive & PassiveFlag.RELATED_OBJECT_OK:
        return PASSIVE_NO_RESULT
    if raising is not None:
        raise _raised(prop, raising)
    await _autoflush_steps(session, core, passive)
    if switches.lazy_batching and await _with_siblings_steps(session, core, prop, plan, passive, view):
        return ATTR_WAS_SET
    return await load_on_key_steps(
        session,
        prop.mapper,
        values,
        view=EMPTY_VIEW if view is None else view,
        identity_token=core.identity_token,
        lazy_loaded_from=core,
        path=(core.mapper, prop),
        execution_options=execution_options,
    )


async def _autoflush_steps(session: Any, core: Any, passive: int) -> None:
    if session.autoflush and not passive & PassiveFlag.NO_AUTOFLUSH:
        await session._autoflush()


async def _select_steps(
    session: Any,
    core: Any,
    prop: Any,
    plan: LazyStatement,
    passive: int,
    committed: bool,
    raising: str | None,
    view: OptionView | None,
    execution_options: Mapping[str, Any],
) -> Any:
    parameters = {}
    for name, slot in plan.parameters:
        parameters[name] = await _value_steps(session, core, slot, committed, passive)
    values = list(parameters.values())
    if any(value is NO_VALUE for value in values):
        return PASSIVE_NO_RESULT if not passive & PassiveFlag.SQL_OK else _nothing(prop)
    if values and all(value is None for value in values):
        return _nothing(prop)
    if not passive & PassiveFlag.SQL_OK or not passive & PassiveFlag.RELATED_OBJECT_OK:
        return PASSIVE_NO_RESULT
    if raising is not None:
        raise _raised(prop, raising)
    if switches.lazy_batching and await _with_siblings_steps(session, core, prop, plan, passive, view):
        return ATTR_WAS_SET
    options: dict[str, Any] = {
        **execution_options,
        KEY: LoadOptions(
            lazy_loaded_from=core,
            current_path=(core.mapper, prop),
            identity_token=core.identity_token,
            autoflush=not passive & PassiveFlag.NO_AUTOFLUSH,
        ),
    }
    result = await session._execute_steps(plan.statement, parameters, execution_options=options)
    objects = result.unique().scalars().all()
    if prop.uselist:
        return list(objects)
    if len(objects) > 1:
        exc.warn(f"Multiple rows returned with uselist=False for lazily-loaded attribute '{prop}' ")
    return objects[0] if objects else None


async def _with_siblings_steps(
    session: Any, core: Any, prop: Any, plan: LazyStatement, passive: int, view: OptionView | None
) -> bool:
    """Load the attribute for all objects of the result that still lack it, from its second access on; True if so."""
    if passive != PassiveFlag.PASSIVE_OFF or not session.lazy_batching or core.key is None or plan.narrowed:
        return False
    cores = siblings.waiting(core, prop.key)
    if len(cores) < 2:
        return False
    if not prop._use_get:
        await _autoflush_steps(session, core, passive)
    load = plan.for_siblings(prop, core.mapper, EMPTY_VIEW if view is None else view)
    objects = [obj for each in cores if (obj := each.obj()) is not None]
    await load.run_steps(FollowUp(session, token=core.identity_token), objects)
    return core.get(core.layout.index[prop.key]) is not NO_VALUE


def _nothing(prop: Any) -> Any:
    return [] if prop.uselist else None


def _raised(prop: Any, name: str) -> exc.InvalidRequestError:
    return exc.InvalidRequestError(f"'{prop}' is not available due to lazy='{name}'")


def detached(core: Any, prop: Any) -> exc.DetachedInstanceError:
    """Return the error for a lazy load without a session."""
    return exc.DetachedInstanceError(
        f"Parent instance {describe(core)} is not bound to a Session; lazy load operation of attribute '{prop.key}' "
        "cannot proceed",
        code="bhk3",
    )


__all__ = ["MANYTOONE", "detached", "lazy_statement", "load_relationship_steps"]
