"""The tutorial as a program: its cells, what each printed, and the statements each logged.

In: levelup.txt, the notebook's text. Out: `Cell`s. Only two things are changed: `print x` becomes `print(x)`, and the
shell lines that make the database are left to the test.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

TEXT = Path(__file__).with_name("levelup.txt")

_HEADING = re.compile(r"^In \[(\d+)\]:$")
_LOGGED = re.compile(r"^\d{4}-\d\d-\d\d [\d:,]+ INFO sqlalchemy\.engine\.base\.Engine ?(.*)$")
_PRINT = re.compile(r"^(\s*)print (?!\()(.+)$", re.MULTILINE)
# A cell ends where the notebook goes on with prose or with output; code of one cell has no such line.
_PROSE = re.compile(r"^([A-Z`][^=(]*$|There's|We |For |NB\.|If |Let's|Using |And |First,|Note |You |A |\d{4}-)")


@dataclass(frozen=True)
class Cell:
    """One `In [n]`: its code, the text of its result (empty if it had none), and its logged statements."""

    number: int
    code: str
    result: str
    logged: tuple[str, ...]


def cells() -> list[Cell]:
    """All cells in order."""
    lines = TEXT.read_text().splitlines()
    starts = [(index, int(match[1])) for index, line in enumerate(lines) if (match := _HEADING.match(line))]
    ends = [index for index, _ in starts[1:]] + [len(lines)]
    return [_cell(number, lines[start + 1 : end]) for (start, number), end in zip(starts, ends, strict=True)]


def _cell(number: int, lines: list[str]) -> Cell:
    code, rest = _split(lines)
    source = "\n".join(line for line in code if not line.startswith("! "))
    return Cell(number, _PRINT.sub(r"\1print(\2)", source), _result(rest), _logged(rest))


def _split(lines: list[str]) -> tuple[list[str], list[str]]:
    """Code is the longest beginning, up to a blank line, that compiles and is followed by something else."""
    best = 0
    for end in range(1, len(lines) + 1):
        if end < len(lines) and lines[end].strip():
            continue
        source = "\n".join(line for line in lines[:end] if not line.startswith("! "))
        try:
            compile(_PRINT.sub(r"\1print(\2)", source), "<cell>", "exec")
        except SyntaxError:
            continue
        if best and _is_prose(lines[best:end]):
            break
        best = end
    return lines[:best], lines[best:]


def _is_prose(chunk: list[str]) -> bool:
    """Whether lines after some code are the notebook's text: nothing but headings, or a line that reads like prose."""
    lines = [line for line in chunk if line.strip()]
    spoken = [line for line in lines if not line.startswith("#")]
    return (bool(lines) and not spoken) or any(_PROSE.match(line) or _is_result(line) for line in spoken)


def _is_result(line: str) -> bool:
    return line.startswith(("[", "Table(", "immutabledict(", "mysql:", "User(", "Organisation("))


def _result(rest: list[str]) -> str:
    """The printed value after a cell: the lines that look like one, up to the prose."""
    found: list[str] = []
    for line in rest:
        if found and not line.strip():
            break
        if _is_result(line) or (found and line.startswith(" ")):
            found.append(line.strip())
    return " ".join(found)


def _logged(rest: list[str]) -> tuple[str, ...]:
    """The statements (and BEGIN, COMMIT, ROLLBACK) that a cell logged, with their parameters, whitespace folded."""
    entries: list[list[str]] = []
    for line in rest:
        match = _LOGGED.match(line)
        if match:
            entries.append([match[1]])
        elif entries and line.strip() and not line.startswith("#"):
            if _is_result(line) or (_PROSE.match(line) and not line.startswith(("FROM", "WHERE"))):
                break
            entries[-1].append(line)
    texts = [" ".join(" ".join(entry).split()) for entry in entries]
    return tuple(text for text in texts if text)
