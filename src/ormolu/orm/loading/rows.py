"""Running a load plan: driver rows -> objects in the identity map.

`EntityLoader` does for one execution what its `EntityPlan` says. New native objects are made in the kernel's loop, those
of eager joins and of subclasses too; what is rare (refreshes, objects that lack something, foreign classes) is done
here, row by row, through the same few operations on cores.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from ... import exc
from ...kernel.hydrate import Recipe, fill_slot, gather, hydrate_entities, new_object
from ...kernel.instance import core_of
from ...kernel.status import NO_VALUE
from .plan import EntityPlan, JoinedChild
from .store import store_collection, store_scalar

_UNSEEN: Any = object()


class RowContext:
    """What all loaders of one execution share."""

    __slots__ = (
        "session",
        "owner",
        "populate_existing",
        "refresh",
        "token",
        "claimed",
        "options",
        "statement",
        "later",
    )

    def __init__(self, session: Any, options: Any, statement: Any = None, later: dict[int, Any] | None = None) -> None:
        self.session = session
        self.owner = session.identity_map.owner
        self.populate_existing = options._populate_existing
        self.refresh = options._refresh
        self.token = options._identity_token
        self.options = options
        self.statement = statement
        # (object id, slot) of attributes that some loader of this execution fills
        self.claimed: set[tuple[int, int]] = set()
        # position -> function, for values that objects convert when they are read
        self.later: dict[int, Any] = later or {}


class EntityLoader:
    """Makes the objects of one entity during one execution."""

    __slots__ = (
        "plan",
        "context",
        "layout",
        "home",
        "refs",
        "late",
        "seen",
        "recipe",
        "fresh",
        "refreshed",
        "children",
        "variants",
        "pk_of",
        "values_of",
        "partial_pk",
        "single_pk",
        "always",
        "mapper",
        "discriminator",
        "fixed",
    )

    def __init__(self, plan: EntityPlan, context: RowContext) -> None:
        self.plan = plan
        self.context = context
        self.mapper = plan.mapper
        self.layout = plan.layout
        self.home = context.owner.home(plan.layout)
        self.refs = self.home.refs
        self.seen: dict[Any, Any] = {}
        self.late = plan.late_functions(context.later) if context.later else None
        self.discriminator = -1 if plan.discriminator is None else plan.discriminator.index
        self.recipe = Recipe(
            self.home,
            plan.pk,
            None if plan.exact else plan.places,
            self.late,
            plan.keep_view if plan.shares_view else None,
            self.discriminator,
        )
        self.fresh: list[Any] = self.recipe.fresh
        # (core, names or None for all) of objects that were there and got values, where somebody listens to that
        self.refreshed: list[tuple[Any, Any]] | None = [] if tells_refresh(plan.mapper) else None
        self.children = [ChildLoader(child, self, context) for child in plan.children]
        self.variants: dict[Any, EntityLoader | None] = {}
        self.single_pk = len(plan.pk) == 1
        self.pk_of = _picker(plan.pk)
        self.values_of = _values_picker(plan)
        self.partial_pk = plan.mapper.allow_partial_pks
        self.always = context.populate_existing or plan.mapper.always_refresh
        # the object that is refreshed by a row without primary key
        self.fixed = context.refresh.core if context.refresh is not None and not plan.has_all_pk else None

    # -- one row ---------------------------------------------------------------------------------------------

    def load(self, row: Any) -> Any:
        """Return the object a row is about, None when the row has none."""
        if self.fixed is not None:
            return self._load_fixed(self.fixed, row)
        key = self.pk_of(row)
        if self.single_pk:
            if key is None:
                return None
        elif None in key and (not self.partial_pk or all(part is None for part in key)):
            return None
        if self.discriminator >= 0:
            value = row[self.discriminator]
            if value is not None:
                loader = self.variants.get(value, _UNSEEN)
                if loader is _UNSEEN:
                    loader = self._variant(value, key)
                if loader is None:
                    raise self._wrong_class(key, value)
                if loader is not self:
                    return loader.load_key(key, row)
        return self.load_key(key, row)

    def _load_fixed(self, core: Any, row: Any) -> Any:
        """Fill the object that the statement was made for; its row does not say which one it is."""
        obj = core.obj()
        for slot, cell in self.plan.columns.items():
            core.put(slot, self._value(row, cell.index))
        self._note_refresh(core, self.plan.only)
        self.seen[core.key] = obj
        for child in self.children:
            child.take(obj, row)
        return obj

    def load_key(self, key: Any, row: Any) -> Any:
        """Return the object with this key, made or completed from the row."""
        obj = self.seen.get(key)
        if obj is None:
            obj = self.seen[key] = self._first(key, row)
        for child in self.children:
            child.take(obj, row)
        return obj

    def load_all(self, rows: Sequence[Any], repeats: bool = False) -> list[Any]:
        """Return the object of each row, in the kernel's loop: `kernel_can` must have said yes.

        repeats: whether several rows may be about one object.
        """
        plan = self.plan
        repeats = repeats or bool(self.children or plan.post_loads)
        objects = hydrate_entities(rows, self.recipe, self, self.seen if repeats else None)
        if not plan.shares_view:
            for obj in self.fresh:
                core_of(obj).load_options = plan.keep_view
        if self.children:
            found = objects
            if any([obj is None for obj in objects]):
                rows, found = _with_object(rows, objects)
            for child in self.children:
                child.take_all(found, rows)
        return objects

    def _first(self, key: Any, row: Any) -> Any:
        token = self.context.token
        map_key = key if token is None else self.layout.map_key((key,) if self.single_pk else key, token)
        reference = self.refs.get(map_key)
        obj = None if reference is None else reference()
        if obj is None:
            return self._new(key, row)
        self._complete(core_of(obj), obj, row)
        return obj

    def _new(self, key: Any, row: Any) -> Any:
        identity = (key,) if self.single_pk else key
        obj = new_object(self.recipe, self.values_of(row), identity, self.context.token)
        if not self.plan.shares_view:
            core_of(obj).load_options = self.plan.keep_view
        return obj

    def _value(self, row: Any, place: int) -> Any:
        """The value at a place of the row, converted."""
        function = self.context.later.get(place)
        return row[place] if function is None else function(row[place])

    def _whole(self, row: Any) -> tuple[Any, ...]:
        """The canonical column values, converted."""
        values = self.values_of(row)
        if self.late is None:
            return values
        return tuple([value if each is None else each(value) for each, value in zip(self.late, values, strict=True)])

    def _complete(self, core: Any, obj: Any, row: Any) -> None:
        """Give an object that was there what it lacks, or everything when it is to be refreshed."""
        if core.layout is not self.layout:
            self._complete_other_class(core, row)
        elif self.always and core.key is not None:
            self._overwrite(core, row)
        elif core.is_all_expired:
            core.row_put(self._whole(row))
            self._note(core)
            self._note_refresh(core, self.plan.only)
        else:
            filled = []
            for slot, cell in self.plan.columns.items():
                if core.get(slot) is NO_VALUE:
                    core.put(slot, self._value(row, cell.index))
                    filled.append(self.layout.keys[slot])
            if filled:
                self._note_refresh(core, filled)

    def _complete_other_class(self, core: Any, row: Any) -> None:
        """The identity map has the row's object under a subclass that this plan knows only partly."""
        slots = core.mapper._slots
        for prop_slot, cell in self.plan.columns.items():
            slot = slots.get(self.layout.keys[prop_slot])
            if slot is not None and (self.always or core.get(slot) is NO_VALUE):
                core.put(slot, self._value(row, cell.index))

    def _overwrite(self, core: Any, row: Any) -> None:
        core.commit()
        if self.plan.only is None:
            core.row_put(self._whole(row))
            for slot in range(self.layout.column_count, len(self.layout.keys)):
                core.unset(slot)
        else:
            for slot, cell in self.plan.columns.items():
                core.put(slot, self._value(row, cell.index))
        self._note(core)
        self._note_refresh(core, self.plan.only)

    def _note_refresh(self, core: Any, names: Any) -> None:
        if self.refreshed is not None:
            self.refreshed.append((core, names))

    def _note(self, core: Any) -> None:
        if self.plan.keep_view is not None:
            core.load_options = self.plan.keep_view

    # -- subclasses ------------------------------------------------------------------------------------------

    def _variant(self, value: Any, key: Any) -> EntityLoader | None:
        """Return the loader for rows with this discriminator; None when its class is not ours."""
        plan = self.plan.variant_for(value)
        if plan is None:
            found: EntityLoader | None = None
        elif plan is self.plan:
            found = self
        else:
            found = EntityLoader(plan, self.context)
            found.discriminator = -1
        self.variants[value] = found
        # loads that follow want to know of every object, also of those that were there
        if found is not None and not found.plan.post_loads and kernel_can(found.plan, self.context):
            self.recipe.variants[value] = found.recipe
        return found

    def _wrong_class(self, key: Any, value: Any) -> exc.InvalidRequestError:
        mapper = self.mapper
        identity = mapper.identity_key_from_primary_key((key,) if self.single_pk else key)
        other = mapper.polymorphic_map[value]
        return exc.InvalidRequestError(
            f"Row with identity key {identity} can't be loaded into an object; the polymorphic discriminator column "
            f"'{mapper.polymorphic_on}' refers to {other}, which is not a sub-mapper of the requested {mapper}"
        )

    # -- after the rows --------------------------------------------------------------------------------------

    def loaders(self) -> list[EntityLoader]:
        """This loader, those of subclasses and those of joined children, outermost first."""
        found = [self]
        for variant in self.variants.values():
            if variant is not None and variant is not self:
                found.extend(variant.loaders())
        for child in self.children:
            found.extend(child.loader.loaders())
        return found

    def release(self) -> None:
        """Let go of objects and of other loaders: they refer to each other, and objects must not wait for that."""
        self.seen.clear()
        self.fresh.clear()
        self.recipe.variants.clear()
        self.refreshed = None
        self.variants.clear()
        self.children.clear()

    def finish(self) -> None:
        """Store what was gathered over several rows: collections and objects of joined children."""
        for loader in self.loaders():
            for child in loader.children:
                child.finish()
            for slot, uselist in loader.plan.empty_slots:
                for obj in loader.fresh:
                    if uselist:
                        store_collection(core_of(obj), slot, ())
                    else:
                        store_scalar(core_of(obj), slot, None)


class ChildLoader:
    """Fills one attribute from columns of the parent's row."""

    __slots__ = ("child", "loader", "parent", "context", "bags", "owners", "many")

    def __init__(self, child: JoinedChild, parent: EntityLoader, context: RowContext) -> None:
        self.child = child
        self.loader = EntityLoader(child.plan, context)
        self.parent = parent
        self.context = context
        # id of the owner -> what was found for it, None when its attribute is not to be filled
        self.bags: dict[int, dict[int, Any] | None] = {}
        self.owners: dict[int, Any] = {}
        self.many = child.uselist

    def take_all(self, objects: Sequence[Any], rows: Sequence[Any]) -> None:
        """Take the children of all rows; `objects` are their parents."""
        loader = self.loader
        if kernel_can(loader.plan, self.context):
            values = loader.load_all(rows, repeats=True)
        else:
            values = [loader.load(row) for row in rows]
        if self.many:
            gather(objects, values, self.bags, self._open)
        elif len(self.parent.fresh) == len(rows):
            fill_slot(objects, values, self.child.slot, self.parent.layout)
        else:
            for obj, value in zip(objects, values, strict=True):
                self._keep(obj, value)

    def take(self, obj: Any, row: Any) -> None:
        """Take the child of one row."""
        self._keep(obj, self.loader.load(row))

    def _keep(self, obj: Any, value: Any) -> None:
        bag = self.bags.get(id(obj), _UNSEEN)
        if bag is _UNSEEN:
            bag = self.bags[id(obj)] = self._open(obj)
        if bag is not None and (value is not None):
            if bag and not self.many and id(value) not in bag:
                exc.warn(
                    "Multiple rows returned with uselist=False for eagerly-loaded attribute "
                    f"'{self.parent.mapper.class_.__name__}.{self.child.key}' "
                )
                return
            bag[id(value)] = value

    def _open(self, obj: Any) -> dict[int, Any] | None:
        """Return a place to gather the attribute's values, None when the attribute is loaded already."""
        core = core_of(obj)
        self.owners[id(obj)] = obj
        claim = (id(obj), self.child.slot)
        if claim in self.context.claimed:
            return None
        if core.get(self.child.slot) is not NO_VALUE and not self.context.populate_existing:
            return None
        self.context.claimed.add(claim)
        return {}

    def finish(self) -> None:
        """Store the gathered values."""
        slot = self.child.slot
        for key, bag in self.bags.items():
            if bag is None:
                continue
            core = core_of(self.owners[key])
            if self.many:
                store_collection(core, slot, list(bag.values()))
            else:
                store_scalar(core, slot, next(iter(bag.values()), None))
        self.bags.clear()
        self.owners.clear()


def _with_object(rows: Sequence[Any], objects: Sequence[Any]) -> tuple[list[Any], list[Any]]:
    """Return the rows that have an object, and those objects."""
    pairs = [(row, obj) for row, obj in zip(rows, objects, strict=True) if obj is not None]
    return [row for row, _ in pairs], [obj for _, obj in pairs]


def _picker(places: Sequence[int]) -> Callable[[Any], Any]:
    if len(places) == 1:
        return itemgetter(places[0])
    return itemgetter(*places)


def _values_picker(plan: EntityPlan) -> Callable[[Any], tuple[Any, ...]]:
    """Return the function from a row to the canonical column values, NO_VALUE for what was not loaded."""
    if plan.exact:
        return _as_tuple
    places = plan.places
    if -1 not in places and len(places) > 1:
        return itemgetter(*places)

    def pick(row: Any) -> tuple[Any, ...]:
        return tuple([NO_VALUE if place < 0 else row[place] for place in places])

    return pick


def _as_tuple(row: Any) -> tuple[Any, ...]:
    return row if row.__class__ is tuple else tuple(row)


def kernel_can(plan: EntityPlan, context: RowContext) -> bool:
    """Say whether the kernel's loop may make the objects of a plan."""
    return (
        (plan.discriminator is None or not (plan.children or plan.post_loads))
        and not plan.empty_slots
        and plan.only is None
        and plan.has_all_pk
        and context.token is None
        and context.refresh is None
        and not context.populate_existing
        and not plan.mapper.always_refresh
        and not tells_refresh(plan.mapper)
    )


def tells_refresh(mapper: Any) -> bool:
    """Say whether somebody listens to `refresh`; the listeners that drop composites are not needed after a row."""
    hook = mapper.class_manager.dispatch.refresh
    return bool(hook) and len(tuple(hook)) > len(mapper.composites)


def load_objects(plan: EntityPlan, context: RowContext, rows: Sequence[Any]) -> tuple[list[Any], list[EntityLoader]]:
    """Return the objects of single-entity rows, one for each row, and the loaders that made them."""
    loader = EntityLoader(plan, context)
    if kernel_can(plan, context):
        objects = loader.load_all(rows)
        if not loader.children:
            return objects, loader.loaders()
    else:
        load = loader.load
        objects = [load(row) for row in rows]
    loader.finish()
    return objects, loader.loaders()
