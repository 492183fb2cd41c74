"""JSON and JSONB with PostgreSQL's operators. Rule: chapters 8.14 and 9.16 of its manual."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ... import types as sqltypes
from ...operators import OperatorClass, json_path_getitem_op
from .array import array
from .operators import (
    ASTEXT,
    CONTAINED_BY,
    CONTAINS,
    DELETE_PATH,
    HAS_ALL,
    HAS_ANY,
    HAS_KEY,
    JSONPATH_ASTEXT,
    PATH_EXISTS,
    PATH_MATCH,
)

__all__ = ["JSON", "JSONB", "JSONPATH"]

_BARE_ITEM = re.compile(r'[^\s{},"\\]+')


class JSONPathType(sqltypes.JSON.JSONPathType):
    """Steps into a document as the text array that `#>` takes: `{a,b,1}`."""

    def _write(self, dialect: Any, write: Callable[[str], Any] | None) -> Callable[[Any], Any]:
        def process(value: Any) -> Any:
            # text is in that form already, or a path of the SQL/JSON language
            text = value if isinstance(value, str) else f"{{{', '.join([_array_item(str(step)) for step in value])}}}"
            return text if write is None else write(text)

        return process

    def bind_processor(self, dialect: Any) -> Callable[[Any], Any]:
        return self._write(dialect, self.string_bind_processor(dialect))

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        return self._write(dialect, self.string_literal_processor(dialect))


def _array_item(text: str) -> str:
    """An item of an array in text form; in quotes where it would be read as something else."""
    if _BARE_ITEM.fullmatch(text) and text.upper() != "NULL":
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class JSONPATH(JSONPathType):
    """A path in the SQL/JSON language, `$.a[*] ? (@ > 2)`, for the functions and operators that take one."""

    __visit_name__ = "JSONPATH"


class JSON(sqltypes.JSON):
    """JSON as it was written. none_as_null: None is SQL NULL; astext_type: of values taken out by `astext`."""

    render_bind_cast = True
    astext_type: Any = sqltypes.Text()

    def __init__(self, none_as_null: bool = False, astext_type: Any = None):
        super().__init__(none_as_null=none_as_null)
        if astext_type is not None:
            self.astext_type = sqltypes.to_instance(astext_type)

    class Comparator(sqltypes.JSON.Comparator):
        """Operators of JSON."""

        __slots__ = ()

        @property
        def astext(self) -> Any:
            """The element of an index expression as text: `->>`, or `#>>` for a path."""
            element = self.expr
            operator = JSONPATH_ASTEXT if element.operator is json_path_getitem_op else ASTEXT
            return element.left.operate(operator, element.right, result_type=self.type.astext_type)

    comparator_factory = Comparator

    def repr_struct(self) -> Any:
        return super().repr_struct()


class JSONB(JSON):
    """JSON in binary form: no duplicate keys, no order of keys; with more operators, and with indexes."""

    __visit_name__ = "JSONB"
    operator_classes = OperatorClass.JSON | OperatorClass.CONCATENABLE

    def coerce_compared_value(self, op: Any, value: Any) -> Any:
        if op in (PATH_MATCH, PATH_EXISTS):
            return JSONPathType()
        return super().coerce_compared_value(op, value)

    class Comparator(JSON.Comparator):
        """Operators of JSONB."""

        __slots__ = ()

        def has_key(self, other: Any) -> Any:
            """Whether a key, or a string in a list, is there: `?`."""
            return self.operate(HAS_KEY, other, result_type=sqltypes.BOOLEANTYPE)

        def has_all(self, other: Any) -> Any:
            """Whether all keys are there: `?&`."""
            return self.operate(HAS_ALL, other, result_type=sqltypes.BOOLEANTYPE)

        def has_any(self, other: Any) -> Any:
            """Whether any of the keys is there: `?|`."""
            return self.operate(HAS_ANY, other, result_type=sqltypes.BOOLEANTYPE)

        def contains(self, other: Any, **kwargs: Any) -> Any:
            """Whether the document has all of `other`: `@>`."""
            return self.operate(CONTAINS, other, result_type=sqltypes.BOOLEANTYPE)

        def contained_by(self, other: Any) -> Any:
            """Whether `other` has all of the document: `<@`."""
            return self.operate(CONTAINED_BY, other, result_type=sqltypes.BOOLEANTYPE)

        def delete_path(self, array_: Any) -> Any:
            """The document without what is at a path: `#-`. array_: the steps, as a list or an array expression."""
            path = (
                array_ if hasattr(array_, "__clause_element__") or hasattr(array_, "__visit_name__") else array(array_)
            )
            right = path._cast_to(sqltypes.ARRAY(sqltypes.TEXT()))
            return self.operate(DELETE_PATH, right, result_type=JSONB)

        def path_exists(self, other: Any) -> Any:
            """Whether an SQL/JSON path finds anything: `@?`."""
            return self.operate(PATH_EXISTS, other, result_type=sqltypes.BOOLEANTYPE)

        def path_match(self, other: Any) -> Any:
            """What an SQL/JSON path predicate says: `@@`."""
            return self.operate(PATH_MATCH, other, result_type=sqltypes.BOOLEANTYPE)

    comparator_factory = Comparator
