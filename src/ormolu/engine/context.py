"""One execution: from a compiled statement and parameters to what the driver gets, and from its answer to a result.

`DefaultExecutionContext` is made by one of its `_init_*` class methods, runs Python-side defaults, and after the
driver call sets up the `CursorResult`. Third-party dialects override `create_cursor`, `pre_exec`, `post_exec`,
`get_lastrowid`, `fire_sequence` and the `get_*_default` methods.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from .. import exc
from ..structures import immutabledict
from .cursor import CursorFetchStrategy, CursorResult, _BufferedRows, buffered_for_returning
from .inserted import parameter_key, pk_from_lastrowid, pk_from_returning
from .interfaces import BindTyping, CacheStats, ExecuteStyle, ExecutionContext

_NOTHING: Mapping[str, Any] = immutabledict()
_NO_PARAMETERS: dict[str, Any] = {}
_SELECT = re.compile(r"\s*SELECT\b", re.IGNORECASE)


class DefaultExecutionContext(ExecutionContext):
    """The base of execution contexts; `context` in events and in default functions."""

    isinsert = False
    isupdate = False
    isdelete = False
    is_crud = False
    is_text = False
    isddl = False
    execute_style = ExecuteStyle.EXECUTE
    compiled: Any = None
    invoked_statement: Any = None
    result_column_struct: Any = None
    returned_default_rows: Any = None
    execution_options: Mapping[str, Any] = _NOTHING
    cursor_fetch_strategy: CursorFetchStrategy | None = None
    cache_stats: CacheStats | None = None
    cache_hit: CacheStats = CacheStats.NO_CACHE_KEY
    _is_implicit_returning = False
    _is_explicit_returning = False
    _is_supplemental_returning = False
    _is_server_side = False
    _soft_closed = False
    _rowcount: int | None = None
    _insertmanyvalues_rows: list[Any] | None = None
    _num_sentinel_cols: int = 0
    _expanded_parameters: Mapping[str, Any] = _NOTHING
    _expanded_processors: Mapping[str, Any] = _NOTHING
    _result_set: Any = None
    _closed_lastrowid: Any = None
    current_parameters: Any = None
    statement: str = ""
    unicode_statement: str = ""
    inserted_primary_key_rows_: Any = None
    _positiontup: Sequence[str] | None = None

    dialect: Any
    root_connection: Any
    cursor: Any = None
    parameters: Any
    compiled_parameters: list[dict[str, Any]]
    _dbapi_connection: Any

    @property
    def executemany(self) -> bool:  # type: ignore[override]  # computed
        """Whether several parameter sets are executed."""
        return self.execute_style in (ExecuteStyle.EXECUTEMANY, ExecuteStyle.INSERTMANYVALUES)

    @property
    def connection(self) -> Any:
        """The Connection of this execution."""
        return self.root_connection

    @property
    def engine(self) -> Any:
        return self.root_connection.engine

    @property
    def identifier_preparer(self) -> Any:
        """The preparer that the statement was compiled with."""
        if self.compiled is not None:
            return self.compiled.preparer
        if "schema_translate_map" in self.execution_options:
            return self.dialect.identifier_preparer._with_schema_translate(
                self.execution_options["schema_translate_map"]
            )
        return self.dialect.identifier_preparer

    # ---- making one

    @classmethod
    def _new(cls, dialect: Any, connection: Any, dbapi_connection: Any, execution_options: Any) -> Any:
        self = cls.__new__(cls)
        self.root_connection = connection
        self._dbapi_connection = dbapi_connection
        self.dialect = connection.dialect
        self.execution_options = execution_options
        return self

    @classmethod
    def _init_ddl(
        cls, dialect: Any, connection: Any, dbapi_connection: Any, execution_options: Any, compiled_ddl: Any
    ) -> Any:
        """For DDL, which has no parameters."""
        self = cls._new(dialect, connection, dbapi_connection, execution_options)
        self.compiled = compiled = compiled_ddl
        self.isddl = True
        self.invoked_statement = compiled.statement
        statement = str(compiled)
        if compiled.schema_translate_map:
            statement = compiled.preparer._render_schema_translates(statement, compiled.schema_translate_map)
        self.statement = self.unicode_statement = statement
        self.compiled_parameters = []
        self.parameters = [() if self.dialect.positional else {}]
        self.cursor = self.create_cursor()
        return self

    @classmethod
    def _init_compiled(
        cls,
        dialect: Any,
        connection: Any,
        dbapi_connection: Any,
        execution_options: Any,
        compiled: Any,
        parameters: Sequence[Mapping[str, Any]],
        invoked_statement: Any,
        extracted_parameters: Any,
        cache_hit: CacheStats = CacheStats.CACHING_DISABLED,
    ) -> Any:
        """For a compiled statement. Python-side defaults are filled in later, by `_fill_parameters`."""
        self = cls._new(dialect, connection, dbapi_connection, execution_options)
        self.compiled = compiled
        self.extracted_parameters = extracted_parameters
        self.invoked_statement = invoked_statement
        self.cache_hit = cache_hit
        self.result_column_struct = (
            compiled._result_columns,
            compiled._ordered_columns,
            compiled._textual_ordered_columns,
            compiled._ad_hoc_textual,
            compiled._loose_column_name_matching,
        )
        self.isinsert, self.isupdate, self.isdelete = compiled.isinsert, compiled.isupdate, compiled.isdelete
        self.is_text = compiled.isplaintext
        if self.isinsert or self.isupdate or self.isdelete:
            self._note_dml(compiled, len(parameters) > 1)
        if not parameters:
            self.compiled_parameters = [compiled.construct_params(extracted_parameters=extracted_parameters)]
        else:
            self.compiled_parameters = compiled.construct_params_of_many(parameters, extracted_parameters)
            imv = compiled._insertmanyvalues
            if len(parameters) > 1 or (imv is not None and imv.num_sentinel_columns):
                self.execute_style = (
                    ExecuteStyle.INSERTMANYVALUES
                    if self.isinsert
                    and imv is not None
                    and (compiled.effective_returning or self.dialect.use_insertmanyvalues_wo_returning)
                    else ExecuteStyle.EXECUTEMANY
                )
        self.cursor = self.create_cursor()
        return self

    def _note_dml(self, compiled: Any, executemany: bool) -> None:
        self.is_crud = True
        returning = bool(compiled.effective_returning)
        statement = compiled.compile_state.statement if compiled.compile_state is not None else compiled.statement
        explicit = returning and bool(getattr(statement, "_returning", None))
        self._is_explicit_returning = explicit
        self._is_implicit_returning = returning and bool(compiled.implicit_returning)
        self._is_supplemental_returning = bool(getattr(statement, "_supplemental_returning", None))
        if executemany and explicit:
            self._check_executemany_returning(compiled)

    def _check_executemany_returning(self, compiled: Any) -> None:
        dialect = self.dialect
        for is_it, verb, supported in (
            (compiled.isinsert, "INSERT", dialect.insert_executemany_returning or compiled._insertmanyvalues),
            (compiled.isupdate, "UPDATE", dialect.update_executemany_returning),
            (compiled.isdelete, "DELETE", dialect.delete_executemany_returning),
        ):
            if is_it and not supported:
                raise exc.InvalidRequestError(
                    f"Dialect {dialect.dialect_description} with current server capabilities does not support "
                    f"{verb}..RETURNING when executemany is used"
                )

    @classmethod
    def _init_statement(
        cls,
        dialect: Any,
        connection: Any,
        dbapi_connection: Any,
        execution_options: Any,
        statement: str,
        parameters: Any,
    ) -> Any:
        """For SQL text that goes to the driver as it is."""
        self = cls._new(dialect, connection, dbapi_connection, execution_options)
        self.is_text = True
        if not parameters:
            self.parameters = [self.dialect.execute_sequence_format()] if self.dialect.positional else [{}]
        elif isinstance(parameters[0], (self.dialect.execute_sequence_format, dict)):
            self.parameters = parameters
        else:
            self.parameters = [self.dialect.execute_sequence_format(each) for each in parameters]
        if len(self.parameters) > 1:
            self.execute_style = ExecuteStyle.EXECUTEMANY
        self.statement = self.unicode_statement = statement
        self.compiled_parameters = []
        self.cursor = self.create_cursor()
        return self

    @classmethod
    def _init_default(cls, dialect: Any, connection: Any, dbapi_connection: Any, execution_options: Any) -> Any:
        """For a default generator that is executed by itself."""
        self = cls._new(dialect, connection, dbapi_connection, execution_options)
        self.compiled_parameters = []
        self.parameters = [{}]
        self.cursor = self.create_cursor()
        return self

    # ---- parameters

    def _fill_parameters(self) -> None:
        """Write IN lists out, apply bind processors and put parameters into the shape that the driver takes."""
        compiled = self.compiled
        binder = compiled.__dict__.get("_driver_binder")
        if binder is None:
            binder = compiled.__dict__["_driver_binder"] = _Binder(compiled, self.dialect)
        if compiled._has_postcompile and not compiled._render_postcompile:
            self._expand(compiled, binder)
            return
        statement = compiled.string
        if compiled.schema_translate_map:
            statement = compiled.preparer._render_schema_translates(
                statement, self.execution_options.get("schema_translate_map", {})
            )
        self.statement = self.unicode_statement = statement
        self._positiontup = compiled.positiontup
        make = binder.make
        self.parameters = [make(values) for values in self.compiled_parameters]

    def _expand(self, compiled: Any, binder: _Binder) -> None:
        if self.executemany:
            if compiled.literal_execute_params and not compiled.post_compile_params:
                raise exc.InvalidRequestError("'literal_execute' parameters can't be used with executemany()")
            raise exc.InvalidRequestError(
                "'literal_execute' or 'expanding' parameters can't be used with executemany()"
            )
        expanded = compiled._process_parameters_for_postcompile(self.compiled_parameters[0])
        statement = expanded.statement
        if compiled.schema_translate_map:
            statement = compiled.preparer._render_schema_translates(
                statement, self.execution_options.get("schema_translate_map", {})
            )
        self.statement = self.unicode_statement = statement
        self._expanded_parameters = expanded.parameter_expansion
        self._positiontup = expanded.positiontup
        values = expanded.additional_parameters
        processors = {**binder.processors, **expanded.processors}
        if binder.positional:
            chosen: Any = expanded.positiontup or ()
            escaped = compiled.escaped_bind_names
            names = [escaped.get(name, name) for name in chosen] if escaped else chosen
            self.parameters = [
                self.dialect.execute_sequence_format(
                    [processors[name](values[name]) if name in processors else values[name] for name in names]
                )
            ]
        else:
            self.parameters = [
                {name: processors[name](value) if name in processors else value for name, value in values.items()}
            ]

    # ---- what the execution is asked

    @property
    def no_parameters(self) -> bool:  # type: ignore[override]  # computed
        """Whether the driver is called without parameters when there are none."""
        return bool(self.execution_options.get("no_parameters", False))

    @property
    def prefetch_cols(self) -> Any:
        """Columns whose defaults were computed before the execution."""
        if self.compiled is None or not self.is_crud:
            return ()
        if self.isinsert:
            return self.compiled.insert_prefetch
        return self.compiled.update_prefetch if self.isupdate else ()

    @property
    def postfetch_cols(self) -> Any:
        """Columns whose values the database made and nobody has fetched."""
        return self.compiled.postfetch if self.compiled is not None else None

    @property
    def returning_cols(self) -> Any:
        return self.compiled.returning

    def _get_cache_stats(self) -> str:
        """How the log tells where the SQL came from."""
        if self.compiled is None:
            return "raw sql"
        now = time.perf_counter()
        born = self.compiled._gen_time
        hit = self.cache_hit
        if hit is CacheStats.NO_CACHE_KEY:
            return f"no key {now - born:.5f}s"
        if hit is CacheStats.CACHE_HIT:
            return f"cached since {now - born:.4g}s ago"
        if hit is CacheStats.CACHE_MISS:
            return f"generated in {now - born:.5f}s"
        if hit is CacheStats.CACHING_DISABLED:
            return f"caching disabled {now - born:.5f}s"
        return f"dialect {self.dialect.name}+{self.dialect.driver} does not support caching {now - born:.5f}s"

    # ---- cursors

    def create_cursor(self) -> Any:
        """The driver's cursor for this execution."""
        if (self.execution_options.get("stream_results", False) and self.dialect.supports_server_side_cursors) or (
            self.dialect.server_side_cursors and self._use_server_side_cursor()
        ):
            self._is_server_side = True
            return self.create_server_side_cursor()
        return self.create_default_cursor()

    def _use_server_side_cursor(self) -> bool:
        if not self.dialect.supports_server_side_cursors:
            return False
        option = self.execution_options.get("stream_results")
        if option is False:
            return False
        if self.is_text:
            return _SELECT.match(self.statement or self.compiled.string) is not None
        return bool(getattr(self.compiled.statement, "is_select", False)) if self.compiled is not None else False

    def create_default_cursor(self) -> Any:
        return self._dbapi_connection.cursor()

    def create_server_side_cursor(self) -> Any:
        if self.dialect.is_async:
            return self._dbapi_connection.cursor(server_side=True)
        raise NotImplementedError(f"Dialect {self.dialect.name} has no server side cursors")

    def fetchall_for_returning(self, cursor: Any) -> Any:
        """All rows of an INSERT ... RETURNING batch."""
        return cursor.fetchall()

    def pre_exec(self) -> None:
        """Called before the driver executes."""

    def post_exec(self) -> None:
        """Called after the driver executed."""

    def handle_dbapi_exception(self, e: BaseException) -> None:
        """Called when the driver raised."""

    def get_out_parameter_values(self, out_param_names: Sequence[str]) -> Sequence[Any]:
        """The values of OUT parameters, for databases that have them."""
        raise NotImplementedError()

    def get_result_processor(self, type_: Any, colname: str, coltype: Any) -> Any:
        """The result processor for a column of this type."""
        return type_._cached_result_processor(self.dialect, coltype)

    # ---- executing on the side

    def _execute_scalar(self, stmt: str, type_: Any, parameters: Any = None) -> Any:
        """The first value of a statement such as "select nextval(...)", on a cursor of its own."""
        connection = self.root_connection
        text = stmt
        if connection._schema_translate_map is not None or "schema_translate_map" in self.execution_options:
            schema_map = self.execution_options.get("schema_translate_map", {})
            text = self.identifier_preparer._render_schema_translates(stmt, schema_map)
        if not parameters:
            parameters = self.dialect.execute_sequence_format() if self.dialect.positional else {}
        value = connection._scalar_on_new_cursor(text, parameters, self)
        if type_ is not None:
            processor = type_._cached_result_processor(self.dialect, None)
            if processor is not None:
                return processor(value)
        return value

    def fire_sequence(self, seq: Any, type_: Any) -> Any:
        """The next value of a sequence, for dialects that have them."""
        raise NotImplementedError(f"Dialect {self.dialect.name} has no sequences")

    def _exec_default_clause_element(self, column: Any, default: Any, type_: Any) -> Any:
        """The value of a SQL expression that is a column's default."""
        return self.root_connection._scalar_of_default(default.arg, type_, self.execution_options)

    # ---- defaults

    def get_current_parameters(self, isolate_multiinsert_groups: bool = True) -> dict[str, Any]:
        """The parameters of the row whose default is being computed, by column key.

        isolate_multiinsert_groups: in an INSERT with several VALUES, only those of the present group.
        """
        try:
            parameters = self.current_parameters
            column = self.current_column
        except AttributeError:
            parameters = column = None
        if parameters is None:
            raise exc.InvalidRequestError(
                "get_current_parameters() can only be invoked in the context of a Python side column default function"
            )
        compile_state = self.compiled.compile_state
        if (
            isolate_multiinsert_groups
            and compile_state is not None
            and getattr(compile_state, "_has_multi_parameters", False)
        ):
            return self._group_parameters(parameters, column)
        return parameters  # type: ignore[no-any-return]  # a dict by construction

    def _group_parameters(self, parameters: dict[str, Any], column: Any) -> dict[str, Any]:
        if getattr(column, "is_multiparam_default", False) or hasattr(column, "original"):
            index = column.index + 1
            return {
                key: parameters[f"{key}_m{index}"]
                for key in (each.key for each in column.table.columns)
                if f"{key}_m{index}" in parameters
            }
        keys = {each.key for each in column.table.columns}
        values = {}
        for key in keys:
            if f"{key}_m0" in parameters:
                values[key] = parameters[f"{key}_m0"]
            elif key in parameters:
                values[key] = parameters[key]
        return values

    def get_insert_default(self, column: Any) -> Any:
        """The value of a column's default for INSERT."""
        if column.default is None:
            return None
        return self._exec_default(column, column.default, column.type)

    def get_update_default(self, column: Any) -> Any:
        """The value of a column's `onupdate`."""
        if column.onupdate is None:
            return None
        return self._exec_default(column, column.onupdate, column.type)

    def _exec_default(self, column: Any, default: Any, type_: Any) -> Any:
        if default.is_sequence:
            return self.fire_sequence(default, type_)
        if default.is_callable:
            self.current_column = column
            return default.arg(self)
        if default.is_clause_element:
            return self._exec_default_clause_element(column, default, type_)
        return default.arg

    def _defaults_need_io(self) -> bool:
        """Whether a default of this statement must be asked of the database."""
        for column in (*self.compiled.insert_prefetch, *self.compiled.update_prefetch):
            default = column.default if self.isinsert else column.onupdate
            if default is None or default.is_sequence or default.is_clause_element:
                return True
        return False

    def _process_execute_defaults(self) -> None:
        """Compute the Python-side defaults of each parameter set."""
        compiled = self.compiled
        sentinel_counter = 0
        insert_prefetch, update_prefetch = compiled.insert_prefetch, compiled.update_prefetch
        todo: list[tuple[Any, str, Callable[[Any], Any], Any]] = []
        for column in insert_prefetch:
            todo.append((column, parameter_key(compiled, column), self.get_insert_default, column.default))
        for column in update_prefetch:
            todo.append((column, parameter_key(compiled, column), self.get_update_default, column.onupdate))
        for values in self.compiled_parameters:
            self.current_parameters = values
            for column, key, compute, default in todo:
                if default is not None and default.is_sentinel:
                    values[key] = sentinel_counter
                    sentinel_counter += 1
                    continue
                if default is not None and default.is_scalar:
                    values[key] = default.arg
                    continue
                value = compute(column)
                if value is not None or default is not None:
                    values[key] = value
        self.__dict__.pop("current_parameters", None)

    # ---- setinputsizes

    def _prepare_set_input_sizes(self) -> list[tuple[str, Any, Any]] | None:
        """For drivers that want it: name, driver type and SQL type of each parameter."""
        dialect, compiled = self.dialect, self.compiled
        if self.isddl or (self.is_text and compiled is None) or compiled is None:
            return None
        if dialect.bind_typing is not BindTyping.SETINPUTSIZES:
            return None
        include, exclude = dialect.include_set_input_sizes, dialect.exclude_set_input_sizes
        sizes: list[tuple[str, Any, Any]] = []
        literal = compiled.literal_execute_params
        for bind, name in compiled.bind_names.items():
            if bind in literal:
                continue
            kinds = bind.type.types if bind.type._is_tuple_type else [bind.type]
            for each in kinds:
                dbtype = each._unwrapped_dialect_impl(dialect).get_dbapi_type(dialect.dbapi)
                if dbtype is not None and (
                    (exclude is not None and dbtype in exclude) or (include is not None and dbtype not in include)
                ):
                    dbtype = None
                expanded = self._expanded_parameters.get(name)
                for shown in expanded if expanded is not None else [compiled.escaped_bind_names.get(name, name)]:
                    sizes.append((shown, dbtype, each))
        return sizes

    # ---- batches of INSERT

    def _insertmanyvalues_batches(self, statement: str, parameters: Any, generic_setinputsizes: Any) -> Iterator[Any]:
        compiled = self.compiled
        options = self.execution_options
        page = options.get("insertmanyvalues_page_size", self.dialect.insertmanyvalues_page_size)
        schema_translate_map = options.get("schema_translate_map") if compiled.schema_translate_map else None
        imv = compiled._insertmanyvalues
        return compiled._deliver_insertmanyvalues_batches(  # type: ignore[no-any-return]  # compiler is untyped here
            statement,
            parameters,
            self.compiled_parameters,
            generic_setinputsizes,
            page,
            imv.sort_by_parameter_order,
            schema_translate_map,
        )

    # ---- the result

    @property
    def rowcount(self) -> int:
        """How many rows the driver says were affected."""
        return self.cursor.rowcount if self._rowcount is None else self._rowcount

    @property
    def _has_rowcount(self) -> bool:
        return self._rowcount is not None

    def get_rowcount(self) -> int | None:
        """The driver's number of affected rows."""
        return self.cursor.rowcount  # type: ignore[no-any-return]  # a driver's attribute

    def supports_sane_rowcount(self) -> bool:
        """Whether `rowcount` is the number of rows matched."""
        return bool(self.dialect.supports_sane_rowcount)

    def supports_sane_multi_rowcount(self) -> bool:
        """Whether `rowcount` is right after executemany."""
        return bool(self.dialect.supports_sane_multi_rowcount)

    def get_lastrowid(self) -> Any:
        """The primary key that the driver says was made for the last INSERT."""
        return self.cursor.lastrowid

    def _setup_result_proxy(self) -> CursorResult[Any]:
        """The result of this execution."""
        if self._rowcount is None and self.execution_options.get("preserve_rowcount", False):
            self._rowcount = self.cursor.rowcount
        if self.is_crud or self.is_text:
            result = self._setup_dml_or_text_result()
            yield_per = self.execution_options.get("yield_per")
        else:
            yield_per = self.execution_options.get("yield_per")
            strategy = self.cursor_fetch_strategy
            if strategy is None:
                strategy = self._strategy(yield_per)
            result = CursorResult(self, strategy, self.cursor.description)
        compiled = self.compiled
        if compiled is not None and not self.isddl and compiled.has_out_parameters:
            self._setup_out_parameters(result)
        self._soft_closed = result._soft_closed
        if yield_per:
            result = result.yield_per(yield_per)
        return result

    def _strategy(self, yield_per: int | None) -> CursorFetchStrategy:
        if self._is_server_side:
            if yield_per:
                return _BufferedRows(self, initial=yield_per, growth=0, max_row_buffer=yield_per)
            return _BufferedRows(self, max_row_buffer=self.execution_options.get("max_row_buffer", 1000))
        return CursorFetchStrategy()

    def _setup_out_parameters(self, result: CursorResult[Any]) -> None:
        compiled = self.compiled
        out = [(bind, name) for bind, name in compiled.bind_names.items() if getattr(bind, "isoutparam", False)]
        values = self.get_out_parameter_values([name for _, name in out])
        found = {}
        for (bind, _), raw in zip(out, values, strict=True):
            impl = bind.type.dialect_impl(self.dialect)
            processor = impl.result_processor(self.dialect, impl.get_dbapi_type(self.dialect.dbapi))
            found[bind.key] = raw if processor is None else processor(raw)
        result.out_parameters = found

    def _setup_dml_or_text_result(self) -> CursorResult[Any]:
        compiled, strategy = self.compiled, self.cursor_fetch_strategy
        if self.isinsert:
            if self.execute_style is ExecuteStyle.INSERTMANYVALUES and self._insertmanyvalues_rows is not None:
                strategy = buffered_for_returning(self._insertmanyvalues_rows, self.cursor.description)
            if compiled.postfetch_lastrowid:
                self.inserted_primary_key_rows = self._setup_ins_pk_from_lastrowid()
            elif not self._is_implicit_returning:
                self.inserted_primary_key_rows = None
        yield_per = self.execution_options.get("yield_per")
        if strategy is None:
            strategy = self._strategy(yield_per)
        description = strategy.alternate_cursor_description or self.cursor.description
        if self._num_sentinel_cols and description:
            description = self._without_sentinels(description)
        result: CursorResult[Any] = CursorResult(self, strategy, description)
        if description is None:
            if self._rowcount is None:
                # now: some drivers forget it when the cursor is closed
                self._rowcount = self.cursor.rowcount
            result._soft_close()
            return result
        if not self.is_crud:
            return result
        if self._is_implicit_returning and not (self._is_explicit_returning or self._is_supplemental_returning):
            self._take_implicit_rows(result)
        elif self._is_supplemental_returning:
            self._take_supplemental_rows(result)
        elif (self.isupdate or self.isdelete) and self._rowcount is None and not self._is_server_side:
            if self._is_explicit_returning and not self.dialect.supports_sane_rowcount_returning:
                return result
            self._rowcount = self.cursor.rowcount
        return result

    def _without_sentinels(self, description: Sequence[Any]) -> Sequence[Any]:
        """The columns of the result without those at the end that only served to sort the rows."""
        columns, *others = self.result_column_struct
        self.result_column_struct = (columns[: -self._num_sentinel_cols], *others)
        return description[: -self._num_sentinel_cols]

    def _take_implicit_rows(self, result: CursorResult[Any]) -> None:
        rows = result.all()
        self.returned_default_rows = rows
        if not self.isinsert and self._rowcount is None:
            self._rowcount = len(rows)
        result._soft_close()
        result._metadata = result._no_rows()

    def _take_supplemental_rows(self, result: CursorResult[Any]) -> None:
        """Rows hold first what the caller asked for, then what the engine wanted: keep both."""
        result._rewind(list(rows := result.all()))
        self.returned_default_rows = rows

    @property
    def inserted_primary_key_rows(self) -> Any:
        """The primary keys of the inserted rows."""
        found = self.__dict__.get("_inserted_primary_key_rows")
        if found is None and self.isinsert and self.returned_default_rows is not None:
            found = self._setup_ins_pk_from_implicit_returning(self.returned_default_rows)
            self.inserted_primary_key_rows = found
        return found if found is not None else self._setup_ins_pk_from_empty()

    @inserted_primary_key_rows.setter
    def inserted_primary_key_rows(self, rows: Any) -> None:
        self.__dict__["_inserted_primary_key_rows"] = rows

    def _setup_ins_pk_from_lastrowid(self) -> list[Any]:
        getter = pk_from_lastrowid(self.compiled, self.dialect)
        lastrowid = self.get_lastrowid()
        self._closed_lastrowid = lastrowid
        return [getter(lastrowid, self.compiled_parameters[0])]

    def _setup_ins_pk_from_empty(self) -> list[Any]:
        getter = pk_from_lastrowid(self.compiled, self.dialect)
        return [getter(None, values) for values in self.compiled_parameters]

    def _setup_ins_pk_from_implicit_returning(self, rows: Sequence[Any]) -> list[Any]:
        if not rows:
            return []
        getter = pk_from_returning(self.compiled)
        values = self.compiled_parameters
        return [getter(row, each) for row, each in zip(rows, values, strict=False) if row is not None]

    def lastrow_has_defaults(self) -> bool:
        """Whether the row has values made by the database that nobody has fetched."""
        return (self.isinsert or self.isupdate) and bool(self.compiled.postfetch)


class _Binder:
    """Makes the driver's parameters out of named values; decided once per compiled statement."""

    __slots__ = ("positional", "processors", "make")

    def __init__(self, compiled: Any, dialect: Any):
        escaped = compiled.escaped_bind_names
        flat = {
            escaped.get(name, name): processor
            for name, processor in compiled._bind_processors.items()
            if not isinstance(processor, tuple)
        }
        self.processors: dict[str, Callable[[Any], Any]] = flat
        self.positional = bool(compiled.positional)
        self.make: Callable[[dict[str, Any]], Any]
        if self.positional:
            names = [escaped.get(name, name) for name in compiled.positiontup or ()]
            self.make = _positional(names, flat, dialect.execute_sequence_format)
        else:
            self.make = _named(flat)


def _positional(names: list[str], processors: dict[str, Any], shape: type[Any]) -> Callable[[dict[str, Any]], Any]:
    if not names:
        return lambda values: shape()
    if not any(name in processors for name in names):
        if shape is tuple:
            return lambda values: tuple([values[name] for name in names])
        return lambda values: shape([values[name] for name in names])
    pairs = [(name, processors.get(name)) for name in names]
    return lambda values: shape([
        values[name] if process is None else process(values[name]) for name, process in pairs
    ])  # fmt: skip


def _named(processors: dict[str, Any]) -> Callable[[dict[str, Any]], Any]:
    if not processors:
        return dict
    items = list(processors.items())

    def make(values: dict[str, Any]) -> dict[str, Any]:
        values = dict(values)
        for name, process in items:
            if name in values:
                values[name] = process(values[name])
        return values

    return make
