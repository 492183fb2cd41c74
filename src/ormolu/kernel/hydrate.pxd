from ormolu.kernel.instance cimport (
    CLEAN, IN_DICT, MAPPED, MODIFIED, PERSISTENT, STALE,
    ClassLayout, Core, Home, Instance, native_core,
)
from ormolu.kernel.layout cimport Source
from ormolu.kernel.tracking cimport can_cycle, is_tracked, new_reference, track, untrack
from ormolu.kernel.tuples cimport picked

cdef class Recipe:
    cdef readonly Home home
    cdef readonly tuple pk
    cdef readonly tuple places
    cdef readonly Source source
    cdef readonly list fresh
    cdef unsigned long long raw
    cdef Py_ssize_t first
    cdef Py_ssize_t end
    cdef Py_ssize_t discriminator
    cdef readonly dict variants

cdef object _fresh(Recipe recipe, object row, object key)
cdef object _filed(Recipe recipe, tuple values, object key)
cdef bint _is_complete(object obj, Recipe recipe)
cdef bint _has_all(object obj, Recipe recipe)
cdef object _foreign(Recipe recipe, tuple values, object key)
