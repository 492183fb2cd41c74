"""`FromStatement`: entities that are to be made out of the rows of any statement."""

from __future__ import annotations

from typing import Any

from ...sql import coercions, roles
from ...sql.executable import Executable
from ...sql.fields import child, raw_columns
from ...sql.node import ClauseElement
from ...structures import immutabledict
from .entities import column_descriptions


class FromStatement(Executable, ClauseElement):
    """What `select(User).from_statement(text(...))` returns: executable by a Session only."""

    __visit_name__ = "orm_from_statement"
    _fields = (raw_columns("_raw_columns"), child("element"), *Executable._executable_fields)

    is_from_statement = True

    def __init__(self, entities: Any, element: Any, raw_columns: Any = None) -> None:
        self._raw_columns = (
            list(raw_columns)
            if raw_columns is not None
            else [coercions.expect(roles.ColumnsClauseRole, entity, apply_propagate_attrs=self) for entity in entities]
        )
        if not self._propagate_attrs:
            self._propagate_attrs = immutabledict({"compile_state_plugin": "orm", "plugin_subject": None})
        self.element = element
        self.is_dml = getattr(element, "is_dml", False)
        self.is_select = getattr(element, "is_select", False)
        self.is_insert = getattr(element, "is_insert", False)
        self.is_update = getattr(element, "is_update", False)
        self.is_delete = getattr(element, "is_delete", False)
        self.is_text = getattr(element, "is_text", False)

    @property
    def column_descriptions(self) -> list[dict[str, Any]]:
        """What the rows hold, as for a select()."""
        return column_descriptions(self._raw_columns)

    @property
    def _all_selected_columns(self) -> Any:
        return self.element._all_selected_columns

    @property
    def _returning(self) -> Any:
        return self.element._returning if self.is_dml else None
