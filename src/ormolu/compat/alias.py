"""Modules named `sqlalchemy...` whose names are Ormolu's.

`install_as_sqlalchemy` puts a finder at the front of `sys.meta_path`. What it finds are facades: modules without
content that look each name up, once, in the rooms that `modules.PATHS` lists for their path. The same facades serve
documented paths below `ormolu` that are no room of ours (`ormolu.sql.elements`).
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import pkgutil
import sys
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Any

from .. import switches
from .modules import ABSENT, PATHS

REAL = "ormolu"
ALIAS = "sqlalchemy"
# The release whose documented API this is: programs compare `sqlalchemy.__version__` with what they need.
STANDS_IN_FOR = "2.1.9"
_DUNDERS_WITHOUT_MEANING = ("__path__", "__file__", "__wrapped__", "__loader__", "__spec__")


class Facade(ModuleType):
    """A module that has the names of other modules."""

    def __init__(self, name: str, rooms: tuple[str, ...]) -> None:
        super().__init__(name)
        self._rooms = rooms

    def __getattr__(self, name: str) -> Any:
        if name in _DUNDERS_WITHOUT_MEANING:
            raise AttributeError(name)
        if name == "__all__":
            if len(self._rooms) == 1:
                own = getattr(next(_modules_of(self._rooms)), "__all__", None)
                if own is not None:
                    return list(own)
            return [each for each in dir(self) if not each.startswith("_")]
        for module in _modules_of(self._rooms):
            if name in vars(module) or (hasattr(module, "__getattr__") and _has_lazily(module, name)):
                value = getattr(module, name)
                self.__dict__[name] = value
                return value
        inner = self.__name__.partition(".")[2]
        if (f"{inner}.{name}" if inner else name) in PATHS:
            return importlib.import_module(f"{self.__name__}.{name}")
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")

    def __setattr__(self, name: str, value: Any) -> None:
        # Importing a module below this one puts it here; a class of that name (`postgresql.array`) comes first.
        if isinstance(value, Facade) and any(
            name in vars(module) and not isinstance(vars(module)[name], ModuleType)
            for module in _modules_of(self._rooms)
        ):
            return
        super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        names = {name for name in vars(self) if name != "_rooms"}
        for module in _modules_of(self._rooms):
            names.update(dir(module))
        return sorted(names)


def _has_lazily(module: ModuleType, name: str) -> bool:
    try:
        getattr(module, name)
    except AttributeError:
        return False
    return True


def _modules_of(rooms: tuple[str, ...]) -> Iterator[ModuleType]:
    for room in rooms:
        if room == "typing":
            yield importlib.import_module("typing")
        elif room.endswith(".*"):
            package = importlib.import_module(f"{REAL}.{room[:-2]}")
            for info in pkgutil.iter_modules(package.__path__):
                if not info.name.startswith("__"):
                    yield importlib.import_module(f"{package.__name__}.{info.name}")
        else:
            yield importlib.import_module(f"{REAL}.{room}" if room else REAL)


class AliasFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds a facade for each module of `sqlalchemy` that Ormolu stands in for."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        top, _, inner = fullname.partition(".")
        if top != ALIAS:
            return None
        if inner in ABSENT:
            raise ImportError(ABSENT[inner], name=fullname)
        if _rooms_for(inner) is None:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        inner = spec.name.partition(".")[2]
        facade = Facade(spec.name, _rooms_for(inner) or ())
        if not inner:
            facade.__version__ = STANDS_IN_FOR
        return facade

    def exec_module(self, module: ModuleType) -> None:
        """A facade has nothing to execute."""


class DocumentedPathFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds a facade for documented module paths below `ormolu` that are no room of ours. Asked last."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        top, _, inner = fullname.partition(".")
        if top == REAL and inner in ABSENT:
            raise ImportError(ABSENT[inner], name=fullname)
        if top != REAL or inner not in PATHS:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        inner = spec.name.partition(".")[2]
        return Facade(spec.name, tuple(room for room in PATHS[inner] if room != inner))

    def exec_module(self, module: ModuleType) -> None:
        """A facade has nothing to execute."""


def _rooms_for(inner: str) -> tuple[str, ...] | None:
    """The rooms behind a path below `sqlalchemy`, or None when Ormolu has nothing of that name."""
    if not inner:
        return ("",)
    rooms = PATHS.get(inner)
    own = f"{REAL}.{inner}"
    try:
        exists = importlib.util.find_spec(own) is not None
    except ModuleNotFoundError:
        exists = False
    if rooms is not None:
        return (inner, *rooms) if exists and inner not in rooms else rooms
    return (inner,) if exists else None


def install_as_sqlalchemy() -> None:
    """Make `import sqlalchemy` (and every documented module below it) mean Ormolu in this process.

    Calling it again changes nothing. Raises ImportError when the real SQLAlchemy was imported before: objects of both
    would meet. Call it first, before anything that imports `sqlalchemy`. Lazy loads are not batched and databases are
    not made stricter then, so that programs get what they know (`switches.py`).
    """
    present = sys.modules.get(ALIAS)
    if isinstance(present, Facade):
        return
    if present is not None:
        where = getattr(present, "__file__", None) or "an unknown place"
        raise ImportError(
            f"install_as_sqlalchemy() came too late: {ALIAS} {getattr(present, '__version__', '')} was already "
            f"imported from {where}. Call ormolu.install_as_sqlalchemy() before anything that imports {ALIAS}."
        )
    switches.like_sqlalchemy()
    sys.meta_path.insert(0, AliasFinder())
    importlib.import_module(ALIAS)


def install_documented_paths() -> None:
    """Make documented module paths importable below `ormolu` where they are no room of ours."""
    if not any(isinstance(finder, DocumentedPathFinder) for finder in sys.meta_path):
        sys.meta_path.append(DocumentedPathFinder())
