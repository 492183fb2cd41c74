"""Automap: which tables become classes, and which foreign keys relationships."""

from __future__ import annotations

from typing import Any

from ormolu import Column, ForeignKey, Integer, MetaData, String, Table
from ormolu.ext.automap import automap_base


def metadata() -> MetaData:
    made = MetaData()
    Table("base", made, Column("id", Integer, primary_key=True), Column("type", String))
    Table("derived", made, Column("id", ForeignKey("base.id"), primary_key=True))
    Table("keyless", made, Column("base_id", ForeignKey("base.id")))
    return made


def test_a_table_without_primary_key_is_left_alone() -> None:
    base: Any = automap_base(metadata=metadata())
    base.prepare()
    assert sorted(base.classes.keys()) == ["base", "derived"]


def test_the_foreign_key_of_a_subclass_is_its_inheritance() -> None:
    base: Any = automap_base(metadata=metadata())

    class General(base):
        __table__ = base.metadata.tables["base"]
        __mapper_args__ = {"polymorphic_on": "type", "polymorphic_identity": "general"}

    class Special(General):
        __table__ = base.metadata.tables["derived"]
        __mapper_args__ = {"polymorphic_identity": "special"}

    base.prepare()
    assert Special.__mapper__.inherits is General.__mapper__
    assert not General.__mapper__.relationships and not Special.__mapper__.relationships


def test_a_class_without_a_module_is_found_where_unchanged_programs_look() -> None:
    base: Any = automap_base(metadata=metadata())
    base.prepare()
    assert base.by_module.sqlalchemy.ext.automap.derived is base.classes.derived
