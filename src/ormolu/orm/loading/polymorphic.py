"""Polymorphic select-in loading: what subclasses have beyond their base class, with one more statement for each subclass.

Asked for by `selectin_polymorphic()` or mapped with `polymorphic_load="selectin"`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ...kernel.instance import core_of
from ...sql.expression import LABEL_STYLE_TABLENAME_PLUS_COL, select
from .column_loading import always_loaded, is_loaded
from .key_lists import CHUNK, chunks, in_keys, parameter
from .load_options import KEY, LoadOptions
from .view import OptionView, ViewOption


class PolymorphicLoad:
    """Loads what the objects of one subclass have beyond the class that the first statement read."""

    slot = -1
    key = None
    prop = None

    __slots__ = ("mapper", "statement", "only", "width")

    def __init__(self, mapper: Any, base: Any, view: OptionView) -> None:
        self.mapper = mapper
        self.only = frozenset(_attributes(mapper, base, view))
        pk = list(mapper.primary_key)
        self.width = len(pk)
        statement: Any = select(mapper.class_).where(in_keys(pk)).set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
        if not view.is_empty:
            statement = statement.options(ViewOption(view), *view.criteria)
        self.statement = statement

    async def run_steps(self, context: Any, objects: list[Any]) -> None:
        """Load the missing attributes of the objects."""
        load = LoadOptions(
            populate_existing=context.populate_existing, identity_token=context.token, autoflush=False, only=self.only
        )
        options = {**context.inherited_options, KEY: load}
        for chunk in chunks([core_of(obj).key[1] for obj in objects], CHUNK):
            result = await context.session._execute_steps(
                self.statement, parameter(chunk, self.width), execution_options=options
            )
            result.unique().all()


def _attributes(mapper: Any, base: Any, view: OptionView) -> Iterator[str]:
    """Yield what to load: primary key, discriminator, and everything that `base` does not have."""
    options = view.at(mapper)
    wildcard = options.wildcards.get("column")
    if wildcard is not None and wildcard.last.owner is not None and not wildcard.last.owner.mapper.isa(mapper):
        # load_only() and its like speak of the attributes of the class they name
        options = options.without_wildcard("column")
    for key, prop in mapper._props.items():
        if not prop._stored:
            continue
        if getattr(prop, "_is_relationship", False):
            if key not in base._props:
                yield key
        elif always_loaded(prop, mapper) or (key not in base._props and is_loaded(prop, options, None, mapper)):
            yield key


class PolymorphicLoads:
    """The select-in loads of one entity: one for each subclass, shared by the classes below that."""

    __slots__ = ("base", "view", "_wanted", "_made")

    def __init__(self, base: Any, view: OptionView, wanted: Sequence[Any]) -> None:
        self.base = base
        self.view = view
        self._wanted = wanted
        self._made: dict[Any, PolymorphicLoad] = {}

    def for_class(self, mapper: Any) -> Iterator[PolymorphicLoad]:
        """Yield the loads for objects of exactly this class."""
        mapped = self._mapped(mapper)
        chosen = [] if mapped is None else [mapped]
        chosen.extend(each for each in self._wanted if each is not mapped and mapper.isa(each))
        for each in chosen:
            if each is not self.base:
                yield self._load(each)

    def _mapped(self, mapper: Any) -> Any:
        """Return the nearest class up to the base that is mapped to load itself, or None."""
        for above in mapper.iterate_to_root():
            if above is self.base:
                return None
            if above.polymorphic_load == "selectin":
                return above
        return None

    def _load(self, mapper: Any) -> PolymorphicLoad:
        found = self._made.get(mapper)
        if found is None:
            found = self._made[mapper] = PolymorphicLoad(mapper, self.base, self.view)
        return found
