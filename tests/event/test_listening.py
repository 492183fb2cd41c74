"""Listening to hooks: who is called, in which order, with what."""

from __future__ import annotations

from typing import Any

import pytest

from ormolu import event, exc
from ormolu.event import Events, dispatcher


class Door:
    """Something with hooks."""


class FrontDoor(Door):
    pass


class DoorEvents(Events):
    _dispatch_target = Door

    def opened(self, door: Any, by: str) -> None:
        """It was opened."""


Door.dispatch = dispatcher(DoorEvents)  # type: ignore[attr-defined]  # declared by the family as well


@pytest.fixture(autouse=True)
def _no_class_listeners() -> Any:
    yield
    Door.dispatch._clear()  # type: ignore[attr-defined]


def fire(door: Any, by: str = "me") -> None:
    door.dispatch.opened(door, by)


def test_listeners_of_general_classes_are_called_first_then_those_of_the_object() -> None:
    calls: list[str] = []
    door = FrontDoor()
    event.listen(door, "opened", lambda *_: calls.append("object"))
    event.listen(FrontDoor, "opened", lambda *_: calls.append("subclass"))
    event.listen(Door, "opened", lambda *_: calls.append("class"))
    fire(door)
    assert calls == ["class", "subclass", "object"]


def test_insert_puts_a_listener_in_front() -> None:
    calls: list[int] = []
    door = Door()
    event.listen(door, "opened", lambda *_: calls.append(1))
    event.listen(door, "opened", lambda *_: calls.append(2), insert=True)
    fire(door)
    assert calls == [2, 1]


def test_a_class_listener_added_later_reaches_objects_that_fired_before() -> None:
    calls: list[str] = []
    door = Door()
    fire(door)
    event.listen(Door, "opened", lambda *_: calls.append("late"))
    fire(door)
    assert calls == ["late"]


def test_the_same_function_listens_once() -> None:
    calls: list[str] = []

    def listener(door: Any, by: str) -> None:
        calls.append(by)

    door = Door()
    event.listen(door, "opened", listener)
    event.listen(door, "opened", listener)
    fire(door)
    assert calls == ["me"]


def test_removed_listeners_are_silent_and_cannot_be_removed_twice() -> None:
    calls: list[str] = []

    def listener(door: Any, by: str) -> None:
        calls.append(by)

    door = Door()
    event.listen(door, "opened", listener)
    assert event.contains(door, "opened", listener)
    event.remove(door, "opened", listener)
    assert not event.contains(door, "opened", listener)
    fire(door)
    assert calls == []
    with pytest.raises(exc.InvalidRequestError, match="No listeners found"):
        event.remove(door, "opened", listener)


def test_named_passes_arguments_by_name() -> None:
    received: dict[str, Any] = {}
    door = Door()
    event.listen(door, "opened", lambda **kw: received.update(kw), named=True)
    fire(door, "you")
    assert received == {"door": door, "by": "you"}


def test_once_is_called_once_even_if_it_fails() -> None:
    calls: list[int] = []

    def fails(door: Any, by: str) -> None:
        calls.append(1)
        raise ValueError

    door = Door()
    event.listen(door, "opened", fails, once=True)
    with pytest.raises(ValueError):
        fire(door)
    fire(door)
    assert calls == [1]


def test_once_unless_exception_is_called_until_it_succeeds() -> None:
    calls: list[int] = []

    def fails_first(door: Any, by: str) -> None:
        calls.append(1)
        if len(calls) == 1:
            raise ValueError

    door = Door()
    event.listen(door, "opened", fails_first, once_unless_exception=True)
    with pytest.raises(ValueError):
        fire(door)
    fire(door)
    fire(door)
    assert calls == [1, 1]


def test_an_unknown_hook_names_hook_and_target() -> None:
    with pytest.raises(exc.InvalidRequestError, match="No such event 'closed' for target"):
        event.listen(Door(), "closed", lambda: None)


def test_a_joined_dispatch_fires_its_parents_listeners_first() -> None:
    calls: list[str] = []
    parent, child = Door(), Door()
    child.dispatch = parent.dispatch._join(parent.dispatch)  # type: ignore[attr-defined]
    event.listen(child, "opened", lambda *_: calls.append("child"))
    event.listen(parent, "opened", lambda *_: calls.append("parent"))
    fire(child)
    assert calls == ["parent", "child"]
