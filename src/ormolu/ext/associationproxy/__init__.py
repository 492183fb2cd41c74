"""association_proxy: an attribute that reads and writes an attribute of related objects.

`proxy.py` has the descriptor and what it knows of a class, `collections.py` the list, set and dict that stand in for a
relationship's collection.
Rule: SQLAlchemy documentation, "Association Proxy".
"""

from .collections import _AssociationCollection, _AssociationDict, _AssociationList, _AssociationSet
from .proxy import (
    AmbiguousAssociationProxyInstance,
    AssociationProxy,
    AssociationProxyExtensionType,
    AssociationProxyInstance,
    ColumnAssociationProxyInstance,
    ObjectAssociationProxyInstance,
    association_proxy,
)

ASSOCIATION_PROXY = AssociationProxyExtensionType.ASSOCIATION_PROXY

__all__ = [
    "ASSOCIATION_PROXY",
    "AmbiguousAssociationProxyInstance",
    "AssociationProxy",
    "AssociationProxyExtensionType",
    "AssociationProxyInstance",
    "ColumnAssociationProxyInstance",
    "ObjectAssociationProxyInstance",
    "_AssociationCollection",
    "_AssociationDict",
    "_AssociationList",
    "_AssociationSet",
    "association_proxy",
]
