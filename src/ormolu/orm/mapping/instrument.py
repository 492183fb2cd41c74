"""Instrumentation: where mapping meets `orm.state`.

All calls from mapping into the bookkeeping of objects are here: attaching a mapper to its class, putting attributes on it,
the listeners that a relationship or composite needs, numbering the slots, taking it all away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ... import event, exc
from ...kernel.instance import Core, Instance, core_of
from ...kernel.status import NO_VALUE, PASSIVE_NO_RESULT
from ...types import TypeEngine
from ..state import (
    OP_BULK_REPLACE,
    OP_REMOVE,
    PASSIVE_NO_INITIALIZE,
    AttributeImpl,
    CollectionAttribute,
    ObjectAttribute,
    ScalarAttribute,
    describe,
    opt_manager_of_class,
    prepare_instrumentation,
    register_class,
)
from ..state.backref import link as link_backref
from .attributes import InstrumentedAttribute
from .instrumentation_events import tell
from .interfaces import MANYTOONE, ONETOMANY

# filled by orm/loading: property -> function(core, passive) that loads its value
_relationship_loader: list[Callable[[Any], Any]] = []
# filled by the layers that own special collections: lazy="dynamic" and lazy="write_only"
collection_impls: dict[str, Callable[..., AttributeImpl]] = {}


def set_relationship_loader(factory: Callable[[Any], Callable[[Any, Any], Any]]) -> None:
    """Install the function that gives a relationship the callable which loads its value."""
    _relationship_loader[:] = [factory]


def prepare(cls: Any, registry: Any) -> None:
    """Tell a class which registry it belongs to, before it is scanned."""
    if cls.__dict__.get("_sa_registry") is not registry and getattr(cls, "_sa_registry", None) is not registry:
        cls._sa_registry = registry


def attach(mapper: Any) -> None:
    """Give the class its manager, the mapper, its validators and its reconstructor."""
    cls = mapper.class_
    if cls.__dict__.get("__mapper__") is not None:
        raise exc.ArgumentError(f"Class '{cls}' already has a primary mapper defined. Map a subclass of it, or map it only once.")
    manager = register_class(
        cls,
        mapper=mapper,
        registry=mapper.registry,
        init_method=_constructor(mapper),
        before_first_use=lambda: _configure(mapper),
    )
    manager.loads_columns = True
    manager.registry = mapper.registry  # type: ignore[attr-defined]  # documented attribute
    mapper._class_manager = manager
    mapper.native = manager.native
    cls.__mapper__ = mapper
    _collect_methods(mapper, manager)
    tell("class_instrument", cls)


def _constructor(mapper: Any) -> Any:
    constructor = mapper.registry.constructor
    if constructor is Instance.__init__ and not issubclass(mapper.class_, Instance):
        return default_constructor
    return constructor


def default_constructor(self: Any, **kwargs: Any) -> None:
    """Set every given keyword as an attribute. Raises TypeError for a name that the class does not have."""
    cls = type(self)
    for key, value in kwargs.items():
        if not hasattr(cls, key):
            raise TypeError(f"{key!r} is an invalid keyword argument for {cls.__name__}{exc.nearest(key, dir(cls))}")
        setattr(self, key, value)


default_constructor.__name__ = "__init__"


def _configure(mapper: Any) -> None:
    mapper._check_configure()


def _collect_methods(mapper: Any, manager: Any) -> None:
    """Find the methods marked by `@validates` and `@reconstructor`."""
    validators: dict[str, Any] = {}
    for base in mapper.class_.__mro__:
        nearer = frozenset(validators)
        for method in base.__dict__.values():
            marked = getattr(method, "__sa_reconstructor__", False) if callable(method) else False
            if marked and mapper.class_.__dict__.get(method.__name__, method) is method:
                event.listen(manager, "load", _reconstruct(method), raw=True)
            for name in getattr(method, "__sa_validators__", ()) if callable(method) else ():
                if name in validators and name not in nearer:
                    raise exc.InvalidRequestError(
                        f"A validation function for mapped attribute {name!r} on mapper {mapper} already exists. Let one "
                        f"function check {mapper.class_.__name__}.{name}."
                    )
                validators.setdefault(name, (method, method.__sa_validation_opts__))
    if validators:
        mapper.validators = mapper.validators.__class__({**mapper.validators, **validators})


def _reconstruct(method: Callable[[Any], Any]) -> Callable[[Any, Any], None]:
    def on_load(core: Any, context: Any) -> None:
        method(core.obj())

    return on_load


def watch_constructor(mapper: Any) -> None:
    """Let abstract classes refuse to be instantiated, and new foreign objects say of which class they are.

    Native objects get their discriminator from the layout, without a listener.
    """
    if mapper.native and not mapper.polymorphic_abstract:
        return
    manager = mapper._class_manager
    if not event.contains(manager, "init", _tell_class):
        event.listen(manager, "init", _tell_class, raw=True, insert=True)


def _tell_class(core: Any, args: Any, kwargs: Any) -> None:
    mapper = core.mapper
    if mapper.polymorphic_abstract:
        raise exc.InvalidRequestError(
            f"Can't instantiate class for {mapper}; mapper is marked polymorphic_abstract=True"
        )
    if not mapper.native and mapper.polymorphic_identity is not None and mapper._discriminator_key is not None:
        setattr(core.obj(), mapper._discriminator_key, mapper.polymorphic_identity)


def detach(mapper: Any) -> None:
    """Take the mapping off the class."""
    cls = mapper.class_
    manager = opt_manager_of_class(cls)
    if manager is not None:
        tell("class_uninstrument", cls)
        manager.uninstrument()
    for key in list(mapper.__dict__.get("_props", ())):
        found = cls.__dict__.get(key)
        if found is not None and getattr(found, "is_attribute", False):
            delattr(cls, key)
    for name in ("__mapper__", "__table__"):
        if name in cls.__dict__:
            delattr(cls, name)


# -- attributes ----------------------------------------------------------------------------------------------------


def instrument_column(mapper: Any, prop: Any) -> None:
    """Put the attribute of a column property on the class."""
    if not prop.instrument:
        return
    manager = mapper._class_manager
    attribute = _attribute(mapper, prop)
    column = prop.columns[0]
    active_history = prop.active_history or getattr(column, "primary_key", False) or _is_version(mapper, prop)
    impl = ScalarAttribute(
        attribute,
        manager,
        active_history=active_history,
        parent_token=attribute_token(prop),
        is_equal=column.type.compare_values,
    )
    defaults = mapper._dataclass_defaults
    if defaults:
        impl.fallback = defaults.get(prop.key)
    manager.register(attribute, impl, own=prop.parent is mapper)
    tell("attribute_instrument", mapper.class_, prop.key, attribute)
    _add_validator(mapper, prop, impl)


def _is_version(mapper: Any, prop: Any) -> bool:
    return mapper.version_id_col is not None and any(column is mapper.version_id_col for column in prop.columns)


def attribute_token(prop: Any) -> Any:
    """What identifies an attribute in initiators: one for the property, shared by subclasses."""
    token = prop.__dict__.get("_attribute_token")
    if token is None:
        token = prop.__dict__["_attribute_token"] = _Token(prop)
    return token


class _Token:
    """Identity of one attribute; shows itself as the attribute."""

    __slots__ = ("_prop",)

    def __init__(self, prop: Any) -> None:
        self._prop = prop

    @property
    def key(self) -> str:
        return self._prop.key  # type: ignore[no-any-return]  # properties are Any here

    def __repr__(self) -> str:
        return f"<attribute {self._prop}>"


def _attribute(mapper: Any, prop: Any) -> InstrumentedAttribute[Any]:
    comparator = prop.comparator_factory(prop, mapper)
    attribute: InstrumentedAttribute[Any] = _new_attribute(mapper.class_, prop.key, mapper, comparator)
    attribute.__doc__ = prop.doc
    return attribute


def _new_attribute(cls: Any, key: str, mapper: Any, comparator: Any) -> InstrumentedAttribute[Any]:
    attribute: InstrumentedAttribute[Any] = InstrumentedAttribute.__new__(InstrumentedAttribute)
    attribute.layout = None  # type: ignore[assignment]  # until it is placed
    attribute.slot = 0
    attribute.native = attribute.plain = attribute.silent = attribute.column = False
    InstrumentedAttribute.__init__(attribute, cls, key, mapper, comparator)
    return attribute


def instrument_relationship(mapper: Any, prop: Any) -> None:
    """Put the attribute of a relationship on the class; its implementation is chosen when the mapper is configured."""
    manager = mapper._class_manager
    attribute = _attribute(mapper, prop)
    waiting = _Unconfigured(attribute, manager, parent_token=attribute_token(prop))
    manager.register(attribute, waiting, own=prop.parent is mapper)
    tell("attribute_instrument", mapper.class_, prop.key, attribute)


class _Unconfigured(AttributeImpl):
    """Holds the listeners of a relationship whose kind is not decided yet.

    The first use of an object decides it while the request is already on its way here: it goes on to the successor.
    """

    uses_objects = True

    def get(self, core: Any, *args: Any, **kw: Any) -> Any:
        return self._successor().get(core, *args, **kw)

    def set(self, core: Any, value: Any, *args: Any, **kw: Any) -> None:
        self._successor().set(core, value, *args, **kw)

    def delete(self, core: Any) -> None:
        self._successor().delete(core)

    def get_history(self, core: Any, *args: Any, **kw: Any) -> Any:
        return self._successor().get_history(core, *args, **kw)

    def _successor(self) -> Any:
        impl = self.attribute.impl
        if impl is self:
            raise exc.InvalidRequestError(f"The mappers that {self.attribute} belongs to are not configured yet")
        return impl


def relationship_ready(mapper: Any, prop: Any) -> None:
    """Choose the implementation of a configured relationship on one class and add its listeners."""
    for each in mapper.self_and_descendants:
        attribute = each._class_manager.get(prop.key)
        if attribute is None or each._props.get(prop.key) is not prop:
            continue
        if isinstance(attribute.impl, _Unconfigured):
            _use_impl(each, prop, attribute)


def _use_impl(mapper: Any, prop: Any, attribute: Any) -> None:
    manager = mapper._class_manager
    waiting = attribute.impl
    options: dict[str, Any] = {
        "load_callable": _relationship_loader[0](prop) if _relationship_loader else None,
        "active_history": prop.active_history or waiting._active_history or _needs_old_value(prop),
        "trackparent": prop.single_parent or prop.direction is ONETOMANY,
        "parent_token": attribute_token(prop),
        "load_on_pending": prop.load_on_pending,
        "send_modified_events": not prop.viewonly,
    }
    impl = _make_impl(prop, attribute, manager, options)
    impl.__dict__["dispatch"] = waiting.dispatch
    attribute.impl = impl
    _add_listeners(mapper, prop, impl)
    impl.listeners_changed()


def _needs_old_value(prop: Any) -> bool:
    """A many-to-one that cannot be looked up by key must load its old value before it is replaced."""
    return prop.direction is MANYTOONE and not prop._use_get and not prop.viewonly


def _make_impl(prop: Any, attribute: Any, manager: Any, options: dict[str, Any]) -> AttributeImpl:
    special = collection_impls.get(prop.lazy)
    if special is not None:
        return special(prop, attribute, manager, options)
    if prop.uselist:
        factory = prepare_instrumentation(prop.collection_class or list)
        return CollectionAttribute(attribute, manager, collection_factory=factory, **options)
    impl = ObjectAttribute(attribute, manager, **options)
    impl.finds_original = prop.direction is not MANYTOONE
    return impl


def _add_listeners(mapper: Any, prop: Any, impl: AttributeImpl) -> None:
    if prop.single_parent:
        _listen(impl, ("append", "set"), _single_parent(mapper, prop), first=True)
    _add_validator(mapper, prop, impl)
    if not prop.viewonly:
        _add_cascades(prop, impl)
    other = prop._generates_backref_events()
    if other is not None:
        link_backref(impl, other, uselist=prop.uselist)


def _listen(impl: AttributeImpl, names: Sequence[str], fn: Callable[..., Any], first: bool = False) -> None:
    for name in names:
        hook = getattr(impl.dispatch, name)
        if first:
            hook.insert(fn)
        else:
            hook.append(fn)


def _single_parent(mapper: Any, prop: Any) -> Callable[..., Any]:
    def check(core: Any, value: Any, *rest: Any, **kw: Any) -> Any:
        initiator = rest[-1]
        old = rest[0] if len(rest) > 1 else None
        if value is not None and initiator is not None and initiator.key == prop.key:
            if value is not old and initiator.impl.hasparent(core_of(value)):
                raise exc.InvalidRequestError(
                    f"Instance {describe(core_of(value))} is already associated with an instance of {mapper.class_} via "
                    f"its {prop} attribute, and is only allowed a single parent.",
                    code="bbf1",
                )
        return value

    return check


def _add_validator(mapper: Any, prop: Any, impl: AttributeImpl) -> None:
    found = mapper.validators.get(prop.key)
    if found is None:
        return
    method, options = found
    key, include_backrefs, include_removes = prop.key, options["include_backrefs"], options["include_removes"]
    extra = (False,) if include_removes else ()

    def wanted(initiator: Any) -> bool:
        return include_backrefs or initiator is None or initiator.key == key

    def on_append(core: Any, value: Any, initiator: Any, **kw: Any) -> Any:
        if initiator is not None and initiator.op is OP_BULK_REPLACE:
            return value
        return method(core.obj(), key, value, *extra) if wanted(initiator) else value

    def on_bulk_replace(core: Any, values: Any, initiator: Any, **kw: Any) -> None:
        if wanted(initiator):
            obj = core.obj()
            values[:] = [method(obj, key, value, *extra) for value in values]

    def on_set(core: Any, value: Any, old: Any, initiator: Any) -> Any:
        return method(core.obj(), key, value, *extra) if wanted(initiator) else value

    def on_remove(core: Any, value: Any, initiator: Any, **kw: Any) -> None:
        if wanted(initiator):
            method(core.obj(), key, value, True)

    _listen(impl, ("append",), on_append)
    _listen(impl, ("bulk_replace",), on_bulk_replace)
    _listen(impl, ("set",), on_set)
    if include_removes:
        _listen(impl, ("remove",), on_remove)
    impl.listeners_changed()


def _add_cascades(prop: Any, impl: AttributeImpl) -> None:
    """An object put into a relationship of an object in a session enters that session; an orphan that is pending leaves."""
    cascade = prop._cascade

    def note(core: Any, what: str) -> None:
        session = core.session
        if session is not None and session._in_flush_event:
            session._warn_in_flush(what)

    def enter(core: Any, value: Any, initiator: Any) -> None:
        session = core.session
        if session is None or value is None or not cascade.save_update:
            return
        if initiator is not None and initiator.parent_token is not impl.parent_token:
            return
        related = core_of(value)
        if related.session is not session:
            session._save_or_update(related)
            session._cascade_save(related)

    def leave(value: Any, session: Any) -> None:
        if session is None or value is None or value is NO_VALUE or value is PASSIVE_NO_RESULT:
            return
        related = core_of(value)
        if related.key is None and related.session is session and prop.mapper._is_orphan(related):
            session.expunge(value)

    def on_append(core: Any, value: Any, initiator: Any, **kw: Any) -> Any:
        note(core, "collection append")
        enter(core, value, initiator)
        return value

    def on_remove(core: Any, value: Any, initiator: Any, **kw: Any) -> None:
        note(core, "collection remove" if prop.uselist else "related attribute delete")
        # part of a larger change, the member may be on its way to another parent: the flush will see
        if cascade.delete_orphan and (initiator is None or initiator.op is OP_REMOVE):
            leave(value, core.session)

    def on_set(core: Any, value: Any, old: Any, initiator: Any) -> Any:
        if old is value:
            return value
        note(core, "related attribute set")
        enter(core, value, initiator)
        if cascade.delete_orphan:
            leave(old, core.session)
        return value

    _listen(impl, ("append",), on_append)
    _listen(impl, ("remove",), on_remove)
    _listen(impl, ("set",), on_set)


def new_collection(prop: Any, core: Any, members: Sequence[Any]) -> Any:
    """Return a collection of the relationship's kind with these members, not yet part of the object."""
    adapter, collection = core.manager[prop.key].impl._new_collection(core)
    adapter.append_multiple_without_event(members)
    return collection


# -- numbering -----------------------------------------------------------------------------------------------------


def finish(mapper: Any) -> None:
    """Number the attributes of the class as `mapper._slots` says."""
    props = [mapper._props[key] for key in mapper._slots]
    count = len(mapper._column_slots)
    equals = [_comparison(prop) for prop in props[:count]]
    expirable = [slot for slot, prop in enumerate(props[:count]) if not prop.deferred]
    manager = mapper._class_manager
    manager.before_first_use = None
    mapper._layout = manager.freeze(
        mapper,
        list(mapper._slots),
        count,
        mapper._pk_slots,
        identity_class=mapper._identity_class,
        equals=equals,
        expirable=expirable,
        initial=_discriminator(mapper) if mapper.native else None,
    )


def _discriminator(mapper: Any) -> dict[int, Any] | None:
    """Attribute number and value by which a new object says of which class it is."""
    if mapper.polymorphic_identity is None or mapper._discriminator_key is None:
        return None
    slot = mapper._slots.get(mapper._discriminator_key)
    return None if slot is None else {slot: mapper.polymorphic_identity}


def _comparison(prop: Any) -> Callable[[Any, Any], bool] | None:
    """The type's own comparison of values, None where `==` is right."""
    type_ = prop.columns[0].type
    if type(type_).compare_values is TypeEngine.compare_values:
        return None
    return type_.compare_values  # type: ignore[no-any-return]  # types are Any here


def class_attributes(cls: type) -> dict[str, Any]:
    """The instrumented attributes of a class by name."""
    manager = opt_manager_of_class(cls)
    return {} if manager is None else dict(manager)


# -- questions about objects ---------------------------------------------------------------------------------------


def core_or_none(value: Any) -> Core | None:
    """Return the core of a mapped object, None for anything else."""
    if isinstance(value, Core):
        return value
    if isinstance(value, type) or hasattr(value, "_aliased_insp"):
        return None
    if isinstance(value, Instance):
        return core_of(value)
    state = getattr(value, "_sa_instance_state", None)
    return state if isinstance(state, Core) else None


def related_objects(prop: Any, core: Any, kind: str) -> Iterator[tuple[Any, Core]]:
    """Yield (object, core) for what a relationship of one object holds, loaded values only."""
    impl = core.manager[prop.key].impl
    passive = PASSIVE_NO_INITIALIZE
    if kind != "delete" or prop.passive_deletes:
        pairs = impl.get_all_pending(core, passive) if kind == "save-update" else _current(impl, core, passive)
    else:
        pairs = impl.get_all_pending(core)
    for related, value in pairs:
        if value is not None and related is not None:
            yield value, related


def _current(impl: Any, core: Any, passive: Any) -> list[tuple[Core | None, Any]]:
    if impl.dynamic:
        return impl.get_all_pending(core, passive)  # type: ignore[no-any-return]  # impl is Any
    value = impl.get(core, passive)
    if value is None or value is NO_VALUE or value is PASSIVE_NO_RESULT:
        return []
    members = list(value._sa_adapter) if impl.collection else [value]
    return [(core_of(member), member) for member in members]


def value_later(mapper: Any, core: Any, column: Any) -> Callable[[], Any]:
    """Return a function that reads a column's value from an object when a statement runs.

    The last known value is used when the object has expired and has no session.
    """
    prop = mapper.get_property_by_column(column)
    key = prop.key
    slot = core.layout.index[key]
    known = core.get(slot)

    def read() -> Any:
        current = core.get(slot)
        if current is NO_VALUE:
            obj = core.obj()
            if core.session is not None and core.key is not None and obj is not None:
                current = getattr(obj, key)
            else:
                current = known
        if current is NO_VALUE:
            raise exc.InvalidRequestError(
                f"Can't resolve value for column {column} on object {describe(core)}; no value has been set for this "
                "column"
                if core.key is None
                else f"Can't resolve value for column {column} on object {describe(core)}; the object is detached and "
                "the value was expired"
            )
        return current

    return read
