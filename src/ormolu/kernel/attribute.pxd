from ormolu.kernel.instance cimport (
    CLEAN, IN_DICT, MAPPED, MODIFIED, PERSISTENT, STALE,
    ClassLayout, Core, Instance, Home, converted, is_raw, native_begin_write, native_core,
)
from ormolu.kernel.tracking cimport can_cycle, track

cdef class Attribute:
    cdef public object impl
    cdef public str key
    cdef public object class_
    cdef public ClassLayout layout
    cdef public Py_ssize_t slot
    cdef public bint native
    cdef public bint plain
    cdef public bint silent
    cdef public bint column
    cdef object __weakref__
