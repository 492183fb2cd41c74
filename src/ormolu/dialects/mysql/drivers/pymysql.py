"""PyMySQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ....engine.url import URL
from ..traits import MariaDBDialect
from .mysqldb import MySQLDialect_mysqldb, connect_options

_MISSING = "The PyMySQL driver is not installed: pip install pymysql"


class MySQLDialect_pymysql(MySQLDialect_mysqldb):
    """MySQL through PyMySQL."""

    driver = "pymysql"
    database_argument = "database"
    supports_statement_cache = True

    @classmethod
    def import_dbapi(cls) -> Any:
        try:
            import pymysql  # the only place that needs the driver: importing a dialect must not
        except ImportError as error:
            raise ModuleNotFoundError(_MISSING, name="pymysql") from error
        return pymysql

    def retrieve_dbapi_version(self) -> Any:
        # `__version__` is that of the mysqlclient it is like
        return getattr(self.dbapi, "VERSION_STRING", None) or super().retrieve_dbapi_version()

    @property
    def _sscursor(self) -> Any:
        return __import__("pymysql.cursors").cursors.SSCursor

    def create_connect_args(self, url: URL) -> tuple[Sequence[Any], dict[str, Any]]:
        options = connect_options(url, username="user", database=self.database_argument)
        options.setdefault("charset", "utf8mb4")
        options["client_flag"] = options.get("client_flag", 0) | self._found_rows()
        return [], options

    def do_ping(self, dbapi_connection: Any) -> bool:
        dbapi_connection.ping(reconnect=False)
        return True

    def is_disconnect(self, e: BaseException, connection: Any, cursor: Any) -> bool:
        if super().is_disconnect(e, connection, cursor):
            return True
        if isinstance(e, self.loaded_dbapi.Error):
            message = str(e).lower()
            return "already closed" in message or "connection was killed" in message or "(0, '')" in message
        return False


class MariaDBDialect_pymysql(MariaDBDialect, MySQLDialect_pymysql):
    """MariaDB through PyMySQL."""

    supports_statement_cache = True


dialect = MySQLDialect_pymysql
