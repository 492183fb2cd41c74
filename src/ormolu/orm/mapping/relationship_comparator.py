"""The SQL side of a relationship: `User.addresses.any()`, `Address.user == user`, `.of_type()`, `.and_()`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from ... import exc
from ...inspection import inspect
from ...sql import coercions, roles
from ...sql.expression import BindParameter, BooleanClauseList, and_, exists, not_, or_
from .adapt import ColumnAdapter, replace
from .expressions import is_column
from .instrument import core_or_none, value_later
from .interfaces import MANYTOMANY, MANYTOONE, ONETOMANY, PropComparator

_T_co = TypeVar("_T_co", covariant=True)


class RelationshipComparator(PropComparator[_T_co]):
    """Gives the operators of a relationship attribute; most comparisons with columns make no sense and are refused."""

    def __init__(
        self,
        prop: Any,
        parentmapper: Any,
        adapt_to_entity: Any = None,
        of_type: Any = None,
        extra_criteria: tuple[Any, ...] = (),
    ) -> None:
        super().__init__(prop, parentmapper, adapt_to_entity)
        self._of_type = of_type
        self._extra_criteria = extra_criteria

    def adapt_to_entity(self, adapt_to_entity: Any) -> RelationshipComparator[_T_co]:
        return type(self)(self.prop, self._parententity, adapt_to_entity, self._of_type, self._extra_criteria)

    @property
    def entity(self) -> Any:
        """The target entity: a mapper or an alias."""
        self.prop.parent._check_configure()
        return self.prop.entity

    @property
    def mapper(self) -> Any:
        """The mapper of the target."""
        return self.property.mapper

    def _source_selectable(self) -> Any:
        if self._adapt_to_entity is not None:
            return self._adapt_to_entity.selectable
        return self.property.parent._with_polymorphic_selectable

    def __clause_element__(self) -> Any:
        target = inspect(self._of_type) if self._of_type is not None else None
        on, second, _, _, _ = self._joins(target, alias_secondary=True)
        return on if second is None else and_(on, second)

    def _joins(self, target: Any, alias_secondary: bool = False, source: Any = None) -> tuple[Any, ...]:
        """Return (primaryjoin, secondaryjoin, secondary, destination, adapter) from our entity to `target`."""
        return create_joins(
            self.property,
            source
            if source is not None
            else (self._adapt_to_entity.selectable if self._adapt_to_entity is not None else None),
            target,
            self._extra_criteria,
        )

    def of_type(self, class_: Any) -> RelationshipComparator[_T_co]:
        return type(self)(self.prop, self._parententity, self._adapt_to_entity, class_, self._extra_criteria)

    def and_(self, *criteria: Any) -> RelationshipComparator[_T_co]:
        expressions = tuple(coercions.expect(roles.WhereHavingRole, clause) for clause in criteria)
        return type(self)(
            self.prop, self._parententity, self._adapt_to_entity, self._of_type, (*self._extra_criteria, *expressions)
        )

    def operate(self, op: Callable[..., Any], *other: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(f"{op}")

    def reverse_operate(self, op: Callable[..., Any], other: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(f"{op}")

    def in_(self, other: Any) -> NoReturn:
        raise NotImplementedError(
            "in_() not yet supported for relationships.  For a simple many-to-one, use in_() against the set of "
            "foreign key values."
        )

    __hash__ = None  # type: ignore[assignment]  # == builds SQL

    # -- comparison with objects -----------------------------------------------------------------------------

    def __eq__(self, other: Any) -> Any:
        prop = self.property
        if other is None or _is_null(other):
            if prop.direction in (ONETOMANY, MANYTOMANY):
                return ~self._criterion_exists()
            return optimized_compare(prop, None, adapt_source=self.adapter)
        if prop.uselist:
            raise exc.InvalidRequestError(
                "Can't compare a collection to an object or collection; use contains() to test for membership."
            )
        return optimized_compare(prop, other, adapt_source=self.adapter)

    def __ne__(self, other: Any) -> Any:
        prop = self.property
        if other is None or _is_null(other):
            if prop.direction is MANYTOONE:
                return not_(optimized_compare(prop, None, adapt_source=self.adapter))
            return self._criterion_exists()
        if prop.uselist:
            raise exc.InvalidRequestError(
                "Can't compare a collection to an object or collection; use contains() to test for membership."
            )
        return self._differs_from(other)

    def _differs_from(self, other: Any) -> Any:
        prop = self.property
        if prop.direction is not MANYTOONE:
            return ~self._criterion_exists(_identity_criterion(prop, other))
        values = _state_values(prop, other)
        clauses = []
        for near, far in prop.local_remote_pairs:
            column = near if self.adapter is None else self.adapter(near)
            clauses.append(or_(column != values(far, near), column.is_(None)))
        return and_(*clauses) if len(clauses) != 1 else clauses[0]

    def contains(self, other: Any, **kwargs: Any) -> Any:
        prop = self.property
        if not prop.uselist:
            raise exc.InvalidRequestError("'contains' not implemented for scalar attributes.  Use ==")
        clause = optimized_compare(prop, other, adapt_source=self.adapter)
        if prop.secondaryjoin is not None:
            clause = Membership.of(clause, ~self._criterion_exists(_identity_criterion(prop, other)))
        return clause

    def any(self, criterion: Any = None, **kwargs: Any) -> Any:
        if not self.property.uselist:
            raise exc.InvalidRequestError("'any()' not implemented for scalar attributes. Use has().")
        return self._criterion_exists(criterion, **kwargs)

    def has(self, criterion: Any = None, **kwargs: Any) -> Any:
        if self.property.uselist:
            raise exc.InvalidRequestError("'has()' not implemented for collections. Use any().")
        return self._criterion_exists(criterion, **kwargs)

    # -- EXISTS ----------------------------------------------------------------------------------------------

    def _criterion_exists(self, criterion: Any = None, **kwargs: Any) -> Any:
        """Return EXISTS (SELECT 1 FROM target WHERE join AND criterion), correlated with our entity."""
        prop = self.property
        _target, to_alias, of_type = self._exists_target()
        single = _single_criterion(prop, self._of_type)
        if single is not None:
            criterion = single if criterion is None else and_(criterion, single)
        source = self._source_selectable() if self._adapt_to_entity is not None else None
        pj, sj, secondary, destination, adapter = create_joins(prop, source, of_type, (), to_alias)
        namespace = (
            of_type.entity
            if getattr(of_type, "is_aliased_class", False)
            else (of_type.class_ if of_type is not None else prop.mapper.class_)
        )
        for key, value in kwargs.items():
            each = getattr(namespace, key) == value
            criterion = each if criterion is None else and_(criterion, each)
        join = _correlatable(pj) & sj if sj is not None else _correlatable(pj, prop.remote_side)
        if criterion is not None and adapter is not None and not getattr(of_type, "is_aliased_class", False):
            criterion = adapter(criterion)
        if criterion is not None:
            criterion = criterion._annotate({"no_replacement_traverse": True})
        criteria = [join]
        if criterion is not None:
            criteria.append(coercions.expect(roles.WhereHavingRole, criterion))
        criteria.extend(self._extra_criteria)
        found = exists(1).where(and_(*criteria) if len(criteria) > 1 else criteria[0]).select_from(destination)
        found = found.correlate_except(destination, *(() if secondary is None else (secondary,)))
        self._tell_entity(found, prop.entity if of_type is None else of_type, adapter)
        return found

    @staticmethod
    def _tell_entity(found: Any, entity: Any, adapter: Any) -> None:
        """Let criteria that a statement has for the entity (`with_loader_criteria`) find the subquery."""
        inner = found
        while not hasattr(inner, "_where_criteria"):
            inner = inner.element
        inner._propagate_attrs = {"compile_state_plugin": "orm_exists", "plugin_subject": entity, "adapter": adapter}

    def _exists_target(self) -> tuple[Any, bool, Any]:
        prop = self.property
        if self._of_type is not None:
            info = inspect(self._of_type)
            if getattr(info, "is_aliased_class", False):
                return info.selectable, False, info
            return info.selectable, prop._is_self_referential, info
        return None, prop._is_self_referential and self._adapt_to_entity is None, None

    @property
    def property(self) -> Any:
        self.prop.parent._check_configure()
        return self.prop


def _single_criterion(prop: Any, of_type: Any) -> Any:
    entity = inspect(of_type) if of_type is not None else prop.entity
    criterion = entity.mapper._single_table_criterion
    if criterion is not None and getattr(entity, "is_aliased_class", False):
        return entity._adapt_element(criterion)
    return criterion


def _correlatable(join: Any, remote: Any = None) -> Any:
    """Return the join marked so that no later adaption reaches the far side's columns."""

    def keep(element: Any) -> Any:
        if is_column(element) and "remote" in element._annotations:
            return element._annotate({"no_replacement_traverse": True})
        return None

    return replace(join, keep)


def create_joins(
    prop: Any, source: Any = None, target: Any = None, criteria: tuple[Any, ...] = (), alias_self: bool = False
) -> tuple[Any, Any, Any, Any, Any]:
    """Return (primaryjoin, secondaryjoin, secondary, destination, adapter of the destination).

    source: the FROM on the near side if it is not the mapped table. target: an entity narrower than the relationship's.
    alias_self: alias the destination if the relationship refers to its own table.
    """
    entity = prop.entity
    aliased = source is not None
    destination = None
    if target is not None:
        destination = target.selectable
        aliased = aliased or bool(target.is_aliased_class)
        if not target.is_aliased_class and target.mapper.with_polymorphic:
            aliased = True
    if destination is None:
        destination = entity.selectable
        if entity.is_mapper and entity.with_polymorphic:
            aliased = True
        if alias_self and source is None:
            destination = destination._anonymous_fromclause()
            aliased = True
    elif alias_self and not target.is_aliased_class:
        destination = destination._anonymous_fromclause()
        aliased = True
    if prop._is_self_referential and source is not None and target is None:
        destination = destination._anonymous_fromclause() if destination is entity.selectable else destination
    pj, sj, secondary, adapter = prop._join_condition.join_targets(source, destination, aliased, criteria)
    return pj, sj, secondary, destination, adapter


# -- comparison by value -------------------------------------------------------------------------------------------


def optimized_compare(
    prop: Any, value: Any, value_is_parent: bool = False, adapt_source: Any = None, alias_secondary: bool = True
) -> Any:
    """Return the criterion "the other side is this object": foreign key columns compared with its values.

    value_is_parent: the object is on the near side (`with_parent`). value None: the columns are NULL.
    Raises ArgumentError unless `value` is a mapped object.
    """
    reverse = not value_is_parent
    if value is None:
        return _is_none(prop, adapt_source, reverse)
    core = core_or_none(value)
    if core is None:
        raise exc.ArgumentError(
            "Mapped instance expected for relationship comparison to object.   Classes, queries and other SQL elements "
            f"are not accepted in this context; for comparison with a subquery, use {prop}.has(**criteria)."
        )
    clause = prop.lazy_clause_of(reverse)
    owner = prop.mapper if reverse else prop.parent
    bound = dict(clause.binds)

    def with_value(element: Any) -> Any:
        key = getattr(element, "key", None) if getattr(element, "_is_bind_parameter", False) else None
        if key is None or key not in bound:
            return None
        return _late_value(element, owner, core, bound[key])

    criterion = replace(clause.criterion, with_value)
    if prop.secondary is not None and alias_secondary:
        criterion = ColumnAdapter(prop.secondary._anonymous_fromclause())(criterion)
    if adapt_source is not None:
        criterion = adapt_source(criterion)
    return criterion


def _late_value(bind: Any, mapper: Any, core: Any, column: Any) -> Any:
    """Return the parameter with a value that is read from the object when the statement runs."""
    made = bind._clone()
    made.callable = value_later(mapper, core, column)
    return made


def _is_none(prop: Any, adapt_source: Any, reverse: bool) -> Any:
    clause = prop.lazy_clause_of(reverse)
    bound = clause.binds

    def nulls(element: Any) -> Any:
        if getattr(element, "__visit_name__", None) != "binary":
            return None
        if getattr(element.left, "key", None) in bound and getattr(element.left, "_is_bind_parameter", False):
            return element.right.is_(None)
        if getattr(element.right, "key", None) in bound and getattr(element.right, "_is_bind_parameter", False):
            return element.left.is_(None)
        return None

    criterion = replace(clause.criterion, nulls)
    return criterion if adapt_source is None else adapt_source(criterion)


def _identity_criterion(prop: Any, other: Any) -> Any:
    core = core_or_none(other)
    if core is None:
        raise exc.ArgumentError(
            "Mapped instance expected for relationship comparison to object.   Classes, queries and other SQL elements "
            f"are not accepted in this context; for comparison with a subquery, use {prop}.has(**criteria)."
        )
    values = prop.mapper.primary_key_from_instance(core.obj())
    return and_(*(column == value for column, value in zip(prop.mapper.primary_key, values, strict=True)))


def _state_values(prop: Any, other: Any) -> Callable[[Any, Any], Any]:
    """Return a function from a far column to a parameter with the object's value for it."""
    core = core_or_none(other)
    if core is None:
        raise exc.ArgumentError(
            "Mapped instance expected for relationship comparison to object.   Classes, queries and other SQL elements "
            f"are not accepted in this context; for comparison with a subquery, use {prop}.has(**criteria)."
        )

    def value(far: Any, near: Any) -> Any:
        return BindParameter(
            near.key, None, type_=near.type, unique=True, callable_=value_later(prop.mapper, core, far)
        )

    return value


def _is_null(value: Any) -> bool:
    return getattr(value, "__visit_name__", None) == "null"


class Membership(BooleanClauseList):
    """`User.groups.contains(group)` on a many-to-many; its negation must ask NOT EXISTS, not negate the comparison."""

    inherit_cache = True
    _negation: Any

    @classmethod
    def of(cls, clause: Any, negation: Any) -> Any:
        """Return `clause`, a conjunction, with another element as its negation."""
        made: Any = cls._construct_raw(clause.operator, clause.clauses)
        made._negation = negation
        return made

    def _negate(self) -> Any:
        return self._negation
