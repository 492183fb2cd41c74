"""How the columns of a SELECT are named: label styles, the names in the SQL and the keys of `.c`.

In: the columns of a SELECT and its label style. Out: per column the label to render and the key in a subquery's
collection. Names may be anonymous (`_anonymous_label`); the compiler numbers them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any, NamedTuple

from .construct import make
from .names import _anonymous_label


class SelectLabelStyle(Enum):
    """What a SELECT does about equal column names."""

    LABEL_STYLE_NONE = 0
    """Columns keep their names."""
    LABEL_STYLE_TABLENAME_PLUS_COL = 1
    """Every column is labelled `table_column`."""
    LABEL_STYLE_DISAMBIGUATE_ONLY = 2
    """A column whose name occurred before gets a label. The default."""
    LABEL_STYLE_LEGACY_ORM = 3
    """Tells that ORM's Query made the statement."""


LABEL_STYLE_NONE = SelectLabelStyle.LABEL_STYLE_NONE
LABEL_STYLE_TABLENAME_PLUS_COL = SelectLabelStyle.LABEL_STYLE_TABLENAME_PLUS_COL
LABEL_STYLE_DISAMBIGUATE_ONLY = SelectLabelStyle.LABEL_STYLE_DISAMBIGUATE_ONLY
LABEL_STYLE_DEFAULT = LABEL_STYLE_DISAMBIGUATE_ONLY
LABEL_STYLE_LEGACY_ORM = SelectLabelStyle.LABEL_STYLE_LEGACY_ORM

make.label_style_tablename = lambda: LABEL_STYLE_TABLENAME_PLUS_COL
make.label_style_none = lambda: LABEL_STYLE_NONE


class LabelledColumn(NamedTuple):
    """One column of a columns clause and its names."""

    column: Any
    label: Any
    """The label to render, None for none."""
    key: Any
    """The key in a subquery's collection, None for text."""
    fallback: Any
    """The label for an expression which needs one to be addressed."""
    repeated: bool
    """True if this very column stands in the clause before."""


def column_keys(style: SelectLabelStyle) -> Callable[[Any], Any]:
    """A function column -> key in `.c`, which keeps keys apart when called for one column after the other."""
    if style is LABEL_STYLE_NONE:
        return lambda column: None if column._is_text_clause else column._proxy_key or "_no_label"
    names: dict[str, int] = {}
    qualified = style is LABEL_STYLE_TABLENAME_PLUS_COL

    def key(column: Any) -> Any:
        if column._is_text_clause:
            return None
        name = column._tq_key_label if qualified else None
        if name is None:
            name = column._proxy_key
        if name is None:
            name = "_no_label"
        elif isinstance(name, _anonymous_label) and "%(" in name:
            return name
        if name not in names:
            names[name] = 0
            return name
        while True:
            names[name] += 1
            candidate = f"{name}_{names[name]}"
            if candidate not in names:
                names[candidate] = 0
                return candidate

    return key


def label_columns(columns: Sequence[Any], style: SelectLabelStyle) -> list[LabelledColumn]:
    """Name the columns of a columns clause."""
    keys = column_keys(style)
    if style is LABEL_STYLE_NONE:
        return [_as_it_is(column, keys) for column in columns]
    qualified = style is LABEL_STYLE_TABLENAME_PLUS_COL
    names: dict[Any, Any] = {}
    found: list[LabelledColumn] = []
    repetitions = 0
    for column in columns:
        if column._is_text_clause or not column._render_label_in_columns_clause:
            found.append(
                LabelledColumn(column, None, keys(column) if not column._is_text_clause else None, None, False)
            )
            continue
        key = keys(column)
        if column.is_literal and (qualified or column.table is None):
            # SQL text may be anything, also several columns: it keeps its own names.
            found.append(LabelledColumn(column, None, key, column._non_anon_label, False))
            continue
        name = column._tq_label if qualified else None
        by_table = name is not None
        if name is None:
            name = column._non_anon_label
        label: Any = name if by_table or column._expression_label is not None else None
        fallback: Any = name
        repeated = False
        if name is None:
            label = column._expression_label
            fallback = name = column._anon_name_label if label is None else label
            if name in names:
                # The name of a wrapped column gives way to whatever has it already.
                repetitions += 1
                repeated = hash(names[name]) == hash(column)
                fallback = label = (
                    column._dedupe_anon_tq_label_idx(repetitions)
                    if qualified and label is None
                    else column._dedupe_anon_label_idx(repetitions)
                )
            names.setdefault(name, column)
        elif name in names:
            if hash(names[name]) == hash(column):
                repeated = True
                repetitions += 1
                label = (
                    column._dedupe_anon_tq_label_idx(repetitions)
                    if by_table
                    else column._dedupe_anon_label_idx(repetitions)
                )
            else:
                label = column._anon_tq_label if by_table else column._anon_name_label
                if label in names:
                    repeated = True
                    repetitions += 1
                    label = (
                        column._dedupe_anon_tq_label_idx(repetitions)
                        if by_table
                        else column._dedupe_anon_label_idx(repetitions)
                    )
                else:
                    names[label] = column
            fallback = label
        else:
            names[name] = column
        found.append(LabelledColumn(column, label, key, fallback, repeated))
    return found


def _as_it_is(column: Any, keys: Callable[[Any], Any]) -> LabelledColumn:
    if column._is_text_clause or not column._render_label_in_columns_clause:
        return LabelledColumn(column, None, None if column._is_text_clause else keys(column), None, False)
    label = column._expression_label
    fallback = column._non_anon_label if column._non_anon_label is not None else column._anon_name_label
    return LabelledColumn(column, label, keys(column), fallback, False)
