"""Every documented public name imports: one missing name at import kills a whole package."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

NAMES = Path(__file__).with_name("public_names.txt")

PROBE = """
import importlib, ormolu
ormolu.install_as_sqlalchemy()
for line in open({path!r}):
    module, _, names = line.partition(": ")
    if line.startswith("#") or not names:
        continue
    try:
        found = importlib.import_module(module)
    except ImportError as error:
        print(module, error)
        continue
    for name in names.split():
        try:
            present = hasattr(found, name)
        except ImportError:
            present = False
        if not present:
            print(module, name)
"""


def test_every_public_name_is_importable() -> None:
    done = subprocess.run([sys.executable, "-c", PROBE.format(path=str(NAMES))], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
