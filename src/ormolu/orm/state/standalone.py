"""Attributes on classes that have no mapper: for tests and tools that need the machinery alone."""

from __future__ import annotations

from typing import Any

from ormolu.kernel.attribute import Attribute
from ormolu.orm.state.backref import link
from ormolu.orm.state.collection_impl import CollectionAttribute
from ormolu.orm.state.collections import prepare_instrumentation
from ormolu.orm.state.impl import AttributeImpl, ObjectAttribute, ScalarAttribute
from ormolu.orm.state.instrumentation import ClassManager, manager_of_class


def register_attribute(
    class_: type[Any],
    key: str,
    *,
    uselist: bool = False,
    useobject: bool = False,
    typecallable: Any = None,
    callable_: Any = None,
    active_history: bool = False,
    trackparent: bool = False,
    backref: str | None = None,
    compare_function: Any = None,
    send_modified_events: bool = True,
    parent_token: Any = None,
    attribute: Attribute | None = None,
    **ignored: Any,
) -> Attribute:
    """Put an attribute on an instrumented class: a collection, a reference (useobject) or a plain value.

    typecallable: the collection class. callable_: `(state, dict, passive) -> value`, loads an unset value.
    backref: the attribute of the members that mirrors this one. Other arguments concern mapped classes only.
    """
    manager = manager_of_class(class_)
    attribute = Attribute() if attribute is None else attribute
    attribute.key = key
    attribute.class_ = class_
    options: dict[str, Any] = {
        "active_history": active_history,
        "trackparent": trackparent or (useobject and backref is not None),
        "send_modified_events": send_modified_events,
        "parent_token": parent_token,
    }
    if callable_ is not None:
        options["load_callable"] = lambda core, passive: callable_(core, core.dict, passive)
    impl = _make(attribute, manager, uselist, useobject, typecallable, compare_function, options)
    manager.register(attribute, impl)
    for below in manager.subclass_managers():
        if key not in below.class_.__dict__:
            register_attribute(
                below.class_, key, uselist=uselist, useobject=useobject, typecallable=typecallable,
                callable_=callable_, active_history=active_history, trackparent=trackparent,
                compare_function=compare_function, parent_token=impl.parent_token,
            )  # fmt: skip
    if backref is not None:
        link(impl, backref, uselist=uselist)
    return attribute


def _make(
    attribute: Attribute,
    manager: ClassManager,
    uselist: bool,
    useobject: bool,
    typecallable: Any,
    compare_function: Any,
    options: dict[str, Any],
) -> AttributeImpl:
    if uselist:
        factory = prepare_instrumentation(typecallable or list)
        return CollectionAttribute(attribute, manager, collection_factory=factory, **options)
    if useobject:
        return ObjectAttribute(attribute, manager, **options)
    return ScalarAttribute(attribute, manager, is_equal=compare_function, **options)


def unregister_attribute(class_: type[Any], key: str) -> None:
    """Take an attribute off an instrumented class."""
    manager_of_class(class_).unregister(key)


_register_attribute = register_attribute
_unregister_attribute = unregister_attribute
