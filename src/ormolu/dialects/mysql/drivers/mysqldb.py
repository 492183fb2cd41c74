"""mysqlclient (`import MySQLdb`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ....engine.url import URL
from ..errors import UNREACHABLE_CODES
from ..traits import MariaDBDialect, MySQLDialect

_MISSING = "The mysqlclient driver is not installed: pip install mysqlclient"

_CONVERTED = {
    "compress": bool,
    "connect_timeout": int,
    "read_timeout": int,
    "write_timeout": int,
    "client_flag": int,
    "local_infile": bool,
    "use_unicode": bool,
    "charset": str,
}
_SSL_NAMES = ("ca", "key", "cert", "capath", "cipher")


def connect_options(url: URL, **names: Any) -> dict[str, Any]:
    """The connect arguments in a URL, with numbers and flags converted and ssl_* gathered."""
    options: dict[str, Any] = url.translate_connect_args(**names)
    for key, value in url.query.items():
        options[key] = value
    for key, convert in _CONVERTED.items():
        if key in options:
            value = options[key]
            options[key] = _flag(value) if convert is bool else convert(value)
    ssl = {name: options.pop(f"ssl_{name}") for name in _SSL_NAMES if f"ssl_{name}" in options}
    if "ssl_check_hostname" in options:
        ssl["check_hostname"] = _flag(options.pop("ssl_check_hostname"))
    if ssl:
        options["ssl"] = ssl
    return options


def with_place(error: Any, options: dict[str, Any]) -> Any:
    """An error of connecting that says where to: drivers leave out the port."""
    place = options.get("unix_socket") or f"{options.get('host', 'localhost')}:{options.get('port', 3306)}"
    if len(error.args) < 2 or error.args[0] not in UNREACHABLE_CODES or place in str(error.args[1]):
        return error
    return type(error)(error.args[0], f"{error.args[1]} (connecting to {place})")


def _flag(value: Any) -> bool:
    return str(value).lower() in ("1", "true", "yes", "on")


class MySQLDialect_mysqldb(MySQLDialect):
    """MySQL through mysqlclient."""

    driver = "mysqldb"
    supports_statement_cache = True
    supports_sane_rowcount = True
    supports_sane_multi_rowcount = True
    supports_server_side_cursors = True
    default_paramstyle = "format"

    @classmethod
    def import_dbapi(cls) -> Any:
        try:
            import MySQLdb  # the only place that needs the driver: importing a dialect must not
        except ImportError as error:
            raise ModuleNotFoundError(_MISSING, name="MySQLdb") from error
        return MySQLdb

    def retrieve_dbapi_version(self) -> Any:
        # mysqlclient has numbers only
        numbers = getattr(self.dbapi, "version_info", ())
        return getattr(self.dbapi, "__version__", None) or ".".join([str(part) for part in numbers[:3]]) or None

    @property
    def _sscursor(self) -> Any:
        return __import__("MySQLdb.cursors").cursors.SSCursor

    def create_connect_args(self, url: URL) -> tuple[Sequence[Any], dict[str, Any]]:
        options = connect_options(url, database="db", username="user", password="passwd")
        options.setdefault("charset", "utf8mb4")
        # an UPDATE reports the rows it found, not those whose values it changed
        options["client_flag"] = options.get("client_flag", 0) | self._found_rows()
        return [], options

    def connect(self, *cargs: Any, **cparams: Any) -> Any:
        try:
            return super().connect(*cargs, **cparams)
        except self.loaded_dbapi.OperationalError as error:
            raise with_place(error, cparams) from error

    def _found_rows(self) -> int:
        if self.dbapi is None:
            return 2
        return int(__import__(self.dbapi.__name__ + ".constants.CLIENT").constants.CLIENT.FOUND_ROWS)

    def do_ping(self, dbapi_connection: Any) -> bool:
        dbapi_connection.ping()
        return True

    def get_isolation_level_values(self, dbapi_connection: Any) -> Sequence[str]:
        return (*super().get_isolation_level_values(dbapi_connection), "AUTOCOMMIT")

    def set_isolation_level(self, dbapi_connection: Any, level: str) -> None:
        if level == "AUTOCOMMIT":
            dbapi_connection.autocommit(True)
        else:
            dbapi_connection.autocommit(False)
            super().set_isolation_level(dbapi_connection, level)

    def detect_autocommit_setting(self, dbapi_connection: Any) -> bool:
        return bool(dbapi_connection.get_autocommit())


class MariaDBDialect_mysqldb(MariaDBDialect, MySQLDialect_mysqldb):
    """MariaDB through mysqlclient."""

    supports_statement_cache = True


dialect = MySQLDialect_mysqldb
