"""Which PostgreSQL errors mean a lost connection, for drivers that tell by text."""

from __future__ import annotations

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


def says_lost(error: BaseException) -> bool:
    """Whether the text of an error tells of a lost connection."""
    message = str(error).partition("\n")[0]
    return any(text in message and '"' not in message[: message.index(text)] for text in LOST)
