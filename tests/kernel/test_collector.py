"""Holding the garbage collector back, and results that do not need it."""

from __future__ import annotations

import gc
import weakref

import pytest

import ormolu as sa
from ormolu.kernel.collector import MANY, collector_held_back


def test_the_collector_waits_for_many_objects_and_goes_on_afterwards() -> None:
    with collector_held_back(MANY):
        assert not gc.isenabled()
        with collector_held_back(MANY):
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_collector_goes_on_after_an_error() -> None:
    with pytest.raises(ValueError), collector_held_back(MANY):
        raise ValueError
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with collector_held_back(MANY):
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_few_objects_leave_the_collector_alone() -> None:
    with collector_held_back(MANY - 1):
        assert gc.isenabled()


def test_a_result_goes_without_the_collector() -> None:
    """A result that referred to itself would keep its rows until the next full collection."""
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection:
        result = connection.execute(sa.select(sa.literal(1)))
        result.all()
        gone = weakref.ref(result)
        gc.disable()
        try:
            del result
            assert gone() is None
        finally:
            gc.enable()
