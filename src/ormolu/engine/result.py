"""The Result family: rows of any source, with filters between the source and the caller.

A *source* hands out raw rows (`_fetchone_impl`, `_fetchmany_impl`, `_fetchall_impl`, `_fetchiter_impl`); the metadata
says which of their values are wanted and how they are finished; `unique()`, `scalars()`, `mappings()` and `columns()`
change what the caller gets. Start at `_Reading`, which turns raw rows into what is returned; `Result` and the
`FilterResult` classes are its faces, the sources are at the end.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, NoReturn, Self, TypeVar, TypeVarTuple, cast

from .. import exc
from ..kernel.row import make_rows, process_column, process_rows
from ..structures import memoized_property
from .metadata import ResultMetaData as ResultMetaData
from .metadata import SimpleResultMetaData as SimpleResultMetaData
from .metadata import result_tuple as result_tuple
from .metadata import tuple_getter
from .row import RMKeyView as RMKeyView
from .row import Row as Row
from .row import RowMapping as RowMapping

_R = TypeVar("_R")
_T = TypeVar("_T")
_Ts = TypeVarTuple("_Ts")
UniqueStrategy = Callable[[Any], Any] | None

_END: Any = object()
_CLOSED = "This result object is closed."


class _Reading(Generic[_R]):
    """Turns the raw rows of `_real_result` into rows, mappings or scalars, without duplicates if asked."""

    _metadata: ResultMetaData
    _scalar_index: int | None = None
    _row_class: type[Any] = Row
    _unique_state: tuple[set[Any], UniqueStrategy] | None = None
    _source_supports_scalars: bool = False
    _yield_per: int | None = None
    _real_result: Result[Any]
    _iterator: Iterator[_R] | None = None

    # ---- raw rows to values

    @memoized_property
    def _make(self) -> Callable[[Sequence[Any]], list[Any]]:
        """Raw rows to finished ones, without regard to uniqueness; decided once per result and filter."""
        metadata = self._metadata
        indexes, processors = metadata._raw_indexes, metadata._processors
        if self._scalar_index is not None:
            return self._scalar_maker(self._scalar_index, indexes, dict(processors))
        row_class, names = self._row_class, metadata._key_to_index
        log = self._real_result._row_log
        pick = None if indexes is None else tuple_getter(indexes)
        wrap = self._real_result._source_supports_scalars

        def make(raw: Sequence[Any]) -> list[Any]:
            if wrap:
                raw = [(value,) for value in raw]
            if pick is not None:
                raw = [pick(row) for row in raw]
            rows = make_rows(row_class, metadata, names, process_rows(raw, processors))
            if log is not None:
                for row in rows:
                    log(row)
            return rows

        return make

    def _scalar_maker(
        self, index: int, indexes: tuple[int, ...] | None, processors: dict[int, Any]
    ) -> Callable[[Sequence[Any]], list[Any]]:
        if self._real_result._source_supports_scalars:
            return list
        position = index if indexes is None else indexes[index]
        process = processors.get(index)
        log = self._real_result._row_log
        if log is not None:
            names = self._real_result._metadata._key_to_index

            def logged(raw: Sequence[Any]) -> list[Any]:
                for row in make_rows(Row, self._real_result._metadata, names, [tuple(row) for row in raw]):
                    log(row)
                return process_column(raw, position, process)

            return logged
        return lambda raw: process_column(raw, position, process)

    # ---- uniqueness

    @memoized_property
    def _unique_strategy(self) -> tuple[set[Any], UniqueStrategy]:
        assert self._unique_state is not None
        seen, strategy = self._unique_state
        if strategy is None:
            filters = (
                self._real_result._metadata.unique_filters()
                if self._metadata is None
                else (self._metadata.unique_filters())
            )
            if filters is not None:
                strategy = self._strategy_of(filters)
        return seen, strategy

    def _strategy_of(self, filters: Sequence[Any]) -> UniqueStrategy:
        if self._scalar_index is not None:
            chosen: UniqueStrategy = filters[self._scalar_index]
            return chosen

        def by_columns(row: Any) -> tuple[Any, ...]:
            values = row._data
            return tuple(value if each is None else each(value) for each, value in zip(filters, values, strict=True))

        return by_columns

    def _without_seen(self, rows: Iterable[Any]) -> list[Any]:
        seen, strategy = self._unique_strategy
        fresh = []
        for row in rows:
            key = row if strategy is None else strategy(row)
            if key not in seen:
                seen.add(key)
                fresh.append(row)
        return fresh

    # ---- what the public methods are made of

    def _all_rows(self) -> list[Any]:
        real = self._real_result
        rows = self._make(real._fetchall_impl())
        return self._without_seen(rows) if self._unique_state is not None else rows

    def _iterate(self) -> Iterator[Any]:
        make, unique = self._make, self._unique_state is not None
        for raw in self._real_result._fetchiter_impl():
            rows = make((raw,))
            if unique:
                rows = self._without_seen(rows)
                if not rows:
                    continue
            yield rows[0]

    def _one_row(self) -> Any:
        """The next row, or _END."""
        real = self._real_result
        while True:
            raw = real._fetchone_impl()
            if raw is None:
                return _END
            rows = self._make((raw,))
            if self._unique_state is not None:
                rows = self._without_seen(rows)
            if rows:
                return rows[0]

    def _many_rows(self, size: int | None) -> list[Any]:
        real = self._real_result
        if size is None:
            size = real._yield_per
        if self._unique_state is None:
            return self._make(real._fetchmany_impl(size))
        rows: list[Any] = []
        if size is None:
            raw = real._fetchmany_impl(None)
            size = len(raw)
            rows = self._without_seen(self._make(raw))
        while len(rows) < size:
            raw = real._fetchmany_impl(size - len(rows))
            if not raw:
                break
            rows.extend(self._without_seen(self._make(raw)))
        return rows

    def _partitioned(self, size: int | None) -> Iterator[Sequence[Any]]:
        while True:
            rows = self._many_rows(size)
            if not rows:
                return
            yield rows

    def _next_row(self) -> Any:
        row = self._one_row()
        if row is _END:
            raise StopIteration
        return row

    def _only_one(self, *, second_is_error: bool, none_is_error: bool, scalar: bool) -> Any:
        real = self._real_result
        try:
            raw = real._fetchone_impl(hard_close=True)
        except exc.ResourceClosedError:
            raise
        if raw is None:
            if none_is_error:
                raise exc.NoResultFound("No row was found when one was required")
            return None
        rows = self._make((raw,))
        if second_is_error and self._has_second(rows[0]):
            real._soft_close(hard=True)
            raise exc.MultipleResultsFound(
                "Multiple rows were found when exactly one was required"
                if none_is_error
                else "Multiple rows were found when one or none was required"
            )
        real._soft_close(hard=True)
        if scalar and self._scalar_index is None:
            return rows[0]._data[0]
        return rows[0]

    def _has_second(self, first: Any) -> bool:
        """Whether another row follows that is not the same one under `unique()`."""
        real = self._real_result
        if self._unique_state is None:
            return real._fetchone_impl(hard_close=True) is not None
        strategy = self._unique_strategy[1]
        key = first if strategy is None else strategy(first)
        while (raw := real._fetchone_impl(hard_close=True)) is not None:
            row = self._make((raw,))[0]
            if key != (row if strategy is None else strategy(row)):
                return True
        return False

    def _forget_decisions(self) -> None:
        for name in ("_make", "_unique_strategy"):
            self.__dict__.pop(name, None)

    def _set_unique(self, strategy: UniqueStrategy) -> None:
        self._unique_state = (set(), strategy)
        self._forget_decisions()

    def _select_columns(self, keys: Sequence[Any]) -> None:
        real = self._real_result
        if real._source_supports_scalars and len(keys) == 1:
            self._scalar_or_wrapped(keys)
            return
        self._metadata = self._metadata._reduce(keys)
        self._forget_decisions()

    def _scalar_or_wrapped(self, keys: Sequence[Any]) -> None:
        self._metadata._indexes_for_keys(keys)


class Result(_Reading[Row[*_Ts]], Generic[*_Ts]):
    """The rows of a statement. Iterating and fetching consume them; the result closes itself after the last one."""

    _row_log: Callable[[Any], None] | None = None
    _attributes: dict[Any, Any] = {}
    _is_cursor = False

    def __init__(self, cursor_metadata: ResultMetaData):
        self._metadata = cursor_metadata

    @property
    def _real_result(self) -> Result[Any]:  # type: ignore[override]  # views on a result store theirs
        # no attribute: a result that refers to itself keeps its rows until the garbage collector comes
        return self  # type: ignore[return-value]  # of any row

    # ---- the source: subclasses answer these

    def _fetchiter_impl(self) -> Iterator[Any]:
        raise NotImplementedError(type(self).__name__)

    def _fetchone_impl(self, hard_close: bool = False) -> Any:
        raise NotImplementedError(type(self).__name__)

    def _fetchall_impl(self) -> Sequence[Any]:
        raise NotImplementedError(type(self).__name__)

    def _fetchmany_impl(self, size: int | None = None) -> Sequence[Any]:
        raise NotImplementedError(type(self).__name__)

    def _soft_close(self, hard: bool = False) -> None:
        raise NotImplementedError(type(self).__name__)

    @property
    def _soft_closed(self) -> bool:
        raise NotImplementedError(type(self).__name__)

    @property
    def closed(self) -> bool:
        """Whether this result was closed and hands out nothing any more."""
        raise NotImplementedError(type(self).__name__)

    def _raw_row_iterator(self) -> Iterator[Any]:
        return self._fetchiter_impl()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, type_: Any, value: Any, traceback: Any) -> None:
        self.close()

    def close(self) -> None:
        """Close this result; reading it afterwards raises ResourceClosedError."""
        self._soft_close(hard=True)

    # ---- columns and filters

    def keys(self) -> RMKeyView:
        """The names of the columns, in order."""
        return self._metadata.key_view()

    def _getter(self, key: Any, raiseerr: bool = True) -> Callable[[Any], Any] | None:
        return self._metadata._getter(key, raiseerr)

    def _tuple_getter(self, keys: Sequence[Any]) -> Callable[[Any], Any]:
        return self._metadata._row_as_tuple_getter(keys)

    def yield_per(self, num: int) -> Self:
        """Fetch `num` rows at a time when iterating or partitioning; returns this result."""
        self._yield_per = num
        return self

    def unique(self, strategy: UniqueStrategy = None) -> Self:
        """Leave out rows that came before; `strategy(row)` may give what is compared. Returns this result."""
        self._set_unique(strategy)
        return self

    def columns(self, *col_expressions: Any) -> Self:
        """Limit the rows to these columns, given by name, index or column object; returns this result."""
        self._select_columns(col_expressions)
        return self

    def scalars(self, index: Any = 0) -> ScalarResult[Any]:
        """The values of one column in place of rows."""
        return ScalarResult(self, index)  # type: ignore[arg-type]  # of any row

    def mappings(self) -> MappingResult:
        """RowMapping objects in place of rows."""
        return MappingResult(cast("Result[Any]", self))

    def tuples(self) -> TupleResult[Any]:
        """This result, typed as plain tuples."""
        return self  # type: ignore[return-value]  # a typing view of the same rows

    @property
    def t(self) -> TupleResult[Any]:
        """Same as `tuples()`."""
        return self  # type: ignore[return-value]  # a typing view of the same rows

    # ---- reading

    def __iter__(self) -> Iterator[Row[*_Ts]]:
        return self._iterate()

    def __next__(self) -> Row[*_Ts]:
        return self._next_row()  # type: ignore[no-any-return]

    def partitions(self, size: int | None = None) -> Iterator[Sequence[Row[*_Ts]]]:
        """The rows in lists of `size`; without a size, of `yield_per` or of what the driver delivers at once."""
        return self._partitioned(size)

    def fetchall(self) -> Sequence[Row[*_Ts]]:
        """Same as `all()`."""
        return self._all_rows()

    def all(self) -> Sequence[Row[*_Ts]]:
        """All rows that are left, as a list."""
        return self._all_rows()

    def fetchone(self) -> Row[*_Ts] | None:
        """The next row, or None at the end."""
        row = self._one_row()
        return None if row is _END else row

    def fetchmany(self, size: int | None = None) -> Sequence[Row[*_Ts]]:
        """Up to `size` rows; an empty list at the end."""
        return self._many_rows(size)

    def first(self) -> Row[*_Ts] | None:
        """The first row or None; the result is closed."""
        return self._only_one(second_is_error=False, none_is_error=False, scalar=False)  # type: ignore[no-any-return]

    def one(self) -> Row[*_Ts]:
        """The only row. Raises NoResultFound or MultipleResultsFound; the result is closed."""
        return self._only_one(second_is_error=True, none_is_error=True, scalar=False)  # type: ignore[no-any-return]

    def one_or_none(self) -> Row[*_Ts] | None:
        """The only row, or None if there is none. Raises MultipleResultsFound; the result is closed."""
        return self._only_one(second_is_error=True, none_is_error=False, scalar=False)  # type: ignore[no-any-return]

    def scalar(self) -> Any:
        """The first column of the first row, or None; the result is closed."""
        return self._only_one(second_is_error=False, none_is_error=False, scalar=True)

    def scalar_one(self) -> Any:
        """The first column of the only row. Raises NoResultFound or MultipleResultsFound; the result is closed."""
        return self._only_one(second_is_error=True, none_is_error=True, scalar=True)

    def scalar_one_or_none(self) -> Any:
        """As `scalar_one()`, with None if there is no row."""
        return self._only_one(second_is_error=True, none_is_error=False, scalar=True)

    # ---- keeping and combining

    def freeze(self) -> FrozenResult:
        """All rows, kept: call what is returned as often as wanted to get them as a new Result."""
        return FrozenResult(cast("Result[Any]", self))

    def merge(self, *others: Result[Any]) -> MergedResult[Any]:
        """One result with the rows of this one, then those of the others."""
        return MergedResult(self._metadata, (cast("Result[Any]", self), *others))


class FilterResult(_Reading[_R]):
    """A view of a Result that returns something else than its rows. Closing it closes the Result."""

    def __init__(self, result: Result[Any]):
        self._real_result = result._real_result
        self._metadata = result._metadata
        self._unique_state = result._unique_state

    def __enter__(self) -> Self:
        return self

    def __exit__(self, type_: Any, value: Any, traceback: Any) -> None:
        self.close()

    @property
    def _soft_closed(self) -> bool:
        return self._real_result._soft_closed

    @property
    def _attributes(self) -> dict[Any, Any]:
        return self._real_result._attributes

    @property
    def closed(self) -> bool:
        """Whether the underlying result is closed."""
        return self._real_result.closed

    def close(self) -> None:
        """Close the underlying result."""
        self._real_result.close()

    def _soft_close(self, hard: bool = False) -> None:
        self._real_result._soft_close(hard=hard)

    def yield_per(self, num: int) -> Self:
        """Fetch `num` rows at a time when iterating or partitioning; returns this object."""
        self._real_result.yield_per(num)
        return self

    def unique(self, strategy: UniqueStrategy = None) -> Self:
        """Leave out what came before; `strategy(value)` may give what is compared. Returns this object."""
        self._set_unique(strategy)
        return self

    def __iter__(self) -> Iterator[_R]:
        return self._iterate()

    def __next__(self) -> _R:
        return self._next_row()  # type: ignore[no-any-return]

    def partitions(self, size: int | None = None) -> Iterator[Sequence[_R]]:
        """As `Result.partitions`."""
        return self._partitioned(size)

    def fetchall(self) -> Sequence[_R]:
        """Same as `all()`."""
        return self._all_rows()

    def all(self) -> Sequence[_R]:
        """All that is left, as a list."""
        return self._all_rows()

    def fetchmany(self, size: int | None = None) -> Sequence[_R]:
        """As `Result.fetchmany`."""
        return self._many_rows(size)

    def first(self) -> _R | None:
        """As `Result.first`."""
        return self._only_one(second_is_error=False, none_is_error=False, scalar=False)  # type: ignore[no-any-return]

    def one(self) -> _R:
        """As `Result.one`."""
        return self._only_one(second_is_error=True, none_is_error=True, scalar=False)  # type: ignore[no-any-return]

    def one_or_none(self) -> _R | None:
        """As `Result.one_or_none`."""
        return self._only_one(second_is_error=True, none_is_error=False, scalar=False)  # type: ignore[no-any-return]


class ScalarResult(FilterResult[_R]):
    """The values of one column."""

    def __init__(self, real_result: Result[Any], index: Any):
        super().__init__(real_result)
        if real_result._source_supports_scalars:
            self._scalar_index = 0
        else:
            self._metadata = real_result._metadata._reduce((index,))
            self._scalar_index = 0


class TupleResult(FilterResult[_R]):
    """A Result for type checkers that see its rows as plain tuples; never made at run time."""


class MappingResult(FilterResult[RowMapping]):
    """The rows as RowMapping objects."""

    _row_class = RowMapping

    def keys(self) -> RMKeyView:
        """The names of the columns, in order."""
        return self._metadata.key_view()

    def columns(self, *col_expressions: Any) -> Self:
        """Limit the mappings to these columns; returns this object."""
        self._select_columns(col_expressions)
        return self

    def fetchone(self) -> RowMapping | None:
        """The next mapping, or None at the end."""
        row = self._one_row()
        return None if row is _END else row


class FrozenResult:
    """The rows of a Result, kept; calling it gives them as a new Result each time."""

    def __init__(self, result: Result[Any]):
        self._attributes = result._attributes
        self._unique_state = result._unique_state
        self.metadata = result._metadata._for_freeze()
        self._source_supports_scalars = result._source_supports_scalars
        self.data: Sequence[Any]
        if self._source_supports_scalars:
            self.data = list(result._raw_row_iterator())
        else:
            self.data = result.fetchall()

    def rewrite_rows(self) -> Sequence[Sequence[Any]]:
        """The kept rows as plain tuples."""
        if self._source_supports_scalars:
            return [[each] for each in self.data]
        return [list(row) for row in self.data]

    def with_new_rows(self, tuple_data: Sequence[Any]) -> FrozenResult:
        """The same kind of result with other rows."""
        fresh = FrozenResult.__new__(FrozenResult)
        fresh.metadata = self.metadata
        fresh._attributes = self._attributes
        fresh._unique_state = self._unique_state
        fresh._source_supports_scalars = self._source_supports_scalars
        fresh.data = [row[0] for row in tuple_data] if self._source_supports_scalars else tuple_data
        return fresh

    def __call__(self) -> Result[Any]:
        data = self.data if self._source_supports_scalars else [tuple(row) for row in self.data]
        result: Result[Any] = IteratorResult(
            self.metadata, iter(data), _source_supports_scalars=self._source_supports_scalars
        )
        if self._unique_state is not None:
            result._unique_state = (set(), self._unique_state[1])
        result._attributes = self._attributes
        return result


class IteratorResult(Result[*_Ts]):
    """The rows of a Python iterator of tuples."""

    _hard_closed = False
    _is_soft_closed = False

    def __init__(
        self,
        cursor_metadata: ResultMetaData,
        iterator: Iterator[Any],
        raw: Result[Any] | None = None,
        _source_supports_scalars: bool = False,
    ):
        super().__init__(cursor_metadata)
        self.iterator = iterator
        self.raw = raw
        self._source_supports_scalars = _source_supports_scalars

    @property
    def closed(self) -> bool:
        """Whether this result was closed and hands out nothing any more."""
        return self._hard_closed

    @property
    def _soft_closed(self) -> bool:
        return self._is_soft_closed

    def _soft_close(self, hard: bool = False, **kw: Any) -> None:
        if hard:
            self._hard_closed = True
        if self.raw is not None:
            self.raw._soft_close(hard=hard, **kw)
        self.iterator = iter([])
        self._forget_decisions() if hard else None
        self._is_soft_closed = True

    def _refuse(self) -> NoReturn:
        raise exc.ResourceClosedError(_CLOSED)

    def _fetchiter_impl(self) -> Iterator[Any]:
        if self._hard_closed:
            self._refuse()
        yield from self.iterator
        self._soft_close()

    def _fetchone_impl(self, hard_close: bool = False) -> Any:
        if self._hard_closed:
            self._refuse()
        row = next(self.iterator, _END)
        if row is _END:
            self._soft_close(hard=hard_close)
            return None
        return row

    def _fetchall_impl(self) -> Sequence[Any]:
        if self._hard_closed:
            self._refuse()
        try:
            return list(self.iterator)
        finally:
            self._soft_close()

    def _fetchmany_impl(self, size: int | None = None) -> Sequence[Any]:
        if self._hard_closed:
            self._refuse()
        if size is None:
            return self._fetchall_impl()
        rows = []
        for row in self.iterator:
            rows.append(row)
            if len(rows) >= size:
                break
        return rows


def null_result() -> IteratorResult[Any]:
    """A result without columns and rows."""
    return IteratorResult(SimpleResultMetaData([]), iter([]))


class ChunkedIteratorResult(IteratorResult[*_Ts]):
    """The rows of a function that is given a size and yields lists of tuples."""

    def __init__(
        self,
        cursor_metadata: ResultMetaData,
        chunks: Callable[[int | None], Iterator[Sequence[Any]]],
        source_supports_scalars: bool = False,
        raw: Result[Any] | None = None,
        dynamic_yield_per: bool = False,
    ):
        self.chunks = chunks
        self._ahead: deque[Any] = deque()  # what has been read of a chunk and not yet asked for
        self.dynamic_yield_per = dynamic_yield_per
        super().__init__(cursor_metadata, self._flat(None), raw, source_supports_scalars)

    def _flat(self, size: int | None) -> Iterator[Any]:
        ahead = self._ahead
        while ahead:
            yield ahead.popleft()
        for chunk in self.chunks(size):
            ahead.extend(chunk)
            while ahead:
                yield ahead.popleft()

    def yield_per(self, num: int) -> Self:
        self._yield_per = num
        self.iterator = self._flat(num)
        return self

    def _soft_close(self, hard: bool = False, **kw: Any) -> None:
        super()._soft_close(hard=hard, **kw)
        self.chunks = lambda size: iter([])
        self._ahead.clear()

    def _fetchmany_impl(self, size: int | None = None) -> Sequence[Any]:
        if self.dynamic_yield_per and not self._hard_closed:
            self.iterator = self._flat(size)
        return super()._fetchmany_impl(size=size)


class MergedResult(IteratorResult[*_Ts]):
    """The rows of several results, one after the other. Closing it closes them."""

    def __init__(self, cursor_metadata: ResultMetaData, results: Sequence[Result[Any]]):
        self._results = results
        super().__init__(
            cursor_metadata._for_freeze() if not results[0]._source_supports_scalars else cursor_metadata,
            self._all_of_them(results),
        )
        first = results[0]
        self._source_supports_scalars = first._source_supports_scalars
        self._unique_state = first._unique_state
        self._yield_per = first._yield_per
        self._attributes = {}
        for result in results:
            self._attributes.update(result._attributes)

    @staticmethod
    def _all_of_them(results: Sequence[Result[Any]]) -> Iterator[Any]:
        for result in results:
            if result._source_supports_scalars:
                yield from result._raw_row_iterator()
            else:
                make = result._make
                for raw in result._raw_row_iterator():
                    yield make((raw,))[0]._data

    def _soft_close(self, hard: bool = False, **kw: Any) -> None:
        for result in self._results:
            result._soft_close(hard=hard, **kw)
        if hard:
            self._hard_closed = True
        self.iterator = iter([])
        self._is_soft_closed = True
