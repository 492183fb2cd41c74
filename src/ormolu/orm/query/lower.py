"""Lowering: an ORM SELECT -> a Core SELECT, and where each entity finds its columns in a row of it.

`Lowering` goes through the statement once: entities, joins along relationships, columns, criteria, FROM. What a
mapped entity loads is decided by an *assembler*: nested statements render every column; for the statement that is
executed `orm/loading` provides one that also adds eager joins.

With a row limit and an eager join to a collection, or with DISTINCT or GROUP BY and any eager join, the statement becomes a
subquery that the joins are made to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

from ... import exc
from ...sql.cache_key import HasCacheKey, KeyParts
from ...sql.expression import select
from .adapt import ColumnAdapter, replace
from .criteria import criteria_for, single_inheritance_criterion
from .entities import BundleEntity, Cell, ColumnEntity, MappedEntity, RowEntity, entities_of
from .joins import JoinBuilder


class EagerJoin(Protocol):
    """A join that an eager loading strategy adds: from the FROM so far to the FROM with the join."""

    def attach(self, left: Any, adapt: Callable[[Any], Any] | None) -> Any:
        """Return `left` joined; `adapt` rewrites columns of the statement for its subquery."""
        ...


class Assembler(Protocol):
    """Decides which columns a mapped entity needs."""

    def entity(self, lowering: Lowering, entity: MappedEntity) -> None:
        """Register the columns and eager joins of `entity` with `lowering`."""
        ...


class AllColumns:
    """The assembler of nested statements: every column of the entity, nothing else."""

    def entity(self, lowering: Lowering, entity: MappedEntity) -> None:
        for _, column in entity_columns(entity):
            entity.cells.append(lowering.primary(column, dedupe=True))


def entity_columns(entity: MappedEntity) -> Iterator[tuple[str, Any]]:
    """Yield (attribute name, column) for every column of an entity, adapted to it."""
    adapter = entity.adapter
    for prop in mapper_properties(entity.entity):
        for column in getattr(prop, "columns", ()):
            if prop._stored and renders_in_subquery(prop):
                yield prop.key, adapted(adapter, column)


def renders_in_subquery(prop: Any) -> bool:
    """Say whether a column property has an expression of its own; a bare query_expression() has none."""
    return ("query_expression", True) not in prop.strategy_key


def mapper_properties(entity: Any) -> Iterable[Any]:
    """Return the properties that an entity loads, those of its polymorphic subclasses included."""
    if entity.is_aliased_class:
        if len(entity.with_polymorphic_mappers) == 1:
            return entity.mapper._props.values()  # type: ignore[no-any-return]  # mappers are Any here
        return entity.mapper._iterate_polymorphic_properties(entity.with_polymorphic_mappers)  # type: ignore[no-any-return]
    return entity._polymorphic_properties  # type: ignore[no-any-return]


def adapted(adapter: Any, column: Any) -> Any:
    """Return `column` for the selectable of `adapter` (None: as it is)."""
    if adapter is None:
        return column
    found = adapter.column(column)
    return adapter(column) if found is None else found


_NO_EAGER: list[Any] = []


class Lowering:
    """One pass over one ORM SELECT; `core` is the statement it became."""

    def __init__(self, statement: Any, assembler: Assembler, *, toplevel: bool = False) -> None:
        self.statement = statement
        self.assembler = assembler
        self.toplevel = toplevel
        self.options = statement._with_options
        self.criteria_options = [o for o in self.options if getattr(o, "_is_criteria_option", False)]
        self.entities: list[RowEntity] = entities_of(statement._raw_columns)
        for each in self.entities:
            if each.entity is not None:
                each.entity.mapper._check_configure()
        self.columns: list[Cell] = []
        self.secondary_columns: list[Cell] = []
        self._known: dict[Any, Cell] = {}
        self.eager_joins: dict[Any, list[EagerJoin]] = {}
        self.eager_order_by: list[Any] = []
        self.multi_row = False
        self.needs_unique = False
        self.needs_buffer = False
        # what is left to do when all entities are set up
        self.at_end: list[Callable[[], None]] = []
        self.extra_criteria: list[Any] = []
        self.from_alias = _from_alias(self.options)
        self._polymorphic = self._polymorphic_adapters()
        self._adapts = bool(self._polymorphic) or self.from_alias is not None
        self.joins = JoinBuilder(self)
        self.core = self._build()

    # -- columns ---------------------------------------------------------------------------------------------

    def primary(self, expr: Any, *, dedupe: bool = False) -> Cell:
        """Add a column that belongs to the statement itself (inside, when it becomes a subquery)."""
        return self._add(expr, self.columns, dedupe)

    def primary_once(self, expr: Any) -> Cell:
        """Add a column of the statement itself unless it is there."""
        return self._add(expr, self.columns, True)

    def secondary(self, expr: Any) -> Cell:
        """Add a column of an eager join."""
        return self._add(expr, self.secondary_columns, True)

    def _add(self, expr: Any, to: list[Cell], dedupe: bool) -> Cell:
        cell = self._known.get(expr) if dedupe else None
        if cell is None:
            cell = Cell(expr)
            to.append(cell)
            self._known.setdefault(expr, cell)
        return cell

    # -- adapting --------------------------------------------------------------------------------------------

    def _polymorphic_adapters(self) -> dict[Any, Any]:
        """Mapper -> adapter, for entities whose own selectable is an alias or a subquery."""
        found: dict[Any, Any] = {}
        for entity in self._mentioned_entities():
            if entity.adapter is not None and not entity.entity.is_aliased_class:
                for mapper in entity.mapper.self_and_descendants:
                    found.setdefault(mapper, entity.adapter)
        return found

    def _mentioned_entities(self) -> Iterator[MappedEntity]:
        for entity in self.entities:
            if isinstance(entity, MappedEntity):
                yield entity
            elif entity.entity is not None and not entity.is_bundle:
                yield MappedEntity(entity.element, entity.entity)
        for element in self.statement._from_obj:
            found = element._annotations.get("parententity")
            if found is not None:
                yield MappedEntity(element, found)

    def use_adapter(self, mapper: Any, adapter: Any) -> None:
        """Rewrite mentions of `mapper` from here on (a join gave it an alias)."""
        for each in mapper.self_and_descendants:
            self._polymorphic[each] = adapter
        self._adapts = True

    def adapt(self, element: Any) -> Any:
        """Return `element` (or a list of such) for the FROM of this statement."""
        if not self._adapts:
            return element
        return replace(element, self._substitute)

    def adapter_now(self) -> Callable[[Any], Any] | None:
        """Return a function that adapts as of now, whatever joins add later; None when there is nothing to adapt."""
        if not self._adapts:
            return None
        polymorphic, alias = dict(self._polymorphic), self.from_alias
        return lambda element: replace(element, lambda node: _substitute(node, polymorphic, alias))

    def adapter_for(self, mapper: Any) -> Any:
        """Return the adapter that mentions of `mapper` go through, or None."""
        found = self._polymorphic.get(mapper)
        return self.from_alias if found is None else found

    def _substitute(self, node: Any) -> Any:
        return _substitute(node, self._polymorphic, self.from_alias)

    # -- the statement ---------------------------------------------------------------------------------------

    def _build(self) -> Any:
        for entity in self.entities:
            self._setup(entity)
        for finish in self.at_end:
            finish()
        self.joins.apply(self.statement._setup_joins)
        self._finish_from_alias()
        where = self._where()
        order_by = tuple(self.adapt(list(self.statement._order_by_clauses)))
        core = self._core(where, order_by)
        if self.eager_joins and (self._merges_rows() or (self.multi_row and self._limits_rows())):
            return self._compound(core, order_by)
        return self._simple(core, order_by)

    def _finish_from_alias(self) -> None:
        if self.from_alias is not None:
            for cell in self.columns:
                cell.expr = self.adapt(cell.expr)

    def _limits_rows(self) -> bool:
        statement = self.statement
        return bool(
            statement._limit_clause is not None
            or statement._offset_clause is not None
            or statement._fetch_clause is not None
        )

    def _merges_rows(self) -> bool:
        """Whether rows become one by all their columns: those of eager joins must not be among them."""
        statement = self.statement
        return bool(statement._distinct or statement._distinct_on or statement._group_by_clauses)

    def _setup(self, entity: RowEntity) -> None:
        if isinstance(entity, MappedEntity):
            self._fallback(entity.entity, entity.selectable)
            self._criteria(entity.entity)
            self.assembler.entity(self, entity)
        elif isinstance(entity, BundleEntity):
            for leaf in entity.leaves():
                self._setup(leaf)
        elif isinstance(entity, ColumnEntity):
            self._setup_column(entity)

    def _setup_column(self, entity: ColumnEntity) -> None:
        element = entity.element
        froms = set(element._from_objects)
        for found in mentioned(element):
            if not froms.isdisjoint(found.selectable._from_objects):
                self._fallback(found, found.selectable)
            self._criteria(found)
        entity.cells.append(self.primary(self.adapt(element)))

    def _fallback(self, entity: Any, selectable: Any) -> None:
        self.joins.fallback(entity, selectable)

    def _criteria(self, entity: Any) -> None:
        """Note the criteria that come with an entity, once."""
        self.joins.note_entity(entity)

    def _where(self) -> tuple[Any, ...]:
        given = self.statement._where_criteria
        for criterion in given:
            for entity in mentioned(criterion):
                self.joins.note_entity(entity)
        found = [self.adapt(c) for c in given]
        found.extend(self.extra_criteria)
        whole: set[Any] = set()
        for entity in self.joins.criteria_entities():
            base = entity._base_alias if entity.is_aliased_class else entity
            single = None if base in whole else single_inheritance_criterion(base)
            whole.add(base)
            if single is not None:
                found.append(self.adapt(single))
            if self.criteria_options:
                found.extend(self.adapt(c) for c in criteria_for(entity, self.criteria_options))
        return tuple(found)

    def _core(self, where: tuple[Any, ...], order_by: tuple[Any, ...]) -> Any:
        """Return a copy of the statement with what is settled before eager joins."""
        statement = self.statement
        core = core_copy(statement)
        core._where_criteria = where
        core._order_by_clauses = order_by
        if self._adapts:
            core._having_criteria = tuple(self.adapt(list(statement._having_criteria)))
            core._group_by_clauses = tuple(self.adapt(list(statement._group_by_clauses)))
            core._distinct_on = tuple(self.adapt(list(statement._distinct_on)))
        return core

    def _simple(self, core: Any, order_by: tuple[Any, ...]) -> Any:
        core._from_obj = self._froms(self.joins.from_clauses(), None)
        if self.eager_order_by:
            core._order_by_clauses = (*order_by, *self.eager_order_by)
        self._number(core, [*self.columns, *self.secondary_columns])
        return core

    def _number(self, core: Any, cells: list[Cell]) -> None:
        for index, cell in enumerate(cells):
            cell.index = index
        core._raw_columns = [cell.expr for cell in cells]

    def _compound(self, core: Any, order_by: tuple[Any, ...]) -> Any:
        """Make the statement a subquery and join eagerly to that."""
        core._from_obj = tuple(self.joins.from_clauses())
        inner = list(self.columns)
        for expr in _ordered_expressions(order_by):
            if expr not in self._known:
                cell = Cell(expr)
                self._known[expr] = cell
                inner.append(cell)
        core._raw_columns = [cell.expr for cell in inner]
        core._correlate = ()
        subquery = core.alias()
        adapter = ColumnAdapter(subquery)
        outer = self._outer(subquery)
        for cell in inner:
            cell.expr = adapted(adapter, cell.expr)
        self._number(outer, [*inner, *self.secondary_columns])
        outer._from_obj = self._froms([subquery], adapter)
        eager = [adapter(expr) for expr in self.eager_order_by]
        outer._order_by_clauses = (*(adapter(expr) for expr in order_by), *eager)
        return outer

    def _outer(self, subquery: Any) -> Any:
        """Return the SELECT around the subquery, without columns yet."""
        statement = self.statement
        outer = select()
        outer._label_style = statement._label_style
        outer._correlate = statement._correlate
        outer._correlate_except = statement._correlate_except
        outer._execution_options = statement._execution_options
        return outer

    def _froms(self, base: list[Any], adapter: ColumnAdapter | None) -> tuple[Any, ...]:
        """Return the FROM elements with the eager joins attached."""
        froms = list(base)
        for root, joins in self.eager_joins.items():
            index, left = (0, froms[0]) if adapter is not None else self._join_point(froms, root)
            for join in joins:
                left = join.attach(left, adapter)
            if index is None:
                froms.append(left)
            else:
                froms[index] = left
        return tuple(froms)

    def _join_point(self, froms: list[Any], entity: Any) -> tuple[int | None, Any]:
        matches = [i for i, f in enumerate(froms) if contains_from(f, entity.selectable)]
        if len(matches) > 1:
            raise exc.InvalidRequestError(
                "Can't identify which query entity in which to joined eager load from.   Please use an exact match "
                "when specifying the join path."
            )
        return (matches[0], froms[matches[0]]) if matches else (None, entity.selectable)


def _substitute(node: Any, polymorphic: dict[Any, Any], from_alias: Any) -> Any:
    """Return what takes the place of `node` in a statement whose mappers read from `polymorphic` adapters."""
    if from_alias is not None:
        found = from_alias.substitute(node)
        if found is not None:
            return found
    annotations = node._annotations
    entity = annotations.get("parententity")
    if entity is not None and not entity.is_aliased_class:
        adapter = polymorphic.get(annotations.get("parentmapper", entity))
        if adapter is not None:
            return adapter.column(node) if getattr(node, "_is_column_element", False) else None
    elif entity is None and hasattr(node, "table"):
        for mapper, adapter in polymorphic.items():
            if node.table in mapper.tables:
                return adapter.column(node)
    return None


def core_copy(statement: Any) -> Any:
    """Return a copy of a SELECT that belongs to no plugin and has no joins left to make."""
    core = statement._clone()
    core._propagate_attrs = {}
    core._setup_joins = ()
    core._with_options = ()
    core._memoized_select_entities = ()
    return core


def contains_from(from_clause: Any, selectable: Any) -> bool:
    """Say whether `selectable` is `from_clause` or one of the elements it joins."""
    if from_clause is selectable or hash(from_clause) == hash(selectable):
        return True
    if from_clause.__visit_name__ == "join":
        return contains_from(from_clause.left, selectable) or contains_from(from_clause.right, selectable)
    if from_clause.__visit_name__ == "grouping":
        return contains_from(from_clause.element, selectable)
    return False


def mentioned(element: Any) -> Iterator[Any]:
    """Yield the entities whose columns an expression names, outside of subqueries."""
    seen: set[int] = set()
    stack = [element]
    while stack:
        node = stack.pop()
        entity = node._annotations.get("parententity")
        if entity is not None:
            if id(entity) not in seen:
                seen.add(id(entity))
                yield entity
            if getattr(node, "_is_from_clause", False):
                continue
        if getattr(node, "_is_select_base", False) or node.__visit_name__ in ("select", "scalar_select", "exists"):
            continue
        stack.extend(reversed(list(node.get_children())))


def _ordered_expressions(order_by: Iterable[Any]) -> Iterator[Any]:
    """Yield what ORDER BY sorts on, without directions and label references."""
    for clause in order_by:
        node = clause
        while True:
            kind = node.__visit_name__
            if (
                (kind == "unary" and getattr(node, "modifier", None) is not None)
                or kind == "label_reference"
                or kind == "grouping"
            ):
                node = node.element
            else:
                break
        if kind == "clauselist" or kind == "expression_clauselist":
            yield from _ordered_expressions(node.clauses)
        elif kind != "textual_label_reference":
            yield node


class FromAlias(HasCacheKey):
    """Internal option: read the entities of the statement from a subquery (set operations of Query)."""

    inherit_cache = True
    _is_core = False
    _is_has_cache_key = True
    _is_strategy_option = False
    _is_criteria_option = False
    _is_user_defined = False
    entity = None

    def __init__(self, selectable: Any) -> None:
        self._from_alias = selectable

    def _key_parts(self) -> KeyParts | None:
        parts = self._from_alias._key_ref()
        return None if parts is None else ((FromAlias, parts[0]), parts[1], parts[2])


def _from_alias(options: Iterable[Any]) -> ColumnAdapter | None:
    for option in options:
        selectable = getattr(option, "_from_alias", None)
        if selectable is not None:
            return ColumnAdapter(selectable, adapt_on_names=False)
    return None
