"""Types written by users: `UserDefinedType` from scratch, `TypeDecorator` around an existing type."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any

from ormolu import exc
from ormolu.operators import OperatorClass
from ormolu.typevars import T, T_co

from .base import (
    _NOT_COPIED,
    _STANDARD_COERCIONS,
    _STANDARD_OPERATE,
    NO_CACHE,
    Processor,
    TypeEngine,
    TypeEngineMixin,
    _overrides,
    to_instance,
)
from .construction import GenericRepr


class ExternalType(TypeEngineMixin):
    """Mixin of types that are not our own, which have to say whether they may be part of a statement's cache key."""

    cache_ok: bool | None = None
    """Whether statements that use this type may be cached.

    True: the constructor's arguments are hashable and kept under their names, and together tell what the type does.
    False: never cache.  None: not cached either, with a warning.
    """

    def _make_cache_key(self) -> Any:
        if self.cache_ok is True:
            return super()._make_cache_key()  # type: ignore[misc]
        if self.cache_ok is None:
            kind = next((base for base in _EXTERNAL_BASES if isinstance(self, base)), ExternalType)
            exc.warn(
                f"{kind.__name__} {self!r} will not produce a cache key because the ``cache_ok`` attribute is not set "
                "to True.  This can have significant performance implications including some performance degradations "
                "in comparison to prior SQLAlchemy versions.  Set this attribute to True if this type object's state "
                "is safe to use in a cache key, or False to disable this warning.",
                code="cprf",
            )
        return NO_CACHE


class UserDefinedType(ExternalType, TypeEngine[T]):
    """Base of types made from scratch; define `get_col_spec()`, and processors as needed.

    get_col_spec(**kw) -> str: the type's name in DDL; `type_expression` in kw is the column.
    """

    __visit_name__ = "user_defined"
    _ends_affinity = True
    operator_classes = OperatorClass.ANY

    def __init_subclass__(cls, **kw: Any) -> None:
        super().__init_subclass__(**kw)
        spec = cls.__dict__.get("get_col_spec")
        if spec is not None and not _takes_keywords(spec):
            # `get_col_spec(self)` without keywords is documented as well
            cls.get_col_spec = wraps(spec)(lambda self, **_kw: spec(self))  # type: ignore[attr-defined]

    def coerce_compared_value(self, op: Any, value: Any) -> Any:
        """Return the type for a literal on the other side of `op`: this type."""
        return self


class TypeDecorator(ExternalType, TypeEngine[T]):
    """Adds Python behaviour to an existing type, named by the class attribute `impl`.

    Constructor arguments go to `impl`.  Override `process_bind_param()`, `process_result_value()`,
    `process_literal_param()`, `load_dialect_impl()`, `coerce_compared_value()` as needed, and set `cache_ok`.
    """

    __visit_name__ = "type_decorator"
    _is_type_decorator = True

    impl: Any
    impl_instance: TypeEngine[Any]
    """The instance of `impl` that is decorated."""

    coerce_to_is_types: tuple[type, ...] = (type(None),)
    """Python types of literals that turn `==` into `IS`; `()` for none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Make the decorated type as `impl(*args, **kwargs)`.

        Raises AssertionError when the class does not say what it decorates.
        """
        if not hasattr(type(self), "impl"):
            raise AssertionError(
                "TypeDecorator implementations require a class-level variable 'impl' which refers to the class of "
                "type being decorated"
            )
        self.impl = self.impl_instance = to_instance(type(self).impl, *args, **kwargs)

    @property
    def operator_classes(self) -> OperatorClass:  # type: ignore[override]
        """The operator groups of the decorated type."""
        return self.impl_instance.operator_classes

    @property
    def sort_key_function(self) -> Callable[[Any], Any] | None:  # type: ignore[override]
        return self.impl_instance.sort_key_function

    # -- operators

    class Comparator(TypeEngine.Comparator[T_co]):
        """Mixed in before the comparator of the decorated type."""

        __slots__ = ()

        def operate(self, op: Any, *other: Any, **kwargs: Any) -> Any:
            # literals of these Python types are compared by IS
            kwargs["_python_is_types"] = self.type.coerce_to_is_types
            return super().operate(op, *other, **kwargs)

        def reverse_operate(self, op: Any, other: Any, **kwargs: Any) -> Any:
            kwargs["_python_is_types"] = self.type.coerce_to_is_types
            return super().reverse_operate(op, other, **kwargs)

        __sa_operate__ = operate

    @property
    def comparator_factory(self) -> Any:
        """The decorated type's comparator, with `coerce_to_is_types` respected."""
        inner = self.impl_instance.comparator_factory
        if TypeDecorator.Comparator in inner.__mro__:
            return inner
        try:
            return _DECORATED_COMPARATORS[inner]
        except KeyError:
            made = _DECORATED_COMPARATORS[inner] = type(
                "TDComparator", (TypeDecorator.Comparator, inner), {"__slots__": ()}
            )
            return made

    @property
    def _type_affinity(self) -> Any:
        return self.impl_instance._type_affinity

    # -- per dialect

    def _gen_dialect_impl(self, dialect: Any) -> Any:
        if dialect.name in self._variant_mapping:
            adapted = dialect.type_descriptor(self._variant_mapping[dialect.name])
        else:
            adapted = dialect.type_descriptor(self)
        if adapted is not self:
            return adapted
        typedesc = self.load_dialect_impl(dialect).dialect_impl(dialect)
        decorated = self.copy()
        if not isinstance(decorated, type(self)):
            raise AssertionError(
                f"Type object {self} does not properly implement the copy() method, it must return an object of type "
                f"{type(self)}"
            )
        decorated.impl = decorated.impl_instance = typedesc
        return decorated

    def _unwrapped_dialect_impl(self, dialect: Any) -> Any:
        """Return the type that `dialect` works with under all decorators."""
        typ = self.dialect_impl(dialect)
        while isinstance(typ, TypeDecorator):
            inner = typ.impl_instance
            typ = inner if not isinstance(inner, TypeDecorator) else inner.dialect_impl(dialect)
        return typ

    def type_engine(self, dialect: Any) -> Any:
        """Return the type that is shown to `dialect`: the decorated one, or what `load_dialect_impl()` chose."""
        adapted = dialect.type_descriptor(self)
        return adapted if adapted is not self else self.load_dialect_impl(dialect)

    def load_dialect_impl(self, dialect: Any) -> Any:
        """Return the type to decorate on `dialect`; override it to choose by dialect."""
        return self.impl_instance

    # -- values

    def process_bind_param(self, value: Any, dialect: Any) -> Any:
        """Return what to hand to the decorated type for a Python value."""
        raise NotImplementedError()

    def process_result_value(self, value: Any, dialect: Any) -> Any:
        """Return the Python value for one that the decorated type has processed."""
        raise NotImplementedError()

    def process_literal_param(self, value: Any, dialect: Any) -> Any:
        """Return what to render inline for a Python value; default: as `process_bind_param()`."""
        raise NotImplementedError()

    def _own(self, name: str) -> bool:
        return _overrides(type(self), name, TypeDecorator)

    def bind_processor(self, dialect: Any) -> Processor | None:
        inner = self.impl_instance.bind_processor(dialect)
        if self._own("process_bind_param"):
            process = self.process_bind_param
        elif self._own("process_literal_param"):
            process = self.process_literal_param
        else:
            return inner
        return _before(process, dialect, inner)

    def literal_processor(self, dialect: Any) -> Callable[[Any], str] | None:
        inner = self.impl_instance.literal_processor(dialect)
        if self._own("process_literal_param"):
            process = self.process_literal_param
        elif self._own("process_bind_param"):
            process = self.process_bind_param
        else:
            return inner
        # without a processor of the decorated type, what the user's method returns is the text
        return _before(process, dialect, inner)

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        inner = self.impl_instance.result_processor(dialect, coltype)
        if not self._own("process_result_value"):
            return inner
        process = self.process_result_value
        if inner is None:
            return lambda value: process(value, dialect)
        return lambda value: process(inner(value), dialect)

    @property
    def _has_bind_expression(self) -> bool:
        return _overrides(type(self), "bind_expression", TypeDecorator) or self.impl_instance._has_bind_expression

    def bind_expression(self, bindparam: Any) -> Any:
        """Return an expression to stand in place of a bound value; default: the decorated type's."""
        return self.impl_instance.bind_expression(bindparam)

    @property
    def _has_column_expression(self) -> bool:
        return _overrides(type(self), "column_expression", TypeDecorator) or self.impl_instance._has_column_expression

    def column_expression(self, column: Any) -> Any:
        """Return an expression to stand in place of a column in the columns clause; default: the decorated type's."""
        return self.impl_instance.column_expression(column)

    def coerce_compared_value(self, op: Any, value: Any) -> Any:
        """Return the type for a literal on the other side of `op`: this type, so that its processing applies."""
        return self

    def copy(self, **kw: Any) -> Any:
        """Return a copy of this type."""
        made = type(self).__new__(type(self))
        made.__dict__.update({key: value for key, value in self.__dict__.items() if key not in _NOT_COPIED})
        return made

    def adapt(self, cls: Any, **kw: Any) -> Any:
        return self.copy() if cls is type(self) and not kw else super().adapt(cls, **kw)

    def get_dbapi_type(self, dbapi: Any) -> Any:
        return self.impl_instance.get_dbapi_type(dbapi)

    def compare_values(self, x: Any, y: Any) -> bool:
        """Whether two values are the same; default: as the decorated type says."""
        return self.impl_instance.compare_values(x, y)

    def copy_value(self, value: Any) -> Any:
        return self.impl_instance.copy_value(value)

    def _with_collation(self, collation: str, collation_schema: str | None = None) -> Any:
        with_collation = self.copy()
        with_collation.impl = with_collation.impl_instance = self.impl_instance._with_collation(
            collation, collation_schema
        )
        return with_collation

    def _make_cache_key(self) -> Any:
        key = super()._make_cache_key()
        if key is NO_CACHE:
            return key
        impl_key = self.impl_instance._static_cache_key
        return NO_CACHE if impl_key is NO_CACHE else (*key, ("impl", impl_key))

    def __getattr__(self, key: str) -> Any:
        """Attributes of the decorated type can be read here."""
        if key.startswith("__") or key in ("impl", "impl_instance"):
            raise AttributeError(key)
        return getattr(self.impl_instance, key)

    def repr_struct(self) -> GenericRepr:
        """Return the repr of the decorated type under this class's name."""
        return self.impl_instance.repr_struct().set_class_name(type(self).__name__)


_STANDARD_OPERATE.add(TypeDecorator.Comparator.operate)
_STANDARD_COERCIONS.update((TypeDecorator.coerce_compared_value, UserDefinedType.coerce_compared_value))


class Variant(TypeDecorator[Any]):
    """Deprecated: kept for recipes that test for it.  `with_variant()` returns a plain type since 2.0."""

    def __init__(self, *arg: Any, **kw: Any) -> None:
        raise NotImplementedError(
            "Variant is no longer used in SQLAlchemy; this is a placeholder symbol for backwards compatibility."
        )


_EXTERNAL_BASES: tuple[type, ...] = (TypeDecorator, UserDefinedType)
_DECORATED_COMPARATORS: dict[type, type] = {}


def _takes_keywords(function: Any) -> bool:
    parameters = signature(function).parameters.values()
    return any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters)


def _before(process: Callable[[Any, Any], Any], dialect: Any, inner: Processor | None) -> Processor:
    if inner is None:
        return lambda value: process(value, dialect)
    return lambda value: inner(process(value, dialect))
