"""Natively mapped and imperatively mapped objects behave alike."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

from ormolu.inspection import inspect
from ormolu.orm.state import Instance, get_history, prepare_namespace, register_class
from ormolu.orm.state.standalone import register_attribute


def _classes(native: bool) -> tuple[Any, Any]:
    made = []
    for name in ("User", "Address"):
        namespace: dict[str, Any] = {"__module__": __name__, "__qualname__": name}
        if native:
            prepare_namespace(namespace)
        cls = type(name, (Instance,) if native else (), namespace)
        globals()[name] = cls  # pickle looks classes up here
        register_class(cls)
        made.append(cls)
    user, address = made
    for key in ("id", "name"):
        register_attribute(user, key)
    for key in ("id", "email"):
        register_attribute(address, key)
    register_attribute(user, "addresses", uselist=True, useobject=True, backref="user")
    register_attribute(address, "user", useobject=True, backref="addresses")
    return user, address


@pytest.fixture(params=[True, False], ids=["native", "foreign"])
def classes(request: pytest.FixtureRequest) -> tuple[Any, Any]:
    return _classes(request.param)


@pytest.fixture
def user(classes: tuple[Any, Any]) -> Any:
    cls, address = classes
    obj = cls()
    obj.id, obj.name = 1, "ed"
    member = address()
    member.email = "ed@example.org"
    obj.addresses.append(member)
    inspect(obj).commit()
    inspect(member).commit()
    return obj


def test_both_sides_of_a_backref_agree(user: Any) -> None:
    assert user.addresses[0].user is user
    user.addresses[0].user = None
    assert user.addresses == []


def test_a_set_value_has_a_history_until_it_is_committed(user: Any) -> None:
    user.name = "jack"
    assert get_history(user, "name") == (["jack"], (), ["ed"])
    inspect(user).commit()
    assert get_history(user, "name") == ((), ["jack"], ())


def test_setting_the_same_value_is_no_change(user: Any) -> None:
    user.name = "ed"
    assert not get_history(user, "name").has_changes()
    assert inspect(user).modified


def test_a_removed_member_is_in_the_history(user: Any) -> None:
    member = user.addresses.pop()
    assert get_history(user, "addresses") == ([], [], [member])


def test_vars_shows_values_and_extras_and_writes_through(user: Any) -> None:
    user.note = 5
    assert {"id", "name", "addresses", "note", "_sa_instance_state"} == set(vars(user))
    vars(user)["name"] = "wendy"
    assert user.name == "wendy"


def test_an_unset_collection_is_not_stored_by_reading_it(classes: tuple[Any, Any]) -> None:
    obj = classes[0]()
    assert obj.addresses == []
    assert "addresses" not in vars(obj)


@pytest.mark.parametrize("how", ["pickle", "deepcopy"])
def test_a_copy_keeps_values_changes_and_the_cycle(user: Any, how: str) -> None:
    user.name = "jack"
    twin = pickle.loads(pickle.dumps(user)) if how == "pickle" else copy.deepcopy(user)
    assert twin.name == "jack"
    assert twin.addresses[0].user is twin
    assert get_history(twin, "name") == (["jack"], (), ["ed"])
    assert inspect(twin).obj() is twin


def test_expired_values_are_gone_and_the_rest_stays(user: Any) -> None:
    state = inspect(user)
    state.expire(state.slots_of(["name"]))
    assert state.unloaded == {"name"}
    assert state.expired_attributes == {"name"}
    assert user.id == 1


def test_a_member_of_another_backref_is_refused(classes: tuple[Any, Any]) -> None:
    user, address = classes
    register_attribute(user, "primary", useobject=True, backref="user")
    with pytest.raises(ValueError, match="Bidirectional attribute conflict"):
        user().primary = address()
