"""Running statements: Session.execute, and the state that `do_orm_execute` listeners see.

A statement that was built from mapped entities goes to `orm.loading.execute_orm_steps`; any other goes straight to the
Connection. Before either, `do_orm_execute` listeners may change the statement, answer in its place, or look on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ... import exc
from ...engine import Result, ScalarResult
from ...event import fired_hook
from ...inspection import inspect
from ...sql import coercions, roles
from ...steps import drive
from ...structures import immutabledict
from ..loading import LoadOptions, UpdateDeleteOptions, execute_orm_steps, objects_steps
from ..query import FromStatement
from .binds import mapper_in
from .contract import SessionContract

_EMPTY: immutabledict[str, Any] = immutabledict()
_NO_ARGUMENTS: dict[str, Any] = {}


class ORMExecuteState:
    """One execution of a session, as `do_orm_execute` listeners see it.

    statement, parameters, execution_options (merged), local_execution_options (those of this call), bind_arguments.
    A listener may assign `statement` and `parameters`, call `update_execution_options`, or return the Result of
    `invoke_statement` (or any other) to answer in place of the execution.
    Rule: SQLAlchemy documentation, "ORMExecuteState".
    """

    def __init__(
        self,
        session: SessionContract,
        statement: Any,
        parameters: Any,
        execution_options: Mapping[str, Any],
        bind_arguments: dict[str, Any],
        listeners: list[Callable[[ORMExecuteState], Any]],
    ) -> None:
        self.session = session
        self.statement = statement
        self.parameters = parameters
        self.local_execution_options = immutabledict(execution_options)
        self.execution_options = immutabledict({**statement._execution_options, **execution_options})
        self.bind_arguments = bind_arguments
        self._remaining = listeners

    def __repr__(self) -> str:
        return f"<ORMExecuteState {type(self.statement).__name__}>"

    # -- what kind of statement ---------------------------------------------------------------------------------

    @property
    def is_orm_statement(self) -> bool:
        """Whether the statement was built from mapped entities."""
        return is_orm_statement(self.statement)

    @property
    def is_select(self) -> bool:
        """Whether it is a SELECT."""
        return bool(getattr(self.statement, "is_select", False))

    @property
    def is_from_statement(self) -> bool:
        """Whether it is `select(...).from_statement(...)`."""
        return isinstance(self.statement, FromStatement)

    @property
    def is_insert(self) -> bool:
        """Whether it is an INSERT."""
        return bool(getattr(self.statement, "is_dml", False) and self.statement.is_insert)

    @property
    def is_update(self) -> bool:
        """Whether it is an UPDATE."""
        return bool(getattr(self.statement, "is_dml", False) and self.statement.is_update)

    @property
    def is_delete(self) -> bool:
        """Whether it is a DELETE."""
        return bool(getattr(self.statement, "is_dml", False) and self.statement.is_delete)

    @property
    def is_executemany(self) -> bool:
        """Whether the parameters are a list of more than one set."""
        return isinstance(self.parameters, list)

    @property
    def is_column_load(self) -> bool:
        """Whether deferred or expired columns of an object are being loaded."""
        return bool(self.load_options._for_refresh_state) if self._loads() else False

    @property
    def is_relationship_load(self) -> bool:
        """Whether objects are being loaded for a relationship."""
        path = self.loader_strategy_path if self.is_select else None
        return path is not None and len(path) > 1

    @property
    def lazy_loaded_from(self) -> Any:
        """The InstanceState whose lazy load this is, or None. Raises InvalidRequestError when this is no SELECT."""
        return self.load_options._lazy_loaded_from

    @property
    def loader_strategy_path(self) -> Any:
        """The path of attributes that led to this load, or None at the top."""
        path = self.load_options._current_path
        return path if path else None

    @property
    def load_options(self) -> LoadOptions:
        """The loading options of the execution. Raises InvalidRequestError when this is no SELECT."""
        if not self.is_select:
            raise exc.InvalidRequestError(
                "This ORM execution is not against a SELECT statement so there are no load options."
            )
        found = self.execution_options.get("_sa_orm_load_options")
        return found if found is not None else LoadOptions.from_execution_options(self.execution_options)

    @property
    def update_delete_options(self) -> UpdateDeleteOptions:
        """The UPDATE/DELETE options of the execution. Raises InvalidRequestError when this is neither."""
        if not (self.is_update or self.is_delete):
            raise exc.InvalidRequestError(
                "This ORM execution is not against an UPDATE or DELETE statement so there are no update options."
            )
        return UpdateDeleteOptions.from_execution_options(self.execution_options)

    def _loads(self) -> bool:
        return self.is_select and self.is_orm_statement

    @property
    def bind_mapper(self) -> Any:
        """The mapper by which the database is chosen, or None."""
        mapper = self.bind_arguments.get("mapper")
        return mapper if mapper is not None else mapper_in(self.statement)

    @property
    def all_mappers(self) -> Sequence[Any]:
        """The mappers of the entities that the statement is about, each once."""
        statement = self.statement
        if not self.is_orm_statement:
            return []
        if self.is_select or self.is_from_statement:
            found: dict[Any, None] = {}
            for description in statement.column_descriptions:
                entity = description.get("entity")
                if entity is not None:
                    found[inspect(entity).mapper] = None
            return list(found)
        mapper = mapper_in(statement)
        return [mapper] if mapper is not None else []

    @property
    def user_defined_options(self) -> Sequence[Any]:
        """The UserDefinedOption objects given to the statement."""
        return [each for each in self.statement._with_options if getattr(each, "_is_user_defined", False)]

    # -- what a listener may do ---------------------------------------------------------------------------------

    def update_execution_options(self, **opts: Any) -> None:
        """Change execution options for this execution; `local_execution_options` shows them."""
        self.local_execution_options = self.local_execution_options.union(opts)

    def invoke_statement(
        self,
        statement: Any = None,
        params: Any = None,
        execution_options: Mapping[str, Any] | None = None,
        bind_arguments: Mapping[str, Any] | None = None,
    ) -> Result[Any]:
        """Execute now, with the listeners that come after this one, and return the Result.

        statement, params, execution_options, bind_arguments: in place of, or merged into, what the state has.
        """
        return drive(self._invoke_steps(statement, params, execution_options, bind_arguments))

    async def _invoke_steps(
        self, statement: Any, params: Any, execution_options: Mapping[str, Any] | None, bind_arguments: Any
    ) -> Result[Any]:
        if statement is None:
            statement = self.statement
        if self.is_executemany:
            if params and len(params) != len(self.parameters):
                raise exc.InvalidRequestError(
                    "Can't apply executemany parameters to statement; number of parameter sets passed to "
                    f"Session.execute() ({len(self.parameters)}) does not match number of parameter sets given to "
                    f"ORMExecuteState.invoke_statement() ({len(params)})"
                )
            merged: Any = [
                {**old, **new} for old, new in zip(self.parameters, params or [{}] * len(self.parameters), strict=True)
            ]
        else:
            merged = {**(self.parameters or {}), **(params or {})}
        result: Result[Any] = await self.session._execute_steps(
            statement,
            merged or None,
            execution_options=self.local_execution_options.union(execution_options or {}),
            bind_arguments={**self.bind_arguments, **(bind_arguments or {})},
            _listeners=self._remaining,
        )
        return result


class Execution:
    """The part of a Session that runs statements."""

    dispatch: Any
    execution_options: immutabledict[str, Any]

    def _merged_options(
        self, given: Mapping[str, Any] | None, of_statement: Mapping[str, Any] = _EMPTY
    ) -> Mapping[str, Any]:
        """Session-level options below those of the call; where the statement has one, the session's does not count."""
        mine = self.execution_options
        if not mine:
            return given or _EMPTY
        if of_statement:
            mine = immutabledict({key: value for key, value in mine.items() if key not in of_statement})
        return mine.union(given) if given else mine

    async def _execute_steps(
        self: Any,
        statement: Any,
        params: Any = None,
        *,
        execution_options: Mapping[str, Any] = _EMPTY,
        bind_arguments: Mapping[str, Any] | None = None,
        _listeners: Iterable[Callable[[ORMExecuteState], Any]] | None = None,
        _add_event: Any = None,
        _scalar: bool = False,
    ) -> Any:
        self._check_block()
        if getattr(statement, "_is_query", False):
            raise exc.ObjectNotExecutableError(statement)
        if not isinstance(statement, roles.StatementRole):
            statement = coercions.expect(roles.StatementRole, statement)
        options = execution_options
        if _listeners is None:
            options = self._merged_options(execution_options, statement._execution_options)
        arguments = dict(bind_arguments) if bind_arguments else {}
        listeners: Any = fired_hook(self, "do_orm_execute") if _listeners is None else _listeners
        if listeners or _add_event is not None:
            pending = list(listeners) + ([_add_event] if _add_event is not None else [])
            while pending:
                listener = pending.pop(0)
                state = ORMExecuteState(self, statement, params, options, arguments, list(pending))
                answer = listener(state)
                if answer is not None:
                    return answer
                statement, params, options = state.statement, state.parameters, state.local_execution_options
        if is_orm_statement(statement):
            return await execute_orm_steps(self, statement, params, options, arguments)
        if options.get("autoflush", True):
            await self._autoflush()
        arguments.setdefault("clause", statement)
        connection = await self._connection_steps(arguments)
        execute = connection._scalar_steps if _scalar else connection._execute_steps
        return await execute(statement, params, options)

    async def _objects_steps(
        self: Any,
        statement: Any,
        params: Any,
        options: Mapping[str, Any] | None,
        bind_arguments: Mapping[str, Any] | None,
    ) -> list[Any]:
        """The objects that a SELECT of one entity finds; for loads of the ORM's own, whose result nobody sees."""
        options = self._merged_options(options, statement._execution_options)
        if fired_hook(self, "do_orm_execute") or (options and options.get("yield_per")):
            result = await self._execute_steps(
                statement, params, execution_options=options, bind_arguments=bind_arguments
            )
            return result.unique().scalars().all()  # type: ignore[no-any-return]
        self._check_block()
        return await objects_steps(self, statement, params, options, dict(bind_arguments) if bind_arguments else {})

    def execute(
        self: Any,
        statement: Any,
        params: Any = None,
        *,
        execution_options: Mapping[str, Any] = _EMPTY,
        bind_arguments: Mapping[str, Any] | None = None,
        _parent_execute_state: Any = None,
        _add_event: Any = None,
    ) -> Result[Any]:
        """Run a statement in this session's transaction; return its Result.

        params: a dict, or a list of dicts to run it many times. execution_options: for this call.
        bind_arguments: `get_bind`'s arguments, to choose the database.
        """
        return drive(
            self._execute_steps(
                statement,
                params,
                execution_options=execution_options,
                bind_arguments=bind_arguments,
                _add_event=_add_event,
            )
        )

    async def _scalar_steps(self: Any, statement: Any, params: Any = None, **kw: Any) -> Any:
        if getattr(statement, "_is_default_generator", False):
            return await self._execute_steps(statement, params, _scalar=True, **kw)
        return (await self._execute_steps(statement, params, **kw)).scalar()

    def scalar(
        self: Any,
        statement: Any,
        params: Any = None,
        *,
        execution_options: Mapping[str, Any] = _EMPTY,
        bind_arguments: Mapping[str, Any] | None = None,
        **kw: Any,
    ) -> Any:
        """The first column of the first row, or None."""
        return drive(
            self._scalar_steps(statement, params, execution_options=execution_options, bind_arguments=bind_arguments)
        )

    async def _scalars_steps(self: Any, statement: Any, params: Any = None, **kw: Any) -> ScalarResult[Any]:
        return (await self._execute_steps(statement, params, **kw)).scalars()  # type: ignore[no-any-return]

    def scalars(
        self: Any,
        statement: Any,
        params: Any = None,
        *,
        execution_options: Mapping[str, Any] = _EMPTY,
        bind_arguments: Mapping[str, Any] | None = None,
        **kw: Any,
    ) -> ScalarResult[Any]:
        """The first column of each row."""
        return drive(
            self._scalars_steps(statement, params, execution_options=execution_options, bind_arguments=bind_arguments)
        )


def is_orm_statement(statement: Any) -> bool:
    """Whether a statement was built from mapped entities."""
    return bool(statement._propagate_attrs.get("compile_state_plugin") == "orm")
