"""Criteria that a statement gets without naming them: single-table inheritance and `with_loader_criteria()`.

`with_loader_criteria()` makes a `LoaderCriteria`; `criteria_for` collects what applies to one entity.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ... import exc
from ...inspection import inspect
from ...sql.cache_key import HasCacheKey, KeyParts
from ...sql.fields import KeyWriter, NotCacheable
from .adapt import plain


class LoaderCriteria(HasCacheKey):
    """A WHERE criterion for every occurrence of an entity in a statement, and in the loads that follow from it."""

    inherit_cache = True
    _is_core = False
    _is_criteria_option = True
    _is_has_cache_key = True
    _is_strategy_option = False
    _is_user_defined = False
    _is_compile_state = True
    _is_legacy_option = False
    entity = None

    __slots__ = (
        "root_entity",
        "mapper",
        "where_criteria",
        "is_lambda",
        "include_aliases",
        "loader_only",
        "propagate_to_loaders",
        "_resolved",
        "_parts",
    )

    def __init__(
        self,
        entity_or_base: Any,
        where_criteria: Any,
        loader_only: bool = False,
        include_aliases: bool = False,
        propagate_to_loaders: bool = True,
        track_closure_variables: bool = True,
    ) -> None:
        found = inspect(entity_or_base, raiseerr=False)
        self.mapper = None if found is None else found.mapper
        self.root_entity = entity_or_base if found is None else None
        if found is None and not isinstance(entity_or_base, type):
            raise exc.ArgumentError(
                f"with_loader_criteria() wants a mapped class or a base class of such, not {entity_or_base!r}"
            )
        self.is_lambda = callable(where_criteria) and not hasattr(where_criteria, "__clause_element__")
        self.where_criteria = where_criteria if self.is_lambda else plain(where_criteria)
        self.include_aliases = include_aliases
        self.loader_only = loader_only
        self.propagate_to_loaders = propagate_to_loaders
        self._resolved: dict[Any, Any] = {}
        self._parts: Any = _UNSET

    def __reduce__(self) -> Any:
        """Pickle what the user gave: a function of a module can be pickled, an expression mostly can't."""
        about = self.root_entity if self.mapper is None else self.mapper.class_
        return LoaderCriteria, (
            about, self.where_criteria, self.loader_only, self.include_aliases, self.propagate_to_loaders,
        )  # fmt: skip

    def _mappers(self) -> Iterator[Any]:
        """Yield the topmost mappers the criterion is for."""
        if self.mapper is not None:
            yield self.mapper
            return
        assert self.root_entity is not None
        stack = list(self.root_entity.__subclasses__())
        while stack:
            class_ = stack.pop(0)
            found = inspect(class_, raiseerr=False)
            if found is not None and getattr(found, "is_mapper", False):
                yield found
            else:
                stack.extend(class_.__subclasses__())

    def applies_to(self, mapper: Any) -> bool:
        """Say whether the criterion is for objects of this mapper."""
        if self.mapper is not None:
            return bool(mapper.isa(self.mapper))
        assert self.root_entity is not None
        return issubclass(mapper.class_, self.root_entity)

    def criterion(self, entity: Any) -> Any:
        """Return the criterion for a mapper or alias."""
        found = self._on_mapper(entity.mapper)
        return entity._adapt_element(found) if entity.is_aliased_class else found

    def _on_mapper(self, mapper: Any) -> Any:
        if not self.is_lambda:
            return self.where_criteria
        found = self._resolved.get(mapper)
        if found is None:
            found = self._resolved[mapper] = plain(self.where_criteria(mapper.class_))
        return found

    def _key_parts(self) -> KeyParts | None:
        if self._parts is _UNSET:
            self._parts = self._make_parts()
        return self._parts  # type: ignore[no-any-return]  # memo slot

    def _make_parts(self) -> KeyParts | None:
        writer = KeyWriter((LoaderCriteria, self.include_aliases, self.loader_only, self.propagate_to_loaders))
        writer.value(self.mapper._serial if self.mapper is not None else self.root_entity)
        try:
            for expression in self._expressions():
                writer.node(expression)
        except NotCacheable:
            return None
        return tuple(writer.key), tuple(writer.binds), tuple(writer.idents)

    def _expressions(self) -> Iterable[Any]:
        if not self.is_lambda:
            return (self.where_criteria,)
        return [self._on_mapper(sub) for mapper in self._mappers() for sub in mapper.self_and_descendants]


_UNSET: Any = object()


def with_loader_criteria(
    entity_or_base: Any,
    where_criteria: Any,
    loader_only: bool = False,
    include_aliases: bool = False,
    propagate_to_loaders: bool = True,
    track_closure_variables: bool = True,
) -> LoaderCriteria:
    """Return an option that adds a WHERE criterion to every use of an entity.

    entity_or_base: a mapped class, or a base or mixin whose mapped subclasses are meant.
    where_criteria: an expression, or a function from the class to one.
    loader_only: only in relationship loads, not in the statement itself. include_aliases: for `aliased()` too.
    propagate_to_loaders: for lazy loads of the loaded objects as well.
    """
    return LoaderCriteria(
        entity_or_base,
        where_criteria,
        loader_only=loader_only,
        include_aliases=include_aliases,
        propagate_to_loaders=propagate_to_loaders,
        track_closure_variables=track_closure_variables,
    )


def criteria_for(entity: Any, options: Iterable[LoaderCriteria], *, for_loader: bool = False) -> list[Any]:
    """Return the criteria among `options` for one entity.

    for_loader: the entity stands for a relationship's target, anonymous alias or not.
    """
    found = []
    for option in options:
        if option.loader_only and not for_loader:
            continue
        if entity.is_aliased_class and not option.include_aliases and not for_loader:
            continue
        if option.applies_to(entity.mapper):
            found.append(option.criterion(entity))
    return found


def single_inheritance_criterion(entity: Any) -> Any:
    """Return `type IN (...)` for an entity that shares its table with its base, or None.

    The subclasses of a `with_polymorphic()` stand for columns, not for rows: the rows are those of the whole.
    """
    if entity.is_aliased_class:
        entity = entity._base_alias
    criterion = entity.mapper._single_table_criterion
    if criterion is None:
        return None
    if not entity.is_aliased_class:
        return criterion
    # a subquery without the discriminator is taken at its word
    return None if entity._adapter.column(entity.mapper.polymorphic_on) is None else entity._adapter(criterion)


Criterion = Callable[[Any], Any]
