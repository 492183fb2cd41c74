"""Aliases of mapped classes: a class and a selectable -> an entity of its own, with attributes that speak of it.

`AliasedClass` is what a user holds; `AliasedInsp` (its `inspect()`) is what planning reads. `aliased()` and
`with_polymorphic()` are the public ways to make one.
"""

from __future__ import annotations

import types
from collections.abc import Iterable
from typing import Any

from ... import exc
from ...inspection import _inspects, inspect
from ...sql.cache_key import KeyParts
from ...structures import immutabledict
from ..mapping.interfaces import InspectionAttr
from .adapt import ColumnAdapter


class AliasedClass:
    """An alias of a mapped class: `aliased(User)` has the attributes of `User`, rendered for the alias."""

    __name__: str

    def __init__(
        self,
        mapped_class_or_ac: Any,
        alias: Any = None,
        name: str | None = None,
        flat: bool = False,
        adapt_on_names: bool = False,
        with_polymorphic_mappers: Iterable[Any] | None = None,
        with_polymorphic_discriminator: Any = None,
        base_alias: AliasedInsp | None = None,
        use_mapper_path: bool = False,
        represents_outer_join: bool = False,
    ) -> None:
        insp = inspect(mapped_class_or_ac)
        mapper = insp.mapper
        nest_adapters = False
        if alias is None:
            of_polymorphic = insp.is_aliased_class and insp._is_with_polymorphic
            source = insp.selectable if insp.is_aliased_class and insp.selectable._is_subquery else None
            if of_polymorphic:
                source = insp.selectable
                with_polymorphic_mappers = with_polymorphic_mappers or insp.with_polymorphic_mappers
            base = mapper._with_polymorphic_selectable if source is None else source
            alias = base._anonymous_fromclause(name=name, flat=flat)
        elif insp.is_aliased_class:
            nest_adapters = True
        self.__dict__["__name__"] = mapper.class_.__name__
        self.__dict__["_aliased_insp"] = AliasedInsp(
            self,
            insp,
            alias,
            name,
            tuple(with_polymorphic_mappers) if with_polymorphic_mappers else tuple(mapper.with_polymorphic_mappers),
            mapper.polymorphic_on if with_polymorphic_discriminator is None else with_polymorphic_discriminator,
            base_alias,
            use_mapper_path,
            adapt_on_names,
            represents_outer_join,
            nest_adapters,
        )

    def __getattr__(self, key: str) -> Any:
        insp = self.__dict__.get("_aliased_insp")
        if insp is None:
            raise AttributeError(key)
        attr = getattr(insp._target, key)
        if callable(attr) and hasattr(attr, "__self__"):
            return types.MethodType(attr.__func__, self)  # a class method, with the alias as its class
        if hasattr(attr, "__get__"):
            attr = attr.__get__(None, self)
        if hasattr(attr, "adapt_to_entity"):
            attr = attr.adapt_to_entity(insp)
            self.__dict__[key] = attr
        return attr

    def __repr__(self) -> str:
        return f"<AliasedClass at {id(self):#x}; {self._aliased_insp._target.__name__}>"

    def __str__(self) -> str:
        return str(self._aliased_insp)


class AliasedInsp(InspectionAttr):
    """What `inspect()` says about an AliasedClass.

    `entity` is the AliasedClass, `mapper` the mapper behind it, `selectable` the FROM element it stands for,
    `with_polymorphic_mappers` the mappers whose columns come with it.
    """

    is_aliased_class = True
    is_selectable = True
    inherit_cache = True

    __slots__ = (
        "entity",
        "mapper",
        "selectable",
        "name",
        "with_polymorphic_mappers",
        "polymorphic_on",
        "represents_outer_join",
        "_base_alias",
        "_use_mapper_path",
        "_adapt_on_names",
        "_target",
        "_adapter",
        "_clause_element",
        "_with_polymorphic_entities",
        "_is_with_polymorphic",
        "_nest_adapters",
        "__weakref__",
        "__dict__",
    )

    def __init__(
        self,
        entity: AliasedClass,
        inspected: Any,
        selectable: Any,
        name: str | None,
        with_polymorphic_mappers: tuple[Any, ...],
        polymorphic_on: Any,
        base_alias: AliasedInsp | None,
        use_mapper_path: bool,
        adapt_on_names: bool,
        represents_outer_join: bool,
        nest_adapters: bool,
    ) -> None:
        mapper = inspected.mapper
        self.entity = entity
        self.mapper = mapper
        self.selectable = selectable
        self.name = name
        self.polymorphic_on = polymorphic_on
        self.represents_outer_join = represents_outer_join
        self._base_alias = base_alias or self
        self._use_mapper_path = use_mapper_path
        self._adapt_on_names = adapt_on_names
        self._nest_adapters = nest_adapters
        self._target = mapper.class_
        self._clause_element: Any = None
        self._with_polymorphic_entities: list[AliasedInsp] = []
        self._is_with_polymorphic = bool(with_polymorphic_mappers)
        self.with_polymorphic_mappers = with_polymorphic_mappers or (mapper,)
        adapter: Any = ColumnAdapter(selectable, mapper._equivalent_columns, adapt_on_names=adapt_on_names)
        if nest_adapters:
            inner, outer = inspected._adapter, adapter
            adapter = ColumnAdapter(selectable, mapper._equivalent_columns, adapt_on_names=adapt_on_names)
            adapter = _NestedAdapter(inner, outer)
        self._adapter = adapter
        if self._is_with_polymorphic and base_alias is None:
            self._add_subclass_entities()

    def _add_subclass_entities(self) -> None:
        """Give a polymorphic alias one attribute for each subclass: `alias.Engineer`."""
        for sub in self.with_polymorphic_mappers:
            if sub is self.mapper:
                continue
            made = AliasedClass(
                sub.class_,
                self.selectable,
                base_alias=self,
                adapt_on_names=self._adapt_on_names,
                use_mapper_path=self._use_mapper_path,
                with_polymorphic_mappers=tuple(m for m in self.with_polymorphic_mappers if m.isa(sub)),
            )
            self.entity.__dict__[sub.class_.__name__] = made
            self._with_polymorphic_entities.append(made._aliased_insp)

    # -- what planning asks ----------------------------------------------------------------------------------

    @property
    def class_(self) -> type[Any]:
        """The mapped class behind the alias."""
        return self.mapper.class_  # type: ignore[no-any-return]  # mappers are Any here

    @property
    def _path_root(self) -> AliasedInsp:
        """The alias that stands in option paths: a polymorphic alias for its subclass entities too."""
        return self._base_alias

    @property
    def entity_namespace(self) -> AliasedClass:
        """Where `filter_by()` looks names up."""
        return self.entity

    @property
    def _tables(self) -> Any:
        return self.mapper.tables

    def __clause_element__(self) -> Any:
        found = self._clause_element
        if found is None:
            found = self.selectable._annotate(
                {"parentmapper": self.mapper, "parententity": self, "entity_namespace": self}
            )
            found = found._set_propagate_attrs(immutabledict({"compile_state_plugin": "orm", "plugin_subject": self}))
            self._clause_element = found
        return found

    def _adapt_element(self, expr: Any, key: str | None = None) -> Any:
        """Return `expr`, an expression of the mapper, for this alias."""
        marks: dict[str, Any] = {"parententity": self, "parentmapper": self.mapper}
        if key is not None:
            marks["proxy_key"] = key
        if not hasattr(expr, "_annotations") and hasattr(expr, "__clause_element__"):
            expr = expr.__clause_element__()
        adapted = self._adapter(expr)
        return adapted._annotate(marks)._set_propagate_attrs(
            immutabledict({"compile_state_plugin": "orm", "plugin_subject": self})
        )

    _orm_adapt_element = _adapt_element

    def _entity_for_mapper(self, mapper: Any) -> AliasedInsp | Any:
        """Return the entity of this alias whose attributes are those of `mapper`."""
        if mapper is self.mapper:
            return self
        for sub in self._with_polymorphic_entities:
            if sub.mapper is mapper:
                return sub
        if mapper.isa(self.mapper):
            return next((s for s in self._with_polymorphic_entities if mapper.isa(s.mapper)), self)
        if self.mapper.isa(mapper):
            return self
        raise exc.InvalidRequestError(f"{mapper} is no part of {self}")

    def isa(self, other: Any) -> bool:
        """Say whether `other` is this very alias, or the polymorphic alias this is a part of."""
        return other is self or other is self._base_alias

    def common_parent(self, other: Any) -> bool:
        """Say whether both entities descend from one base mapper."""
        return bool(self.mapper.common_parent(other.mapper))

    def _key_parts(self) -> KeyParts | None:
        found = self.__dict__.get("_key_memo")
        if found is None:
            inner = self.selectable._key_ref()
            if inner is None:
                return None
            key = (AliasedInsp, self.mapper._serial, self._use_mapper_path, self._adapt_on_names, inner[0])
            mappers = tuple(mapper._serial for mapper in self.with_polymorphic_mappers)
            found = self.__dict__["_key_memo"] = ((*key, mappers), inner[1], inner[2])
        return found

    _key_ref = _key_parts

    def __repr__(self) -> str:
        mappers = ""
        if self._is_with_polymorphic:
            mappers = f"({', '.join(m.class_.__name__ for m in self.with_polymorphic_mappers)})"
        return f"<AliasedInsp at {id(self):#x}; {self.class_.__name__}{mappers or f'({self.class_.__name__})'}>"

    def __str__(self) -> str:
        if self._is_with_polymorphic:
            others = ", ".join(m.class_.__name__ for m in self.with_polymorphic_mappers if m is not self.mapper)
            return f"with_polymorphic({self._target.__name__}, [{others}])"
        return f"aliased({self._target.__name__})"


class _NestedAdapter:
    """Adapts first to an inner alias, then to the selectable that an alias of that alias was given."""

    __slots__ = ("inner", "outer")

    def __init__(self, inner: Any, outer: Any) -> None:
        self.inner = inner
        self.outer = outer

    def column(self, column: Any) -> Any:
        """Return the outer column for `column`, or None."""
        direct = self.outer.column(column)
        if direct is not None:
            return direct
        inner = self.inner.column(column)
        return None if inner is None else self.outer.column(inner)

    def __call__(self, element: Any) -> Any:
        return self.outer(self.inner(element))

    traverse = adapt_clause = __call__


@_inspects(AliasedClass)
def _inspect_alias(alias: AliasedClass) -> AliasedInsp:
    return alias.__dict__["_aliased_insp"]  # type: ignore[no-any-return]  # set in __init__


@_inspects(AliasedInsp)
def _inspect_itself(insp: AliasedInsp) -> AliasedInsp:
    return insp


def aliased(
    element: Any,
    alias: Any = None,
    name: str | None = None,
    flat: bool = False,
    adapt_on_names: bool = False,
) -> Any:
    """Return an alias of a mapped class (an AliasedClass), or of a FROM element (its `.alias()`).

    alias: a selectable to map the attributes to, e.g. a subquery; a fresh alias of the table when left out.
    name: the name in SQL, anonymous when left out. flat: alias the tables of a join, not the join as a subquery.
    adapt_on_names: match columns of `alias` by name when they do not come from the mapped table.
    Raises NoInspectionAvailable if `element` is neither mapped nor a selectable.
    """
    if getattr(element, "_is_from_clause", False):
        if adapt_on_names:
            raise exc.ArgumentError("adapt_on_names only applies to ORM elements")
        if name:
            return element.alias(name=name, flat=flat)
        return element._anonymous_fromclause(flat=flat)
    return AliasedClass(element, alias=alias, flat=flat, name=name, adapt_on_names=adapt_on_names)


def with_polymorphic(
    base: Any,
    classes: Any,
    selectable: Any = False,
    flat: bool = False,
    polymorphic_on: Any = None,
    aliased: bool = False,
    innerjoin: bool = False,
    adapt_on_names: bool = False,
    name: str | None = None,
    _use_mapper_path: bool = False,
) -> Any:
    """Return an alias of `base` that also brings the columns of `classes` ("*" for all subclasses).

    selectable: a FROM element to use in place of the outer join of the tables. aliased/flat: alias it.
    polymorphic_on: the discriminator column when `selectable` has its own. innerjoin: join instead of outer join.
    """
    mapper = inspect(base).mapper
    if selectable is not False and selectable is not None and flat:
        raise exc.ArgumentError(
            "the 'flat' and 'selectable' arguments cannot be passed simultaneously to with_polymorphic()"
        )
    mappers, from_clause = mapper._with_polymorphic_args(classes, selectable, innerjoin=innerjoin)
    if aliased or flat:
        from_clause = from_clause._anonymous_fromclause(flat=flat, name=name)
    return AliasedClass(
        mapper.class_,
        from_clause,
        name=name,
        with_polymorphic_mappers=mappers,
        adapt_on_names=adapt_on_names,
        with_polymorphic_discriminator=polymorphic_on,
        use_mapper_path=_use_mapper_path,
        represents_outer_join=not innerjoin,
    )
