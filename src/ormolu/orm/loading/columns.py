"""Loading columns of one object: expired ones, and those that were left out until somebody asks.

Columns that stand in the tables of a subclass only are read from there, without the join to the base.
"""

from __future__ import annotations

from typing import Any

from ... import exc
from ...kernel.status import ATTR_EMPTY, ATTR_WAS_SET, NO_VALUE
from ...sql.expression import LABEL_STYLE_TABLENAME_PLUS_COL, BindParameter, select
from ..mapping.adapt import replace
from ..state.flags import PassiveFlag
from .column_loading import is_bare_expression, is_loaded, raises_on_load
from .get import load_on_key_steps
from .load_options import Refresh
from .strategy_names import EAGER, strategy_of
from .view import EMPTY_VIEW, EntityOptions, OptionView


def view_of_object(core: Any) -> OptionView:
    """Return the options that an object was loaded with."""
    return core.load_options or EMPTY_VIEW


def options_at(core: Any, view: OptionView) -> EntityOptions:
    return view.at(core.mapper)


async def load_columns_steps(session: Any, core: Any, slot: int, passive: Any) -> Any:
    """Load a column of a persistent object, with those that come along."""
    prop = core.mapper._props[core.layout.keys[slot]]
    if core.key is None or _is_bare(prop):  # the latter has a value by a statement's with_expression() only
        return ATTR_EMPTY
    if not passive & PassiveFlag.NO_AUTOFLUSH and session.autoflush:
        await session._autoflush()
        if core.get(slot) is not NO_VALUE:
            return ATTR_WAS_SET
    view = view_of_object(core)
    if core.is_expired(slot) and not _is_deferred(prop):
        slots = _expired_slots(core, view)
    else:
        slots = _deferred_slots(core, slot)
    keys = frozenset(core.layout.keys[s] for s in slots)
    found = await _own_tables_steps(session, core, keys)
    if found is None:
        found = await _refresh_columns_steps(session, core, keys, view=view)
    if not found:
        raise exc.ObjectDeletedError(core)
    return ATTR_WAS_SET


def _expired_slots(core: Any, view: OptionView) -> list[int]:
    """Return what is expired; with a whole object also the relationships that its options or mapping load eagerly.

    Columns that are mapped as deferred wait until they are asked for.
    """
    expired: set[int] = core.expired_now()
    if expired.issuperset(core.layout.expirable):
        expired |= {slot for slot in eager_slots(core.mapper, view) if core.get(slot) is NO_VALUE}
    props, keys = core.mapper._props, core.layout.keys
    return sorted(slot for slot in expired if not core.has_change(slot) and not _is_deferred(props[keys[slot]]))


def _is_deferred(prop: Any) -> bool:
    return not prop._is_relationship and bool(prop.deferred)


def _is_bare(prop: Any) -> bool:
    return not prop._is_relationship and is_bare_expression(prop)


def eager_slots(mapper: Any, view: OptionView) -> tuple[int, ...]:
    """Return the slots of relationships that are loaded together with the columns; found once for a view."""
    memo = mapper._memo if view is EMPTY_VIEW else view.memo
    found = memo.get(("eager", mapper))
    if found is None:
        options = view.at(mapper)
        wildcard = options.wildcards.get("relationship")
        found = memo["eager", mapper] = tuple(
            mapper._slots[prop.key]
            for prop in mapper.relationships
            if strategy_of(prop, options.exact.get(prop.key) or wildcard) in EAGER
        )
    return found


def _deferred_slots(core: Any, slot: int) -> list[int]:
    """Return the slot and those of its group that are not loaded either."""
    mapper = core.mapper
    prop = mapper._props[core.layout.keys[slot]]
    view = view_of_object(core)
    options = options_at(core, view)
    if raises_on_load(prop, options):
        raise exc.InvalidRequestError(f"'{prop}' is not available due to raiseload=True")
    if is_loaded(prop, options, None, mapper):  # the statement was about a base class
        return [
            mapper._slots[other.key]
            for other in mapper.column_attrs
            if other.key in mapper._slots
            and core.get(mapper._slots[other.key]) is NO_VALUE
            and is_loaded(other, options, None, mapper)
        ]
    if prop.group is None:
        return [slot]
    return [
        mapper._slots[other.key]
        for other in mapper.column_attrs
        if other.group == prop.group and core.get(mapper._slots[other.key]) is NO_VALUE
    ]


async def _refresh_columns_steps(session: Any, core: Any, keys: frozenset[str], **kw: Any) -> bool:
    obj = core.obj()
    found = await load_on_key_steps(
        session,
        core.mapper,
        core.key[1],
        refresh=Refresh(core, keys, with_identity=False),
        identity_token=core.identity_token,
        **kw,
    )
    return found is not None and found is obj


# -- columns of a subclass's own tables --------------------------------------------------------------------------------


class OwnTables:
    """The SELECT of some columns of a subclass from its own tables, and which column gives each parameter."""

    __slots__ = ("statement", "slots", "parameters")

    def __init__(self, statement: Any, slots: tuple[int, ...], parameters: tuple[tuple[str, int], ...]) -> None:
        self.statement = statement
        self.slots = slots
        self.parameters = parameters


async def _own_tables_steps(session: Any, core: Any, keys: frozenset[str]) -> bool | None:
    """Load the columns from the subclass's tables; None when they do not stand there alone."""
    mapper = core.mapper
    if mapper.inherits is None or mapper.concrete:
        return None
    memo = mapper._memo
    plan = memo.get(("own tables", keys), NO_VALUE)
    if plan is NO_VALUE:
        plan = memo["own tables", keys] = _plan_own_tables(mapper, keys)
    if plan is None:
        return None
    values = {name: core.committed(slot) for name, slot in plan.parameters}
    if any(value is NO_VALUE for value in values.values()):
        return None
    result = await session._execute_steps(plan.statement, values, bind_arguments={"mapper": mapper})
    row = result.first()
    if row is None:
        return False
    for slot, value in zip(plan.slots, row, strict=True):
        core.put(slot, value)
    return True


def _plan_own_tables(mapper: Any, keys: frozenset[str]) -> OwnTables | None:
    props = [prop for prop in mapper.column_attrs if prop.key in keys]
    columns = [prop.columns[0] for prop in props]
    tables = {table for column in columns for table in column._from_objects}
    chain = [each for each in mapper.iterate_to_root() if each.inherits is not None][::-1]
    base = mapper.base_mapper
    if not tables or tables & set(base.tables) or len(props) != len(keys):
        return None
    joined = [each for each in chain if each.local_table is not each.inherits.local_table]
    while joined and joined[0].local_table not in tables:
        joined.pop(0)
    if not joined or not tables <= {each.local_table for each in joined}:
        return None
    first, *rest = joined
    parameters: list[tuple[str, int]] = []

    def near_value(node: Any) -> Any:
        prop = first.inherits._columntoproperty.get(node) if hasattr(node, "table") else None
        if prop is None or node.table is first.local_table:
            return None
        name = f"param_{len(parameters) + 1}"
        parameters.append((name, mapper._slots[prop.key]))
        return BindParameter(name, None, type_=node.type, required=False)

    criteria = [replace(first.inherit_condition, near_value), *(each.inherit_condition for each in rest)]
    statement = select(*columns).where(*criteria).set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
    if not parameters:
        return None
    return OwnTables(statement, tuple(mapper._slots[prop.key] for prop in props), tuple(parameters))
