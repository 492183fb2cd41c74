"""DDL statements: CREATE, DROP, ALTER and COMMENT as objects that a connection can execute.

Each names one schema object (`element`) and how to treat it; rendering is the DDL compiler's. A statement may carry a
condition (`execute_if`), and serves as a listener of `before_create` and similar events.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Flag, auto
from typing import Any, ClassVar

from .. import exc
from ..sql import roles
from ..sql.executable import Executable
from ..sql.node import ClauseElement, _generative
from .items import DDLIf

__all__ = [
    "AddConstraint",
    "BaseDDLElement",
    "CheckFirst",
    "CreateColumn",
    "CreateIndex",
    "CreateSchema",
    "CreateSequence",
    "CreateTable",
    "DDL",
    "DDLElement",
    "DropColumnComment",
    "DropConstraint",
    "DropConstraintComment",
    "DropIndex",
    "DropSchema",
    "DropSequence",
    "DropTable",
    "DropTableComment",
    "DropView",
    "ExecutableDDLElement",
    "SetColumnComment",
    "SetConstraintComment",
    "SetTableComment",
    "TableCreateDDL",
    "TableDropDDL",
    "_CreateDropBase",
]


class CheckFirst(Flag):
    """What to look up before CREATE or DROP, for the `checkfirst` argument of `MetaData.create_all` and others.

    `CheckFirst(True)` is ALL, `CheckFirst(False)` is NONE.
    """

    NONE = 0
    TABLES = 2
    VIEWS = auto()
    INDEXES = auto()
    SEQUENCES = auto()
    TYPES = auto()
    ALL = TABLES | VIEWS | INDEXES | SEQUENCES | TYPES

    @classmethod
    def _missing_(cls, value: Any) -> Any:
        if isinstance(value, bool):
            return cls.ALL if value else cls.NONE
        return super()._missing_(value)


class BaseDDLElement(ClauseElement):
    """Base of everything that the DDL compiler renders, executable or only part of a statement."""

    inherit_cache = False
    is_ddl = True

    _hierarchy_supports_caching = False


class ExecutableDDLElement(roles.DDLRole, Executable, BaseDDLElement):
    """Base of DDL statements; subclass it together with `@compiles` for statements of your own."""

    inherit_cache = False

    _ddl_if: DDLIf | None = None
    target: Any = None

    def _execute_on_connection(self, connection: Any, distilled_params: Any, execution_options: Any) -> Any:
        return connection._execute_ddl(self, distilled_params, execution_options)

    @_generative
    def against(self, target: Any) -> Any:
        """Return a copy of this statement that is about the given schema object."""
        self.target = target

    @_generative
    def execute_if(
        self,
        dialect: str | Sequence[str] | None = None,
        callable_: Callable[..., bool] | None = None,
        state: Any = None,
    ) -> Any:
        """Return a copy that, as an event listener, is executed only under a condition.

        dialect: name, or names, of the dialects to execute it on.
        callable_: called as callable_(ddl, target, bind, tables=, state=, checkfirst=, dialect=, compiler=); execute
        if true.
        state: any value for callable_.
        """
        self._ddl_if = DDLIf(dialect, callable_, state)

    def _should_execute(self, target: Any, bind: Any, **kw: Any) -> bool:
        if self._ddl_if is None:
            return True
        return self._ddl_if._should_execute(self, target, bind, **kw)

    def _invoke_with(self, bind: Any) -> Any:
        if self._should_execute(self.target, bind):
            return bind.execute(self)
        return None

    def __call__(self, target: Any, bind: Any, **kw: Any) -> None:
        """Execute this statement for `target`, if its condition holds; what an event calls."""
        statement = self.against(target)
        if self._ddl_if is None or self._ddl_if._should_execute(statement, target, bind, **kw):
            bind.execute(statement)


DDLElement = ExecutableDDLElement


class DDL(ExecutableDDLElement):
    """A literal DDL statement: `DDL("ALTER TABLE users ADD ...")`.

    statement: text in which %(table)s, %(schema)s and %(fullname)s stand for the target; a percent sign is %%.
    context: further values for such places.
    """

    __visit_name__ = "ddl"

    def __init__(self, statement: str, context: Mapping[str, Any] | None = None) -> None:
        if not isinstance(statement, str):
            raise exc.ArgumentError(f"Expected a string or unicode SQL statement, got '{statement!r}'")
        self.statement = statement
        self.context = context or {}

    def __repr__(self) -> str:
        parts = [repr(self.statement)]
        if self.context:
            parts.append(f"context={self.context}")
        return f"<{type(self).__name__}@{id(self)}; {', '.join(parts)}>"


class _CreateDropBase(ExecutableDDLElement):
    """A statement about one schema object."""

    element: Any

    def __init__(self, element: Any) -> None:
        self.element = self.target = element
        self._ddl_if = getattr(element, "_ddl_if", None)

    @property
    def stringify_dialect(self) -> str:
        """Name of the dialect that `str()` uses."""
        name: str = self.element.create_drop_stringify_dialect
        return name

    def _create_rule_disable(self, compiler: Any) -> bool:
        return False


class _CreateBase(_CreateDropBase):
    def __init__(self, element: Any, if_not_exists: bool = False) -> None:
        super().__init__(element)
        self.if_not_exists = if_not_exists


class _DropBase(_CreateDropBase):
    def __init__(self, element: Any, if_exists: bool = False) -> None:
        super().__init__(element)
        self.if_exists = if_exists


class CreateSchema(_CreateBase):
    """CREATE SCHEMA name."""

    __visit_name__ = "create_schema"
    stringify_dialect: ClassVar[str] = "default"

    def __init__(self, name: str, if_not_exists: bool = False) -> None:
        super().__init__(element=name, if_not_exists=if_not_exists)


class DropSchema(_DropBase):
    """DROP SCHEMA name."""

    __visit_name__ = "drop_schema"
    stringify_dialect: ClassVar[str] = "default"

    def __init__(self, name: str, cascade: bool = False, if_exists: bool = False) -> None:
        super().__init__(element=name, if_exists=if_exists)
        self.cascade = cascade


class TableCreateDDL(_CreateBase):
    """What a Table may be created by: CREATE TABLE, CREATE VIEW, CREATE TABLE AS, or a statement of the user's."""

    def to_metadata(self, metadata: Any, table: Any) -> TableCreateDDL:
        """Return this statement for the copy of its table in another MetaData."""
        raise TypeError(f"{type(self).__name__} defines no to_metadata(), so that its table cannot be copied")


class TableDropDDL(_DropBase):
    """What a Table may be dropped by: DROP TABLE, DROP VIEW, or a statement of the user's."""

    def to_metadata(self, metadata: Any, table: Any) -> TableDropDDL:
        """Return this statement for the copy of its table in another MetaData."""
        return type(self)(table, if_exists=self.if_exists)


class CreateTable(TableCreateDDL):
    """CREATE TABLE, with the constraints that are part of it.

    include_foreign_key_constraints: render only these foreign keys; None for all.
    """

    __visit_name__ = "create_table"

    def __init__(
        self,
        element: Any,
        include_foreign_key_constraints: Sequence[Any] | None = None,
        if_not_exists: bool = False,
    ) -> None:
        super().__init__(element, if_not_exists=if_not_exists)
        self.columns = [CreateColumn(column) for column in element.columns]
        self.include_foreign_key_constraints = include_foreign_key_constraints

    def to_metadata(self, metadata: Any, table: Any) -> CreateTable:
        return type(self)(table, if_not_exists=self.if_not_exists)


class DropTable(TableDropDDL):
    """DROP TABLE."""

    __visit_name__ = "drop_table"


class DropView(TableDropDDL):
    """DROP VIEW. materialized: DROP MATERIALIZED VIEW."""

    __visit_name__ = "drop_view"

    def __init__(self, element: Any, *, if_exists: bool = False, materialized: bool = False) -> None:
        super().__init__(element, if_exists=if_exists)
        self.materialized = materialized

    def to_metadata(self, metadata: Any, table: Any) -> DropView:
        return type(self)(table, if_exists=self.if_exists, materialized=self.materialized)


class CreateColumn(BaseDDLElement):
    """One column as it appears in CREATE TABLE; a hook for `@compiles`."""

    __visit_name__ = "create_column"

    def __init__(self, element: Any) -> None:
        self.element = element


class CreateSequence(_CreateBase):
    """CREATE SEQUENCE."""

    __visit_name__ = "create_sequence"


class DropSequence(_DropBase):
    """DROP SEQUENCE."""

    __visit_name__ = "drop_sequence"


class CreateIndex(_CreateBase):
    """CREATE INDEX."""

    __visit_name__ = "create_index"


class DropIndex(_DropBase):
    """DROP INDEX."""

    __visit_name__ = "drop_index"


class AddConstraint(_CreateBase):
    """ALTER TABLE ... ADD constraint.

    isolate_from_table: from now on leave the constraint out of CREATE TABLE.
    """

    __visit_name__ = "add_constraint"

    def __init__(self, element: Any, *, isolate_from_table: bool = True) -> None:
        super().__init__(element)
        if isolate_from_table:
            element._create_rule = self._create_rule_disable


class DropConstraint(_DropBase):
    """ALTER TABLE ... DROP CONSTRAINT. isolate_from_table is deprecated: it has no effect on DROP TABLE."""

    __visit_name__ = "drop_constraint"

    def __init__(
        self,
        element: Any,
        *,
        cascade: bool = False,
        if_exists: bool = False,
        isolate_from_table: bool | None = None,
        **kw: Any,
    ) -> None:
        self.cascade = cascade
        super().__init__(element, if_exists=if_exists, **kw)
        if isolate_from_table is not None:
            exc.warn_deprecated(
                "The ``isolate_from_table`` is deprecated and it be removed in a future release.", version="2.1"
            )
            if isolate_from_table:
                element._create_rule = self._create_rule_disable


class SetTableComment(_CreateDropBase):
    """COMMENT ON TABLE."""

    __visit_name__ = "set_table_comment"


class DropTableComment(_CreateDropBase):
    """COMMENT ON TABLE ... IS NULL."""

    __visit_name__ = "drop_table_comment"


class SetColumnComment(_CreateDropBase):
    """COMMENT ON COLUMN."""

    __visit_name__ = "set_column_comment"


class DropColumnComment(_CreateDropBase):
    """COMMENT ON COLUMN ... IS NULL."""

    __visit_name__ = "drop_column_comment"


class SetConstraintComment(_CreateDropBase):
    """COMMENT ON CONSTRAINT."""

    __visit_name__ = "set_constraint_comment"


class DropConstraintComment(_CreateDropBase):
    """COMMENT ON CONSTRAINT ... IS NULL."""

    __visit_name__ = "drop_constraint_comment"
