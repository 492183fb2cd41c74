"""Columns of a driver's cursor matched with the columns of the compiled statement.

In: `cursor.description` and the compiler's list of result columns. Out: `CursorResultMetaData`: names, the keys that
find each column (names, labels, Column objects) and the result processor of each. It is made once per compiled
statement and kept with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from .. import exc
from ..types import NULLTYPE
from .metadata import ResultMetaData

_HOW_MANY = "Number of columns in textual SQL ({}) is smaller than number of columns requested ({})"


class _Matched(NamedTuple):
    """One column of the cursor with what the compiler knows about it."""

    name: str
    key: Any
    objects: tuple[Any, ...]
    type: Any
    untranslated: str | None


class CursorResultMetaData(ResultMetaData):
    """The columns of one statement's result."""

    __slots__ = ("_invoked", "_compiled_statement", "_invoked_map", "_by_position", "_late")

    def __init__(self, context: Any, description: Sequence[Any], *, processors: bool = True):
        matched = _match(context, description)
        self._keys = [each.key for each in matched]
        self._raw_indexes = None
        self._by_position = context.result_column_struct is None or any(context.result_column_struct[1:3])
        self._invoked: Any = None
        self._invoked_map: dict[Any, int] | None = None
        self._compiled_statement = context.compiled.statement if context.compiled is not None else None
        has_struct = context.result_column_struct is not None and bool(context.result_column_struct[0])
        self._key_to_index, self._ambiguous = _keymap(matched, strict=has_struct)
        self._processors = tuple(
            (index, process)
            for index, (each, column) in enumerate(zip(matched, description, strict=True))
            if (process := context.get_result_processor(each.type, each.name, column[1])) is not None
        )
        self._late = frozenset(
            index for index, _ in self._processors if matched[index].type._converts_late(context.dialect)
        )

    def _for_context(self, context: Any) -> CursorResultMetaData:
        """This metadata for another execution of an equal statement, whose columns may be other objects."""
        invoked = context.invoked_statement
        if invoked is None or invoked is self._compiled_statement:
            return self
        copy = CursorResultMetaData.__new__(CursorResultMetaData)
        copy._keys = self._keys
        copy._key_to_index = self._key_to_index
        copy._ambiguous = self._ambiguous
        copy._raw_indexes = None
        copy._processors = self._processors
        copy._late = self._late
        copy._by_position = self._by_position
        copy._compiled_statement = self._compiled_statement
        copy._invoked = invoked
        copy._invoked_map = None
        return copy

    def _find(self, key: Any) -> int | None:
        if self._invoked is not None:
            if self._invoked_map is None:
                self._invoked_map = self._map_of_invoked()
            index = self._invoked_map.get(key)
            if index is not None:
                return index
        return None

    def _map_of_invoked(self) -> dict[Any, int]:
        columns = getattr(self._invoked, "_all_selected_columns", None)
        if columns is None:
            columns = getattr(self._invoked, "_returning", None) or ()
        columns = [each for each in columns if not getattr(each, "_is_text_clause", False)]
        if not self._by_position:
            known = getattr(self._compiled_statement, "_all_selected_columns", ())
            pairs = [(column, self._key_to_index.get(old)) for column, old in zip(columns, known, strict=False)]
            return {column: index for column, index in pairs if index is not None}
        if len(columns) != len(self._keys):
            return {}
        found: dict[Any, int] = {}
        for index, column in enumerate(columns):
            found.setdefault(column, index)
        return found

    def __getstate__(self) -> dict[str, Any]:
        names = {key: index for key, index in self._key_to_index.items() if isinstance(key, (str, int))}
        return {"_keys": self._keys, "names": names, "ambiguous": [k for k in self._ambiguous if isinstance(k, str)]}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._keys = state["_keys"]
        self._key_to_index = state["names"]
        self._ambiguous = frozenset(state["ambiguous"])
        self._raw_indexes = None
        self._processors = ()
        self._late = frozenset()
        self._by_position = False
        self._invoked = self._invoked_map = self._compiled_statement = None


def _keymap(matched: Sequence[_Matched], *, strict: bool) -> tuple[dict[Any, int], frozenset[Any]]:
    """Every key to its column. strict: a name that fits two columns is ambiguous; else the last one has it."""
    found: dict[Any, int] = {}
    ambiguous: set[Any] = set()
    for index, each in enumerate(matched):
        for key in (each.key, each.untranslated):
            if key is None:
                continue
            if strict and key in found and found[key] != index:
                ambiguous.add(key)
            found[key] = index
    primary = set(found)
    second: dict[Any, int] = {}
    for index, each in enumerate(matched):
        for key in each.objects:
            if isinstance(key, str):
                if key in primary:
                    if each.key in ambiguous and found[key] != index:
                        ambiguous.add(key)
                    continue
                if second.setdefault(key, index) != index:
                    ambiguous.add(key)
            else:
                second.setdefault(key, index)
    for key in ambiguous:
        found.pop(key, None)
        second.pop(key, None)
    second.update(found)
    return second, frozenset(ambiguous)


def _match(context: Any, description: Sequence[Any]) -> list[_Matched]:
    translate = getattr(context, "_translate_colname", None)
    names: list[tuple[str, str | None]] = []
    for column in description:
        name, untranslated = column[0], None
        if translate is not None:
            name, untranslated = translate(name)
        if context.dialect.requires_name_normalize:
            name = context.dialect.normalize_name(name)
        names.append((name, untranslated))
    struct = context.result_column_struct
    if struct is None or not struct[0]:
        return [_Matched(name, name, (), NULLTYPE, other) for name, other in names]
    columns, ordered, textual_ordered, _, loose = struct
    if textual_ordered:
        return _by_text_position(columns, names)
    # text gives one column or more: as many columns as elements mean one of each
    if len(columns) == len(names) and (ordered or not loose):
        return [
            _Matched(name, name if column.keyname is None else column.keyname, column.objects, column.type, other)
            for column, (name, other) in zip(columns, names, strict=True)
        ]
    return _by_name(columns, names, loose)


def _by_text_position(columns: Sequence[Any], names: list[tuple[str, str | None]]) -> list[_Matched]:
    """`text().columns(col, col)`: the columns stand for those of the text in order."""
    if len(columns) > len(names):
        exc.warn(_HOW_MANY.format(len(columns), len(names)))
    matched = []
    seen: set[Any] = set()
    for position, (name, other) in enumerate(names):
        if position >= len(columns):
            matched.append(_Matched(name, name, (), NULLTYPE, other))
            continue
        column = columns[position]
        first = column.objects[0] if column.objects else None
        if first is not None and first in seen:
            raise exc.InvalidRequestError(f"Duplicate column expression requested in textual SQL: {first!r}")
        seen.add(first)
        objects = tuple(each for each in column.objects if not isinstance(each, str)) + (column.keyname,)
        matched.append(_Matched(name, name, objects, column.type, other))
    return matched


def _by_name(columns: Sequence[Any], names: list[tuple[str, str | None]], loose: bool) -> list[_Matched]:
    by_name: dict[str, Any] = {}
    for column in columns:
        if column.keyname in by_name:
            known = by_name[column.keyname]
            by_name[column.keyname] = known._replace(objects=known.objects + column.objects)
        else:
            by_name[column.keyname] = column
        if loose:
            for each in column.objects:
                if isinstance(each, str):
                    by_name.setdefault(each, column)
    matched = []
    for name, other in names:
        column = by_name.get(name)
        if column is None:
            matched.append(_Matched(name, name, (), NULLTYPE, other))
        else:
            matched.append(_Matched(name, name, column.objects, column.type, other))
    return matched
