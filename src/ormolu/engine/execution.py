"""The one pipeline that every statement takes: compile or find in the cache, fill parameters, call the driver, wrap.

`Executing` is the part of Connection that runs statements, as coroutines that never suspend under a blocking driver.
Start at `_execute_clauseelement`; `_run_context_steps` is the driver call with its events, log lines and errors.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from .. import exc, steps
from ..compiler.base import WARN_LINTING, Linting
from ..compiler.cache import CacheStats, compile_cached
from ..parameter_text import ParameterText
from ..sql.select_statement import select
from ..structures import immutabledict
from .concealment import conceal
from .cursor import CursorResult
from .errors import ExceptionContextImpl, run_handlers
from .interfaces import ExecuteStyle
from .parameters import distill, distill_raw

_EMPTY: Mapping[str, Any] = immutabledict()


class Executing:
    """Runs statements on a connection."""

    engine: Any
    dialect: Any
    _execution_options: Mapping[str, Any]
    _echo: bool
    _has_events: bool
    _transaction: Any
    _block: Any
    _reentrant_error: bool = False
    _is_disconnect: bool = False
    _still_autobegins: bool
    dispatch: Any

    # ---- from a statement to the pipeline

    async def _execute_steps(self, statement: Any, parameters: Any = None, execution_options: Any = None) -> Any:
        """Execute anything executable; what comes back is a CursorResult (a value for a default generator)."""
        try:
            execute = statement._execute_on_connection
        except AttributeError:
            raise exc.ObjectNotExecutableError(statement) from None
        return await execute(self, distill(parameters), execution_options or _EMPTY)

    async def _scalar_steps(self, statement: Any, parameters: Any = None, execution_options: Any = None) -> Any:
        if getattr(statement, "_is_default_generator", False):
            return await statement._execute_on_scalar(self, distill(parameters), execution_options or _EMPTY)
        result = await self._execute_steps(statement, parameters, execution_options)
        return result.scalar() if isinstance(result, CursorResult) or hasattr(result, "scalar") else result

    async def _execute_clauseelement(
        self, elem: Any, distilled_parameters: Sequence[Mapping[str, Any]], execution_options: Mapping[str, Any]
    ) -> Any:
        options = self._merged_options(elem, execution_options)
        has_events = self._has_events or self.engine._has_events
        if has_events:
            elem, distilled_parameters, event_multi, event_params = await self._before_execute_steps(
                elem, distilled_parameters, options
            )
        compiled, extracted, stats = self._compile(elem, distilled_parameters, options)
        result = await self._run_compiled_steps(compiled, elem, distilled_parameters, extracted, stats, options)
        if has_events:
            await self._after_execute_steps(elem, event_multi, event_params, options, result)
        return result

    def _merged_options(self, elem: Any, execution_options: Mapping[str, Any]) -> Mapping[str, Any]:
        """Options of the statement, overridden by those of the connection, overridden by those of this call."""
        of_statement, of_connection = elem._execution_options, self._execution_options
        if not execution_options:
            if not of_statement:
                return of_connection
            if not of_connection:
                return of_statement  # type: ignore[no-any-return]  # an immutabledict
        return immutabledict({**of_statement, **of_connection, **execution_options})

    def _compile(self, elem: Any, parameters: Sequence[Mapping[str, Any]], options: Mapping[str, Any]) -> Any:
        if parameters:
            keys: Sequence[str] = sorted(parameters[0])
        else:
            keys = ()
        dialect = self.dialect
        cache = options.get("compiled_cache", self.engine._compiled_cache)
        compiled, extracted, stats = compile_cached(
            elem,
            dialect,
            cache,
            column_keys=keys,
            for_executemany=len(parameters) > 1,
            schema_translate_map=options.get("schema_translate_map"),
            linting=Linting(dialect.compiler_linting) | WARN_LINTING if dialect.compiler_linting else Linting(0),
        )
        if stats is not CacheStats.CACHE_HIT:
            compiled.__dict__["_gen_time"] = time.perf_counter()
        return compiled, extracted, stats

    async def _run_compiled_steps(
        self,
        compiled: Any,
        elem: Any,
        parameters: Sequence[Mapping[str, Any]],
        extracted: Any,
        stats: CacheStats,
        options: Mapping[str, Any],
    ) -> CursorResult[Any]:
        make = self.dialect.execution_ctx_cls._init_compiled
        return await self._execute_context_steps(
            make, compiled, parameters, options, compiled, parameters, elem, extracted, stats
        )

    async def _execute_compiled_steps(
        self,
        compiled: Any,
        extracted_parameters: Any,
        parameters: Any = None,
        execution_options: Mapping[str, Any] = _EMPTY,
        invoked_statement: Any = None,
        stats: CacheStats = CacheStats.CACHE_HIT,
    ) -> CursorResult[Any]:
        """For the object mapper: run what it compiled itself."""
        if "_gen_time" not in compiled.__dict__:
            compiled.__dict__["_gen_time"] = time.perf_counter()
        return await self._run_compiled_steps(
            compiled,
            invoked_statement if invoked_statement is not None else compiled.statement,
            distill(parameters),
            extracted_parameters,
            stats,
            immutabledict({**self._execution_options, **execution_options}),
        )

    async def _execute_compiled(
        self, compiled: Any, distilled_parameters: Any, execution_options: Mapping[str, Any]
    ) -> Any:
        """A Compiled object that the user made."""
        options = immutabledict({**compiled.execution_options, **self._execution_options, **execution_options})
        has_events = self._has_events or self.engine._has_events
        if has_events:
            compiled, distilled_parameters, event_multi, event_params = await self._before_execute_steps(
                compiled, distilled_parameters, options
            )
        compiled.__dict__.setdefault("_gen_time", time.perf_counter())
        result = await self._run_compiled_steps(
            compiled, compiled.statement, distilled_parameters, None, CacheStats.CACHING_DISABLED, options
        )
        if has_events:
            await self._after_execute_steps(compiled, event_multi, event_params, options, result)
        return result

    async def _execute_ddl(self, ddl: Any, distilled_parameters: Any, execution_options: Mapping[str, Any]) -> Any:
        options = immutabledict({**ddl._execution_options, **self._execution_options, **execution_options})
        has_events = self._has_events or self.engine._has_events
        if has_events:
            ddl, distilled_parameters, event_multi, event_params = await self._before_execute_steps(
                ddl, distilled_parameters, options
            )
        compiled = ddl.compile(dialect=self.dialect, schema_translate_map=options.get("schema_translate_map"))
        compiled.__dict__["_gen_time"] = time.perf_counter()
        result = await self._execute_context_steps(
            self.dialect.execution_ctx_cls._init_ddl, compiled, None, options, compiled
        )
        if has_events:
            await self._after_execute_steps(ddl, event_multi, event_params, options, result)
        return result

    async def _execute_function(
        self, func: Any, distilled_parameters: Any, execution_options: Mapping[str, Any]
    ) -> Any:
        return await self._execute_clauseelement(func.select(), distilled_parameters, execution_options)

    async def _execute_default(
        self, default: Any, distilled_parameters: Any, execution_options: Mapping[str, Any]
    ) -> Any:
        """The value of a default generator, such as the next one of a Sequence."""
        options = immutabledict({**self._execution_options, **execution_options})
        if self._has_events or self.engine._has_events:
            default, distilled_parameters, event_multi, event_params = await self._before_execute_steps(
                default, distilled_parameters, options
            )
        proxy = await self._ready_connection_steps()
        context = self.dialect.execution_ctx_cls._init_default(self.dialect, self, proxy, options)
        if self.dialect.is_async:
            value = await steps.call(context._exec_default, None, default, None)
        else:
            value = context._exec_default(None, default, None)
        if self._has_events or self.engine._has_events:
            await self._after_execute_steps(default, event_multi, event_params, options, value)
        return value

    async def _exec_driver_sql_steps(
        self, statement: str, parameters: Any = None, execution_options: Mapping[str, Any] | None = None
    ) -> CursorResult[Any]:
        distilled = distill_raw(parameters)
        options = self._execution_options
        if execution_options:
            options = immutabledict({**options, **execution_options})
        return await self._execute_context_steps(
            self.dialect.execution_ctx_cls._init_statement, statement, None, options, statement, distilled
        )

    # ---- statement events

    async def _before_execute_steps(self, elem: Any, distilled: Any, options: Mapping[str, Any]) -> Any:
        multi, params = self._event_parameters(distilled)
        for fn in self.dispatch.before_execute:
            if self.dialect.is_async:
                elem, multi, params = await steps.call(fn, self, elem, multi, params, options)
            else:
                elem, multi, params = fn(self, elem, multi, params, options)
        if multi:
            distilled = list(multi)
            if params:
                raise exc.InvalidRequestError(
                    "Event handler can't return non-empty multiparams and params at the same time"
                )
        elif params:
            distilled = [params]
        else:
            distilled = []
        return elem, distilled, multi, params

    @staticmethod
    def _event_parameters(distilled: Any) -> tuple[Any, Any]:
        if not distilled:
            return [], {}
        if len(distilled) == 1:
            return [], distilled[0]
        return distilled, {}

    async def _after_execute_steps(
        self, elem: Any, multi: Any, params: Any, options: Mapping[str, Any], result: Any
    ) -> None:
        hook = self.dispatch.after_execute
        if not hook:
            return
        if self.dialect.is_async:
            await steps.call(hook, self, elem, multi, params, options, result)
        else:
            hook(self, elem, multi, params, options, result)

    # ---- one execution

    async def _ready_connection_steps(self) -> Any:
        raise NotImplementedError

    def _refuse_finished_block(self) -> None:
        if self._block is not None:
            self._block._refuse_in_finished_block()

    async def _execute_context_steps(
        self, make_context: Any, statement: Any, parameters: Any, options: Mapping[str, Any], *args: Any
    ) -> CursorResult[Any]:
        """Make the context, see to it that a transaction is there, and run it."""
        if options.get("yield_per"):
            options = immutabledict({**options, "stream_results": True, "max_row_buffer": options["yield_per"]})
        dialect = self.dialect
        try:
            proxy = self._dbapi_connection  # type: ignore[attr-defined]  # of Connection
            if proxy is None or proxy.dbapi_connection is None:
                proxy = await self._ready_connection_steps()
            context = make_context(dialect, self, proxy, options, *args)
        except (exc.PendingRollbackError, exc.ResourceClosedError):
            raise
        except BaseException as error:
            self._handle_dbapi_exception(error, str(statement), parameters, None, None, hidden=_is_sensitive(statement))
        transaction = self._transaction
        if (transaction is not None and not transaction._is_active) or (
            self._nested_transaction is not None and not self._nested_transaction._is_active  # type: ignore[attr-defined]
        ):
            self._refuse_invalid_transaction()
        elif self._block is not None:
            self._block._refuse_in_finished_block()
        if transaction is None:
            await self._autobegin_steps()
        compiled = context.compiled
        if compiled is not None and not context.isddl:
            await self._parameters_steps(context, compiled)
        context.pre_exec()
        if dialect.bind_typing.value == 2:
            await self._set_input_sizes_steps(context)
        if context.execute_style is ExecuteStyle.INSERTMANYVALUES:
            return await self._run_insertmanyvalues_steps(dialect, context)
        return await self._run_context_steps(dialect, context)

    async def _autobegin_steps(self) -> None:
        raise NotImplementedError

    def _refuse_invalid_transaction(self) -> NoReturn:
        raise NotImplementedError

    async def _parameters_steps(self, context: Any, compiled: Any) -> None:
        try:
            if compiled.insert_prefetch or compiled.update_prefetch:
                if self.dialect.is_async and context._defaults_need_io():
                    await steps.call(context._process_execute_defaults)
                else:
                    context._process_execute_defaults()
            context._fill_parameters()
        except BaseException as error:
            hidden = self.engine.hide_parameters or compiled.is_sensitive
            values = context.compiled_parameters if hidden else None
            self._handle_dbapi_exception(error, compiled.string, values, None, None, hidden=hidden)

    async def _set_input_sizes_steps(self, context: Any) -> None:
        dialect = self.dialect
        sizes = context._prepare_set_input_sizes()
        if not sizes:
            return
        try:
            if dialect._has_events and dialect.dispatch.do_setinputsizes:
                types = {name: (sqltype, dbtype) for name, dbtype, sqltype in sizes}
                binds = context.compiled.binds
                listeners_view = {binds.get(name, name): dbtype for name, (_, dbtype) in types.items()}
                dialect.dispatch.do_setinputsizes(
                    listeners_view, context.cursor, context.statement, context.parameters, context
                )
                sizes = [(name, listeners_view.get(binds.get(name, name)), sqltype) for name, _, sqltype in sizes]
            done = dialect.do_set_input_sizes(context.cursor, sizes, context)
            if dialect.is_async and done is not None:
                await steps.io(done)
        except BaseException as error:
            self._handle_dbapi_exception(error, context.statement, context.parameters, None, context)

    async def _run_context_steps(self, dialect: Any, context: Any) -> CursorResult[Any]:
        statement, parameters = context.statement, context.parameters
        executemany = context.execute_style is ExecuteStyle.EXECUTEMANY
        if not executemany:
            parameters = parameters[0]
        cursor = context.cursor
        has_events = self._has_events or self.engine._has_events
        try:
            if has_events and self.dispatch.before_cursor_execute:
                statement, parameters = await self._before_cursor_execute_steps(
                    cursor, statement, parameters, context, executemany
                )
            if self._echo:
                self._log_statement(context, statement, parameters, executemany)
            await self._call_driver_steps(dialect, context, cursor, statement, parameters, executemany)
            if has_events and self.dispatch.after_cursor_execute:
                await self._after_cursor_execute_steps(cursor, statement, parameters, context, executemany)
            context.post_exec()
            return context._setup_result_proxy()  # type: ignore[no-any-return]  # contexts are third parties' too
        except BaseException as error:
            self._handle_dbapi_exception(error, statement, parameters, cursor, context)

    async def _before_cursor_execute_steps(
        self, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool
    ) -> tuple[str, Any]:
        """Statement and parameters as the listeners leave them."""
        for fn in self.dispatch.before_cursor_execute:
            arguments = (self, cursor, statement, parameters, context, executemany)
            if self.dialect.is_async:
                statement, parameters = await steps.call(fn, *arguments)
            else:
                statement, parameters = fn(*arguments)
        return statement, parameters

    async def _after_cursor_execute_steps(self, *args: Any) -> None:
        hook = self.dispatch.after_cursor_execute
        if self.dialect.is_async:
            await steps.call(hook, self, *args)
        else:
            hook(self, *args)

    async def _call_driver_steps(
        self, dialect: Any, context: Any, cursor: Any, statement: str, parameters: Any, executemany: bool
    ) -> None:
        """The driver call, unless a `do_execute...` listener says that it did the work."""
        arguments: tuple[Any, ...]
        if executemany:
            name, arguments = "do_executemany", (cursor, statement, parameters, context)
        elif not parameters and context.no_parameters:
            name, arguments = "do_execute_no_params", (cursor, statement, context)
        else:
            name, arguments = "do_execute", (cursor, statement, parameters, context)
        if dialect._has_events:
            for fn in getattr(dialect.dispatch, name):
                if dialect.is_async:
                    if await steps.call(fn, *arguments):
                        return
                elif fn(*arguments):
                    return
        done = getattr(dialect, name)(*arguments)
        if dialect.is_async and done is not None:
            await steps.io(done)

    async def _run_insertmanyvalues_steps(self, dialect: Any, context: Any) -> CursorResult[Any]:
        """An INSERT of many rows as few statements; rows of RETURNING come in the order of the parameters."""
        compiled, cursor = context.compiled, context.cursor
        imv = compiled._insertmanyvalues
        returning = bool(compiled.effective_returning)
        rows: list[Any] = []
        sizes = None
        preserve = context.execution_options.get("preserve_rowcount", False)
        total_rowcount = 0
        has_events = self._has_events or self.engine._has_events
        statement, parameters = context.statement, context.parameters
        for batch in context._insertmanyvalues_batches(statement, parameters, sizes):
            text, values = batch.replaced_statement, batch.replaced_parameters
            try:
                if has_events and self.dispatch.before_cursor_execute:
                    text, values = await self._before_cursor_execute_steps(cursor, text, values, context, True)
                if self._echo:
                    self._log_batch(context, batch, text, values, imv)
                await self._call_driver_steps(dialect, context, cursor, text, values, False)
                if has_events and self.dispatch.after_cursor_execute:
                    await self._after_cursor_execute_steps(cursor, text, values, context, True)
                if returning:
                    fetched = context.fetchall_for_returning(cursor)
                    rows.extend(self._in_parameter_order(imv, batch, fetched))
                if preserve:
                    total_rowcount += cursor.rowcount  # some drivers know it only when the rows are fetched
            except BaseException as error:
                self._handle_dbapi_exception(error, text, values, cursor, context, is_sub_exec=True)
        if preserve:
            context._rowcount = total_rowcount
        try:
            if returning:
                context._insertmanyvalues_rows = rows
                context._num_sentinel_cols = imv.num_sentinel_columns
            context.post_exec()
            return context._setup_result_proxy()  # type: ignore[no-any-return]  # contexts are third parties' too
        except BaseException as error:
            self._handle_dbapi_exception(error, statement, parameters, cursor, context)

    def _in_parameter_order(self, imv: Any, batch: Any, fetched: Sequence[Any]) -> Sequence[Any]:
        """The rows of one batch, each beside the parameters it came from, without the sentinel columns."""
        count = imv.num_sentinel_columns
        if not count:
            return fetched
        self._check_row_count(imv, batch, len(fetched))
        if not imv.sort_by_parameter_order or batch.is_downgraded or imv.includes_upsert_behaviors:
            return [row[:-count] for row in fetched]
        if imv.implicit_sentinel:
            return [row[:-count] for row in sorted(fetched, key=lambda row: tuple(row[-count:]))]
        return self._by_sentinel(imv, batch, fetched, count)

    def _check_row_count(self, imv: Any, batch: Any, found: int) -> None:
        if found != batch.current_batch_size and not imv.includes_upsert_behaviors:
            raise exc.InvalidRequestError(
                f"Sentinel-keyed result set did not produce correct number of rows {batch.current_batch_size}; "
                f"produced {found}.  Please ensure the sentinel column is fully unique and populated in all cases."
            )

    def _sentinels(self, imv: Any, fetched: Sequence[Any], count: int) -> list[tuple[Any, ...]]:
        """The sentinel values of each row, as the user's Python values: after result processing."""
        processors = [column.type._cached_result_processor(self.dialect, None) for column in imv.sentinel_columns]
        if not any(processors):
            return [tuple(row[-count:]) for row in fetched]
        return [
            tuple(
                [
                    value if process is None else process(value)
                    for value, process in zip(row[-count:], processors, strict=True)
                ]
            )
            for row in fetched
        ]

    def _by_sentinel(self, imv: Any, batch: Any, fetched: Sequence[Any], count: int) -> list[Any]:
        found = {key: row[:-count] for key, row in zip(self._sentinels(imv, fetched, count), fetched, strict=True)}
        self._check_row_count(imv, batch, len(found))
        try:
            return [found[values] for values in batch.sentinel_values]
        except KeyError as missing:
            key = _unpacked(missing.args[0])
            raise exc.InvalidRequestError(
                f"Can't match sentinel values in result set to parameter sets; key {key!r} was not found. "
                "There may be a mismatch between the datatype passed to the DBAPI driver vs. that which it returns in "
                "a result row.  Ensure the given Python value matches the expected result type *exactly*, taking care "
                "to not rely upon implicit conversions which may occur such as when using strings in place of UUID or "
                "integer values, etc. "
            ) from missing

    # ---- log lines

    def _log_info(self, message: str, *args: Any, **kw: Any) -> None:
        token = self._execution_options.get("logging_token")
        if token:
            message = f"[{token}] {message}"
        self.engine.logger.info(message, *args, stacklevel=2, **kw)

    def _log_debug(self, message: str, *args: Any, **kw: Any) -> None:
        token = self._execution_options.get("logging_token")
        if token:
            message = f"[{token}] {message}"
        self.engine.logger.debug(message, *args, stacklevel=2, **kw)

    def _log_statement(self, context: Any, statement: str, parameters: Any, ismulti: bool) -> None:
        self._log_info(statement)
        self._log_parameters(context._get_cache_stats(), parameters, ismulti, context)

    def _log_parameters(self, stats: str, parameters: Any, ismulti: bool, context: Any) -> None:
        if self.engine.hide_parameters:
            self._log_info("[%s] [SQL parameters hidden due to hide_parameters=True]", stats)
        elif _is_sensitive(context.compiled):
            self._log_info("[%s] [SQL parameters hidden: a column is sensitive]", stats)
        else:
            self._log_info("[%s] %r", stats, ParameterText(parameters, ismulti=ismulti))

    def _log_batch(self, context: Any, batch: Any, statement: str, parameters: Any, imv: Any) -> None:
        self._log_info(statement)
        how = ""
        if imv.sort_by_parameter_order:
            how = "ordered" if batch.rows_sorted or batch.is_downgraded else "unordered"
        elif batch.is_downgraded:
            how = "ordered" if batch.rows_sorted else "unordered"
        else:
            how = "unordered"
        if batch.is_downgraded:
            how += "; batch not supported"
        where = f"{batch.batchnum}/{batch.total_batches} ({how})"
        if batch.batchnum == 1:
            stats = f"{context._get_cache_stats()} (insertmanyvalues) {where}"
        else:
            stats = f"insertmanyvalues {where}"
        self._log_parameters(stats, parameters, False, context)

    # ---- on the side of an execution

    def _scalar_on_new_cursor(self, statement: str, parameters: Any, context: Any) -> Any:
        """The first value of a statement, on a cursor of its own; used for sequences."""
        return steps.drive(self._scalar_on_new_cursor_steps(statement, parameters, context))

    async def _scalar_on_new_cursor_steps(self, statement: str, parameters: Any, context: Any) -> Any:
        dialect = self.dialect
        cursor = context.create_cursor()
        has_events = self._has_events or self.engine._has_events
        try:
            if has_events and self.dispatch.before_cursor_execute:
                statement, parameters = await self._before_cursor_execute_steps(
                    cursor, statement, parameters, context, False
                )
            if self._echo:
                self._log_info(statement)
                self._log_parameters("raw sql", parameters, False, context)
            await self._call_driver_steps(dialect, context, cursor, statement, parameters, False)
            if has_events and self.dispatch.after_cursor_execute:
                await self._after_cursor_execute_steps(cursor, statement, parameters, context, False)
            row = cursor.fetchone()
        except BaseException as error:
            self._handle_dbapi_exception(error, statement, parameters, cursor, context)
        cursor.close()
        return None if row is None else row[0]

    def _scalar_of_default(self, expression: Any, type_: Any, options: Mapping[str, Any]) -> Any:
        """The value of a SQL expression that is a column's default."""
        statement = expression if getattr(expression, "is_select", False) else select(expression)
        return steps.drive(self._scalar_steps(statement, None, {
            key: value for key, value in options.items() if key == "schema_translate_map"
        }))  # fmt: skip

    def _safe_close_cursor(self, cursor: Any) -> None:
        try:
            cursor.close()
        except Exception:
            self._pool_logger().error("Error closing cursor", exc_info=True)

    def _pool_logger(self) -> Any:
        return self.engine.pool.logger

    # ---- errors

    def _handle_dbapi_exception(
        self,
        e: BaseException,
        statement: str | None,
        parameters: Any,
        cursor: Any,
        context: Any,
        is_sub_exec: bool = False,
        is_commit: bool = False,
        hidden: bool = False,
    ) -> NoReturn:
        """Raise what stands for an error of the driver; drop the connection if it is gone."""
        hidden = hidden or self.engine.hide_parameters or (context is not None and _is_sensitive(context.compiled))
        is_exit = not isinstance(e, Exception)
        dialect = self.dialect
        base: Any = dialect.loaded_dbapi.Error if dialect.dbapi is not None else ()
        is_dbapi = bool(base) and isinstance(e, base)
        if not self._is_disconnect:
            connection: Any = self  # a Connection, which this is part of
            proxy = connection._dbapi_connection
            usable = proxy if proxy is not None and not connection.invalidated else None
            is_gone = is_dbapi and not connection.closed and dialect.is_disconnect(e, usable, cursor)
            self._is_disconnect = is_gone or (is_exit and not connection.closed)
        invalidate_pool = not is_exit
        ismulti = context.executemany if context is not None and not is_sub_exec else False
        if hidden:
            conceal(e, parameters, dialect.value_patterns)
        if self._reentrant_error:
            raise exc.DBAPIError.instance(
                statement, parameters, e, base, hide_parameters=hidden,
                dialect=dialect, ismulti=ismulti,
            ).with_traceback(e.__traceback__) from e  # type: ignore[union-attr]  # fmt: skip
        self._reentrant_error = True
        try:
            should_wrap = (
                is_dbapi
                or (statement is not None and context is None and not is_exit)
                or (statement is not None and context is not None and isinstance(e, Exception) and is_dbapi)
            )
            wrapped: Any = None
            if should_wrap:
                kind = exc.CommitOutcomeUnknown if is_commit and self._is_disconnect else exc.DBAPIError
                wrapped = kind.instance(
                    statement,
                    parameters,
                    e,
                    base or _NeverRaised,
                    hide_parameters=hidden,
                    connection_invalidated=self._is_disconnect,
                    dialect=dialect,
                    ismulti=ismulti,
                )
                if wrapped is e:
                    should_wrap, wrapped = False, None
            newraise: BaseException | None = None
            if (dialect._has_events or self.engine._has_events) and not self._execution_options.get(
                "skip_user_error_events", False
            ):
                told = ExceptionContextImpl(
                    e, wrapped, self.engine, dialect, self, cursor, statement, parameters, context,
                    self._is_disconnect, invalidate_pool, False,
                )  # fmt: skip
                newraise = run_handlers(told)
                if self._is_disconnect != told.is_disconnect:
                    self._is_disconnect = told.is_disconnect
                    if wrapped is not None:
                        wrapped.connection_invalidated = told.is_disconnect
                invalidate_pool = told.invalidate_pool_on_disconnect
            if should_wrap and context is not None:
                context.handle_dbapi_exception(e)
            if is_dbapi and not self._is_disconnect and dialect.is_transaction_lost(e):
                self._lose_transaction(e)
            if not self._is_disconnect:
                if cursor is not None:
                    self._safe_close_cursor(cursor)
                if is_dbapi and self._transaction is None and not dialect.is_async:
                    self._roll_back_driver_connection()
            if newraise is not None:
                raise newraise.with_traceback(e.__traceback__) from e
            if should_wrap:
                raise wrapped.with_traceback(e.__traceback__) from e
            raise e
        finally:
            self._reentrant_error = False
            if self._is_disconnect:
                self._is_disconnect = False
                self._drop_connection(e, invalidate_pool)

    def _drop_connection(self, error: BaseException, invalidate_pool: bool) -> None:
        raise NotImplementedError

    def _lose_transaction(self, error: BaseException) -> None:
        raise NotImplementedError

    def _roll_back_driver_connection(self) -> None:
        raise NotImplementedError


def _is_sensitive(compiled: Any) -> bool:
    return bool(getattr(compiled, "is_sensitive", False))


def _unpacked(key: tuple[Any, ...]) -> Any:
    return key[0] if len(key) == 1 else key


class _NeverRaised(Exception):
    """Stands for the driver's error class where there is no driver."""
