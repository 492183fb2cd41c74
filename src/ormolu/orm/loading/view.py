"""Views: the options of a statement -> what they say at one point of the load plan.

A view is the part of the options that applies from one entity downward. Each loaded object keeps the view it was
loaded with, so that lazy loads of its attributes follow the options too. Views are values: equal options give
the same plan.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

from ... import exc
from ...sql.cache_key import HasCacheKey, KeyParts
from .narrowing import combined
from .options import WILDCARD, Entry, Step, entity_name, path_entity, same_line

Pending = tuple[Entry, int]


class EntityOptions:
    """What the options say about the attributes of one entity."""

    __slots__ = ("exact", "children", "wildcards", "groups", "expressions", "polymorphic", "_steps", "_combined")

    def __init__(self) -> None:
        self.exact: dict[str, Entry] = {}
        self._steps: dict[str, list[Step]] = {}
        self._combined: dict[str, Entry] = {}
        self.children: dict[str, list[Pending]] = {}
        self.wildcards: dict[str, Entry] = {}
        self.groups: set[str] = set()
        self.expressions: dict[str, Any] = {}
        self.polymorphic: tuple[Any, ...] = ()

    def without_wildcard(self, kind: str) -> EntityOptions:
        """Return what the options say about attributes by their names, groups included."""
        made = EntityOptions()
        made.exact, made.groups = self.exact, self.groups
        made.wildcards = {name: entry for name, entry in self.wildcards.items() if name != kind}
        return made

    def relationship(self, key: str) -> Entry | None:
        """Return the entry for a relationship; what several options narrow it to with `of_type()` is combined."""
        entry = self.exact.get(key)
        if entry is None:
            return self.wildcards.get("relationship")
        if entry.strategy not in _NARROWED or entry.kind != "relationship" or len(self._steps[key]) < 2:
            return entry
        found = self._combined.get(key)
        if found is None:
            step, target = entry.last, combined(self._steps[key])
            found = entry
            if target is not step.of_type:
                last = Step(step.owner, key, step.prop, target, step.criteria)
                found = Entry((*entry.path[:-1], last), entry.kind, entry.strategy, entry.opts, entry.label)
            self._combined[key] = found
        return found


# the strategies that heed `of_type()`
_NARROWED = frozenset({"joined", "selectin", "subquery", "contains_eager"})

_NOTHING = EntityOptions()


class OptionView:
    """The options that apply from one point of a load plan downward.

    `pending`: entries with the index of the step that comes next. `defaults`: bare wildcards, true everywhere.
    `criteria`: `with_loader_criteria()`. `user`: options of the user's own classes.
    """

    __slots__ = ("pending", "defaults", "criteria", "user", "depth", "_at", "_children", "memo")

    def __init__(
        self,
        pending: tuple[Pending, ...] = (),
        defaults: tuple[Entry, ...] = (),
        criteria: tuple[Any, ...] = (),
        user: tuple[Any, ...] = (),
    ) -> None:
        self.pending = pending
        self.defaults = defaults
        self.criteria = criteria
        self.user = user
        self._at: dict[Any, EntityOptions] = {}
        self._children: dict[Any, OptionView] = {}
        # what strategies keep for objects of this view (their lazy statements)
        self.memo: dict[Any, Any] = {}

    def __reduce__(self) -> Any:
        return OptionView, (self.pending, self.defaults, self.criteria, self.user)

    @property
    def is_empty(self) -> bool:
        """Whether this view says nothing at all."""
        return not (self.pending or self.defaults or self.criteria or self.user)

    @property
    def is_shareable(self) -> bool:
        """Whether nothing in it is the user's: then it cannot refer to an object that keeps it."""
        steps = (step for entry, _ in self.pending for step in entry.path)
        return not (self.criteria or self.user or any(step.criteria for step in steps))

    def at(self, entity: Any, mapper: Any = None) -> EntityOptions:
        """Return what the options say about `entity`; for a subclass `mapper` of it, about that."""
        if not self.pending and not self.defaults:
            return _NOTHING
        key = (entity, mapper)
        found = self._at.get(key)
        if found is None:
            found = self._at[key] = self._collect(entity, mapper)
        return found

    def _collect(self, entity: Any, mapper: Any) -> EntityOptions:
        found = EntityOptions()
        for entry in self.defaults:
            _note_wildcard(found, entry)
        for entry, index in self.pending:
            step = entry.path[index]
            if not _applies(step, entity, mapper):
                continue
            found._steps.setdefault(step.key, []).append(step)
            if index < len(entry.path) - 1:
                found.children.setdefault(step.key, []).append((entry, index + 1))
            else:
                _note(found, entry)
        return found

    def child(self, entity: Any, key: str, mapper: Any = None) -> OptionView:
        """Return the view of the entity that the relationship `key` leads to."""
        memo_key = (entity, mapper, key)
        found = self._children.get(memo_key)
        if found is None:
            pending = tuple(self.at(entity, mapper).children.get(key, ()))
            if not pending and not self.pending:
                found = self
            else:
                found = OptionView(pending, self.defaults, self.criteria, self.user)
            self._children[memo_key] = found
        return found

    def with_pending(self, pending: Iterable[Pending]) -> OptionView:
        """Return this view with further entries."""
        return OptionView((*self.pending, *pending), self.defaults, self.criteria, self.user)

    def for_later(self) -> OptionView:
        """Return what loaded objects keep: without options that do not propagate to later loads.

        What a statement's own joins have filled (`contains_eager()`) loads lazily later on.
        """
        criteria = tuple(c for c in self.criteria if c.propagate_to_loaders)
        user = tuple(u for u in self.user if getattr(u, "propagate_to_loaders", False))
        filled = any(entry.strategy == "contains_eager" for entry, _ in self.pending)
        if len(criteria) == len(self.criteria) and len(user) == len(self.user) and not filled:
            return self
        pending = tuple((entry.without_join(), index) for entry, index in self.pending)
        return OptionView(pending, self.defaults, criteria, user)


EMPTY_VIEW = OptionView()


def _applies(step: Any, entity: Any, mapper: Any) -> bool:
    if not same_line(entity, step.owner):
        return False
    if mapper is None or step.owner is None:
        return True
    return bool(mapper.isa(step.owner.mapper) or step.owner.mapper.isa(mapper) or step.key in mapper._props)


def _note(found: EntityOptions, entry: Entry) -> None:
    step = entry.last
    if entry.kind == "polymorphic":
        found.polymorphic += entry.opts["mappers"]
    elif entry.kind == "expression":
        found.expressions[step.key] = entry.opts["expression"]
    elif step.key == WILDCARD:
        _note_wildcard(found, entry)
    elif entry.strategy is not None:
        known = found.exact.get(step.key)
        if known is not None and known is not entry:
            _check_conflict(known, entry)
        found.exact[step.key] = entry


def _check_conflict(known: Entry, entry: Entry) -> None:
    """Raise InvalidRequestError when two options say different things about the same attribute of the same entity.

    What they narrow it to with `of_type()` is combined when the attribute is planned.
    """
    if known.last.owner is not entry.last.owner:
        return
    if known.strategy != entry.strategy or known.opts != entry.opts:
        raise exc.InvalidRequestError(
            f"Loader strategy replacement {entry.described} is in conflict with existing strategy {known.described}"
        )


def _note_wildcard(found: EntityOptions, entry: Entry) -> None:
    if entry.strategy == "undefer_group":
        found.groups.add(entry.opts["group"])
    else:
        found.wildcards[entry.kind] = entry


def view_of(options: Sequence[Any]) -> OptionView:
    """Return the view at the top of a statement with these options."""
    pending: list[Pending] = []
    defaults: list[Entry] = []
    criteria: list[Any] = []
    user: list[Any] = []
    for option in options:
        given = getattr(option, "_view", None)
        if given is not None:
            if len(options) == 1 + len(given.criteria):
                return given  # type: ignore[no-any-return]  # an attribute of some options only
            pending.extend(given.pending)
            defaults.extend(given.defaults)
            user.extend(given.user)
        elif option._is_strategy_option:
            for entry in option.entries:
                if option.entity is None:
                    defaults.append(entry)
                else:
                    pending.append((entry, 0))
        elif option._is_criteria_option:
            criteria.append(option)
        elif option._is_user_defined:
            user.append(option)
    if not (pending or defaults or criteria or user):
        return EMPTY_VIEW
    return OptionView(tuple(pending), tuple(defaults), tuple(criteria), tuple(user))


def check_roots(options: Iterable[Any], entities: list[Any]) -> None:
    """Raise ArgumentError for an option that starts at none of the statement's entities."""
    for option in options:
        if not getattr(option, "_is_strategy_option", False) or option.entity is None or not option.entries:
            continue
        if getattr(option, "_view", None) is not None:
            continue
        for entry in option.entries:
            owner = entry.path[0].owner
            if not any(same_line(entity, owner) and _root_fits(entity, option.entity) for entity in entities):
                raise _no_root(entry, entities)


def _root_fits(entity: Any, root: Any) -> bool:
    return same_line(entity, root)


def _no_root(entry: Entry, entities: list[Any]) -> exc.ArgumentError:
    if not entities:
        return exc.ArgumentError(
            "Query has only expression-based entities; attribute loader option "
            f"{_described(entry)} can't be applied here."
        )
    owner = entry.path[0].owner
    return exc.ArgumentError(
        f"Mapped class {entity_name(path_entity(owner))} referenced in option {_described(entry)} does not apply to "
        f"any of the root entities in this query, e.g. {', '.join(entity_name(e) for e in entities)}. Please specify "
        "the full path from one of the root entities to the target attribute. "
    )


def _described(entry: Entry) -> str:
    return f"{entry.label}({entry.path[0]})"


_serials = itertools.count(1)


class ViewOption(HasCacheKey):
    """Internal option: a ready-made view, given to the statement of a lazy or select-in load."""

    inherit_cache = True
    _is_has_cache_key = True
    _is_strategy_option = True
    _is_criteria_option = False
    _is_user_defined = False
    _is_compile_state = True
    _is_legacy_option = False
    _is_core = False
    propagate_to_loaders = False
    entity = None
    entries: tuple[Entry, ...] = ()

    __slots__ = ("_view", "_serial")

    def __init__(self, view: OptionView) -> None:
        self._view = view
        self._serial = next(_serials)

    def _key_parts(self) -> KeyParts | None:
        return (ViewOption, self._serial), (), ()
