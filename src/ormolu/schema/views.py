"""Views and tables made from a SELECT: CREATE VIEW, CREATE TABLE ... AS.

In: a SELECT and a name. Out: a statement whose `.table` is a Table with the columns of the SELECT, at once usable in
queries, and created and dropped with its MetaData after the tables it reads.
"""

from __future__ import annotations

from typing import Any

from .. import exc
from ..sql import coercions, roles
from ..sql.construct import constructs
from ..sql.dialect_options import DialectKWArgs
from .columns import Column
from .ddl import DropView, TableCreateDDL
from .items import BLANK_SCHEMA
from .metadata import MetaData
from .table import Table

__all__ = ["CreateTableAs", "CreateView"]


class _TableViaSelect(DialectKWArgs, TableCreateDDL):
    """A statement that makes a table out of a SELECT."""

    inherit_cache = False

    def __init__(
        self,
        selectable: Any,
        name: str,
        *,
        metadata: MetaData | None = None,
        schema: str | None = None,
        temporary: bool = False,
        if_not_exists: bool = False,
        **dialect_kwargs: Any,
    ) -> None:
        self.selectable = coercions.expect(roles.DMLSelectRole, selectable)
        self.temporary = bool(temporary)
        self.if_not_exists = bool(if_not_exists)
        self.metadata = metadata if metadata is not None else MetaData()
        self.table_name = name
        if schema is None and metadata is not None:
            schema = metadata.schema
        self.schema = schema
        self._validate_dialect_kwargs(dialect_kwargs)
        self.table = self._make_table()

    def _make_table(self) -> Table:
        columns = [
            Column(column.name, column.type, quote=getattr(column.name, "quote", None), key=key)
            for key, column in self.selectable.selected_columns.items()
            if getattr(column, "name", None) is not None
        ]
        if len(columns) != len(self.selectable.selected_columns):
            raise exc.ArgumentError(
                f"Every column of the SELECT for '{self.table_name}' needs a name; use .label() on expressions"
            )
        return Table(
            self.table_name,
            self.metadata,
            *columns,
            schema=BLANK_SCHEMA if self.schema is None else self.schema,
            _creator_ddl=self,
            **self._table_options(),
        )

    def _table_options(self) -> dict[str, Any]:
        return {}

    @property
    def element(self) -> Table:
        """The Table that this statement creates."""
        return self.table

    @property
    def target(self) -> Table:
        """The Table that this statement creates."""
        return self.table

    def to_metadata(self, metadata: MetaData, table: Table) -> Any:
        copied = type(self).__new__(type(self))
        copied.__dict__.update({key: value for key, value in self.__dict__.items() if key not in self._memo_names})
        copied.metadata = metadata
        copied.table = table
        copied.schema = table.schema
        return copied


@constructs("create_table_as")
class CreateTableAs(_TableViaSelect):
    """CREATE TABLE name AS SELECT ...: a table with the rows of a SELECT; also made by `Select.into()`.

    metadata: where `.table` is registered; a new one by default. schema, temporary, if_not_exists: as they say.
    """

    __visit_name__ = "create_table_as"

    def __init__(
        self,
        selectable: Any,
        table_name: str,
        *,
        metadata: MetaData | None = None,
        schema: str | None = None,
        temporary: bool = False,
        if_not_exists: bool = False,
        **dialect_kwargs: Any,
    ) -> None:
        super().__init__(
            selectable,
            table_name,
            metadata=metadata,
            schema=schema,
            temporary=temporary,
            if_not_exists=if_not_exists,
            **dialect_kwargs,
        )


class CreateView(_TableViaSelect):
    """CREATE VIEW name AS SELECT ...

    metadata: where `.table` is registered; a new one by default. or_replace, temporary, materialized: as they say,
    where the database supports them.
    """

    __visit_name__ = "create_view"

    def __init__(
        self,
        selectable: Any,
        view_name: str,
        *,
        metadata: MetaData | None = None,
        schema: str | None = None,
        temporary: bool = False,
        or_replace: bool = False,
        materialized: bool = False,
        **dialect_kwargs: Any,
    ) -> None:
        self.materialized = materialized
        self.or_replace = or_replace
        super().__init__(selectable, view_name, metadata=metadata, schema=schema, temporary=temporary, **dialect_kwargs)
        self.table._dropper_ddl = DropView(self.table, materialized=materialized)
