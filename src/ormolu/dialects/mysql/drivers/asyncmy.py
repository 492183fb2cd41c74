"""asyncmy, for asyncio.

The driver itself takes in all that the server sends, however slowly rows are asked for: a long streamed result, read by
a slow program, wants aiomysql.
"""

from __future__ import annotations

from ..traits import MariaDBDialect
from .asyncio_base import AsyncMySQLDialect


class MySQLDialect_asyncmy(AsyncMySQLDialect):
    """MySQL through asyncmy."""

    driver = "asyncmy"
    supports_statement_cache = True
    module_name = "asyncmy"
    missing = "The asyncmy driver is not installed: pip install asyncmy"


class MariaDBDialect_asyncmy(MariaDBDialect, MySQLDialect_asyncmy):
    """MariaDB through asyncmy."""

    supports_statement_cache = True


dialect = MySQLDialect_asyncmy
