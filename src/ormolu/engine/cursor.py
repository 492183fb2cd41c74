"""`CursorResult`: the rows of a driver's cursor, and what an INSERT, UPDATE or DELETE reported.

Rows are fetched by a strategy: straight from the cursor, in growing buffers from a server-side cursor, or from a list
that is there already. Start at `CursorResult`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NoReturn, Self, TypeVarTuple, cast

from .. import exc, steps
from ..kernel.row import process_rows
from ..parameter_text import RowText
from .columns import CursorResultMetaData
from .metadata import ResultMetaData, SimpleResultMetaData
from .result import IteratorResult, MergedResult, Result

_Ts = TypeVarTuple("_Ts")
_NO_ROWS = "This result object does not return rows. It has been closed automatically."
_CLOSED = "This result object is closed."


class CursorFetchStrategy:
    """Rows straight from the driver's cursor."""

    alternate_cursor_description: Any = None

    def fetchone(self, result: CursorResult[Any], cursor: Any, hard_close: bool = False) -> Any:
        try:
            row = cursor.fetchone()
        except BaseException as error:
            self._failed(result, cursor, error)
        if row is None:
            result._soft_close(hard=hard_close)
        return row

    def fetchmany(self, result: CursorResult[Any], cursor: Any, size: int | None) -> Sequence[Any]:
        try:
            rows = cursor.fetchmany() if size is None else cursor.fetchmany(size)
        except BaseException as error:
            self._failed(result, cursor, error)
        if not rows:
            result._soft_close()
        return rows  # type: ignore[no-any-return]  # a driver's answer

    def fetchall(self, result: CursorResult[Any], cursor: Any) -> Sequence[Any]:
        try:
            rows = cursor.fetchall()
        except BaseException as error:
            self._failed(result, cursor, error)
        result._soft_close()
        return rows  # type: ignore[no-any-return]  # a driver's answer

    def yield_per(self, result: CursorResult[Any], cursor: Any, num: int) -> CursorFetchStrategy:
        """A strategy that fetches `num` rows at a time."""
        return _BufferedRows(result.context, initial=num, growth=0, max_row_buffer=num)

    def soft_close(self) -> None:
        """Forget buffered rows."""

    def _failed(self, result: CursorResult[Any], cursor: Any, error: BaseException) -> NoReturn:
        raise_wrapped: Callable[..., NoReturn] = result.connection._handle_dbapi_exception
        raise_wrapped(error, None, None, cursor, result.context)


class _BufferedRows(CursorFetchStrategy):
    """Rows of a server-side cursor, fetched in buffers that grow up to `max_row_buffer` rows."""

    def __init__(self, context: Any, initial: int = 5, growth: int = 5, max_row_buffer: int = 1000):
        self._max = max_row_buffer
        self._size = min(initial, max_row_buffer) if max_row_buffer else initial
        self._growth = growth
        self._rows: deque[Any] = deque()
        self._exhausted = False

    def _next_size(self) -> int:
        size = self._size
        if self._growth and self._size < self._max:
            self._size = min(self._max, self._size * self._growth)
        return size

    def _fill(self, result: CursorResult[Any], cursor: Any, at_least: int = 1) -> None:
        while len(self._rows) < at_least and not self._exhausted:
            size = max(self._next_size(), at_least - len(self._rows))
            try:
                rows = cursor.fetchmany(size)
            except BaseException as error:
                self._failed(result, cursor, error)
            if not rows:
                self._exhausted = True
            self._rows.extend(rows)

    async def fill_steps(self, result: CursorResult[Any], cursor: Any, at_least: int | None) -> None:
        """For async results: have this many rows in the buffer (None: all), awaiting the driver."""
        while not self._exhausted and (at_least is None or len(self._rows) < at_least):
            size = self._next_size() if at_least is None else max(self._next_size(), at_least - len(self._rows))
            try:
                rows = await steps.io(cursor.fetchmany_awaitable(size))
            except BaseException as error:
                self._failed(result, cursor, error)
            if not rows:
                self._exhausted = True
            self._rows.extend(rows)

    def fetchone(self, result: CursorResult[Any], cursor: Any, hard_close: bool = False) -> Any:
        if not self._rows:
            self._fill(result, cursor)
            if not self._rows:
                result._soft_close(hard=hard_close)
                return None
        return self._rows.popleft()

    def fetchmany(self, result: CursorResult[Any], cursor: Any, size: int | None) -> Sequence[Any]:
        if size is None:
            self._fill(result, cursor)
            rows = list(self._rows)
            self._rows.clear()
        else:
            self._fill(result, cursor, size)
            rows = [self._rows.popleft() for _ in range(min(size, len(self._rows)))]
        if not rows:
            result._soft_close()
        return rows

    def fetchall(self, result: CursorResult[Any], cursor: Any) -> Sequence[Any]:
        rows = list(self._rows)
        self._rows.clear()
        if not self._exhausted:
            try:
                rows.extend(cursor.fetchall())
            except BaseException as error:
                self._failed(result, cursor, error)
        result._soft_close()
        return rows

    def yield_per(self, result: CursorResult[Any], cursor: Any, num: int) -> CursorFetchStrategy:
        self._growth, self._size, self._max = 0, num, num
        return self

    def soft_close(self) -> None:
        self._rows.clear()
        self._exhausted = True


class FullyBufferedCursorFetchStrategy(CursorFetchStrategy):
    """Rows that are all there already."""

    def __init__(self, dbapi_cursor: Any, alternate_description: Any = None, initial_buffer: Any = None):
        self.alternate_cursor_description = alternate_description
        self._rows: deque[Any] = deque(dbapi_cursor.fetchall() if initial_buffer is None else initial_buffer)

    def fetchone(self, result: CursorResult[Any], cursor: Any, hard_close: bool = False) -> Any:
        if self._rows:
            return self._rows.popleft()
        result._soft_close(hard=hard_close)
        return None

    def fetchmany(self, result: CursorResult[Any], cursor: Any, size: int | None) -> Sequence[Any]:
        if size is None:
            return self.fetchall(result, cursor)
        rows = [self._rows.popleft() for _ in range(min(size, len(self._rows)))]
        if not rows:
            result._soft_close()
        return rows

    def fetchall(self, result: CursorResult[Any], cursor: Any) -> Sequence[Any]:
        rows = list(self._rows)
        self._rows.clear()
        result._soft_close()
        return rows

    def yield_per(self, result: CursorResult[Any], cursor: Any, num: int) -> CursorFetchStrategy:
        return self

    def soft_close(self) -> None:
        self._rows.clear()


def buffered_for_returning(rows: Sequence[Any], description: Any) -> CursorFetchStrategy:
    """The strategy for rows that several INSERT batches returned."""
    return FullyBufferedCursorFetchStrategy(None, description, rows)


class _NoRowsMetaData(ResultMetaData):
    """For a statement that returns no rows: every question about columns is refused."""

    __slots__ = ()

    @property
    def returns_rows(self) -> bool:
        return False

    def _refuse(self) -> NoReturn:
        raise exc.ResourceClosedError(_NO_ROWS)

    @property
    def keys(self) -> Any:
        self._refuse()

    def key_view(self) -> Any:
        self._refuse()

    def _index_for_key(self, key: Any, raiseerr: bool = True) -> int | None:
        self._refuse()

    def _reduce(self, keys: Any) -> Any:
        self._refuse()

    def _for_freeze(self) -> Any:
        self._refuse()

    def unique_filters(self) -> Any:
        self._refuse()


_NO_ROWS_METADATA = _NoRowsMetaData()
_NO_ROWS_METADATA._keys = ()
_NO_ROWS_METADATA._key_to_index = {}
_NO_ROWS_METADATA._ambiguous = frozenset()
_NO_ROWS_METADATA._raw_indexes = None
_NO_ROWS_METADATA._processors = ()


class CursorResult(Result[*_Ts]):
    """The result of a statement that was executed on the database."""

    _is_cursor = True
    _is_hard_closed = False
    _is_soft_closed = False
    out_parameters: dict[str, Any]

    def __init__(self, context: Any, cursor_strategy: CursorFetchStrategy, cursor_description: Any):
        self.context = context
        self.dialect = context.dialect
        self.cursor = context.cursor
        self.cursor_strategy = cursor_strategy
        self.connection = context.root_connection
        if cursor_description is not None:
            self._metadata = self._column_metadata(context, cursor_description)
            if self.connection._echo:
                self._log_columns(cursor_description)
        else:
            self._metadata = _NO_ROWS_METADATA

    def _column_metadata(self, context: Any, description: Any) -> ResultMetaData:
        compiled = context.compiled
        if compiled is None:
            return CursorResultMetaData(context, description)
        cached: CursorResultMetaData | None = compiled._cached_metadata
        if cached is None or (compiled._ad_hoc_textual and len(cached._keys) != len(description)):
            cached = CursorResultMetaData(context, description)
            if not context.execution_options.get("_result_disable_adapt_to_context"):
                compiled._cached_metadata = cached
        elif compiled._ad_hoc_textual and [each[0] for each in description] != list(cached._keys):
            # the same text can return other columns after the table was changed
            return CursorResultMetaData(context, description)
        return cached._for_context(context)

    def _log_columns(self, description: Any) -> None:
        connection = self.connection
        if connection.engine._should_log_debug():
            if getattr(self.context.compiled, "is_sensitive", False):
                connection._log_debug("Rows hidden: a column is sensitive")
                return
            connection._log_debug("Col %r", tuple(column[0] for column in description))
            self._row_log = lambda row: connection._log_debug("Row %r", RowText(row))

    def _no_rows(self) -> ResultMetaData:
        return _NO_ROWS_METADATA

    # ---- rows in bulk, for the object mapper

    def _raw_rows(self) -> Sequence[Any]:
        """All rows as the driver gave them."""
        return self._fetchall_impl()

    @property
    def _result_processors(self) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
        """Pairs of column index and result processor, for the columns that have one."""
        return self._metadata._processors

    @property
    def _late_processors(self) -> frozenset[int]:
        """The columns whose processor may as well run when somebody looks at the value."""
        return self._metadata._late

    @property
    def _processors(self) -> list[Callable[[Any], Any] | None]:
        """The result processor of each column, None where the driver's value is right."""
        found = dict(self._metadata._processors)
        return [found.get(index) for index in range(len(self._metadata._keys))]

    def _finished_rows(self) -> list[tuple[Any, ...]]:
        return process_rows(self._raw_rows(), self._metadata._processors)

    # ---- closing

    @property
    def closed(self) -> bool:
        """Whether this result was closed and hands out nothing any more."""
        return self._is_hard_closed

    @property
    def _soft_closed(self) -> bool:
        return self._is_soft_closed

    def _soft_close(self, hard: bool = False) -> None:
        if hard:
            self._is_hard_closed = True
            self.cursor_strategy.soft_close()
        if self._is_soft_closed:
            return
        self._is_soft_closed = True
        cursor, self.cursor = self.cursor, None
        if cursor is not None:
            self.connection._safe_close_cursor(cursor)

    # ---- the source

    def _check(self) -> None:
        if self._is_hard_closed:
            raise exc.ResourceClosedError(_CLOSED)
        if self._metadata is _NO_ROWS_METADATA:
            raise exc.ResourceClosedError(_NO_ROWS)

    def _fetchone_impl(self, hard_close: bool = False) -> Any:
        if self._is_soft_closed or self._metadata is _NO_ROWS_METADATA:
            self._check()
            if not isinstance(self.cursor_strategy, FullyBufferedCursorFetchStrategy):
                if hard_close:
                    self._is_hard_closed = True
                return None
        return self.cursor_strategy.fetchone(cast("CursorResult[Any]", self), self.cursor, hard_close)

    def _fetchmany_impl(self, size: int | None = None) -> Sequence[Any]:
        if self._is_soft_closed or self._metadata is _NO_ROWS_METADATA:
            self._check()
            if not isinstance(self.cursor_strategy, FullyBufferedCursorFetchStrategy):
                return []
        return self.cursor_strategy.fetchmany(cast("CursorResult[Any]", self), self.cursor, size)

    def _fetchall_impl(self) -> Sequence[Any]:
        if self._is_soft_closed or self._metadata is _NO_ROWS_METADATA:
            self._check()
            if not isinstance(self.cursor_strategy, FullyBufferedCursorFetchStrategy):
                return []
        return self.cursor_strategy.fetchall(cast("CursorResult[Any]", self), self.cursor)

    def _fetchiter_impl(self) -> Iterator[Any]:
        while (row := self._fetchone_impl()) is not None:
            yield row

    def yield_per(self, num: int) -> Self:
        self._yield_per = num
        self.cursor_strategy = self.cursor_strategy.yield_per(cast("CursorResult[Any]", self), self.cursor, num)
        return self

    def merge(self, *others: Result[Any]) -> MergedResult[Any]:
        """One result with the rows of this one, then those of the others; its rowcount is the sum."""
        merged = super().merge(*others)
        if all(isinstance(each, CursorResult) and each.context._has_rowcount for each in (self, *others)):
            merged.rowcount = sum(each.rowcount for each in (self, *others))  # type: ignore[attr-defined]
        return merged

    def splice_horizontally(self, other: CursorResult[Any]) -> IteratorResult[Any]:
        """A result whose rows are those of this one with those of the other one beside them."""
        mine, its = self._finished_rows(), other._finished_rows()
        metadata = SimpleResultMetaData([*self._metadata._keys, *other._metadata._keys])
        width = len(self._metadata._keys)
        for key, index in self._metadata._key_to_index.items():
            metadata._key_to_index.setdefault(key, index)
        for key, index in other._metadata._key_to_index.items():
            metadata._key_to_index.setdefault(key, index + width)
        return _Spliced(
            cast("CursorResult[Any]", self), metadata, [(*left, *right) for left, right in zip(mine, its, strict=True)]
        )

    def splice_vertically(self, other: CursorResult[Any]) -> IteratorResult[Any]:
        """A result with the rows of this one, then those of the other one."""
        return _Spliced(
            cast("CursorResult[Any]", self),
            self._metadata._for_freeze(),
            [*self._finished_rows(), *other._finished_rows()],
        )

    def _rewind(self, rows: Sequence[Any]) -> Self:
        """Start again with these finished rows."""
        self.cursor_strategy = FullyBufferedCursorFetchStrategy(None, initial_buffer=[tuple(row) for row in rows])
        self._metadata = self._metadata._for_freeze()
        self._is_hard_closed = False
        self._forget_decisions()
        return self

    # ---- what the statement did

    @property
    def returns_rows(self) -> bool:
        """Whether there are rows, be it none of them, to fetch."""
        return self._metadata.returns_rows

    @property
    def rowcount(self) -> int:
        """How many rows an UPDATE or DELETE matched, as the driver reports it; -1 if it does not."""
        try:
            return self.context.rowcount  # type: ignore[no-any-return]
        except BaseException as error:
            raise_wrapped: Callable[..., NoReturn] = self.connection._handle_dbapi_exception
            raise_wrapped(error, None, None, self.cursor, self.context)

    @property
    def lastrowid(self) -> Any:
        """The driver's `cursor.lastrowid` after an INSERT of one row."""
        try:
            return self.context.get_lastrowid()
        except BaseException as error:
            self.connection._handle_dbapi_exception(error, None, None, self.cursor, self.context)

    @property
    def is_insert(self) -> bool:
        """Whether the statement was an `insert()`."""
        return self.context.isinsert  # type: ignore[no-any-return]

    def _require(self, *kinds: str) -> None:
        context = self.context
        if context.compiled is None:
            raise exc.InvalidRequestError("Statement is not a compiled expression construct.")
        if not any(getattr(context, f"is{kind}") for kind in kinds):
            wanted = " or ".join(f"{kind}()" for kind in kinds)
            raise exc.InvalidRequestError(f"Statement is not an {wanted} expression construct.")

    @property
    def inserted_primary_key_rows(self) -> list[Any]:
        """The primary key of each inserted row. Raises InvalidRequestError if the statement is no `insert()`."""
        self._require("insert")
        if self.context._is_explicit_returning:
            raise exc.InvalidRequestError("Can't call inserted_primary_key when returning() is used.")
        return self.context.inserted_primary_key_rows  # type: ignore[no-any-return]

    @property
    def inserted_primary_key(self) -> Any:
        """The primary key of the inserted row, as a Row. Raises InvalidRequestError for several rows."""
        if self.context.executemany:
            raise exc.InvalidRequestError(
                "This statement was an executemany call; if primary key returning is supported, please use "
                ".inserted_primary_key_rows."
            )
        rows = self.inserted_primary_key_rows
        return rows[0] if rows else None

    def last_updated_params(self) -> Any:
        """The parameters of an UPDATE, defaults included: a dictionary, or a list of them."""
        self._require("update")
        if self.context.executemany:
            return self.context.compiled_parameters
        return self.context.compiled_parameters[0]

    def last_inserted_params(self) -> Any:
        """The parameters of an INSERT, defaults included: a dictionary, or a list of them."""
        self._require("insert")
        if self.context.executemany:
            return self.context.compiled_parameters
        return self.context.compiled_parameters[0]

    @property
    def returned_defaults_rows(self) -> Any:
        """The rows that `return_defaults()` brought, or None."""
        return self.context.returned_default_rows

    @property
    def returned_defaults(self) -> Any:
        """The row that `return_defaults()` brought, or None. Raises InvalidRequestError for several rows."""
        if self.context.executemany:
            raise exc.InvalidRequestError(
                "This statement was an executemany call; if return defaults is supported, please use "
                ".returned_defaults_rows."
            )
        rows = self.context.returned_default_rows
        return rows[0] if rows else None

    def lastrow_has_defaults(self) -> bool:
        """Whether the row has values made by the database that were not fetched."""
        return self.context.lastrow_has_defaults()  # type: ignore[no-any-return]

    def postfetch_cols(self) -> Any:
        """The columns whose values the database made and nobody has fetched."""
        self._require("insert", "update")
        return self.context.postfetch_cols

    def prefetch_cols(self) -> Any:
        """The columns whose defaults were computed before the execution."""
        self._require("insert", "update")
        return self.context.prefetch_cols

    def supports_sane_rowcount(self) -> bool:
        """Whether `rowcount` is the number of rows matched."""
        return bool(self.dialect.supports_sane_rowcount)

    def supports_sane_multi_rowcount(self) -> bool:
        """Whether `rowcount` is right after executemany."""
        return bool(self.dialect.supports_sane_multi_rowcount)


class _Spliced(IteratorResult[Any]):
    """Rows of two INSERT results, with what the first one knows about its execution."""

    def __init__(self, first: CursorResult[Any], metadata: ResultMetaData, rows: list[Any]):
        super().__init__(metadata, iter(rows))
        self.context = first.context
