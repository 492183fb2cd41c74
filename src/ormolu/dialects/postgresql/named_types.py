"""Types with a name of their own in the database, ENUM and DOMAIN, and their CREATE and DROP.

They come and go with the tables that use them (the schema layer's runner calls `create()` and `drop()` here), or by
`create()` and `drop()` of the type itself.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from ... import exc
from ... import types as sqltypes
from ...schema.ddl import CheckFirst, _CreateDropBase
from ...schema.runner import InvokeCreateDDLBase, InvokeDropDDLBase
from ...sql import coercions, roles
from ...types.construction import GenericRepr
from ...types.named import NativeForEmulated, SchemaType

__all__ = ["DOMAIN", "ENUM", "CreateDomainType", "CreateEnumType", "DropDomainType", "DropEnumType", "NamedType"]


class NamedType(SchemaType, sqltypes.TypeEngine[Any]):
    """Base of named types. create_type: whether tables that use it create it."""

    __abstract__ = True
    create_statement: type[_CreateDropBase]
    drop_statement: type[_CreateDropBase]

    def create(self, bind: Any, checkfirst: Any = True) -> None:
        """CREATE the type. bind: Engine or Connection; checkfirst: only if it is not there."""
        if self._is_supported(bind.dialect):
            with _connected(bind) as connection:
                if not _checks(checkfirst) or not self._is_there(connection):
                    with InvokeCreateDDLBase(connection).with_ddl_events(self):
                        connection.execute(self.create_statement(self))

    def drop(self, bind: Any, checkfirst: Any = True) -> None:
        """DROP the type. bind: Engine or Connection; checkfirst: only if it is there."""
        if self._is_supported(bind.dialect):
            with _connected(bind) as connection:
                if not _checks(checkfirst) or self._is_there(connection):
                    with InvokeDropDDLBase(connection).with_ddl_events(self):
                        connection.execute(self.drop_statement(self))

    def _is_supported(self, dialect: Any) -> bool:
        return bool(dialect.name == "postgresql")

    def _is_there(self, connection: Any) -> bool:
        schema = connection.schema_for_object(self)
        return bool(connection.dialect.has_type(connection, self.name, schema=schema))


def _checks(checkfirst: Any) -> bool:
    return bool(checkfirst & CheckFirst.TYPES) if isinstance(checkfirst, CheckFirst) else bool(checkfirst)


def _connected(bind: Any) -> AbstractContextManager[Any]:
    """The Connection itself, or a new one of the Engine with a transaction."""
    return bind.begin() if hasattr(bind, "connect") else nullcontext(bind)


class CreateEnumType(_CreateDropBase):
    """CREATE TYPE ... AS ENUM."""

    __visit_name__ = "create_enum_type"


class DropEnumType(_CreateDropBase):
    """DROP TYPE of an enumeration."""

    __visit_name__ = "drop_enum_type"


class CreateDomainType(_CreateDropBase):
    """CREATE DOMAIN."""

    __visit_name__ = "create_domain_type"


class DropDomainType(_CreateDropBase):
    """DROP DOMAIN."""

    __visit_name__ = "drop_domain_type"


_NOT_GIVEN: Any = object()


class ENUM(NamedType, NativeForEmulated, sqltypes.Enum):
    """A named enumeration of the database.

    enums: the strings, or one Python enumeration. name: of the type; an enumeration's own name by default.
    create_type: whether tables that use it create it.
    """

    native_enum = True
    create_statement = CreateEnumType
    drop_statement = DropEnumType

    def __init__(self, *enums: Any, name: Any = _NOT_GIVEN, create_type: bool = True, **kw: Any):
        if kw.pop("native_enum", None) is False:
            exc.warn(
                "the native_enum flag does not apply to the sqlalchemy.dialects.postgresql.ENUM datatype; this type "
                "always refers to ENUM. Use sqlalchemy.types.Enum for non-native enum."
            )
        if name is not _NOT_GIVEN:
            kw["name"] = name
        sqltypes.Enum.__init__(self, *enums, create_type=create_type, **kw)

    @classmethod
    def adapt_emulated_to_native(cls, impl: Any, **kw: Any) -> Any:
        kw.setdefault("validate_strings", impl.validate_strings)
        kw.setdefault("name", impl.name)
        kw.setdefault("create_type", impl.create_type)
        kw.setdefault("schema", impl.schema)
        kw.setdefault("quote", impl.quote)
        kw.setdefault("values_callable", impl.values_callable)
        kw.setdefault("omit_aliases", impl._omit_aliases)
        made = cls(*impl._enums_argument, **kw)
        made._inherit_schema = impl._inherit_schema
        made.metadata = impl.metadata  # not by the constructor: only the user's own type is registered there
        made.dispatch = impl.dispatch  # listeners of the generic type hear of this one's CREATE and DROP
        return made

    def _is_supported(self, dialect: Any) -> bool:
        return bool(dialect.supports_native_enum)

    def adapt_to_emulated(self, impltype: Any, **kw: Any) -> Any:
        # other databases have no such type: VARCHAR with the same values
        return sqltypes.Enum.adapt_to_emulated(self, impltype, **kw)


class DOMAIN(NamedType):
    """A named type with a base type, a default and a condition.

    data_type: the base; collation, collation_schema: of its text; default: a value as SQL text; not_null; check: the
    condition on VALUE, constraint_name: its name; create_type: whether tables that use it create it; kw: schema,
    metadata, inherit_schema.
    """

    __visit_name__ = "DOMAIN"
    operator_classes = sqltypes.NullType.operator_classes
    create_statement = CreateDomainType
    drop_statement = DropDomainType

    def __init__(
        self,
        name: str,
        data_type: Any,
        *,
        collation: str | None = None,
        collation_schema: str | None = None,
        default: Any = None,
        constraint_name: str | None = None,
        not_null: bool | None = None,
        check: Any = None,
        create_type: bool = True,
        **kw: Any,
    ) -> None:
        if collation_schema is not None and collation is None:
            raise exc.ArgumentError(
                "the 'collation_schema' parameter of DOMAIN requires the 'collation' parameter to also be present"
            )
        self.data_type = sqltypes.to_instance(data_type)
        self.default = default
        self.collation = collation
        self.collation_schema = collation_schema
        self.constraint_name = constraint_name
        self.not_null = bool(not_null)
        self.check = coercions.expect(roles.DDLExpressionRole, check) if check is not None else None
        super().__init__(name=name, create_type=create_type, **kw)

    def repr_struct(self) -> GenericRepr:
        unsaid = () if self.schema is not None else ("schema",)
        return GenericRepr(self, omit_kwarg=("inherit_schema", "metadata", *unsaid))

    def adapt(self, cls: Any, **kw: Any) -> Any:
        if cls is type(self) and not kw:
            made = cls.__new__(cls)
            made.__dict__.update(self.__getstate__())
            return made
        return super().adapt(cls, **kw)

    @property
    def python_type(self) -> type[Any]:
        return self.data_type.python_type  # type: ignore[no-any-return]

    @property
    def comparator_factory(self) -> Any:
        return self.data_type.comparator_factory

    def bind_processor(self, dialect: Any) -> Callable[[Any], Any] | None:
        return self.data_type._cached_bind_processor(dialect)  # type: ignore[no-any-return]

    def result_processor(self, dialect: Any, coltype: Any) -> Callable[[Any], Any] | None:
        return self.data_type._cached_result_processor(dialect, coltype)  # type: ignore[no-any-return]

    def literal_processor(self, dialect: Any) -> Callable[[Any], str] | None:
        return self.data_type._cached_literal_processor(dialect)  # type: ignore[no-any-return]
