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

    async def run_steps(self, context: Any, objects: list[Any]) -> None:
        """Load the attribute for `objects`, which the rows have brought."""
        ...


class JoinedChild:
    """An attribute that is filled from columns of the same row."""

    __slots__ = ("key", "slot", "uselist", "plan", "contains_eager")

    def __init__(self, key: str, slot: int, uselist: bool, plan: EntityPlan, contains_eager: bool = False) -> None:
        self.key = key
        self.slot = slot
        self.uselist = uselist
        self.plan = plan
        self.contains_eager = contains_eager


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
        "pk_cells",
    )

    def __init__(self, mapper: Any, entity: Any, view: OptionView) -> None:
        self.mapper = mapper
        self.entity = entity
        self.view = view
        self.keep_view = None if view.is_empty else view.for_later()
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

    def freeze(self, width: int) -> None:
        """Turn cells into places, once the statement's columns have their order.

        width: the number of columns of a row.
        """
        layout = self.layout = self.mapper.class_manager.layout or self.mapper.class_manager.make_layout()
        columns = self.columns
        self.places = tuple(columns[s].index if s in columns else -1 for s in range(layout.column_count))
        self.exact = width == layout.column_count and self.places == tuple(range(width))
        self.pk = tuple(-1 if cell is None else cell.index for cell in self.pk_cells)
        for child in self.children:
            child.plan.freeze(width)

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

    `values`: one function-maker per value of a row, see `rows.py`. `single`: the row is one entity.
    """

    __slots__ = ("entities", "roots", "names", "needs_unique", "width", "view", "dynamic", "compiled", "core", "keys")

    def __init__(
        self,
        entities: list[Any],
        roots: dict[int, EntityPlan],
        width: int,
        view: OptionView,
        needs_unique: bool,
        core: Any,
    ) -> None:
        self.entities = entities
        self.roots = roots
        self.width = width
        self.view = view
        self.needs_unique = needs_unique
        self.core = core
        self.compiled: Any = None
        self.keys: Any = None
