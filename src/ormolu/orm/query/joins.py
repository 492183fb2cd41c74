"""Joins of an ORM statement: `.join(...)` calls -> FROM elements.

`JoinBuilder` finds for each call its left side (named, or the FROM element that can be joined), its right side and its
ON clause; relationships give their own. `relationship_join` is the join along one relationship, used for
eager loading too. `join()` and `outerjoin()` are the public functions.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ... import exc
from ...inspection import inspect
from ...sql.expression import Join, and_
from ...structures import immutabledict
from .adapt import ColumnAdapter, plain
from .criteria import criteria_for, single_inheritance_criterion
from .entities import entities_of
from .relationship_join import lateral_beside, relationship_conditions

_DONT_KNOW = (
    "Don't know how to join to {}. Please use the .select_from() method to establish an explicit left side, as well "
    "as providing an explicit ON clause if not present already to help resolve the ambiguity."
)
_MANY_FROMS = (
    "Can't determine which FROM clause to join from, there are multiple FROMS which can join to this entity. Please "
    "use the .select_from() method to establish an explicit left side, as well as providing an explicit ON clause if "
    "not present already to help resolve the ambiguity."
)


class JoinBuilder:
    """The FROM side of one lowering: explicit FROM elements, those that columns imply, and the joins."""

    def __init__(self, lowering: Any) -> None:
        self.lowering = lowering
        self._entities: dict[Any, None] = {}
        self._joined: set[Any] = set()
        self._fallbacks: dict[Any, Any] = {}
        self._froms: list[Any] = []
        for element in lowering.statement._from_obj:
            self._take_from(element)

    def _take_from(self, element: Any) -> None:
        entity = element._annotations.get("parententity")
        if entity is not None:
            self.note_entity(entity)
            self._froms.append(entity.selectable)
        else:
            for joined in _join_entities(element):
                self._joined.add(joined)
            for plain_entity in _left_entities(element):
                self.note_entity(plain_entity)
            self._froms.append(element)

    # -- what the rest of the statement implies ---------------------------------------------------------------

    def fallback(self, entity: Any, selectable: Any) -> None:
        """Note the FROM element of an entity in the columns clause, used when nothing else says what to read."""
        self._fallbacks.setdefault(entity, selectable)

    def note_entity(self, entity: Any) -> None:
        """Note an entity whose own criteria go into WHERE."""
        self._entities[entity] = None

    def criteria_entities(self) -> Iterator[Any]:
        """Yield the entities whose criteria go into WHERE: those that no join has brought in."""
        for entity in self._entities:
            if entity not in self._joined:
                yield entity

    def from_clauses(self) -> list[Any]:
        """Return the FROM elements."""
        if self._froms:
            return list(self._froms)
        found: list[Any] = []
        for selectable in self._fallbacks.values():
            adapted = self._from_alias(selectable)
            if not any(adapted is known for known in found):
                found.append(adapted)
        return found

    def _from_alias(self, selectable: Any) -> Any:
        alias = self.lowering.from_alias
        if alias is not None and alias.selectable.is_derived_from(selectable):
            return alias.selectable
        return selectable

    # -- joins -----------------------------------------------------------------------------------------------

    def apply(self, setup_joins: Any) -> None:
        """Add the joins of the statement, in order; the left sides of the first may follow from earlier columns."""
        start = 0
        current = self._fallbacks
        for raw_columns, count in self.lowering.statement._memoized_select_entities:
            self._fallbacks = {
                each.entity: each.entity.selectable for each in entities_of(raw_columns) if each.entity is not None
            }
            self._apply(setup_joins[start:count])
            start, self._fallbacks = count, current
        self._apply(setup_joins[start:])

    def _apply(self, setup_joins: Any) -> None:
        done: list[tuple[Any, Any]] = []
        for target, onclause, left, flags in setup_joins:
            if getattr(target, "is_attribute", False) and any(t is target and o is onclause for t, o in done):
                continue  # the same path once more changes nothing
            done.append((target, onclause))
            self._join(target, onclause, left, bool(flags.get("isouter")), bool(flags.get("full")))

    def _join(self, target: Any, onclause: Any, left: Any, isouter: bool, full: bool) -> None:
        attribute = _relationship_of(onclause)
        of_target = _relationship_of(target)
        if of_target is not None:
            if onclause is not None:
                raise exc.InvalidRequestError(
                    "No 'on clause' argument may be passed when joining to a relationship path as a target"
                )
            attribute, target, onclause = of_target, None, None
        elif attribute is not None:
            onclause = None
        elif getattr(target, "is_attribute", False) or getattr(target, "is_property", False):
            raise exc.ArgumentError(f"Join target {target} does not refer to a mapped entity")
        right = self._right(target, attribute)
        left_entity = _entity(left)
        if attribute is not None and left_entity is None:
            left_entity = attribute._parententity
        if left is not None and left_entity is None:
            left_entity = left
        self._join_from(left_entity, right, attribute, onclause, isouter, full)

    def _right(self, target: Any, attribute: Any) -> Any:
        """Return the entity or FROM element on the right side."""
        if target is not None:
            found = _entity(target)
            if attribute is not None and found is not None:
                _check_target(attribute, found)
            return target if found is None else found
        of_type = getattr(attribute, "_of_type", None)
        if of_type is not None:
            return inspect(of_type)
        return attribute.property.entity

    def _join_from(self, left: Any, right: Any, attribute: Any, onclause: Any, isouter: bool, full: bool) -> None:
        right_from = _selectable(right)
        if left is None:
            index, left_from, left_entity = self._implied_left(right_from, onclause, right)
        else:
            left_entity = left if hasattr(left, "mapper") else None
            index, left_from = self._place_of(left)
        if left_entity is not None and left_entity is right:
            raise exc.InvalidRequestError(
                f"Can't construct a join from {left_entity} to {right}, they are the same entity"
            )
        adapt = self.lowering.adapter_now()
        right, right_from, onclause = self._free_right(left_from, right, right_from, onclause, attribute)
        onclause = self.lowering.adapt(onclause) if onclause is not None else None
        joined = orm_join(
            left_from,
            right_from,
            onclause,
            attribute=attribute,
            left_entity=left_entity,
            right_entity=right if hasattr(right, "mapper") else None,
            isouter=isouter,
            full=full,
            criteria_options=self.lowering.criteria_options,
            adapt=adapt,
        )
        if hasattr(right, "mapper"):
            self._joined.add(right)
        if index is None:
            self._froms.append(joined)
        else:
            self._froms[index] = joined

    def _place_of(self, left: Any) -> tuple[int | None, Any]:
        """Return where the left side stands in FROM, and the element there."""
        selectable = self._from_alias(_selectable(left))
        matches = [i for i, f in enumerate(self._froms) if _contains(f, selectable)]
        if len(matches) > 1:
            raise exc.InvalidRequestError(
                "Can't identify which entity in which to assign the left side of this join.   Please use a more "
                "specific ON clause."
            )
        if matches:
            return matches[0], self._froms[matches[0]]
        found = self._selected_subclass(left)
        self._fallbacks.pop(found, None)
        return None, selectable if found is left else self._from_alias(found.selectable)

    def _selected_subclass(self, left: Any) -> Any:
        """Return the first entity of the columns clause whose rows are also those of `left`, else `left` itself."""
        if not getattr(left, "is_mapper", False):
            return left
        selected = (each.entity for each in self.lowering.entities if each.is_mapped and each.entity.is_mapper)
        return next((mapper for mapper in selected if mapper.isa(left)), left)

    def _implied_left(self, right_from: Any, onclause: Any, right: Any) -> tuple[int | None, Any, Any]:
        """Choose the left side by what can be joined: the FROM elements, else the entities of the columns."""
        if self._froms:
            matches = [i for i, f in enumerate(self._froms) if _joinable(f, right_from, onclause, self._froms)]
            if not matches and onclause is not None:
                matches = list(range(len(self._froms)))
            index = _only(matches, right)
            return index, self._froms[index], _entity_of_from(self._froms[index])
        candidates = list(self._fallbacks.items()) or [(None, f) for f in self._column_froms()]
        if not candidates:
            raise exc.InvalidRequestError(_DONT_KNOW.format(f"{right!r}"))
        froms = [self._from_alias(selectable) for _, selectable in candidates]
        matches = [i for i, f in enumerate(froms) if f is not right_from and _joinable(f, right_from, onclause, froms)]
        if not matches and onclause is not None:
            matches = [i for i, f in enumerate(froms) if f is not right_from] or list(range(len(froms)))
        if not matches and len(froms) == 1 and hash(froms[0]) == hash(right_from):
            matches = [0]
        index = _only(matches, right)
        entity = candidates[index][0]
        if entity is not None:
            self._fallbacks.pop(entity, None)
        return None, froms[index], entity

    def _column_froms(self) -> list[Any]:
        found: list[Any] = []
        for cell in self.lowering.columns:
            for from_clause in cell.expr._from_objects:
                if not any(from_clause is known for known in found):
                    found.append(from_clause)
        return found

    def _free_right(self, left_from: Any, right: Any, right_from: Any, onclause: Any, attribute: Any) -> Any:
        """Give the right side an alias when it is a join, or polymorphic, over tables that are joined already."""
        if not hasattr(right, "mapper") or (right.is_aliased_class and not right._is_with_polymorphic):
            return right, right_from, onclause
        mapper = right.mapper
        overlaps = right_from.__visit_name__ == "join" and _overlap(left_from, right_from)
        if not right.is_aliased_class and _is_subquery(right_from):
            adapter = ColumnAdapter(right_from, mapper._equivalent_columns)
            self.lowering.use_adapter(mapper, adapter)
            return right, right_from, onclause
        if not overlaps or (right.is_aliased_class and not _overlap_same(left_from, right_from)):
            return right, right_from, onclause
        exc.warn(
            f"An alias is being generated automatically against joined entity {right} due to overlapping tables.  "
            "This is a legacy pattern which may be deprecated in a later release.  Use the "
            "aliased(<entity>, flat=True) construct instead, see the linked documentation.",
            code="xaj2",
        )
        made = _alias_factory[0](right, right_from)
        adapter = made._adapter
        self.lowering.use_adapter(mapper, adapter)
        if onclause is not None:
            onclause = self.lowering.adapt(onclause)
        return made, made.selectable, onclause


def _check_target(attribute: Any, found: Any) -> None:
    target = attribute.property.mapper
    if not (found.mapper.isa(target) or target.isa(found.mapper) or found.mapper.common_parent(target)):
        raise exc.InvalidRequestError(
            f"Join target {found} does not correspond to the right side of join condition {attribute}"
        )


def _only(matches: list[int], right: Any) -> int:
    if len(matches) > 1:
        raise exc.InvalidRequestError(_MANY_FROMS)
    if not matches:
        raise exc.InvalidRequestError(_DONT_KNOW.format(f"{right!r}"))
    return matches[0]


def orm_join(
    left_from: Any,
    right_from: Any,
    onclause: Any,
    *,
    attribute: Any = None,
    left_entity: Any = None,
    right_entity: Any = None,
    isouter: bool = False,
    full: bool = False,
    criteria_options: Any = (),
    adapt: Any = None,
) -> Any:
    """Return the Join of two FROM elements, along a relationship (`attribute`) or by an ON clause."""
    extra: list[Any] = []
    if attribute is not None:
        return relationship_join(
            left_from,
            right_from,
            attribute,
            left_entity=left_entity if left_entity is not None else attribute._parententity,
            right_entity=right_entity,
            isouter=isouter,
            full=full,
            criteria_options=criteria_options,
            adapt=adapt,
        )
    joined = Join(left_from, right_from, onclause, isouter=isouter, full=full)
    if right_entity is not None:
        extra = entity_criteria(right_entity, criteria_options)
    if extra:
        joined.onclause = and_(joined.onclause, *extra)
    return joined


def relationship_join(
    left_from: Any,
    right_from: Any,
    attribute: Any,
    *,
    left_entity: Any,
    right_entity: Any,
    isouter: bool = False,
    full: bool = False,
    criteria_options: Any = (),
    adapt: Any = None,
) -> Any:
    """Return the join along a relationship; its association table, if any, stands between the two sides."""
    right_from = lateral_beside(right_from, left_entity._adapter if left_entity.is_aliased_class else None)
    conditions = relationship_conditions(
        attribute.property, left_entity, right_entity, right_from, extra=getattr(attribute, "_extra_criteria", ())
    )
    primary, secondary_on = conditions.primary, conditions.secondary_on
    if adapt is not None:
        primary = adapt(primary)
    extra = entity_criteria(right_entity, criteria_options) if right_entity is not None else []
    if secondary_on is None:
        joined = Join(left_from, right_from, and_(primary, *extra) if extra else primary, isouter=isouter, full=full)
        return joined
    on_right = and_(secondary_on, *extra) if extra else secondary_on
    if isouter:
        inner = Join(conditions.secondary, right_from, on_right)
        joined = Join(left_from, inner, primary, isouter=True, full=full)
    else:
        joined = Join(Join(left_from, conditions.secondary, primary, full=full), right_from, on_right, full=full)
    return joined


def entity_criteria(entity: Any, criteria_options: Any) -> list[Any]:
    """Return what belongs into the ON clause for the entity on the right side."""
    found = []
    single = single_inheritance_criterion(entity)
    if single is not None:
        found.append(single)
    if criteria_options:
        found.extend(criteria_for(entity, criteria_options))
    return found


def _join_entities(element: Any) -> Iterator[Any]:
    """Yield the entities that stand on the right side of a join the user made."""
    while element.__visit_name__ == "join":
        found = element._annotations.get("join_right") or element.right._annotations.get("parententity")
        if found is not None:
            yield found
        element = element.left


def _left_entities(element: Any) -> Iterator[Any]:
    while element.__visit_name__ == "join":
        found = element._annotations.get("join_left")
        if found is not None:
            yield found
        element = element.left
    found = element._annotations.get("parententity")
    if found is not None:
        yield found


def _entity_of_from(element: Any) -> Any:
    return element._annotations.get("parententity") if element.__visit_name__ != "join" else None


def _relationship_of(clause: Any) -> Any:
    """Return `clause` if it is a relationship attribute, else None."""
    if getattr(clause, "is_attribute", False):
        prop = clause.property
        while getattr(prop, "_is_synonym", False):
            prop = prop._proxied_object
            break
        if getattr(prop, "_is_relationship", False):
            return clause
    return None


def _entity(target: Any) -> Any:
    """Return the mapper or alias that `target` stands for, or None."""
    if target is None:
        return None
    annotations = getattr(target, "_annotations", None)
    if annotations and getattr(target, "_is_node", False):
        return annotations.get("parententity")
    if getattr(target, "_is_node", False):
        return None
    found = inspect(target, raiseerr=False)
    return found if found is not None and getattr(found, "mapper", None) is not None else None


def _selectable(entity: Any) -> Any:
    return entity.selectable if hasattr(entity, "mapper") else plain(entity)


def _contains(from_clause: Any, selectable: Any) -> bool:
    if from_clause is selectable or hash(from_clause) == hash(selectable):
        return True
    kind = from_clause.__visit_name__
    if kind == "join":
        if selectable.__visit_name__ == "join" and _tables(selectable) <= _tables(from_clause):
            return True
        return _contains(from_clause.left, selectable) or _contains(from_clause.right, selectable)
    if kind == "grouping":
        return _contains(from_clause.element, selectable)
    return False


def _tables(selectable: Any) -> set[Any]:
    return {f for f in selectable._from_objects if f.__visit_name__ != "join"}


def _overlap(left: Any, right: Any) -> bool:
    return bool(_tables(left) & _tables(right))


def _overlap_same(left: Any, right: Any) -> bool:
    return bool(_tables(left) & _tables(right))


def _is_subquery(selectable: Any) -> bool:
    return selectable.__visit_name__ in ("alias", "subquery", "cte")


def _joinable(left: Any, right: Any, onclause: Any, candidates: list[Any]) -> bool:
    """Say whether `left` can be joined to `right`: by the ON clause's columns, else by foreign keys."""
    if onclause is None:
        return bool(Join._can_join(left, right))
    if len(candidates) == 1:
        return True
    columns = {column for column in _columns(onclause)}
    return bool(columns) and columns <= set(left.c).union(right.c)


def _columns(expression: Any) -> Iterator[Any]:
    stack = [expression]
    while stack:
        node = stack.pop()
        if node.__visit_name__ == "column":
            yield node
        elif not getattr(node, "_is_select_base", False):
            stack.extend(node.get_children())


# aliases are made above this file: aliased.py fills in how
_alias_factory: list[Any] = []


class OrmJoin(Join):
    """A Join of entities: what is joined to it may again be an entity, along a relationship."""

    inherit_cache = True

    def join(self, right: Any, onclause: Any = None, isouter: bool = False, full: bool = False) -> Any:
        """Return this join, joined to another entity or FROM element."""
        return _public_join(self, right, onclause, isouter, full)

    def outerjoin(self, right: Any, onclause: Any = None, full: bool = False) -> Any:
        """Return this join with a LEFT OUTER JOIN to another entity or FROM element."""
        return _public_join(self, right, onclause, True, full)


def _public_join(left: Any, right: Any, onclause: Any, isouter: bool, full: bool) -> Any:
    left_entity, right_entity = _entity(left), _entity(right)
    left_from = plain(left) if left_entity is None else left_entity.selectable
    right_from = plain(right) if right_entity is None else right_entity.selectable
    attribute = _relationship_of(onclause)
    if isinstance(onclause, str):
        raise exc.ArgumentError(
            f"ON clause, typically a SQL expression or ORM relationship attribute expected, got {onclause!r}."
        )
    if attribute is not None:
        onclause = None
        left_entity = attribute._parententity if left_entity is None else left_entity
    elif onclause is not None:
        onclause = plain(onclause)
    joined = orm_join(
        left_from,
        right_from,
        onclause,
        attribute=attribute,
        left_entity=left_entity,
        right_entity=right_entity,
        isouter=isouter,
        full=full,
    )
    joined = OrmJoin(joined.left, joined.right, joined.onclause, isouter=joined.isouter, full=joined.full)
    sides = {"join_left": left_entity, "join_right": right_entity}
    return joined._annotate({name: side for name, side in sides.items() if side is not None})._set_propagate_attrs(
        immutabledict({"compile_state_plugin": "orm", "plugin_subject": left_entity or right_entity})
    )


def join(left: Any, right: Any, onclause: Any = None, isouter: bool = False, full: bool = False) -> Any:
    """Return a Join of two entities or FROM elements, for `select_from()`.

    onclause: an expression, a relationship attribute, or nothing: then the foreign keys tell.
    """
    return _public_join(left, right, onclause, isouter, full)


def outerjoin(left: Any, right: Any, onclause: Any = None, full: bool = False) -> Any:
    """Return a LEFT OUTER JOIN of two entities or FROM elements; see `join`."""
    return _public_join(left, right, onclause, True, full)
