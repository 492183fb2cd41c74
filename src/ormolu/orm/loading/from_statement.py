"""`select(User).from_statement(...)`: objects out of the rows of any other statement.

The columns of the entity are looked for in what the statement returns: by column, else by name.
"""

from __future__ import annotations

from typing import Any

from ... import exc
from ..query.entities import Cell, MappedEntity, entities_of
from .load_options import LoadOptions
from .plan import EntityPlan, LoadPlan
from .planner import Planner, Scope
from .view import view_of


class _Columns:
    """Stands for a lowering where nothing is added to the statement: cells are filled from the cursor."""

    def __init__(self, statement: Any) -> None:
        self.statement = statement
        self.cells: dict[Any, Any] = {}
        self.needs_unique = False
        self.needs_buffer = False
        self.multi_row = False
        self.eager_joins: dict[Any, Any] = {}
        self.eager_order_by: list[Any] = []
        self._adapts = False

    def add(self, expr: Any) -> Any:
        """Return the cell for a column."""
        found = self.cells.get(expr)
        if found is None:
            found = self.cells[expr] = Cell(expr)
        return found

    secondary = primary_once = primary = add

    def adapt(self, element: Any) -> Any:
        return element

    def adapter_for(self, mapper: Any) -> Any:
        return None


class FromStatementPlan(LoadPlan):
    """A plan whose cells get their places when the columns of the cursor are known."""

    __slots__ = ("cells",)
    cells: dict[Any, Any]

    def for_cursor(self, cursor: Any) -> LoadPlan:
        """Return this plan with every cell in its place."""
        places = _places(cursor)
        for expr, cell in self.cells.items():
            cell.index = _find(expr, places)
        width = len(cursor.keys())
        for root in self.roots.values():
            root.drop_missing()
            root.freeze(width)
            if not root.has_all_pk:
                raise exc.NoSuchColumnError(f"Could not locate column in row for column '{root.mapper.primary_key[0]}'")
        return self


def _places(cursor: Any) -> dict[Any, int]:
    if hasattr(cursor, "_places"):
        return cursor._places()  # type: ignore[no-any-return]  # ReturnedRows
    found: dict[Any, int] = {}
    compiled = getattr(cursor, "_compiled", None)
    entries = [] if compiled is None else getattr(compiled, "_result_columns", [])
    for index, entry in enumerate(entries):
        for target in entry.objects:
            if not isinstance(target, str):
                found.setdefault(target, index)
                for origin in getattr(target, "proxy_set", ()):
                    found.setdefault(origin, index)
    for index, name in enumerate(cursor.keys()):
        found.setdefault(name, index)
    return found


def _find(expr: Any, places: dict[Any, int]) -> int:
    if expr in places:
        return places[expr]
    for origin in getattr(expr, "proxy_set", ()):
        if origin in places:
            return places[origin]
    table = getattr(expr, "table", None)
    name = getattr(expr, "name", None)
    for label in (f"{getattr(table, 'name', None)}_{name}", name):
        if label in places:
            return places[label]
    return -1


def plan_from_statement(statement: Any, load: LoadOptions) -> LoadPlan:
    """Return the plan of a FromStatement."""
    return _plan(statement, statement._raw_columns, statement.element, load)


def entities_plan(statement: Any, load: LoadOptions) -> FromStatementPlan:
    """Return the plan for the entities of a SELECT in the rows of any cursor."""
    return _plan(statement, statement._raw_columns, statement, load)


def returning_plan(statement: Any, load: LoadOptions) -> FromStatementPlan:
    """Return the plan for the RETURNING rows of an ORM INSERT, UPDATE or DELETE."""
    return _plan(statement, statement._returning, statement, load, is_dml=True)


def _plan(statement: Any, raw_columns: Any, core: Any, load: LoadOptions, is_dml: bool = False) -> FromStatementPlan:
    view = view_of(statement._with_options)
    columns: Any = _Columns(statement)
    planner = Planner(view, eager=True, refresh=load._refresh)
    entities = entities_of(raw_columns)
    roots: dict[int, EntityPlan] = {}
    for entity in entities:
        if isinstance(entity, MappedEntity):
            adapter = entity.adapter if entity.entity.is_aliased_class else None
            scope = Scope(planner, columns, columns.add, entity.entity, adapter, view, parents=(), root=entity.entity)
            scope.joins_allowed = False
            scope.is_dml = is_dml
            roots[id(entity)] = scope.plan()
        else:
            _cells_of(entity, columns)
    plan = FromStatementPlan(
        entities,
        roots,
        0,
        view,
        needs_unique=columns.needs_unique,
        needs_buffer=columns.needs_buffer,
        core=core,
    )
    plan.cells = columns.cells
    plan.late = True
    plan.dynamic = True
    plan.statement = statement
    return plan


def _cells_of(entity: Any, columns: _Columns) -> None:
    if entity.is_bundle:
        for leaf in entity.leaves():
            _cells_of(leaf, columns)
    else:
        entity.cells.append(columns.add(entity.element))
