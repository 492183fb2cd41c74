"""Dialects and engine plugins by name: the one place where a name in a URL becomes a class.

Looked up in this order: what was registered with `registry.register(...)`, our own, and entry points of installed
packages in the groups "sqlalchemy.dialects" and "sqlalchemy.plugins".
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from .. import exc
from ..compiler import set_dialect_lookup
from ..engine.url import set_registry
from ..sql.dialect_options import set_dialect_loader

__all__ = ("mysql", "postgresql", "sqlite")

_OWN = {
    "sqlite": "sqlite.drivers.pysqlite:SQLiteDialect_pysqlite",
    "sqlite.pysqlite": "sqlite.drivers.pysqlite:SQLiteDialect_pysqlite",
    "sqlite.aiosqlite": "sqlite.drivers.aiosqlite:SQLiteDialect_aiosqlite",
    "sqlite.pysqlcipher": "sqlite.drivers.pysqlcipher:SQLiteDialect_pysqlcipher",
    "postgresql": "postgresql.drivers.psycopg:PGDialect_psycopg",
    "postgresql.psycopg": "postgresql.drivers.psycopg:PGDialect_psycopg",
    "postgresql.psycopg_async": "postgresql.drivers.psycopg:PGDialectAsync_psycopg",
    "postgresql.psycopg2": "postgresql.drivers.psycopg2:PGDialect_psycopg2",
    "postgresql.asyncpg": "postgresql.drivers.asyncpg:PGDialect_asyncpg",
    "mysql": "mysql.drivers.default:MySQLDialect_default",
    "mysql.mysqldb": "mysql.drivers.mysqldb:MySQLDialect_mysqldb",
    "mysql.pymysql": "mysql.drivers.pymysql:MySQLDialect_pymysql",
    "mysql.asyncmy": "mysql.drivers.asyncmy:MySQLDialect_asyncmy",
    "mysql.aiomysql": "mysql.drivers.aiomysql:MySQLDialect_aiomysql",
    "mariadb": "mysql.drivers.default:MariaDBDialect_default",
    "mariadb.mysqldb": "mysql.drivers.mysqldb:MariaDBDialect_mysqldb",
    "mariadb.pymysql": "mysql.drivers.pymysql:MariaDBDialect_pymysql",
    "mariadb.asyncmy": "mysql.drivers.asyncmy:MariaDBDialect_asyncmy",
    "mariadb.aiomysql": "mysql.drivers.aiomysql:MariaDBDialect_aiomysql",
}


# Drivers that SQLAlchemy knows and we do not, and what serves instead.
_OTHER_DRIVERS = {
    "postgresql.pg8000": ("psycopg[binary]", "postgresql+psycopg"),
    "postgresql.psycopg2cffi": ("psycopg[binary]", "postgresql+psycopg"),
    "mysql.mysqlconnector": ("pymysql", "mysql+pymysql"),
    "mysql.mariadbconnector": ("pymysql", "mysql+pymysql"),
    "mysql.pyodbc": ("pymysql", "mysql+pymysql"),
    "mysql.cymysql": ("pymysql", "mysql+pymysql"),
    "mariadb.mariadbconnector": ("pymysql", "mariadb+pymysql"),
    "mariadb.mysqlconnector": ("pymysql", "mariadb+pymysql"),
}


def _own_dialect(name: str) -> Callable[[], Any] | None:
    other = _OTHER_DRIVERS.get(name)
    if other is not None:
        package, scheme = other
        raise ModuleNotFoundError(
            f"Ormolu does not work with the driver {name.partition('.')[2]}: pip install '{package}' and use a URL "
            f"that begins with {scheme}://"
        )
    where = _OWN.get(name)
    if where is None:
        return None
    module, _, cls = where.partition(":")
    return lambda: getattr(importlib.import_module(f"{__name__}.{module}"), cls)


class PluginLoader:
    """Finds classes by name. group: of the entry points. own: finds those that need no registration."""

    def __init__(self, group: str, own: Callable[[str], Callable[[], Any] | None] | None = None):
        self.group = group
        self.impls: dict[str, Callable[[], Any]] = {}
        self._own = own

    def register(self, name: str, modulepath: str, objname: str) -> None:
        """Make `objname` of module `modulepath` known as `name`, without importing it."""
        self.impls[name] = lambda: getattr(importlib.import_module(modulepath), objname)

    def deregister(self, name: str) -> None:
        """Forget a name that was registered."""
        del self.impls[name]

    def clear(self) -> None:
        """Forget all names that were registered."""
        self.impls.clear()

    def load(self, name: str) -> Any:
        """The class of that name. Raises NoSuchModuleError."""
        found = self.impls.get(name)
        if found is None and self._own is not None:
            found = self._own(name)
        if found is not None:
            return found()
        from importlib.metadata import entry_points  # it brings the package email: only third parties' names need it

        for entry in entry_points(group=self.group):
            if entry.name == name:
                self.impls[name] = entry.load
                return entry.load()
        raise exc.NoSuchModuleError(f"Can't load plugin: {self.group}:{name}{_suggestion(name)}")


def _suggestion(name: str) -> str:
    import difflib  # only to explain a mistake

    near = difflib.get_close_matches(name, _OWN, 1)
    return f"; did you mean {near[0].replace('.', '+')}://?" if near else ""


registry = PluginLoader("sqlalchemy.dialects", _own_dialect)
plugins = PluginLoader("sqlalchemy.plugins")


def dialect_of_url(url: Any, is_async: bool | None) -> type[Any]:
    """The dialect class for a URL. is_async: also ask it for its async variant; None: the entry point itself."""
    name: str = url.drivername
    found = registry.load(name.replace("+", "."))
    if hasattr(found, "dialect") and isinstance(found.dialect, type):
        # a module, as old packages register it
        found = found.dialect
    if is_async is None:
        return found  # type: ignore[no-any-return]  # loaded by name
    if is_async:
        return found.get_async_dialect_cls(url)  # type: ignore[no-any-return]
    return found.get_dialect_cls(url)  # type: ignore[no-any-return]


def _class_by_name(name: str) -> Any:
    """The dialect class of that name, as `Table(mysql_engine=...)` asks for it."""
    found = registry.load(name)
    return found.dialect if hasattr(found, "dialect") and isinstance(found.dialect, type) else found


set_registry(dialect_of_url, plugins.load)
set_dialect_loader(_class_by_name)
set_dialect_lookup(lambda name: _class_by_name(name)())
