from ormolu.kernel.instance cimport IN_DICT, ClassLayout, Core, Home, Instance, _native_store, native_get

cdef bint _is_at_hand(Instance inst)
