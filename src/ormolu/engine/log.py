"""Logging of engines and pools: the documented logger names, and `echo` per object.

Loggers are "sqlalchemy.engine.Engine" and "sqlalchemy.pool.impl.<class>", with ".<logging_name>" added if the user
named the engine or pool. `echo=True` logs at INFO and `echo="debug"` at DEBUG whatever the level of the logger is.
"""

from __future__ import annotations

import logging
import sys
from typing import Any

EchoFlag = bool | str | None

_root = logging.getLogger("sqlalchemy")
if _root.level == logging.NOTSET:
    _root.setLevel(logging.WARNING)

_LEVELS: dict[EchoFlag, int] = {
    None: logging.NOTSET,
    False: logging.NOTSET,
    True: logging.INFO,
    "debug": logging.DEBUG,
}
_logged_classes: set[type[Any]] = set()


def _add_default_handler(logger: logging.Logger) -> None:
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger.addHandler(handler)


class InstanceLogger:
    """The logger of one engine or pool with echo: a message passes if echo or the logger's own level lets it."""

    __slots__ = ("echo", "logger")

    def __init__(self, echo: EchoFlag, name: str):
        self.echo = echo
        self.logger = logging.getLogger(name)
        if _LEVELS[echo] <= logging.INFO and not self.logger.handlers and not _root.handlers:
            _add_default_handler(_root)

    def getEffectiveLevel(self) -> int:
        return _LEVELS[self.echo] or self.logger.getEffectiveLevel()

    def isEnabledFor(self, level: int) -> bool:
        if self.logger.manager.disable >= level:
            return False
        return level >= self.getEffectiveLevel()

    def _log(self, level: int, msg: str, args: tuple[Any, ...], kw: dict[str, Any]) -> None:
        if self.isEnabledFor(level):
            kw["stacklevel"] = kw.get("stacklevel", 1) + 2
            self.logger._log(level, msg, args, **kw)

    def debug(self, msg: str, *args: Any, **kw: Any) -> None:
        self._log(logging.DEBUG, msg, args, kw)

    def info(self, msg: str, *args: Any, **kw: Any) -> None:
        self._log(logging.INFO, msg, args, kw)

    def warning(self, msg: str, *args: Any, **kw: Any) -> None:
        self._log(logging.WARNING, msg, args, kw)

    warn = warning

    def error(self, msg: str, *args: Any, **kw: Any) -> None:
        self._log(logging.ERROR, msg, args, kw)

    def exception(self, msg: str, *args: Any, **kw: Any) -> None:
        kw["exc_info"] = True
        self._log(logging.ERROR, msg, args, kw)

    def critical(self, msg: str, *args: Any, **kw: Any) -> None:
        self._log(logging.CRITICAL, msg, args, kw)

    def log(self, level: int, msg: str, *args: Any, **kw: Any) -> None:
        self._log(level, msg, args, kw)


Logger = logging.Logger | InstanceLogger


def logger_for(name: str, logging_name: str | None, echo: EchoFlag) -> Logger:
    """The logger for an object: `name`, extended by the user's `logging_name`."""
    full = f"{name}.{logging_name}" if logging_name else name
    return InstanceLogger(echo, full) if echo else logging.getLogger(full)


class echo_property:
    """`obj.echo`: true while the object logs; assigning True, False or "debug" changes it."""

    def __get__(self, obj: Any, owner: Any) -> Any:
        return self if obj is None else obj._should_log_info() or obj._should_log_debug()

    def __set__(self, obj: Any, value: EchoFlag) -> None:
        obj._set_echo(value)
