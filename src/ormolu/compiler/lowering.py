"""Lowering: statements on entities of an upper layer become Core statements before they are rendered."""

from __future__ import annotations

from typing import Any

from ormolu.sql.executable import plugin_of


def lowered(statement: Any, *, toplevel: bool, **context: Any) -> Any:
    """Return the Core statement which `statement` means; itself if no plugin takes part."""
    plugin = plugin_of(statement) if statement._propagate_attrs else None
    return statement if plugin is None else plugin.lower(statement, toplevel=toplevel, **context)
