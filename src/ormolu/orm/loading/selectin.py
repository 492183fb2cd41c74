"""Select-in loading: an attribute of many objects with statements `WHERE key IN (...)`, 500 keys at a time.

Four forms, by what the relationship allows: the related objects by their own primary key (many-to-one), the rows
by their foreign key (one-to-many), the association table joined to them (many-to-many), or a join from an alias of the
parent (everything else).
"""

from __future__ import annotations

from typing import Any

from ... import exc
from ...inspection import inspect
from ...kernel.instance import core_of
from ...kernel.related import members_by_key, put_references, values_of
from ...kernel.status import NO_VALUE
from ...sql.expression import LABEL_STYLE_NONE, select
from ..mapping.interfaces import ONETOMANY
from ..mapping.relationship import _is_plain_conjunction as is_plain_conjunction
from ..query.aliased import AliasedClass
from ..query.relationship_join import relationship_conditions
from .key_lists import CHUNK, PARAMETER, chunks, in_keys
from .narrowing import narrowed_target
from .options import Entry
from .plan import EntityPlan
from .store import store_collection
from .view import OptionView, ViewOption


class SelectInLoad:
    """The select-in load of one relationship in one plan."""

    shares_objects = True

    __slots__ = (
        "prop",
        "key",
        "slot",
        "mapper",
        "statement",
        "chunk",
        "by_child",
        "slots",
        "width",
        "none_without_key",
    )

    def __init__(self, prop: Any, slot: int, mapper: Any, chunk: int) -> None:
        self.prop = prop
        self.key = prop.key
        self.slot = slot
        self.mapper = mapper
        self.chunk = chunk
        self.statement: Any = None
        self.by_child = False
        self.none_without_key = False

    @classmethod
    def plan(cls, scope: Any, plan: EntityPlan, prop: Any, entry: Entry | None, mapper: Any) -> SelectInLoad | None:
        """Return the load for a relationship, or None when the path has gone round in a circle."""
        view = scope.view.child(scope.entity, prop.key, mapper if mapper is not scope.mapper else None)
        view = _next_level(view, scope, prop, entry)
        if view is None:
            return None
        chunk = CHUNK if entry is None else entry.opts.get("chunksize", CHUNK)
        made = cls(prop, mapper._slots[prop.key], mapper, chunk)
        made._build(view, entry)
        return made

    @classmethod
    def for_objects(cls, prop: Any, mapper: Any, view: OptionView) -> SelectInLoad:
        """Return the load for objects that are there already."""
        made = cls(prop, mapper._slots[prop.key], mapper, CHUNK)
        made._build(view, None)
        return made

    def _build(self, view: OptionView, entry: Entry | None) -> None:
        prop = self.prop
        entity = narrowed_target(prop, entry) or prop.entity
        criteria = () if entry is None else entry.last.criteria
        if prop._use_get and not criteria and prop.omit_join is not False:
            self._by_child_key(entity)
        elif omits_join(prop):
            self._by_foreign_key(entity)
        elif secondary_keys(prop, self.mapper):
            self._by_association(entity, criteria)
            criteria = ()  # they stand in the ON clause
        else:
            self._by_parent_join(entity)
        statement = self.statement.set_label_style(LABEL_STYLE_NONE)
        if criteria:
            statement = statement.where(*criteria)
        if prop.order_by and not self.by_child:
            order_by = prop.order_by
            if entity.is_aliased_class:
                order_by = [entity._adapter(clause) for clause in order_by]
            statement = statement.order_by(*order_by)
        if not view.is_empty:
            statement = statement.options(ViewOption(view), *view.criteria)
        self.statement = statement

    def _by_child_key(self, entity: Any) -> None:
        """Many-to-one: the foreign key holds the related objects' primary key."""
        self.by_child = True
        target = entity.mapper
        pk = [_of(entity, column) for column in target.primary_key]
        near = {far: local for local, far in self.prop.local_remote_pairs}
        self.slots = tuple(self._slot_of(_equal(near, column, target)) for column in target.primary_key)
        self.width = len(pk)
        self.statement = select(*pk, entity.entity).where(in_keys(pk))

    def _by_foreign_key(self, entity: Any) -> None:
        """One-to-many: the related rows hold our primary key."""
        far = {local: remote for local, remote in self.prop.local_remote_pairs}
        keys = [_of(entity, _equal(far, column, self.mapper)) for column in self.mapper.primary_key]
        self._by_own_key(len(keys))
        self.statement = select(*keys, entity.entity).where(in_keys(keys))

    def _by_association(self, entity: Any, criteria: tuple[Any, ...]) -> None:
        """Many-to-many: the association table holds our primary key, so the parents need not be read again."""
        prop = self.prop
        keys = secondary_keys(prop, self.mapper)
        self._by_own_key(len(keys))
        conditions = relationship_conditions(
            prop, self.mapper, entity, entity.selectable, extra=criteria, alias_secondary=False
        )
        statement = select(*keys, entity.entity).select_from(prop.secondary)
        self.statement = statement.join(entity.entity, conditions.secondary_on).where(in_keys(keys))

    def _by_parent_join(self, entity: Any) -> None:
        """Anything else: from an alias of the parent along the relationship."""
        parent = AliasedClass(self.mapper.class_, self._parent_alias(), flat=True)
        insp = inspect(parent)
        pk = [insp._adapt_element(column) for column in self.mapper.primary_key]
        self._by_own_key(len(pk))
        attribute = getattr(parent, self.key).of_type(entity.entity)
        statement = select(*pk, entity.entity).select_from(parent)
        self.statement = statement.join(attribute).where(in_keys(pk))

    def _parent_alias(self) -> Any:
        selectable = self.mapper._with_polymorphic_selectable
        return selectable._anonymous_fromclause(flat=True)

    def _by_own_key(self, width: int) -> None:
        self.slots = tuple(self.mapper._pk_slots)
        self.width = width

    def _slot_of(self, column: Any) -> int:
        return self.mapper._slots[self.mapper._columntoproperty[column].key]  # type: ignore[no-any-return]

    async def run_steps(self, context: Any, objects: list[Any]) -> None:
        """Load the attribute for `objects`."""
        layout = self.mapper.class_manager.layout
        keys = values_of(objects, tuple([layout.keys[slot] for slot in self.slots]))
        found: dict[Any, list[Any]] = {}
        wanted = [key for key in dict.fromkeys(keys) if _is_known(key)]
        for part in chunks(wanted, self.chunk):
            result = await context.follow_up_steps(self.statement, {PARAMETER: part}, self)
            found.update(members_by_key(result._real_result._fetchiter_impl(), self.width))
        if self.prop.uselist:
            self._store_collections(objects, keys, found)
        else:
            self._store_references(objects, keys, found)

    def _store_collections(self, objects: list[Any], keys: list[Any], found: dict[Any, list[Any]]) -> None:
        for obj, key in zip(objects, keys, strict=True):
            if _is_known(key):
                core = core_of(obj)
                store_collection(core, core.layout.index[self.key], found.get(key, ()))

    def _store_references(self, objects: list[Any], keys: list[Any], found: dict[Any, list[Any]]) -> None:
        """Store the related object, or None. An object whose key is not known stays unloaded."""
        if not all(map(_is_known, keys)):
            pairs = [pair for pair in zip(objects, keys, strict=True) if _is_known(pair[1], self.by_child)]
            objects, keys = [obj for obj, _ in pairs], [key for _, key in pairs]
        first = {key: related[0] for key, related in found.items()}
        for key in keys if any(len(related) > 1 for related in found.values()) else ():
            if len(found.get(key, ())) > 1:
                warn_many(self.prop)
        put_references(objects, [first.get(key) for key in keys], self.key)


def _is_known(key: Any, none: bool = False) -> bool:
    """Say whether a key has a value; none: whether None is one."""
    return key is not NO_VALUE and (none or key is not None)


def warn_many(prop: Any) -> None:
    exc.warn(f"Multiple rows returned with uselist=False for eagerly-loaded attribute '{prop}' ")


def omits_join(prop: Any) -> bool:
    """Say whether the related rows alone tell whose they are: their foreign key holds the parent's primary key."""
    if prop.direction is not ONETOMANY or prop.secondary is not None or prop.omit_join is False:
        return False
    keys = set(prop.parent.primary_key)
    equivalents = prop.parent._equivalent_columns
    pairs = prop.local_remote_pairs
    if len(pairs) != len(keys) or not is_plain_conjunction(prop.primaryjoin, len(pairs)):
        return False
    return all(near in keys or equivalents.get(near, set()) & keys for near, _ in pairs)


def secondary_keys(prop: Any, mapper: Any) -> list[Any]:
    """Return the association table's columns for the parent's primary key; empty when they alone do not tell whose rows are."""
    if prop.secondary is None or prop.omit_join is False:
        return []
    far = {local: remote for local, remote in prop.synchronize_pairs}
    if len(far) != len(mapper.primary_key) or not is_plain_conjunction(prop.primaryjoin, len(far)):
        return []
    found = [_equal(far, column, mapper) for column in mapper.primary_key]
    return [] if any(column is None for column in found) else found


def _of(entity: Any, column: Any) -> Any:
    """Return a mapped column for the entity, marked as belonging to it."""
    if entity.is_aliased_class:
        return entity._adapt_element(column)
    return column._annotate({"parententity": entity, "parentmapper": entity})


def _equal(pairs: dict[Any, Any], column: Any, mapper: Any) -> Any:
    """Return the partner of `column`, or of a column that is always equal to it."""
    if column in pairs:
        return pairs[column]
    for equivalent in mapper._equivalent_columns.get(column, ()):
        if equivalent in pairs:
            return pairs[equivalent]
    return None


def _next_level(view: OptionView, scope: Any, prop: Any, entry: Entry | None) -> OptionView | None:
    """Return the view for the loaded objects, one level deeper; None when the load must not go on."""
    depth = None if entry is None else entry.opts.get("recursion_depth")
    if depth is not None:
        if not prop._is_self_referential:
            raise exc.InvalidRequestError(
                f"recursion_depth option on relationship {prop} not valid for non-self-referential relationship"
            )
        return _recursive(view, entry, int(depth))
    if entry is not None and entry.last.key != "*":
        return view
    path = (*view_path(scope), prop)
    if prop.join_depth:
        if len(path) > int(prop.join_depth):
            return None
    elif sum(p is prop for p in path) > 1 or any(m is prop.mapper or m.isa(prop.mapper) for m in _mappers(scope)):
        return None
    return deeper(view, path, scope)


def view_path(scope: Any) -> tuple[Any, ...]:
    """Return the relationships that led to this point, those of earlier statements included."""
    before = scope.planner.view.memo.get("path", ())
    return (*before, *scope.parents)


def _mappers(scope: Any) -> list[Any]:
    path = view_path(scope)
    first = scope.planner.view.memo.get("root", scope.root.mapper)
    return [first, *(prop.mapper for prop in path)]


def deeper(view: OptionView, path: tuple[Any, ...], scope: Any) -> OptionView:
    """Return a view of its own that remembers the path to it, against endless rounds."""
    made = OptionView(view.pending, view.defaults, view.criteria, view.user)
    made.memo["path"] = path
    made.memo["root"] = scope.planner.view.memo.get("root", scope.root.mapper)
    return made


def _recursive(view: OptionView, entry: Any, depth: int) -> OptionView | None:
    """Return the view that loads the same relationship again, one level less."""
    left = depth - 1 if depth > 0 else depth
    if left == 0:
        return view
    last = entry.last
    again = Entry((last,), entry.kind, entry.strategy, entry.opts.union({"recursion_depth": left}), entry.label)
    return view.with_pending([(again, 0)])
