from ormolu.kernel.layout cimport ClassLayout, Home, Source
from ormolu.kernel.tracking cimport generic_dict, generic_setattr, can_cycle, is_tracked, track, untrack

cdef enum:
    MODIFIED = 1
    CLEAN = 2
    IN_DICT = 4
    MAPPED = 8
    PERSISTENT = 16
    STALE = 0xFFFFFFFF

cdef class Core:
    cdef readonly ClassLayout layout
    cdef public object key
    cdef object _ref
    cdef Home _home
    cdef unsigned int _epoch
    cdef unsigned int _flags
    cdef public dict _committed
    cdef public set expired_slots
    cdef public object strong
    # what orm/state keeps here; None until there is something
    cdef public object callables, load_options, load_path, insert_order, runid, _info, _empties, _pendings, _parents
    cdef public bint is_deleted_state, loads_while_pending
    cdef object __weakref__

cdef class Instance:
    cdef tuple _sa_row
    cdef list _sa_vals
    cdef Home _sa_home
    cdef list _sa_rels
    cdef Core _sa_core
    cdef Source _sa_source
    cdef unsigned long long _sa_raw
    cdef unsigned int _sa_epoch
    cdef unsigned int _sa_flags
    cdef object __weakref__
    cdef dict __dict__

cdef object native_get(Instance inst, Py_ssize_t slot)
cdef object native_begin_write(Instance inst)
cdef bint is_raw(Instance inst, Py_ssize_t slot)
cdef object converted(Instance inst, Py_ssize_t slot)
cdef object _no_longer_raw(Instance inst, Py_ssize_t slot)
cdef object convert_all(Instance inst)
cdef object _unpack(Instance inst)
cdef Core native_core(Instance inst)
cdef Core _new_core(Instance inst, Home home)
cdef object _adopt(Instance inst, ClassLayout layout)
cdef Home _home(Instance inst)
cdef object _native_committed(Instance inst, Py_ssize_t slot)
cdef object _native_differs(Instance inst, Py_ssize_t slot)
cdef object _native_mark(Instance inst)
cdef object _native_store(Instance inst, Py_ssize_t slot, object value)
cdef object _native_put(Instance inst, Py_ssize_t slot, object value)
cdef object _native_settle(Instance inst)
cdef bint _any_can_cycle(dict values)
cdef object _move_native(Core core, Instance inst, Home home, bint in_map)
