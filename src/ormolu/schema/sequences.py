"""Sequences: named counters in the database, alone or as a column's default."""

from __future__ import annotations

from typing import Any, NoReturn

from .. import exc
from ..sql.datatypes import INTEGERTYPE, to_instance
from ..sql.functions import func
from ..sql.names import quoted_name
from .defaults import DefaultGenerator
from .generated import IdentityOptions
from .items import BLANK_SCHEMA, HasSchemaAttr, _get_table_key
from .runner import SchemaDropper, SchemaGenerator

__all__ = ["Sequence"]


class Sequence(HasSchemaAttr, IdentityOptions, DefaultGenerator):
    """A named counter in the database; as a column's default, or alone: `connection.scalar(Sequence("seq"))`.

    schema: BLANK_SCHEMA for none even if the metadata has one. data_type: integer type of the counter.
    optional: use it only where the database has no other way to number rows.
    metadata: the collection which creates and drops it, when it belongs to no table's column.
    """

    __visit_name__ = "sequence"

    is_sequence = True

    def __init__(
        self,
        name: str,
        start: int | None = None,
        increment: int | None = None,
        minvalue: int | None = None,
        maxvalue: int | None = None,
        nominvalue: bool | None = None,
        nomaxvalue: bool | None = None,
        cycle: bool | None = None,
        schema: Any = None,
        cache: int | None = None,
        order: bool | None = None,
        data_type: Any = None,
        optional: bool = False,
        quote: bool | None = None,
        metadata: Any = None,
        quote_schema: bool | None = None,
        for_update: bool = False,
        **dialect_kw: Any,
    ) -> None:
        DefaultGenerator.__init__(self, for_update=for_update)
        IdentityOptions.__init__(
            self,
            start=start,
            increment=increment,
            minvalue=minvalue,
            maxvalue=maxvalue,
            nominvalue=nominvalue,
            nomaxvalue=nomaxvalue,
            cycle=cycle,
            cache=cache,
            order=order,
            **dialect_kw,
        )
        self.name = quoted_name(name, quote)
        self.optional = optional
        self.schema = self._schema_for(schema, quote_schema, metadata)
        self.metadata = metadata
        self._key = _get_table_key(name, self.schema)
        self.data_type = to_instance(data_type) if data_type is not None else None
        if metadata is not None:
            self._set_metadata(metadata)

    @staticmethod
    def _schema_for(schema: Any, quote_schema: bool | None, metadata: Any) -> str | None:
        if schema is BLANK_SCHEMA:
            return None
        if schema is None and metadata is not None and metadata.schema is not None:
            schema = metadata.schema
        return quoted_name.construct(schema, quote_schema)

    def next_value(self) -> Any:
        """Return the SQL expression for the next number, in the dialect's spelling."""
        return func.next_value(self)

    def create(self, bind: Any, checkfirst: Any = True) -> None:
        """Create this sequence in the database. checkfirst: only if it is not there; bool or CheckFirst."""
        bind._run_ddl_visitor(SchemaGenerator, self, checkfirst=checkfirst)

    def drop(self, bind: Any, checkfirst: Any = True) -> None:
        """Drop this sequence from the database. checkfirst: only if it is there; bool or CheckFirst."""
        bind._run_ddl_visitor(SchemaDropper, self, checkfirst=checkfirst)

    def _set_parent(self, parent: Any, **kw: Any) -> None:
        if not hasattr(parent, "_on_table_attach"):
            raise exc.ArgumentError(f"A Sequence is given to a Column, not to {parent!r}")
        super()._set_parent(parent, **kw)
        parent._on_table_attach(self._set_table)

    def _set_table(self, column: Any, table: Any) -> None:
        self._set_metadata(table.metadata)

    def _set_metadata(self, metadata: Any) -> None:
        self.metadata = metadata
        metadata._register_object(self)

    def _copy(self) -> Sequence:
        copied = Sequence(
            self.name,
            **IdentityOptions._as_dict(self),
            schema=BLANK_SCHEMA if self.schema is None else self.schema,
            data_type=self.data_type,
            optional=self.optional,
            for_update=self.for_update,
            **self._all_dialect_kwargs,
        )
        self._schema_item_copy(copied)
        return copied

    def _not_a_column_expr(self) -> NoReturn:
        raise exc.InvalidRequestError(
            f"This {type(self).__name__} cannot be used directly as a column expression.  Use "
            "func.next_value(sequence) to produce a 'next value' function that's usable as a column element."
        )

    def self_group(self, against: Any = None) -> NoReturn:
        self._not_a_column_expr()

    def _from_objects(self) -> NoReturn:
        self._not_a_column_expr()

    @property
    def _type(self) -> Any:
        return self.data_type or INTEGERTYPE

    def __repr__(self) -> str:
        parts = [repr(str(self.name))]
        parts += [f"{name}={value!r}" for name, value in IdentityOptions._as_dict(self).items()]
        for name in ("schema", "data_type", "optional", "metadata"):
            value = getattr(self, name)
            if value is not None and value is not False:
                parts.append(f"{name}={str(value)!r}" if name == "schema" else f"{name}={value!r}")
        return f"Sequence({', '.join(parts)})"
