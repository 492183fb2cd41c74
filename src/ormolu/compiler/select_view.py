"""What the compiler wants to know of a query: its columns with their labels, its FROM elements, the names in it.

In: a Select, a CompoundSelect or the columns of RETURNING. Out: `ColumnPlan`s and lists of FROM elements. The answers
come from `sql/select_state.py`; here they get the shape in which they are rendered.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from ormolu.compiler.labels import LabelNames, label_names
from ormolu.sql import select_state
from ormolu.structures import memoized_property


class ColumnPlan(NamedTuple):
    """One column of a columns clause: `label` is a label it must get, `fallback_label` one for what has no name.

    proxy_name: its name seen from outside. repeated: an equal column stands further left.
    """

    column: Any
    label: Any
    proxy_name: Any
    fallback_label: Any
    repeated: bool


class SelectView:
    """A SELECT while it is rendered."""

    kind = "select"

    def __init__(self, statement: Any, compiler: Any) -> None:
        self.statement = statement
        self.compiler = compiler
        self.state = select_state.SelectState(statement)
        self.columns = [ColumnPlan(*entry) for entry in select_state.label_columns(statement)]
        self._label_names: LabelNames | None = None

    @property
    def froms(self) -> list[Any]:
        """All FROM elements, correlated ones included."""
        return list(self.state.froms)

    def display_froms(self, explicit: Iterable[Any], implicit: Iterable[Any]) -> list[Any]:
        """The FROM elements to show; explicit: those that `correlate()` may name; implicit: left out by themselves."""
        return list(self.state.display_froms(explicit, implicit))

    def label_names(self) -> LabelNames:
        """The names that ORDER BY may use."""
        if self._label_names is None:
            self._label_names = label_names(self.statement._all_selected_columns, self.froms)
        return self._label_names


class CompoundView:
    """A UNION and the like while it is rendered: its names are those of the first SELECT."""

    kind = "compound"

    def __init__(self, statement: Any, compiler: Any) -> None:
        self.statement = statement
        self.compiler = compiler
        first = statement.selects[0]
        while first.__visit_name__ == "select_statement_grouping":
            first = first.element
        self.first = first
        # how the first SELECT was rendered, once it was
        self.first_view: Any = None

    @memoized_property
    def columns(self) -> list[Any]:
        """The columns of the first SELECT; of UNIONs in UNIONs each asks only the next one."""
        inner = self.first_view
        return inner.columns if isinstance(inner, CompoundView) else list(self.first._all_selected_columns)

    def label_names(self) -> LabelNames | None:
        """ORDER BY of a UNION names the columns of its first SELECT."""
        names = {column.key: column for column in self.columns if column._allow_label_resolve}
        return LabelNames(names, names, names)


def from_objects(froms: Iterable[Any]) -> list[Any]:
    """The FROM elements and what joins among them contain."""
    return [inner for from_ in froms for inner in from_._from_objects]


def returning_columns(stmt: Any, columns: Iterable[Any]) -> list[ColumnPlan]:
    """The columns of RETURNING with their labels."""
    return [ColumnPlan(*entry) for entry in select_state.label_returning_columns(stmt, list(columns))]
