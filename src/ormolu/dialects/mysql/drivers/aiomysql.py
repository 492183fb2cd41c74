"""aiomysql, for asyncio."""

from __future__ import annotations

from ..traits import MariaDBDialect
from .asyncio_base import AsyncMySQLDialect


class MySQLDialect_aiomysql(AsyncMySQLDialect):
    """MySQL through aiomysql."""

    driver = "aiomysql"
    supports_statement_cache = True
    module_name = "aiomysql"
    database_argument = "db"
    missing = "The aiomysql driver is not installed: pip install aiomysql"


class MariaDBDialect_aiomysql(MariaDBDialect, MySQLDialect_aiomysql):
    """MariaDB through aiomysql."""

    supports_statement_cache = True


dialect = MySQLDialect_aiomysql
