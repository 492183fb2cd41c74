"""Encrypted SQLite files: the `sqlcipher3` package. The password of the URL is the key."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from typing import Any

from ....engine import pool as poollib
from ....engine.url import URL
from .pysqlite import SQLiteDialect_pysqlite

_MISSING = "The sqlcipher3 driver is not installed: pip install sqlcipher3-binary"
_PRAGMAS = ("kdf_iter", "cipher", "cipher_page_size", "cipher_use_hmac")


class SQLiteDialect_pysqlcipher(SQLiteDialect_pysqlite):
    """SQLite with encryption."""

    driver = "pysqlcipher"
    supports_statement_cache = True

    @classmethod
    def import_dbapi(cls) -> Any:
        try:
            return importlib.import_module("sqlcipher3")
        except ImportError as error:
            raise ModuleNotFoundError(_MISSING, name="sqlcipher3") from error

    @classmethod
    def get_pool_class(cls, url: URL) -> type[poollib.Pool]:
        return poollib.SingletonThreadPool

    def on_connect_url(self, url: URL) -> Callable[[Any], None]:
        passphrase = url.password or ""
        options = {name: url.query.get(name) for name in _PRAGMAS}
        prepare = super().on_connect()

        def unlock(dbapi_connection: Any) -> None:
            cursor = dbapi_connection.cursor()
            quoted = passphrase.replace('"', '""')
            cursor.execute(f'pragma key="{quoted}"')
            for name, value in options.items():
                if value is not None:
                    text = str(value).replace('"', '""')
                    cursor.execute(f'pragma {name}="{text}"')
            cursor.close()
            prepare(dbapi_connection)

        return unlock

    def create_connect_args(self, url: URL) -> tuple[Sequence[Any], dict[str, Any]]:
        plain = url._replace(username=None, password=None, host=None, port=None)
        return super().create_connect_args(plain.difference_update_query(_PRAGMAS))


dialect = SQLiteDialect_pysqlcipher
