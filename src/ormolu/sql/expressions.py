"""Operators applied: unary and binary expressions, parentheses, lists of expressions and AND/OR."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from .. import exc, operators
from ..structures import EMPTY_DICT
from ..typevars import T
from . import coercions, roles
from .cache_key import KeyParts
from .column_element import ColumnElement, WrapsColumnExpression, _asbool
from .construct import constructs, make
from .datatypes import BOOLEANTYPE, INTEGERTYPE, NULLTYPE, sqltypes, to_instance
from .fields import KeyWriter, Kind, NotCacheable, child, children, operator, plain, typed
from .node import DQLDMLClauseElement, SingletonConstant

make.boolean_affinity = sqltypes.Boolean


@constructs("type_clause")
class TypeClause(DQLDMLClauseElement):
    """A type standing in the SQL text, as in CAST."""

    __visit_name__ = "typeclause"
    _fields = (typed("type"),)

    def __init__(self, type_: Any) -> None:
        self.type = type_


@constructs("null_node")
class Null(SingletonConstant, roles.ConstExprRole, ColumnElement[None]):
    """NULL. Get it from `null()`."""

    __visit_name__ = "null"
    _fields = ()

    def __init__(self) -> None:
        self.type = NULLTYPE

    @classmethod
    def _instance(cls) -> Null:
        return cls._singleton  # type: ignore[no-any-return]


class True_(SingletonConstant, roles.ConstExprRole, ColumnElement[bool]):
    """TRUE, or what the database has for it. Get it from `true()`."""

    __visit_name__ = "true"
    _fields = ()

    def __init__(self) -> None:
        self.type = BOOLEANTYPE

    def _negate(self) -> Any:
        return False_._singleton

    @classmethod
    def _ifnone(cls, other: Any) -> Any:
        return cls._singleton if other is None else other

    @classmethod
    def _instance(cls) -> True_:
        return cls._singleton  # type: ignore[no-any-return]


class False_(SingletonConstant, roles.ConstExprRole, ColumnElement[bool]):
    """FALSE, or what the database has for it. Get it from `false()`."""

    __visit_name__ = "false"
    _fields = ()

    def __init__(self) -> None:
        self.type = BOOLEANTYPE

    def _negate(self) -> Any:
        return True_._singleton

    @classmethod
    def _instance(cls) -> False_:
        return cls._singleton  # type: ignore[no-any-return]


for _constant in (Null, True_, False_):
    _constant._create_singleton()


@constructs("null")
def null() -> Null:
    """The NULL constant."""
    return Null._singleton  # type: ignore[no-any-return]


@constructs("true")
def true() -> True_:
    """The TRUE constant; `1` or `1 = 1` where the database has no booleans."""
    return True_._singleton  # type: ignore[no-any-return]


@constructs("false")
def false() -> False_:
    """The FALSE constant; `0` or `0 = 1` where the database has no booleans."""
    return False_._singleton  # type: ignore[no-any-return]


class GroupedElement(DQLDMLClauseElement):
    """Anything in parentheses."""

    element: Any

    def self_group(self, against: Any = None) -> Any:
        return self

    def _ungroup(self) -> Any:
        return self.element._ungroup()


@constructs("grouping")
class Grouping(GroupedElement, ColumnElement[T]):
    """An expression in parentheses."""

    __visit_name__ = "grouping"
    _fields: ClassVar[tuple[Kind, ...]] = (child("element"), typed("type"))

    def __init__(self, element: Any) -> None:
        self.element = element
        self.type = getattr(element, "type", NULLTYPE)
        self._propagate_attrs = element._propagate_attrs

    def _with_binary_element_type(self, type_: Any) -> Grouping:
        return Grouping(self.element._with_binary_element_type(type_))

    @property
    def _is_implicitly_boolean(self) -> bool:  # type: ignore[override]
        return bool(self.element._is_implicitly_boolean)

    @property
    def _tq_label(self) -> Any:
        return getattr(self.element, "_tq_label", None) or self._anon_name_label

    @property
    def _proxies(self) -> Sequence[Any]:  # type: ignore[override]
        return [self.element] if self.element._is_column_element else []

    @property
    def _from_objects(self) -> list[Any]:
        return self.element._from_objects  # type: ignore[no-any-return]

    def __getattr__(self, attr: str) -> Any:
        if attr[0] == "_" or attr in ("element", "comparator", "type"):
            raise AttributeError(attr)
        return getattr(self.element, attr)

    @property
    def _select_iterable(self) -> Sequence[Any]:
        return (self,)


class UnaryExpression(ColumnElement[T]):
    """An operator before (`operator`) or after (`modifier`) one expression: `-x`, `NOT x`, `x DESC`."""

    __visit_name__ = "unary"
    _fields: ClassVar[tuple[Kind, ...]] = (child("element"), operator("operator"), operator("modifier"), typed("type"))

    operator: Any = None
    modifier: Any = None

    def __init__(
        self,
        element: Any,
        *,
        operator: Any = None,
        modifier: Any = None,
        type_: Any = None,
        wraps_column_expression: bool = False,
    ) -> None:
        if operator is not None:
            self.operator = operator
        if modifier is not None:
            self.modifier = modifier
        self._propagate_attrs = element._propagate_attrs
        self.element = element.self_group(against=operator or modifier)
        self.type = NULLTYPE if type_ is None else to_instance(type_)
        self.wraps_column_expression = wraps_column_expression

    @property
    def _order_by_label_element(self) -> Any:
        if operators.is_order_by_modifier(self.modifier):
            return self.element._order_by_label_element
        return None

    @property
    def _from_objects(self) -> list[Any]:
        return self.element._from_objects  # type: ignore[no-any-return]

    @property
    def wrapped_column_expression(self) -> Any:
        return self.element

    def _negate(self) -> Any:
        if self.type._type_affinity is sqltypes.Boolean:
            return UnaryExpression(self.self_group(against=operators.inv), operator=operators.inv, type_=BOOLEANTYPE)
        return ColumnElement._negate(self)

    def self_group(self, against: Any = None) -> Any:
        if self.operator is not None and (against is None or operators.is_precedent(self.operator, against)):
            return Grouping(self)
        return self

    def _with_binary_element_type(self, type_: Any) -> Any:
        copy = self._clone()
        copy.type = type_
        return copy


@constructs("unary")
def _unary(element: Any, **kw: Any) -> UnaryExpression:
    return UnaryExpression(element, **kw)


class AsBoolean(WrapsColumnExpression, UnaryExpression[bool]):
    """An expression of boolean type where a truth value is wanted: `x` or, without booleans, `x = 1`."""

    _fields = ()
    inherit_cache = True
    _is_implicitly_boolean = True

    def __init__(self, element: Any, operator: Any, negate: Any) -> None:
        self.element = element
        self.type = BOOLEANTYPE
        self.operator = operator
        self.negate = negate
        self.modifier = None
        self.wraps_column_expression = True
        self._propagate_attrs = element._propagate_attrs

    @property
    def wrapped_column_expression(self) -> Any:
        return self.element

    def self_group(self, against: Any = None) -> Any:
        return self

    def _negate(self) -> Any:
        if isinstance(self.element, (True_, False_)):
            return self.element._negate()
        return AsBoolean(self.element, self.negate, self.operator)


make.as_boolean = AsBoolean


@constructs("binary")
class BinaryExpression(ColumnElement[T]):
    """`left operator right`.

    negate: the operator of the opposite, if there is one. modifiers: escape characters, flags and the like.
    """

    __visit_name__ = "binary"
    _fields: ClassVar[tuple[Kind, ...]] = (
        child("left"),
        child("right"),
        operator("operator"),
        operator("negate"),
        plain("modifiers"),
        typed("type"),
    )

    _is_implicitly_boolean = True
    negate: Any = None
    modifiers: Any = EMPTY_DICT
    #: whether both operands are the same object, where parentheses hide them
    _same_operands: bool | None = None

    def __init__(
        self,
        left: Any,
        right: Any,
        operator: Any,
        type_: Any = None,
        negate: Any = None,
        modifiers: Any = None,
    ) -> None:
        if isinstance(operator, str):
            operator = operators.custom_op(operator)
        self._propagate_attrs = left._propagate_attrs or right._propagate_attrs
        self.left = left.self_group(against=operator)
        self.right = right.self_group(against=operator)
        if self.left is not left or self.right is not right:
            self._same_operands = hash(left) == hash(right)
        self.operator = operator
        self.type = NULLTYPE if type_ is None else type_ if not isinstance(type_, type) else to_instance(type_)
        if negate is not None:
            self.negate = negate
        if modifiers:
            self.modifiers = modifiers
        if type(operator) is operators.custom_op or operator not in _BOOLEAN_OPERATORS:
            self._is_implicitly_boolean = operators.is_boolean(operator)

    def _key_parts(self) -> KeyParts | None:
        parts = self.__dict__.get("_key_memo", self)
        if parts is self:
            own = self.__class__ is BinaryExpression
            parts = self.__dict__["_key_memo"] = self._plain_key_parts() if own else self._make_key_parts()
        return parts  # type: ignore[no-any-return]

    _key_ref = _key_parts

    def _plain_key_parts(self) -> KeyParts | None:
        left, right = self.left._key_ref(), self.right._key_ref()
        type_key: Any = () if self.type is BOOLEANTYPE else self.type._static_cache_key
        if left is None or right is None or type_key.__class__ is not tuple:
            return None
        modifiers: Any = None
        if self.modifiers:
            writer = KeyWriter(None)
            try:
                writer.value(self.modifiers)
            except NotCacheable:
                return None
            modifiers = tuple(writer.key)
            left = left[0], left[1] + tuple(writer.binds), left[2] + tuple(writer.idents)
        key = BinaryExpression, left[0], right[0], self.operator, modifiers, type_key
        return key, left[1] + right[1], left[2] + right[2]

    @property
    def is_comparison(self) -> bool:
        return operators.is_comparison(self.operator)

    @property
    def _flattened_operator_clauses(self) -> tuple[Any, ...]:
        return (self.left, self.right)

    @property
    def _from_objects(self) -> list[Any]:
        left, right = self.left._from_objects, self.right._from_objects
        return left + right if right else left  # type: ignore[no-any-return]

    def __bool__(self) -> bool:
        """For `==` and `!=`: whether both sides are the same object, as sets and dicts of columns ask."""
        same = self._same_operands
        if same is None:
            same = hash(self.left) == hash(self.right)
        if self.operator is operators.eq:
            return same
        if self.operator is operators.ne:
            return not same
        raise TypeError("Boolean value of this clause is not defined")

    def self_group(self, against: Any = None) -> Any:
        if operators.is_precedent(self.operator, against):
            return Grouping(self)
        return self

    def _negate(self) -> Any:
        if self.negate is not None:
            return BinaryExpression(
                self.left,
                _negate_in_binary(self.right, self.negate, self.operator),
                self.negate,
                negate=self.operator,
                type_=self.type,
                modifiers=self.modifiers,
            )
        return _not(self)

    def _with_binary_element_type(self, type_: Any) -> Any:
        copy = self._clone()
        copy.type = type_
        return copy

    def _compare_with(self, other: Any, comparer: Any) -> Any:
        if self.operator is not other.operator and self.operator != other.operator:
            return False
        if comparer.fields(self, other, ("negate",)):
            return True
        return (
            operators.is_commutative(self.operator)
            and comparer.nodes(self.left, other.right)
            and comparer.nodes(self.right, other.left)
        )


_BOOLEAN_OPERATORS = frozenset(
    {operators.eq, operators.ne, operators.lt, operators.gt, operators.le, operators.ge, operators.is_,
     operators.is_not, operators.in_op, operators.not_in_op, operators.like_op, operators.not_like_op}
)  # fmt: skip


def _negate_in_binary(node: Any, negated: Any, original: Any) -> Any:
    handler = (
        getattr(node, "_negate_in_binary", None) if not node._is_column_element or node._is_bind_parameter else None
    )
    return handler(negated, original) if handler is not None else node


def _not(node: Any) -> Any:
    grouped = (
        Grouping(node)
        if isinstance(node, (BinaryExpression, ExpressionClauseList))
        else node.self_group(against=operators.inv)
    )
    return UnaryExpression(
        grouped, operator=operators.inv, type_=BOOLEANTYPE if node.type._type_affinity is sqltypes.Boolean else None
    )


@constructs("slice")
class Slice(ColumnElement):
    """`start:stop:step` inside `[]`."""

    __visit_name__ = "slice"
    _fields = (child("start"), child("stop"), child("step"))

    def __init__(self, start: Any, stop: Any, step: Any, _name: str | None = None) -> None:
        self.start = self._bound(start, _name)
        self.stop = self._bound(stop, _name)
        self.step = self._bound(step, _name)
        self.type = NULLTYPE

    @staticmethod
    def _bound(value: Any, name: str | None) -> Any:
        return coercions.expect(roles.ExpressionElementRole, value, name=name, type_=INTEGERTYPE)

    @property
    def _from_objects(self) -> list[Any]:
        return [found for part in (self.start, self.stop, self.step) for found in part._from_objects]

    def self_group(self, against: Any = None) -> Any:
        return self


@constructs("collection_aggregate")
class CollectionAggregate(UnaryExpression[T]):
    """`ANY (x)` and `ALL (x)`; compared only, with the aggregate on the right side of the operator."""

    inherit_cache = True
    _is_collection_aggregate = True

    def __init__(self, element: Any, operator: Any) -> None:
        resolved = coercions.expect(roles.ExpressionElementRole, element)
        if resolved._is_select_base:
            resolved = resolved.scalar_subquery()
        super().__init__(resolved.self_group(), operator=operator)
        inner = resolved.type
        while inner._is_type_decorator:
            inner = inner.impl_instance
        self.type = getattr(inner, "item_type", None) or inner if getattr(inner, "_is_array", False) else inner

    def operate(self, op: Any, *other: Any, **kwargs: Any) -> Any:
        if not operators.is_comparison(op):
            raise exc.ArgumentError("Only comparison operators may be used with ANY/ALL")
        kwargs["reverse"] = True
        return self.comparator.operate(operators.mirror(op), *other, **kwargs)

    def reverse_operate(self, op: Any, other: Any, **kwargs: Any) -> Any:
        if not operators.is_comparison(op):
            raise exc.ArgumentError("Only comparison operators may be used with ANY/ALL")
        kwargs["reverse"] = True
        return self.comparator.operate(op, other, **kwargs)

    @classmethod
    def _create_any(cls, expr: Any) -> CollectionAggregate:
        return cls(expr, operators.any_op)

    @classmethod
    def _create_all(cls, expr: Any) -> CollectionAggregate:
        return cls(expr, operators.all_op)


def any_(expr: Any) -> CollectionAggregate:
    """`ANY (expr)`."""
    return CollectionAggregate(expr, operators.any_op)


def all_(expr: Any) -> CollectionAggregate:
    """`ALL (expr)`."""
    return CollectionAggregate(expr, operators.all_op)


@constructs("collation")
class CollationClause(ColumnElement[str]):
    """The name of a collation."""

    __visit_name__ = "collation"
    _fields = (plain("collation"), plain("collation_schema"))

    def __init__(self, collation: str, collation_schema: str | None = None) -> None:
        self.collation = collation
        self.collation_schema = collation_schema

    @classmethod
    def _create_collation_expression(cls, expression: Any, collation: str, collation_schema: str | None = None) -> Any:
        expr = coercions.expect(roles.ExpressionElementRole, expression)
        type_ = expr.type
        if type_._type_affinity is sqltypes.String:
            type_ = type_._with_collation(collation, collation_schema)
        return BinaryExpression(expr, cls(collation, collation_schema), operators.collate, type_=type_)


# -- lists ---------------------------------------------------------------------------------------------------


class ClauseListBase(DQLDMLClauseElement):
    clauses: Any
    operator: Any
    _is_clause_list = True

    def __iter__(self) -> Any:
        return iter(self.clauses)

    def __len__(self) -> int:
        return len(self.clauses)

    @property
    def _select_iterable(self) -> Any:
        return [found for element in self.clauses for found in element._select_iterable]

    @property
    def _from_objects(self) -> list[Any]:
        return [found for element in self.clauses for found in element._from_objects]

    @property
    def _flattened_operator_clauses(self) -> Any:
        return self.clauses

    def _compare_with(self, other: Any, comparer: Any) -> Any:
        if self.operator is not other.operator and self.operator != other.operator:
            return False
        if self.operator is operators.and_ or self.operator is operators.or_:
            return comparer.node_set(self.clauses, other.clauses)
        return NotImplemented


class ElementList(DQLDMLClauseElement):
    """Nodes one after the other, without a separator."""

    __visit_name__ = "element_list"
    _fields = (children("clauses"),)

    def __init__(self, clauses: Iterable[Any]) -> None:
        self.clauses = tuple(clauses)


class ClauseList(roles.InElementRole, roles.OrderByRole, roles.ColumnsClauseRole, roles.DMLColumnRole, ClauseListBase):
    """Expressions separated by an operator, by default the comma."""

    __visit_name__ = "clauselist"
    _fields = (children("clauses"), operator("operator"))

    type: Any = NULLTYPE
    group: bool = True
    group_contents: bool = True

    def __init__(
        self,
        *clauses: Any,
        operator: Any = operators.comma_op,
        group: bool = True,
        group_contents: bool = True,
        _literal_as_text_role: Any = roles.WhereHavingRole,
    ) -> None:
        self.operator = operator
        self.group = group
        self.group_contents = group_contents
        nodes = [coercions.expect(_literal_as_text_role, clause) for clause in clauses]
        self.clauses = [node.self_group(against=operator) if group_contents else node for node in nodes]
        self._is_implicitly_boolean = operators.is_boolean(operator)

    @classmethod
    def _construct_raw(cls, operator: Any, clauses: Iterable[Any] | None = None) -> ClauseList:
        made = cls.__new__(cls)
        made.clauses = list(clauses) if clauses else []
        made.operator = operator
        made.group = True
        made._is_implicitly_boolean = operators.is_boolean(operator)
        return made

    @classmethod
    def _of_raw(cls, operator: Any, *clauses: Any) -> ClauseList:
        """The operands of BETWEEN and the like: joined by AND or a comma, never in parentheses."""
        made = cls._construct_raw(operator, clauses)
        made.group = False
        return made

    def append(self, clause: Any) -> None:
        """Add a clause; for lists that are still being built."""
        node = coercions.expect(roles.WhereHavingRole, clause)
        self.clauses.append(node.self_group(against=self.operator) if self.group_contents else node)

    def self_group(self, against: Any = None) -> Any:
        if self.group and operators.is_precedent(self.operator, against):
            return Grouping(self)
        return self

    def _with_binary_element_type(self, type_: Any) -> Any:
        return type(self)(
            *[clause._with_binary_element_type(type_) for clause in self.clauses],
            operator=self.operator,
            group=self.group,
            _literal_as_text_role=roles.ExpressionElementRole,
        )


@constructs("clause_list")
def _clause_list(*clauses: Any) -> ClauseList:
    return ClauseList(*clauses, _literal_as_text_role=roles.ExpressionElementRole)


@constructs("column_list")
def _column_list(columns: Iterable[Any]) -> ClauseList:
    return ClauseList(*columns, group=False, _literal_as_text_role=roles.ColumnsClauseRole)


class OrderByList(ClauseList):
    """Several ORDER BY elements, to which `asc()`, `desc()` ... apply one by one."""

    __visit_name__ = "order_by_list"
    inherit_cache = True

    def __init__(
        self,
        clauses: Iterable[Any],
        operator: Any = operators.comma_op,
        group: bool = True,
        group_contents: bool = True,
        _literal_as_text_role: Any = roles.OrderByRole,
    ) -> None:
        super().__init__(
            *clauses,
            operator=operator,
            group=group,
            group_contents=group_contents,
            _literal_as_text_role=_literal_as_text_role,
        )

    def asc(self) -> OrderByList:
        return self._each(operators.asc_op)

    def desc(self) -> OrderByList:
        return self._each(operators.desc_op)

    def nulls_first(self) -> OrderByList:
        return self._each(operators.nulls_first_op)

    def nulls_last(self) -> OrderByList:
        return self._each(operators.nulls_last_op)

    def _each(self, op: Any) -> OrderByList:
        return OrderByList([UnaryExpression(clause, modifier=op) for clause in self.clauses])


class ExpressionClauseList(ClauseListBase, ColumnElement[T]):
    """Expressions joined by one associative operator: `a + b + c`."""

    __visit_name__ = "expression_clauselist"
    _fields = (children("clauses"), operator("operator"), typed("type"))

    group = True
    _is_clause_list = False

    @property
    def _select_iterable(self) -> Any:
        return (self,)

    def __init__(self, operator: Any, *clauses: Any, type_: Any = None) -> None:
        self.operator = operator
        self.clauses = tuple(coercions.expect(roles.ExpressionElementRole, clause) for clause in clauses)
        self._is_implicitly_boolean = operators.is_boolean(operator)
        self.type = to_instance(type_)

    @classmethod
    def _construct_for_op(
        cls, left: Any, right: Any, op: Any, *, type_: Any, negate: Any = None, modifiers: Any = None
    ) -> Any:
        """`left op right`: one flat list if the operator is associative and was used before, else a binary."""
        if not operators.is_associative(op):
            return BinaryExpression(left, right, op, type_=type_, negate=negate, modifiers=modifiers)
        left_flat = (
            getattr(left, "operator", None) is op
            and isinstance(left, (BinaryExpression, ExpressionClauseList))
            and left.type._compare_type_affinity(type_)
        )
        right_flat = (
            getattr(right, "operator", None) is op
            and isinstance(right, (BinaryExpression, ExpressionClauseList))
            and right.type._compare_type_affinity(type_)
        )
        if modifiers or not (left_flat or right_flat):
            return BinaryExpression(left, right, op, type_=type_, negate=negate, modifiers=modifiers)
        clauses = (left._flattened_operator_clauses if left_flat else (left.self_group(against=op),)) + (
            right._flattened_operator_clauses if right_flat else (right.self_group(against=op),)
        )
        made = cls._construct_raw(op, clauses)
        made.type = type_
        made._propagate_attrs = left._propagate_attrs or right._propagate_attrs
        return made

    @classmethod
    def _construct_raw(cls, operator: Any, clauses: Iterable[Any] | None = None) -> Any:
        made = cls.__new__(cls)
        made.operator = operator
        made.clauses = tuple(clauses) if clauses else ()
        made._is_implicitly_boolean = operators.is_boolean(operator)
        return made

    def self_group(self, against: Any = None) -> Any:
        if self.group and operators.is_precedent(self.operator, against):
            return Grouping(self)
        return self

    def _negate(self) -> Any:
        return _not(self)

    def _with_binary_element_type(self, type_: Any) -> Any:
        copy = self._clone()
        copy.type = type_
        return copy


class BooleanClauseList(ExpressionClauseList[bool]):
    """AND and OR. Made by `and_()`, `or_()`, `&` and `|`."""

    __visit_name__ = "expression_clauselist"
    inherit_cache = True

    def __init__(self, *arg: Any, **kw: Any) -> None:
        raise NotImplementedError("BooleanClauseList has a private constructor")

    @classmethod
    def _construct_bool(cls, operator: Any, continue_on: Any, skip_on: Any, clauses: Sequence[Any]) -> Any:
        """Join `clauses`: `continue_on` elements vanish, a `skip_on` element decides alone."""
        kept: list[Any] = []
        constant: Any = None
        only: Any = None
        attrs: Any = None
        for clause in clauses:
            node = coercions.expect(roles.WhereHavingRole, clause)
            if isinstance(node, continue_on):
                constant = node
                continue
            if isinstance(node, skip_on):
                return node
            attrs = attrs or node._propagate_attrs
            if node.__class__ is BooleanClauseList and node.operator is operator and not node._annotations:
                kept.extend(node.clauses)  # they were grouped when they were joined
            else:
                only = node
                kept.append(node.self_group(against=operator))
        if len(kept) > 1:
            return cls._of(operator, tuple(kept), attrs)
        return constant if only is None else only.self_group(against=_asbool)

    @classmethod
    def _of(cls, operator: Any, clauses: tuple[Any, ...], propagate_attrs: Any = None) -> BooleanClauseList:
        made = cls.__new__(cls)
        made.operator = operator
        made.clauses = clauses
        made.type = BOOLEANTYPE
        made._is_implicitly_boolean = True
        if propagate_attrs is None:
            propagate_attrs = next((clause._propagate_attrs for clause in clauses if clause._propagate_attrs), None)
        if propagate_attrs:
            made._propagate_attrs = propagate_attrs
        return made

    @classmethod
    def _construct_raw(cls, operator: Any, clauses: Iterable[Any] | None = None) -> BooleanClauseList:
        return cls._of(operator, tuple(clauses) if clauses else ())

    @classmethod
    def _construct_for_whereclause(cls, clauses: Iterable[Any]) -> Any:
        """The criterion of a statement from the tuple of what `where()` was given; None for nothing."""
        flat: list[Any] = []
        constants = 0
        for clause in clauses:
            if isinstance(clause, True_):
                constants += 1
                constant = clause
                continue
            if isinstance(clause, False_):
                return clause
            if clause.__class__ is BooleanClauseList and clause.operator is operators.and_:
                flat.extend(clause.clauses)
            else:
                flat.append(clause)
        if len(flat) > 1:
            return cls._of(operators.and_, tuple(clause.self_group(against=operators.and_) for clause in flat))
        if flat:
            return flat[0].self_group(against=_asbool)
        return constant if constants else None

    @classmethod
    def and_(cls, initial_clause: Any = None, *clauses: Any) -> Any:
        return and_(initial_clause, *clauses)

    @classmethod
    def or_(cls, initial_clause: Any = None, *clauses: Any) -> Any:
        return or_(initial_clause, *clauses)

    def self_group(self, against: Any = None) -> Any:
        if not self.clauses:
            return self
        return super().self_group(against=against)


def _conjunction(operator: Any, continue_on: Any, skip_on: Any, clauses: tuple[Any, ...], name: str) -> Any:
    if not clauses:
        exc.warn_deprecated(
            f"Invoking {name}() without arguments is deprecated, and will be disallowed in a future release.   "
            f"For an empty {name}() construct, use '{name}({'true()' if name == 'and_' else 'false()'}, *args)' or "
            f"'{name}({'True' if name == 'and_' else 'False'}, *args)'.",
            version="1.4",
        )
        return BooleanClauseList._construct_raw(operator)
    return BooleanClauseList._construct_bool(operator, continue_on, skip_on, clauses)


def and_(*clauses: Any) -> Any:
    """`a AND b AND ...`. True constants vanish, a false one decides; start with `true()` for a possibly empty list."""
    return _conjunction(operators.and_, True_, False_, clauses, "and_")


def or_(*clauses: Any) -> Any:
    """`a OR b OR ...`. False constants vanish, a true one decides; start with `false()` for a possibly empty list."""
    return _conjunction(operators.or_, False_, True_, clauses, "or_")


def not_(clause: Any) -> Any:
    """The negation of `clause`."""
    return coercions.expect(roles.ExpressionElementRole, clause).__invert__()


class Tuple(ClauseListBase, ColumnElement[tuple[Any, ...]]):
    """`(a, b, ...)`: a composite value. Made by `tuple_()`."""

    __visit_name__ = "tuple"
    _fields = (children("clauses"), typed("type"))

    inherit_cache = True

    def __init__(self, *clauses: Any, types: Sequence[Any] | None = None) -> None:
        if types is None:
            nodes = [coercions.expect(roles.ExpressionElementRole, clause) for clause in clauses]
        else:
            if len(types) != len(clauses):
                raise exc.ArgumentError(f"Wrong number of elements for {len(types)}-tuple: {clauses!r} ")
            nodes = [
                coercions.expect(roles.ExpressionElementRole, clause, type_=type_)
                for type_, clause in zip(types, clauses, strict=False)
            ]
        self.operator = operators.comma_op
        self.group_contents = True
        self.clauses = [node.self_group(against=operators.comma_op) for node in nodes]
        self._is_implicitly_boolean = False
        self.type = sqltypes.TupleType(*[node.type for node in nodes])

    @property
    def _select_iterable(self) -> Any:
        return (self,)

    def self_group(self, against: Any = None) -> Any:
        return self

    def _bind_param(self, operator: Any, obj: Any, type_: Any = None, expanding: bool = False) -> Any:
        if expanding:
            return make.bindparam(
                None,
                value=obj,
                _compared_to_operator=operator,
                unique=True,
                expanding=True,
                type_=type_,
                _compared_to_type=self.type,
            )
        return Tuple(
            *[
                make.bindparam(
                    None, item, _compared_to_operator=operator, _compared_to_type=compared, unique=True, type_=type_
                )
                for item, compared in zip(obj, self.type.types, strict=False)
            ]
        )

    def _negate(self) -> Any:
        return _not(self)


def tuple_(*clauses: Any, types: Sequence[Any] | None = None) -> Tuple:
    """`(a, b, ...)`, for comparisons of several columns at once."""
    return Tuple(*clauses, types=types)
