"""Planning: an ORM SELECT -> the Core SELECT to execute and the LoadPlan for its rows.

`Planner` is the assembler that `query/lower.py` asks for each mapped entity of the statement. It walks over the
attributes of the entity, lets the options choose a strategy for each, and collects an `EntityPlan`.
Start at `plan_select`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ... import exc
from ..query.entities import Cell, MappedEntity, loaded_mappers
from ..query.lower import Lowering, adapted, mapper_properties
from .column_loading import is_loaded
from .joined import plan_contains_eager, plan_joined
from .load_options import Refresh
from .options import Entry
from .plan import EntityPlan, LoadPlan
from .polymorphic import PolymorphicLoads
from .strategies import post_load_for
from .strategy_names import check_populates, check_strategy, strategy_of
from .view import EntityOptions, OptionView, check_roots, view_of


class Planner:
    """Collects the entity plans of one statement."""

    def __init__(
        self,
        view: OptionView,
        *,
        eager: bool = True,
        refresh: Refresh | None = None,
        only: frozenset[str] | None = None,
    ) -> None:
        self.view = view
        self.eager = eager
        self.refresh = refresh
        self.only = refresh.only if refresh is not None else only
        self.roots: dict[int, EntityPlan] = {}

    def entity(self, lowering: Lowering, entity: MappedEntity) -> None:
        """Plan one entity of the columns clause."""
        scope = Scope(
            self,
            lowering,
            lowering.primary_once,
            entity.entity,
            entity.adapter,
            self.view,
            parents=(),
            root=entity.entity,
        )
        self.roots[id(entity)] = scope.plan(only=self.only)


class Scope:
    """One entity while it is being planned: where its columns go, which options apply, how deep it stands.

    `entity`: the mapper or alias that paths speak of. `adapter`: from mapped columns to those of the statement.
    `add`: registers a column. `parents`: the relationships that led here. `join`: the eager join that made it.
    """

    def __init__(
        self,
        planner: Planner,
        lowering: Lowering,
        add: Callable[[Any], Cell],
        entity: Any,
        adapter: Any,
        view: OptionView,
        *,
        parents: tuple[Any, ...],
        root: Any,
        join: Any = None,
        mapper: Any = None,
        loaded_entity: Any = None,
    ) -> None:
        self.planner = planner
        self.lowering = lowering
        self.add = add
        self.entity = entity
        self.mapper = entity.mapper if mapper is None else mapper
        self.adapter = adapter
        self.view = view
        self.parents = parents
        self.root = root
        self.join = join
        # the entity whose columns are in the statement: differs from `entity` for anonymous aliases
        self.loaded_entity = entity if loaded_entity is None else loaded_entity
        # loads of subclasses' attributes, by attribute and option
        self._shared: dict[tuple[int, int], Any] = {}
        # whether eager joins can be added to the statement
        self.joins_allowed = True
        # whether the statement can't be put into another one, as subquery loading needs
        self.is_dml = False

    def plan(self, only: frozenset[str] | None = None) -> EntityPlan:
        """Return the plan of the entity."""
        plan = EntityPlan(self.mapper, self.entity, self.view)
        plan.only = only
        options = self.view.at(self.entity)
        for prop in mapper_properties(self.loaded_entity):
            self._attribute(plan, prop, options, only)
        self._identity(plan)
        if self.mapper.polymorphic_on is not None:
            self._polymorphic(plan)
        self._fill_slots(plan, self.mapper, only)
        return plan

    # -- columns ---------------------------------------------------------------------------------------------

    def _attribute(self, plan: EntityPlan, prop: Any, options: EntityOptions, only: Any) -> None:
        if not prop._stored:
            return
        if getattr(prop, "_is_relationship", False):
            own = prop.parent if not self.mapper.isa(prop.parent) else self.mapper
            if own is self.mapper:
                self._relationship(plan, prop, options, only)
            else:
                self._subclass_relationship(plan, prop, own)
            return
        if prop.key in options.expressions:
            plan.cells[prop.columns[0]] = self.add(self._expression(options.expressions[prop.key]))
        elif is_loaded(prop, options, only, self.mapper):
            for column in prop.columns:
                self._column(plan, column)
        elif self._wants_identity():
            for column in prop.columns:
                if column in self.mapper.primary_key:
                    self._column(plan, column)

    def _wants_identity(self) -> bool:
        """Whether a row has to say which object it is about."""
        refresh = self.planner.refresh
        return refresh is None or refresh.with_identity or bool(self.parents)

    def _expression(self, expression: Any) -> Any:
        found = self.lowering.adapt(expression)
        return found if self.adapter is None else self.adapter(found)

    def _column(self, plan: EntityPlan, column: Any) -> Cell | None:
        if column in plan.cells:
            return plan.cells[column]
        expr = self.expr(column)
        if expr is None:
            return None
        cell = plan.cells[column] = self.add(expr)
        return cell

    def expr(self, column: Any) -> Any:
        """Return the expression of a mapped column in this statement, or None when its FROM has no such column."""
        if self.adapter is None:
            return column
        found = self.adapter.column(column)
        if found is None and not hasattr(column, "table"):
            return self.adapter(column)
        return found

    def _identity(self, plan: EntityPlan) -> None:
        needs = self._wants_identity()
        for column in self.mapper.primary_key:
            if needs:
                cell = self._find(plan, column)
                plan.pk_cells.append(cell if cell is not None else self._column(plan, column))
            else:
                plan.pk_cells.append(self._find(plan, column))

    def _find(self, plan: EntityPlan, column: Any) -> Cell | None:
        """Return the cell of a column or of one that is always equal to it."""
        cell = plan.cells.get(column)
        if cell is not None:
            return cell
        for equivalent in self.mapper._equivalent_columns.get(column, ()):
            cell = plan.cells.get(equivalent)
            if cell is not None:
                return cell
        return None

    def _polymorphic(self, plan: EntityPlan) -> None:
        column = self._discriminator()
        refresh = self.planner.refresh
        if refresh is not None and not self.parents and refresh.only is not None:
            return
        cell = self._find(plan, column)
        if cell is None:
            cell = self._column(plan, column)
        if cell is None and not hasattr(column, "table"):
            cell = plan.cells[column] = self.add(column if self.adapter is None else self.adapter(column))
        plan.discriminator = cell
        loads = PolymorphicLoads(self.mapper, self.view, self.view.at(self.entity).polymorphic)
        plan.make_variant = lambda mapper: self._variant(plan, mapper, loads)

    def _discriminator(self) -> Any:
        loaded = self.loaded_entity
        if loaded.is_aliased_class and loaded.polymorphic_on is not None:
            return loaded.polymorphic_on
        return self.mapper.polymorphic_on

    def _variant(self, base: EntityPlan, mapper: Any, loads: PolymorphicLoads) -> EntityPlan:
        """Return the plan for rows that turn out to be of a subclass."""
        plan = EntityPlan(mapper, base.entity, base.view)
        plan.base = base
        plan.only = base.only
        plan.cells = base.cells
        plan.pk_cells = base.pk_cells
        self._fill_slots(plan, mapper, base.only)
        by_key = {child.key: child for child in base.children}
        for key, child in by_key.items():
            prop = mapper._props.get(key)
            if prop is not None and (child.owner is None or mapper.isa(child.owner)):
                plan.children.append(child.for_slot(mapper._slots[key]))
        for prop in mapper._props.values():
            if getattr(prop, "_is_relationship", False) and prop.key not in by_key:
                self._later_for_variant(base, plan, prop, mapper)
        if base.only is None:
            plan.post_loads.extend(loads.for_class(mapper))
        return plan

    def _later_for_variant(self, base: EntityPlan, plan: EntityPlan, prop: Any, mapper: Any) -> None:
        """Plan a load that follows the rows of a subclass; one that a superclass has too is shared with it."""
        if base.only is not None and prop.key not in base.only:
            return
        above = [each for each in loaded_mappers(self.loaded_entity) if mapper.isa(each) and prop.key in each._props]
        if prop.key not in self.mapper._props and not above:
            return  # options and strategies reach only the classes that the statement is about
        options = self.view.at(self.entity, mapper)
        entry = self._entry(prop, options)
        key = (id(prop), id(entry))
        if prop.key in self.mapper._props and entry is self._entry(prop, self.view.at(self.entity)):
            shared = [post for post in base.post_loads if post.prop is prop and getattr(post, "shares_objects", False)]
            if shared:
                plan.post_loads.append(shared[0])
                return
        if key in self._shared:
            plan.post_loads.append(self._shared[key])
            return
        owner = prop.parent if prop.key not in self.mapper._props and mapper.isa(prop.parent) else mapper
        before = len(plan.post_loads)
        self._later(plan, prop, options, owner)
        for post in plan.post_loads[before:]:
            if getattr(post, "shares_objects", False) and owner is prop.parent:
                self._shared[key] = post

    def _fill_slots(self, plan: EntityPlan, mapper: Any, only: frozenset[str] | None) -> None:
        """Say which cell fills which column slot of `mapper`."""
        for prop in mapper._props.values():
            if not prop._stored or getattr(prop, "_is_relationship", False):
                continue
            slot = mapper._slots.get(prop.key)
            if slot is None:
                continue
            if only is not None and prop.key not in only:
                continue
            for column in prop.columns:
                cell = plan.cells.get(column)
                if cell is None and mapper.concrete and mapper is not self.mapper:
                    # the base of concrete classes may be mapped to their union alone
                    cell = plan.cells.get(self.mapper.local_table.corresponding_column(column))
                if cell is not None:
                    plan.columns[slot] = cell
                    break

    # -- relationships ---------------------------------------------------------------------------------------

    def _relationship(self, plan: EntityPlan, prop: Any, options: EntityOptions, only: Any) -> None:
        if only is not None and prop.key not in only:
            return
        entry = self._entry(prop, options)
        check_populates(prop, options.exact.get(prop.key))
        name = strategy_of(prop, entry)
        if name == "contains_eager":
            if self.planner.refresh is None:
                plan_contains_eager(self, plan, prop, entry)
        elif self.is_dml and name in ("joined", "subquery"):
            if entry is not None:
                exc.warn_deprecated(f"The {name}load loader option is not compatible with DML statements", "2.1")
        elif name == "joined" and self.planner.eager and self.joins_allowed:
            if not plan_joined(self, plan, prop, entry):
                self._later(plan, prop, options, self.mapper)
        else:
            self._later(plan, prop, options, self.mapper)

    def _subclass_relationship(self, plan: EntityPlan, prop: Any, mapper: Any) -> None:
        """Plan a relationship that only a subclass in the statement has."""
        options = self.view.at(self.entity, mapper)
        entry = self._entry(prop, options)
        name = strategy_of(prop, entry)
        if name == "contains_eager":
            plan_contains_eager(self, plan, prop, entry, mapper)
        elif name == "joined" and self.planner.eager:
            plan_joined(self, plan, prop, entry, mapper)

    def _entry(self, prop: Any, options: EntityOptions) -> Entry | None:
        entry = options.relationship(prop.key)
        if entry is not None:
            check_strategy(prop, entry)
        return entry

    def _later(self, plan: EntityPlan, prop: Any, options: EntityOptions, mapper: Any) -> None:
        """Plan a load that follows the rows, if the attribute's strategy is one."""
        if not self.planner.eager:
            return
        entry = self._entry(prop, options)
        name = strategy_of(prop, entry)
        if name == "noload":
            plan.empty_slots.append((mapper._slots[prop.key], prop.uselist))
            return
        post = post_load_for(self, plan, prop, entry, name, mapper)
        if post is not None:
            plan.post_loads.append(post)


def plan_select(
    statement: Any,
    *,
    view: OptionView | None = None,
    eager: bool = True,
    refresh: Refresh | None = None,
    only: frozenset[str] | None = None,
) -> LoadPlan:
    """Return the LoadPlan of an ORM SELECT; `.core` is the statement to compile.

    Raises ArgumentError for options that fit no entity of the statement.
    """
    options = statement._with_options
    found = view_of(options) if view is None else view
    planner = Planner(found, eager=eager and eager_enabled(statement), refresh=refresh, only=only)
    lowering = Lowering(statement, planner, toplevel=True)
    if options:
        mapped = [entity.entity for entity in lowering.entities if entity.is_mapped]
        check_roots(options, mapped)
    width = len(lowering.columns) + len(lowering.secondary_columns)
    width = max([width, *(cell.index + 1 for cell in _all_cells(lowering))])
    for plan in planner.roots.values():
        plan.freeze(width)
    made = LoadPlan(
        lowering.entities,
        planner.roots,
        width,
        found,
        needs_unique=lowering.needs_unique,
        needs_buffer=lowering.needs_buffer,
        core=lowering.core,
    )
    made.dynamic = any(_has_values(option) for option in options)
    return made


def _has_values(option: Any) -> bool:
    """Say whether an option carries literal values, which belong to one execution only."""
    parts = option._key_parts()
    return bool(parts is None or parts[1])


def _all_cells(lowering: Lowering) -> Iterable[Cell]:
    yield from lowering.columns
    yield from lowering.secondary_columns


def eager_enabled(statement: Any) -> bool:
    """Say whether eager joins are wanted: `Query.enable_eagerloads(False)` turns them off."""
    return bool(statement._execution_options.get("_sa_enable_eagerloads", True))


def missing_identity(mapper: Any) -> exc.NoSuchColumnError:
    """Return the error for a row without the primary key."""
    return exc.NoSuchColumnError(f"Could not locate column in row for column '{mapper.primary_key[0]}'")


__all__ = ["Planner", "Refresh", "Scope", "adapted", "plan_select"]
