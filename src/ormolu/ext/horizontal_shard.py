"""Horizontal sharding: one session over several databases with the same tables.

The user says, with three functions, where a new object goes, where an object with a given key may be, and which shards
a statement is about; results of several shards are merged. Objects keep the name of their shard as identity token.
Rule: SQLAlchemy documentation, "Horizontal Sharding".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from .. import event, exc
from ..inspection import inspect
from ..orm import Query, Session
from ..orm.interfaces import ORMOption
from ..orm.session import ORMExecuteState

__all__ = ["ShardedQuery", "ShardedSession", "set_shard_id"]

ShardId = str


class ShardedQuery(Query[Any]):
    """A Query of a ShardedSession."""

    def set_shard(self, shard_id: ShardId) -> ShardedQuery:
        """Only this shard."""
        return self.options(set_shard_id(shard_id))


class ShardedSession(Session):
    """A session over several databases.

    shard_chooser: (mapper, instance, clause) -> shard id. identity_chooser: (mapper, primary_key, *, lazy_loaded_from,
    execution_options, bind_arguments) -> shard ids. execute_chooser: ORMExecuteState -> shard ids.
    shards: shard id -> Engine or Connection.
    """

    def __init__(
        self,
        shard_chooser: Callable[..., ShardId],
        identity_chooser: Callable[..., Iterable[ShardId]] | None = None,
        execute_chooser: Callable[[ORMExecuteState], Iterable[ShardId]] | None = None,
        shards: Mapping[ShardId, Any] | None = None,
        query_cls: type[Query[Any]] = ShardedQuery,
        *,
        id_chooser: Any = None,
        query_chooser: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(query_cls=query_cls, **kwargs)
        if id_chooser is not None or query_chooser is not None:
            raise exc.ArgumentError(
                "id_chooser and query_chooser were replaced by identity_chooser and execute_chooser"
            )
        if identity_chooser is None or execute_chooser is None:
            raise exc.ArgumentError("identity_chooser and execute_chooser are required")
        self.shard_chooser = shard_chooser
        self.identity_chooser = identity_chooser
        self.execute_chooser = execute_chooser
        self.connection_callable = self.connection
        self._shards: dict[ShardId, Any] = {}
        for shard_id, bind in (shards or {}).items():
            self.bind_shard(shard_id, bind)
        event.listen(self, "do_orm_execute", _execute_on_shards)

    def bind_shard(self, shard_id: ShardId, bind: Any) -> None:
        """Add a shard."""
        self._shards[shard_id] = bind

    def _choose_shard_and_assign(self, mapper: Any, instance: Any, **kw: Any) -> ShardId:
        if instance is None:
            return self.shard_chooser(mapper, None, **kw)
        state = inspect(instance)
        if state.key:
            token: ShardId = state.key[2]
            return token
        if state.identity_token:
            return state.identity_token  # type: ignore[no-any-return]
        shard_id = self.shard_chooser(mapper, instance, **kw)
        state.identity_token = shard_id
        return shard_id

    def connection_for_instance(self, mapper: Any, instance: Any, **kw: Any) -> Any:
        """The Connection that an object is written on."""
        return self.connection(
            bind_arguments={"mapper": mapper, "shard_id": self._choose_shard_and_assign(mapper, instance)}, **kw
        )

    def get_bind(
        self,
        mapper: Any = None,
        *,
        shard_id: ShardId | None = None,
        instance: Any = None,
        clause: Any = None,
        **kw: Any,
    ) -> Any:
        """The shard's Engine or Connection."""
        if shard_id is None:
            if clause is not None:
                kw["clause"] = clause
            shard_id = self._choose_shard_and_assign(mapper, instance=instance, **kw)
        return self._shards[shard_id]

    def get(self, entity: Any, ident: Any, *, identity_token: Any = None, **kw: Any) -> Any:
        """The object with a primary key, looked for in the shards that `identity_chooser` names."""
        if identity_token is not None:
            return super().get(entity, ident, identity_token=identity_token, **kw)
        mapper = inspect(entity).mapper
        key = ident if isinstance(ident, (tuple, list)) else (ident,)
        shard_ids = self.identity_chooser(
            mapper,
            list(key),
            lazy_loaded_from=None,
            execution_options=kw.get("execution_options") or {},
            bind_arguments=dict(kw.get("bind_arguments") or {}),
        )
        for shard_id in shard_ids:
            arguments = {**(kw.get("bind_arguments") or {}), "shard_id": shard_id}
            found = super().get(entity, ident, identity_token=shard_id, **{**kw, "bind_arguments": arguments})
            if found is not None:
                return found
        return None


class set_shard_id(ORMOption):
    """An option: run the statement (and lazy loads, if propagated) on one shard.

    shard_id: which. propagate_to_loaders: also for the lazy loads of what is loaded.
    """

    def __init__(self, shard_id: ShardId, propagate_to_loaders: bool = True) -> None:
        self.shard_id = shard_id
        self.propagate_to_loaders = propagate_to_loaders


def _execute_on_shards(state: ORMExecuteState) -> Any:
    session = state.session
    assert isinstance(session, ShardedSession)

    def on_one(shard_id: ShardId) -> Any:
        arguments = {**state.bind_arguments, "shard_id": shard_id}
        state.update_execution_options(identity_token=shard_id)
        return state.invoke_statement(bind_arguments=arguments)

    chosen = _explicit_shard(state)
    if chosen is not None:
        return on_one(chosen)
    results = [on_one(shard_id) for shard_id in session.execute_chooser(state)]
    return results[0].merge(*results[1:])


def _explicit_shard(state: ORMExecuteState) -> ShardId | None:
    for option in getattr(state.statement, "_with_options", ()):
        if isinstance(option, set_shard_id):
            return option.shard_id
    if state.is_select and state.lazy_loaded_from is not None and state.lazy_loaded_from.identity_token:
        return state.lazy_loaded_from.identity_token  # type: ignore[no-any-return]
    if state.is_column_load or state.is_relationship_load:
        token = state.execution_options.get("identity_token")
        return token
    shard_id: ShardId | None = state.execution_options.get("_sa_shard_id", state.bind_arguments.get("shard_id"))
    return shard_id
