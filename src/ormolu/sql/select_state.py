"""What follows from a SELECT before any dialect is asked: its FROM elements, joins, correlation and column names.

In: a Select. Out: `SelectState` with `froms` (all), `display_froms(...)` (those to show inside an enclosing
statement); `label_columns` (names of the columns clause). Pure functions of the statement, used by the compiler, by
`Select.get_final_froms()` and `Select.columns_clause_froms`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

from .. import exc
from .froms import Join
from .label_style import LABEL_STYLE_DISAMBIGUATE_ONLY, LabelledColumn
from .label_style import label_columns as name_columns


class SelectState:
    """The resolved FROM side of one SELECT."""

    def __init__(self, statement: Any) -> None:
        self.statement = statement
        self.from_clauses: Sequence[Any] = statement._from_obj
        if statement._setup_joins:
            self.from_clauses = resolved_joins(statement)
        self.froms = _froms(statement, self.from_clauses)

    def display_froms(
        self,
        explicit_correlate_froms: Iterable[Any] | None = None,
        implicit_correlate_froms: Iterable[Any] | None = None,
    ) -> list[Any]:
        """The FROM elements to show.

        explicit: elements of enclosing SELECTs which `correlate()` may name. implicit: those which are left out without
        being named, as long as something remains. Raises InvalidRequestError when nothing remains.
        """
        statement = self.statement
        froms = self.froms
        outside = set(explicit_correlate_froms or ())
        if statement._correlate:
            named = _with_clones(statement._correlate)
            allowed = _with_clones(outside)
            froms = [f for f in froms if not (_meets(f, named) and _meets(f, allowed))]
        if statement._correlate_except is not None:
            kept = _with_clones(statement._correlate_except)
            allowed = _with_clones(outside)
            froms = [f for f in froms if not _meets(f, allowed) or _meets(f, kept)]
        if statement._auto_correlate and implicit_correlate_froms and len(froms) > 1:
            allowed = _with_clones(implicit_correlate_froms)
            froms = [f for f in froms if not _meets(f, allowed)]
            if not froms:
                raise exc.InvalidRequestError(
                    f"Select statement '{statement!r}' returned no FROM clauses due to auto-correlation; specify "
                    "correlate(<tables>) to control correlation manually."
                )
        return froms


def _with_clones(elements: Iterable[Any]) -> set[Any]:
    found: set[Any] = set()
    for element in elements:
        found |= element._cloned_set
    return found


def _meets(element: Any, others: set[Any]) -> bool:
    return not element._cloned_set.isdisjoint(others)


def _froms(statement: Any, from_clauses: Sequence[Any]) -> list[Any]:
    """Every FROM element once, without those inside of others."""
    raw: Iterable[Any] = itertools.chain(
        from_clauses,
        itertools.chain.from_iterable([element._from_objects for element in statement._raw_columns]),
        itertools.chain.from_iterable([element._from_objects for element in statement._where_criteria]),
    )
    seen: set[Any] = set()
    found: list[Any] = []
    for element in raw:
        if element is statement or (getattr(element, "element", None) is statement and element._is_subquery):
            raise exc.InvalidRequestError("select() construct refers to itself as a FROM")
        if element not in seen:
            seen.add(element)
            found.append(element)
    hidden: set[Any] = set()
    for element in found:
        if element._hide_froms != ():
            hidden.update(element._hide_froms)
    if hidden:
        hidden = _with_clones(hidden)
        found = [element for element in found if element not in hidden]
    return found


# -- joins ---------------------------------------------------------------------------------------------------


def resolved_joins(statement: Any) -> tuple[Any, ...]:
    """The FROM elements of a SELECT with `join()` calls: each call extends the one it joins from."""
    from_clauses = statement._from_obj
    columns = statement._raw_columns
    earlier = statement._memoized_select_entities
    for number, (right, onclause, left, flags) in enumerate(statement._setup_joins):
        isouter, full = flags["isouter"], flags["full"]
        if left is None:
            then = next((entities for entities, joins in earlier if number < joins), columns)
            left, at = _implicit_left(from_clauses, then, right, onclause)
        else:
            at = _place_of(left, from_clauses)
            if at is not None and onclause is None:
                # the foreign keys of the named left side come first
                onclause = Join._join_condition(from_clauses[at], right, a_subset=left)
        joined = Join(left if at is None else from_clauses[at], right, onclause, isouter=isouter, full=full)
        if at is not None:
            from_clauses = from_clauses[:at] + (joined,) + from_clauses[at + 1 :]
        else:
            from_clauses = from_clauses + (joined,)
    return tuple(from_clauses)


def _place_of(left: Any, from_clauses: Sequence[Any]) -> int | None:
    """Where in the FROM list `left` is, by itself or inside a join."""
    for at, element in enumerate(from_clauses):
        if left is element or hash(left) == hash(element) or element.is_derived_from(left):
            return at
    return None


def _implicit_left(
    from_clauses: Sequence[Any], columns: Sequence[Any], right: Any, onclause: Any
) -> tuple[Any, int | None]:
    """The FROM element which `right` is joined to: `(element, its place in the FROM list or None)`."""
    if from_clauses:
        places = left_sides_for(from_clauses, right, onclause)
        if len(places) > 1:
            raise exc.InvalidRequestError(_SEVERAL)
        if not places:
            raise exc.InvalidRequestError(_NONE_FITS.format(right))
        return from_clauses[places[0]], places[0]
    candidates: dict[Any, None] = {}
    for column in columns:
        for element in column._from_objects:
            if element is not right:
                candidates.setdefault(element)
    elements = list(candidates)
    if not elements:
        raise exc.InvalidRequestError(_NONE_FITS.format(right))
    places = left_sides_for(elements, right, onclause)
    if len(places) > 1:
        raise exc.InvalidRequestError(_SEVERAL)
    if not places:
        raise exc.InvalidRequestError(_NONE_FITS.format(right))
    return elements[places[0]], None


_SEVERAL = (
    "Can't determine which FROM clause to join from, there are multiple FROMS which can join to this entity. "
    "Please use "
    "the .select_from() method to establish an explicit left side, as well as providing an explicit ON clause if not "
    "present already to help resolve the ambiguity."
)
_NONE_FITS = (
    "Don't know how to join to {!r}. Please use the .select_from() method to establish an explicit left side, as "
    "well as "
    "providing an explicit ON clause if not present already to help resolve the ambiguity."
)


def left_sides_for(elements: Sequence[Any], right: Any, onclause: Any) -> list[int]:
    """Which of `elements` can be the left side of a join with `right`."""
    if len(elements) == 1 and onclause is not None:
        return [0]
    if onclause is not None:
        mentioned = _with_clones(onclause._from_objects) if hasattr(onclause, "_from_objects") else set()
        own = _with_clones(right._from_objects)
        places = [
            at
            for at, element in enumerate(elements)
            if any(not inner._cloned_set.isdisjoint(mentioned - own) for inner in element._from_objects)
        ]
        return places if places else list(range(len(elements)))
    places = [at for at, element in enumerate(elements) if Join._can_join(element, right)]
    if len(places) > 1:
        hidden = _with_clones(itertools.chain.from_iterable(element._hide_froms for element in elements))
        visible = [at for at in places if elements[at] not in hidden]
        places = visible or places
    if not places and len(elements) == 1:
        return [0]
    return places


# -- columns -------------------------------------------------------------------------------------------------


def label_columns(statement: Any) -> list[LabelledColumn]:
    """The columns of a SELECT, in order, with the names they get."""
    return name_columns(statement._all_selected_columns, statement._label_style)


def label_returning_columns(statement: Any, columns: Sequence[Any]) -> list[LabelledColumn]:
    """The columns of RETURNING with the names they get."""
    return name_columns(columns, getattr(statement, "_label_style", LABEL_STYLE_DISAMBIGUATE_ONLY))


def columns_of(elements: Iterable[Any]) -> list[Any]:
    """The columns that entries of a columns clause stand for: a FROM element stands for all of its columns."""
    found: list[Any] = []
    for element in elements:
        found.extend(element._select_iterable)
    return found
