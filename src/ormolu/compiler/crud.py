"""Which columns an INSERT or UPDATE writes, with which values, and which come back by what way.

In: the statement's `values()`, the keys of the parameters that will be executed, and the defaults of the table's
columns. Out: a `CrudPlan`: for each written column its name and its SQL, in the table's order, while the compiler is
told which defaults the engine must compute beforehand (`insert_prefetch`, `update_prefetch`), which
columns RETURNING brings (`implicit_returning`) and which a later SELECT must (`postfetch`).

Start at `plan_columns`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ormolu import exc
from ormolu.compiler.marks import has_copy, replace_copies
from ormolu.sql import coercions, roles
from ormolu.sql.binds import BindParameter
from ormolu.sql.names import _truncated_label

REQUIRED: Any = type("REQUIRED", (), {"__repr__": lambda self: "REQUIRED"})()


_NO_OTHER_TABLES = (
    "Backend does not support additional tables in the SET clause; cannot include columns from table(s) {} in SET "
    "clause"
)


class Written(NamedTuple):
    """One column of the statement: `text` on the left, `value` on the right, `keys` of the parameters within."""

    column: Any
    text: str
    value: Any
    keys: tuple[str, ...]


@dataclass(slots=True)
class CrudPlan:
    """What an INSERT or UPDATE writes."""

    single: list[Written]
    multi: list[list[Written]] = field(default_factory=list)
    default_values: bool = False
    use_insertmanyvalues: bool = False
    sentinel: Any = None


@dataclass(slots=True)
class _Returning:
    """How values that the database makes will come back."""

    need_pks: bool = False
    implicit: bool = False
    defaults: Any = None
    lastrowid: bool = False
    use_insertmanyvalues: bool = False
    sentinel: Any = None


class _Keys(NamedTuple):
    """How columns are named in parameters; with several tables in an UPDATE the other ones' are qualified."""

    of_parameter: Callable[[Any], Any]
    of_column: Callable[[Any], Any]
    of_bind: Callable[[Any], str]


def plan_columns(compiler: Any, stmt: Any, state: Any, toplevel: bool, kw: dict[str, Any]) -> CrudPlan:
    """Decide what `stmt` writes; raises CompileError for keys that are no columns."""
    planner = _Planner(compiler, stmt, state, toplevel, kw)
    outside, compiler._plans_columns = compiler._plans_columns, True
    try:
        plan = planner.with_copies(planner.plan())
    finally:
        compiler._plans_columns = outside
    _add_supplemental(compiler, stmt, state)
    return plan


def _add_supplemental(compiler: Any, stmt: Any, state: Any) -> None:
    """Columns that the caller of `return_defaults()` wants besides come back too, all in the order of the table."""
    supplemental = getattr(stmt, "_supplemental_returning", None)
    # asked for by name, they come back from a table without implicit RETURNING as well
    by_name = state.isinsert and compiler.dialect.insert_returning and not state.primary_table.implicit_returning
    if supplemental and (compiler.implicit_returning or by_name):
        wanted = {*compiler.implicit_returning, *supplemental}
        compiler.implicit_returning = [column for column in state.primary_table.c if column in wanted]


class _Planner:
    """One statement's decisions."""

    def __init__(self, compiler: Any, stmt: Any, state: Any, toplevel: bool, kw: dict[str, Any]) -> None:
        self.compiler = compiler
        self.dialect = compiler.dialect
        self.stmt = stmt
        self.state = state
        self.table = state.primary_table
        self.toplevel = toplevel
        self.kw = kw
        self.values: list[Written] = []
        self.isinsert: bool = state.isinsert
        self.isupdate: bool = state.isupdate
        compiler.postfetch = []
        compiler.insert_prefetch = []
        compiler.update_prefetch = []
        compiler.implicit_returning = []
        self.keys = _key_functions(state)

    def plan(self) -> CrudPlan:
        compiler, stmt = self.compiler, self.stmt
        if compiler.column_keys is None and self.state.no_parameters:
            return CrudPlan(
                [
                    Written(
                        column,
                        compiler.preparer.format_column(column),
                        self._new_bind(column, None, required=True),
                        (column.key,),
                    )
                    for column in self.table.columns
                    if not getattr(column, "_omit_from_statements", False)
                ]
            )
        parameters, expressions = self._parameters()
        self.how = how = self._returning()
        for element, value in expressions:
            self._write_expression(element, value)
        if self.isinsert and stmt.select is not None:
            self._from_select(parameters)
        else:
            self._scan(parameters)
        if parameters and self.state.check_unconsumed:
            # keys of the execution's parameters may be meant for binds elsewhere in the statement
            unknown = sorted(
                str(key) for key in parameters if key in self.stated and key not in self.state.consumed_elsewhere
            )
            if unknown:
                self._check_tables_of_keys()
                raise exc.CompileError(f"Unconsumed column names: {', '.join(unknown)}")
        if self.state.multi_parameters and len(self.state.multi_parameters) > 0 and self.isinsert:
            return CrudPlan(self.values, self._more_rows())
        plan = CrudPlan(self.values, use_insertmanyvalues=how.use_insertmanyvalues, sentinel=how.sentinel)
        if not self.values and compiler.for_executemany and self.isinsert and stmt.select is None:
            self._default_for_many(plan)
        return plan

    def _check_tables_of_keys(self) -> None:
        """Columns of tables that the statement does not write were used as keys: say which."""
        known = {self.stmt.table, self.table, *self.state.settable}
        tables = [element.table for element in self.key_columns if element.table not in known]
        if not tables or not self.isupdate:
            return
        names = ", ".join(sorted({repr(table.description) for table in tables}))
        if not self.compiler.render_table_with_column_in_update_from:
            raise exc.CompileError(_NO_OTHER_TABLES.format(names))
        if self.state.settable:
            raise exc.CompileError(f"Multi-table UPDATE statement does not include table(s) {names}")
        raise exc.CompileError(
            f"Statement is not a multi-table UPDATE statement; cannot include columns from table(s) {names} in SET "
            "clause"
        )

    def with_copies(self, plan: CrudPlan) -> CrudPlan:
        """Write the values of columns where `from_dml_column()` asks for them."""
        plan.single = self._row_with_copies(plan.single)
        plan.multi = [self._row_with_copies(row) for row in plan.multi]
        return plan

    def _row_with_copies(self, row: list[Written]) -> list[Written]:
        if not any(written.value and has_copy(written.value) for written in row):
            return row
        values = {written.column.key: written.value for written in row}

        def value_of(key: str, inside: tuple[str, ...] = ()) -> str:
            if key in inside:
                raise exc.CompileError(f"from_dml_column(): the values of {', '.join(inside)} refer to each other")
            text = values.get(key)
            if text is not None:
                return replace_copies(text, lambda other: value_of(other, (*inside, key)))
            if self.isinsert:
                raise exc.CompileError(f"Can't resolve referenced column name in INSERT statement: {key!r}")
            return self.compiler.process(self.table.c[key], **self.kw)  # type: ignore[no-any-return]

        return [written._replace(value=replace_copies(written.value, value_of)) for written in row]

    # -- parameters -----------------------------------------------------------------------------------

    def _parameters(self) -> tuple[dict[Any, Any], list[tuple[Any, Any]]]:
        """Column key -> value, or REQUIRED for what the execution will bring; and values for SQL expressions."""
        of_parameter = self.keys.of_parameter
        from_values: dict[Any, Any] = {}
        expressions: list[tuple[Any, Any]] = []
        key_columns: list[Any] = []
        for key, value in (self.state.dict_parameters or {}).items():
            if hasattr(key, "__clause_element__") or hasattr(key, "__visit_name__"):
                element = coercions.expect(roles.DMLColumnRole, key)
                if getattr(element, "key", None) is None or getattr(element, "table", None) is None:
                    expressions.append((element, value))
                    continue
                key_columns.append(element)
                from_values[of_parameter(element)] = value
            else:
                from_values[key] = value
        self.stated = set(from_values)
        self.key_columns = key_columns
        parameters: dict[Any, Any] = {}
        for key in self.compiler.column_keys or ():
            name = of_parameter(key)
            if name not in from_values:
                parameters[name] = REQUIRED
        parameters.update(from_values)
        return parameters, expressions

    def _scan(self, parameters: dict[Any, Any]) -> None:
        """Walk the table's columns (or the order the user gave) and write each that has a value or a default."""
        for column in self._columns_in_order(parameters):
            key = self.keys.of_column(column)
            if key in parameters:
                self._write_given(column, parameters.pop(key))
            elif self.isinsert:
                self._write_insert_default(column)
            elif self.isupdate:
                self._write_update_default(column)

    def _columns_in_order(self, parameters: Mapping[Any, Any]) -> list[Any]:
        columns = list(self.table.columns)
        if self.isupdate and self.state.settable:
            columns = self._columns_of_other_tables(parameters) + columns
        if not self.state.ordered:
            return columns
        place = {key: at for at, key in enumerate(parameters)}
        of_column = self.keys.of_column
        given = sorted((c for c in columns if of_column(c) in place), key=lambda c: place[of_column(c)])
        return given + [column for column in columns if of_column(column) not in place]

    def _columns_of_other_tables(self, parameters: Mapping[Any, Any]) -> list[Any]:
        """UPDATE of several tables: the other tables' columns that are set, or updated by `onupdate` with them."""
        found: list[Any] = []
        set_tables = []
        for table in self.state.settable:
            columns = list(getattr(table, "c", ()))
            if any(self.keys.of_column(column) in parameters for column in columns):
                set_tables.append(table)
                found += [
                    c
                    for c in columns
                    if self.keys.of_column(c) in parameters
                    or getattr(c, "onupdate", None) is not None
                    or getattr(c, "server_onupdate", None) is not None
                ]
        others = [table for table in set_tables if not self.stmt.table.is_derived_from(table)]
        if others and not self.compiler.render_table_with_column_in_update_from:
            names = ", ".join(f"'{table.description}'" for table in others)
            raise exc.CompileError(_NO_OTHER_TABLES.format(names))
        return found

    # -- given values -----------------------------------------------------------------------------------

    def _write_given(self, column: Any, value: Any) -> None:
        compiler = self.compiler
        name = self.keys.of_bind(column)
        if value is REQUIRED or coercions.is_literal(value):
            bind_name = f"{name}_m0" if self.state.multi_parameters else name
            text = self._new_bind(column, None if value is REQUIRED else value, value is REQUIRED, bind_name)
            self._add(column, text, (name,))
            if self.isinsert and column.primary_key and self.how.implicit and self._may_count_for(column, value):
                compiler.implicit_returning.append(column)
            return
        if getattr(value, "_is_bind_parameter", False):
            self._add(column, self._anonymous_value(column, value, name), (name,))
            return
        self._add(column, compiler.process(value.self_group(), **self.kw), ())
        self._note_made_by_database(column)

    def _may_count_for(self, column: Any, value: Any) -> bool:
        """Is NULL given, or perhaps, to a counter which then counts?"""
        given_null = value is REQUIRED or value is None
        return given_null and self.dialect.insert_null_pk_still_autoincrements and column is self._counter()

    def _anonymous_value(self, column: Any, value: Any, name: str, row: int = 0) -> str:
        """A literal that `values()` wrapped: it takes the column's name and type."""
        compiler = self.compiler
        if value.unique and isinstance(value.key, _truncated_label) and "visiting_cte" not in self.kw:
            if self.state.multi_parameters:
                name = f"{name}_m{row}"
            compiler.truncated_names[("bindparam", value.key)] = name
        if value.type._isnull:
            value = value._with_binary_element_type(column.type)
        return compiler.process(value, **self.kw)  # type: ignore[no-any-return]

    def _note_made_by_database(self, column: Any) -> None:
        compiler, how = self.compiler, self.how
        if self.isinsert and column.primary_key:
            if how.implicit:
                compiler.implicit_returning.append(column)
            elif how.lastrowid:
                compiler.postfetch_lastrowid = True
        elif how.defaults is not None and column in how.defaults:
            compiler.implicit_returning.append(column)
        else:
            compiler.postfetch.append(column)

    def _write_expression(self, element: Any, value: Any) -> None:
        """`values({array[1]: x})`: the target is an expression of the dialect."""
        compiler = self.compiler
        text = compiler.process(element, include_table=False, **self.kw)
        value = coercions.expect(roles.ExpressionElementRole, value, type_=element.type)
        if value._is_bind_parameter and value.type._isnull:
            value = value._with_binary_element_type(element.type)
        self.values.append(Written(element, text, compiler.process(value.self_group(), **self.kw), ()))

    # -- defaults of INSERT -------------------------------------------------------------------------------

    def _write_insert_default(self, column: Any) -> None:
        how, compiler = self.how, self.compiler
        default = getattr(column, "default", None)
        if column.primary_key and how.need_pks and not self._counts_by_itself(column, default):
            if how.implicit:
                self._write_returned_key(column, default)
            else:
                self._write_fetched_key(column, default)
        elif default is not None:
            self._write_default(column, default, is_key=False)
        elif getattr(column, "server_default", None) is not None:
            if self._is_returned(column):
                compiler.implicit_returning.append(column)
            elif not column.primary_key:
                compiler.postfetch.append(column)
        elif self._is_returned(column):
            compiler.implicit_returning.append(column)
        elif column.primary_key and column is not self._counter() and not column.nullable:
            self._warn_no_key(column)

    def _counts_by_itself(self, column: Any, default: Any) -> bool:
        """Will the driver tell the number that the database has counted up to?"""
        return self.how.lastrowid and column is self._counter() and not (default is not None and self._draws(default))

    def _draws(self, default: Any) -> bool:
        """Is it a sequence that this database has and that is wanted here?"""
        dialect = self.dialect
        return bool(
            default.is_sequence and dialect.supports_sequences and not (default.optional and dialect.sequences_optional)
        )

    def _counter(self) -> Any:
        return getattr(self.table, "_autoincrement_column", None)

    def _is_returned(self, column: Any) -> bool:
        return self.how.defaults is not None and column in self.how.defaults

    def _write_returned_key(self, column: Any, default: Any) -> None:
        """A primary key column whose value RETURNING will tell."""
        if default is not None:
            self._write_default(column, default, is_key=True)
        elif column is self._counter() or getattr(column, "server_default", None) is not None:
            self.compiler.implicit_returning.append(column)
        elif not column.nullable:
            self._warn_no_key(column)

    def _write_fetched_key(self, column: Any, default: Any) -> None:
        """A primary key column whose value must be known before the INSERT runs."""
        dialect = self.dialect
        if (
            default is not None
            and not getattr(default, "is_sentinel", False)
            and (not default.is_sequence or dialect.supports_sequences)
        ) or (column is self._counter() and dialect.supports_sequences and dialect.preexecute_autoincrement_sequences):
            self._add_prefetched(column)
        elif (
            default is None and column.server_default is None and not column.nullable and column is not self._counter()
        ):
            self._warn_no_key(column)

    def _write_default(self, column: Any, default: Any, is_key: bool) -> None:
        compiler = self.compiler
        if getattr(default, "is_sentinel", False):
            self._add_sentinel_column(column)
            return
        if default.is_sequence:
            if not self._draws(default):
                if is_key:
                    compiler.implicit_returning.append(column)
                return
            self._add(column, compiler.process(default, **self.kw), ())
        elif default.is_clause_element:
            self._add(column, compiler.process(default.arg.self_group(), **self.kw), ())
        else:
            self._add_prefetched(column)
            return
        if is_key or self._is_returned(column):
            compiler.implicit_returning.append(column)
        elif not column.primary_key:
            compiler.postfetch.append(column)

    def _add_sentinel_column(self, column: Any) -> None:
        """`insert_sentinel()`: a number that the engine counts up per row; nothing in any other INSERT."""
        if self.how.sentinel is None or column not in self.how.sentinel:
            return
        self._add_prefetched(column)

    def _warn_no_key(self, column: Any) -> None:
        exc.warn(
            f"Column '{column.table.fullname}.{column.name}' is marked as a member of the primary key for table "
            f"'{column.table.fullname}', but has no Python-side or server-side default generator indicated, nor does "
            "it indicate 'autoincrement=True' or 'nullable=True', and no explicit value is passed.  Primary key "
            "columns typically may not store NULL."
            + (
                "  Note that as of SQLAlchemy 1.1, 'autoincrement=True' must be indicated explicitly for composite "
                "(e.g. multicolumn) primary keys if AUTO_INCREMENT/SERIAL/IDENTITY behavior is expected for one of the "
                "columns in the primary key. CREATE TABLE statements are impacted by this change as well on most "
                "backends."
                if len(column.table.primary_key.columns) > 1
                else ""
            )
        )

    # -- defaults of UPDATE -------------------------------------------------------------------------------

    def _write_update_default(self, column: Any) -> None:
        compiler = self.compiler
        onupdate = getattr(column, "onupdate", None)
        if onupdate is not None and not onupdate.is_sequence:
            if onupdate.is_clause_element:
                self._add(column, compiler.process(onupdate.arg.self_group(), **self.kw), ())
                if self._is_returned(column):
                    compiler.implicit_returning.append(column)
                else:
                    compiler.postfetch.append(column)
            else:
                compiler.update_prefetch.append(column)
                text = self._new_bind(column, None, required=False, name=self.keys.of_bind(column))
                self._add(column, text, (column.key,))
        elif getattr(column, "server_onupdate", None) is not None:
            if self._is_returned(column):
                compiler.implicit_returning.append(column)
            else:
                compiler.postfetch.append(column)
        elif (
            self.how.defaults is not None
            and (self.stmt._return_defaults_columns or not self.stmt._return_defaults)
            and column in self.how.defaults
        ):
            compiler.implicit_returning.append(column)

    # -- INSERT ... SELECT ----------------------------------------------------------------------------------

    def _from_select(self, parameters: dict[Any, Any]) -> None:
        """The named columns come from the SELECT; Python and SQL defaults of others are added to it."""
        compiler, stmt, table = self.compiler, self.stmt, self.table
        columns = [table.c[self.keys.of_parameter(name)] for name in stmt._select_names]
        select = stmt.select
        extra: list[Any] = []
        named = set(columns)
        if stmt.include_insert_from_select_defaults:
            columns += [c for c in table.columns if c not in named and getattr(c, "default", None) is not None]
        for column in columns:
            text = compiler.preparer.format_column(column)
            if column in named:
                parameters.pop(self.keys.of_column(column), None)
                self.values.append(Written(column, text, None, ()))
                continue
            value = self._default_in_select(column)
            if value is not None:
                extra.append(value)
                self.values.append(Written(column, text, None, ()))
        if extra:
            if not getattr(select, "_is_select_statement", False) or hasattr(select, "selects"):
                raise exc.CompileError(
                    "Can't extend statement for INSERT..FROM SELECT to include additional default-holding column(s) "
                    + ", ".join(repr(w.column.key) for w in self.values if w.column not in named)
                    + ".  Convert the selectable to a subquery() first, or pass include_defaults=False to "
                    "Insert.from_select() to skip these columns."
                )
            select = select._generate()
            select._raw_columns = [*select._raw_columns, *extra]
        compiler._insert_from_select = select

    def _default_in_select(self, column: Any) -> Any:
        default, compiler = column.default, self.compiler
        if getattr(default, "is_sentinel", False):
            return None
        if default.is_sequence:
            return default.next_value() if self._draws(default) else None
        if default.is_clause_element:
            return default.arg.self_group()
        compiler.insert_prefetch.append(column)
        return self._bind(column, None)

    # -- several rows in VALUES -----------------------------------------------------------------------------

    def _more_rows(self) -> list[list[Written]]:
        """The rows of `values([{...}, {...}])`: parameters are named after column and row, `x_m0`, `x_m1` ..."""
        first = self.values
        rows = [first]
        of_parameter = self.keys.of_parameter
        for number, row in enumerate(self.state.multi_parameters[1:], 1):
            given = {of_parameter(key) if not isinstance(key, str) else key: value for key, value in row.items()}
            extended = []
            for written in first:
                column = written.column
                if column.key in given:
                    value = self._row_value(column, given[column.key], number)
                else:
                    value = self._row_default(column, number)
                extended.append(Written(column, written.text, value, written.keys))
            rows.append(extended)
        return rows

    def _row_value(self, column: Any, value: Any, number: int) -> str:
        name = self.keys.of_bind(column)
        if coercions.is_literal(value):
            return self._new_bind(column, value, False, f"{name}_m{number}")
        if getattr(value, "_is_bind_parameter", False):
            return self._anonymous_value(column, value, name, number)
        return self.compiler.process(value.self_group(), **self.kw)  # type: ignore[no-any-return]

    def _row_default(self, column: Any, number: int) -> str:
        default, compiler = column.default, self.compiler
        if default is None:
            raise exc.CompileError(
                f"INSERT value for column {column} is explicitly rendered as a boundparameter in the VALUES clause; a "
                "Python-side value or SQL expression is required"
            )
        if default.is_clause_element:
            return compiler.process(default.arg.self_group(), **self.kw)  # type: ignore[no-any-return]
        if default.is_sequence:
            return compiler.process(default, **self.kw)  # type: ignore[no-any-return]
        clone = _RowColumn(column, number)
        compiler.insert_prefetch.append(clone)
        return self._new_bind(clone, None, required=False, name=clone.key)

    # -- no columns at all ------------------------------------------------------------------------------------

    def _default_for_many(self, plan: CrudPlan) -> None:
        """INSERT of nothing but defaults, many times: `VALUES (DEFAULT), (DEFAULT)` where the database knows that."""
        if self.dialect.supports_default_metavalue and self.table.columns:
            column = next(iter(self.table.columns))
            token = self.dialect.default_metavalue_token
            plan.single = [Written(column, self.compiler.preparer.format_column(column), token, ())]
            plan.default_values = True

    # -- what comes back --------------------------------------------------------------------------------------

    def _returning(self) -> _Returning:
        compiler, stmt, dialect, state = self.compiler, self.stmt, self.dialect, self.state
        how = _Returning()
        wants_defaults = bool(getattr(stmt, "_return_defaults", False))
        supplemental = getattr(stmt, "_supplemental_returning", None)
        implicit_allowed = getattr(state.primary_table, "implicit_returning", True)
        if wants_defaults and getattr(stmt, "_returning", None):
            raise exc.CompileError(
                "Can't compile statement that includes returning() and return_defaults() simultaneously"
            )
        if self.isinsert:
            how.need_pks = (
                self.toplevel
                and not stmt._inline
                and (not compiler.for_executemany or (dialect.insert_executemany_returning and wants_defaults))
                and not stmt._returning
                and not state.multi_parameters
            )
            how.lastrowid = bool(
                how.need_pks
                and dialect.postfetch_lastrowid
                and self._counter() is not None
                and not compiler.for_executemany
            )
            how.implicit = bool(
                how.need_pks
                and dialect.insert_returning
                and implicit_allowed
                and stmt.select is None
                and (
                    not how.lastrowid
                    or dialect.favor_returning_over_lastrowid
                    or compiler.for_executemany
                    or wants_defaults
                )
            )
            if how.implicit:
                how.lastrowid = False
            returns_defaults = how.implicit and wants_defaults
            explicit = bool(returns_defaults or stmt._returning or supplemental)
            how.use_insertmanyvalues = bool(
                self.toplevel
                and compiler.for_executemany
                and dialect.use_insertmanyvalues
                and (explicit or (dialect.use_insertmanyvalues_wo_returning and stmt._post_values_clause is None))
                and stmt.select is None
                and not state.multi_parameters
            )
            if how.use_insertmanyvalues and explicit and stmt._sort_by_parameter_order:
                how.sentinel = compiler._get_sentinel_column_for_table(self.table)
        elif self.isupdate:
            returns_defaults = bool(
                wants_defaults and implicit_allowed and dialect.update_returning
                and (not compiler.for_executemany or dialect.update_executemany_returning)
            )  # fmt: skip
            how.implicit = returns_defaults
        else:
            returns_defaults = False
        if returns_defaults:
            how.defaults = set(stmt._return_defaults_columns or self.table.c)
        if how.lastrowid:
            compiler.postfetch_lastrowid = True
        return how

    # -- small things -------------------------------------------------------------------------------------------

    def _add(self, column: Any, value: str, keys: tuple[str, ...]) -> None:
        # In an UPDATE of several tables the other tables' columns are written with their table.
        use_table = self.state.writes_table_names(column)
        text = (
            self.compiler.preparer.format_column(column, use_table=use_table)
            if not use_table
            else (self.compiler.process(column, include_table=True))
        )
        self.values.append(Written(column, text, value, keys))

    def _add_prefetched(self, column: Any) -> None:
        self.compiler.insert_prefetch.append(column)
        text = self._new_bind(column, None, required=False, name=self.keys.of_bind(column))
        self._add(column, text, (column.key,))

    def _bind(self, column: Any, value: Any, required: bool = False, key: str | None = None) -> Any:
        bind = BindParameter(key or column.key, value, type_=column.type, required=required)
        bind._is_crud = True
        return bind

    def _new_bind(self, column: Any, value: Any, required: bool, name: str | None = None) -> str:
        bind = self._bind(column, value, required, name)
        return self.compiler.process(bind, **self.kw)  # type: ignore[no-any-return]


class _RowColumn:
    """A column in one further row of a multi-row VALUES: same default, its own parameter."""

    def __init__(self, original: Any, index: int) -> None:
        self.index = index
        self.key = f"{original.key}_m{index}"
        self.original = original
        self.default = original.default
        self.type = original.type
        self.name = original.name

    def compare(self, other: Any, **kw: Any) -> bool:
        return isinstance(other, _RowColumn) and other.key == self.key and other.original == self.original

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _RowColumn) and other.key == self.key and other.original is self.original

    def __hash__(self) -> int:
        return hash(self.original)


def _key_functions(state: Any) -> _Keys:
    if state.isupdate and state.settable:
        others = set(state.settable)

        def of_parameter(key: Any) -> Any:
            element = coercions.expect_as_key(roles.DMLColumnRole, key)
            table = getattr(key, "table", None)
            return (table.name, element) if table is not None and table in others else element

        def of_column(column: Any) -> Any:
            return (column.table.name, column.key) if column.table in others else column.key

        def of_bind(column: Any) -> str:
            return f"{column.table.name}_{column.key}" if column.table in others else column.key

        return _Keys(of_parameter, of_column, of_bind)
    return _Keys(
        lambda key: coercions.expect_as_key(roles.DMLColumnRole, key),
        lambda column: column.key,
        lambda column: column.key,
    )
