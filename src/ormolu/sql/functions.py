"""SQL functions: `func.anything(...)`, functions with known types, table functions.

`func.name(args)` makes a `GenericFunction` if one is registered under that name, a plain `Function` otherwise.
"""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Sequence
from typing import Any, ClassVar

from .. import exc, operators
from ..typevars import T
from . import coercions, roles
from .aliases import TableValuedAlias
from .binds import BindParameter
from .casts import Cast, Extract
from .collection import WriteableColumnCollection
from .column_element import ColumnElement
from .columns import ColumnClause, column
from .construct import constructs, make
from .datatypes import BOOLEANTYPE, INTEGERTYPE, NULLTYPE, sqltypes, to_instance
from .executable import Executable
from .expressions import BinaryExpression, ClauseList, Grouping, UnaryExpression
from .fields import Kind, child, name, nested, plain, typed, unkeyed
from .froms import FromClause
from .node import Annotated, memo
from .windows import AggregateOrderBy, FunctionFilter, Over, WithinGroup

_registry: dict[str, dict[str, Any]] = {}


def register_function(identifier: str, fn: Any, package: str = "_default") -> None:
    """Make `func.<identifier>` call `fn`. package: a prefix, as in `func.<package>.<identifier>`."""
    known = _registry.setdefault(package, {})
    identifier = str(identifier).lower()
    if identifier in known:
        exc.warn(f"The GenericFunction '{identifier}' is already registered and is going to be overridden.")
    known[identifier] = fn


class FunctionElement(Executable, ColumnElement[T], FromClause):
    """The base of functions; subclass it (with `@compiles`) for constructs of your own.

    It is an expression, and a FROM element with one column or those of `table_valued()`.
    """

    _fields: ClassVar[tuple[Kind, ...]] = (child("clause_expr"), plain("_with_ordinality"), nested("_table_value_key"))

    packagenames: tuple[str, ...] = ()
    _has_args = False
    _with_ordinality = False
    _table_value_type: Any = None
    _table_value_key: Any = None
    primary_key: Any = False
    _is_clone_of = None
    clause_expr: Any

    def __init__(self, *clauses: Any) -> None:
        args = [
            coercions.expect(
                roles.ExpressionElementRole, clause, name=getattr(self, "name", None), apply_propagate_attrs=self
            )
            for clause in clauses
        ]
        self._has_args = self._has_args or bool(args)
        self.clause_expr = Grouping(
            ClauseList(
                *args,
                operator=operators.comma_op,
                group_contents=True,
                _literal_as_text_role=roles.ExpressionElementRole,
            )
        )

    _non_anon_label = None

    @property
    def _proxy_key(self) -> Any:
        found = ColumnElement._proxy_key.fget(self)  # type: ignore[attr-defined]
        return found if found is not None else getattr(self, "name", None)

    def _execute_on_connection(self, connection: Any, distilled_params: Any, execution_options: Any) -> Any:
        return connection._execute_function(self, distilled_params, execution_options)

    def scalar_table_valued(self, name: str, type_: Any = None) -> ScalarFunctionColumn:
        """One column of the function's row as an expression: `(f()).name`."""
        return ScalarFunctionColumn(self, name, type_)

    def table_valued(self, *expr: Any, **kw: Any) -> TableValuedAlias:
        """The function as a FROM element with columns: names, or `column()` with types.

        name: alias name; with_ordinality: name of a column added by WITH ORDINALITY; joins_implicitly: no warning about
        cartesian products.
        """
        new: Any = self._generate()
        with_ordinality = kw.pop("with_ordinality", None)
        joins_implicitly = kw.pop("joins_implicitly", None)
        alias_name = kw.pop("name", None)
        if kw:
            raise TypeError(f"table_valued() got unexpected keyword arguments {sorted(kw)}")
        if with_ordinality:
            expr += (with_ordinality,)
            new._with_ordinality = True
        elements = [coercions.expect(roles.StrAsPlainColumnRole, element) for element in expr]
        new._table_value_type = table_type = sqltypes.TableValueType(*elements)
        new.type = table_type
        new._reset_column_collection()
        return new._table_alias(alias_name, bool(joins_implicitly))  # type: ignore[no-any-return]

    def _table_alias(self, name_: Any, joins_implicitly: bool) -> TableValuedAlias:
        return TableValuedAlias._construct(  # type: ignore[no-any-return]
            self, name=name_, table_value_type=self.type if self._table_value_type is None else self._table_value_type,
            joins_implicitly=joins_implicitly,
        )  # fmt: skip

    def column_valued(self, name: str | None = None, joins_implicitly: bool = False) -> Any:
        """The function as a FROM element that stands for a single column."""
        return self.alias(name=name, joins_implicitly=joins_implicitly).column

    @property
    def columns(self) -> Any:
        """The columns of the function as a FROM element."""
        return self.c

    @memo
    def c(self) -> Any:
        return WriteableColumnCollection([(found.key, found) for found in self._all_selected_columns]).as_readonly()

    @property
    def _all_selected_columns(self) -> Sequence[Any]:
        if self._table_value_type is not None:
            return [found for found in self._table_value_type._elements]
        return [self.label(None)]

    @property
    def exported_columns(self) -> Any:
        return self.columns

    def _generate_fromclause_column_proxies(
        self, fromclause: Any, columns: Any, primary_key: Any, foreign_keys: Any
    ) -> None:
        columns._populate_separate_keys(
            [
                found._make_proxy(fromclause, primary_key=primary_key, foreign_keys=foreign_keys)
                for found in self._all_selected_columns
            ]
        )

    @property
    def clauses(self) -> Any:
        """The arguments."""
        return self.clause_expr.element

    @property
    def _from_objects(self) -> list[Any]:
        return self.clauses._from_objects  # type: ignore[no-any-return]

    @property
    def _select_iterable(self) -> Any:
        return (self,)

    @property
    def _hide_froms(self) -> Any:  # type: ignore[override]
        return ()

    @property
    def description(self) -> Any:
        return None

    @property
    def entity_namespace(self) -> Any:
        return self.clause_expr.element.clauses[0].entity_namespace

    def over(
        self,
        *,
        partition_by: Any = None,
        order_by: Any = None,
        rows: Any = None,
        range_: Any = None,
        groups: Any = None,
        exclude: Any = None,
    ) -> Over:
        """`func(...) OVER (...)`."""
        return Over(
            self, partition_by=partition_by, order_by=order_by, rows=rows, range_=range_, groups=groups, exclude=exclude
        )

    def aggregate_order_by(self, *order_by: Any) -> AggregateOrderBy:
        """`func(... ORDER BY ...)`."""
        return AggregateOrderBy(self, *order_by)

    def within_group(self, *order_by: Any) -> WithinGroup:
        """`func(...) WITHIN GROUP (ORDER BY ...)`."""
        return WithinGroup(self, *order_by)

    def filter(self, *criterion: Any) -> Any:
        """`func(...) FILTER (WHERE ...)`."""
        return FunctionFilter(self, *criterion) if criterion else self

    def as_comparison(self, left_index: int, right_index: int) -> FunctionAsBinary:
        """This function as a comparison between two of its arguments (counted from 1), for relationship conditions."""
        return FunctionAsBinary(self, left_index, right_index)

    def within_group_type(self, within_group: Any) -> Any:
        """The result type for WITHIN GROUP, None for the function's own."""
        return None

    def alias(self, name: str | None = None, joins_implicitly: bool = False) -> Any:
        """The function as a FROM element under a name."""
        if self._table_value_type is not None:
            return TableValuedAlias._construct(
                self, name=name, table_value_type=self.type, joins_implicitly=joins_implicitly
            )
        type_ = sqltypes.TableValueType(column(name_or_anon(self), self.type))
        made = TableValuedAlias._construct(self, name=name, table_value_type=type_, joins_implicitly=joins_implicitly)
        made._scalar_type = self.type
        return made

    def select(self) -> Any:
        """`SELECT func(...)`."""
        statement = make.select(self)
        if self._execution_options:
            statement = statement.execution_options(**self.get_execution_options())
        return statement

    def _bind_param(self, operator: Any, obj: Any, type_: Any = None, expanding: bool = False) -> BindParameter:
        return BindParameter(
            None,
            obj,
            _compared_to_operator=operator,
            _compared_to_type=self.type,
            unique=True,
            type_=type_,
            expanding=expanding,
        )

    def self_group(self, against: Any = None) -> Any:
        if against is operators.getitem and getattr(self.type, "_is_array", False):
            return Grouping(self)
        if against in (operators.any_op, operators.all_op):
            return Grouping(self)
        return ColumnElement.self_group(self, against)

    def _with_binary_element_type(self, type_: Any) -> Any:
        return self


def name_or_anon(function: Any) -> Any:
    return getattr(function, "name", None) or "anon"


class FunctionAsBinary(BinaryExpression[Any]):
    """A function call seen as `left operator right`."""

    _fields = (child("sql_function"), plain("left_index"), plain("right_index"), plain("modifiers"))

    def __init__(self, fn: FunctionElement, left_index: int, right_index: int) -> None:
        self.sql_function = fn
        self.left_index = left_index
        self.right_index = right_index
        self.operator = operators.function_as_comparison_op
        self.type = BOOLEANTYPE
        self.negate = None
        self._is_implicitly_boolean = True

    @property
    def left(self) -> Any:
        return self.sql_function.clauses.clauses[self.left_index - 1]

    @left.setter
    def left(self, value: Any) -> None:
        self.sql_function.clauses.clauses[self.left_index - 1] = value

    @property
    def right(self) -> Any:
        return self.sql_function.clauses.clauses[self.right_index - 1]

    @right.setter
    def right(self, value: Any) -> None:
        self.sql_function.clauses.clauses[self.right_index - 1] = value

    def get_children(self, **kw: Any) -> Any:
        yield self.sql_function

    def _copy_internals(self, clone: Any = None, **kw: Any) -> None:
        self.sql_function = clone(self.sql_function, **kw)

    @property
    def _from_objects(self) -> list[Any]:
        return self.sql_function._from_objects

    def _compare_with(self, other: Any, comparer: Any) -> Any:
        return comparer.nodes(self.sql_function, other.sql_function)


class ScalarFunctionColumn(ColumnElement[T]):
    """One column of a function that yields a row: `(f()).x`."""

    __visit_name__ = "scalar_function_column"
    _fields = (name("name"), typed("type"), child("fn"))

    is_literal = False
    table = None

    def __init__(self, fn: Any, name: str, type_: Any = None) -> None:
        self.fn = fn
        self.name = self.key = name
        self.type = to_instance(type_)

    @property
    def _non_anon_label(self) -> Any:
        return self.name

    @property
    def _from_objects(self) -> list[Any]:
        return self.fn._from_objects  # type: ignore[no-any-return]


class Function(FunctionElement[T]):
    """A function by name. Made by `func.<name>(...)`."""

    __visit_name__ = "function"
    _fields: ClassVar[tuple[Kind, ...]] = (
        plain("packagenames"), plain("name"), typed("type"), unkeyed("_table_value_type"),
    )  # fmt: skip

    type: Any
    name: Any

    def __init__(
        self,
        name: str,
        *clauses: Any,
        type_: Any = None,
        packagenames: tuple[str, ...] | None = None,
        monotonic: bool = False,
    ) -> None:
        self.packagenames = packagenames or ()
        self.name = name
        self.type = to_instance(type_)
        self.monotonic = monotonic
        FunctionElement.__init__(self, *clauses)

    def _bind_param(self, operator: Any, obj: Any, type_: Any = None, expanding: bool = False) -> BindParameter:
        return BindParameter(
            self.name,
            obj,
            _compared_to_operator=operator,
            _compared_to_type=self.type,
            type_=type_,
            unique=True,
            expanding=expanding,
        )


class GenericFunction(Function[T]):
    """A function with a type of its own. A subclass registers itself as `func.<name>`.

    Class attributes: `type` (result type), `name` (rendered, default the class name), `identifier` (under which it is
    registered), `package`, `inherit_cache`.
    """

    coerce_arguments = True
    inherit_cache = True
    _register = False
    package: str

    def __init_subclass__(cls, **kw: Any) -> None:
        super().__init_subclass__(**kw)
        own = cls.__dict__
        if issubclass(cls, Annotated):
            return
        if not any(base is GenericFunction or getattr(base, "_register_bases", False) for base in cls.__mro__[1:]):
            return
        if own.get("_is_base_function"):
            return
        cls.name = rendered = own.get("name", cls.__name__)
        identifier = own.get("identifier", rendered)
        cls.identifier = identifier
        package = own.get("package", getattr(cls, "package", "_default"))
        cls._register = own.get("_register", True)
        if cls._register:
            register_function(identifier, cls, package)

    identifier: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        parsed = kwargs.pop("_parsed_args", None)
        if parsed is None:
            parsed = [
                coercions.expect(roles.ExpressionElementRole, arg, name=self.name, apply_propagate_attrs=self)
                for arg in args
            ]
        self._has_args = self._has_args or bool(parsed)
        self.packagenames = ()
        self.clause_expr = Grouping(
            ClauseList(
                *parsed,
                operator=operators.comma_op,
                group_contents=True,
                _literal_as_text_role=roles.ExpressionElementRole,
            )
        )
        self.type = to_instance(kwargs.pop("type_", None) or getattr(self, "type", None))


# What looks like a function, and is syntax of its own.
_SYNTAX: dict[str, Any] = {"cast": Cast, "extract": Extract}


class _FunctionGenerator:
    """`func`: every attribute is a function of that name; further attributes are packages."""

    def __init__(self, **opts: Any) -> None:
        self.__names: list[str] = []
        self.opts = opts

    def __getattr__(self, name_: str) -> _FunctionGenerator:
        if name_.startswith("__"):
            try:
                return self.__dict__[name_]  # type: ignore[no-any-return]
            except KeyError:
                raise AttributeError(name_) from None
        if name_.endswith("_"):
            name_ = name_[:-1]
        made = _FunctionGenerator(**self.opts)
        made.__names = [*self.__names, name_]
        return made

    def __call__(self, *clauses: Any, **kwargs: Any) -> Any:
        options = {**self.opts, **kwargs}
        names = self.__names
        package, fname = None, None
        if len(names) == 2:
            package, fname = names
        elif len(names) == 1:
            package, fname = "_default", names[0]
        if package is not None and fname is not None:
            known = _registry.get(package, {}).get(fname.lower())
            if known is not None:
                return known(*clauses, **options)
            if package == "_default" and fname in _SYNTAX:
                return _SYNTAX[fname](*clauses, **options)
        return Function(names[-1], *clauses, packagenames=tuple(names[0:-1]), **options)


func: Any = _FunctionGenerator()
modifier: Any = _FunctionGenerator(group=False)


@constructs("system_function")
def _system(sampling: Any) -> Any:
    return func.system(sampling)


class next_value(GenericFunction):
    """The next value of a Sequence."""

    type = INTEGERTYPE
    name = "next_value"
    _fields = (plain("sequence"),)

    def __init__(self, seq: Any, **kw: Any) -> None:
        if getattr(seq, "__visit_name__", None) != "sequence":
            raise AssertionError("next_value() accepts a Sequence object as input.")
        self.sequence = seq
        self.packagenames = ()
        self.type = to_instance(seq.data_type or getattr(self, "type", None))
        self.clause_expr = Grouping(ClauseList(_literal_as_text_role=roles.ExpressionElementRole))

    def _compare_with(self, other: Any, comparer: Any) -> Any:
        return isinstance(other, next_value) and self.sequence.name == other.sequence.name

    @property
    def _from_objects(self) -> list[Any]:
        return []


class AnsiFunction(GenericFunction[T]):
    """A function which standard SQL writes without parentheses when there are no arguments."""

    inherit_cache = True
    _is_base_function = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        GenericFunction.__init__(self, *args, **kwargs)
        if not args:
            self._has_args = False


class ReturnTypeFromArgs(GenericFunction[T]):
    """A function whose result has the type of its arguments."""

    inherit_cache = True
    _is_base_function = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        parsed = [
            coercions.expect(roles.ExpressionElementRole, arg, name=self.name, apply_propagate_attrs=self)
            for arg in args
        ]
        kwargs.setdefault("type_", _type_from_args(parsed))
        kwargs["_parsed_args"] = parsed
        super().__init__(*parsed, **kwargs)


class ReturnTypeFromOptionalArgs(ReturnTypeFromArgs[T]):
    inherit_cache = True
    _is_base_function = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        parsed = [
            coercions.expect(roles.ExpressionElementRole, arg, name=self.name, apply_propagate_attrs=self)
            for arg in args
        ]
        kwargs.setdefault("type_", _type_from_args(parsed))
        kwargs["_parsed_args"] = parsed
        GenericFunction.__init__(self, *parsed, **kwargs)


def _type_from_args(args: Sequence[Any]) -> Any:
    for arg in args:
        if not arg.type._isnull:
            return arg.type
    return NULLTYPE


class coalesce(ReturnTypeFromArgs[T]):
    inherit_cache = True
    _has_args = True


class max(ReturnTypeFromArgs[T]):
    """The largest value."""

    inherit_cache = True


class min(ReturnTypeFromArgs[T]):
    """The smallest value."""

    inherit_cache = True


class sum(ReturnTypeFromArgs[T]):
    """The sum."""

    inherit_cache = True


class now(GenericFunction[datetime.datetime]):
    """The current time of the transaction."""

    type = sqltypes.DateTime()
    inherit_cache = True


@constructs("pow")
class pow(ReturnTypeFromArgs[T]):
    """A power."""

    inherit_cache = True


class concat(GenericFunction[str]):
    """Strings put together."""

    type = sqltypes.String()
    inherit_cache = True


class char_length(GenericFunction[int]):
    """The length of a string in characters."""

    type = sqltypes.Integer()
    inherit_cache = True

    def __init__(self, arg: Any, **kw: Any) -> None:
        super().__init__(arg, **kw)


class random(GenericFunction[float]):
    """A random number."""

    _has_args = True
    inherit_cache = True


class count(GenericFunction[int]):
    """A number of rows; without an argument `count(*)`."""

    type = sqltypes.Integer()
    inherit_cache = True

    def __init__(self, expression: Any = None, **kwargs: Any) -> None:
        if expression is None:
            expression = ColumnClause("*", is_literal=True)
        super().__init__(expression, **kwargs)


class current_date(AnsiFunction[datetime.date]):
    type = sqltypes.Date()
    inherit_cache = True


class current_time(AnsiFunction[datetime.time]):
    type = sqltypes.Time()
    inherit_cache = True


class current_timestamp(AnsiFunction[datetime.datetime]):
    type = sqltypes.DateTime()
    inherit_cache = True


class current_user(AnsiFunction[str]):
    type = sqltypes.String()
    inherit_cache = True


class localtime(AnsiFunction[datetime.datetime]):
    type = sqltypes.DateTime()
    inherit_cache = True


class localtimestamp(AnsiFunction[datetime.datetime]):
    type = sqltypes.DateTime()
    inherit_cache = True


class session_user(AnsiFunction[str]):
    type = sqltypes.String()
    inherit_cache = True


class sysdate(AnsiFunction[datetime.datetime]):
    type = sqltypes.DateTime()
    inherit_cache = True


class user(AnsiFunction[str]):
    type = sqltypes.String()
    inherit_cache = True


class array_agg(ReturnTypeFromArgs[Sequence[T]]):
    """Values as an array."""

    inherit_cache = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        parsed = [coercions.expect(roles.ExpressionElementRole, arg, apply_propagate_attrs=self) for arg in args]
        default = kwargs.pop("_default_array_type", sqltypes.ARRAY)
        if "type_" not in kwargs:
            found = _type_from_args(parsed)
            kwargs["type_"] = found if isinstance(found, sqltypes.ARRAY) else default(found, dimensions=1)
        kwargs["_parsed_args"] = parsed
        super().__init__(*parsed, **kwargs)


class CollectionAggregateFunction(GenericFunction[T]):
    """`func.any()` and the like: as the functions of these names; `any_()` and `all_()` know about operators."""

    inherit_cache = True
    _is_base_function = True


class any_(CollectionAggregateFunction[T]):
    name = "any"
    inherit_cache = True


class all_(CollectionAggregateFunction[T]):
    name = "all"
    inherit_cache = True


class some(CollectionAggregateFunction[T]):
    inherit_cache = True


class OrderedSetAgg(GenericFunction[T]):
    """An ordered-set aggregate: its result has the type of what WITHIN GROUP orders by."""

    array_for_multi_clause = False
    inherit_cache = True
    _is_base_function = True

    def within_group_type(self, within_group: Any) -> Any:
        order_by = list(within_group.order_by) if within_group.order_by is not None else []
        if not order_by:
            return None
        ordered = order_by[0]
        while isinstance(ordered, UnaryExpression) and ordered.modifier is not None:
            ordered = ordered.element
        arguments = self.clause_expr.element.clauses
        if self.array_for_multi_clause and (len(arguments) > 1 or isinstance(arguments[0].type, sqltypes.ARRAY)):
            return sqltypes.ARRAY(ordered.type)
        return ordered.type


class mode(OrderedSetAgg[T]):
    inherit_cache = True


class percentile_cont(OrderedSetAgg[T]):
    array_for_multi_clause = True
    inherit_cache = True


class percentile_disc(OrderedSetAgg[T]):
    array_for_multi_clause = True
    inherit_cache = True


class rank(GenericFunction[int]):
    type = sqltypes.Integer()
    inherit_cache = True


class dense_rank(GenericFunction[int]):
    type = sqltypes.Integer()
    inherit_cache = True


class percent_rank(GenericFunction[decimal.Decimal]):
    type = sqltypes.Numeric()
    inherit_cache = True


class cume_dist(GenericFunction[decimal.Decimal]):
    type = sqltypes.Numeric()
    inherit_cache = True


class cube(GenericFunction[T]):
    """GROUP BY CUBE."""

    _has_args = True
    inherit_cache = True


class rollup(GenericFunction[T]):
    """GROUP BY ROLLUP."""

    _has_args = True
    inherit_cache = True


class grouping_sets(GenericFunction[T]):
    """GROUP BY GROUPING SETS."""

    _has_args = True
    inherit_cache = True


class aggregate_strings(GenericFunction[str]):
    """Strings of several rows put together, with a separator between; rendered as each database has it."""

    type = sqltypes.String()
    _has_args = True
    inherit_cache = True

    def __init__(self, clause: Any, separator: Any, **kw: Any) -> None:
        if isinstance(separator, str):
            # several databases take no parameter here
            separator = BindParameter(self.name, separator, unique=True, literal_execute=True)
        super().__init__(clause, separator, **kw)
