"""Play a page: run its Python examples as one program and compare what they show.

    python player.py PAGE            compare; the differences are printed, the exit status says whether there are any
    python player.py PAGE --write    write what is shown anew

An example is a ```python block. Comment lines that begin with `#>` are what the lines above them, back to the last such
comment, print; an exception is shown as `#> TypeError: message`. `...` stands for any text within a line.
"""

from __future__ import annotations

import contextlib
import io
import re
import sys
import types
from collections.abc import Iterator
from pathlib import Path

_EXAMPLE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SHOWN = re.compile(r"(?:^#>.*\n)+", re.MULTILINE)


def examples(page: Path) -> list[str]:
    """The Python examples of a page, in its order."""
    return _EXAMPLE.findall(page.read_text())


class Player:
    """Runs the examples of one page, one after the other, in one module."""

    def __init__(self, page: Path) -> None:
        self.page = page
        self.module = types.ModuleType(f"page_{page.stem}")
        sys.modules[self.module.__name__] = self.module  # annotations of mapped classes are looked up there
        self.differences: list[str] = []

    def play(self, example: str) -> str:
        """Run one example; the example with what it really shows."""
        played = ""
        for code, shown in _steps(example):
            found = self._run(code, bool(shown))
            if shown and not _matches(shown, found):
                self.differences.append(f"{code}\nshown:\n{shown}\nfound:\n{found}")
                shown = found
            played += code + shown
        return played

    def _run(self, code: str, is_shown: bool) -> str:
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            try:
                exec(compile(code, str(self.page), "exec"), self.module.__dict__)
            except Exception as error:
                if not is_shown:
                    raise
                print(f"{type(error).__name__}: {error}")
        return "".join(f"#> {line}".rstrip() + "\n" for line in output.getvalue().rstrip("\n").split("\n"))


def _steps(example: str) -> Iterator[tuple[str, str]]:
    """Code and what it shows; at the end code that shows nothing."""
    at = 0
    for match in _SHOWN.finditer(example):
        yield example[at : match.start()], match.group()
        at = match.end()
    if at < len(example):
        yield example[at:], ""


def _matches(shown: str, found: str) -> bool:
    return re.fullmatch(re.escape(shown).replace(r"\.\.\.", ".*"), found) is not None


def main(page: Path, write: bool) -> int:
    player = Player(page)
    text = _EXAMPLE.sub(lambda match: f"```python\n{player.play(match.group(1))}```", page.read_text())
    if write:
        page.write_text(text)
        return 0
    print("\n\n".join(player.differences), end="")
    return 1 if player.differences else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), "--write" in sys.argv))
