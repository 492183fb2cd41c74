"""The tour plays on every database and ends with the tutorial's final state."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console

from ormolu.tour import play

FINAL = [
    ("ben@example.com", None, ["admin", "can_export"]),
    ("ellie@example.com", "example.com", []),
    ("jerry@example.com", "example.com", ["test_user"]),
    ("rosie@example.com", "example.com", []),
]


def test_it_ends_with_the_tutorials_final_state(url: str) -> None:
    shown = io.StringIO()
    assert play(url, Console(file=shown, width=200)) == FINAL
    text = shown.getvalue()
    assert "INSERT INTO users" in text
    assert "BEGIN (implicit)" in text
    assert "=> [User(email=ben@example.com)]" in text


def test_it_can_be_played_again_on_the_same_database(url: str) -> None:
    play(url, Console(file=io.StringIO()))
    assert play(url, Console(file=io.StringIO())) == FINAL


def test_the_command_prints_plain_text_in_a_pipe() -> None:
    done = subprocess.run([sys.executable, "-m", "ormolu", "tour"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "\x1b[" not in done.stdout
    assert done.stdout.rstrip().endswith(repr(FINAL))


def test_a_bad_url_is_told_in_one_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ormolu", "tour", "--url", "nonsense"],
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": "200"},
    )
    assert done.returncode == 1
    assert "Could not parse SQLAlchemy URL" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_models_are_part_of_the_repository() -> None:
    assert (Path(__file__).parents[2] / "examples" / "accounts" / "models.py").exists()
