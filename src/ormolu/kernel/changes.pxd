from ormolu.kernel.instance cimport CLEAN, IN_DICT, MODIFIED, ClassLayout, Core, Home, Instance

cdef object _presence(object values)
cdef object _native_mask(Instance inst)
cpdef object changed_mask(object obj)
cpdef object column_values(object obj)
