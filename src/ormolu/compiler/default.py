"""The dialect of nobody: what compilers need to know of a database, with standard SQL's answers.

`DialectTraits` are the answers as class attributes, which the engine's `DefaultDialect` inherits and a real dialect
overrides one by one. `StringDialect` is the one behind `str(statement)`. Here the compiler is installed as the
meaning of `element.compile()` and `str(element)`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from ormolu import exc
from ormolu.compiler.base import AggregateOrderByStyle, Compiled, InsertmanyvaluesSentinelOpts
from ormolu.compiler.ddl import DDLCompiler
from ormolu.compiler.depth import with_room
from ormolu.compiler.names import IdentifierPreparer
from ormolu.compiler.statement import SQLCompiler, StrSQLCompiler
from ormolu.compiler.types import GenericTypeCompiler, StrSQLTypeCompiler
from ormolu.sql.node import set_default_compiler
from ormolu.types.base import adapt_type, set_default_dialect


class DialectTraits:
    """What SQL a database understands. Each attribute is documented on SQLAlchemy's `Dialect` interface."""

    name: str = "default"
    driver: str = ""
    paramstyle: str = "named"
    positional: bool = False
    is_async: bool = False
    # refuse what the database would silently change or misread
    strict: bool = False

    statement_compiler: type[SQLCompiler] = SQLCompiler
    ddl_compiler: type[DDLCompiler] = DDLCompiler
    type_compiler_cls: type[GenericTypeCompiler] = GenericTypeCompiler
    preparer: type[IdentifierPreparer] = IdentifierPreparer
    identifier_preparer: IdentifierPreparer
    type_compiler_instance: GenericTypeCompiler

    # names
    max_identifier_length: int = 9999
    max_index_name_length: int | None = None
    max_constraint_name_length: int | None = None
    label_length: int | None = None
    default_schema_name: str | None = None

    # types
    colspecs: Mapping[Any, Any] = {}
    supports_native_boolean: bool = False
    supports_native_enum: bool = False
    supports_native_uuid: bool = False
    supports_native_decimal: bool = False
    refuses_nan: bool = False
    non_native_boolean_check_constraint: bool = True
    _bind_typing_render_casts: bool = False

    # select
    supports_simple_order_by_label: bool = True
    tuple_in_values: bool = False
    div_is_floordiv: bool = True
    aggregate_order_by_style: AggregateOrderByStyle = AggregateOrderByStyle.INLINE
    supports_for_update_of: bool = False
    requires_name_normalize: bool = False

    # insert, update, delete
    supports_default_values: bool = False
    supports_default_metavalue: bool = False
    default_metavalue_token: str = "DEFAULT"
    supports_empty_insert: bool = True
    supports_multivalues_insert: bool = False
    cte_follows_insert: bool = False
    postfetch_lastrowid: bool = True
    favor_returning_over_lastrowid: bool = False
    insert_null_pk_still_autoincrements: bool = False
    insert_returning: bool = False
    update_returning: bool = False
    delete_returning: bool = False
    insert_executemany_returning: bool = False
    insert_executemany_returning_sort_by_parameter_order: bool = False
    update_executemany_returning: bool = False
    delete_executemany_returning: bool = False
    update_returning_multifrom: bool = False
    delete_returning_multifrom: bool = False
    use_insertmanyvalues: bool = False
    use_insertmanyvalues_wo_returning: bool = False
    insertmanyvalues_implicit_sentinel: InsertmanyvaluesSentinelOpts = InsertmanyvaluesSentinelOpts.NOT_SUPPORTED
    insertmanyvalues_page_size: int = 1000
    insertmanyvalues_max_parameters: int = 32700

    # schema
    supports_alter: bool = True
    supports_sequences: bool = False
    sequences_optional: bool = False
    preexecute_autoincrement_sequences: bool = False
    supports_identity_columns: bool = False
    supports_comments: bool = False
    inline_comments: bool = False
    supports_constraint_comments: bool = False
    supports_views: bool = True
    supports_schemas: bool = True
    construct_arguments: ClassVar[Any] = None

    def _init_compilers(self) -> None:
        """Make the two objects that all statements of a dialect share."""
        self.identifier_preparer = self.preparer(self)
        self.type_compiler_instance = self.type_compiler_cls(self)

    @property
    def type_compiler(self) -> GenericTypeCompiler:
        """The older name of `type_compiler_instance`."""
        return self.type_compiler_instance

    def type_descriptor(self, typeobj: Any) -> Any:
        """Return the form of a type that this dialect works with."""
        return adapt_type(typeobj, self.colspecs)

    def not_finite_literal(self, number: float) -> str:
        """Return infinity or NaN as SQL; their Python text would be the name of a column."""
        raise ValueError(f"{number} has no literal here")

    def validate_identifier(self, ident: str) -> None:
        """Raise IdentifierError for a name that is longer than the database takes."""
        if len(ident) > self.max_identifier_length:
            raise exc.IdentifierError(
                f"Identifier '{ident}' exceeds maximum length of {self.max_identifier_length} characters"
            )


class StringDialect(DialectTraits):
    """Standard SQL to be read by people."""

    statement_compiler = StrSQLCompiler
    type_compiler_cls = StrSQLTypeCompiler

    supports_statement_cache = True
    insert_returning = True
    update_returning = True
    delete_returning = True
    supports_sequences = True
    sequences_optional = True
    preexecute_autoincrement_sequences = False
    supports_identity_columns = True
    supports_native_boolean = True
    supports_multivalues_insert = True

    dbapi = None

    def __init__(self, paramstyle: str = "named", label_length: int | None = None) -> None:
        self.paramstyle = paramstyle
        self.positional = paramstyle in ("qmark", "format", "numeric", "numeric_dollar")
        self.label_length = label_length
        self._init_compilers()

    def dialect_for_strings(self, name: str) -> Any:
        """Return the dialect whose spelling shows an element that only it knows."""
        if _dialect_by_name is None:
            raise exc.UnsupportedCompilationError(self.statement_compiler, type(None), f"dialect {name!r} is unknown")
        return _dialect_by_name(name)


_dialect_by_name: Callable[[str], Any] | None = None
_string_dialect = StringDialect()


def set_dialect_lookup(lookup: Callable[[str], Any]) -> None:
    """Say how a dialect is found by its name; the dialect registry does."""
    global _dialect_by_name
    _dialect_by_name = lookup


def string_dialect() -> StringDialect:
    """The dialect behind `str(statement)`."""
    return _string_dialect


def compile_element(element: Any, bind: Any = None, dialect: Any = None, **kw: Any) -> Compiled:
    """Compile any element: for `dialect`, else for the dialect of `bind`, else for reading."""
    if dialect is None:
        if bind is not None:
            dialect = bind.dialect
        else:
            name = getattr(element, "stringify_dialect", "default")
            dialect = _string_dialect if name == "default" else _string_dialect.dialect_for_strings(name)
    compiler = getattr(element, "_compiler", None)
    if compiler is not None:
        return compiler(dialect, **kw)  # type: ignore[no-any-return]
    if getattr(element, "is_ddl", False) or getattr(element, "_is_ddl", False):
        return dialect.ddl_compiler(dialect, element, **kw)  # type: ignore[no-any-return]
    return with_room(lambda: dialect.statement_compiler(dialect, element, **kw))  # type: ignore[no-any-return]


set_default_compiler(compile_element)
set_default_dialect(string_dialect)
