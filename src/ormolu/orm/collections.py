"""The documented module `orm.collections`: collection classes and their decorators."""

from .state import KeyFuncDict as KeyFuncDict
from .state import attribute_keyed_dict as attribute_keyed_dict
from .state import collection as collection
from .state import column_keyed_dict as column_keyed_dict
from .state import keyfunc_mapping as keyfunc_mapping
from .state.adapter import CollectionAdapter as CollectionAdapter
from .state.adapter import collection_adapter as collection_adapter
from .state.collection_types import InstrumentedDict as InstrumentedDict
from .state.collection_types import InstrumentedList as InstrumentedList
from .state.collection_types import InstrumentedSet as InstrumentedSet

# The names of before 2.0.
MappedCollection = KeyFuncDict
attribute_mapped_collection = attribute_keyed_dict
column_mapped_collection = column_keyed_dict
mapped_collection = keyfunc_mapping
