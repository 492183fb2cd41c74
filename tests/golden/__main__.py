"""`./dev golden`: compare what is rendered with the files, with SQLAlchemy, or write the files anew.

    python -m golden              every difference between the files and what is rendered now
    python -m golden write        write the files
    python -m golden sqlalchemy   the same registry under SQLAlchemy: every difference from the files
    ... FAMILY ...                only these families

For `sqlalchemy` the Python must have SQLAlchemy installed: `ormolu` then means `sqlalchemy`.
"""

from __future__ import annotations

import difflib
import importlib
import importlib.abc
import importlib.machinery
import sys
from types import ModuleType
from typing import Any


class ImportSQLAlchemyInstead(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """`import ormolu.x` gives `sqlalchemy.x`."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        if name == "ormolu" or name.startswith("ormolu."):
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec: Any) -> ModuleType:
        return importlib.import_module("sqlalchemy" + spec.name.removeprefix("ormolu"))

    def exec_module(self, module: ModuleType) -> None:
        """Nothing: the module has been run under its own name."""


def main(arguments: list[str]) -> int:
    action = arguments.pop(0) if arguments[:1] in (["write"], ["sqlalchemy"]) else "check"
    if action == "sqlalchemy":
        sys.meta_path.insert(0, ImportSQLAlchemyInstead())
    from golden.registry import FAMILIES, family
    from golden.render import file_text

    found = 0
    for name in arguments or FAMILIES:
        if action == "write":
            family(name).file.write_text(file_text(family(name)))
        elif action == "sqlalchemy":
            found += differences_from_sqlalchemy(name)
        else:
            found += _show_difference(name, family(name).file.read_text(), file_text(family(name)))
    if action != "write":
        print(f"{found} differences")
    return 1 if found else 0


def differences_from_sqlalchemy(name: str) -> int:
    """Print the entries of a family whose text is another one here, and those that should be and are not."""
    from golden.registry import family
    from golden.render import entry_text

    try:
        loaded = family(name)
    except Exception as error:
        print(f"{name}: cannot be built: {error!r}")
        return 1
    written = entries_of(loaded.file.read_text())
    found = 0
    for title, case in loaded.entries.items():
        try:
            here = entry_text(case)
        except Exception as error:
            here = repr(error)
        if _comparable(here) == _comparable(written[title]):
            if case.differs:
                found += 1
                print(f"{name}: {title}: should differ ({case.differs}) and does not")
        elif not case.differs:
            found += _show_difference(f"{name}: {title}", written[title], here)
    return found


def entries_of(text: str) -> dict[str, str]:
    """Title -> text of the entry, as they stand in a file."""
    parts = text.split("\n-- " + "=" * 97 + "\n-- ")[1:]
    return {part.split("\n", 1)[0]: part.split("\n", 1)[1] for part in parts}


def _comparable(text: str) -> dict[str, list[str]]:
    """Database -> lines; of an error or a warning only its class, for messages are each house's own."""
    from golden.registry import DATABASES

    found: dict[str, list[str]] = {}
    lines: list[str] = []
    in_message = False
    for line in text.strip().split("\n"):
        names = line.removeprefix("-- ").split(", ")
        if line.startswith("-- ") and set(names) <= set(DATABASES):
            lines = []
            found.update(dict.fromkeys(names, lines))
            in_message = False
        elif line.startswith("-- ") and line[3:].split(":")[0].endswith(("Error", "Warning")):
            lines.append(line.split(":")[0])
            in_message = True
        elif line and not (in_message and line.startswith("-- ")):
            lines.append(line)
    return found


def _show_difference(what: str, expected: str, found: str) -> int:
    lines = list(difflib.unified_diff(expected.split("\n"), found.split("\n"), "file", what, lineterm="", n=1))
    print("\n".join(lines) + "\n" if lines else "", end="")
    return bool(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
