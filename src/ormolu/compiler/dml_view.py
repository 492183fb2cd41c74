"""What the compiler wants to know of an INSERT, UPDATE or DELETE: its values by column, and its other tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ormolu import exc
from ormolu.compiler.labels import LabelNames, label_names
from ormolu.compiler.select_view import from_objects


class DMLView:
    """A DML statement while it is rendered; third-party code knows it as `compile_state`."""

    def __init__(self, statement: Any, compiler: Any, kind: str) -> None:
        self.statement = statement
        self.compiler = compiler
        self.kind = kind
        self.isinsert = kind == "insert"
        self.isupdate = kind == "update"
        self.isdelete = kind == "delete"
        self.dml_table = statement.table
        self.primary_table = primary_table_of(statement.table)
        self._check_rows()
        self.multi_parameters = self._rows() if self.isinsert else []
        self.dict_parameters = self._values()
        self.ordered = getattr(statement, "_maintain_values_ordering", False)
        self.extra_froms: list[Any] = [] if self.isinsert else self._other_tables()
        self.settable: list[Any] = [*_joined_to(statement.table, self.primary_table), *self.extra_froms]
        self.consumed_elsewhere: Sequence[Any] = ()
        self.check_unconsumed = True

    @property
    def no_parameters(self) -> bool:
        """Does the statement say nothing about its values, so that all columns are meant?"""
        return self.dict_parameters is None and not (self.isinsert and self.statement.select is not None)

    @property
    def is_multitable(self) -> bool:
        return bool(self.settable)

    def _check_rows(self) -> None:
        if self.isdelete or not self.statement._multi_values:
            return
        if not self.isinsert:
            raise exc.InvalidRequestError(f"{self.kind.upper()} construct does not support multiple parameter sets.")
        if self.statement._values:
            raise exc.InvalidRequestError(
                "Can't mix single and multiple VALUES formats in one INSERT statement; one style appends to a list "
                "while the other replaces values, so the intent is ambiguous."
            )
        if self.statement._sort_by_parameter_order:
            raise exc.CompileError(
                "RETURNING cannot be deterministically sorted when using an INSERT which includes multi-row values()."
            )

    def _rows(self) -> list[Mapping[Any, Any]]:
        statement = self.statement
        if not statement._multi_values:
            return []
        rows: list[Mapping[Any, Any]] = []
        for group in statement._multi_values:
            for row in group:
                rows.append(row if isinstance(row, Mapping) else dict(zip(self._column_keys(), row, strict=False)))
        return rows

    def _column_keys(self) -> list[Any]:
        return [column.key for column in self.dml_table.columns]

    def _values(self) -> dict[Any, Any] | None:
        statement = self.statement
        if self.isdelete:
            return {}
        if self.multi_parameters:
            return dict(self.multi_parameters[0])
        if statement._values is not None:
            return dict(statement._values)
        return None

    def _other_tables(self) -> list[Any]:
        """Tables beside the target: those of `using()`, of WHERE and of values, without what joins contain."""
        statement = self.statement
        seen = {statement.table}
        seen.update(from_objects([statement.table]) if hasattr(statement.table, "_from_objects") else ())
        found: list[Any] = []
        sources: list[Any] = list(getattr(statement, "_extra_froms", ()) or ())
        for criterion in statement._where_criteria:
            sources += criterion._from_objects
        for value in (self.dict_parameters or {}).values():
            if hasattr(value, "_from_objects"):
                sources += value._from_objects
        for from_ in sources:
            if from_ not in seen:
                seen.add(from_)
                found.append(from_)
        hidden = {inner for from_ in found for inner in from_._from_objects if inner is not from_}
        return [from_ for from_ in found if from_ not in hidden]

    def writes_table_names(self, column: Any) -> bool:
        """Must SET name the table before the column?"""
        return bool(self.isupdate and self.settable and self.compiler.render_table_with_column_in_update_from)

    def label_names(self) -> LabelNames | None:
        """The names that ORDER BY within the statement may use: columns of the table."""
        return label_names((), [self.dml_table])


def _joined_to(target: Any, primary: Any) -> list[Any]:
    """The other tables of a join that is written to: MySQL's UPDATE takes one, and sets columns of each."""
    return [table for table in target._from_objects if table is not primary and not hasattr(table, "left")]


def primary_table_of(table: Any) -> Any:
    """The table that is written when the target is a join: its leftmost."""
    while hasattr(table, "left"):
        table = table.left
    return table
