"""ColumnElement: an expression with a type, which Python's operators work on.

Operators go to the type's comparator, which comes back to `_build_operation` (in `operations.py`). What a column is
called in a SELECT, which columns it stands for in a derived table (`proxy_set`) and how it negates live here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic

from .. import operators
from ..typevars import T, T_co
from . import roles
from .construct import make
from .datatypes import NULLTYPE
from .names import _anonymous_label, next_serial
from .node import DQLDMLClauseElement, memo


class CompilerColumnElement(
    roles.DMLColumnRole,
    roles.DDLConstraintColumnRole,
    roles.ColumnsClauseRole,
    DQLDMLClauseElement,
):
    """A node which stands where a column stands, for compilers' own use."""

    inherit_cache = False


class SQLCoreOperations(operators.ColumnOperators, Generic[T_co]):
    """The operations all SQL column expressions have; for typing and `isinstance`."""

    __slots__ = ()

    if TYPE_CHECKING:

        def __eq__(self, other: Any) -> ColumnElement[bool]: ...  # type: ignore[override]
        def __ne__(self, other: Any) -> ColumnElement[bool]: ...  # type: ignore[override]
        def __lt__(self, other: Any) -> ColumnElement[bool]: ...
        def __le__(self, other: Any) -> ColumnElement[bool]: ...
        def __gt__(self, other: Any) -> ColumnElement[bool]: ...
        def __ge__(self, other: Any) -> ColumnElement[bool]: ...
        def is_(self, other: Any) -> ColumnElement[bool]: ...
        def is_not(self, other: Any) -> ColumnElement[bool]: ...
        def in_(self, other: Any) -> ColumnElement[bool]: ...
        def not_in(self, other: Any) -> ColumnElement[bool]: ...
        def between(self, cleft: Any, cright: Any, symmetric: bool = False) -> ColumnElement[bool]: ...
        def like(self, other: Any, escape: str | None = None) -> ColumnElement[bool]: ...
        def ilike(self, other: Any, escape: str | None = None) -> ColumnElement[bool]: ...


class SQLColumnExpression(SQLCoreOperations[T_co]):
    """What may be used as an SQL column expression of Core or ORM; for typing."""

    __slots__ = ()


class ColumnElement(
    roles.ColumnArgumentOrKeyRole,
    roles.StatementOptionRole,
    roles.WhereHavingRole,
    roles.BinaryElementRole,
    roles.OrderByRole,
    roles.ColumnsClauseRole,
    roles.LimitOffsetRole,
    roles.DMLColumnRole,
    roles.DDLConstraintColumnRole,
    roles.DDLExpressionRole,
    roles.GroupByRole,
    roles.ColumnArgumentRole,
    DQLDMLClauseElement,
    SQLColumnExpression[T],
):
    """An expression that yields one value per row: a column, a literal, a function call, a comparison ...

    It has a `type`, offers the operators of that type and can be labelled and cast.
    """

    __visit_name__ = "column_element"

    primary_key: bool = False
    foreign_keys: Any = frozenset()
    key: Any = None
    name: Any
    type: Any = NULLTYPE

    _is_column_element = True
    _is_implicitly_boolean = False
    _is_label = False
    _tq_label: Any = None
    _tq_key_label: Any = None
    _non_anon_label: Any = None
    _key_label: Any = None
    _proxies: Sequence[Any] = ()
    _alt_names: Sequence[Any] = ()
    _render_label_in_columns_clause: ClassVar[bool] = True
    _allow_label_resolve = True
    _label_style_hint: Any = None
    is_literal = False
    table: Any = None
    negation_operator: Any = None
    modifiers: Any

    # -- operators -------------------------------------------------------------------------------------------

    @property
    def comparator(self) -> Any:
        # not remembered: most expressions are used once, and with their comparator they would be garbage in a circle
        return self.type.comparator_factory(self)

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)

    def __getattr__(self, key: str) -> Any:
        if key.startswith("__") or key in _NEVER_ON_COMPARATOR:
            raise AttributeError(key)
        try:
            return getattr(self.comparator, key)
        except AttributeError as error:
            raise AttributeError(
                f"Neither {type(self).__name__!r} object nor {type(self.comparator).__name__!r} object has an "
                f"attribute {key!r}"
            ) from error

    def operate(self, op: Any, *other: Any, **kwargs: Any) -> Any:
        return op(self.comparator, *other, **kwargs)

    def reverse_operate(self, op: Any, other: Any, **kwargs: Any) -> Any:
        return op(other, self.comparator, **kwargs)

    def _build_operation(
        self, op: Any, other: tuple[Any, ...], kw: dict[str, Any], reverse: bool, comparator: Any = None
    ) -> Any:
        return make.operation(self, op, other, kw, reverse, comparator if comparator is not None else self.comparator)

    def _cast_to(self, type_: Any) -> Any:
        return make.cast(self, type_)

    def _collection(self, operator: Any) -> Any:
        return make.collection_aggregate(self, operator)

    def _bind_param(self, operator: Any, obj: Any, type_: Any = None, expanding: bool = False) -> Any:
        """A literal which takes part in an operation with this expression."""
        return make.bindparam(
            None,
            obj,
            _compared_to_operator=operator,
            type_=type_,
            _compared_to_type=self.type,
            unique=True,
            expanding=expanding,
        )

    def any_(self) -> Any:
        """`ANY (expr)`: compare with each member of an array or rows of a subquery."""
        return make.collection_aggregate(self, operators.any_op)

    def all_(self) -> Any:
        """`ALL (expr)`."""
        return make.collection_aggregate(self, operators.all_op)

    @property
    def expression(self) -> Any:
        """The expression itself (attributes of mapped classes answer theirs)."""
        return self

    def __clause_element__(self) -> Any:
        return self

    @property
    def _select_iterable(self) -> Sequence[Any]:
        return (self,)

    def self_group(self, against: Any = None) -> Any:
        if against in _TRUTH_TESTED and self.type._type_affinity is _boolean_affinity():
            return make.as_boolean(self, operators.is_true, operators.is_false)
        if against is operators.any_op or against is operators.all_op:
            return make.grouping(self)
        return self

    def _negate(self) -> Any:
        if self.type._type_affinity is _boolean_affinity():
            return make.as_boolean(self, operators.is_false, operators.is_true)
        grouped = self.self_group(against=operators.inv)
        return make.unary(grouped, operator=operators.inv)

    def __invert__(self) -> Any:
        return self.operate(operators.inv)

    # -- labels and casts ------------------------------------------------------------------------------------

    def label(self, name: str | None) -> Any:
        """This expression under a name (`AS name`); None makes one up."""
        return make.label(name, self, self.type)

    def cast(self, type_: Any) -> Any:
        """`CAST(expr AS type)`."""
        return make.cast(self, type_)

    # -- lineage ---------------------------------------------------------------------------------------------

    @memo
    def base_columns(self) -> frozenset[Any]:
        """The columns of lineage which are derived from nothing."""
        return frozenset(column for column in self.proxy_set if not column._proxies)

    @memo
    def proxy_set(self) -> frozenset[Any]:
        """This column and everything it is derived from; annotations do not matter."""
        return frozenset([self._deannotate()]).union(*(column.proxy_set for column in self._proxies))

    @memo
    def _expanded_proxy_set(self) -> frozenset[Any]:
        """`proxy_set` and what its members were cloned from."""
        return frozenset(original for column in self.proxy_set for original in column._cloned_set)

    def _uncached_proxy_list(self) -> list[Any]:
        """As `proxy_set`, in order and not memoised."""
        found = [self]
        for column in self._proxies:
            found += column._uncached_proxy_list()
        return found

    def shares_lineage(self, othercolumn: Any) -> bool:
        """True if both columns are derived from a common one."""
        return bool(self.proxy_set.intersection(othercolumn.proxy_set))

    def _compare_name_for_result(self, other: Any) -> bool:
        name = getattr(other, "name", None)
        return (name is not None and getattr(self, "name", None) == name) or self._compare_key(other)

    def _compare_key(self, other: Any) -> bool:
        return self.key is not None and self.key == getattr(other, "key", None)

    @property
    def _proxy_key(self) -> Any:
        """The key under which the column appears in the collection of a subquery."""
        name = self._annotations.get("proxy_key")
        if name:
            return name
        name = self.key
        if not name:
            name = self._non_anon_label
        return name

    @property
    def _expression_label(self) -> Any:
        if getattr(self, "name", None) is not None:
            return None
        if self._annotations and "proxy_key" in self._annotations:
            return self._annotations["proxy_key"]
        return None

    def _make_proxy(
        self,
        selectable: Any,
        primary_key: Any = None,
        foreign_keys: Any = None,
        name: str | None = None,
        key: str | None = None,
        name_is_truncatable: bool = False,
        compound_select_cols: Sequence[Any] | None = None,
        **kw: Any,
    ) -> tuple[Any, Any]:
        """`(key, column)` for this expression as a column of `selectable`."""
        if name is None:
            name = self._anon_name_label
            if key is None:
                key = self._proxy_key
        else:
            key = name if key is None else key
        column = make.column_clause(name, type_=self.type, _selectable=selectable)
        column._propagate_attrs = selectable._propagate_attrs
        column._proxies = tuple(compound_select_cols) if compound_select_cols else (self,)
        if compound_select_cols is None and selectable._is_clone_of is not None:
            found = selectable._is_clone_of.columns.get(key if key is not None else name)
            column._is_clone_of = found
        return key if key is not None else name, column

    # -- names -----------------------------------------------------------------------------------------------

    @memo
    def _anon_serial(self) -> int:
        return next_serial()

    def _anon_label(self, label: str | None, add_hash: int | None = None) -> Any:
        """An anonymous name on `label`; `add_hash` tells repetitions of one column apart."""
        serial: Any = self._anon_serial
        if add_hash is not None:
            serial = f"{serial}x{add_hash}"
        if type(label) is _anonymous_label and "%(" in label:
            return _anonymous_label(f"{label}%({serial} )s")
        return _anonymous_label.safe_construct(serial, label or "anon")

    @memo
    def _anon_name_label(self) -> Any:
        return self._anon_label(getattr(self, "name", None))

    @memo
    def _anon_key_label(self) -> Any:
        return self._anon_label(self._proxy_key)

    @property
    def anon_label(self) -> Any:
        return self._anon_name_label

    @property
    def anon_key_label(self) -> Any:
        return self._anon_key_label

    def _dedupe_anon_label_idx(self, idx: int) -> Any:
        """The name of the `idx`-th repetition of this column, e.g. ``id__1``."""
        label = getattr(self, "name", None)
        return self._anon_label("anon_" if label is None else label + "_", idx)

    @property
    def _anon_tq_label(self) -> Any:
        return self._anon_label(getattr(self, "_tq_label", None))

    @property
    def _anon_tq_key_label(self) -> Any:
        return self._anon_label(getattr(self, "_tq_key_label", None))

    def _dedupe_anon_tq_label_idx(self, idx: int) -> Any:
        label = getattr(self, "_tq_label", None)
        return self._anon_label(label + "_" if label else "anon_", idx)

    @property
    def _label(self) -> Any:
        return self._tq_label

    def _compare_with_type(self, other: Any) -> bool:
        return bool(self.type._compare_type_affinity(other.type))


def _asbool() -> Any:
    """The "operator" around a criterion that stands alone.

    Nothing gets parentheses, plain columns become truth tests.
    """
    raise NotImplementedError()


_asbool.precedence = -10  # type: ignore[attr-defined]
_TRUTH_TESTED = frozenset({operators.and_, operators.or_, operators.inv, _asbool})

_NEVER_ON_COMPARATOR = frozenset(
    {
        "comparator",
        "type",
        "name",
        "operator",
        "element",
        "_annotated_of",
        "_sa_instance_state",
        "_serial",
    }
)


def _boolean_affinity() -> Any:
    return make.boolean_affinity


class KeyedColumnElement(ColumnElement[T]):
    """A column with a key: its name, or the name under which it stands in a collection."""

    _is_keyed_column_element = True
    inherit_cache = True


class WrapsColumnExpression(ColumnElement[T]):
    """A mixin for expressions that wrap a column and take its name in a columns clause: CAST, type_coerce, ..."""

    inherit_cache = True

    @property
    def wrapped_column_expression(self) -> Any:
        raise NotImplementedError(f"{type(self).__name__} must name its wrapped_column_expression")

    @property
    def _tq_label(self) -> Any:
        wrapped = self.wrapped_column_expression
        return wrapped._tq_label if hasattr(wrapped, "_tq_label") else None

    @property
    def _proxy_key(self) -> Any:
        return super()._proxy_key or getattr(self.wrapped_column_expression, "_proxy_key", None)

    @property
    def _expression_label(self) -> Any:
        """The name of the wrapped column: `CAST(t.a AS INTEGER) AS a`."""
        label = super()._expression_label
        if label is None:
            wrapped = self.wrapped_column_expression
            label = getattr(wrapped, "_non_anon_label", None) or getattr(wrapped, "_expression_label", None)
        return label

    @property
    def _anon_name_label(self) -> Any:
        wrapped = self.wrapped_column_expression
        if getattr(wrapped, "name", None) is not None or isinstance(wrapped, WrapsColumnExpression):
            return wrapped._anon_name_label
        return self._own_anon_name_label

    @memo
    def _own_anon_name_label(self) -> Any:
        return self._anon_label(None)

    def _dedupe_anon_label_idx(self, idx: int) -> Any:
        label = self._expression_label
        return self._anon_label("anon_", idx) if label is None else self._anon_label(label + "_")
