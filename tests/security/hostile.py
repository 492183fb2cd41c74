"""Hostile names and values, made from a grammar of what has broken SQL builders before.

In: nothing. Out: hypothesis strategies, the settings under which they are tried, and an oracle for SQL texts.
Examples are the same in each run; ORMOLU_SECURITY_EXAMPLES=20 makes 20 times as many, at random.
"""

from __future__ import annotations

import os
import re
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

_FACTOR = int(os.environ.get("ORMOLU_SECURITY_EXAMPLES", "1"))


def tried(examples: int) -> Any:
    """The settings of a property: so many examples, the same ones each time unless more were asked for."""
    return settings(
        max_examples=examples * _FACTOR,
        derandomize=_FACTOR == 1,
        database=None,
        deadline=None,
        # the smallest example is worth the time only for who asked for many
        phases=[Phase.generate] if _FACTOR == 1 else list(Phase),
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


QUOTES = ["'", '"', "`", "''", '""', "``", "[", "]", "\\", "\\'", '\\"', "\\\\", "$$", "$a$"]
STATEMENTS = [
    "; DROP TABLE canary; --", "'; DROP TABLE canary; --", '"; DROP TABLE canary; --', "`; DROP TABLE canary; --",
    ") UNION SELECT secret FROM canary --", " OR 1=1", "/*", "*/", "--", "-- ", "#", ";", ", (SELECT 1)", "\n",
]  # fmt: skip
PLACEHOLDERS = ["%", "%%", "%s", "%(x)s", "%(", ")s", ":x", ":", "::text", "?", "??", "$1", "{x}", "{0}", "@x"]
MARKS = ["__[SCHEMA_a]", "__[SCHEMA__none]", "__[POSTCOMPILE_x]", "~~REPL~~", "\x1f", "anon_1", "(1 name)s"]
CHARACTERS = [
    "\x01",
    "\x08",
    "\t",
    "\r",
    "\x1b",
    "\x7f",
    "\x85",
    "\u2028",
    "\u202e",
    "\u200b",
    "\ufeff",
    "é",
    "ß",
    "İ",
    "K",
]
WORDS = ["a", "x", "select", "NULL", "canary", "A b", ".", "a.b", " ", "0", "-1"]
ASTRAL = ["😀", "\U0010ffff"]
UNENCODABLE = ["\x00", "\ud800"]

_specials = st.sampled_from([*QUOTES, *STATEMENTS, *PLACEHOLDERS, *MARKS, *CHARACTERS, *ASTRAL])
_pieces = st.one_of(_specials, st.sampled_from(WORDS), st.characters(codec="utf-8", exclude_characters="\x00"))


@st.composite
def _texts(draw: Any, longest: int) -> str:
    before = draw(st.lists(_pieces, max_size=4))
    after = draw(st.lists(_pieces, max_size=4))
    return "".join([*before, draw(_specials), *after])[:longest]


def names(longest: int = 40) -> Any:
    """Names with at least one character that must be quoted (most of them), not longer than any database allows."""
    return _texts(longest).filter(lambda name: not re.fullmatch(r"\w*", name))


def values() -> Any:
    """Texts to be kept: no NUL, nothing that UTF-8 cannot say."""
    return _texts(200)


# ---- the oracle

_QUOTED = {
    "sqlite": r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`(?:[^`]|``)*`",
    "postgresql": r"[Ee]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"",
    "mysql": r"'(?:[^'\\]|\\.|'')*'|\"(?:[^\"\\]|\\.|\"\")*\"|`(?:[^`]|``)*`",
}
_PLACEHOLDER = {"sqlite": r"\?", "postgresql": r"%\([^)]*\)s|\$\d+", "mysql": r"%s|%\([^)]*\)s"}


def skeleton(text: str, database: str) -> str:
    """SQL without what it quotes: equal for two names if neither gets out of its quotes."""
    pattern = re.compile(f"(?P<quoted>{_QUOTED[database]})|(?P<bound>{_PLACEHOLDER[database]})", re.DOTALL)
    bare = pattern.sub(lambda found: "''" if found["quoted"] else "?", text)
    return re.sub(r"\bAS \w+", "AS ''", bare)  # a label of letters only needs no quotes


def is_one_statement(text: str, database: str) -> bool:
    """Whether nothing outside of quotes ends a statement or begins a comment."""
    return re.search(r";|--|/\*|#", skeleton(text, database)) is None
