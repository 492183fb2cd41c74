"""What Ormolu says of each mistake in a mapping: tests/golden/mapping_mistakes.md, read side by side with the program.

`ORMOLU_REWRITE_GOLDEN=1` writes the file anew; read the difference before committing it.
"""

from __future__ import annotations

import inspect
import os
import re
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import mistakes
import pytest

from ormolu.orm import DeclarativeBase

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "mapping_mistakes.md"


def _all() -> list[Callable[[Any], None]]:
    return [
        value
        for name, value in vars(mistakes).items()
        if inspect.isfunction(value) and value.__module__ == mistakes.__name__ and not name.startswith("_")
    ]


def _said_about(mistake: Callable[[Any], None]) -> str:
    class Base(DeclarativeBase):
        pass

    try:
        mistake(Base)
        Base.registry.configure()
    except Exception as error:
        text = f"{type(error).__name__}: {error}"
        return re.sub(r"0x[0-9a-f]+", "0x...", re.sub(r"\n\(Background on this error at: .*\)", "", text))
    finally:
        mistakes._kept.clear()
        Base.registry.dispose()
    return "nothing"


def _entry(mistake: Callable[[Any], None]) -> str:
    source = inspect.getsource(mistake).split('"""', 2)[2]
    body = textwrap.dedent(source.strip("\n"))
    title = inspect.getdoc(mistake)
    return f"## {title}\n\n```python\n{body}```\n\n```text\n{_said_about(mistake)}\n```\n"


def _golden() -> Iterator[tuple[str, str]]:
    for section in GOLDEN.read_text().split("\n## ")[1:]:
        yield section.split("\n", 1)[0], f"## {section.rstrip()}\n"


@pytest.fixture(scope="module")
def golden() -> dict[str, str]:
    if os.environ.get("ORMOLU_REWRITE_GOLDEN"):
        head = "# Mistakes in mappings, and what is said about them\n\nMade by tests/orm/mapping/test_mistakes.py.\n\n"
        GOLDEN.write_text(head + "\n".join(_entry(mistake) for mistake in _all()))
    return dict(_golden())


@pytest.mark.parametrize("mistake", _all(), ids=lambda mistake: mistake.__name__)
def test_the_error_says_what_and_where(mistake: Callable[[Any], None], golden: dict[str, str]) -> None:
    assert _entry(mistake) == golden[inspect.getdoc(mistake) or ""]


def test_no_mistake_passes_in_silence(golden: dict[str, str]) -> None:
    assert len(golden) >= 60
    assert not [title for title, text in golden.items() if "```text\nnothing\n" in text]
