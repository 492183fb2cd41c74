"""SyntaxExtension: clauses of one database, added to a statement with `ext()`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import exc
from . import roles
from .expressions import ElementList
from .fields import child
from .node import _generative


class SyntaxExtension(roles.SQLRole):
    """The base of clauses given to `Select.ext()` and friends; subclass it with ClauseElement.

    Define `apply_to_select`, `apply_to_insert`, `apply_to_update` or `apply_to_delete`, which call
    `statement.apply_syntax_extension_point(function, place)`.
    """

    __slots__ = ()

    def append_replacing_same_type(self, existing: Any) -> list[Any]:
        """`existing` with this clause in place of earlier ones of its class."""
        return [clause for clause in existing if not isinstance(clause, type(self))] + [self]

    def apply_to_select(self, select_stmt: Any) -> None:
        """Add this clause to a SELECT."""
        raise NotImplementedError(f"Extension {type(self).__name__} cannot be applied to select")

    def apply_to_update(self, update_stmt: Any) -> None:
        """Add this clause to an UPDATE."""
        raise NotImplementedError(f"Extension {type(self).__name__} cannot be applied to update")

    def apply_to_delete(self, delete_stmt: Any) -> None:
        """Add this clause to a DELETE."""
        raise NotImplementedError(f"Extension {type(self).__name__} cannot be applied to delete")

    def apply_to_insert(self, insert_stmt: Any) -> None:
        """Add this clause to an INSERT."""
        raise NotImplementedError(f"Extension {type(self).__name__} cannot be applied to insert")


def places(*names: str) -> dict[str, str]:
    """The positions that a kind of statement has for extensions, with the attributes that hold them."""
    return {name: f"_{name}_clause" for name in names}


class HasSyntaxExtensions:
    """Mixin of statements which take syntax extensions."""

    _pre_columns_clause: Any = None
    _post_select_clause: Any = None
    _post_criteria_clause: Any = None
    _post_body_clause: Any = None
    _post_values_clause: Any = None
    _position_map: dict[str, str] = places("post_select", "pre_columns", "post_criteria", "post_body")
    _extension_fields = tuple(child(name) for name in [*_position_map.values(), "_post_values_clause"])

    @_generative
    def ext(self, extension: Any) -> Any:
        """A copy with a syntax extension applied. Raises ArgumentError for anything else."""
        if not isinstance(extension, SyntaxExtension):
            raise exc.ArgumentError(f"SyntaxExtension expected, got {extension!r}")
        getattr(extension, "apply_to_" + self.__visit_name__)(self)  # type: ignore[attr-defined]

    def apply_syntax_extension_point(self, apply_fn: Callable[[Any], Any], position: str) -> None:
        """Replace the clauses at `position` by what `apply_fn` makes of those there; for extensions to call."""
        try:
            attribute = self._position_map[position]
        except KeyError as error:
            raise ValueError(
                f"Unknown position {position!r} for {type(self)} construct; known positions: "
                f"{', '.join(repr(place) for place in self._position_map)}"
            ) from error
        present = getattr(self, attribute)
        clauses = [] if present is None else list(getattr(present, "clauses", (present,)))
        made = tuple(apply_fn(clauses))
        value: Any = None
        if len(made) == 1:
            value = made[0]
        elif made:
            value = ElementList(made)
        setattr(self, attribute, value)
