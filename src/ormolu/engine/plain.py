"""Plain SELECTs: the rows of a compiled statement without an execution context around it.

The object mapper executes most of its statements only for their rows. Where nobody can see an execution - no listener, no
log line, no execution option, no dialect with a context or cursor of its own - it is the driver's call and nothing else;
everywhere else the answer is None, and the caller takes the long way through `Connection._execute_compiled_steps`.

Start at `plain_rows`; `PlainSelect` is what is decided once per compiled statement.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn

from .context import DefaultExecutionContext
from .default import DefaultDialect
from .interfaces import BindTyping

_CONTEXT_METHODS = (
    "create_cursor",
    "create_default_cursor",
    "pre_exec",
    "post_exec",
    "handle_dbapi_exception",
    "_setup_result_proxy",
)


class PlainSelect:
    """One compiled SELECT: where the driver's parameters come from, and what is known of its columns."""

    __slots__ = ("text", "metadata", "_places", "_shape")

    def __init__(self, compiled: Any, dialect: Any) -> None:
        self.text: str = compiled.string
        self.metadata = compiled._cached_metadata
        processors = compiled._bind_processors
        sources = {source.name: source for source in compiled._sources or compiled._find_sources()}
        names = compiled.positiontup if compiled.positional else list(sources)
        self._places = [
            (source.key, name, source.extracted_at, source.bind, processors.get(name))
            for name in names
            for source in (sources[name],)
        ]
        shown = [sources[name].shown for name in names]
        self._shape: Callable[[list[Any]], Any]
        if compiled.positional:
            self._shape = dialect.execute_sequence_format
        else:
            self._shape = lambda values: dict(zip(shown, values, strict=True))

    def parameters(self, extracted: Sequence[Any] | None, params: Mapping[str, Any] | None) -> Any:
        """The parameters as the driver takes them. Raises KeyError where a required value is missing."""
        values = []
        for key, name, at, bind, process in self._places:
            if params is not None and key in params:
                value = params[key]
            elif params is not None and name in params:
                value = params[name]
            elif bind.required:
                raise KeyError(key)
            else:
                value = (bind if at is None or extracted is None else extracted[at]).effective_value
            values.append(value if process is None else process(value))
        return self._shape(values)


class PlainRows:
    """The fetched rows of a plain SELECT, as loaders take those of a cursor."""

    __slots__ = ("_rows", "_metadata")

    def __init__(self, rows: Sequence[Any], metadata: Any) -> None:
        self._rows = rows
        self._metadata = metadata

    def keys(self) -> Any:
        return self._metadata.key_view()

    def _raw_rows(self) -> Sequence[Any]:
        return self._rows

    @property
    def _result_processors(self) -> Any:
        return self._metadata._processors

    @property
    def _late_processors(self) -> frozenset[int]:
        return self._metadata._late  # type: ignore[no-any-return]  # of a CursorResultMetaData


def plain_rows(connection: Any, compiled: Any, extracted: Any, params: Mapping[str, Any] | None) -> PlainRows | None:
    """Execute a compiled SELECT in the transaction that is in progress; None where that needs the long way."""
    plain = compiled.__dict__.get("_plain")
    if plain is None:
        plain = _decide(compiled, connection.dialect)
    proxy, transaction, dialect = connection._dbapi_connection, connection._transaction, connection.dialect
    if (
        not plain
        or transaction is None
        or not transaction._is_active
        or connection._nested_transaction is not None
        or connection._block is not None
        or proxy is None
        or proxy.dbapi_connection is None
        or connection._echo
        or connection._execution_options
        or connection._has_events
        or connection.engine._has_events
        or dialect._has_events
    ):
        return None
    try:
        values = plain.parameters(extracted, params)
    except Exception:
        return None  # the long way fails as well, and says where
    cursor = None
    executed = False
    try:
        cursor = proxy.cursor()
        dialect.do_execute(cursor, plain.text, values, None)
        executed = True
        rows = cursor.fetchall()
        cursor.close()
    except BaseException as error:
        _failed(connection, error, compiled, cursor, None if executed else plain.text, None if executed else values)
    return PlainRows(rows, plain.metadata)


def _decide(compiled: Any, dialect: Any) -> Any:
    """The PlainSelect of a statement, False if it has none, None as long as it was never executed."""
    if not fetches_plainly(dialect) or not _is_plain(compiled):
        found: Any = False
    elif compiled._cached_metadata is None:
        return None
    else:
        found = PlainSelect(compiled, dialect)
    compiled.__dict__["_plain"] = found
    return found


def _is_plain(compiled: Any) -> bool:
    return not (
        compiled.isinsert
        or compiled.isupdate
        or compiled.isdelete
        or compiled.isplaintext
        or compiled._ad_hoc_textual
        or compiled._has_postcompile
        or compiled.schema_translate_map
        or compiled.has_out_parameters
        or compiled.insert_prefetch
        or compiled.update_prefetch
    )


def fetches_plainly(dialect: Any) -> bool:
    """Whether a dialect leaves the execution of a SELECT to the driver; found once per dialect."""
    found: bool | None = dialect.__dict__.get("_fetches_plainly")
    if found is None:
        context = dialect.execution_ctx_cls
        found = dialect._fetches_plainly = (
            not dialect.is_async
            and not dialect.server_side_cursors
            and dialect.bind_typing is not BindTyping.SETINPUTSIZES
            and type(dialect).do_execute is DefaultDialect.do_execute
            and all(getattr(context, name) == getattr(DefaultExecutionContext, name) for name in _CONTEXT_METHODS)
            and context._init_compiled.__func__ is DefaultExecutionContext._init_compiled.__func__  # type: ignore[attr-defined]
        )
    return found


def _failed(connection: Any, error: BaseException, compiled: Any, cursor: Any, text: Any, values: Any) -> NoReturn:
    """Raise what stands for an error of the driver. Errors are rare enough to have a context."""
    dialect = connection.dialect
    context = dialect.execution_ctx_cls._new(
        dialect, connection, connection._dbapi_connection, connection._execution_options
    )
    context.compiled, context.cursor, context.statement, context.parameters = compiled, cursor, text or "", [values]
    raise_wrapped: Callable[..., NoReturn] = connection._handle_dbapi_exception
    raise_wrapped(error, text, values, cursor, context)
