from ormolu.kernel.instance cimport CLEAN, IN_DICT, MODIFIED, ClassLayout, Core, Home, Instance
