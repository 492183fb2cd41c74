"""Dynamic relationships, `lazy="dynamic"`: the attribute reads as a Query of the members that can change them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ... import exc
from ...kernel.instance import core_of
from ..query.legacy import Query
from ..state import describe
from .write_only import CollectionHandle, WriteOnlyAttribute


class DynamicAttribute(WriteOnlyAttribute):
    """The implementation of a dynamic relationship; unlike a write-only one it reads its members when it must."""

    loads_whole = True

    def __init__(self, prop: Any, attribute: Any, manager: Any, options: dict[str, Any]) -> None:
        super().__init__(prop, attribute, manager, options)
        self.query_class = mixed(prop.query_class)

    def handle(self, core: Any) -> Any:
        return self.query_class(self, core)

    def _known(self, core: Any) -> list[Any] | None:
        if core.key is None or core.session is None:
            return None
        return self.handle(core)._from_database()  # type: ignore[no-any-return]  # a handle


class AppenderMixin(CollectionHandle):
    """What a dynamic relationship adds to the Query class."""

    _select: Any
    _order_by: Any

    def __init__(self, attr: DynamicAttribute, core: Any) -> None:
        prop = attr.prop
        super().__init__(prop.entity.entity, None)  # type: ignore[call-arg]  # Query's constructor comes next
        self.instance = core.obj()
        self.attr = attr
        statement = self._select
        if prop.secondary is not None:
            statement = statement.select_from(prop.entity, prop.secondary)
        statement = statement.where(self._criterion())
        if prop.order_by:
            statement = statement.order_by(*prop.order_by)
        self._select = statement

    @property
    def session(self) -> Any:
        """The object's session, flushed if it flushes by itself; None without a session."""
        found = core_of(self.instance).session
        if found is not None and found.autoflush and self.instance in found:
            found.flush()
        return found if core_of(self.instance).key is not None else None

    @session.setter
    def session(self, value: Any) -> None:
        """The session is always that of the object."""

    def _generate(self, **changes: Any) -> Any:
        """Return a plain Query with the same content: refining a dynamic relationship leaves the handle behind."""
        session = core_of(self.instance).session
        if session is None:
            raise exc.DetachedInstanceError(
                f"Parent instance {describe(core_of(self.instance))} is not bound to a Session, and no contextual "
                f"session is established; lazy load operation of attribute '{self.attr.key}' cannot proceed",
                code="bhk3",
            )
        query = self._plain(session)
        query.__dict__.update(changes)
        return query

    _copy = _clone = _generate

    def _plain(self, session: Any) -> Any:
        made = self._query_class.__new__(self._query_class)  # type: ignore[attr-defined]  # set where the class is mixed
        kept = {name: value for name, value in self.__dict__.items() if name not in ("instance", "attr")}
        made.__dict__.update(kept)
        made.session = session
        return made

    def _from_database(self) -> list[Any]:
        session = core_of(self.instance).session
        return list(self._plain(session)) if session is not None else []

    def _without_database(self) -> list[Any] | None:
        """Return the members of an object that has no row (or no session); None when the database is to be asked."""
        if self.session is not None:
            return None
        core = core_of(self.instance)
        if core.key is not None:
            exc.warn(
                f"Instance {describe(core)} is detached, dynamic relationship cannot return a correct result.   This "
                "warning will become a DetachedInstanceError in a future release."
            )
        return self.attr._changes(core).added_items

    def __iter__(self) -> Iterator[Any]:
        known = self._without_database()
        return iter(self._from_database() if known is None else known)

    def _iter(self) -> Any:
        known = self._without_database()
        if known is None:
            return self._plain(core_of(self.instance).session)._iter()
        from ...engine.metadata import SimpleResultMetaData
        from ...engine.result import IteratorResult

        return IteratorResult(
            SimpleResultMetaData([self.attr.prop.mapper.class_.__name__]), iter(known), _source_supports_scalars=True
        ).scalars()

    def __getitem__(self, index: Any) -> Any:
        known = self._without_database()
        if known is None:
            return self._plain(core_of(self.instance).session)[index]
        return known[index]

    def count(self) -> int:
        """The number of members."""
        known = self._without_database()
        if known is None:
            return self._plain(core_of(self.instance).session).count()  # type: ignore[no-any-return]  # a Query
        return len(known)

    def add(self, item: Any) -> None:
        """Add a member; it is written by the next flush."""
        self._add_all((item,))

    def add_all(self, iterator: Iterable[Any]) -> None:
        """Add several members."""
        self._add_all(iterator)

    def extend(self, iterator: Iterable[Any]) -> None:
        """Add several members."""
        self._add_all(iterator)

    def append(self, item: Any) -> None:
        """Add a member."""
        self._add_all((item,))

    def remove(self, item: Any) -> None:
        """Take a member out; written by the next flush."""
        self._remove(item)


def mixed(query_class: Any) -> Any:
    """Return the class of a dynamic relationship's handles for a Query class; None means `Query`."""
    if query_class is None:
        return AppenderQuery
    if issubclass(query_class, AppenderMixin):
        return query_class
    name = f"Appender{query_class.__name__}"
    return type(name, (AppenderMixin, query_class), {"_query_class": query_class})


class AppenderQuery(AppenderMixin, Query[Any]):
    """The handle of a dynamic relationship: a Query of the members with `append`, `remove` and the like."""

    _query_class = Query


__all__ = ["AppenderMixin", "AppenderQuery", "DynamicAttribute", "mixed"]
