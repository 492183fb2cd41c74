"""Mappers are completed when something needs them, and not before: class bodies may use classes that are half known."""

from __future__ import annotations

from typing import Any

import pytest

from ormolu import Column, ForeignKey, Integer, Table, func, insert, inspect, select
from ormolu.exc import ArgumentError, InvalidRequestError
from ormolu.orm import Session, column_property, declarative_base, registry, relationship


def half_known() -> Any:
    base: Any = declarative_base()

    class Store(base):
        __tablename__ = "store"
        id = Column(Integer, primary_key=True)
        retailer_id = Column(ForeignKey("retailer.id"))
        retailer = relationship("Retailer")

    return Store


def test_a_class_body_may_select_from_a_class_that_refers_to_it() -> None:
    store = half_known()

    class Retailer(store.__base__):
        __tablename__ = "retailer"
        id = Column(Integer, primary_key=True)
        stores = column_property(
            select(func.count(store.id)).where(store.retailer_id == id).correlate_except(store).scalar_subquery()
        )

    assert "count(store.id)" in str(select(Retailer))


def test_statements_are_built_without_completing_the_mapping() -> None:
    store = half_known()
    assert inspect(store).local_table is store.__table__
    select(store.id).join_from(store, store)
    insert(store).values(id=1)


@pytest.mark.parametrize(
    "use",
    [
        lambda store: str(select(store.id)),
        lambda store: str(insert(store).values(id=1)),
        lambda store: Session().query(store),
        lambda store: Session().get(store, 1),
        lambda store: Session().bulk_insert_mappings(store, []),
    ],
)
def test_using_a_class_completes_the_mapping(use: Any) -> None:
    store = half_known()
    with pytest.raises(InvalidRequestError, match="Retailer"):
        use(store)
    store.registry.dispose()


def test_a_class_that_could_not_be_mapped_has_no_name_in_the_registry() -> None:
    mappings = registry()
    table = Table("thing", mappings.metadata, Column("id", Integer))

    class Thing:
        pass

    with pytest.raises(ArgumentError, match="primary key"):
        mappings.map_imperatively(Thing, table)
    assert "Thing" not in mappings._class_registry
