"""Keeping the session's objects in step with an UPDATE or DELETE that has criteria (`synchronize_session`).

"evaluate" tries the criteria on the objects in Python, before the statement; "fetch" asks the database for the primary
keys of the rows, by RETURNING or by a SELECT before; "auto" evaluates where that is possible and else fetches.
Start at `synchronizer_steps`: it answers the synchronizer for one execution, which prepares the statement and then
follows it: new values are taken over or expired, deleted objects leave the session.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ... import exc
from ...engine.metadata import SimpleResultMetaData
from ...engine.result import IteratorResult, null_result
from ...kernel.status import NO_VALUE
from ...sql import coercions, roles
from ...sql.expression import select
from ..query.dml import entity_of_dml, plain_column, value_pairs
from ..query.lower import adapted
from .evaluator import EXPIRED, UnevaluatableError, compile_criterion
from .load_options import UpdateDeleteOptions
from .returned import ReturnedRows


async def synchronizer_steps(
    session: Any,
    statement: Any,
    params: Any,
    options: Mapping[str, Any],
    given: UpdateDeleteOptions,
    bind_arguments: dict[str, Any],
) -> Synchronizer:
    """Return what keeps the session in step with one execution of `statement`."""
    wanted = given._synchronize_session
    if not wanted:
        return Synchronizer(session, statement)
    if wanted != "fetch":
        try:
            return Evaluated(session, statement, params, given._identity_token)
        except UnevaluatableError as error:
            if wanted == "evaluate":
                raise exc.InvalidRequestError(
                    f"Could not evaluate current criteria in Python: \"{error}\". Specify 'fetch' or False for the "
                    "synchronize_session execution option."
                ) from error
    fetched = Fetched(session, statement, given._identity_token)
    await fetched.begin_steps(params, options, bind_arguments)
    return fetched


class Synchronizer:
    """Leaves the session's objects as they are."""

    def __init__(self, session: Any, statement: Any) -> None:
        self.session = session
        self.statement = statement
        self.entity = entity_of_dml(statement)
        self.mapper = self.entity.mapper

    def prepared(self, core: Any) -> Any:
        """Return the Core statement to execute in place of `core`."""
        return core

    def follow(self, cursor: Any, core: Any) -> Any:
        """Bring the objects in step; return the rows that the statement has returned."""
        return cursor

    def _follow(self, matched: list[tuple[Any, bool]]) -> None:
        """Bring objects in step: pairs of a core and whether it is not sure that it was meant."""
        if self.statement.is_delete:
            self.session._remove_newly_deleted([core for core, unsure in matched if not unsure])
            for core, unsure in matched:
                if unsure:
                    core.expire()
            return
        evaluators = self._evaluators()
        for core, unsure in matched:
            if unsure:
                core.expire_keys(list(evaluators))
            else:
                _take_over(core, evaluators)

    def _evaluators(self) -> dict[str, Any]:
        """Return by attribute how to compute its new value from an object, None where only the database knows."""
        found: dict[str, Any] = {}
        for column, value in self._assignments():
            if isinstance(column, str):
                raise exc.InvalidRequestError(
                    f"Attribute name not found, can't be synchronized back to objects: {column!r}"
                )
            prop = self.mapper._columntoproperty.get(column)
            if prop is None:
                continue
            try:
                node = coercions.expect(roles.ExpressionElementRole, value)
                found[prop.key] = compile_criterion(node, self.mapper.class_)
            except UnevaluatableError:
                found[prop.key] = None
        return found

    def _assignments(self) -> Iterator[tuple[Any, Any]]:
        mapper = self.mapper
        for key, value in (self.statement._values or {}).items():
            for column, assigned in value_pairs(key, value, mapper):
                yield plain_column(column, mapper), assigned


def _take_over(core: Any, evaluators: dict[str, Any]) -> None:
    """Give an object the values that an UPDATE has set; what can't be known is expired."""
    changed = set(core.changed())
    fresh = {}
    for key, evaluate in evaluators.items():
        slot = core.layout.index[key]
        if core.get(slot) is not NO_VALUE:
            # a value that was changed but not flushed says nothing about the row
            fresh[slot] = EXPIRED if evaluate is None or slot in changed else evaluate(core)
    for slot, value in fresh.items():
        if value is EXPIRED:
            core.expire([slot])
        else:
            core.put(slot, value)
    if core.manager.dispatch.refresh:
        core.manager.dispatch.refresh(core, None, [core.layout.keys[slot] for slot in fresh])


class Evaluated(Synchronizer):
    """Finds the objects by the criteria, in Python. Raises UnevaluatableError when they are too much for it."""

    def __init__(self, session: Any, statement: Any, params: Any, identity_token: Any) -> None:
        super().__init__(session, statement)
        if self.entity.is_aliased_class:
            raise UnevaluatableError("Can't evaluate criteria about an alias")
        self.matched = list(self._matching(self._tests(params), identity_token))

    def _tests(self, params: Any) -> list[Any]:
        statement, mapper = self.statement, self.mapper
        criteria = list(statement._where_criteria)
        for option in statement._with_options:
            if getattr(option, "_is_criteria_option", False) and option.applies_to(mapper):
                criteria.append(option.criterion(mapper))
        if isinstance(params, Mapping):
            criteria = [criterion._replace_params(False, (params,), {}) for criterion in criteria]
        return [compile_criterion(criterion, mapper.class_) for criterion in criteria]

    def _matching(self, tests: list[Any], identity_token: Any) -> Iterator[tuple[Any, bool]]:
        for core in self.session.identity_map.all_states():
            if not core.mapper.isa(self.mapper) or core.is_deleted_state:
                continue
            if identity_token is not None and core.identity_token != identity_token:
                continue
            outcome: Any = True
            for test in tests:
                outcome = test(core)
                if not outcome and outcome is not EXPIRED:
                    break
            if outcome is EXPIRED or outcome:
                yield core, outcome is EXPIRED

    def follow(self, cursor: Any, core: Any) -> Any:
        self._follow(self.matched)
        return cursor


class Fetched(Synchronizer):
    """Finds the objects by the primary keys of the rows."""

    def __init__(self, session: Any, statement: Any, identity_token: Any) -> None:
        super().__init__(session, statement)
        self.identity_token = identity_token
        self.keys: list[tuple[Any, ...]] | None = None
        self.missing: list[Any] = []
        self.key_columns = [self._own(column) for column in self.mapper.primary_key]

    def _own(self, column: Any) -> Any:
        """Return a primary key column as the table that is written to has it."""
        if self.entity.is_aliased_class:
            return adapted(self.entity._adapter, column)
        table = self.mapper.local_table
        equals = (column, *self.mapper._equivalent_columns.get(column, ()))
        return next((each for each in equals if getattr(each, "table", None) is table), column)

    async def begin_steps(self, params: Any, options: Mapping[str, Any], bind_arguments: dict[str, Any]) -> None:
        """Select the primary keys where RETURNING will not bring them."""
        statement = self.statement
        query: Any = select(*self.mapper.primary_key).select_from(self.entity).options(*statement._with_options)
        if self.entity.is_aliased_class:
            query = query.with_only_columns(*self.key_columns)
        query = query.where(*statement._where_criteria)
        arguments = {**bind_arguments, "clause": query}
        connection = await self.session._connection_steps(arguments)
        many = isinstance(params, (list, tuple))
        if _has_returning(connection.dialect, statement, options, self.mapper.local_table, many):
            return
        if many:
            raise exc.InvalidRequestError(
                "For synchronize_session='fetch', can't use multiple parameter sets in ORM mode, which this backend "
                "does not support with RETURNING"
            )
        result = await self.session._execute_steps(
            query, params, execution_options={**options, "autoflush": False}, bind_arguments=arguments
        )
        self.keys = [tuple(row) for row in result]

    def prepared(self, core: Any) -> Any:
        if self.keys is None:
            self.missing = [column for column in self.key_columns if column not in core._returning]
            core._returning = (*core._returning, *self.missing)
        return core

    def follow(self, cursor: Any, core: Any) -> Any:
        keys = self.keys
        rows = cursor
        if keys is None:
            fetched = [tuple(row) for row in cursor.all()]
            columns = core._returning
            # counted from the end, because `*` stands for any number of columns before them
            places = [columns.index(column) - len(columns) for column in self.key_columns]
            keys = [tuple([row[place] for place in places]) for row in fetched]
            rows = self._returned(cursor, columns, fetched)
        known = [self.session.identity_map.core_for(self.mapper, key, self.identity_token) for key in keys]
        self._follow([(core, False) for core in known if core is not None])
        return rows

    def _returned(self, cursor: Any, columns: tuple[Any, ...], fetched: list[tuple[Any, ...]]) -> Any:
        """Return the rows for the user, when there is a RETURNING clause of theirs, or else how many they are."""
        if not self.statement._returning:
            return RowCount(cursor, len(fetched))
        names = list(cursor.keys())
        if len(names) != len(columns):  # RETURNING *
            keys = names[: -len(self.missing)]
            return IteratorResult(SimpleResultMetaData(keys), iter([row[: len(keys)] for row in fetched]))
        returned = ReturnedRows()
        returned.add(columns, names, fetched)
        return returned


def _has_returning(dialect: Any, statement: Any, options: Mapping[str, Any], table: Any, many: bool) -> bool:
    """Whether the database returns keys; `is_update_from` and `is_delete_using` say that other tables are involved."""
    if not getattr(table, "implicit_returning", True):
        return False
    if many:
        return bool(
            dialect.update_executemany_returning if statement.is_update else dialect.delete_executemany_returning
        )
    if statement.is_update:
        several = options.get("is_update_from", False)
        return bool(dialect.update_returning_multifrom if several else dialect.update_returning)
    several = options.get("is_delete_using", False)
    return bool(dialect.delete_returning_multifrom if several else dialect.delete_returning)


class RowCount(IteratorResult):  # type: ignore[type-arg]  # rows are gone
    """A result without rows that knows how many were written."""

    def __init__(self, cursor: Any, count: int) -> None:
        empty = null_result()
        super().__init__(empty._metadata, iter([]))
        self.rowcount = count
        self.context = getattr(cursor, "context", None)
