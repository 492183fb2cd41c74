from ormolu.kernel.instance cimport (
    CLEAN, IN_DICT, MAPPED, MODIFIED, PERSISTENT, STALE,
    ClassLayout, Core, Home, Instance, native_core,
)
from ormolu.kernel.tracking cimport can_cycle, new_reference, track, untrack

cdef object _fresh(Home home, object row, object places, object key)
