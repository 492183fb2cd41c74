cdef class ClassLayout:
    cdef readonly object class_, manager, mapper, identity_class, keys, index, pk_slots, equals, expirable
    cdef readonly Py_ssize_t column_count
    cdef readonly bint native
    cdef readonly object serial
    cdef readonly list blank, initial
    cdef readonly tuple holes
    cdef readonly dict plain
    cdef readonly Home nobody
    cdef public bint retired
    cdef public bint atomic

cdef class Home:
    cdef readonly ClassLayout layout
    cdef public unsigned int epoch
    cdef public dict refs
    cdef readonly object owner

cdef class Source:
    cdef readonly tuple convert
    cdef readonly object options
