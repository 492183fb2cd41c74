"""A mistake in one class's mapping says so, and leaves other classes as they are."""

from __future__ import annotations

from typing import Any

import pytest

from ormolu import Column, Integer, create_engine, exc
from ormolu.orm import Session, declarative_base, relationship


def test_classes_that_were_mapped_well_still_work() -> None:
    good: Any = declarative_base()
    bad: Any = declarative_base()

    class Fine(good):
        __tablename__ = "fine"
        id = Column(Integer, primary_key=True)

    class Broken(bad):
        __tablename__ = "broken"
        id = Column(Integer, primary_key=True)
        other = relationship("Nowhere")

    with pytest.raises(exc.InvalidRequestError, match="Nowhere"):
        bad.registry.configure()
    engine = create_engine("sqlite://")
    good.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(Fine())
        session.commit()
        assert session.query(Fine).count() == 1
    bad.registry.dispose()
