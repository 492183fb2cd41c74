"""JSON documents, their elements and paths."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any, ClassVar

from ormolu import exc, operators
from ormolu.operators import OperatorClass
from ormolu.typevars import T

from .adaptation import Concatenable, Indexable
from .base import Processor, TypeEngine
from .boolean import BOOLEANTYPE
from .number import INTEGERTYPE, Float, Integer, Numeric
from .text import STRINGTYPE, Unicode

# Keys that every document spells alike; others may stand there escaped, so that only the database can compare them.
_PLAIN_KEY = re.compile(r"[ !#-\[\]-~]*")


class _JSONNull:
    """JSON.NULL: the JSON value `null`, as opposed to SQL NULL."""

    def __repr__(self) -> str:
        return "symbol('JSON_NULL')"

    def __reduce__(self) -> Any:
        return _json_null, ()


_JSON_NULL = _JSONNull()


def _json_null() -> _JSONNull:
    return _JSON_NULL


class JSON(Indexable, TypeEngine[T]):
    """JSON documents, given and returned as Python lists, dictionaries, strings, numbers, booleans and None.

    none_as_null: None is SQL NULL; default: None is the JSON value `null`, and SQL NULL is `null()`.
    """

    __visit_name__ = "JSON"
    _is_generic = True
    operator_classes = OperatorClass.JSON
    _is_late = True
    hashable = False

    NULL: ClassVar[Any] = _JSON_NULL
    """The JSON value `null`, whatever `none_as_null` says."""

    def __init__(self, none_as_null: bool = False) -> None:
        self.none_as_null = none_as_null

    class JSONElementType(TypeEngine[Any]):
        """Part of an index into a document."""

        _integer = INTEGERTYPE
        _string = STRINGTYPE
        operator_classes = OperatorClass.ANY

        def string_bind_processor(self, dialect: Any) -> Processor | None:
            return self._string._cached_bind_processor(dialect)

        def string_literal_processor(self, dialect: Any) -> Callable[[Any], str] | None:
            return self._string._cached_literal_processor(dialect)

        def bind_processor(self, dialect: Any) -> Processor | None:
            integer = self._integer._cached_bind_processor(dialect)
            string = self.string_bind_processor(dialect)

            def process(value: Any) -> Any:
                if integer and isinstance(value, int):
                    return integer(value)
                return string(value) if string and isinstance(value, str) else value

            return process

        def literal_processor(self, dialect: Any) -> Callable[[Any], str] | None:
            integer = self._integer._cached_literal_processor(dialect)
            string = self.string_literal_processor(dialect)

            def process(value: Any) -> Any:
                if integer and isinstance(value, int):
                    return integer(value)
                return string(value) if string and isinstance(value, str) else value

            return process

    class JSONIndexType(JSONElementType):
        """A single index of unknown kind; dialects may have their own."""

    class JSONIntIndexType(JSONIndexType):
        """The index of a list element."""

    class JSONStrIndexType(JSONIndexType):
        """The key of a dictionary entry."""

    class JSONAnyKeyType(JSONStrIndexType):
        """The key of a dictionary entry, which may hold quotes, backslashes, control and non-ASCII characters."""

    class JSONPathType(JSONElementType):
        """A sequence of indexes; dialects render it in their own syntax."""

        __visit_name__ = "json_path"

    class Comparator(Indexable.Comparator[Any], Concatenable.Comparator[Any]):
        """Operators of JSON: `[]` with an index or a path, and `as_...()` to say what is found there."""

        __slots__ = ()

        def __getitem__(self, index: Any) -> Any:
            if not isinstance(index, str) and isinstance(index, Sequence) and not all(map(_is_plain_step, index)):
                return reduce(lambda found, step: found[step], index, self.expr)
            return super().__getitem__(index)

        def _setup_getitem(self, index: Any) -> tuple[Any, Any, Any, Any]:
            if not isinstance(index, str) and isinstance(index, Sequence):
                return operators.json_path_getitem_op, index, JSON.JSONPathType(), self.type
            if isinstance(index, int):
                index_type: Any = JSON.JSONIntIndexType()
            elif isinstance(index, str):
                index_type = JSON.JSONStrIndexType() if _is_plain_step(index) else JSON.JSONAnyKeyType()
            else:
                index_type = JSON.JSONIndexType()
            return operators.json_getitem_op, index, index_type, self.type

        def as_boolean(self) -> Any:
            """Return this index expression as a boolean."""
            return self._as_type(BOOLEANTYPE, "as_boolean")

        def as_string(self) -> Any:
            """Return this index expression as text."""
            return self._as_type(Unicode(), "as_string")

        def as_integer(self) -> Any:
            """Return this index expression as a whole number."""
            return self._as_type(Integer(), "as_integer")

        def as_float(self) -> Any:
            """Return this index expression as a floating-point number."""
            return self._as_type(Float(), "as_float")

        def as_numeric(self, precision: int | None, scale: int | None, asdecimal: bool = True) -> Any:
            """Return this index expression as a number of the given digits."""
            return self._as_type(Numeric(precision, scale, asdecimal=asdecimal), "as_numeric")

        def as_json(self) -> Any:
            """Return this index expression itself: its values are JSON."""
            return self.expr

        def _as_type(self, type_: Any, method: str) -> Any:
            expr = self.expr
            if getattr(expr, "operator", None) not in (
                operators.json_getitem_op,
                operators.json_path_getitem_op,
            ):
                raise exc.InvalidRequestError(
                    f"The JSON cast operator JSON.{method}() only works with a JSON index expression "
                    f"e.g. col['q'].{method}()"
                )
            typed = expr._clone()
            typed.type = type_
            return typed

    comparator_factory = Comparator

    @property
    def python_type(self) -> type[Any]:
        return object

    @property
    def should_evaluate_none(self) -> bool:
        """Whether None is the JSON value `null`: the opposite of `none_as_null`."""
        return not self.none_as_null

    @should_evaluate_none.setter
    def should_evaluate_none(self, value: bool) -> None:
        self.none_as_null = not value

    # spelled so that dialects which bind JSON in their own way can reuse it
    def _make_bind_processor(self, string_process: Processor | None, json_serializer: Any) -> Processor:
        none_as_null = self.none_as_null

        def process(value: Any) -> Any:
            if value is _JSON_NULL:
                value = None
            elif _is_sql_null(value) or (value is None and none_as_null):
                return None
            serialized = json_serializer(value) if json_serializer else value
            return serialized if string_process is None else string_process(serialized)

        return process

    def bind_processor(self, dialect: Any) -> Processor | None:
        serialize = getattr(dialect, "_json_serializer", None) or json.dumps
        return self._make_bind_processor(STRINGTYPE._cached_bind_processor(dialect), serialize)

    def _converts_late(self, dialect: Any) -> bool:
        # the engine's own `json_deserializer` is the user's code
        return getattr(dialect, "_json_deserializer", None) is None and super()._converts_late(dialect)

    def result_processor(self, dialect: Any, coltype: Any) -> Processor | None:
        text = STRINGTYPE._cached_result_processor(dialect, coltype)
        load = getattr(dialect, "_json_deserializer", None) or load_json

        def process(value: Any) -> Any:
            if value is None:
                return None
            return load(value if text is None else text(value))

        return process


def _is_plain_step(step: Any) -> bool:
    return not isinstance(step, str) or _PLAIN_KEY.fullmatch(step) is not None


_decode = json.JSONDecoder().raw_decode


def load_json(text: Any) -> Any:
    """What `json.loads` does, in half the time for text without white space around it."""
    try:
        value, end = _decode(text)
    except (ValueError, TypeError):
        return json.loads(text)
    return value if end == len(text) else json.loads(text)


def _is_sql_null(value: Any) -> bool:
    return getattr(value, "__visit_name__", None) == "null"
