"""Sequences, which are executed though they are no statements."""

from __future__ import annotations

from typing import Any

import pytest

from ormolu import Sequence, exc
from ormolu.orm import Session


def test_a_session_asks_a_sequence_for_its_next_value(engine: Any) -> None:
    engine.connect().close()  # what the server can do is known by its version
    if not engine.dialect.supports_sequences:
        pytest.skip("SQLite has no sequences")
    numbers = Sequence("numbers", start=5)
    with Session(engine) as session:
        numbers.create(session.connection())
        try:
            assert [session.scalar(numbers), session.scalar(numbers)] == [5, 6]
            with pytest.warns(exc.SADeprecationWarning, match="please use the .scalar"):
                assert session.execute(numbers) == 7
        finally:
            numbers.drop(session.connection())
            session.commit()
