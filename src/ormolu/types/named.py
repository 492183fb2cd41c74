"""Types that leave traces in a schema (a CHECK constraint, a named database type), and types with a native twin.

The constraint or CREATE TYPE itself is made by the schema layer and the dialects; here is what they need to know:
`SchemaType` has name, schema and metadata, `_check_values()` and `_should_create_constraint()`.
"""

from __future__ import annotations

from typing import Any, Literal

from ormolu import exc

from .base import TypeEngine, TypeEngineMixin
from .construction import rebuild

NO_ARG: Literal["NO_ARG"] = "NO_ARG"
"""Stands for an argument not given, where None means something."""


class Emulated(TypeEngineMixin):
    """Mixin of generic types that some databases have natively and others imitate by another type."""

    native: bool

    def adapt_to_emulated(self, impltype: Any, **kw: Any) -> Any:
        """Return this type as an instance of `impltype`, which imitates it."""
        return rebuild(self, impltype, **kw)

    def adapt(self, cls: Any, **kw: Any) -> Any:
        """Return this type as an instance of `cls`: as the native twin where `cls` is one and it is wanted."""
        if _is_native_for_emulated(cls):
            adapted = (
                cls.adapt_emulated_to_native(self, **kw) if self.native else cls.adapt_native_to_emulated(self, **kw)
            )
        elif issubclass(cls, type(self)) or (issubclass(type(self), cls) and cls is not type(self)):
            adapted = self.adapt_to_emulated(cls, **kw)
        else:
            return super().adapt(cls, **kw)  # type: ignore[misc]
        variants = getattr(self, "_variant_mapping", None)
        if variants and isinstance(adapted, TypeEngine):
            adapted._variant_mapping = variants
        return adapted


class NativeForEmulated(TypeEngineMixin):
    """Mixin of a dialect's types that are the native form of an Emulated type."""

    @classmethod
    def adapt_native_to_emulated(cls, impl: Any, **kw: Any) -> Any:
        """Return the imitating form of `impl` for the dialect of this class."""
        return impl.adapt_to_emulated(type(impl), **kw)

    @classmethod
    def adapt_emulated_to_native(cls, impl: Any, **kw: Any) -> Any:
        """Return an instance of this class that stands for `impl`."""
        return rebuild(impl, cls, **kw)


def _is_native_for_emulated(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, NativeForEmulated)


class SchemaType(TypeEngineMixin):
    """Mixin of types that need objects of their own in the schema, such as Enum and Boolean.

    metadata: the MetaData with which the type is created and dropped; without one, with its table.
    inherit_schema: take the schema of the table it is used in.
    """

    _use_schema_map = True
    _is_named = True
    _schema_inherited = False
    """Whether some database has a named type for it; False where only a constraint is needed."""

    name: str | None
    dispatch: Any
    """Listeners of CREATE and DROP; the schema layer puts it here."""

    def __init__(
        self,
        name: str | None = None,
        schema: Any = NO_ARG,
        metadata: Any = None,
        inherit_schema: bool = False,
        quote: bool | None = None,
        create_type: bool = True,
    ) -> None:
        if inherit_schema:
            exc.warn_deprecated(
                "the ``inherit_schema`` parameter is deprecated.The schema will be inherited from the ``metadata`` "
                "object. To keep using the table schema as the type schema, pass the ``schema`` parameter directly.",
                "2.1",
            )
        self.name = name
        self._schema_provided = schema is not NO_ARG
        self.schema = None if schema is NO_ARG else schema
        if self.schema is None and metadata is not None and metadata.schema and not self._schema_provided:
            self.schema = metadata.schema
        self.metadata = metadata
        self._inherit_schema = inherit_schema
        self.quote = quote
        self.create_type = create_type
        if metadata is not None:
            metadata._register_object(self)

    @property
    def inherit_schema(self) -> bool:
        """Whether the type takes the schema of the table it is used in."""
        return self._inherit_schema or (not self._schema_provided and self.schema is None and self.metadata is None)

    def _belong_to(self, metadata: Any, schema: str | None) -> None:
        """Be created and dropped with `metadata`, in `schema` unless one was given; only the first one counts.

        The schema layer calls this when the type comes to a table.
        """
        if self.metadata is None:
            self.metadata = metadata
            if self._inherit_schema or (not self._schema_provided and self.schema is None):
                self.schema = schema
            self.__dict__.pop("_memo_cache_key", None)
            metadata._register_object(self)
        elif self._inherit_schema and not self._schema_inherited:
            self.schema = schema
            self.__dict__.pop("_memo_cache_key", None)
        self._schema_inherited = True

    def _check_values(self) -> tuple[Any, ...] | None:
        """The values of a CHECK constraint `column IN (values)`, None when this type wants none."""
        return None

    def _should_create_constraint(self, dialect: Any) -> bool:
        """Whether the CHECK constraint is needed on `dialect`."""
        return False

    def _is_impl_for_variant(self, dialect: Any, kw: dict[str, Any]) -> bool | None:
        """Whether this type, and not a variant of the column's type, is what `dialect` gets."""
        variants = kw.pop("variant_mapping", None)
        if not variants:
            return True
        chosen = variants.get(dialect.name)
        if chosen is None:
            return variants.get("_default", self) is self
        return chosen is self

    def create(self, bind: Any, checkfirst: Any = True) -> None:
        """Issue CREATE for the database type, where the dialect of `bind` has one."""
        impl: Any = self.dialect_impl(bind.dialect)  # type: ignore[attr-defined]
        if isinstance(impl, SchemaType) and type(impl) is not type(self):
            impl.create(bind, checkfirst=checkfirst)

    def drop(self, bind: Any, checkfirst: Any = True) -> None:
        """Issue DROP for the database type, where the dialect of `bind` has one."""
        impl: Any = self.dialect_impl(bind.dialect)  # type: ignore[attr-defined]
        if isinstance(impl, SchemaType) and type(impl) is not type(self):
            impl.drop(bind, checkfirst=checkfirst)
