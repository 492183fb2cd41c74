"""What PostgreSQL's errors say: a lost connection, for drivers that tell by text; and values, which can be hidden."""

from __future__ import annotations

import re

from ...engine.failures import Failure

LOST = (
    "terminating connection",
    "closed the connection",
    "connection not open",
    "could not receive data from server",
    "could not send data to server",
    "connection already closed",
    "cursor already closed",
    "losed the connection unexpectedly",
    "server closed the connection",
    "consuming input failed",
    "the connection is closed",
    "SSL SYSCALL error",
    "SSL connection has been closed unexpectedly",
)


# SQLSTATEs; a class of two characters stands for all of its codes that are not listed themselves.
FAILURES: dict[str, Failure] = {
    **dict.fromkeys(("40001", "40P01"), Failure.LOST_RACE),
    **dict.fromkeys(("55P03", "57014"), Failure.STATEMENT),
    **dict.fromkeys(("08", "57P01", "57P02", "57P03"), Failure.CONNECTION_GONE),
    "25006": Failure.NODE_UNUSABLE,
    **dict.fromkeys(("53300", "08P01"), Failure.TOO_MANY_CLIENTS),
    **dict.fromkeys(("26000", "42P05"), Failure.PLAN_LOST),
    "40003": Failure.OUTCOME_UNKNOWN,
}

# Where messages quote values: details of constraints, and what could not be read as a number, date ...
VALUE_PATTERNS = (
    re.compile(
        r"(?m)^((?:DETAIL|CONTEXT|QUERY|WHERE):\s*)(.*(?:\n(?!(?:DETAIL|HINT|CONTEXT|QUERY|WHERE|LINE)\b).*)*)()"
    ),
    re.compile(r'(?m)(: ")(.*)("$)'),
    re.compile(r'(\bvalue ")(.*)(" is out of range)'),
    re.compile(r"(?m)^(LINE \d+:)(.*(?:\n\s*\^)?)()"),
)


def says_lost(error: BaseException) -> bool:
    """Whether the text of an error tells of a lost connection."""
    message = str(error).partition("\n")[0]
    return any(text in message and '"' not in message[: message.index(text)] for text in LOST)
