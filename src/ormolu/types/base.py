"""The base of all SQL datatypes: how a Python value becomes a bound value, and a driver's value a Python value.

A type answers three sorts of questions: about values (processors, made once per dialect and kept), about itself
(affinity, repr, cache key, generic form), and about the operators of its expressions (the Comparator).  It never writes
SQL: names of types come from the dialect's type compiler.

Start at `TypeEngine`; the memory of what was made for a dialect is `_dialect_memo`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any, ClassVar, Generic, cast
from uuid import UUID
from weakref import WeakKeyDictionary

from ormolu import exc, operators
from ormolu.operators import (
    _OPERATOR_CLASSES,
    ColumnOperators,
    OperatorClass,
    custom_op,
)
from ormolu.structures import immutabledict
from ormolu.typevars import T, T_co

from .construction import GenericRepr, rebuild, static_key

Processor = Callable[[Any], Any]


class _NoCache:
    """The cache key of what cannot be cached."""

    def __repr__(self) -> str:
        return "NO_CACHE"

    def __bool__(self) -> bool:
        return False


NO_CACHE = _NoCache()

_NO_VARIANTS: immutabledict[str, Any] = immutabledict()
_OPERATOR_BITS: dict[Any, int] = {op: group.value for op, group in _OPERATOR_CLASSES.items()}
_UNSPECIFIED = OperatorClass.UNSPECIFIED.value
_OWN_MODULES = __name__.partition(".")[0] + "."

_default_dialect_factory: Callable[[], Any] | None = None


def set_default_dialect(factory: Callable[[], Any]) -> None:
    """Say which dialect `TypeEngine.compile()` and `str(type)` use when none is given; the engine layer does."""
    global _default_dialect_factory
    _default_dialect_factory = factory


class TypeEngineMixin:
    """Base of classes that add to types without being one."""

    __slots__ = ()


class TypeEngine(Generic[T]):
    """The ultimate base class of all SQL datatypes.

    Subclasses override `bind_processor()`, `result_processor()`, `literal_processor()` and `get_dbapi_type()` when
    values need work, and name themselves to the type compiler by `__visit_name__`.
    """

    __visit_name__: ClassVar[str]

    _sqla_type = True
    _isnull = False
    _is_tuple_type = False
    _is_table_value = False
    _is_array = False
    _is_type_decorator = False
    _is_late = False  # whether values may be converted any time after they were fetched

    _ends_affinity: ClassVar[bool] = True  # read from the class itself: nothing above it is an affinity

    render_bind_cast: bool = False
    """Render casts around bound values of this type; set by types of dialects which need it."""

    render_literal_cast: bool = False
    """Render casts around literal values of this type."""

    hashable: bool = True
    """Whether values are hashable; if not, the ORM does not use them for making rows unique."""

    should_evaluate_none: bool = False
    """Whether None is a value of this type to be passed on, rather than SQL NULL; see `evaluates_none()`."""

    sort_key_function: Callable[[Any], Any] | None = None
    """Function giving a sort key for values, for types whose values do not sort themselves."""

    operator_classes: OperatorClass = OperatorClass.UNSPECIFIED
    """Which groups of built-in operators make sense for this type."""

    _variant_mapping: immutabledict[str, Any] = _NO_VARIANTS
    _is_sensitive = False

    class Comparator(ColumnOperators, Generic[T_co]):
        """Says what operators do with expressions of a type; subclass it in `comparator_factory` to add or change some.

        expr: the expression on which it works; type: that expression's type.
        """

        __slots__ = ("expr", "type")

        def __init__(self, expr: Any) -> None:
            self.expr = expr
            self.type = expr.type

        def __clause_element__(self) -> Any:
            return self.expr

        def operate(self, op: Any, *other: Any, **kwargs: Any) -> Any:
            """Return the expression of `op` with this one on the left."""
            _check_operator(self.type, op)
            return self.expr._build_operation(op, other, kwargs, False, comparator=self)

        def reverse_operate(self, op: Any, other: Any, **kwargs: Any) -> Any:
            """Return the expression of `op` with this one on the right."""
            _check_operator(self.type, op)
            return self.expr._build_operation(op, (other,), kwargs, True, comparator=self)

        __sa_operate__ = operate

        def _adapt_expression(self, op: Any, other_comparator: Any) -> tuple[Any, TypeEngine[Any]]:
            """Return operator and result type of a binary expression with this one on the left."""
            return op, self.type

        def __reduce__(self) -> Any:
            return _comparator_of, (self.expr,)

    comparator_factory: Any = Comparator
    """The Comparator class for expressions of this type."""

    # -- values

    def bind_processor(self, dialect: Any) -> Processor | None:
        """Return a function from Python value to what the driver takes, None when the value can go as it is."""
        return None

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        """Return a function from the driver's value to the Python value; coltype: type code from the cursor."""
        return None

    def literal_processor(self, dialect: Any) -> Callable[[Any], str] | None:
        """Return a function from Python value to SQL text, None when values cannot be rendered."""
        return None

    def bind_expression(self, bindvalue: Any) -> Any:
        """Return an expression to stand in place of a bound value, None for the value itself."""
        return None

    def column_expression(self, column: Any) -> Any:
        """Return an expression to stand in place of a column in the columns clause, None for the column itself."""
        return None

    @property
    def _has_bind_expression(self) -> bool:
        return _overrides(type(self), "bind_expression")

    @property
    def _has_column_expression(self) -> bool:
        return _overrides(type(self), "column_expression")

    def get_dbapi_type(self, dbapi: Any) -> Any:
        """Return the driver's type object for this type, for `setinputsizes()`; None where there is none."""
        return None

    def compare_values(self, x: Any, y: Any) -> bool:
        """Whether two values of this type are the same, as for finding changes."""
        return x == y  # type: ignore[no-any-return]  # values may answer with something that has no truth value

    def copy_value(self, value: Any) -> Any:
        """Return a copy of a mutable value; here the value itself."""
        return value

    def evaluates_none(self) -> TypeEngine[T]:
        """Return a copy of this type that takes None as a value rather than as SQL NULL."""
        typ: TypeEngine[T] = self.copy()
        typ.should_evaluate_none = True
        return typ

    @property
    def python_type(self) -> type[Any]:
        """The Python type of values, as far as known; `object` where it is not."""
        return object

    # -- forms of this type

    def _sensitive(self) -> Any:
        """Return a copy of this type whose values are not to be seen in logs and errors."""
        typ = self.copy()
        typ._is_sensitive = True
        return typ

    def copy(self, **kw: Any) -> Any:
        """Return a copy of this type."""
        typ = self.adapt(type(self))
        typ.__dict__.update({key: value for key, value in self.__dict__.items() if key not in _NOT_COPIED})
        return typ

    def with_variant(self, type_: Any, *dialect_names: str) -> Any:
        """Return a copy of this type that uses `type_` on the named dialects.

        Raises ArgumentError without a dialect name, for a name that has a variant already, and for a `type_` with
        variants of its own.
        """
        if not dialect_names:
            raise exc.ArgumentError("At least one dialect name is required")
        for name in dialect_names:
            if name in self._variant_mapping:
                raise exc.ArgumentError(f"Dialect {name!r} is already present in the mapping for this {self!r}")
        variant = to_instance(type_)
        if variant._variant_mapping:
            raise exc.ArgumentError(
                "can't pass a type that already has variants as a dialect-level type to with_variant()"
            )
        new = self.copy()
        new._variant_mapping = self._variant_mapping.union(dict.fromkeys(dialect_names, variant))
        return new

    def adapt(self, cls: Any, **kw: Any) -> Any:
        """Return this type as an instance of `cls`, made with the same arguments; kw: arguments that differ."""
        typ = rebuild(self, cls, **kw)
        if self._variant_mapping:
            typ._variant_mapping = self._variant_mapping
        return typ

    def as_generic(self, allow_nulltype: bool = False) -> Any:
        """Return the generic type nearest to this one, as `Integer` for a dialect's `TINYINT`.

        Raises NotImplementedError when there is none; with allow_nulltype returns NullType then.
        """
        generic = self._generic_type_affinity
        if generic is None or (generic._isnull and not allow_nulltype):
            raise NotImplementedError(
                "Default TypeEngine.as_generic() heuristic method was unsuccessful for "
                f"{type(self).__module__}.{type(self).__qualname__}. A custom as_generic() method must be implemented "
                "for this type class."
            )
        return rebuild(self, generic)

    def coerce_compared_value(self, op: Any, value: Any) -> Any:
        """Return the type for a literal on the other side of `op`: this one unless the value says otherwise."""
        other = _resolve_value_to_type(value)
        if other._isnull or other._type_affinity is self._type_affinity:
            return self
        return other

    def _resolve_for_literal(self, value: Any) -> Any:
        """Return the type that a literal `value`, which led to this type, really has."""
        return self

    def _resolve_for_python_type(self, python_type: Any, matched_on: Any, matched_on_flattened: Any) -> Any:
        """Return the type for an annotation found in a type map under this type; None when it does not fit."""
        return self if python_type is matched_on_flattened else None

    def _with_collation(self, collation: str, collation_schema: str | None = None) -> Any:
        """Return this type with a collation, where it can have one."""
        return self

    @property
    def _type_affinity(self) -> Any:
        """The class below TypeEngine that this type descends from: types with the same one are of one kind."""
        found: Any = type(self)
        for cls in type(self).__mro__:
            if cls.__dict__.get("_ends_affinity"):
                break
            if issubclass(cls, TypeEngine):
                found = cls
        return found

    @property
    def _generic_type_affinity(self) -> Any:
        """The generic (CamelCase) class that this type descends from; NullType when there is none."""
        for cls in type(self).__mro__:
            if "_is_generic" in cls.__dict__:
                return cls
        return _null_type().__class__

    def _compare_type_affinity(self, other: TypeEngine[Any]) -> bool:
        return self._type_affinity is other._type_affinity

    # -- per dialect

    def dialect_impl(self, dialect: Any) -> Any:
        """Return the form of this type that `dialect` works with."""
        memo = _dialect_memo(self, dialect)
        return memo["impl"]

    def _unwrapped_dialect_impl(self, dialect: Any) -> Any:
        """Return the form that `dialect` works with, without decorators around it."""
        return self.dialect_impl(dialect)

    def _gen_dialect_impl(self, dialect: Any) -> Any:
        if dialect.name in self._variant_mapping:
            return self._variant_mapping[dialect.name]._gen_dialect_impl(dialect)
        return dialect.type_descriptor(self)

    def _cached_bind_processor(self, dialect: Any) -> Processor | None:
        memo = _dialect_memo(self, dialect)
        try:
            return cast("Processor | None", memo["bind"])
        except KeyError:
            processor = memo["bind"] = memo["impl"].bind_processor(dialect)
            return cast("Processor | None", processor)

    def _cached_literal_processor(self, dialect: Any) -> Callable[[Any], str] | None:
        memo = _dialect_memo(self, dialect)
        try:
            return cast("Callable[[Any], str] | None", memo["literal"])
        except KeyError:
            processor = memo["literal"] = memo["impl"].literal_processor(dialect)
            return cast("Callable[[Any], str] | None", processor)

    def _cached_result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        memo = _dialect_memo(self, dialect)
        try:
            return cast("Processor | None", memo["result", coltype])
        except KeyError:
            processor = memo["result", coltype] = memo["impl"].result_processor(dialect, coltype)
            return cast("Processor | None", processor)

    def _converts_late(self, dialect: Any) -> bool:
        """Whether nobody can tell when results are converted: the conversion is our own code and keeps no state."""
        impl = _dialect_memo(self, dialect)["impl"]
        return self._is_late and impl._is_late and _is_own(type(self)) and _is_own(type(impl))

    def _cached_custom_processor(self, dialect: Any, key: Any, make: Callable[[Any], Any]) -> Any:
        """Return `make(dialect_impl)`, made once for `key`."""
        memo = _dialect_memo(self, dialect)
        try:
            return memo["custom", key]
        except KeyError:
            made = memo["custom", key] = make(memo["impl"])
            return made

    # -- about itself

    def compile(self, dialect: Any = None) -> str:
        """Return the name of this type in `dialect`'s SQL; in a generic one when no dialect is given."""
        if dialect is None:
            dialect = self._default_dialect()
        return cast(str, dialect.type_compiler_instance.process(self))

    def _default_dialect(self) -> Any:
        if _default_dialect_factory is None:
            raise exc.CompileError(f"No dialect is known to compile {self!r} with; import ormolu first")
        return _default_dialect_factory()

    @property
    def _static_cache_key(self) -> Any:
        """What tells this type apart in statement cache keys, or NO_CACHE."""
        attributes = self.__dict__
        try:
            return attributes["_memo_cache_key"]
        except KeyError:
            key = attributes["_memo_cache_key"] = self._make_cache_key()
            return key

    def _make_cache_key(self) -> Any:
        key = static_key(self)
        if key is None:
            return NO_CACHE
        if self.should_evaluate_none:
            key += (("evaluates_none", True),)
        if not self._variant_mapping:
            return key
        variants = {name: variant._static_cache_key for name, variant in self._variant_mapping.items()}
        if NO_CACHE in variants.values():
            return NO_CACHE
        return (*key, ("variants", tuple(sorted(variants.items(), key=lambda item: item[0]))))

    def repr_struct(self) -> GenericRepr:
        """Return the repr in pieces, for subclasses that want to change it."""
        return GenericRepr(self)

    def __repr__(self) -> str:
        return str(self.repr_struct())

    def __str__(self) -> str:
        try:
            return str(self.compile())
        except exc.CompileError:
            return repr(self)

    def __getstate__(self) -> dict[str, Any]:
        return {key: value for key, value in self.__dict__.items() if key not in _NOT_COPIED}

    def _to_instance(self, cls_or_self: Any) -> Any:
        return cls_or_self() if isinstance(cls_or_self, type) else cls_or_self


_NOT_COPIED = frozenset({"_memo_cache_key", "_memo_literals"})

#: classes of values whose type depends on the class alone, give or take a size
_PLAIN_VALUES: frozenset[type] = frozenset(
    {int, str, float, bytes, Decimal, dt.date, dt.datetime, dt.time, dt.timedelta, UUID}
)
_COMPARISON_METHODS: dict[Any, str] = {
    operators.eq: "__eq__", operators.ne: "__ne__", operators.lt: "__lt__", operators.le: "__le__",
    operators.gt: "__gt__", operators.ge: "__ge__",
}  # fmt: skip
#: versions of methods which do the standard thing; a method that is none of them is asked each time
_STANDARD_OPERATE: set[Any] = {TypeEngine.Comparator.operate}
_STANDARD_COERCIONS: set[Any] = {TypeEngine.coerce_compared_value}


def compares_plainly(type_: Any, comparator: Any, op: Any, value: Any) -> bool:
    """Whether `expr op value` is a comparison of `expr` with a bound value of the very type of `expr`.

    The answer holds for all values of the same class. False when a comparator or type has its own mind about it.
    """
    name = _COMPARISON_METHODS.get(op)
    if name is None or type(value) not in _PLAIN_VALUES or comparator.type is not type_:
        return False
    cls = type(comparator)
    if getattr(cls, name) is not getattr(ColumnOperators, name) or cls.operate not in _STANDARD_OPERATE:
        return False
    bits = _OPERATOR_BITS.get(op)
    if bits is None or not type_.operator_classes.value & bits:
        return False
    coercion = type(type_).coerce_compared_value
    return coercion in _STANDARD_COERCIONS and type_.coerce_compared_value(op, value) is type_


def _comparator_of(expr: Any) -> Any:
    return expr.comparator


def _check_operator(type_: Any, op: Any) -> None:
    bits = _OPERATOR_BITS.get(op)
    if bits is None:
        if op.__class__ is not custom_op:
            return
        bits = op.operator_class.value
    allowed = type_.operator_classes.value
    if not allowed & bits:
        _warn_about_operator(type_, op, allowed)


def _warn_about_operator(type_: Any, op: Any, allowed: int) -> None:
    if allowed & _UNSPECIFIED:
        exc.warn_deprecated(
            f"Type object {type(type_)} does not refer to an OperatorClass in its operator_classes attribute.  "
            "This attribute will be required in a future release.",
            "2.1",
        )
    elif isinstance(op, custom_op):
        if op.operator_class is OperatorClass.BASE:
            return
        exc.warn_deprecated(
            f"Type object {type(type_)} does not include custom operator {op.opstring!r} in its operator classes.  "
            "Using operators outside of a type's stated operator classes is deprecated and will raise "
            "InvalidRequestError in a future release",
            "2.1",
        )
    else:
        exc.warn_deprecated(
            f"Type object {type(type_)} does not include operator {op.__name__!r} in its operator classes.  Using "
            "built-in operators (not including custom or overridden operators) outside of a type's stated operator "
            "classes is deprecated and will raise InvalidRequestError in a future release",
            "2.1",
        )


def _is_own(cls: type) -> bool:
    return cls.__module__.startswith(_OWN_MODULES)


def _dialect_memo(type_: TypeEngine[Any], dialect: Any) -> dict[Any, Any]:
    """Return what was made of `type_` for `dialect`: the implementation under "impl", processors beside it.

    Kept on the dialect, weakly by type: what is kept may refer to the dialect, never strongly to the type's owner.
    """
    try:
        memos = dialect._type_memos
    except AttributeError:
        memos = dialect._type_memos = WeakKeyDictionary()
    memo = memos.get(type_)
    if memo is None:
        impl = type_._gen_dialect_impl(dialect)
        if impl is type_:
            # a copy, so that the memo does not keep its own key alive
            impl = type_.adapt(type(type_))
        memo = memos[type_] = {"impl": impl}
    return cast("dict[Any, Any]", memo)


_OVERRIDES: dict[tuple[type, str], bool] = {}


def _overrides(cls: type, name: str, base: type = TypeEngine) -> bool:
    """Whether `cls` has its own version of a method of `base`."""
    try:
        return _OVERRIDES[cls, name]
    except KeyError:
        answer = _OVERRIDES[cls, name] = getattr(cls, name) is not getattr(base, name)
        return answer


def to_instance(typeobj: Any, *arg: Any, **kw: Any) -> Any:
    """Return a type instance: of a class or factory by calling it, NULLTYPE for None, an instance as it is."""
    if typeobj is None:
        return _null_type()
    if isinstance(typeobj, TypeEngine):
        return typeobj
    if callable(typeobj):
        return typeobj(*arg, **kw)
    return typeobj


def adapt_type(typeobj: Any, colspecs: Any) -> Any:
    """Return `typeobj` as the class that `colspecs` names for it, itself when there is none.

    colspecs: mapping of type class to a dialect's implementation of it.
    """
    typeobj = to_instance(typeobj)
    for cls in type(typeobj).__mro__[:-1]:
        impl = colspecs.get(cls)
        if impl is not None:
            # a user's subclass of the dialect's class stays what it is
            return typeobj if issubclass(type(typeobj), impl) else typeobj.adapt(impl)
    return typeobj


# -- filled by literals.py: the generic types themselves


def _null_type() -> Any:
    return _literal_types[0]


def _resolve_value_to_type(value: Any) -> Any:
    """Return the type of a literal `value`; NULLTYPE when it tells nothing."""
    return _value_resolver[0](value)


_literal_types: list[Any] = []
_value_resolver: list[Callable[[Any], Any]] = []
