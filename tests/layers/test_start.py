"""What `import ormolu.orm` leaves for later: packages that take long to import and that most programs never need."""

import subprocess
import sys

LATER = ("asyncio", "importlib.metadata", "email", "ormolu.dialects.postgresql", "ormolu.ext.asyncio")


def test_importing_the_orm_leaves_what_is_rare_for_later() -> None:
    program = f"import sys, ormolu.orm; print([name for name in {LATER!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


_THIRD_PARTY = """
import sys
sys.modules["typing_extensions"] = None
before = set(sys.modules)
import ormolu, ormolu.orm, ormolu.ext.hybrid, ormolu.ext.associationproxy, ormolu.ext.automap, ormolu.ext.asyncio
packages = {name.partition(".")[0] for name in set(sys.modules) - before if "cython" not in name.lower()}
print(sorted(packages - set(sys.stdlib_module_names) - {"ormolu"}))
"""


def test_the_core_needs_nothing_but_the_standard_library() -> None:
    done = subprocess.run([sys.executable, "-c", _THIRD_PARTY], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
