"""The same random programs on SQLAlchemy 2.1, in a process and an environment of its own, and here: equal rows, row
versions and object graphs.

Where SQLAlchemy itself departs from the plain model (it loses a pending object that moves to another parent, say), or
fails, the rest of that program is not compared; nearly all programs must be compared to their end.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import machine
import plain
import pytest

import ormolu
import ormolu.orm

ROOT = Path(__file__).resolve().parents[3]
PROGRAMS = int(os.environ.get("ORMOLU_MODEL_STEPS", "600")) // 60
PINNED = "sqlalchemy==2.1.9"


@pytest.fixture(scope="module")
def peer_python() -> str:
    """A Python with SQLAlchemy, never the one under test; `ORMOLU_PEER_PYTHON` names one that is there already."""
    if given := os.environ.get("ORMOLU_PEER_PYTHON"):
        return given
    home = ROOT / ".venv-sqlalchemy"
    python = home / "bin" / "python"
    if not (home / "installed").exists():
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PINNED]
        done = subprocess.run(install, capture_output=True, text=True)
        if done.returncode:
            if os.environ.get("CI"):
                pytest.fail(f"{PINNED} could not be installed: {done.stderr}")
            pytest.skip(f"{PINNED} could not be installed here (no package registry?): nothing to compare with")
        (home / "installed").touch()
    return str(python)


@pytest.mark.parametrize("layout", ["native", "foreign"])
def test_sqlalchemy_and_ormolu_leave_the_same(peer_python: str, layout: str, tmp_path: Path) -> None:
    programs = [_commands(seed) for seed in range(PROGRAMS)]
    request = {"layout": layout, "programs": programs, "url": f"sqlite:///{tmp_path / 'peer.db'}"}
    done = subprocess.run(
        [peer_python, machine.__file__], input=json.dumps(request), capture_output=True, text=True, check=True
    )
    answer = json.loads(done.stdout)
    assert answer["version"].startswith("2.1.")
    complete = 0
    for seed, (commands, theirs) in enumerate(zip(programs, answer["reports"], strict=True)):
        url = f"sqlite:///{tmp_path / f'own{seed}.db'}"
        ours = machine.run_program(ormolu, ormolu.orm, layout, commands, url)
        expected = _expected(seed)
        agreed = 0
        for their, right in zip(theirs, expected, strict=False):
            if their[1] != right:
                break
            agreed += 1
        assert json.loads(json.dumps(ours))[:agreed] == theirs[:agreed], f"seed {seed}"
        complete += agreed == len(expected)
    assert complete >= 0.8 * len(programs)


def _commands(seed: int) -> list[plain.Command]:
    commands: list[plain.Command] = []
    for command, model in plain.program(seed, 60):
        commands.append(command)
        if command[0] in plain.CLEAN:
            commands.append(["graph", {kind: sorted(rows) for kind, rows in model.rows.items()}])
        elif command[0] in plain.FLUSHED:
            commands.append(["database"])
    return commands


def _expected(seed: int) -> list[Any]:
    """What each report has to say, as JSON knows it."""
    found = []
    for command, model in plain.program(seed, 60):
        if command[0] in plain.CLEAN:
            found.append(plain.as_graph(model.rows))
        elif command[0] in plain.FLUSHED:
            found.append(plain.as_database(model.rows))
    return json.loads(json.dumps(found))
