"""`mysql://` and `mariadb://` without a driver: mysqlclient if it is installed, else PyMySQL."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from ....engine.url import URL
from .mysqldb import MariaDBDialect_mysqldb, MySQLDialect_mysqldb
from .pymysql import MariaDBDialect_pymysql, MySQLDialect_pymysql


def _choose(client: type[Any], pure: type[Any]) -> type[Any]:
    return pure if find_spec("MySQLdb") is None and find_spec("pymysql") is not None else client


class MySQLDialect_default(MySQLDialect_mysqldb):
    """The entry point for "mysql"."""

    supports_statement_cache = True

    @classmethod
    def get_dialect_cls(cls, url: URL) -> type[Any]:
        return _choose(MySQLDialect_mysqldb, MySQLDialect_pymysql)


class MariaDBDialect_default(MariaDBDialect_mysqldb):
    """The entry point for "mariadb"."""

    supports_statement_cache = True

    @classmethod
    def get_dialect_cls(cls, url: URL) -> type[Any]:
        return _choose(MariaDBDialect_mysqldb, MariaDBDialect_pymysql)
