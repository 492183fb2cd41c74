"""The hot loops: one object's values, the identity map, rows to objects, objects to rows.

Nothing else lives here. The modules are ordinary typed Python; where a C compiler was at hand when Ormolu was
installed, Cython has compiled the same files (their `.pxd` neighbours add C types). Both ways behave alike,
the compiled one is several times faster and keeps plain objects away from the garbage collector.

`ORMOLU_PURE=1` in the environment makes the plain Python files win over compiled ones: this package then puts a
finder in front of the import system that, for its own modules only, looks at `.py` files and nothing else.

Start at `instance.py`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from types import ModuleType


class _PureKernel:
    """Finds `ormolu.kernel.<module>` as a source file, never as an extension module."""

    @classmethod
    def find_spec(
        cls, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        package, _, name = fullname.rpartition(".")
        if package != __name__ or path is None:
            return None
        for folder in path:
            file = os.path.join(folder, f"{name}.py")
            if os.path.exists(file):
                return spec_from_file_location(fullname, file, loader=SourceFileLoader(fullname, file))
        return None


if os.environ.get("ORMOLU_PURE", "") not in ("", "0"):
    sys.meta_path.insert(0, _PureKernel)
