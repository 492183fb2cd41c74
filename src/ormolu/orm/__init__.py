"""The object-relational mapper: the public names of `sqlalchemy.orm`.

Names are resolved when they are first used, so that `import ormolu.orm` costs little. Rooms in the order of their
dependence: `state`, `mapping`, `query`, `loading`, `flush`, `session`.
"""

from __future__ import annotations

import importlib
from typing import Any

_ROOMS = {
    "mapping": """
        CascadeOptions ColumnProperty Composite CompositeProperty DeclarativeBase DeclarativeBaseNoMeta DeclarativeMeta
        DynamicMapped InspectionAttr InspectionAttrExtensionType InspectionAttrInfo InstrumentedAttribute MANYTOMANY
        MANYTOONE Mapped MappedAsDataclass MappedColumn MappedSQLExpression Mapper MapperEvents MapperProperty
        NotExtension ONETOMANY ORMDescriptor PropComparator QueryableAttribute RegistryEvents Relationship
        RelationshipDirection RelationshipProperty SQLORMExpression Synonym SynonymProperty TypeResolve WriteOnlyMapped
        add_mapped_attribute as_declarative as_typed_table backref class_mapper clear_mappers column_property composite
        configure_mappers declarative_base declarative_mixin declared_attr deferred dynamic_loader foreign
        has_inherited_table mapped_as_dataclass mapped_column object_mapper orm_insert_sentinel query_expression
        reconstructor registry relationship remote synonym synonym_for unmapped_column unmapped_dataclass validates
    """,
    "mapping.events": "EXT_CONTINUE EXT_SKIP EXT_STOP",
    "mapping.mapped": "MappedClassProtocol Unmapped",
    "mapping.polymorphic_union": "polymorphic_union",
    "state": """
        AttributeEvents AttributeEventToken AttributeState ClassManager IdentityMap InstanceEvents InstanceState
        KeyFuncDict LoaderCallableStatus NO_KEY NO_VALUE PassiveFlag attribute_keyed_dict column_keyed_dict keyfunc_mapping
    """,
    "state.keyed_dicts": "MappedCollection attribute_mapped_collection column_mapped_collection mapped_collection",
    "query": "AliasedClass Bundle DictBundle FromStatement aliased join outerjoin with_loader_criteria with_polymorphic",
    "query.criteria": "LoaderCriteriaOption=LoaderCriteria",
    "query.legacy": "AliasOption Query",
    "query.with_parent": "with_parent",
    "loading.options": """
        Load contains_eager defaultload defer immediateload joinedload lazyload load_only noload raiseload
        selectin_polymorphic selectinload subqueryload undefer undefer_group with_expression
    """,
    "session": """
        ORMExecuteState Session SessionEvents SessionTransaction SessionTransactionOrigin close_all_sessions identity_key
        make_transient make_transient_to_detached object_session scoped_session sessionmaker
    """,
}
_PLACES = {
    entry.partition("=")[0]: (room, entry.partition("=")[2] or entry)
    for room, names in _ROOMS.items()
    for entry in names.split()
}

__all__ = sorted(_PLACES)  # pyright: ignore[reportUnsupportedDunderAll]  # resolved by __getattr__


def __getattr__(name: str) -> Any:
    place = _PLACES.get(name)
    if place is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    room, known_as = place
    value = getattr(importlib.import_module(f"{__name__}.{room}"), known_as)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*globals(), *_PLACES]
