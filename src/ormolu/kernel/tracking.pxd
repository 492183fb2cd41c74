# CPython's own calls; `track` is guarded because tracking twice aborts the process.
cdef extern from "Python.h":
    ctypedef struct PyObject:
        pass
    int PyObject_GC_IsTracked(PyObject *) noexcept
    int PyObject_IS_GC(PyObject *) noexcept
    void PyObject_GC_UnTrack(void *) noexcept
    void PyObject_GC_Track(void *) noexcept

    object PyWeakref_NewRef(object, object)
    dict PyObject_GenericGetDict(object, void *)
    int PyObject_GenericSetAttr(object, object, object) except -1

cdef inline dict generic_dict(object thing):
    return PyObject_GenericGetDict(thing, NULL)

cdef inline int generic_setattr(object thing, object name, object value) except -1:
    return PyObject_GenericSetAttr(thing, name, value)

cdef inline bint can_cycle(object thing) noexcept:
    return PyObject_IS_GC(<PyObject *> thing)

cdef inline bint is_tracked(object thing) noexcept:
    return PyObject_GC_IsTracked(<PyObject *> thing)

cdef inline void untrack(object thing) noexcept:
    PyObject_GC_UnTrack(<void *> thing)

cdef inline void track(object thing) noexcept:
    if not PyObject_GC_IsTracked(<PyObject *> thing):
        PyObject_GC_Track(<void *> thing)

cdef inline object new_reference(object thing):
    # a reference without callback cannot be part of a cycle
    reference = PyWeakref_NewRef(thing, None)
    PyObject_GC_UnTrack(<void *> reference)
    return reference
