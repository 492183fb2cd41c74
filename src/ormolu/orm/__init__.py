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
    "query": "AliasedClass Bundle DictBundle FromStatement QueryEvents aliased join outerjoin with_loader_criteria with_polymorphic",
    "query.criteria": "LoaderCriteriaOption=LoaderCriteria",
    "query.legacy": "AliasOption Query contains_alias",
    "query.with_parent": "with_parent",
    "loading.options": """
        Load contains_eager defaultload defer immediateload joinedload lazyload load_only noload raiseload
        selectin_polymorphic selectinload subqueryload undefer undefer_group with_expression
    """,
    "loading": "AppenderQuery WriteOnlyCollection",
    "loading.rows": "QueryContext=RowContext",
    "loading.user_options": "UserDefinedOption",
    "flush.unit": "UOWTransaction=UnitOfWork",
    "session": """
        ORMExecuteState QueryPropertyDescriptor Session SessionEvents SessionTransaction SessionTransactionOrigin close_all_sessions create_session
        identity_key make_transient make_transient_to_detached merge_frozen_result merge_result object_session
        scoped_session sessionmaker was_deleted
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
