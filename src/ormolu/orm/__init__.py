"""The object-relational mapper: the public names of `sqlalchemy.orm`.

Rooms in the order of their dependence: `state`, `mapping`, `query`, `loading`, `flush`, `session`.
"""

from .flush.unit import UnitOfWork as UOWTransaction
from .loading import AppenderQuery as AppenderQuery
from .loading import WriteOnlyCollection as WriteOnlyCollection
from .loading.options import Load as Load
from .loading.options import contains_eager as contains_eager
from .loading.options import defaultload as defaultload
from .loading.options import defer as defer
from .loading.options import immediateload as immediateload
from .loading.options import joinedload as joinedload
from .loading.options import lazyload as lazyload
from .loading.options import load_only as load_only
from .loading.options import noload as noload
from .loading.options import raiseload as raiseload
from .loading.options import selectin_polymorphic as selectin_polymorphic
from .loading.options import selectinload as selectinload
from .loading.options import subqueryload as subqueryload
from .loading.options import undefer as undefer
from .loading.options import undefer_group as undefer_group
from .loading.options import with_expression as with_expression
from .loading.rows import RowContext as QueryContext
from .loading.user_options import UserDefinedOption as UserDefinedOption
from .mapping import MANYTOMANY as MANYTOMANY
from .mapping import MANYTOONE as MANYTOONE
from .mapping import ONETOMANY as ONETOMANY
from .mapping import CascadeOptions as CascadeOptions
from .mapping import ColumnProperty as ColumnProperty
from .mapping import Composite as Composite
from .mapping import CompositeProperty as CompositeProperty
from .mapping import DeclarativeBase as DeclarativeBase
from .mapping import DeclarativeBaseNoMeta as DeclarativeBaseNoMeta
from .mapping import DeclarativeMeta as DeclarativeMeta
from .mapping import DynamicMapped as DynamicMapped
from .mapping import InspectionAttr as InspectionAttr
from .mapping import InspectionAttrExtensionType as InspectionAttrExtensionType
from .mapping import InspectionAttrInfo as InspectionAttrInfo
from .mapping import InstrumentedAttribute as InstrumentedAttribute
from .mapping import Mapped as Mapped
from .mapping import MappedAsDataclass as MappedAsDataclass
from .mapping import MappedColumn as MappedColumn
from .mapping import MappedSQLExpression as MappedSQLExpression
from .mapping import Mapper as Mapper
from .mapping import MapperEvents as MapperEvents
from .mapping import MapperProperty as MapperProperty
from .mapping import NotExtension as NotExtension
from .mapping import ORMDescriptor as ORMDescriptor
from .mapping import PropComparator as PropComparator
from .mapping import QueryableAttribute as QueryableAttribute
from .mapping import RegistryEvents as RegistryEvents
from .mapping import Relationship as Relationship
from .mapping import RelationshipDirection as RelationshipDirection
from .mapping import RelationshipProperty as RelationshipProperty
from .mapping import SQLORMExpression as SQLORMExpression
from .mapping import Synonym as Synonym
from .mapping import SynonymProperty as SynonymProperty
from .mapping import TypeResolve as TypeResolve
from .mapping import WriteOnlyMapped as WriteOnlyMapped
from .mapping import add_mapped_attribute as add_mapped_attribute
from .mapping import as_declarative as as_declarative
from .mapping import as_typed_table as as_typed_table
from .mapping import backref as backref
from .mapping import class_mapper as class_mapper
from .mapping import clear_mappers as clear_mappers
from .mapping import column_property as column_property
from .mapping import composite as composite
from .mapping import configure_mappers as configure_mappers
from .mapping import declarative_base as declarative_base
from .mapping import declarative_mixin as declarative_mixin
from .mapping import declared_attr as declared_attr
from .mapping import deferred as deferred
from .mapping import dynamic_loader as dynamic_loader
from .mapping import foreign as foreign
from .mapping import has_inherited_table as has_inherited_table
from .mapping import mapped_as_dataclass as mapped_as_dataclass
from .mapping import mapped_column as mapped_column
from .mapping import object_mapper as object_mapper
from .mapping import orm_insert_sentinel as orm_insert_sentinel
from .mapping import query_expression as query_expression
from .mapping import reconstructor as reconstructor
from .mapping import registry as registry
from .mapping import relationship as relationship
from .mapping import remote as remote
from .mapping import synonym as synonym
from .mapping import synonym_for as synonym_for
from .mapping import unmapped_column as unmapped_column
from .mapping import unmapped_dataclass as unmapped_dataclass
from .mapping import validates as validates
from .mapping.events import EXT_CONTINUE as EXT_CONTINUE
from .mapping.events import EXT_SKIP as EXT_SKIP
from .mapping.events import EXT_STOP as EXT_STOP
from .mapping.instrumentation_events import InstrumentationEvents as InstrumentationEvents
from .mapping.mapped import MappedClassProtocol as MappedClassProtocol
from .mapping.mapped import Unmapped as Unmapped
from .mapping.polymorphic_union import polymorphic_union as polymorphic_union
from .query import AliasedClass as AliasedClass
from .query import Bundle as Bundle
from .query import DictBundle as DictBundle
from .query import FromStatement as FromStatement
from .query import QueryEvents as QueryEvents
from .query import aliased as aliased
from .query import join as join
from .query import outerjoin as outerjoin
from .query import with_loader_criteria as with_loader_criteria
from .query import with_polymorphic as with_polymorphic
from .query.criteria import LoaderCriteria as LoaderCriteriaOption
from .query.legacy import AliasOption as AliasOption
from .query.legacy import Query as Query
from .query.legacy import contains_alias as contains_alias
from .query.with_parent import with_parent as with_parent
from .session import ORMExecuteState as ORMExecuteState
from .session import QueryPropertyDescriptor as QueryPropertyDescriptor
from .session import Session as Session
from .session import SessionEvents as SessionEvents
from .session import SessionTransaction as SessionTransaction
from .session import SessionTransactionOrigin as SessionTransactionOrigin
from .session import close_all_sessions as close_all_sessions
from .session import create_session as create_session
from .session import identity_key as identity_key
from .session import make_transient as make_transient
from .session import make_transient_to_detached as make_transient_to_detached
from .session import merge_frozen_result as merge_frozen_result
from .session import merge_result as merge_result
from .session import object_session as object_session
from .session import scoped_session as scoped_session
from .session import sessionmaker as sessionmaker
from .session import was_deleted as was_deleted
from .state import NO_KEY as NO_KEY
from .state import NO_VALUE as NO_VALUE
from .state import AttributeEvents as AttributeEvents
from .state import AttributeEventToken as AttributeEventToken
from .state import AttributeState as AttributeState
from .state import ClassManager as ClassManager
from .state import IdentityMap as IdentityMap
from .state import InstanceEvents as InstanceEvents
from .state import InstanceState as InstanceState
from .state import KeyFuncDict as KeyFuncDict
from .state import LoaderCallableStatus as LoaderCallableStatus
from .state import PassiveFlag as PassiveFlag
from .state import attribute_keyed_dict as attribute_keyed_dict
from .state import column_keyed_dict as column_keyed_dict
from .state import keyfunc_mapping as keyfunc_mapping
from .state.keyed_dicts import MappedCollection as MappedCollection
from .state.keyed_dicts import attribute_mapped_collection as attribute_mapped_collection
from .state.keyed_dicts import column_mapped_collection as column_mapped_collection
from .state.keyed_dicts import mapped_collection as mapped_collection

__all__ = [
    "AliasOption",
    "AliasedClass",
    "AppenderQuery",
    "AttributeEventToken",
    "AttributeEvents",
    "AttributeState",
    "Bundle",
    "CascadeOptions",
    "ClassManager",
    "ColumnProperty",
    "Composite",
    "CompositeProperty",
    "DeclarativeBase",
    "DeclarativeBaseNoMeta",
    "DeclarativeMeta",
    "DictBundle",
    "DynamicMapped",
    "EXT_CONTINUE",
    "EXT_SKIP",
    "EXT_STOP",
    "FromStatement",
    "IdentityMap",
    "InspectionAttr",
    "InspectionAttrExtensionType",
    "InspectionAttrInfo",
    "InstanceEvents",
    "InstanceState",
    "InstrumentationEvents",
    "InstrumentedAttribute",
    "KeyFuncDict",
    "Load",
    "LoaderCallableStatus",
    "LoaderCriteriaOption",
    "MANYTOMANY",
    "MANYTOONE",
    "Mapped",
    "MappedAsDataclass",
    "MappedClassProtocol",
    "MappedCollection",
    "MappedColumn",
    "MappedSQLExpression",
    "Mapper",
    "MapperEvents",
    "MapperProperty",
    "NO_KEY",
    "NO_VALUE",
    "NotExtension",
    "ONETOMANY",
    "ORMDescriptor",
    "ORMExecuteState",
    "PassiveFlag",
    "PropComparator",
    "Query",
    "QueryContext",
    "QueryEvents",
    "QueryPropertyDescriptor",
    "QueryableAttribute",
    "RegistryEvents",
    "Relationship",
    "RelationshipDirection",
    "RelationshipProperty",
    "SQLORMExpression",
    "Session",
    "SessionEvents",
    "SessionTransaction",
    "SessionTransactionOrigin",
    "Synonym",
    "SynonymProperty",
    "TypeResolve",
    "UOWTransaction",
    "Unmapped",
    "UserDefinedOption",
    "WriteOnlyCollection",
    "WriteOnlyMapped",
    "add_mapped_attribute",
    "aliased",
    "as_declarative",
    "as_typed_table",
    "attribute_keyed_dict",
    "attribute_mapped_collection",
    "backref",
    "class_mapper",
    "clear_mappers",
    "close_all_sessions",
    "column_keyed_dict",
    "column_mapped_collection",
    "column_property",
    "composite",
    "configure_mappers",
    "contains_alias",
    "contains_eager",
    "create_session",
    "declarative_base",
    "declarative_mixin",
    "declared_attr",
    "defaultload",
    "defer",
    "deferred",
    "dynamic_loader",
    "foreign",
    "has_inherited_table",
    "identity_key",
    "immediateload",
    "join",
    "joinedload",
    "keyfunc_mapping",
    "lazyload",
    "load_only",
    "make_transient",
    "make_transient_to_detached",
    "mapped_as_dataclass",
    "mapped_collection",
    "mapped_column",
    "merge_frozen_result",
    "merge_result",
    "noload",
    "object_mapper",
    "object_session",
    "orm_insert_sentinel",
    "outerjoin",
    "polymorphic_union",
    "query_expression",
    "raiseload",
    "reconstructor",
    "registry",
    "relationship",
    "remote",
    "scoped_session",
    "selectin_polymorphic",
    "selectinload",
    "sessionmaker",
    "subqueryload",
    "synonym",
    "synonym_for",
    "undefer",
    "undefer_group",
    "unmapped_column",
    "unmapped_dataclass",
    "validates",
    "was_deleted",
    "with_expression",
    "with_loader_criteria",
    "with_parent",
    "with_polymorphic",
]
