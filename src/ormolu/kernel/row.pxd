from ormolu.kernel.tracking cimport can_cycle, untrack

cdef class BaseRow:
    cdef readonly object _parent
    cdef readonly tuple _data
    cdef readonly object _key_to_index

cdef object _fill(BaseRow row, object parent, object names, tuple data)
cdef bint _is_atomic(tuple data)
