"""Results of `stream()`: rows are awaited in parts, and filtered as in a blocking Result."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any, Generic, Self, TypeVar

from ...engine.cursor import CursorResult, _BufferedRows
from ...engine.result import _END, ChunkedIteratorResult, FrozenResult, MergedResult, Result
from ...engine.row import Row, RowMapping
from ...steps import run_sync
from .exc import AsyncMethodRequired

_T = TypeVar("_T")


class _Streaming(Generic[_T]):
    """Reads from a blocking view after having awaited the rows that it will need."""

    _view: Any
    _real_result: Any

    async def _have(self, rows: int | None) -> None:
        """See to it that this many rows (None: all) can be read without waiting."""
        real = self._real_result
        strategy = getattr(real, "cursor_strategy", None)
        if isinstance(strategy, _BufferedRows) and not real._soft_closed:
            await strategy.fill_steps(real, real.cursor, rows)

    async def _read(self, rows: int | None, method: Callable[..., Any], *args: Any) -> Any:
        """Call a reading method when what it needs of `rows` is there."""
        if self._loads_objects():
            if rows is not None and len(self._real_result._ahead) >= rows and not self._is_unique():
                return method(*args)
            return await run_sync(method, *args)
        await self._have(None if self._is_unique() else rows)
        return method(*args)

    def _loads_objects(self) -> bool:
        """Whether reading may load more than rows: eager relationships of a portion of objects."""
        real = self._real_result
        return isinstance(real, ChunkedIteratorResult) and bool(real.__dict__.get("raw"))

    def _is_unique(self) -> bool:
        return self._view._unique_state is not None

    async def _next_rows(self, size: int) -> list[Any]:
        """Up to `size` rows, under `unique()` as well: nobody knows how many rows have to be read for one of these."""
        view, real = self._view, self._real_result
        if self._loads_objects():
            return await self._read(size, view._many_rows, size)  # type: ignore[no-any-return]
        found: list[Any] = []
        while len(found) < size:
            await self._have(size - len(found))
            raw = real._fetchmany_impl(size - len(found))
            if not raw:
                break
            rows = view._make(raw)
            found.extend(view._without_seen(rows) if self._is_unique() else rows)
        return found

    @property
    def closed(self) -> bool:
        """Whether the result was closed."""
        return self._view.closed  # type: ignore[no-any-return]

    async def close(self) -> None:
        """Close the result and its cursor."""
        self._real_result.close()

    def yield_per(self, num: int) -> Self:
        """Fetch `num` rows at a time; returns this object."""
        self._view.yield_per(num)
        return self

    def unique(self, strategy: Any = None) -> Self:
        """Leave out what came before; returns this object."""
        self._view.unique(strategy)
        return self

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> _T:
        row = await self._next()
        if row is _END:
            raise StopAsyncIteration
        return row  # type: ignore[no-any-return]

    async def _next(self) -> Any:
        """The next row, or _END."""
        if self._is_unique() and not self._loads_objects():
            rows = await self._next_rows(1)
            return rows[0] if rows else _END
        return await self._read(1, self._view._one_row)

    async def fetchmany(self, size: int | None = None) -> Sequence[_T]:
        """Up to `size` rows; an empty list at the end."""
        return await self._next_rows(size if size is not None else (self._real_result._yield_per or 1))

    async def partitions(self, size: int | None = None) -> AsyncIterator[Sequence[_T]]:
        """The rows in lists of `size`."""
        while True:
            rows = await self.fetchmany(size)
            if not rows:
                return
            yield rows

    async def all(self) -> Sequence[_T]:
        """All rows that are left."""
        return await self._read(None, self._view.all)  # type: ignore[no-any-return]

    async def fetchall(self) -> Sequence[_T]:
        """Same as `all()`."""
        return await self.all()

    async def first(self) -> _T | None:
        """The first row or None; the result is closed."""
        return await self._read(1, self._view.first)  # type: ignore[no-any-return]

    async def one(self) -> _T:
        """The only row. Raises NoResultFound or MultipleResultsFound."""
        return await self._read(2, self._view.one)  # type: ignore[no-any-return]

    async def one_or_none(self) -> _T | None:
        """The only row, or None. Raises MultipleResultsFound."""
        return await self._read(2, self._view.one_or_none)  # type: ignore[no-any-return]


class AsyncResult(_Streaming[Row[Any]]):
    """The rows of a statement, awaited."""

    def __init__(self, real_result: Result[Any]):
        self._view = self._real_result = real_result

    def keys(self) -> Any:
        """The names of the columns."""
        return self._view.keys()

    def columns(self, *col_expressions: Any) -> Self:
        """Limit the rows to these columns; returns this object."""
        self._view.columns(*col_expressions)
        return self

    @property
    def t(self) -> AsyncTupleResult:
        """This result, typed as plain tuples."""
        return self  # type: ignore[return-value]

    def tuples(self) -> AsyncTupleResult:
        """This result, typed as plain tuples."""
        return self  # type: ignore[return-value]

    async def fetchone(self) -> Row[Any] | None:
        """The next row, or None at the end."""
        row = await self._next()
        return None if row is _END else row

    async def scalar(self) -> Any:
        """The first column of the first row, or None."""
        return await self._read(1, self._view.scalar)

    async def scalar_one(self) -> Any:
        """The first column of the only row."""
        return await self._read(2, self._view.scalar_one)

    async def scalar_one_or_none(self) -> Any:
        """The first column of the only row, or None."""
        return await self._read(2, self._view.scalar_one_or_none)

    async def freeze(self) -> FrozenResult:
        """All rows, kept."""
        return await self._read(None, self._view.freeze)  # type: ignore[no-any-return]

    def merge(self, *others: AsyncResult) -> MergedResult[Any]:
        """One result with the rows of this one, then those of the others."""
        return self._real_result.merge(*(each._real_result for each in others))  # type: ignore[no-any-return]

    def scalars(self, index: Any = 0) -> AsyncScalarResult[Any]:
        """The values of one column."""
        return AsyncScalarResult(self._real_result, index)

    def mappings(self) -> AsyncMappingResult:
        """RowMapping objects in place of rows."""
        return AsyncMappingResult(self._real_result)


class AsyncScalarResult(_Streaming[_T]):
    """The values of one column, awaited."""

    def __init__(self, real_result: Result[Any], index: Any):
        self._real_result = real_result
        self._view = real_result.scalars(index)


class AsyncMappingResult(_Streaming[RowMapping]):
    """Rows as mappings, awaited."""

    def __init__(self, real_result: Result[Any]):
        self._real_result = real_result
        self._view = real_result.mappings()

    def keys(self) -> Any:
        """The names of the columns."""
        return self._view.keys()

    def columns(self, *col_expressions: Any) -> Self:
        """Limit the mappings to these columns; returns this object."""
        self._view.columns(*col_expressions)
        return self

    async def fetchone(self) -> RowMapping | None:
        """The next mapping, or None at the end."""
        row = await self._next()
        return None if row is _END else row


class AsyncTupleResult(AsyncResult):
    """An AsyncResult for type checkers that see its rows as plain tuples; never made at run time."""


async def _ensure_sync_result(result: Any, calling_method: Any) -> Any:
    """`result`, unless it streams: then it cannot be read without awaiting."""
    real = getattr(result, "_real_result", result)
    if isinstance(real, CursorResult) and real.context._is_server_side:
        real.close()
        raise AsyncMethodRequired(
            f"Can't use the {type(calling_method.__self__).__name__}.{calling_method.__name__}() method with a "
            f"server-side cursor. Use the {type(calling_method.__self__).__name__}.stream() method for an async "
            "streaming result set."
        )
    return result
