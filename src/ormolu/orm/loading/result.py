"""Executing ORM statements: plan (or find the plan), execute, make objects, run the loads that follow, answer a Result.

Start at `execute_orm_steps`. A statement that was executed before costs its cache key, one look-up and the execution.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from ... import exc
from ...engine.cursor import CursorResult
from ...engine.metadata import SimpleResultMetaData
from ...engine.parameters import distill
from ...engine.plain import plain_rows
from ...engine.result import ChunkedIteratorResult, IteratorResult
from ...kernel.collector import collector_held_back
from ...kernel.instance import core_of
from ...kernel.related import without_value
from ...kernel.row import process_rows
from ...steps import call, drive
from ..query.entities import BundleEntity, RowEntity, configure_subject
from . import siblings
from .conversion import Conversion, conversion_of
from .follow_up import FollowUp
from .load_options import KEY, LoadOptions
from .plan import EntityPlan, LoadPlan
from .plan_cache import planned
from .result_keys import result_keys
from .rows import EntityLoader, RowContext, kernel_can, load_objects

_EMPTY: Mapping[str, Any] = {}
# execution options that concern loading alone
_OWN_OPTIONS = frozenset({KEY, "populate_existing", "autoflush", "identity_token"})


async def execute_orm_steps(
    session: Any, statement: Any, params: Any, options: Mapping[str, Any], bind_arguments: dict[str, Any]
) -> Any:
    """Execute a statement that was built from mapped entities; return its Result.

    options: the execution options of the call. bind_arguments: for choosing the connection.
    """
    if statement._is_lambda_element:
        statement = statement._resolved
    configure_subject(statement)
    if getattr(statement, "is_dml", False):
        if statement.is_from_statement:
            statement = _returning_entities(statement)
        return await _dml[0](session, statement, params, options, bind_arguments)
    own = statement._execution_options
    merged = {**own, **options} if own else options
    load = LoadOptions.from_execution_options(merged)
    connection = await _connection_steps(session, statement, load, bind_arguments)
    if not hasattr(statement, "_raw_columns"):  # a UNION and the like: plain rows
        return await connection._execute_steps(statement, params, merged)
    if load._yield_per:
        merged = {**merged, "max_row_buffer": load._yield_per, "stream_results": True}
    plan, cursor = await _executed_steps(connection, statement, load, params, merged)
    return await load_result_steps(session, plan, cursor, load, params, merged)


async def objects_steps(
    session: Any, statement: Any, params: Any, options: Mapping[str, Any], binds: dict[str, Any]
) -> list[Any]:
    """Execute a SELECT of one entity; return its objects as they are, one for each row, without a Result around them.

    options, binds: execution options and arguments for choosing the connection, as `execute_orm_steps` takes them.
    """
    own = statement._execution_options
    options = {**own, **options} if own else options
    load = LoadOptions.from_execution_options(options)
    connection = await _connection_steps(session, statement, load, binds)
    plan, cursor = await _executed_steps(connection, statement, load, params, options)
    return await _fetched_steps(session, plan, cursor, load, params, options)  # type: ignore[no-any-return]


async def _connection_steps(session: Any, statement: Any, load: LoadOptions, binds: dict[str, Any]) -> Any:
    """Flush what the statement might find, and return the connection that it goes to."""
    if load._autoflush:
        await session._autoflush()
    binds.setdefault("clause", statement)
    subject = statement._propagate_attrs.get("plugin_subject")
    if subject is not None:
        binds.setdefault("mapper", subject.mapper)
    return await session._connection_steps(binds)


async def _executed_steps(
    connection: Any, statement: Any, load: LoadOptions, params: Any, options: Mapping[str, Any]
) -> tuple[LoadPlan, Any]:
    """Plan the statement, or find its plan, and execute it; return the plan and the cursor's result."""
    plan, compiled, extracted = planned(statement, connection, load, options, params)
    if load._yield_per and plan.needs_buffer:
        raise exc.InvalidRequestError(
            "Can't use yield_per with eager loaders that require uniquing or row buffering, e.g. joinedload() against "
            "collections or subqueryload().  Consider the selectinload() strategy for better flexibility in loading "
            "objects."
        )
    if (
        not load._yield_per
        and not plan.late
        and options.keys() <= _OWN_OPTIONS
        and (params is None or params.__class__ is dict)
    ):
        rows = plain_rows(connection, compiled, extracted, params)
        if rows is not None:
            return plan, rows
    if connection._has_events or connection.engine._has_events:
        return await _with_events_steps(connection, statement, plan, load, params, options)
    return plan, await connection._execute_compiled_steps(compiled, extracted, params, options)


def _returning_entities(statement: Any) -> Any:
    """Return the INSERT, UPDATE or DELETE of a FromStatement, made to return its entities with its options."""
    dml = statement.element._clone()
    dml._returning = tuple(statement._raw_columns)
    dml._with_options += statement._with_options
    dml._execution_options = dml._execution_options.union(statement._execution_options)
    return dml


async def _with_events_steps(
    connection: Any, statement: Any, plan: LoadPlan, load: LoadOptions, params: Any, options: Mapping[str, Any]
) -> tuple[LoadPlan, Any]:
    """Execute with `before_execute` and `after_execute`; a listener may put another statement in place.

    Listeners see the ORM statement; where it does not say what is executed (some attributes of its objects), the SELECT itself.
    """
    whole = load._refresh is None and load._only is None
    seen = statement if whole else plan.core
    given, rows, multi, single = await connection._before_execute_steps(seen, distill(params), options)
    if given is not seen and whole and given._propagate_attrs.get("compile_state_plugin") == "orm":
        statement = given
    plan, compiled, extracted = planned(statement, connection, load, options, rows[0] if rows else None)
    if given is not seen and given is not statement:
        compiled, extracted, _ = connection._compile(given, rows, options)
    cursor = await connection._execute_compiled_steps(compiled, extracted, rows or None, options)
    await connection._after_execute_steps(given, multi, single, options, cursor)
    return plan, cursor


_dml: list[Callable[..., Any]] = []


def set_dml_executor(execute: Callable[..., Any]) -> None:
    """Install what executes ORM INSERT, UPDATE and DELETE."""
    _dml[:] = [execute]


async def load_result_steps(
    session: Any,
    plan: LoadPlan,
    cursor: Any,
    load: LoadOptions,
    params: Any = None,
    options: Mapping[str, Any] = _EMPTY,
) -> Any:
    """Return the Result of a cursor's rows: objects and values as the plan says."""
    if plan.late:
        plan = plan.for_cursor(cursor)  # type: ignore[attr-defined]  # late plans are FromStatementPlans
    metadata = result_keys(plan, cursor, bool(options.get("_sa_legacy_query")))
    if load._yield_per:
        return _streamed(session, plan, cursor, load, params, options, metadata)
    values = await _fetched_steps(session, plan, cursor, load, params, options)
    single = plan.single is not None
    if load._only_return_tuples:
        single = False
        values = [(value,) for value in values] if plan.single is not None else values
    rows_iter: Any = iter(values)
    if plan.roots and not options.get("prebuffer_rows"):
        rows_iter = chain.from_iterable(_while_valid(values, session, session._owner, plan))
    result: Any = IteratorResult(metadata, rows_iter, _source_supports_scalars=single)
    _finish(result, plan, load)
    return result


async def _fetched_steps(
    session: Any, plan: LoadPlan, cursor: Any, load: LoadOptions, params: Any, options: Mapping[str, Any]
) -> Any:
    """Return one value (or tuple of values) for each row of the cursor."""
    if isinstance(cursor, CursorResult) and cursor.context._is_server_side and cursor.dialect.is_async:
        fetched = await call(cursor._raw_rows)  # they are still to be fetched
    else:
        fetched = cursor._raw_rows()
    conversion = conversion_of(plan, cursor)
    rows = process_rows(fetched, conversion.now)
    with collector_held_back(len(rows) if plan.has_foreign else 0):
        return await _values_steps(session, plan, rows, load, params, options, conversion)


def _while_valid(values: Any, session: Any, owner: Any, plan: LoadPlan) -> Iterator[Any]:
    """Yield all values at once, when the first is asked for: by then the session may have let go of the objects."""
    _check_generation(session, owner, plan)
    yield values


def _check_generation(session: Any, owner: Any, plan: LoadPlan) -> None:
    if session._owner is not owner:
        name = next(iter(plan.roots.values())).mapper.class_.__name__
        raise exc.InvalidRequestError(
            f"Object {name} cannot be converted to 'persistent' state, as this identity map is no longer valid.  Has "
            "the owning Session been closed?",
            code="lkrp",
        )


def _finish(result: Any, plan: LoadPlan, load: LoadOptions) -> None:
    if load._yield_per and any(entity.is_mapped for entity in plan.entities):
        names = result._metadata
        result._metadata = SimpleResultMetaData(
            names._keys, _names=names._key_to_index, _create_unique_filters=_no_unique_portions
        )
    if plan.needs_unique:
        result._unique_state = (set(), _require_unique)
    if load._yield_per:
        result.yield_per(load._yield_per)


def _no_unique_portions(metadata: Any) -> Any:
    raise exc.InvalidRequestError("Can't use the ORM yield_per feature in conjunction with unique()")


def _require_unique(row: Any) -> Any:
    raise exc.InvalidRequestError(
        "The unique() method must be invoked on this Result, as it contains results that include joined eager loads "
        "against collections"
    )


async def _values_steps(
    session: Any,
    plan: LoadPlan,
    rows: Any,
    load: LoadOptions,
    params: Any,
    options: Mapping[str, Any],
    conversion: Conversion,
) -> Any:
    """Return one value (or tuple of values) per row, loads that follow included."""
    context = RowContext(session, load, plan.statement, conversion.later)
    values: Iterable[Any]
    if plan.single is not None:
        values, loaders = load_objects(plan.single, context, rows)
    else:
        values, loaders = _rows_of_several(plan, context, rows)
    _notify(loaders, context)
    await _follow_steps(session, plan, loaders, context, params, options)
    for loader in loaders:
        if loader.fresh:
            siblings.note(loader.home, len(loader.fresh))
        loader.release()
    return values


def _rows_of_several(plan: LoadPlan, context: RowContext, rows: Any) -> tuple[Iterable[Any], list[EntityLoader]]:
    if not plan.roots and _is_as_fetched(plan, rows):
        return rows, []
    loaders: list[EntityLoader] = []
    # one column of the result after the other: the kernel makes all objects of an entity in one loop
    columns = [_column(entity, plan, context, rows, loaders) for entity in plan.entities]
    for loader in loaders:
        loader.finish()
    return zip(*columns, strict=True), [each for loader in loaders for each in loader.loaders()]


def _is_as_fetched(plan: LoadPlan, rows: Any) -> bool:
    """Whether every row is already what the user gets: a tuple of exactly the columns that were asked for."""
    if not rows or rows[0].__class__ is not tuple or len(rows[0]) != len(plan.entities):
        return False
    return all(
        not isinstance(entity, BundleEntity) and entity.cells and entity.cells[0].index == place
        for place, entity in enumerate(plan.entities)
    )


def _column(
    entity: RowEntity, plan: LoadPlan, context: RowContext, rows: Any, loaders: list[EntityLoader]
) -> list[Any]:
    """Return one value of the result for every row."""
    root = plan.roots.get(id(entity))
    if root is not None and kernel_can(root, context):
        loader = EntityLoader(root, context)
        loaders.append(loader)
        return loader.load_all(rows, repeats=len(plan.roots) > 1)
    get = _getter(entity, plan, context, loaders)
    return [get(row) for row in rows]


def _getter(
    entity: RowEntity, plan: LoadPlan, context: RowContext, loaders: list[EntityLoader]
) -> Callable[[Any], Any]:
    """Return the function from a row to one value of the result."""
    root = plan.roots.get(id(entity))
    if root is not None:
        loader = EntityLoader(root, context)
        loaders.append(loader)
        return loader.load
    if isinstance(entity, BundleEntity):
        procs = [_getter(part, plan, context, loaders) for part in entity.parts]
        labels = [part.name for part in entity.parts]
        return entity.bundle.create_row_processor(None, procs, labels)  # type: ignore[no-any-return]  # the user's
    index = entity.cells[0].index
    return lambda row: row[index]


def _notify(loaders: list[EntityLoader], context: RowContext) -> None:
    """Tell `load`, `loaded_as_persistent` and `refresh` listeners."""
    became_persistent = context.session.dispatch.loaded_as_persistent
    for loader in loaders:
        load = loader.plan.mapper.class_manager.dispatch.load
        if loader.fresh and (load or became_persistent):
            for obj in loader.fresh:
                load(core_of(obj), context)
                became_persistent(context.session, obj)
        if loader.refreshed:
            for core, names in loader.refreshed:
                core.manager.dispatch.refresh(core, context, names)


async def _follow_steps(
    session: Any,
    plan: LoadPlan,
    loaders: list[EntityLoader],
    context: RowContext,
    params: Any,
    options: Mapping[str, Any],
) -> None:
    """Run the select-in, subquery and immediate loads for the objects that the rows brought."""
    if not plan.follows:
        return
    follow = FollowUp(session, params, options, context.populate_existing, context.token)
    # subclasses share the loads of what they inherit
    gathered: dict[int, tuple[Any, list[Any]]] = {}
    for loader in loaders:
        posts = loader.plan.post_loads
        if not posts:
            continue
        objects = list(loader.seen.values()) if loader.seen else list(loader.fresh)
        for post in posts:
            gathered.setdefault(id(post), (post, []))[1].extend(objects)
    for post, objects in gathered.values():
        await _run_post_steps(post, follow, objects)


async def _run_post_steps(post: Any, follow: FollowUp, objects: list[Any]) -> None:
    if post.slot >= 0 and not follow.populate_existing:
        objects = without_value(objects, post.key)
    if objects:
        await post.run_steps(follow, objects)


def _streamed(
    session: Any, plan: LoadPlan, cursor: Any, load: LoadOptions, params: Any, options: Mapping[str, Any], metadata: Any
) -> Any:
    """Return a Result that makes objects in portions of `yield_per` rows."""

    owner = session._owner
    conversion = conversion_of(plan, cursor)

    def chunks(size: int | None) -> Iterator[Sequence[Any]]:
        while True:
            if plan.roots:
                _check_generation(session, owner, plan)
            rows = cursor._fetchmany_impl(size or load._yield_per)
            if not rows:
                return
            processed = process_rows(rows, conversion.now)
            yield list(drive(_values_steps(session, plan, processed, load, params, options, conversion)))

    result: Any = ChunkedIteratorResult(
        metadata, chunks, source_supports_scalars=plan.single is not None, raw=cursor, dynamic_yield_per=True
    )
    _finish(result, plan, load)
    return result


__all__ = ["EntityPlan", "execute_orm_steps", "load_result_steps", "objects_steps"]
