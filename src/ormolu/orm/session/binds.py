"""Which database a statement or object goes to: mapper, table and clause to Engine or Connection.

A session has one `bind`, and may have `binds` by mapped class, mapper or Table. The most specific wins: the mapper
itself, then its bases, then its tables, then any table in the clause, then `bind`, in the documented order.
Rule: SQLAlchemy documentation, `Session.get_bind`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ... import exc
from ...inspection import inspect
from ...sql import visitors
from ...sql.selectable import TableClause
from ...structures import immutabledict
from ..mapping import Mapper
from .contract import SessionContract


class BindTable:
    """The `binds` of one session, resolved to mappers' classes and tables.

    entries: all of them, a mapping that is replaced and never changed.
    """

    def __init__(self, binds: Mapping[Any, Any] | None = None) -> None:
        self.entries: immutabledict[Any, Any] = immutabledict()
        self._by_class: dict[type, Any] = {}
        self._by_table: dict[Any, Any] = {}
        for key, bind in (binds or {}).items():
            self.add(key, bind)

    def __bool__(self) -> bool:
        return bool(self.entries)

    def add(self, key: Any, bind: Any) -> None:
        """Send `key` (mapper, mapped class, plain base class or Table) to `bind`."""
        target = inspect(key, raiseerr=False)
        if target is None:
            if not isinstance(key, type):
                raise exc.ArgumentError(f"Not an acceptable bind target: {key}")
            self._by_class[key] = bind
        elif isinstance(target, Mapper):
            self._by_class[target.class_] = bind
            for selectable in target._all_tables:
                self._by_table[selectable] = bind
        elif isinstance(target, TableClause):
            self._by_table[target] = bind
        else:
            raise exc.ArgumentError(f"Not an acceptable bind target: {key}")
        self.entries = immutabledict({**self._by_class, **self._by_table})

    def for_mapper(self, mapper: Mapper[Any]) -> Any:
        for cls in mapper.class_.__mro__:
            if cls in self._by_class:
                return self._by_class[cls]
        return None

    def for_clause(self, clause: Any) -> Any:
        if not self._by_table:
            return None
        for element in visitors.iterate(clause):
            if element in self._by_table:
                return self._by_table[element]
        return None


def mapper_of(target: Any) -> Mapper[Any] | None:
    """The mapper that `target` (class, mapper, alias, instance's mapper) stands for, or None for None."""
    if target is None:
        return None
    if isinstance(target, type):
        found = inspect(target, raiseerr=False)
        if found is None:
            raise exc.UnmappedClassError(target)
    else:
        found = inspect(target)
    mapper = getattr(found, "mapper", None)
    if mapper is None:
        raise exc.ArgumentError(f"{target!r} is no mapped class, mapper or alias")
    return mapper  # type: ignore[no-any-return]  # inspection is untyped


def mapper_in(clause: Any) -> Mapper[Any] | None:
    """The mapper of the first entity that a statement was built from."""
    attributes = getattr(clause, "_propagate_attrs", None)
    subject = attributes.get("plugin_subject") if attributes else None
    return getattr(subject, "mapper", None)


def find_bind(session: SessionContract, mapper: Any, clause: Any, bind: Any) -> Any:
    """The Engine or Connection for a mapper or clause; raises UnboundExecutionError naming what has none."""
    if bind is not None:
        return bind
    table = session._binds
    if not table:
        if session.bind is not None:
            return session.bind
    else:
        found = next(_candidates(table, mapper, clause), None)
        if found is not None:
            return found
        if session.bind is not None:
            return session.bind
    wanted = [
        text
        for text in (
            f"mapper {mapper_of(mapper)}" if mapper is not None else "",
            "SQL expression" if clause is not None else "",
        )
        if text
    ]
    on = f"{' or '.join(wanted)} or " if wanted else ""
    raise exc.UnboundExecutionError(f"Could not locate a bind configured on {on}this Session.")


def _candidates(table: BindTable, mapper: Any, clause: Any) -> Iterator[Any]:
    subject = mapper_of(mapper)
    if subject is None and clause is not None:
        subject = mapper_in(clause)
    if subject is not None:
        if (found := table.for_mapper(subject)) is not None:
            yield found
        if clause is None:
            clause = subject.persist_selectable
    if clause is not None and (found := table.for_clause(clause)) is not None:
        yield found
