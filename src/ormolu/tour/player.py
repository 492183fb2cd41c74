"""Run the story cell by cell, and show for each its Python, the SQL that was really emitted, and its result.

In: a database URL, or none for a SQLite file in a temporary folder. Out: text on the console, coloured on a terminal
and plain in a pipe. The tables that the tour makes are dropped at the end, so that it can be played again.
"""

from __future__ import annotations

import ast
import logging
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.syntax import Syntax

STORY = Path(__file__).with_name("story.py")
EXAMPLES = Path(__file__).parents[3] / "examples" / "accounts"
_LINT_COMMENT = re.compile(r"\s*#\s*noqa.*$", re.MULTILINE)
_STATISTICS = re.compile(r"^\[[^\]]*\] ")


@dataclass(frozen=True)
class Cell:
    """One step: a title, why it is interesting, and its code."""

    title: str
    explanation: str
    code: str


def cells() -> Iterator[Cell]:
    """The steps of the story, in order."""
    for part in STORY.read_text().split("\n# %% ")[1:]:
        title, _, rest = part.partition("\n")
        explanation = ""
        if rest.startswith("# "):
            explanation, _, rest = rest.partition("\n")
        yield Cell(title, explanation.removeprefix("# "), _LINT_COMMENT.sub("", rest.strip()))


class StatementRecorder(logging.Handler):
    """Collects what the engine logs: statements, their parameters, transaction boundaries."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.entries: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if _STATISTICS.match(message):
            parameters = _STATISTICS.sub("", message)
            if parameters not in ("()", "{}"):
                self.entries[-1] += f"\n-- {parameters}"
        else:
            self.entries.append(message.strip())

    def take(self) -> str:
        """What was logged since the last call."""
        text = "\n".join(self.entries)
        self.entries.clear()
        return text


def run_cell(code: str, namespace: dict[str, Any]) -> Any:
    """Execute a cell; the value of its last expression is its result."""
    tree = ast.parse(code)
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr):
        exec(compile(tree, str(STORY), "exec"), namespace)
        return None
    tree.body.pop()
    exec(compile(tree, str(STORY), "exec"), namespace)
    return eval(compile(ast.Expression(last.value), str(STORY), "eval"), namespace)


def play(url: str | None = None, console: Console | None = None) -> Any:
    """Play the tour; return the result of its last cell: (email, organisation, roles) of each user.

    url: the database; its tables users, organisations, roles and user_roles are made and dropped.
    Raises FileNotFoundError when the models are not there: they are in the repository, not in an installed wheel.
    """
    if not (EXAMPLES / "models.py").exists():
        raise FileNotFoundError(
            f"the tour needs the repository's example models: {EXAMPLES / 'models.py'} is not there"
        )
    console = console or Console(soft_wrap=not sys.stdout.isatty())
    with tempfile.TemporaryDirectory(prefix="ormolu-tour-") as folder:
        namespace: dict[str, Any] = {"url": url or f"sqlite:///{folder}/tour.db"}
        recorder = StatementRecorder()
        logger = logging.getLogger("sqlalchemy.engine.Engine")
        level, propagate = logger.level, logger.propagate
        logger.addHandler(recorder)
        logger.setLevel(logging.INFO)
        logger.propagate = False
        sys.path.insert(0, str(EXAMPLES))
        try:
            return _play_cells(namespace, recorder, console)
        finally:
            sys.path.remove(str(EXAMPLES))
            logger.removeHandler(recorder)
            logger.setLevel(level)
            logger.propagate = propagate
            _clean_up(namespace)


def _play_cells(namespace: dict[str, Any], recorder: StatementRecorder, console: Console) -> Any:
    result = None
    for number, cell in enumerate(cells(), start=1):
        console.print(f"\n[bold]{number}. {cell.title}[/bold]", highlight=False)
        if cell.explanation:
            console.print(cell.explanation, highlight=False, style="dim")
        _show(console, cell.code, "python")
        result = run_cell(cell.code, namespace)
        if emitted := recorder.take():
            _show(console, emitted, "sql")
        if result is not None:
            console.print("=> ", end="", style="green")
            console.print(repr(result), markup=False)
    return result


def _show(console: Console, text: str, language: str) -> None:
    """Code, indented; coloured only where the console has colours."""
    if console.is_terminal:
        console.print(Syntax(text, language, background_color="default", padding=(0, 4), word_wrap=True))
    else:
        console.print("\n".join(f"    {line}" for line in text.splitlines()), markup=False, highlight=False)


def _clean_up(namespace: dict[str, Any]) -> None:
    if "session" in namespace:
        namespace["session"].close()
    if "engine" in namespace:
        namespace["Base"].metadata.drop_all(namespace["engine"])
        namespace["engine"].dispose()
