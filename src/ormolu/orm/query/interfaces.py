"""Roles and shapes of ORM elements that programs name in annotations and `isinstance` checks.

Rule: SQLAlchemy documentation, `sqlalchemy.orm.interfaces`.
"""

from __future__ import annotations

from typing import Any, TypedDict

from ...sql import roles


class ORMStatementRole(roles.StatementRole):
    """A statement that the ORM plans."""

    _role_name = "Executable SQL or text() construct, including ORM aware objects"


class ORMColumnsClauseRole(roles.ColumnsClauseRole):
    """Something of the ORM in a columns clause."""

    _role_name = "ORM mapped entity, aliased entity, or Column expression"


class ORMEntityColumnsClauseRole(ORMColumnsClauseRole):
    """An entity in a columns clause."""

    _role_name = "ORM mapped or aliased entity"


class ORMFromClauseRole(roles.StrictFromClauseRole):
    """An entity in FROM."""

    _role_name = "ORM mapped entity, aliased entity, or FROM expression"


class ORMColumnDescription(TypedDict):
    """One entry of `column_descriptions`."""

    name: str
    type: Any
    aliased: bool
    expr: Any
    entity: Any | None


class LoaderStrategy:
    """The way in which an attribute is loaded; strategies of programs' own are not possible."""
