"""Loading by primary key: `session.get()`, the many-to-one look-up, refreshing one object."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...sql.expression import and_, bindparam, select
from .load_options import KEY, LoadOptions, Refresh
from .view import OptionView, ViewOption


def key_statement(mapper: Any) -> tuple[Any, tuple[str, ...]]:
    """Return `SELECT ... WHERE primary key = :pk_1` for a mapper and the names of its parameters; made once."""
    found = mapper._memo.get("key_statement")
    if found is None:
        names = tuple(f"pk_{number}" for number in range(1, len(mapper.primary_key) + 1))
        found = mapper._memo["key_statement"] = (
            select(mapper.class_).where(_equals(mapper, names)),
            names,
        )
    return found  # type: ignore[no-any-return]  # memo


def _equals(mapper: Any, names: Sequence[str | None]) -> Any:
    adapter = None
    selectable = mapper.selectable
    if selectable is not mapper.persist_selectable:
        adapter = selectable.corresponding_column
    clauses = []
    for column, name in zip(mapper.primary_key, names, strict=True):
        found = column if adapter is None else (adapter(column) if adapter(column) is not None else column)
        clauses.append(found.is_(None) if name is None else found == bindparam(name, type_=column.type))
    return clauses[0] if len(clauses) == 1 else and_(*clauses)


def _statement_for(mapper: Any, key: Sequence[Any]) -> tuple[Any, dict[str, Any]]:
    if None not in key:
        statement, names = key_statement(mapper)
        return statement, dict(zip(names, key, strict=True))
    given = [None if value is None else f"pk_{number}" for number, value in enumerate(key, 1)]
    statement = select(mapper.class_).where(_equals(mapper, given))
    return statement, {name: value for name, value in zip(given, key, strict=True) if name is not None}


async def load_on_key_steps(
    session: Any,
    mapper: Any,
    key: Sequence[Any],
    *,
    view: OptionView | None = None,
    identity_token: Any = None,
    lazy_loaded_from: Any = None,
    path: tuple[Any, ...] = (),
    refresh: Refresh | None = None,
    populate_existing: bool = False,
    options: Iterable[Any] | None = None,
    execution_options: Mapping[str, Any] | None = None,
    with_for_update: Any = None,
    bind_arguments: Mapping[str, Any] | None = None,
    autoflush: bool = False,
) -> Any:
    """Return the object with a primary key from the database, or None.

    refresh: the row is for this object. view: options of the object that the load is for.
    """
    statement, parameters = _statement_for(mapper, key)
    if view is not None and not view.is_empty:
        statement = statement.options(ViewOption(view), *view.criteria)
    if options:
        statement = statement.options(*options)
    if with_for_update is not None and with_for_update is not False:
        statement = _locked(statement, with_for_update)
    load = LoadOptions(
        populate_existing=populate_existing,
        identity_token=identity_token,
        lazy_loaded_from=lazy_loaded_from,
        current_path=path,
        refresh=refresh,
        autoflush=autoflush,
    )
    merged = {**(execution_options or {}), KEY: load}
    result = await session._execute_steps(
        statement, parameters, execution_options=merged, bind_arguments=bind_arguments
    )
    return result.unique().scalars().one_or_none()


def _locked(statement: Any, with_for_update: Any) -> Any:
    if with_for_update is True:
        return statement.with_for_update()
    if isinstance(with_for_update, Mapping):
        return statement.with_for_update(**with_for_update)
    locked = statement._generate()
    locked._for_update_arg = with_for_update
    return locked


async def load_by_key_steps(
    session: Any,
    mapper: Any,
    key: Sequence[Any],
    *,
    options: Sequence[Any] | None = None,
    execution_options: Mapping[str, Any] | None = None,
    with_for_update: Any = None,
    populate_existing: bool = False,
    identity_token: Any = None,
    bind_arguments: Mapping[str, Any] | None = None,
) -> Any:
    """Return the object for `session.get()` that the identity map does not have, or None."""
    return await load_on_key_steps(
        session,
        mapper,
        key,
        options=options,
        execution_options=execution_options,
        with_for_update=with_for_update,
        populate_existing=populate_existing,
        identity_token=identity_token,
        bind_arguments=bind_arguments,
        autoflush=True,
    )
