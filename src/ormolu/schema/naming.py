"""Naming: make the names of constraints and indexes from the conventions of their MetaData.

In: a constraint, the table it belongs to and the convention templates. Out: a `conv` name, or None where no convention
applies. Names given as `conv(...)` are final; other names may enter a template as %(constraint_name)s.

Start at `constraint_name_for_table`; `apply_convention` is what attaching a constraint to a table calls.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .. import exc
from ..sql.names import _NONE_NAME, conv

__all__ = ["conv", "_NONE_NAME", "DEFAULT_NAMING_CONVENTION", "constraint_name_for_table", "apply_convention"]


Template = str

DEFAULT_NAMING_CONVENTION: Mapping[str, str] = {"ix": "ix_%(column_0_label)s"}

_COLUMN_TOKEN = re.compile(r"(?P<referred>referred_)?column_(?P<position>\d+)(?P<all>_?N)?_(?P<what>name|key|label)$")


def _template_for(conventions: Mapping[Any, Any], constraint: Any) -> Template | None:
    """Return the template for a constraint: by class or by two-letter prefix, the most specific class first."""
    for cls in type(constraint).__mro__:
        if cls in conventions:
            found: Template = conventions[cls]
            return found
        prefix = cls.__dict__.get("_naming_prefix")
        if prefix is not None and prefix in conventions:
            by_prefix: Template = conventions[prefix]
            return by_prefix
    return None


def constraint_name_for_table(constraint: Any, table: Any) -> Any:
    """Return the name which the conventions give to the constraint on that table, or None to keep what it has.

    Raises InvalidRequestError when the template asks for a %(constraint_name)s and there is none.
    """
    name = constraint.name
    if isinstance(name, conv):
        return name
    template = _template_for(table.metadata.naming_convention, constraint)
    if template is None:
        return None
    if name is None or name is _NONE_NAME or "constraint_name" in str(template):
        name = template % _Tokens(constraint, table, table.metadata.naming_convention)
        return conv(name) if name else None
    return None


def apply_convention(constraint: Any, table: Any) -> None:
    """Give a constraint that was just attached to a table its conventional name, unless that shall wait."""
    if isinstance(constraint.name, conv) or constraint.name is _NONE_NAME:
        return
    name = constraint_name_for_table(constraint, table)
    if name is not None:
        constraint.name = name


class _Tokens(Mapping[str, str]):
    """The right-hand side of `template % ...`: computes a token when the template asks for it."""

    def __init__(self, constraint: Any, table: Any, conventions: Mapping[Any, Any]) -> None:
        self._constraint = constraint
        self._table = table
        self._conventions = conventions

    def __iter__(self) -> Any:
        raise TypeError("naming convention tokens are computed on request; they cannot be listed")

    def __len__(self) -> int:
        raise TypeError("naming convention tokens are computed on request; they cannot be counted")

    def __getitem__(self, token: str) -> str:
        if token in self._conventions and callable(self._conventions[token]):
            return str(self._conventions[token](self._constraint, self._table))
        if token == "table_name":
            return str(self._table.name)
        if token == "constraint_name":
            return self._constraint_name()
        if token == "referred_table_name":
            return str(self._constraint.elements[0].target_tokens.table_name)
        match = _COLUMN_TOKEN.match(token)
        if match is None:
            raise KeyError(token)
        part = self._referred_part if match["referred"] else self._column_part
        what = match["what"]
        if match["all"]:
            return ("_" if match["all"] == "_N" else "").join(part(n, what) for n in range(self._column_count()))
        return part(int(match["position"]), what)

    def _constraint_name(self) -> str:
        if self._constraint.name is None or self._constraint.name is _NONE_NAME:
            raise exc.InvalidRequestError(
                "Naming convention including %(constraint_name)s token requires that constraint is explicitly named."
            )
        if not isinstance(self._constraint.name, conv):
            name = str(self._constraint.name)
            # the given name has now become part of a conventional one, and must not be used for a second one
            self._constraint.name = None
            return name
        return str(self._constraint.name)

    def _column_count(self) -> int:
        elements = getattr(self._constraint, "elements", None)
        return len(elements if elements is not None else self._columns())

    def _columns(self) -> list[Any]:
        elements = getattr(self._constraint, "elements", None)
        return [fk.parent for fk in elements] if elements is not None else list(self._constraint.columns)

    def _column_part(self, position: int, what: str) -> str:
        columns = self._columns()
        if position >= len(columns):
            return ""
        column = columns[position]
        if what == "label":
            return str(column._ddl_label)
        return str(getattr(column, what))

    def _referred_part(self, position: int, what: str) -> str:
        if what != "name":
            raise KeyError(f"referred_column_{position}_{what}")
        elements = self._constraint.elements
        return "" if position >= len(elements) else str(elements[position].column.name)
