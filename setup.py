"""Compiles the kernel with Cython where that is possible; everything else about the package is in pyproject.toml.

The kernel's modules are ordinary Python files. Without Cython, without a C compiler, or with ORMOLU_PURE=1 they are
installed as they are, correct and slower.
"""

import os
from pathlib import Path

from setuptools import setup

KERNEL = Path("src/ormolu/kernel")


def kernel_extensions() -> list:
    """One extension per kernel module that has a `.pxd` of C types beside it."""
    if os.environ.get("ORMOLU_PURE", "") not in ("", "0"):
        return []
    try:
        from Cython.Build import cythonize
        from setuptools import Extension
    except ImportError:
        return []
    names = sorted(file.stem for file in KERNEL.glob("*.pxd") if (KERNEL / f"{file.stem}.py").exists())
    names = [name for name in names if name not in ("tracking", "tuples")]  # only inline C functions
    extensions = cythonize(
        [Extension(f"ormolu.kernel.{name}", [str(KERNEL / f"{name}.py")]) for name in names],
        build_dir="build/cython",
        include_path=["src"],
        compiler_directives={
            "language_level": 3,
            "boundscheck": False,
            "wraparound": False,
            "nonecheck": True,  # half-made objects (unpickling) must raise, not crash
            "auto_pickle": False,
        },
    )
    for extension in extensions:
        extension.optional = True  # a failing compiler must not fail the installation; cythonize drops this flag
    return extensions


setup(ext_modules=kernel_extensions())
