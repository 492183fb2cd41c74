"""Every Python example in the README and in docs/ runs, and shows what the page says it shows.

The examples of one page are one program, in the order of the page; a page's databases are its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from player import Player, examples

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))]


@pytest.mark.parametrize("page", [page for page in PAGES if examples(page)], ids=lambda page: page.stem)
def test_the_examples_of_a_page_show_what_it_says(page: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONWARNINGS": "error"}
    command = [sys.executable, Path(__file__).parent / "player.py", page]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("example", "differences"),
    [
        ("print(1)\n#> 1\n", 0),
        ("print(1)\n#> 2\n", 1),
        ("print(1)\nprint(2)\n#> 1\n", 1),
        ("print('at 0x7f')\n#> at ...\n", 0),
        ("1 / 0\n#> ZeroDivisionError: division by zero\n", 0),
        ("1 + 1\n#> ZeroDivisionError: division by zero\n", 1),
    ],
)
def test_what_an_example_shows_is_compared(example: str, differences: int, tmp_path: Path) -> None:
    player = Player(tmp_path / "page.md")
    player.play(example)
    assert len(player.differences) == differences


def test_an_error_that_the_page_does_not_show_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        Player(tmp_path / "page.md").play("1 / 0\n")
