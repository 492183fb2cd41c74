"""Loader options: what a user writes in `.options()` -> immutable entries that say how an attribute is loaded.

An option is a bundle of *entries*. An entry is a path of steps (relationships, seen from an entity) and what is to
happen at its last step. `view.py` answers what the entries of a statement mean for one entity of the plan.

Start at `Load`; the functions `joinedload()`, `defer()` ... make one and call the method of the same name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal

from ... import exc
from ...inspection import inspect
from ...structures import immutabledict
from ..mapping.interfaces import InspectionAttr
from .option_key import OptionElement

WILDCARD = "*"
_NO_OPTS: immutabledict[str, Any] = immutabledict()


class Step:
    """One link of an option's path: an attribute of an entity.

    `owner` is the mapper or alias the attribute was taken from (None for a bare wildcard), `of_type` the narrowed
    target, `criteria` what `.and_()` added.
    """

    __slots__ = ("owner", "key", "prop", "of_type", "criteria")

    def __init__(
        self, owner: Any, key: str, prop: Any = None, of_type: Any = None, criteria: tuple[Any, ...] = ()
    ) -> None:
        self.owner = owner
        self.key = key
        self.prop = prop
        self.of_type = of_type
        self.criteria = criteria

    @property
    def target(self) -> Any:
        """The entity this step leads to, or None at a column or a wildcard."""
        if self.of_type is not None:
            return self.of_type
        return self.prop.entity if self.prop is not None and self.prop._is_relationship else None

    def __str__(self) -> str:
        name = f"{entity_name(self.owner)}.{self.key}"
        return name if self.of_type is None else f"{name}.of_type({entity_name(self.of_type)})"

    def __reduce__(self) -> Any:
        # an alias belongs to one statement: what comes back is about the class
        of_type = None if self.of_type is None or self.of_type.is_aliased_class else self.of_type.class_
        return _unpickle_step, (None if self.owner is None else self.owner.class_, self.key, of_type)


def _unpickle_step(owner: Any, key: str, of_type: Any) -> Step:
    mapper = None if owner is None else inspect(owner)
    prop = mapper.get_property(key) if mapper is not None and not key.startswith(WILDCARD) else None
    return Step(mapper, key, prop, None if of_type is None else inspect(of_type))


class Entry:
    """A path and what happens at its end.

    `kind` is "relationship", "column", "expression" or "polymorphic"; `strategy` the strategy's name, or None when
    the path is only passed through.
    """

    __slots__ = ("path", "kind", "strategy", "opts", "label")

    def __init__(
        self, path: tuple[Step, ...], kind: str, strategy: str | None, opts: immutabledict[str, Any], label: str
    ) -> None:
        self.path = path
        self.kind = kind
        self.strategy = strategy
        self.opts = opts
        self.label = label

    @property
    def last(self) -> Step:
        """The step this entry speaks about."""
        return self.path[-1]

    @property
    def described(self) -> str:
        """The strategy and the path, for messages."""
        name = self.strategy if self.kind == "column" else self.label
        return f"{name}({' -> '.join(str(step) for step in self.path)})"

    def without_join(self) -> Entry:
        """Return this entry for statements that do not have the join of a `contains_eager()`."""
        if self.strategy != "contains_eager":
            return self
        return Entry(self.path, self.kind, None, _NO_OPTS, "defaultload")

    def __str__(self) -> str:
        return f"{self.label}({self.last})"

    def __reduce__(self) -> Any:
        if any(step.criteria for step in self.path):
            exc.warn(
                f"Can't reliably serialize a {self.label}() option that contains additional criteria; please use eager "
                "loading for this case"
            )
        return Entry, (self.path, self.kind, self.strategy, self.opts, self.label)


def entity_name(entity: Any) -> str:
    """Return how messages call an entity: a class name, or `aliased(Name)`."""
    if entity is None:
        return "(any)"
    return str(entity) if getattr(entity, "is_aliased_class", False) else entity.class_.__name__


def same_line(entity: Any, owner: Any) -> bool:
    """Say whether an attribute of `owner` can belong to an object loaded as `entity`."""
    if owner is None:
        return True
    entity_root, owner_root = path_entity(entity), path_entity(owner)
    if entity_root is owner_root:
        return True
    if entity_root.is_aliased_class or owner_root.is_aliased_class:
        return False
    return bool(entity_root.isa(owner_root) or owner_root.isa(entity_root))


def path_entity(entity: Any) -> Any:
    """Return what stands for `entity` in paths: the alias it is a part of, or the mapper of a bare with_polymorphic."""
    if not entity.is_aliased_class:
        return entity
    root = entity._path_root
    return root.mapper if root._use_mapper_path else root


class _AbstractLoad(OptionElement):
    """The methods that every loader option has; each returns a new option."""

    entries: tuple[Entry, ...]
    propagate_to_loaders = True
    _is_strategy_option = True

    def _relationship(self, attr: Any, strategy: str | None, label: str, **opts: Any) -> Any:
        raise NotImplementedError()

    def _columns(self, attrs: Sequence[Any], strategy: str, label: str, **opts: Any) -> Any:
        raise NotImplementedError()

    def contains_eager(self, attr: Any, alias: Any = None) -> Any:
        """Fill the attribute from columns that the statement itself names.

        alias: the alias that the statement joined to, when it is not `attr.of_type(alias)`.
        """
        opts = {} if alias is None else {"alias": alias}
        return self._relationship(attr, "contains_eager", "contains_eager", **opts)

    def load_only(self, *attrs: Any, raiseload: bool = False) -> Any:
        """Load only the named columns (and the primary key); the others load when they are asked for."""
        return self._columns(attrs, "undefer", "load_only")._columns(
            (WILDCARD,), "defer", "load_only", raiseload=raiseload
        )

    def joinedload(self, attr: Any, innerjoin: bool | Literal["unnested"] | None = None) -> Any:
        """Load the attribute through a JOIN in the same statement."""
        opts = {} if innerjoin is None else {"innerjoin": innerjoin}
        return self._relationship(attr, "joined", "joinedload", **opts)

    def subqueryload(self, attr: Any) -> Any:
        """Load the attribute with a second statement that embeds the first one."""
        return self._relationship(attr, "subquery", "subqueryload")

    def selectinload(self, attr: Any, recursion_depth: int | None = None, chunksize: int | None = None) -> Any:
        """Load the attribute with further statements `WHERE key IN (...)`.

        recursion_depth: how deep to follow a self-referential relationship; -1 without end.
        chunksize: keys per statement, 500 unless told.
        """
        opts: dict[str, Any] = {}
        if recursion_depth is not None:
            opts["recursion_depth"] = _checked_depth(recursion_depth)
        if chunksize is not None:
            opts["chunksize"] = _checked_chunk(chunksize)
        return self._relationship(attr, "selectin", "selectinload", **opts)

    def lazyload(self, attr: Any) -> Any:
        """Load the attribute when it is asked for."""
        return self._relationship(attr, "select", "lazyload")

    def immediateload(self, attr: Any, recursion_depth: int | None = None) -> Any:
        """Load the attribute after its parent, one statement for each object that is not there yet."""
        opts = {} if recursion_depth is None else {"recursion_depth": _checked_depth(recursion_depth)}
        return self._relationship(attr, "immediate", "immediateload", **opts)

    def noload(self, attr: Any) -> Any:
        """Leave the attribute empty (deprecated: an empty attribute that is not true)."""
        exc.warn_deprecated(
            "The noload() option is deprecated and will be removed in a future release.  This option produces incorrect "
            "results by returning ``None`` for related items.",
            "2.1",
        )
        return self._relationship(attr, "noload", "noload")

    def raiseload(self, attr: Any, sql_only: bool = False) -> Any:
        """Raise InvalidRequestError when the attribute is asked for.

        sql_only: raise only if SQL would be needed.
        """
        return self._relationship(attr, "raise_on_sql" if sql_only else "raise", "raiseload")

    def defaultload(self, attr: Any) -> Any:
        """Leave the attribute's own strategy alone, as a way to options further along the path."""
        return self._relationship(attr, None, "defaultload")

    def defer(self, key: Any, raiseload: bool = False) -> Any:
        """Leave the column out; it loads when it is asked for, or raises with `raiseload`."""
        return self._columns((key,), "defer", "defer", raiseload=raiseload)

    def undefer(self, key: Any) -> Any:
        """Load the column with the others."""
        return self._columns((key,), "undefer", "undefer")

    def undefer_group(self, name: str) -> Any:
        """Load the columns that were mapped with `deferred(group=name)`."""
        return self._columns((WILDCARD,), "undefer_group", "undefer_group", group=name)

    def with_expression(self, key: Any, expression: Any) -> Any:
        """Give the SQL expression of a `query_expression()` attribute."""
        raise NotImplementedError()

    def selectin_polymorphic(self, classes: Iterable[type[Any]]) -> Any:
        """Load the columns of the named subclasses with one more statement for each."""
        raise NotImplementedError()


class Load(_AbstractLoad):
    """Loader options for one entity; each method call goes one relationship further down.

    `Load(User).joinedload(User.addresses).defer(Address.text)`
    """

    __slots__ = ("entity", "entries", "_prefix")

    _option_fields = ("entity", "entries")

    def __init__(self, entity: Any) -> None:
        self.entity = inspect(entity)
        self.entries = ()
        self._prefix: tuple[Step, ...] = ()
        if getattr(self.entity, "mapper", None) is not None:
            self.entity.mapper._check_configure()

    def __str__(self) -> str:
        return f"Load({entity_name(self.entity)})"

    def _with(self, entries: tuple[Entry, ...], prefix: tuple[Step, ...] | None = None) -> Load:
        new = Load.__new__(Load)
        new.entity = self.entity
        new.entries = self.entries + entries
        new._prefix = self._prefix if prefix is None else prefix
        return new

    def options(self, *opts: _AbstractLoad) -> Load:
        """Return this option with others applied at the point of the path it has reached."""
        found: Any = self
        below: Any
        for below in opts:
            found = below._below(found)
        return found  # type: ignore[no-any-return]  # an option of the same kind

    def _below(self, parent: Load) -> Load:
        """Return `parent` with the entries of this option appended to its path."""
        target = parent._target()
        if not same_line(target, self.entity) and self.entries:
            raise parent._no_link(self.entries[0].path[0], target)
        moved = tuple(Entry(parent._prefix + e.path, e.kind, e.strategy, e.opts, e.label) for e in self.entries)
        return parent._with(moved)

    def _target(self) -> Any:
        """The entity that the next attribute has to belong to."""
        return self._prefix[-1].target if self._prefix else self.entity

    def _no_link(self, step: Step, target: Any) -> exc.ArgumentError:
        attribute = f"{entity_name(step.owner)}.{step.key}"
        if not self._prefix:
            return exc.ArgumentError(
                f'ORM mapped attribute "{attribute}" does not link mapped class "{entity_name(target)}"'
            )
        link = self._prefix[-1]
        hint = ""
        if step.owner is not None and path_entity(step.owner) is not target and _could_narrow(target, step.owner):
            narrowed = f'"{entity_name(link.owner)}.{link.key}.of_type({entity_name(step.owner)})"'
            hint = f"  Did you mean to use {narrowed}?"
        return exc.ArgumentError(
            f'ORM mapped entity or attribute "{attribute}" does not link from relationship "{link}".{hint}'
        )

    def _step(self, attr: Any) -> Step:
        step = coerce_attribute(attr)
        target = self._target()
        if target is None:
            raise exc.ArgumentError(
                f'ORM mapped entity or attribute "{step}" does not link from "{self._prefix[-1]}", '
                "which is not a relationship."
            )
        if step.owner is None:
            return Step(target, step.key)
        if not same_line(target, step.owner):
            raise self._no_link(step, target)
        return step

    def _relationship(self, attr: Any, strategy: str | None, label: str, **opts: Any) -> Load:
        step = self._step(attr)
        path = (*self._prefix, step)
        entry = Entry(path, "relationship", strategy, immutabledict(opts), label)
        return self._with((entry,), path)

    def _columns(self, attrs: Sequence[Any], strategy: str, label: str, **opts: Any) -> Load:
        frozen = immutabledict(opts) if opts else _NO_OPTS
        return self._with(
            tuple(Entry((*self._prefix, self._step(attr)), "column", strategy, frozen, label) for attr in attrs)
        )

    def with_expression(self, key: Any, expression: Any) -> Load:
        """Give the SQL expression of a `query_expression()` attribute."""
        opts = immutabledict({"expression": _expression(expression)})
        return self._with(
            (Entry((*self._prefix, self._step(key)), "expression", "with_expression", opts, "with_expression"),)
        )

    def selectin_polymorphic(self, classes: Iterable[type[Any]]) -> Load:
        """Load the columns of the named subclasses with one more statement for each."""
        step = Step(self._target(), "*poly")
        mappers = tuple(sorted((inspect(c) for c in classes), key=lambda mapper: mapper._serial))
        opts = immutabledict({"mappers": mappers})
        entry = Entry((*self._prefix, step), "polymorphic", "selectin_polymorphic", opts, "selectin_polymorphic")
        return self._with((entry,))

    @property
    def path(self) -> tuple[Any, ...]:
        """The entity this option starts from, and each attribute and entity that it leads to."""
        return (self.entity, *(part for step in self._prefix for part in (step.prop, step.target)))

    def __reduce__(self) -> Any:
        return _unpickle_load, (self.entity.class_, self.entries, self._prefix)


def _unpickle_load(class_: type[Any], entries: tuple[Entry, ...], prefix: tuple[Step, ...]) -> Load:
    return Load(class_)._with(entries, prefix)


class WildcardLoad(_AbstractLoad):
    """`lazyload("*")` and its like: a default for every entity of the statement."""

    __slots__ = ("entries",)

    _option_fields = ("entries",)
    entity = None

    def __init__(self, entries: tuple[Entry, ...] = ()) -> None:
        self.entries = entries

    def __str__(self) -> str:
        return "Load(*)"

    @property
    def path(self) -> tuple[Any, ...]:
        """Nothing: this option starts from no entity."""
        return ()

    def _below(self, parent: Load) -> Load:
        target = parent._target()
        moved = tuple(
            Entry((*parent._prefix, Step(target, e.last.key)), e.kind, e.strategy, e.opts, e.label)
            for e in self.entries
        )
        return parent._with(moved)

    def _relationship(self, attr: Any, strategy: str | None, label: str, **opts: Any) -> WildcardLoad:
        return self._wild(attr, "relationship", strategy, label, opts)

    def _columns(self, attrs: Sequence[Any], strategy: str, label: str, **opts: Any) -> WildcardLoad:
        found = self
        for attr in attrs:
            found = found._wild(attr, "column", strategy, label, opts)
        return found

    def _wild(self, attr: Any, kind: str, strategy: str | None, label: str, opts: dict[str, Any]) -> WildcardLoad:
        if coerce_attribute(attr).owner is not None:
            raise exc.ArgumentError(
                f"{label}({attr}) can't follow a wildcard option: start a new option at the class of the attribute."
            )
        entry = Entry((Step(None, WILDCARD),), kind, strategy, immutabledict(opts), label)
        return WildcardLoad((*self.entries, entry))

    def __reduce__(self) -> Any:
        return WildcardLoad, (self.entries,)


def coerce_attribute(attr: Any) -> Step:
    """Turn what a user passed to a loader option into a step.

    Raises ArgumentError for strings (except "*") and for what is not an attribute of a mapped class.
    """
    if isinstance(attr, str):
        if attr == WILDCARD or attr.endswith(":*"):
            return Step(None, WILDCARD)
        raise exc.ArgumentError(
            "Strings are not accepted for attribute names in loader options; please use class-bound attributes "
            "directly."
        )
    found: Any = inspect(attr, raiseerr=False)
    known = isinstance(found, InspectionAttr)
    if not known or not (found.is_attribute or found.is_property):
        raise exc.ArgumentError("expected ORM mapped attribute for loader strategy argument")
    if found.is_property and not found.is_attribute:
        return Step(found.parent, found.key, found)
    prop = found.property
    of_type = getattr(found, "_of_type", None)
    return Step(
        found._parententity,
        prop.key,
        prop,
        None if of_type is None else inspect(of_type),
        tuple(getattr(found, "_extra_criteria", ())),
    )


def _could_narrow(target: Any, owner: Any) -> bool:
    return target is not None and bool(owner.mapper.isa(target.mapper))


def _checked_depth(depth: int) -> int:
    if depth == 0 or depth < -1:
        raise exc.ArgumentError(f"recursion_depth is {depth}: give a number of levels, or -1 for no limit.")
    return depth


def _checked_chunk(size: int) -> int:
    if size < 1:
        raise exc.ArgumentError(f"chunksize is {size}: give the number of keys per statement, at least 1.")
    return size


def _expression(expression: Any) -> Any:
    from_object = getattr(expression, "__clause_element__", None)
    return from_object() if from_object is not None else expression


def _start(attr: Any) -> _AbstractLoad:
    """Return the option that a function such as `joinedload(attr)` begins with."""
    step = coerce_attribute(attr)
    return WildcardLoad() if step.owner is None else Load(path_start(step.owner))


def path_start(owner: Any) -> Any:
    """Return the entity that a path whose first attribute belongs to `owner` starts from."""
    return owner._path_root if owner.is_aliased_class else owner


def _along(keys: tuple[Any, ...], last: Callable[[_AbstractLoad, Any], Any], name: str) -> Any:
    """Walk over all keys but the last with `defaultload`, then call `last`."""
    if not keys:
        raise exc.ArgumentError(f"{name}() needs at least one attribute")
    found = _start(keys[0])
    for key in keys[:-1]:
        found = found.defaultload(key)
    return last(found, keys[-1])


def contains_eager(*keys: Any, **kw: Any) -> Any:
    """Fill the attribute from columns that the statement itself names; see `Load.contains_eager`."""
    return _along(keys, lambda load, key: load.contains_eager(key, **kw), "contains_eager")


def load_only(*attrs: Any, raiseload: bool = False) -> Any:
    """Load only the named columns; see `Load.load_only`."""
    if not attrs:
        raise exc.ArgumentError("load_only() needs at least one attribute")
    return _start(attrs[0]).load_only(*attrs, raiseload=raiseload)


def joinedload(*keys: Any, **kw: Any) -> Any:
    """Load the attribute through a JOIN in the same statement; see `Load.joinedload`."""
    return _along(keys, lambda load, key: load.joinedload(key, **kw), "joinedload")


def subqueryload(*keys: Any) -> Any:
    """Load the attribute with a second statement that embeds the first one."""
    return _along(keys, lambda load, key: load.subqueryload(key), "subqueryload")


def selectinload(*keys: Any, recursion_depth: int | None = None, chunksize: int | None = None) -> Any:
    """Load the attribute with statements `WHERE key IN (...)`; see `Load.selectinload`."""
    return _along(keys, lambda load, key: load.selectinload(key, recursion_depth, chunksize), "selectinload")


def lazyload(*keys: Any) -> Any:
    """Load the attribute when it is asked for."""
    return _along(keys, lambda load, key: load.lazyload(key), "lazyload")


def immediateload(*keys: Any, recursion_depth: int | None = None) -> Any:
    """Load the attribute right after its parent; see `Load.immediateload`."""
    return _along(keys, lambda load, key: load.immediateload(key, recursion_depth), "immediateload")


def noload(*keys: Any) -> Any:
    """Leave the attribute empty (deprecated)."""
    return _along(keys, lambda load, key: load.noload(key), "noload")


def raiseload(*keys: Any, **kw: Any) -> Any:
    """Raise when the attribute is asked for; see `Load.raiseload`."""
    return _along(keys, lambda load, key: load.raiseload(key, **kw), "raiseload")


def defaultload(*keys: Any) -> Any:
    """Leave the attribute's own strategy alone, as a way to options further along the path."""
    return _along(keys, lambda load, key: load.defaultload(key), "defaultload")


def defer(key: Any, *addl_attrs: Any, raiseload: bool = False) -> Any:
    """Leave the column out of the statement; see `Load.defer`."""
    if addl_attrs:
        exc.warn_deprecated(
            "The *addl_attrs on orm.defer is deprecated.  Please use method chaining in conjunction with "
            "defaultload() to indicate a path.",
            "1.3",
        )
    return _along((key, *addl_attrs), lambda load, last: load.defer(last, raiseload=raiseload), "defer")


def undefer(key: Any, *addl_attrs: Any) -> Any:
    """Load the column with the others."""
    if addl_attrs:
        exc.warn_deprecated(
            "The *addl_attrs on orm.undefer is deprecated.  Please use method chaining in conjunction with "
            "defaultload() to indicate a path.",
            "1.3",
        )
    return _along((key, *addl_attrs), lambda load, last: load.undefer(last), "undefer")


def undefer_group(name: str) -> Any:
    """Load the columns that were mapped with `deferred(group=name)`."""
    return WildcardLoad().undefer_group(name)


def with_expression(key: Any, expression: Any) -> Any:
    """Give the SQL expression of a `query_expression()` attribute."""
    return _along((key,), lambda load, last: load.with_expression(last, expression), "with_expression")


def selectin_polymorphic(base_cls: Any, classes: Iterable[type[Any]]) -> Any:
    """Load the columns of the named subclasses of `base_cls` with one more statement for each."""
    return Load(base_cls).selectin_polymorphic(classes)
