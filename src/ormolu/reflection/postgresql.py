"""What an Inspector can tell of PostgreSQL beyond the common questions."""

from __future__ import annotations

from typing import Any

from .inspector import Inspector, register_inspector

__all__ = ["PGInspector"]


class PGInspector(Inspector):
    """Inspector for PostgreSQL: enums, domains, foreign tables, types, and the OID of a table."""

    def get_table_oid(self, table_name: str, schema: str | None = None) -> int:
        """Return the OID of a table. Raises NoSuchTableError when there is none of that name."""
        return int(self._ask("get_table_oid", table_name, schema))

    def get_domains(self, schema: str | None = None) -> list[dict[str, Any]]:
        """Return the DOMAIN types of a schema; "*" for all schemas."""
        return list(self._ask("get_domains", schema))

    def get_enums(self, schema: str | None = None) -> list[dict[str, Any]]:
        """Return the ENUM types of a schema; "*" for all schemas."""
        return list(self._ask("get_enums", schema))

    def get_foreign_table_names(self, schema: str | None = None) -> list[str]:
        """Return the names of the foreign tables of a schema."""
        return list(self._ask("get_foreign_table_names", schema))

    def has_type(self, type_name: str, schema: str | None = None, **kw: Any) -> bool:
        """Return True if a type of that name exists; schema "*" for any."""
        return bool(self._ask("has_type", type_name, schema, **kw))


register_inspector("postgresql", PGInspector)
