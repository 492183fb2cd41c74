"""Declarative under its old module path, and the bases whose mapping waits: concrete hierarchies and reflection.

`AbstractConcreteBase` and `ConcreteBase` map a hierarchy of concrete tables to a UNION of them; `DeferredReflection`
waits with mapping until its tables have been reflected.
"""

from ...orm.mapping import DeclarativeMeta as DeclarativeMeta
from ...orm.mapping import as_declarative as as_declarative
from ...orm.mapping import declarative_base as declarative_base
from ...orm.mapping import declared_attr as declared_attr
from ...orm.mapping import has_inherited_table as has_inherited_table
from ...orm.mapping import synonym_for as synonym_for
from .concrete import AbstractConcreteBase as AbstractConcreteBase
from .concrete import ConcreteBase as ConcreteBase
from .deferred_reflection import DeferredReflection as DeferredReflection

__all__ = [
    "AbstractConcreteBase",
    "ConcreteBase",
    "DeclarativeMeta",
    "DeferredReflection",
    "as_declarative",
    "declarative_base",
    "declared_attr",
    "has_inherited_table",
    "synonym_for",
]
