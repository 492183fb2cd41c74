"""`DeferredReflection`: classes that are mapped when `prepare(engine)` has reflected their tables."""

from __future__ import annotations

from typing import Any

from ...orm.mapping.scan import deferred_scans
from ...schema import Table


class DeferredReflection:
    """Mixin: subclasses name their table and are mapped by `Class.prepare(engine)`, which reflects the tables."""

    _sa_defer_mapping = True
    _sa_table_at_once = True

    @classmethod
    def prepare(cls, bind: Any, **reflect_kw: Any) -> None:
        """Reflect the tables of all subclasses from an Engine or Connection and map the classes.

        reflect_kw: passed on to the reflection of each table.
        """
        waiting = [scan for scan in list(deferred_scans.values()) if issubclass(scan.cls, cls)]
        waiting.sort(key=lambda scan: len(scan.cls.__mro__))
        if hasattr(bind, "connect"):
            with bind.connect() as connection:
                cls._map(waiting, connection, reflect_kw)
        else:
            cls._map(waiting, bind, reflect_kw)

    @classmethod
    def _map(cls, waiting: list[Any], connection: Any, reflect_kw: dict[str, Any]) -> None:
        for scan in waiting:
            if scan.cls not in deferred_scans:
                continue
            mapper = scan.build_with(lambda table: cls._reflect_table(table, connection, reflect_kw))
            for prop in mapper._props.values():
                secondary = getattr(prop, "secondary_argument", None)
                if isinstance(secondary, Table):
                    cls._reflect_table(secondary, connection, reflect_kw)

    @classmethod
    def _reflect_table(cls, table: Any, connection: Any, reflect_kw: dict[str, Any]) -> None:
        Table(
            table.name,
            table.metadata,
            extend_existing=True,
            autoload_replace=False,
            autoload_with=connection,
            schema=table.schema,
            **reflect_kw,
        )
