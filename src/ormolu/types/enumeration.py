"""Enum: one of a set of strings, or the members of a Python enumeration by their names."""

from __future__ import annotations

import enum
import typing
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal

from ormolu import exc, operators
from ormolu.operators import OperatorClass

from .adaptation import Concatenable
from .base import _NOT_COPIED, Processor, TypeEngine
from .construction import GenericRepr
from .named import NO_ARG, Emulated, SchemaType
from .text import String, quoted_text

_OPTIONS = {
    "native_enum": True,
    "create_constraint": False,
    "values_callable": None,
    "sort_key_function": NO_ARG,
    "length": NO_ARG,
    "omit_aliases": True,
    "validate_strings": False,
    "name": NO_ARG,
    "schema": NO_ARG,
    "metadata": None,
    "inherit_schema": False,
    "quote": None,
    "create_type": True,
    "collation": None,
    "collation_schema": None,
}


class Enum(String, SchemaType, Emulated):
    """One of a fixed set of values, given as strings or as a PEP 435 enumeration whose member *names* are stored.

    native_enum: use the database's ENUM where there is one, else VARCHAR.  create_constraint: add a CHECK constraint
    when VARCHAR is used.  name: of the type or constraint; default for an enumeration: its name in lower case.
    length: of the VARCHAR; default: that of the longest value.  values_callable: function from enumeration to the
    strings to store.  validate_strings: refuse plain strings that are not values.  sort_key_function: for the ORM to
    sort values.  omit_aliases: leave out alias names.  schema, metadata, inherit_schema, quote: as of `SchemaType`.
    """

    __visit_name__ = "enum"
    _is_generic = True
    operator_classes = OperatorClass.STRING
    _is_late = True

    enum_class: type[enum.Enum] | None

    def __init__(self, *enums: Any, **kw: Any) -> None:
        unknown = set(kw) - set(_OPTIONS)
        if unknown:
            raise TypeError(f"{type(self).__name__}() got an unexpected keyword argument {sorted(unknown)[0]!r}")
        self._set_up(enums, kw)

    def _set_up(self, enums: Sequence[Any], kw: dict[str, Any]) -> None:
        option = {**_OPTIONS, **kw}
        self.native_enum = option["native_enum"]
        self.create_constraint = option["create_constraint"]
        self.values_callable = option["values_callable"]
        self._sort_key_function = option["sort_key_function"]
        self._omit_aliases = option["omit_aliases"]
        self.validate_strings = option["validate_strings"]
        values, objects = self._parse(enums)
        self.enums: list[str] = values
        self._enums_argument = enums
        self._db_value_of: dict[Any, Any] = dict(zip(reversed(objects), reversed(values), strict=False))
        self._object_of: dict[Any, Any] = dict(zip(values, objects, strict=False))
        self._db_value_of[None] = self._object_of[None] = None
        if self.values_callable is not None and self.enum_class is not None:
            # plain strings may still be given by the name of the member
            self._db_value_of.update((member.name, self._db_value_of[member]) for member in objects)
        String.__init__(self, self._length(option["length"]), option["collation"], option["collation_schema"])
        name = option["name"]
        if name is NO_ARG:
            name = None if self.enum_class is None else self.enum_class.__name__.lower()
        SchemaType.__init__(
            self,
            name=name,
            schema=option["schema"],
            metadata=option["metadata"],
            inherit_schema=option["inherit_schema"],
            quote=option["quote"],
            create_type=option["create_type"],
        )

    def _parse(self, enums: Sequence[Any]) -> tuple[list[str], Sequence[Any]]:
        if len(enums) == 1 and _is_literal(_unaliased(enums[0])):
            enums = _literal_values(_unaliased(enums[0]))
        if len(enums) == 1 and hasattr(enums[0], "__members__"):
            self.enum_class = enum_class = typing.cast("type[enum.Enum]", enums[0])
            members = dict(enum_class.__members__)
            if self._omit_aliases:
                members = {name: member for name, member in members.items() if member.name == name}
            objects = list(members.values())
            if self.values_callable is not None:
                return list(self.values_callable(enum_class)), objects
            return list(members), objects
        self.enum_class = None
        return list(enums), list(enums)

    def _length(self, given: Any) -> int:
        longest = max((len(value) for value in self.enums), default=0)
        self._default_length = longest
        if given is NO_ARG:
            return longest
        if given is not None and given < longest:
            raise ValueError(
                "When provided, length must be larger or equal than the length of the longest enum value. "
                f"{given} < {longest}"
            )
        return typing.cast(int, given)

    @property
    def sort_key_function(self) -> Callable[[Any], Any] | None:  # type: ignore[override]
        """Function giving a sort key for values; default: the stored string."""
        if self._sort_key_function is NO_ARG:
            return self._db_value_for_elem
        return typing.cast("Callable[[Any], Any] | None", self._sort_key_function)

    @property
    def native(self) -> bool:  # type: ignore[override]
        return self.native_enum  # type: ignore[no-any-return]

    @property
    def python_type(self) -> type[Any]:
        return str if self.enum_class is None else self.enum_class

    # -- values

    def _db_value_for_elem(self, elem: Any) -> Any:
        """Return the stored string for a value.  Raises LookupError for one that is not of the set."""
        try:
            return self._db_value_of[elem]
        except KeyError as error:
            # an unknown string passes, so that databases that know more values than we do can be asked for them
            if not self.validate_strings and isinstance(elem, str):
                return elem
            raise self._unknown(elem) from error

    def _object_value_for_elem(self, elem: Any) -> Any:
        """Return the value for a stored string.  Raises LookupError for one that is not of the set."""
        try:
            return self._object_of[elem]
        except KeyError as error:
            raise self._unknown(elem) from error

    def _unknown(self, elem: Any) -> LookupError:
        shown = [value if len(value) <= 13 else value[:11] + ".." for value in self.enums]
        if len(shown) > 4:
            shown = [*shown[:3], "...", shown[-1]]
        return LookupError(
            f"'{elem}' is not among the defined enum values. Enum name: {self.name}. "
            f"Possible values: {', '.join(shown)}"
        )

    def literal_processor(self, dialect: Any) -> Callable[[Any], str] | None:
        quote = quoted_text(dialect)
        return lambda value: quote(self._db_value_for_elem(value))

    def bind_processor(self, dialect: Any) -> Processor | None:
        inner = String.bind_processor(self, dialect)
        find = self._db_value_for_elem
        known = self._db_value_of

        def process(value: Any) -> Any:
            value = known[value] if value in known else find(value)
            return value if inner is None else inner(value)

        return process

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        inner = String.result_processor(self, dialect, coltype)
        find = self._object_value_for_elem
        if inner is None:
            return find
        return lambda value: find(inner(value))

    class Comparator(Concatenable.Comparator[Any]):
        __slots__ = ()

        def _adapt_expression(self, op: Any, other_comparator: Any) -> tuple[Any, TypeEngine[Any]]:
            op, typ = super()._adapt_expression(op, other_comparator)
            if op is operators.concat_op:
                typ = String(self.type.length)
            return op, typ

    comparator_factory = Comparator

    # -- schema

    def _check_values(self) -> tuple[str, ...] | None:
        return tuple(self.enums) if self.create_constraint else None

    def _should_create_constraint(self, dialect: Any) -> bool:
        return self.create_constraint and (not self.native_enum or not dialect.supports_native_enum)

    # -- forms

    def _arguments(self) -> tuple[Sequence[Any], dict[str, Any]]:
        """Return the constructor's arguments that make an equal Enum."""
        kw = {
            "native_enum": self.native_enum,
            "create_constraint": self.create_constraint,
            "values_callable": self.values_callable,
            "sort_key_function": self._sort_key_function,
            "length": self.length,
            "omit_aliases": self._omit_aliases,
            "validate_strings": self.validate_strings,
            "name": self.name,
            "schema": self.schema if self._schema_provided or self.schema is not None else NO_ARG,
            "metadata": self.metadata,
            "quote": self.quote,
            "create_type": self.create_type,
            "collation": self.collation,
            "collation_schema": self.collation_schema,
        }
        return self._enums_argument, kw

    def _remade(self, cls: type[Enum], args: Sequence[Any], kw: dict[str, Any]) -> Enum:
        made = cls(*args, **kw)
        made._inherit_schema = self._inherit_schema  # not by the constructor, which warns of it
        return made

    def adapt_to_emulated(self, impltype: Any, **kw: Any) -> Any:
        args, own = self._arguments()
        own.update(kw)
        if issubclass(impltype, Enum):
            metadata = own.pop("metadata")
            made = self._remade(impltype, args, own)
            made.metadata = metadata  # not by the constructor: only the user's own type is registered there
            return made
        return String.adapt(self, impltype)

    def adapt(self, cls: Any, **kw: Any) -> Any:
        if cls is type(self) and not kw:
            return self.copy()
        return Emulated.adapt(self, cls, **kw)

    def copy(self, **kw: Any) -> Any:
        made = type(self).__new__(type(self))
        made.__dict__.update({key: value for key, value in self.__dict__.items() if key not in _NOT_COPIED})
        return made

    def as_generic(self, allow_nulltype: bool = False) -> Any:
        """Return a plain Enum of the same values."""
        args, kw = self._arguments()
        if not args:
            raise NotImplementedError(
                "TypeEngine.as_generic() heuristic is undefined for types that inherit Enum but "
                "do not have an `enums` attribute"
            )
        return self._remade(Enum, args, kw)

    def _resolve_for_python_type(self, python_type: Any, matched_on: Any, matched_on_flattened: Any) -> Any:
        generic = len(self._enums_argument) == 1 and self._enums_argument[0] is enum.Enum
        if not generic:
            return self._resolve_specific(python_type, matched_on_flattened)
        _, kw = self._arguments()
        kw["length"] = NO_ARG if self.length == self._default_length else self.length
        if _is_literal(python_type):
            values = _literal_values(python_type)
            if any(not isinstance(value, str) for value in values):
                raise exc.ArgumentError(
                    "Can't create string-based Enum datatype from non-string values: "
                    f"{', '.join(repr(value) for value in values if not isinstance(value, str))}.  Please provide an "
                    f"explicit Enum datatype for this Python type"
                )
            # a database type needs a name, which a Literal has not
            kw["name"] = None
            kw["native_enum"] = False
            return self._remade(type(self), values, kw)
        if isinstance(python_type, type) and issubclass(python_type, enum.Enum):
            kw["name"] = NO_ARG if self._names_itself() or self.name is None else self.name
            return self._remade(type(self), (python_type,), kw)
        return None

    def _names_itself(self) -> bool:
        return self.enum_class is not None and self.name == self.enum_class.__name__.lower()

    def _resolve_specific(self, python_type: Any, matched_on_flattened: Any) -> Any:
        if _is_literal(python_type):
            same = list(self.enums) == list(_literal_values(python_type)) or python_type is matched_on_flattened
            return self if same or python_type == matched_on_flattened else None
        if python_type is matched_on_flattened or self.enum_class is python_type:
            return self
        if self.enum_class is None and isinstance(python_type, type) and issubclass(python_type, enum.Enum):
            return self if python_type is matched_on_flattened else None
        return None

    def _make_cache_key(self) -> Any:
        key: tuple[Any, ...] = (
            type(self), tuple(self.enums), self.enum_class, self.native_enum, self.length, self.name, self.schema,
            self.validate_strings, self.collation,
        )  # fmt: skip
        if self._variant_mapping:
            variants = {name: variant._static_cache_key for name, variant in self._variant_mapping.items()}
            key += (tuple(sorted(variants.items(), key=lambda item: item[0])),)
        return key

    def repr_struct(self) -> GenericRepr:
        return EnumRepr(self)


class EnumRepr(GenericRepr):
    """The repr of an Enum: its values, then what differs from the defaults."""

    __slots__ = ()
    _shown: tuple[tuple[str, Any], ...] = (
        ("name", None),
        ("native_enum", True),
        ("create_constraint", False),
        ("length", None),
        ("create_type", True),
        ("schema", None),
    )

    def _values(self) -> Iterable[str]:
        subject = self._obj
        yield from (repr(value) for value in subject.enums)
        for name, default in self._shown:
            value = getattr(subject, name, default)
            if name == "length" and value == subject._default_length:
                continue
            if value != default:
                yield f"{name}={value!r}"


def _is_literal(python_type: Any) -> bool:
    return typing.get_origin(python_type) is Literal


def _literal_values(python_type: Any) -> tuple[Any, ...]:
    values: list[Any] = []
    for value in typing.get_args(python_type):
        values.extend(_literal_values(value) if _is_literal(value) else (value,))
    return tuple(dict.fromkeys(values))


def _unaliased(type_: Any) -> Any:
    """Return what a `type X = ...` alias stands for."""
    while not isinstance(type_, type) and hasattr(type_, "__value__"):
        type_ = type_.__value__
    return type_
