"""BindParameter: a value which travels beside the SQL text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ..typevars import T
from . import coercions, roles
from .cache_key import KeyParts
from .closures import Tracked
from .column_element import KeyedColumnElement
from .construct import constructs
from .datatypes import INTEGERTYPE, NULLTYPE, resolve_value_to_type, to_instance
from .fields import KeyWriter, NotCacheable, name, plain, typed, unkeyed
from .names import _anonymous_label, next_serial, quoted_name
from .node import memo

_NOT_IN_NAMES = re.compile(r"\W+")


class _NoArg:
    """Says that an argument was not given, where None would be a value."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "NO_ARG"

    def __reduce__(self) -> str:
        return "NO_ARG"


NO_ARG = _NoArg()


@constructs("bindparam")
class BindParameter(roles.InElementRole, KeyedColumnElement[T]):
    """A bound value. Made by `bindparam()`, and from every literal in an expression.

    key: name of the parameter; None or `unique=True` lets the compiler number it. value: its value; callable_: a
    function that gives the value at execution. required: a value must be given at execution. expanding: the value is a
    list, rendered as one parameter per item (for IN). literal_execute: rendered into the SQL at execution.
    """

    __visit_name__ = "bindparam"
    _fields = (
        name("_explicit_key"),
        typed("type"),
        plain("literal_execute"),
        plain("expanding"),
        unkeyed("value"),
        unkeyed("callable"),
    )

    inherit_cache = True
    _is_crud = False
    _is_bind_parameter = True
    _is_parameter_element = True
    expand_op: Any = None
    required: bool = False
    unique: bool = False
    isoutparam: bool = False
    literal_execute: bool = False
    expanding: bool = False
    callable: Any = None
    _explicit_key: Any = None
    _orig_key: str = "param"
    _same_as: Any = None

    def __init__(
        self,
        key: str | None,
        value: Any = NO_ARG,
        type_: Any = None,
        unique: bool = False,
        required: Any = NO_ARG,
        quote: bool | None = None,
        callable_: Any = None,
        expanding: bool = False,
        isoutparam: bool = False,
        literal_execute: bool = False,
        _compared_to_operator: Any = None,
        _compared_to_type: Any = None,
        _is_crud: bool = False,
    ) -> None:
        if required is NO_ARG:
            required = value is NO_ARG and callable_ is None
        if value is NO_ARG:
            value = None
        tracked = value if value.__class__ is Tracked else None
        if tracked is not None:
            key, unique, value = tracked._tracked_name, True, tracked._tracked_value
        if quote is not None:
            key = quoted_name.construct(key, quote)
        self.value = value
        self.unique = unique
        if key is None:
            self._orig_key = "param"
        else:
            self._orig_key = key
            if not unique:
                self._explicit_key = key
        if key is not None and key.__class__ is _anonymous_label:
            self._explicit_key = key
        if callable_ is not None:
            self.callable = callable_
        if required:
            self.required = True
        if isoutparam:
            self.isoutparam = True
        if expanding:
            self.expanding = True
            self.expand_op = _compared_to_operator
        if literal_execute:
            self.literal_execute = True
        if _is_crud:
            self._is_crud = True
        if type_ is None:
            if expanding:
                if value:
                    first = value[0] if isinstance(value, (list, tuple)) else next(iter(value))
                else:
                    first = None
            else:
                first = value
            if _compared_to_type is not None:
                self.type = _compared_to_type.coerce_compared_value(_compared_to_operator, first)
            else:
                self.type = resolve_value_to_type(first)
        else:
            self.type = to_instance(type_)
        if self.type._is_tuple_type and value:
            first = value[0] if expanding and isinstance(value, (list, tuple)) else value
            if first is not None:
                self.type = self.type._resolve_values_to_types(first)
        if tracked is not None:
            self._stand_for(tracked)

    def _stand_for(self, tracked: Tracked) -> None:
        """Be the parameter of a lambda's variable; one of the same type was made before, this is the same one."""
        first = tracked._tracked_bind
        if first is None:
            tracked._tracked_bind = self
            self.__dict__["key"] = tracked._tracked_label
        elif first.type._static_cache_key == self.type._static_cache_key and first.expanding == self.expanding:
            self.__dict__["key"] = tracked._tracked_label
            self._is_clone_of = self._same_as = first

    @memo
    def key(self) -> Any:
        """The parameter's name; numbered by the compiler when anonymous."""
        if self._explicit_key is not None:
            return self._explicit_key
        # what drivers accept in names of parameters: most take letters, digits and underscores
        body = _NOT_IN_NAMES.sub("_", str(self._orig_key)).strip("_")
        return _anonymous_label.safe_construct(next_serial(), body or "param")

    @property
    def _proxy_key(self) -> Any:
        """A numbered name is no key for a column of a subquery."""
        return self._explicit_key if self._explicit_key.__class__ is not _anonymous_label else None

    def _with_value(self, value: Any, maintain_key: bool = False, required: Any = NO_ARG) -> BindParameter:
        """A copy with another value."""
        copy = self._clone(maintain_key=maintain_key)
        copy.value = value
        copy.callable = None
        copy.required = False if required is NO_ARG else required
        if copy.type is NULLTYPE:
            copy.type = resolve_value_to_type(value)
        return copy

    def _with_params(self, values: Any, unique: bool) -> BindParameter:
        """A copy with the value that `values` has for this parameter's name, if any."""
        copy = self._clone(maintain_key=True)
        if self.key in values:
            copy.value = values[self.key]
            copy.callable = None
            copy.required = False
        elif self._orig_key in values and self._explicit_key is None:
            copy.value = values[self._orig_key]
            copy.callable = None
            copy.required = False
        if unique:
            copy._convert_to_unique()
        return copy

    @property
    def effective_value(self) -> Any:
        """The value, called for if it is a function."""
        return self.value if self.callable is None else self.callable()

    def render_literal_execute(self) -> BindParameter:
        """A copy whose value is rendered into the SQL when the statement is executed."""
        copy = self._clone(maintain_key=True)
        copy.literal_execute = True
        return copy

    def _negate_in_binary(self, negated_op: Any, original_op: Any) -> BindParameter:
        if self.expand_op is original_op:
            copy = self._clone()
            copy.expand_op = negated_op
            return copy
        return self

    def _with_binary_element_type(self, type_: Any) -> BindParameter:
        copy = self._clone(maintain_key=True)
        copy.type = type_
        return copy

    def _clone(self, omit_attrs: Iterable[str] = (), maintain_key: bool = False, **kw: Any) -> BindParameter:
        copy: BindParameter = super()._clone(**kw)
        if maintain_key:
            copy.__dict__["key"] = self.key
        else:
            copy.__dict__.pop("_same_as", None)
            if self.unique and self._explicit_key is not None:
                copy._explicit_key = None
        return copy

    def _convert_to_unique(self) -> None:
        if not self.unique:
            self.unique = True
            self._explicit_key = None
            self.__dict__.pop("key", None)
            self.__dict__.pop("_shape", None)

    def __getstate__(self) -> dict[str, Any]:
        """Callables are called: their value is what is kept."""
        state = super().__getstate__()
        if self.callable is not None:
            state["value"] = self.effective_value
        state["callable"] = None
        if self._explicit_key is None and "key" in self.__dict__:
            state["key"] = self.__dict__["key"]
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        if state.get("unique"):
            state.pop("key", None)
        self.__dict__.update(state)

    def _key_parts(self) -> KeyParts | None:
        return self._key_ref()

    def _key_ref(self) -> KeyParts | None:
        shape = self._shape
        return None if shape is None else (shape[0], (self if self._same_as is None else self._same_as,), shape[1])

    @memo
    def _shape(self) -> tuple[Any, tuple[Any, ...]] | None:
        """The key of this parameter and of all others like it, and the identities in its name."""
        if not self._has_key():
            return None
        writer = KeyWriter(self.__class__)
        try:
            writer.type(self.type)
            explicit = self._explicit_key
            if explicit is not None:
                writer.name(explicit)
            else:
                writer.key.append(str(self._orig_key))
            writer.key.append((self.literal_execute, self.expanding, self.expand_op, self._is_crud, self.isoutparam))
            if self._annotations:
                self._write_annotations(writer)
        except NotCacheable:
            return None
        return tuple(writer.key), tuple(writer.idents)

    def _compare_with(self, other: Any, comparer: Any) -> bool:
        if comparer.compare_keys and self._explicit_key != other._explicit_key:
            return False
        if comparer.compare_values and (self.value != other.value or self.callable != other.callable):
            return False
        return bool(self.type._compare_type_affinity(other.type))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self.key)!r}, {self.value!r}, type_={self.type!r})"


@constructs("bind_literal")
def bind_literal(key: str | None, value: Any, type_: Any = None, is_crud: bool = False) -> BindParameter:
    """The parameter of a literal value in a place where nothing is known but the value."""
    return BindParameter(key, value, type_=type_, unique=True, _is_crud=is_crud)


bindparam = BindParameter


class _OffsetLimitParam(BindParameter[int]):
    """The parameter of LIMIT and OFFSET, whose value is known as an int."""

    inherit_cache = True

    @property
    def _limit_offset_value(self) -> int | None:
        return self.effective_value  # type: ignore[no-any-return]


@constructs("offset_limit")
def _offset_limit(key: str | None, value: int, type_: Any) -> _OffsetLimitParam:
    return _OffsetLimitParam(key, value, type_=type_ or INTEGERTYPE, unique=True)


def _plain_limit(value: int) -> _OffsetLimitParam:
    """The parameter for a plain number, as `_offset_limit` would make it; they all have the same key."""
    param = _OffsetLimitParam.__new__(_OffsetLimitParam)
    param.value = value
    param.unique = True
    param.type = INTEGERTYPE
    param.__dict__["_shape"] = _limit_shape
    return param


_limit_shape = _offset_limit(None, 0, None)._shape


def _offset_or_limit_clause(element: Any, name_: str | None = None, type_: Any = None) -> Any:
    """The node for the argument of `limit()`, `offset()` or `fetch()`; None for None."""
    if element.__class__ is int and name_ is None and type_ is None:
        return _plain_limit(element)
    return coercions.expect(roles.LimitOffsetRole, element, name=name_, type_=type_)


def _offset_or_limit_clause_asint_if_possible(clause: Any) -> Any:
    """The int behind a LIMIT clause if it has one, the clause otherwise."""
    if clause is None:
        return None
    if hasattr(clause, "_limit_offset_value"):
        return clause._limit_offset_value
    return clause
