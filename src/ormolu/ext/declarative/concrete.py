"""Concrete table hierarchies in declarative: each class has a whole table, the base selects from their UNION."""

from __future__ import annotations

from typing import Any

from ...orm.mapping import Mapper
from ...orm.mapping.events import mapper_of
from ...orm.mapping.polymorphic_union import polymorphic_union
from ...orm.mapping.scan import deferred_scans


class ConcreteBase:
    """Mixin for the base of a concrete hierarchy that has a table of its own."""

    _concrete_discriminator_name: str

    @classmethod
    def _create_polymorphic_union(cls, mappers: list[Any], discriminator: str) -> Any:
        tables = {mapper.polymorphic_identity: mapper.local_table for mapper in mappers}
        return polymorphic_union(tables, discriminator, "pjoin")

    @classmethod
    def __declare_first__(cls) -> None:
        mapper = mapper_of(cls)
        if mapper is None or mapper.with_polymorphic:
            return
        discriminator = getattr(cls, "_concrete_discriminator_name", None) or "type"
        union = cls._create_polymorphic_union(list(mapper.self_and_descendants), discriminator)
        mapper._set_with_polymorphic(("*", union))
        mapper._set_polymorphic_on(union.c[discriminator])


class AbstractConcreteBase(ConcreteBase):
    """Mixin for the base of a concrete hierarchy without a table: it is mapped to the UNION of its subclasses."""

    _sa_never_inherited = True

    @staticmethod
    def _sa_defer_mapping(cls: type) -> bool:
        return AbstractConcreteBase in cls.__bases__

    @classmethod
    def __declare_first__(cls) -> None:
        if AbstractConcreteBase in cls.__bases__:
            cls._map_to_union()

    @classmethod
    def _map_to_union(cls) -> None:
        if mapper_of(cls) is not None or cls not in deferred_scans:
            return
        mappers = [mapper_of(each) for each in _below(cls)]
        mappers = [mapper for mapper in mappers if mapper is not None and mapper.concrete]
        discriminator = getattr(cls, "_concrete_discriminator_name", None) or "type"
        union = cls._create_polymorphic_union(mappers, discriminator)
        scan = deferred_scans[cls]
        scan.given_table = union
        scan.columns = []
        strict = scan.mapper_args.pop("strict_attrs", False)
        scan.mapper_args.setdefault("primary_key", list(union.primary_key))
        scan.mapper_args["polymorphic_on"] = union.c[discriminator]
        if strict:
            scan.mapper_args["include_properties"] = {
                *scan.properties,
                discriminator,
                *(c.key for c in union.primary_key),
            }
        base: Mapper[Any] = scan.build()
        for mapper in mappers:
            mapper._set_concrete_base(base)


def _below(cls: type) -> list[type]:
    found: list[type] = []
    waiting: list[type] = list(cls.__subclasses__())
    while waiting:
        each = waiting.pop(0)
        found.append(each)
        waiting.extend(each.__subclasses__())
    return found
