"""HSTORE: a dictionary of strings, its operators and functions. Rule: appendix F.17 of PostgreSQL's manual."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ... import types as sqltypes
from ...operators import OperatorClass
from ...sql.functions import GenericFunction
from ...types.adaptation import Concatenable, Indexable
from .array import ARRAY
from .operators import CONTAINED_BY, CONTAINS, GETITEM, HAS_ALL, HAS_ANY, HAS_KEY

__all__ = ["HSTORE", "hstore"]


class HSTORE(Indexable, Concatenable, sqltypes.TypeEngine[Mapping[str, str | None]]):
    """A dictionary of strings and None. text_type: of its values when they are taken out."""

    __visit_name__ = "HSTORE"
    hashable = False
    operator_classes = (
        OperatorClass.BASE
        | OperatorClass.CONTAINS
        | OperatorClass.INDEXABLE
        | OperatorClass.CONCATENABLE
        | OperatorClass.EQUALITY
    )
    text_type: Any = sqltypes.Text()

    def __init__(self, text_type: Any = None) -> None:
        if text_type is not None:
            self.text_type = text_type

    class Comparator(Indexable.Comparator[Any], Concatenable.Comparator[Any]):
        """Operators of HSTORE."""

        __slots__ = ()

        def _setup_getitem(self, index: Any) -> tuple[Any, Any, Any, Any]:
            return GETITEM, index, None, self.type.text_type

        def has_key(self, other: Any) -> Any:
            """Whether a key is there: `?`."""
            return self.operate(HAS_KEY, other, result_type=sqltypes.BOOLEANTYPE)

        def has_all(self, other: Any) -> Any:
            """Whether all keys are there: `?&`."""
            return self.operate(HAS_ALL, other, result_type=sqltypes.BOOLEANTYPE)

        def has_any(self, other: Any) -> Any:
            """Whether any of the keys is there: `?|`."""
            return self.operate(HAS_ANY, other, result_type=sqltypes.BOOLEANTYPE)

        def contains(self, other: Any, **kwargs: Any) -> Any:
            """Whether the keys and values of `other` are there: `@>`."""
            return self.operate(CONTAINS, other, result_type=sqltypes.BOOLEANTYPE)

        def contained_by(self, other: Any) -> Any:
            """Whether all keys and values are in `other`: `<@`."""
            return self.operate(CONTAINED_BY, other, result_type=sqltypes.BOOLEANTYPE)

        def defined(self, key: Any) -> Any:
            """Whether a key is there with a value that is not NULL."""
            return _HStoreDefined(self.expr, key)

        def delete(self, key: Any) -> Any:
            """Without a key, or without the keys of an array, or without the pairs of another HSTORE."""
            if isinstance(key, dict):
                key = _serialize(key)
            return _HStoreDelete(self.expr, key)

        def slice(self, array: Any) -> Any:
            """Only the keys in an array."""
            return _HStoreSlice(self.expr, array)

        def keys(self) -> Any:
            """The keys, as an array."""
            return _HStoreKeys(self.expr)

        def vals(self) -> Any:
            """The values, as an array."""
            return _HStoreVals(self.expr)

        def array(self) -> Any:
            """Keys and values in turn, as an array."""
            return _HStoreArray(self.expr)

        def matrix(self) -> Any:
            """Pairs of key and value, as an array of two dimensions."""
            return _HStoreMatrix(self.expr)

    comparator_factory = Comparator

    def bind_processor(self, dialect: Any) -> Callable[[Any], Any] | None:
        if getattr(dialect, "_has_native_hstore", False):
            return None
        return lambda value: _serialize(value) if isinstance(value, dict) else value

    def result_processor(self, dialect: Any, coltype: Any) -> Callable[[Any], Any] | None:
        if getattr(dialect, "_has_native_hstore", False):
            return None
        return lambda value: _parse(value) if isinstance(value, str) else value


class hstore(GenericFunction):
    """An HSTORE of a key and a value, of two arrays, or of one array of both in turn."""

    type = HSTORE
    name = "hstore"
    inherit_cache = True


class _HStoreDefined(GenericFunction):
    type = sqltypes.Boolean
    name = "defined"
    identifier = "pg_hstore_defined"
    inherit_cache = True


class _HStoreDelete(GenericFunction):
    type = HSTORE
    name = "delete"
    identifier = "pg_hstore_delete"
    inherit_cache = True


class _HStoreSlice(GenericFunction):
    type = HSTORE
    name = "slice"
    identifier = "pg_hstore_slice"
    inherit_cache = True


class _HStoreKeys(GenericFunction):
    type = ARRAY(sqltypes.Text)
    name = "akeys"
    identifier = "pg_hstore_akeys"
    inherit_cache = True


class _HStoreVals(GenericFunction):
    type = ARRAY(sqltypes.Text)
    name = "avals"
    identifier = "pg_hstore_avals"
    inherit_cache = True


class _HStoreArray(GenericFunction):
    type = ARRAY(sqltypes.Text)
    name = "hstore_to_array"
    identifier = "pg_hstore_to_array"
    inherit_cache = True


class _HStoreMatrix(GenericFunction):
    type = ARRAY(sqltypes.Text)
    name = "hstore_to_matrix"
    identifier = "pg_hstore_to_matrix"
    inherit_cache = True


_PAIR = re.compile(
    r"""\s*"(?P<key>(?:\\.|[^"\\])*)"\s*=>\s*(?:(?P<null>NULL)|"(?P<value>(?:\\.|[^"\\])*)")\s*(?:,|\Z)""",
    re.DOTALL | re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def _parse(text: str) -> dict[str, str | None]:
    """The dictionary in the text form of an HSTORE. Raises ValueError with the place that is not understood."""
    found: dict[str, str | None] = {}
    at, end = 0, len(text.rstrip())
    while at < end:
        match = _PAIR.match(text, at)
        if match is None:
            raise ValueError(
                f"After {text[max(0, at - 20) : at]!r}, could not parse residual at position {at}: "
                f"{text[at : at + 30]!r}"
            )
        value = None if match["null"] else _ESCAPED.sub(r"\1", match["value"])
        found[_ESCAPED.sub(r"\1", match["key"])] = value
        at = match.end()
    return found


def _serialize(value: Mapping[str, str | None]) -> str:
    """The text form of a dictionary. Raises ValueError for keys and values that are not strings."""
    return ", ".join([f"{_quoted(key, 'key')}=>{_quoted(item, 'value')}" for key, item in value.items()])


def _quoted(text: Any, position: str) -> str:
    if text is None and position == "value":
        return "NULL"
    if isinstance(text, str):
        return '"{}"'.format(text.replace("\\", "\\\\").replace('"', '\\"'))
    raise ValueError(f"{text!r} in {position} position is not a string.")
