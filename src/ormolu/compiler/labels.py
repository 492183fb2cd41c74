"""Labels: which name an ORDER BY, GROUP BY or DISTINCT may use instead of repeating an expression.

In: a label or a string, and the columns and FROM elements of the enclosing statement. Out: the column it means.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ormolu import exc


class LabelNames(NamedTuple):
    """The names that may stand in ORDER BY: columns and FROM columns, FROM columns only, columns only."""

    all_names: dict[str, Any]
    from_names: dict[str, Any]
    column_names: dict[str, Any]


def label_names(columns: Any, froms: Any) -> LabelNames:
    """Collect the names of the selected columns and of the columns of the FROM elements."""
    selected = {column._tq_label or column.key: column for column in columns if column._allow_label_resolve}
    available: dict[str, Any] = {}
    for from_ in froms:
        for column in getattr(from_, "_select_iterable", ()):
            if column._allow_label_resolve:
                available[column.key] = column
    both = dict(selected)
    for name, column in available.items():
        both.setdefault(name, column)
    return LabelNames(both, available, selected)


def shares_rendered_label(label: Any, state: Any, within_columns_clause: bool) -> bool:
    """Does the statement render this label, so that its name stands for the expression?"""
    names: LabelNames | None = state.label_names() if state is not None else None
    if names is None:
        return False
    known = names.from_names if within_columns_clause else names.column_names
    return label.name in known and bool(label.shares_lineage(known[label.name]))


def resolve_textual_label(element: Any, state: Any, within_columns_clause: bool) -> Any:
    """Return the column that a string names; raises CompileError for any other string."""
    names: LabelNames | None = state.label_names() if state is not None else None
    text = element.element
    if names is not None:
        known = names.from_names if within_columns_clause else names.all_names
        if text in known:
            return known[text]
    raise exc.CompileError(
        "Can't resolve label reference for ORDER BY / GROUP BY / DISTINCT etc. Textual SQL expression "
        f"{text!r} should be explicitly declared as text({text!r})"
    )
