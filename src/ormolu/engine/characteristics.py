"""Execution options that are a state of the driver connection, such as the isolation level; reset on return."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..structures import immutabledict


class ConnectionCharacteristic:
    """One such option. transactional: it cannot be changed within a transaction."""

    __slots__ = ()

    transactional: bool = False

    def reset_characteristic(self, dialect: Any, dbapi_conn: Any) -> None:
        """Back to the value of a new connection."""
        raise NotImplementedError()

    def set_characteristic(self, dialect: Any, dbapi_conn: Any, value: Any) -> None:
        """Set the value on a driver connection."""
        raise NotImplementedError()

    def set_connection_characteristic(self, dialect: Any, conn: Any, dbapi_conn: Any, value: Any) -> None:
        """Set the value, with the Connection at hand."""
        self.set_characteristic(dialect, dbapi_conn, value)

    def get_characteristic(self, dialect: Any, dbapi_conn: Any) -> Any:
        """The present value."""
        raise NotImplementedError()

    def get_connection_characteristic(self, dialect: Any, conn: Any, dbapi_conn: Any) -> Any:
        """The present value, with the Connection at hand."""
        return self.get_characteristic(dialect, dbapi_conn)


class IsolationLevelCharacteristic(ConnectionCharacteristic):
    """The option `isolation_level`."""

    transactional = True

    def reset_characteristic(self, dialect: Any, dbapi_conn: Any) -> None:
        dialect.reset_isolation_level(dbapi_conn)

    def set_characteristic(self, dialect: Any, dbapi_conn: Any, value: Any) -> None:
        dialect._assert_and_set_isolation_level(dbapi_conn, value)

    def get_characteristic(self, dialect: Any, dbapi_conn: Any) -> Any:
        return dialect.get_isolation_level(dbapi_conn)


class LoggingTokenCharacteristic(ConnectionCharacteristic):
    """The option `logging_token`, a word before each log line."""

    transactional = False

    def reset_characteristic(self, dialect: Any, dbapi_conn: Any) -> None:
        """It is a state of the Connection only."""

    def set_characteristic(self, dialect: Any, dbapi_conn: Any, value: Any) -> None:
        raise NotImplementedError()

    def set_connection_characteristic(self, dialect: Any, conn: Any, dbapi_conn: Any, value: Any) -> None:
        conn._set_logging_token(value)

    def get_connection_characteristic(self, dialect: Any, conn: Any, dbapi_conn: Any) -> Any:
        return conn._execution_options.get("logging_token", None)


CHARACTERISTICS: Mapping[str, ConnectionCharacteristic] = immutabledict(
    {"isolation_level": IsolationLevelCharacteristic(), "logging_token": LoggingTokenCharacteristic()}
)
