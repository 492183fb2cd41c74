"""Load plans: how the values of a result row become objects.

Planning (`planner.py`) makes one `EntityPlan` for each mapped entity of a statement, nested for eager joins;
running it (`rows.py`) needs no more decisions. A plan is made once per statement and shared by all executions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from ..query.entities import Cell
from .view import OptionView


class PostLoad(Protocol):
    """A load that follows the rows: select-in, sub-query, immediate."""

    slot: int
    prop: Any

    async def run_steps(self, context: Any, objects: list[Any]) -> None:
        """Load the attribute for `objects`, which the rows have brought."""
        ...


class JoinedChild:
    """An attribute that is filled from columns of the same row.

    `owner`: the subclass mapper that has the attribute, when the base of the plan does not have it.
    """

    __slots__ = ("key", "slot", "uselist", "plan", "owner")

    def __init__(self, key: str, slot: int, uselist: bool, plan: EntityPlan, owner: Any = None) -> None:
        self.key = key
        self.slot = slot
        self.uselist = uselist
        self.plan = plan
        self.owner = owner

    def for_slot(self, slot: int) -> JoinedChild:
        """Return the same child for a subclass, whose attribute has another slot."""
        return JoinedChild(self.key, slot, self.uselist, self.plan, self.owner)


class EntityPlan:
    """How one entity is made out of a row.

    `mapper`: the mapper whose objects come out (of the base class when rows are polymorphic). `view`: the options
    that the objects keep. `cells`: column of the mapper -> its cell, for every column the statement has of the entity.
    After `freeze`: `pk` the places of the primary key, `places` the place of each column slot (-1: not loaded).
    """

    __slots__ = (
        "mapper",
        "entity",
        "view",
        "cells",
        "columns",
        "children",
        "post_loads",
        "discriminator",
        "variants",
        "make_variant",
        "pk",
        "places",
        "exact",
        "layout",
        "only",
        "token",
        "base",
        "empty_slots",
        "keep_view",
        "shares_view",
        "late",
        "pk_cells",
        "width",
    )

    def __init__(self, mapper: Any, entity: Any, view: OptionView) -> None:
        self.mapper = mapper
        self.entity = entity
        self.view = view
        self.keep_view = None if view.is_empty else view.for_later()
        self.shares_view = self.keep_view is None or self.keep_view.is_shareable
        # what the last execution left for later, and the functions by slot that follow from it
        self.late: tuple[Any, Any] = (None, None)
        self.cells: dict[Any, Cell] = {}
        self.columns: dict[int, Cell] = {}
        self.children: list[JoinedChild] = []
        self.post_loads: list[PostLoad] = []
        self.empty_slots: list[tuple[int, bool]] = []
        self.discriminator: Cell | None = None
        self.variants: dict[Any, EntityPlan | None] = {}
        self.make_variant: Callable[[Any], EntityPlan] | None = None
        self.only: frozenset[str] | None = None
        self.base: EntityPlan | None = None
        self.pk_cells: list[Cell | None] = []
        self.pk: tuple[int, ...] = ()
        self.places: tuple[int, ...] = ()
        self.exact = False
        self.layout: Any = None
        self.width = 0

    def freeze(self, width: int) -> None:
        """Turn cells into places, once the statement's columns have their order.

        width: the number of columns of a row.
        """
        layout = self.layout = self.mapper.class_manager.layout or self.mapper.class_manager.make_layout()
        columns = self.columns
        self.places = tuple(columns[s].index if s in columns else -1 for s in range(layout.column_count))
        self.width = width
        self.exact = width == layout.column_count and self.places == tuple(range(width))
        self.pk = tuple(-1 if cell is None else cell.index for cell in self.pk_cells)
        for child in self.children:
            child.plan.freeze(width)

    def late_functions(self, later: dict[int, Any]) -> Any:
        """Return per column slot the function that converts it when it is read, or None if there are none.

        later: those functions by the position in the row.
        """
        known, found = self.late
        if known is not later:
            functions = tuple([later.get(place) for place in self.places])
            found = functions if any(functions) else None
            self.late = (later, found)
        return found

    def variant_for(self, value: Any) -> EntityPlan | None:
        """Return the plan for rows with this discriminator value; None when its class does not inherit from ours.

        Raises AssertionError for a value that no class has.
        """
        try:
            return self.variants[value]
        except KeyError:
            pass
        mapper = self.mapper.polymorphic_map.get(value)
        if mapper is None:
            raise AssertionError(f"No such polymorphic_identity {value!r} is defined")
        found: EntityPlan | None
        if mapper is self.mapper:
            found = self
        elif not mapper.isa(self.mapper):
            found = None
        else:
            assert self.make_variant is not None
            found = self.make_variant(mapper)
            found.freeze(self.width)
        self.variants[value] = found
        return found

    def drop_missing(self) -> None:
        """Forget columns that the statement turned out not to have: they load when they are asked for."""
        self.columns = {slot: cell for slot, cell in self.columns.items() if cell.index >= 0}
        if self.discriminator is not None and self.discriminator.index < 0:
            self.discriminator = None
        for child in self.children:
            child.plan.drop_missing()

    @property
    def has_all_pk(self) -> bool:
        """Whether the statement has every primary key column of the entity."""
        return -1 not in self.pk

    def all_plans(self) -> Any:
        """Yield this plan and the nested ones."""
        yield self
        for child in self.children:
            yield from child.plan.all_plans()


class LoadPlan:
    """How the rows of one statement become what the user gets.

    `entities`: the values of a row; `roots`: the plan of each mapped one, by its id. `single`: the plan when the row is
    one mapped entity. `core`: the statement to compile. `view`: the options of the statement.
    `dynamic`: must be made anew for each execution. `follows`: some loads come after the rows.
    """

    __slots__ = (
        "entities", "roots", "width", "view", "needs_unique", "needs_buffer", "core", "single", "follows", "dynamic",
        "keys", "late", "statement", "conversion", "has_foreign",
    )  # fmt: skip

    def __init__(
        self,
        entities: list[Any],
        roots: dict[int, EntityPlan],
        width: int,
        view: OptionView,
        *,
        needs_unique: bool,
        needs_buffer: bool,
        core: Any,
    ) -> None:
        self.entities = entities
        self.roots = roots
        self.width = width
        self.view = view
        self.needs_unique = needs_unique
        self.needs_buffer = needs_unique or needs_buffer
        self.core = core
        self.statement: Any = None
        self.single = roots.get(id(entities[0])) if len(entities) == 1 else None
        self.follows = any(
            each.post_loads or each.make_variant is not None for root in roots.values() for each in root.all_plans()
        )
        self.dynamic = False
        self.keys: Any = None
        self.late = False
        self.conversion: Any = None
        self.has_foreign = any(not each.mapper.native for root in roots.values() for each in root.all_plans())
