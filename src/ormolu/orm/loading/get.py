"""Loading by primary key: `session.get()`, the many-to-one look-up, refreshing one object."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ... import exc
from ...sql.expression import and_, bindparam, select
from .load_options import KEY, LoadOptions, Refresh
from .view import OptionView, ViewOption


def key_statement(mapper: Any) -> tuple[Any, tuple[str, ...]]:
    """Return `SELECT ... WHERE primary key = :pk_1` for a mapper and the names of its parameters; made once."""
    # No `AS users_id` labels here, nor in lazy loads: SQLAlchemy 2.1 emits none (observed), its 2017 tutorial log did.
    # tests/tutorial allows for that; only session.query() labels columns.
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
    if all(value is None for value in key):
        exc.warn(
            "fully NULL primary key identity cannot load any object.  This condition may raise an error in a future "
            "release."
        )
        return None
    statement, parameters = _statement_for(mapper, key)
    if view is not None and not view.is_empty:
        statement = statement.options(ViewOption(view), *view.criteria)
    if options:
        statement = statement.options(*options)
    if with_for_update is not None and with_for_update is not False:
        statement = _locked(statement, with_for_update)
    if (
        populate_existing
        or identity_token is not None
        or lazy_loaded_from is not None
        or path
        or refresh
        or not autoflush
    ):
        load = LoadOptions(
            populate_existing=populate_existing,
            identity_token=identity_token,
            lazy_loaded_from=lazy_loaded_from,
            current_path=path,
            refresh=refresh,
            autoflush=autoflush,
        )
        execution_options = {**(execution_options or {}), KEY: load}
    objects = await session._objects_steps(statement, parameters, execution_options, bind_arguments)
    first = objects[0] if objects else None
    if any([obj is not first for obj in objects]):  # joined rows bring the same one several times
        raise exc.MultipleResultsFound("Multiple rows were found when one or none was required")
    return first


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


def identity_argument(mapper: Any, ident: Any) -> tuple[Any, ...]:
    """Return the primary key values for what a user gave `get()`: a value, a tuple, or a dict by attribute name.

    Raises InvalidRequestError when there are too few, too many, or unknown names.
    """
    if isinstance(ident, Mapping):
        return _named_identity(mapper, ident)
    if hasattr(ident, "__composite_values__"):
        ident = ident.__composite_values__()
    key = tuple(ident) if isinstance(ident, (tuple, list)) else (ident,)
    if len(key) != len(mapper.primary_key):
        columns = ", ".join(f"'{column}'" for column in mapper.primary_key)
        raise exc.InvalidRequestError(
            "Incorrect number of values in identifier to formulate primary key for session.get(); primary key columns "
            f"are {columns}"
        )
    return key


def _named_identity(mapper: Any, ident: Mapping[str, Any]) -> tuple[Any, ...]:
    names = [mapper.get_property_by_column(column).key for column in mapper.primary_key]
    given = dict(ident)
    for synonym in mapper.synonyms:
        if synonym.key in given and synonym.name in names:
            given[synonym.name] = given.pop(synonym.key)
    if set(given) != set(names):
        wanted = ", ".join(f"'{name}'" for name in names)
        raise exc.InvalidRequestError(
            "Incorrect names of values in identifier to formulate primary key for session.get(); primary key attribute "
            f"names are {wanted} (synonym names are also accepted)"
        )
    return tuple(given[name] for name in names)
