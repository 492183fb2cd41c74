"""Mapping: classes and tables become mappers. Collect what class bodies say, decide once, build once.

From the bottom up: `interfaces.py` (what every attribute has in common), `column_property.py`, `relationship.py`, `synonym.py`,
`composite.py` (the kinds of attributes), `mapper.py` (one class), `scan.py` (a class body), `registry.py` and `bases.py`
(what users start from), `configuration.py` (completing all mappers).
"""

from .annotations import Unresolved as Unresolved
from .attributes import InstrumentedAttribute as InstrumentedAttribute
from .attributes import ProxyAttribute as ProxyAttribute
from .attributes import QueryableAttribute as QueryableAttribute
from .bases import DeclarativeBase as DeclarativeBase
from .bases import DeclarativeBaseNoMeta as DeclarativeBaseNoMeta
from .bases import DeclarativeMeta as DeclarativeMeta
from .bases import MappedAsDataclass as MappedAsDataclass
from .bases import add_mapped_attribute as add_mapped_attribute
from .bases import as_declarative as as_declarative
from .bases import as_typed_table as as_typed_table
from .bases import class_mapper as class_mapper
from .bases import declarative_base as declarative_base
from .bases import has_inherited_table as has_inherited_table
from .bases import mapped_as_dataclass as mapped_as_dataclass
from .bases import object_mapper as object_mapper
from .bases import unmapped_dataclass as unmapped_dataclass
from .cascades import CascadeOptions as CascadeOptions
from .column_property import ColumnProperty as ColumnProperty
from .column_property import MappedSQLExpression as MappedSQLExpression
from .composite import Composite as Composite
from .composite import CompositeProperty as CompositeProperty
from .configuration import all_registries as all_registries
from .configuration import configure_mappers as configure_mappers
from .constructors import backref as backref
from .constructors import column_property as column_property
from .constructors import composite as composite
from .constructors import deferred as deferred
from .constructors import dynamic_loader as dynamic_loader
from .constructors import mapped_column as mapped_column
from .constructors import orm_insert_sentinel as orm_insert_sentinel
from .constructors import query_expression as query_expression
from .constructors import reconstructor as reconstructor
from .constructors import relationship as relationship
from .constructors import synonym as synonym
from .constructors import synonym_for as synonym_for
from .constructors import unmapped_column as unmapped_column
from .constructors import validates as validates
from .declared_attr import declarative_mixin as declarative_mixin
from .declared_attr import declared_attr as declared_attr
from .events import MapperEvents as MapperEvents
from .events import RegistryEvents as RegistryEvents
from .events import mapper_of as mapper_of
from .interfaces import MANYTOMANY as MANYTOMANY
from .interfaces import MANYTOONE as MANYTOONE
from .interfaces import ONETOMANY as ONETOMANY
from .interfaces import InspectionAttr as InspectionAttr
from .interfaces import InspectionAttrExtensionType as InspectionAttrExtensionType
from .interfaces import InspectionAttrInfo as InspectionAttrInfo
from .interfaces import MapperProperty as MapperProperty
from .interfaces import NotExtension as NotExtension
from .interfaces import PropComparator as PropComparator
from .interfaces import RelationshipDirection as RelationshipDirection
from .joins import foreign as foreign
from .joins import remote as remote
from .mapped import DynamicMapped as DynamicMapped
from .mapped import Mapped as Mapped
from .mapped import ORMDescriptor as ORMDescriptor
from .mapped import SQLORMExpression as SQLORMExpression
from .mapped import WriteOnlyMapped as WriteOnlyMapped
from .mapped_column import MappedColumn as MappedColumn
from .mapper import Mapper as Mapper
from .registry import clear_mappers as clear_mappers
from .registry import registry as registry
from .relationship import Relationship as Relationship
from .relationship import RelationshipProperty as RelationshipProperty
from .scan import deferred_scans as deferred_scans
from .synonym import Synonym as Synonym
from .synonym import SynonymProperty as SynonymProperty
from .type_resolution import TypeResolve as TypeResolve
