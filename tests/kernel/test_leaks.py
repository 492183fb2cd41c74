"""An object that the garbage collector does not see must never be part of a cycle."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import pytest

from ormolu.kernel.hydrate import Recipe, new_object
from ormolu.orm.state import Attribute, Instance, Owner, ScalarAttribute, prepare_namespace, register_class


def _mapped() -> Any:
    namespace: dict[str, Any] = {}
    prepare_namespace(namespace)
    cls = type("User", (Instance,), namespace)
    manager = register_class(cls)
    for key in ("id", "name"):
        attribute = Attribute()
        attribute.key = key
        manager.register(attribute, ScalarAttribute(attribute, manager))
    manager.freeze(None, ["id", "name"], 2, (0,))
    return cls


class _Session:
    def __init__(self) -> None:
        self.modified: dict[int, Any] = {}

    def _note_modified(self, core: Any) -> None:
        self.modified[id(core)] = core
        core.strong = core.obj()


def _fresh(cls: Any) -> Any:
    return cls(id=1, name="ed")


def _loaded(cls: Any) -> Any:
    session = _Session()
    obj = new_object(Recipe(Owner(session).home(cls._sa_class_manager.layout), (0,), None), (1, "ed"), (1,))
    obj._test_session = session
    return obj


def _store_itself_in_a_list(obj: Any) -> None:
    obj.name = [obj]


def _store_itself_as_an_extra(obj: Any) -> None:
    obj.me = obj


def _store_itself_through_the_dict(obj: Any) -> None:
    vars(obj)["me"] = obj


def _store_a_dict_and_fill_it_later(obj: Any) -> None:
    obj.name = {}
    obj.name["me"] = obj


def _nothing(obj: Any) -> None:
    pass


@pytest.mark.parametrize("make", [_fresh, _loaded])
@pytest.mark.parametrize(
    "change",
    [
        _nothing,
        _store_itself_in_a_list,
        _store_itself_as_an_extra,
        _store_itself_through_the_dict,
        _store_a_dict_and_fill_it_later,
    ],
)
def test_an_object_is_collected_whatever_it_holds(make: Any, change: Any) -> None:
    obj = make(_mapped())
    change(obj)
    gone = weakref.ref(obj)
    del obj
    gc.collect()
    assert gone() is None


def test_an_abandoned_session_with_changed_objects_is_collected() -> None:
    cls = _mapped()
    session = _Session()
    obj = new_object(Recipe(Owner(session).home(cls._sa_class_manager.layout), (0,), None), (1, "ed"), (1,))
    obj.name = "jack"
    assert session.modified
    gone = weakref.ref(obj)
    del obj, session
    gc.collect()
    assert gone() is None


def test_a_dead_object_leaves_the_identity_map() -> None:
    cls = _mapped()
    owner = Owner(_Session())
    home = owner.home(cls._sa_class_manager.layout)
    obj = new_object(Recipe(home, (0,), None), (1, "ed"), (1,))
    assert list(home.refs) == [1]
    del obj
    gc.collect()
    assert not home.refs
