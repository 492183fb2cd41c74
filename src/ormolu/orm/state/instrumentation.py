"""`ClassManager`: what a mapped class knows about its instances' attributes, and how its objects come to life.

Mapping registers a class, puts attributes on it (`register`), and numbers them when everything is known (`freeze`).
Attributes that are registered without a mapper work as well: the layout is then made from the registered names, at the
first use.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from typing import Any

from ormolu import exc
from ormolu.event import dispatcher
from ormolu.kernel.attribute import Attribute
from ormolu.kernel.instance import Core, Instance, core_of
from ormolu.kernel.layout import ClassLayout
from ormolu.kernel.status import ATTR_EMPTY, PASSIVE_NO_RESULT
from ormolu.orm.state.describe import describe
from ormolu.orm.state.events import InstanceEvents, _Everywhere, note_manager
from ormolu.orm.state.flags import NO_RAISE, SQL_OK, PassiveFlag
from ormolu.orm.state.state import InstanceState


class ClassManager(_Everywhere, dict[str, Any]):
    """The instrumentation of one class: attribute name -> descriptor, for its own and inherited attributes.

    class_: the class. mapper: its Mapper, once there is one. layout: the numbering in use, None before the first use
    and after an attribute was added. before_first_use: called once, before the first object is made or the layout is
    needed (mapping configures its mappers there).
    """

    _is_class_manager = True
    MANAGER_ATTR = "_sa_class_manager"
    STATE_ATTR = "_sa_instance_state"

    dispatch = dispatcher(InstanceEvents)

    def __init__(self, class_: type[Any]) -> None:
        super().__init__()
        self.class_ = class_
        self.mapper: Any = None
        self.layout: ClassLayout | None = None
        self.info: dict[Any, Any] = {}
        self.native = issubclass(class_, Instance)
        self.is_mapped = False
        self.loads_columns = False
        self.local_attrs: dict[str, Any] = {}
        self.before_first_use: Callable[[], None] | None = None
        self.expired_attribute_loader: Callable[[Any, int, PassiveFlag], Any] | None = None
        self.original_init: Any = class_.__init__
        self._frozen: dict[str, Any] | None = None
        self._own_init = False
        self._first_init_done = False
        self._bases = [manager for manager in map(opt_manager_of_class, class_.__mro__[1:]) if manager is not None]
        for base in reversed(self._bases):
            self.update(base)
        class_._sa_class_manager = self
        note_manager(self)
        for base in reversed(self._bases):
            self.dispatch._update(base.dispatch)
        InstanceEvents._adopt_waiting(self)
        if not self.native or "__init__" in class_.__dict__:
            self._instrument_init()
        if hasattr(class_, "__del__"):
            exc.warn(
                f"__del__() method on class {class_} will cause unreachable cycles and memory leaks, as SQLAlchemy "
                "instrumentation often creates reference cycles.  Please remove this method."
            )

    # -- identity

    def __hash__(self) -> int:  # type: ignore[override]  # a manager is looked up by identity
        return id(self)

    def __eq__(self, other: object) -> bool:
        return other is self

    def __ne__(self, other: object) -> bool:
        return other is not self

    def __repr__(self) -> str:
        return f"<ClassManager of {self.class_} at {id(self):x}>"

    # -- attributes

    def register(self, attribute: Attribute, impl: Any, *, own: bool = True) -> None:
        """Put an attribute on the class, in place of what it had under this name.

        own: it is defined for this class, rather than repeated from a base.
        """
        if attribute.key in (self.MANAGER_ATTR, self.STATE_ATTR):
            raise KeyError(
                f"{attribute.key!r}: requested attribute name conflicts with "
                "instrumentation attribute of the same name."
            )
        attribute.impl = impl
        attribute.native = self.native
        self[attribute.key] = attribute
        if own:
            self.local_attrs[attribute.key] = attribute
        setattr(self.class_, attribute.key, attribute)
        for base in self._bases:
            inherited = base.get(attribute.key)
            if inherited is not None and inherited is not attribute and inherited.impl is not None:
                impl.dispatch._update(inherited.impl.dispatch)
                impl._active_history = impl._active_history or inherited.impl._active_history
        attribute.set_plain(impl._is_plain(), impl._is_silent())
        self._retire()

    def unregister(self, key: str) -> None:
        """Take an attribute off the class."""
        self.pop(key, None)
        own = self.class_.__dict__.get(key)
        known = self.local_attrs.pop(key, None) is not None
        if (known and own is not None) or isinstance(own, Attribute):
            delattr(self.class_, key)
        self._retire()

    def impl_at(self, slot: int) -> Any:
        """The implementation of the attribute in a slot."""
        assert self.layout is not None
        return self[self.layout.keys[slot]].impl

    def get_impl(self, key: str) -> Any:
        """The implementation of an attribute."""
        return self[key].impl

    @property
    def attributes(self) -> Iterator[Any]:
        """All attributes."""
        return iter(self.values())

    def has_parent(self, state: Core, key: str, optimistic: bool = False) -> bool:
        """Whether an object is a member of some parent's attribute `key` of this class."""
        return self[key].impl.hasparent(state, optimistic=optimistic)  # type: ignore[no-any-return]  # impl is Any

    def subclass_managers(self, recursive: bool = True) -> list[ClassManager]:
        """The managers of mapped subclasses."""
        found = []
        waiting = list(self.class_.__subclasses__())
        while waiting:
            cls = waiting.pop(0)
            manager = opt_manager_of_class(cls)
            if manager is not None and manager is not self:
                found.append(manager)
            if recursive or manager is None:
                waiting.extend(cls.__subclasses__())
        return found

    # -- the numbering

    def freeze(
        self,
        mapper: Any,
        keys: Sequence[str],
        column_count: int,
        pk_slots: Sequence[int],
        *,
        identity_class: type[Any] | None = None,
        equals: Sequence[Callable[[Any, Any], bool] | None] = (),
        expirable: Iterable[int] | None = None,
        initial: Mapping[int, Any] | None = None,
    ) -> ClassLayout:
        """Number the attributes: columns first, in canonical order. Objects that exist follow at their next use."""
        self.mapper = mapper
        self._retire()
        self._frozen = {
            "mapper": mapper,
            "keys": tuple(keys),
            "column_count": column_count,
            "pk_slots": tuple(pk_slots),
            "identity_class": identity_class,
            "equals": tuple(equals),
            "expirable": expirable,
            "initial": initial,
        }
        return self._new_layout(self._frozen)

    def make_layout(self) -> ClassLayout:
        """The numbering to use now; completes the mapping first if that has not happened."""
        if self.before_first_use is not None:
            prepare, self.before_first_use = self.before_first_use, None
            try:
                prepare()
            except BaseException:
                self.before_first_use = prepare
                raise
        if self.layout is not None:
            return self.layout
        if self._frozen is not None:
            return self._new_layout(self._frozen)
        keys = [key for key, attribute in self.items() if not attribute.impl.uses_objects]
        others = [key for key, attribute in self.items() if attribute.impl.uses_objects]
        return self._new_layout({"keys": [*keys, *others], "column_count": len(keys)})

    def _new_layout(self, numbering: dict[str, Any]) -> ClassLayout:
        layout = ClassLayout(self.class_, manager=self, native=self.native, **numbering)
        self.layout = layout
        for slot, key in enumerate(layout.keys):
            if key not in self:
                continue
            attribute = self[key]
            impl = attribute.impl
            own: Any = self.class_.__dict__.get(key)
            if own is attribute:
                attribute.place(layout, slot)
                attribute.set_plain(impl._is_plain(), impl._is_silent())
        return layout

    def _retire(self) -> None:
        if self.layout is not None:
            self.layout.retired = True
            self.layout = None

    # -- objects

    def new_instance(self, state: Any = None) -> Any:
        """A bare object, whose constructor was not called."""
        cls: Any = self.class_
        obj = cls.__new__(cls)
        if not self.native:
            self.setup_instance(obj)
        return obj

    def setup_instance(self, obj: Any) -> InstanceState:
        """Give a foreign object its state; a native one has its own."""
        if self.native:
            return core_of(obj)  # type: ignore[return-value]  # cores are InstanceStates
        state = InstanceState(obj, self.layout or self.make_layout())
        obj.__dict__["_sa_instance_state"] = state
        return state

    def listeners_changed(self, identifier: str) -> None:
        """Called when somebody listens to a hook of this class: constructors have to tell from now on."""
        if identifier in ("init", "init_failure", "first_init"):
            self._instrument_init()

    def _instrument_init(self) -> None:
        """Wrap the constructor, so that objects have their state before it runs and listeners hear of it."""
        current = self.class_.__dict__.get("__init__")
        if self._own_init or (current is not None and hasattr(current, "_sa_original_init")):
            return
        self.original_init = self.class_.__init__
        original = self.original_init
        self.class_.__init__ = _wrapped_init(original)
        self._own_init = True

    def uninstrument(self) -> None:
        """Take attributes and the constructor's wrapper off the class."""
        for key, attribute in list(self.items()):
            if self.class_.__dict__.get(key) is attribute:
                type.__delattr__(self.class_, key)
        if self._own_init:
            if _inherits_init(self.class_, self.original_init):
                del self.class_.__init__
            else:
                self.class_.__init__ = self.original_init
            self._own_init = False
        if "_sa_class_manager" in self.class_.__dict__:
            del self.class_._sa_class_manager
        self._retire()
        self.clear()

    # -- loading

    def load_expired(self, core: Any, slot: int, passive: PassiveFlag) -> Any:
        """Load what is expired or unloaded in a row of this class. ATTR_WAS_SET, or a status.

        Raises DetachedInstanceError when there is no session to load with.
        """
        if not passive & SQL_OK:
            return PASSIVE_NO_RESULT
        if self.expired_attribute_loader is not None:
            return self.expired_attribute_loader(core, slot, passive)
        session = core.session
        if session is not None:
            return session._load_attribute(core, slot, passive)
        if core.key is None:
            return ATTR_EMPTY
        if passive & NO_RAISE:
            return PASSIVE_NO_RESULT
        raise detached_error(core)

    def __reduce__(self) -> Any:
        return manager_of_class, (self.class_,)


def detached_error(
    core: Core, attribute: str | None = None, operation: str = "attribute refresh operation"
) -> Exception:
    """The error for a load that is needed on an object of no session."""
    if attribute is None:
        return exc.DetachedInstanceError(
            f"Instance {describe(core)} is not bound to a Session; {operation} cannot proceed"
        )
    return exc.DetachedInstanceError(
        f"Parent instance {describe(core)} is not bound to a Session; {operation} of attribute '{attribute}' "
        "cannot proceed"
    )


def _inherits_init(cls: type[Any], init: Any) -> bool:
    return any(base.__dict__.get("__init__") is init for base in cls.__mro__[1:])


def _wrapped_init(original: Any) -> Any:
    @wraps(original)
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        manager = getattr(type(self), "_sa_class_manager", None)  # a subclass may be unmapped
        if manager is None:
            original(self, *args, **kwargs)
            return
        if type(self).__init__ is not __init__ and (manager.native or "_sa_instance_state" in self.__dict__):
            # called again, by a subclass's constructor
            original(self, *args, **kwargs)
            return
        _initialize(manager, original, self, args, kwargs)

    __init__._sa_original_init = original  # type: ignore[attr-defined]  # marks the function
    __init__.__signature__ = _without_annotations(original)  # type: ignore[attr-defined]  # documented by `inspect`
    return __init__


def _without_annotations(function: Any) -> inspect.Signature | None:
    """The arguments of a constructor, as `inspect` shows them for mapped classes; None when it has no signature."""
    try:
        signature = inspect.signature(function)
    except ValueError:
        return None
    bare = [parameter.replace(annotation=inspect.Parameter.empty) for parameter in signature.parameters.values()]
    return inspect.Signature(bare)


def _initialize(manager: ClassManager, original: Any, obj: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    if manager.layout is None:
        manager.make_layout()
    dispatch = manager.dispatch
    if manager.native:
        state: Any = core_of(obj) if dispatch.init or dispatch.init_failure or dispatch.first_init else None
    else:
        state = manager.setup_instance(obj)
    if dispatch.first_init and not manager._first_init_done:
        manager._first_init_done = True
        dispatch.first_init(manager, manager.class_)
    if state is not None and dispatch.init:
        dispatch.init(state, args, kwargs)
    try:
        original(obj, *args, **kwargs)
    except BaseException:
        if state is not None and dispatch.init_failure:
            dispatch.init_failure(state, args, kwargs)
        raise


def register_class(
    class_: type[Any],
    *,
    mapper: Any = None,
    registry: Any = None,
    declarative_scan: Any = None,
    init_method: Any = None,
    expired_attribute_loader: Any = None,
    before_first_use: Callable[[], None] | None = None,
) -> ClassManager:
    """Instrument a class, or return the manager it has.

    init_method: a constructor for the class if it has none of its own.
    """
    manager = opt_manager_of_class(class_)
    if manager is None:
        if init_method is not None and class_.__init__ is object.__init__:
            class_.__init__ = init_method
        manager = ClassManager(class_)
    if mapper is not None:
        manager.mapper = mapper
        manager.is_mapped = True
    if registry is not None:
        manager.info["registry"] = registry
    if expired_attribute_loader is not None:
        manager.expired_attribute_loader = expired_attribute_loader
    if before_first_use is not None:
        manager.before_first_use = before_first_use
    return manager


def unregister_class(class_: type[Any]) -> None:
    """Remove the instrumentation of a class."""
    manager_of_class(class_).uninstrument()


def opt_manager_of_class(cls: Any) -> ClassManager | None:
    """The manager of exactly this class, or None."""
    found = cls.__dict__.get("_sa_class_manager") if isinstance(cls, type) else None
    return found if isinstance(found, ClassManager) else None


def manager_of_class(cls: Any) -> ClassManager:
    """The manager of exactly this class. Raises UnmappedClassError."""
    manager = opt_manager_of_class(cls)
    if manager is None:
        raise exc.UnmappedClassError(cls, f"Can't locate an instrumentation manager for class {cls}")
    return manager


def is_instrumented(instance: Any, key: str) -> bool:
    """Whether an object's class has an instrumented attribute of this name."""
    manager = opt_manager_of_class(type(instance))
    return manager is not None and key in manager
