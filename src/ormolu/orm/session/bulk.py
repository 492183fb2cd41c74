"""Bulk writes: rows written from objects or dictionaries, without relationships or cascades.

Rule: SQLAlchemy documentation, "Legacy Session Bulk INSERT Methods".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from ...inspection import inspect
from ...steps import drive
from ..flush import (
    InsertTemplate,
    OptionedConnection,
    UpdateTemplate,
    bulk_insert_steps,
    bulk_update_steps,
    insert_rows_steps,
    update_rows_steps,
)
from ..state import core_of
from .transaction import SessionTransaction, SessionTransactionOrigin, SessionTransactionState


def _configured(entity: Any) -> Any:
    mapper = inspect(entity).mapper
    mapper._check_configure()
    return mapper


class BulkWrites:
    """The part of a Session that writes in bulk."""

    def bulk_save_objects(
        self: Any,
        objects: Iterable[object],
        return_defaults: bool = False,
        update_changed_only: bool = True,
        preserve_order: bool = True,
    ) -> None:
        """INSERT new objects and UPDATE persistent ones, in batches of one mapper.

        return_defaults: fetch generated keys (slower). preserve_order: keep the order in which objects are given.
        """
        cores = [core_of(obj) for obj in objects]
        if not preserve_order:
            cores.sort(key=lambda core: (core.mapper._serial, core.key is not None))
        for (_serial, stored), group in groupby(cores, key=lambda core: (core.mapper._serial, core.key is not None)):
            batch = list(group)
            drive(self._bulk_steps(batch[0].mapper, batch, stored, return_defaults, update_changed_only, False, True))

    def bulk_insert_mappings(
        self: Any,
        mapper: Any,
        mappings: Iterable[Mapping[str, Any]],
        return_defaults: bool = False,
        render_nulls: bool = False,
    ) -> None:
        """INSERT rows from dictionaries by attribute name.

        render_nulls: send None as NULL instead of leaving the column out.
        """
        drive(self._bulk_steps(_configured(mapper), list(mappings), False, return_defaults, False, render_nulls, False))

    def bulk_update_mappings(self: Any, mapper: Any, mappings: Iterable[Mapping[str, Any]]) -> None:
        """UPDATE rows from dictionaries by attribute name; each has the primary key."""
        drive(self._bulk_steps(_configured(mapper), list(mappings), True, False, False, False, False))

    async def _bulk_steps(
        self: Any,
        mapper: Any,
        items: list[Any],
        update: bool,
        return_defaults: bool,
        changed_only: bool,
        render_nulls: bool,
        are_objects: bool,
    ) -> None:
        self._flushing = True
        sub = SessionTransaction(self, SessionTransactionOrigin.SUBTRANSACTION, self._autobegin())
        try:
            if update:
                await bulk_update_steps(self, mapper, items, changed_only=changed_only, are_objects=are_objects)
            else:
                await bulk_insert_steps(
                    self,
                    mapper,
                    items,
                    return_defaults=return_defaults,
                    render_nulls=render_nulls,
                    are_objects=are_objects,
                )
            await sub._commit_steps()
        except BaseException as error:
            if sub._state is not SessionTransactionState.CLOSED:
                await sub._rollback_steps(failure=error)
            raise
        finally:
            self._flushing = False

    async def _insert_rows_steps(
        self: Any, connection: Any, mapper: Any, rows: Sequence[Any], options: Mapping[str, Any], *template: Any
    ) -> Any:
        """Execute an ORM INSERT for many rows: for `orm/loading`, which knows the statement but not how rows are written."""
        nulls = bool(options.get("render_nulls"))
        return await insert_rows_steps(
            OptionedConnection(connection, options), mapper, rows, InsertTemplate(*template), nulls
        )

    async def _update_rows_steps(
        self: Any, connection: Any, mapper: Any, rows: Sequence[Any], options: Mapping[str, Any], *template: Any
    ) -> None:
        """Execute an ORM UPDATE for many rows, by their primary keys."""
        await update_rows_steps(OptionedConnection(connection, options), mapper, rows, UpdateTemplate(*template))
